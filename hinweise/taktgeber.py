"""The clock of the background work. It only notes what is due; the worker does it, so that a stop never cuts a mail in two.

Every minute: a sign of life, mails that wait for their next attempt. Once a day each of ARBEITEN, at its time or as soon as
somebody works again. Several workers may tick at once: the row in `Lauf` is locked.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hinweise import tasks
from hinweise.arbeiten import vorhandene_arbeiten
from hinweise.auftraege import LEBENSZEICHEN
from hinweise.choices import SendungStatus
from hinweise.models import Lauf, Sendung
from wittmund_ris import uhr

# A task that runs longer was left behind by a killed worker.
LAENGSTE_ARBEIT = timedelta(hours=1)


def tick() -> list[str]:
    """One beat: the names of the daily work that it has put into the queue."""
    jetzt = uhr.jetzt()
    Lauf.objects.update_or_create(name=LEBENSZEICHEN, defaults={"zuletzt_am": jetzt})
    angestossen = [a.befehl for a in vorhandene_arbeiten() if _anstossen(a, jetzt)]
    DBTaskResult.objects.running().filter(started_at__lt=jetzt - LAENGSTE_ARBEIT).update(
        status="FAILED", finished_at=jetzt, exception_class_path="Abbruch"
    )
    if _mails_warten(jetzt) and not _schon_vorgemerkt():
        tasks.faellige_versenden.enqueue()
    return angestossen


@transaction.atomic
def _anstossen(arbeit, jetzt) -> bool:
    if timezone.localtime(jetzt).time() < arbeit.ab:
        return False
    Lauf.objects.get_or_create(name=arbeit.befehl, defaults={"zuletzt_am": jetzt})
    lauf = Lauf.objects.select_for_update().get(name=arbeit.befehl)
    if lauf.tag == uhr.tag_von(jetzt):
        return False
    lauf.tag = uhr.tag_von(jetzt)
    lauf.save(update_fields=["tag"])
    tasks.arbeit.enqueue(arbeit.befehl)
    return True


def _mails_warten(jetzt) -> bool:
    in_arbeit = Sendung.objects.filter(status=SendungStatus.IN_ARBEIT)
    return Sendung.objects.faellig(jetzt).exists() or in_arbeit.exists()


def _schon_vorgemerkt() -> bool:
    return DBTaskResult.objects.filter(status="READY", task_path=tasks.faellige_versenden.module_path).exists()
