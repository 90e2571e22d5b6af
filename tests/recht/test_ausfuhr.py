"""The ZIP of a finished matter: whole, checkable by anyone, the same bytes each time, and only for who may read all of it."""

import io
import json
import shutil
import subprocess
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from konten.models import Lesezugriff
from tests import factories
from vorlagen import anlagen
from vorlagen.ausfuhr import paket, pruefung
from vorlagen.ausfuhr.xml import als_xml, schema
from vorlagen.models import AnlageDatei
from wittmund_ris import ablage


@pytest.fixture
def akte(welt, jahr_2019, sachbearbeiterin, landrat, getagt, stammdaten_ausgehaengt):
    """Two Anlagen, one of them non-public in two versions, through the Kreisausschuss."""
    folge = [{"gremium": welt.kreisausschuss, "rolle": "entscheidung", "geplant_am": "2019-05-23"}]
    entwurf = factories.entwurf(welt, sachbearbeiterin, folge=folge, betreff="Größe & <Maße> der Straße „Ölmühle“")
    tun = {"benutzer": sachbearbeiterin}
    anlagen.hinzufuegen(entwurf, titel="Übersicht: Größe/Maß?", ist_oeffentlich=True, datei=factories.datei(), **tun)
    geheim = anlagen.hinzufuegen(
        entwurf,
        titel="CON",
        ist_oeffentlich=False,
        datei=factories.datei("Müller GmbH – Angebot.pdf", factories.PDF + b"1"),
        **tun,
    )
    anlagen.ersetzen(geheim, factories.datei("neu.pdf", factories.PDF + b"2"), art=AnlageDatei.Art.INTERN, **tun)
    return getagt(factories.freigeben(entwurf, sachbearbeiterin, landrat))[1]


def inhalt(antwort) -> bytes:
    return b"".join(antwort.streaming_content)


def test_regel_104_package_is_whole_and_anyone_can_check_it(akte, als, sitzungsdienst, tmp_path):
    adresse = reverse("vorlagen:ausfuhr", args=[akte.pk])
    antwort = als(sitzungsdienst).get(adresse)
    assert antwort["Content-Disposition"] == 'attachment; filename="vorlage-0001-2019.zip"'
    bytes_ = inhalt(antwort)
    assert len(bytes_) == int(antwort["Content-Length"])
    # The same matter, the same bytes; the log of the reading is not part of it.
    assert inhalt(als(sitzungsdienst).get(adresse)) == bytes_
    datei = tmp_path / "paket.zip"
    datei.write_bytes(bytes_)
    assert pruefung.fehler(datei) == []
    with zipfile.ZipFile(datei) as zip_:
        zip_.extractall(tmp_path)
        namen = zip_.namelist()
    ordner = tmp_path / "vorlage-0001-2019"
    summe = shutil.which("sha256sum")
    assert summe
    lauf = subprocess.run([summe, "-c", "--strict", paket.MANIFEST], cwd=ordner, capture_output=True, check=False)  # noqa: S603
    assert lauf.returncode == 0, lauf.stdout
    # Everything is in the manifest, and the metadata name every stored file.
    genannt = {zeile[66:] for zeile in (ordner / paket.MANIFEST).read_text().splitlines()}
    assert {n.removeprefix("vorlage-0001-2019/") for n in namen} == genannt | {paket.MANIFEST}
    daten = json.loads((ordner / "metadaten.json").read_text())
    assert {d["pfad"] for d in daten["dateien"]} == {n for n in genannt if "/" in n}
    assert all(n.isascii() and not set(n) & set('<>:"\\|?*') for n in namen)
    assert {n for n in genannt if "anlagen" in n} == {
        "nichtoeffentlich/anlagen/01-Uebersicht-Groesse-Mass/intern-v1.pdf",
        "nichtoeffentlich/anlagen/02-_CON/intern-v1.pdf",
        "nichtoeffentlich/anlagen/02-_CON/intern-v2.pdf",
    }
    assert len([n for n in genannt if "/dokumente/" in n]) == akte.fassungen.get().dokumente.count()
    [station] = daten["beratungsfolge"]
    assert station["punkte"][0]["abstimmungen"][0]["ja"] == 11
    assert [e["schritt"] for e in daten["verlauf"]] == list(akte.verlauf.values_list("aktion", flat=True))
    baum = etree.parse(str(ordner / "metadaten.xml"))
    etree.XMLSchema(etree.parse(str(ordner / "metadaten.xsd"))).assertValid(baum)
    assert baum.findtext("{*}Vorgang/{*}Betreff") == "Größe & <Maße> der Straße „Ölmühle“"
    assert baum.findtext(".//{*}Abstimmung/{*}Ja") == "11"


def test_regel_105_the_package_logs_each_non_public_file_in_it(akte, als, sitzungsdienst):
    inhalt(als(sitzungsdienst).get(reverse("vorlagen:ausfuhr", args=[akte.pk])))
    gelesen = {(z.art, z.kennung) for z in Lesezugriff.objects.filter(benutzer=sitzungsdienst, weg="heruntergeladen")}
    erwartet = {("paket", akte.pk)}
    erwartet |= {("anlage", d.pk) for d in AnlageDatei.objects.filter(anlage__vorlage=akte)}
    erwartet |= {("vorlagendokument", d.pk) for d in akte.fassungen.get().dokumente.all()}
    assert gelesen == erwartet


def test_only_who_may_read_all_of_it_gets_it(akte, besetzung, als):
    antworten = {}
    for name, konto in besetzung.items():
        antwort = als(konto).get(reverse("vorlagen:ausfuhr", args=[akte.pk]))
        antworten[name] = antwort.status_code
        if antwort.status_code == 200:
            assert inhalt(antwort)
        else:
            assert "Ölmühle" not in antwort.content.decode()
    assert antworten == {
        "sachbearbeiterin": 200,
        "amtsleiter": 200,
        "landrat": 200,
        "sitzungsdienst": 200,
        "ratsfrau": 403,
        "fremde": 404,
        "administration": 404,
        "gast": 404,
        "superuser": 404,
    }
    assert set(Lesezugriff.objects.values_list("benutzer__username", flat=True)) == {
        "sachbearbeiterin",
        "amtsleiter",
        "landrat",
        "sitzungsdienst",
    }


def test_a_running_matter_has_no_package(freigegeben, als, sitzungsdienst):
    assert als(sitzungsdienst).get(reverse("vorlagen:ausfuhr", args=[freigegeben.pk])).status_code == 404


def test_a_damaged_file_gives_no_package(akte, als, sitzungsdienst):
    datei = AnlageDatei.objects.filter(anlage__vorlage=akte).first()
    pfad = ablage.storages["default"].path(datei.ablage)
    with open(pfad, "ab") as offen:  # noqa: PTH123 - past the storage, on purpose
        offen.write(b"x")
    antwort = als(sitzungsdienst).get(reverse("vorlagen:ausfuhr", args=[akte.pk]), follow=True)
    assert "beschädigt" in antwort.content.decode()
    assert not Lesezugriff.objects.exists()


def test_command_writes_and_checks(akte, sitzungsdienst, fremde, tmp_path, capsys):
    tun = {"konto": "sitzungsdienst", "nach": tmp_path}
    call_command("vorlage_ausfuehren", "0001/2019", **tun)
    ziel = tmp_path / "vorlage-0001-2019.zip"
    assert [p.name for p in tmp_path.iterdir() if p.suffix in (".zip", ".unfertig")] == [ziel.name]
    assert Lesezugriff.objects.filter(art="paket", benutzer=sitzungsdienst).count() == 1
    call_command("vorlage_ausfuehren", pruefen=ziel)
    assert "vollständig und unverändert" in capsys.readouterr().out
    for nummer, konto in (("0001/2019", "fremde"), ("0009/2019", "sitzungsdienst"), ("x", "sitzungsdienst")):
        with pytest.raises(CommandError, match="gibt es nicht"):
            call_command("vorlage_ausfuehren", nummer, konto=konto, nach=tmp_path)
    with pytest.raises(CommandError, match="Bitte Nummer"):
        call_command("vorlage_ausfuehren", "0001/2019")


def geaendert(akte, tun) -> bytes:
    """The package with its entries passed through `tun(name, content)`; None leaves one out."""
    alt, neu = io.BytesIO(), io.BytesIO()
    paket.schreiben(akte, alt)
    with zipfile.ZipFile(alt) as quelle, zipfile.ZipFile(neu, "w") as ziel:
        for name in quelle.namelist():
            if (wert := tun(name, quelle.read(name))) is not None:
                ziel.writestr(name, wert)
    return neu


def test_check_finds_what_was_changed(akte):
    def zweite(name, wert):
        return wert + b" " if name.endswith("metadaten.json") else wert

    assert pruefung.fehler(geaendert(akte, zweite)) == ["Prüfsumme stimmt nicht: metadaten.json"]
    assert pruefung.fehler(geaendert(akte, lambda n, w: None if n.endswith(".txt") and "LIES" in n else w)) == [
        "Es fehlt: LIESMICH.txt"
    ]
    assert pruefung.fehler(geaendert(akte, lambda n, w: None if n.endswith(paket.MANIFEST) else w)) == [
        f"Im Paket fehlt {paket.MANIFEST}."
    ]
    assert pruefung.fehler(io.BytesIO(b"kein ZIP")) == ["Das ist kein lesbares ZIP."]


@given(st.text())
def test_names_are_safe_everywhere(text):
    name = paket.sicher(text)
    assert name.isascii()
    assert 0 < len(name) <= paket.LAENGE + 1
    assert not set(name) & set('<>:"/\\|?* \0')
    assert name[-1] not in ". "
    assert name.split(".")[0].lower() not in paket.GERAETE
    assert paket.sicher(name) == name


@given(st.text(), st.text())
def test_any_text_makes_valid_xml(betreff, bemerkung):
    vorgang = dict.fromkeys(("id", "koerperschaft", "art", "art_titel", "status", "status_titel", "verfasst_von"), "x")
    zeit = "2019-04-26T10:00:00+02:00"
    daten = {
        "format": "1.0",
        "vorgang": {"id": "x", "kennzeichen": "0001/2019", "betreff": f"B{betreff}"}
        | {k: vorgang[k] for k in ("art", "art_titel", "status", "status_titel", "koerperschaft")}
        | {"oeffentlich": True, "verfasst_von": "x", "erstellt_am": zeit, "freigegeben_am": zeit, "fassung": 1},
        "fassungen": [{"nummer": 1, "versiegelt_am": zeit, "von": "x"}],
        "verlauf": [{"am": zeit, "schritt": "x", "schritt_titel": "x", "durch": "x", "bemerkung": f"B{bemerkung}"}],
        "dateien": [
            {"pfad": "oeffentlich/a.pdf", "bezeichnung": "x", "dateiname": "x", "oeffentlich": True}
            | {"medientyp": "x", "bytes": 1, "sha256": "0" * 64, "vom": zeit}
        ],
    }
    schema().assertValid(etree.fromstring(als_xml(daten)))  # noqa: S320 - our own bytes
