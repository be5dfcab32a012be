"""Every example of the lexicon: its text gives exactly what its notation says."""

import tomllib
from importlib.resources import files

import pytest
from leaves import expected, leaves
from trialrules.patterns.measures import measures
from trialrules.patterns.tables import TABLES, rows


def _examples(field):
    return [
        pytest.param(m, text, notation, id=f"{m.pattern}:{text}")
        for m in measures().values()
        for text, notation in getattr(m, field)
    ]


ROWS = [
    pytest.param(*row.example.split(" => ", 1), id=f"{path}:{row.name}")
    for path in (*TABLES, "patterns/drugs/listed.tsv")
    for row in rows(path)
    if " => " in row.example
]
GRAMMAR = [
    pytest.param(text, notation, id=f"{path}:{text}")
    for path in (
        "patterns/anchors.toml", "patterns/comparators.toml", "patterns/context.toml", "patterns/conditions/heads.toml",
        "patterns/procedures/heads.toml", "patterns/drugs/enzymes.toml", "patterns/drugs/stems.toml",
        "patterns/drugs/forms.toml", "patterns/drugs/routes.toml",
    )
    for text, notation in tomllib.loads(files("trialrules").joinpath(path).read_text("utf-8"))["examples"].items()
]  # fmt: skip


def _holds(measure, text, notation):
    found = leaves(text)
    if notation:
        return expected(notation) <= found
    return not any(leaf.startswith(f"{name} ") for leaf in found for name in (measure.name, *measure.pair))


@pytest.mark.parametrize(("measure", "text", "notation"), _examples("examples"))
def test_measure_example(measure, text, notation):
    assert _holds(measure, text, notation)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("measure", "text", "notation"), _examples("failing"))
def test_failing_measure_example(measure, text, notation):
    assert _holds(measure, text, notation)


@pytest.mark.parametrize(("text", "notation"), ROWS)
def test_row_example(text, notation):
    assert expected(notation) <= leaves(text)


@pytest.mark.parametrize(("text", "notation"), GRAMMAR)
def test_grammar_example(text, notation):
    found = leaves(text)
    if notation:
        assert expected(notation) <= found
    else:
        assert not any(leaf.startswith(("drug", "condition", "procedure")) for leaf in found)
