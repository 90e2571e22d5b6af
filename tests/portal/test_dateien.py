"""Published files: bytes, seal, withdrawal."""

import pytest

from aushang.models import Datei, Grund
from aushang.register import entfernen
from tests.portal import aushaenge as a


def test_datei_is_answered_with_its_seal(client, rat):
    antwort = client.get("/vorlagen/2019/0042/vorlage.pdf")
    datei = Datei.objects.get(pfad="/vorlagen/2019/0042/vorlage.pdf")
    assert antwort.content == a.PDF
    assert not antwort.streaming
    assert antwort["ETag"] == f'"{datei.sha256}"'
    assert antwort["Content-Type"] == "application/pdf"
    assert antwort["Content-Disposition"] == 'inline; filename="vorlage.pdf"'
    assert antwort["X-Content-Type-Options"] == "nosniff"
    assert antwort["Content-Length"] == str(len(a.PDF))


def test_datei_known_to_the_reader_is_304_without_bytes(client, rat):
    etag = client.get("/vorlagen/2019/0042/vorlage.pdf")["ETag"]
    antwort = client.get("/vorlagen/2019/0042/vorlage.pdf", headers={"If-None-Match": etag})
    assert (antwort.status_code, antwort.content, antwort["ETag"]) == (304, b"", etag)


def test_datei_withdrawn_is_410_also_for_a_reader_who_has_it(client, rat):
    etag = client.get("/vorlagen/2019/0042/vorlage.pdf")["ETag"]
    entfernen(rat.vorlage.pk, Grund.VERSEHEN)
    for kopf in ({}, {"If-None-Match": etag}):
        antwort = client.get("/vorlagen/2019/0042/vorlage.pdf", headers=kopf)
        assert antwort.status_code == 410
        assert Grund.VERSEHEN.label in antwort.content.decode()


@pytest.mark.parametrize("name", ["vorlage2.pdf", "..", "%00.pdf", "Vorlage.pdf"])
def test_datei_unknown_is_404(client, rat, name):
    assert client.get(f"/vorlagen/2019/0042/{name}").status_code == 404


def test_datei_whose_bytes_are_gone_is_404(client, rat, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "aushang": settings.STORAGES["aushang"] | {"OPTIONS": {"location": tmp_path / "leer", "base_url": None}}
    }
    assert client.get("/vorlagen/2019/0042/vorlage.pdf").status_code == 404


def test_datei_that_could_run_is_saved_not_shown(client, rat):
    datei = a.datei("/vorlagen/2019/0043/anlage-1.html", "Seite", rolle="anlage", inhalt=b"<b>", mime="text/html")
    a.vorlage("0043/2019", "Mit Seite", dateien=[datei])
    assert client.get(datei.pfad)["Content-Disposition"].startswith("attachment;")


def test_datei_of_a_sitting(client, rat):
    antwort = client.get("/sitzungen/2019-06-27-kreistag/tagesordnung.pdf")
    assert (antwort.status_code, antwort.content) == (200, a.PDF)
