"""The Muster, preset Beratungsfolgen and Textbausteine of the demo council: plain data, and the function that makes them."""

from gremien.models import Gremium
from konten.models import Amt
from vorlagen.choices import BeratungRolle, VorlageArt
from vorlagen.models import Folgevorgabe, Mitzeichnungsvorgabe, Muster, Textbaustein

V, E, K = BeratungRolle.VORBERATUNG, BeratungRolle.ENTSCHEIDUNG, BeratungRolle.KENNTNISNAHME

B, M = VorlageArt.BESCHLUSSVORLAGE, VorlageArt.MITTEILUNGSVORLAGE
# Name, kinds, stations as (Gremium, Rolle); without a Gremium the Fachausschuss of the matter.
FOLGEN = (
    (
        "Fachausschuss, Kreisausschuss, Kreistag",
        [B, VorlageArt.ANTRAG],
        ((None, V), ("kreisausschuss", V), ("kreistag", E)),
    ),
    ("Nur Kreisausschuss", [B], (("kreisausschuss", E),)),
    ("Mitteilung an einen Fachausschuss", [M], ((None, K),)),
    ("Mitteilung an den Kreistag", [M], (("kreistag", K),)),
)
# Fields, number of the Amt (empty: all), name of the preset Beratungsfolge.
MUSTER = (
    (
        {
            "name": "Satzung ändern",
            "beschreibung": "Eine Satzung oder Gebührenordnung des Landkreises, die der Kreistag beschließt.",
            "sachgebiet": "Ortsrecht",
            "ist_oeffentlich": True,
            "betreff": "Änderung der Satzung über …",
            "sachverhalt": "<p>Die Satzung über … gilt in der Fassung vom … Sie ist anzupassen, weil …</p>"
            "<p>Die Änderungen im Einzelnen:</p><ul><li>§ …: …</li><li>§ …: …</li></ul>"
            "<p>Der Entwurf und eine Gegenüberstellung der bisherigen und der neuen Fassung sind als Anlagen beigefügt.</p>",
            "beschlussvorschlag": "<p>Der Kreistag beschließt die als Anlage beigefügte Änderungssatzung.</p>",
        },
        "",
        "Fachausschuss, Kreisausschuss, Kreistag",
    ),
    (
        {
            "name": "Auftrag vergeben",
            "beschreibung": "Eine Vergabe nach Ausschreibung; sie berührt Geschäftsgeheimnisse der Bieter.",
            "sachgebiet": "Vergabe",
            "ist_oeffentlich": False,
            "nichtoeffentlich_grund": "Berechtigte Interessen Einzelner: Geschäftsgeheimnisse der Bieter.",
            "betreff": "Vergabe der Leistung …",
            "sachverhalt": "<p>Die Leistung … wurde am … ausgeschrieben. Bis zum Ablauf der Frist gingen … Angebote ein.</p>"
            "<p>Nach Prüfung und Wertung ist das Angebot der Firma … das wirtschaftlichste.</p>",
            "beschlussvorschlag": "<p>Der Auftrag wird an die Firma … zum Preis von … € vergeben.</p>",
        },
        "",
        "Nur Kreisausschuss",
    ),
    (
        {
            "name": "Bericht zur Gefahrenabwehr",
            "beschreibung": "Der jährliche Bericht des Ordnungsamtes, zur Kenntnis.",
            "sachgebiet": "Gefahrenabwehr",
            "art": VorlageArt.MITTEILUNGSVORLAGE,
            "aktenzeichen": "32.1.",
            "ist_oeffentlich": True,
            "betreff": "Bericht zur Gefahrenabwehr für das Jahr …",
            "sachverhalt": "<p>Das Ordnungsamt berichtet über die Einsätze und Maßnahmen des vergangenen Jahres.</p>",
        },
        "32",
        "Mitteilung an den Kreistag",
    ),
)
# Name, field, number of the Amt (empty: all), text.
TEXTBAUSTEINE = (
    (
        "Verweis auf eine frühere Vorlage",
        "sachverhalt",
        "",
        "<p>Auf die Vorlage …/… und den dazu gefassten Beschluss wird verwiesen.</p>",
    ),
    (
        "Auswirkungen auf das Klima",
        "sachverhalt",
        "",
        "<p>Auswirkungen auf das Klima: keine / positiv / negativ, weil …</p>",
    ),
    (
        "Anlage wird nachgereicht",
        "anmerkung",
        "",
        "<p>Die Anlage … wird rechtzeitig vor der Sitzung nachgereicht.</p>",
    ),
    (
        "Beschluss unter Vorbehalt des Haushalts",
        "beschlussvorschlag",
        "",
        "<p>Der Beschluss steht unter dem Vorbehalt, dass die Haushaltssatzung in Kraft tritt.</p>",
    ),
    (
        "Anhörung der Gemeinden",
        "sachverhalt",
        "32",
        "<p>Den kreisangehörigen Gemeinden wurde Gelegenheit zur Stellungnahme gegeben. Einwände gab es nicht.</p>",
    ),
)


# name, kind, Sachgebiet, offices as (number, stage, working days)
MITZEICHNUNGEN = (
    ("Amtsleitung, dann Finanzen", (), "", (("32", 1, 3), ("20", 2, 5))),
    ("Satzungen: Finanzen und Hauptamt gleichzeitig", ("beschlussvorlage",), "", (("20", 1, 5), ("10", 1, 5))),
    ("Bauvorhaben: Bau und Umwelt, dann Finanzen", (), "", (("60", 1, 8), ("67", 1, 8), ("20", 2, 5))),
)


def anlegen() -> None:
    """Make the presets, the Muster that name them, and the Textbausteine."""
    aemter = {amt.nummer: amt for amt in Amt.objects.all()} | {"": None}
    gremien = {g.slug: g for g in Gremium.objects.all()} | {None: None}
    folgen = {}
    for name, arten, stationen in FOLGEN:
        folgen[name] = Folgevorgabe.objects.create(name=name, arten=arten)
        for stelle, (slug, rolle) in enumerate(stationen, start=1):
            folgen[name].stationen.create(position=stelle, gremium=gremien[slug], rolle=rolle)
    for felder, nummer, folge in MUSTER:
        Muster.objects.create(amt=aemter[nummer], folge=folgen[folge], **felder)
    for name, arten, sachgebiet, zeilen in MITZEICHNUNGEN:
        vorgabe = Mitzeichnungsvorgabe.objects.create(
            name=name, arten=list(arten), sachgebiet=sachgebiet, amt=aemter["32"] if name.startswith("Amtsl") else None
        )
        for nummer, stufe, frist in zeilen:
            vorgabe.aemter.create(amt=aemter[nummer], stufe=stufe, frist_werktage=frist)
    Textbaustein.objects.bulk_create(
        Textbaustein(name=name, feld=feld, amt=aemter[nummer], text=text) for name, feld, nummer, text in TEXTBAUSTEINE
    )
