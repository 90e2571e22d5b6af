"""`manage.py rollen_einrichten`: make the roles and their rights in the admin; may be run any number of times."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from konten.rollen import ADMIN_RECHTE, ROLLEN


class Command(BaseCommand):
    help = "Legt die Rollen an und setzt ihre Rechte in der Administration."

    @transaction.atomic
    def handle(self, *args, **options):
        vorhanden = {
            (p.content_type.app_label, p.codename): p for p in Permission.objects.select_related("content_type")
        }
        for rolle in ROLLEN:
            gruppe, _ = Group.objects.get_or_create(name=rolle)
            rechte = []
            for modell, aktionen in ADMIN_RECHTE[rolle].items():
                app, name = modell.split(".")
                for aktion in aktionen:
                    recht = vorhanden.get((app, f"{aktion}_{name}"))
                    if recht is None:
                        raise CommandError(f"Das Recht {aktion} auf {modell} gibt es nicht. Bitte zuerst migrieren.")
                    rechte.append(recht)
            gruppe.permissions.set(rechte)
        if options["verbosity"]:
            self.stdout.write(f"Rollen eingerichtet: {', '.join(ROLLEN)}.")
