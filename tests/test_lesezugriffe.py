"""Rule 105: every reading of a file that is not public is written down, in the request that answers it."""

import ast
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import InternalError, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from aushang.models import Datei
from konten import lesezugriffe
from konten.models import Lesezugriff
from sitzungen.models import Sitzung, Sitzungsdokument
from tests import factories
from vorlagen import anlagen
from vorlagen.models import Anlage, Vorlage, Vorlagendokument
from wittmund_ris import uhr
from wittmund_ris.ablage import sha256


@pytest.fixture
def als():
    """`als(konto)`: a browser in which this account is logged in."""

    def anmelden(konto):
        browser = Client()
        browser.force_login(konto)
        return browser

    return anmelden


BASIS = Path(__file__).resolve().parent.parent
# Answers that are neither a page nor a redirect, and hold nothing of a file.
# A list as CSV says what its page says.
KEINE_DATEI = ("text/html", "text/csv", "application/json", "text/javascript")


@pytest.fixture
def akte(welt, entwurf, sachbearbeiterin, landrat, sitzungsdienst):
    """A published paper with one public and one internal Anlage, and its sittings, the second one non-public."""
    for titel, offen, inhalt in (
        ("Offenes Gutachten", True, factories.PDF),
        ("Vertrauliche Liste", False, factories.PDF + b"% vertraulich\n"),
    ):
        datei = factories.datei(inhalt=inhalt)
        anlagen.hinzufuegen(entwurf, titel=titel, ist_oeffentlich=offen, datei=datei, benutzer=sachbearbeiterin)
    vorlage = factories.freigeben(entwurf, sachbearbeiterin, landrat)
    ausschuss = factories.sitzung_mit(welt.sozialausschuss, "2019-05-13", [vorlage], benutzer=sitzungsdienst)
    factories.einladen(ausschuss, benutzer=sitzungsdienst)
    kreisausschuss = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [vorlage], benutzer=sitzungsdienst)
    factories.einladen(kreisausschuss, benutzer=sitzungsdienst)
    factories.sitzung_mit(welt.kreistag, "2019-06-27", [vorlage], benutzer=sitzungsdienst)
    vorlage.refresh_from_db()
    assert vorlage.ist_veroeffentlicht
    return vorlage


def _muster(muster, vorne=""):
    for eintrag in muster:
        pfad = vorne + str(eintrag.pattern)
        if isinstance(eintrag, URLResolver):
            yield from _muster(eintrag.url_patterns, pfad)
        else:
            yield pfad, eintrag


def _adressen():
    """Every inner address whose arguments are numbers, filled with the keys of every row there is."""
    modelle = (Vorlage, Anlage, Vorlagendokument, Sitzung, Sitzungsdokument)
    nummern = sorted({pk for modell in modelle for pk in modell.objects.values_list("pk", flat=True)})
    for pfad, eintrag in _muster(get_resolver().url_patterns):
        wandler = [type(w).__name__ for w in eintrag.pattern.converters.values()]
        if pfad.startswith("verwaltung/") and set(wandler) <= {"IntConverter"}:
            for werte in product(nummern, repeat=pfad.count("<int:")):
                yield "/" + _fuellen(pfad, werte)


def _fuellen(pfad, werte):
    for wert in werte:
        vorne, rest = pfad.split("<int:", 1)
        pfad = f"{vorne}{wert}{rest.split('>', 1)[1]}"
    return pfad


def test_regel_105_every_answer_of_a_non_public_file_is_logged(als, akte, sitzungsdienst):
    """All addresses of the inner wing with all rows: who answers bytes of a file has written a line, or they are public."""
    als_dienst, dateien = als(sitzungsdienst), 0
    ausgehaengt = set(Datei.objects.filter(entfernt_am__isnull=True).values_list("sha256", flat=True))
    for adresse in _adressen():
        vorher = Lesezugriff.objects.count()
        antwort = als_dienst.get(adresse)
        if antwort.status_code != 200 or antwort.headers["Content-Type"].split(";")[0] in KEINE_DATEI:
            # The page of the preview stands for its pictures, which are asked for by a key.
            erwartet = adresse.endswith("/vorschau/") and antwort.status_code == 200
            assert Lesezugriff.objects.count() == vorher + erwartet, adresse
            continue
        dateien += 1
        geloggt = Lesezugriff.objects.count() - vorher
        if antwort.headers["Content-Type"] == "application/zip":
            # A line for the whole, and one for each thing in it that does not hang out.
            assert geloggt >= 1, adresse
            antwort.getvalue()
            continue
        assert geloggt in (0, 1), adresse
        if not geloggt:
            assert sha256(antwort.content) in ausgehaengt, f"{adresse} antwortet ungeloggt"
    assert dateien >= 6


def test_regel_105_line_says_who_when_what_and_how(als, akte, sitzungsdienst):
    geheim = akte.anlagen.get(titel="Vertrauliche Liste")
    with uhr.gestellt(factories.zeit("2019-05-02")):
        als(sitzungsdienst).get(reverse("vorlagen:anlage", args=[geheim.pk]))
    zeile = Lesezugriff.objects.get()
    assert (zeile.benutzer, zeile.benutzer_name) == (sitzungsdienst, "Sitzungsdienst Janssen")
    assert (zeile.art, zeile.kennung, zeile.weg) == ("anlage", geheim.datei_id, "heruntergeladen")
    assert "Vertrauliche Liste" in zeile.bezeichnung
    assert zeile.am == factories.zeit("2019-05-02")


def test_regel_105_public_files_and_refusals_leave_no_line(als, akte, sitzungsdienst, fremde):
    offen, geheim = akte.anlagen.all()
    assert als(sitzungsdienst).get(reverse("vorlagen:anlage", args=[offen.pk])).status_code == 200
    assert als(fremde).get(reverse("vorlagen:anlage", args=[geheim.pk])).status_code == 404
    assert als(sitzungsdienst).head(reverse("vorlagen:anlage", args=[geheim.pk])).status_code == 200
    assert not Lesezugriff.objects.exists()


def test_files_are_answered_by_one_function_alone():
    """No other place of the inner wing builds an answer with a file in it."""
    anderswo = []
    for app in ("vorlagen", "sitzungen", "konten", "gremien", "hinweise"):
        for pfad in (BASIS / app).rglob("*.py"):
            for knoten in ast.walk(ast.parse(pfad.read_text(encoding="utf-8"))):
                if isinstance(knoten, ast.Name) and knoten.id in ("FileResponse", "StreamingHttpResponse"):
                    anderswo.append(str(pfad.relative_to(BASIS)))
                if isinstance(knoten, ast.Constant) and knoten.value == "Content-Disposition":
                    anderswo.append(str(pfad.relative_to(BASIS)))
    # Lists as CSV are what their page shows, and no stored file.
    assert sorted(set(anderswo)) == ["konten/lesezugriffe.py", "sitzungen/beschlussbericht.py", "vorlagen/ausgabe.py"]


@pytest.fixture
def zeile(sachbearbeiterin):
    gegenstand = lesezugriffe.Gegenstand(Lesezugriff.Art.ANLAGE, 7, "Vertrauliche Liste")
    return lesezugriffe.festhalten(sachbearbeiterin, gegenstand, Lesezugriff.Weg.HERUNTERGELADEN)


def test_lines_never_change(zeile):
    for versuch in (lambda: Lesezugriff.objects.update(kennung=8), zeile.delete):
        with pytest.raises(InternalError), transaction.atomic():
            versuch()


def test_lines_are_deleted_after_their_time_by_the_command_alone(zeile, settings, capsys):
    settings.LESEZUGRIFFE_TAGE = 30
    with uhr.gestellt(zeile.am + timedelta(days=30)):
        call_command("lesezugriffe_aufraeumen")
        assert Lesezugriff.objects.exists()
    with uhr.gestellt(zeile.am + timedelta(days=30, seconds=1)):
        call_command("lesezugriffe_aufraeumen")
    assert not Lesezugriff.objects.exists()
    assert "1 Lesezugriffe gelöscht" in capsys.readouterr().out


def test_the_administration_reads_metadata_without_the_name_of_the_object(als, zeile, administration):
    for adresse in ("changelist", "change"):
        werte = [zeile.pk] if adresse == "change" else []
        antwort = als(administration).get(reverse(f"admin:konten_lesezugriff_{adresse}", args=werte))
        assert antwort.status_code == 200
        assert "Behrends" in antwort.content.decode()
        assert "Vertrauliche Liste" not in antwort.content.decode()


@pytest.mark.parametrize("wer", ["sachbearbeiterin", "landrat", "sitzungsdienst", "superuser", "gast"])
def test_nobody_else_reads_who_read_what(als, besetzung, zeile, wer):
    antwort = als(besetzung[wer]).get(reverse("admin:konten_lesezugriff_changelist"))
    assert antwort.status_code == 403


@pytest.mark.parametrize("anzahl", [1, 3])
def test_list_of_readings_does_not_ask_more_with_more_rows(
    als, zeile, administration, anzahl, django_assert_num_queries
):
    for _ in range(anzahl - 1):
        gegenstand = lesezugriffe.Gegenstand(Lesezugriff.Art.ANLAGE, 7, "x")
        lesezugriffe.festhalten(zeile.benutzer, gegenstand, Lesezugriff.Weg.ANGESEHEN)
    browser = als(administration)
    with django_assert_num_queries(10):
        browser.get(reverse("admin:konten_lesezugriff_changelist"))


def test_regel_105_preview_of_a_draft_is_logged(als, entwurf, sachbearbeiterin):
    assert als(sachbearbeiterin).get(reverse("vorlagen:vorschau", args=[entwurf.pk])).status_code == 200
    zeile = Lesezugriff.objects.get()
    assert (zeile.art, zeile.kennung, zeile.weg) == ("entwurf", entwurf.pk, "angesehen")
