"""The proof of a dispatch, recipient by recipient: what was written down at the time and the fate of each mail."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gremien.models import Koerperschaft
from hinweise.choices import GESTRANDET, SendungStatus
from hinweise.models import Hinweis
from konten.rechte import darf
from sitzungen import versand
from sitzungen.models import SitzungVerlauf, Versand, Zustellereignis, Zustellnachweis, vermerken
from wittmund_ris import uhr
from wittmund_ris.pdf import Pdf, render_pdf

Art = Zustellereignis.Art


@dataclass(frozen=True)
class Zeile:
    """One recipient of one dispatch."""

    nachweis: Zustellnachweis
    mail: str
    mail_ton: str
    geoeffnet_am: datetime | None
    aufgegeben_am: datetime | None

    @property
    def zu_tun(self) -> str:
        """What the Sitzungsdienst still has to do for this recipient; empty if nothing."""
        if self.nachweis.ist_papier:
            return "" if self.aufgegeben_am else "Als Brief aufgeben und hier eintragen."
        if self.mail_ton == "danger" and not self.geoeffnet_am:
            return "Die Mail kam nicht an. Bitte anrufen; zugestellt ist sie im Konto trotzdem."
        return ""


def zeilen(sendung: Versand) -> list[Zeile]:
    """All recipients in the order of names. Three queries, however many there are."""
    namen = [versand.schluessel(sendung), versand.schluessel(sendung, Zustellnachweis.Eigenschaft.VERTRETUNG)]
    hinweise = {
        (h.empfaenger_id, h.schluessel): h
        for h in Hinweis.objects.filter(schluessel__in=namen).select_related("sendung")
    }
    ergebnis = []
    for n in sendung.empfaenger.select_related("person", "konto").prefetch_related("ereignisse"):
        ereignisse = {e.art: e.am for e in n.ereignisse.all()}
        mail, ton = (
            ("", "neutral")
            if n.konto_id is None
            else _mail(hinweise.get((n.konto_id, versand.schluessel(sendung, n.eigenschaft))))
        )
        ergebnis.append(Zeile(n, mail, ton, ereignisse.get(Art.GEOEFFNET), ereignisse.get(Art.AUFGEGEBEN)))
    return ergebnis


@transaction.atomic
def aufgeben(sendung: Versand, *, benutzer) -> int:
    """All paper recipients of this dispatch were put in the post now; how many were written down. A second time: none."""
    if not darf(benutzer, "sitzungen.versand_betreuen", sendung.sitzung):
        raise PermissionDenied("Den Versand betreut der Sitzungsdienst.")
    offen = list(
        sendung.empfaenger.select_for_update(of=("self",)).filter(weg="papier").exclude(ereignisse__art=Art.AUFGEGEBEN)
    )
    Zustellereignis.objects.bulk_create(
        [Zustellereignis(nachweis=n, art=Art.AUFGEGEBEN, benutzer=benutzer) for n in offen], ignore_conflicts=True
    )
    if offen:
        wort = "Brief" if len(offen) == 1 else "Briefe"
        vermerken(
            sendung.sitzung,
            SitzungVerlauf.Aktion.VERSAND,
            benutzer,
            f"{sendung.get_anlass_display()}: {len(offen)} {wort} aufgegeben",
        )
    return len(offen)


def als_pdf(sendung: Versand) -> Pdf:
    """The proof as a paper, as it stands now."""
    stand = uhr.jetzt()
    kontext = _kopf(sendung) | {
        "zeilen": [
            {
                "name": z.nachweis.name,
                "eigenschaft": z.nachweis.get_eigenschaft_display(),
                "weg": z.nachweis.get_weg_display(),
                "zugestellt": "" if z.nachweis.ist_papier else _zeit(z.nachweis.zugestellt_am),
                "mail": z.mail,
                "geoeffnet": _zeit(z.geoeffnet_am),
                "aufgegeben": _zeit(z.aufgegeben_am),
            }
            for z in zeilen(sendung)
        ],
        "fassung_text": f"Stand: {_zeit(stand)} Uhr",
    }
    return _drucken("pdf/versandnachweis.html", kontext, "Versandnachweis", sendung, stand)


def postliste(sendung: Versand) -> Pdf:
    """Who gets the papers by post, as a list to tick off and as labels: names and nothing else of them."""
    stand = uhr.jetzt()
    papier = sendung.empfaenger.filter(weg="papier")
    kontext = _kopf(sendung) | {"namen": [n.name for n in papier], "fassung_text": f"Stand: {_zeit(stand)} Uhr"}
    return _drucken("pdf/postversand.html", kontext, "Postversand", sendung, stand)


def _drucken(vorlage, kontext, wort, sendung, stand) -> Pdf:
    return render_pdf(vorlage, kontext, titel=f"{wort}: {sendung.sitzung}", kennung=f"{wort} {sendung.pk}", stand=stand)


def _kopf(sendung) -> dict:
    koerperschaft = Koerperschaft.objects.get()
    return {
        "koerperschaft": {"name": koerperschaft.name, "hvb_titel": koerperschaft.hvb_titel, "ort": koerperschaft.ort},
        "gremium": sendung.sitzung.gremium.name,
        "sitzung": {"beginn": timezone.localtime(sendung.beginn), "ort": sendung.ort, "raum": sendung.raum},
        "anlass": sendung.get_anlass_display(),
        "anwesenheit": [
            {"bezeichnung": "Versandt", "wert": f"{_zeit(sendung.versandt_am)} Uhr"},
            {"bezeichnung": "Durch", "wert": str(sendung.versandt_von)},
            {"bezeichnung": "Fassung", "wert": str(sendung.fassung)},
        ],
    }


def _zeit(zeitpunkt) -> str:
    return f"{timezone.localtime(zeitpunkt):%d.%m.%Y, %H:%M}" if zeitpunkt else ""


def _mail(hinweis) -> tuple[str, str]:
    """What became of the mail, in words and in colour."""
    if hinweis is None or (hinweis.sendung is None and hinweis.mailweg == "keine"):
        return "keine gewünscht", "neutral"
    if hinweis.sendung is None:
        return "mit der Tagesmail", "neutral"
    sendung = hinweis.sendung
    if sendung.status == SendungStatus.VERSANDT:
        return f"versandt {_zeit(sendung.versandt_am)}", "success"
    if sendung.status in GESTRANDET:
        return sendung.get_status_display().lower(), "danger"
    return sendung.get_status_display().lower(), "info"
