"""A year of sittings: a shared draft, filled by patterns, corrected by hand, planned in one act."""

from datetime import date, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from konten.rechte import darf
from sitzungen import planung
from sitzungen.konflikte import Ansatz, Pruefung, bestehende
from sitzungen.models import Jahresplan, Plantermin, Sitzung
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar

# More proposals in one draft are a slip of the pen.
HOECHSTENS = 400
# Rooms and people may collide with what stands shortly before or after the period; the Kreistag before asks for its Ausschuss.
UMFELD = timedelta(days=120)


@transaction.atomic
def anlegen(bezeichnung: str, von: date, bis: date, *, benutzer) -> Jahresplan:
    """Begin a draft for a period of at most two years."""
    _erlaubt(benutzer)
    if bis < von:
        raise ValidationError({"bis": "Das Ende liegt vor dem Anfang."})
    if (bis - von).days > 731:
        raise ValidationError({"bis": "Ein Plan umfasst höchstens zwei Jahre."})
    sauber = druckbar({"bezeichnung": bezeichnung})["bezeichnung"].strip()
    if not sauber:
        raise ValidationError({"bezeichnung": "Bitte geben Sie dem Plan einen Namen."})
    return Jahresplan.objects.create(bezeichnung=sauber, von=von, bis=bis, angelegt_von=benutzer)


@transaction.atomic
def hinzufuegen(plan, gremium, tage, *, uhrzeit: time, ort="", raum="", benutzer) -> int:
    """Put these days into the draft; how many were new. A date that the draft has already is left alone."""
    plan = _sperren(plan, benutzer)
    if not gremium.tagt:
        raise ValidationError({"gremium": f"{gremium} ist kein tagendes Gremium."})
    tage = list(tage)
    if any(not plan.von <= tag <= plan.bis for tag in tage):
        raise ValidationError(
            f"Die Termine müssen zwischen dem {plan.von:%d.%m.%Y} und dem {plan.bis:%d.%m.%Y} liegen."
        )
    vorher = plan.termine.count()
    if vorher + len(tage) > HOECHSTENS:
        raise ValidationError(f"Ein Plan hat höchstens {HOECHSTENS} Termine. Bitte teilen Sie ihn auf.")
    worte = druckbar({"ort": ort, "raum": raum})
    Plantermin.objects.bulk_create(
        [
            Plantermin(
                plan=plan,
                gremium=gremium,
                beginn=planung.beginn_am(tag, uhrzeit),
                ort=worte["ort"].strip(),
                raum=worte["raum"].strip(),
            )
            for tag in tage
        ],
        ignore_conflicts=True,
    )
    neu = plan.termine.count() - vorher
    if neu:
        _weiterzaehlen(plan)
    return neu


@transaction.atomic
def aendern(plan, stand: int, zeilen: dict[int, dict], *, benutzer) -> Jahresplan:
    """Other days, times or rooms, or a date struck out. `zeilen`: the key of a Plantermin → beginn, raum, ist_gestrichen.

    ValidationError if somebody else changed the draft since `stand`, or if two rows become the same date.
    """
    plan = _sperren(plan, benutzer, stand)
    termine = {t.pk: t for t in plan.termine.select_related("gremium")}
    geaendert = []
    for pk, felder in zeilen.items():
        termin = termine.get(pk)
        if termin is None:
            raise ValidationError("Einen dieser Termine gibt es nicht mehr. Bitte laden Sie die Seite neu.")
        felder = druckbar(felder)
        if any(getattr(termin, name) != wert for name, wert in felder.items()):
            for name, wert in felder.items():
                setattr(termin, name, wert)
            geaendert.append(termin)
    belegt = set()
    for termin in termine.values():
        schluessel = (termin.gremium_id, termin.beginn)
        if schluessel in belegt:
            raise ValidationError(
                f"{termin.gremium} steht am {termin.tag:%d.%m.%Y} zweimal zur selben Zeit im Plan. Bitte streichen Sie keinen, sondern "
                "geben Sie einem der beiden einen anderen Tag."
            )
        belegt.add(schluessel)
    if geaendert:
        # Days that change places would collide on their way: first all away, then all back.
        plan.termine.filter(pk__in=[t.pk for t in geaendert]).delete()
        Plantermin.objects.bulk_create(geaendert)
        _weiterzaehlen(plan)
    return plan


@transaction.atomic
def leeren(plan, stand: int, *, benutzer) -> int:
    """Take what is struck out off the draft for good; how many."""
    plan = _sperren(plan, benutzer, stand)
    anzahl, _ = plan.termine.filter(ist_gestrichen=True).delete()
    _weiterzaehlen(plan)
    return anzahl


@transaction.atomic
def bestaetigen(plan, stand: int, *, benutzer) -> list[Sitzung]:
    """Plan every date that is not struck out: all of them, or none. A second confirmation is refused, so nothing is planned twice."""
    plan = _sperren(plan, benutzer, stand)
    termine = list(plan.termine.filter(ist_gestrichen=False).select_related("gremium"))
    if not termine:
        raise ValidationError("Der Plan hat keinen Termin, der zu planen wäre.")
    sitzungen = []
    for termin in termine:
        if termin.tag < uhr.heute():
            raise ValidationError(
                f"{termin} liegt in der Vergangenheit. Bitte streichen Sie den Termin. Es ist nichts geplant."
            )
        try:
            sitzung = planung.planen(termin.gremium, termin.beginn, ort=termin.ort, raum=termin.raum, benutzer=benutzer)
        except ValidationError as fehler:
            raise ValidationError(f"{termin}: {' '.join(fehler.messages)} Es ist nichts geplant.") from fehler
        termin.sitzung = sitzung
        sitzungen.append(sitzung)
    Plantermin.objects.bulk_update(termine, ["sitzung"])
    plan.bestaetigt_am, plan.bestaetigt_von = uhr.jetzt(), benutzer
    plan.stand += 1
    plan.save(update_fields=["bestaetigt_am", "bestaetigt_von", "stand"])
    return sitzungen


@transaction.atomic
def verwerfen(plan, *, benutzer) -> None:
    """Throw a draft away; a confirmed plan stays as the record of what was planned."""
    _sperren(plan, benutzer).delete()


def pruefung(plan) -> tuple[list[Plantermin], Pruefung]:
    """The dates of the draft, each with its `fristen`, `hinweise` and `ist_erste`, looked at beside what stands in the calendar."""
    termine = list(plan.termine.select_related("gremium"))
    gueltige = [t for t in termine if not t.ist_gestrichen]
    eigene = [t.sitzung_id for t in termine if t.sitzung_id]
    geprueft = Pruefung(
        [_ansatz(t) for t in gueltige], auch=bestehende(plan.von - UMFELD, plan.bis + UMFELD, ausser=eigene)
    )
    for termin in termine:
        ansatz = _ansatz(termin)
        termin.fristen = geprueft.tagesfristen(ansatz)
        termin.ist_erste = not termin.ist_gestrichen and geprueft.ist_erste(ansatz)
        termin.hinweise = [] if termin.ist_gestrichen else geprueft.hinweise(ansatz)
    return termine, geprueft


def _ansatz(termin) -> Ansatz:
    ort = termin.ort or Sitzung._meta.get_field("ort").default
    return Ansatz(("plan", termin.pk), termin.gremium, termin.beginn, ort, termin.raum)


def _erlaubt(benutzer):
    if not darf(benutzer, "sitzungen.planen"):
        raise PermissionDenied("Sitzungen plant der Sitzungsdienst.")


def _sperren(plan, benutzer, stand: int | None = None) -> Jahresplan:
    _erlaubt(benutzer)
    gesperrt = Jahresplan.objects.select_for_update(of=("self",)).filter(pk=plan.pk).first()
    if gesperrt is None:
        raise ValidationError("Diesen Plan gibt es nicht mehr. Jemand hat ihn verworfen.")
    if gesperrt.ist_bestaetigt:
        raise ValidationError(
            f"Der Plan ist schon bestätigt, am {timezone.localtime(gesperrt.bestaetigt_am):%d.%m.%Y um %H:%M} Uhr von "
            f"{gesperrt.bestaetigt_von.get_full_name() or gesperrt.bestaetigt_von}. Seine Sitzungen sind geplant."
        )
    if stand is not None and stand != gesperrt.stand:
        raise ValidationError(
            "Der Plan wurde inzwischen geändert. Es ist nichts geschehen; bitte laden Sie die Seite neu und prüfen Sie die Termine."
        )
    return gesperrt


def _weiterzaehlen(plan):
    plan.stand += 1
    plan.save(update_fields=["stand"])
