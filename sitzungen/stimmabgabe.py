"""Taking down one vote: who may vote, in which form, and what of it is kept (§§ 65, 66, 68 NKomVG)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from gremien.choices import NamentlicheAbstimmung
from gremien.models import Regelwerk
from sitzungen import abstimmung
from sitzungen.abstimmung import Stimmen, StimmenFehler
from sitzungen.anwesenheit import fraktionen, gesetzliche_mitglieder, pruefe_beschlussfaehig, stimmberechtigte_zu
from sitzungen.choices import NACH_PERSONEN, AbstimmungArt, AbstimmungForm, Stimmwert
from sitzungen.models import Abstimmung, Stimme
from wittmund_ris import uhr


@dataclass(frozen=True)
class Auszaehlung:
    """A vote as it was taken down: its numbers, and where persons are known, the vote of each by the id of the person."""

    stimmen: Stimmen
    form: str = AbstimmungForm.OFFEN
    einzeln: Mapping[int, str] = field(default_factory=dict)


def auszaehlen(*, form="", ja=None, nein=None, enthaltung=None, ungueltig=0, einzeln=None) -> Auszaehlung:
    """Numbers, or the votes of persons, whose sum are the numbers; both at once must agree. ValidationError if they do not."""
    if einzeln is None:
        if None in (ja, nein, enthaltung):
            raise ValidationError("Bitte tragen Sie Ja, Nein und Enthaltungen ein, auch eine 0.")
        return Auszaehlung(Stimmen(ja, nein, enthaltung, ungueltig), form or AbstimmungForm.OFFEN)
    form = form or AbstimmungForm.NAMENTLICH
    if form not in NACH_PERSONEN:
        raise ValidationError("Einzelne Stimmen gibt es nur in offener Abstimmung (§ 68 NKomVG).")
    werte = list(einzeln.values())
    summe = Stimmen(*(werte.count(w) for w in (Stimmwert.JA, Stimmwert.NEIN, Stimmwert.ENTHALTUNG)))
    if summe.summe != len(werte):
        raise ValidationError("Eine Stimme lautet auf Ja, Nein oder Enthaltung.")
    genannt = (summe.ja if ja is None else ja, summe.nein if nein is None else nein)
    if genannt != (summe.ja, summe.nein):
        raise ValidationError(f"Die Stimmen der Personen ergeben {summe.ja} Ja und {summe.nein} Nein.")
    return Auszaehlung(summe, form, dict(einzeln))


def nach_fraktionen(personen: Mapping[int, int | None], vorgabe: Mapping, ausnahmen: Mapping) -> dict[int, str]:
    """„SPD ja, außer X“: the vote of each person from the one of its Fraktion, and from what is said of persons.

    `personen`: Fraktion id (or None) by person id; `vorgabe`: vote by Fraktion id; `ausnahmen`: vote by person id, "" for
    somebody who did not vote. Who has neither is left out. Pure.
    """
    stimmen = {}
    for person, fraktion in personen.items():
        wert = ausnahmen.get(person, vorgabe.get(fraktion, ""))
        if wert:
            stimmen[person] = Stimmwert(wert)
    return stimmen


def festgehaltene(top, sitzung, schluessel) -> Abstimmung | None:
    """The vote that an entry with this key has left already: sent twice, it is recorded once."""
    if schluessel is None:
        return None
    return sitzung.abstimmungen.filter(schluessel=schluessel, top=top).first()


def schreiben(
    sitzung,
    top,
    zaehlung,
    *,
    regel,
    benutzer,
    art=AbstimmungArt.HAUPT,
    behauptet="",
    schluessel=None,
    ohne_person=None,
    **felder,
) -> Abstimmung:
    """Check the vote against people and law, and write it; the caller holds the lock of the sitting.

    ValidationError: no quorum, a break, a form that the Geschäftsordnung does not know, numbers that cannot be (§§ 65, 66), or
    a person who may not vote. `ohne_person` is left out of the entitled (§ 41 Abs. 4).
    """
    if sitzung.unterbrechungen.filter(bis__isnull=True).exists():
        raise ValidationError("Die Sitzung ist unterbrochen. Setzen Sie sie fort, bevor Sie abstimmen lassen.")
    pruefe_beschlussfaehig(sitzung, top)
    _pruefe_form(sitzung, zaehlung.form)
    berechtigte = _berechtigte(sitzung, top, ohne_person)
    _pruefe_personen(zaehlung, berechtigte)
    gesetzlich = gesetzliche_mitglieder(sitzung)
    try:
        abstimmung.pruefe(
            zaehlung.stimmen,
            stimmberechtigte=len(berechtigte),
            behauptet=behauptet,
            regel=regel,
            mitglieder=gesetzlich,
        )
    except StimmenFehler as fehler:
        raise ValidationError(str(fehler)) from fehler
    reihe = sitzung.abstimmungen.filter(top=top).order_by("position").last() if top else None
    eintrag = Abstimmung.objects.create(
        sitzung=sitzung,
        top=top,
        position=reihe.position + 1 if reihe else 1,
        art=art,
        form=zaehlung.form,
        mehrheitsregel=regel,
        ja=zaehlung.stimmen.ja,
        nein=zaehlung.stimmen.nein,
        enthaltung=zaehlung.stimmen.enthaltung,
        ungueltig=zaehlung.stimmen.ungueltig,
        stimmberechtigte=len(berechtigte),
        mitglieder=gesetzlich,
        erfasst_am=uhr.jetzt(),
        erfasst_von=benutzer,
        **({"schluessel": schluessel} if schluessel else {}),
        **felder,
    )
    if zaehlung.einzeln:
        _stimmen_schreiben(sitzung, eintrag, zaehlung.einzeln, berechtigte)
    return eintrag


def _berechtigte(sitzung, top, ohne_person) -> list:
    if top is None:
        sitze = sitzung.anwesenheitszeiten.laufend().stimmberechtigt()
        return list(sitze.select_related("person", "anwesenheit__mitgliedschaft"))
    top.sitzung = sitzung
    return [z for z in stimmberechtigte_zu(top) if ohne_person is None or z.person_id != ohne_person.pk]


def _pruefe_form(sitzung, form) -> None:
    regelwerk = Regelwerk.objects.gilt_am(sitzung.tag)
    if form == AbstimmungForm.GEHEIM and not regelwerk.geheime_abstimmung:
        raise ValidationError(
            {
                "form": "Die Geschäftsordnung sieht keine geheime Abstimmung vor; es wird offen abgestimmt (§ 66 Abs. 2 NKomVG)."
            }
        )
    if form == AbstimmungForm.NAMENTLICH and regelwerk.namentliche_abstimmung == NamentlicheAbstimmung.NIE:
        raise ValidationError(
            {"form": "Die Geschäftsordnung sieht keine namentliche Abstimmung vor (§ 66 Abs. 2 NKomVG)."}
        )


def _pruefe_personen(zaehlung, berechtigte) -> None:
    fremde = set(zaehlung.einzeln) - {z.person_id for z in berechtigte}
    if fremde:
        raise ValidationError(
            "Eine der Personen, für die Sie eine Stimme eintragen, ist zu diesem Punkt nicht anwesend und stimmberechtigt. "
            "Bitte prüfen Sie Anwesenheit und Mitwirkungsverbote."
        )


def _stimmen_schreiben(sitzung, eintrag, einzeln, berechtigte) -> None:
    zugehoerig = fraktionen(sitzung, list(einzeln))
    Stimme.objects.bulk_create(
        Stimme(
            abstimmung=eintrag,
            mitgliedschaft=zeit.anwesenheit.mitgliedschaft,
            person=zeit.person,
            fraktion=zugehoerig.get(zeit.person_id),
            wert=einzeln[zeit.person_id],
        )
        for zeit in berechtigte
        if zeit.person_id in einzeln
    )
