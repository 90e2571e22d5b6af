"""Models of the Vorlagen."""

from vorlagen.models.akte import Fassung, Vorlagendokument, VorlageVerlauf, vermerken
from vorlagen.models.anlage import Anlage, AnlageDatei, Anlagentext
from vorlagen.models.archiv import Archiv, Archivierung
from vorlagen.models.begruendung import Begruendung
from vorlagen.models.beratung import Beratung
from vorlagen.models.folge import Folgevorgabe, Vorgabestation
from vorlagen.models.mitzeichnung import Mitzeichnung
from vorlagen.models.mitzeichnungsvorgabe import Mitzeichnungsvorgabe, Vorgabeamt
from vorlagen.models.muster import Herkunft, Muster, Textbaustein
from vorlagen.models.nummernkreis import Nummernkreis
from vorlagen.models.satzung import Satzung
from vorlagen.models.suche import Anlagensuche, GespeicherteSuche, Vorlagensuche
from vorlagen.models.versionen import Arbeitsstand, VorlageVersion
from vorlagen.models.verweise import Verweis
from vorlagen.models.vorlage import Vorlage

__all__ = [
    "Anlage",
    "AnlageDatei",
    "Anlagensuche",
    "Anlagentext",
    "Arbeitsstand",
    "Archiv",
    "Archivierung",
    "Begruendung",
    "Beratung",
    "Fassung",
    "Folgevorgabe",
    "GespeicherteSuche",
    "Herkunft",
    "Mitzeichnung",
    "Mitzeichnungsvorgabe",
    "Muster",
    "Nummernkreis",
    "Satzung",
    "Textbaustein",
    "Verweis",
    "Vorgabeamt",
    "Vorgabestation",
    "Vorlage",
    "VorlageVerlauf",
    "VorlageVersion",
    "Vorlagensuche",
    "Vorlagendokument",
    "vermerken",
]
