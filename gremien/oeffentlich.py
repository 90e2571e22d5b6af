"""What the public may see of the master data: body, terms, Ämter, Gremien, people with their mandates, pages.

Master data are published by saving them: the form says so, the admin records who did it. A Person is public only
through a Mitgliedschaft, and then with name, bodies and functions alone (rule of data minimisation).
"""

from django.db import transaction

from aushang.models import Eintrag
from aushang.register import Aushang, abgleichen
from gremien.choices import FRAKTIONSARTEN
from gremien.models import Gremium, Koerperschaft, Mitgliedschaft, Seite, Wahlperiode
from konten.models import Amt

ART = Eintrag.Art


def alle_aushaenge() -> list[Aushang]:
    """Every published object of the master data."""
    koerperschaft = Koerperschaft.objects.first()
    if koerperschaft is None:
        return []
    mitgliedschaften = list(Mitgliedschaft.objects.select_related("person", "gremium", "fuer"))
    return [
        _koerperschaft(koerperschaft),
        *(_wahlperiode(w, koerperschaft) for w in Wahlperiode.objects.all()),
        *(_amt(a, koerperschaft) for a in Amt.objects.all()),
        *(_gremium(g, koerperschaft, mitgliedschaften) for g in Gremium.objects.all()),
        *_personen(koerperschaft, mitgliedschaften),
        *(_mitgliedschaft(m) for m in mitgliedschaften),
        *(_seite(s) for s in Seite.objects.filter(ist_veroeffentlicht=True)),
    ]


STAMMDATEN_ARTEN = (
    ART.KOERPERSCHAFT,
    ART.WAHLPERIODE,
    ART.GREMIUM,
    ART.PERSON,
    ART.MITGLIEDSCHAFT,
    ART.SEITE,
)


@transaction.atomic
def nachfuehren() -> None:
    """Bring the register to the master data of now; call it in the transaction that saves them."""
    bisher = Eintrag.objects.ausgehaengt().filter(art__in=STAMMDATEN_ARTEN).values_list("pk", flat=True)
    abgleichen(alle_aushaenge(), bisher=bisher)


def _ohne_leere(daten: dict) -> dict:
    return {name: wert for name, wert in daten.items() if wert not in (None, "", [])}


def _tag(wert) -> str | None:
    return wert.isoformat() if wert else None


def _koerperschaft(k) -> Aushang:
    daten = {
        "name": k.name,
        "ags": k.ags,
        "classification": "Parlament",
        "website": k.internet,
        "contactEmail": k.email,
        "ris:anschrift": ", ".join(teil for teil in (k.strasse, f"{k.plz} {k.ort}".strip()) if teil),
        "ris:telefon": k.telefon,
    }
    return Aushang(k.oeffentliche_id, ART.KOERPERSCHAFT, "/#koerperschaft", k.name, daten=_ohne_leere(daten))


def _wahlperiode(w, koerperschaft) -> Aushang:
    daten = {
        "body": str(koerperschaft.oeffentliche_id),
        "name": w.bezeichnung,
        "startDate": _tag(w.von),
        "endDate": _tag(w.bis),
    }
    return Aushang(w.oeffentliche_id, ART.WAHLPERIODE, f"/#wahlperiode-{w.von.year}", w.bezeichnung, daten=daten)


def _amt(amt, koerperschaft) -> Aushang:
    daten = {
        "body": str(koerperschaft.oeffentliche_id),
        "name": amt.name,
        "organizationType": "Verwaltungsbereich",
        "ris:nummer": amt.nummer,
    }
    return Aushang(amt.oeffentliche_id, ART.GREMIUM, f"/gremien/amt-{amt.nummer}/", amt.name, daten=daten)


def _gremium(g, koerperschaft, mitgliedschaften) -> Aushang:
    """`ris:mitglieder` holds the seats in order, so that the page of a Gremium is one read."""
    daten = {
        "body": str(koerperschaft.oeffentliche_id),
        "name": g.name,
        "shortName": g.kurzname,
        "organizationType": "Fraktion" if g.art in FRAKTIONSARTEN else "Gremium",
        "classification": g.get_art_display(),
        "startDate": _tag(g.von),
        "endDate": _tag(g.bis),
        "membership": [str(m.oeffentliche_id) for m in mitgliedschaften if m.gremium_id == g.pk],
        "ris:art": g.art,
        "ris:aufgaben": g.aufgaben,
        "ris:reihenfolge": g.reihenfolge,
        "ris:nichtoeffentlich": g.ist_hauptausschuss,
        "ris:mitglieder": [
            _ohne_leere(
                {
                    "person": str(m.person.oeffentliche_id),
                    "name": m.person.name,
                    "rolle": m.get_rolle_display(),
                    "stimmberechtigt": m.ist_stimmberechtigt,
                    "fuer": m.fuer.name if m.fuer else None,
                    "von": _tag(m.von),
                    "bis": _tag(m.bis),
                }
            )
            for m in mitgliedschaften
            if m.gremium_id == g.pk
        ],
    }
    return Aushang(
        g.oeffentliche_id, ART.GREMIUM, f"/gremien/{g.slug}/", g.name, daten=_ohne_leere(daten), suche=g.name
    )


def _personen(koerperschaft, mitgliedschaften) -> list[Aushang]:
    personen = {m.person_id: m.person for m in mitgliedschaften}
    aushaenge = []
    for person in personen.values():
        eigene = [m for m in mitgliedschaften if m.person_id == person.pk]
        daten = {
            "body": str(koerperschaft.oeffentliche_id),
            "name": person.name,
            "familyName": person.nachname,
            "givenName": person.vorname,
            "formOfAddress": person.anrede,
            "title": [person.titel] if person.titel else [],
            "membership": [str(m.oeffentliche_id) for m in eigene],
        }
        aushaenge.append(
            Aushang(
                person.oeffentliche_id,
                ART.PERSON,
                f"/personen/{person.oeffentliche_id}/",
                person.name,
                daten=_ohne_leere(daten),
            )
        )
    return aushaenge


def _mitgliedschaft(m) -> Aushang:
    daten = {
        "person": str(m.person.oeffentliche_id),
        "organization": str(m.gremium.oeffentliche_id),
        "role": m.get_rolle_display(),
        "votingRight": m.ist_stimmberechtigt,
        "startDate": _tag(m.von),
        "endDate": _tag(m.bis),
        "onBehalfOf": str(m.fuer.oeffentliche_id) if m.fuer else None,
    }
    return Aushang(
        m.oeffentliche_id,
        ART.MITGLIEDSCHAFT,
        f"/personen/{m.person.oeffentliche_id}/#mitgliedschaft-{m.oeffentliche_id}",
        f"{m.person.name}, {m.gremium.name}",
        daten=_ohne_leere(daten),
    )


def _seite(s) -> Aushang:
    return Aushang(s.oeffentliche_id, ART.SEITE, f"/{s.slug}/", s.titel, daten={"ris:text": s.text}, suche=s.titel)
