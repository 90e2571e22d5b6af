"""What stands against a date: free days, school holidays, the same room, the same people, the order of the bodies.

Nothing here forbids a date. The Sitzungsdienst reads it and decides.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from gremien.choices import GremiumArt
from gremien.fristen import Fristen, Tagesfristen, monat_spaeter
from gremien.models import Gremium, Mitgliedschaft, Schulferien, Wahlperiode
from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzung
from wittmund_ris import uhr
from wittmund_ris.werktage import feiertag

# How long a sitting is taken to last: its end is not planned.
DAUER = timedelta(hours=3)
# More names than these are counted.
NAMEN = 4


@dataclass(frozen=True)
class Ansatz:
    """One date, planned or only proposed. `schluessel` names it among the others."""

    schluessel: Hashable
    gremium: Gremium
    beginn: datetime
    ort: str = ""
    raum: str = ""

    @property
    def tag(self) -> date:
        return uhr.tag_von(self.beginn)

    def zugleich(self, anderer: "Ansatz") -> bool:
        """Both take place at some moment, each for `DAUER`."""
        return abs(self.beginn - anderer.beginn) < DAUER


def bestehende(von: date, bis: date, ausser=()) -> list[Ansatz]:
    """The sittings that stand in the calendar from `von` to `bis`; those called off leave room. One query."""
    sitzungen = Sitzung.objects.filter(
        beginn__gte=uhr.tagesbeginn(von), beginn__lt=uhr.tagesbeginn(bis + timedelta(days=1))
    )
    sitzungen = sitzungen.exclude(status=SitzungStatus.ABGESAGT).exclude(pk__in=list(ausser)).select_related("gremium")
    return [Ansatz(("sitzung", s.pk), s.gremium, s.beginn, s.ort, s.raum) for s in sitzungen.order_by("beginn", "pk")]


class Pruefung:
    """The dates of a period looked at together. A fixed number of queries, whatever their number."""

    def __init__(self, ansaetze: Iterable[Ansatz], *, auch: Iterable[Ansatz] = ()):
        """`ansaetze` are asked about; `auch` stand in the calendar beside them."""
        self.ansaetze = list(ansaetze)
        self.alle = sorted([*self.ansaetze, *auch], key=lambda a: (a.beginn, str(a.schluessel)))
        self.fristen = Fristen()
        self._perioden = list(Wahlperiode.objects.all())
        self._je_tag: dict[date, list[Ansatz]] = defaultdict(list)
        for ansatz in self.alle:
            self._je_tag[ansatz.tag].append(ansatz)
        tage = [a.tag for a in self.ansaetze] or [uhr.heute()]
        self._ferien = list(Schulferien.objects.filter(von__lte=max(tage), bis__gte=min(tage)))
        gremien = {a.gremium.pk for a in self.alle}
        self._sitze: dict[int, list[Mitgliedschaft]] = defaultdict(list)
        sitze = Mitgliedschaft.objects.filter(gremium__in=gremien, von__lte=max(tage))
        for sitz in sitze.filter(Q(bis__isnull=True) | Q(bis__gte=min(tage))).select_related("person"):
            self._sitze[sitz.gremium_id].append(sitz)
        self._erste = self._erste_sitzungen()

    def ist_erste(self, ansatz: Ansatz) -> bool:
        """The first sitting of the Kreistag in its Wahlperiode, as things stand."""
        return ansatz.schluessel in self._erste

    def tagesfristen(self, ansatz: Ansatz) -> Tagesfristen | None:
        """Deadlines by the Regelwerk of that day; None where there is none."""
        return self.fristen.zu(ansatz.gremium, ansatz.tag, ist_erste=self.ist_erste(ansatz))

    def hinweise(self, ansatz: Ansatz) -> list[str]:
        """What stands against this date, in whole sentences."""
        return [
            *self._zum_tag(ansatz),
            *self._zum_tag_des_gremiums(ansatz),
            *self._zum_raum(ansatz),
            *self._zu_mitgliedern(ansatz),
            *self._zum_kreistag(ansatz),
        ]

    def _zum_tag(self, ansatz):
        tag = ansatz.tag
        if name := feiertag(tag):
            yield f"Feiertag: {name}."
        if tag.weekday() >= 5:
            yield "Wochenende."
        for ferien in self._ferien:
            if ferien.von <= tag <= ferien.bis:
                yield f"Schulferien: {ferien.name}."
        if self.fristen.regelwerk(tag) is None:
            yield "Für diesen Tag ist kein Regelwerk hinterlegt: Die Sitzung lässt sich noch nicht planen."

    def _zum_tag_des_gremiums(self, ansatz):
        if any(a.gremium.pk == ansatz.gremium.pk for a in self._andere(ansatz)):
            yield f"{ansatz.gremium} hat an diesem Tag schon eine Sitzung."

    def _zum_raum(self, ansatz):
        for anderer in self._andere(ansatz):
            gleicher_raum = ansatz.raum and (ansatz.ort, ansatz.raum) == (anderer.ort, anderer.raum)
            if gleicher_raum and ansatz.zugleich(anderer):
                yield f"{ansatz.raum} ist belegt: {anderer.gremium}, {_uhrzeit(anderer)} Uhr."

    def _zu_mitgliedern(self, ansatz):
        for anderer in self._andere(ansatz):
            if anderer.gremium.pk == ansatz.gremium.pk or not ansatz.zugleich(anderer):
                continue
            namen = self._personen(ansatz).keys() & self._personen(anderer).keys()
            if namen:
                personen = sorted(self._personen(ansatz)[pk] for pk in namen)
                yield f"Zugleich tagt {anderer.gremium} ({_uhrzeit(anderer)} Uhr) mit {aufzaehlung(personen)}."

    def _zum_kreistag(self, ansatz):
        if ansatz.gremium.art != GremiumArt.VERTRETUNG:
            return
        if self.ist_erste(ansatz):
            periode = self._periode(ansatz.tag)
            if ansatz.tag > (spaetestens := monat_spaeter(periode.von)):
                yield (
                    "§ 59 Abs. 2 NKomVG: Die erste Sitzung der Wahlperiode findet innerhalb eines Monats statt, "
                    f"also bis zum {spaetestens:%d.%m.%Y}."
                )
            return
        frueher = [a for a in self.alle if a.beginn < ansatz.beginn]
        letzte = max((a.beginn for a in frueher if a.gremium.art == GremiumArt.VERTRETUNG), default=None)
        kreisausschuss = [a for a in frueher if a.gremium.art == GremiumArt.HAUPTAUSSCHUSS]
        if not any(letzte is None or a.beginn > letzte for a in kreisausschuss):
            yield "Davor tagt kein Kreisausschuss, der die Beschlüsse vorbereitet (§ 76 Abs. 1 NKomVG)."

    def _andere(self, ansatz):
        return [a for a in self._je_tag[ansatz.tag] if a.schluessel != ansatz.schluessel]

    def _personen(self, ansatz) -> dict[int, str]:
        tag = ansatz.tag
        return {
            s.person_id: s.person.name
            for s in self._sitze[ansatz.gremium.pk]
            if s.von <= tag and (s.bis is None or tag <= s.bis)
        }

    def _periode(self, tag):
        return next((p for p in self._perioden if p.von <= tag <= p.bis), None)

    def _erste_sitzungen(self) -> set:
        """One query more: whether the term already had a sitting before the earliest of these."""
        erste, gesehen = set(), set()
        gehalten = [
            (gremium, uhr.tag_von(beginn))
            for gremium, beginn in Sitzung.objects.filter(gremium__art=GremiumArt.VERTRETUNG)
            .exclude(status=SitzungStatus.ABGESAGT)
            .order_by("beginn")
            .values_list("gremium", "beginn")
        ]
        for ansatz in self.alle:
            periode = self._periode(ansatz.tag)
            if ansatz.gremium.art != GremiumArt.VERTRETUNG or periode is None or periode.pk in gesehen:
                continue
            gesehen.add(periode.pk)
            if not any(g == ansatz.gremium.pk and periode.von <= tag < ansatz.tag for g, tag in gehalten):
                erste.add(ansatz.schluessel)
        return erste


def aufzaehlung(namen: list[str]) -> str:
    """Some names, and how many more."""
    if len(namen) <= NAMEN:
        return ", ".join(namen)
    return f"{', '.join(namen[: NAMEN - 1])} und {len(namen) - NAMEN + 1} weiteren"


def _uhrzeit(ansatz) -> str:
    return f"{uhr.ortszeit(ansatz.beginn):%H:%M}"
