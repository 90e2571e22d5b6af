"""What was found in a file, in plain words: for the author before the release, kept for the public page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Satz:
    """One finding: what it means for readers, how the author cures it, and what the public page says of it.

    `draussen` is empty where the finding keeps nobody from reading.
    """

    kurz: str
    text: str
    abhilfe: str = ""
    draussen: str = ""


def saetze(datei) -> list[Satz]:
    """The hints on accessibility and safe keeping; empty when nothing is wrong or nothing was examined."""
    if datei.mime.startswith("image/"):
        return [
            Satz(
                "Bild ohne Text",
                "Diese Datei ist ein Bild: Screenreader lesen nichts vor, und die Suche findet nichts darin.",
                "Beschreiben Sie im Sachverhalt, was zu sehen ist, oder reichen Sie eine PDF-Datei mit Text ein.",
                "ein Bild ohne Text",
            )
        ]
    b = datei.befund
    if not b:
        return []
    funde = set(b.get("funde", ()))
    gefunden = []
    gelesen, ohne = b.get("seiten_gelesen", 0), b.get("seiten_ohne_text", 0)
    if ohne:
        was = "hat keine Textebene" if ohne == gelesen else f"hat auf {ohne} von {gelesen} Seiten keine Textebene"
        gefunden.append(
            Satz(
                "keine Textebene" if ohne == gelesen else "teilweise keine Textebene",
                f"Diese Datei {was}: Screenreader lesen dort nichts vor, und die Suche findet nichts.",
                "So beheben Sie es: Reichen Sie statt des Scans die ursprüngliche Datei als PDF ein, oder lassen Sie den Scanner "
                "den Text erkennen (OCR, „durchsuchbares PDF“).",
                "ein Bild ohne Text" if ohne == gelesen else "zum Teil Bilder ohne Text",
            )
        )
    if not b.get("getaggt"):
        gefunden.append(
            Satz(
                "nicht getaggt",
                "Diese Datei hat keine Struktur (Tags): Screenreader kennen weder Überschriften noch Tabellen.",
                "So beheben Sie es: Speichern Sie in Word mit „Speichern unter“, „PDF“, und kreuzen Sie unter „Optionen“ an: "
                "„Dokumentstrukturtags für Eingabehilfen“.",
                "ohne Struktur für Vorleseprogramme",
            )
        )
    if not b.get("titel"):
        gefunden.append(
            Satz(
                "kein Titel",
                "Diese Datei hat keinen Dokumenttitel: Vorgelesen wird stattdessen der Dateiname.",
                "So beheben Sie es: Tragen Sie in Word unter „Datei“, „Informationen“ einen Titel ein und speichern Sie neu als PDF.",
                "ohne Dokumenttitel",
            )
        )
    if not b.get("sprache"):
        gefunden.append(
            Satz(
                "keine Sprache",
                "Diese Datei nennt ihre Sprache nicht: Screenreader lesen sie womöglich mit falscher Aussprache vor.",
                "So beheben Sie es: Stellen Sie in Word unter „Überprüfen“, „Sprache“ Deutsch ein und speichern Sie neu als PDF.",
                "ohne Angabe der Sprache",
            )
        )
    if b.get("verschluesselt"):
        gefunden.append(
            Satz(
                "eingeschränkt",
                "Diese Datei ist gegen Ändern oder Kopieren gesperrt; das behindert Vorleseprogramme und die Aufbewahrung.",
                "So beheben Sie es: Speichern Sie die Datei ohne Sicherheitseinstellungen.",
                "gegen Kopieren gesperrt",
            )
        )
    if "formular" in funde:
        gefunden.append(
            Satz("Formular", "Diese Datei hat ausfüllbare Felder; ihr Inhalt kann je nach Programm anders aussehen.")
        )
    return gefunden


def barrieren(datei) -> list[str]:
    """What keeps people from reading this file, in the words of the public page; empty when nothing is known to."""
    return [satz.draussen for satz in saetze(datei) if satz.draussen]
