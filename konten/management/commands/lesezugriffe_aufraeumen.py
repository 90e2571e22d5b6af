"""Keep the log of readings only as long as it is needed; run it once a day."""

from django.core.management.base import BaseCommand

from konten import lesezugriffe


class Command(BaseCommand):
    help = "Löscht Lesezugriffe, die älter sind als RIS_LESEZUGRIFFE_TAGE Tage."

    def handle(self, *args, **options):
        self.stdout.write(f"{lesezugriffe.aufraeumen()} Lesezugriffe gelöscht.")
