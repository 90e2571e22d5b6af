"""Convening: demands, the first sitting, the move of an invited sitting; and the rules of the master data (recordings, seats, terms)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aushang.models import Eintrag
from gremien.choices import FRAKTIONSARTEN, Ladungszaehlung, MitgliedRolle
from gremien.fristen import Fristen, bekanntmachungsschluss, ladungsschluss, monat_spaeter
from gremien.models import Gremium, Mitgliedschaft, Regelwerk
from gremien.staerke import einwand, schwacher_tag
from schreibtisch import planung as schreibtisch
from sitzungen import planung, verlangen
from sitzungen.models import Einberufungsverlangen, Sitzung, Sitzungsdokument, Versand
from tests import factories
from tests.factories import zeit
from wittmund_ris import uhr

TAGE = st.dates(date(2018, 1, 1), date(2040, 12, 31))


# --- Deadlines against a brute force over days --------------------------------------------------------------------
# The first draw of a busy machine is slow; what is drawn is small.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(TAGE, st.integers(0, 60))
def test_regel_3_ladungsschluss_leaves_the_full_days(sitzung, frist):
    """The last day of dispatch with `frist` days strictly between, or with the sitting counted."""
    davor = [sitzung - timedelta(days=n) for n in range(1, 70)]

    def volle_tage(absendung):
        return sum(1 for tag in davor if absendung < tag < sitzung)

    assert ladungsschluss(sitzung, frist, Ladungszaehlung.OHNE_BEIDE) == max(t for t in davor if volle_tage(t) >= frist)
    mit = [sitzung, *davor]
    erwartet = max(t for t in mit if sum(1 for tag in mit if t < tag <= sitzung) >= frist)
    assert ladungsschluss(sitzung, frist, Ladungszaehlung.OHNE_ABSENDETAG) == erwartet


@given(TAGE, st.integers(0, 60))
def test_bekanntmachungsschluss_leaves_the_days(sitzung, tage):
    assert (sitzung - bekanntmachungsschluss(sitzung, tage)).days == tage


@given(TAGE)
def test_a_month_begins_on_a_day_and_ends_before_its_number_comes_again(von):
    ende = monat_spaeter(von)
    assert 27 <= (ende - von).days <= 30
    folgetag = ende + timedelta(days=1)
    assert folgetag.day == von.day or folgetag.day == 1 or ende.day < von.day


def test_regel_2_first_sitting_has_its_week_whatever_the_regelwerk_says(welt):
    Regelwerk.objects.update(ladungsfrist_tage=3, ladungsfrist_zaehlung=Ladungszaehlung.OHNE_ABSENDETAG)
    assert Fristen().ladung(date(2026, 11, 30), ist_erste=True) == date(2026, 11, 22)
    assert Fristen().ladung(date(2026, 11, 30)) == date(2026, 11, 27)


# --- Demands to convene -------------------------------------------------------------------------------------------
def verlange(gremium, anzahl, benutzer, *, ab=0, tag=date(2019, 4, 20), **weiteres):
    sitze = list(gremium.mitgliedschaften.am(tag).order_by("person__nachname"))[ab : ab + anzahl]
    return verlangen.erfassen(
        gremium, eingegangen_am=tag, gegenstand="Hafenausbau", unterzeichnende=sitze, benutzer=benutzer, **weiteres
    )


@pytest.mark.parametrize(("anzahl", "bindend"), [(14, False), (15, True), (43, True)])
def test_regel_11_one_third_of_the_statutory_members(welt, jahr_2019, sitzungsdienst, anzahl, bindend):
    stand = verlangen.bindung(verlange(welt.kreistag, anzahl, sitzungsdienst))
    assert stand.ist_bindend == bindend
    assert "nötig sind 15" in stand.satz


def test_regel_11_the_kreisausschuss_by_decision(welt, jahr_2019, sitzungsdienst):
    eintrag = verlange(welt.kreistag, 0, sitzungsdienst, durch_kreisausschuss=True)
    assert verlangen.bindung(eintrag).ist_bindend
    with pytest.raises(ValidationError, match="nur die Einberufung des Kreistages"):
        verlange(welt.sozialausschuss, 0, sitzungsdienst, durch_kreisausschuss=True)


def test_regel_11_one_third_of_a_committee_and_of_the_beigeordneten(welt, jahr_2019, sitzungsdienst):
    landrat = welt.personen[0]
    Mitgliedschaft.objects.filter(person=landrat, gremium=welt.kreistag).update(rolle=MitgliedRolle.KRAFT_AMTES)
    assert not verlangen.bindung(verlange(welt.sozialausschuss, 3, sitzungsdienst)).ist_bindend
    assert verlangen.bindung(verlange(welt.sozialausschuss, 4, sitzungsdienst)).ist_bindend
    # 10 Beigeordnete: four of them; the Landrat is none.
    assert not verlangen.bindung(verlange(welt.kreisausschuss, 4, sitzungsdienst)).ist_bindend
    assert verlangen.bindung(verlange(welt.kreisausschuss, 4, sitzungsdienst, ab=1)).ist_bindend


@given(st.integers(1, 200))
def test_regel_11_a_third_is_the_least_number_that_reaches_it(zahl):
    assert verlangen.drittel(zahl) == min(n for n in range(zahl + 1) if 3 * n >= zahl)


@pytest.mark.parametrize(("letzte", "bindend"), [("2019-01-19", True), ("2019-01-20", False), ("2019-03-01", False)])
def test_regel_12_one_abgeordneter_after_three_months(welt, jahr_2019, sitzungsdienst, letzte, bindend):
    sitzung = factories.sitzung_mit(welt.kreistag, letzte, [], benutzer=sitzungsdienst)
    Sitzung.objects.filter(pk=sitzung.pk).update(
        status="geschlossen",
        eingeladen_am=sitzung.beginn,
        eroeffnet_am=sitzung.beginn,
        geschlossen_am=sitzung.beginn,
        leitung=welt.personen[0],
        ladung_ordnungsgemaess=True,
    )
    assert verlangen.bindung(verlange(welt.kreistag, 1, sitzungsdienst)).ist_bindend == bindend


def test_regel_12_the_landrat_is_no_abgeordneter(welt, jahr_2019, sitzungsdienst):
    Mitgliedschaft.objects.filter(person=welt.personen[0], gremium=welt.kreistag).update(
        rolle=MitgliedRolle.KRAFT_AMTES
    )
    sitzung = factories.sitzung_mit(welt.kreistag, "2018-12-03", [], benutzer=sitzungsdienst)
    Sitzung.objects.filter(pk=sitzung.pk).update(
        status="geschlossen",
        eingeladen_am=sitzung.beginn,
        eroeffnet_am=sitzung.beginn,
        geschlossen_am=sitzung.beginn,
        leitung=welt.personen[0],
        ladung_ordnungsgemaess=True,
    )
    assert not verlangen.bindung(verlange(welt.kreistag, 1, sitzungsdienst)).ist_bindend
    assert verlangen.bindung(verlange(welt.kreistag, 1, sitzungsdienst, ab=1)).ist_bindend


def test_a_demand_is_open_until_a_sitting_that_names_it_is_invited(welt, jahr_2019, sitzungsdienst):
    eintrag = verlange(welt.sozialausschuss, 4, sitzungsdienst)
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [], benutzer=sitzungsdienst)
    block = schreibtisch.einberufungsverlangen(sitzungsdienst, uhr.heute())
    assert [z.marke[0] for z in block.zeilen] == ["Unverzüglich einzuberufen"]
    verlangen.zuordnen(eintrag, sitzung, benutzer=sitzungsdienst)
    assert sitzung.tops.filter(titel="Hafenausbau").exists()
    assert Einberufungsverlangen.objects.offen().exists()
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    assert not Einberufungsverlangen.objects.offen().exists()
    assert schreibtisch.einberufungsverlangen(sitzungsdienst, uhr.heute()).zeilen == []


def test_a_demand_names_members_of_its_day_and_a_subject(welt, jahr_2019, sitzungsdienst, ratsfrau):
    fremd = welt.kreistag.mitgliedschaften.last()
    with pytest.raises(ValidationError, match="gehörte dem Gremium"):
        verlangen.erfassen(
            welt.sozialausschuss,
            eingegangen_am=date(2019, 4, 20),
            gegenstand="X",
            unterzeichnende=[fremd],
            benutzer=sitzungsdienst,
        )
    with pytest.raises(ValidationError, match="Beratungsgegenstand"):
        verlangen.erfassen(
            welt.kreistag,
            eingegangen_am=date(2019, 4, 20),
            gegenstand=" ",
            unterzeichnende=[fremd],
            benutzer=sitzungsdienst,
        )
    with pytest.raises(PermissionDenied):
        verlange(welt.kreistag, 15, ratsfrau)


# --- Moved after the invitation -----------------------------------------------------------------------------------
@pytest.fixture
def geladen(welt, freigegeben, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    return factories.einladen(sitzung, benutzer=sitzungsdienst)


def verlegen(sitzung, tag, benutzer, **weiteres):
    return planung.verlegen(
        sitzung, beginn=zeit(tag, "17:00"), ort=sitzung.ort, raum=sitzung.raum, benutzer=benutzer, **weiteres
    )


def test_regel_3_a_moved_sitting_keeps_its_address_and_everybody_is_told(
    stammdaten_ausgehaengt, geladen, sitzungsdienst
):
    kennung, eingeladen_am = geladen.kennung, geladen.eingeladen_am
    with uhr.gestellt(zeit("2019-04-29")):
        sitzung = verlegen(geladen, "2019-05-20", sitzungsdienst, grund="Saal gesperrt", ist_grund_oeffentlich=True)
    assert (sitzung.kennung, sitzung.eingeladen_am) == (kennung, eingeladen_am)
    arten = [d.art for d in sitzung.dokumente.all()]
    A = Sitzungsdokument.Art  # noqa: N806
    assert arten.count(A.EINLADUNG) == arten.count(A.BEKANNTMACHUNG) == 2
    versand = Versand.objects.get(sitzung=sitzung, anlass="verlegung")
    assert versand.beginn == sitzung.beginn
    eintrag = Eintrag.objects.get(pfad=sitzung.pfad)
    assert eintrag.daten["start"].startswith("2019-05-20")
    assert eintrag.daten["ris:verlegungen"] == [
        {"von": "2019-05-13T17:00:00+02:00", "auf": "2019-05-20T17:00:00+02:00", "grund": "Saal gesperrt"}
    ]
    call_command("aushang_pruefen")


def test_regel_3_the_ladungsfrist_runs_anew(geladen, sitzungsdienst):
    with uhr.gestellt(zeit("2019-05-06")):
        with pytest.raises(ValidationError, match="Ladungsfrist"):
            verlegen(geladen, "2019-05-10", sitzungsdienst, grund="Früher")
        geladen.refresh_from_db()
        assert geladen.tag == date(2019, 5, 13)
        sitzung = verlegen(geladen, "2019-05-10", sitzungsdienst, grund="Früher", eilfall_grund="Deichbruch")
    assert sitzung.eilfall_grund == "Deichbruch"


def test_a_move_after_the_invitation_takes_a_reason_and_hides_an_inner_one(geladen, sitzungsdienst, client):
    with pytest.raises(ValidationError, match="begründen"):
        verlegen(geladen, "2019-05-20", sitzungsdienst)
    with uhr.gestellt(zeit("2019-04-29")):
        sitzung = verlegen(geladen, "2019-05-20", sitzungsdienst, grund="GEHEIMWORT")
    seite = client.get(sitzung.pfad).content.decode()
    assert "Verlegt von" in seite
    assert "GEHEIMWORT" not in seite
    assert "GEHEIMWORT" not in str(Eintrag.objects.get(pfad=sitzung.pfad).daten)


def test_a_moved_kreisausschuss_moves_no_byte_outside(welt, jahr_2019, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    vorher = list(Eintrag.objects.values())
    verlegen(sitzung, "2019-05-24", sitzungsdienst, grund="Terminkollision", ist_grund_oeffentlich=True)
    assert list(Eintrag.objects.values()) == vorher
    assert not sitzung.verlegungen.get().ist_grund_oeffentlich


def test_only_planned_and_invited_sittings_move(stammdaten_ausgehaengt, geladen, sitzungsdienst, ratsfrau):
    with pytest.raises(PermissionDenied):
        verlegen(geladen, "2019-05-20", ratsfrau, grund="x")
    factories.sitzungsworkflow.absagen(
        geladen, benutzer=sitzungsdienst, bemerkung="Innen", oeffentlicher_grund="Kein Beratungsbedarf"
    )
    with pytest.raises(ValidationError, match="lässt sich nicht verlegen"):
        verlegen(geladen, "2019-05-20", sitzungsdienst, grund="x")
    daten = Eintrag.objects.get(pfad=geladen.pfad).daten
    assert (daten["cancelled"], daten["ris:absagegrund"]) == (True, "Kein Beratungsbedarf")
    assert "Innen" not in str(daten)
    call_command("aushang_pruefen")


# --- Rules of the master data -------------------------------------------------------------------------------------
def test_regel_32_recordings_only_where_the_hauptsatzung_allows_them(welt, jahr_2019, sitzungsdienst):
    kreistag = factories.sitzung_mit(welt.kreistag, "2019-06-27", [], benutzer=sitzungsdienst)
    adresse = "https://stream.example.org/kreistag"
    with pytest.raises(ValidationError, match="§ 64 Abs. 2"):
        planung.uebertragung_setzen(kreistag, adresse, benutzer=sitzungsdienst)
    Regelwerk.objects.update(aufnahme_erlaubt=True)
    assert planung.uebertragung_setzen(kreistag, adresse, benutzer=sitzungsdienst).uebertragung == adresse
    with pytest.raises(ValidationError, match="https"):
        planung.uebertragung_setzen(kreistag, "javascript:alert(1)", benutzer=sitzungsdienst)
    kreisausschuss = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [], benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="nichtöffentliche"):
        planung.uebertragung_setzen(kreisausschuss, adresse, benutzer=sitzungsdienst)


def grundmandat(welt, fraktion, person=40):
    return Mitgliedschaft(
        person=welt.personen[person],
        gremium=welt.sozialausschuss,
        rolle=MitgliedRolle.GRUNDMANDAT,
        ist_stimmberechtigt=False,
        fuer=fraktion,
        von=date(2019, 1, 1),
    )


def test_regel_92_one_grundmandat_for_a_fraktion_without_a_seat(welt):
    erstes = grundmandat(welt, welt.fraktion)
    erstes.full_clean()
    erstes.save()
    with pytest.raises(ValidationError, match="schon ein Grundmandat"):
        grundmandat(welt, welt.fraktion, person=41).full_clean()
    with pytest.raises(ValidationError, match="Bitte wählen Sie die Fraktion"):
        grundmandat(welt, None, person=41).full_clean()
    erstes.delete()
    Mitgliedschaft.objects.filter(gremium=welt.sozialausschuss, person=welt.personen[0]).update(fuer=welt.fraktion)
    with pytest.raises(ValidationError, match="Sitz mit Stimme"):
        grundmandat(welt, welt.fraktion).full_clean()


def test_regel_93_six_eight_or_ten_beigeordnete(welt):
    regelwerk = Regelwerk.objects.first()
    for zahl in range(14):
        regelwerk.beigeordnete = zahl
        if zahl in (6, 8, 10):
            regelwerk.full_clean()
        else:
            with pytest.raises(ValidationError):
                regelwerk.full_clean()
    with uhr.gestellt(zeit("2019-04-26")):
        welt.kreisausschuss.mitglieder_soll = 12
        with pytest.raises(ValidationError, match="10 Beigeordnete und der Landrat"):
            welt.kreisausschuss.full_clean()
    zuviel = Mitgliedschaft(person=welt.personen[30], gremium=welt.kreisausschuss, von=date(2019, 1, 1))
    with pytest.raises(ValidationError, match="alle Sitze mit Stimme"):
        zuviel.full_clean()


@given(
    st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(0, 30)), max_size=6),
    st.integers(1, 4),
    st.integers(0, 30),
)
def test_regel_94_weak_days_against_counting_every_day(zeiten, mindestens, ab):
    basis = date(2026, 1, 1)
    zeitraeume = [
        (basis + timedelta(days=von), None if dauer is None else basis + timedelta(days=von + dauer))
        for von, dauer in zeiten
    ]
    tage = (basis + timedelta(days=n) for n in range(ab, 70))

    def anzahl(tag):
        return sum(von <= tag and (bis is None or tag <= bis) for von, bis in zeitraeume)

    erwartet = next((t for t in tage if 0 < anzahl(t) < mindestens), None)
    assert schwacher_tag(zeitraeume, mindestens, basis + timedelta(days=ab)) == erwartet


def test_regel_94_a_fraktion_has_at_least_two_members(welt):
    heute = date(2019, 4, 26)
    assert "mindestens 2 Mitglieder" in einwand(welt.fraktion, [(heute, None)], heute)
    assert einwand(welt.fraktion, [(heute, None), (heute, None)], heute) == ""
    assert "30.06.2019" in einwand(welt.fraktion, [(heute, None), (heute, date(2019, 6, 29))], heute)


def test_regel_95_one_fraktion_at_a_time(welt):
    zweite = Gremium.objects.create(
        koerperschaft=welt.koerperschaft, slug="zweite", name="Gruppe Zwei", art=FRAKTIONSARTEN[1]
    )
    with pytest.raises(ValidationError, match="gehört in dieser Zeit schon"):
        Mitgliedschaft(person=welt.personen[3], gremium=zweite, von=date(2019, 1, 1)).full_clean()


def test_regel_96_a_regelwerk_ends_with_its_term_unless_it_goes_on(welt):
    altes = Regelwerk.objects.get(von=date(2021, 11, 1))
    Regelwerk.objects.filter(von__gt=altes.von).delete()
    Regelwerk.objects.filter(pk=altes.pk).update(bis=None)
    tag = date(2026, 11, 12)
    with pytest.raises(Regelwerk.DoesNotExist, match="Weitergeltung"):
        Regelwerk.objects.gilt_am(tag)
    assert Fristen().abgabe(tag) is None
    Regelwerk.objects.filter(pk=altes.pk).update(weitergeltung_beschluss="Beschluss vom 12.11.2026")
    assert Regelwerk.objects.gilt_am(tag) == altes
    assert Fristen().abgabe(tag) is not None
    altes.bis, altes.weitergeltung_beschluss = date(2026, 12, 31), ""
    with pytest.raises(ValidationError, match="Weitergeltung"):
        altes.full_clean()


def test_regel_97_a_member_with_an_account_who_was_not_obliged(client, welt, jahr_2019, sitzungsdienst, ratsfrau):
    block = schreibtisch.ohne_verpflichtung(sitzungsdienst, uhr.heute())
    assert [z.titel for z in block.zeilen] == [ratsfrau.person.name]
    ratsfrau.person.mitgliedschaften.filter(gremium=welt.kreistag).update(verpflichtet_am=date(2016, 11, 10))
    assert schreibtisch.ohne_verpflichtung(sitzungsdienst, uhr.heute()).zeilen == []
