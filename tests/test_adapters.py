"""Gold that other people wrote: brat files of two corpora, and lists of quoted items."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from trialrules import ReadError
from trialrules.evaluation.adapters import ADAPTERS, GoldSet, own
from trialrules.evaluation.run import Case, evaluate
from trialrules.models import RuleSet

TEXT = "Age 40 or older\nNo aspirin within 7 days\nBP > 140/90, knee surgery, arthritis\n"

LCT = """\
T1\tEq-Comparison 4 15\t40 or older
T2\tEq-Value 4 6\t40
T3\tEq-Operator 7 15\tor older
T4\tAge 0 3\tAge
T5\tDrug-Name 19 26\taspirin
T6\tDrug 19 26\taspirin
T7\tEq-Comparison 27 40\twithin 7 days
T8\tEq-Value 34 35\t7
T9\tEq-Operator 27 33\twithin
T10\tEq-Temporal-Unit 36 40\tdays
T11\tEq-Comparison 44 52\t> 140/90
T12\tEq-Value 46 49\t140
T13\tEq-Operator 44 45\t>
T14\tCondition-Name 68 77\tarthritis
T15\tProcedure-Name 54 66\tknee surgery
T16\tObservation 41 43\tBP
E1\tEq-Comparison:T1 Value:T2 Operator:T3
E2\tAge:T4 Numeric-Filter:E1
E3\tDrug:T6 Name:T5 Temporality:E4
E4\tEq-Comparison:T7 Value:T8 Operator:T9 Temporal-Unit:T10
E5\tEq-Comparison:T11 Value:T12 Operator:T13
E6\tObservation:T16 Numeric-Filter:E5
A1\tEq-Operator-Value T3 GTEQ
A2\tEq-Operator-Value T9 LTEQ
A3\tEq-Temporal-Unit-Value T10 day
A4\tEq-Operator-Value T13 GT
R1\tAnd Arg1:E2 Arg2:E3
"""

CHIA = """\
T1\tPerson 0 3\tAge
T2\tDrug 19 26\taspirin
T3\tProcedure 54 66\tknee surgery
T4\tCondition 68 77\tarthritis
T5\tTemporal 27 40\twithin 7 days
R1\tHas_temporal Arg1:T2 Arg2:T5
*\tOR T3 T4
"""

GUIDE = {
    "id": "T1",
    "criteria": [
        {
            "kind": "inclusion", "text": "Age 40 or older", "group": None, "windows": [], "drugs": [], "logic": None,
            "thresholds": [
                {"id": "T1", "text": "Age 40 or older", "measure_text": "Age", "measure": "age", "unit": "a",
                 "lower": 40, "lower_inc": True, "upper": None, "upper_inc": None, "relative_to": None,
                 "negated": False},
            ],
        },
        {
            "kind": "exclusion", "text": "No aspirin within 7 days", "group": None, "thresholds": [], "logic": None,
            "windows": [
                {"id": "W1", "text": "within 7 days", "target_text": "aspirin", "target_kind": "drug", "lower": None,
                 "lower_inc": None, "upper": 7, "upper_inc": True, "unit": "d", "direction": "before", "anchor": "now",
                 "is_duration": False}
            ],
            "drugs": [{"id": "D1", "text": "aspirin", "name": "aspirin", "is_class": False, "negated": True}],
        },
    ],
}  # fmt: skip

Read = Callable[[str, str], GoldSet]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def of(format_: str, annotation: str) -> GoldSet:
        if format_ == "guide":
            for name in ("annotations", "texts"):
                (tmp_path / name).mkdir()
            (tmp_path / "annotations" / "T1.json").write_text(annotation, encoding="utf-8")
            (tmp_path / "texts" / "T1.txt").write_text(TEXT, encoding="utf-8")
        else:
            (tmp_path / "T1.ann").write_text(annotation, encoding="utf-8")
            (tmp_path / "T1.txt").write_text(TEXT, encoding="utf-8")
        return ADAPTERS[format_](tmp_path)

    return of


def leaves(gold: GoldSet) -> list[str]:
    return [str(part) for c in gold.cases[0].gold.criteria if c.rule is not None for part in c.rule.of]


def test_the_leaf_clinical_trials_corpus(read: Read) -> None:
    gold = read("lct", LCT)
    assert leaves(gold) == [
        "drug aspirin",
        "condition arthritis",
        "procedure knee surgery",
        "age >= 40.0 ?",
        "condition aspirin [<= 7.0 d before now]",
    ]
    assert [TEXT[s.start : s.end] for s in gold.cases[0].unjudged] == [
        "40 or older",
        "aspirin",
        "within 7 days",
        "> 140/90",
    ]


def test_chia(read: Read) -> None:
    gold = read("chia", CHIA)
    assert leaves(gold) == ["drug aspirin", "procedure knee surgery", "condition arthritis"]
    assert "threshold" not in gold.names


def test_lists_of_quoted_items(read: Read) -> None:
    gold = read("guide", json.dumps(GUIDE))
    assert [(c.id, c.kind, c.text) for c in gold.cases[0].gold.criteria] == [
        ("I1", "inclusion", "Age 40 or older"), ("E1", "exclusion", "No aspirin within 7 days"),
    ]  # fmt: skip
    assert leaves(gold) == ["age >= 40 a {?}", "not(drug aspirin [<= 7 d before now])"]


@pytest.mark.parametrize(("format_", "annotation"), [("lct", LCT), ("chia", CHIA), ("guide", json.dumps(GUIDE))])
def test_the_gold_scores_itself_as_right(read: Read, format_: str, annotation: str) -> None:
    gold = read(format_, annotation)
    for name, figure in evaluate(gold.cases, lambda case: case.gold, gold.names).figures().items():
        assert figure.counts.right == figure.counts.gold == figure.counts.predicted, name


def test_what_the_corpus_does_not_judge_is_nobodys_error(read: Read) -> None:
    """The blood pressure has no usable bounds there, so neither a reading of it nor silence counts."""

    def predict(case: Case) -> RuleSet:
        from trialrules import extract

        return extract(case.source)

    gold = read("lct", LCT)
    found = evaluate(gold.cases, predict, gold.names).figures()["threshold"].counts
    assert found == (1, 1, 1)


@pytest.mark.parametrize(
    ("format_", "annotation", "reason"),
    [
        ("lct", "T1 Drug 1 2 x\n", "T1.ann, line 1: no standoff annotation"),
        ("chia", "T1\tDrug 5 2\tx\n", "T1.ann, line 1: no standoff annotation"),
        ("guide", "{}", "T1.json: KeyError: 'criteria'"),
        ("guide", json.dumps({"criteria": [{"kind": "inclusion", "text": "Weight"}]}), "T1.json: ValueError"),
    ],
)
def test_a_file_that_is_no_annotation_is_named(read: Read, format_: str, annotation: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(format_, annotation)


def test_a_folder_without_annotations_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no \*.ann there"):
        ADAPTERS["lct"](tmp_path)
    with pytest.raises(ReadError, match=r"no \*.gold.json there"):
        own(tmp_path, "all")
