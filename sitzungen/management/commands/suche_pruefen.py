"""Compute the index of the search anew and compare; with `--neu` write it."""

from django.core.management.base import BaseCommand, CommandError

from sitzungen import suche as sitzungssuche
from vorlagen import suche
from wittmund_ris.suche import ANALYSE


class Command(BaseCommand):
    help = "Prüft, ob der Suchindex dem Bestand entspricht; mit --neu wird er ganz neu geschrieben."

    def add_arguments(self, parser):
        parser.add_argument("--neu", action="store_true", help="alle Einträge neu schreiben")

    def handle(self, *args, neu, **options):
        falsch = 0
        for modell, quelle, eintrag in (*suche.QUELLEN, sitzungssuche.QUELLE):
            name = modell._meta.verbose_name_plural
            if neu:
                fehlende = suche.fehlende_anlegen(modell, quelle)
                modell.objects.update(ist_aktuell=False)
                gesamt, fertig = modell.objects.count(), 0
                while schub := suche.erneuern(modell, eintrag, 500):
                    fertig += schub
                    self.stdout.write(f"{name}: {fertig} von {gesamt}")
                self.stdout.write(f"{name}: fertig, {fehlende} fehlten.")
                continue
            suche.erneuern(modell, eintrag, 1_000_000)
            abweichend = suche.abweichende(modell, quelle, eintrag)
            falsch += len(abweichend)
            alte = modell.objects.exclude(fassung=ANALYSE).count()
            self.stdout.write(
                f"{name}: {modell.objects.count()} geprüft, {len(abweichend)} abweichend, {alte} aus alter Analyse."
            )
            for schluessel in abweichend:
                self.stdout.write(f"  abweichend: {schluessel}")
        if falsch:
            raise CommandError("Der Suchindex weicht ab. Mit --neu wird er neu geschrieben.")
