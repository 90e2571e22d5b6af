"""The list of Vorlagen with its search, and the page of one Vorlage."""

import re

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import Substr
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from aushang.models import Eintrag
from portal import suche
from portal.anfrage import ausgehaengt, eintrag_holen, oeffentlich
from portal.lesen.verzeichnis import TAGENDE, nachschlagen
from portal.lesen.vorlage import STATUS, vorlage_aus
from wittmund_ris import uhr
from wittmund_ris.vorlagennummer import genannte

ART = Eintrag.Art
JE_SEITE = 20


@oeffentlich
def vorlagen(request):
    heute = uhr.heute()
    verzeichnis = nachschlagen()
    tagende = verzeichnis.nach_art(*TAGENDE)
    filter = _filter(request.GET, tagende)
    haengt = Eintrag.objects.ausgehaengt().art(ART.VORLAGE).defer("suche")
    zahlen = haengt.aggregate(
        anzahl=Count("pk", filter=filter.bedingung()), jahre=ArrayAgg(Substr("nummer", 6, 4), distinct=True)
    )
    seiten = Paginator(haengt.filter(filter.bedingung()).order_by("-datum", "-nummer"), JE_SEITE)
    seiten.count = zahlen["anzahl"]
    blatt = seiten.get_page(request.GET.get("page"))
    treffer = list(blatt.object_list)
    if filter.frage.ist_genau_eine_nummer and len(treffer) == 1:
        return redirect(treffer[0].pfad)
    parameter = QueryDict(mutable=True)
    parameter.update(filter.parameter())
    kontext = {
        "bereich": "vorlagen",
        "brotkrumen": [("Start", "/"), ("Vorlagen", "")],
        "vorlagen": [vorlage_aus(e, verzeichnis, heute) for e in treffer],
        "page_obj": blatt,
        "parameter": parameter,
        "filter": filter,
        "gesetzt": _gesetzt(filter, parameter, tagende),
        "tagende": tagende,
        "jahre": sorted(zahlen["jahre"] or [], reverse=True),
        "status": STATUS.items(),
    }
    return render(request, "portal/vorlagen.html", kontext)


def _filter(parameter, tagende) -> suche.Filter:
    gremium = next((g for g in tagende if g.kuerzel == parameter.get("gremium")), None)
    jahr, status = parameter.get("jahr", ""), parameter.get("status", "")
    return suche.Filter(
        gremium=gremium.kuerzel if gremium else "",
        gremium_id=gremium.id if gremium else "",
        jahr=jahr if re.fullmatch(r"[0-9]{4}", jahr) else "",
        status=status if status in STATUS else "",
        frage=suche.frage(parameter.get("q", "")),
    )


def _gesetzt(filter, parameter, tagende) -> list[dict]:
    """Every filter that is set, in words, with the address of the list without it."""
    woerter = {
        "q": f"„{filter.frage.text}“",
        "gremium": next((g.titel for g in tagende if g.kuerzel == filter.gremium), ""),
        "jahr": filter.jahr,
        "status": STATUS.get(filter.status, ""),
    }
    zeilen = []
    for name in parameter:
        rest = parameter.copy()
        del rest[name]
        adresse = reverse("portal:vorlagen") + (f"?{rest.urlencode()}" if rest else "")
        zeilen.append({"wort": woerter[name], "ohne": adresse})
    return zeilen


@oeffentlich
def vorlage(request, jahr, nr, zusatz=0):
    try:
        eintrag = eintrag_holen(request, ART.VORLAGE, mit_dateien=True)
    except Http404:
        return _dauerhafte_adresse(jahr, nr, zusatz)
    texte = eintrag.daten.get("ris:texte", {})
    wortlaute = [k.get("ris:wortlaut", "") for k in eintrag.daten.get("consultation", [])]
    verzeichnis = nachschlagen(
        genannte(*texte.values(), eintrag.daten.get("ris:stellungnahme", ""), *wortlaute) - {eintrag.nummer},
        eintrag.nummer,
    )
    kontext = {
        "bereich": "vorlagen",
        "vorlage": vorlage_aus(eintrag, verzeichnis, uhr.heute(), eintrag.dateien.all()),
        "verweise": verzeichnis.nummern,
        "verzeichnis": verzeichnis,
        "adresse": f"{settings.OEFFENTLICHE_ADRESSE}{eintrag.pfad}",
        "brotkrumen": [("Start", "/"), ("Vorlagen", reverse("portal:vorlagen")), (eintrag.nummer, "")],
    }
    return render(request, "portal/vorlage.html", kontext)


def _dauerhafte_adresse(jahr, nr, zusatz):
    """/vorlagen/2019/42/ leads to /vorlagen/2019/0042/, if that hangs or hung; so does /vorlagen/2019/42/1/."""
    if not re.fullmatch(r"[0-9]{1,3}", nr):
        raise Http404
    pfad = f"/vorlagen/{jahr}/{int(nr):04}/" + (f"{zusatz}/" if zusatz else "")
    eintrag = Eintrag.objects.filter(pfad=pfad).first()
    return redirect(ausgehaengt(eintrag).pfad)
