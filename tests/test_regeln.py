"""The rules of law by their numbers: each has its row in docs/recht.md and a test that `pytest -k regel_<number>` finds."""

import re
from pathlib import Path

import pytest
from django.conf import settings

# 1 to 81: convening to Beschlusskontrolle; 82 to 89: the form of a paper; 92 to 97: committees and term; 102, 104: data, archive.
REGELN = [*range(1, 90), *range(92, 98), 102, 104]


def _texte(muster) -> str:
    return "\n".join(p.read_text() for p in sorted(Path(settings.BASE_DIR, "tests").glob(muster)))


def _in_der_tabelle() -> set[int]:
    """The numbers of the first column: "16, 17" and "39–42" are several."""
    zeilen = Path(settings.BASE_DIR, "docs/recht.md").read_text().splitlines()
    nummern = set()
    for zelle in re.findall(r"^\|( *\d[\d ,–]*)\|", "\n".join(zeilen), re.M):
        for teil in zelle.split(","):
            erste, _, letzte = teil.strip().partition("–")
            nummern |= set(range(int(erste), int(letzte or erste) + 1))
    return nummern


def test_every_rule_has_its_row():
    assert [n for n in REGELN if n not in _in_der_tabelle()] == []


@pytest.fixture(scope="module")
def tests():
    return _texte("**/test_*.py")


@pytest.mark.parametrize("nummer", REGELN)
def test_every_rule_has_its_test(tests, nummer):
    namen = re.findall(rf"(?:def test_\w*|id=\"\w*)regel_0?{nummer}(?!\d)", tests)
    assert namen, f"Kein Test trägt regel_{nummer}."
