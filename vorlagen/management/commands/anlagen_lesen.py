"""Queue the files of Anlagen whose text has not been read."""

from django.core.management.base import BaseCommand

from vorlagen import texterkennung


class Command(BaseCommand):
    help = "Merkt alle PDF-Dateien von Anlagen, deren Text noch nicht gelesen ist, für den Hintergrunddienst vor."

    def handle(self, *args, **options):
        self.stdout.write(f"{texterkennung.nachholen()} Dateien vorgemerkt.")
