"""Races: simultaneous releases and steps. Threads with connections of their own, so real commits."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import close_old_connections, connection

from aushang.models import Eintrag
from gremien import oeffentlich
from gremien.models import Koerperschaft
from konten import rollen
from tests import factories
from vorlagen import entwurf, mitzeichnung, oeffentliche_ansicht, workflow
from vorlagen.choices import Votum
from vorlagen.models import Nummernkreis, Vorlage
from wittmund_ris import uhr
from wittmund_ris.workflow import UebergangNichtMoeglich

pytestmark = [pytest.mark.langsam, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def haus(transactional_db):
    call_command("rollen_einrichten", verbosity=0)
    welt = factories.welt_bauen()
    verfasserin = factories.konto("verfasserin", rollen.SACHBEARBEITUNG, amt=welt.amt)
    leitung = factories.konto("leitung", rollen.VERWALTUNGSLEITUNG, last_name="Hinrichs")
    factories.befugt(leitung)
    return welt, verfasserin, leitung


def gleichzeitig(aufgaben):
    """Run all at once from a barrier; the outcome of each, in order."""
    schranke = threading.Barrier(len(aufgaben))
    ausgang = [None] * len(aufgaben)

    def laufen(stelle, aufgabe):
        schranke.wait()
        try:
            ausgang[stelle] = aufgabe()
        except Exception as fehler:  # noqa: BLE001 - the outcome is what the test looks at
            ausgang[stelle] = fehler
        finally:
            connection.close()

    faeden = [threading.Thread(target=laufen, args=(i, a)) for i, a in enumerate(aufgaben)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    if not connection.in_atomic_block:
        close_old_connections()
    return ausgang


def test_fifty_releases_at_once_draw_fifty_numbers(haus, monkeypatch):
    welt, verfasserin, leitung = haus
    # The seal takes the same lock for longer; the numbers are what this is about.
    monkeypatch.setattr(workflow.dokumente, "versiegeln", lambda vorlage, benutzer: None)
    with uhr.gestellt(factories.zeit("2019-04-26")):
        vorlagen = [factories.entwurf(welt, verfasserin) for _ in range(50)]
        for vorlage in vorlagen:
            workflow.ausfuehren(vorlage, "einreichen", benutzer=verfasserin)
        ausgang = gleichzeitig(
            [
                lambda v=v: workflow.ausfuehren(v, "freigeben", benutzer=leitung, datenschutz="nein").laufnummer
                for v in vorlagen
            ]
        )
    assert sorted(ausgang) == list(range(1, 51))
    assert Nummernkreis.objects.get(jahr=2019).stand == 50


def test_two_steps_at_once_one_wins(haus):
    welt, verfasserin, leitung = haus
    with uhr.gestellt(factories.zeit("2019-04-26")):
        vorlage = factories.entwurf(welt, verfasserin)
        workflow.ausfuehren(vorlage, "einreichen", benutzer=verfasserin)
        vorher = vorlage.verlauf.count()
        ausgang = gleichzeitig(
            [
                lambda: workflow.ausfuehren(vorlage, "freigeben", benutzer=leitung, datenschutz="nein"),
                lambda: workflow.ausfuehren(vorlage, "zurueckgeben", benutzer=leitung, bemerkung="Bitte kürzen"),
            ]
        )
    verlierer = [a for a in ausgang if isinstance(a, UebergangNichtMoeglich)]
    gewinner = [a for a in ausgang if isinstance(a, Vorlage)]
    assert (len(gewinner), len(verlierer)) == (1, 1)
    # The release records its answer about personal data as well.
    assert vorlage.verlauf.count() == vorher + 1 + (gewinner[0].status == "freigegeben")
    assert Koerperschaft.objects.count() == 1


def test_two_people_of_one_office_sign_at_once(haus):
    """One verdict, and the other is told who was faster."""
    welt, verfasserin, _ = haus
    zwei = [factories.konto(name, rollen.AMTSLEITUNG, amt=welt.anderes_amt) for name in ("eins", "zwei")]
    with uhr.gestellt(factories.zeit("2019-04-26")):
        vorlage = factories.entwurf(welt, verfasserin)
        plan = [{"amt": welt.anderes_amt, "stufe": 1, "frist_werktage": 5}]
        mitzeichnung.planen(vorlage, plan, benutzer=verfasserin)
        workflow.ausfuehren(vorlage, "einreichen", benutzer=verfasserin)
        zeile = vorlage.mitzeichnungen.get()
        ausgang = gleichzeitig(
            [
                lambda: mitzeichnung.zeichnen(zeile, Votum.ZUGESTIMMT, benutzer=zwei[0]),
                lambda: mitzeichnung.zeichnen(zeile, Votum.ABGELEHNT, text="Nein.", benutzer=zwei[1]),
            ]
        )
    assert sum(isinstance(a, ValidationError) for a in ausgang) == 1
    assert vorlage.verlauf.filter(aktion="mitgezeichnet").count() == 1
    gewinner = next(a for a in ausgang if not isinstance(a, Exception))
    zeile.refresh_from_db()
    assert (zeile.votum, zeile.gezeichnet_von) == (gewinner.votum, gewinner.gezeichnet_von)


def test_nobody_waits_for_the_preview_of_a_public_page(haus, monkeypatch):
    """While one looks at a draft as the public will, others release, publish nothing by it, and save that very draft."""
    welt, verfasserin, leitung = haus
    lesen = oeffentliche_ansicht._lesen
    ausgang = []

    def ungeduldig(tat):
        with connection.cursor() as zeiger:
            zeiger.execute("SET lock_timeout = '3s'")
        return tat()

    def waehrenddessen(pfad):
        ausgang.extend(gleichzeitig([lambda t=t: ungeduldig(t) for t in taten]))
        return lesen(pfad)

    monkeypatch.setattr(oeffentliche_ansicht, "_lesen", waehrenddessen)
    with uhr.gestellt(factories.zeit("2019-04-26")):
        oeffentlich.nachfuehren()
        angesehen, andere = (factories.entwurf(welt, verfasserin) for _ in range(2))
        workflow.ausfuehren(andere, "einreichen", benutzer=verfasserin)
        taten = [
            lambda: workflow.ausfuehren(andere, "freigeben", benutzer=leitung, datenschutz="nein").nummer,
            lambda: (
                entwurf.aendern(
                    angesehen, {"betreff": "Neu"}, None, version=angesehen.version, benutzer=verfasserin
                ).betreff
            ),
        ]
        ansicht = oeffentliche_ansicht.ansicht(angesehen, benutzer=verfasserin)
    assert ausgang == ["0001/2019", "Neu"]
    assert ansicht.nummer == "0001/2019"
    assert not Eintrag.objects.art("vorlage").exists()
