"""The browser and the page of a draft, as for the tests of the Vorlagen."""

from tests.vorlagen.conftest import als, formular

__all__ = ["als", "formular"]
