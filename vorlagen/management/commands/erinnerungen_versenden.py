"""Remind of open Mitzeichnungen; runs once a day, and may run more often."""

from django.core.management.base import BaseCommand

from vorlagen import mitzeichnung


class Command(BaseCommand):
    help = "Erinnert an offene Mitzeichnungen vor und an ihrer Frist und meldet überfällige weiter; jede Meldung nur einmal."

    def handle(self, *args, **options):
        anzahl = mitzeichnung.erinnern()
        self.stdout.write(f"Offene Mitzeichnungen: {anzahl}")
