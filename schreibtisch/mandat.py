"""What a member of the Kreistag finds in one place: the sittings of the own mandates, the part in each, the answer given."""

from dataclasses import dataclass

from gremien.choices import GremiumArt
from gremien.models import Mitgliedschaft
from sitzungen.choices import SitzungStatus
from sitzungen.models import Rueckmeldung, Sitzung, Zustellnachweis
from wittmund_ris import uhr

E = Zustellnachweis.Eigenschaft
KOMMENDE_STATUS = (SitzungStatus.EINGELADEN, SitzungStatus.EROEFFNET)


@dataclass(frozen=True)
class EigeneSitzung:
    """A sitting and the part that the member has in it. `antwort` is empty where none was given or none is asked."""

    sitzung: Sitzung
    eigenschaft: str
    antwort: str = ""
    vertritt: str = ""

    @property
    def eigenschaft_text(self) -> str:
        return f"{E(self.eigenschaft).label} für {self.vertritt}" if self.vertritt else E(self.eigenschaft).label

    @property
    def ist_zuhoerend(self) -> bool:
        """May come and is not convened (§ 72 Abs. 2, § 78 Abs. 2 NKomVG)."""
        return self.eigenschaft == E.ZUHOEREND

    @property
    def antwort_fehlt(self) -> bool:
        """Convened, still before the opening, and nothing said yet."""
        return not (self.antwort or self.ist_zuhoerend) and self.sitzung.status == SitzungStatus.EINGELADEN


def eigene_sitzungen(benutzer):
    """The sittings on the days of the own mandates that this account may see, as a queryset, the latest first.

    Sight comes from `Sitzung.objects.sichtbar_fuer`: without a mandate today there is none, whatever lay within the old one.
    """
    person = getattr(benutzer, "person", None)
    if person is None:
        return Sitzung.objects.none()
    mandate = person.mitgliedschaften.filter(gremium__art=GremiumArt.VERTRETUNG)
    zeitraeume = [(m.von, m.bis) for m in mandate]
    erlaubt = []
    sitzungen = Sitzung.objects.sichtbar_fuer(benutzer)
    for sitzung in sitzungen.only("pk", "beginn"):
        if any(von <= sitzung.tag and (bis is None or sitzung.tag <= bis) for von, bis in zeitraeume):
            erlaubt.append(sitzung.pk)
    return sitzungen.filter(pk__in=erlaubt).select_related("gremium").order_by("-beginn", "pk")


def kommende(sitzungen, heute):
    """Convened and not closed, from that day on, the next first."""
    return sitzungen.filter(status__in=KOMMENDE_STATUS, beginn__gte=uhr.tagesbeginn(heute)).order_by("beginn", "pk")


def vergangene(sitzungen, heute):
    """All the others, the latest first."""
    return sitzungen.exclude(pk__in=kommende(sitzungen, heute).order_by().values("pk"))


def mit_eigenschaft(sitzungen, person) -> list[EigeneSitzung]:
    """Each sitting with the part of this person: by the seat of that day, by an accepted or asked deputyship, or as a listener.

    Three queries for any number of sittings.
    """
    sitzungen = list(sitzungen)
    sitze = list(Mitgliedschaft.objects.filter(person=person, gremium__in={s.gremium_id for s in sitzungen}))
    # The last answer for a seat counts.
    letzte: dict[tuple[int, int], Rueckmeldung] = {}
    antworten = Rueckmeldung.objects.filter(sitzung__in=[s.pk for s in sitzungen]).select_related("sitz__person")
    for antwort in antworten.order_by("am", "pk"):
        letzte[antwort.sitzung_id, antwort.sitz_id] = antwort
    vertretungen = {
        r.sitzung_id: r for r in letzte.values() if r.vertretung_id == person.pk and r.vertretung_zugesagt is not False
    }
    return [_eigene(s, sitze, letzte, vertretungen.get(s.pk)) for s in sitzungen]


def _eigene(sitzung, sitze, letzte, vertretung) -> EigeneSitzung:
    for sitz in sitze:
        if (
            sitz.gremium_id == sitzung.gremium_id
            and sitz.von <= sitzung.tag
            and (sitz.bis is None or sitzung.tag <= sitz.bis)
        ):
            antwort = letzte.get((sitzung.pk, sitz.pk))
            eigenschaft = E.MITGLIED if sitz.ist_stimmberechtigt else E.BERATEND
            return EigeneSitzung(sitzung, eigenschaft, antwort.get_antwort_display() if antwort else "")
    if vertretung:
        zugesagt = "zugesagt" if vertretung.vertretung_zugesagt else ""
        return EigeneSitzung(sitzung, E.VERTRETUNG, zugesagt, str(vertretung.sitz.person))
    return EigeneSitzung(sitzung, E.ZUHOEREND)
