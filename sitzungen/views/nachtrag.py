"""The agenda after the invitation: a Nachtrag, and in the open sitting the urgent item and the agenda as resolved."""

from django.contrib import messages
from django.views.decorators.http import require_http_methods

from sitzungen.choices import SitzungStatus
from sitzungen.forms.nachtrag import DringlichForm, FeststellenForm, NachtragForm
from sitzungen.views.akte import erlaubt, gesendet, sichtbare_sitzung
from sitzungen.views.rahmen import ARBEITSBEREICH
from vorlagen.choices import ANGENOMMEN

S = SitzungStatus
# name: form, state of the sitting, title, button, what happens.
AKTE = {
    "nachtrag": (
        NachtragForm,
        S.EINGELADEN,
        "Nachtrag zur Tagesordnung",
        "Nachtrag versenden",
        (
            "Die Nummern bleiben; der neue Punkt bekommt einen Buchstaben oder die nächste Nummer.",
            "Die neue Fassung wird versiegelt und geht an alle, die eingeladen sind.",
            "In einer öffentlichen Sitzung hängt sie mit den Unterlagen aus.",
        ),
    ),
    "dringlich": (
        DringlichForm,
        S.EROEFFNET,
        "Dringlicher Punkt",
        "Abstimmung festhalten",
        (
            "Nötig sind die Ja-Stimmen von zwei Dritteln der gesetzlichen Mitglieder (§ 59 Abs. 3 S. 5 NKomVG).",
            "Beides wird festgehalten: die Aufnahme und die Ablehnung.",
        ),
    ),
    "feststellen": (
        FeststellenForm,
        S.EROEFFNET,
        "Tagesordnung feststellen",
        "Feststellen",
        ("Die Tagesordnung ist damit beschlossen; dringliche Punkte kommen vorher.",),
    ),
}


def _meldung(name, ergebnis) -> tuple[int, str]:
    if name == "nachtrag":
        return messages.SUCCESS, f"{ergebnis.bezeichnung} ist versandt."
    if name == "feststellen":
        if ergebnis is None:
            return messages.WARNING, "Die Tagesordnung ist abgelehnt und damit nicht festgestellt."
        return messages.SUCCESS, "Die Tagesordnung ist festgestellt."
    if ergebnis.ergebnis in ANGENOMMEN:
        return messages.SUCCESS, "Die Tagesordnung ist erweitert."
    return messages.WARNING, "Der Antrag hat die nötige Mehrheit nicht erreicht; das ist festgehalten."


@require_http_methods(["GET", "POST"])
def akt(request, pk, name, rahmen=ARBEITSBEREICH):
    """One of these acts: its form, what it does, then the sitting."""
    sitzung = sichtbare_sitzung(request.user, pk)
    erlaubt(request.user, "sitzungen.tagesordnung", sitzung)
    klasse, status, titel, knopf, folgen = AKTE[name]
    if sitzung.status != status:
        meldung = f"Das geht jetzt nicht: Die Sitzung ist {sitzung.get_status_display().lower()}."
        return rahmen.zurueck(request, sitzung, meldung, messages.WARNING)
    form = klasse(gesendet(request), benutzer=request.user, sitzung=sitzung)
    if request.method == "POST" and form.versuchen():
        art, meldung = _meldung(name, form.ergebnis)
        return rahmen.zurueck(request, sitzung, meldung, art)
    return rahmen.zeichnen(request, sitzung, "verwaltung/_uebergang.html", titel, form=form, folgen=folgen, knopf=knopf)
