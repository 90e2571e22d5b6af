"""The text of Anlagen for the search, read in the background. The queue gets ids and nothing else."""

from django.db import transaction
from django_tasks import task

from vorlagen import register
from vorlagen.models import AnlageDatei, Anlagentext, Vorlage
from wittmund_ris import ablage, datei_lesen, uhr

Stand = Anlagentext.Stand


def vormerken(datei: AnlageDatei) -> None:
    """Have a PDF read after this transaction; a picture has no text layer."""
    if datei.mime == "application/pdf":
        Anlagentext.objects.get_or_create(datei=datei)
        text_lesen.enqueue(datei.pk)


@task()
def text_lesen(datei_id: int) -> None:
    """Read the text of one file page by page and keep it; a file that was read is not read again.

    Of a public file it also goes into the register, which finds by it. A file whose draft has dropped the Anlage is gone.
    """
    text = Anlagentext.objects.select_related("datei__anlage").filter(datei=datei_id, stand=Stand.OFFEN).first()
    if text is None:
        return
    try:
        gelesen = datei_lesen.text(ablage.lesen(text.datei.ablage))
    except (datei_lesen.NichtLesbar, FileNotFoundError):
        gelesen = {"fehler": "nicht_lesbar"}
    with transaction.atomic():
        vorlage = Vorlage.objects.select_for_update(of=("self",)).get(pk=text.datei.anlage.vorlage_id)
        seiten = [s.replace("\f", " ") for s in gelesen.get("seiten", [])]
        hat_text = any(s.strip() for s in seiten)
        text.text = "\f".join(seiten) if hat_text else ""
        text.stand = Stand.NICHT_LESBAR if "fehler" in gelesen else Stand.GELESEN if hat_text else Stand.OHNE_TEXT
        text.ist_gekuerzt = gelesen.get("gekuerzt", False)
        text.gelesen_am = uhr.jetzt()
        text.save()
        register.nachfuehren(vorlage)


def nachholen() -> int:
    """Queue every PDF that has not been read: after a move from an older version, or a lost queue. The number of files."""
    offen = AnlageDatei.objects.filter(mime="application/pdf").exclude(text__stand__in=set(Stand) - {Stand.OFFEN})
    for datei in offen:
        vormerken(datei)
    return len(offen)
