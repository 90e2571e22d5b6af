"""What is told of the Beschlusskontrolle: the list as CSV, and the half-yearly report as a draft Mitteilungsvorlage."""

import csv
from datetime import date
from html import escape
from io import StringIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse

from sitzungen.beschlusskontrolle import kann_oeffentlich
from sitzungen.models import Beschluss
from vorlagen import entwurf
from vorlagen.ausgabe import zelle
from vorlagen.choices import VorlageArt
from wittmund_ris import uhr

SPALTEN = (
    ("Vorlage", lambda b: b.vorlage.nummer if b.vorlage else ""),
    ("Betreff", lambda b: b.titel),
    ("Gremium", lambda b: b.top.sitzung.gremium.name),
    ("Sitzung", lambda b: f"{b.top.sitzung.tag:%d.%m.%Y}"),
    ("TOP", lambda b: b.top.nummer_lang),
    ("Punkt", lambda b: b.nummer),
    ("Beschluss", lambda b: b.kurz),
    ("Amt", lambda b: f"{b.amt.nummer} {b.amt}" if b.amt else ""),
    ("Termin", lambda b: f"{b.faellig_am:%d.%m.%Y}" if b.faellig_am else ""),
    ("Status", lambda b: b.get_status_display()),
    ("Sachstand", lambda b: b.stand),
    ("Erledigt am", lambda b: f"{b.erledigt_am:%d.%m.%Y}" if b.erledigt_am else ""),
)


def csv_antwort(beschluesse) -> HttpResponse:
    """These entries for a spreadsheet. The caller gives only what the reader may see."""
    ziel = StringIO()
    ziel.write("\ufeff")
    schreiber = csv.writer(ziel, delimiter=";", lineterminator="\r\n")
    schreiber.writerow([titel for titel, _ in SPALTEN])
    for beschluss in beschluesse:
        schreiber.writerow([zelle(wert(beschluss)) for _, wert in SPALTEN])
    return HttpResponse(
        ziel.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="beschlusskontrolle-{uhr.heute():%Y-%m-%d}.csv"',
            "Cache-Control": "private, no-store",
        },
    )


def halbjahr(heute: date) -> tuple[date, date]:
    """The last full half-year before that day."""
    if heute.month > 6:
        return date(heute.year, 1, 1), date(heute.year, 6, 30)
    return date(heute.year - 1, 7, 1), date(heute.year - 1, 12, 31)


@transaction.atomic
def entwerfen(von, bis, *, nur_oeffentliche, benutzer):
    """A draft Mitteilungsvorlage on the decisions taken from `von` to `bis` that this author may see; whoever may draft
    (`vorlagen.entwurf.anlegen`). With decisions that are not public the paper is not public either.
    """
    if von > bis:
        raise ValidationError({"bis": "Das Ende liegt vor dem Anfang."})
    zeitraum = {"top__sitzung__beginn__date__gte": von, "top__sitzung__beginn__date__lte": bis}
    alle = Beschluss.objects.sichtbar_fuer(benutzer).filter(**zeitraum).mit_herkunft().distinct()
    alle = [b for b in alle if not nur_oeffentliche or kann_oeffentlich(b)]
    if not alle:
        raise ValidationError("In diesem Zeitraum gibt es keinen Beschluss, über den Sie berichten können.")
    offen = sum(b.ist_offen for b in alle)
    felder = {
        "art": VorlageArt.MITTEILUNGSVORLAGE,
        "betreff": f"Bericht über die Ausführung der Beschlüsse vom {von:%d.%m.%Y} bis {bis:%d.%m.%Y}",
        "sachverhalt": (
            f"<p>In diesem Zeitraum wurden {len(alle)} Beschlusspunkte gefasst; davon sind {offen} noch in der "
            f"Ausführung (Stand {uhr.heute():%d.%m.%Y}).</p>{_tabelle(alle)}"
        ),
        "ist_oeffentlich": nur_oeffentliche,
        "nichtoeffentlich_grund": "" if nur_oeffentliche else "Enthält Beschlüsse nichtöffentlicher Sitzungen",
        "gesamtkosten_keine": True,
        "folgekosten_keine": True,
        "einnahmen_keine": True,
    }
    return entwurf.anlegen(felder, [], benutzer=benutzer)


def _tabelle(beschluesse) -> str:
    kopf = "".join(f'<th scope="col">{t}</th>' for t in ("Vorlage", "Beschluss", "Amt", "Termin", "Sachstand"))
    zeilen = "".join(
        "<tr>"
        + "".join(
            f"<td>{escape(text)}</td>"
            for text in (
                f"{b}, {b.top.sitzung.gremium} am {b.top.sitzung.tag:%d.%m.%Y}",
                b.kurz,
                str(b.amt or "–"),
                f"{b.faellig_am:%d.%m.%Y}" if b.faellig_am else "–",
                f"{b.get_status_display()}. {b.stand}".strip(),
            )
        )
        + "</tr>"
        for b in beschluesse
    )
    return f"<table><thead><tr>{kopf}</tr></thead><tbody>{zeilen}</tbody></table>"
