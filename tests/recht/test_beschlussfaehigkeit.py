"""§ 65 NKomVG: who is there, and whether the body may decide."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from gremien.models import Mitgliedschaft, Stellvertretung
from sitzungen import anwesenheit, anwesenheitsliste, ergebnisse, verhandlung, workflow
from sitzungen.abstimmung import mehrheit_der_mitglieder
from sitzungen.anwesenheit import Beschlussfaehigkeit
from sitzungen.choices import Anwesend, Teil
from sitzungen.models import Anwesenheitszeit, Sitzung
from tests import factories
from vorlagen.choices import Ergebnis
from wittmund_ris import uhr

EINSTIMMIG = {"nein": 0, "enthaltung": 0}


def punkt(sitzung, teil=Teil.OEFFENTLICH):
    return sitzung.tops.filter(teil=teil).last()


def gehen_lassen(sitzung, anzahl, benutzer):
    """The last `anzahl` members leave."""
    for zeile in sitzung.anwesenheiten.filter(zeiten__bis__isnull=True, zeiten__isnull=False).order_by("-pk")[:anzahl]:
        anwesenheit.gehen(zeile, benutzer=benutzer)


@given(mitglieder=st.integers(1, 120), anwesend=st.integers(0, 120))
def test_regel_33_quorum_is_more_than_half_of_the_members_said_in_another_way(mitglieder, anwesend):
    """Majority of the members: those who are there outnumber those who are not."""
    faehig = Beschlussfaehigkeit(anwesend, mehrheit_der_mitglieder(mitglieder), mitglieder)
    assert faehig.gegeben == (anwesend > mitglieder - anwesend)


def test_regel_33_with_21_of_43_nothing_is_voted_on_and_22_are_enough(kreistag, sitzungsdienst):
    with pytest.raises(ValidationError, match="21 von 43"):
        kreistag(21)
    sitzung = kreistag.noch_einmal(Sitzung.objects.get(), 21, ohne_beschlussfaehigkeit=True)
    assert not sitzung.feststellungen.get().gegeben
    with pytest.raises(ValidationError, match="nicht beschlussfähig"):
        ergebnisse.abstimmen(punkt(sitzung), ja=21, **EINSTIMMIG, benutzer=sitzungsdienst)
    fehlend = sitzung.anwesenheiten.filter(status=Anwesend.ABWESEND).first()
    anwesenheit.kommen(fehlend, benutzer=sitzungsdienst)
    # It is not the arrival that makes it quorate, but the count.
    with pytest.raises(ValidationError, match="nicht beschlussfähig"):
        ergebnisse.abstimmen(punkt(sitzung), ja=22, **EINSTIMMIG, benutzer=sitzungsdienst)
    assert anwesenheit.zaehlen(sitzung, benutzer=sitzungsdienst).gegeben
    assert ergebnisse.abstimmen(punkt(sitzung), ja=22, **EINSTIMMIG, benutzer=sitzungsdienst).ergebnis == "einstimmig"


def test_regel_34_once_stated_the_quorum_lasts_while_nobody_doubts_it(kreistag, sitzungsdienst):
    sitzung = kreistag(43)
    gehen_lassen(sitzung, 25, sitzungsdienst)
    assert anwesenheit.anwesende_stimmberechtigte(sitzung) == 18
    assert ergebnisse.abstimmen(punkt(sitzung), ja=18, **EINSTIMMIG, benutzer=sitzungsdienst).ergebnis == "einstimmig"


def test_regel_35_a_doubt_stops_the_voting_until_enough_are_counted_again(kreistag, sitzungsdienst):
    sitzung = kreistag(43)
    gehen_lassen(sitzung, 22, sitzungsdienst)
    zweifler = sitzung.leitung
    stand = anwesenheit.zaehlen(sitzung, bezweifelt_von=zweifler, benutzer=sitzungsdienst)
    assert (stand.anwesend, stand.noetig, stand.gegeben) == (21, 22, False)
    with pytest.raises(ValidationError, match="nicht beschlussfähig"):
        ergebnisse.abstimmen(punkt(sitzung), ja=21, **EINSTIMMIG, benutzer=sitzungsdienst)
    # What needs no decision may still be recorded.
    ergebnisse.festhalten(punkt(sitzung), Ergebnis.VERTAGT, grund="Zu wenige.", benutzer=sitzungsdienst)
    zurueck = sitzung.anwesenheiten.filter(zeiten__bis__isnull=False).first()
    anwesenheit.kommen(zurueck, benutzer=sitzungsdienst)
    assert anwesenheit.zaehlen(sitzung, benutzer=sitzungsdienst).anwesend == 22
    assert ergebnisse.abstimmen(punkt(sitzung), ja=22, **EINSTIMMIG, benutzer=sitzungsdienst).ergebnis == "einstimmig"


def test_only_who_is_there_doubts_the_quorum(kreistag, sitzungsdienst, welt):
    sitzung = kreistag(42)
    with pytest.raises(ValidationError, match="nur, wer anwesend ist"):
        anwesenheit.zaehlen(sitzung, bezweifelt_von=welt.personen[42], benutzer=sitzungsdienst)


def _mit_papier(welt, vorlage, tag, sitzungsdienst, anwesend, **weiteres):
    """The Sozialausschuss with the paper, opened with so many."""
    sitzung = factories.sitzung_mit(welt.sozialausschuss, tag, [vorlage], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        sitze = list(sitzung.gremium.mitgliedschaften.all().select_related("person"))[:anwesend]
        workflow.eroeffnen(sitzung, leitung=sitze[0].person, anwesend=sitze, benutzer=sitzungsdienst, **weiteres)
    return sitzung


def test_regel_36_put_off_for_lack_of_quorum_the_second_sitting_decides_with_any_number(
    welt, freigegeben, sitzungsdienst, ohne_druck
):
    erste = _mit_papier(welt, freigegeben, "2019-05-13", sitzungsdienst, 3, ohne_beschlussfaehigkeit=True)
    with uhr.gestellt(erste.beginn):
        (vertagt,) = ergebnisse.beschlussunfaehig_vertagen(erste, benutzer=sitzungsdienst)
        assert (vertagt.ergebnis, vertagt.beschlussunfaehig) == ("vertagt", True)
        factories.schliessen(erste, benutzer=sitzungsdienst)
        zweite = _mit_papier(welt, freigegeben, "2019-06-03", sitzungsdienst, 3, ohne_beschlussfaehigkeit=True)
    top = zweite.tops.get(beratung__isnull=False)
    assert top.zweite_beratung_von == vertagt
    with uhr.gestellt(zweite.beginn):
        assert ergebnisse.abstimmen(top, ja=3, **EINSTIMMIG, benutzer=sitzungsdienst).ergebnis == "einstimmig"
        # Every other item asks for the normal quorum.
        with pytest.raises(ValidationError, match="nicht beschlussfähig"):
            ergebnisse.abstimmen(zweite.tops.first(), ja=3, **EINSTIMMIG, benutzer=sitzungsdienst)


def test_regel_36_an_item_put_off_for_another_reason_has_no_such_notice(welt, freigegeben, sitzungsdienst, ohne_druck):
    erste = _mit_papier(welt, freigegeben, "2019-05-13", sitzungsdienst, 11)
    with uhr.gestellt(erste.beginn):
        top = erste.tops.get(beratung__isnull=False)
        ergebnisse.festhalten(top, "vertagt", grund="Beratungsbedarf", benutzer=sitzungsdienst)
        factories.schliessen(erste, benutzer=sitzungsdienst)
        zweite = _mit_papier(welt, freigegeben, "2019-06-03", sitzungsdienst, 3, ohne_beschlussfaehigkeit=True)
    top = zweite.tops.get(beratung__isnull=False)
    assert top.zweite_beratung_von is None
    with uhr.gestellt(zweite.beginn), pytest.raises(ValidationError, match="nicht beschlussfähig"):
        ergebnisse.abstimmen(top, ja=3, **EINSTIMMIG, benutzer=sitzungsdienst)


@pytest.mark.parametrize(("ausgeschlossen", "genehmigung"), [(21, False), (22, True)])
def test_regel_37_when_most_members_are_excluded_the_decision_needs_approval(
    kreistag, sitzungsdienst, welt, ausgeschlossen, genehmigung
):
    sitzung = kreistag(43)
    top = punkt(sitzung)
    for person in welt.personen[43 - ausgeschlossen :]:
        verhandlung.ausschliessen(top, person=person, benutzer=sitzungsdienst)
    gehen_lassen(sitzung, 30, sitzungsdienst)
    assert not anwesenheit.zaehlen(sitzung, benutzer=sitzungsdienst).gegeben
    if genehmigung:
        top = ergebnisse.abstimmen(top, ja=13, **EINSTIMMIG, benutzer=sitzungsdienst)
        assert (top.ergebnis, top.genehmigungsbeduerftig) == ("einstimmig", True)
    else:
        with pytest.raises(ValidationError, match="nicht beschlussfähig"):
            ergebnisse.abstimmen(top, ja=13, **EINSTIMMIG, benutzer=sitzungsdienst)


@pytest.mark.parametrize(
    ("anwesend", "niemand_ruegt", "geht"), [(43, True, True), (43, False, False), (42, True, False)]
)
def test_regel_38_a_defective_invitation_is_harmless_only_if_all_are_there_and_none_objects(
    kreistag, anwesend, niemand_ruegt, geht
):
    wie = {"ladung_ordnungsgemaess": False, "niemand_ruegt": niemand_ruegt}
    if geht:
        assert kreistag(anwesend, **wie).ladung_ordnungsgemaess is False
    else:
        with pytest.raises(ValidationError, match="nicht ordnungsgemäß"):
            kreistag(anwesend, **wie)


# --- Who is there, and when ---


def test_somebody_comes_and_leaves_with_time_and_item(kreistag, sitzungsdienst):
    sitzung = kreistag(42)
    zeile = sitzung.anwesenheiten.get(status=Anwesend.ABWESEND)
    verhandlung.aufrufen(punkt(sitzung), benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.eroeffnet_am + timedelta(minutes=20)):
        zeit = anwesenheit.kommen(zeile, benutzer=sitzungsdienst)
        assert (zeit.ab_top, zeit.person) == (punkt(sitzung), zeile.mitgliedschaft.person)
    with uhr.gestellt(sitzung.eroeffnet_am + timedelta(minutes=50)):
        with pytest.raises(ValidationError, match="erst seit 10:20"):
            anwesenheit.gehen(zeile, um=sitzung.eroeffnet_am, benutzer=sitzungsdienst)
        assert anwesenheit.gehen(zeile, benutzer=sitzungsdienst).bis_top == punkt(sitzung)
        zeile.refresh_from_db()
        assert zeile.status == Anwesend.ANWESEND
        with pytest.raises(ValidationError, match="bleibt im Protokoll"):
            anwesenheit.melden(zeile, Anwesend.ENTSCHULDIGT, benutzer=sitzungsdienst)
        with pytest.raises(ValidationError, match="gerade niemand"):
            anwesenheit.gehen(zeile, benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    assert not sitzung.anwesenheitszeiten.laufend().exists()


def test_nobody_comes_before_the_opening_or_in_the_future(kreistag, sitzungsdienst):
    sitzung = kreistag(42)
    zeile = sitzung.anwesenheiten.get(status=Anwesend.ABWESEND)
    for um in (sitzung.eroeffnet_am - timedelta(minutes=3), sitzung.eroeffnet_am + timedelta(minutes=3)):
        with pytest.raises(ValidationError):
            anwesenheit.kommen(zeile, um=um, benutzer=sitzungsdienst)
    assert not zeile.zeiten.exists()


@pytest.mark.parametrize("sekunden", [-110, 110])
def test_clocks_that_differ_a_little_make_no_error(kreistag, sitzungsdienst, sekunden):
    """An entry that waited for the connection brings the time of the clerk's machine."""
    sitzung = kreistag(42)
    zeile = sitzung.anwesenheiten.get(status=Anwesend.ABWESEND)
    um = sitzung.eroeffnet_am + timedelta(seconds=sekunden)
    assert anwesenheit.kommen(zeile, um=um, benutzer=sitzungsdienst).von == sitzung.eroeffnet_am


def test_a_deputy_takes_the_seat_with_its_vote(kreistag, sitzungsdienst, welt):
    sitz = welt.kreisausschuss.mitgliedschaften.get(person=welt.personen[10])
    Stellvertretung.objects.create(mitgliedschaft=sitz, person=welt.personen[20], von=sitz.von)
    sitzung = kreistag(10, gremium=welt.kreisausschuss)
    zeile = sitzung.anwesenheiten.get(mitgliedschaft=sitz)
    anwesenheit.melden(zeile, Anwesend.ENTSCHULDIGT, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="nicht vertreten"):
        anwesenheit.kommen(zeile, person=welt.personen[21], benutzer=sitzungsdienst)
    assert anwesenheit.kommen(zeile, person=welt.personen[20], benutzer=sitzungsdienst).ist_vertretung
    zeile.refresh_from_db()
    assert zeile.status == Anwesend.ENTSCHULDIGT
    assert anwesenheit.anwesende_stimmberechtigte(sitzung) == 11
    with pytest.raises(ValidationError, match="schon besetzt"):
        anwesenheit.kommen(zeile, benutzer=sitzungsdienst)


def test_deputies_of_one_fraktion_stand_in_for_one_another_in_the_kreisausschuss(kreistag, sitzungsdienst, welt):
    Mitgliedschaft.objects.filter(gremium=welt.kreisausschuss).update(fuer=welt.fraktion)
    sitz, nachbar = (welt.kreisausschuss.mitgliedschaften.get(person=welt.personen[n]) for n in (10, 9))
    Stellvertretung.objects.create(mitgliedschaft=nachbar, person=welt.personen[20], von=sitz.von)
    sitzung = kreistag(10, gremium=welt.kreisausschuss)
    assert list(anwesenheit.moegliche_vertretungen(sitz, sitzung.tag)) == [welt.personen[20]]
    assert not anwesenheit.moegliche_vertretungen(welt.kreistag.mitgliedschaften.first(), sitzung.tag).exists()


def test_the_database_gives_a_seat_to_one_person_at_a_time(kreistag, sitzungsdienst, welt):
    sitzung = kreistag(43)
    zeile, andere = sitzung.anwesenheiten.all()[:2]
    for wo, wer in ((zeile, welt.personen[30]), (andere, zeile.mitgliedschaft.person)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Anwesenheitszeit.objects.create(sitzung=sitzung, anwesenheit=wo, person=wer, von=uhr.jetzt())


def test_attendance_is_taken_down_by_the_sitzungsdienst_in_the_open_sitting(kreistag, sitzungsdienst, besetzung):
    sitzung = kreistag(42)
    zeile = sitzung.anwesenheiten.get(status=Anwesend.ABWESEND)
    for name in besetzung.keys() - {"sitzungsdienst"}:
        for akt in (anwesenheit.kommen, anwesenheit.gehen):
            with pytest.raises(PermissionDenied):
                akt(zeile, benutzer=besetzung[name])
    factories.schliessen(sitzung, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="geschlossen"):
        anwesenheit.kommen(zeile, benutzer=sitzungsdienst)
    for zeilen in (sitzung.anwesenheitszeiten, sitzung.feststellungen):
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
            zeilen.all().delete()


def test_the_list_of_attendance_says_who_sat_for_whom_and_when(kreistag, sitzungsdienst, welt):
    sitz = welt.kreisausschuss.mitgliedschaften.get(person=welt.personen[10])
    Stellvertretung.objects.create(mitgliedschaft=sitz, person=welt.personen[20], von=sitz.von)
    sitzung = kreistag(10, gremium=welt.kreisausschuss)
    eroeffnet = sitzung.eroeffnet_am
    top = punkt(sitzung, Teil.NICHTOEFFENTLICH)
    verhandlung.aufrufen(top, benutzer=sitzungsdienst)
    with uhr.gestellt(eroeffnet + timedelta(minutes=30)):
        zeile = sitzung.anwesenheiten.get(mitgliedschaft=sitz)
        anwesenheit.melden(zeile, Anwesend.ENTSCHULDIGT, benutzer=sitzungsdienst)
        anwesenheit.kommen(zeile, person=welt.personen[20], benutzer=sitzungsdienst)
        anwesenheit.gehen(sitzung.anwesenheiten.get(mitgliedschaft__person=welt.personen[3]), benutzer=sitzungsdienst)
    (da, anwesende), (weg, entschuldigte) = anwesenheitsliste.liste(sitzung)
    zusaetze = {p.name: p.zusatz for p in anwesende}
    assert (da, weg, len(anwesende)) == ("anwesend", "entschuldigt", 11)
    assert zusaetze["Vorname20 Mitglied20"] == f"für Vorname10 Mitglied10, ab 10:30 Uhr ({top.nummer_lang})"
    assert zusaetze["Vorname03 Mitglied03"] == f"bis 10:30 Uhr ({top.nummer_lang})"
    assert zusaetze["Vorname00 Mitglied00"] == ""
    assert [p.name for p in entschuldigte] == ["Vorname10 Mitglied10"]
