"""To whom an invitation goes: derived from the Mitgliedschaften of the day of the sitting."""

from dataclasses import dataclass

from django.db.models import Q

from gremien.choices import GremiumArt, Zustellung
from gremien.models import Mitgliedschaft, Person
from konten.models import Benutzer
from konten.rollen import MANDATSTRAEGER, VERWALTUNGSLEITUNG
from sitzungen.models import Sitzung, Zustellnachweis
from wittmund_ris import uhr

E = Zustellnachweis.Eigenschaft


@dataclass(frozen=True)
class Empfaenger:
    """Who gets it and why; `weg` is paper where it was asked for, and where there is no account to deliver to."""

    name: str
    eigenschaft: str
    person: Person | None = None
    sitz: Mitgliedschaft | None = None
    konto: Benutzer | None = None

    @property
    def weg(self) -> str:
        if self.konto is None or (self.person and self.person.zustellung == Zustellung.PAPIER):
            return Zustellung.PAPIER
        return Zustellung.ELEKTRONISCH

    @property
    def ohne_konto(self) -> bool:
        """Wants it electronically and has no account that could receive it: something to be put right."""
        return self.konto is None and self.person is not None and self.person.zustellung == Zustellung.ELEKTRONISCH

    @property
    def eigenschaft_text(self) -> str:
        return E(self.eigenschaft).label

    @property
    def ist_geladen(self) -> bool:
        """Is convened, not only told: a listener has the right to come and no duty."""
        return self.eigenschaft != E.ZUHOEREND


def empfaenger(sitzung: Sitzung) -> list[Empfaenger]:
    """Everybody who is to get the invitation, each person once, in the order of names.

    Members and advisory members by their seat; of Kreisausschuss and Fachausschuss all other Abgeordnete as listeners
    (§ 72 Abs. 2, § 78 Abs. 2 NKomVG); the Landrat where he has no seat, as he takes part (§ 87).
    """
    konten = _konten()
    gefunden: dict[int, Empfaenger] = {}
    for sitz in sitzung.gremium.mitgliedschaften.am(sitzung.tag).select_related("person"):
        eigenschaft = E.MITGLIED if sitz.ist_stimmberechtigt else E.BERATEND
        gefunden[sitz.person_id] = _aus_sitz(sitz, eigenschaft, konten)
    if sitzung.gremium.art != GremiumArt.VERTRETUNG:
        kreistag = Mitgliedschaft.objects.am(sitzung.tag).filter(gremium__art=GremiumArt.VERTRETUNG)
        for sitz in kreistag.select_related("person"):
            if sitz.person_id not in gefunden:
                gefunden[sitz.person_id] = _aus_sitz(sitz, E.ZUHOEREND, konten)
    geladene_konten = {e.konto.pk for e in gefunden.values() if e.konto}
    verwaltung = [
        Empfaenger(konto.get_full_name() or konto.get_username(), E.VERWALTUNG, konto=konto)
        for konto in Benutzer.objects.filter(is_active=True, groups__name=VERWALTUNGSLEITUNG).order_by("pk")
        if konto.pk not in geladene_konten
    ]
    return sorted([*gefunden.values(), *verwaltung], key=_schluessel)


def einzeln(person: Person, eigenschaft: str, sitz=None) -> Empfaenger:
    """One more recipient, for example a deputy."""
    return Empfaenger(person.name, eigenschaft, person=person, sitz=sitz, konto=_konten(person.pk).get(person.pk))


def _aus_sitz(sitz, eigenschaft, konten) -> Empfaenger:
    # A listener has no seat in this body.
    eigener = None if eigenschaft == E.ZUHOEREND else sitz
    return Empfaenger(sitz.person.name, eigenschaft, person=sitz.person, sitz=eigener, konto=konten.get(sitz.person_id))


def _konten(person=None) -> dict[int, Benutzer]:
    """The accounts by Person in which an invitation can be read today: active, with the role, and for members with a mandate
    that has begun. Before the first sitting of a term the new members have none yet: they get paper."""
    mandate = Mitgliedschaft.objects.am(uhr.heute()).filter(gremium__art=GremiumArt.VERTRETUNG).values("person")
    lesend = Q(groups__name=MANDATSTRAEGER, person__in=mandate) | Q(groups__name=VERWALTUNGSLEITUNG)
    konten = Benutzer.objects.filter(lesend, is_active=True, person__isnull=False)
    if person is not None:
        konten = konten.filter(person=person)
    return {k.person.pk: k for k in konten.select_related("person").distinct()}


def _schluessel(e: Empfaenger):
    return (e.person.nachname, e.person.vorname, e.person.pk) if e.person else (e.name.split()[-1], e.name, 0)
