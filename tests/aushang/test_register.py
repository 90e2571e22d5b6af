"""The public register: its writers, its tombstones, its role, and that nothing else can be read."""

import uuid

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction

from aushang import register
from aushang.models import Datei, Eintrag, Grund
from aushang.register import Aushang, AushangDatei, AushangFehler
from sitzungen.management.commands.aushang_pruefen import alle_aushaenge
from tests import factories
from wittmund_ris import ablage, uhr

INHALT = b"%PDF-1.7 Inhalt"


@pytest.fixture
def aushang(db):
    datei = AushangDatei(
        id=uuid.uuid4(),
        pfad="/vorlagen/2019/0001/vorlage.pdf",
        rolle="hauptdokument",
        name="Vorlage",
        dateiname="vorlage.pdf",
        mime="application/pdf",
        groesse=len(INHALT),
        sha256=ablage.sha256(INHALT),
        quelle=ablage.ablegen(INHALT),
    )
    return Aushang(
        id=uuid.uuid4(),
        art=Eintrag.Art.VORLAGE,
        pfad="/vorlagen/2019/0001/",
        titel="Titel",
        nummer="0001/2019",
        daten={"name": "Titel"},
        suche="Titel",
        dateien=(datei,),
    )


def mit(aushang, **felder):
    return Aushang(**{name: getattr(aushang, name) for name in aushang.__dataclass_fields__} | felder)


def test_stamp_moves_when_and_only_when_content_moves(aushang):
    with uhr.gestellt(factories.zeit("2019-05-01")):
        register.veroeffentlichen(aushang)
    erst = Eintrag.objects.get().geaendert_am
    with uhr.gestellt(factories.zeit("2019-05-02")):
        register.aendern(aushang)
        register.abgleichen([aushang])
        assert Eintrag.objects.get().geaendert_am == erst
        register.abgleichen([mit(aushang, titel="Neu")])
    eintrag = Eintrag.objects.get()
    assert (eintrag.titel, eintrag.erstellt_am) == ("Neu", erst)
    assert eintrag.geaendert_am == factories.zeit("2019-05-02")


def test_object_is_published_once_and_its_address_is_permanent(aushang):
    register.veroeffentlichen(aushang)
    with pytest.raises(AushangFehler, match="schon im Register"):
        register.veroeffentlichen(aushang)
    with pytest.raises(AushangFehler, match="dauerhaft"):
        register.aendern(mit(aushang, pfad="/vorlagen/2019/0002/"))
    with pytest.raises(AushangFehler, match="hängt nicht aus"):
        register.aendern(mit(aushang, id=uuid.uuid4()))


@pytest.mark.django_db(transaction=True)
def test_withdrawal_empties_row_and_file_and_cannot_be_undone(aushang):
    register.veroeffentlichen(aushang)
    name = Datei.objects.get().ablage
    assert storages["aushang"].exists(name)
    register.entfernen(aushang.id, Grund.DATENSCHUTZ)
    eintrag, datei = Eintrag.objects.get(), Datei.objects.get()
    assert (eintrag.titel, eintrag.nummer, eintrag.daten, eintrag.suche) == ("", "", {}, "")
    assert (eintrag.pfad, eintrag.entfernt_grund) == (aushang.pfad, Grund.DATENSCHUTZ)
    assert (datei.name, datei.dateiname, datei.sha256, datei.ablage) == ("", "", "", "")
    assert not storages["aushang"].exists(name)
    register.abgleichen([aushang])
    assert Eintrag.objects.get().entfernt_am
    for versuch in (lambda: register.aendern(aushang), lambda: register.veroeffentlichen(aushang)):
        with pytest.raises(AushangFehler):
            versuch()


def test_reason_is_one_of_a_closed_list(aushang):
    register.veroeffentlichen(aushang)
    with pytest.raises(ValueError, match="Frei erfunden"):
        register.entfernen(aushang.id, "Frei erfunden über Frau X")


def test_tombstone_with_content_is_refused_by_the_database(aushang):
    register.veroeffentlichen(aushang)
    register.entfernen(aushang.id, Grund.VERSEHEN)
    with pytest.raises(Error), transaction.atomic():
        Eintrag.objects.update(titel="Doch noch da")


def test_file_with_a_broken_seal_is_not_published(aushang):
    datei = aushang.dateien[0]
    falsch = AushangDatei(**{n: getattr(datei, n) for n in datei.__dataclass_fields__} | {"sha256": "0" * 64})
    with pytest.raises(AushangFehler, match="Siegel"), transaction.atomic():
        register.veroeffentlichen(mit(aushang, dateien=(falsch,)))
    assert not Eintrag.objects.exists()


def test_pruefen_names_every_difference(welt, stammdaten_ausgehaengt, capsys):
    call_command("aushang_pruefen")
    welt.kreistag.name = "Anders"
    welt.kreistag.save()
    fremd = Eintrag.objects.create(
        art="seite", pfad="/fremd/", erstellt_am=uhr.jetzt(), geaendert_am=uhr.jetzt(), titel="Fremd"
    )
    Eintrag.objects.filter(pk=welt.amt.oeffentliche_id).delete()
    with pytest.raises(CommandError):
        call_command("aushang_pruefen")
    zeilen = capsys.readouterr().out
    assert "weicht ab: /gremien/kreistag/ (titel)" in zeilen
    assert f"zu viel im Register: {fremd.pfad}" in zeilen
    assert "fehlt im Register: /gremien/amt-32/" in zeilen


def test_role_reads_the_register_and_nothing_else(aushang):
    register.veroeffentlichen(aushang)
    with connection.cursor() as zeiger:
        zeiger.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name"
        )
        tabellen = [name for (name,) in zeiger.fetchall()]
    assert {"vorlagen_vorlage", "konten_benutzer", "django_session"} <= set(tabellen)
    lesbar, beschreibbar = set(), set()
    for tabelle in tabellen:
        for menge, recht in ((lesbar, "SELECT"), (beschreibbar, "INSERT, UPDATE, DELETE, TRUNCATE")):
            with connection.cursor() as zeiger:
                zeiger.execute("SELECT has_table_privilege('ris_portal', %s, %s)", [tabelle, recht])
                if zeiger.fetchone()[0]:
                    menge.add(tabelle)
    assert lesbar == {"aushang_eintrag", "aushang_datei"}
    assert beschreibbar == set()
    with pytest.raises(Error, match="permission denied"), transaction.atomic(), connection.cursor() as zeiger:
        zeiger.execute("SET LOCAL ROLE ris_portal")
        zeiger.execute("SELECT * FROM vorlagen_vorlage")


def test_full_recomputation_equals_what_acts_have_written(welt, stammdaten_ausgehaengt, freigegeben, sitzungsdienst):
    sitzung = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [freigegeben], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    assert register.unterschiede(alle_aushaenge()) == []
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        assert register.unterschiede(alle_aushaenge()) == []
        factories.abstimmen(sitzung, freigegeben, 10, 0, 1, benutzer=sitzungsdienst)
        assert register.unterschiede(alle_aushaenge()) == []
        factories.schliessen(sitzung, benutzer=sitzungsdienst)
    assert register.unterschiede(alle_aushaenge()) == []
