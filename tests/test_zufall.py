"""Random acts in random order: after each of them the register equals its full recomputation, and the invariants hold."""

import contextlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from aushang.models import Eintrag, Grund
from aushang.register import unterschiede
from gremien import oeffentlich
from gremien.models import Gremium, Mitgliedschaft
from konten import rollen
from sitzungen import dokumente as sitzungsdokumente
from sitzungen import ergebnisse, planung, register, tagesordnung
from sitzungen import workflow as sitzungsworkflow
from sitzungen.management.commands.aushang_pruefen import alle_aushaenge
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from tests import factories
from vorlagen import dokumente, workflow
from vorlagen.choices import Ergebnis
from vorlagen.models import Beratung, Vorlage
from wittmund_ris import uhr
from wittmund_ris.ablage import sha256
from wittmund_ris.pdf import Pdf
from wittmund_ris.workflow import UebergangNichtMoeglich

ABLEHNUNGEN = (ValidationError, PermissionDenied, UebergangNichtMoeglich)
zahl = st.integers(0, 12)
AKTE = st.one_of(
    st.tuples(st.just("schreiben"), st.booleans(), st.integers(0, 2)),
    st.tuples(st.just("schritt"), st.sampled_from(["einreichen", "zurueckgeben", "freigeben", "zurueckziehen"]), zahl),
    st.tuples(st.just("planen"), st.integers(0, 3), zahl),
    st.tuples(st.just("aufnehmen"), zahl, zahl),
    st.tuples(st.just("einladen"), zahl, zahl),
    st.tuples(st.just("eroeffnen"), zahl, zahl),
    st.tuples(st.just("abstimmen"), zahl, st.tuples(zahl, zahl, zahl)),
    st.tuples(st.just("festhalten"), zahl, st.sampled_from(Ergebnis)),
    st.tuples(st.just("verweisen"), zahl, st.integers(0, 3)),
    st.tuples(st.just("verlegen"), zahl, zahl),
    st.tuples(st.just("schliessen"), zahl, zahl),
    st.tuples(st.just("absagen"), zahl, zahl),
    st.tuples(st.just("entfernen"), zahl, st.sampled_from(Grund)),
    st.tuples(st.just("umbenennen"), zahl, zahl),
)

# A stretch of the usual way, so that random acts begin at every point of it.
WEG = [
    ("planen", 0, 0),
    ("aufnehmen", 0, 0),
    ("einladen", 0, 0),
    ("eroeffnen", 0, 12),
    ("abstimmen", 0, (8, 2, 1)),
    ("schliessen", 0, 0),
    ("planen", 1, 5),
    ("aufnehmen", 1, 0),
    ("einladen", 1, 0),
    ("eroeffnen", 1, 12),
    ("abstimmen", 1, (3, 7, 0)),
    ("schliessen", 1, 0),
]


@pytest.fixture
def leichter_druck(monkeypatch):
    """A paper of one line instead of a rendered one: what is published is under test here, not how it looks."""

    def drucken(template, kontext, *, titel, kennung, stand):
        inhalt = f"%PDF-1.7 {titel} {stand.isoformat()} {kontext.get('oeffentlich')}".encode()
        return Pdf(inhalt=inhalt, seiten=1, sha256=sha256(inhalt))

    monkeypatch.setattr(dokumente, "render_pdf", drucken)
    monkeypatch.setattr(sitzungsdokumente, "render_pdf", drucken)


class Haus:
    """A small council, and one method for each act; numbers choose among what is there."""

    def __init__(self):
        call_command("rollen_einrichten", verbosity=0)
        self.welt = factories.welt_bauen()
        self.amt = factories.konto("amt", rollen.SACHBEARBEITUNG, rollen.AMTSLEITUNG, amt=self.welt.amt)
        self.leitung = factories.konto("leitung", rollen.VERWALTUNGSLEITUNG, last_name="Hinrichs")
        self.dienst = factories.konto("dienst", rollen.SITZUNGSDIENST)
        factories.befugt(self.leitung)
        oeffentlich.nachfuehren()
        schule = Gremium.objects.create(
            koerperschaft=self.welt.koerperschaft, name="Schulausschuss", slug="schulausschuss", art="fachausschuss"
        )
        sitze = Mitgliedschaft.objects.filter(gremium=self.welt.sozialausschuss)
        Mitgliedschaft.objects.bulk_create(
            Mitgliedschaft(person=s.person, gremium=schule, rolle=s.rolle, von=s.von) for s in sitze
        )
        oeffentlich.nachfuehren()
        self.gremien = [self.welt.sozialausschuss, self.welt.kreisausschuss, self.welt.kreistag, schule]

    def _waehlen(self, menge, n):
        menge = list(menge.order_by("pk"))
        return menge[n % len(menge)] if menge else None

    def schreiben(self, oeffentlich, anfang):
        folge = factories.stationen(self.welt)[anfang:]
        grund = "" if oeffentlich else "Personalangelegenheit"
        factories.entwurf(self.welt, self.amt, folge=folge, ist_oeffentlich=oeffentlich, nichtoeffentlich_grund=grund)

    def schritt(self, name, n):
        if vorlage := self._waehlen(Vorlage.objects.all(), n):
            wer = self.amt if name == "einreichen" else self.leitung
            workflow.ausfuehren(vorlage, name, benutzer=wer, bemerkung="Grund", datenschutz="nein")

    def planen(self, gremium, tage):
        beginn = uhr.jetzt() + timedelta(days=9 + tage)
        planung.planen(self.gremien[gremium], beginn, benutzer=self.dienst)

    def aufnehmen(self, n, m):
        if sitzung := self._waehlen(Sitzung.objects.all(), n):
            bereit = tagesordnung.bereite_beratungen(sitzung)
            if bereit:
                tagesordnung.aufnehmen(
                    sitzung, bereit[m % len(bereit)], oeffentlicher_titel="Eine Angelegenheit", benutzer=self.dienst
                )

    def einladen(self, n, _):
        if sitzung := self._waehlen(Sitzung.objects.all(), n):
            factories.einladen(sitzung, benutzer=self.dienst)

    def eroeffnen(self, n, fehlend):
        if sitzung := self._waehlen(Sitzung.objects.all(), n):
            with uhr.gestellt(sitzung.beginn):
                factories.eroeffnen(sitzung, benutzer=self.dienst, anwesend=11 - fehlend if fehlend < 9 else None)

    def abstimmen(self, n, stimmen):
        tops = Tagesordnungspunkt.objects.filter(beratung__isnull=False)
        if top := self._waehlen(tops, n):
            ja, nein, enthaltung = stimmen
            ergebnisse.abstimmen(top, ja=ja, nein=nein, enthaltung=enthaltung, benutzer=self.dienst)

    def festhalten(self, n, ergebnis):
        if top := self._waehlen(Tagesordnungspunkt.objects.all(), n):
            ergebnisse.festhalten(top, ergebnis, grund="Grund", benutzer=self.dienst)

    def verweisen(self, n, gremium):
        if top := self._waehlen(
            Tagesordnungspunkt.objects.filter(sitzung__status="eroeffnet", beratung__isnull=False), n
        ):
            ergebnisse.festhalten(top, Ergebnis.VERWIESEN, verwiesen_an=self.gremien[gremium], benutzer=self.dienst)

    def verlegen(self, n, tage):
        if sitzung := self._waehlen(Sitzung.objects.all(), n):
            beginn = sitzung.beginn + timedelta(days=tage)
            planung.verlegen(sitzung, beginn=beginn, ort="Wittmund", raum="", benutzer=self.dienst)

    def schliessen(self, n, _):
        if sitzung := self._waehlen(Sitzung.objects.all(), n):
            with uhr.gestellt(sitzung.beginn):
                factories.schliessen(sitzung, benutzer=self.dienst)

    def absagen(self, n, _):
        if sitzung := self._waehlen(Sitzung.objects.all(), n):
            sitzungsworkflow.absagen(sitzung, benutzer=self.dienst, bemerkung="Grund")

    def entfernen(self, n, grund):
        if vorlage := self._waehlen(Vorlage.objects.all(), n):
            register.vorlage_entfernen(vorlage, grund, benutzer=self.dienst, bemerkung="Grund")

    def umbenennen(self, n, _):
        gremium = self.gremien[n % 4]
        gremium.aufgaben = f"Aufgaben {n}"
        gremium.save()
        oeffentlich.nachfuehren()

    def pruefen(self):
        """The invariants that no act may break."""
        assert unterschiede(alle_aushaenge()) == []
        oeffentliche = set(Vorlage.objects.filter(ist_oeffentlich=True).values_list("oeffentliche_id", flat=True))
        assert set(Eintrag.objects.art("vorlage").values_list("pk", flat=True)) <= oeffentliche
        assert not Eintrag.objects.filter(pfad__contains="kreisausschuss").exclude(art="gremium").exists()
        for vorlage in Vorlage.objects.filter(status__in=("freigegeben", "in_beratung")):
            entscheidend = vorlage.beratungen.filter(rolle="entscheidung", abgeschlossen_am__isnull=True)
            assert entscheidend.count() == 1, vorlage
        assert not Eintrag.objects.filter(pk__in=_verborgene_einschuebe()).exists()
        nummern = sorted(n for n in Vorlage.objects.values_list("laufnummer", flat=True) if n)
        assert nummern == list(range(1, len(nummern) + 1))
        for stimme in Abstimmung.objects.all():
            assert stimme.ja + stimme.nein + stimme.enthaltung <= stimme.stimmberechtigte
            assert stimme.top.ergebnis == stimme.ergebnis


@pytest.mark.langsam
@pytest.mark.django_db
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    weit=st.integers(0, len(WEG)),
    oeffentlich=st.lists(st.booleans(), min_size=1, max_size=2),
    akte=st.lists(AKTE, min_size=8, max_size=20),
)
def test_register_equals_recomputation_after_random_acts(leichter_druck, weit, oeffentlich, akte):
    with contextlib.suppress(_Zurueck), transaction.atomic(), uhr.gestellt(factories.zeit("2019-04-26")):
        haus = Haus()
        # A head start, so that random acts find something to act on.
        for ist in oeffentlich:
            haus.schreiben(ist, 0)
            vorlage = Vorlage.objects.order_by("pk").last()
            factories.freigeben(vorlage, haus.amt, haus.leitung)
        for name, eins, zwei in [*WEG[:weit], *akte]:
            ka_vorher = _kreisausschuss(name, eins)
            vorher = list(Eintrag.objects.order_by("pk").values()) if ka_vorher else None
            with contextlib.suppress(*ABLEHNUNGEN), transaction.atomic():
                getattr(haus, name)(eins, zwei)
            if ka_vorher:
                # § 78 Abs. 2 NKomVG: no act of the Kreisausschuss moves a byte outside.
                assert list(Eintrag.objects.order_by("pk").values()) == vorher
            haus.pruefen()
        # Seen with --hypothesis-show-statistics: the acts do reach what they are to prove.
        for art in ("vorlage", "sitzung"):
            event(f"{art} ausgehängt: {Eintrag.objects.art(art).exists()}")
        event(f"verwiesen: {Beratung.objects.filter(einschub__gt=0).exists()}")
        event(f"Ergebnis festgehalten: {Abstimmung.objects.exists()}")
        raise _Zurueck


def _verborgene_einschuebe():
    """Inserted stations that have no public sitting: outside they do not exist."""
    einschuebe = Beratung.objects.filter(einschub__gt=0)
    oeffentliche = Tagesordnungspunkt.objects.filter(teil="oe", sitzung__veroeffentlicht_am__isnull=False)
    return einschuebe.exclude(pk__in=oeffentliche.filter(beratung__isnull=False).values("beratung")).values(
        "oeffentliche_id"
    )


class _Zurueck(Exception):
    """Ends an example and rolls its world back."""


def _kreisausschuss(name, n) -> bool:
    """True if this act works on a sitting of the Kreisausschuss."""
    if name not in ("aufnehmen", "einladen", "eroeffnen", "schliessen", "absagen", "verlegen"):
        return False
    sitzungen = list(Sitzung.objects.order_by("pk").select_related("gremium"))
    return bool(sitzungen) and sitzungen[n % len(sitzungen)].gremium.ist_hauptausschuss
