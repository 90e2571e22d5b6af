"""A state machine as data (leaf). The tables live in the apps; who may take a step is asked of `darf`."""

from dataclasses import dataclass


class UebergangNichtMoeglich(Exception):
    """The step does not exist, or not from the current status."""


@dataclass(frozen=True)
class Uebergang:
    """One arrow. `name` is URL slug, name of the right and entry of the Verlauf.

    `arten` limits it to some kinds of object; empty: all. A step with `ist_folge` has no button: it follows from an act elsewhere (a dispatched invitation, a closed sitting).
    """

    name: str
    von: tuple[str, ...]
    nach: str
    titel: str
    folge: str = ""
    bemerkung_pflicht: bool = False
    ist_folge: bool = False
    gefaehrlich: bool = False
    arten: tuple[str, ...] = ()

    def gilt(self, status: str, art: str = "") -> bool:
        """Does this arrow leave `status`, for an object of this kind?"""
        return status in self.von and (not self.arten or art in self.arten)


def finde(uebergaenge, name: str, status: str, art: str = "") -> Uebergang:
    """The arrow `name` out of `status`; UebergangNichtMoeglich if there is none."""
    for uebergang in uebergaenge:
        if uebergang.name == name and uebergang.gilt(status, art):
            return uebergang
    raise UebergangNichtMoeglich(f"„{name}“ ist im Status „{status}“ nicht möglich.")
