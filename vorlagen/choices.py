"""Closed lists of `vorlagen`. A code is stored, the label printed; nothing ever compares a label."""

from django.db import models


class VorlageArt(models.TextChoices):
    BESCHLUSSVORLAGE = "beschlussvorlage", "Beschlussvorlage"
    MITTEILUNGSVORLAGE = "mitteilungsvorlage", "Mitteilungsvorlage"
    ANTRAG = "antrag", "Antrag"
    ANFRAGE = "anfrage", "Anfrage"
    TISCHVORLAGE = "tischvorlage", "Tischvorlage"
    ERGAENZUNGSVORLAGE = "ergaenzungsvorlage", "Ergänzungsvorlage"
    AUSTAUSCHVORLAGE = "austauschvorlage", "Austauschvorlage"


# From members of the Kreistag (§ 56 NKomVG); all other kinds are written in an Amt.
MANDATSARTEN = (VorlageArt.ANTRAG, VorlageArt.ANFRAGE)
VERWALTUNGSARTEN = tuple(art for art in VorlageArt if art not in MANDATSARTEN)
# In the table of steps, the working copy of a new Fassung is a kind of its own: it never becomes a paper with a number.
NEUFASSUNG = "neufassung"
# Numbered below another paper: 0042/2019/1.
ZUSATZARTEN = (VorlageArt.ERGAENZUNGSVORLAGE, VorlageArt.AUSTAUSCHVORLAGE)


class VorlageStatus(models.TextChoices):
    ENTWURF = "entwurf", "Entwurf"
    EINGEGANGEN = "eingegangen", "Eingegangen"
    IN_BEARBEITUNG = "in_bearbeitung", "In Bearbeitung"
    IN_MITZEICHNUNG = "in_mitzeichnung", "In Mitzeichnung"
    FREIGEGEBEN = "freigegeben", "Freigegeben"
    IN_BERATUNG = "in_beratung", "In Beratung"
    BESCHLOSSEN = "beschlossen", "Beschlossen"
    ABGELEHNT = "abgelehnt", "Abgelehnt"
    ZUR_KENNTNIS = "zur_kenntnis", "Zur Kenntnis genommen"
    ZURUECKGEZOGEN = "zurueckgezogen", "Zurückgezogen"
    # A working copy whose text is now the Fassung in force of its paper.
    UEBERNOMMEN = "uebernommen", "In neue Fassung übernommen"


# Not released yet.
ENTWURFSSTATUS = (
    VorlageStatus.ENTWURF,
    VorlageStatus.EINGEGANGEN,
    VorlageStatus.IN_BEARBEITUNG,
    VorlageStatus.IN_MITZEICHNUNG,
)
# A working copy of a new Fassung that is neither taken over nor given up.
OFFENE_NEUFASSUNG = (VorlageStatus.ENTWURF, VorlageStatus.IN_MITZEICHNUNG)
# Somebody writes: the author, or the Amt that answers a motion.
BEARBEITBARE_STATUS = (VorlageStatus.ENTWURF, VorlageStatus.IN_BEARBEITUNG)
# Ready for an agenda.
BERATBARE_STATUS = (VorlageStatus.FREIGEGEBEN, VorlageStatus.IN_BERATUNG)
ENTSCHIEDENE_STATUS = (VorlageStatus.BESCHLOSSEN, VorlageStatus.ABGELEHNT, VorlageStatus.ZUR_KENNTNIS)
# Nothing more is deliberated on it: a finished matter, if it has a number.
ABGESCHLOSSENE_STATUS = (*ENTSCHIEDENE_STATUS, VorlageStatus.ZURUECKGEZOGEN)
# Dispatched with an invitation: what members may read.
GELADENE_STATUS = (VorlageStatus.IN_BERATUNG, *ENTSCHIEDENE_STATUS)


class Haushaltsmittel(models.TextChoices):
    VERFUEGBAR = "verfuegbar", "stehen zur Verfügung"
    NICHT_VERFUEGBAR = "nicht_verfuegbar", "stehen nicht zur Verfügung"


class Sachgebiet(models.TextChoices):
    """Matters that § 58 Abs. 1 NKomVG reserves for the Kreistag, as far as they decide the Beratungsfolge."""

    KEINES = "keines", "keines davon"
    SATZUNG = "satzung", "Satzung oder Verordnung"
    ABGABEN = "abgaben", "Abgaben: Gebühren, Beiträge, Steuern"
    HAUSHALT = "haushalt", "Haushaltssatzung oder Investitionsprogramm"
    AUSSERPLANMAESSIG = "ausserplanmaessig", "erhebliche über- oder außerplanmäßige Ausgabe"
    JAHRESABSCHLUSS = "jahresabschluss", "Jahresabschluss und Entlastung"
    SONSTIGES = "sonstiges", "anderer Gegenstand des § 58 Abs. 1 NKomVG"


KREISTAGSSACHEN = tuple(s for s in Sachgebiet if s != Sachgebiet.KEINES)


class Textfeld(models.TextChoices):
    """The formatted fields: where a Textbaustein may go."""

    SACHVERHALT = "sachverhalt", "Sachverhalt"
    ANMERKUNG = "anmerkung", "Anmerkung"
    BESCHLUSSVORSCHLAG = "beschlussvorschlag", "Beschlussvorschlag"


class BeratungRolle(models.TextChoices):
    VORBERATUNG = "vorberatung", "Vorberatung"
    ENTSCHEIDUNG = "entscheidung", "Entscheidung"
    KENNTNISNAHME = "kenntnisnahme", "Kenntnisnahme"
    ANHOERUNG = "anhoerung", "Anhörung"


class Ergebnis(models.TextChoices):
    """Outcome of a station. The sentence around it (beschlossen / empfohlen) follows from the role."""

    EINSTIMMIG = "einstimmig", "einstimmig"
    MEHRHEITLICH = "mehrheitlich", "mehrheitlich"
    ABGELEHNT = "abgelehnt", "abgelehnt"
    KENNTNISNAHME = "kenntnisnahme", "zur Kenntnis genommen"
    OHNE_BESCHLUSS = "ohne_beschluss", "ohne Beschluss"
    VERTAGT = "vertagt", "vertagt"
    ABGESETZT = "abgesetzt", "abgesetzt"
    ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"
    VERWIESEN = "verwiesen", "verwiesen"
    GEWAEHLT = "gewaehlt", "gewählt"


ANGENOMMEN = (Ergebnis.EINSTIMMIG, Ergebnis.MEHRHEITLICH)
# The paper has its decision: adopted, or the election that it asks for has elected somebody (§ 67 NKomVG).
ENTSCHIEDEN = (*ANGENOMMEN, Ergebnis.GEWAEHLT)
# Nobody types these: they follow from votes that were counted.
AUS_ABSTIMMUNG = (*ENTSCHIEDEN, Ergebnis.ABGELEHNT)
# The station stays open: the paper comes back to the same body.
OHNE_ABSCHLUSS = (Ergebnis.VERTAGT, Ergebnis.ABGESETZT)


class Personenbezug(models.TextChoices):
    """Does the public part hold personal data of others? The answer that the release owes (Art. 5, 6 DSGVO)."""

    NEIN = "nein", "Nein, oder sie sind geschwärzt"
    JA = "ja", "Ja, und die Veröffentlichung ist zulässig, weil …"


class AnlageOeffentlichkeit(models.TextChoices):
    """What of an Anlage may be read outside."""

    NEIN = "nein", "nichtöffentlich"
    OEFFENTLICH = "oeffentlich", "öffentlich"
    GESCHWAERZT = "geschwaerzt", "öffentlich nur in geschwärzter Fassung"


class MitzeichnungStand(models.TextChoices):
    GEPLANT = "geplant", "geplant"
    ANGEFORDERT = "angefordert", "angefordert"
    ERLEDIGT = "erledigt", "erledigt"
    HINFAELLIG = "hinfaellig", "hinfällig"


# What stands in the way of the release.
OFFENE_MITZEICHNUNG = (MitzeichnungStand.GEPLANT, MitzeichnungStand.ANGEFORDERT)


class Votum(models.TextChoices):
    """The answer of a co-signing office. Returning is an answer too: it takes the whole paper back to its author."""

    ZUGESTIMMT = "zugestimmt", "zugestimmt"
    MIT_ANMERKUNG = "mit_anmerkung", "zugestimmt mit Anmerkung"
    ABGELEHNT = "abgelehnt", "abgelehnt"
    ZURUECKGEGEBEN = "zurueckgegeben", "zurückgegeben"


class Archivstand(models.TextChoices):
    """Where a finished matter stands on its way to the archive (§ 7 NArchG). None of these deletes anything."""

    AUSGESONDERT = "ausgesondert", "ausgesondert"
    ANGEBOTEN = "angeboten", "dem Archiv angeboten"
    UEBERNOMMEN = "uebernommen", "vom Archiv übernommen"
    NICHT_ARCHIVWUERDIG = "nicht_archivwuerdig", "nicht archivwürdig"
    ZURUECKGENOMMEN = "zurueckgenommen", "Aussonderung zurückgenommen"


# Before the first step: there is no row yet.
NICHT_AUSGESONDERT = ""


class VorlageAktion(models.TextChoices):
    """What the Verlauf of a Vorlage knows: the steps of the table by their names, and what happens besides."""

    ANGELEGT = "angelegt", "Entwurf angelegt"
    BEARBEITET = "bearbeitet", "Entwurf bearbeitet"
    ANLAGE = "anlage", "Anlage hinzugefügt"
    ANLAGE_ENTFERNT = "anlage_entfernt", "Anlage entfernt"
    ANLAGE_GEAENDERT = "anlage_geaendert", "Anlage geändert"
    ANLAGE_ERSETZT = "anlage_ersetzt", "Neue Version einer Anlage"
    SCHADSOFTWARE = "schadsoftware", "Datei mit Schadsoftware abgewiesen"
    NACHGEREICHT = "nachgereicht", "Anlage nachgereicht"
    STELLEN = "stellen", "Beim Sitzungsdienst eingereicht"
    ERFASST = "erfasst", "Auf Papier eingegangen und aufgenommen"
    ERGAENZUNG_ERBETEN = "ergaenzung_erbitten", "Um Ergänzung gebeten"
    ZURUECKHOLEN = "zurueckholen", "Von den Antragstellenden zurückgeholt"
    ZUWEISEN = "zuweisen", "Einem Amt zugewiesen"
    EINREICHEN = "einreichen", "Zur Mitzeichnung gegeben"
    SATZUNG = "satzung", "Satzung zur Unterschrift versiegelt"
    VERKUENDET = "verkuendet", "Verkündung im Amtsblatt eingetragen"
    MITZEICHNUNG_GEPLANT = "mitzeichnung_geplant", "Mitzeichnung geplant"
    MITZEICHNUNG_ANGEFORDERT = "mitzeichnung_angefordert", "Mitzeichnung angefordert"
    MITGEZEICHNET = "mitgezeichnet", "Mitgezeichnet"
    MITZEICHNUNG_VERLAENGERT = "mitzeichnung_verlaengert", "Frist der Mitzeichnung verlängert"
    MITZEICHNUNG_ZURUECKGERUFEN = "mitzeichnung_zurueckgerufen", "Mitzeichnung zurückgerufen"
    ZURUECKGEBEN = "zurueckgeben", "Zurückgegeben"
    DATENSCHUTZ = "datenschutz", "Personenbezogene Daten geprüft"
    FREIGEBEN = "freigeben", "Freigegeben und versiegelt"
    BERATEN = "beraten", "Auf die Tagesordnung gesetzt und versandt"
    BESCHLIESSEN = "beschliessen", "Beschlossen"
    ABLEHNEN = "ablehnen", "Abgelehnt"
    ZUR_KENNTNIS_NEHMEN = "zur_kenntnis_nehmen", "Zur Kenntnis genommen"
    BEANSTANDEN = "beanstanden", "Einspruch: neue Entscheidung"
    UMLAUF = "umlauf", "Umlaufverfahren"
    BEKANNTGABE = "bekanntgabe", "Beschluss bekannt gegeben"
    EILENTSCHEIDUNG = "eilentscheidung", "Eilentscheidung"
    ZURUECKZIEHEN = "zurueckziehen", "Zurückgezogen"
    ERSETZEN = "ersetzen", "Durch eine Austauschvorlage ersetzt"
    NEU_FASSEN = "neu_fassen", "Neue Fassung begonnen"
    UEBERNEHMEN = "uebernehmen", "Als neue Fassung übernommen"
    NEUE_FASSUNG = "neue_fassung", "Neue Fassung freigegeben und versiegelt"
    STATION = "station", "Beratung abgeschlossen"
    VEROEFFENTLICHT = "veroeffentlicht", "Veröffentlicht"
    ERGEBNIS_VEROEFFENTLICHT = "ergebnis_veroeffentlicht", "Ergebnis veröffentlicht"
    ENTFERNT = "entfernt", "Veröffentlichung zurückgenommen"
    AUSSONDERN = "aussondern", "Ausgesondert"
    ANBIETEN = "anbieten", "Dem Archiv angeboten"
    ARCHIV_UEBERNAHME = "archiv_uebernahme", "Vom Archiv übernommen"
    ARCHIV_ABLEHNUNG = "archiv_ablehnung", "Vom Archiv als nicht archivwürdig bewertet"
    AUSSONDERUNG_ZURUECKNEHMEN = "aussonderung_zuruecknehmen", "Aussonderung zurückgenommen"


# Said inside the administration before the release: not for members, who read the Verlauf of what they deal with.
INTERNE_AKTIONEN = (
    VorlageAktion.MITZEICHNUNG_GEPLANT,
    VorlageAktion.MITZEICHNUNG_ANGEFORDERT,
    VorlageAktion.MITGEZEICHNET,
    VorlageAktion.MITZEICHNUNG_VERLAENGERT,
    VorlageAktion.MITZEICHNUNG_ZURUECKGERUFEN,
    VorlageAktion.ZURUECKGEBEN,
    VorlageAktion.NEU_FASSEN,
)
# Whoever did one of these has written the paper and does not release it.
SCHREIBENDE_AKTIONEN = (
    VorlageAktion.ANGELEGT,
    VorlageAktion.BEARBEITET,
    VorlageAktion.ANLAGE,
    VorlageAktion.ANLAGE_ENTFERNT,
    VorlageAktion.ANLAGE_GEAENDERT,
    VorlageAktion.ANLAGE_ERSETZT,
)


def ergebnis_text(ergebnis: str, rolle: str, *, enthaltungen: int = 0, geaendert: bool = False, verwiesen_an="") -> str:
    """The result as it is printed: an advising body *empfiehlt*, the deciding one *beschließt* (usage of the Landkreis)."""
    if ergebnis not in ANGENOMMEN:
        if ergebnis == Ergebnis.OHNE_BESCHLUSS and rolle != BeratungRolle.ENTSCHEIDUNG:
            return "ohne Beschlussempfehlung"
        if ergebnis == Ergebnis.VERWIESEN and verwiesen_an:
            return f"verwiesen (an {verwiesen_an})"
        return Ergebnis(ergebnis).label
    verb = "beschlossen" if rolle == BeratungRolle.ENTSCHEIDUNG else "empfohlen"
    text = f"{Ergebnis(ergebnis).label} {'geändert ' if geaendert else ''}{verb}"
    if enthaltungen and ergebnis == Ergebnis.EINSTIMMIG:
        text += f" (bei {enthaltungen} {'Enthaltung' if enthaltungen == 1 else 'Enthaltungen'})"
    return text
