"""`manage.py vorlage_ausfuehren 0042/2019 --konto … --nach DIR`: the ZIP of a finished matter; `--pruefen DATEI` checks one."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from konten.lesezugriffe import Gegenstand, festhalten
from konten.models import Benutzer, Lesezugriff
from konten.rechte import darf
from vorlagen import archivierung
from vorlagen.ausfuhr import paket, pruefung
from vorlagen.models import Vorlage
from wittmund_ris.vorlagennummer import MUSTER


class Command(BaseCommand):
    help = "Führt einen abgeschlossenen Vorgang als ZIP aus oder prüft ein solches ZIP."

    def add_arguments(self, parser):
        parser.add_argument("nummer", nargs="?", help="0042/2019")
        parser.add_argument(
            "--konto", help="Anmeldename der Person, die den Vorgang liest; ihr Recht gilt, sie wird vermerkt."
        )
        parser.add_argument("--nach", type=Path, help="Ordner, in den das ZIP geschrieben wird.")
        parser.add_argument(
            "--pruefen", type=Path, metavar="DATEI", help="Prüft Prüfsummen, Vollständigkeit und Schema."
        )

    def handle(self, *args, nummer=None, konto=None, nach=None, pruefen=None, **options):
        if pruefen:
            self._pruefen(pruefen)
        elif nummer and konto and nach:
            self._ausfuehren(nummer, konto, nach)
        else:
            raise CommandError("Bitte Nummer, --konto und --nach angeben, oder --pruefen mit einem ZIP.")

    def _pruefen(self, datei):
        if gefunden := pruefung.fehler(datei):
            raise CommandError("\n".join(gefunden))
        self.stdout.write(f"{datei.name}: vollständig und unverändert.")

    def _ausfuehren(self, nummer, konto, nach):
        benutzer = Benutzer.objects.filter(username=konto, is_active=True).first()
        if benutzer is None:
            raise CommandError(f"Kein offenes Konto „{konto}“.")
        sichtbar = Vorlage.objects.sichtbar_fuer(benutzer)
        vorlage = sichtbar.mit_nummern([nummer]).first() if MUSTER.fullmatch(nummer) else None
        if vorlage is None or not darf(benutzer, "vorlagen.ausfuehren", vorlage):
            raise CommandError(f"Vorlage {nummer} gibt es nicht, oder „{konto}“ darf sie nicht ausführen.")
        if not archivierung.ist_abgeschlossen(vorlage):
            raise CommandError(f"Vorlage {nummer} ist {vorlage.get_status_display().lower()} und nicht abgeschlossen.")
        nach.mkdir(parents=True, exist_ok=True)
        ziel = nach / f"{paket.name(vorlage)}.zip"
        halb = ziel.with_suffix(".zip.unfertig")
        try:
            with transaction.atomic():
                with halb.open("wb") as datei:
                    liste = paket.schreiben(vorlage, datei)
                festhalten(
                    benutzer,
                    Gegenstand(Lesezugriff.Art.PAKET, vorlage.pk, str(vorlage)),
                    Lesezugriff.Weg.HERUNTERGELADEN,
                )
                for gegenstand in (d.gegenstand for d in liste if d.gegenstand):
                    festhalten(benutzer, gegenstand, Lesezugriff.Weg.HERUNTERGELADEN)
        except paket.PaketFehler as fehler:
            halb.unlink(missing_ok=True)
            raise CommandError(str(fehler)) from fehler
        halb.replace(ziel)
        self.stdout.write(f"{ziel}: {len(liste)} Dateien.")
