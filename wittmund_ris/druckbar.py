"""Text that will be printed (leaf): cleaned when it is typed, so that no release fails on a character."""

from django.core.exceptions import ValidationError

from wittmund_ris.pdf import ZeichenNichtDruckbar, bereinigt


def druckbar(felder: dict) -> dict:
    """The same fields with their texts normalised (NFC, no control characters).

    ValidationError at the field that holds a character no font of the documents can show; it names the character.
    """
    sauber = {}
    for feld, wert in felder.items():
        try:
            sauber[feld] = bereinigt(wert) if isinstance(wert, str) else wert
        except ZeichenNichtDruckbar as fehler:
            raise ValidationError({feld: str(fehler)}) from fehler
    return sauber
