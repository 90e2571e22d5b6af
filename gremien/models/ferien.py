"""School holidays: entered by hand, as the Land fixes them; they warn and forbid nothing."""

from django.db import models

from gremien.models.zeit import AmTagQuerySet, von_vor_bis


class Schulferien(models.Model):
    """One period of school holidays in Niedersachsen, both days included."""

    name = models.CharField("Ferien", max_length=60, help_text="Zum Beispiel „Osterferien 2027“.")
    von = models.DateField("erster Tag")
    bis = models.DateField("letzter Tag")

    objects = AmTagQuerySet.as_manager()

    class Meta:
        verbose_name = "Schulferien"
        verbose_name_plural = "Schulferien"
        ordering = ["von", "pk"]
        constraints = [von_vor_bis("schulferien")]

    def __str__(self):
        return self.name
