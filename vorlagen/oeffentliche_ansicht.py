"""The public page of a paper before it is public: published by the code that publishes, read by the view that the public reads,
and taken back at once.

Nothing of it stays. The transaction is always rolled back, files are kept in memory (`ablage.fluechtig`), and the paper has a
made-up number meanwhile, so that no release waits for it. The view is found by its address, as the web server finds it.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import get_urlconf, resolve, reverse, set_urlconf

from aushang.middleware import als_oeffentlichkeit
from aushang.models import Datei
from gremien.models import Koerperschaft
from konten.models import zeichnungsberechtigte
from konten.rechte import darf
from vorlagen import dokumente, neufassung, nummern, register
from vorlagen.choices import ZUSATZARTEN
from vorlagen.lesbarkeit import oeffentlichkeit
from vorlagen.models import AnlageDatei, Vorlage, Vorlagendokument
from wittmund_ris import ablage, uhr

# Numbers from here on are never drawn: that of a preview collides with none that is released meanwhile.
ERDACHT = 90_000_000
_VERWEIS = re.compile(r'(<a\b(?:[^>"]|"[^"]*")*?)\shref="([^"]*)"')
_SUCHE = re.compile(r'<form\b(?=[^>]*role="search")')


class KeineAnsicht(Exception):
    """There is nothing to show; says why in a sentence."""


@dataclass(frozen=True)
class Ansicht:
    """The page, byte for byte as the public wing would answer it, with what only the release or the invitation settles."""

    html: str
    nummer: str
    # Of a draft: number, day and signature are those that a release of now would give.
    ist_entwurf: bool
    gezeichnet: str
    # Public addresses of its files, and where the same bytes lie inside; empty for a print that does not exist yet.
    dateien: dict[str, str]

    def abgeklemmt(self) -> str:
        """The page for reading inside: links lead to its own parts and files, and to nothing else; the search is off."""
        ohne = _VERWEIS.sub(self._verweis, self.html)
        return _SUCHE.sub("<form inert", ohne)

    def _verweis(self, treffer) -> str:
        ziel = treffer[2]
        if ziel.startswith("#"):
            return treffer[0]
        innen = self.dateien.get(ziel)
        return f'{treffer[1]} href="{innen}"' if innen else treffer[1]


def ansicht(vorlage, *, benutzer) -> Ansicht:
    """How the public page will look, as if the release and the first public invitation had happened now.

    The number of the agenda item is missing: the invitation gives it. KeineAnsicht if the paper will not become public or
    hangs already; PdfFehler, ValidationError as the release would raise them. `benutzer` looks at it and signs nothing.
    """
    lage = oeffentlichkeit(vorlage)
    if not lage.kommt:
        raise KeineAnsicht(lage.satz)
    with ablage.fluechtig(), transaction.atomic():
        try:
            return _erstellen(vorlage, benutzer)
        finally:
            transaction.set_rollback(True)


def _erstellen(vorlage, benutzer) -> Ansicht:
    papier = Vorlage.objects.select_related("amt", "ursprung").get(pk=vorlage.pk)
    ist_entwurf = papier.freigegeben_am is None
    wer = _zeichnende(papier, benutzer) if ist_entwurf else None
    original = papier.neufassung_von_id or papier.pk
    gesiegelt = list(Vorlagendokument.objects.filter(fassung__vorlage=original).values_list("pk", flat=True))
    tausch = {}
    if papier.ist_neufassung:
        papier = neufassung.einsetzen(papier, benutzer=benutzer, gezeichnet_von=wer).vorlage
    elif ist_entwurf:
        tausch = _freigeben(papier, benutzer, wer)
    if papier.veroeffentlicht_am is None:
        papier.veroeffentlicht_am = uhr.jetzt()
    register.nachfuehren(papier)
    html, dateien = _lesen(papier.pfad), _dateien(papier, gesiegelt)
    for erdacht, echt in tausch.items():
        html = html.replace(erdacht, echt)
        dateien = {pfad.replace(erdacht, echt): innen for pfad, innen in dateien.items()}
    return Ansicht(
        html=html,
        nummer=tausch.get(papier.nummer, papier.nummer),
        ist_entwurf=ist_entwurf,
        gezeichnet=wer.zeichnungsname if wer else "",
        dateien=dateien,
    )


def _freigeben(papier, benutzer, wer) -> dict[str, str]:
    """Seal the draft as a release would, in memory and in this transaction; what of it is made up, and what would stand there."""
    jahr = uhr.heute().year
    if papier.art in ZUSATZARTEN:
        papier.jahr, papier.laufnummer = papier.ursprung.jahr, papier.ursprung.laufnummer
        vermutlich = {"zusatz": nummern.naechster_zusatz(papier.ursprung)}
        papier.zusatz = ERDACHT + papier.pk
    else:
        papier.jahr, vermutlich = jahr, {"laufnummer": nummern.naechste(jahr)}
        papier.laufnummer = ERDACHT + papier.pk
    papier.fassung = 1
    papier.freigegeben_am = uhr.jetzt()
    papier.gezeichnet_name = wer.zeichnungsname
    papier.gezeichnet_ort = Koerperschaft.objects.get().ort
    dokumente.versiegeln(papier, benutzer=benutzer)
    echt = Vorlage(jahr=papier.jahr, **({"laufnummer": papier.laufnummer, "zusatz": papier.zusatz} | vermutlich))
    return {papier.pfad: echt.pfad, papier.nummer: echt.nummer}


def _zeichnende(papier, benutzer):
    """Who would sign: this account if it may release and sign, else the first who may."""
    befugte = list(zeichnungsberechtigte(papier.amt, uhr.heute()))
    schritt = "vorlagen.uebernehmen" if papier.ist_neufassung else "vorlagen.freigeben"
    freigebende = [k for k in befugte if darf(k, schritt, papier)] or befugte
    if not freigebende:
        raise KeineAnsicht(f"Für {papier.amt} ist niemand zeichnungsbefugt: Die Vorlage lässt sich so nicht freigeben.")
    return next((k for k in freigebende if k == benutzer), freigebende[0])


def _lesen(pfad: str) -> str:
    """The answer of the public wing to this address: its own view, addresses and database role."""
    anfrage = HttpRequest()
    anfrage.method, anfrage.path, anfrage.path_info = "GET", pfad, pfad
    anfrage.oeffentlich = True
    vorher = get_urlconf()
    set_urlconf(settings.PORTAL_URLCONF)
    try:
        treffer = resolve(pfad)
        with als_oeffentlichkeit():
            antwort = treffer.func(anfrage, *treffer.args, **treffer.kwargs)
    finally:
        set_urlconf(vorher)
    if antwort.status_code != 200:
        raise KeineAnsicht(
            "Unter der Adresse der Vorlage hängt etwas anderes oder wurde eine Veröffentlichung zurückgenommen."
        )
    return antwort.content.decode()


def _dateien(papier, gesiegelt) -> dict[str, str]:
    """Where each published file lies inside. Of the prints only those `gesiegelt` before exist; what is made for this page goes."""
    haengend = dict(Datei.objects.filter(eintrag=papier.oeffentliche_id).values_list("id", "pfad"))
    anlagen = AnlageDatei.objects.filter(oeffentliche_id__in=haengend).values_list("oeffentliche_id", "pk")
    drucke = Vorlagendokument.objects.filter(oeffentliche_id__in=haengend, pk__in=gesiegelt)
    innen = {id: reverse("vorlagen:anlage_datei", args=[pk]) for id, pk in anlagen}
    innen |= {id: reverse("vorlagen:dokument", args=[pk]) for id, pk in drucke.values_list("oeffentliche_id", "pk")}
    return {pfad: innen.get(id, "") for id, pfad in haengend.items()}
