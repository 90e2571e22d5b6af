"""The Protokoll: rules 64 to 71 and 102 (§ 68 NKomVG, Geschäftsordnung)."""

import io
from datetime import date

import pikepdf
import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aushang.models import Datei
from gremien.choices import Unterzeichner
from gremien.models import Person, Regelwerk
from hinweise.models import Hinweis
from sitzungen import (
    anwesenheit,
    ergebnisse,
    planung,
    protokoll,
    protokollbloecke,
    tagesordnung,
    verfahren,
    verhandlung,
)
from sitzungen.choices import ProtokollStatus, Stimmwert
from sitzungen.models import Protokoll, Protokollblock
from sitzungen.protokolltext import abschnitte
from tests import factories
from tests.test_demodaten import pruefe_register
from wittmund_ris import uhr
from wittmund_ris.workflow import UebergangNichtMoeglich

GEHEIM = "Grundstück Heuweg"


def um(uhrzeit, tag="2019-05-13"):
    return uhr.gestellt(factories.zeit(tag, uhrzeit))


@pytest.fixture
def offen(freigegeben, welt, sitzungsdienst, ratsfrau):
    """An open sitting of the Sozialausschuss with a paper in part Ö and a matter in part N."""
    sitzung = planung.planen(welt.sozialausschuss, factories.zeit("2019-05-13", "17:00"), benutzer=sitzungsdienst)
    tagesordnung.aufnehmen(sitzung, freigegeben.beratungen.get(gremium=welt.sozialausschuss), benutzer=sitzungsdienst)
    tagesordnung.hinzufuegen(
        sitzung, teil="n", titel=GEHEIM, oeffentlicher_titel="Grundstücksangelegenheit", benutzer=sitzungsdienst
    )
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    with um("17:00"):
        sitze = list(anwesenheit.mitglieder(sitzung).order_by("pk"))
        Person.objects.filter(benutzer=ratsfrau).update(benutzer=None)
        Person.objects.filter(pk=sitze[0].person_id).update(benutzer=ratsfrau)
        sitze[0].refresh_from_db()
        return factories.sitzungsworkflow.eroeffnen(
            sitzung, leitung=sitze[0].person, anwesend=sitze[:9], entschuldigt=[sitze[9]], benutzer=sitzungsdienst
        )


def sitz(sitzung, stelle):
    return sitzung.anwesenheiten.order_by("mitgliedschaft__pk")[stelle]


@pytest.fixture
def verhandelt(offen, sitzungsdienst):
    """Votes, a demand, a conflict, a latecomer in Ö; a vote and somebody who comes in N."""
    d = {"benutzer": sitzungsdienst}
    top, geheim = offen.tops.get(beratung__isnull=False), offen.tops.get(titel=GEHEIM)
    with um("17:20"):
        verhandlung.aufrufen(top, **d)
        anwesenheit.kommen(sitz(offen, 10), **d)
        verhandlung.ausschliessen(top, person=sitz(offen, 2).mitgliedschaft.person, **d)
        ergebnisse.abstimmen(top, ja=7, nein=2, enthaltung=0, **d)
        verfahren.stimme_verlangen(top.abstimmungen.get(), sitz(offen, 1).mitgliedschaft.person, Stimmwert.NEIN, **d)
    with um("18:07"):
        verhandlung.aufrufen(geheim, **d)
        anwesenheit.kommen(sitz(offen, 9), **d)
        ergebnisse.abstimmen(geheim, ja=11, nein=0, enthaltung=0, **d)
    with um("18:31"):
        verhandlung.unterbrechen(offen, grund="Beratung des Kaufpreises", **d)
    with um("18:44"):
        verhandlung.fortsetzen(offen, **d)
    return offen


@pytest.fixture
def geschrieben(verhandelt, sitzungsdienst):
    """Closed, with a text at every place that says where it stands."""
    p = protokollbloecke.beginnen(verhandelt, benutzer=sitzungsdienst)
    for b in p.bloecke.select_related("top"):
        geheimnis = "Sperrwort" if b.teil == "n" else "Freiwort"
        protokollbloecke.schreiben(b, f"<p>{geheimnis} {b.art}</p>", version=1, benutzer=sitzungsdienst)
    with um("19:12"):
        factories.schliessen(verhandelt, benutzer=sitzungsdienst)
    verhandelt.refresh_from_db()
    return Protokoll.objects.get(pk=p.pk)


@pytest.fixture
def fertig(geschrieben, sitzungsdienst):
    with um("09:00", "2019-05-20"):
        protokoll.fertigstellen(geschrieben, benutzer=sitzungsdienst)
    geschrieben.refresh_from_db()
    return geschrieben


@pytest.fixture
def gezeichnet(fertig, ratsfrau, landrat, sitzungsdienst):
    konten = {"vorsitz": ratsfrau, "hvb": landrat, "protokollfuehrung": sitzungsdienst}
    with um("10:00", "2019-05-21"):
        for rolle in protokoll.offene_unterschriften(fertig):
            protokoll.unterzeichnen(fertig, rolle, benutzer=konten[rolle])
    fertig.refresh_from_db()
    return fertig


@pytest.fixture
def naechste(welt, sitzungsdienst):
    """A later closed sitting of the body that adopted the approval."""

    def tagen(sitzung, ja=9, nein=0, tag="2019-09-16"):
        neue = planung.planen(sitzung.gremium, factories.zeit(tag, "17:00"), benutzer=sitzungsdienst)
        top = tagesordnung.hinzufuegen(
            neue, teil="oe" if neue.ist_oeffentlich else "n", titel="Genehmigung des Protokolls",
            oeffentlicher_titel="Genehmigung des Protokolls", benutzer=sitzungsdienst, protokoll_von=sitzung,
        )  # fmt: skip
        with um("08:00", tag.replace("16", "02")):
            factories.einladen(neue, benutzer=sitzungsdienst)
        with um("17:00", tag):
            factories.eroeffnen(neue, benutzer=sitzungsdienst)
            ergebnisse.abstimmen(top, ja=ja, nein=nein, enthaltung=0, benutzer=sitzungsdienst)
            factories.schliessen(neue, benutzer=sitzungsdienst)
        top.refresh_from_db()
        return top

    return tagen


@pytest.fixture
def genehmigt(gezeichnet, naechste, sitzungsdienst):
    top = naechste(gezeichnet.sitzung)
    with um("08:00", "2019-09-17"):
        protokoll.genehmigen(gezeichnet, top=top, benutzer=sitzungsdienst)
    gezeichnet.refresh_from_db()
    return gezeichnet


def text(dokument) -> str:
    seiten = pypdfium2.PdfDocument(dokument.lesen() if hasattr(dokument, "lesen") else dokument)
    return " ".join(" ".join(s.get_textpage().get_text_range() for s in seiten).split())


def teil_text(sitzung, teil) -> str:
    return "\n".join(
        f"{a.nummer} {a.titel} {t.bezeichnung} {t.text} {' '.join(t.zeilen)} {t.wortlaut}"
        for a in abschnitte(sitzung)
        if a.teil == teil
        for t in a.tatsachen
    )


def test_regel_64_finishing_waits_for_every_result(offen, sitzungsdienst):
    p = protokollbloecke.beginnen(offen, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="Es fehlen noch Ergebnisse zu: Ö"):
        protokoll.fertigstellen(p, benutzer=sitzungsdienst)
    top = offen.tops.get(beratung__isnull=False)
    with um("17:30"):
        ergebnisse.abstimmen(top, ja=9, nein=0, enthaltung=0, benutzer=sitzungsdienst)
        with pytest.raises(ValidationError, match="geschlossen"):
            protokoll.fertigstellen(p, benutzer=sitzungsdienst)


def test_regel_65_facts_are_those_of_the_sitting(fertig):
    worte = text(fertig.fassung.oeffentlich)
    for wort in (
        "Ordnungsgemäß geladen", "Nicht anwesend", "TOP Ö 3, 17:20 Uhr", "9 von 11", "18:07 Uhr",
        "Mitwirkungsverbot", "wirkte nicht mit und verließ den Sitzungsraum", "Ja 7, Nein 2", "Freiwort kopf",
        "Das Gremium ist beschlussfähig", "mehrheitlich empfohlen",
    ):  # fmt: skip
        assert wort in worte, wort


def test_regel_66_the_own_vote_stands_with_name_and_keyword(fertig, freigegeben):
    wer = sitz(fertig.sitzung, 1).mitgliedschaft.person.name
    worte = text(fertig.fassung.oeffentlich)
    assert f"{wer} hat zu „{freigegeben.betreff}“ mit Nein gestimmt" in worte


def test_regel_67_the_public_part_contains_nothing_of_the_other(fertig):
    oeffentlich, intern = text(fertig.fassung.oeffentlich), text(fertig.fassung.nichtoeffentlich)
    gekommen = sitz(fertig.sitzung, 9).mitgliedschaft.person.name
    for wort in (GEHEIM, "Sperrwort", "Kaufpreis", "Grundstück", "18:31", "19:12", "N 1", "Ja 11", "nichtöffentlich"):
        assert wort not in oeffentlich, wort
    for wort in (GEHEIM, "Sperrwort", "Kaufpreis", "18:31", "19:12", "Ja 11"):
        assert wort in intern, wort
    # Who came in part N was not there in part Ö.
    assert f"Nicht anwesend: {gekommen}" in oeffentlich
    assert "Freiwort" not in intern
    with pikepdf.open(io.BytesIO(fertig.fassung.oeffentlich.lesen())) as pdf:
        assert GEHEIM not in str(pdf.docinfo)
    assert GEHEIM not in fertig.fassung.oeffentlich.dateiname


def test_regel_67_an_item_without_the_public_belongs_to_the_other_part(verhandelt):
    top = verhandelt.tops.get(beratung__isnull=False)
    type(top).objects.filter(pk=top.pk).update(
        ohne_oeffentlichkeit_seit=factories.zeit("2019-05-13", "17:20"), ausschluss_mit_aussprache=False
    )
    assert "Ohne Öffentlichkeit behandelt" in teil_text(verhandelt, "oe")
    assert "Ja 7" not in teil_text(verhandelt, "oe")
    assert "Ja 7" in teil_text(verhandelt, "n")


def test_regel_68_not_final_before_all_have_signed(fertig, naechste, ratsfrau, landrat, sitzungsdienst):
    top = naechste(fertig.sitzung)
    assert protokoll.unterzeichner(fertig.sitzung) == protokoll.offene_unterschriften(fertig)
    with pytest.raises(UebergangNichtMoeglich):
        protokoll.genehmigen(fertig, top=top, benutzer=sitzungsdienst)
    with pytest.raises(PermissionDenied):
        protokoll.unterzeichnen(fertig, Unterzeichner.VORSITZ, benutzer=landrat)
    with pytest.raises(ValidationError, match="bestätigt die Unterschrift selbst"):
        protokoll.unterzeichnen(fertig, Unterzeichner.VORSITZ, benutzer=sitzungsdienst, auf_papier_am=date(2019, 5, 21))
    with um("10:00", "2019-05-21"):
        protokoll.unterzeichnen(fertig, Unterzeichner.VORSITZ, benutzer=ratsfrau)
    fertig.refresh_from_db()
    assert fertig.status == ProtokollStatus.FERTIG
    unterschrift = fertig.fassung.unterschriften.get()
    assert (unterschrift.benutzer, unterschrift.auf_papier_am) == (ratsfrau, None)


def test_regel_68_on_paper_for_whoever_has_no_account(fertig, sitzungsdienst):
    Person.objects.filter(pk=fertig.sitzung.leitung_id).update(benutzer=None)
    with um("10:00", "2019-05-21"):
        with pytest.raises(ValidationError, match="zwischen der Sitzung und heute"):
            protokoll.unterzeichnen(
                fertig, Unterzeichner.VORSITZ, benutzer=sitzungsdienst, auf_papier_am=date(2019, 5, 22)
            )
        protokoll.unterzeichnen(fertig, Unterzeichner.VORSITZ, benutzer=sitzungsdienst, auf_papier_am=date(2019, 5, 20))
    unterschrift = fertig.fassung.unterschriften.get()
    assert unterschrift.name == fertig.sitzung.leitung.name
    assert unterschrift.auf_papier_am == date(2019, 5, 20)


def test_regel_69_approved_by_an_adopted_item_of_a_later_sitting(gezeichnet, naechste, sitzungsdienst):
    abgelehnt = naechste(gezeichnet.sitzung, ja=1, nein=8)
    with pytest.raises(ValidationError, match="angenommenen Beschluss"):
        protokoll.genehmigen(gezeichnet, top=abgelehnt, benutzer=sitzungsdienst)
    eigener = gezeichnet.sitzung.tops.get(titel=GEHEIM)
    with pytest.raises(ValidationError, match="späteren"):
        protokoll.genehmigen(gezeichnet, top=eigener, benutzer=sitzungsdienst)


def test_regel_70_locked_and_corrected_as_a_new_version(genehmigt, ratsfrau, landrat, sitzungsdienst):
    d = {"benutzer": sitzungsdienst}
    block = genehmigt.bloecke.first()
    with pytest.raises(ValidationError, match="steht fest"):
        protokollbloecke.schreiben(block, "<p>neu</p>", version=block.version, **d)
    for befehl in (
        "UPDATE sitzungen_protokollblock SET text = 'x'",
        "DELETE FROM sitzungen_protokollblock",
        "UPDATE sitzungen_protokoll SET status = 'entwurf'",
        "UPDATE sitzungen_protokollfassung SET nummer = 7",
        "DELETE FROM sitzungen_protokollunterschrift",
    ):
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic(), connection.cursor() as zeiger:
            zeiger.execute(befehl)
    with um("09:00", "2019-10-01"):
        protokoll.berichtigen(
            genehmigt, beschluss="Ö 3 am 30.09.2019", beschlossen_am=date(2019, 9, 30), grund="Name falsch", **d
        )
        protokollbloecke.schreiben(block, "<p>berichtigt</p>", version=block.version, **d)
        protokoll.fertigstellen(Protokoll.objects.get(pk=genehmigt.pk), **d)
        for rolle, konto in (("vorsitz", ratsfrau), ("hvb", landrat), ("protokollfuehrung", sitzungsdienst)):
            if rolle in protokoll.offene_unterschriften(Protokoll.objects.get(pk=genehmigt.pk)):
                protokoll.unterzeichnen(genehmigt, rolle, benutzer=konto)
    genehmigt.refresh_from_db()
    assert genehmigt.status == ProtokollStatus.GENEHMIGT
    erste, zweite = genehmigt.fassungen.all()
    assert erste.berichtigung is None
    assert (zweite.berichtigung.grund, zweite.berichtigung.beschlossen_am) == ("Name falsch", date(2019, 9, 30))
    assert "Berichtigte Fassung" in text(zweite.oeffentlich)
    # The reason may speak of part N.
    assert "Name falsch" not in text(zweite.oeffentlich)
    assert "Name falsch" in text(zweite.nichtoeffentlich)
    assert "berichtigt" not in text(erste.oeffentlich)


def test_regel_70_an_upheld_objection_leads_to_a_corrected_version(gezeichnet, naechste, sitzungsdienst):
    top = naechste(gezeichnet.sitzung)
    einwendungen = [
        {"erhoben_von": "Anna Janssen", "inhalt": "Der Antrag fehlt.", "stattgegeben": True},
        {"erhoben_von": "Okko Friedrichs", "inhalt": "Anders gemeint.", "stattgegeben": False},
    ]
    with um("08:00", "2019-09-17"):
        protokoll.genehmigen(gezeichnet, top=top, einwendungen=einwendungen, benutzer=sitzungsdienst)
    gezeichnet.refresh_from_db()
    assert gezeichnet.status == ProtokollStatus.BERICHTIGUNG
    assert gezeichnet.berichtigungen.get().grund == "Der Antrag fehlt."
    assert gezeichnet.einwendungen.count() == 2


@pytest.mark.usefixtures("stammdaten_ausgehaengt")
def test_regel_71_and_102_published_after_the_approval_and_the_answer(gezeichnet, naechste, sitzungsdienst):
    d = {"benutzer": sitzungsdienst}
    with pytest.raises(UebergangNichtMoeglich):
        protokoll.veroeffentlichen(gezeichnet, datenschutz="nein", **d)
    with um("08:00", "2019-09-17"):
        protokoll.genehmigen(gezeichnet, top=naechste(gezeichnet.sitzung), **d)
        assert not Datei.objects.filter(rolle="protokoll_oeffentlich").exists()
        with pytest.raises(ValidationError, match="personenbezogene Daten"):
            protokoll.veroeffentlichen(gezeichnet, datenschutz="", **d)
        with pytest.raises(ValidationError, match="begründen"):
            protokoll.veroeffentlichen(gezeichnet, datenschutz="ja", **d)
        protokoll.veroeffentlichen(gezeichnet, datenschutz="nein", **d)
    datei = Datei.objects.get(rolle="protokoll_oeffentlich")
    assert datei.sha256 == gezeichnet.fassung.oeffentlich.sha256
    assert datei.pfad == f"{gezeichnet.sitzung.pfad}protokoll.pdf"
    assert GEHEIM not in datei.text
    assert "keine personenbezogenen Daten" in gezeichnet.sitzung.verlauf.filter(aktion="protokoll").last().bemerkung
    pruefe_register()


def test_regel_71_never_where_the_regelwerk_says_so(genehmigt, sitzungsdienst):
    Regelwerk.objects.update(protokoll_veroeffentlichung="nie")
    with um("09:00", "2019-09-18"), pytest.raises(ValidationError, match="keinen Teil"):
        protokoll.veroeffentlichen(genehmigt, datenschutz="nein", benutzer=sitzungsdienst)


def test_finished_protokoll_is_told_to_the_members_once(fertig, ratsfrau):
    gesagt = Hinweis.objects.filter(empfaenger=ratsfrau, schluessel__startswith="protokoll:")
    assert gesagt.count() == 2
    assert not any(GEHEIM in f"{h.titel}{h.text}{h.titel_mail}" for h in gesagt)


def test_two_clerks_at_one_block_lose_nothing(geschrieben, offen, sitzungsdienst):
    andere = factories.konto("zweite", "Sitzungsdienst", last_name="Zweite")
    block = geschrieben.bloecke.first()
    neu = protokollbloecke.schreiben(block, "<p>erste</p>", version=block.version, benutzer=sitzungsdienst)
    with pytest.raises(protokollbloecke.Konflikt) as konflikt:
        protokollbloecke.schreiben(block, "<p>zweite</p>", version=block.version, benutzer=andere)
    assert konflikt.value.block.text == "<p>erste</p>"
    # The same text from an old page is no conflict.
    protokollbloecke.schreiben(block, "<p>erste</p>", version=1, benutzer=andere)
    assert Protokollblock.objects.get(pk=block.pk).version == neu.version


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texte=st.lists(st.text("abcäöüß <&*-1.\n", max_size=40), min_size=3, max_size=3), akte=st.permutations(range(3)))
def test_new_facts_never_touch_prose(offen, sitzungsdienst, texte, akte):
    """Whatever happens in the sitting: the facts follow, every letter of the clerk stays."""
    d = {"benutzer": sitzungsdienst}
    with transaction.atomic():
        p = protokollbloecke.beginnen(offen, **d)
        bloecke = list(p.bloecke.all()[:3])
        for b, t in zip(bloecke, texte, strict=True):
            b.text = protokollbloecke.schreiben(b, t, version=b.version, **d).text
        top = offen.tops.get(beratung__isnull=False)
        for minute, akt in enumerate(akte):
            with um(f"17:3{minute}"):
                if akt == 0:
                    ergebnisse.abstimmen(top, ja=9, nein=0, enthaltung=0, **d)
                elif akt == 1:
                    anwesenheit.kommen(sitz(offen, 10), **d)
                else:
                    verhandlung.unterbrechen(offen, **d)
                    verhandlung.fortsetzen(offen, **d)
                vorher = {b.pk: b.text for b in bloecke}
                protokollbloecke.beginnen(offen, **d)
                protokollbloecke.inhalt(p)
                assert {b.pk: b.text for b in p.bloecke.filter(pk__in=vorher)} == vorher
        transaction.set_rollback(True)
