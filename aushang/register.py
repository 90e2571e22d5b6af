"""The only writers of the public register.

An inner app describes what may be read outside as `Aushang` objects, made by a pure function; the
writers here bring the register to that state and keep `geaendert_am` true. They run inside the
transaction of the legal act, and under the inner wing's role.
"""

import contextlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q

from aushang.models import Datei, Eintrag, Grund
from wittmund_ris import ablage, uhr


class AushangFehler(Exception):
    """The register was asked for something that its rules forbid."""


@dataclass(frozen=True)
class AushangDatei:
    """A file to publish. `quelle` is its name in the internal storage; its bytes must match `sha256`."""

    id: uuid.UUID
    pfad: str
    rolle: str
    name: str
    dateiname: str
    mime: str
    groesse: int
    sha256: str
    quelle: str
    seiten: int | None = None
    # What the search finds it by; read later than the file, and no part of what people see.
    text: str = ""


@dataclass(frozen=True)
class Aushang:
    """The finished public version of one object: what the register shall say of it."""

    id: uuid.UUID
    art: str
    pfad: str
    titel: str
    nummer: str = ""
    datum: datetime | None = None
    daten: dict = field(default_factory=dict)
    suche: str = ""
    dateien: tuple[AushangDatei, ...] = ()


INHALT = ("titel", "nummer", "datum", "daten", "suche")
DATEI_INHALT = ("rolle", "name", "dateiname", "mime", "groesse", "sha256", "seiten")


def _moment() -> datetime:
    # Whole seconds: OParl clients compare the printed value with the filter that they send.
    return uhr.jetzt().replace(microsecond=0)


@transaction.atomic
def veroeffentlichen(aushang: Aushang) -> Eintrag:
    """Hang out a new object. AushangFehler if its id or address is known already, also as a withdrawn one."""
    if Eintrag.objects.filter(Q(pk=aushang.id) | Q(pfad=aushang.pfad)).exists():
        raise AushangFehler(f"{aushang.pfad} steht schon im Register.")
    jetzt = _moment()
    eintrag = Eintrag(
        id=aushang.id,
        art=aushang.art,
        pfad=aushang.pfad,
        erstellt_am=jetzt,
        geaendert_am=jetzt,
        **{name: getattr(aushang, name) for name in INHALT},
    )
    eintrag.save(force_insert=True)
    if aushang.dateien:
        _dateien_angleichen(eintrag, aushang.dateien, jetzt)
    return eintrag


@transaction.atomic
def aendern(aushang: Aushang) -> Eintrag:
    """Bring a published object to its new content; without a difference nothing is written.

    The address of an object is permanent: `pfad` and `art` never change. AushangFehler if the object
    is not published or was withdrawn.
    """
    eintrag = Eintrag.objects.select_for_update().filter(pk=aushang.id).first()
    if eintrag is None or eintrag.entfernt_am:
        raise AushangFehler(f"{aushang.pfad} hängt nicht aus.")
    if (eintrag.pfad, eintrag.art) != (aushang.pfad, aushang.art):
        raise AushangFehler(f"Die Adresse {eintrag.pfad} ist dauerhaft.")
    jetzt = _moment()
    geaendert = [name for name in INHALT if getattr(eintrag, name) != getattr(aushang, name)]
    for name in geaendert:
        setattr(eintrag, name, getattr(aushang, name))
    if _dateien_angleichen(eintrag, aushang.dateien, jetzt) or geaendert:
        eintrag.geaendert_am = jetzt
        eintrag.save(update_fields=[*geaendert, "geaendert_am"])
    return eintrag


@transaction.atomic
def entfernen(id: uuid.UUID, grund: Grund) -> Eintrag:
    """Withdraw an object: its content and files are emptied in the same act, its address answers 410 with the reason."""
    eintrag = Eintrag.objects.select_for_update().filter(pk=id).first()
    if eintrag is None or eintrag.entfernt_am:
        raise AushangFehler("Dieser Eintrag hängt nicht aus.")
    jetzt = _moment()
    for datei in eintrag.dateien.filter(entfernt_am__isnull=True):
        _datei_entfernen(datei, Grund(grund), jetzt)
    eintrag.titel = eintrag.nummer = eintrag.suche = ""
    eintrag.datum, eintrag.daten = None, {}
    eintrag.entfernt_am = eintrag.geaendert_am = jetzt
    eintrag.entfernt_grund = Grund(grund)
    eintrag.save()
    return eintrag


@transaction.atomic
def abgleichen(soll: Iterable[Aushang], *, bisher: Iterable[uuid.UUID] = (), grund: Grund = Grund.ENTFALLEN) -> None:
    """Bring the objects of one act to their new state with the three writers above.

    What is in `soll` is published or changed; what is in `bisher` but not in `soll` is withdrawn with
    `grund`. Whatever was withdrawn stays withdrawn.
    """
    soll = list(soll)
    # One read for all: master data are hundreds of objects, of which an act moves few.
    vorhanden = Eintrag.objects.prefetch_related("dateien").in_bulk([a.id for a in soll])
    for aushang in soll:
        eintrag = vorhanden.get(aushang.id)
        if eintrag is None:
            veroeffentlichen(aushang)
        elif not eintrag.entfernt_am and _weicht_ab(eintrag, aushang):
            aendern(aushang)
    weg = set(bisher) - {a.id for a in soll}
    for id in Eintrag.objects.ausgehaengt().filter(pk__in=weg).values_list("pk", flat=True):
        entfernen(id, grund)


def unterschiede(soll: Iterable[Aushang]) -> list[str]:
    """Every difference between the register and a full recomputation, one readable line each."""
    zeilen = []
    soll = {a.id: a for a in soll}
    ist = {e.pk: e for e in Eintrag.objects.prefetch_related("dateien")}
    for id, aushang in soll.items():
        eintrag = ist.get(id)
        if eintrag is None:
            zeilen.append(f"fehlt im Register: {aushang.pfad}")
        elif not eintrag.entfernt_am:
            zeilen += _vergleichen(eintrag, aushang)
    zeilen += [f"zu viel im Register: {e.pfad}" for e in ist.values() if not e.entfernt_am and e.pk not in soll]
    return sorted(zeilen)


def _weicht_ab(eintrag: Eintrag, aushang: Aushang) -> bool:
    """True if `aendern` would write: cheap, from rows already read."""
    if any(getattr(eintrag, name) != getattr(aushang, name) for name in ("art", "pfad", *INHALT)):
        return True
    ist = [
        (d.pk, d.position, d.text, *(getattr(d, name) for name in DATEI_INHALT))
        for d in sorted(eintrag.dateien.all(), key=lambda d: d.position)
        if not d.entfernt_am
    ]
    soll = [
        (d.id, position, d.text, *(getattr(d, name) for name in DATEI_INHALT))
        for position, d in enumerate(aushang.dateien)
    ]
    return ist != soll


def _vergleichen(eintrag: Eintrag, aushang: Aushang) -> list[str]:
    zeilen = [
        f"weicht ab: {eintrag.pfad} ({name})"
        for name in ("art", "pfad", *INHALT)
        if getattr(eintrag, name) != getattr(aushang, name)
    ]
    ist = {d.pk: d for d in eintrag.dateien.all() if not d.entfernt_am}
    soll = {d.id: d for d in aushang.dateien}
    zeilen += [f"Datei fehlt im Register: {soll[id].pfad}" for id in soll.keys() - ist.keys()]
    zeilen += [f"Datei zu viel im Register: {ist[id].pfad}" for id in ist.keys() - soll.keys()]
    for id in soll.keys() & ist.keys():
        zeilen += [
            f"Datei weicht ab: {ist[id].pfad} ({name})"
            for name in ("pfad", "text", *DATEI_INHALT)
            if getattr(ist[id], name) != getattr(soll[id], name)
        ]
        if not storages["aushang"].exists(ist[id].ablage):
            zeilen.append(f"Datei fehlt auf der Platte: {ist[id].pfad}")
    return zeilen


def _dateien_angleichen(eintrag: Eintrag, dateien: tuple[AushangDatei, ...], jetzt: datetime) -> bool:
    """True if a file was added, changed or removed."""
    ist = {d.pk: d for d in eintrag.dateien.all()}
    bewegt = False
    for position, neu in enumerate(dateien):
        datei = ist.pop(neu.id, None)
        inhalt = {name: getattr(neu, name) for name in DATEI_INHALT} | {"position": position}
        if datei is None:
            Datei.objects.create(
                id=neu.id,
                eintrag=eintrag,
                pfad=neu.pfad,
                ablage=_kopieren(neu),
                erstellt_am=jetzt,
                geaendert_am=jetzt,
                text=neu.text,
                **inhalt,
            )
            bewegt = True
            continue
        if not datei.entfernt_am and datei.text != neu.text:
            # The text follows from the sealed bytes: nothing that is public has moved.
            datei.text = neu.text
            datei.save(update_fields=["text"])
        if not datei.entfernt_am and any(getattr(datei, name) != wert for name, wert in inhalt.items()):
            if datei.sha256 != neu.sha256:
                raise AushangFehler(f"Die veröffentlichte Datei {datei.pfad} ist unveränderlich.")
            for name, wert in inhalt.items():
                setattr(datei, name, wert)
            datei.geaendert_am = jetzt
            datei.save()
            bewegt = True
    for datei in ist.values():
        if not datei.entfernt_am:
            _datei_entfernen(datei, Grund.ENTFALLEN, jetzt)
            bewegt = True
    return bewegt


def _kopieren(datei: AushangDatei) -> str:
    """Copy the bytes into the public storage, under an unguessable name; refuse them if the seal does not hold."""
    inhalt = ablage.lesen(datei.quelle)
    if ablage.sha256(inhalt) != datei.sha256:
        raise AushangFehler(f"Das Siegel von {datei.name} stimmt nicht mit der abgelegten Datei überein.")
    return ablage.ablegen(inhalt, ablage="aushang", ordner=str(datei.id))


def _datei_entfernen(datei: Datei, grund: Grund, jetzt: datetime) -> None:
    name = datei.ablage
    datei.name = datei.dateiname = datei.sha256 = datei.ablage = datei.text = datei.mime = ""
    datei.groesse, datei.seiten = 0, None
    datei.entfernt_am = datei.geaendert_am = jetzt
    datei.entfernt_grund = grund
    datei.save()
    # After the commit: a rolled-back withdrawal must not have destroyed the file.
    transaction.on_commit(lambda: _loeschen(name))


def _loeschen(name: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        storages["aushang"].delete(name)
