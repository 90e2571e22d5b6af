"""`manage.py demodaten`: load the demo council. Only in demo mode; a second run changes nothing."""

from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from gremien.models import Koerperschaft
from gremien.oeffentlich import nachfuehren
from konten.models import Benutzer
from sitzungen.demo import archiv, gegenwart, hinweise, jahr_2019, jahresplanung, konten, muster, stammdaten, suchen
from sitzungen.demo.ablauf import Ablauf
from sitzungen.demo.kalender import um
from sitzungen.models import Sitzung
from vorlagen.models import Nummernkreis, Vorlage
from wittmund_ris import uhr


def _tag(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fehler:
        raise CommandError(f"„{text}“ ist kein Tag in der Form JJJJ-MM-TT.") from fehler


class Command(BaseCommand):
    help = "Lädt den Vorführkreistag: erfundene Personen, Vorlagen in jedem Stand, Sitzungen vor und nach dem Stichtag."

    def add_arguments(self, parser):
        parser.add_argument("--stichtag", type=_tag, help="JJJJ-MM-TT, um den die Sitzungen liegen; sonst heute.")
        parser.add_argument("--zeige-konten", action="store_true", help="Nennt die Demokonten mit Passwort.")

    def handle(self, *args, stichtag=None, zeige_konten=False, **options):
        if not settings.DEMO:
            raise CommandError("Demodaten gibt es nur im Vorführbetrieb (RIS_DEMO=ja).")
        if not self._ist_geladen():
            # A machine with another clock still gets a council, on the nearest day that it knows.
            self._laden(stichtag or min(max(uhr.heute(), gegenwart.FRUEHESTENS), gegenwart.SPAETESTENS))
        elif not zeige_konten:
            self.stdout.write("Der Vorführkreistag ist schon geladen.")
        if zeige_konten:
            self.stdout.write(konten.tabelle())

    def _ist_geladen(self) -> bool:
        if not Koerperschaft.objects.exists():
            return False
        if Benutzer.objects.filter(username=konten.KONTEN[0][0]).exists():
            return True
        raise CommandError("Es sind schon eigene Daten eingerichtet. Die Demodaten brauchen eine leere Datenbank.")

    @transaction.atomic
    def _laden(self, stichtag: date) -> None:
        if not gegenwart.FRUEHESTENS <= stichtag <= gegenwart.SPAETESTENS:
            raise CommandError(
                f"Der Stichtag muss zwischen dem {gegenwart.FRUEHESTENS:%d.%m.%Y} und dem "
                f"{gegenwart.SPAETESTENS:%d.%m.%Y} liegen."
            )
        self.stdout.write(f"Lade den Vorführkreistag zum {stichtag:%d.%m.%Y} …")
        heute = gegenwart.Gegenwart(stichtag)
        call_command("rollen_einrichten", verbosity=0)
        stammdaten.aemter_anlegen()
        benutzer = konten.anlegen()
        stammdaten.anlegen(benutzer, bis=heute.letzter_tag)
        muster.anlegen()
        Nummernkreis.objects.bulk_create(
            Nummernkreis(jahr=jahr, stand=stand)
            for jahr, stand in (jahr_2019.NUMMERNKREISE | gegenwart.NUMMERNKREISE).items()
        )
        ablauf = Ablauf(benutzer, self.stdout.write)
        ablauf.aufnehmen(jahr_2019.PAPIERE, jahr_2019.TERMINE)
        ablauf.abwesenheiten(heute.abwesenheiten)
        ablauf.aufnehmen(heute.papiere, heute.termine)
        archiv.anlegen(ablauf, stichtag)
        ablauf.ausfuehren()
        with uhr.gestellt(um(stichtag, "08:20")):
            jahresplanung.anlegen(stichtag, benutzer["sitzungsdienst"])
        hinweise.ordnen(stichtag)
        suchen.anlegen(benutzer)
        nachfuehren()
        self.stdout.write(
            f"Fertig: {Vorlage.objects.count()} Vorlagen, {Sitzung.objects.count()} Sitzungen, {len(benutzer)} Konten."
        )
