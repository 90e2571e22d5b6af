"""One step of the table: what follows from it, then the act."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from konten.rechte import darf
from vorlagen import mitzeichnung
from vorlagen.choices import VorlageStatus
from vorlagen.forms import UebergangForm, uebernehmen
from vorlagen.pruefung import maengel
from vorlagen.views.rahmen import druckfehler, fordern, gesendet, hole_fuer_schritt, krumen, seite, weiter
from vorlagen.workflow import MANDAT_BEENDET, PRUEFENDE, benannter
from wittmund_ris.pdf import PdfFehler
from wittmund_ris.workflow import UebergangNichtMoeglich


@seite
def uebergang(request, pk, name):
    """One step of the table: what follows from it on GET, the act itself on POST."""
    vorlage = hole_fuer_schritt(request, pk)
    schritt = benannter(vorlage, name)
    if schritt is None:
        raise Http404
    if darf(request.user, "vorlagen.nach_dem_mandat", vorlage):
        return weiter(request, vorlage, MANDAT_BEENDET, messages.ERROR)
    fordern(request.user, f"vorlagen.{name}", vorlage)
    if not schritt.gilt(vorlage.status, vorlage.zeile):
        return _zu_spaet(request, vorlage, schritt)
    form = UebergangForm(gesendet(request), vorlage=vorlage, schritt=schritt, benutzer=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            vorlage = form.save()
        except UebergangNichtMoeglich:
            vorlage.refresh_from_db()
            return _zu_spaet(request, vorlage, schritt)
        except ValidationError as fehler:
            uebernehmen(form, fehler)
        except PdfFehler as fehler:
            form.add_error(None, f"Es ist nichts geschehen. {druckfehler(vorlage, fehler)}")
        else:
            # What was taken over is read in its paper.
            ziel = vorlage.neufassung_von if vorlage.status == VorlageStatus.UEBERNOMMEN else vorlage
            return weiter(request, ziel, _vollzug(vorlage, schritt))
    offen = maengel(vorlage) if name in PRUEFENDE else ()
    kontext = {
        "form": form,
        "vorlage": vorlage,
        "maengel": offen,
        "begruendungen": vorlage.begruendungen.all() if darf(request.user, "vorlagen.intern_sehen", vorlage) else (),
        "kann_bearbeiten": vorlage.ist_bearbeitbar and darf(request.user, "vorlagen.bearbeiten", vorlage),
        "titel": schritt.titel,
        "knopf": schritt.titel,
        "objekt": vorlage,
        "folgen": [schritt.folge, *_zur_mitzeichnung(vorlage, name)],
        "gefaehrlich": schritt.gefaehrlich,
        "abbrechen_url": _zurueck(request, vorlage),
        "brotkrumen": krumen(vorlage, schritt.titel),
    }
    return render(request, "vorlagen/uebergang.html", kontext, status=422 if request.method == "POST" else 200)


def _zur_mitzeichnung(vorlage, name) -> list[str]:
    """Who is asked when the paper is handed in, and who is still missing before its release."""
    if name == "freigeben":
        return mitzeichnung.hindernisse(vorlage)
    if name != "einreichen":
        return []
    geplant = vorlage.mitzeichnungen.unerledigt().select_related("amt").order_by("stufe", "pk")
    return (
        [", ".join(f"{m.stufe}. {m.amt}" for m in geplant).join(("Es zeichnen mit: ", "."))]
        if geplant
        else ["Kein Amt ist zur Mitzeichnung vorgesehen; die Verwaltungsleitung entscheidet allein."]
    )


def _zurueck(request, vorlage) -> str:
    """Members come from the page of their motion, everybody else from that of the paper."""
    name = "antraege:antrag" if darf(request.user, "vorlagen.eigener_antrag", vorlage) else "vorlagen:detail"
    return reverse(name, args=[vorlage.pk])


def _zu_spaet(request, vorlage, schritt):
    text = (
        f"„{schritt.titel}“ ist nicht mehr möglich: Die Vorlage wurde inzwischen verändert und ist jetzt "
        f"{vorlage.get_status_display().lower()}."
    )
    return weiter(request, vorlage, text, messages.WARNING)


def _vollzug(vorlage, schritt) -> str:
    if vorlage.status == VorlageStatus.FREIGEGEBEN:
        return f"Die Vorlage ist freigegeben und hat die Nummer {vorlage.nummer}."
    return {
        "stellen": "Ihr Papier ist eingereicht. Den Eingang bestätigt Ihnen ein Hinweis.",
        "zuweisen": f"Zugewiesen: {vorlage.amt} ist jetzt federführend.",
        "ergaenzung_erbitten": "Die Bitte ist an die Antragstellenden gegangen.",
        "zurueckholen": "Das Papier ist wieder Ihr Entwurf. Bitte reichen Sie es neu ein, wenn es fertig ist.",
        "einreichen": "Die Vorlage ist zur Mitzeichnung gegeben.",
        "zurueckgeben": f"Die Vorlage ist zurückgegeben und wieder {vorlage.get_status_display().lower()}.",
        "zurueckziehen": "Die Arbeitskopie ist aufgegeben; die Vorlage bleibt, wie sie ist."
        if vorlage.ist_neufassung
        else "Die Vorlage ist zurückgezogen.",
        "uebernehmen": "Die neue Fassung gilt. Wer die frühere erhalten hat, ist benachrichtigt.",
    }[schritt.name]
