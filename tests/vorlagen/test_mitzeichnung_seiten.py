"""The pages of the Mitzeichnung over HTTP: plan, sign, steer; what is refused, and what was typed stays."""

from datetime import date

import pytest
from django.urls import reverse

from hinweise.models import Hinweis
from konten import rollen, vertretung
from konten.models import Benutzer, Vertretung
from konten.rechte import darf
from tests import factories
from vorlagen import entwurf as entwuerfe
from vorlagen import mitzeichnung, workflow
from vorlagen.choices import VorlageStatus, Votum
from vorlagen.models import Mitzeichnungsvorgabe, Vorlage


@pytest.fixture(autouse=True)
def billiger_druck(monkeypatch):
    monkeypatch.setattr(workflow.dokumente, "versiegeln", lambda vorlage, benutzer: None)


@pytest.fixture
def leitungen(welt):
    return factories.aemter_mit_leitung()


@pytest.fixture
def laufend(entwurf, sachbearbeiterin, leitungen):
    """Kämmerei and Rechtsamt side by side, then the Bauamt."""
    plan = [{"amt": k.amt, "stufe": stufe, "frist_werktage": 5} for k, stufe in zip(leitungen, (1, 1, 2), strict=True)]
    mitzeichnung.planen(entwurf, plan, benutzer=sachbearbeiterin)
    return workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)


@pytest.fixture
def als(client):
    """`als(konto)`: the browser of this account."""

    def anmelden(konto):
        client.force_login(konto)
        return client

    return anmelden


def zeile(vorlage, konto):
    return vorlage.mitzeichnungen.filter(amt=konto.amt).order_by("runde", "pk").last()


def adresse(name, objekt):
    return reverse(f"vorlagen:{name}", args=[objekt.pk])


def votieren(client, z, votum, text="", **weiteres):
    return client.post(adresse("mitzeichnen", z), {"votum": votum, "text": text}, **weiteres)


def inhalt(antwort):
    return antwort.content.decode()


def test_the_page_shows_the_paper_and_asks_for_the_verdict(als, laufend, leitungen):
    seite = inhalt(als(leitungen[0]).get(adresse("mitzeichnen", zeile(laufend, leitungen[0]))))
    for text in (laufend.betreff, "Integrationskonzept zu erarbeiten", "Finanzierung", "Sozialausschuss", "06.05.2019"):
        assert text in seite
    assert "Seit Ihrer letzten Zeichnung" not in seite


@pytest.mark.parametrize(
    ("votum", "text"),
    [(Votum.ZUGESTIMMT, ""), (Votum.MIT_ANMERKUNG, "Deckung prüfen."), (Votum.ABGELEHNT, "Zu teuer.")],
)
def test_a_verdict_is_given_once(als, laufend, leitungen, sachbearbeiterin, votum, text):
    """A double click is no second verdict, no second line and no second notice."""
    client, z = als(leitungen[0]), zeile(laufend, leitungen[0])
    for erwartet in ("Sie haben für Kämmerei gezeichnet", "hat schon gezeichnet"):
        antwort = votieren(client, z, votum, text, follow=True)
        assert antwort.status_code == 200
        assert erwartet in inhalt(antwort)
    z.refresh_from_db()
    assert (z.votum, z.text, z.gezeichnet_von) == (votum, text, leitungen[0])
    assert laufend.verlauf.filter(aktion="mitgezeichnet").count() == 1
    assert Hinweis.objects.filter(empfaenger=sachbearbeiterin, titel__contains="hat gezeichnet").count() == 1


@pytest.mark.parametrize("votum", [Votum.MIT_ANMERKUNG, Votum.ABGELEHNT, Votum.ZURUECKGEGEBEN])
def test_without_a_reason_nothing_happens_and_the_choice_stays(als, laufend, leitungen, votum):
    antwort = votieren(als(leitungen[0]), zeile(laufend, leitungen[0]), votum, "  ")
    assert antwort.status_code == 422
    assert "Bitte schreiben Sie Ihre Anmerkung oder Begründung dazu." in inhalt(antwort)
    assert antwort.context["form"]["votum"].value() == votum
    assert zeile(laufend, leitungen[0]).ist_offen


def test_without_a_choice_the_typed_reason_stays(als, laufend, leitungen):
    antwort = votieren(als(leitungen[0]), zeile(laufend, leitungen[0]), "", "Langer <b>Text</b> des Amtes")
    assert antwort.status_code == 422
    assert "Bitte wählen Sie ein Votum." in inhalt(antwort)
    assert "Langer &lt;b&gt;Text&lt;/b&gt; des Amtes" in inhalt(antwort)


def test_returning_sends_the_paper_back_with_its_reason(als, laufend, leitungen, sachbearbeiterin):
    z = zeile(laufend, leitungen[0])
    antwort = votieren(als(leitungen[0]), z, Votum.ZURUECKGEGEBEN, "Die Folgekosten fehlen.", follow=True)
    assert "zurückgegeben" in inhalt(antwort)
    laufend.refresh_from_db()
    assert laufend.status == VorlageStatus.ENTWURF
    seite = inhalt(als(sachbearbeiterin).get(adresse("detail", laufend)))
    assert "Die Folgekosten fehlen." in seite


def test_a_colleague_was_faster_and_the_typed_text_stays(als, laufend, leitungen, welt):
    """Two people of one office: the second reads who signed, and keeps what was typed."""
    zweite = factories.konto("zweite", rollen.AMTSLEITUNG, amt=leitungen[0].amt, last_name="Zweite")
    z = zeile(laufend, leitungen[0])
    votieren(als(leitungen[0]), z, Votum.ZUGESTIMMT)
    for votum in (Votum.ABGELEHNT, Votum.ZURUECKGEGEBEN):
        antwort = votieren(als(zweite), z, votum, "Meine lange Begründung")
        assert antwort.status_code == 422
        assert "hat inzwischen gezeichnet" in inhalt(antwort)
        assert "Meine lange Begründung" in inhalt(antwort)
    z.refresh_from_db()
    assert z.gezeichnet_von == leitungen[0]


def test_the_office_asked_again_reads_word_by_word_what_changed(als, laufend, leitungen, sachbearbeiterin):
    votieren(als(leitungen[0]), zeile(laufend, leitungen[0]), Votum.ZUGESTIMMT)
    votieren(als(leitungen[1]), zeile(laufend, leitungen[1]), Votum.ZURUECKGEGEBEN, "Bitte kürzen.")
    laufend.refresh_from_db()
    text = "<p>Der Kreisausschuss hat beschlossen, dass ein Sportkonzept zu erarbeiten ist.</p>"
    entwuerfe.aendern(laufend, {"sachverhalt": text}, None, version=laufend.version, benutzer=sachbearbeiterin)
    # The author sees it too, while the paper is still a draft.
    seite = inhalt(als(sachbearbeiterin).get(adresse("detail", laufend)))
    assert "Unterschiede zu dem Stand, den Kämmerei gezeichnet hat" in seite
    workflow.ausfuehren(laufend, "einreichen", benutzer=sachbearbeiterin, redaktionell="Nur ein Wort.")
    seite = inhalt(als(leitungen[0]).get(adresse("mitzeichnen", zeile(laufend, leitungen[0]))))
    assert "Seit Ihrer letzten Zeichnung geändert" in seite
    assert "Nur ein Wort." in seite
    assert "<del>" in seite
    assert "Sportkonzept" in seite


def test_who_is_not_asked_does_not_find_the_page(als, laufend, leitungen, fremde, ratsfrau, gast, landrat):
    z = zeile(laufend, leitungen[0])
    for konto in (fremde, ratsfrau, gast, leitungen[2]):
        for antwort in (als(konto).get(adresse("mitzeichnen", z)), votieren(als(konto), z, Votum.ZUGESTIMMT)):
            assert antwort.status_code == 404, konto
            assert laufend.betreff not in inhalt(antwort)
    for konto in (leitungen[1], landrat):
        assert votieren(als(konto), z, Votum.ZUGESTIMMT).status_code == 403, konto
    assert zeile(laufend, leitungen[0]).ist_offen


def test_the_author_and_the_own_amt_do_not_sign_for_others(als, laufend, leitungen, sachbearbeiterin, amtsleiter):
    for konto in (sachbearbeiterin, amtsleiter):
        assert votieren(als(konto), zeile(laufend, leitungen[0]), Votum.ZUGESTIMMT).status_code == 403


def test_after_the_release_nobody_signs(als, entwurf, leitungen, sachbearbeiterin, landrat):
    mitzeichnung.planen(
        entwurf, [{"amt": leitungen[0].amt, "stufe": 1, "frist_werktage": 5}], benutzer=sachbearbeiterin
    )
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    z = zeile(entwurf, leitungen[0])
    votieren(als(leitungen[0]), z, Votum.ZUGESTIMMT)
    workflow.ausfuehren(entwurf, "freigeben", benutzer=landrat, datenschutz="nein")
    antwort = votieren(als(leitungen[0]), z, Votum.ABGELEHNT, "Doch nicht.", follow=True)
    assert "hat schon gezeichnet" in inhalt(antwort)
    z.refresh_from_db()
    assert z.votum == Votum.ZUGESTIMMT


def plandaten(*zeilen, knopf=None, **felder):
    daten = {"aemter-TOTAL_FORMS": len(zeilen), "aemter-INITIAL_FORMS": 0} | felder
    for n, (amt, stufe, frist) in enumerate(zeilen):
        daten |= {f"aemter-{n}-amt": amt, f"aemter-{n}-stufe": stufe, f"aemter-{n}-frist_werktage": frist}
    return daten | ({"plan": knopf} if knopf else {})


def test_the_plan_is_made_row_by_row_and_saved(als, entwurf, leitungen, sachbearbeiterin, amtsleiter):
    client, ziel = als(sachbearbeiterin), adresse("mitzeichnung_planen", entwurf)
    seite = client.get(ziel)
    # The own Amtsleitung is proposed.
    assert seite.context["form"].zeilen.forms[0]["amt"].value() == entwurf.amt_id
    amt = leitungen[0].amt_id
    seite = client.post(ziel, plandaten((amt, 1, 3), knopf="neu"))
    assert [f["frist_werktage"].value() for f in seite.context["form"].zeilen.forms] == ["3", 5]
    seite = client.post(ziel, plandaten((amt, 1, 3), ("", 1, 5), knopf="weg:0"))
    assert [f["amt"].value() for f in seite.context["form"].zeilen.forms] == [""]
    assert not entwurf.mitzeichnungen.exists()
    daten = plandaten((amt, 2, 3), (leitungen[1].amt_id, 1, 5), ("", 1, 5))
    for _ in range(2):
        assert client.post(ziel, daten).status_code == 302
    assert [(m.amt_id, m.stufe) for m in entwurf.mitzeichnungen.order_by("stufe")] == [
        (leitungen[1].amt_id, 1),
        (amt, 2),
    ]
    assert entwurf.verlauf.filter(aktion="mitzeichnung_geplant").count() == 1


def test_a_wrong_plan_is_refused_and_stays(als, entwurf, leitungen, welt, sachbearbeiterin):
    client, ziel = als(sachbearbeiterin), adresse("mitzeichnung_planen", entwurf)
    amt = leitungen[0].amt_id
    for zeilen, satz in (
        ([(amt, 1, 5), (amt, 2, 5)], "steht zweimal im Plan"),
        ([(amt, 1, 99)], "Bitte geben Sie eine Zahl von 1 bis 60 an."),
        ([(amt, "x", 5)], "Bitte geben Sie eine Stufe von 1 bis 15 an."),
        ([(welt.anderes_amt.pk, 1, 5)], "kann niemand mitzeichnen"),
    ):
        antwort = client.post(ziel, plandaten(*zeilen))
        assert antwort.status_code == 422
        assert satz in inhalt(antwort)
        gezeigt = [f["frist_werktage"].value() for f in antwort.context["form"].zeilen.forms]
        assert gezeigt == [str(z[2]) for z in zeilen]
    assert not entwurf.mitzeichnungen.exists()


def test_planning_is_for_the_own_amt_and_for_drafts(als, entwurf, leitungen, fremde, sachbearbeiterin, landrat):
    ziel = adresse("mitzeichnung_planen", entwurf)
    for konto in (fremde, leitungen[0], landrat):
        assert als(konto).get(ziel).status_code == 404
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    assert als(landrat).get(ziel).status_code == 403
    antwort = als(sachbearbeiterin).post(ziel, plandaten((leitungen[0].amt_id, 1, 5)), follow=True)
    assert "wird nicht mehr geplant" in inhalt(antwort)


@pytest.mark.parametrize(
    ("name", "felder"),
    [("mitzeichnung_verlaengern", {"werktage": 3}), ("mitzeichnung_zurueckrufen", {})],
)
def test_steering_needs_a_reason_and_the_own_amt(als, laufend, leitungen, sachbearbeiterin, fremde, name, felder):
    z = zeile(laufend, leitungen[0])
    ziel = adresse(name, z)
    assert als(fremde).post(ziel, felder | {"grund": "x"}).status_code == 404
    assert als(leitungen[0]).post(ziel, felder | {"grund": "x"}).status_code == 403
    client = als(sachbearbeiterin)
    assert client.get(ziel).status_code == 200
    antwort = client.post(ziel, felder | {"grund": " "})
    assert antwort.status_code == 422
    assert "Bitte begründen Sie" in inhalt(antwort)
    assert client.post(ziel, felder | {"grund": "Leitung im Urlaub"}).status_code == 302
    assert laufend.verlauf.filter(bemerkung__contains="Leitung im Urlaub").count() == 1


def test_a_further_office_is_asked_once(als, laufend, leitungen, welt, sachbearbeiterin, amtsleiter):
    ziel = adresse("mitzeichnung_anfordern", laufend)
    daten = {"amt": welt.amt.pk, "frist_werktage": 2, "grund": "Es geht um die Sicherheit."}
    client = als(sachbearbeiterin)
    assert client.post(ziel, daten).status_code == 302
    antwort = client.post(ziel, daten)
    assert antwort.status_code == 422
    assert "schon um Mitzeichnung gebeten" in inhalt(antwort)
    assert "Es geht um die Sicherheit." in inhalt(antwort)
    assert laufend.mitzeichnungen.filter(amt=welt.amt).count() == 1


def test_nothing_of_the_matter_is_in_what_leaves_the_house(laufend, leitungen, landrat, sachbearbeiterin):
    """Titles of mails and reasons name no paper: it may be non-public."""
    Vorlage.objects.filter(pk=laufend.pk).update(ist_oeffentlich=False, nichtoeffentlich_grund="Vertrag")
    mitzeichnung.zeichnen(
        zeile(laufend, leitungen[0]), Votum.ABGELEHNT, text="Geheime Begründung", benutzer=leitungen[0]
    )
    mitzeichnung.zeichnen(zeile(laufend, leitungen[1]), Votum.ZUGESTIMMT, benutzer=leitungen[1])
    assert Hinweis.objects.count() >= 5
    for hinweis in Hinweis.objects.all():
        for text in (hinweis.titel_mail, hinweis.grund):
            assert "Integrationskonzept" not in text
            assert "Geheime" not in text


@pytest.mark.parametrize("anzahl", [1, 3])
def test_query_count_of_the_list(als, welt, jahr_2019, sachbearbeiterin, leitungen, django_assert_num_queries, anzahl):
    for n in range(anzahl):
        vorlage = factories.entwurf(welt, sachbearbeiterin, betreff=f"Vorlage {n}")
        plan = [{"amt": leitungen[0].amt, "stufe": 1, "frist_werktage": 5}]
        mitzeichnung.planen(vorlage, plan, benutzer=sachbearbeiterin)
        workflow.ausfuehren(vorlage, "einreichen", benutzer=sachbearbeiterin)
    client = als(leitungen[0])
    client.get("/verwaltung/vorlagen/")  # the first page of a session costs more
    with django_assert_num_queries(8):
        assert client.get(reverse("vorlagen:mitzeichnungen")).status_code == 200


@pytest.mark.parametrize("anzahl", [1, 3])
def test_query_count_of_the_signing_page(
    als, entwurf, welt, sachbearbeiterin, leitungen, django_assert_num_queries, anzahl
):
    plan = [{"amt": k.amt, "stufe": 1, "frist_werktage": 5} for k in leitungen[:anzahl]]
    mitzeichnung.planen(entwurf, plan, benutzer=sachbearbeiterin)
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    client = als(leitungen[0])
    client.get("/verwaltung/vorlagen/")
    with django_assert_num_queries(17):
        assert client.get(adresse("mitzeichnen", zeile(entwurf, leitungen[0]))).status_code == 200


def test_a_preset_fills_the_plan_and_dates_are_shown(als, entwurf, leitungen, sachbearbeiterin, welt):
    """26.04.2019 is a Friday, 01.05. a holiday: three working days end on 02.05., five more on 09.05."""
    vorgabe = Mitzeichnungsvorgabe.objects.create(name="Finanzen, dann Recht", arten=["beschlussvorlage"])
    vorgabe.aemter.create(amt=leitungen[0].amt, stufe=1, frist_werktage=3)
    vorgabe.aemter.create(amt=leitungen[1].amt, stufe=2, frist_werktage=5)
    Mitzeichnungsvorgabe.objects.create(name="Nur Schulamt", amt=welt.anderes_amt)
    Mitzeichnungsvorgabe.objects.create(name="Abgelegt", ist_aktiv=False)
    client, ziel = als(sachbearbeiterin), adresse("mitzeichnung_planen", entwurf)
    seite = inhalt(client.get(ziel))
    assert "Finanzen, dann Recht" in seite
    assert "Nur Schulamt" not in seite
    assert "Abgelegt" not in seite
    antwort = client.post(ziel, plandaten((entwurf.amt_id, 1, 5), knopf="vorgabe", vorgabe=vorgabe.pk))
    assert [f["amt"].value() for f in antwort.context["form"].zeilen.forms] == [
        leitungen[0].amt_id,
        leitungen[1].amt_id,
    ]
    for tag in ("02.05.2019", "09.05.2019"):
        assert tag in inhalt(antwort)
    assert not entwurf.mitzeichnungen.exists()


def test_who_may_release_is_one_rule(
    entwurf, welt, leitungen, sachbearbeiterin, amtsleiter, landrat, sitzungsdienst, superuser, fremde
):
    """List and right agree for everybody, also for deputies with and without the right to sign."""
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    factories.befugt(leitungen[0])
    factories.befugt(leitungen[1], welt.anderes_amt)
    for deputy in (leitungen[0], leitungen[1], sachbearbeiterin):
        vertretung.eintragen(landrat, deputy, date(2019, 4, 26), date(2019, 5, 3), benutzer=landrat)
    darf_freigeben = set()
    for konto in (sachbearbeiterin, amtsleiter, landrat, sitzungsdienst, superuser, fremde, *leitungen):
        konto = Benutzer.objects.get(pk=konto.pk)
        assert mitzeichnung.freigabereife_fuer(konto).exists() == darf(konto, "vorlagen.freigeben", entwurf), konto
        if darf(konto, "vorlagen.freigeben", entwurf):
            darf_freigeben.add(konto)
    assert darf_freigeben == {landrat, leitungen[0]}


def test_the_deputy_is_told_once_and_the_absent_only_by_others(jahr_2019, welt, leitungen, administration):
    eine, andere, _ = leitungen
    eintrag = vertretung.eintragen(eine, andere, date(2019, 4, 29), date(2019, 5, 3), benutzer=administration)
    hinweise = {h.empfaenger: h for h in Hinweis.objects.all()}
    assert set(hinweise) == {eine, andere}
    assert "vom 29.04.2019 bis 03.05.2019" in hinweise[andere].titel
    assert "administration" in hinweise[andere].grund.lower()
    assert "Leitung" not in hinweise[andere].titel_mail
    vertretung.aufheben(eintrag, benutzer=eine)
    assert [h.empfaenger for h in Hinweis.objects.filter(titel__startswith="Aufgehoben")] == [andere]


def test_the_admin_shows_the_mitzeichnung_and_its_acts(als, laufend, leitungen, sachbearbeiterin):
    z = zeile(laufend, leitungen[0])
    seite = inhalt(als(sachbearbeiterin).get(reverse("admin:vorlagen_vorlage_change", args=[laufend.pk])))
    assert "Kämmerei" in seite
    for name, objekt in (("mitzeichnung_zurueckrufen", z), ("mitzeichnung_anfordern", laufend)):
        assert adresse(name, objekt) in seite
    seite = inhalt(als(leitungen[0]).get(reverse("admin:vorlagen_vorlage_change", args=[laufend.pk])))
    assert adresse("mitzeichnen", z) in seite
    assert adresse("mitzeichnung_anfordern", laufend) not in seite


def test_the_admin_releases_by_the_same_rule(als, entwurf, sachbearbeiterin, amtsleiter, landrat):
    """Who wrote is refused on every way; the list of what was written counts, not only the first author."""
    landrat.groups.add(sachbearbeiterin.groups.get())
    Benutzer.objects.filter(pk=landrat.pk).update(amt=entwurf.amt)
    wer = Benutzer.objects.get(pk=landrat.pk)
    entwurf.refresh_from_db()
    entwuerfe.aendern(entwurf, {"anmerkung": "<p>Neu</p>"}, None, version=entwurf.version, benutzer=wer)
    workflow.ausfuehren(entwurf, "einreichen", benutzer=sachbearbeiterin)
    wege = (
        reverse("admin:vorlagen_vorlage_uebergang", args=[entwurf.pk, "freigeben"]),
        reverse("vorlagen:uebergang", args=[entwurf.pk, "freigeben"]),
    )
    for weg in wege:
        assert als(wer).post(weg, {"gezeichnet_von": wer.pk, "datenschutz": "nein"}).status_code == 403
    sammeln = {"action": "schritt_freigeben", "_selected_action": [entwurf.pk], "bestaetigt": "ja", "bemerkung": ""}
    als(wer).post(reverse("admin:vorlagen_vorlage_changelist"), sammeln)
    entwurf.refresh_from_db()
    assert entwurf.status == VorlageStatus.IN_MITZEICHNUNG


def test_the_administration_keeps_vertretungen_in_the_admin(als, jahr_2019, leitungen, administration, landrat):
    eine, andere, _ = leitungen
    neu = reverse("admin:konten_vertretung_add")
    daten = {"abwesend": eine.pk, "vertretung": andere.pk, "von": "29.04.2019", "bis": "03.05.2019"}
    assert als(landrat).get(neu).status_code == 403
    client = als(administration)
    assert "Niemand vertritt sich selbst" in inhalt(client.post(neu, daten | {"vertretung": eine.pk}))
    assert client.post(neu, daten).status_code == 302
    eintrag = Vertretung.objects.get()
    assert eintrag.eingetragen_von == administration
    assert "Aufheben" in inhalt(client.get(reverse("admin:konten_vertretung_change", args=[eintrag.pk])))
    weg = reverse("admin:konten_vertretung_aufheben", args=[eintrag.pk])
    assert client.get(weg).status_code == 200
    assert als(landrat).post(weg).status_code == 403
    als(administration).post(weg)
    eintrag.refresh_from_db()
    assert eintrag.aufgehoben_von == administration
