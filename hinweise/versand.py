"""Mails: the digest of a day, the sending, the second attempt.

    vorgemerkt → in Arbeit → versandt
                           → vorgemerkt      refused for now, or the server out of reach: again after a pause
                           → fehlgeschlagen  refused for good, or too many attempts
                           → ungewiss        broken off between handing over and answer
    vorgemerkt → entfallen                   the account was closed or has no address any more

Nothing is mailed twice by the system: a Sendung is claimed, and the claim committed, before the first byte of it leaves.
Whoever is killed between then and the answer leaves it `in Arbeit`; after FRIST it is `ungewiss`, and a person decides, who
sees the notices inside. So a mail may be missing in that window (milliseconds to the length of one SMTP dialogue); it never
comes twice unless somebody asks for it, and then with the same Message-ID, by which many servers drop the second one.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import get_connection
from django.db import transaction

from hinweise import mail, rules  # noqa: F401 - rules registers the right
from hinweise.choices import GESTRANDET, Mailweg, SendungStatus
from hinweise.models import Hinweis, Sendung
from konten.rechte import darf
from wittmund_ris import uhr

logger = logging.getLogger(__name__)

# After this many minutes in Arbeit the worker is not slow but gone (EMAIL_TIMEOUT is one minute).
FRIST = timedelta(minutes=10)
# The pauses between attempts: two days in all, then a person looks.
PAUSEN = tuple(timedelta(minutes=m) for m in (2, 10, 30, 120, 360, 720, 1440))


def tagesmails_vormerken(bis: datetime) -> int:
    """Collect for each account the unread notices from before `bis` into the digest of that day; how many there are.

    One digest for each person and day, however often this runs: what was committed later goes into the next one.
    """
    tag = uhr.tag_von(bis)
    offen = Hinweis.objects.ungelesen().filter(mailweg=Mailweg.TAG, sendung__isnull=True, erstellt_am__lt=bis)
    anzahl = 0
    for konto in sorted(set(offen.values_list("empfaenger", flat=True))):
        with transaction.atomic():
            sendung, neu = Sendung.objects.get_or_create(empfaenger_id=konto, art=Mailweg.TAG, tag=tag)
            if neu:
                offen.filter(empfaenger=konto).update(sendung=sendung)
                anzahl += 1
    return anzahl


def faellige_versenden() -> dict:
    """Send all that is due; how many went out and how many did not. Several workers may do this at once."""
    bilanz = {"versandt": 0, "nicht_versandt": 0}
    _liegengebliebenes_kennzeichnen()
    while Sendung.objects.faellig(uhr.jetzt()).exists():
        verbindung = get_connection()
        try:
            verbindung.open()
        except Exception as fehler:  # noqa: BLE001 - whatever it is, nothing was sent and nothing is claimed
            bilanz["nicht_versandt"] += _server_nicht_erreichbar(fehler)
            break
        try:
            if not _alle_ueber(verbindung, bilanz):
                break
        finally:
            _schliessen(verbindung)
    return bilanz


def erneut_versuchen(sendung, *, benutzer) -> None:
    """Put a failed or uncertain mail back into the queue; ValidationError when it is neither any more."""
    if not darf(benutzer, "hinweise.versand_betreuen"):
        raise PermissionDenied("Den Versand betreut die Administration.")
    betroffen = Sendung.objects.filter(pk=sendung.pk, status__in=GESTRANDET).update(
        status=SendungStatus.VORGEMERKT, versuche=0, naechster_versuch_am=uhr.jetzt(), beansprucht_am=None
    )
    if not betroffen:
        raise ValidationError("Diese Mail wartet schon wieder oder ist inzwischen versandt.")


def _alle_ueber(verbindung, bilanz) -> bool:
    """Send over an open connection until nothing is due (False) or the connection is spent (True)."""
    while (sendung := _beanspruchen()) is not None:
        fehler = _senden(sendung, verbindung)
        bilanz["nicht_versandt" if fehler else "versandt"] += 1
        if fehler:
            return True
    return False


def _beanspruchen() -> Sendung | None:
    """Take one for ourselves, committed: no other worker sees it as due any more."""
    while True:
        with transaction.atomic():
            sendung = (
                Sendung.objects.faellig(uhr.jetzt())
                .select_for_update(skip_locked=True, of=("self",))
                .select_related("empfaenger")
                .order_by("naechster_versuch_am", "pk")
                .first()
            )
            if sendung is None:
                return None
            brauchbar = sendung.empfaenger.is_active and sendung.empfaenger.email
            sendung.status = SendungStatus.IN_ARBEIT if brauchbar else SendungStatus.ENTFALLEN
            sendung.beansprucht_am = uhr.jetzt()
            sendung.versuche += bool(brauchbar)
            sendung.save(update_fields=["status", "beansprucht_am", "versuche"])
        if brauchbar:
            return sendung


def _senden(sendung, verbindung) -> Exception | None:
    """Hand one over and write down what came of it."""
    try:
        nachricht = mail.zusammenstellen(sendung)
    except Exception as fehler:  # noqa: BLE001 - an error of ours must not stop the others
        return _vermerken(sendung, fehler, SendungStatus.FEHLGESCHLAGEN)
    try:
        verbindung.send_messages([nachricht])
    except Exception as fehler:  # noqa: BLE001 - sorted by what it says about the fate of the mail
        return _vermerken(sendung, fehler, _urteil(fehler, sendung))
    _nachtragen(sendung, status=SendungStatus.VERSANDT, versandt_am=uhr.jetzt(), fehlerklasse="")
    return None


def _urteil(fehler, sendung) -> SendungStatus:
    """What an error says: a clear answer of the server means "not taken"; everything else leaves it open."""
    if isinstance(fehler, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in fehler.recipients.values()]
    elif isinstance(fehler, smtplib.SMTPResponseException):
        codes = [fehler.smtp_code]
    elif isinstance(fehler, smtplib.SMTPNotSupportedError | UnicodeError):
        return SendungStatus.FEHLGESCHLAGEN
    else:
        return SendungStatus.UNGEWISS
    if all(500 <= code < 600 for code in codes) or sendung.versuche > len(PAUSEN):
        return SendungStatus.FEHLGESCHLAGEN
    return SendungStatus.VORGEMERKT


def _vermerken(sendung, fehler, status):
    werte = {"status": status, "fehlerklasse": type(fehler).__name__}
    if status == SendungStatus.VORGEMERKT:
        werte |= {"naechster_versuch_am": uhr.jetzt() + PAUSEN[sendung.versuche - 1], "beansprucht_am": None}
    _nachtragen(sendung, **werte)
    # Number and class: the message of a mail server names addresses.
    logger.warning("Sendung %s nicht versandt (%s, %s)", sendung.pk, type(fehler).__name__, status)
    return fehler


def _nachtragen(sendung, **werte) -> None:
    """Write the end of an attempt, if it is still ours (or was taken for lost in the meantime)."""
    Sendung.objects.filter(
        pk=sendung.pk,
        beansprucht_am=sendung.beansprucht_am,
        status__in=(SendungStatus.IN_ARBEIT, SendungStatus.UNGEWISS),
    ).update(**werte)


def _server_nicht_erreichbar(fehler) -> int:
    """Nothing was claimed and nothing sent: all that is due gets its next time."""
    jetzt, betroffen = uhr.jetzt(), 0
    with transaction.atomic():
        for sendung in Sendung.objects.faellig(jetzt).select_for_update(skip_locked=True).order_by("pk"):
            sendung.versuche += 1
            sendung.fehlerklasse = type(fehler).__name__
            if sendung.versuche > len(PAUSEN):
                sendung.status = SendungStatus.FEHLGESCHLAGEN
            else:
                sendung.naechster_versuch_am = jetzt + PAUSEN[sendung.versuche - 1]
            sendung.save(update_fields=["versuche", "fehlerklasse", "status", "naechster_versuch_am"])
            betroffen += 1
    logger.warning("Mailserver nicht erreichbar (%s), %s Sendungen warten", type(fehler).__name__, betroffen)
    return betroffen


def _liegengebliebenes_kennzeichnen() -> None:
    """Claimed long ago and never finished: the worker was killed, and nobody can know how far it came."""
    Sendung.objects.filter(status=SendungStatus.IN_ARBEIT, beansprucht_am__lt=uhr.jetzt() - FRIST).update(
        status=SendungStatus.UNGEWISS, fehlerklasse="Abbruch"
    )


def _schliessen(verbindung) -> None:
    try:
        verbindung.close()
    except Exception as fehler:  # noqa: BLE001 - what was sent is sent
        logger.warning("Verbindung zum Mailserver nicht sauber geschlossen (%s)", type(fehler).__name__)
