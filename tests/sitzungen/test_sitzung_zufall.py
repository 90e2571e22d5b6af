"""Whole sittings of random people who come, go, doubt, move and vote, beside a model of a few lines that states the law anew."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from aushang.models import Eintrag
from aushang.register import unterschiede
from gremien.models import Stellvertretung
from sitzungen import anwesenheit, dokumente, ergebnisse, planung, tagesordnung, verfahren, verhandlung, workflow
from sitzungen.choices import AbstimmungArt, Mehrheitsregel, Stimmwert, Teil
from sitzungen.management.commands.aushang_pruefen import alle_aushaenge
from sitzungen.models import Anwesenheit, Sitzung, Sitzungsantrag
from tests import factories
from wittmund_ris import uhr

SITZE = 11
sitz = st.integers(0, SITZE - 1)
stimme = st.integers(0, 6)
punkt = st.integers(0, 2)
REGELN = {
    Mehrheitsregel.MITGLIEDER: lambda ja: 2 * ja > SITZE,
    Mehrheitsregel.ZWEI_DRITTEL: lambda ja: Fraction(ja, SITZE) >= Fraction(2, 3),
    Mehrheitsregel.DREI_VIERTEL: lambda ja: Fraction(ja, SITZE) >= Fraction(3, 4),
    Mehrheitsregel.VIER_FUENFTEL: lambda ja: Fraction(ja, SITZE) >= Fraction(4, 5),
}


def angenommen(ja, nein, regel) -> bool:
    """The law once more: more Ja than Nein, no Nein where unanimity is due, and the share of the members where one is due."""
    return ja > nein and (regel != Mehrheitsregel.EINSTIMMIG or nein == 0) and REGELN.get(regel, lambda _: True)(ja)


@pytest.fixture
def ohne_druck(monkeypatch):
    for name in ("einladung_versiegeln", "ergebnis_versiegeln"):
        monkeypatch.setattr(dokumente, name, lambda sitzung, benutzer: None)


def maschine(welt, gremium, dienst):
    """The machine of one body; each run is a transaction that is rolled back."""

    class Lauf(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.atomar = transaction.atomic()
            self.atomar.__enter__()
            self.uhr = None

        def teardown(self):
            if self.uhr:
                self.uhr.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.atomar.__exit__(None, None, None)

        @initialize(da=st.sets(sitz, min_size=1), trotzdem=st.booleans())
        def eroeffnen(self, da, trotzdem):
            sitzung = planung.planen(gremium, factories.zeit("2019-06-27", "17:00"), benutzer=dienst)
            teil = Teil.OEFFENTLICH if sitzung.ist_oeffentlich else Teil.NICHTOEFFENTLICH
            for n in range(3):
                tagesordnung.hinzufuegen(sitzung, teil=teil, titel=f"Punkt {n}", benutzer=dienst)
            factories.einladen(sitzung, benutzer=dienst)
            self.zeit = sitzung.beginn
            self._stellen()
            sitze = list(gremium.mitgliedschaften.order_by("pk").select_related("person"))
            leitung = sitze[min(da)].person
            wie = {"leitung": leitung, "anwesend": [sitze[n] for n in da], "benutzer": dienst}
            try:
                self._akt("eroeffnen", sitzung, **wie, ohne_beschlussfaehigkeit=trotzdem)
                assert 2 * len(da) > SITZE or trotzdem
            except ValidationError:
                assert 2 * len(da) < SITZE and not trotzdem
                self._akt("eroeffnen", sitzung, **wie, ohne_beschlussfaehigkeit=True)
            self.sitzung = Sitzung.objects.get(pk=sitzung.pk)
            self.sitze = sitze
            self.tops = list(sitzung.tops.order_by("-pk")[:3])
            self.nummern = self._nummern()
            # The model: who sits where, who is out on which item, and whether the last count was enough.
            self.da = {n: sitze[n].person_id for n in da}
            self.faehig = 2 * len(da) > SITZE
            self.draussen = {n: set() for n in range(3)}
            self.pause = False
            self.register = self._register()

        def _stellen(self):
            if self.uhr:
                self.uhr.__exit__(None, None, None)
            self.zeit += timedelta(minutes=1)
            self.uhr = uhr.gestellt(self.zeit)
            self.uhr.__enter__()

        def _akt(self, name, *args, **kwargs):
            """An act in its own savepoint: refused, it left nothing behind."""
            from_modul = next(
                m for m in (anwesenheit, verhandlung, ergebnisse, verfahren, workflow) if hasattr(m, name)
            )
            with transaction.atomic():
                return getattr(from_modul, name)(*args, **kwargs)

        def _nummern(self):
            return list(self.sitzung.tops.order_by("pk").values_list("pk", "nummer", "teil", "titel"))

        def _register(self):
            return list(Eintrag.objects.order_by("pk").values_list("pk", "geaendert_am", "daten"))

        def _zeile(self, n):
            return Anwesenheit.objects.get(sitzung=self.sitzung, mitgliedschaft=self.sitze[n])

        def _top(self, n):
            return self.sitzung.tops.get(pk=self.tops[n].pk)

        def _berechtigt(self, n):
            return {p for p in self.da.values() if p not in self.draussen[n]}

        def _geht(self, erlaubt, name, *args, **kwargs) -> bool:
            self._stellen()
            try:
                self._akt(name, *args, benutzer=dienst, **kwargs)
            except ValidationError:
                assert not erlaubt, f"{name} was refused"
                return False
            assert erlaubt, f"{name} was not refused"
            return True

        @rule(n=sitz)
        def kommen(self, n):
            frei = n not in self.da and self.sitze[n].person_id not in self.da.values()
            if self._geht(frei, "kommen", self._zeile(n)):
                self.da[n] = self.sitze[n].person_id

        @rule(n=sitz)
        def vertreten(self, n):
            """The one deputy of the first seat; everybody else may not sit for anybody."""
            darf = n == 0 and n not in self.da and welt.personen[20].pk not in self.da.values()
            darf = darf and Stellvertretung.objects.filter(mitgliedschaft=self.sitze[0]).exists()
            if self._geht(darf, "kommen", self._zeile(n), person=welt.personen[20]):
                self.da[n] = welt.personen[20].pk

        @rule(n=sitz)
        def gehen(self, n):
            if self._geht(n in self.da, "gehen", self._zeile(n)):
                del self.da[n]

        @rule(n=sitz, zweifel=st.booleans())
        def zaehlen(self, n, zweifel):
            wer = self.sitze[n].person if zweifel else None
            if self._geht(not zweifel or wer.pk in self.da.values(), "zaehlen", self.sitzung, bezweifelt_von=wer):
                self.faehig = 2 * len(self.da) > SITZE

        @rule()
        def pausieren(self):
            self._geht(True, "fortsetzen" if self.pause else "unterbrechen", self.sitzung)
            self.pause = not self.pause

        @rule(n=sitz, t=punkt)
        def ausschliessen(self, n, t):
            person = self.sitze[n].person
            if self._geht(person.pk not in self.draussen[t], "ausschliessen", self._top(t), person=person):
                self.draussen[t].add(person.pk)

        @rule(t=punkt, ja=stimme, nein=stimme, enthaltung=stimme, regel=st.sampled_from(Mehrheitsregel.values))
        def abstimmen(self, t, ja, nein, enthaltung, regel):
            summe, top = ja + nein + enthaltung, self._top(t)
            offene = top.antraege.filter(stand="offen", art="aenderung").exists()
            # § 65 Abs. 3: with more than half of the members excluded the number present does not matter.
            faehig = self.faehig or 2 * len(self.draussen[t] & {s.person_id for s in self.sitze}) > SITZE
            erlaubt = faehig and not self.pause and not offene and 0 < summe <= len(self._berechtigt(t))
            zahlen = {"ja": ja, "nein": nein, "enthaltung": enthaltung, "mehrheitsregel": regel}
            if self._geht(erlaubt, "abstimmen", top, **zahlen):
                label = self._top(t).ergebnis
                assert (label != "abgelehnt") == angenommen(ja, nein, regel)
                assert (label == "einstimmig") == (angenommen(ja, nein, regel) and nein == 0)

        @rule(t=punkt, werte=st.dictionaries(sitz, st.sampled_from(Stimmwert.values), min_size=1))
        def namentlich(self, t, werte):
            top = self._top(t)
            if top.antraege.filter(stand="offen", art="aenderung").exists() or self.pause:
                return
            einzeln = {self.sitze[n].person_id: wert for n, wert in werte.items()}
            faehig = self.faehig or 2 * len(self.draussen[t] & {s.person_id for s in self.sitze}) > SITZE
            self._geht(faehig and einzeln.keys() <= self._berechtigt(t), "abstimmen", top, einzeln=einzeln)

        @rule(t=punkt)
        def beantragen(self, t):
            schon = self._top(t).hauptabstimmung is not None
            self._geht(not schon, "antrag_stellen", self._top(t), gestellt_von="X", inhalt="Y", fassung="<p>Y</p>")

        @precondition(lambda self: Sitzungsantrag.objects.filter(top__sitzung=self.sitzung, stand="offen").exists())
        @rule(ja=stimme, nein=stimme)
        def ueber_antrag(self, ja, nein):
            antrag = Sitzungsantrag.objects.filter(top__sitzung=self.sitzung, stand="offen").first()
            t = next(n for n in range(3) if self.tops[n].pk == antrag.top_id)
            faehig = self.faehig or 2 * len(self.draussen[t] & {s.person_id for s in self.sitze}) > SITZE
            erlaubt = faehig and not self.pause and 0 < ja + nein <= len(self._berechtigt(t))
            if self._geht(erlaubt, "antrag_abstimmen", antrag, ja=ja, nein=nein, enthaltung=0):
                antrag.refresh_from_db()
                assert antrag.stand == ("angenommen" if ja > nein else "abgelehnt")

        @rule(ja=stimme, nein=stimme)
        def verfahren(self, ja, nein):
            erlaubt = self.faehig and not self.pause and 0 < ja + nein <= len(self.da)
            self._geht(
                erlaubt,
                "verfahren_abstimmen",
                self.sitzung,
                art=AbstimmungArt.GESCHAEFTSORDNUNG,
                gegenstand="Schluss der Debatte",
                ja=ja,
                nein=nein,
                enthaltung=0,
            )

        @invariant()
        def the_entitled_are_those_of_the_model(self):
            assert anwesenheit.anwesende_stimmberechtigte(self.sitzung) == len(self.da)
            for n in range(3):
                assert {z.person_id for z in anwesenheit.stimmberechtigte_zu(self._top(n))} == self._berechtigt(n)

        @invariant()
        def no_vote_exceeds_its_entitled_and_numbers_stand(self):
            for eine in self.sitzung.abstimmungen.prefetch_related("einzelstimmen"):
                assert eine.stimmen.summe <= eine.stimmberechtigte
                einzeln = [s.wert for s in eine.einzelstimmen.all()]
                assert not einzeln or einzeln.count("ja") == eine.ja
            assert self._nummern() == self.nummern

        @invariant()
        def nothing_of_it_hangs_outside_before_the_end(self):
            assert self._register() == self.register

        @rule()
        def schliessen(self):
            """The end, in a savepoint that is taken back: the register is what a full recomputation says, then we go on."""
            with transaction.atomic():
                factories.schliessen(self.sitzung, benutzer=dienst)
                assert unterschiede(alle_aushaenge()) == []
                if not self.sitzung.ist_oeffentlich:
                    assert self._register() == self.register
                assert not self.sitzung.anwesenheitszeiten.laufend().exists()
                transaction.set_rollback(True)

    return Lauf


@pytest.mark.langsam
@pytest.mark.parametrize("name", ["sozialausschuss", "kreisausschuss"])
def test_a_random_sitting(welt, jahr_2019, sitzungsdienst, stammdaten_ausgehaengt, ohne_druck, name):
    gremium = getattr(welt, name)
    sitz = gremium.mitgliedschaften.order_by("pk").first()
    if name == "kreisausschuss":
        Stellvertretung.objects.create(mitgliedschaft=sitz, person=welt.personen[20], von=sitz.von)
    run_state_machine_as_test(
        lambda: maschine(welt, gremium, sitzungsdienst)(),
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
