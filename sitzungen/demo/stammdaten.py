"""Build the master data of the demo council: Landkreis, terms, bodies, people and their seats, pages."""

from datetime import date

from gremien.choices import MitgliedRolle
from gremien.models import (
    Gremium,
    Koerperschaft,
    Mitgliedschaft,
    Person,
    Regelwerk,
    Schulferien,
    Seite,
    Standardpunkt,
    Wahlperiode,
)
from konten.models import Amt
from sitzungen.demo import gremien, personen
from sitzungen.demo.seiten import SEITEN

R = MitgliedRolle
AUFBEWAHRUNG = ("aufbewahrung_beschluss", "aufbewahrung_antrag", "aufbewahrung_anfrage", "aufbewahrung_mitteilung")


def aemter_anlegen() -> None:
    Amt.objects.bulk_create(Amt(nummer=nummer, name=name) for nummer, name in gremien.AEMTER)


def anlegen(konten, *, bis: date) -> None:
    """Everything but accounts and Ämter. `bis` is the last day on which something will be planned."""
    koerperschaft = Koerperschaft.objects.create(
        name="Landkreis Wittmund",
        hvb_titel="Der Landrat",
        ort="Wittmund",
        strasse="Am Markt 9",
        plz="26409",
        telefon="04462 000-0",
        email="kreistag@landkreis-wittmund.example.org",
        internet="https://landkreis-wittmund.example.org/",
        ags="03462000",
    )
    _wahlperioden(koerperschaft, bis)
    Schulferien.objects.bulk_create(
        Schulferien(name=name, von=von, bis=ende) for name, von, ende in gremien.SCHULFERIEN
    )
    bodies = _gremien(koerperschaft)
    _sitze(bodies, _personen(konten))
    Seite.objects.bulk_create(
        Seite(slug=slug, titel=titel, text=text, ist_veroeffentlicht=True) for slug, titel, text in SEITEN
    )


def _wahlperioden(koerperschaft, bis) -> None:
    perioden = [(name, von, ende, erste) for name, von, ende, erste in personen.WAHLPERIODEN]
    ende = perioden[-1][2]
    if bis > ende:
        # A calendar that reaches beyond the third term needs the next one; who will sit in it is not known.
        perioden.append(("2031–2036", date(2031, 11, 1), date(2036, 10, 31), date(2031, 11, 1)))
    for name, von, ende, erste in perioden:
        periode = Wahlperiode.objects.create(koerperschaft=koerperschaft, bezeichnung=name, von=von, bis=ende)
        Regelwerk.objects.create(
            wahlperiode=periode,
            von=von,
            bis=ende,
            beschluss=f"Geschäftsordnung des Kreistages vom {erste:%d.%m.%Y}",
            beigeordnete=10,
            # Short, so that the oldest papers of the demo council are due.
            **dict.fromkeys(AUFBEWAHRUNG, 5),
        )


def _gremien(koerperschaft) -> dict[str, Gremium]:
    bodies = {}
    for stelle, (art, name, kurzname, slug, soll, aufgaben) in enumerate(gremien.GREMIEN, start=1):
        gremium = Gremium.objects.create(
            koerperschaft=koerperschaft,
            art=art,
            name=name,
            kurzname=kurzname,
            slug=slug,
            mitglieder_soll=soll,
            aufgaben=aufgaben,
            reihenfolge=stelle * 10,
            von=personen.WAHLPERIODEN[0][1],
        )
        bodies[slug] = gremium
        for lage, titel in (
            (Standardpunkt.Lage.ANFANG, gremien.anfang(art)),
            (Standardpunkt.Lage.ENDE, gremien.SCHLUSS),
        ):
            for position, text in enumerate(titel, start=1):
                Standardpunkt.objects.create(gremium=gremium, titel=text, lage=lage, position=position)
    for stelle, (art, name, kurzname, slug, *_) in enumerate(personen.FRAKTIONEN, start=1):
        bodies[slug] = Gremium.objects.create(
            koerperschaft=koerperschaft,
            art=art,
            name=name,
            kurzname=kurzname,
            slug=slug,
            reihenfolge=200 + stelle,
            von=personen.WAHLPERIODEN[0][1],
        )
    return bodies


def _personen(konten) -> dict[tuple[str, str], Person]:
    alle = [name for fraktion in personen.FRAKTIONEN for name in personen.namen(fraktion[6])]
    alle += [tuple(name.split(" ", 1)) for _, name, _ in personen.HINZUGEWAEHLTE]
    frauen = personen.FRAUEN.split(", ")
    menschen = {
        (vorname, nachname): Person.objects.create(
            anrede="Frau" if vorname in frauen else "Herr", vorname=vorname, nachname=nachname
        )
        for vorname, nachname in [personen.LANDRAT, *alle]
    }
    for name, konto in ((personen.LANDRAT, "landrat"), (personen.ABGEORDNETE, "abgeordnete")):
        menschen[name].benutzer = konten[konto]
        menschen[name].save(update_fields=["benutzer"])
    return menschen


def _sitze(bodies, menschen) -> None:
    landrat = menschen[personen.LANDRAT]
    seit = personen.WAHLPERIODEN[0][1]
    sitze = [
        Mitgliedschaft(person=landrat, gremium=bodies["kreistag"], rolle=R.KRAFT_AMTES, von=seit),
        # § 74 Abs. 1 NKomVG: the Landrat chairs the Kreisausschuss and votes there.
        Mitgliedschaft(person=landrat, gremium=bodies["kreisausschuss"], rolle=R.VORSITZ, von=seit),
    ]
    for periode in range(len(personen.WAHLPERIODEN)):
        sitze += _sitze_einer_periode(periode, bodies, menschen)
    Mitgliedschaft.objects.bulk_create(sitze)


def _sitze_einer_periode(periode, bodies, menschen) -> list[Mitgliedschaft]:
    _, von, bis, erste = personen.WAHLPERIODEN[periode]
    fraktionen = [
        (bodies[f[3]], [menschen[name] for name in personen.abgeordnete(f, periode)]) for f in personen.FRAKTIONEN
    ]
    sitze = []

    def sitz(person, gremium, rolle=R.MITGLIED, *, fuer=None, stimme=True, ab=erste):
        sitze.append(
            Mitgliedschaft(
                person=person, gremium=gremium, rolle=rolle, ist_stimmberechtigt=stimme, fuer=fuer, von=ab, bis=bis
            )
        )

    for nummer, (fraktion, leute) in enumerate(fraktionen):
        for stelle, person in enumerate(leute):
            leitung = (
                {0: R.VORSITZ, 1: R.STELLV_VORSITZ}.get(stelle, R.MITGLIED)
                if len(leute) > 2 or stelle == 0
                else R.MITGLIED
            )
            sitz(person, fraktion, leitung, ab=von)
            # The two largest provide chair and deputy of the Kreistag: elected among the Abgeordneten (§ 61 Abs. 1 NKomVG).
            im_kreistag = {(0, 4): R.VORSITZ, (1, 4): R.STELLV_VORSITZ}.get((nummer, stelle), R.MITGLIED)
            sitz(person, bodies["kreistag"], im_kreistag, fuer=fraktion, ab=von)
            # Obliged and instructed in the first sitting (§§ 43, 60 NKomVG).
            sitze[-1].verpflichtet_am = erste

    def ausschuss(slug, verteilung, versatz, vorsitz=None, stellvertretung=None):
        for nummer, ((fraktion, leute), anzahl) in enumerate(zip(fraktionen, verteilung, strict=True)):
            if not anzahl:
                sitz(leute[versatz % len(leute)], bodies[slug], R.GRUNDMANDAT, fuer=fraktion, stimme=False)
            for stelle in range(anzahl):
                rolle = {vorsitz: R.VORSITZ, stellvertretung: R.STELLV_VORSITZ}.get(nummer, R.MITGLIED)
                person = leute[(versatz * anzahl + stelle) % len(leute)]
                sitz(person, bodies[slug], rolle if stelle == 0 else R.MITGLIED, fuer=fraktion)

    ausschuss("kreisausschuss", personen.SITZE_KREISAUSSCHUSS, 0)
    for stelle, (slug, (vorsitz, stellv)) in enumerate(zip(gremien.FACHAUSSCHUESSE, gremien.VORSITZE, strict=True)):
        ausschuss(slug, personen.SITZE_FACHAUSSCHUSS, stelle, vorsitz, stellv)
    for slug, name, stimme in personen.HINZUGEWAEHLTE:
        sitz(menschen[tuple(name.split(" ", 1))], bodies[slug], R.HINZUGEWAEHLT, stimme=stimme)
    return sitze
