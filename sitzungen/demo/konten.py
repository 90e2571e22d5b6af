"""The demo accounts: one for each role, and the authors of the other papers. None of them is a superuser."""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from konten.models import Amt, Benutzer, Zeichnungsbefugnis
from konten.rollen import (
    ADMINISTRATION,
    AMTSLEITUNG,
    MANDATSTRAEGER,
    SACHBEARBEITUNG,
    SITZUNGSDIENST,
    VERWALTUNGSLEITUNG,
)
from sitzungen.demo.personen import ABGEORDNETE, LANDRAT

# For everybody to read: demo accounts exist only in demo mode, and production refuses to start in it.
PASSWORT = "Moin-Wittmund-2026"  # noqa: S105 - printed on purpose

# account, first name, surname, role, Amt, what it can do (empty: not in the table)
KONTEN = (
    (
        "sachbearbeitung",
        "Insa",
        "Marschall",
        SACHBEARBEITUNG,
        "32",
        "Vorlagen des Ordnungsamtes verfassen und einreichen",
    ),
    ("amtsleitung", "Reemt", "Butendiek", AMTSLEITUNG, "32", "dazu mitzeichnen, zurückgeben und zurückziehen"),
    ("landrat", *LANDRAT, VERWALTUNGSLEITUNG, None, "Vorlagen freigeben und zeichnen, alle Sitzungen lesen"),
    ("hinrichs", "Uwe", "Hinrichs", VERWALTUNGSLEITUNG, None, "Vertretung: freigeben und zeichnen für alle Ämter"),
    (
        "sitzungsdienst",
        "Marieke",
        "Loogster",
        SITZUNGSDIENST,
        "10",
        "Sitzungen planen, einladen, Ergebnisse, veröffentlichen",
    ),
    ("abgeordnete", *ABGEORDNETE, MANDATSTRAEGER, None, "versandte Unterlagen lesen, auch nichtöffentliche"),
    ("administration", "Jann", "Kabelmann", ADMINISTRATION, None, "Konten, Gremien und Stammdaten pflegen"),
    ("hauptamt", "Theda", "Aktenberg", SACHBEARBEITUNG, "10", ""),
    ("finanzen", "Lars", "Pfenningsiel", SACHBEARBEITUNG, "20", ""),
    ("schulamt", "Rieke", "Tafelhuus", SACHBEARBEITUNG, "40", ""),
    ("sozialamt", "Deike", "Hilfers", SACHBEARBEITUNG, "50", ""),
    ("jugendamt", "Arne", "Kinnerhuus", SACHBEARBEITUNG, "51", ""),
    ("bauamt", "Birte", "Klinkerhoff", SACHBEARBEITUNG, "60", ""),
    ("umweltamt", "Sievert", "Moorgrund", SACHBEARBEITUNG, "67", ""),
    ("wirtschaft", "Nina", "Marktkamp", SACHBEARBEITUNG, "80", ""),
    ("finanzleitung", "Antje", "Groschenbrink", AMTSLEITUNG, "20", ""),
    ("sozialleitung", "Folkert", "Beistandt", AMTSLEITUNG, "50", ""),
    ("bauleitung", "Gesche", "Mauerhagen", AMTSLEITUNG, "60", ""),
)
# Who may co-sign for an Amt without leading it: (account, number of the Amt).
ZEICHNUNGSBEFUGTE = (("hauptamt", "10"), ("umweltamt", "67"))
# Before the first paper of the demo council.
SEIT = date(2016, 11, 1)


def anlegen() -> dict[str, Benutzer]:
    """Make the accounts with their roles and the right to sign; the password is hashed once for all."""
    passwort = make_password(PASSWORT)
    rollen = {g.name: g for g in Group.objects.all()}
    aemter = {a.nummer: a for a in Amt.objects.all()}
    konten = {}
    for name, vorname, nachname, rolle, amt, _ in KONTEN:
        konto = Benutzer.objects.create(
            username=name,
            first_name=vorname,
            last_name=nachname,
            email=f"{name}@landkreis-wittmund.example.org",
            password=passwort,
            is_staff=rolle != MANDATSTRAEGER,
            amt=aemter.get(amt),
        )
        konto.groups.add(rollen[rolle])
        konten[name] = konto
        if rolle == VERWALTUNGSLEITUNG:
            Zeichnungsbefugnis.objects.create(benutzer=konto, von=SEIT)
    for name, amt in ZEICHNUNGSBEFUGTE:
        Zeichnungsbefugnis.objects.create(benutzer=konten[name], amt=aemter[amt], von=SEIT)
    return konten


def tabelle() -> str:
    """The accounts for the terminal: role, account, password, what it can do."""
    kopf = ("Rolle", "Konto", "Passwort", "kann")
    zeilen = [(rolle, name, PASSWORT, kann) for name, _, _, rolle, _, kann in KONTEN if kann]
    breiten = [max(len(z[i]) for z in (kopf, *zeilen)) for i in range(3)]

    def zeile(werte):
        return "  ".join([*(wert.ljust(breite) for wert, breite in zip(werte, breiten, strict=False)), werte[3]])

    weitere = ", ".join(name for name, *_, kann in KONTEN if not kann)
    return "\n".join(
        [
            "Demokonten (Anmeldung unter /konto/anmelden/):",
            "",
            zeile(kopf),
            "  ".join("-" * breite for breite in (*breiten, max(len(z[3]) for z in zeilen))),
            *map(zeile, zeilen),
            "",
            f"Weitere Ämter (Sachbearbeitung und Leitung, gleiches Passwort): {weitere}.",
        ]
    )
