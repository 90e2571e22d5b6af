"""Notices of the demo council: what lies back is read, the last days are not; and nothing of it is mailed."""

from datetime import timedelta

from django.db.models import F
from django_tasks_db.models import DBTaskResult

from hinweise.choices import Mailweg
from hinweise.models import Hinweis, Sendung
from hinweise.tasks import faellige_versenden
from sitzungen.demo.kalender import um

UNGELESEN_SEIT = timedelta(days=10)


def ordnen(stichtag) -> None:
    """As if everybody had looked in until a few days ago."""
    grenze = um(stichtag - UNGELESEN_SEIT, "00:00")
    Hinweis.objects.filter(erstellt_am__lt=grenze).update(gelesen_am=F("erstellt_am"))
    Hinweis.objects.update(mailweg=Mailweg.KEINE, sendung=None)
    Sendung.objects.all().delete()
    DBTaskResult.objects.filter(task_path=faellige_versenden.module_path).delete()
