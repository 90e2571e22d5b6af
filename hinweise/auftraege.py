"""The state of the background work in numbers: the queue, its failures, the worker's sign of life."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django_tasks_db.models import DBTaskResult

from hinweise.choices import SendungStatus
from hinweise.models import Lauf, Sendung
from wittmund_ris import uhr

# The name of the clock's own line in `Lauf`.
LEBENSZEICHEN = "taktgeber"
# The clock ticks every minute: after this long silence nobody works.
STILLE = timedelta(minutes=5)


@dataclass(frozen=True)
class Lage:
    """How the background work stands."""

    zuletzt: datetime | None
    wartend: int
    wartet_seit: datetime | None
    laufend: int
    fehlgeschlagen: int
    mails_wartend: int
    mails_gestrandet: int

    @property
    def arbeitet(self) -> bool:
        """Somebody works: the last sign of life is fresh."""
        return self.zuletzt is not None and uhr.jetzt() - self.zuletzt < STILLE


def lage() -> Lage:
    """Queue length, failures, sign of life; three queries."""
    jetzt = uhr.jetzt()
    faellig = Q(status="READY") & (Q(run_after__lte=jetzt) | Q(run_after__year=9999))
    auftraege = DBTaskResult.objects.order_by().aggregate(
        wartend=Count("pk", filter=faellig),
        wartet_seit=Min("enqueued_at", filter=faellig),
        laufend=Count("pk", filter=Q(status="RUNNING")),
        fehlgeschlagen=Count("pk", filter=Q(status="FAILED")),
    )
    mails = Sendung.objects.order_by().aggregate(
        mails_wartend=Count("pk", filter=Q(status__in=(SendungStatus.VORGEMERKT, SendungStatus.IN_ARBEIT))),
        mails_gestrandet=Count("pk", filter=Q(status__in=(SendungStatus.FEHLGESCHLAGEN, SendungStatus.UNGEWISS))),
    )
    zuletzt = Lauf.objects.filter(name=LEBENSZEICHEN).values_list("zuletzt_am", flat=True).first()
    return Lage(zuletzt=zuletzt, **auftraege, **mails)
