"""The gold format: quotes become spans, and whatever cannot stand is named."""

import json
from pathlib import Path
from typing import Any

import pytest
from gold_texts import HEAD, leaf, one, rules
from trialrules.evaluation.gold import GoldError, read_gold
from trialrules.evaluation.words import NotFound, locate
from trialrules.models import Exposure, RuleSet


def rule(ruleset: RuleSet) -> Any:
    return ruleset.criteria[0].rule


def test_quotes_become_spans_of_the_whole_text() -> None:
    text = "Exclusion:\n- teriflunomide (Aubagio) in\n  the last 2 years before dosing"
    made = rules(text, {
        "id": "E1", "kind": "exclusion", "rule": "a",
        "text": "teriflunomide (Aubagio) in the last 2 years before dosing",
        "leaves": {"a": leaf("drug teriflunomide [<= 2 a before first_dose]", "teriflunomide", also=["Aubagio"],
                             window="in the last 2 years before dosing", anchor="dosing")},
    })  # fmt: skip
    drug = rule(made)
    assert isinstance(drug, Exposure)
    assert drug.window is not None
    quoted = [drug.agent.text, drug.agent.also[0].text, drug.window.anchor_text]
    assert quoted == ["teriflunomide", "Aubagio", "dosing"]
    assert text[drug.window.span.start : drug.window.span.end] == "in\n  the last 2 years before dosing"
    assert made.criteria[0].span.start == 13


def test_a_measure_that_the_words_leave_out_has_none() -> None:
    assert rule(one("18 years or older", "a", a=leaf("age >= 18 a", "18 years or older"))).measure.span is None


def test_the_parts_of_an_allergy_an_exception_and_a_count() -> None:
    text = "Allergy to penicillin; vaccines except influenza vaccine; CTCAE grade >= 2 neuropathy for 3 months"
    made = one(
        text, ["any", "a", "b", "c"],
        a=leaf("condition allergy to drug:penicillin", "Allergy to penicillin", concept="Allergy", to="penicillin"),
        b=leaf('vaccine "vaccine" except "influenza vaccine"', "vaccines", excluding=["influenza vaccine"]),
        c=leaf("CTCAE grade >= 2 of neuropathy for [= 3 mo]", "CTCAE grade >= 2 neuropathy", concept="CTCAE grade",
               of="neuropathy", duration="for 3 months"),
    )  # fmt: skip
    allergy, vaccine, grade = rule(made).of
    assert (allergy.condition.text, allergy.to.text, allergy.span.end) == ("Allergy", "penicillin", 21)
    assert [x.text for x in vaccine.excluding] == ["influenza vaccine"]
    assert (grade.of.text, text[grade.duration.span.start : grade.duration.span.end]) == ("neuropathy", "for 3 months")


def test_other_is_its_words() -> None:
    consent = rule(one("Written informed consent", "a", a=leaf("other", "Written informed consent")))
    assert str(consent) == 'other "Written informed consent"'


ANY = "Fever, no fever"
FEVER = leaf("condition fever", ["Fever", 1])


@pytest.mark.parametrize(
    ("reason", "rule", "leaves"),
    [
        ("does not stand there", "a", {"a": leaf("condition chills", "chills")}),
        ("stands there 2 times", "a", {"a": leaf("condition fever", "ever")}),
        ("not 2", "a", {"a": leaf("condition fever", ["Fever", 2])}),
        ("mentions 'b', which is no leaf", ["any", "a", "b"], {"a": FEVER}),
        ("does not mention b", "a", {"a": FEVER, "b": FEVER}),
        ("no logic", ["xor", "a", "a"], {"a": FEVER}),
        ("no logic", ["any", "a"], {"a": FEVER}),
        ("expected", "a", {"a": leaf("drug", "Fever")}),
        ("is no leaf", "a", {"a": leaf("not(condition fever)", "Fever")}),
        ("empty range", "a", {"a": leaf("age in [9, 3] a", "Fever")}),
        ("window: the notation and the words", "a", {"a": leaf("condition fever [<= 1 d before now]", "Fever")}),
        ("window: the notation and the words", "a", {"a": {**FEVER, "window": "no fever"}}),
        ("excluding: the notation names 1, the words 0", "a", {"a": leaf("condition fever except flu", "Fever")}),
        ("to: the notation and the words", "a", {"a": leaf("condition allergy to drug:aspirin", "Fever")}),
        ("at least 3 of 2", ["at_least", 3, "a", "b"], {"a": FEVER, "b": leaf("condition fever", "fever")}),
        ("Input should be .screening", "a",
         {"a": leaf("condition fever [<= 1 d before lunch]", "Fever", window="no fever")}),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_named(reason: str, rule: Any, leaves: dict[str, Any]) -> None:
    with pytest.raises(GoldError, match=reason):
        one(ANY, rule, **leaves)


ITEM = {
    "id": "E1.1",
    "kind": "exclusion",
    "parent": "E1",
    "text": "fever",
    "leaves": {"a": leaf("condition fever", "fever")},
}


@pytest.mark.parametrize(
    ("reason", "criteria"),
    [
        ("the id stands 2 times", [{"id": "E1", "kind": "exclusion", "text": w, "rule": None}
                                   for w in ("Fever", "no")]),
        ("does not go with the kind", [{"id": "I1", "kind": "exclusion", "text": "Fever", "rule": None}]),
        ("does not go with the parent", [{"id": "E1.1", "kind": "exclusion", "text": "Fever", "rule": None}]),
        ("there is no parent E1", [{**ITEM, "rule": "a"}]),
        ("does not stand there", [{"id": f"E{n}", "kind": "exclusion", "text": w, "rule": None}
                                  for n, w in ((1, "no fever"), (2, "Fever"))]),
        ("does not mention its items E1.1", [{"id": "E1", "kind": "exclusion", "text": "Fever", "rule": "a",
                                              "leaves": {"a": FEVER}}, {**ITEM, "rule": "a"}]),
    ],
)  # fmt: skip
def test_criteria_that_cannot_stand_are_named(reason: str, criteria: list[dict[str, Any]]) -> None:
    with pytest.raises(GoldError, match=reason):
        rules(ANY, *criteria)


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(GoldError) as wrong:
        one(ANY, ["any", "a", "b"], a=leaf("condition chills", "chills"), b=leaf("condition pain", "pain"))
    assert str(wrong.value).count("does not stand there") == 2


def written(folder: Path, data: object, name: str = "t") -> Path:
    (folder / f"{name}.txt").write_text("Exclusion:\n- Fever\n", encoding="utf-8")
    path = folder / f"{name}.gold.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


FILE = {
    **HEAD,
    "criteria": [
        {
            "id": "E1",
            "kind": "exclusion",
            "text": "Fever",
            "leaves": {"a": leaf("condition fever", "Fever")},
            "rule": "a",
        }
    ],
}


def test_a_file_with_its_source(tmp_path: Path) -> None:
    gold = read_gold(written(tmp_path, FILE))
    assert [str(c.rule) for c in gold.ruleset.criteria] == ["condition fever"]
    assert gold.trial.split == "dev"


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("stands twice", '{"id": "t", "id": "t"}'),
        ("t.gold.json: Expecting", "{"),
        ("area: Field required", {k: v for k, v in FILE.items() if k != "area"}),
        ("split: Input should be", {**FILE, "split": "train"}),
        ("colour: Extra inputs", {**FILE, "colour": "red"}),
        ("the id is 'u'", {**FILE, "id": "u"}),
    ],
)
def test_a_file_that_is_no_annotation(tmp_path: Path, reason: str, data: object) -> None:
    with pytest.raises(GoldError, match=reason):
        read_gold(written(tmp_path, data))


def test_an_annotation_needs_one_source(tmp_path: Path) -> None:
    path = written(tmp_path, FILE)
    (tmp_path / "t.html").write_text("<p>Fever</p>", encoding="utf-8")
    with pytest.raises(GoldError, match="2 source files beside it"):
        read_gold(path)


def test_quoted_words_are_whole_words_first() -> None:
    text = "SALT or ALT"
    assert locate(text, 0, len(text), "ALT").start == 8
    assert locate("100mg", 0, 5, "mg").start == 3
    with pytest.raises(NotFound, match="'of' does not stand behind 'ALT'"):
        locate(text, 0, len(text), "ALT … of")
