"""Who is present and entitled, and whether the body is quorate (§ 65 NKomVG)."""

from dataclasses import dataclass

from gremien.models import Regelwerk
from sitzungen.abstimmung import mehrheit_der_mitglieder
from sitzungen.choices import Anwesend


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


def anwesende_stimmberechtigte(sitzung) -> int:
    """Present members whose seat has a vote; advisory seats count neither here nor for the quorum."""
    return sitzung.anwesenheiten.filter(status=Anwesend.ANWESEND, ist_stimmberechtigt=True).count()


def beschlussfaehigkeit(sitzung, anwesend: int) -> Beschlussfaehigkeit:
    """Quorate when the majority of the members is present (§ 65 Abs. 1 NKomVG), counted from the statutory number."""
    gesamt = gesetzliche_mitglieder(sitzung)
    return Beschlussfaehigkeit(anwesend, mehrheit_der_mitglieder(gesamt), gesamt)
