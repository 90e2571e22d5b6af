"""Tables that every reader can follow: a head, rows of one length, no cell that spans what is not there."""

from dataclasses import dataclass, replace

from wittmund_ris.richtext.modell import Absatz, Tabelle, Zelle

SPALTEN_HOECHSTENS = 40


@dataclass
class _Feld:
    """A cell at its place in the grid."""

    zeile: int
    spalte: int
    hoehe: int
    breite: int
    zelle: Zelle
    war_kopf: bool


def geordnet(tabelle: Tabelle, ort, ordnen) -> list:
    """The table in order; what is only a frame round text, or wider than any paper, becomes the text itself."""
    zeilen = [[replace(z, bloecke=ordnen(z.bloecke, "zelle")) for z in zeile] for zeile in tabelle.zeilen if zeile]
    if not any(z.bloecke for zeile in zeilen for z in zeile):
        return []
    felder = _verdichtet(_gitter(zeilen))
    hoehe, breite = _masse(felder)
    if breite > SPALTEN_HOECHSTENS or (hoehe, breite) == (1, 1):
        return flach(tabelle, ort, ordnen)
    kopf = _kopfzeilen(felder, hoehe)
    return [Tabelle(_zeilen(felder, hoehe, breite, kopf), kopf)]


def flach(tabelle: Tabelle, ort, ordnen) -> list:
    """The text of all cells, without the table."""
    return ordnen([b for zeile in tabelle.zeilen for z in zeile for b in z.bloecke], ort)


def _gitter(zeilen) -> list[_Feld]:
    """Every cell at the next free place of its row, as a browser lays them out; none reaches out of the table or over another."""
    belegt, felder = set(), []
    for r, zeile in enumerate(zeilen):
        c = 0
        for zelle in zeile:
            while (r, c) in belegt:
                c += 1
            breite = 1
            while breite < min(zelle.colspan, SPALTEN_HOECHSTENS + 1) and (r, c + breite) not in belegt:
                breite += 1
            hoehe = min(zelle.rowspan, len(zeilen) - r)
            felder.append(_Feld(r, c, hoehe, breite, zelle, bool(zelle.kopf)))
            belegt |= {(r + i, c + j) for i in range(hoehe) for j in range(breite)}
            c += breite
    return felder


def _verdichtet(felder) -> list[_Feld]:
    """Without rows and columns in which no cell begins: they come from merged cells and hold nothing."""
    zeilen = {alt: neu for neu, alt in enumerate(sorted({f.zeile for f in felder}))}
    spalten = {alt: neu for neu, alt in enumerate(sorted({f.spalte for f in felder}))}
    return [
        _Feld(
            zeilen[f.zeile],
            spalten[f.spalte],
            sum(f.zeile <= alt < f.zeile + f.hoehe for alt in zeilen),
            sum(f.spalte <= alt < f.spalte + f.breite for alt in spalten),
            f.zelle,
            f.war_kopf,
        )
        for f in felder
    ]


def _masse(felder) -> tuple[int, int]:
    return max(f.zeile + f.hoehe for f in felder), max(f.spalte + f.breite for f in felder)


def _kopfzeilen(felder, hoehe) -> int:
    """How many rows are the head: the first, and those that go on being one. None where the first column is the head."""
    if hoehe == 1 or _nur_kopfspalte(felder):
        return 0
    kopf = 0
    while kopf < hoehe:
        # What spans down from the head belongs to it.
        tiefste = max((f.zeile + f.hoehe for f in felder if f.zeile < max(kopf, 1)), default=1)
        if tiefste > max(kopf, 1):
            kopf = tiefste
            continue
        kopf = max(kopf, 1)
        volle = [f for f in felder if f.zeile == kopf and f.zelle.bloecke]
        if len(volle) < 2 or not all(f.war_kopf for f in volle):
            break
        kopf += 1
    return kopf if kopf < hoehe else 1


def _nur_kopfspalte(felder) -> bool:
    """The first column says what each row is, and nothing in the first row says what each column is."""
    oben = [f for f in felder if f.zeile == 0 and f.spalte and f.zelle.bloecke]
    links = [f for f in felder if f.spalte == 0 and f.zelle.bloecke]
    return bool(oben and links) and not any(f.war_kopf for f in oben) and all(f.war_kopf for f in links)


def _zeilen(felder, hoehe, breite, kopf) -> list[list[Zelle]]:
    an = {(f.zeile, f.spalte): f for f in felder}
    zeilen, belegt = [], set()
    for r in range(hoehe):
        zeile = []
        for c in range(breite):
            if feld := an.get((r, c)):
                spannt = min(feld.hoehe, kopf - r) if r < kopf else feld.hoehe
                belegt |= {(r + i, c + j) for i in range(spannt) for j in range(feld.breite)}
                zeile.append(_zelle(feld, spannt, c, breite, r < kopf))
            elif (r, c) not in belegt:
                zeile.append(Zelle([]))
        zeilen.append(zeile)
    return zeilen


def _zelle(feld, spannt, spalte, breite, im_kopf) -> Zelle:
    # An empty head says nothing to anybody: it is an ordinary cell.
    art = ""
    if im_kopf and feld.zelle.bloecke:
        art = "col"
    elif feld.war_kopf and spalte == 0 and breite > 1 and feld.zelle.bloecke:
        art = "row"
    bloecke = _ohne_fett(feld.zelle.bloecke) if art else feld.zelle.bloecke
    return Zelle(bloecke, art, feld.breite, spannt)


def _ohne_fett(bloecke) -> list:
    """A head is bold by itself; bold in it, as Word pastes it, would say so twice."""
    if len(bloecke) != 1 or not isinstance(bloecke[0], Absatz):
        return bloecke
    laeufe = bloecke[0].laeufe
    if not all("strong" in lauf.marken for lauf in laeufe if lauf.text != "\n"):
        return bloecke
    return [replace(bloecke[0], laeufe=[replace(lauf, marken=lauf.marken - {"strong"}) for lauf in laeufe])]
