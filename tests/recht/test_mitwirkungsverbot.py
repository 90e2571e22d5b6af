"""§ 41 NKomVG: who may not take part, on which item, and what follows."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from konten.rechte import darf
from sitzungen import anwesenheit, ergebnisse, verfahren, verhandlung
from sitzungen.abstimmung import Stimmen, haengt_ab_von, ist_angenommen
from sitzungen.choices import Mehrheitsregel, Stimmwert, Teil, Umfang, Verbleib
from sitzungen.models import Mitwirkungsverbot
from tests import factories
from vorlagen.models import Vorlage
from wittmund_ris import uhr


def punkt(sitzung, teil=Teil.OEFFENTLICH):
    return sitzung.tops.filter(teil=teil).last()


def test_regel_58_the_member_is_out_on_this_item_only_with_leave_and_return(kreistag, sitzungsdienst, welt):
    sitzung = kreistag(43)
    verbot = verhandlung.ausschliessen(punkt(sitzung), person=welt.personen[7], benutzer=sitzungsdienst)
    assert welt.personen[7] not in [z.person for z in anwesenheit.stimmberechtigte_zu(punkt(sitzung))]
    assert len(anwesenheit.stimmberechtigte_zu(punkt(sitzung, Teil.NICHTOEFFENTLICH))) == 43
    assert verbot.von is not None
    verbot = verhandlung.zurueckkehren(verbot, benutzer=sitzungsdienst)
    assert verbot.bis is not None
    # Back in the room, but not on this item.
    assert len(anwesenheit.stimmberechtigte_zu(punkt(sitzung))) == 42
    with pytest.raises(ValidationError, match="schon ein Mitwirkungsverbot"):
        verhandlung.ausschliessen(punkt(sitzung), person=welt.personen[7], benutzer=sitzungsdienst)


def test_regel_59_the_spectators_part_is_for_public_items(kreistag, sitzungsdienst, welt):
    sitzung = kreistag(43)
    wie = {"person": welt.personen[7], "verbleib": Verbleib.ZUHOERER, "benutzer": sitzungsdienst}
    with pytest.raises(ValidationError, match="verlässt die Person den Raum"):
        verhandlung.ausschliessen(punkt(sitzung, Teil.NICHTOEFFENTLICH), **wie)
    assert verhandlung.ausschliessen(punkt(sitzung), **wie).verbleib == Verbleib.ZUHOERER


@pytest.mark.parametrize(("ja", "umfang"), [(30, Umfang.VERBOT), (12, Umfang.HINWEIS)])
def test_regel_60_in_doubt_the_body_decides_without_the_member(kreistag, sitzungsdienst, welt, ja, umfang):
    sitzung = kreistag(43)
    with pytest.raises(ValidationError, match="nur 42"):
        verfahren.ausschluss_entscheiden(
            punkt(sitzung), welt.personen[7], ja=43, nein=0, enthaltung=0, benutzer=sitzungsdienst
        )
    stimme = verfahren.ausschluss_entscheiden(
        punkt(sitzung), welt.personen[7], ja=ja, nein=42 - ja, enthaltung=0, benutzer=sitzungsdienst
    )
    verbot = Mitwirkungsverbot.objects.get()
    assert (verbot.umfang, verbot.entscheidung) == (umfang, stimme)


def test_regel_61_where_the_law_lets_the_member_take_part_it_is_a_notice(kreistag, sitzungsdienst, welt):
    sitzung = kreistag(43)
    verhandlung.ausschliessen(punkt(sitzung), person=welt.personen[7], umfang=Umfang.HINWEIS, benutzer=sitzungsdienst)
    assert len(anwesenheit.stimmberechtigte_zu(punkt(sitzung))) == 43


@given(
    ja=st.integers(0, 43),
    nein=st.integers(0, 43),
    regel=st.sampled_from(Mehrheitsregel.values),
    weg_ja=st.integers(0, 3),
    weg_nein=st.integers(0, 3),
)
def test_regel_62_a_participation_is_decisive_when_the_result_turns_without_it(ja, nein, regel, weg_ja, weg_nein):
    weg_ja, weg_nein = min(weg_ja, ja), min(weg_nein, nein)
    vorher, nachher = (ist_angenommen(Stimmen(ja - j, nein - n, 0), regel, 43) for j, n in ((0, 0), (weg_ja, weg_nein)))
    assert haengt_ab_von(Stimmen(ja, nein, 0), regel, 43, weg_ja, weg_nein) == (vorher != nachher)


@pytest.mark.parametrize(("ja", "nein", "pruefen"), [(22, 21, True), (24, 19, False), (21, 22, False)])
def test_regel_62_a_conflict_that_comes_to_light_later(kreistag, sitzungsdienst, welt, ja, nein, pruefen):
    """Of whom no vote is known, the one is assumed that mattered most."""
    sitzung = kreistag(43)
    top = ergebnisse.abstimmen(punkt(sitzung), ja=ja, nein=nein, enthaltung=0, benutzer=sitzungsdienst)
    factories.schliessen(sitzung, benutzer=sitzungsdienst)
    assert not verfahren.unwirksamkeit_zu_pruefen(top)
    verbot = verhandlung.ausschliessen(top, person=welt.personen[7], benutzer=sitzungsdienst)
    assert verbot.nachtraeglich
    # 22 : 21 without one Ja is a tie, which refuses; 21 : 22 without one Nein is a tie too, and stays refused.
    assert verfahren.unwirksamkeit_zu_pruefen(top) == pruefen
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
        Mitwirkungsverbot.objects.update(umfang=Umfang.HINWEIS)


def test_regel_62_a_vote_that_is_known_counts_as_it_was(kreistag, sitzungsdienst, welt):
    sitzung = kreistag(43)
    einzeln = {p.pk: (Stimmwert.JA if n < 22 else Stimmwert.NEIN) for n, p in enumerate(welt.personen)}
    top = ergebnisse.abstimmen(punkt(sitzung), einzeln=einzeln, benutzer=sitzungsdienst)
    verhandlung.ausschliessen(top, person=welt.personen[40], benutzer=sitzungsdienst)
    assert not verfahren.unwirksamkeit_zu_pruefen(top)
    verhandlung.ausschliessen(top, person=welt.personen[3], benutzer=sitzungsdienst)
    # 22 : 21 without one Ja and one Nein is 21 : 20.
    assert not verfahren.unwirksamkeit_zu_pruefen(top)
    verhandlung.ausschliessen(top, person=welt.personen[4], benutzer=sitzungsdienst)
    assert verfahren.unwirksamkeit_zu_pruefen(top)


def test_regel_63_staff_who_attend_are_bound_too(kreistag, sitzungsdienst):
    sitzung = kreistag(43)
    kraft = verhandlung.teilnehmen(sitzung, name="Frau Kraft", funktion="Kämmerei", benutzer=sitzungsdienst)
    verbot = verhandlung.ausschliessen(punkt(sitzung), teilnahme=kraft, benutzer=sitzungsdienst)
    assert (verbot.person, verbot.teilnahme) == (None, kraft)
    assert len(anwesenheit.stimmberechtigte_zu(punkt(sitzung))) == 43
    with pytest.raises(ValidationError, match="Mitwirkungsverbot vermerkt"):
        verhandlung.teilnahme_streichen(kraft, benutzer=sitzungsdienst)


def test_a_mistaken_entry_is_taken_back_before_the_vote(kreistag, sitzungsdienst, welt):
    sitzung = kreistag(43)
    verbot = verhandlung.ausschliessen(punkt(sitzung), person=welt.personen[7], benutzer=sitzungsdienst)
    verhandlung.ausschluss_aufheben(verbot, benutzer=sitzungsdienst)
    assert len(anwesenheit.stimmberechtigte_zu(punkt(sitzung))) == 43
    verbot = verhandlung.ausschliessen(punkt(sitzung), person=welt.personen[7], benutzer=sitzungsdienst)
    ergebnisse.abstimmen(punkt(sitzung), ja=42, nein=0, enthaltung=0, benutzer=sitzungsdienst)
    with pytest.raises(ValidationError, match="bleibt stehen"):
        verhandlung.ausschluss_aufheben(verbot, benutzer=sitzungsdienst)


def test_regel_28_the_non_public_paper_is_closed_to_who_may_not_take_part(
    welt, jahr_2019, sachbearbeiterin, landrat, sitzungsdienst, ratsfrau, ohne_druck, client
):
    """Everywhere, not only on the page of the sitting; and to nobody else."""
    folge = factories.stationen(welt)[1:]
    entwurf = factories.entwurf(
        welt, sachbearbeiterin, folge=folge, ist_oeffentlich=False, nichtoeffentlich_grund="Grundstücksangelegenheit"
    )
    vorlage = factories.freigeben(entwurf, sachbearbeiterin, landrat)
    sitzung = factories.sitzung_mit(welt.kreisausschuss, "2019-05-23", [vorlage], benutzer=sitzungsdienst)
    factories.einladen(sitzung, benutzer=sitzungsdienst)
    client.force_login(ratsfrau)
    assert client.get(f"/verwaltung/vorlagen/{vorlage.pk}/").status_code == 200
    with uhr.gestellt(sitzung.beginn):
        factories.eroeffnen(sitzung, benutzer=sitzungsdienst)
        top = sitzung.tops.get(beratung__isnull=False)
        verhandlung.ausschliessen(top, person=welt.personen[6], benutzer=sitzungsdienst)
        assert Vorlage.objects.sichtbar_fuer(ratsfrau).filter(pk=vorlage.pk).exists()
        verhandlung.ausschliessen(top, person=welt.personen[5], benutzer=sitzungsdienst)
    vorlage.refresh_from_db()
    assert not Vorlage.objects.sichtbar_fuer(ratsfrau).filter(pk=vorlage.pk).exists()
    assert not darf(ratsfrau, "vorlagen.sehen", vorlage)
    for pfad in (f"/verwaltung/vorlagen/{vorlage.pk}/", f"/verwaltung/vorlagen/{vorlage.pk}/pdf/"):
        assert client.get(pfad).status_code == 404
    assert vorlage.betreff not in client.get("/verwaltung/suche/", {"q": vorlage.nummer}).content.decode()
