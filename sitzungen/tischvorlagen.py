"""Tischvorlagen: what is handed out in the sitting on an item that is already on the agenda (Geschäftsordnung)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from sitzungen import nachtrag, reihenfolge
from sitzungen.choices import SitzungStatus
from sitzungen.models import Tischvorlage
from vorlagen.anlagendateien import annehmen
from vorlagen.models import Vorlage
from wittmund_ris.ablage import ablegen
from wittmund_ris.druckbar import druckbar


def vorlegen(top, *, titel="", vorlage=None, datei=None, benutzer) -> Tischvorlage:
    """Hand out a paper of the house or a file on an item of the open sitting; the time is recorded.

    ValidationError for both or neither, for a paper that the account does not see, or outside the sitting.
    """
    if bool(vorlage) == bool(datei):
        raise ValidationError({"datei": "Bitte wählen Sie eine Vorlage oder eine Datei."})
    # Judged outside the transaction: it takes its time, and a report of malware must stay.
    angenommen = annehmen(None, datei, benutzer=benutzer) if datei else None
    with transaction.atomic():
        sitzung = nachtrag.versandt(top.sitzung, benutzer, SitzungStatus.EROEFFNET)
        top = sitzung.tops.get(pk=top.pk)
        if top.ist_ueberschrift or top.abgesetzt_am:
            raise ValidationError("Eine Tischvorlage gehört zu einem Punkt, der behandelt wird.")
        if vorlage and not Vorlage.objects.sichtbar_fuer(benutzer).filter(pk=vorlage.pk).exists():
            raise ValidationError({"vorlage": "Diese Vorlage gibt es nicht."})
        if vorlage and top.ist_oeffentlich and not vorlage.ist_oeffentlich:
            raise ValidationError(
                {"vorlage": "Eine nichtöffentliche Vorlage gehört nicht zu einem öffentlichen Punkt."}
            )
        titel = druckbar({"titel": titel})["titel"].strip() or (vorlage.betreff if vorlage else angenommen.dateiname)
        felder = {}
        if angenommen:
            felder = {
                "dateiname": angenommen.dateiname,
                "datei": ablegen(angenommen.inhalt, ordner="tischvorlagen"),
                "sha256": angenommen.sha256,
                "groesse": len(angenommen.inhalt),
                "mime": angenommen.mime,
            }
        neu = Tischvorlage.objects.create(top=top, titel=titel[:200], vorlage=vorlage, vorgelegt_von=benutzer, **felder)
        reihenfolge.geaendert(sitzung, benutzer, f"{top.nummer_lang}: Tischvorlage „{neu.titel}“ vorgelegt", top)
    return neu
