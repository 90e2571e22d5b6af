"""Rule 81: what becomes of a decision (§ 85 Abs. 1 Nr. 2 NKomVG): entries, reports, dates, reminders, release, report."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import Error, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from aushang.models import Eintrag
from hinweise.models import Hinweis
from konten.rechte import darf
from sitzungen import beschlussbericht, beschlusskontrolle
from sitzungen.beschlusspunkte import punkte
from sitzungen.choices import BeschlussStatus as S
from sitzungen.models import Beschluss, BeschlussVerlauf
from tests import factories
from vorlagen.choices import BeratungRolle, VorlageArt
from wittmund_ris import uhr
from wittmund_ris.richtext import klartext, normalisieren

WORTLAUT = "<p>Der Kreistag beschließt:</p><ol><li>Das Konzept gilt.</li><li>Der Landrat berichtet jährlich.</li></ol>"
TAG = date(2019, 6, 27)


@pytest.fixture
def entschieden(welt, jahr_2019, besetzung):
    """`entschieden("kreistag", ja=40)`: a paper that this body alone decides, in a closed sitting."""

    def bauen(slug="kreistag", ja=40, nein=0, wortlaut=WORTLAUT, **felder):
        gremium, dienst = getattr(welt, slug), besetzung["sitzungsdienst"]
        folge = [{"gremium": gremium, "rolle": BeratungRolle.ENTSCHEIDUNG, "geplant_am": TAG}]
        vorlage = factories.entwurf(
            welt, besetzung["sachbearbeiterin"], folge=folge, beschlussvorschlag=wortlaut, **felder
        )
        vorlage = factories.freigeben(vorlage, besetzung["sachbearbeiterin"], besetzung["landrat"])
        sitzung = factories.einladen(
            factories.sitzung_mit(gremium, TAG.isoformat(), [vorlage], benutzer=dienst), benutzer=dienst
        )
        with uhr.gestellt(sitzung.beginn):
            factories.eroeffnen(sitzung, benutzer=dienst)
            factories.abstimmen(sitzung, vorlage, ja, nein, 0, benutzer=dienst)
            factories.schliessen(sitzung, benutzer=dienst)
        sitzung.refresh_from_db()
        return sitzung

    return bauen


@pytest.fixture
def beschluss(entschieden):
    entschieden()
    with uhr.gestellt(factories.zeit("2019-07-01")):
        yield Beschluss.objects.get(nummer=2)


# --- The points of a wording --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wortlaut", "erwartet"),
    [
        (WORTLAUT, ["Das Konzept gilt.", "Der Landrat berichtet jährlich."]),
        ("Der Kreistag stimmt zu.", ["Der Kreistag stimmt zu."]),
        ("<p>1. Erstens.</p><p>2. Zweitens.</p>", ["Erstens.", "Zweitens."]),
        ("<ul><li>Nur einer</li></ul>", None),
        ("<p>Vorab gilt A.</p><ol><li>B</li><li>C</li></ol><p>Schluss.</p>", ["Vorab gilt A. B", "C Schluss."]),
        ("", []),
    ],
)
def test_points_of_a_wording(wortlaut, erwartet):
    gefunden = [" ".join(klartext(p).split()) for p in punkte(wortlaut)]
    assert gefunden == erwartet if erwartet is not None else len(gefunden) == 1


worte = st.lists(st.text(alphabet="abcäöß", min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join)


@given(vorab=worte, eintraege=st.lists(worte, min_size=2, max_size=6), danach=worte)
def test_no_word_of_the_wording_gets_lost(vorab, eintraege, danach):
    liste = "".join(f"<li>{e}</li>" for e in eintraege)
    wortlaut = f"<p>{vorab}.</p><ol>{liste}</ol><p>{danach}.</p>"
    gefunden = punkte(wortlaut)
    assert len(gefunden) == len(eintraege)
    assert " ".join(" ".join(klartext(p) for p in gefunden).split()) == " ".join(
        f"{vorab}. {' '.join(eintraege)} {danach}.".split()
    )
    assert all(normalisieren(p) == p for p in gefunden)


# --- Rule 81 ------------------------------------------------------------------------------------------------------
def test_regel_81_a_final_decision_leaves_one_entry_for_each_point(entschieden, welt):
    sitzung = entschieden()
    eintraege = Beschluss.objects.filter(top__sitzung=sitzung)
    assert [(b.nummer, b.amt, b.status, b.faellig_am) for b in eintraege] == [
        (1, welt.amt, S.OFFEN, None),
        (2, welt.amt, S.OFFEN, None),
    ]
    assert BeschlussVerlauf.objects.filter(aktion="angelegt").count() == 2


def test_regel_81_a_refusal_leaves_nothing_to_carry_out(entschieden):
    entschieden(ja=10, nein=20)
    assert not Beschluss.objects.exists()


def test_regel_81_the_kreisausschuss_decides_and_nothing_hangs_out(entschieden):
    entschieden("kreisausschuss", ja=10, wortlaut="GEHEIMBESCHLUSS", ist_oeffentlich=False, nichtoeffentlich_grund="x")
    eintrag = Beschluss.objects.get()
    assert not beschlusskontrolle.kann_oeffentlich(eintrag)
    assert not [e for e in Eintrag.objects.all() if "GEHEIM" in f"{e.daten}{e.titel}{e.suche}"]


def test_a_decision_stands_in_the_database(beschluss):
    for zeilen, wert in ((Beschluss.objects, {"wortlaut": "x"}), (BeschlussVerlauf.objects, {"bemerkung": "x"})):
        with pytest.raises(Error), transaction.atomic():
            zeilen.update(**wert)
        with pytest.raises(Error), transaction.atomic():
            zeilen.all()._raw_delete("default")
    with pytest.raises(Error, match="beschluss_erledigt_mit_tag"), transaction.atomic():
        Beschluss.objects.filter(pk=beschluss.pk).update(status=S.ERLEDIGT)


# --- Acts ---------------------------------------------------------------------------------------------------------
def test_the_amt_reports_and_the_history_keeps_it(beschluss, sachbearbeiterin):
    with pytest.raises(ValidationError, match="in einem Satz"):
        beschlusskontrolle.berichten(beschluss, S.ERLEDIGT, " ", benutzer=sachbearbeiterin)
    beschlusskontrolle.berichten(beschluss, S.IN_ARBEIT, "Angebote liegen vor.", benutzer=sachbearbeiterin, version=1)
    with pytest.raises(ValidationError, match="In der Zwischenzeit"):
        beschlusskontrolle.berichten(beschluss, S.OFFEN, "Anders", benutzer=sachbearbeiterin, version=1)
    neu = beschlusskontrolle.berichten(beschluss, S.ERLEDIGT, "Bericht liegt vor.", benutzer=sachbearbeiterin)
    assert (neu.status, neu.erledigt_am) == (S.ERLEDIGT, date(2019, 7, 1))
    assert neu.verlauf.filter(aktion="berichtet").count() == 2
    beschlusskontrolle.berichten(neu, S.ERLEDIGT, "Bericht liegt vor.", benutzer=sachbearbeiterin, version=1)
    assert neu.verlauf.filter(aktion="berichtet").count() == 2


def test_after_an_einspruch_no_amt_reports(beschluss, sachbearbeiterin):
    with pytest.raises(ValidationError, match="§ 88"):
        beschlusskontrolle.berichten(beschluss, S.NICHT_AUSZUFUEHREN, "", benutzer=sachbearbeiterin)
    Beschluss.objects.filter(pk=beschluss.pk).update(status=S.NICHT_AUSZUFUEHREN)
    with pytest.raises(ValidationError, match="§ 88"):
        beschlusskontrolle.berichten(beschluss, S.ERLEDIGT, "Doch", benutzer=sachbearbeiterin)


def test_the_sitzungsdienst_steers_and_the_new_amt_is_told(beschluss, welt, fremde, sitzungsdienst):
    with pytest.raises(ValidationError, match="vor dem Beschluss"):
        beschlusskontrolle.steuern(beschluss, amt=welt.amt, faellig_am=date(2019, 1, 1), benutzer=sitzungsdienst)
    beschlusskontrolle.steuern(beschluss, amt=welt.anderes_amt, faellig_am=date(2019, 9, 1), benutzer=sitzungsdienst)
    assert Hinweis.objects.filter(empfaenger=fremde, schluessel__startswith=f"beschluss:{beschluss.pk}:amt").exists()


def test_reminders_before_and_after_the_date_each_once(beschluss, welt, sachbearbeiterin, sitzungsdienst):
    termin = date(2019, 9, 1)
    beschlusskontrolle.steuern(beschluss, amt=welt.amt, faellig_am=termin, benutzer=sitzungsdienst)
    eigene = Hinweis.objects.filter(empfaenger=sachbearbeiterin, schluessel__startswith=f"beschluss:{beschluss.pk}")
    for tag, anzahl in ((-8, 0), (-7, 1), (-6, 1), (0, 1), (1, 2), (5, 2)):
        beschlusskontrolle.faellige_erinnern(termin + timedelta(days=tag))
        assert eigene.count() == anzahl
    assert "jährlich" not in "".join(h.titel_mail for h in eigene)
    assert beschlusskontrolle.erinnern([beschluss], benutzer=sitzungsdienst) == 1
    assert beschlusskontrolle.erinnern([beschluss], benutzer=sitzungsdienst) == 0
    call_command("beschluesse_erinnern", stdout=StringIO())


@pytest.mark.usefixtures("stammdaten_ausgehaengt")
def test_only_what_somebody_released_hangs_out(beschluss, sachbearbeiterin, landrat, client):
    beschlusskontrolle.berichten(beschluss, S.IN_ARBEIT, "INTERN", benutzer=sachbearbeiterin)
    call_command("aushang_pruefen", stdout=StringIO())
    assert "Umsetzung" not in client.get(beschluss.top.sitzung.pfad).content.decode()
    with pytest.raises(ValidationError, match="personenbezogenen"):
        beschlusskontrolle.freigeben(beschluss, "Angebote", benutzer=landrat)
    beschlusskontrolle.freigeben(beschluss, "Angebote eingeholt", benutzer=landrat, datenschutz_bestaetigt=True)
    beschlusskontrolle.berichten(beschluss, S.ERLEDIGT, "INTERN fertig", benutzer=sachbearbeiterin)
    seite = client.get(beschluss.top.sitzung.pfad).content.decode()
    assert "Umsetzung, Punkt 2" in seite
    assert "Angebote eingeholt" in seite
    assert "INTERN" not in seite
    call_command("aushang_pruefen", stdout=StringIO())
    beschlusskontrolle.freigabe_zuruecknehmen(beschluss, benutzer=landrat)
    assert "Umsetzung" not in client.get(beschluss.top.sitzung.pfad).content.decode()
    call_command("aushang_pruefen", stdout=StringIO())


def test_the_half_yearly_report_is_a_draft_mitteilungsvorlage(beschluss, sachbearbeiterin, sitzungsdienst):
    assert beschlussbericht.halbjahr(date(2019, 8, 1)) == (date(2019, 1, 1), date(2019, 6, 30))
    assert beschlussbericht.halbjahr(date(2020, 3, 1)) == (date(2019, 7, 1), date(2019, 12, 31))
    zeitraum = beschlussbericht.halbjahr(date(2019, 8, 1))
    bericht = beschlussbericht.entwerfen(*zeitraum, nur_oeffentliche=True, benutzer=sachbearbeiterin)
    assert (bericht.art, bericht.ist_oeffentlich) == (VorlageArt.MITTEILUNGSVORLAGE, True)
    assert "<table>" in bericht.sachverhalt
    assert "Der Landrat berichtet jährlich." in klartext(bericht.sachverhalt)
    with pytest.raises(PermissionDenied):
        beschlussbericht.entwerfen(*zeitraum, nur_oeffentliche=True, benutzer=sitzungsdienst)


# --- Who may what -------------------------------------------------------------------------------------------------
RECHTE = {
    "sitzungen.beschluss_berichten": {"sachbearbeiterin", "amtsleiter"},
    "sitzungen.beschluss_steuern": {"sitzungsdienst"},
    "sitzungen.beschluss_erinnern": {"sitzungsdienst"},
    "sitzungen.beschluss_freigeben": {"sitzungsdienst", "landrat"},
    "sitzungen.beschluss_sehen": {"sachbearbeiterin", "amtsleiter", "sitzungsdienst", "landrat", "ratsfrau"},
}


@pytest.mark.parametrize("recht", RECHTE)
def test_matrix_of_the_beschlusskontrolle(recht, beschluss, besetzung):
    assert {name for name, konto in besetzung.items() if darf(konto, recht, beschluss)} == RECHTE[recht]


def test_sight_as_predicate_and_queryset_agree(beschluss, besetzung, client):
    finden = {name for name, k in besetzung.items() if Beschluss.objects.sichtbar_fuer(k).exists()}
    assert finden == RECHTE["sitzungen.beschluss_sehen"]
    for name, konto in besetzung.items():
        client.force_login(konto)
        code = client.get(reverse("beschlusskontrolle:detail", args=[beschluss.pk])).status_code
        assert code == (200 if name in finden else 404), name
        liste = client.get(reverse("beschlusskontrolle:liste")).content.decode()
        ausgabe = client.get(reverse("beschlusskontrolle:csv")).content.decode()
        assert ("jährlich" in liste, "jährlich" in ausgabe) == (name in finden, name in finden)


# --- Pages --------------------------------------------------------------------------------------------------------
def test_pages_act_and_keep_what_was_typed(client, beschluss, welt, sachbearbeiterin, sitzungsdienst):
    adresse = reverse("beschlusskontrolle:detail", args=[beschluss.pk])
    client.force_login(sitzungsdienst)
    felder = {"schritt": "steuern", "steuern-amt": welt.amt.pk, "steuern-faellig_am": "2019-06-28"}
    assert client.post(adresse, felder).status_code == 302
    assert client.post(adresse, {"schritt": "berichten"}).status_code == 403
    liste = reverse("beschlusskontrolle:liste")
    assert "überfällig" in client.get(liste, {"ueberfaellig": "on"}).content.decode()
    assert "Kein Beschluss passt" in client.get(liste, {"status": "erledigt"}).content.decode()
    client.post(reverse("beschlusskontrolle:erinnern") + "?ueberfaellig=on")
    assert BeschlussVerlauf.objects.filter(aktion="erinnert").count() == 1
    client.force_login(sachbearbeiterin)
    antwort = client.post(
        adresse, {"schritt": "berichten", "bericht-status": "erledigt", "bericht-stand": " ", "bericht-version": 2}
    )
    assert antwort.status_code == 422
    felder = {"schritt": "berichten", "bericht-status": "erledigt", "bericht-stand": "Fertig.", "bericht-version": 2}
    assert client.post(adresse, felder).status_code == 302
    bericht = reverse("beschlusskontrolle:bericht")
    assert client.get(bericht).status_code == 200
    antwort = client.post(bericht, {"von": "2019-01-01", "bis": "2019-06-30", "nur_oeffentliche": "on"})
    assert antwort.status_code == 302
    assert client.get("/verwaltung/").status_code == 200


@pytest.mark.parametrize("anzahl", [1, 3])
def test_list_takes_a_fixed_number_of_queries(
    client, entschieden, sitzungsdienst, anzahl, django_assert_max_num_queries
):
    entschieden(wortlaut="<ol>" + "<li>Punkt</li>" * (anzahl + 1) + "</ol>")
    client.force_login(sitzungsdienst)
    client.get(reverse("beschlusskontrolle:liste"))
    with django_assert_max_num_queries(18):
        client.get(reverse("beschlusskontrolle:liste"))
