"""Boring factories: real objects through the domain functions, the cast in `conftest.py`."""

from datetime import date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from gremien.choices import GremiumArt, MitgliedRolle
from gremien.models import Gremium, Koerperschaft, Mitgliedschaft, Person, Regelwerk, Standardpunkt, Wahlperiode
from konten.models import Amt, Benutzer, Zeichnungsbefugnis
from konten.rollen import AMTSLEITUNG
from sitzungen import ergebnisse, planung, tagesordnung
from sitzungen import workflow as sitzungsworkflow
from vorlagen import antraege, begruendungen
from vorlagen import entwurf as entwuerfe
from vorlagen import workflow as vorlagenworkflow
from vorlagen.beratungsfolge import setzen
from vorlagen.choices import MANDATSARTEN, ZUSATZARTEN, BeratungRolle, VorlageArt
from vorlagen.models import Vorlage

BERLIN = ZoneInfo("Europe/Berlin")
PASSWORT = "ein-langes-Passwort-42"
# The smallest file that is a PDF; bytes after its end change its hash and nothing else.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n"
    b"0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)

FELDER = {
    "aktenzeichen": "32.5.1.",
    "betreff": "Beschluss des Integrationskonzepts des Landkreises Wittmund",
    "sachverhalt": "Der Kreisausschuss hat beschlossen, dass ein Integrationskonzept zu erarbeiten ist.",
    "beschlussvorschlag": "Der Kreistag beschließt das Integrationskonzept in der vorliegenden Fassung.",
    "ist_oeffentlich": True,
    "gesamtkosten_keine": True,
    "folgekosten_keine": True,
    "einnahmen_keine": True,
}
# What a member writes.
ANTRAG = {
    "betreff": "Radweg an der Kreisstraße 12",
    "beschlussvorschlag": "<p>Die Verwaltung plant einen Radweg an der K 12.</p>",
    "sachverhalt": "<p>Die Strecke ist ein Schulweg.</p>",
}


def zeit(tag: str, uhrzeit: str = "10:00") -> datetime:
    """`zeit("2019-05-13")`: that moment in Wittmund."""
    return datetime.combine(date.fromisoformat(tag), time.fromisoformat(uhrzeit), tzinfo=BERLIN)


def konto(name, *rollen, amt=None, **felder) -> Benutzer:
    benutzer = Benutzer.objects.create_user(
        username=name, password=PASSWORT, amt=amt, is_staff=True, **({"first_name": name.title()} | felder)
    )
    benutzer.groups.set(Group.objects.filter(name__in=rollen))
    assert benutzer.groups.count() == len(rollen)
    return benutzer


def datei(name="anlage.pdf", inhalt=PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, inhalt)


def welt_bauen() -> SimpleNamespace:
    """The Landkreis with three bodies: Kreistag 43, Kreisausschuss 11, Sozialausschuss 11, in office from 2016 on."""
    koerperschaft = Koerperschaft.objects.create(name="Landkreis Wittmund", ort="Wittmund", ags="03462000")
    perioden = [
        Wahlperiode.objects.create(
            koerperschaft=koerperschaft,
            bezeichnung=f"{jahr}–{jahr + 5}",
            von=date(jahr, 11, 1),
            bis=date(jahr + 5, 10, 31),
        )
        for jahr in (2016, 2021, 2026)
    ]
    for periode in perioden:
        Regelwerk.objects.create(
            wahlperiode=periode,
            von=periode.von,
            bis=periode.bis,
            beschluss=f"GO {periode.bezeichnung}",
            beigeordnete=10,
        )
    gremien = {}
    for reihenfolge, (slug, name, art, soll) in enumerate(
        (
            ("kreistag", "Kreistag", GremiumArt.VERTRETUNG, None),
            ("kreisausschuss", "Kreisausschuss", GremiumArt.HAUPTAUSSCHUSS, 11),
            ("sozialausschuss", "Sozialausschuss", GremiumArt.FACHAUSSCHUSS, 11),
            ("die-mitte", "Fraktion Die Mitte", GremiumArt.FRAKTION, None),
        )
    ):
        gremium = Gremium.objects.create(
            koerperschaft=koerperschaft, slug=slug, name=name, art=art, mitglieder_soll=soll, reihenfolge=reihenfolge
        )
        gremien[slug] = gremium
        if gremium.tagt:
            Standardpunkt.objects.create(gremium=gremium, titel="Eröffnung der Sitzung", position=1)
            Standardpunkt.objects.create(
                gremium=gremium,
                titel="Feststellung der ordnungsgemäßen Ladung und der Beschlussfähigkeit",
                position=2,
            )
    personen = Person.objects.bulk_create(
        Person(vorname=f"Vorname{n:02}", nachname=f"Mitglied{n:02}") for n in range(43)
    )
    sitze = []
    for slug, anzahl in (("kreistag", 43), ("kreisausschuss", 11), ("sozialausschuss", 11), ("die-mitte", 20)):
        for n, person in enumerate(personen[:anzahl]):
            rolle = MitgliedRolle.VORSITZ if n == 0 else MitgliedRolle.MITGLIED
            sitze.append(Mitgliedschaft(person=person, gremium=gremien[slug], rolle=rolle, von=date(2016, 11, 1)))
    Mitgliedschaft.objects.bulk_create(sitze)
    return SimpleNamespace(
        koerperschaft=koerperschaft,
        amt=Amt.objects.create(nummer="32", name="Ordnungsamt"),
        anderes_amt=Amt.objects.create(nummer="40", name="Schulamt"),
        kreistag=gremien["kreistag"],
        kreisausschuss=gremien["kreisausschuss"],
        sozialausschuss=gremien["sozialausschuss"],
        fraktion=gremien["die-mitte"],
        personen=personen,
    )


def befugt(benutzer, amt=None) -> Zeichnungsbefugnis:
    return Zeichnungsbefugnis.objects.create(benutzer=benutzer, amt=amt, von=date(2016, 11, 1))


def aemter_mit_leitung(*aemter) -> list[Benutzer]:
    """The Amtsleitung of each Amt, who may co-sign for it (`konto.amt`); three offices beside those of the world.

    `aemter`: (number, name) of a new Amt, or an Amt that exists. The accounts are called `leitung20` and so on.
    """
    leitungen = []
    for amt in aemter or (("20", "Kämmerei"), ("30", "Rechtsamt"), ("60", "Bauamt")):
        if not isinstance(amt, Amt):
            nummer, name = amt
            amt = Amt.objects.create(nummer=nummer, name=name)
        leitungen.append(konto(f"leitung{amt.nummer}", AMTSLEITUNG, amt=amt, last_name=f"Leitung{amt.nummer}"))
    return leitungen


def stationen(welt) -> list[dict]:
    """Sozialausschuss → Kreisausschuss → Kreistag on the dates of the reference paper."""
    return [
        {"gremium": welt.sozialausschuss, "rolle": BeratungRolle.VORBERATUNG, "geplant_am": date(2019, 5, 13)},
        {"gremium": welt.kreisausschuss, "rolle": BeratungRolle.VORBERATUNG, "geplant_am": date(2019, 5, 23)},
        {"gremium": welt.kreistag, "rolle": BeratungRolle.ENTSCHEIDUNG, "geplant_am": date(2019, 6, 27)},
    ]


def entwurf(welt, verfasserin, folge=None, **felder):
    return entwuerfe.anlegen(FELDER | felder, stationen(welt) if folge is None else folge, benutzer=verfasserin)


def papier(welt, art, besetzung):
    """A complete paper of this kind, ready for its next step: by the clerk, or by the ratsfrau and already with the Amt."""
    if art in MANDATSARTEN:
        vorlage = antraege.anlegen(art, ANTRAG, benutzer=besetzung["ratsfrau"])
        Vorlage.objects.filter(pk=vorlage.pk).update(
            amt=welt.amt,
            stellungnahme="<p>Die Verwaltung nimmt Stellung.</p>",
            status="in_bearbeitung",
            eingegangen_am=zeit("2019-04-20"),
            **{name: FELDER[name] for name in ("aktenzeichen", "ist_oeffentlich", "gesamtkosten_keine")},
            folgekosten_keine=True,
            einnahmen_keine=True,
        )
        vorlage.refresh_from_db()
        setzen(vorlage, stationen(welt) if art == VorlageArt.ANTRAG else zur_kenntnis(welt))
        return vorlage
    felder = {"art": art}
    if art in ZUSATZARTEN:
        felder["ursprung"] = freigeben(
            entwurf(welt, besetzung["sachbearbeiterin"]), besetzung["sachbearbeiterin"], besetzung["landrat"]
        )
    folge = zur_kenntnis(welt) if art == VorlageArt.MITTEILUNGSVORLAGE else None
    return entwurf(welt, besetzung["sachbearbeiterin"], folge=folge, **felder)


def zur_kenntnis(welt) -> list[dict]:
    return [{"gremium": welt.sozialausschuss, "rolle": BeratungRolle.KENNTNISNAHME, "geplant_am": date(2019, 5, 13)}]


def gruende(vorlage) -> dict[str, str]:
    """A reason for every warning that is open."""
    return {w.code: "So ist es mit dem Landrat abgesprochen." for w in begruendungen.offene(vorlage)}


def einreichen(vorlage, verfasserin):
    return vorlagenworkflow.ausfuehren(vorlage, "einreichen", benutzer=verfasserin, gruende=gruende(vorlage))


def freigeben(vorlage, verfasserin, leitung):
    einreichen(vorlage, verfasserin)
    return vorlagenworkflow.ausfuehren(vorlage, "freigeben", benutzer=leitung, datenschutz="nein")


def sitzung_mit(gremium, tag, vorlagen, *, benutzer, beginn="17:00"):
    """A planned sitting with these Vorlagen on its agenda."""
    sitzung = planung.planen(gremium, zeit(tag, beginn), benutzer=benutzer)
    for vorlage in vorlagen:
        tagesordnung.aufnehmen(
            sitzung,
            vorlage.beratungen.get(gremium=gremium),
            oeffentlicher_titel="Nichtöffentliche Angelegenheit",
            nichtoeffentlich_grund="interessen",
            benutzer=benutzer,
        )
    return sitzung


def einladen(sitzung, *, benutzer):
    return sitzungsworkflow.einladen(sitzung, benutzer=benutzer, datenschutz_bestaetigt=True)


def eroeffnen(sitzung, *, benutzer, anwesend=None):
    """Open with all members, or with the first `anwesend` of them."""
    sitze = list(sitzung.gremium.mitgliedschaften.am(sitzung.tag).select_related("person"))[:anwesend]
    return sitzungsworkflow.eroeffnen(sitzung, leitung=sitze[0].person, anwesend=sitze, benutzer=benutzer)


def abstimmen(sitzung, vorlage, ja, nein, enthaltung, *, benutzer, **weiteres):
    top = sitzung.tops.get(beratung__vorlage=vorlage)
    return ergebnisse.abstimmen(top, ja=ja, nein=nein, enthaltung=enthaltung, benutzer=benutzer, **weiteres)


def schliessen(sitzung, *, benutzer):
    return sitzungsworkflow.schliessen(sitzung, benutzer=benutzer, datenschutz_bestaetigt=True)
