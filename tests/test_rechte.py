"""The permission matrix: cast × act × status as one table, and sight as a pair of predicate and queryset."""

import pytest
from django.contrib.auth.models import AnonymousUser

from konten.models import Benutzer
from konten.rechte import darf
from sitzungen import planung
from sitzungen import workflow as sitzungsworkflow
from sitzungen.choices import SitzungStatus
from sitzungen.models import Sitzung
from tests import factories
from vorlagen import neufassung, workflow
from vorlagen.choices import VorlageStatus as S
from vorlagen.models import Vorlage

ANTRAGSSTATUS = (S.EINGEGANGEN, S.IN_BEARBEITUNG)
ROLLEN = (
    "sachbearbeiterin",
    "amtsleiter",
    "fremde",
    "landrat",
    "sitzungsdienst",
    "ratsfrau",
    "administration",
    "gast",
    "superuser",
)
# Which buttons each of the cast sees on a Vorlage of the Ordnungsamt. Who is not named sees none in any status.
KNOEPFE = {
    S.ENTWURF: {
        "sachbearbeiterin": {"einreichen"},
        "amtsleiter": {"einreichen", "zurueckziehen"},
        "landrat": {"zurueckziehen"},
    },
    # Only motions pass here; these are of the ratsfrau.
    S.EINGEGANGEN: {
        "sitzungsdienst": {"zuweisen", "ergaenzung_erbitten"},
        "landrat": {"zuweisen"},
        "ratsfrau": {"zurueckziehen", "zurueckholen"},
    },
    S.IN_BEARBEITUNG: {
        "sachbearbeiterin": {"einreichen"},
        "amtsleiter": {"einreichen"},
        "sitzungsdienst": {"zuweisen"},
        "landrat": {"zuweisen"},
        "ratsfrau": {"zurueckziehen"},
    },
    S.IN_MITZEICHNUNG: {
        "amtsleiter": {"zurueckgeben", "zurueckziehen"},
        "landrat": {"zurueckgeben", "freigeben", "zurueckziehen"},
    },
    S.FREIGEGEBEN: {"amtsleiter": {"zurueckziehen"}, "landrat": {"zurueckziehen"}},
    S.IN_BERATUNG: {"amtsleiter": {"zurueckziehen"}, "landrat": {"zurueckziehen"}},
}
# Who may read a non-public Vorlage of the Ordnungsamt by status.
AMT = {"sachbearbeiterin", "amtsleiter"}
SICHT = {
    S.ENTWURF: AMT,
    S.EINGEGANGEN: {"landrat", "sitzungsdienst", "ratsfrau"},
    # Those who moved do not read what the Verwaltung is writing about it.
    S.IN_BEARBEITUNG: AMT | {"landrat", "sitzungsdienst"},
    S.IN_MITZEICHNUNG: AMT | {"landrat"},
    S.FREIGEGEBEN: AMT | {"landrat", "sitzungsdienst"},
    S.IN_BERATUNG: AMT | {"landrat", "sitzungsdienst", "ratsfrau"},
    S.BESCHLOSSEN: AMT | {"landrat", "sitzungsdienst", "ratsfrau"},
    S.ABGELEHNT: AMT | {"landrat", "sitzungsdienst", "ratsfrau"},
    S.ZUR_KENNTNIS: AMT | {"landrat", "sitzungsdienst", "ratsfrau"},
    # Withdrawn after the release; members who had it in a sitting keep it in their papers, not here.
    S.ZURUECKGEZOGEN: AMT | {"landrat", "sitzungsdienst"},
}
ACTS = {
    "vorlagen.antrag_anlegen": {"ratsfrau"},
    "vorlagen.antraege_entgegennehmen": {"sitzungsdienst"},
    "vorlagen.eigener_antrag": set(),
    "vorlagen.stellen": set(),
    "vorlagen.zuweisen": {"landrat", "sitzungsdienst"},
    "vorlagen.ergaenzung_erbitten": {"sitzungsdienst"},
    "vorlagen.zurueckholen": set(),
    "vorlagen.nach_dem_mandat": set(),
    "vorlagen.ersetzen": {"landrat"},
    "vorlagen.anlegen": {"sachbearbeiterin", "amtsleiter", "fremde"},
    "vorlagen.bearbeiten": AMT,
    "vorlagen.nachreichen": AMT | {"sitzungsdienst"},
    # Asked about a draft, which the Sitzungsdienst does not see.
    "vorlagen.satzung": AMT,
    "vorlagen.entfernen": {"landrat", "sitzungsdienst"},
    "vorlagen.muster_pflegen": {"sitzungsdienst", "administration"},
    "vorlagen.folgevorgaben_pflegen": {"sitzungsdienst", "administration"},
    "vorlagen.mitzeichnungsvorgaben_pflegen": {"sitzungsdienst", "administration"},
    "vorlagen.mitzeichnung_planen": AMT,
    "vorlagen.mitzeichnung_steuern": AMT | {"landrat"},
    # Nobody is asked yet, and a draft is read in its Amt alone.
    "vorlagen.mitzeichnen": set(),
    "vorlagen.mitzeichnung_sehen": AMT,
    "vorlagen.zurueckgeben_selbst": {"amtsleiter", "landrat"},
    # Asked here about something of the Ordnungsamt.
    "vorlagen.textbausteine_pflegen": {"amtsleiter", "sitzungsdienst", "administration"},
    "vorlagen.einreichen": AMT,
    "vorlagen.zurueckgeben": {"amtsleiter", "landrat"},
    "vorlagen.freigeben": {"landrat"},
    "vorlagen.neu_fassen": AMT,
    "vorlagen.uebernehmen": {"landrat"},
    "vorlagen.zurueckziehen": {"amtsleiter", "landrat"},
    "vorlagen.archiv_pflegen": {"sitzungsdienst", "administration"},
    "vorlagen.archiv_sehen": {"landrat", "sitzungsdienst"},
    "vorlagen.beraten": {"sitzungsdienst"},
    "vorlagen.beschliessen": {"sitzungsdienst"},
    "vorlagen.ablehnen": {"sitzungsdienst"},
    "vorlagen.zur_kenntnis_nehmen": {"sitzungsdienst"},
    "vorlagen.beanstanden": {"landrat", "sitzungsdienst"},
}
# Asked about a finished paper.
ARCHIV_ACTS = {
    "vorlagen.aussondern": {"sitzungsdienst"},
    "vorlagen.anbieten": {"sitzungsdienst"},
    "vorlagen.archiv_uebernahme": {"landrat", "sitzungsdienst"},
    "vorlagen.archiv_ablehnung": {"landrat", "sitzungsdienst"},
    "vorlagen.aussonderung_zuruecknehmen": {"landrat", "sitzungsdienst"},
    # Members read the paper, but not what the offices said to each other.
    "vorlagen.ausfuehren": AMT | {"landrat", "sitzungsdienst"},
}
SITZUNG_ACTS = {
    "sitzungen.planen": {"sitzungsdienst"},
    "sitzungen.verlegen": {"sitzungsdienst"},
    "sitzungen.tagesordnung": {"sitzungsdienst"},
    "sitzungen.einladen": {"sitzungsdienst"},
    "sitzungen.eroeffnen": {"sitzungsdienst"},
    "sitzungen.abstimmen": {"sitzungsdienst"},
    "sitzungen.waehlen": {"sitzungsdienst"},
    "sitzungen.schliessen": {"sitzungsdienst"},
    "sitzungen.absagen": {"sitzungsdienst", "landrat"},
    "sitzungen.umlauf": {"sitzungsdienst"},
    # Asked about a running Umlauf or an Eilentscheidung: `tests/sitzungen/test_umlauf.py`, `test_rechtsakte.py`.
    "sitzungen.umlauf_sehen": set(),
    "sitzungen.umlauf_antworten": set(),
    "sitzungen.eilentscheidung_sehen": set(),
    "sitzungen.einvernehmen": set(),
    "sitzungen.bekanntgeben": {"landrat"},
    "sitzungen.bekanntgabe_zuruecknehmen": {"landrat", "sitzungsdienst"},
    "sitzungen.bekanntgabe_beauftragen": {"landrat"},
    "sitzungen.beanstanden": {"landrat"},
    "sitzungen.beanstandung_erfassen": {"landrat", "sitzungsdienst"},
    "sitzungen.eilentscheiden": {"landrat"},
    "sitzungen.eilentscheidung_erfassen": {"landrat", "sitzungsdienst"},
    "sitzungen.rechtsakte_sehen": {"landrat", "sitzungsdienst"},
}


def stelle(vorlage, status, landrat):
    """Put a non-public Vorlage into a status by SQL alone: the matrix asks for rights, not for ways.

    Where only motions come, it becomes one of the ratsfrau.
    """
    felder = {"status": status}
    if status in ANTRAGSSTATUS:
        ratsfrau = Benutzer.objects.get(username="ratsfrau")
        felder |= {
            "art": "antrag",
            "verfasst_von": ratsfrau,
            "antragsteller_person": ratsfrau.person,
            "eingegangen_am": factories.zeit("2019-04-20"),
            "amt": None if status == S.EINGEGANGEN else vorlage.amt_id,
        }
    elif status not in (S.ENTWURF, S.IN_MITZEICHNUNG):
        felder |= {
            "jahr": 2019,
            "laufnummer": 1,
            "fassung": 1,
            "freigegeben_am": factories.zeit("2019-04-26"),
            "freigegeben_von": landrat,
            "gezeichnet_von": landrat,
            "gezeichnet_name": "Hinrichs, Uwe",
        }
    Vorlage.objects.filter(pk=vorlage.pk).update(**felder)
    vorlage.refresh_from_db()
    return vorlage


@pytest.fixture
def geheime(welt, jahr_2019, sachbearbeiterin):
    return factories.entwurf(welt, sachbearbeiterin, ist_oeffentlich=False, nichtoeffentlich_grund="Grundstück")


# A working copy of a new Fassung is asked for on its own, below.
PAPIERSTATUS = [s for s in S if s != S.UEBERNOMMEN]


@pytest.mark.parametrize("status", PAPIERSTATUS)
def test_matrix_of_buttons(status, geheime, besetzung):
    vorlage = stelle(geheime, status, besetzung["landrat"])
    knoepfe = {name: {u.name for u in workflow.moegliche_uebergaenge(vorlage, besetzung[name])} for name in ROLLEN}
    assert knoepfe == {name: KNOEPFE.get(status, {}).get(name, set()) for name in ROLLEN}


@pytest.mark.parametrize("act", ACTS)
def test_matrix_of_acts(act, geheime, besetzung):
    assert {name for name in ROLLEN if darf(besetzung[name], act, geheime)} == ACTS[act]


@pytest.mark.parametrize("act", ARCHIV_ACTS)
def test_matrix_of_the_way_to_the_archive(act, geheime, besetzung):
    vorlage = stelle(geheime, S.BESCHLOSSEN, besetzung["landrat"])
    assert {name for name in ROLLEN if darf(besetzung[name], act, vorlage)} == ARCHIV_ACTS[act]


@pytest.mark.parametrize("act", SITZUNG_ACTS)
def test_matrix_of_sitting_acts(act, welt, besetzung):
    sitzung = planung.planen(welt.kreisausschuss, factories.zeit("2019-05-23"), benutzer=besetzung["sitzungsdienst"])
    assert {name for name in ROLLEN if darf(besetzung[name], act, sitzung)} == SITZUNG_ACTS[act]


@pytest.mark.parametrize("status", PAPIERSTATUS)
def test_sight_as_predicate_and_queryset_agree(status, geheime, besetzung):
    vorlage = stelle(geheime, status, besetzung["landrat"])
    sehen = {name for name in ROLLEN if darf(besetzung[name], "vorlagen.sehen", vorlage)}
    finden = {name for name in ROLLEN if Vorlage.objects.sichtbar_fuer(besetzung[name]).exists()}
    assert sehen == finden == SICHT[status]


@pytest.mark.parametrize(
    ("status", "sicht", "knoepfe"),
    [
        (S.ENTWURF, AMT, KNOEPFE[S.ENTWURF]),
        (
            S.IN_MITZEICHNUNG,
            AMT | {"landrat"},
            {
                "amtsleiter": {"zurueckgeben", "zurueckziehen"},
                "landrat": {"zurueckgeben", "uebernehmen", "zurueckziehen"},
            },
        ),
        (S.UEBERNOMMEN, AMT | {"landrat"}, {}),
        (S.ZURUECKGEZOGEN, AMT | {"landrat"}, {}),
    ],
)
def test_a_working_copy_is_seen_by_its_amt_and_who_releases(status, sicht, knoepfe, freigegeben, besetzung):
    """Nobody reads the next Fassung before it is released: no member, no Sitzungsdienst, whatever became of the paper."""
    kopie = neufassung.beginnen(freigegeben, "Neue Zahlen", benutzer=besetzung["amtsleiter"])
    Vorlage.objects.filter(pk=kopie.pk).update(status=status)
    Vorlage.objects.filter(pk=freigegeben.pk).update(
        status=S.IN_BERATUNG, veroeffentlicht_am=freigegeben.freigegeben_am
    )
    kopie = Vorlage.objects.get(pk=kopie.pk)
    sehen = {name for name in ROLLEN if darf(besetzung[name], "vorlagen.sehen", kopie)}
    finden = {name for name in ROLLEN if Vorlage.objects.sichtbar_fuer(besetzung[name]).filter(pk=kopie.pk).exists()}
    assert sehen == finden == sicht
    zu_sehen = {name: {u.name for u in workflow.moegliche_uebergaenge(kopie, besetzung[name])} for name in ROLLEN}
    assert zu_sehen == {name: knoepfe.get(name, set()) for name in ROLLEN}
    begonnen = {name for name in ROLLEN if darf(besetzung[name], "vorlagen.neu_fassen", freigegeben)}
    assert begonnen == AMT | {"sitzungsdienst"}


@pytest.mark.parametrize("status", SitzungStatus)
def test_sight_of_a_kreisausschuss_sitting(status, welt, besetzung):
    sitzung = planung.planen(welt.kreisausschuss, factories.zeit("2019-05-23"), benutzer=besetzung["sitzungsdienst"])
    zeiten = {"eingeladen_am": sitzung.beginn, "eroeffnet_am": sitzung.beginn, "geschlossen_am": sitzung.beginn}
    Sitzung.objects.filter(pk=sitzung.pk).update(
        status=status, leitung=welt.personen[0], ladung_ordnungsgemaess=True, **zeiten
    )
    sitzung.refresh_from_db()
    geladen = {"ratsfrau"} if sitzung.ist_eingeladen else set()
    sehen = {name for name in ROLLEN if darf(besetzung[name], "sitzungen.sehen", sitzung)}
    finden = {name for name in ROLLEN if Sitzung.objects.sichtbar_fuer(besetzung[name]).exists()}
    assert sehen == finden == {"landrat", "sitzungsdienst"} | geladen


@pytest.mark.parametrize("status", [S.ENTWURF, S.IN_MITZEICHNUNG, S.FREIGEGEBEN])
def test_the_public_preview_opens_with_the_paper(status, geheime, besetzung, client):
    """`…/oeffentliche-ansicht/` has no right of its own: whoever sees the paper sees how it will look, everybody else 404."""
    vorlage = stelle(geheime, status, besetzung["landrat"])
    codes = {}
    for name in ROLLEN:
        client.force_login(besetzung[name])
        codes[name] = client.get(f"/verwaltung/vorlagen/{vorlage.pk}/oeffentliche-ansicht/").status_code
    assert codes == {name: 200 if name in SICHT[status] else 404 for name in ROLLEN}


def test_a_published_paper_is_seen_by_every_account(freigegeben, besetzung):
    Vorlage.objects.filter(pk=freigegeben.pk).update(veroeffentlicht_am=freigegeben.freigegeben_am)
    freigegeben.refresh_from_db()
    assert all(darf(besetzung[name], "vorlagen.sehen", freigegeben) for name in ROLLEN)
    # … but what is not public on it, only by the same people as before.
    assert not darf(besetzung["gast"], "vorlagen.intern_sehen", freigegeben)
    assert not darf(besetzung["fremde"], "vorlagen.intern_sehen", freigegeben)


def test_a_paper_that_the_kreisausschuss_decides_shows_its_status_to_no_other_amt(welt, jahr_2019, besetzung):
    """§ 78 Abs. 2 NKomVG: also inside the house the decision is read by those who have to do with it."""
    folge = factories.stationen(welt)[:2]
    folge[1]["rolle"] = "entscheidung"
    vorlage = factories.entwurf(welt, besetzung["sachbearbeiterin"], folge=folge)
    vorlage = factories.freigeben(vorlage, besetzung["sachbearbeiterin"], besetzung["landrat"])
    Vorlage.objects.filter(pk=vorlage.pk).update(veroeffentlicht_am=vorlage.freigegeben_am)
    vorlage.refresh_from_db()
    sehen = {name for name in ROLLEN if darf(besetzung[name], "vorlagen.sehen", vorlage)}
    finden = {name for name in ROLLEN if Vorlage.objects.sichtbar_fuer(besetzung[name]).exists()}
    assert sehen == finden == AMT | {"landrat", "sitzungsdienst"}


def test_an_ended_mandate_sees_nothing_more(geheime, besetzung, welt):
    """§ 40 NKomVG: when the mandate ends, so does the access."""
    vorlage = stelle(geheime, S.IN_BERATUNG, besetzung["landrat"])
    ratsfrau = besetzung["ratsfrau"]
    assert darf(ratsfrau, "vorlagen.sehen", vorlage)
    welt.personen[5].mitgliedschaften.update(bis=factories.zeit("2019-04-25").date())
    ratsfrau = type(ratsfrau).objects.get(pk=ratsfrau.pk)
    assert not darf(ratsfrau, "vorlagen.sehen", vorlage)
    assert not Vorlage.objects.sichtbar_fuer(ratsfrau).exists()


def test_inactive_and_anonymous_may_nothing(geheime, landrat):
    landrat.is_active = False
    for wer in (landrat, AnonymousUser()):
        assert not darf(wer, "vorlagen.zurueckziehen", geheime)
        assert not Vorlage.objects.sichtbar_fuer(wer).exists()
        assert not Sitzung.objects.sichtbar_fuer(wer).exists()


def test_unknown_right_is_an_error_not_a_refusal(landrat):
    with pytest.raises(KeyError):
        darf(landrat, "vorlagen.gibt_es_nicht")


def test_every_step_has_its_right(landrat, geheime):
    for uebergang in workflow.UEBERGAENGE:
        darf(landrat, f"vorlagen.{uebergang.name}", geheime)
    for uebergang in sitzungsworkflow.UEBERGAENGE:
        darf(landrat, f"sitzungen.{uebergang.name}", None)
