"""A sitting of the Kreistag with 40 items and 43 members, run by one clerk in the browser at the speed of a real one."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from gremien.choices import GremiumArt
from gremien.models import Gremium, Mitgliedschaft
from sitzungen import tagesordnung
from sitzungen.models import Abstimmung, Mitwirkungsverbot, Sitzung
from tests import factories
from tests.browser.hilfen import Leute, druecken, fuellen, steht_da
from wittmund_ris import uhr

pytestmark = [pytest.mark.langsam, pytest.mark.django_db(transaction=True)]
TAG = "2019-06-27"
GEHEIM = "Grundstück Heuweg, Kaufpreis 481.000 Euro"
TITEL = [f"Zuschuss an den Verein Nummer {n}" for n in range(1, 31)]


@pytest.fixture
def fraktionen(welt):
    """The Mitte has 20 of 43; 15 more form another one, 8 belong to none."""
    kueste = Gremium.objects.create(
        koerperschaft=welt.koerperschaft,
        slug="kueste",
        name="Fraktion Die Küste",
        art=GremiumArt.FRAKTION,
        reihenfolge=9,
    )
    Mitgliedschaft.objects.bulk_create(
        Mitgliedschaft(person=p, gremium=kueste, von=factories.zeit("2016-11-01").date()) for p in welt.personen[20:35]
    )
    return welt.fraktion, kueste


@pytest.fixture
def eingeladen(welt, fraktionen, stammdaten_ausgehaengt, sachbearbeiterin, landrat, sitzungsdienst):
    """Invited: 2 standard items, a paper, 30 grants, 2 elections, 3 further ones, part N."""
    with uhr.gestellt(factories.zeit("2019-04-25")):
        folge = [{"gremium": welt.kreistag, "rolle": "entscheidung"}]
        papier = factories.entwurf(welt, sachbearbeiterin, folge=folge, betreff="Radwegekonzept")
        papier = factories.freigeben(papier, sachbearbeiterin, landrat)
        sitzung = factories.sitzung_mit(welt.kreistag, TAG, [papier], benutzer=sitzungsdienst)
        for titel in [
            *TITEL,
            "Wahl in den Beirat",
            "Wahl in die Verbandsversammlung",
            "Abzusetzen",
            "Bericht",
            "Schluss",
        ]:
            tagesordnung.hinzufuegen(sitzung, teil="oe", titel=titel, benutzer=sitzungsdienst)
        tagesordnung.hinzufuegen(
            sitzung, teil="n", titel=GEHEIM, oeffentlicher_titel="Grundstücksangelegenheit",
            nichtoeffentlich_grund="interessen", benutzer=sitzungsdienst,
        )  # fmt: skip
    with uhr.gestellt(factories.zeit("2019-06-03")):
        return factories.einladen(sitzung, benutzer=sitzungsdienst)


class Dienst:
    """The hands of the clerk: every press and every filled field is one action."""

    def __init__(self, seite, sitzung):
        self.seite, self.sitzung, self.griffe = seite, sitzung, 0

    def druecken(self, ziel):
        self.griffe += 1
        ziel.click()

    def tippen(self, feld, wert):
        self.griffe += 1
        feld.fill(str(wert))

    def waehlen(self, feld, wert):
        self.griffe += 1
        feld.select_option(wert)

    def live(self):
        self.seite.goto(f"/verwaltung/sitzungen/{self.sitzung.pk}/live/")

    def punkt(self, titel):
        return self.sitzung.tops.get(titel=titel)

    def zeigen(self, top):
        self.druecken(self.seite.locator(f".lv-top__weg[href='?top={top.pk}']"))
        self.ist_bei(top)

    def ist_bei(self, top):
        nummer = re.compile(rf"^{re.escape(top.nummer_lang)}(?![0-9a-z])")
        expect(self.seite.locator(".lv-punkt__nummer")).to_have_text(nummer)

    def knopf(self, name, worin=".lv-mitte"):
        return self.seite.locator(worin).get_by_role("button", name=re.compile(f"^{name}"))

    def einstimmig_und_weiter(self, naechster):
        vorher = self.griffe
        self.druecken(self.knopf("Einstimmig und weiter"))
        self.ist_bei(naechster)
        assert self.griffe - vorher <= 2

    def zahlen(self, ja, nein, enthaltung, erwartet):
        self.oeffnen(self.seite.locator(".lv-art", has_text="Zahlen").first)
        form = self.seite.locator("form[data-zahlen]").first
        for name, wert in (("ja", ja), ("nein", nein), ("enthaltung", enthaltung)):
            self.tippen(form.locator(f"[name={name}]"), wert)
        self.druecken(form.get_by_role("button", name="Festhalten", exact=True))
        expect(self.seite.locator(".lv-mitte")).to_contain_text(erwartet)

    def klappe(self, text):
        return self.oeffnen(self.seite.locator(".lv-mehr > .lv-klappe", has_text=text))

    def oeffnen(self, klappe):
        """What was opened stays open from item to item."""
        if klappe.get_attribute("open") is None:
            self.druecken(klappe.locator("> summary"))
        return klappe


def test_forty_items_and_forty_three_members(browser, live_server, eingeladen, welt, sitzungsdienst):
    sitzung = eingeladen
    with Leute(browser, live_server.url, factories.PASSWORT) as leute:
        seite = leute("sitzungsdienst")
        with uhr.gestellt(factories.zeit("2019-06-10")):
            nachtrag(seite, sitzung)
        with uhr.gestellt(factories.zeit(TAG, "17:00")):
            eroeffnen(seite, sitzung)
        with uhr.gestellt(factories.zeit(TAG, "17:05")):
            dienst = Dienst(seite, Sitzung.objects.get(pk=sitzung.pk))
            dringlich(dienst)
            vor_der_sache(dienst, welt)
            zuschuesse(dienst)
            wahlen(dienst, welt)
            ohne_mehrheit(dienst)
            # Refused as it should be: the vote without a quorum.
            leute.wachen["sitzungsdienst"].abholen()
            nichtoeffentlich(dienst)
        with uhr.gestellt(factories.zeit(TAG, "20:30")):
            schliessen(seite, sitzung)
        pruefen(leute, sitzung, dienst)


def nachtrag(seite, sitzung):
    seite.goto(f"/verwaltung/sitzungen/{sitzung.pk}/nachtrag/")
    hinter = sitzung.tops.get(titel=TITEL[3])
    fuellen(seite, titel="Zuschuss an die Feuerwehr", nach=str(hinter.pk), datenschutz_bestaetigt=True)
    druecken(seite, "Nachtrag versenden")
    steht_da(seite, "Nachtrag 1 ist versandt.")
    assert sitzung.tops.get(titel="Zuschuss an die Feuerwehr").nummer == f"{hinter.nummer}a"


def eroeffnen(seite, sitzung):
    seite.goto(f"/verwaltung/sitzungen/{sitzung.pk}/eroeffnen/")
    druecken(seite, "Alle anwesend")
    druecken(seite, "Eröffnen")
    steht_da(seite, "Die Sitzung ist eröffnet.")


def dringlich(dienst):
    """An item that is on no agenda, by two thirds of the members; then the agenda as resolved."""
    dienst.live()
    dienst.druecken(dienst.seite.get_by_role("link", name="Dringlicher Punkt"))
    fuellen(dienst.seite, titel="Soforthilfe nach der Sturmflut", grund="Die Deiche sind beschädigt.", ja="29", nein="14",
            enthaltung="0", datenschutz_bestaetigt=True)  # fmt: skip
    druecken(dienst.seite, "Abstimmung festhalten")
    steht_da(dienst.seite, "Die Tagesordnung ist erweitert.")
    dienst.live()
    assert dienst.sitzung.tops.filter(herkunft="nachtrag").count() == 1


def vor_der_sache(dienst, welt):
    """Standard items, an absetzung, the paper with an amendment and a Mitwirkungsverbot."""
    seite = dienst.seite
    abzusetzen = dienst.punkt("Abzusetzen")
    seite.goto(f"/verwaltung/sitzungen/{dienst.sitzung.pk}/tops/{abzusetzen.pk}/")
    dienst.druecken(seite.locator("summary", has_text="Absetzen"))
    dienst.tippen(seite.locator("[name=absetzen-grund]"), "Der Antragsteller hat darum gebeten.")
    dienst.druecken(seite.locator("[name=schritt][value=absetzen]"))
    steht_da(seite, "Der Punkt ist abgesetzt.")
    dienst.live()
    papier = dienst.sitzung.tops.get(beratung__isnull=False)
    for top in dienst.sitzung.tops.filter(teil="oe", position__lt=papier.position).order_by("position"):
        dienst.zeigen(top)
        bereich = dienst.klappe("Ohne Abstimmung")
        bereich.locator("[name=ergebnis][value=ohne_beschluss]").check()
        dienst.druecken(bereich.get_by_role("button", name="Ohne Abstimmung festhalten"))
        expect(seite.locator(".lv-ergebnis__satz")).to_be_visible()
    dienst.zeigen(papier)
    bereich = dienst.klappe("Mitwirkungsverbot")
    dienst.waehlen(bereich.locator("[name=wer]").first, f"m-{welt.personen[7].pk}")
    dienst.druecken(bereich.get_by_role("button", name="Mitwirkungsverbot festhalten"))
    expect(seite.locator(".lv-gross")).to_contain_text("42 Ja")
    bereich = dienst.klappe("Antrag in der Sitzung")
    dienst.tippen(bereich.locator("[name=gestellt_von]"), "Fraktion Die Küste")
    dienst.tippen(bereich.locator("[name=inhalt]"), "Den Radweg zuerst bauen")
    dienst.tippen(bereich.locator("textarea[name=fassung]"), "Der Radweg wird zuerst gebaut.")
    dienst.druecken(bereich.get_by_role("button", name="Antrag aufnehmen"))
    expect(seite.locator(".lv-frage__inhalt")).to_have_text("Den Radweg zuerst bauen")
    dienst.zahlen(22, 20, 0, "Beschluss in der geänderten Fassung")
    nach_fraktionen(dienst, welt)
    bereich = dienst.klappe("Eigene Stimme im Protokoll")
    form = bereich.locator("form").last
    dienst.waehlen(form.locator("[name=person]"), str(welt.personen[21].pk))
    dienst.druecken(form.get_by_role("button", name=re.compile("^Nein")))
    expect(seite.locator("#live-lage")).to_contain_text("Protokoll")


def nach_fraktionen(dienst, welt):
    """Die Küste nein, but one: five actions."""
    seite, vorher = dienst.seite, dienst.griffe
    dienst.druecken(seite.get_by_text("Nach Fraktionen"))
    kueste = seite.locator(".lv-gruppe", has_text="Die Küste")
    dienst.druecken(kueste.locator("> .lv-wahl .lv-wahl__knopf--nein"))
    dienst.druecken(kueste.get_by_text("Ausnahmen"))
    eine = kueste.locator(".lv-person").filter(has_text=welt.personen[25].name)
    dienst.druecken(eine.locator(".lv-wahl__knopf--ja"))
    dienst.druecken(seite.locator("[data-fraktionen]").get_by_role("button", name="Festhalten", exact=True))
    expect(seite.locator(".lv-ergebnis__satz")).to_contain_text("28 Ja-Stimmen gegen 14")
    assert dienst.griffe - vorher <= 5


def zuschuesse(dienst):
    """Each with one press, but the last ten, which are voted on together."""
    einzeln = list(dienst.sitzung.tops.filter(titel__startswith="Zuschuss").order_by("position"))
    bloc, einzeln = einzeln[-10:], einzeln[:-10]
    dienst.zeigen(einzeln[0])
    for top, naechster in zip(einzeln, [*einzeln[1:], bloc[0]], strict=True):
        dienst.ist_bei(top)
        dienst.einstimmig_und_weiter(naechster)
    vorher = dienst.griffe
    for top in bloc:
        dienst.griffe += 1
        dienst.seite.locator(f"[name=tops][value='{top.pk}']").check()
    dienst.druecken(dienst.seite.get_by_text("Mehrere Punkte gemeinsam abstimmen"))
    dienst.druecken(dienst.seite.get_by_role("button", name="Gemeinsam festhalten"))
    expect(dienst.seite.locator(".lv-ergebnis__satz")).to_be_visible()
    assert dienst.griffe - vorher == 12


def wahlen(dienst, welt):
    """One by show of hands with one press; one secret, with a tie in both rounds and a lot."""
    seite = dienst.seite
    for titel, geheim in (("Wahl in den Beirat", False), ("Wahl in die Verbandsversammlung", True)):
        dienst.zeigen(dienst.punkt(titel))
        dienst.druecken(seite.get_by_role("link", name="Hier wird gewählt"))
        dienst.waehlen(seite.locator("#id_neu-person"), str(welt.personen[2].pk))
        seite.locator(f"[name=neu-verfahren][value={'geheim' if geheim else 'zuruf'}]").check()
        dienst.druecken(seite.get_by_role("button", name="Wahl anlegen"))
        if not geheim:
            dienst.druecken(seite.get_by_role("button", name="Einstimmig gewählt (43 Stimmen)"))
            steht_da(seite, "gewählt")
        else:
            folgende(dienst, welt)
        dienst.druecken(seite.get_by_role("link", name="Zurück zur laufenden Sitzung"))


def folgende(dienst, welt):
    seite = dienst.seite
    dienst.druecken(seite.get_by_text("Bewerbung aufnehmen"))
    dienst.waehlen(seite.locator("select[name^=bewerbung]"), str(welt.personen[22].pk))
    dienst.druecken(seite.get_by_role("button", name="Aufnehmen"))
    for gang in (1, 2):
        form = seite.locator("form", has=seite.get_by_role("button", name=f"{gang}. Wahlgang festhalten"))
        for feld in form.locator("input[name*='-k']").all():
            dienst.tippen(feld, 21)
        dienst.tippen(form.locator("input[name$='-ungueltig']"), 1)
        dienst.druecken(form.get_by_role("button", name=f"{gang}. Wahlgang festhalten"))
        expect(seite.locator(".ris-karte")).to_contain_text(f"{gang}. Wahlgang")
    form = seite.locator("form", has=seite.get_by_role("button", name="Los festhalten"))
    form.locator("[type=radio]").first.check()
    dienst.druecken(form.get_by_role("button", name="Los festhalten"))
    steht_da(seite, "gewählt")


def ohne_mehrheit(dienst):
    """Twenty-two leave; a doubt; the vote is refused until they are back."""
    seite = dienst.seite
    bericht = dienst.punkt("Bericht")
    dienst.zeigen(bericht)
    for da in range(43, 21, -1):
        dienst.druecken(seite.locator(".lv-platz:not(.lv-platz--leer) button").last)
        expect(seite.locator(".lv-kopf__zahl")).to_contain_text(str(da - 1))
    dienst.druecken(seite.get_by_text("Beschlussfähigkeit zählen"))
    dienst.seite.locator("#zaehlen-person").select_option(index=1)
    dienst.druecken(seite.get_by_role("button", name="Jetzt zählen"))
    expect(seite.locator(".lv-kopf__stand")).to_contain_text("nicht beschlussfähig")
    dienst.druecken(dienst.knopf(r"Einstimmig \d"))
    expect(seite.locator(".lv-fehler")).to_contain_text("beschlussfähig")
    for da in range(22, 44):
        dienst.druecken(seite.locator(".lv-platz--leer button", has_text="ist da").first)
        expect(seite.locator(".lv-kopf__zahl")).to_contain_text(str(da))
    dienst.druecken(seite.get_by_role("button", name="Jetzt zählen"))
    expect(seite.locator(".lv-kopf__stand")).not_to_contain_text("nicht beschlussfähig")
    dienst.einstimmig_und_weiter(dienst.punkt("Schluss"))
    dienst.einstimmig_und_weiter(dienst.punkt("Soforthilfe nach der Sturmflut"))


def nichtoeffentlich(dienst):
    dienst.einstimmig_und_weiter(dienst.punkt(GEHEIM))
    dienst.zahlen(40, 2, 1, "40 Ja-Stimmen")


def schliessen(seite, sitzung):
    seite.get_by_role("link", name="Sitzung schließen").click()
    fuellen(seite, datenschutz_bestaetigt=True)
    druecken(seite, "Schließen")
    steht_da(seite, "Die Sitzung ist geschlossen")


def pruefen(leute, sitzung, dienst):
    """Every item has its result, each vote fits into the room, and the public reads nothing of part N."""
    sitzung = Sitzung.objects.get(pk=sitzung.pk)
    tops = list(sitzung.tops.filter(ist_ueberschrift=False))
    assert len(tops) >= 40
    assert [t.titel for t in tops if not t.ergebnis] == []
    for vote in Abstimmung.objects.filter(sitzung=sitzung):
        assert vote.ja + vote.nein + vote.enthaltung <= 43 - (vote.top_id == verboten().top_id)
    with uhr.gestellt(factories.zeit("2019-06-28")):
        aussen = leute()
        aussen.goto(sitzung.pfad)
        expect(aussen.locator("main")).to_contain_text("Grundstücksangelegenheit")
        assert "481.000" not in aussen.content()
        call_command("aushang_pruefen", verbosity=0)
        seite = leute("sitzungsdienst")
        seite.goto(f"/verwaltung/sitzungen/{sitzung.pk}/protokoll/")
        druecken(seite, "Protokoll beginnen")
        expect(seite.locator("main")).to_contain_text("28 Ja-Stimmen gegen 14")
    print(f"{dienst.griffe} Handgriffe für {len(tops)} Punkte")  # noqa: T201


def verboten():
    return Mitwirkungsverbot.objects.get()
