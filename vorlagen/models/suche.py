"""The index of the search (derived data, `vorlagen.suche` writes it), and the searches that people keep."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from vorlagen.models.anlage import Anlage
from vorlagen.models.vorlage import Vorlage
from wittmund_ris import uhr
from wittmund_ris.suche import Suchausdruck, Suchzeile


class Vorlagensuche(Suchzeile):
    """What everybody finds who may read the paper: its number and Betreff, and the texts that its page shows."""

    vorlage = models.OneToOneField(Vorlage, primary_key=True, on_delete=models.CASCADE, related_name="suche")

    class Meta:
        verbose_name = "Sucheintrag einer Vorlage"
        verbose_name_plural = "Sucheinträge der Vorlagen"
        indexes = [
            GinIndex(fields=["titel_v"], name="vorlagensuche_titel"),
            GinIndex(fields=["text_v"], name="vorlagensuche_text"),
            models.Index(fields=["vorlage"], condition=Q(ist_aktuell=False), name="vorlagensuche_veraltet"),
        ]

    def __str__(self):
        return f"Sucheintrag {self.pk}"


class AnlagensucheQuerySet(models.QuerySet):
    def treffer(self, ausdruck: str, benutzer):
        """The Anlagen in which this tsquery meets something that the account may read there.

        Inside that is every version that counts; for others the title and the one file that is public.
        """
        frage = Suchausdruck(ausdruck)
        irgendwo = Q(titel_v=frage) | Q(text_v=frage) | Q(oeffentlich_v=frage)
        datei = Q(anlage__ist_geschwaerzt=False, text_v=frage) | Q(anlage__ist_geschwaerzt=True, oeffentlich_v=frage)
        oeffentlich = Q(anlage__ist_oeffentlich=True) & (Q(titel_v=frage) | datei)
        intern = Q(anlage__vorlage__in=Vorlage.objects.intern_sichtbar_fuer(benutzer).values("pk"))
        sichtbar = Q(anlage__vorlage__in=Vorlage.objects.sichtbar_fuer(benutzer).values("pk"))
        return self.filter(irgendwo).filter(intern | (sichtbar & oeffentlich))


class Anlagensuche(Suchzeile):
    """An Anlage: its title, the text of the file that counts inside, and that of the redacted one."""

    anlage = models.OneToOneField(Anlage, primary_key=True, on_delete=models.CASCADE, related_name="suche")
    oeffentlich_v = SearchVectorField(null=True, editable=False)

    objects = AnlagensucheQuerySet.as_manager()

    class Meta:
        verbose_name = "Sucheintrag einer Anlage"
        verbose_name_plural = "Sucheinträge der Anlagen"
        indexes = [
            GinIndex(fields=["titel_v"], name="anlagensuche_titel"),
            GinIndex(fields=["text_v"], name="anlagensuche_text"),
            GinIndex(fields=["oeffentlich_v"], name="anlagensuche_oeffentlich"),
            models.Index(fields=["anlage"], condition=Q(ist_aktuell=False), name="anlagensuche_veraltet"),
        ]

    def __str__(self):
        return f"Sucheintrag {self.pk}"


class GespeicherteSuche(models.Model):
    """A search with its filters that a person keeps under a name; seen by nobody else.

    `abfrage` is a query string of the search page. It is read like any typed address: what no longer exists filters nothing.
    """

    benutzer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="gespeicherte_suchen", editable=False
    )
    name = models.CharField("Name", max_length=80)
    abfrage = models.CharField("Suche", max_length=1000, blank=True, editable=False)
    erstellt_am = models.DateTimeField("angelegt am", default=uhr.jetzt, editable=False)

    class Meta:
        verbose_name = "gespeicherte Suche"
        verbose_name_plural = "gespeicherte Suchen"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["benutzer", "name"],
                name="gespeichertesuche_name_einmalig",
                violation_error_message="Sie haben schon eine Suche unter diesem Namen.",
            )
        ]

    def __str__(self):
        return self.name
