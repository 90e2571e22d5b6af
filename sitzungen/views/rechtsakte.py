"""The legal acts beside the sitting: one overview, a page for each decision, each Umlauf, each Eilentscheidung."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from konten.rechte import darf
from sitzungen import bekanntgabe, eilentscheidung, einspruch, umlauf, unterrichtung
from sitzungen.choices_rechtsakt import BeanstandungArt
from sitzungen.entscheidung import Entscheidung
from sitzungen.forms import rechtsakte as formulare
from sitzungen.models import Beanstandung, Bekanntgabe, Bekanntgabebefugnis, Eilentscheidung, Umlauf
from sitzungen.views.akte import erlaubt, gesendet, sichtbare_sitzung
from sitzungen.views.rahmen import status
from vorlagen.models import Beratung, Vorlage

UEBERSICHT = "sitzungen:rechtsakte"
akt = require_http_methods(["GET", "POST"])


@require_safe
def uebersicht(request):
    """What runs, and what agendas still owe."""
    erlaubt(request.user, "sitzungen.rechtsakte_sehen", None)
    return render(
        request,
        "sitzungen/rechtsakte.html",
        {
            "umlaeufe": Umlauf.objects.select_related("beratung__vorlage")[:20],
            "beanstandungen": Beanstandung.objects.select_related("top__sitzung__gremium", "umlauf__beratung__gremium")[
                :20
            ],
            "eilentscheidungen": Eilentscheidung.objects.select_related("stellvertretung__person")[:20],
            "bekanntgaben": Bekanntgabe.objects.select_related("top__sitzung", "umlauf__beratung__vorlage")[:20],
            "unterrichtungen": unterrichtung.offene(),
            "befugnisse": Bekanntgabebefugnis.objects.select_related("benutzer"),
            "darf_eilentscheiden": darf(request.user, "sitzungen.eilentscheiden"),
            "darf_beauftragen": darf(request.user, "sitzungen.bekanntgabe_beauftragen"),
        },
    )


def _akt(request, form, titel, zurueck, meldung, *, objekt, **kontext):
    """The page of one act: the form, and back with what happened."""
    if request.method == "POST" and form.versuchen():
        messages.success(request, meldung)
        return redirect(zurueck)
    rahmen = {
        "form": form,
        "objekt": objekt,
        "teil": "verwaltung/_uebergang.html",
        "titel": titel,
        "knopf": titel,
        "abbrechen_url": zurueck,
        "brotkrumen": [("Sitzungen", reverse("sitzungen:liste")), (objekt, zurueck), (titel, "")],
    }
    return render(request, "sitzungen/akt.html", rahmen | kontext, status=status(form))


def _entscheidung(request, pk=None, top=None, umlauf=None) -> Entscheidung:
    """The decision of an item or of an Umlauf, or 404 for who may not see its inside."""
    if umlauf:
        return Entscheidung(umlauf=_umlauf(request, umlauf))
    sitzung = sichtbare_sitzung(request.user, pk)
    if not darf(request.user, "sitzungen.intern_sehen", sitzung):
        raise Http404
    return Entscheidung(
        top=get_object_or_404(sitzung.tops.select_related("beratung__vorlage", "sitzung__gremium"), pk=top)
    )


def _arten(benutzer) -> list[BeanstandungArt]:
    arten = []
    if darf(benutzer, "sitzungen.beanstanden"):
        arten += [BeanstandungArt.EINSPRUCH, BeanstandungArt.BERICHT]
    if darf(benutzer, "sitzungen.beanstandung_erfassen"):
        arten.append(BeanstandungArt.EINSPRUCH_KA)
    return arten


def lage(entscheidung, benutzer) -> dict:
    """What stands on a decision, and what this account may do about it."""
    darf_bekanntgeben = darf(benutzer, "sitzungen.bekanntgeben")
    beschlossen = entscheidung.ist_angenommen and entscheidung.entscheidet
    return {
        "entscheidung": entscheidung,
        "beanstandungen": Beanstandung.objects.filter(**entscheidung.felder).order_by("am", "pk"),
        "auszufuehren": einspruch.ist_auszufuehren(entscheidung),
        "bekanntgabe": bekanntgabe.geltende(entscheidung),
        "darf_bekanntgeben": darf_bekanntgeben and not bekanntgabe.hindernis(entscheidung),
        "darf_zuruecknehmen": darf(benutzer, "sitzungen.bekanntgabe_zuruecknehmen"),
        "darf_beanstanden": beschlossen and not einspruch.offene(entscheidung) and bool(_arten(benutzer)),
        "darf_ausgang": darf(benutzer, "sitzungen.beanstandung_erfassen"),
        "darf_eil": entscheidung.ist_angenommen
        and entscheidung.gremium.ist_hauptausschuss
        and darf(benutzer, "sitzungen.eilentscheidung_erfassen"),
    }


@require_safe
def zu_top(request, pk, top):
    """The legal acts on the decision of one item."""
    entscheidung = _entscheidung(request, pk, top)
    adressen = {
        f"url_{was}": reverse(f"sitzungen:{name}", args=[pk, top])
        for was, name in (("einspruch", "beanstanden"), ("bekanntgeben", "bekanntgeben"), ("eil", "eil_ka"))
    }
    kontext = lage(entscheidung, request.user) | {"sitzung": entscheidung.top.sitzung} | adressen
    return render(request, "sitzungen/rechtsakte_top.html", kontext)


@akt
def bekanntgeben(request, pk=None, top=None, umlauf=None):
    entscheidung = _entscheidung(request, pk, top, umlauf)
    erlaubt(request.user, "sitzungen.bekanntgeben", None)
    zurueck = einspruch.seite(entscheidung)
    if request.method == "GET" and (grund := bekanntgabe.hindernis(entscheidung)):
        messages.warning(request, grund)
        return redirect(zurueck)
    return _akt(
        request,
        formulare.BekanntgebenForm(gesendet(request), benutzer=request.user, entscheidung=entscheidung),
        "Beschluss bekannt geben",
        zurueck,
        "Der Beschluss ist bekannt gegeben.",
        objekt=entscheidung.bezeichnung,
        folgen=[
            f"Öffentlich wird genau dieser Wortlaut, {bekanntgabe.ort(entscheidung).label}, mit Titel und Nummer des Punktes.",
            "Der interne Text, die Stimmen und die Vorlage bleiben nichtöffentlich.",
        ],
    )


@akt
def bekanntgabe_zuruecknehmen(request, bekanntgabe):
    eintrag = get_object_or_404(Bekanntgabe, pk=bekanntgabe)
    erlaubt(request.user, "sitzungen.bekanntgabe_zuruecknehmen", None)
    entscheidung = Entscheidung(eintrag.top, eintrag.umlauf)
    form = formulare.BekanntgabeZuruecknehmenForm(gesendet(request), benutzer=request.user, bekanntgabe=eintrag)
    return _akt(
        request,
        form,
        "Bekanntgabe zurücknehmen",
        einspruch.seite(entscheidung),
        "Die Bekanntgabe ist zurückgenommen.",
        objekt=entscheidung.bezeichnung,
        gefaehrlich=True,
        folgen=[
            "Der Wortlaut verschwindet aus dem Bürgerportal.",
            "Was andere gespeichert haben, lässt sich nicht zurückholen.",
        ],
    )


@akt
def beauftragen(request):
    erlaubt(request.user, "sitzungen.bekanntgabe_beauftragen", None)
    form = formulare.BeauftragenForm(gesendet(request), benutzer=request.user)
    return _akt(
        request,
        form,
        "Mit der Bekanntgabe beauftragen",
        reverse(UEBERSICHT),
        "Die Person ist beauftragt.",
        objekt="Rechtsakte",
    )


@require_POST
def auftrag_beenden(request, befugnis):
    eintrag = get_object_or_404(Bekanntgabebefugnis, pk=befugnis)
    try:
        bekanntgabe.auftrag_beenden(eintrag, benutzer=request.user)
        messages.success(request, f"Die Beauftragung von {eintrag.benutzer} endet heute.")
    except ValidationError as fehler:
        messages.warning(request, " ".join(fehler.messages))
    return redirect(UEBERSICHT)


@akt
def beanstanden(request, pk=None, top=None, umlauf=None):
    entscheidung = _entscheidung(request, pk, top, umlauf)
    arten = _arten(request.user)
    if not arten:
        raise PermissionDenied
    form = formulare.BeanstandenForm(gesendet(request), benutzer=request.user, entscheidung=entscheidung, arten=arten)
    return _akt(
        request,
        form,
        "Einspruch festhalten",
        einspruch.seite(entscheidung),
        "Der Einspruch ist festgehalten; der Beschluss wird nicht ausgeführt.",
        objekt=entscheidung.bezeichnung,
        folgen=[
            "Der Beschluss ist bis zur Entscheidung nicht auszuführen. Der Kreistag wird sofort unterrichtet.",
            f"Erneut beschlossen wird frühestens am {entscheidung.frueheste_neue:%d.%m.%Y} (§ 88 Abs. 1 NKomVG).",
        ],
    )


@akt
def ausgang(request, beanstandung):
    eintrag = get_object_or_404(Beanstandung, pk=beanstandung)
    erlaubt(request.user, "sitzungen.beanstandung_erfassen", None)
    entscheidung = Entscheidung(eintrag.top, eintrag.umlauf)
    form = formulare.AusgangForm(gesendet(request), benutzer=request.user, beanstandung=eintrag)
    return _akt(
        request,
        form,
        "Ausgang festhalten",
        einspruch.seite(entscheidung),
        "Der Ausgang ist festgehalten.",
        objekt=str(eintrag),
    )


@akt
def eil_neu(request):
    """The Landrat decides what cannot wait."""
    erlaubt(request.user, "sitzungen.eilentscheiden", None)
    form = formulare.EilentscheidungForm(gesendet(request), benutzer=request.user)
    return _akt(
        request,
        form,
        "Eilentscheidung treffen",
        reverse(UEBERSICHT),
        "Die Eilentscheidung ist festgehalten.",
        objekt="Rechtsakte",
        folgen=[
            "Kreistag und Kreisausschuss werden unterrichtet: Der Punkt ist für ihre nächsten Tagesordnungen vorgemerkt."
        ],
    )


@akt
def eil_kreisausschuss(request, pk=None, top=None, umlauf=None):
    entscheidung = _entscheidung(request, pk, top, umlauf)
    erlaubt(request.user, "sitzungen.eilentscheidung_erfassen", None)
    form = formulare.EilentscheidungKaForm(gesendet(request), benutzer=request.user, entscheidung=entscheidung)
    return _akt(
        request,
        form,
        "Eilentscheidung des Kreisausschusses festhalten",
        einspruch.seite(entscheidung),
        "Die Eilentscheidung ist festgehalten.",
        objekt=entscheidung.bezeichnung,
        folgen=["Der Kreistag wird unterrichtet: Der Punkt ist für seine nächste Tagesordnung vorgemerkt."],
    )


@require_http_methods(["GET", "POST"])
def eil(request, eil):
    """One Eilentscheidung; the Stellvertretung consents or refuses here."""
    eintrag = get_object_or_404(Eilentscheidung.objects.select_related("stellvertretung__person", "vorlage"), pk=eil)
    if not darf(request.user, "sitzungen.eilentscheidung_sehen", eintrag):
        raise Http404
    if request.method == "POST":
        try:
            eilentscheidung.einvernehmen(eintrag, request.POST.get("einvernehmen") == "erteilt", benutzer=request.user)
            messages.success(request, "Ihre Entscheidung ist festgehalten.")
        except ValidationError as fehler:
            messages.warning(request, " ".join(fehler.messages))
        return redirect("sitzungen:eilentscheidung", eintrag.pk)
    gefragt = eintrag.einvernehmen_am is None and eintrag.versagt_am is None
    kontext = {"eil": eintrag, "darf_antworten": gefragt and darf(request.user, "sitzungen.einvernehmen", eintrag)}
    return render(request, "sitzungen/eilentscheidung.html", kontext)


def _umlauf(request, pk) -> Umlauf:
    eintrag = get_object_or_404(Umlauf.objects.select_related("beratung__vorlage", "beratung__gremium"), pk=pk)
    if not darf(request.user, "sitzungen.umlauf_sehen", eintrag):
        raise Http404
    return eintrag


@akt
def umlauf_neu(request, beratung):
    """Begin one for the station of a paper."""
    sichtbar = Vorlage.objects.sichtbar_fuer(request.user)
    station = get_object_or_404(
        Beratung.objects.select_related("vorlage", "gremium"), pk=beratung, vorlage__in=sichtbar
    )
    erlaubt(request.user, "sitzungen.umlauf", None)
    form = formulare.UmlaufForm(gesendet(request), benutzer=request.user, beratung=station)
    return _akt(
        request,
        form,
        "Umlaufverfahren beginnen",
        reverse("vorlagen:detail", args=[station.vorlage_id]),
        "Das Umlaufverfahren läuft; alle stimmberechtigten Mitglieder sind gefragt.",
        objekt=str(station.vorlage),
        folgen=[
            "Alle stimmberechtigten Mitglieder des Kreisausschusses werden um ihre Antwort gebeten.",
            "Ein einziger Widerspruch gegen das Verfahren beendet es ohne Beschluss (§ 78 Abs. 3 NKomVG).",
            "Schweigen ist keine Stimme; die Mehrheit der Mitglieder muss geantwortet haben.",
        ],
    )


@akt
def umlauf_seite(request, umlauf):
    """The state of one, seat by seat; the own answer, or answers as they reached the office."""
    eintrag = _umlauf(request, umlauf)
    stand = _stand(eintrag)
    eigener = _eigener_sitz(stand, request.user) if darf(request.user, "sitzungen.umlauf_antworten", eintrag) else None
    leitet = darf(request.user, "sitzungen.umlauf")
    was = request.POST.get("was", "")
    gemeinsam = {"benutzer": request.user, "umlauf": eintrag}
    antwort = erfassen = None
    if eintrag.laeuft and eigener:
        antwort = formulare.UmlaufAntwortForm(
            request.POST if was == "antworten" else None, sitz=eigener, prefix="eigene", **gemeinsam
        )
    if eintrag.laeuft and leitet:
        erfassen = formulare.UmlaufErfassenForm(
            request.POST if was == "erfassen" else None, prefix="erfasst", **gemeinsam
        )
    form = antwort if was == "antworten" else erfassen if was == "erfassen" else None
    if request.method == "POST":
        if form is not None and form.versuchen():
            messages.success(request, "Die Antwort ist festgehalten.")
            return redirect("sitzungen:umlauf", eintrag.pk)
        if form is None:
            messages.warning(request, "Das Umlaufverfahren ist beendet.")
            return redirect("sitzungen:umlauf", eintrag.pk)
    kontext = {
        "umlauf": eintrag,
        "vorlage": eintrag.beratung.vorlage,
        "stand": stand,
        "antwort_form": antwort,
        "erfassen_form": erfassen,
        "leitet": leitet,
        "fehlerhaft": form,
    }
    if eintrag.ergebnis and darf(request.user, "sitzungen.rechtsakte_sehen"):
        kontext |= lage(Entscheidung(umlauf=eintrag), request.user)
    return render(request, "sitzungen/umlauf.html", kontext, status=status(form))


@require_POST
def umlauf_feststellen(request, umlauf):
    eintrag = _umlauf(request, umlauf)
    try:
        _feststellen(eintrag, request.user)
        messages.success(request, "Das Ergebnis des Umlaufverfahrens steht fest.")
    except ValidationError as fehler:
        messages.warning(request, " ".join(fehler.messages))
    return redirect("sitzungen:umlauf", eintrag.pk)


@akt
def umlauf_abbrechen(request, umlauf):
    eintrag = _umlauf(request, umlauf)
    erlaubt(request.user, "sitzungen.umlauf", None)
    form = formulare.UmlaufAbbrechenForm(gesendet(request), benutzer=request.user, umlauf=eintrag)
    zurueck = reverse("sitzungen:umlauf", args=[eintrag.pk])
    return _akt(
        request, form, "Umlaufverfahren abbrechen", zurueck, "Das Umlaufverfahren ist abgebrochen.", objekt=str(eintrag)
    )


# The module has the name that the addresses give to their parameter.
_stand, _feststellen = umlauf.stand, umlauf.feststellen


def _eigener_sitz(stand, benutzer):
    person = getattr(benutzer, "person", None)
    return next((sitz for sitz, _ in stand.zeilen if person and sitz.person_id == person.pk), None)
