"""Sealed files (leaf): stored once under their hash, flushed to disk before the transaction ends, never changed."""

import hashlib
import os
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import storages

_fluechtig: ContextVar[dict[str, bytes] | None] = ContextVar("fluechtig", default=None)


@contextmanager
def fluechtig():
    """Inside, nothing is written to any storage: for acts that are rolled back, as a rollback takes no file away.

    What is stored is read back from memory. Of a copy for another storage than the internal one only the name is made.
    """
    marke = _fluechtig.set({})
    try:
        yield
    finally:
        _fluechtig.reset(marke)


def sha256(inhalt: bytes) -> str:
    """The seal of a content: SHA-256 in lower-case hex."""
    return hashlib.sha256(inhalt).hexdigest()


def ablegen(inhalt: bytes, *, ablage: str = "default", ordner: str = "siegel") -> str:
    """Store `inhalt` in the storage `ablage` and return its name there.

    The name is the hash, so storing the same content twice is harmless. On a local disk the file is
    fsynced: a committed row never names a file that a power cut has taken. A rollback leaves an
    orphan behind, never a row without its file.
    """
    summe = sha256(inhalt)
    speicher = storages[ablage]
    name = f"{ordner}/{summe[:2]}/{summe}"
    if (gemerkt := _fluechtig.get()) is not None:
        if ablage == "default":
            gemerkt[name] = inhalt
        return name
    if not speicher.exists(name):
        name = speicher.save(name, ContentFile(inhalt))
        try:
            pfad = speicher.path(name)
        except NotImplementedError:  # object storage is durable once it answers
            return name
        with Path(pfad).open("rb") as datei:
            os.fsync(datei.fileno())
    return name


def lesen(name: str, *, ablage: str = "default") -> bytes:
    """The stored bytes; raises FileNotFoundError when the file is gone."""
    gemerkt = _fluechtig.get()
    if gemerkt and ablage == "default" and name in gemerkt:
        return gemerkt[name]
    with storages[ablage].open(name, "rb") as datei:
        return datei.read()


def stuecke(name: str, *, ablage: str = "default", groesse: int = 1 << 20):
    """The stored bytes in pieces of at most `groesse`; raises FileNotFoundError when the file is gone."""
    gemerkt = _fluechtig.get()
    if gemerkt and ablage == "default" and name in gemerkt:
        yield gemerkt[name]
        return
    with storages[ablage].open(name, "rb") as datei:
        while stueck := datei.read(groesse):
            yield stueck
