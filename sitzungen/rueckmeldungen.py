"""Who comes: the answers of the members, their excuses and deputies, and the quorum that is to be expected."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from gremien.models import Mitgliedschaft, Person
from hinweise.choices import HinweisArt
from hinweise.zustellen import hinweisen
from konten.rechte import darf
from sitzungen import versand
from sitzungen.anwesenheit import beschlussfaehigkeit, mitglieder, moegliche_vertretungen
from sitzungen.choices import SitzungStatus
from sitzungen.empfaenger import einzeln
from sitzungen.models import Rueckmeldung, Sitzung, Zustellnachweis
from wittmund_ris import uhr
from wittmund_ris.druckbar import druckbar

Antwort = Rueckmeldung.Antwort
Weg = Rueckmeldung.Weg


@dataclass(frozen=True)
class Erwartung:
    """A seat and what was answered for it. `antwort` is empty while nobody has."""

    sitz: Mitgliedschaft
    antwort: str = ""
    grund: str = ""
    vertretung: Person | None = None
    vertretung_zugesagt: bool | None = None
    am: object = None

    @property
    def ist_zugesagt(self) -> bool:
        return self.antwort == Antwort.ZUGESAGT

    @property
    def ist_entschuldigt(self) -> bool:
        return self.antwort == Antwort.ENTSCHULDIGT

    @property
    def ist_offen(self) -> bool:
        return not self.antwort

    @property
    def kommt_jemand(self) -> bool:
        """The seat will be taken: by its holder, or by a deputy who agreed."""
        return self.ist_zugesagt or (self.vertretung is not None and self.vertretung_zugesagt is True)


@dataclass(frozen=True)
class Aussicht:
    """The quorum that the answers let expect (§ 65 Abs. 1 NKomVG)."""

    zugesagt: int
    entschuldigt: int
    offen: int
    noetig: int

    @property
    def ist_sicher(self) -> bool:
        return self.zugesagt >= self.noetig

    @property
    def ist_unmoeglich(self) -> bool:
        """Even if everybody came who has not answered."""
        return self.zugesagt + self.offen < self.noetig


def erwartet(sitzung) -> list[Erwartung]:
    """Each seat of the body on the day of the sitting with its last answer, in the order of names. Two queries."""
    letzte = {r.sitz_id: r for r in sitzung.rueckmeldungen.select_related("vertretung").order_by("am", "pk")}
    return [
        _erwartung(sitz, letzte.get(sitz.pk))
        for sitz in mitglieder(sitzung).order_by("person__nachname", "person__vorname", "pk")
    ]


def aussicht(sitzung, zeilen=None) -> Aussicht:
    """How many entitled seats will be taken, are excused, have not answered; and how many are needed."""
    sitze = [e for e in (erwartet(sitzung) if zeilen is None else zeilen) if e.sitz.ist_stimmberechtigt]
    besetzt = sum(e.kommt_jemand for e in sitze)
    offen = sum(e.ist_offen or (e.vertretung is not None and e.vertretung_zugesagt is None) for e in sitze)
    faehig = beschlussfaehigkeit(sitzung, besetzt)
    return Aussicht(besetzt, len(sitze) - besetzt - offen, offen, faehig.noetig)


def vertretungen(sitz, tag) -> list[Person]:
    """Who may take this seat on that day: the named deputies in their order, then those who may stand in besides, by name
    (`anwesenheit.moegliche_vertretungen` says who).
    """
    moeglich = {p.pk: p for p in moegliche_vertretungen(sitz, tag).order_by("nachname", "vorname", "pk")}
    benannt = sitz.stellvertretungen.am(tag).order_by("reihenfolge", "pk").values_list("person", flat=True)
    vorne = [moeglich.pop(pk) for pk in benannt if pk in moeglich]
    return [*vorne, *moeglich.values()]


@transaction.atomic
def antworten(sitzung, sitz, antwort, *, grund="", vertretung=None, benutzer) -> Rueckmeldung:
    """Confirm or excuse for one seat: its holder himself, or the Sitzungsdienst for who called.

    A deputy of an excused member gets the invitation at once. The same answer twice is one. ValidationError: the sitting
    was not invited to or has begun, the seat is of another body, or the deputy may not take it.
    """
    sitzung = _antwortbar(sitzung)
    sitz = mitglieder(sitzung).filter(pk=sitz.pk).select_related("person", "gremium").first()
    if sitz is None:
        raise ValidationError("Dieser Sitz gehört am Sitzungstag nicht zum Gremium.")
    selbst = sitz.person.benutzer_id == benutzer.pk
    if not selbst and not darf(benutzer, "sitzungen.rueckmeldungen_erfassen", sitzung):
        raise PermissionDenied("Antworten können Sie nur für sich selbst.")
    if antwort not in Antwort.values:
        raise ValidationError({"antwort": "Bitte wählen Sie, ob Sie kommen."})
    if antwort == Antwort.ZUGESAGT:
        grund, vertretung = "", None
    if vertretung is not None:
        _pruefe_vertretung(sitzung, sitz, vertretung)
    grund = druckbar({"grund": grund})["grund"].strip()
    letzte = sitzung.rueckmeldungen.filter(sitz=sitz).order_by("am", "pk").last()
    if letzte and (letzte.antwort, letzte.grund, letzte.vertretung) == (antwort, grund, vertretung):
        return letzte
    neu = Rueckmeldung.objects.create(
        sitzung=sitzung,
        sitz=sitz,
        antwort=antwort,
        grund=grund,
        vertretung=vertretung,
        weg=Weg.SELBST if selbst else Weg.SITZUNGSDIENST,
        erfasst_von=benutzer,
    )
    if vertretung is not None and (letzte is None or letzte.vertretung != vertretung):
        _vertretung_laden(sitzung, sitz, vertretung)
    return neu


@transaction.atomic
def vertretung_antworten(sitzung, sitz, kommt: bool, *, benutzer) -> Rueckmeldung:
    """The deputy says whether to come; a refusal frees the seat for another. The Sitzungsdienst may write it down too."""
    sitzung = _antwortbar(sitzung)
    letzte = sitzung.rueckmeldungen.filter(sitz=sitz).select_related("vertretung").order_by("am", "pk").last()
    if letzte is None or letzte.vertretung is None:
        raise ValidationError("Für diesen Sitz ist keine Stellvertretung benannt.")
    selbst = letzte.vertretung.benutzer_id == benutzer.pk
    if not selbst and not darf(benutzer, "sitzungen.rueckmeldungen_erfassen", sitzung):
        raise PermissionDenied("Antworten können Sie nur für sich selbst.")
    if letzte.vertretung_zugesagt is kommt:
        return letzte
    return Rueckmeldung.objects.create(
        sitzung=sitzung,
        sitz=sitz,
        antwort=Antwort.ENTSCHULDIGT,
        grund=letzte.grund,
        vertretung=letzte.vertretung if kommt else None,
        vertretung_zugesagt=True if kommt else None,
        weg=Weg.VERTRETUNG if selbst else Weg.SITZUNGSDIENST,
        erfasst_von=benutzer,
    )


def erinnern(sitzung) -> int:
    """Remind the members who have an account and have not answered, once a day; how many there are."""
    offen = [e.sitz.person.benutzer for e in erwartet(sitzung) if e.ist_offen and e.sitz.person.benutzer_id]
    offen = [k for k in offen if darf(k, "sitzungen.sehen", sitzung)]
    hinweisen(
        offen,
        schluessel=f"sitzung:{sitzung.pk}:rueckmeldung:{uhr.heute():%Y-%m-%d}",
        art=HinweisArt.SITZUNG,
        titel=f"Kommen Sie? {sitzung}",
        text="Bitte sagen Sie zu, oder entschuldigen Sie sich. So weiß der Sitzungsdienst, ob das Gremium beschlussfähig ist.",
        grund="Sie sind eingeladen und haben noch nicht geantwortet.",
        ziel=reverse("sitzungen:paket", args=[sitzung.pk]),
        titel_mail=f"Ihre Antwort zu einer Sitzung am {sitzung.tag:%d.%m.%Y} steht noch aus",
    )
    return len(offen)


def eigene_sitze(sitzung, benutzer) -> list[Erwartung]:
    """The seats for which this account answers: the own one, and those that it was asked to take as a deputy."""
    person = getattr(benutzer, "person", None)
    if person is None:
        return []
    return [e for e in erwartet(sitzung) if e.sitz.person_id == person.pk or e.vertretung == person]


def kann_antworten(sitzung) -> bool:
    """Answers are taken between the invitation and the opening."""
    return sitzung.status == SitzungStatus.EINGELADEN


def _erwartung(sitz, letzte) -> Erwartung:
    if letzte is None:
        return Erwartung(sitz)
    return Erwartung(sitz, letzte.antwort, letzte.grund, letzte.vertretung, letzte.vertretung_zugesagt, letzte.am)


def _antwortbar(sitzung) -> Sitzung:
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    if not kann_antworten(sitzung):
        raise ValidationError(
            "Antworten sind zwischen der Einladung und der Eröffnung der Sitzung möglich. "
            f"Diese Sitzung ist {sitzung.get_status_display().lower()}."
        )
    return sitzung


def _pruefe_vertretung(sitzung, sitz, person) -> None:
    if person not in vertretungen(sitz, sitzung.tag):
        raise ValidationError({"vertretung": f"{person} kann diesen Sitz nicht vertreten."})
    for e in erwartet(sitzung):
        if e.vertretung == person and e.sitz.pk != sitz.pk:
            raise ValidationError({"vertretung": f"{person} vertritt schon {e.sitz.person}."})


def _vertretung_laden(sitzung, sitz, person) -> None:
    """The deputy gets what the member got: every dispatch so far, as a recipient of its own."""
    for sendung in sitzung.versendungen.order_by("versandt_am", "pk"):
        versand.nachsenden(sendung, einzeln(person, Zustellnachweis.Eigenschaft.VERTRETUNG, sitz))
