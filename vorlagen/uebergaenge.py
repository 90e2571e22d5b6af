"""The steps of the Vorlagen as a table (pure data): from which status, to which, for which kinds of paper.

Two rows may have one name when a step leads elsewhere for another kind; from one status a name leads to one place.
"""

from vorlagen.choices import MANDATSARTEN, NEUFASSUNG, VERWALTUNGSARTEN, VorlageArt
from vorlagen.choices import VorlageStatus as S
from wittmund_ris.workflow import Uebergang

# Written in an Amt: papers of their own, and working copies of a new Fassung.
IM_AMT = (*VERWALTUNGSARTEN, NEUFASSUNG)

UEBERGAENGE = (
    # A motion or question of members: handed in, received, given to an Amt.
    Uebergang(
        "stellen",
        von=(S.ENTWURF,),
        nach=S.EINGEGANGEN,
        arten=MANDATSARTEN,
        titel="Beim Sitzungsdienst einreichen",
        folge="Der Zeitpunkt des Eingangs wird festgehalten und Ihnen bestätigt. Ihr Wortlaut steht danach fest.",
    ),
    Uebergang(
        "zuweisen",
        von=(S.EINGEGANGEN, S.IN_BEARBEITUNG),
        nach=S.IN_BEARBEITUNG,
        arten=MANDATSARTEN,
        titel="Einem Amt zuweisen",
        folge="Das Amt schreibt die Stellungnahme oder Antwort und plant die Beratungsfolge.",
    ),
    # What came in has come in: the house may ask, but only those who moved take their paper back and change it.
    Uebergang(
        "ergaenzung_erbitten",
        von=(S.EINGEGANGEN,),
        nach=S.EINGEGANGEN,
        arten=MANDATSARTEN,
        titel="Um Ergänzung bitten",
        folge="Die Antragstellenden erhalten Ihre Bitte als Hinweis. Eingang und Wortlaut stehen; ob sie das Papier zurückholen "
        "und ändern, entscheiden sie selbst.",
        bemerkung_pflicht=True,
    ),
    Uebergang(
        "zurueckholen",
        von=(S.EINGEGANGEN,),
        nach=S.ENTWURF,
        arten=MANDATSARTEN,
        titel="Zum Ändern zurückholen",
        folge="Das Papier wird wieder Entwurf, und der bisherige Eingang gilt nicht mehr. Es zählt der Tag, an dem Sie es neu "
        "einreichen.",
    ),
    Uebergang(
        "einreichen",
        von=(S.ENTWURF,),
        nach=S.IN_MITZEICHNUNG,
        arten=IM_AMT,
        titel="Zur Mitzeichnung geben",
        folge="Die Vorlage geht an die mitzeichnenden Ämter und danach an die Verwaltungsleitung. Sie können sie danach nicht mehr bearbeiten.",
    ),
    Uebergang(
        "einreichen",
        von=(S.IN_BEARBEITUNG,),
        nach=S.IN_MITZEICHNUNG,
        arten=MANDATSARTEN,
        titel="Zur Mitzeichnung geben",
        folge="Stellungnahme oder Antwort gehen an die mitzeichnenden Ämter und danach an die Verwaltungsleitung. Sie können sie danach nicht mehr bearbeiten.",
    ),
    Uebergang(
        "zurueckgeben",
        von=(S.IN_MITZEICHNUNG,),
        nach=S.ENTWURF,
        arten=IM_AMT,
        titel="Zurückgeben",
        folge="Die Vorlage wird wieder Entwurf und kann im Amt überarbeitet werden.",
        bemerkung_pflicht=True,
    ),
    Uebergang(
        "zurueckgeben",
        von=(S.IN_MITZEICHNUNG,),
        nach=S.IN_BEARBEITUNG,
        arten=MANDATSARTEN,
        titel="Zurückgeben",
        folge="Das Amt kann Stellungnahme oder Antwort überarbeiten; der Wortlaut der Antragstellenden bleibt.",
        bemerkung_pflicht=True,
    ),
    Uebergang(
        "freigeben",
        von=(S.IN_MITZEICHNUNG,),
        nach=S.FREIGEGEBEN,
        arten=tuple(VorlageArt),
        titel="Freigeben",
        folge="Die Vorlage erhält ihre Nummer, wird gezeichnet und versiegelt. Ihr Inhalt ist danach unveränderlich.",
    ),
    # Handed out in the sitting: there is no time for a Mitzeichnung, but four eyes stay.
    Uebergang(
        "freigeben",
        von=(S.ENTWURF,),
        nach=S.FREIGEGEBEN,
        arten=(VorlageArt.TISCHVORLAGE,),
        titel="Freigeben",
        folge="Die Tischvorlage erhält ohne Mitzeichnung ihre Nummer, wird gezeichnet und versiegelt.",
    ),
    Uebergang(
        "uebernehmen",
        von=(S.IN_MITZEICHNUNG,),
        nach=S.UEBERNOMMEN,
        arten=(NEUFASSUNG,),
        titel="Als neue Fassung freigeben",
        folge="Der Text gilt als neue Fassung der Vorlage und wird versiegelt. Die frühere Fassung bleibt lesbar; wer sie "
        "erhalten hat, wird benachrichtigt.",
    ),
    Uebergang("beraten", von=(S.FREIGEGEBEN,), nach=S.IN_BERATUNG, titel="In Beratung", ist_folge=True),
    Uebergang("beschliessen", von=(S.IN_BERATUNG,), nach=S.BESCHLOSSEN, titel="Beschlossen", ist_folge=True),
    Uebergang("ablehnen", von=(S.IN_BERATUNG,), nach=S.ABGELEHNT, titel="Abgelehnt", ist_folge=True),
    Uebergang(
        "zur_kenntnis_nehmen",
        von=(S.IN_BERATUNG,),
        nach=S.ZUR_KENNTNIS,
        titel="Zur Kenntnis genommen",
        ist_folge=True,
    ),
    # §§ 79, 88 NKomVG: the decision is not carried out, and taken once more.
    Uebergang(
        "beanstanden",
        von=(S.BESCHLOSSEN,),
        nach=S.IN_BERATUNG,
        titel="Einspruch",
        bemerkung_pflicht=True,
        ist_folge=True,
    ),
    # Follows from the release of an Austauschvorlage.
    Uebergang(
        "ersetzen",
        von=(S.FREIGEGEBEN, S.IN_BERATUNG),
        nach=S.ZURUECKGEZOGEN,
        arten=VERWALTUNGSARTEN,
        titel="Ersetzt",
        bemerkung_pflicht=True,
        ist_folge=True,
    ),
    Uebergang(
        "zurueckziehen",
        von=(S.ENTWURF, S.IN_MITZEICHNUNG, S.FREIGEGEBEN, S.IN_BERATUNG),
        nach=S.ZURUECKGEZOGEN,
        arten=IM_AMT,
        titel="Zurückziehen",
        folge="Die Vorlage wird nicht weiter beraten. Eine vergebene Nummer bleibt verbraucht.",
        bemerkung_pflicht=True,
        gefaehrlich=True,
    ),
    # Until the decision the motion belongs to those who made it.
    Uebergang(
        "zurueckziehen",
        von=(S.ENTWURF, S.EINGEGANGEN, S.IN_BEARBEITUNG, S.IN_MITZEICHNUNG, S.FREIGEGEBEN, S.IN_BERATUNG),
        nach=S.ZURUECKGEZOGEN,
        arten=MANDATSARTEN,
        titel="Zurückziehen",
        folge="Darüber wird nicht weiter beraten. Eine vergebene Nummer bleibt verbraucht.",
        bemerkung_pflicht=True,
        gefaehrlich=True,
    ),
)
