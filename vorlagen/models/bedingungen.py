"""What the database itself keeps true of every Vorlage, whoever writes."""

from django.db import models
from django.db.models import Q

from vorlagen.choices import (
    BERATBARE_STATUS,
    ENTSCHIEDENE_STATUS,
    ENTWURFSSTATUS,
    MANDATSARTEN,
    OFFENE_NEUFASSUNG,
    ZUSATZARTEN,
    VorlageStatus,
)

VORLAGE = [
    models.UniqueConstraint(
        fields=["jahr", "laufnummer", "zusatz"],
        name="vorlage_nummer_einmalig",
        violation_error_message="Diese Vorlagennummer ist vergeben.",
    ),
    models.CheckConstraint(
        name="vorlage_freigabe_vollstaendig",
        condition=Q(
            freigegeben_am__isnull=True,
            freigegeben_von__isnull=True,
            gezeichnet_von__isnull=True,
            laufnummer__isnull=True,
            jahr__isnull=True,
        )
        | Q(
            freigegeben_am__isnull=False,
            freigegeben_von__isnull=False,
            gezeichnet_von__isnull=False,
            laufnummer__isnull=False,
            jahr__isnull=False,
            gezeichnet_name__gt="",
        ),
        violation_error_message="Nummer, Freigabe und Zeichnung gehören zusammen.",
    ),
    models.CheckConstraint(
        name="vorlage_status_und_freigabe",
        condition=Q(status=VorlageStatus.ZURUECKGEZOGEN)
        | Q(status__in=(*ENTWURFSSTATUS, VorlageStatus.UEBERNOMMEN), freigegeben_am__isnull=True)
        | Q(status__in=(*BERATBARE_STATUS, *ENTSCHIEDENE_STATUS), freigegeben_am__isnull=False),
        violation_error_message="Status und Freigabe passen nicht zusammen.",
    ),
    models.CheckConstraint(
        name="vorlage_fassung_ab_freigabe",
        condition=Q(freigegeben_am__isnull=True, fassung=0) | Q(freigegeben_am__isnull=False, fassung__gte=1),
        violation_error_message="Eine Fassung hat, was freigegeben ist.",
    ),
    models.CheckConstraint(
        name="vorlage_neufassung_mit_grund",
        condition=Q(~Q(status=VorlageStatus.UEBERNOMMEN), neufassung_von__isnull=True, fassung_grund="")
        | Q(
            neufassung_von__isnull=False,
            fassung_grund__gt="",
            freigegeben_am__isnull=True,
            status__in=(*OFFENE_NEUFASSUNG, VorlageStatus.UEBERNOMMEN, VorlageStatus.ZURUECKGEZOGEN),
        ),
        violation_error_message="Eine neue Fassung nennt ihren Grund und bekommt keine eigene Nummer.",
    ),
    models.UniqueConstraint(
        fields=["neufassung_von"],
        condition=Q(status__in=OFFENE_NEUFASSUNG),
        name="vorlage_eine_offene_neufassung",
        violation_error_message="An einer neuen Fassung dieser Vorlage wird schon gearbeitet.",
    ),
    models.CheckConstraint(
        name="vorlage_zusatz_nur_mit_ursprung",
        condition=Q(zusatz=0, freigegeben_am__isnull=True)
        | Q(~Q(art__in=ZUSATZARTEN), zusatz=0)
        | Q(art__in=ZUSATZARTEN, zusatz__gt=0, ursprung__isnull=False),
        violation_error_message="Eine Ergänzungs- oder Austauschvorlage wird unter ihrer Ursprungsvorlage gezählt.",
    ),
    models.CheckConstraint(
        name="vorlage_amt_oder_neuer_antrag",
        condition=Q(~Q(status=VorlageStatus.EINGEGANGEN), amt__isnull=False)
        | Q(
            amt__isnull=True,
            art__in=MANDATSARTEN,
            status__in=(VorlageStatus.ENTWURF, VorlageStatus.EINGEGANGEN, VorlageStatus.ZURUECKGEZOGEN),
        ),
        violation_error_message="Nur ein Antrag oder eine Anfrage hat bis zur Zuweisung noch kein Amt.",
    ),
    models.CheckConstraint(
        name="vorlage_eingang_nur_aus_dem_mandat",
        condition=Q(
            ~Q(art__in=MANDATSARTEN),
            ~Q(status__in=(VorlageStatus.EINGEGANGEN, VorlageStatus.IN_BEARBEITUNG)),
            eingegangen_am__isnull=True,
            antragsteller_person__isnull=True,
            antragsteller_gremium__isnull=True,
        )
        | Q(
            art__in=MANDATSARTEN,
            status__in=(VorlageStatus.ENTWURF, VorlageStatus.ZURUECKGEZOGEN),
            eingegangen_am__isnull=True,
            antragsteller_person__isnull=False,
        )
        | Q(
            ~Q(status=VorlageStatus.ENTWURF),
            art__in=MANDATSARTEN,
            eingegangen_am__isnull=False,
            antragsteller_person__isnull=False,
        ),
        violation_error_message="Anträge und Anfragen kommen von Abgeordneten und haben einen Eingang.",
    ),
    models.CheckConstraint(
        name="vorlage_vier_augen",
        condition=Q(freigegeben_von__isnull=True) | ~Q(freigegeben_von=models.F("verfasst_von")),
        violation_error_message="Wer die Vorlage verfasst hat, gibt sie nicht frei (Vier-Augen-Prinzip).",
    ),
    models.CheckConstraint(
        name="vorlage_nur_oeffentliche_veroeffentlicht",
        condition=Q(veroeffentlicht_am__isnull=True) | Q(ist_oeffentlich=True, freigegeben_am__isnull=False),
        violation_error_message="Eine nichtöffentliche Vorlage wird nicht veröffentlicht.",
    ),
    models.CheckConstraint(
        name="vorlage_kosten_keine_oder_betrag",
        condition=~Q(gesamtkosten_keine=True, gesamtkosten__isnull=False)
        & ~Q(folgekosten_keine=True, folgekosten__isnull=False)
        & ~Q(einnahmen_keine=True, einnahmen__isnull=False),
        violation_error_message="Entweder „keine“ oder ein Betrag, nicht beides.",
    ),
]
