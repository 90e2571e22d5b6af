"""The bodies of the demo council and what every one of their agendas opens and closes with."""

from datetime import date

SCHLUSS = ("Mitteilungen und Anfragen", "Schließung der Sitzung")
ANFANG = (
    "Eröffnung der Sitzung",
    "Feststellung der ordnungsgemäßen Ladung und der Beschlussfähigkeit",
    "Feststellung der Tagesordnung",
    "Genehmigung des Protokolls der letzten Sitzung",
)
EINWOHNERFRAGESTUNDE = "Einwohnerfragestunde"
PROTOKOLL = ANFANG[3]

# art, name, short name, slug, voting seats (Kreistag: by its Regelwerk), tasks.
GREMIEN = (
    (
        "vertretung",
        "Kreistag",
        "KT",
        "kreistag",
        None,
        "Der Kreistag ist das Hauptorgan des Landkreises. Er legt die Entwicklungsziele fest, beschließt Satzungen und "
        "den Haushalt und überwacht die Verwaltung (§ 58 NKomVG).",
    ),
    (
        "hauptausschuss",
        "Kreisausschuss",
        "KA",
        "kreisausschuss",
        11,
        "Der Kreisausschuss bereitet die Beschlüsse des Kreistages vor und entscheidet, was weder dem Kreistag noch dem "
        "Landrat zugewiesen ist (§ 76 NKomVG). Seine Sitzungen sind nicht öffentlich (§ 78 Abs. 2 NKomVG).",
    ),
    (
        "fachausschuss",
        "Sozialausschuss",
        "SozA",
        "sozialausschuss",
        11,
        "Soziale Sicherung, Pflege, Gesundheit, Integration und Gleichstellung.",
    ),
    (
        "fachausschuss",
        "Ausschuss für Schule, Kultur und Sport",
        "SchulA",
        "schulausschuss",
        13,
        "Schulentwicklung und Schülerbeförderung, Kreismusikschule, Büchereien, Sportförderung. In Schulangelegenheiten "
        "gehören ihm Vertretungen der Lehrkräfte und der Eltern mit Stimmrecht an (§ 110 NSchG).",
    ),
    (
        "fachausschuss",
        "Bau- und Umweltausschuss",
        "BauA",
        "bau-und-umweltausschuss",
        11,
        "Kreisstraßen und Radwege, kreiseigene Gebäude, Bauleitplanung, Natur-, Wasser- und Klimaschutz.",
    ),
    (
        "fachausschuss",
        "Finanz- und Wirtschaftsausschuss",
        "FinA",
        "finanzausschuss",
        11,
        "Haushalt, Beteiligungen, Wirtschaftsförderung, Breitbandausbau und Tourismus.",
    ),
)
FACHAUSSCHUESSE = tuple(g[3] for g in GREMIEN if g[0] == "fachausschuss")
# Which Fraktion (by its place in the list) provides chair and deputy, in the order of the committees (§ 71 Abs. 8 NKomVG).
VORSITZE = ((1, 0), (0, 2), (0, 1), (2, 3))

AEMTER = (
    ("10", "Hauptamt"),
    ("20", "Amt für Finanzen"),
    ("32", "Ordnungsamt"),
    ("40", "Schulamt"),
    ("50", "Sozialamt"),
    ("51", "Jugendamt"),
    ("60", "Bauamt"),
    ("67", "Amt für Umwelt und Klimaschutz"),
    ("80", "Wirtschaftsförderung"),
)


def anfang(art: str) -> tuple[str, ...]:
    """The opening items: the Kreisausschuss sits without the public and so without its questions (§ 62 NKomVG)."""
    return ANFANG if art == "hauptausschuss" else (*ANFANG, EINWOHNERFRAGESTUNDE)


# For show: the true days are entered from the notice of the Land.
SCHULFERIEN = (
    ("Weihnachtsferien 2026/2027", date(2026, 12, 23), date(2027, 1, 9)),
    ("Halbjahresferien 2027", date(2027, 2, 1), date(2027, 2, 2)),
    ("Osterferien 2027", date(2027, 3, 22), date(2027, 4, 3)),
    ("Sommerferien 2027", date(2027, 7, 8), date(2027, 8, 18)),
    ("Herbstferien 2027", date(2027, 10, 16), date(2027, 10, 30)),
    ("Weihnachtsferien 2027/2028", date(2027, 12, 23), date(2028, 1, 8)),
)
