"""Random lives of a Mitzeichnung against a model of a few lines: what counts, in which order, and who never may."""

from contextlib import ExitStack
from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinweise.models import Hinweis
from konten import rollen, vertretung
from konten.models import Benutzer
from konten.rechte import darf
from tests import factories
from vorlagen import entwurf as entwuerfe
from vorlagen import mitzeichnung, workflow
from vorlagen.choices import VorlageStatus, Votum
from vorlagen.models import Mitzeichnung, Vorlage
from wittmund_ris import uhr
from wittmund_ris.workflow import UebergangNichtMoeglich

AEMTER = range(3)
VOTEN = (Votum.ZUGESTIMMT, Votum.MIT_ANMERKUNG, Votum.ABGELEHNT, Votum.ZURUECKGEGEBEN)
SCHRITTE = st.one_of(
    st.tuples(st.just("planen"), st.dictionaries(st.sampled_from(AEMTER), st.integers(1, 3), max_size=3)),
    st.tuples(st.just("einreichen")),
    st.tuples(st.just("zeichnen"), st.sampled_from(AEMTER), st.sampled_from(VOTEN), st.booleans()),
    st.tuples(st.just("zeichnen"), st.sampled_from(AEMTER), st.just(Votum.ZUGESTIMMT), st.booleans()),
    st.tuples(st.just("aendern"), st.sampled_from(("eins", "zwei"))),
    st.tuples(st.just("anfordern"), st.sampled_from(AEMTER)),
    st.tuples(st.just("zurueckrufen"), st.sampled_from(AEMTER)),
    st.tuples(st.just("warten"), st.integers(1, 9)),
)
VERWEIGERT = (ValidationError, PermissionDenied, UebergangNichtMoeglich)


class Leben:
    """The paper, and beside it the model: who must sign in which stage, and what each office said to which text."""

    def __init__(self, welt, uhrzeiger):
        self.uhr, self.tag = uhrzeiger, date(2019, 4, 26)
        self.verfasserin = factories.konto("schreiberin", rollen.SACHBEARBEITUNG, amt=welt.amt)
        self.landrat = factories.konto("chef", rollen.VERWALTUNGSLEITUNG)
        factories.befugt(self.landrat)
        self.leitungen = factories.aemter_mit_leitung()
        self.deputy = factories.konto("deputy", rollen.SACHBEARBEITUNG, amt=self.leitungen[0].amt)
        self.uhr.enter_context(uhr.gestellt(self._jetzt()))
        for konto in self.leitungen[:2]:
            vertretung.eintragen(konto, self.deputy, self.tag, self.tag + timedelta(days=400), benutzer=konto)
        self.vorlage = factories.entwurf(welt, self.verfasserin, anmerkung="<p>eins</p>")
        # `zeilen`: (office, stage, answered) of the round that runs, without what was taken back.
        self.text, self.plan, self.zeilen, self.gesagt, self.erlaubt = "eins", {}, [], {}, False

    def _jetzt(self):
        return datetime.combine(self.tag, time(10), tzinfo=factories.BERLIN)

    @property
    def laeuft(self):
        return self.vorlage.status == VorlageStatus.IN_MITZEICHNUNG

    @property
    def gefragt(self) -> set:
        """The offices whose turn it is: the unanswered ones of the lowest stage."""
        offen = [(a, s) for a, s, fertig in self.zeilen if not fertig]
        return {a for a, s in offen if s == min(s for _, s in offen)} if self.laeuft else set()

    @property
    def offen(self) -> set:
        return {a for a, _, fertig in self.zeilen if not fertig} if self.laeuft else set()

    def _antworten(self, amt):
        self.zeilen = [(a, s, fertig or a == amt) for a, s, fertig in self.zeilen]

    def zeile(self, amt):
        return self.vorlage.mitzeichnungen.filter(amt=self.leitungen[amt].amt).order_by("runde", "pk").last()

    # Each act first says whether the model lets it happen (`erlaubt`), then does it, then follows it.
    def planen(self, plan):
        self.erlaubt = not self.laeuft
        zeilen = [{"amt": self.leitungen[a].amt, "stufe": s, "frist_werktage": 3} for a, s in plan.items()]
        mitzeichnung.planen(self.vorlage, zeilen, benutzer=self.verfasserin, begruendung="Nicht mehr berührt.")
        # Closed up: stages are numbered 1, 2, 3 …
        folge = sorted(set(plan.values()))
        self.plan = {a: folge.index(s) + 1 for a, s in plan.items()}

    def einreichen(self):
        self.erlaubt = not self.laeuft
        self.vorlage = workflow.ausfuehren(
            self.vorlage, "einreichen", benutzer=self.verfasserin, gruende=factories.gruende(self.vorlage)
        )
        self.zeilen = [(a, s, self._gilt_noch(a)) for a, s in self.plan.items()]

    def _gilt_noch(self, amt) -> bool:
        votum, text = self.gesagt.get(amt, (Votum.ZURUECKGEGEBEN, ""))
        return votum != Votum.ZURUECKGEGEBEN and text == self.text

    def zeichnen(self, amt, votum, durch_vertretung):
        wer = Benutzer.objects.get(pk=(self.deputy if durch_vertretung else self.leitungen[amt]).pk)
        self.erlaubt = amt in self.gefragt and not (durch_vertretung and amt == 2)
        zeile = self.zeile(amt)
        if zeile is None:
            self.erlaubt = True  # nothing to do
            return
        if votum == Votum.ZURUECKGEGEBEN:
            self.vorlage = workflow.ausfuehren(
                self.vorlage, "zurueckgeben", benutzer=wer, bemerkung="Bitte ändern.", fuer_amt=zeile
            )
            self.plan = {a: min(s for b, s, _ in self.zeilen if b == a) for a, _, _ in self.zeilen}
        else:
            mitzeichnung.zeichnen(zeile, votum, text="Das meinen wir.", benutzer=wer)
            self._antworten(amt)
        self.gesagt[amt] = (votum, self.text)
        zeile.refresh_from_db()
        assert zeile.vertretung_fuer == (self.leitungen[amt] if durch_vertretung else None)
        assert self.text in zeile.version.inhalt["felder"]["anmerkung"]

    def aendern(self, text):
        self.erlaubt = not self.laeuft
        felder = {"anmerkung": f"<p>{text}</p>"}
        self.vorlage = entwuerfe.aendern(
            self.vorlage, felder, None, version=self.vorlage.version, benutzer=self.verfasserin
        )
        self.text = text

    def anfordern(self, amt):
        self.erlaubt = self.laeuft and amt not in self.offen
        stufe = min((s for a, s, fertig in self.zeilen if not fertig), default=1)
        mitzeichnung.anfordern(
            self.vorlage, self.leitungen[amt].amt, 3, benutzer=self.verfasserin, grund="Noch eine Frage."
        )
        self.zeilen.append((amt, stufe, False))

    def zurueckrufen(self, amt):
        self.erlaubt = amt in self.offen
        if (zeile := self.zeile(amt)) is None:
            self.erlaubt = True  # nothing to do
            return
        mitzeichnung.zurueckrufen(zeile, benutzer=self.verfasserin, grund="Nicht berührt.")
        self.zeilen = [z for z in self.zeilen if z[0] != amt or z[2]]

    def warten(self, tage):
        self.erlaubt = True
        self.tag += timedelta(days=tage)
        self.uhr.enter_context(uhr.gestellt(self._jetzt()))
        mitzeichnung.erinnern()
        vorher = Hinweis.objects.count()
        mitzeichnung.erinnern()
        assert Hinweis.objects.count() == vorher

    def pruefen(self):
        offen = Mitzeichnung.objects.offen().filter(vorlage=self.vorlage).values_list("amt", flat=True)
        assert set(offen) == {self.leitungen[a].amt_id for a in self.gefragt}
        reif = self.laeuft and not self.offen
        assert mitzeichnung.freigabereife_fuer(self.landrat).exists() == reif
        assert not darf(self.verfasserin, "vorlagen.freigeben", self.vorlage)
        with transaction.atomic():
            try:
                workflow.ausfuehren(
                    self.vorlage, "freigeben", benutzer=self.landrat, bemerkung="Trotz Einwand.", datenschutz="nein"
                )
                assert reif
            except VERWEIGERT:
                assert not reif
            transaction.set_rollback(True)
        doppelt = Hinweis.objects.values("empfaenger", "schluessel").annotate(n=Count("pk")).filter(n__gt=1)
        assert not doppelt.exists()


@pytest.mark.langsam
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    schritte=st.lists(SCHRITTE, min_size=3, max_size=9),
    plan=st.dictionaries(st.sampled_from(AEMTER), st.integers(1, 3)),
)
def test_any_life_of_a_mitzeichnung_keeps_its_rules(welt, monkeypatch, schritte, plan):
    """The release is possible exactly when every asked office counts for the present text, stage after stage."""
    monkeypatch.setattr(workflow.dokumente, "versiegeln", lambda vorlage, benutzer: None)
    with transaction.atomic(), ExitStack() as uhrzeiger:
        leben = Leben(welt, uhrzeiger)
        for name, *werte in [("planen", plan), ("einreichen",), *schritte]:
            try:
                with transaction.atomic():
                    getattr(leben, name)(*werte)
                geschehen = True
            except VERWEIGERT:
                geschehen = False
            assert geschehen == leben.erlaubt, (name, werte)
            leben.vorlage = Vorlage.objects.get(pk=leben.vorlage.pk)
            leben.pruefen()
        transaction.set_rollback(True)
