"""Who is present and entitled, who may sit for whom, and whether the body is quorate (§§ 41, 65 NKomVG)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gremien.choices import FRAKTIONSARTEN, GremiumArt
from gremien.models import Mitgliedschaft, Person, Regelwerk, Stellvertretung
from sitzungen.abstimmung import mehrheit_der_mitglieder
from sitzungen.choices import Anwesend, FeststellungAnlass, SitzungStatus, Umfang
from sitzungen.models import Anwesenheit, Anwesenheitszeit, Feststellung, SitzungVerlauf, vermerken
from sitzungen.offen import offene_sitzung
from wittmund_ris import uhr

# An entry made without a connection carries the time of the clerk's machine.
UHRENGANG = timedelta(minutes=2)


@dataclass(frozen=True)
class Beschlussfaehigkeit:
    """Numbers of § 65 Abs. 1: how many entitled members are there, how many are needed, of how many by law."""

    anwesend: int
    noetig: int
    mitglieder: int

    @property
    def gegeben(self) -> bool:
        return self.anwesend >= self.noetig


def mitglieder(sitzung):
    """The members of the body on the day of the sitting, with their seats."""
    return sitzung.gremium.mitgliedschaften.am(sitzung.tag).select_related("person", "fuer")


def gesetzliche_mitglieder(sitzung) -> int:
    """The number fixed by law or Satzung, by the Regelwerk of the day of the sitting."""
    return sitzung.gremium.mitglieder_gesetzlich(Regelwerk.objects.gilt_am(sitzung.tag), sitzung.tag)


def anwesende(sitzung):
    """Who takes a seat now, with seat and person."""
    return sitzung.anwesenheitszeiten.laufend().select_related("person", "anwesenheit__mitgliedschaft__person")


def anwesende_stimmberechtigte(sitzung) -> int:
    """How many take a seat with a vote: in the open sitting now, afterwards when it was opened. Advisory seats count neither
    here nor for the quorum.
    """
    if sitzung.status == SitzungStatus.GESCHLOSSEN:
        erste = sitzung.feststellungen.first()
        return erste.anwesend if erste else 0
    return sitzung.anwesenheitszeiten.laufend().stimmberechtigt().count()


def stimmberechtigte_zu(top) -> list[Anwesenheitszeit]:
    """Who may vote on the item now: present, with a vote, and not excluded from it (§ 41 NKomVG)."""
    ausgeschlossen = top.mitwirkungsverbote.filter(umfang=Umfang.VERBOT, person__isnull=False).values("person")
    sitze = anwesende(top.sitzung).stimmberechtigt().exclude(person__in=ausgeschlossen)
    return list(sitze.order_by("person__nachname", "person__vorname", "pk"))


def beschlussfaehigkeit(sitzung, anwesend: int) -> Beschlussfaehigkeit:
    """Quorate when the majority of the members is present (§ 65 Abs. 1 NKomVG), counted from the statutory number."""
    gesamt = gesetzliche_mitglieder(sitzung)
    return Beschlussfaehigkeit(anwesend, mehrheit_der_mitglieder(gesamt), gesamt)


def letzte_feststellung(sitzung) -> Feststellung | None:
    """The one that counts: once stated, the quorum lasts until somebody doubts it (§ 65 Abs. 1 S. 3 NKomVG)."""
    return sitzung.feststellungen.last()


def mehr_als_die_haelfte_ausgeschlossen(top) -> bool:
    """§ 65 Abs. 3 NKomVG: then the body is quorate on this item whatever the number, and the decision needs approval."""
    ausgeschlossen = top.mitwirkungsverbote.filter(umfang=Umfang.VERBOT, person__isnull=False).values("person")
    sitze = mitglieder(top.sitzung).stimmberechtigt().filter(person__in=ausgeschlossen)
    return sitze.count() * 2 > gesetzliche_mitglieder(top.sitzung)


def pruefe_beschlussfaehig(sitzung, top=None) -> None:
    """ValidationError while the last count found the body without a quorum.

    It does not stop an item that is called again after it was put off for that reason, with the express notice (§ 65 Abs. 2),
    nor one from which more than half of the members are excluded (§ 65 Abs. 3).
    """
    stand = letzte_feststellung(sitzung)
    if stand is None or stand.gegeben:
        return
    if top is not None and (top.zweite_beratung_von_id or mehr_als_die_haelfte_ausgeschlossen(top)):
        return
    raise ValidationError(
        f"Das Gremium ist nicht beschlussfähig: Gezählt wurden {stand.anwesend} Stimmberechtigte, nötig sind {stand.noetig} "
        "(§ 65 Abs. 1 NKomVG). Zählen Sie erneut oder vertagen Sie den Punkt."
    )


def fraktionen(sitzung, personen) -> dict:
    """The Fraktion or Gruppe of each person on the day of the sitting, by id of the person; one query."""
    sitze = Mitgliedschaft.objects.am(sitzung.tag).filter(person__in=personen, gremium__art__in=FRAKTIONSARTEN)
    return {m.person_id: m.gremium for m in sitze.select_related("gremium").order_by("-gremium__art", "pk")}


def moegliche_vertretungen(sitz, tag):
    """Who may take this seat for its holder on that day.

    Nobody in the Kreistag. In the Kreisausschuss the named deputies, also those of other seats of the same Fraktion; in a
    Fachausschuss besides them the Abgeordnete of the Fraktion that the seat belongs to (Geschäftsordnung).
    """
    gremium = sitz.gremium
    if gremium.art == GremiumArt.VERTRETUNG:
        return Person.objects.none()
    benannt = Person.objects.filter(stellvertretungen__in=sitz.stellvertretungen.am(tag))
    selbst = gremium.mitgliedschaften.am(tag).values("person")
    if sitz.fuer_id is None:
        return benannt.exclude(pk__in=selbst).distinct()
    if gremium.art == GremiumArt.HAUPTAUSSCHUSS:
        nachbarn = gremium.mitgliedschaften.am(tag).filter(fuer=sitz.fuer_id)
        weitere = Person.objects.filter(
            stellvertretungen__in=Stellvertretung.objects.am(tag).filter(mitgliedschaft__in=nachbarn)
        )
    else:
        fraktion = Mitgliedschaft.objects.am(tag).filter(gremium=sitz.fuer_id)
        mandate = Mitgliedschaft.objects.am(tag).filter(gremium__art=GremiumArt.VERTRETUNG)
        weitere = Person.objects.filter(pk__in=fraktion.values("person")).filter(pk__in=mandate.values("person"))
    return (benannt | Person.objects.filter(pk__in=weitere.values("pk"))).exclude(pk__in=selbst).distinct()


def vertretungen_je_sitz(gremium, sitze, tag) -> dict[int, list[Person]]:
    """`moegliche_vertretungen` of many seats in two queries: by the id of the seat, the deputies named for it first."""
    if gremium.art == GremiumArt.VERTRETUNG:
        return {}
    benannt, je_fraktion = defaultdict(list), defaultdict(list)
    stellvertretungen = Stellvertretung.objects.am(tag).filter(mitgliedschaft__in=sitze).select_related("person")
    fuer = {s.pk: s.fuer_id for s in sitze}
    for s in stellvertretungen.order_by("reihenfolge", "pk"):
        benannt[s.mitgliedschaft_id].append(s.person)
        if gremium.art == GremiumArt.HAUPTAUSSCHUSS:
            je_fraktion[fuer[s.mitgliedschaft_id]].append(s.person)
    if gremium.art != GremiumArt.HAUPTAUSSCHUSS:
        mandate = Mitgliedschaft.objects.am(tag).filter(gremium__art=GremiumArt.VERTRETUNG)
        fraktion = Mitgliedschaft.objects.am(tag).filter(gremium__in={f for f in fuer.values() if f})
        namen = fraktion.filter(person__in=mandate.values("person")).select_related("person")
        for m in namen.order_by("person__nachname", "person__vorname", "person_id"):
            je_fraktion[m.gremium_id].append(m.person)
    selbst = {s.person_id for s in sitze}
    moeglich = {}
    for sitz in sitze:
        alle = [*benannt[sitz.pk], *(je_fraktion[sitz.fuer_id] if sitz.fuer_id else [])]
        moeglich[sitz.pk] = list({p.pk: p for p in alle if p.pk not in selbst}.values())
    return moeglich


@transaction.atomic
def kommen(anwesenheit, *, person=None, um=None, benutzer) -> Anwesenheitszeit:
    """Somebody takes the seat: its holder, or `person` as deputy; from now on, or from the moment `um`.

    ValidationError where the seat is taken, the person sits already, or may not stand in for the holder.
    """
    sitzung = offene_sitzung(anwesenheit.sitzung_id, benutzer)
    anwesenheit = Anwesenheit.objects.select_related("mitgliedschaft__person", "mitgliedschaft__gremium").get(
        pk=anwesenheit.pk
    )
    sitz = anwesenheit.mitgliedschaft
    person = person or sitz.person
    um = _zeitpunkt(sitzung, um)
    if person.pk != sitz.person_id and not moegliche_vertretungen(sitz, sitzung.tag).filter(pk=person.pk).exists():
        raise ValidationError(f"{person} kann den Sitz von {sitz.person} nicht vertreten.")
    # Half-open: who left at this moment is gone.
    if anwesenheit.zeiten.filter(bis__isnull=True).exists() or anwesenheit.zeiten.filter(bis__gt=um).exists():
        raise ValidationError(f"Der Sitz von {sitz.person} ist um {_uhrzeit(um)} Uhr schon besetzt.")
    andere = sitzung.anwesenheitszeiten.filter(person=person)
    if andere.filter(bis__isnull=True).exists() or andere.filter(bis__gt=um).exists():
        raise ValidationError(f"{person} nimmt um {_uhrzeit(um)} Uhr schon einen Sitz wahr.")
    zeit = Anwesenheitszeit.objects.create(
        sitzung=sitzung, anwesenheit=anwesenheit, person=person, von=um, ab_top=sitzung.aktueller_top
    )
    if person.pk == sitz.person_id and anwesenheit.status != Anwesend.ANWESEND:
        anwesenheit.status = Anwesend.ANWESEND
        anwesenheit.save(update_fields=["status"])
    fuer = f" für {sitz.person}" if zeit.ist_vertretung else ""
    vermerken(
        sitzung,
        SitzungVerlauf.Aktion.ANWESENHEIT,
        benutzer,
        f"{person}{fuer} anwesend ab {_uhrzeit(um)} Uhr{_top(sitzung, 'ab')}",
    )
    return zeit


@transaction.atomic
def gehen(anwesenheit, *, um=None, benutzer) -> Anwesenheitszeit:
    """Whoever takes the seat leaves, now or at the moment `um`. The quorum lasts until it is doubted (§ 65 Abs. 1 S. 3)."""
    sitzung = offene_sitzung(anwesenheit.sitzung_id, benutzer)
    zeit = anwesenheit.zeiten.filter(bis__isnull=True).select_related("person").first()
    if zeit is None:
        raise ValidationError("Diesen Sitz nimmt gerade niemand wahr.")
    um = _zeitpunkt(sitzung, um)
    if um < zeit.von:
        raise ValidationError(f"{zeit.person} ist erst seit {_uhrzeit(zeit.von)} Uhr anwesend.")
    zeit.bis, zeit.bis_top = um, sitzung.aktueller_top
    zeit.save(update_fields=["bis", "bis_top"])
    vermerken(
        sitzung,
        SitzungVerlauf.Aktion.ANWESENHEIT,
        benutzer,
        f"{zeit.person} anwesend bis {_uhrzeit(um)} Uhr{_top(sitzung, 'bis')}",
    )
    return zeit


@transaction.atomic
def melden(anwesenheit, status, *, benutzer) -> Anwesenheit:
    """Who has not come yet is excused or absent; who was there stays so."""
    sitzung = offene_sitzung(anwesenheit.sitzung_id, benutzer)
    anwesenheit = Anwesenheit.objects.select_related("mitgliedschaft__person").get(pk=anwesenheit.pk)
    if status not in (Anwesend.ENTSCHULDIGT, Anwesend.ABWESEND) or anwesenheit.status == Anwesend.ANWESEND:
        raise ValidationError(f"{anwesenheit.mitgliedschaft.person} war anwesend; das bleibt im Protokoll stehen.")
    anwesenheit.status = status
    anwesenheit.save(update_fields=["status"])
    text = f"{anwesenheit.mitgliedschaft.person}: {Anwesend(status).label}"
    vermerken(sitzung, SitzungVerlauf.Aktion.ANWESENHEIT, benutzer, text)
    return anwesenheit


@transaction.atomic
def zaehlen(sitzung, *, bezweifelt_von=None, benutzer) -> Feststellung:
    """Count the entitled members in the room: because a member doubts the quorum, or once more after that (§ 65 Abs. 1 S. 3)."""
    sitzung = offene_sitzung(sitzung.pk, benutzer)
    anlass = FeststellungAnlass.ZWEIFEL if bezweifelt_von else FeststellungAnlass.ERNEUT
    if bezweifelt_von and not sitzung.anwesenheitszeiten.laufend().filter(person=bezweifelt_von).exists():
        raise ValidationError({"bezweifelt_von": "Bezweifeln kann die Beschlussfähigkeit nur, wer anwesend ist."})
    return feststellen(sitzung, anlass, benutzer=benutzer, bezweifelt_von=bezweifelt_von)


def feststellen(sitzung, anlass, *, benutzer, bezweifelt_von=None) -> Feststellung:
    """Write down the count of this moment; the acts that open and recount call it with the sitting locked."""
    faehig = beschlussfaehigkeit(sitzung, sitzung.anwesenheitszeiten.laufend().stimmberechtigt().count())
    feststellung = Feststellung.objects.create(
        sitzung=sitzung,
        anlass=anlass,
        am=uhr.jetzt(),
        top=sitzung.aktueller_top,
        bezweifelt_von=bezweifelt_von,
        anwesend=faehig.anwesend,
        noetig=faehig.noetig,
        mitglieder=faehig.mitglieder,
    )
    if anlass != FeststellungAnlass.EROEFFNUNG:
        wer = f" (bezweifelt von {bezweifelt_von})" if bezweifelt_von else ""
        vermerken(sitzung, SitzungVerlauf.Aktion.ANWESENHEIT, benutzer, f"Beschlussfähigkeit{wer}: {feststellung}")
    return feststellung


def _zeitpunkt(sitzung, um):
    """`um`, or now; never before the opening, never in the future. What the clocks of two machines differ by is no error."""
    jetzt = uhr.jetzt()
    um = um or jetzt
    if jetzt < um <= jetzt + UHRENGANG:
        return jetzt
    if sitzung.eroeffnet_am - UHRENGANG <= um < sitzung.eroeffnet_am:
        return sitzung.eroeffnet_am
    if um > jetzt:
        raise ValidationError({"um": "Dieser Zeitpunkt liegt in der Zukunft."})
    if um < sitzung.eroeffnet_am:
        raise ValidationError({"um": f"Die Sitzung wurde erst um {_uhrzeit(sitzung.eroeffnet_am)} Uhr eröffnet."})
    return um


def _uhrzeit(zeitpunkt) -> str:
    return f"{timezone.localtime(zeitpunkt):%H:%M}"


def _top(sitzung, wort) -> str:
    return f" ({wort} {sitzung.aktueller_top.nummer_lang})" if sitzung.aktueller_top else ""
