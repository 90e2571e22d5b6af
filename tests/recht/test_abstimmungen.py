"""§§ 66, 68 NKomVG: the votes of the body, derived from the people present and the law."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from gremien.choices import MitgliedRolle
from gremien.models import Mitgliedschaft, Person, Regelwerk
from sitzungen import anwesenheit, ergebnisse, verfahren, verhandlung
from sitzungen.choices import AbstimmungArt, AbstimmungForm, AntragStand, Mehrheitsregel, Stimmwert
from sitzungen.models import Abstimmung, Stimme
from sitzungen.stimmabgabe import nach_fraktionen
from tests import factories
from wittmund_ris import uhr

J, N, E = Stimmwert.JA, Stimmwert.NEIN, Stimmwert.ENTHALTUNG


@pytest.fixture
def abstimmen(sitzungsdienst):
    def akt(top, ja=0, nein=0, enthaltung=0, **weiteres):
        return ergebnisse.abstimmen(top, ja=ja, nein=nein, enthaltung=enthaltung, benutzer=sitzungsdienst, **weiteres)

    return akt


def punkt(sitzung):
    return sitzung.tops.filter(teil="oe").last()


@pytest.mark.parametrize(
    ("zahlen", "ergebnis", "text"),
    [
        pytest.param((10, 9, 12), "mehrheitlich", "mehrheitlich beschlossen", id="regel_39"),
        pytest.param((10, 10, 0), "abgelehnt", "abgelehnt", id="regel_40"),
        pytest.param((0, 0, 20), "abgelehnt", "abgelehnt", id="regel_41"),
        pytest.param((10, 0, 1), "einstimmig", "einstimmig beschlossen (bei 1 Enthaltung)", id="regel_42"),
    ],
)
def test_simple_majority(kreistag, abstimmen, zahlen, ergebnis, text):
    top = abstimmen(punkt(kreistag(43)), *zahlen)
    assert (top.ergebnis, top.ergebnis_text) == (ergebnis, text)


def test_regel_42_a_committee_recommends(welt, freigegeben, sitzungsdienst, ohne_druck, abstimmen):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        top = abstimmen(sitzung.tops.get(beratung__isnull=False), 10, 0, 1)
    assert top.ergebnis_text == "einstimmig empfohlen (bei 1 Enthaltung)"


@pytest.mark.parametrize(("ja", "ergebnis"), [(21, "abgelehnt"), (22, "einstimmig")])
def test_regel_43_the_hauptsatzung_needs_the_majority_of_the_members(kreistag, abstimmen, ja, ergebnis):
    top = punkt(kreistag(43))
    assert abstimmen(top, ja, 0, 43 - ja, mehrheitsregel=Mehrheitsregel.MITGLIEDER).ergebnis == ergebnis


def test_regel_43_the_rule_of_the_item_counts_without_being_said_again(kreistag, abstimmen):
    top = punkt(kreistag(43))
    type(top).objects.filter(pk=top.pk).update(mehrheitsregel=Mehrheitsregel.MITGLIEDER)
    assert abstimmen(top, 21, 0, 0).ergebnis == "abgelehnt"


def test_regel_44_no_more_votes_than_members_present_and_not_excluded(kreistag, abstimmen, sitzungsdienst, welt):
    sitzung = kreistag(30)
    top = punkt(sitzung)
    with pytest.raises(ValidationError, match="nur 30"):
        abstimmen(top, 31)
    verhandlung.ausschliessen(top, person=welt.personen[3], benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="nur 29"):
        abstimmen(top, 20, 5, 5)
    assert not Abstimmung.objects.exists()
    assert abstimmen(top, 20, 5, 4).ergebnis == "mehrheitlich"
    # The database says it too.
    with pytest.raises(DatabaseError), transaction.atomic():
        Abstimmung.objects.update(ja=26)


def test_regel_45_a_label_that_contradicts_the_numbers_is_refused(kreistag, abstimmen):
    top = punkt(kreistag(43))
    with pytest.raises(ValidationError, match="Die Zahlen ergeben „abgelehnt“"):
        abstimmen(top, 10, 10, behauptet="mehrheitlich")


@pytest.mark.parametrize("rolle", [MitgliedRolle.GRUNDMANDAT, MitgliedRolle.HINZUGEWAEHLT])
def test_regel_46_advisory_seats_have_no_vote(kreistag, abstimmen, sitzungsdienst, welt, rolle):
    gast = Person.objects.create(vorname="Beratend", nachname="Beratend")
    Mitgliedschaft.objects.create(
        person=gast, gremium=welt.sozialausschuss, rolle=rolle, ist_stimmberechtigt=False, von="2016-11-01"
    )
    sitzung = kreistag(12, gremium=welt.sozialausschuss)
    top = punkt(sitzung)
    assert anwesenheit.anwesende_stimmberechtigte(sitzung) == 11
    with pytest.raises(ValidationError, match="nur 11"):
        abstimmen(top, 12)
    with pytest.raises(ValidationError, match="nicht anwesend und stimmberechtigt"):
        ergebnisse.abstimmen(top, einzeln={gast.pk: J}, benutzer=sitzungsdienst)


def test_regel_47_a_seat_of_special_law_may_vote_whoever_holds_it(kreistag, abstimmen, welt):
    """Jugendhilfeausschuss: the voting right is a matter of the seat."""
    aussen = Person.objects.create(vorname="Jugend", nachname="Verband")
    Mitgliedschaft.objects.create(
        person=aussen,
        gremium=welt.sozialausschuss,
        rolle=MitgliedRolle.HINZUGEWAEHLT,
        ist_stimmberechtigt=True,
        von="2016-11-01",
    )
    assert abstimmen(punkt(kreistag(12, gremium=welt.sozialausschuss)), 12).ergebnis == "einstimmig"


def test_regel_48_the_landrat_votes_where_he_has_a_seat(kreistag, welt):
    landrat = Person.objects.create(vorname="Uwe", nachname="Hinrichs")
    for gremium in (welt.kreistag, welt.kreisausschuss):
        sitz = gremium.mitgliedschaften.get(person=welt.personen[1])
        Mitgliedschaft.objects.filter(pk=sitz.pk).update(person=landrat, rolle=MitgliedRolle.KRAFT_AMTES)
    sitzung = kreistag(43)
    berechtigt = [z.person for z in anwesenheit.stimmberechtigte_zu(punkt(sitzung))]
    assert landrat in berechtigt
    assert not welt.sozialausschuss.mitgliedschaften.filter(person=landrat).exists()


def test_regel_49_no_secret_vote_where_the_geschaeftsordnung_knows_none(kreistag, abstimmen):
    top = punkt(kreistag(43))
    with pytest.raises(ValidationError, match="keine geheime Abstimmung"):
        abstimmen(top, 40, 3, form=AbstimmungForm.GEHEIM)
    Regelwerk.objects.update(geheime_abstimmung=True)
    assert abstimmen(top, 40, 2, form=AbstimmungForm.GEHEIM, ungueltig=1).ergebnis == "mehrheitlich"


def test_regel_50_of_a_secret_vote_nobody_is_named(kreistag, abstimmen, sitzungsdienst, welt):
    Regelwerk.objects.update(geheime_abstimmung=True)
    top = abstimmen(punkt(kreistag(43)), 40, 3, form=AbstimmungForm.GEHEIM)
    stimme = top.hauptabstimmung
    with pytest.raises(ValidationError, match="geheimer Abstimmung"):
        verfahren.stimme_verlangen(stimme, welt.personen[0], J, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="nur in offener"):
        ergebnisse.abstimmen(top, form=AbstimmungForm.GEHEIM, einzeln={welt.personen[0].pk: J}, benutzer=sitzungsdienst)
    sitz = welt.kreistag.mitgliedschaften.first()
    with pytest.raises(DatabaseError, match="geheimer Abstimmung"), transaction.atomic():
        Stimme.objects.create(abstimmung=stimme, mitgliedschaft=sitz, person=sitz.person, wert=J)


def test_invalid_ballots_exist_in_secret_votes_only(kreistag, abstimmen):
    with pytest.raises(DatabaseError), transaction.atomic():
        abstimmen(punkt(kreistag(43)), 40, 2, ungueltig=1)


# --- Amendments (rule 51) ---


@pytest.fixture
def im_ausschuss(welt, freigegeben, sitzungsdienst, ohne_druck):
    """The item of a paper in the open Sozialausschuss, 11 present."""
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        yield sitzung.tops.get(beratung__isnull=False)


def test_regel_51_the_wording_as_amended_is_voted_on_and_the_proposal_stays(im_ausschuss, abstimmen, sitzungsdienst):
    top, vorlage = im_ausschuss, im_ausschuss.beratung.vorlage
    vorher = vorlage.beschlussvorschlag
    weit, nah = (
        verhandlung.antrag_stellen(
            top, gestellt_von="Fraktion Die Mitte", inhalt=inhalt, fassung=f"<p>{inhalt}</p>", benutzer=sitzungsdienst
        )
        for inhalt in ("Erst 2021", "Mit jährlichem Bericht")
    )
    with pytest.raises(ValidationError, match="Zuerst wird über den Änderungsantrag abgestimmt: Erst 2021"):
        abstimmen(top, 11)
    verhandlung.antrag_ordnen(nah, benutzer=sitzungsdienst)
    assert [a.inhalt for a in top.antraege.all()] == ["Mit jährlichem Bericht", "Erst 2021"]
    ergebnisse.antrag_abstimmen(weit, ja=2, nein=9, enthaltung=0, benutzer=sitzungsdienst)
    ergebnisse.antrag_abstimmen(nah, ja=8, nein=3, enthaltung=0, benutzer=sitzungsdienst)
    assert {a.inhalt: a.stand for a in top.antraege.all()} == {
        "Erst 2021": AntragStand.ABGELEHNT,
        "Mit jährlichem Bericht": AntragStand.ANGENOMMEN,
    }
    top = abstimmen(top, 11)
    assert (top.ergebnis_text, top.wortlaut) == ("einstimmig geändert empfohlen", "<p>Mit jährlichem Bericht</p>")
    assert top.hauptabstimmung.wortlaut == "<p>Mit jährlichem Bericht</p>"
    vorlage.refresh_from_db()
    assert vorlage.beschlussvorschlag == vorher
    assert [a.art for a in top.abstimmungen.all()] == [AbstimmungArt.AENDERUNG, AbstimmungArt.AENDERUNG, "haupt"]


def test_no_amendment_after_the_vote_on_the_matter(im_ausschuss, abstimmen, sitzungsdienst):
    antrag = verhandlung.antrag_stellen(im_ausschuss, gestellt_von="X", inhalt="Y", benutzer=sitzungsdienst)
    verhandlung.antrag_erledigen(antrag, AntragStand.ZURUECKGEZOGEN, benutzer=sitzungsdienst)
    top = abstimmen(im_ausschuss, 11)
    with pytest.raises(ValidationError, match="schon abgestimmt"):
        verhandlung.antrag_stellen(top, gestellt_von="X", inhalt="Y", benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="zurückgezogen"):
        ergebnisse.antrag_abstimmen(antrag, ja=1, nein=0, enthaltung=0, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="entscheidet die Abstimmung"):
        verhandlung.antrag_erledigen(antrag, AntragStand.ANGENOMMEN, benutzer=sitzungsdienst)


# --- By Fraktion and by name ---


def test_by_fraktion_with_an_exception(kreistag, sitzungsdienst, welt):
    """„Die Mitte ja, außer Mitglied03“; who belongs to none says Nein."""
    sitzung = kreistag(43)
    top = punkt(sitzung)
    berechtigte = [z.person_id for z in anwesenheit.stimmberechtigte_zu(top)]
    zugehoerig = anwesenheit.fraktionen(sitzung, berechtigte)
    personen = {p: zugehoerig[p].pk if p in zugehoerig else None for p in berechtigte}
    einzeln = nach_fraktionen(personen, {welt.fraktion.pk: J, None: N}, {welt.personen[3].pk: E})
    top = ergebnisse.abstimmen(top, form=AbstimmungForm.FRAKTION, einzeln=einzeln, benutzer=sitzungsdienst)
    stimme = top.hauptabstimmung
    assert (stimme.ja, stimme.nein, stimme.enthaltung) == (19, 23, 1)
    assert top.ergebnis == "abgelehnt"
    assert stimme.einzelstimmen.filter(fraktion=welt.fraktion).count() == 20
    assert stimme.einzelstimmen.get(person=welt.personen[3]).wert == E


@given(
    personen=st.dictionaries(st.integers(1, 40), st.sampled_from([None, 1, 2, 3]), max_size=40),
    vorgabe=st.dictionaries(st.sampled_from([None, 1, 2, 3]), st.sampled_from(["", "ja", "nein", "enthaltung"])),
    ausnahmen=st.dictionaries(st.integers(1, 40), st.sampled_from(["", "ja", "nein", "enthaltung"])),
)
def test_the_vote_of_each_person_said_in_another_way(personen, vorgabe, ausnahmen):
    stimmen = nach_fraktionen(personen, vorgabe, ausnahmen)
    assert stimmen.keys() <= personen.keys()
    for person, fraktion in personen.items():
        gesagt = ausnahmen[person] if person in ausnahmen else vorgabe.get(fraktion)
        assert stimmen.get(person) == (gesagt or None)


def test_numbers_are_the_sum_of_the_persons(kreistag, sitzungsdienst, welt):
    top = punkt(kreistag(43))
    einzeln = {p.pk: (J if n % 3 else N) for n, p in enumerate(welt.personen)}
    with pytest.raises(ValidationError, match="ergeben 28 Ja und 15 Nein"):
        ergebnisse.abstimmen(top, einzeln=einzeln, ja=29, nein=14, enthaltung=0, benutzer=sitzungsdienst)
    stimme = ergebnisse.abstimmen(top, einzeln=einzeln, benutzer=sitzungsdienst).hauptabstimmung
    assert (stimme.ja, stimme.nein, stimme.form) == (28, 15, AbstimmungForm.NAMENTLICH)


def test_own_vote_on_demand(kreistag, abstimmen, sitzungsdienst, welt):
    """§ 68 S. 3 NKomVG, also where only numbers were taken down; never more than were counted."""
    sitzung = kreistag(40)
    stimme = abstimmen(punkt(sitzung), 39, 1).hauptabstimmung
    verfahren.stimme_verlangen(stimme, welt.personen[1], N, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="so viele sind schon genannt"):
        verfahren.stimme_verlangen(stimme, welt.personen[2], N, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="Festgehalten ist für"):
        verfahren.stimme_verlangen(stimme, welt.personen[1], J, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="nicht stimmberechtigt"):
        verfahren.stimme_verlangen(stimme, welt.personen[42], J, benutzer=sitzungsdienst)
    assert stimme.einzelstimmen.get().auf_verlangen


# --- Several items, procedure, twice the same entry ---


def test_en_bloc_all_or_none(kreistag, sitzungsdienst):
    sitzung = kreistag(43)
    tops = list(sitzung.tops.all())
    verhandlung.antrag_stellen(tops[-1], gestellt_von="X", inhalt="Y", benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match=tops[-1].nummer_lang):
        ergebnisse.en_bloc(tops, ja=43, nein=0, enthaltung=0, benutzer=sitzungsdienst)
    assert not Abstimmung.objects.exists()
    fertig = ergebnisse.en_bloc(tops[:-1], ja=43, nein=0, enthaltung=0, benutzer=sitzungsdienst)
    assert {t.ergebnis for t in fertig} == {"einstimmig"}
    assert Abstimmung.objects.values("en_bloc").distinct().count() == 1


@pytest.mark.parametrize(("ja", "angenommen"), [(28, False), (29, True)])
def test_regel_17_more_items_need_two_thirds_of_the_members(kreistag, sitzungsdienst, ja, angenommen):
    stimme = verfahren.verfahren_abstimmen(
        kreistag(42),
        art=AbstimmungArt.ERWEITERUNG,
        gegenstand="Erweiterung um „Resolution“",
        mehrheitsregel=Mehrheitsregel.EINFACH,
        ja=ja,
        nein=42 - ja,
        enthaltung=0,
        benutzer=sitzungsdienst,
    )
    assert (stimme.ergebnis != "abgelehnt") == angenommen


def test_regel_22_to_exclude_the_public_the_record_says_whether_it_was_debated(kreistag, sitzungsdienst):
    sitzung = kreistag(43)
    wie = {"gegenstand": "Ausschluss der Öffentlichkeit", "ja": 43, "nein": 0, "enthaltung": 0}
    with pytest.raises(ValidationError, match="ob über den Ausschluss beraten"):
        verfahren.verfahren_abstimmen(sitzung, art=AbstimmungArt.OEFFENTLICHKEIT, benutzer=sitzungsdienst, **wie)
    stimme = verfahren.verfahren_abstimmen(
        sitzung,
        art=AbstimmungArt.OEFFENTLICHKEIT,
        top=punkt(sitzung),
        mit_aussprache=True,
        benutzer=sitzungsdienst,
        **wie,
    )
    assert stimme.mit_aussprache is True
    assert punkt(sitzung).hauptabstimmung is None


def test_the_same_entry_sent_twice_is_recorded_once(kreistag, abstimmen, sitzungsdienst):
    sitzung, schluessel = kreistag(43), uuid4()
    for _ in range(2):
        top = abstimmen(punkt(sitzung), 40, 3, schluessel=schluessel)
    assert sitzung.abstimmungen.count() == 1
    assert "berichtigt" not in sitzung.verlauf.last().bemerkung
    # Another entry on the same item replaces it, and the Verlauf says what stood there.
    abstimmen(top, 41, 2)
    assert sitzung.abstimmungen.get().ja == 41
    assert "berichtigt, vorher: Ja 40, Nein 3" in sitzung.verlauf.last().bemerkung


def test_no_vote_during_a_break(kreistag, abstimmen, sitzungsdienst):
    sitzung = kreistag(43)
    verhandlung.unterbrechen(sitzung, grund="Pause", benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="unterbrochen"):
        abstimmen(punkt(sitzung), 43)
    verhandlung.fortsetzen(sitzung, benutzer=sitzungsdienst)
    assert abstimmen(punkt(sitzung), 43).ergebnis == "einstimmig"


def test_votes_are_entered_by_the_sitzungsdienst_alone(kreistag, besetzung):
    sitzung = kreistag(43)
    for name in besetzung.keys() - {"sitzungsdienst"}:
        wer = besetzung[name]
        for akt in (
            lambda: ergebnisse.abstimmen(punkt(sitzung), ja=43, nein=0, enthaltung=0, benutzer=wer),  # noqa: B023
            lambda: verhandlung.antrag_stellen(punkt(sitzung), gestellt_von="X", inhalt="Y", benutzer=wer),  # noqa: B023
            lambda: verhandlung.ausschliessen(punkt(sitzung), person=sitzung.leitung, benutzer=wer),  # noqa: B023
        ):
            with pytest.raises(PermissionDenied):
                akt()
