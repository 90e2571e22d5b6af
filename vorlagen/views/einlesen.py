"""Read a file into a draft. An old paper is shown with all readings and proposals before anything is saved."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from gremien.models import Gremium
from konten.models import Amt
from vorlagen import anfang
from vorlagen.einlesen.papier import lesen
from vorlagen.forms.anfang import DocxForm, GelesenForm, PapierForm, PruefForm
from vorlagen.forms.rahmen import uebernehmen
from vorlagen.views.anfang import auswahl
from vorlagen.views.rahmen import fordern, seite

# Fields of the paper as the check page names them, in the order of the paper.
TITEL = {
    "nummer": "Vorlagennummer",
    "amt": "Amt",
    "aktenzeichen": "Aktenzeichen",
    "art": "Art",
    "ist_oeffentlich": "Behandlung",
    "beratungsfolge": "Beratungsfolge",
    "betreff": "Betreff",
    "sachverhalt": "Sachverhalt",
    "anmerkung": "Anmerkung",
    "gesamtkosten": "Gesamtkosten",
    "folgekosten": "Jährliche Folgekosten",
    "einnahmen": "Objektbezogene Einnahmen",
    "haushaltsmittel": "Haushaltsmittel",
    "haushaltsmittel_betrag": "Noch zur Verfügung",
    "produktkonto": "Produktkonto",
    "beschlussvorschlag": "Beschlussvorschlag",
    "ort": "Ort",
    "datum": "Datum",
    "gezeichnet": "Gezeichnet",
    "anlagen": "Anlagenverzeichnis",
    "ergebnisse": "Abstimmungsergebnis",
}


@seite
def docx(request):
    """A Word file becomes a draft at once; what did not come along stands beside the field."""
    fordern(request.user, "vorlagen.anlegen")
    if request.method != "POST":
        return redirect("vorlagen:beginnen")
    form = DocxForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            vorlage = anfang.anlegen(anfang.aus_docx(form.cleaned_data["docx"]), benutzer=request.user)
        except ValidationError as fehler:
            form.add_error("docx", fehler.messages)
        else:
            messages.success(
                request, "Die Word-Datei ist eingelesen und als Entwurf gespeichert. Bitte ergänzen Sie, was fehlt."
            )
            return redirect("vorlagen:bearbeiten", vorlage.pk)
    return auswahl(request, docx=form, status=422)


@seite
def papier(request):
    """First step: read the paper and show what was read. Nothing is saved, the file is forgotten."""
    fordern(request.user, "vorlagen.anlegen")
    if request.method != "POST":
        return redirect("vorlagen:beginnen")
    form = PapierForm(request.POST, request.FILES)
    if not form.is_valid():
        return auswahl(request, papier=form, status=422)
    gelesen = _lesen(form.quelle.text, form.quelle.erkannt)
    return _pruefseite(request, form.quelle.text, form.quelle.erkannt, PruefForm(papier=gelesen))


@seite
def pruefen(request):
    """Second step: the draft, with the repairs that were accepted."""
    fordern(request.user, "vorlagen.anlegen")
    if request.method != "POST":
        return redirect("vorlagen:beginnen")
    gelesen = GelesenForm(request.POST)
    if not gelesen.is_valid():
        return redirect("vorlagen:beginnen")
    text, erkannt = gelesen.cleaned_data["text"].replace("\r\n", "\n"), gelesen.cleaned_data["erkannt"]
    form = PruefForm(request.POST, request.FILES, papier=_lesen(text, erkannt))
    if form.is_valid():
        try:
            begonnen = anfang.aus_papier(form.papier, form.angenommen())
            vorlage = anfang.anlegen(begonnen, benutzer=request.user, original=form.cleaned_data["original"])
        except ValidationError as fehler:
            uebernehmen(form, _am_original(fehler))
        else:
            messages.success(
                request, "Das Papier ist als Entwurf gespeichert. Bitte prüfen Sie die bezeichneten Felder."
            )
            return redirect("vorlagen:bearbeiten", vorlage.pk)
    return _pruefseite(request, text, erkannt, form, status=422)


def _lesen(text, erkannt):
    gremien = Gremium.objects.tagende().values_list("name", flat=True)
    return lesen(
        text, erkannt=erkannt, gremien=tuple(gremien), aemter=tuple(Amt.objects.values_list("name", flat=True))
    )


def _am_original(fehler: ValidationError) -> ValidationError:
    """What the Anlage says about its file belongs to the field of the original."""
    if not hasattr(fehler, "error_dict"):
        return fehler
    return ValidationError(
        {("original" if feld == "datei" else feld): liste for feld, liste in fehler.error_dict.items()}
    )


def _pruefseite(request, text, erkannt, form, status=200):
    kontext = {
        "krumen": [
            ("Vorlagen", reverse("vorlagen:liste")),
            ("Neue Vorlage", reverse("vorlagen:beginnen")),
            ("Altes Papier prüfen", ""),
        ],
        "gelesen": GelesenForm(initial={"text": text, "erkannt": erkannt}),
        "funde": [(name, titel, form.papier.funde[name]) for name, titel in TITEL.items()],
        "form": form,
        "titel": TITEL,
        "erkannt": erkannt,
    }
    return render(request, "vorlagen/einlesen.html", kontext, status=status)
