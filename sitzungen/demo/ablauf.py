"""Let the demo council live: every act at its time, in the order of time, by the person who is entitled to it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from gremien.choices import GremiumArt
from gremien.models import Gremium, Mitgliedschaft
from gremien.rules import fraktionen_von
from konten import vertretung as vertretungen
from konten.models import Amt
from sitzungen import anwesenheit, ergebnisse, planung, tagesordnung, workflow
from sitzungen.choices import NichtoeffentlichGrund, Teil
from sitzungen.demo.dateien import datei, gescannt
from sitzungen.demo.gremien import PROTOKOLL
from sitzungen.demo.kalender import arbeitstage_nach, um
from sitzungen.demo.papier import Abwesenheit, Anlage, Ohne, Papier, Stimmen, Termin, Zeichnung
from vorlagen import anlagen, antraege, entwurf, mitzeichnung, neufassung, satzung
from vorlagen import workflow as vorlagenworkflow
from vorlagen.arten import WORTE_DES_MANDATS
from vorlagen.choices import MANDATSARTEN, Haushaltsmittel, VorlageArt, Votum
from vorlagen.models import AnlageDatei, Vorlage
from vorlagen.personenbezug import FREIGEBENDE
from wittmund_ris import uhr

SAELE = {"kreistag": "Großer Sitzungssaal", "kreisausschuss": "Kleiner Sitzungssaal"}


# What the Ämter answer where a rule warns.
GRUENDE = {
    "kreisausschuss_fehlt": "Der Kreistag hat sich die Beratung vorbehalten (§ 76 Abs. 1 S. 2 NKomVG); der Kreisausschuss ist "
    "unterrichtet.",
    "abgabefrist": "Mit dem Sitzungsdienst abgesprochen: Die Angebote lagen erst nach Ablauf der Frist vor.",
    "mittel_fehlen": "Die Deckung erfolgt aus Minderausgaben desselben Produkts; die Kämmerei ist beteiligt.",
    "klingt_nach_kreistag": "Es geht um die Ausführung, nicht um den Erlass.",
    "termine": "Der Kreisausschuss berät vorab, damit der Fachausschuss seine Empfehlung kennt.",
}


class Ablauf:
    """Collects acts with their moments and carries them out in the order of time."""

    def __init__(self, konten, melden):
        self.konten, self.melden = konten, melden
        self.gremien = {g.slug: g for g in Gremium.objects.all()}
        self.papiere: dict[str, Vorlage] = {}
        self.termine: dict[str, object] = {}
        self.tage: dict[str, object] = {}
        self.akte = []

    def aufnehmen(self, papiere, termine) -> None:
        self.tage |= {t.schluessel: t.tag for t in termine}
        for termin in termine:
            self._termin(termin)
        for papier in papiere:
            self._papier(papier)

    def ausfuehren(self) -> None:
        for zeitpunkt, _, akt, *werte in sorted(self.akte, key=lambda a: a[:2]):
            with uhr.gestellt(zeitpunkt):
                akt(*werte)

    def am(self, tag, uhrzeit, akt, *werte) -> None:
        self.akte.append((um(tag, uhrzeit), len(self.akte), akt, *werte))

    # The paper

    def _papier(self, p: Papier) -> None:
        self.am(p.angelegt, "09:12", self._antrag_anlegen if p.art in MANDATSARTEN else self._anlegen, p)
        if p.gestellt and not p.auf_papier:
            # In the evening, unless a short holiday week leaves the same day for the next step.
            am_selben_tag = p.zugewiesen and p.zugewiesen[0] == p.gestellt
            self.am(p.gestellt, "09:16" if am_selben_tag else "19:40", self._schritt, p, "stellen", p.verfasst)
        if p.zugewiesen:
            self.am(p.zugewiesen[0], "09:20", self._zuweisen, p)
        if p.bearbeitet:
            self.am(p.bearbeitet, "10:02", self._beantworten, p)
        if p.mitzeichnung:
            self._mitzeichnung(p)
        if p.eingereicht:
            self.am(p.eingereicht, "10:05", self._schritt, p, "einreichen", p.federfuehrend)
        if p.zurueckgegeben:
            tag, grund = p.zurueckgegeben
            self.am(tag, "11:20", self._schritt, p, "zurueckgeben", p.zeichnung, grund)
        if p.erneut_eingereicht:
            self.am(p.erneut_eingereicht, "11:30", self._schritt, p, "einreichen", p.federfuehrend)
        if p.freigegeben:
            self.am(p.freigegeben, "11:40", self._schritt, p, "freigeben", p.zeichnung)
        if p.zurueckgezogen:
            tag, grund = p.zurueckgezogen
            self.am(tag, "13:30", self._schritt, p, "zurueckziehen", p.zeichnung, grund)
        if p.neue_fassung:
            self.am(p.neue_fassung.begonnen, "08:50", self._neu_fassen, p)
            self.am(p.neue_fassung.eingereicht, "10:15", self._neufassung, p, "einreichen", p.verfasst)
            self.am(p.neue_fassung.freigegeben, "11:50", self._neufassung, p, "uebernehmen", p.zeichnung)
        if p.satzung:
            tag = self.tage[p.satzung.beschlossen]
            self.am(arbeitstage_nach(tag, 1), "09:30", self._satzung, p)
            self.am(arbeitstage_nach(tag, 3), "16:10", self._verkuenden, p)
        for stelle, anlage in enumerate(p.anlagen):
            if anlage.nachgereicht:
                self.am(anlage.nachgereicht, "09:50", self._nachreichen, p, stelle)

    def _anlegen(self, p: Papier) -> None:
        felder = self._felder(p) | {
            "art": p.art or (VorlageArt.BESCHLUSSVORLAGE if p.beschlussvorschlag else VorlageArt.MITTEILUNGSVORLAGE),
            "ursprung": self.papiere[p.bezug] if p.bezug else None,
            "sachgebiet": p.sachgebiet,
            "betreff": p.betreff,
            "sachverhalt": p.sachverhalt,
            "anmerkung": p.anmerkung,
            "beschlussvorschlag": p.beschlussvorschlag,
        }
        stationen = self._stationen(p)
        benutzer = self.konten[p.verfasst]
        vorlage = entwurf.anlegen(felder, stationen, benutzer=benutzer)
        self.papiere[p.schluessel] = vorlage
        for anlage in p.anlagen:
            neu = anlagen.hinzufuegen(
                vorlage,
                titel=anlage.titel,
                ist_oeffentlich=anlage.oeffentlich and not p.nichtoeffentlich,
                datei=None if anlage.ist_angekuendigt else datei(anlage, vorlage),
                nachreichen_bis=anlage.nachreichen_bis,
                benutzer=benutzer,
            )
            if anlage.neue_version:
                anlagen.ersetzen(
                    neu, datei(replace(anlage, abschnitte=anlage.neue_version), vorlage), benutzer=benutzer
                )
            if anlage.geschwaerzt:
                offen = datei(replace(anlage, abschnitte=anlage.geschwaerzt), vorlage)
                anlagen.ersetzen(neu, offen, art=AnlageDatei.Art.GESCHWAERZT, benutzer=benutzer)

    def _felder(self, p: Papier) -> dict:
        """What the Verwaltung states on every kind of paper."""
        felder = {
            "aktenzeichen": p.aktenzeichen,
            "ist_oeffentlich": not p.nichtoeffentlich,
            "nichtoeffentlich_grund": p.nichtoeffentlich,
        }
        for name, betrag in p.kosten.items():
            felder |= {f"{name}_keine": betrag is None, name: None if betrag is None else Decimal(betrag)}
        if p.mittel:
            betrag, produktkonto = p.mittel
            felder |= {
                "haushaltsmittel": Haushaltsmittel.VERFUEGBAR,
                "haushaltsmittel_betrag": Decimal(betrag),
                "produktkonto": produktkonto,
            }
        return felder

    def _stationen(self, p: Papier) -> list[dict]:
        return [
            {"gremium": self.gremien[slug], "rolle": rolle, "geplant_am": self.tage.get(termin, termin)}
            for slug, rolle, termin in p.stationen
        ]

    def _antrag_anlegen(self, p: Papier) -> None:
        if p.auf_papier:
            self._aufnehmen(p)
            return
        konto = self.konten[p.verfasst]
        felder = {name: getattr(p, name) for name in WORTE_DES_MANDATS}
        gremium = Gremium.objects.get(pk=min(fraktionen_von(konto))) if p.fuer_fraktion else None
        self.papiere[p.schluessel] = antraege.anlegen(p.art, felder, benutzer=konto, gremium=gremium)

    def _aufnehmen(self, p: Papier) -> None:
        """On paper, in the name of the Fraktion of a member who has no account."""
        sitz = (
            Mitgliedschaft.objects.am(p.gestellt)
            .filter(gremium__art=GremiumArt.FRAKTION, person__benutzer__isnull=True)
            .filter(person__mitgliedschaften__in=Mitgliedschaft.objects.am(p.gestellt).filter(gremium__slug="kreistag"))
            .order_by("person__nachname", "pk")
            .first()
        )
        scan = Anlage("Eingereichtes Papier", abschnitte=((p.betreff, p.sachverhalt),), ist_scan=True)
        self.papiere[p.schluessel] = antraege.erfassen(
            p.art,
            {name: getattr(p, name) for name in WORTE_DES_MANDATS},
            person=sitz.person,
            gremium=sitz.gremium,
            eingegangen_am=um(p.gestellt, "08:15"),
            papier=gescannt(scan),
            benutzer=self.konten[p.verfasst],
        )

    def _zuweisen(self, p: Papier) -> None:
        self.papiere[p.schluessel] = vorlagenworkflow.ausfuehren(
            self.papiere[p.schluessel],
            "zuweisen",
            benutzer=self.konten["sitzungsdienst"],
            amt=Amt.objects.get(nummer=p.zugewiesen[1]),
        )

    def _beantworten(self, p: Papier) -> None:
        vorlage = self.papiere[p.schluessel]
        self.papiere[p.schluessel] = entwurf.aendern(
            vorlage,
            self._felder(p) | {"stellungnahme": p.stellungnahme},
            self._stationen(p),
            version=vorlage.version,
            benutzer=self.konten[p.bearbeitet_von],
        )

    def _schritt(self, p: Papier, name, konto, bemerkung="") -> None:
        self.papiere[p.schluessel] = vorlagenworkflow.ausfuehren(
            self.papiere[p.schluessel],
            name,
            benutzer=self.konten[konto],
            bemerkung=bemerkung,
            gruende=GRUENDE,
            **_datenschutz(p, name),
        )

    def _neu_fassen(self, p: Papier) -> None:
        konto = self.konten[p.verfasst]
        kopie = neufassung.beginnen(self.papiere[p.schluessel], p.neue_fassung.grund, benutzer=konto)
        entwurf.aendern(kopie, {"sachverhalt": p.neue_fassung.sachverhalt}, None, version=kopie.version, benutzer=konto)

    def _neufassung(self, p: Papier, name, konto) -> None:
        kopie = self.papiere[p.schluessel].neufassungen.get()
        vorlagenworkflow.ausfuehren(kopie, name, benutzer=self.konten[konto], gruende=GRUENDE, **_datenschutz(p, name))

    def _satzung(self, p: Papier) -> None:
        vorlage = self.papiere[p.schluessel]
        satzung.ausfertigen(vorlage, titel=p.betreff, wortlaut=p.satzung.wortlaut, benutzer=self._dienst)

    def _verkuenden(self, p: Papier) -> None:
        neue, blatt = self.papiere[p.schluessel].satzung, p.satzung.amtsblatt
        satzung.verkuenden(neue, amtsblatt=blatt, verkuendet_am=uhr.heute(), benutzer=self._dienst)

    def _nachreichen(self, p: Papier, stelle: int) -> None:
        vorlage = self.papiere[p.schluessel]
        anlagen.nachreichen(
            vorlage.anlagen.all()[stelle],
            datei(p.anlagen[stelle], vorlage),
            benutzer=self.konten[p.verfasst],
            datenschutz_bestaetigt=True,
        )

    # The Mitzeichnung

    def _mitzeichnung(self, p: Papier) -> None:
        plan = p.mitzeichnung
        self.am(p.angelegt, "09:40", self._mitzeichnung_planen, p)
        # The days of a short holiday week fall together: the minutes keep the order.
        for runde, stunde in ((plan.erste_runde, 10), (plan.zweite_runde, 12)):
            for stelle, z in enumerate(runde):
                self.am(z.tag, f"{stunde}:{20 + 5 * stelle}", self._zeichnen, p, z)
        if plan.ueberarbeitet:
            self.am(plan.ueberarbeitet[0], "11:25", self._ueberarbeiten, p)

    def _mitzeichnung_planen(self, p: Papier) -> None:
        aemter = {a.nummer: a for a in Amt.objects.all()}
        zeilen = [
            {"amt": aemter[nummer], "stufe": stufe, "frist_werktage": frist}
            for nummer, stufe, frist in p.mitzeichnung.aemter
        ]
        mitzeichnung.planen(self.papiere[p.schluessel], zeilen, benutzer=self.konten[p.federfuehrend])

    def _zeichnen(self, p: Papier, z: Zeichnung) -> None:
        vorlage = self.papiere[p.schluessel]
        zeile = vorlage.mitzeichnungen.offen().get(amt__nummer=z.amt)
        if z.votum == Votum.ZURUECKGEGEBEN:
            self.papiere[p.schluessel] = vorlagenworkflow.ausfuehren(
                vorlage, "zurueckgeben", benutzer=self.konten[z.konto], bemerkung=z.text, fuer_amt=zeile
            )
        else:
            mitzeichnung.zeichnen(zeile, z.votum, text=z.text, benutzer=self.konten[z.konto])

    def _ueberarbeiten(self, p: Papier) -> None:
        vorlage = self.papiere[p.schluessel]
        self.papiere[p.schluessel] = entwurf.aendern(
            vorlage,
            p.mitzeichnung.ueberarbeitet[1],
            None,
            version=vorlage.version,
            benutzer=self.konten[p.federfuehrend],
        )

    def abwesenheiten(self, eintraege) -> None:
        """Deputies, entered by the absent person on the first day."""
        for a in eintraege:
            self.am(a.von, "08:05", self._vertreten, a)

    def _vertreten(self, a: Abwesenheit) -> None:
        abwesend = self.konten[a.abwesend]
        vertretungen.eintragen(abwesend, self.konten[a.vertretung], a.von, a.bis, benutzer=abwesend)

    # The sitting

    def _termin(self, t: Termin) -> None:
        self.am(t.geplant, "08:30", self._planen, t)
        if t.eingeladen:
            self.am(t.eingeladen, "14:00", self._einladen, t)
        elif t.tagesordnung_am:
            self.am(t.tagesordnung_am, "14:30", self._tagesordnung, t)
        if t.findet_statt:
            self.am(t.tag, t.uhrzeit, self._tagen, t)

    @property
    def _dienst(self):
        return self.konten["sitzungsdienst"]

    def _planen(self, t: Termin) -> None:
        self.termine[t.schluessel] = planung.planen(
            self.gremien[t.gremium],
            um(t.tag, t.uhrzeit),
            raum=SAELE.get(t.gremium, "Sitzungszimmer 1"),
            benutzer=self._dienst,
        )

    def _tagesordnung(self, t: Termin) -> None:
        sitzung = self.termine[t.schluessel]
        for top in sitzung.tops.filter(titel__in=t.entfaellt):
            tagesordnung.entfernen(top, benutzer=self._dienst)
        teil = Teil.OEFFENTLICH if sitzung.ist_oeffentlich else Teil.NICHTOEFFENTLICH
        for titel in t.zusaetzlich:
            tagesordnung.hinzufuegen(sitzung, teil=teil, titel=titel, benutzer=self._dienst)
        for punkt in t.punkte:
            beratung = self.papiere[punkt.papier].beratungen.get(gremium__slug=t.gremium)
            tagesordnung.aufnehmen(
                sitzung,
                beratung,
                oeffentlicher_titel=punkt.oeffentlicher_titel,
                nichtoeffentlich_grund=NichtoeffentlichGrund.INTERESSEN,
                benutzer=self._dienst,
            )

    def _einladen(self, t: Termin) -> None:
        self._tagesordnung(t)
        self.termine[t.schluessel] = workflow.einladen(
            self.termine[t.schluessel], benutzer=self._dienst, datenschutz_bestaetigt=True
        )

    def _tagen(self, t: Termin) -> None:
        sitzung, dienst = self.termine[t.schluessel], self._dienst
        sitze = list(anwesenheit.mitglieder(sitzung))
        leitung = next(s for s in sitze if s.rolle == "vorsitz")
        fehlend = [s for s in sitze if s.ist_stimmberechtigt and s.rolle == "mitglied"][: t.entschuldigt]
        workflow.eroeffnen(
            sitzung,
            leitung=leitung.person,
            anwesend=[s for s in sitze if s not in fehlend],
            entschuldigt=fehlend,
            benutzer=dienst,
        )
        stimmen = sum(s.ist_stimmberechtigt for s in sitze if s not in fehlend)
        for top in sitzung.tops.filter(titel=PROTOKOLL):
            ergebnisse.abstimmen(top, ja=stimmen - 1, nein=0, enthaltung=1, benutzer=dienst)
        for punkt in t.punkte:
            top = sitzung.tops.get(beratung__vorlage=self.papiere[punkt.papier])
            match punkt.ergebnis:
                case Stimmen(ja, nein, enthaltung, wortlaut):
                    ergebnisse.abstimmen(
                        top, ja=ja, nein=nein, enthaltung=enthaltung, wortlaut=wortlaut, benutzer=dienst
                    )
                case Ohne(ergebnis, grund, ziel):
                    ergebnisse.festhalten(
                        top, ergebnis, grund=grund, verwiesen_an=self.gremien.get(ziel), benutzer=dienst
                    )
        with uhr.gestellt(uhr.jetzt() + timedelta(hours=t.dauer)):
            workflow.schliessen(sitzung, benutzer=dienst, datenschutz_bestaetigt=True)
        self.melden(f"  {sitzung} mit {len(t.punkte)} Vorlagen")


def _datenschutz(p: Papier, schritt) -> dict:
    """The answer about personal data that a release owes."""
    if schritt not in FREIGEBENDE:
        return {}
    return {"datenschutz": "ja" if p.personenbezug else "nein", "datenschutz_grund": p.personenbezug}
