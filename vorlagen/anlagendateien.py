"""The files of Anlagen: taken in and scanned before the act, kept as versions in it."""

from functools import partial

from django.db import transaction

from hinweise.zustellen import hinweisen
from konten.models import Benutzer
from konten.rollen import ADMINISTRATION
from vorlagen import texterkennung
from vorlagen.models import Anlage, AnlageDatei, VorlageVerlauf, vermerken
from wittmund_ris import annahme, uhr
from wittmund_ris.ablage import ablegen

ZEIGER = {AnlageDatei.Art.INTERN: "datei", AnlageDatei.Art.GESCHWAERZT: "geschwaerzt"}


def annehmen(vorlage, datei, *, benutzer) -> annahme.Angenommen:
    """Judge an upload, outside the transaction of the act: it may take seconds, and a refusal must not undo its report.

    Raises `annahme.Abgelehnt` with a sentence for people. Malware is reported to the Administration, without the file and
    without a word of the paper. The exception carries `nachholen`, for callers that roll back a transaction around it.
    """
    try:
        return annahme.annehmen(datei)
    except annahme.Schadsoftware as fehler:
        fehler.nachholen = partial(_melden, vorlage, benutzer, fehler.fund, uhr.jetzt())
        fehler.nachholen()
        raise


@transaction.atomic
def _melden(vorlage, benutzer, fund, am) -> None:
    if vorlage is not None:
        vermerken(vorlage, VorlageVerlauf.Aktion.SCHADSOFTWARE, benutzer, fund)
    hinweisen(
        Benutzer.objects.filter(is_active=True, groups__name=ADMINISTRATION),
        schluessel=f"schadsoftware:{benutzer.pk}:{am.isoformat()}",
        titel="Eine Datei mit Schadsoftware wurde abgewiesen",
        text=f"Konto {benutzer.get_username()}, Fund: {fund}. Die Datei ist nicht gespeichert. Bitte prüfen Sie den Arbeitsplatz.",
        grund="Sie verwalten das System.",
        titel_mail="Eine Datei mit Schadsoftware wurde abgewiesen",
    )


def behalten(anlage: Anlage, angenommen: annahme.Angenommen, *, art=AnlageDatei.Art.INTERN, benutzer) -> AnlageDatei:
    """Keep a file as the next version of its kind and let it count, inside the transaction of the act. Older ones stay."""
    letzte = anlage.dateien.filter(art=art).last()
    datei = AnlageDatei.objects.create(
        anlage=anlage,
        art=art,
        nummer=letzte.nummer + 1 if letzte else 1,
        dateiname=angenommen.dateiname,
        ablage=ablegen(angenommen.inhalt, ordner="anlagen"),
        sha256=angenommen.sha256,
        groesse=len(angenommen.inhalt),
        mime=angenommen.mime,
        umgewandelt_aus=angenommen.umgewandelt_aus,
        befund=angenommen.befund,
        geprueft_mit=angenommen.geprueft_mit,
        eingereicht_von=benutzer,
    )
    setattr(anlage, ZEIGER[art], datei)
    anlage.save(update_fields=[ZEIGER[art]])
    texterkennung.vormerken(datei)
    return datei
