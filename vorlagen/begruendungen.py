"""Warnings and their answers: a step that checks the paper goes on only when each warning has its recorded reason."""

from django.core.exceptions import ValidationError

from vorlagen.models import Begruendung
from vorlagen.pruefung import warnungen
from vorlagen.regeln import Befund
from wittmund_ris.druckbar import druckbar

# The steps of the table at which the paper is checked.
GEPRUEFT = ("einreichen", "freigeben", "uebernehmen")


def feldname(code: str) -> str:
    """The name of the input that answers this warning."""
    return f"grund_{code}"


def offene(vorlage) -> list[Befund]:
    """The warnings without an answer. A reason answers the sentence that it was given for: if the facts move, it is asked anew."""
    beantwortet = set(vorlage.begruendungen.values_list("code", "befund"))
    return [w for w in warnungen(vorlage) if (w.code, str(w)) not in beantwortet]


def verlangen(vorlage, gruende: dict[str, str], *, schritt: str, benutzer) -> None:
    """Record a reason for each open warning, inside the transaction of the step; `gruende` by code of the rule.

    ValidationError by input names each one that is missing.
    """
    warnungen_ = offene(vorlage)
    gruende = {code: druckbar({"grund": text})["grund"].strip() for code, text in gruende.items()}
    fehlend = {
        feldname(w.code): f"Bitte begründen Sie, warum es dabei bleibt: {w}"
        for w in warnungen_
        if not gruende.get(w.code)
    }
    if fehlend:
        raise ValidationError(fehlend)
    name = benutzer.get_full_name() or benutzer.get_username()
    for warnung in warnungen_:
        Begruendung.objects.create(
            vorlage=vorlage,
            code=warnung.code,
            befund=str(warnung),
            grund=gruende[warnung.code],
            schritt=schritt,
            benutzer=benutzer,
            benutzer_name=name,
        )
