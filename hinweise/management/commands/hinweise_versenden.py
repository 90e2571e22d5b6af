"""`manage.py hinweise_versenden`: put the digests of the day together and send all mails that are due."""

from django.core.management.base import BaseCommand

from hinweise import versand
from hinweise.arbeiten import stichzeit
from wittmund_ris import uhr


class Command(BaseCommand):
    help = "Stellt die Tagesmails zusammen und versendet alle fälligen Mails. Darf beliebig oft laufen."

    def handle(self, *args, **options):
        tagesmails = versand.tagesmails_vormerken(stichzeit(uhr.jetzt()))
        bilanz = versand.faellige_versenden()
        if options["verbosity"]:
            self.stdout.write(
                f"{tagesmails} Tagesmails zusammengestellt, {bilanz['versandt']} Mails versandt, "
                f"{bilanz['nicht_versandt']} nicht versandt."
            )
