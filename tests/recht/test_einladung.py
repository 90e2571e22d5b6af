"""Convening and sight (recht.md section 16, A and B): what must be there before an invitation goes out, and who reads what of it."""

from datetime import date, timedelta

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from gremien.models import Mitgliedschaft, Regelwerk
from sitzungen import bekanntmachung, ladung, sicht, versand, vorbereitung, workflow
from sitzungen.choices import SitzungStatus
from sitzungen.models import Mitwirkungsverbot, Sitzungsdokument, Zustellnachweis
from tests import factories
from vorlagen.models import Vorlage
from wittmund_ris import uhr

D = Sitzungsdokument.Art


def text_von(druck: bytes) -> str:
    with pypdfium2.PdfDocument(druck) as papier:
        return "\n".join(seite.get_textpage().get_text_range() for seite in papier)


@pytest.fixture
def ausschuss(welt, freigegeben, sitzungsdienst, ratsfrau):
    return factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)


@pytest.fixture
def kreistag(welt, jahr_2019, sitzungsdienst):
    """Not the first sitting of its term."""
    with uhr.gestellt(factories.zeit("2019-01-02")):
        factories.einladen(
            factories.sitzung_mit(welt.kreistag, "2019-02-01", [], benutzer=sitzungsdienst), benutzer=sitzungsdienst
        )
    return factories.sitzung_mit(welt.kreistag, "2019-06-27", [], benutzer=sitzungsdienst)


@pytest.mark.parametrize(("tag", "geht"), [("2026-11-22", True), ("2026-11-23", False)])
def test_regel_02_the_first_sitting_has_its_full_week_whatever_the_rules_say(welt, sitzungsdienst, tag, geht):
    Regelwerk.objects.filter(von=date(2026, 11, 1)).update(ladungsfrist_tage=3, ladungsfrist_zaehlung="ohne_absendetag")
    erste = factories.sitzung_mit(welt.kreistag, "2026-11-30", [], benutzer=sitzungsdienst)
    with uhr.gestellt(factories.zeit(tag)):
        if geht:
            assert ladung.pruefe_ladungsfrist(erste, "").gewahrt
        else:
            with pytest.raises(ValidationError, match="§ 59 Abs. 2"):
                ladung.pruefe_ladungsfrist(erste, "Sehr eilig")


@pytest.mark.parametrize(("zaehlung", "letzter"), [("ohne_beide", "2019-05-05"), ("ohne_absendetag", "2019-05-06")])
def test_regel_03_the_period_is_counted_as_the_rules_say(ausschuss, zaehlung, letzter):
    Regelwerk.objects.update(ladungsfrist_zaehlung=zaehlung)
    assert ladung.ladungsfrist(ausschuss).spaetester_tag == date.fromisoformat(letzter)
    with uhr.gestellt(factories.zeit(letzter)):
        assert ladung.pruefe_ladungsfrist(ausschuss, "").gewahrt
    with uhr.gestellt(factories.zeit(letzter) + timedelta(days=1)):
        with pytest.raises(ValidationError, match="Ladungsfrist"):
            ladung.pruefe_ladungsfrist(ausschuss, "  ")
        assert not ladung.pruefe_ladungsfrist(ausschuss, "Deichbruch").gewahrt


def test_regel_03_not_even_an_eilfall_goes_below_its_hours(ausschuss):
    with uhr.gestellt(ausschuss.beginn - timedelta(hours=24)):
        ladung.pruefe_ladungsfrist(ausschuss, "Deichbruch")
    zu_spaet = ausschuss.beginn - timedelta(hours=24) + timedelta(minutes=1)
    with uhr.gestellt(zu_spaet), pytest.raises(ValidationError, match="24 Stunden"):
        ladung.pruefe_ladungsfrist(ausschuss, "Deichbruch")


def test_regel_04_the_invitation_states_that_the_period_was_shortened_and_why(ausschuss, sitzungsdienst):
    with uhr.gestellt(factories.zeit("2019-05-10")):
        workflow.einladen(
            ausschuss, benutzer=sitzungsdienst, eilfall_grund="Deichbruch bei Bensersiel", datenschutz_bestaetigt=True
        )
    text = text_von(ausschuss.dokumente.get(art=D.EINLADUNG).lesen())
    assert "Ladungsfrist" in text and "Deichbruch bei Bensersiel" in text


def test_regel_04_a_reason_that_nobody_needed_is_not_printed(ausschuss, sitzungsdienst):
    workflow.einladen(ausschuss, benutzer=sitzungsdienst, eilfall_grund="Zur Sicherheit", datenschutz_bestaetigt=True)
    ausschuss.refresh_from_db()
    assert ausschuss.eilfall_grund == ""


def test_regel_05_the_dispatch_keeps_agenda_day_place_time_and_recipients(ausschuss, sitzungsdienst):
    sitzung = factories.einladen(ausschuss, benutzer=sitzungsdienst)
    sendung = sitzung.versendungen.get()
    assert (sendung.beginn, sendung.ort, sendung.raum) == (sitzung.beginn, sitzung.ort, sitzung.raum)
    assert sendung.versandt_am == sitzung.eingeladen_am and sendung.versandt_von == sitzungsdienst
    assert sendung.fassung == sitzung.fassungen.get() and sendung.empfaenger.count() == 44


def test_regel_07_a_missing_benehmen_is_recorded_and_blocks_nothing(kreistag, sitzungsdienst):
    eintrag = vorbereitung.fertigstellen(kreistag, begruendung="Der Vorsitz ist verreist.", benutzer=sitzungsdienst)
    assert [w["code"] for w in eintrag.warnungen] == ["beteiligung_tagesordnung"]
    assert eintrag.begruendung == "Der Vorsitz ist verreist."
    assert factories.einladen(kreistag, benutzer=sitzungsdienst).status == SitzungStatus.EINGELADEN
    assert "Benehmen" in kreistag.verlauf.get(aktion="fertiggestellt").bemerkung


def test_regel_07_with_the_benehmen_there_is_no_warning(kreistag, sitzungsdienst):
    vorbereitung.beteiligen(
        kreistag, "tagesordnung", stand="hergestellt", am=date(2019, 4, 26), benutzer=sitzungsdienst
    )
    assert vorbereitung.fertigstellen(kreistag, benutzer=sitzungsdienst).warnungen == []


def test_regel_08_the_first_sitting_of_a_term_needs_no_benehmen(welt, jahr_2019, sitzungsdienst):
    erste = factories.sitzung_mit(welt.kreistag, "2019-06-27", [], benutzer=sitzungsdienst)
    assert vorbereitung.gegenstaende(erste) == [] and vorbereitung.warnungen(erste) == []


def test_regel_09_an_item_that_the_vorsitz_demanded_is_missed(kreistag, sitzungsdienst):
    eintrag = vorbereitung.verlangen(
        kreistag, "Radweg an der K 12", eingegangen_am=date(2019, 4, 25), benutzer=sitzungsdienst
    )
    assert any("Radweg an der K 12" in w.text for w in vorbereitung.warnungen(kreistag))
    vorbereitung.aufgenommen(eintrag, kreistag.tops.first(), benutzer=sitzungsdienst)
    assert not any("Radweg" in w.text for w in vorbereitung.warnungen(kreistag))


def test_regel_10_einvernehmen_and_benehmen_are_two_fields(ausschuss, sitzungsdienst):
    assert vorbereitung.gegenstaende(ausschuss) == ["einberufung", "tagesordnung"]
    vorbereitung.beteiligen(
        ausschuss, "einberufung", stand="hergestellt", am=date(2019, 4, 26), benutzer=sitzungsdienst
    )
    assert [w.code for w in vorbereitung.warnungen(ausschuss)] == ["beteiligung_tagesordnung"]


def test_regel_13_the_announcement_is_made_and_its_publication_recorded(ausschuss, sitzungsdienst):
    sitzung = factories.einladen(ausschuss, benutzer=sitzungsdienst)
    text = text_von(sitzung.dokumente.get(art=D.BEKANNTMACHUNG).lesen())
    assert "17:00" in text and "13.05.2019" in text and "Kreishaus" in text
    eintrag = bekanntmachung.festhalten(sitzung, am=uhr.heute(), medium="Aushang", benutzer=sitzungsdienst)
    assert (eintrag.medium, eintrag.warnung) == ("Aushang", "")


def test_regel_13_a_missed_lead_time_is_recorded_with_its_reason(ausschuss, sitzungsdienst):
    sitzung = factories.einladen(ausschuss, benutzer=sitzungsdienst)
    with uhr.gestellt(factories.zeit("2019-05-11")):
        assert bekanntmachung.lage(sitzung).ist_verspaetet
        with pytest.raises(ValidationError, match="verspätet"):
            bekanntmachung.festhalten(sitzung, am=uhr.heute(), medium="Aushang", benutzer=sitzungsdienst)
        eintrag = bekanntmachung.festhalten(
            sitzung, am=uhr.heute(), medium="Aushang", begruendung="Krankheit", benutzer=sitzungsdienst
        )
    assert "10.05.2019" in eintrag.warnung


def test_regel_14_the_kreisausschuss_is_not_announced(welt, jahr_2019, sitzungsdienst, client):
    sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [], benutzer=sitzungsdienst)
    sitzung = factories.einladen(sitzung, benutzer=sitzungsdienst)
    assert not sitzung.dokumente.filter(art=D.BEKANNTMACHUNG).exists()
    assert client.get(sitzung.pfad).status_code == 404
    with pytest.raises(ValidationError, match="nicht bekannt gemacht"):
        bekanntmachung.festhalten(sitzung, am=uhr.heute(), medium="Aushang", benutzer=sitzungsdienst)


@pytest.fixture
def nichtoeffentlich(welt, jahr_2019, sachbearbeiterin, landrat, sitzungsdienst, ratsfrau):
    """A non-public paper on the agenda of the Sozialausschuss; the ratsfrau has a seat there."""
    vorlage = factories.freigeben(
        factories.entwurf(
            welt, sachbearbeiterin, ist_oeffentlich=False, nichtoeffentlich_grund="interessen", betreff="GEHEIMWORT"
        ),
        sachbearbeiterin,
        landrat,
    )
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [vorlage], benutzer=sitzungsdienst)
    sitzung = factories.einladen(sitzung, benutzer=sitzungsdienst)
    return sitzung, sitzung.tops.get(beratung__vorlage=vorlage)


@pytest.mark.parametrize("slug", ["kreisausschuss", "sozialausschuss"])
def test_regel_26_regel_27_abgeordnete_without_a_seat_listen(welt, nichtoeffentlich, slug, ratsfrau, sitzungsdienst):
    gremium = getattr(welt, slug)
    Mitgliedschaft.objects.filter(person=welt.personen[5], gremium=gremium).update(bis=date(2019, 5, 1))
    sitzung = nichtoeffentlich[0]
    if slug == "kreisausschuss":
        sitzung = factories.sitzung_mit(gremium, "2019-05-23", [], benutzer=sitzungsdienst)
        sitzung = factories.einladen(sitzung, benutzer=sitzungsdienst)
        zeile = Zustellnachweis.objects.get(versand__sitzung=sitzung, person=welt.personen[5])
        assert (zeile.eigenschaft, zeile.sitz) == ("zuhoerend", None)
    assert set(sicht.lesbare_tops(sitzung, ratsfrau)) == set(sitzung.tops.all())


def test_regel_28_a_mitwirkungsverbot_withholds_the_papers_everywhere(welt, nichtoeffentlich, ratsfrau, client):
    sitzung, top = nichtoeffentlich
    vorlage = top.beratung.vorlage
    client.force_login(ratsfrau)
    seite = reverse("vorlagen:detail", args=[vorlage.pk])
    assert [b.vorlage for b in sicht.blaetter(sitzung, ratsfrau) if b.top == top] == [vorlage]
    assert client.get(seite).status_code == 200
    Mitwirkungsverbot.objects.create(top=top, person=welt.personen[5])
    (blatt,) = [b for b in sicht.blaetter(sitzung, ratsfrau) if b.top == top]
    assert (blatt.vorlage, blatt.dateien, blatt.vorenthalten) == (None, (), True)
    assert vorlage not in Vorlage.objects.sichtbar_fuer(ratsfrau)
    assert client.get(seite).status_code == 404


def test_regel_28_a_public_paper_stays_open(welt, ausschuss, freigegeben, sitzungsdienst, ratsfrau):
    factories.einladen(ausschuss, benutzer=sitzungsdienst)
    Mitwirkungsverbot.objects.create(top=ausschuss.tops.get(beratung__isnull=False), person=welt.personen[5])
    assert freigegeben in Vorlage.objects.sichtbar_fuer(ratsfrau)


def test_regel_31_after_the_mandate_nothing_is_read_not_even_what_was_sent(welt, nichtoeffentlich, ratsfrau, client):
    sitzung, top = nichtoeffentlich
    versand.oeffnen(sitzung, ratsfrau)
    Mitgliedschaft.objects.filter(person=welt.personen[5]).update(bis=date(2019, 4, 26))
    client.force_login(ratsfrau)
    wege = [reverse(f"sitzungen:{name}", args=[sitzung.pk]) for name in ("paket", "paket_laden", "detail", "pdf")]
    wege.append(reverse("vorlagen:detail", args=[top.beratung.vorlage.pk]))
    for weg in wege:
        antwort = client.get(weg)
        assert antwort.status_code == 200, weg
        if antwort.streaming:
            assert b"".join(antwort.streaming_content)
    with uhr.gestellt(factories.zeit("2019-04-27")):
        assert {client.get(weg).status_code for weg in wege} == {404}
