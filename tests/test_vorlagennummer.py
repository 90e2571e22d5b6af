"""Numbers of papers in running text."""

import pytest

from wittmund_ris.vorlagennummer import genannte


@pytest.mark.parametrize(
    ("text", "nummern"),
    [
        ("Insoweit wird auf die Vorlage 0121/2018 verwiesen.", {"0121/2018"}),
        (
            "Vorlage 121/2018, Vorlage\u00a0Nr.\u00a07/2020 und Vorlagen-Nr. 12/2021",
            {"0121/2018", "0007/2020", "0012/2021"},
        ),
        ("ergänzt durch 0042/2019/1.", {"0042/2019/1"}),
        ("1/2019 ist ein Quartal, 12/2020 ein Monat, 1/0121/2018 und 0121/20180 sind nichts", set()),
        ("§ 1234/5678", set()),
        ("", set()),
    ],
)
def test_genannte(text, nummern):
    assert genannte(text) == nummern
