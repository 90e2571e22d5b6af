"""Anlagen of a draft: add one or several, change, replace by a new version, reorder, take off."""

from dataclasses import dataclass, field
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from konten.rechte import darf
from vorlagen import versionen
from vorlagen.anlagendateien import annehmen, behalten
from vorlagen.choices import AnlageOeffentlichkeit
from vorlagen.entwurf import pruefe_bearbeitbar
from vorlagen.models import Anlage, AnlageDatei, VorlageVerlauf, vermerken
from vorlagen.nachreichen import nachreichen, pruefe_frist, vorschlag
from wittmund_ris.druckbar import druckbar

__all__ = ["Bericht", "aendern", "entfernen", "ersetzen", "hinzufuegen", "mehrere_hinzufuegen", "nachreichen", "ordnen"]

A = VorlageVerlauf.Aktion
O = AnlageOeffentlichkeit  # noqa: E741 - the usual letter for a TextChoices

STEHT_FEST = "Diese Anlage haben die Antragstellenden eingereicht; Datei, Titel und Platz stehen seit dem Eingang fest."


@dataclass
class Bericht:
    """What became of an upload of several files: nothing is half saved, and nobody has to guess."""

    hinzugefuegt: list[Anlage] = field(default_factory=list)
    # (file name as it was sent, sentence)
    abgelehnt: list[tuple[str, str]] = field(default_factory=list)

    @property
    def anzahl(self) -> int:
        return len(self.hinzugefuegt) + len(self.abgelehnt)


def hinzufuegen(
    vorlage, *, titel, ist_oeffentlich, datei=None, benutzer, nachreichen_bis=None, nachreichen_zu=None
) -> Anlage:
    """Add an Anlage to a draft; without a file it is announced ("wird nachgereicht"), for a sitting and until a day.

    An Anlage is never more public than its Vorlage. Without a day, the one of `nachreichen.vorschlag` counts.
    """
    pruefe_bearbeiten(vorlage, benutzer)
    angenommen = annehmen(vorlage, datei, benutzer=benutzer) if datei else None
    with transaction.atomic():
        vorlage = pruefe_bearbeitbar(vorlage, benutzer)
        felder = {"titel": _titel(titel), **_oeffentlichkeit(vorlage, O.OEFFENTLICH if ist_oeffentlich else O.NEIN)}
        if vorlage.anlagen.count() >= settings.ANLAGEN_JE_VORLAGE:
            raise ValidationError(f"Eine Vorlage hat höchstens {settings.ANLAGEN_JE_VORLAGE} Anlagen.")
        if angenommen is None:
            if vorlage.amt_id is None:
                raise ValidationError(
                    {"datei": "Bitte fügen Sie die Datei bei; was fehlt, kann nach dem Einreichen niemand nachtragen."}
                )
            zu, bis = vorschlag(vorlage, nachreichen_zu)
            nachreichen_zu, nachreichen_bis = nachreichen_zu or zu, nachreichen_bis or bis
            pruefe_frist(vorlage, nachreichen_zu, nachreichen_bis)
            felder |= {"nachreichen_bis": nachreichen_bis, "nachreichen_zu": nachreichen_zu}
        letzte = vorlage.anlagen.last()
        # The file refers to its Anlage: until it is there, the Anlage is an announced one.
        anlage = Anlage.objects.create(
            vorlage=vorlage, position=letzte.position + 1 if letzte else 1, ist_angekuendigt=True, **felder
        )
        if angenommen:
            behalten(anlage, angenommen, benutzer=benutzer)
            anlage.ist_angekuendigt = False
            anlage.save(update_fields=["ist_angekuendigt"])
        _fertig(vorlage, A.ANLAGE, benutzer, anlage.titel)
    return anlage


def mehrere_hinzufuegen(vorlage, dateien, *, ist_oeffentlich, benutzer) -> Bericht:
    """Add several files, each whole or not at all; the title of each is its file name until somebody changes it."""
    bericht = Bericht()
    for stelle, datei in enumerate(dateien):
        name = PurePath(datei.name.replace("\\", "/")).name
        if stelle >= settings.ANLAGEN_JE_UPLOAD:
            satz = f"Auf einmal lassen sich höchstens {settings.ANLAGEN_JE_UPLOAD} Dateien hochladen. Bitte laden Sie diese danach hoch."
            bericht.abgelehnt.append((name, satz))
            continue
        try:
            anlage = hinzufuegen(
                vorlage,
                titel=titel_aus(name),
                ist_oeffentlich=ist_oeffentlich,
                datei=datei,
                benutzer=benutzer,
            )
        except ValidationError as fehler:
            bericht.abgelehnt.append((name, " ".join(fehler.messages)))
        else:
            bericht.hinzugefuegt.append(anlage)
    return bericht


def titel_aus(dateiname: str) -> str:
    """A title proposed from a file name: without its ending, underscores as spaces."""
    return " ".join(PurePath(dateiname).stem.replace("_", " ").split())[:200] or "Anlage"


@transaction.atomic
def aendern(anlage, *, titel, oeffentlichkeit, benutzer) -> Anlage:
    """Another title or publicity for an Anlage of a draft; without a difference nothing is written."""
    vorlage = pruefe_bearbeitbar(anlage.vorlage, benutzer)
    anlage = vorlage.anlagen.get(pk=anlage.pk)
    neu = {"titel": _titel(titel), **_oeffentlichkeit(vorlage, oeffentlichkeit)}
    if anlage.steht_fest and neu["titel"] != anlage.titel:
        raise ValidationError({"titel": STEHT_FEST})
    if all(getattr(anlage, name) == wert for name, wert in neu.items()):
        return anlage
    for name, wert in neu.items():
        setattr(anlage, name, wert)
    anlage.save(update_fields=list(neu))
    _fertig(vorlage, A.ANLAGE_GEAENDERT, benutzer, anlage.titel)
    return anlage


def ersetzen(anlage, datei, *, art=AnlageDatei.Art.INTERN, benutzer) -> Anlage:
    """A new version of an Anlage of a draft, or of its redacted one. The older version is kept and marked.

    Handing in what was announced in the same draft is the same act.
    """
    pruefe_bearbeiten(anlage.vorlage, benutzer)
    angenommen = annehmen(anlage.vorlage, datei, benutzer=benutzer)
    with transaction.atomic():
        vorlage = pruefe_bearbeitbar(anlage.vorlage, benutzer)
        anlage = vorlage.anlagen.get(pk=anlage.pk)
        if anlage.steht_fest and art == AnlageDatei.Art.INTERN:
            raise ValidationError({"datei": STEHT_FEST})
        pruefe_verschieden(anlage, angenommen.sha256, art)
        behalten(anlage, angenommen, art=art, benutzer=benutzer)
        if art == AnlageDatei.Art.GESCHWAERZT:
            anlage.ist_geschwaerzt = anlage.ist_oeffentlich
        else:
            anlage.ist_angekuendigt, anlage.nachreichen_bis, anlage.nachreichen_zu = False, None, None
        anlage.save()
        _fertig(vorlage, A.ANLAGE_ERSETZT, benutzer, anlage.titel)
    return anlage


def pruefe_verschieden(anlage, summe: str, art) -> None:
    """The redacted file and the internal one are two files; a mix-up would publish what is not public."""
    dateien = {d.sha256: d for d in anlage.dateien.all()}
    gleich = dateien.get(summe)
    if gleich is None:
        return
    if gleich.art == art:
        raise ValidationError({"datei": f"Diese Datei liegt schon als Version {gleich.nummer} vor."})
    raise ValidationError(
        {"datei": "Die geschwärzte und die vollständige Fassung sind dieselbe Datei. Bitte wählen Sie die richtige."}
    )


@transaction.atomic
def ordnen(vorlage, schluessel: list[int], *, benutzer) -> None:
    """Put the Anlagen of a draft into this order of primary keys; all of them, each once."""
    vorlage = pruefe_bearbeitbar(vorlage, benutzer)
    anlagen = {a.pk: a for a in vorlage.anlagen.all()}
    if sorted(schluessel) != sorted(anlagen):
        raise ValidationError("Die Liste der Anlagen hat sich inzwischen geändert. Bitte laden Sie die Seite neu.")
    if schluessel == list(anlagen):
        return
    # Their words may speak of "Anlage 2".
    for alt, neu in zip(anlagen, schluessel, strict=True):
        if alt != neu and (anlagen[alt].steht_fest or anlagen[neu].steht_fest):
            raise ValidationError(STEHT_FEST)
    position = 0
    for pk in schluessel:
        position = anlagen[pk].position if anlagen[pk].steht_fest else position + 1
        if not anlagen[pk].steht_fest:
            Anlage.objects.filter(pk=pk).update(position=position)
    _fertig(vorlage, A.ANLAGE_GEAENDERT, benutzer, "Reihenfolge")


@transaction.atomic
def entfernen(anlage, *, benutzer) -> None:
    """Take an Anlage with all its versions off a draft."""
    vorlage = pruefe_bearbeitbar(anlage.vorlage, benutzer)
    anlage = vorlage.anlagen.get(pk=anlage.pk)
    if anlage.steht_fest:
        raise ValidationError(STEHT_FEST)
    anlage.delete()
    _fertig(vorlage, A.ANLAGE_ENTFERNT, benutzer, anlage.titel)


def pruefe_bearbeiten(vorlage, benutzer) -> None:
    """Asked before a file is read at all; the locked row is asked again."""
    if not darf(benutzer, "vorlagen.bearbeiten", vorlage):
        raise PermissionDenied("Diese Vorlage bearbeitet nur das federführende Amt.")


def _titel(titel: str) -> str:
    titel = druckbar({"titel": titel})["titel"].strip()
    if not titel:
        raise ValidationError({"titel": "Bitte geben Sie der Anlage einen Titel."})
    return titel


def _oeffentlichkeit(vorlage, wert) -> dict:
    if wert != O.NEIN and not vorlage.ist_oeffentlich:
        raise ValidationError({"ist_oeffentlich": "Die Vorlage ist nichtöffentlich; ihre Anlagen sind es auch."})
    return {"ist_oeffentlich": wert != O.NEIN, "ist_geschwaerzt": wert == O.GESCHWAERZT}


def _fertig(vorlage, aktion, benutzer, bemerkung) -> None:
    vermerken(vorlage, aktion, benutzer, bemerkung)
    versionen.festhalten(vorlage, aktion, benutzer)
