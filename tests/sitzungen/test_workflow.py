"""The life of a Sitzung: every step from every status, Ladung, quorum, votes, and what flows to the Vorlage."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction

from gremien.models import Gremium
from sitzungen import ergebnisse, planung, reihenfolge, tagesordnung, workflow
from sitzungen.choices import SitzungStatus as S
from sitzungen.models import Abstimmung, Sitzung, Sitzungsdokument, SitzungVerlauf, Tagesordnungspunkt
from tests import factories
from vorlagen import workflow as vorlagenworkflow
from vorlagen.choices import BeratungRolle, Ergebnis, VorlageStatus
from wittmund_ris import uhr
from wittmund_ris.richtext import klartext
from wittmund_ris.workflow import UebergangNichtMoeglich

ALLE = [(u, s) for u in workflow.UEBERGAENGE for s in S]


@pytest.fixture
def ohne_druck(monkeypatch):
    """Rendering is not what the table is about."""
    monkeypatch.setattr(workflow.dokumente, "einladung_versiegeln", lambda sitzung, benutzer: None)
    monkeypatch.setattr(workflow.dokumente, "ergebnis_versiegeln", lambda sitzung, benutzer: None)


@pytest.fixture
def sitzung(welt, jahr_2019, sitzungsdienst):
    return planung.planen(welt.sozialausschuss, factories.zeit("2019-05-13", "17:00"), benutzer=sitzungsdienst)


def nehmen(sitzung, name, benutzer):
    """Take a step of the table with what it asks for, at its time."""
    if name == "einladen":
        return factories.einladen(sitzung, benutzer=benutzer)
    if name == "absagen":
        return workflow.absagen(sitzung, benutzer=benutzer, bemerkung="Grund")
    with uhr.gestellt(sitzung.beginn):
        if name == "eroeffnen":
            return factories.eroeffnen(sitzung, benutzer=benutzer)
        return factories.schliessen(sitzung, benutzer=benutzer)


WEGE = {
    S.GEPLANT: [],
    S.EINGELADEN: ["einladen"],
    S.EROEFFNET: ["einladen", "eroeffnen"],
    S.GESCHLOSSEN: ["einladen", "eroeffnen", "schliessen"],
    S.ABGESAGT: ["absagen"],
}


@pytest.mark.parametrize(("u", "status"), ALLE, ids=[f"{u.name}-{s}" for u, s in ALLE])
def test_every_step_from_every_status(u, status, sitzung, sitzungsdienst, ohne_druck):
    for schritt in WEGE[status]:
        nehmen(sitzung, schritt, sitzungsdienst)
    vorher = SitzungVerlauf.objects.count()
    if status in u.von:
        nehmen(sitzung, u.name, sitzungsdienst)
        sitzung.refresh_from_db()
        assert sitzung.status == u.nach
        assert sitzung.verlauf.filter(aktion=u.name, von_status=status, nach_status=u.nach).count() == 1
    else:
        with pytest.raises(UebergangNichtMoeglich):
            nehmen(sitzung, u.name, sitzungsdienst)
        sitzung.refresh_from_db()
        assert (sitzung.status, SitzungVerlauf.objects.count()) == (status, vorher)


@pytest.mark.parametrize("u", workflow.UEBERGAENGE, ids=lambda u: u.name)
@pytest.mark.parametrize("wer", ["sachbearbeiterin", "ratsfrau", "administration", "superuser"])
def test_every_step_is_refused_to_the_wrong_people(u, wer, sitzung, besetzung, ohne_druck):
    for schritt in WEGE[u.von[-1]]:
        nehmen(sitzung, schritt, besetzung["sitzungsdienst"])
    with pytest.raises(PermissionDenied):
        nehmen(sitzung, u.name, besetzung[wer])
    sitzung.refresh_from_db()
    assert sitzung.status == u.von[-1]


def test_regel_19_publicity_follows_from_the_law(welt, sitzungsdienst):
    tag = factories.zeit("2019-05-23")
    kreisausschuss = planung.planen(welt.kreisausschuss, tag, benutzer=sitzungsdienst)
    kreistag = planung.planen(welt.kreistag, tag, benutzer=sitzungsdienst)
    assert (kreisausschuss.ist_oeffentlich, kreistag.ist_oeffentlich) == (False, True)
    assert {t.teil for t in kreisausschuss.tops.all()} == {"n"}
    versuche = [
        lambda: Sitzung.objects.filter(pk=kreisausschuss.pk).update(ist_oeffentlich=True),
        lambda: kreisausschuss.tops.update(teil="oe"),
        lambda: Sitzung.objects.filter(pk=kreistag.pk).update(kennung="anders"),
    ]
    for versuch in versuche:
        with pytest.raises(Error), transaction.atomic():
            versuch()


def test_second_sitting_of_a_day_gets_its_own_address(welt, sitzungsdienst):
    tag = factories.zeit("2019-06-27")
    kennungen = [planung.planen(welt.kreistag, tag, benutzer=sitzungsdienst).kennung for _ in range(2)]
    assert kennungen == ["2019-06-27-kreistag", "2019-06-27-kreistag-2"]


def test_fraktion_does_not_sit(welt, sitzungsdienst):
    with pytest.raises(ValidationError, match="kein tagendes Gremium"):
        planung.planen(welt.fraktion, factories.zeit("2019-05-13"), benutzer=sitzungsdienst)


@pytest.mark.parametrize(("tag", "geht"), [("2019-05-05", True), ("2019-05-06", False), ("2019-05-12", False)])
def test_ladungsfrist_counts_full_days(sitzung, sitzungsdienst, ohne_druck, tag, geht):
    """Seven full days between dispatch and sitting, neither day counted; 13.05. → last dispatch 05.05."""
    with uhr.gestellt(factories.zeit(tag)):
        if geht:
            factories.einladen(sitzung, benutzer=sitzungsdienst)
            return
        with pytest.raises(ValidationError, match="Ladungsfrist"):
            factories.einladen(sitzung, benutzer=sitzungsdienst)
        workflow.einladen(sitzung, benutzer=sitzungsdienst, eilfall_grund="Fristablauf", datenschutz_bestaetigt=True)
    sitzung.refresh_from_db()
    assert sitzung.eilfall_grund == "Fristablauf"


def test_first_sitting_of_a_term_knows_no_eilfall(welt, sitzungsdienst, ohne_druck):
    """§ 59 Abs. 2 S. 2 NKomVG: one week for the first sitting; 30.11. → last dispatch 22.11."""
    erste = planung.planen(welt.kreistag, factories.zeit("2026-11-30"), benutzer=sitzungsdienst)
    with uhr.gestellt(factories.zeit("2026-11-23")), pytest.raises(ValidationError, match="§ 59 Abs. 2"):
        workflow.einladen(erste, benutzer=sitzungsdienst, eilfall_grund="Eilig", datenschutz_bestaetigt=True)
    with uhr.gestellt(factories.zeit("2026-11-22")):
        assert factories.einladen(erste, benutzer=sitzungsdienst).status == S.EINGELADEN


def test_publication_needs_its_confirmation(sitzung, sitzungsdienst, ohne_druck):
    with pytest.raises(ValidationError, match="personenbezogenen Daten"):
        workflow.einladen(sitzung, benutzer=sitzungsdienst)
    sitzung.refresh_from_db()
    assert sitzung.status == S.GEPLANT
    assert {t.nummer for t in sitzung.tops.all()} == {""}


def test_unreleased_paper_comes_on_no_agenda(entwurf, sitzung, sitzungsdienst):
    with pytest.raises(ValidationError, match="freigegeben"):
        tagesordnung.aufnehmen(sitzung, entwurf.beratungen.first(), benutzer=sitzungsdienst)


def test_stations_come_in_their_order_and_once(welt, freigegeben, sitzung, sitzungsdienst):
    kreistag = planung.planen(welt.kreistag, factories.zeit("2019-06-27"), benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="zuerst"):
        tagesordnung.aufnehmen(kreistag, freigegeben.beratungen.last(), benutzer=sitzungsdienst)
    tagesordnung.aufnehmen(sitzung, freigegeben.beratungen.first(), benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="schon auf einer Tagesordnung"):
        tagesordnung.aufnehmen(sitzung, freigegeben.beratungen.first(), benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="gehört zum Gremium"):
        tagesordnung.aufnehmen(kreistag, freigegeben.beratungen.first(), benutzer=sitzungsdienst)


def test_regel_29_non_public_paper_goes_to_part_n_and_needs_a_public_title(
    welt, jahr_2019, sachbearbeiterin, landrat, sitzung, sitzungsdienst, ohne_druck
):
    geheim = factories.entwurf(welt, sachbearbeiterin, ist_oeffentlich=False, nichtoeffentlich_grund="Grundstück")
    geheim = factories.freigeben(geheim, sachbearbeiterin, landrat)
    top = tagesordnung.aufnehmen(sitzung, geheim.beratungen.first(), benutzer=sitzungsdienst)
    assert top.teil == "n"
    with pytest.raises(ValidationError, match="öffentlichen Titel"):
        factories.einladen(sitzung, benutzer=sitzungsdienst)
    with pytest.raises(Error), transaction.atomic():
        Tagesordnungspunkt.objects.filter(pk=top.pk).update(teil="oe", position=50)


def test_invitation_freezes_the_agenda(sitzung, sitzungsdienst):
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    top = sitzung.tops.last()
    assert [t.nummer_lang for t in sitzung.tops.all()] == ["Ö 1", "Ö 2"]
    assert [p["nummer"] for p in sitzung.fassungen.get().inhalt["punkte"]] == ["Ö 1", "Ö 2"]
    arten = [d.art for d in sitzung.dokumente.all()]
    assert arten == [Sitzungsdokument.Art.EINLADUNG, Sitzungsdokument.Art.BEKANNTMACHUNG]
    for act in (
        lambda: tagesordnung.hinzufuegen(sitzung, teil="oe", titel="Neu", benutzer=sitzungsdienst),
        lambda: reihenfolge.verschieben(top, -1, benutzer=sitzungsdienst),
        lambda: tagesordnung.entfernen(top, benutzer=sitzungsdienst),
    ):
        with pytest.raises(ValidationError, match="steht fest"):
            act()
    for versuch in (
        lambda: sitzung.tops.filter(pk=top.pk).update(nummer="9"),
        lambda: sitzung.tops.filter(pk=top.pk).update(titel="Anders"),
        lambda: top.delete(),
        lambda: sitzung.fassungen.update(inhalt=[]),
        lambda: sitzung.dokumente.update(sha256="0"),
    ):
        with pytest.raises(Error), transaction.atomic():
            versuch()


@pytest.fixture
def offene(welt, freigegeben, sitzungsdienst, ohne_druck):
    """An opened sitting of the Sozialausschuss with the paper on it, all 11 present."""
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        yield factories.eroeffnen(sitzung, benutzer=sitzungsdienst)


@pytest.mark.parametrize(("anwesend", "geht"), [(21, False), (22, True)])
def test_quorum_of_the_kreistag(welt, sitzungsdienst, jahr_2019, ohne_druck, anwesend, geht):
    """§ 65 Abs. 1 NKomVG: the majority of 43."""
    sitzung = planung.planen(welt.kreistag, factories.zeit("2019-06-27"), benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        if geht:
            assert factories.eroeffnen(sitzung, benutzer=sitzungsdienst, anwesend=anwesend).status == S.EROEFFNET
        else:
            with pytest.raises(ValidationError, match="Nicht beschlussfähig"):
                factories.eroeffnen(sitzung, benutzer=sitzungsdienst, anwesend=anwesend)


def test_advisory_seats_make_no_quorum(welt, sitzung, sitzungsdienst, ohne_druck):
    welt.sozialausschuss.mitgliedschaften.filter(person__nachname__gt="Mitglied04").update(ist_stimmberechtigt=False)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn), pytest.raises(ValidationError, match="5 von 11"):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)


@pytest.mark.parametrize(("anwesend", "ruege", "geht"), [(11, False, True), (11, True, False), (10, False, False)])
def test_defective_invitation(sitzung, sitzungsdienst, ohne_druck, anwesend, ruege, geht):
    """§ 65 Abs. 1 S. 1 NKomVG: only if all are there and nobody objects."""
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    sitze = list(sitzung.gremium.mitgliedschaften.all())[:anwesend]

    def eroeffnen():
        return workflow.eroeffnen(
            sitzung,
            leitung=sitze[0].person,
            anwesend=sitze,
            ladung_ordnungsgemaess=False,
            niemand_ruegt=not ruege,
            benutzer=sitzungsdienst,
        )

    with uhr.gestellt(sitzung.beginn):
        if geht:
            assert eroeffnen().status == S.EROEFFNET
        else:
            with pytest.raises(ValidationError, match="nicht ordnungsgemäß"):
                eroeffnen()


def test_chair_and_members_must_belong_to_the_body(welt, sitzung, sitzungsdienst, ohne_druck):
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    eigene = list(welt.sozialausschuss.mitgliedschaften.all())
    fremd = list(welt.kreistag.mitgliedschaften.all())[20:]
    with uhr.gestellt(sitzung.beginn):
        with pytest.raises(ValidationError, match="Sitzungsleitung"):
            workflow.eroeffnen(sitzung, leitung=fremd[0].person, anwesend=eigene, benutzer=sitzungsdienst)
        with pytest.raises(ValidationError, match="nur Mitglieder"):
            workflow.eroeffnen(sitzung, leitung=eigene[0].person, anwesend=fremd, benutzer=sitzungsdienst)


def test_sitting_does_not_open_before_its_day(sitzung, sitzungsdienst, ohne_druck):
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match=r"erst am 13\.05\.2019"):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)


def test_vote_is_recorded_and_computed(offene, freigegeben, sitzungsdienst):
    top = factories.abstimmen(offene, freigegeben, 10, 0, 1, benutzer=sitzungsdienst)
    assert (top.ergebnis, top.ergebnis_text) == ("einstimmig", "einstimmig empfohlen (bei 1 Enthaltung)")
    assert top.hauptabstimmung.stimmberechtigte == 11


@pytest.mark.parametrize("stimmen", [(11, 1, 0), (0, 0, 0), (-1, 0, 0)], ids=str)
def test_impossible_votes_are_refused(offene, freigegeben, sitzungsdienst, stimmen):
    with pytest.raises(ValidationError):
        factories.abstimmen(offene, freigegeben, *stimmen, benutzer=sitzungsdienst)
    assert not Abstimmung.objects.exists()


def test_claimed_label_must_fit(offene, freigegeben, sitzungsdienst):
    with pytest.raises(ValidationError, match="mehrheitlich"):
        factories.abstimmen(offene, freigegeben, 9, 2, 0, behauptet="einstimmig", benutzer=sitzungsdienst)


def test_vote_outcome_cannot_be_typed(offene, sitzungsdienst):
    top = offene.tops.get(beratung__isnull=False)
    with pytest.raises(ValidationError, match="ergibt sich aus den Stimmen"):
        ergebnisse.festhalten(top, Ergebnis.EINSTIMMIG, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="begründen"):
        ergebnisse.festhalten(top, Ergebnis.VERTAGT, benutzer=sitzungsdienst)


def test_correction_replaces_the_vote_and_stays_in_the_verlauf(offene, freigegeben, sitzungsdienst):
    factories.abstimmen(offene, freigegeben, 9, 2, 0, benutzer=sitzungsdienst)
    factories.abstimmen(offene, freigegeben, 10, 0, 1, benutzer=sitzungsdienst)
    assert Abstimmung.objects.get().ja == 10
    assert "vorher: Ja 9, Nein 2, Enthaltung 0" in offene.verlauf.last().bemerkung


def test_changed_wording_is_kept_and_the_proposal_stands(offene, freigegeben, sitzungsdienst):
    wortlaut = "Der Kreistag beschließt das Konzept mit der Maßgabe, jährlich zu berichten."
    factories.abstimmen(offene, freigegeben, 11, 0, 0, wortlaut=wortlaut, benutzer=sitzungsdienst)
    factories.schliessen(offene, benutzer=sitzungsdienst)
    beratung = freigegeben.beratungen.first()
    assert (beratung.ist_geaendert, beratung.wortlaut) == (True, f"<p>{wortlaut}</p>")
    freigegeben.refresh_from_db()
    assert klartext(freigegeben.beschlussvorschlag) == factories.FELDER["beschlussvorschlag"]


def test_closing_waits_for_every_result(offene, sitzungsdienst):
    with pytest.raises(ValidationError, match="Ö 3"):
        factories.schliessen(offene, benutzer=sitzungsdienst)


def test_votes_need_an_open_sitting(welt, offene, freigegeben, sitzungsdienst):
    factories.abstimmen(offene, freigegeben, 11, 0, 0, benutzer=sitzungsdienst)
    factories.schliessen(offene, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="geschlossen"):
        factories.abstimmen(offene, freigegeben, 1, 10, 0, benutzer=sitzungsdienst)
    for versuch in (lambda: Abstimmung.objects.update(ja=1), lambda: Abstimmung.objects.all().delete()):
        with pytest.raises(Error), transaction.atomic():
            versuch()


def test_postponed_station_stays_open_for_the_same_body(welt, offene, freigegeben, sitzungsdienst):
    top = offene.tops.get(beratung__isnull=False)
    ergebnisse.festhalten(top, Ergebnis.VERTAGT, grund="Beratungsbedarf", benutzer=sitzungsdienst)
    factories.schliessen(offene, benutzer=sitzungsdienst)
    beratung = freigegeben.beratungen.first()
    assert beratung.abgeschlossen_am is None
    naechste = factories.sitzung_mit(welt.sozialausschuss, "2019-06-03", [freigegeben], benutzer=sitzungsdienst)
    assert naechste.tops.filter(beratung=beratung).exists()


@pytest.mark.parametrize(
    ("stimmen", "status"), [((30, 10, 3), VorlageStatus.BESCHLOSSEN), ((20, 20, 3), VorlageStatus.ABGELEHNT)]
)
def test_deciding_station_settles_the_vorlage(
    welt, jahr_2019, sachbearbeiterin, landrat, sitzungsdienst, ohne_druck, stimmen, status
):
    folge = factories.stationen(welt)[2:]
    vorlage = factories.entwurf(welt, sachbearbeiterin, folge=folge)
    vorlage = factories.freigeben(vorlage, sachbearbeiterin, landrat)
    sitzung = factories.sitzung_mit(welt.kreistag, "2019-06-27", [vorlage], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    vorlage.refresh_from_db()
    assert vorlage.status == VorlageStatus.IN_BERATUNG
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        factories.abstimmen(sitzung, vorlage, *stimmen, benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    vorlage.refresh_from_db()
    assert vorlage.status == status


def test_mitteilungsvorlage_is_taken_note_of(welt, jahr_2019, sachbearbeiterin, landrat, sitzungsdienst, ohne_druck):
    folge = [factories.stationen(welt)[0] | {"rolle": BeratungRolle.KENNTNISNAHME}]
    vorlage = factories.entwurf(welt, sachbearbeiterin, folge=folge, art="mitteilungsvorlage", beschlussvorschlag="")
    vorlage = factories.freigeben(vorlage, sachbearbeiterin, landrat)
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [vorlage], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        with pytest.raises(ValidationError, match="nicht abgestimmt"):
            factories.abstimmen(sitzung, vorlage, 11, 0, 0, benutzer=sitzungsdienst)
        top = sitzung.tops.get(beratung__isnull=False)
        ergebnisse.festhalten(top, Ergebnis.KENNTNISNAHME, benutzer=sitzungsdienst)
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    vorlage.refresh_from_db()
    assert vorlage.status == VorlageStatus.ZUR_KENNTNIS


def test_withdrawn_paper_is_not_voted_on(offene, freigegeben, landrat, sitzungsdienst):
    vorlagenworkflow.ausfuehren(freigegeben, "zurueckziehen", benutzer=landrat, bemerkung="Überholt")
    with pytest.raises(ValidationError, match="zurückgezogen"):
        factories.abstimmen(offene, freigegeben, 11, 0, 0, benutzer=sitzungsdienst)
    top = offene.tops.get(beratung__isnull=False)
    ergebnisse.festhalten(top, Ergebnis.ZURUECKGEZOGEN, grund="Durch das Amt", benutzer=sitzungsdienst)
    assert factories.schliessen(offene, benutzer=sitzungsdienst).status == S.GESCHLOSSEN


def test_called_off_sitting_frees_its_papers(welt, freigegeben, sitzungsdienst, ohne_druck):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    workflow.absagen(sitzung, benutzer=sitzungsdienst, bemerkung="Saal gesperrt")
    with pytest.raises(ValidationError, match="begründen"):
        andere = planung.planen(welt.kreistag, factories.zeit("2019-06-27"), benutzer=sitzungsdienst)
        workflow.absagen(andere, benutzer=sitzungsdienst, bemerkung=" ")
    neue = factories.sitzung_mit(welt.sozialausschuss, "2019-05-20", [freigegeben], benutzer=sitzungsdienst)
    assert neue.tops.filter(beratung__vorlage=freigegeben).exists()


def test_regelwerk_of_the_day_decides_publicity(welt, sitzungsdienst):
    """A sitting is judged by the Regelwerk in force on its own day."""
    from gremien.models import Regelwerk  # noqa: PLC0415 - only here

    Regelwerk.objects.filter(von__year=2021).update(ausschuesse_oeffentlich=False)
    tage = {"2019-05-13": True, "2023-05-15": False, "2027-05-10": True}
    for tag, erwartet in tage.items():
        sitzung = planung.planen(welt.sozialausschuss, factories.zeit(tag), benutzer=sitzungsdienst)
        assert sitzung.ist_oeffentlich is erwartet
    with pytest.raises(ValidationError, match="kein Regelwerk"):
        planung.planen(welt.sozialausschuss, factories.zeit("2035-01-01"), benutzer=sitzungsdienst)
    assert Gremium.objects.tagende().count() == 3
