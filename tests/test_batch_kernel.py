"""The kernel of large runs: one finished row a record, in order, whatever the record is."""

import pyarrow
import pytest
import trialrules
from trialrules.models import RuleSet
from trialrules.models.algebra import occurrences
from trialrules.pipeline.batch.arrow import arrow_schema, in_arrow, to_arrow
from trialrules.pipeline.batch.kernel import Record, Unread, read, record
from trialrules.pipeline.exports.rows import COLUMNS, rows

TEXTS = {
    "A1": "Inclusion: age 18 to 65 years. Exclusion: natalizumab within the last 2 months; pregnancy",
    "A2": "Inclusion: ECOG 0-1\nExclusion: ALT > 3 x ULN or AST > 3 x ULN within 14 days of enrolment",
    "A3": "We met on Tuesday.",
}
BAD = {
    "missing": (None, "no text"),
    "blank": (" \n", "empty text"),
    "number": (17, "the text is no string but int"),
    "surrogate": ("Age \ud83d 18", "half of a surrogate pair"),
    "long": ("x" * 2_000_001, "the limit is 2,000,000"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_record_is_a_result_with_its_reason(name: str) -> None:
    text, why = BAD[name]
    first, bad, last = read([record("A1", TEXTS["A1"]), record(name, text, "here"), record("A2", TEXTS["A2"])])
    assert isinstance(bad, Unread)
    assert (bad.id, bad.source) == (name, "here")
    assert why in bad.reason
    assert [first, last] == [trialrules.extract(TEXTS[id], id=id) for id in ("A1", "A2")]


@pytest.mark.parametrize("id", [None, "", "  ", [1], True])
def test_a_record_without_an_id_is_unread(id: object) -> None:
    assert record(id, "Exclusion: gout") == Unread(None, "no id")


def test_what_makes_the_program_fail_is_unread() -> None:
    (found,) = read([Record("A", 5, "f")])  # type: ignore[arg-type]
    assert isinstance(found, Unread)
    assert (found.id, found.source) == ("A", "f")
    assert found.reason.startswith("internal error (")


def test_bytes_are_read_as_files_are() -> None:
    page = b'{"protocolSection": {"identificationModule": {"nctId": "NCT99999999"}, "eligibilityModule": '
    page += b'{"eligibilityCriteria": "Exclusion: gout"}}}'
    found, broken = read([Record("name", page), Record("name", page[:40])])
    assert isinstance(found, RuleSet)
    assert found.trial.id == "NCT99999999"
    assert isinstance(broken, Unread)
    assert "JSON" in broken.reason


def table(**columns: list[object]) -> list[pyarrow.RecordBatch]:
    return pyarrow.table(columns).to_batches(max_chunksize=2)


def test_arrow_batches_become_rows_of_trials_in_order() -> None:
    batches = table(key=["A1", "A2", None, "A3", "B"], words=[*TEXTS.values(), "Exclusion: gout", None])
    found = list(in_arrow(batches, id="key", text="words"))
    assert {batch.schema for batch in found} == {arrow_schema("trials")}
    got = pyarrow.Table.from_batches(found).to_pylist()
    assert [(row["id"], row["error"]) for row in got] == [
        ("A1", None), ("A2", None), (None, "no id"), ("A3", None), ("B", "no text"),
    ]  # fmt: skip
    for row in got[:2]:
        ruleset = trialrules.extract(TEXTS[row["id"]], id=row["id"])
        assert RuleSet.model_validate_json(row["ruleset"]) == ruleset
        assert row["criteria"] == len(ruleset.criteria) == row["inclusion"] + row["exclusion"] + row["unknown"]
        assert row["criteria"] == row["coverage_full"] + row["coverage_partial"] + row["coverage_none"]
        assert row["leaves"] == sum(len(list(occurrences(c.rule))) for c in ruleset.criteria)
        assert row["warnings"] == [w.code for w in ruleset.warnings]


def test_arrow_batches_become_rows_of_leaves() -> None:
    batches = table(id=["A1", "A2", "B"], text=[TEXTS["A1"], TEXTS["A2"], None])
    found = list(in_arrow(batches, id="id", text="text", table="leaves"))
    assert {batch.schema for batch in found} == {arrow_schema("leaves")}
    got = pyarrow.Table.from_batches(found)
    assert got.column_names == list(COLUMNS)
    assert got.to_pylist() == [row for id in ("A1", "A2") for row in rows(trialrules.extract(TEXTS[id], id=id))]


def test_a_large_batch_comes_back_in_pieces() -> None:
    (batch,) = pyarrow.table({"id": list(range(200)), "text": ["Exclusion: gout"] * 200}).to_batches()
    found = list(in_arrow([batch], id="id", text="text"))
    assert len(found) > 2
    assert [row["id"] for piece in found for row in piece.to_pylist()] == [str(n) for n in range(200)]


def test_a_table_without_the_column_is_refused() -> None:
    with pytest.raises(trialrules.ReadError, match="no column 'text'; there are id, criteria"):
        list(in_arrow(table(id=["A"], criteria=["x"]), id="id", text="text"))


def test_nothing_gives_an_empty_table() -> None:
    assert to_arrow([], "trials").num_rows == to_arrow([], "leaves").num_rows == 0
