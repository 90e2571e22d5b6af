"""What a Vorlage must contain before it may be handed in and released (the rules of the form)."""

from dataclasses import dataclass

from vorlagen.arten import WORTE_DES_MANDATS
from vorlagen.choices import BERATBARE_STATUS, BeratungRolle, Haushaltsmittel


@dataclass(frozen=True)
class Mangel:
    """A fault that blocks: the field it belongs to, and a sentence that says what to do."""

    feld: str
    text: str


KOSTEN = (
    ("gesamtkosten", "Gesamtkosten"),
    ("folgekosten", "jährliche Folgekosten"),
    ("einnahmen", "objektbezogene Einnahmen"),
)


def maengel(vorlage) -> list[Mangel]:
    """Everything that stands in the way of handing in and of the release, in the order of the form.

    A motion that no Amt has yet is looked at for its own words alone.
    """
    if vorlage.kommt_aus_mandat and not vorlage.amt_id:
        return _texte(vorlage, nur=WORTE_DES_MANDATS)
    gefunden = _ursprung(vorlage) if vorlage.blatt.kann_ursprung else []
    if not vorlage.aktenzeichen.strip():
        gefunden.append(Mangel("aktenzeichen", "Bitte geben Sie das Aktenzeichen an."))
    gefunden += _texte(vorlage)
    if not vorlage.ist_oeffentlich and not vorlage.nichtoeffentlich_grund.strip():
        # § 64 Abs. 1 NKomVG: only the öffentliche Wohl or berechtigte Interessen Einzelner exclude the public.
        gefunden.append(
            Mangel(
                "nichtoeffentlich_grund",
                "Bitte nennen Sie den Grund der Nichtöffentlichkeit (§ 64 Abs. 1 NKomVG: öffentliches Wohl oder "
                "berechtigte Interessen Einzelner).",
            )
        )
    if vorlage.blatt.hat_finanzierung:
        gefunden += _finanzierung(vorlage)
    return gefunden + _beratungsfolge(vorlage) + _anlagen(vorlage)


def _texte(vorlage, nur=()) -> list[Mangel]:
    """The texts that a paper of this kind must have; `nur` limits it to these fields."""
    return [
        Mangel(text.feld, text.fehlt)
        for text in vorlage.blatt.texte
        if text.fehlt
        and (not nur or text.feld in nur)
        and (text.feld != "beschlussvorschlag" or vorlage.hat_beschluss)
        and not getattr(vorlage, text.feld).strip()
    ]


def _ursprung(vorlage) -> list[Mangel]:
    """A supplement belongs to a paper that is still open, is never more public than it, and goes only where it still goes."""
    ursprung, gefunden = vorlage.ursprung, []
    if ursprung is None:
        if vorlage.blatt.braucht_ursprung:
            gefunden.append(Mangel("ursprung", "Bitte wählen Sie die Vorlage, auf die sich diese bezieht."))
        return gefunden
    if ursprung.status not in BERATBARE_STATUS:
        gefunden.append(
            Mangel(
                "ursprung",
                f"Die Vorlage {ursprung.nummer} ist {ursprung.get_status_display().lower()}; ergänzen oder austauschen "
                "lässt sich nur, was noch beraten wird.",
            )
        )
    if vorlage.ist_oeffentlich and not ursprung.ist_oeffentlich:
        gefunden.append(
            Mangel("ist_oeffentlich", f"Die Vorlage {ursprung.nummer} ist nichtöffentlich; diese muss es auch sein.")
        )
    if vorlage.blatt.braucht_ursprung:
        erledigt = ursprung.beratungen.filter(abgeschlossen_am__isnull=False).values_list("gremium", flat=True)
        for beratung in vorlage.beratungen.filter(gremium__in=erledigt).select_related("gremium"):
            gefunden.append(
                Mangel(
                    "beratungsfolge",
                    f"Im Gremium {beratung.gremium} ist die Vorlage {ursprung.nummer} schon beraten. "
                    "Bitte nehmen Sie diese Station heraus.",
                )
            )
    return gefunden


def _finanzierung(vorlage) -> list[Mangel]:
    gefunden = [
        Mangel(feld, f"Bitte geben Sie die {name} an oder kreuzen Sie „keine“ an.")
        for feld, name in KOSTEN
        if not getattr(vorlage, f"{feld}_keine") and getattr(vorlage, feld) is None
    ]
    if vorlage.haushaltsmittel == Haushaltsmittel.VERFUEGBAR:
        if not vorlage.produktkonto.strip():
            gefunden.append(Mangel("produktkonto", "Stehen Mittel zur Verfügung, nennen Sie bitte das Produktkonto."))
        if vorlage.haushaltsmittel_betrag is None:
            gefunden.append(
                Mangel(
                    "haushaltsmittel_betrag", "Stehen Mittel zur Verfügung, nennen Sie bitte den noch freien Betrag."
                )
            )
    return gefunden


def _beratungsfolge(vorlage) -> list[Mangel]:
    stationen = list(vorlage.beratungen.all())
    if not stationen:
        return [Mangel("beratungsfolge", "Bitte planen Sie mindestens eine Station der Beratungsfolge.")]
    entscheidend = [b for b in stationen if b.rolle == BeratungRolle.ENTSCHEIDUNG]
    if vorlage.hat_beschluss:
        if len(entscheidend) != 1:
            return [Mangel("beratungsfolge", "Genau eine Station der Beratungsfolge muss entscheiden.")]
        if stationen[-1] != entscheidend[0]:
            return [Mangel("beratungsfolge", "Die entscheidende Station muss die letzte der Beratungsfolge sein.")]
    elif entscheidend:
        return [
            Mangel(
                "beratungsfolge",
                f"Eine {vorlage.get_art_display()} wird zur Kenntnis genommen; keine Station entscheidet.",
            )
        ]
    return []


def _anlagen(vorlage) -> list[Mangel]:
    """Without its redacted file, an Anlage that is public only in redacted form would stay away for ever."""
    ohne = vorlage.anlagen.filter(ist_geschwaerzt=True, geschwaerzt__isnull=True, datei__isnull=False)
    return [
        Mangel("anlagen", f"Zur Anlage „{a.titel}“ fehlt die geschwärzte Fassung, die öffentlich wird.") for a in ohne
    ]
