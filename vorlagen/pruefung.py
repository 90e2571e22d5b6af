"""What a Vorlage must contain before it may be handed in and released (the rules of the form)."""

from dataclasses import dataclass

from vorlagen.choices import BeratungRolle, Haushaltsmittel


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
    """Everything that stands in the way of handing in and of the release, in the order of the form."""
    gefunden = []
    if not vorlage.sachverhalt.strip():
        gefunden.append(Mangel("sachverhalt", "Bitte schildern Sie den Sachverhalt."))
    if vorlage.hat_beschluss and not vorlage.beschlussvorschlag.strip():
        gefunden.append(Mangel("beschlussvorschlag", "Eine Beschlussvorlage braucht einen Beschlussvorschlag."))
    if not vorlage.ist_oeffentlich and not vorlage.nichtoeffentlich_grund.strip():
        # § 64 Abs. 1 NKomVG: only the öffentliche Wohl or berechtigte Interessen Einzelner exclude the public.
        gefunden.append(
            Mangel(
                "nichtoeffentlich_grund",
                "Bitte nennen Sie den Grund der Nichtöffentlichkeit (§ 64 Abs. 1 NKomVG: öffentliches Wohl oder "
                "berechtigte Interessen Einzelner).",
            )
        )
    return gefunden + _finanzierung(vorlage) + _beratungsfolge(vorlage)


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
        return [Mangel("beratungsfolge", "Eine Mitteilungsvorlage wird zur Kenntnis genommen, nicht entschieden.")]
    return []
