"""The demo council: built through the domain functions, complete, lawful, and refused outside demo mode."""

import itertools
from contextlib import suppress
from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.utils import timezone

import sitzungen.demo.dateien
import sitzungen.dokumente
import vorlagen.dokumente
from aushang.models import Eintrag
from gremien.models import Gremium, Mitgliedschaft, Seite
from konten.models import Benutzer
from konten.rollen import MANDATSTRAEGER, ROLLEN
from konten.vertretung import vertretene
from sitzungen import anwesenheit
from sitzungen.demo.gegenwart import FRUEHESTENS, SPAETESTENS, Gegenwart
from sitzungen.demo.kalender import arbeitstage_nach, ist_arbeitstag, um
from sitzungen.demo.konten import PASSWORT
from sitzungen.demo.papier import Mitzeichnung
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests import factories
from vorlagen.mitzeichnung import offene_fuer
from vorlagen.models import Mitzeichnung as Zeile
from vorlagen.models import Vorlage, VorlageVerlauf
from wittmund_ris import uhr
from wittmund_ris.ablage import sha256
from wittmund_ris.pdf import Pdf

STICHTAG = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def vorfuehrung(settings, tmp_path):
    """Demo mode, with files of its own."""
    settings.DEMO = True
    speicher = {**settings.STORAGES}
    for name in ("default", "aushang"):
        speicher[name] = {**speicher[name], "OPTIONS": {"location": tmp_path / name, "base_url": None}}
    settings.STORAGES = speicher


def demodaten(stichtag=STICHTAG, **optionen) -> str:
    ausgabe = StringIO()
    call_command("demodaten", stichtag=stichtag, stdout=ausgabe, **optionen)
    return ausgabe.getvalue()


def stimmen(vorlage, gremium):
    top = Tagesordnungspunkt.objects.get(beratung__vorlage=vorlage, beratung__gremium__slug=gremium)
    abstimmung = top.abstimmungen.get()
    return (abstimmung.ja, abstimmung.nein, abstimmung.enthaltung), top.ergebnis_text


def pruefe_register():
    """The command prints every difference between the register and its full recomputation."""
    ausgabe = StringIO()
    with suppress(CommandError):  # its message is only a count
        call_command("aushang_pruefen", stdout=ausgabe)
    assert ausgabe.getvalue() == "Der Aushang stimmt mit der Verwaltung überein.\n"


def pruefe_sitzungen(stichtag):
    """No sitting on a holiday; held ones before the Stichtag, coming ones in each body, some of them public."""
    for sitzung in Sitzung.objects.select_related("gremium"):
        assert ist_arbeitstag(sitzung.tag), sitzung
        assert (sitzung.status == "geschlossen") == (sitzung.tag < stichtag), sitzung
        if sitzung.eingeladen_am:
            eingeladen = timezone.localtime(sitzung.eingeladen_am).date()
            assert sitzung.eilfall_grund == ""
            assert (sitzung.tag - eingeladen).days >= 8, sitzung
            assert eingeladen <= stichtag, sitzung
    kommende = Sitzung.objects.filter(beginn__date__gt=stichtag)
    assert set(kommende.values_list("gremium__slug", flat=True)) == set(
        Gremium.objects.tagende().values_list("slug", flat=True)
    )
    oeffentlich = Eintrag.objects.ausgehaengt().filter(art=Eintrag.Art.SITZUNG, datum__date__gt=stichtag)
    assert set(oeffentlich.values_list("pk", flat=True)) == set(
        kommende.filter(status="eingeladen", ist_oeffentlich=True).values_list("oeffentliche_id", flat=True)
    )
    assert oeffentlich.count() == 3


def pruefe_zeitfolge(stichtag):
    """Every act lies in the past of the Stichtag, and each Verlauf runs forward."""
    for vorlage in Vorlage.objects.prefetch_related("verlauf"):
        zeiten = [e.am for e in vorlage.verlauf.order_by("pk")]
        assert zeiten == sorted(zeiten), vorlage
        assert timezone.localtime(zeiten[-1]).date() <= stichtag, vorlage


def pruefe_mitzeichnungen(stichtag):
    """What a newcomer finds: every answer, an office that is late, one that signs for somebody who is away, a returned paper."""
    voten = Zeile.objects.erledigt().values_list("votum", flat=True)
    assert set(voten) == set(Zeile.Votum.values)
    with uhr.gestellt(um(stichtag, "12:00")):
        assert [z.amt.nummer for z in Zeile.objects.offen() if z.ist_ueberfaellig] == ["20"]
        assert vertretene(Benutzer.objects.get(username="bauamt")) == [Benutzer.objects.get(username="bauleitung")]
        assert offene_fuer(Benutzer.objects.get(username="amtsleitung")).count() == 1
    assert Zeile.objects.get(vertretung_fuer__isnull=False).gezeichnet_von.username == "bauamt"
    sirenen = Vorlage.objects.get(mitzeichnungen__stand="angefordert", mitzeichnungen__amt__nummer="20")
    assert sirenen.mitzeichnungen.filter(runde=2, stand="geplant").exists()
    assert Vorlage.objects.filter(status="entwurf", mitzeichnungen__votum="zurueckgegeben").exists()


@pytest.mark.django_db
def test_demo_council_is_complete_and_lawful(django_assert_max_num_queries):
    ausgabe = demodaten()
    assert "Fertig:" in ausgabe

    # The reference paper, with its votes.
    vorlage = Vorlage.objects.get(jahr=2019, laufnummer=42, zusatz=0)
    assert vorlage.betreff == "Beschluss des Integrationskonzepts des Landkreises Wittmund"
    assert vorlage.aktenzeichen == "32.5.1."
    assert vorlage.amt.name == "Ordnungsamt"
    assert vorlage.gezeichnet_name == "Hinrichs, Uwe"
    assert timezone.localtime(vorlage.freigegeben_am).date() == date(2019, 4, 26)
    assert vorlage.status == "beschlossen"
    assert (vorlage.gesamtkosten_keine, vorlage.folgekosten_keine, vorlage.einnahmen_keine) == (True, True, True)
    assert [(b.gremium.name, b.rolle, b.geplant_am) for b in vorlage.beratungen.all()] == [
        ("Sozialausschuss", "vorberatung", date(2019, 5, 13)),
        ("Kreisausschuss", "vorberatung", date(2019, 5, 23)),
        ("Kreistag", "entscheidung", date(2019, 6, 27)),
    ]
    assert stimmen(vorlage, "sozialausschuss") == ((10, 0, 1), "einstimmig empfohlen (bei 1 Enthaltung)")
    assert stimmen(vorlage, "kreisausschuss") == ((9, 2, 0), "mehrheitlich empfohlen")
    assert stimmen(vorlage, "kreistag") == ((38, 3, 2), "mehrheitlich beschlossen")
    kreistag = Sitzung.objects.get(kennung="2019-06-27-kreistag")
    assert anwesenheit.anwesende_stimmberechtigte(kreistag) == 43
    anlagen = list(vorlage.anlagen.all())
    assert anlagen[0].titel == "20181217 Kreistagsbeschluss Erste Maßnahmen Umsetzung Integrationskonzept"
    assert [a.ist_nachgereicht for a in anlagen] == [False, True]
    assert anlagen[1].eingereicht_am < Sitzung.objects.get(kennung="2019-05-13-sozialausschuss").beginn
    frueher = Vorlage.objects.get(jahr=2018, laufnummer=121)
    assert frueher.status == "beschlossen"
    assert timezone.localtime(frueher.beratungen.last().abgeschlossen_am).date() == date(2018, 12, 17)

    # The votes of the Kreisausschuss are in no public row; those of the Kreistag are.
    papier = Eintrag.objects.get(pfad="/vorlagen/2019/0042/")
    assert ["ris:stimmen" in k for k in papier.daten["consultation"]] == [True, False, True]

    # Every status, public and not, one returned draft.
    assert set(Vorlage.objects.values_list("status", flat=True)) == set(Vorlage.Status.values)
    assert Vorlage.objects.filter(ist_oeffentlich=False, status="beschlossen").exists()
    assert Vorlage.objects.filter(status="entwurf", verlauf__aktion=VorlageVerlauf.Aktion.ZURUECKGEBEN).exists()
    assert Tagesordnungspunkt.objects.filter(teil="n", oeffentlicher_titel="Grundstücksangelegenheit").exists()
    geheim = Vorlage.objects.filter(ist_oeffentlich=False)
    assert not Eintrag.objects.filter(titel__in=geheim.values("betreff")).exists()
    for jahr in (2018, 2019, 2026):
        nummern = sorted(Vorlage.objects.filter(jahr=jahr, zusatz=0).values_list("laufnummer", flat=True))
        assert nummern == list(range(nummern[0], nummern[0] + len(nummern)))

    # Every kind; a supplement and a replacement below their papers, a motion decided, a question answered.
    assert set(Vorlage.Art.values) == set(Vorlage.objects.values_list("art", flat=True))
    assert set(Vorlage.objects.filter(zusatz=1).values_list("art", flat=True)) == {
        "ergaenzungsvorlage",
        "austauschvorlage",
    }
    assert set(Vorlage.objects.filter(art="antrag").values_list("status", flat=True)) == {"beschlossen", "eingegangen"}
    assert Vorlage.objects.get(art="anfrage", status="zur_kenntnis").stellungnahme

    # Seats: 43 in each term, eleven votes in the Kreisausschuss, advisers without a vote.
    for tag in (date(2018, 1, 1), date(2023, 1, 1), STICHTAG):
        sitze = Mitgliedschaft.objects.am(tag)
        assert sitze.filter(gremium__slug="kreistag").stimmberechtigt().count() == 43
        assert sitze.filter(gremium__slug="kreisausschuss").stimmberechtigt().count() == 11
        sozial = sitze.filter(gremium__slug="sozialausschuss")
        assert sozial.stimmberechtigt().count() == 11
        assert set(sozial.filter(ist_stimmberechtigt=False).values_list("rolle", flat=True)) == {
            "grundmandat",
            "hinzugewaehlt",
        }
        assert sorted(sitze.filter(gremium__art__in=("fraktion", "gruppe")).values_list("person", flat=True)) == sorted(
            sitze.filter(gremium__slug="kreistag").exclude(rolle="kraft_amtes").values_list("person", flat=True)
        )

    # Accounts: one for each role, no superuser.
    assert not Benutzer.objects.filter(is_superuser=True).exists()
    assert set(Benutzer.objects.values_list("groups__name", flat=True)) == set(ROLLEN)
    assert set(Benutzer.objects.filter(is_staff=False).values_list("groups__name", flat=True)) == {MANDATSTRAEGER}
    assert check_password(PASSWORT, Benutzer.objects.get(username="landrat").password)
    abgeordnete = Benutzer.objects.get(username="abgeordnete")
    assert Vorlage.objects.sichtbar_fuer(abgeordnete).filter(ist_oeffentlich=False).exists()

    assert set(Seite.objects.filter(ist_veroeffentlicht=True).values_list("slug", flat=True)) == {
        "impressum",
        "datenschutz",
        "barrierefreiheit",
    }
    pruefe_sitzungen(STICHTAG)
    pruefe_zeitfolge(STICHTAG)
    pruefe_mitzeichnungen(STICHTAG)
    pruefe_register()

    # A second run changes nothing and is quick.
    vorher = (Vorlage.objects.count(), Eintrag.objects.count(), VorlageVerlauf.objects.count())
    with django_assert_max_num_queries(3):
        assert demodaten() == "Der Vorführkreistag ist schon geladen.\n"
    assert (Vorlage.objects.count(), Eintrag.objects.count(), VorlageVerlauf.objects.count()) == vorher
    with django_assert_max_num_queries(3):
        tabelle = demodaten(zeige_konten=True)
    for text in (*ROLLEN, PASSWORT, "hinrichs", "sitzungsdienst"):
        assert text in tabelle


@pytest.fixture
def leere_papiere(monkeypatch):
    """A blank PDF for every paper: here only the days matter, and rendering would take minutes."""
    zaehler = itertools.count()

    def leer(*args, **kwargs):
        inhalt = factories.PDF + b"%% %d\n" % next(zaehler)  # no two alike: an Anlage refuses a file that it has
        return Pdf(inhalt, 1, sha256(inhalt))

    for modul in (vorlagen.dokumente, sitzungen.dokumente, sitzungen.demo.dateien):
        monkeypatch.setattr(modul, "render_pdf", leer)


# Both ends of the range, turns of the year, Easter, and the last days on which the past round lies in the second term.
TAGE = ["2026-11-20", "2027-01-02", "2027-01-14", "2027-01-15", "2027-03-01", "2028-04-30", "2029-02-28", "2031-10-31"]


@pytest.mark.langsam
@pytest.mark.django_db
@pytest.mark.parametrize("stichtag", [date.fromisoformat(tag) for tag in TAGE], ids=TAGE)
def test_demo_council_works_around_any_stichtag(stichtag, leere_papiere):
    demodaten(stichtag)
    assert set(Vorlage.objects.values_list("status", flat=True)) == set(Vorlage.Status.values)
    pruefe_sitzungen(stichtag)
    pruefe_zeitfolge(stichtag)
    pruefe_mitzeichnungen(stichtag)
    pruefe_register()


def test_demo_calendar_is_lawful_on_every_stichtag():
    """The data alone, for each day of the range: order of acts, Ladungsfrist, bodies in the order of the Beratungsfolge."""
    stichtag = FRUEHESTENS
    while stichtag <= SPAETESTENS:
        gegenwart = Gegenwart(stichtag)
        termine = {t.schluessel: t for t in gegenwart.termine}
        papiere = {p.schluessel: p for p in gegenwart.papiere}
        for termin in termine.values():
            assert ist_arbeitstag(termin.tag), (stichtag, termin)
            assert (termin.tag < stichtag) == termin.findet_statt, (stichtag, termin)
            if termin.eingeladen:
                assert termin.geplant <= termin.eingeladen <= stichtag, (stichtag, termin)
                assert (termin.tag - termin.eingeladen).days >= 8, (stichtag, termin)
                assert all(papiere[p.papier].freigegeben <= termin.eingeladen for p in termin.punkte), (
                    stichtag,
                    termin,
                )
        for papier in papiere.values():
            plan = papier.mitzeichnung or Mitzeichnung(())
            tage = [
                papier.angelegt,
                papier.gestellt,
                papier.zugewiesen and papier.zugewiesen[0],
                papier.bearbeitet,
                papier.eingereicht,
                *[z.tag for z in plan.erste_runde],
                papier.zurueckgegeben and papier.zurueckgegeben[0],
                plan.ueberarbeitet and plan.ueberarbeitet[0],
                papier.erneut_eingereicht,
                *[z.tag for z in plan.zweite_runde],
                papier.freigegeben,
                papier.zurueckgezogen and papier.zurueckgezogen[0],
            ]
            tage = [tag for tag in tage if tag]
            assert tage == sorted(tage), (stichtag, papier)
            assert tage[-1] <= stichtag, (stichtag, papier)
            folge = [termine[termin].tag for _, _, termin in papier.stationen]
            assert folge == sorted(folge), (stichtag, papier)
            if papier.satzung:
                verkuendet = arbeitstage_nach(termine[papier.satzung.beschlossen].tag, 3)
                assert verkuendet <= stichtag, (stichtag, papier)
        stichtag += timedelta(days=1)


@pytest.mark.django_db
def test_demodaten_is_refused_outside_demo_mode(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="Vorführbetrieb"):
        demodaten()
    assert not Benutzer.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("stichtag", [date(2026, 11, 19), date(2031, 11, 1)])
def test_demodaten_refuses_a_stichtag_out_of_range(stichtag):
    with pytest.raises(CommandError, match=r"zwischen dem 20\.11\.2026 und dem 31\.10\.2031"):
        demodaten(stichtag)
    assert not Benutzer.objects.exists()


@pytest.mark.langsam
@pytest.mark.django_db
def test_demodaten_without_a_stichtag_takes_the_nearest_day(leere_papiere):
    with uhr.gestellt(um(date(2026, 3, 2), "12:00")):
        assert "zum 20.11.2026" in demodaten(stichtag=None)


@pytest.mark.parametrize(
    ("jahr", "ostern"), [(2024, date(2024, 3, 31)), (2027, date(2027, 3, 28)), (2031, date(2031, 4, 13))]
)
def test_calendar_knows_easter_and_the_days_off(jahr, ostern):
    assert not ist_arbeitstag(ostern + timedelta(days=1))
    assert not ist_arbeitstag(date(jahr, 12, 27))


def test_clock_is_free_after_the_demo_council():
    assert uhr.jetzt().date() == timezone.now().date()
