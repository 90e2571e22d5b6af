"""`manage.py hintergrund_pruefen`: is the background work alive? Exit code 1 if not."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError

from hinweise.auftraege import lage
from wittmund_ris import uhr

# A queue that has not moved for so long is stuck.
STAU = timedelta(minutes=30)


class Command(BaseCommand):
    help = "Nennt Warteschlange und Fehlschläge; Rückgabewert 1, wenn niemand arbeitet oder sich die Arbeit staut."

    def handle(self, *args, **options):
        stand = lage()
        self.stdout.write(
            f"Aufträge: {stand.wartend} wartend, {stand.laufend} in Arbeit, {stand.fehlgeschlagen} fehlgeschlagen. "
            f"Mails: {stand.mails_wartend} wartend, {stand.mails_gestrandet} nicht versandt."
        )
        if not stand.arbeitet:
            raise CommandError(
                "Die Hintergrundarbeit steht. Bitte den Dienst „worker“ starten (manage.py hintergrund)."
            )
        if stand.wartet_seit and uhr.jetzt() - stand.wartet_seit > STAU:
            raise CommandError(f"Die Arbeit staut sich seit {stand.wartet_seit:%d.%m.%Y %H:%M} UTC.")
