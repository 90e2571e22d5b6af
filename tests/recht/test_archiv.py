"""Rule 104: a finished matter is never deleted, only set aside and offered to the archive, with date and archive (§ 7 NArchG)."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InternalError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gremien.models import Regelwerk
from schreibtisch import archiv as schreibtischarchiv
from sitzungen.models import Sitzung
from tests import factories
from vorlagen import archivierung
from vorlagen.archivschritte import ARCHIVSCHRITTE, ENDGUELTIG
from vorlagen.choices import NICHT_AUSGESONDERT, Archivstand, VorlageArt
from vorlagen.models import Archivierung, Vorlage, vermerken
from wittmund_ris import uhr
from wittmund_ris.workflow import UebergangNichtMoeglich

STAENDE = (NICHT_AUSGESONDERT, *Archivstand)
# The retention period of 30 years from the end of 2019 is over.
DANACH = factories.zeit("2050-01-03")


def angaben(name, archiv, tag):
    """What a step of this name must be given."""
    return {
        "anbieten": {"archiv": archiv, "am": tag, "zulaessig": True},
        "archiv_uebernahme": {"am": tag, "durch": "Dr. Tjaden", "signatur": "NLA AU Rep. 265 Nr. 7"},
        "archiv_ablehnung": {"am": tag, "durch": "Dr. Tjaden", "bemerkung": "Massenakte"},
        "aussonderung_zuruecknehmen": {"bemerkung": "Klage anhängig"},
    }.get(name, {})


def bis_zu(vorlage, stand, archiv, sitzungsdienst, zweite):
    """Take the matter to this state by its real steps."""
    wege = {
        NICHT_AUSGESONDERT: (),
        Archivstand.AUSGESONDERT: ("aussondern",),
        Archivstand.ANGEBOTEN: ("aussondern", "anbieten"),
        Archivstand.UEBERNOMMEN: ("aussondern", "anbieten", "archiv_uebernahme"),
        Archivstand.NICHT_ARCHIVWUERDIG: ("aussondern", "anbieten", "archiv_ablehnung"),
        Archivstand.ZURUECKGENOMMEN: ("aussondern", "aussonderung_zuruecknehmen"),
    }
    for name in wege[stand]:
        wer = zweite if name.startswith("archiv_") else sitzungsdienst
        archivierung.ausfuehren(vorlage, name, benutzer=wer, **angaben(name, archiv, uhr.heute()))
    return Vorlage.objects.get(pk=vorlage.pk)


def test_regel_104_every_step_from_every_state(beschlossen, im_jahr_2050, archiv, sitzungsdienst, zweite):
    for stand in STAENDE:
        for schritt in ARCHIVSCHRITTE:
            marke = transaction.savepoint()
            vorlage = bis_zu(beschlossen, stand, archiv, sitzungsdienst, zweite)
            vorher = vorlage.verlauf.count()
            tun = {"benutzer": zweite, **angaben(schritt.name, archiv, uhr.heute())}
            if schritt.gilt(stand):
                assert archivierung.ausfuehren(vorlage, schritt.name, **tun).stand == schritt.nach
                assert vorlage.verlauf.count() == vorher + 1
            else:
                with pytest.raises(UebergangNichtMoeglich):
                    archivierung.ausfuehren(vorlage, schritt.name, **tun)
                assert vorlage.verlauf.count() == vorher
            transaction.savepoint_rollback(marke)


def test_regel_104_the_offer_names_day_archive_and_person(beschlossen, im_jahr_2050, archiv, sitzungsdienst, zweite):
    archivierung.ausfuehren(beschlossen, "aussondern", benutzer=sitzungsdienst)
    for fehlt, feld in (
        ({"archiv": None}, "archiv"),
        ({"am": None}, "am"),
        ({"am": date(2050, 1, 4)}, "am"),
        ({"am": date(2050, 1, 2)}, "am"),
        ({"zulaessig": False}, "zulaessig"),
    ):
        with pytest.raises(ValidationError) as fehler:
            archivierung.ausfuehren(
                beschlossen,
                "anbieten",
                benutzer=sitzungsdienst,
                **angaben("anbieten", archiv, uhr.heute()) | fehlt,
            )
        assert list(fehler.value.message_dict) == [feld]
    zeile = archivierung.ausfuehren(
        beschlossen, "anbieten", benutzer=sitzungsdienst, **angaben("anbieten", archiv, uhr.heute())
    )
    assert (zeile.archiv, zeile.angeboten_am, zeile.angeboten_von) == (archiv, date(2050, 1, 3), sitzungsdienst)
    letzter = beschlossen.verlauf.last()
    assert (letzter.aktion, letzter.bemerkung) == (
        "anbieten",
        "Niedersächsisches Landesarchiv, Abteilung Aurich, angeboten am 03.01.2050",
    )


def test_regel_104_whoever_offered_does_not_record_the_answer(
    beschlossen, im_jahr_2050, archiv, sitzungsdienst, zweite
):
    vorlage = bis_zu(beschlossen, Archivstand.ANGEBOTEN, archiv, sitzungsdienst, zweite)
    for name in ("archiv_uebernahme", "archiv_ablehnung"):
        with pytest.raises(PermissionDenied):
            archivierung.ausfuehren(vorlage, name, benutzer=sitzungsdienst, **angaben(name, archiv, uhr.heute()))


def test_regel_104_only_a_finished_matter_after_its_period(welt, freigegeben, sitzungsdienst, im_jahr_2050):
    with pytest.raises(ValidationError, match="nur ein abgeschlossener Vorgang"):
        archivierung.ausfuehren(freigegeben, "aussondern", benutzer=sitzungsdienst)
    assert not Archivierung.objects.exists()


def test_regel_104_the_period_runs_to_the_end_of_its_year(beschlossen, im_jahr_2050, sitzungsdienst):
    with uhr.gestellt(factories.zeit("2049-12-31")):
        with pytest.raises(ValidationError, match=r"läuft bis zum 31\.12\.2049"):
            archivierung.ausfuehren(beschlossen, "aussondern", benutzer=sitzungsdienst)
        assert not archivierung.heran(uhr.heute()).exists()
    with uhr.gestellt(factories.zeit("2050-01-01")):
        assert list(archivierung.heran(uhr.heute())) == [beschlossen]
        assert archivierung.ausfuehren(beschlossen, "aussondern", benutzer=sitzungsdienst).frist_bis == date(
            2049, 12, 31
        )
        assert not archivierung.heran(uhr.heute()).exists()


@given(
    ende=st.datetimes(min_value=factories.zeit("2000-01-01").replace(tzinfo=None)).filter(lambda d: d.year < 2100),
    jahre=st.integers(0, 60),
    art=st.sampled_from(list(VorlageArt)),
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
def test_period_is_full_years_after_the_year_of_the_end(ende, jahre, art):
    regelwerk = Regelwerk(
        **{f"aufbewahrung_{name}": jahre for name in ("beschluss", "antrag", "anfrage", "mitteilung")}
    )
    vorlage = Vorlage(art=art)
    vorlage.abgeschlossen_am = ende.replace(tzinfo=factories.BERLIN)
    bis = archivierung.aufzubewahren_bis(vorlage, regelwerk)
    assert (bis.month, bis.day, bis.year - ende.year) == (12, 31, jahre)


def test_regel_104_nothing_decided_can_be_deleted_or_rewritten(
    im_kreisausschuss, im_jahr_2050, archiv, sitzungsdienst, zweite, administration, superuser, als
):
    """Every path, also past the models and through the admin; and the same after the archive called it not worth keeping."""
    sitzung, vorlage = im_kreisausschuss
    bis_zu(vorlage, Archivstand.NICHT_ARCHIVWUERDIG, archiv, sitzungsdienst, zweite)
    for objekt in (vorlage, archiv):
        with pytest.raises((ProtectedError, RestrictedError)):
            objekt.delete()
    zeilen = (
        Vorlage.objects.filter(pk=vorlage.pk),
        vorlage.fassungen.all(),
        vorlage.fassungen.get().dokumente.all(),
        vorlage.anlagen.all(),
        vorlage.anlagen.get().dateien.all(),
        vorlage.versionen.all(),
        vorlage.verlauf.all(),
        vorlage.beratungen.all(),
        Archivierung.objects.all(),
        Sitzung.objects.filter(pk=sitzung.pk),
        sitzung.tops.all(),
        sitzung.tops.get(beratung__vorlage=vorlage).abstimmungen.all(),
        sitzung.anwesenheiten.all(),
        sitzung.dokumente.all(),
        sitzung.fassungen.all(),
        sitzung.verlauf.all(),
    )
    for zeile in zeilen:
        assert zeile.exists(), zeile.model
        with pytest.raises(InternalError, match="pgtrigger"), transaction.atomic():
            zeile._raw_delete("default")
    for zeilen, felder in (
        (vorlage.beratungen.all(), {"ergebnis": "abgelehnt"}),
        (vorlage.beratungen.all(), {"ergebnis": "", "abgeschlossen_am": None}),
        (Sitzung.objects.filter(pk=sitzung.pk), {"geschlossen_am": None, "status": "eroeffnet"}),
        (sitzung.anwesenheiten.all(), {"status": "abwesend"}),
    ):
        with pytest.raises(InternalError, match="pgtrigger"), transaction.atomic():
            zeilen.update(**felder)
    for konto in (sitzungsdienst, administration, superuser):
        for name, pk in (("vorlagen_vorlage", vorlage.pk), ("sitzungen_sitzung", sitzung.pk)):
            antwort = als(konto).post(reverse(f"admin:{name}_delete", args=[pk]), {"post": "yes"})
            assert antwort.status_code in (302, 403), (konto, name)
    assert Vorlage.objects.filter(pk=vorlage.pk).exists()
    assert Sitzung.objects.filter(pk=sitzung.pk).exists()


def test_regel_104_the_way_itself_is_kept_by_the_database(beschlossen, im_jahr_2050, archiv, sitzungsdienst, zweite):
    bis_zu(beschlossen, Archivstand.UEBERNOMMEN, archiv, sitzungsdienst, zweite)
    zeile = Archivierung.objects.filter(vorlage=beschlossen)
    for felder in ({"stand": "ausgesondert"}, {"archiv": None}, {"signatur": "anders"}):
        with pytest.raises(InternalError, match="pgtrigger"), transaction.atomic():
            zeile.update(**felder)
    assert set(ENDGUELTIG) == {Archivstand.UEBERNOMMEN, Archivstand.NICHT_ARCHIVWUERDIG}


# --- Pages ---
def test_a_matter_goes_to_the_archive_in_the_browser(beschlossen, im_jahr_2050, archiv, als, sitzungsdienst, zweite):
    liste = reverse("archiv:liste")

    def weg(name):
        return reverse("archiv:schritt", args=[beschlossen.pk, name])

    assert weg("aussondern") in als(sitzungsdienst).get(liste).content.decode()
    assert als(sitzungsdienst).post(weg("aussondern"), {"bemerkung": ""}).status_code == 302
    antwort = als(sitzungsdienst).post(weg("anbieten"), {"am": "2050-01-03", "bemerkung": "Bleibt stehen"})
    assert antwort.status_code == 422
    assert "Bleibt stehen" in antwort.content.decode()
    assert "Bitte wählen Sie das Archiv" in antwort.content.decode()
    gut = {"archiv": archiv.pk, "am": "2050-01-03", "zulaessig": "on"}
    assert als(sitzungsdienst).post(weg("anbieten"), gut).status_code == 302
    # Sent twice, it happens once and says so.
    antwort = als(sitzungsdienst).post(weg("anbieten"), gut, follow=True)
    assert "ist nicht möglich" in antwort.content.decode()
    antwort = als(sitzungsdienst).post(weg("archiv_uebernahme"), {"am": "2050-01-03", "durch": "Dr. Tjaden"})
    assert antwort.status_code == 403
    gut = {"am": "2050-01-03", "durch": "Dr. Tjaden", "signatur": "Rep. 265"}
    assert als(zweite).post(weg("archiv_uebernahme"), gut).status_code == 302
    seite = als(zweite).get(f"{liste}?stand=uebernommen").content.decode()
    assert "Dr. Tjaden" in seite
    assert "Rep. 265" in seite
    assert (
        "Vom Archiv übernommen" in als(zweite).get(reverse("vorlagen:detail", args=[beschlossen.pk])).content.decode()
    )
    assert als(zweite).get(reverse("archiv:schritt", args=[beschlossen.pk, "gibtesnicht"])).status_code == 404
    assert als(zweite).get(f"{liste}?stand=gibtesnicht").status_code == 404


def finde_alt(vorlage, anzahl):
    """So many finished papers of 2019, as rows alone: the list is about them, not about their way."""
    felder = {f.attname: getattr(vorlage, f.attname) for f in Vorlage._meta.concrete_fields if not f.primary_key}
    for n in range(anzahl):
        neu = Vorlage.objects.create(**felder | {"oeffentliche_id": uuid4(), "laufnummer": 100 + n, "formular": None})
        with uhr.gestellt(factories.zeit("2019-06-27")):
            vermerken(neu, "beschliessen", vorlage.freigegeben_von)


@pytest.mark.parametrize("weitere", [0, 2])
def test_the_list_does_not_ask_more_with_more_rows(
    weitere, beschlossen, im_jahr_2050, sitzungsdienst, als, django_assert_num_queries
):
    finde_alt(beschlossen, weitere)
    browser = als(sitzungsdienst)
    browser.get(reverse("archiv:liste"))
    with django_assert_num_queries(10):
        assert len(browser.get(reverse("archiv:liste")).context["zeilen"]) == 1 + weitere


def test_the_desk_of_the_sitzungsdienst_says_what_is_due(beschlossen, im_jahr_2050, sitzungsdienst):
    block = schreibtischarchiv.heran(sitzungsdienst, uhr.heute())
    assert [z.titel for z in block.zeilen] == [str(beschlossen)]
    archivierung.ausfuehren(beschlossen, "aussondern", benutzer=sitzungsdienst)
    block = schreibtischarchiv.heran(sitzungsdienst, uhr.heute())
    assert [z.titel for z in block.zeilen] == ["1 ausgesonderter Vorgang ist anzubieten"]


@pytest.mark.parametrize("konto", ["sachbearbeiterin", "fremde", "ratsfrau", "administration", "gast", "superuser"])
def test_the_pages_are_closed_to_others(konto, beschlossen, besetzung, als):
    assert als(besetzung[konto]).get(reverse("archiv:liste")).status_code == 403
    assert als(besetzung[konto]).get(reverse("archiv:schritt", args=[beschlossen.pk, "aussondern"])).status_code in (
        403,
        404,
    )
