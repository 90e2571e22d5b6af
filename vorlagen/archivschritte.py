"""The way of a finished matter to the archive, as a table (pure data): from which state, to which.

`NICHT_AUSGESONDERT` is a matter without a row; the trigger `archivweg_steht` is built from the same arrows.
"""

from vorlagen.choices import NICHT_AUSGESONDERT
from vorlagen.choices import Archivstand as A
from wittmund_ris.workflow import Uebergang

ARCHIVSCHRITTE = (
    Uebergang(
        "aussondern",
        von=(NICHT_AUSGESONDERT, A.ZURUECKGENOMMEN),
        nach=A.AUSGESONDERT,
        titel="Aussondern",
        folge="Der Vorgang wird nicht mehr gebraucht und steht zum Angebot an das Archiv bereit. Gelöscht wird nichts.",
    ),
    Uebergang(
        "anbieten",
        von=(A.AUSGESONDERT,),
        nach=A.ANGEBOTEN,
        titel="Dem Archiv anbieten",
        folge="Archiv und Tag des Angebots werden festgehalten (§ 7 NArchG). Über die Archivwürdigkeit entscheidet das Archiv.",
    ),
    Uebergang(
        "archiv_uebernahme",
        von=(A.ANGEBOTEN,),
        nach=A.UEBERNOMMEN,
        titel="Übernahme festhalten",
        folge="Das Archiv hat den Vorgang übernommen. Der Stand ist danach endgültig; hier bleibt der Vorgang lesbar.",
        gefaehrlich=True,
    ),
    Uebergang(
        "archiv_ablehnung",
        von=(A.ANGEBOTEN,),
        nach=A.NICHT_ARCHIVWUERDIG,
        titel="„Nicht archivwürdig“ festhalten",
        folge="Das Archiv übernimmt den Vorgang nicht. Der Stand ist danach endgültig. Was beschlossen ist, bleibt trotzdem "
        "erhalten: Beschlüsse und Protokolle bewahrt der Landkreis dauernd auf.",
        bemerkung_pflicht=True,
        gefaehrlich=True,
    ),
    Uebergang(
        "aussonderung_zuruecknehmen",
        von=(A.AUSGESONDERT, A.ANGEBOTEN),
        nach=A.ZURUECKGENOMMEN,
        titel="Aussonderung zurücknehmen",
        folge="Der Vorgang wird wieder gebraucht und gehört nicht mehr zur Aussonderung.",
        bemerkung_pflicht=True,
    ),
)
# What the archive has answered: final.
ENDGUELTIG = (A.UEBERNOMMEN, A.NICHT_ARCHIVWUERDIG)
