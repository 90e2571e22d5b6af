"""The roles of the house: groups with a name, and what each may touch in the admin.

Legal acts and sight are not decided here but by `konten.rechte.darf`.
"""

SACHBEARBEITUNG = "Sachbearbeitung"
AMTSLEITUNG = "Amtsleitung"
VERWALTUNGSLEITUNG = "Verwaltungsleitung"
SITZUNGSDIENST = "Sitzungsdienst"
MANDATSTRAEGER = "Mandatsträger"
ADMINISTRATION = "Administration"

ROLLEN = (SACHBEARBEITUNG, AMTSLEITUNG, VERWALTUNGSLEITUNG, SITZUNGSDIENST, MANDATSTRAEGER, ADMINISTRATION)

# The administration itself: who co-signs, releases, and stands in for one another.
HAUSROLLEN = frozenset({SACHBEARBEITUNG, AMTSLEITUNG, VERWALTUNGSLEITUNG, SITZUNGSDIENST})

_ALLES = ("view", "add", "change", "delete")
_STAMMDATEN = {
    f"gremien.{modell}": _ALLES
    for modell in (
        "koerperschaft",
        "wahlperiode",
        "regelwerk",
        "gremium",
        "person",
        "mitgliedschaft",
        "seite",
        "standardpunkt",
        "schulferien",
    )
}
_VORGAENGE = {
    "vorlagen.vorlage": ("view", "add", "change"),
    "vorlagen.beratung": _ALLES,
    "vorlagen.anlage": _ALLES,
    "vorlagen.fassung": ("view",),
    "vorlagen.mitzeichnung": ("view",),
    "vorlagen.vorlageverlauf": ("view",),
}
_SITZUNGEN = {
    "sitzungen.sitzung": ("view", "add", "change"),
    "sitzungen.tagesordnungspunkt": _ALLES,
    "sitzungen.anwesenheit": _ALLES,
    "sitzungen.sitzungverlauf": ("view",),
}

_TEXTBAUSTEINE = {"vorlagen.textbaustein": _ALLES}
_FOLGEN = {
    "vorlagen.folgevorgabe": _ALLES,
    "vorlagen.vorgabestation": _ALLES,
    "vorlagen.mitzeichnungsvorgabe": _ALLES,
    "vorlagen.vorgabeamt": _ALLES,
}
_MUSTER = {"vorlagen.muster": _ALLES} | _FOLGEN | _TEXTBAUSTEINE
_ARCHIV = {"vorlagen.archiv": _ALLES}
_ARCHIVWEG = {"vorlagen.archivierung": ("view",)}

# Model permissions of the admin, as app.model → actions.
ADMIN_RECHTE = {
    SACHBEARBEITUNG: _VORGAENGE,
    AMTSLEITUNG: _VORGAENGE | _TEXTBAUSTEINE,
    VERWALTUNGSLEITUNG: _VORGAENGE | _SITZUNGEN | _ARCHIVWEG,
    SITZUNGSDIENST: _STAMMDATEN | _VORGAENGE | _SITZUNGEN | _MUSTER | _ARCHIV | _ARCHIVWEG,
    MANDATSTRAEGER: {},
    ADMINISTRATION: _STAMMDATEN
    | _MUSTER
    | _ARCHIV
    | {
        "konten.benutzer": ("view", "add", "change"),
        "konten.amt": _ALLES,
        "konten.zeichnungsbefugnis": _ALLES,
        "konten.lesezugriff": ("view",),
        "konten.vertretung": ("view", "add"),
        "auth.group": ("view",),
    },
}
