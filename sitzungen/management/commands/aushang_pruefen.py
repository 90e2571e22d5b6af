"""`manage.py aushang_pruefen`: recompute the whole public register and print every difference."""

from django.core.management.base import BaseCommand, CommandError

from aushang.register import unterschiede
from gremien import oeffentlich as gremien
from sitzungen import oeffentlich as sitzungen
from sitzungen import oeffentliche_bekanntgabe
from vorlagen import oeffentlich as vorlagen


def alle_aushaenge() -> list:
    """What the register must hold, computed from the inner wing alone."""
    return [
        *gremien.alle_aushaenge(),
        *vorlagen.alle_aushaenge(),
        *sitzungen.alle_aushaenge(),
        *oeffentliche_bekanntgabe.alle_aushaenge(),
    ]


class Command(BaseCommand):
    help = "Berechnet den Aushang neu und nennt jede Abweichung. Endet mit 1, wenn es eine gibt."

    def handle(self, *args, **options):
        zeilen = unterschiede(alle_aushaenge())
        for zeile in zeilen:
            self.stdout.write(zeile)
        if zeilen:
            raise CommandError(f"{len(zeilen)} Abweichungen zwischen Aushang und Verwaltung.")
        self.stdout.write("Der Aushang stimmt mit der Verwaltung überein.")
