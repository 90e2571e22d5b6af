"""Every kind of page of both wings and the admin, of the demo council: axe, narrow pages, keyboard, forced colours."""

from datetime import date
from io import StringIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from aushang.models import Eintrag
from konten.models import Benutzer
from schreibtisch import handbuch
from sitzungen.demo.konten import PASSWORT
from sitzungen.models import Beschluss, Einberufungsverlangen, Jahresplan, Sitzung
from tests import factories
from tests.browser.hilfen import Leute, druecken, fuellen, steht_da
from tests.browser.pruefer import WCAG, Pruefer
from tests.browser.seiten import FOKUS, absenden, admin_seiten, knopf, oeffentliche_seiten
from tests.vorlagen.einlesen.test_referenz import TEXT as PAPIER
from vorlagen.choices import Archivstand
from vorlagen.models import Anlage, Archivierung, Mitzeichnung, Vorlage
from wittmund_ris import uhr

pytestmark = [pytest.mark.langsam, pytest.mark.django_db]

STICHTAG = date(2026, 11, 22)
VORLAGEN, SITZUNGEN = "/verwaltung/vorlagen/", "/verwaltung/sitzungen/"


@pytest.fixture(autouse=True)
def eigene_ablage():
    """The files of the council stay for the whole module."""


@pytest.fixture(autouse=True)
def schnelle_passwoerter():
    """Set with the council."""


@pytest.fixture(scope="module")
def rat(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo council, committed for the server to see; one of its sittings is open."""
    ablage = tmp_path_factory.mktemp("rat")
    speicher = settings.STORAGES | {
        name: settings.STORAGES[name] | {"OPTIONS": {"location": ablage / name, "base_url": None}}
        for name in ("default", "aushang")
    }
    eigene = override_settings(
        DEMO=True, STORAGES=speicher, PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]
    )
    with django_db_blocker.unblock(), eigene:
        try:
            call_command("demodaten", stichtag=STICHTAG, verbosity=0, stdout=StringIO())
            offen = Sitzung.objects.filter(status="eingeladen", ist_oeffentlich=True).order_by("beginn").first()
            with uhr.gestellt(offen.beginn):
                factories.eroeffnen(offen, benutzer=Benutzer.objects.get(username="sitzungsdienst"))
            server = LiveServer("localhost")
            with uhr.gestellt(factories.zeit(STICHTAG.isoformat())):
                yield SimpleNamespace(adresse=server.url, offen=offen)
            server.stop()
        finally:
            call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


@pytest.fixture
def leute(browser, rat):
    with Leute(browser, rat.adresse, PASSWORT) as alle:
        yield alle


@pytest.fixture
def pruefer(leute):
    """`pruefer("landrat")`: looks at pages as this account; without a name as a visitor."""

    def fuer(name="", **optionen):
        seite = leute(name)
        return Pruefer(seite, leute.wachen[name], **({"regeln": [*WCAG, "best-practice"]} | optionen))

    return fuer


# --- The public wing ---------------------------------------------------------------------------------------
def test_public_pages(pruefer):
    pruefen = pruefer()
    for adresse in dict.fromkeys(oeffentliche_seiten()):
        pruefen(adresse)
    pruefen("/gibt/es/nicht/", status=404)
    pruefen("/vorlagen/2019/9999/", status=404)
    for pfad in Eintrag.objects.filter(entfernt_am__isnull=False).exclude(pfad="").values_list("pfad", flat=True)[:1]:
        pruefen(pfad, status=410)
    pruefen.ergebnis(mindestens=22)


def test_login_and_password(pruefer):
    pruefen = pruefer()
    pruefen("/konto/anmelden/")
    pruefen("/konto/anmelden/", knopf("Anmelden"))
    pruefen("/konto/passwort/vergessen/")
    pruefen("/konto/passwort/vergessen/", absenden)
    pruefen("/konto/passwort/vergessen/gesendet/")
    pruefen("/konto/passwort/neu/MQ/ungueltig/")
    pruefen("/konto/passwort/neu/fertig/")
    pruefen = pruefer("sachbearbeitung")
    pruefen("/konto/hinweise/")
    pruefen("/konto/passwort/")
    pruefen("/konto/passwort/", absenden)
    pruefen("/konto/passwort/geaendert/")
    pruefen.ergebnis(mindestens=3)


# --- The workspace -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "konto", ["sachbearbeitung", "amtsleitung", "landrat", "sitzungsdienst", "abgeordnete", "administration"]
)
def test_desk_and_notices(pruefer, konto):
    pruefen = pruefer(konto)
    pruefen("/verwaltung/")
    pruefen("/verwaltung/hinweise/")
    pruefen("/verwaltung/hinweise/versand/", status=200 if konto == "administration" else 403)
    pruefen.ergebnis(mindestens=2)


def test_handbook(pruefer):
    pruefen = pruefer("sachbearbeitung")
    pruefen("/verwaltung/handbuch/")
    for name in handbuch.kapitel():
        pruefen(f"/verwaltung/handbuch/{name}/")
    pruefen.ergebnis(mindestens=12)


def test_papers_of_the_clerk(pruefer, rat):
    pruefen = pruefer("sachbearbeitung")
    for adresse in (
        VORLAGEN,
        f"{VORLAGEN}?status=entwurf",
        f"{VORLAGEN}?q=gibtesnicht",
        f"{VORLAGEN}neu/",
        f"{VORLAGEN}beginnen/?suche=a",
    ):
        pruefen(adresse)
    suche = "/verwaltung/suche/"
    for adresse in (suche, f"{suche}?q=konzept", f"{suche}?q=Integratonskonzept", f"{suche}?q=1&bereich=sitzungen"):
        pruefen(adresse)
    pruefen(f"{suche}?q=konzept", lambda seite: seite.locator(".su-speichern button").click())
    pruefen(f"{suche}gespeicherte/")
    pruefen(f"{VORLAGEN}neu/", knopf("Station hinzufügen"))
    pruefen(f"{VORLAGEN}neu/", knopf("Entwurf speichern"))
    eigene = Vorlage.objects.filter(amt__nummer="32")
    for status in dict.fromkeys(eigene.values_list("status", flat=True)):
        pruefen(f"{VORLAGEN}{eigene.filter(status=status).first().pk}/")
    pruefen(f"{VORLAGEN}999999/", status=404)
    pruefen(SITZUNGEN)
    pruefen(f"{SITZUNGEN}neu/", status=403)
    pruefen.ergebnis(mindestens=10)


def test_steps_of_a_paper(pruefer, rat):
    """Each step of the table on the page that confirms it, and refused."""
    entwurf = Vorlage.objects.filter(status="entwurf").select_related("verfasst_von").first()
    pruefen = pruefer(entwurf.verfasst_von.username)
    for weg in ("", "bearbeiten/", "uebergang/einreichen/", "oeffentliche-ansicht/", "anlagen/", "anlagen/neu/"):
        pruefen(f"{VORLAGEN}{entwurf.pk}/{weg}")
    pruefen(f"{VORLAGEN}{entwurf.pk}/anlagen/neu/", absenden)
    anlage = Anlage.objects.filter(vorlage__status__in=("freigegeben", "in_beratung"), datei=None).first()
    if anlage:
        nachreicher = pruefer(anlage.vorlage.verfasst_von.username)
        nachreicher(f"{VORLAGEN}anlagen/{anlage.pk}/nachreichen/")
        nachreicher(f"{VORLAGEN}anlagen/{anlage.pk}/nachreichen/", absenden)
        nachreicher.ergebnis(mindestens=2)

    vorgelegt = Vorlage.objects.filter(status="in_mitzeichnung", mitzeichnungen=None).first()
    leitung = pruefer("hinrichs")
    for weg in ("", "uebergang/freigeben/", "uebergang/zurueckgeben/"):
        leitung(f"{VORLAGEN}{vorgelegt.pk}/{weg}")
    leitung(f"{VORLAGEN}{vorgelegt.pk}/uebergang/zurueckgeben/", absenden)
    leitung(f"{VORLAGEN}{vorgelegt.pk}/uebergang/freigeben/", absenden)
    leitung(f"{VORLAGEN}{vorgelegt.pk}/oeffentliche-ansicht/")
    oeffentlich = Vorlage.objects.filter(status="in_mitzeichnung", ist_oeffentlich=True, neufassung_von=None).first()
    leitung(f"{VORLAGEN}{oeffentlich.pk}/oeffentliche-ansicht/")
    frei = Vorlage.objects.filter(status="freigegeben").first()
    leitung(f"{VORLAGEN}{frei.pk}/")
    leitung(f"{VORLAGEN}{frei.pk}/uebergang/zurueckziehen/")
    pruefen.befunde += leitung.befunde
    pruefen.ergebnis(mindestens=5)


def test_sittings(pruefer, rat):
    pruefen = pruefer("sitzungsdienst")
    pruefen(SITZUNGEN)
    pruefen(f"{SITZUNGEN}neu/")
    pruefen(f"{SITZUNGEN}neu/", absenden)
    geplant = Sitzung.objects.filter(status="geplant").order_by("beginn").first()
    plan = Jahresplan.objects.first()
    for weg in (
        "kalender/",
        f"kalender/{STICHTAG.year}/",
        "jahresplan/",
        f"jahresplan/{plan.pk}/",
        f"jahresplan/{plan.pk}/bestaetigen/",
        "verlangen/",
        "verlangen/neu/",
    ):
        pruefen(f"{SITZUNGEN}{weg}")
    pruefen(f"{SITZUNGEN}verlangen/{Einberufungsverlangen.objects.first().pk}/")
    for weg in ("", "tagesordnung/", "verlegen/", "vorbereiten/", "einladen/", "absagen/"):
        pruefen(f"{SITZUNGEN}{geplant.pk}/{weg}")
    pruefen(f"{SITZUNGEN}{geplant.pk}/tagesordnung/", knopf("Punkt hinzufügen"))
    pruefen(f"{SITZUNGEN}{geplant.pk}/absagen/", absenden)
    geladen = Sitzung.objects.filter(status="eingeladen").order_by("beginn").first()
    for weg in ("", "versand/", "rueckmeldungen/", "unterlagen/"):
        pruefen(f"{SITZUNGEN}{geladen.pk}/{weg}")
    pruefen(f"{SITZUNGEN}{geladen.pk}/eroeffnen/")
    pruefen(f"{SITZUNGEN}{geladen.pk}/eroeffnen/", knopf("Eröffnen"))
    top = rat.offen.tops.filter(beratung__isnull=False).first()
    abstimmen = f"{SITZUNGEN}{rat.offen.pk}/tops/{top.pk}/abstimmen/"
    for adresse in (f"{SITZUNGEN}{rat.offen.pk}/tops/{top.pk}/wahl/", "/verwaltung/beschlusskontrolle/"):
        pruefen(adresse)
    pruefen(reverse("beschlusskontrolle:detail", args=[Beschluss.objects.first().pk]))
    for adresse in (f"{SITZUNGEN}{rat.offen.pk}/", f"{SITZUNGEN}{rat.offen.pk}/schliessen/", abstimmen):
        pruefen(adresse)
    pruefen(f"{SITZUNGEN}{rat.offen.pk}/live/?top={top.pk}", lambda seite: seite.get_by_text("Nach Fraktionen").click())
    pruefen(abstimmen, knopf("Festhalten"))
    pruefen(abstimmen, knopf("Ohne Abstimmung festhalten"))

    def ausgezaehlt(seite):
        fuellen(seite, ja="1", nein="0", enthaltung="0")
        druecken(seite, "Prüfen")

    pruefen(abstimmen, ausgezaehlt)
    for sitzung in Sitzung.objects.filter(status="geschlossen").order_by("-beginn")[:2]:
        pruefen(f"{SITZUNGEN}{sitzung.pk}/")
    aushaengend = Vorlage.objects.filter(jahr=2019, laufnummer=42).get()
    pruefen(f"{SITZUNGEN}vorlage/{aushaengend.pk}/zuruecknehmen/")
    pruefen(f"{SITZUNGEN}vorlage/{aushaengend.pk}/zuruecknehmen/", absenden)
    verkuendung = f"{VORLAGEN}{Vorlage.objects.get(satzung__isnull=False).pk}/satzung/"
    pruefen(verkuendung)
    pruefen(verkuendung, absenden)
    pruefen("/verwaltung/antraege/")
    pruefen(f"{VORLAGEN}{Vorlage.objects.get(art='antrag', status='eingegangen').pk}/uebergang/zuweisen/")
    pruefen.ergebnis(mindestens=24)


def test_way_to_the_archive(pruefer, rat):
    pruefen, archiv = pruefer("sitzungsdienst"), "/verwaltung/archiv/"
    for stand in ("heran", "laufend", *Archivstand):
        pruefen(f"{archiv}?stand={stand}")
    heran = Vorlage.objects.get(jahr=2019, laufnummer=42).pk
    pruefen(f"{archiv}{heran}/aussondern/")
    ausgesondert = Archivierung.objects.get(stand="ausgesondert").vorlage_id
    pruefen(f"{archiv}{ausgesondert}/anbieten/")
    pruefen(f"{archiv}{ausgesondert}/anbieten/", absenden)
    pruefen(f"{archiv}{ausgesondert}/aussonderung_zuruecknehmen/")
    angeboten = Archivierung.objects.get(stand="angeboten").vorlage_id
    pruefen(f"{VORLAGEN}{angeboten}/")
    leitung = pruefer("hinrichs")
    for name in ("archiv_uebernahme", "archiv_ablehnung"):
        leitung(f"{archiv}{angeboten}/{name}/")
        leitung(f"{archiv}{angeboten}/{name}/", absenden)
    pruefen.befunde += leitung.befunde
    pruefen.ergebnis(mindestens=11)


def test_members_read(pruefer, rat):
    pruefen = pruefer("abgeordnete")
    for adresse in ("/verwaltung/mandat/", VORLAGEN, SITZUNGEN, f"{SITZUNGEN}{rat.offen.pk}/"):
        pruefen(adresse)
    pruefen(f"{VORLAGEN}{Vorlage.objects.get(jahr=2019, laufnummer=42).pk}/")
    antraege = "/verwaltung/antraege/"
    for adresse in (antraege, f"{antraege}neu/?art=antrag", f"{antraege}neu/?art=anfrage"):
        pruefen(adresse)
    for status in ("eingegangen", "beschlossen"):
        pruefen(f"{antraege}{Vorlage.objects.get(art='antrag', status=status).pk}/")
    pruefen.ergebnis(mindestens=9)


def gespeichert(seite, adresse, **felder):
    """Save a form by hand: what the test itself writes, the server does not see."""
    seite.goto(adresse)
    fuellen(seite, **felder)
    druecken(seite, "Entwurf speichern")
    steht_da(seite, "Der Entwurf ist gespeichert")
    return seite.url


def test_pages_around_a_draft(pruefer, rat):
    """What was typed and not saved, two writers, versions, Fassungen, the preview, an old paper on its way in."""
    entwurf = Vorlage.objects.filter(status="entwurf", verfasst_von__username="sachbearbeitung").first()
    pruefen, weg = pruefer("sachbearbeitung"), f"{VORLAGEN}{entwurf.pk}/"
    for n in (1, 2):
        gespeichert(pruefen.seite, f"{weg}bearbeiten/", betreff=f"Stand {n}")
    letzte = entwurf.versionen.last().nummer
    for seite in ("versionen/", f"versionen/{letzte - 1}/{letzte}/", f"versionen/{letzte - 1}/wiederherstellen/"):
        pruefen(weg + seite)
    pruefen(f"{weg}vorschau/")

    def zugleich(seite):
        anderes = seite.context.new_page()
        gespeichert(anderes, f"{weg}bearbeiten/", betreff="Im anderen Fenster")
        anderes.close()
        fuellen(seite, betreff="In diesem Fenster")
        druecken(seite, "Entwurf speichern")
        steht_da(seite, "Unterschiede zu Ihren Eingaben")

    pruefen(f"{weg}bearbeiten/", zugleich)
    # What was refused is kept, and offered when the page is opened again.
    pruefen(f"{weg}bearbeiten/", lambda seite: steht_da(seite, "Was Sie geändert haben"))

    def einlesen(seite):
        seite.get_by_label("Oder der erkannte Text").fill(PAPIER)
        druecken(seite, "Altes Papier einlesen")
        steht_da(seite, "Düsseldorf")

    pruefen(f"{VORLAGEN}beginnen/", einlesen)
    gefasst = Vorlage.objects.filter(fassung__gt=1).select_related("verfasst_von").first()
    im_amt = pruefer(gefasst.verfasst_von.username)
    im_amt(f"{VORLAGEN}{gefasst.pk}/fassungen/2/")
    pruefen.befunde += im_amt.befunde
    pruefen.ergebnis(mindestens=7)


def test_motions_are_written_and_taken_up(pruefer, rat):
    pruefen = pruefer("abgeordnete")
    antrag = gespeichert(pruefen.seite, "/verwaltung/antraege/neu/?art=antrag", betreff="Radweg an der K 12")
    antrag = antrag.removeprefix(rat.adresse)
    pk = antrag.strip("/").rpartition("/")[2]
    for adresse in (
        antrag,
        f"{antrag}bearbeiten/",
        f"{VORLAGEN}{pk}/anlagen/",
        f"{VORLAGEN}{pk}/vorschau/",
        f"{VORLAGEN}{pk}/uebergang/stellen/",
        f"{VORLAGEN}{Vorlage.objects.get(art='antrag', status='eingegangen').pk}/uebergang/zurueckholen/",
    ):
        pruefen(adresse)
    pruefen("/verwaltung/antraege/neu/?art=anfrage", knopf("Entwurf speichern"))
    pruefen.ergebnis(mindestens=7)
    dienst = pruefer("sitzungsdienst")
    dienst("/verwaltung/antraege/aufnehmen/")
    dienst("/verwaltung/antraege/aufnehmen/", knopf("Aufnehmen"))
    aufgenommen = Vorlage.objects.get(verlauf__aktion="erfasst")
    dienst(f"{VORLAGEN}{aufgenommen.pk}/")
    dienst(f"{VORLAGEN}{aufgenommen.pk}/uebergang/ergaenzung_erbitten/", absenden)
    dienst.ergebnis(mindestens=4)


# --- The admin ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("konto", ["administration", "sitzungsdienst", "sachbearbeitung"])
def test_admin(pruefer, konto):
    """Index and, of each model that this account may see, the list, the form of one entry, an empty one, a wrong one."""
    # Django's own frame has its own ideas of headings and landmarks, and of narrow pages.
    pruefen = pruefer(konto, regeln=WCAG, eine_ueberschrift=False, umbruch=False)
    pruefen("/admin/")
    for adresse in admin_seiten(pruefen.seite):
        pruefen(adresse)
        erste = pruefen.seite.locator("#result_list tbody a").first
        if erste.count():
            pruefen(erste.get_attribute("href"))
    pruefen.ergebnis(mindestens=4)


def test_mitzeichnung_and_vertretung(pruefer, rat):
    """Asked again after a change; planned, steered and signed, with the messages of an empty form."""
    offen = Mitzeichnung.objects.offen().get(amt__nummer="20")
    zeichnende = pruefer("finanzleitung")
    zeichnende(f"{VORLAGEN}mitzeichnungen/")
    zeichnende(f"{VORLAGEN}mitzeichnungen/{offen.pk}/")
    zeichnende(f"{VORLAGEN}mitzeichnungen/{offen.pk}/", absenden)
    zeichnende.ergebnis(mindestens=3)
    entwurf = Vorlage.objects.filter(status="entwurf", mitzeichnungen__stand="geplant").first()
    pruefen = pruefer("sachbearbeitung")
    pruefen(f"{VORLAGEN}{offen.vorlage_id}/")
    pruefen(f"{VORLAGEN}{entwurf.pk}/mitzeichnung/")
    pruefen(f"{VORLAGEN}{entwurf.pk}/mitzeichnung/", knopf("Amt hinzufügen"))
    pruefen(f"{VORLAGEN}{offen.vorlage_id}/mitzeichnung/anfordern/", absenden)
    for akt in ("verlaengern", "zurueckrufen"):
        pruefen(f"{VORLAGEN}mitzeichnungen/{offen.pk}/{akt}/", absenden)
    pruefen.ergebnis(mindestens=6)
    vertreten = pruefer("bauleitung")
    vertreten("/konto/vertretung/")
    vertreten("/konto/vertretung/", absenden)
    vertreten.ergebnis(mindestens=2)


def test_admin_steps(pruefer, rat):
    pruefen = pruefer("hinrichs", regeln=WCAG, eine_ueberschrift=False, umbruch=False)
    vorgelegt = Vorlage.objects.filter(status="in_mitzeichnung", mitzeichnungen=None).first()
    for schritt in ("freigeben", "zurueckgeben"):
        pruefen(reverse("admin:vorlagen_vorlage_uebergang", args=[vorgelegt.pk, schritt]))
    dienst = pruefer("sitzungsdienst", regeln=WCAG, eine_ueberschrift=False, umbruch=False)
    geplant = Sitzung.objects.filter(status="geplant").order_by("beginn").first()
    dienst(reverse("admin:sitzungen_sitzung_change", args=[geplant.pk]))
    dienst(reverse("admin:sitzungen_sitzung_tagesordnung", args=[geplant.pk]))
    dienst(reverse("admin:sitzungen_sitzung_verlegen", args=[geplant.pk]))
    for schritt in ("einladen", "absagen"):
        dienst(reverse("admin:sitzungen_sitzung_uebergang", args=[geplant.pk, schritt]))
    top = rat.offen.tops.filter(beratung__isnull=False).first()
    dienst(reverse("admin:sitzungen_sitzung_change", args=[rat.offen.pk]))
    dienst(reverse("admin:sitzungen_sitzung_ergebnis", args=[rat.offen.pk, top.pk]))
    dienst(reverse("admin:sitzungen_sitzung_ergebnis", args=[rat.offen.pk, top.pk]), knopf("Festhalten"))
    dienst.befunde += pruefen.befunde
    dienst.ergebnis(mindestens=8)


# --- Keyboard and forced colours -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("konto", "adresse"),
    [
        ("", "/"),
        ("", "/vorlagen/"),
        ("sachbearbeitung", VORLAGEN),
        ("sitzungsdienst", SITZUNGEN),
    ],
)
def test_keyboard_starts_with_the_skip_link_and_always_shows_where_it_is(leute, konto, adresse):
    seite = leute(konto)
    seite.goto(adresse)
    seite.keyboard.press("Tab")
    expect(seite.locator("a.ris-sprung")).to_be_focused()
    erstes = seite.evaluate(FOKUS)
    assert erstes["sichtbar"], erstes
    unsichtbar = []
    for _ in range(25):
        seite.keyboard.press("Tab")
        fokus = seite.evaluate(FOKUS)
        if fokus["body"]:
            break
        if not (fokus["sichtbar"] and fokus["rahmen"]):
            unsichtbar.append(fokus)
    assert not unsichtbar

    seite.goto(adresse)
    seite.locator("a.ris-sprung").focus()
    seite.keyboard.press("Enter")
    # The jump is a navigation of its own.
    expect(seite.locator("#inhalt")).to_be_focused()


def test_forced_colours(browser, rat):
    """High contrast: buttons keep an edge, pages their text, and axe finds nothing."""
    with Leute(browser, rat.adresse, PASSWORT, forced_colors="active") as leute:
        for konto, adresse in (
            ("", "/"),
            ("", "/vorlagen/2019/0042/"),
            ("sachbearbeitung", f"{VORLAGEN}neu/"),
            ("abgeordnete", "/verwaltung/antraege/neu/?art=antrag"),
            ("sitzungsdienst", "/verwaltung/antraege/aufnehmen/"),
        ):
            seite = leute(konto)
            seite.goto(adresse)
            rahmenlos = seite.locator(
                ".kern-btn--primary:visible, .kern-btn--secondary:visible, .ris-suche__knopf:visible"
            ).evaluate_all(
                """knoepfe => knoepfe.filter(k => getComputedStyle(k).borderTopStyle === 'none')
                    .map(k => k.className + ' ' + k.innerText.trim())"""
            )
            assert not rahmenlos, (adresse, rahmenlos)
            # The colours are the reader's own here, and the browser hides them from the page.
            pruefen = Pruefer(seite, leute.wachen[konto], regeln=WCAG, ohne=["color-contrast"], umbruch=False)
            pruefen(adresse)
            pruefen.ergebnis(mindestens=1)
