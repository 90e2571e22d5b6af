"""The words of a mail. It leaves the house: no subject and no content of a matter, only what was written for mails.

Plain text alone: every mail program and every screen reader reads it, and nothing in it can be loaded or tracked.
"""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from hinweise.choices import HinweisArt, Mailweg, SendungStatus
from hinweise.models import Hinweis, Sendung

# What is said of a matter that has no words for mails.
NEUTRAL = {
    HinweisArt.AUFGABE: "Ein Vorgang wartet auf Sie.",
    HinweisArt.STAND: "Bei einem Vorgang, der Sie angeht, gibt es etwas Neues.",
    HinweisArt.SITZUNG: "Zu einer Sitzung gibt es etwas Neues.",
}
INNEN = ("/verwaltung/", "/konto/", "/admin/")


def zusammenstellen(sendung: Sendung) -> EmailMessage:
    """The mail of a Sendung, from its notices as they stand now."""
    hinweise = list(sendung.hinweise.order_by("erstellt_am", "pk"))
    ungelesen = Hinweis.objects.ungelesen().filter(empfaenger=sendung.empfaenger_id).count()
    gruppen = [
        (art.label, [_zeile(h) for h in hinweise if h.art == art])
        for art in HinweisArt
        if any(h.art == art for h in hinweise)
    ]
    text = render_to_string(
        "hinweise/mail.txt",
        {
            "konto": sendung.empfaenger,
            "ist_tagesmail": sendung.art == Mailweg.TAG,
            "anzahl": len(hinweise),
            "ungelesen": ungelesen,
            "letzte": _letzte_vor(sendung),
            "gruppen": gruppen,
            "adresse_hinweise": adresse("/verwaltung/hinweise/"),
            "adresse_einstellungen": adresse("/konto/hinweise/"),
        },
    )
    return EmailMessage(
        subject=_betreff(sendung, hinweise),
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[sendung.empfaenger.email],
        headers={"Message-ID": message_id(sendung), "Auto-Submitted": "auto-generated"},
    )


def message_id(sendung: Sendung) -> str:
    """The same for every attempt, so that a server that has the first one may drop the second."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<sendung-{sendung.kennung}@{domain}>"


def adresse(pfad: str) -> str:
    """The absolute address of a path of the inner or the public wing."""
    basis = settings.VERWALTUNGSADRESSE if pfad.startswith(INNEN) else settings.OEFFENTLICHE_ADRESSE
    return f"{basis}{pfad}"


def _zeile(hinweis) -> dict:
    return {
        "titel": hinweis.titel_mail or NEUTRAL[HinweisArt(hinweis.art)],
        "grund": hinweis.grund,
        "am": hinweis.erstellt_am,
        "adresse": adresse(hinweis.ziel or "/verwaltung/hinweise/"),
    }


def _betreff(sendung, hinweise) -> str:
    if sendung.art == Mailweg.TAG:
        wort = "Hinweis" if len(hinweise) == 1 else "Hinweise"
        return f"Sitzungsdienst: {len(hinweise)} {wort} vom {sendung.tag:%d.%m.%Y}"
    satz = _zeile(hinweise[0])["titel"] if hinweise else "Neuer Hinweis"
    # A header takes one line.
    return " ".join(f"Sitzungsdienst: {satz}".split())[:150]


def _letzte_vor(sendung):
    """When the last mail to this person went out, for "since then"."""
    vorige = Sendung.objects.filter(empfaenger=sendung.empfaenger_id, status=SendungStatus.VERSANDT)
    return vorige.exclude(pk=sendung.pk).order_by("-versandt_am").values_list("versandt_am", flat=True).first()
