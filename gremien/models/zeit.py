"""What is in force for a time: from a day to a day, both included."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q


class Zeitraum(Func):
    """PostgreSQL daterange of two columns, both days included."""

    function = "daterange"
    output_field = DateRangeField()


class AmTagQuerySet(models.QuerySet):
    def am(self, tag):
        """What is in force on that day."""
        return self.filter(Q(von__lte=tag), Q(bis__isnull=True) | Q(bis__gte=tag))


def von_vor_bis(modell) -> models.CheckConstraint:
    """A period does not end before it begins."""
    return models.CheckConstraint(
        name=f"{modell}_von_vor_bis",
        condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
        violation_error_message="Das Ende liegt vor dem Anfang.",
    )
