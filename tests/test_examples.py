"""Every example of the lexicon: its text gives exactly what its notation says."""

import pytest
from leaves import expected, leaves
from trialrules.patterns.measures import measures
from trialrules.patterns.tables import TABLES, rows

MEASURES = [
    pytest.param(m, text, notation, id=f"{m.pattern}:{text}")
    for m in measures().values()
    for text, notation in m.examples
]
ROWS = [
    pytest.param(*row.example.split(" => ", 1), id=f"{path}:{row.name}")
    for path in TABLES
    for row in rows(path)
    if " => " in row.example
]


@pytest.mark.parametrize(("measure", "text", "notation"), MEASURES)
def test_measure_example(measure, text, notation):
    found = leaves(text)
    if notation:
        assert expected(notation) <= found
    else:
        assert not any(leaf.startswith(f"{name} ") for leaf in found for name in (measure.name, *measure.pair))


@pytest.mark.parametrize(("text", "notation"), ROWS)
def test_row_example(text, notation):
    assert expected(notation) <= leaves(text)
