"""The people of the demo council. All of them are invented, and so are the Fraktionen and Gruppen."""

from datetime import date

# Name of the term, first day, last day, day of the first sitting (on it the committees are seated).
WAHLPERIODEN = (
    ("2016–2021", date(2016, 11, 1), date(2021, 10, 31), date(2016, 11, 10)),
    ("2021–2026", date(2021, 11, 1), date(2026, 10, 31), date(2021, 11, 4)),
    ("2026–2031", date(2026, 11, 1), date(2031, 10, 31), date(2026, 11, 12)),
)

# art, name, short name, slug, seats in the Kreistag, how many leave between two terms, members in the order of the list:
# the first `seats` sit in the first term, then the window moves on.
FRAKTIONEN = (
    (
        "fraktion",
        "Fraktion Küste und Land",
        "KuL",
        "fraktion-kueste-und-land",
        15,
        (3, 3),
        "Enno Wattjes, Frauke Kleibuhr, Harm Poldermann, Gesche Ollendeich, Ubbo Feddersiel, Talea Hammrich, "
        "Menno Lüttewarf, Insa Moorhusen, Focko Grodenhof, Elske Tidenhoff, Reemt Warfsmann, Hilke Brookmena, "
        "Eilert Priel, Nantke Windhörn, Garrelt Kolkmann, Tomma Leegmoor, Poppe Schlickena, Meta Harldiek, "
        "Lübbo Sandhörn, Antje Kajedeich, Jelto Osterwarf",
    ),
    (
        "fraktion",
        "Fraktion Soziales Harlingerland",
        "SH",
        "fraktion-soziales-harlingerland",
        12,
        (2, 2),
        "Imke Groothörn, Hinnerk Fehnkamp, Okko Westermarsch, Wübke Sielhoff, Tjark Deichhörn, Hauke Neufehn, "
        "Swantje Polderena, Gretje Lüttmoor, Siebo Hammerwarf, Almuth Binnendiek, Folkert Kattrepel, Heike Wurtmann, "
        "Wilko Mudderloog, Tetta Groden, Ihno Vosskuhle, Fentje Uthwarf",
    ),
    (
        "fraktion",
        "Fraktion Watt und Umwelt",
        "WU",
        "fraktion-watt-und-umwelt",
        7,
        (1, 1),
        "Fenna Strandhafer, Keno Salzwiese, Maike Queller, Onno Rotschenkel, Rixte Austernbank, Dirk Brackwater, "
        "Taalke Sandregen, Bent Lahnung, Ebba Seegras",
    ),
    (
        "gruppe",
        "Gruppe Landleben und Mittelstand",
        "LM",
        "gruppe-landleben-und-mittelstand",
        6,
        (1, 1),
        "Gerd Ackermoor, Hanna Melkhus, Johann Torfwarf, Renate Teepott, Uwe Backhörn, Anke Kluntje, Bernd Speeldeel, "
        "Silke Heuberg",
    ),
    (
        "gruppe",
        "Gruppe Inseln und Sielorte",
        "IuS",
        "gruppe-inseln-und-sielorte",
        2,
        (0, 1),
        "Christa Langeland, Habbo Kutterhaven, Wiebke Fährsiel",
    ),
)

# Seats for the Fraktionen above. The fifth gets none of 10 or 11 and so a Grundmandat (§ 71 Abs. 4 NKomVG).
SITZE_KREISAUSSCHUSS = (4, 3, 2, 1, 0)
SITZE_FACHAUSSCHUSS = (4, 3, 2, 2, 0)

LANDRAT = ("Tjark", "Siemtjes")
# The account `abgeordnete` belongs to her; she sits in all three terms.
ABGEORDNETE = ("Swantje", "Polderena")

FRAUEN = (
    "Almuth, Anke, Antje, Christa, Ebba, Elske, Fenna, Fentje, Frauke, Gesa, Gesche, Gretje, Hanna, Heike, Hilke, Imke, Insa, "
    "Maike, Marta, Meta, Nantke, Renate, Rixte, Silke, Swantje, Taalke, Talea, Tetta, Tomma, Wiebke, Wübke"
)

# Gremium, name, with a vote: members who are no Abgeordnete (§ 71 Abs. 7, § 73 NKomVG; Schulausschuss § 110 NSchG).
HINZUGEWAEHLTE = (
    ("sozialausschuss", "Gesa Achterdiek", False),
    ("sozialausschuss", "Albert Middelmoor", False),
    ("schulausschuss", "Marta Schoolhus", True),
    ("schulausschuss", "Jann Griffelkamp", True),
)


def namen(liste: str) -> list[tuple[str, str]]:
    return [tuple(name.split(" ", 1)) for name in liste.split(", ")]


def abgeordnete(fraktion, periode: int) -> list[tuple[str, str]]:
    """The members of this Fraktion in the term 0, 1 or 2."""
    sitze, wechsel = fraktion[4], fraktion[5]
    anfang = sum(wechsel[:periode])
    return namen(fraktion[6])[anfang : anfang + sitze]
