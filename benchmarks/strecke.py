"""What is timed: the acts of a clerk as whole requests, with the database, in a council of `papiere` papers."""

import itertools
import re
from types import SimpleNamespace

import weasyprint
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.messen import Messung, messen
from konten import rollen
from tests import factories
from vorlagen import dokumente, workflow
from vorlagen.models import Vorlage
from wittmund_ris import uhr

SEITE = (
    "<html><body><h1>Maßstab</h1>"
    + "<p>Eine Seite Text, immer derselbe, ohne Schrift von uns.</p>" * 30
    + "</body></html>"
)
ABFRAGEN = 20
# A day on which the papers of the factories can still be handed in.
HEUTE = factories.zeit("2019-04-10")


def aufbauen() -> SimpleNamespace:
    """An empty council with a clerk, the Verwaltungsleitung and the Sitzungsdienst, each at a browser."""
    call_command("rollen_einrichten", verbosity=0)
    welt = factories.welt_bauen()
    konten = {
        "clerk": factories.konto("sachbearbeiterin", rollen.SACHBEARBEITUNG, amt=welt.amt),
        "leitung": factories.konto("landrat", rollen.VERWALTUNGSLEITUNG, last_name="Hinrichs"),
        "dienst": factories.konto("sitzungsdienst", rollen.SITZUNGSDIENST),
    }
    factories.befugt(konten["leitung"])
    browser = {}
    for name, konto in konten.items():
        browser[name] = Client()
        browser[name].force_login(konto)
    return SimpleNamespace(welt=welt, konten=SimpleNamespace(**konten), browser=SimpleNamespace(**browser))


def fuellen(rat, papiere: int) -> None:
    """Add papers up to this number: a third drafts, a third in Mitzeichnung, a third released (their PDF is not drawn here)."""
    versiegeln, dokumente.versiegeln = dokumente.versiegeln, lambda vorlage, benutzer: None
    try:
        for n in range(Vorlage.objects.count(), papiere):
            vorlage = factories.entwurf(rat.welt, rat.konten.clerk, betreff=f"Papier {n}")
            if n % 3:
                factories.einreichen(vorlage, rat.konten.clerk)
            if n % 3 == 2:
                workflow.ausfuehren(vorlage, "freigeben", benutzer=rat.konten.leitung, **BESTAETIGT)
    finally:
        dokumente.versiegeln = versiegeln


# The answer to the question about personal data, owed at every release.
BESTAETIGT = {"datenschutz": "nein"}


class Strecke:
    """All timings of one run; `seiten` and `drucke` are the repetitions of pages and of what draws a PDF."""

    def __init__(self, rat, seiten: int, drucke: int):
        self.rat, self.seiten, self.drucke = rat, seiten, drucke
        self.zaehler = itertools.count()

    def schreiben(self) -> list[Messung]:
        """Save, autosave, preview, release."""
        vorlage = factories.entwurf(self.rat.welt, self.rat.konten.clerk)
        pfad = reverse("vorlagen:bearbeiten", args=[vorlage.pk])
        felder = self._felder(pfad)

        def senden(ziel, erwartet, **weiteres):
            def vorbereiten(_):
                # Every time another text: nothing is answered from what is known already.
                vorlage.refresh_from_db()
                daten = (
                    felder
                    | {"version": vorlage.version, "sachverhalt": f"<p>Stand {next(self.zaehler)}</p>"}
                    | weiteres
                )
                return lambda: self._erwarte(self.rat.browser.clerk.post(ziel, daten), erwartet)

            return vorbereiten

        sichern, vorschau = (reverse(f"vorlagen:{n}", args=[vorlage.pk]) for n in ("sichern", "vorschau"))
        return [
            self._seite("Entwurf speichern", senden(pfad, 302)),
            self._seite("Eingaben sichern (Autosave)", senden(sichern, 200)),
            self._druck("Vorschau der getippten Vorlage", senden(vorschau, 200)),
            self._druck("Freigeben: Nummer, Siegel, amtliche PDFs", self._freigabe),
        ]

    def lesen(self, papiere: int) -> list[Messung]:
        """Desk, list and detail in a council of this size."""
        fuellen(self.rat, papiere)
        eine = Vorlage.objects.order_by("pk").last()
        seiten = (
            ("Schreibtisch der Sachbearbeitung", "clerk", reverse("schreibtisch:schreibtisch")),
            ("Schreibtisch der Verwaltungsleitung", "leitung", reverse("schreibtisch:schreibtisch")),
            ("Schreibtisch des Sitzungsdienstes", "dienst", reverse("schreibtisch:schreibtisch")),
            ("Liste der Vorlagen", "clerk", reverse("vorlagen:liste")),
            ("Liste, gesucht nach „Papier 7“", "clerk", reverse("vorlagen:liste") + "?q=Papier+7"),
            ("eine Vorlage", "clerk", reverse("vorlagen:detail", args=[eine.pk])),
        )
        return [
            self._seite(f"{name}, {papiere} Papiere", lambda _, wer=wer, pfad=pfad: lambda: self._holen(wer, pfad))
            for name, wer, pfad in seiten
        ]

    def abfrage(self) -> Messung:
        """The yardsticks against each other: how much of a page is the way to the database."""

        def abfragen():
            with connection.cursor() as zeiger:
                for _ in range(ABFRAGEN):
                    zeiger.execute("SELECT 1")
                    zeiger.fetchone()

        return messen("leere Seite", lambda _: self._leer, f"{ABFRAGEN} leere Abfragen", abfragen, self.seiten)

    def _freigabe(self, n):
        vorlage = factories.entwurf(self.rat.welt, self.rat.konten.clerk, betreff=f"Freigabe {n}")
        factories.einreichen(vorlage, self.rat.konten.clerk)
        pfad = reverse("vorlagen:uebergang", args=[vorlage.pk, "freigeben"])
        daten = {"gezeichnet_von": self.rat.konten.leitung.pk, "bemerkung": ""} | BESTAETIGT
        return lambda: self._erwarte(self.rat.browser.leitung.post(pfad, daten), 302)

    def _seite(self, name, vorbereiten) -> Messung:
        return messen(name, vorbereiten, "leere Seite", self._leer, self.seiten)

    def _druck(self, name, vorbereiten) -> Messung:
        return messen(name, vorbereiten, "eine Seite WeasyPrint", self._weasyprint, self.drucke)

    def _leer(self):
        self._holen("clerk", "/verwaltung/messen/leer/")

    def _weasyprint(self):
        weasyprint.HTML(string=SEITE).write_pdf()

    def _holen(self, wer, pfad):
        self._erwarte(getattr(self.rat.browser, wer).get(pfad), 200)

    def _felder(self, pfad) -> dict:
        """What the page of the draft sends when nothing is changed."""
        form = self.rat.browser.clerk.get(pfad).context["form"]
        daten = {f.html_name: f.value() for f in form}
        daten |= {"stationen-TOTAL_FORMS": len(form.stationen.forms), "stationen-INITIAL_FORMS": "0"}
        for station in form.stationen.forms:
            daten |= {f.html_name: f.value() for f in station}
        daten |= {f"{name}-form": "html" for name in ("sachverhalt", "anmerkung", "beschlussvorschlag")}
        return {name: wert for name, wert in daten.items() if wert not in (None, False)}

    @staticmethod
    def _erwarte(antwort, status):
        if antwort.status_code != status:
            gesagt = re.sub(r"<[^>]*>|\s+", " ", antwort.content.decode().partition("<main")[2])
            raise AssertionError(f"{status} erwartet, {antwort.status_code} erhalten: {' '.join(gesagt.split())[:600]}")


def messen_alles(papiere: list[int], seiten: int, drucke: int) -> list[Messung]:
    """The whole run in an empty database."""
    with uhr.gestellt(HEUTE):
        strecke = Strecke(aufbauen(), seiten, drucke)
        messungen = [strecke.abfrage(), *strecke.schreiben()]
        for anzahl in papiere:
            messungen += strecke.lesen(anzahl)
    return messungen
