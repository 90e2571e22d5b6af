"""Remind the Ämter of decisions before and after their date; runs once a day, and may run more often."""

from django.core.management.base import BaseCommand

from sitzungen import beschlusskontrolle
from wittmund_ris import uhr


class Command(BaseCommand):
    help = "Erinnert die Ämter eine Woche vor dem Termin eines Beschlusses und danach; jede Meldung nur einmal."

    def handle(self, *args, **options):
        anzahl = beschlusskontrolle.faellige_erinnern(uhr.heute())
        self.stdout.write(f"Fällige Beschlüsse: {anzahl}")
