"""The scorers, on cases counted by hand; among them those by which a lazy scorer would be caught."""

import pytest
from gold_texts import leaf, one, rules
from trialrules.evaluation.counting import Counts, interval, total
from trialrules.evaluation.scoring import FIGURES, score
from trialrules.models import RuleSet

LABS = "Platelets < 100 x 10^9/L or hemoglobin < 9 g/dL"
PLATELETS = leaf("platelet count < 100 10*9/L", "Platelets < 100 x 10^9/L", concept="Platelets")
HEMOGLOBIN = leaf("hemoglobin < 9 g/dL", "hemoglobin < 9 g/dL", concept="hemoglobin")
GOLD = one(LABS, ["any", "a", "b"], a=PLATELETS, b=HEMOGLOBIN)

WASHOUT = "Natalizumab or fingolimod within 2 months before randomisation"
WITHIN = {"window": "within 2 months before randomisation", "anchor": "randomisation"}
NATALIZUMAB = leaf("drug natalizumab [<= 2 mo before randomization]", "Natalizumab", **WITHIN)
FINGOLIMOD = leaf("drug fingolimod [<= 2 mo before randomization]", "fingolimod", **WITHIN)
DRUGS = one(WASHOUT, ["any", "a", "b"], a=NATALIZUMAB, b=FINGOLIMOD)


def figures(gold: RuleSet, predicted: RuleSet | None) -> dict[str, Counts]:
    return total(part.figures for part in score(gold, predicted))


@pytest.mark.parametrize("gold", [GOLD, DRUGS], ids=["labs", "drugs"])
def test_the_gold_itself_is_wholly_right(gold: RuleSet) -> None:
    for name, c in figures(gold, gold).items():
        assert c.right == c.gold == c.predicted, name


def test_no_prediction_finds_nothing_and_invents_nothing() -> None:
    found = figures(DRUGS, None)
    assert found["criteria"] == Counts(0, 1, 0)
    assert found["drug exact"] == Counts(0, 2, 0)
    assert found["window"] == Counts(0, 2, 0)
    assert found["tree"] == Counts(0, 1, 1)
    assert found["heard"] == Counts(4, 4, 4)  # nothing was claimed to be read


def test_a_prediction_over_another_text_counts_as_none() -> None:
    assert figures(GOLD, DRUGS) == figures(GOLD, None)


def test_everything_predicted_is_invented_where_the_gold_has_nothing() -> None:
    found = figures(rules(LABS), GOLD)
    assert found["criteria"] == Counts(0, 0, 1)
    assert found["threshold"] == Counts(0, 0, 2)
    assert found["whole criteria"] == Counts(0, 0, 1)
    assert found["full and right"] == Counts(0, 1, 1)


def test_a_prediction_given_twice_is_right_once() -> None:
    """Once more on words of one character less it is no copy, but an invention."""
    shifted = leaf("platelet count < 100 10*9/L", "Platelets < 100 x 10^9", concept="Platelets")
    twice = one(LABS, ["any", "a", "b", "c"], a=PLATELETS, b=HEMOGLOBIN, c=shifted)
    found = figures(GOLD, twice)
    assert found["threshold"] == found["threshold + unit + measure"] == Counts(2, 2, 3)
    assert found["tree"].right == 0


def test_a_copy_of_a_leaf_that_the_logic_needs_counts_once() -> None:
    again = one(LABS, ["any", "a", "b", ["all", "a", "b"]], a=PLATELETS, b=HEMOGLOBIN)
    assert figures(GOLD, again)["threshold"] == Counts(2, 2, 2)


def test_a_name_twice_as_long_is_not_exact() -> None:
    long = leaf("drug natalizumab [<= 2 mo before randomization]", "Natalizumab or fingolimod", **WITHIN)
    found = figures(DRUGS, one(WASHOUT, "a", a=long))
    assert found["drug relaxed"] == Counts(1, 2, 1)
    assert found["drug exact"] == Counts(0, 2, 1)


def test_one_long_threshold_does_not_stand_for_two() -> None:
    long = leaf("platelet count < 100 10*9/L", LABS, concept="Platelets")
    assert figures(GOLD, one(LABS, "a", a=long))["threshold"] == Counts(1, 2, 1)


def test_an_interval_in_two_halves_is_not_the_interval() -> None:
    text = "EDSS 0 to 5.5"
    gold = one(text, "a", a=leaf("EDSS in [0, 5.5]", text, concept="EDSS"))
    low = leaf("EDSS >= 0", "EDSS 0", concept="EDSS")
    high = leaf("EDSS <= 5.5", "to 5.5")
    found = figures(gold, one(text, ["all", "a", "b"], a=low, b=high))
    assert found["threshold"] == Counts(0, 1, 2)
    assert "tree" not in found  # the gold's rule is one leaf
    assert found["whole criteria"] == Counts(0, 1, 1)


def test_swapped_bounds_are_wrong() -> None:
    swapped = leaf("platelet count > 100 10*9/L", "Platelets < 100 x 10^9/L", concept="Platelets")
    found = figures(GOLD, one(LABS, ["any", "a", "b"], a=swapped, b=HEMOGLOBIN))
    assert found["threshold"] == Counts(1, 2, 2)
    assert found["tree"] == Counts(1, 1, 1)  # the logic is right, the leaf is not
    assert found["whole criteria"] == Counts(0, 1, 1)


@pytest.mark.parametrize("says", ["platelet count <= 100 10*9/L", "platelet count < 100 x ULN"])
def test_inclusiveness_and_limits_belong_to_the_bounds(says: str) -> None:
    wrong = leaf(says, "Platelets < 100 x 10^9/L", concept="Platelets")
    assert figures(GOLD, one(LABS, "a", a=wrong))["threshold"] == Counts(0, 2, 1)


def test_the_right_value_with_another_unit() -> None:
    wrong = leaf("platelet count < 100 10*12/L", "Platelets < 100 x 10^9/L", concept="Platelets")
    found = figures(GOLD, one(LABS, ["any", "a", "b"], a=wrong, b=HEMOGLOBIN))
    assert (found["threshold"].right, found["threshold + unit"].right) == (2, 1)


def test_spellings_of_one_unit_are_the_same() -> None:
    other = leaf("platelet count < 100 10*3/uL", "Platelets < 100 x 10^9/L", concept="Platelets")
    assert figures(GOLD, one(LABS, "a", a=other))["threshold + unit"].right == 1


def test_the_right_value_with_the_wrong_measure() -> None:
    wrong = leaf("hemoglobin < 100 10*9/L", "Platelets < 100 x 10^9/L", concept="hemoglobin")
    found = figures(GOLD, one(LABS, "a", a=wrong))
    assert found["threshold + unit"] == Counts(1, 2, 1)
    assert found["threshold + unit + measure"] == Counts(0, 2, 1)


def test_a_window_on_the_wrong_drug_and_one_at_the_wrong_anchor() -> None:
    moved = leaf("drug natalizumab [<= 2 mo before screening]", "Natalizumab", **WITHIN)
    other = leaf("condition multiple sclerosis [<= 2 mo before randomization]", ("or", 1), **WITHIN)
    found = figures(DRUGS, one(WASHOUT, ["any", "a", "b"], a=moved, b=other))
    assert found["window"] == Counts(2, 2, 2)
    assert found["window + target"] == Counts(1, 2, 2)
    assert found["window + target + anchor"] == Counts(0, 2, 2)


def test_one_window_without_the_second_drug_is_half_of_it() -> None:
    bare = leaf("drug fingolimod", "fingolimod")
    found = figures(DRUGS, one(WASHOUT, ["any", "a", "b"], a=NATALIZUMAB, b=bare))
    assert found["window + target + anchor"] == Counts(1, 2, 1)
    assert found["heard"] == Counts(3, 4, 4)  # the lost one stood in a criterion that claims to be fully read


def test_a_loss_that_the_coverage_admits_is_not_silent() -> None:
    bare = one(WASHOUT, "a", a=NATALIZUMAB)
    partial = bare.model_copy(update={"criteria": (bare.criteria[0].model_copy(update={"coverage": "partial"}),)})
    assert figures(DRUGS, bare)["heard"] == Counts(2, 4, 4)
    assert figures(DRUGS, partial)["heard"] == Counts(4, 4, 4)
    assert figures(DRUGS, partial)["full and right"] == Counts(0, 0, 0)


def test_a_wrong_name_and_a_wrong_kind_of_mention() -> None:
    wrong = leaf("drug fumarate [<= 2 mo before randomization]", "Natalizumab", **WITHIN)
    found = figures(DRUGS, one(WASHOUT, ["any", "a", "b"], a=wrong, b=FINGOLIMOD))
    assert (found["drug exact"].right, found["drug + name"].right) == (2, 1)
    procedure = leaf("procedure natalizumab [<= 2 mo before randomization]", "Natalizumab", **WITHIN)
    found = figures(DRUGS, one(WASHOUT, "a", a=procedure))
    assert found["drug relaxed"] == Counts(0, 2, 0)
    assert found["procedure relaxed"] == Counts(0, 0, 1)


def test_the_wrong_operator_and_a_wrong_not() -> None:
    both = one(LABS, ["all", "a", "b"], a=PLATELETS, b=HEMOGLOBIN)
    found = figures(GOLD, both)
    assert (found["pairs"], found["tree"], found["polarity"]) == (Counts(0, 1, 1), Counts(0, 1, 1), Counts(2, 2, 2))
    denied = one(LABS, ["any", "a", ["not", "b"]], a=PLATELETS, b=HEMOGLOBIN)
    found = figures(GOLD, denied)
    assert (found["pairs"], found["tree"], found["polarity"]) == (Counts(1, 1, 1), Counts(0, 1, 1), Counts(1, 2, 2))


def test_trees_are_equal_up_to_order_nesting_and_de_morgan() -> None:
    gold = one(LABS, ["not", ["any", "a", "b"]], a=PLATELETS, b=HEMOGLOBIN)
    same = one(LABS, ["all", ["not", "b"], ["not", "a"]], a=PLATELETS, b=HEMOGLOBIN)
    found = figures(gold, same)
    assert found["tree"] == found["whole criteria"] == Counts(1, 1, 1)
    assert found["polarity"] == Counts(2, 2, 2)


def test_an_exception_that_is_dropped() -> None:
    text = "Malignancy except basal cell carcinoma"
    kept = leaf("condition malignancy except basal cell carcinoma", "Malignancy", excluding=["basal cell carcinoma"])
    gold = one(text, "a", a=kept)
    dropped = one(text, "a", a=leaf("condition malignancy", "Malignancy"))
    found = figures(gold, dropped)
    assert found["condition relaxed"] == Counts(1, 2, 1)
    assert found["whole criteria"].right == 0
    taken_in = one(text, ["any", "a", "b"], a=leaf("condition malignancy", "Malignancy"),
                   b=leaf("condition basal cell carcinoma", "basal cell carcinoma"))  # fmt: skip
    found = figures(gold, taken_in)
    assert found["condition relaxed"] == Counts(2, 2, 2)
    assert found["whole criteria"].right == 0


@pytest.mark.parametrize(
    "says",
    ["condition malignancy past", "condition malignancy for [>= 1 a]", "condition malignancy [<= 1 a before now]"],
)
def test_a_leaf_is_right_only_with_its_status_and_times(says: str) -> None:
    text = "Malignancy in the last year"
    gold = one(text, "a", a=leaf("condition malignancy", "Malignancy"))
    parts = (
        {"duration": "in the last year"} if " for " in says else {"window": "in the last year"} if "[" in says else {}
    )
    assert figures(gold, one(text, "a", a=leaf(says, "Malignancy", **parts)))["whole criteria"].right == 0


def test_a_criterion_of_the_wrong_kind_or_with_other_words() -> None:
    assert figures(GOLD, one(LABS, ["any", "a", "b"], "inclusion", a=PLATELETS, b=HEMOGLOBIN))["criteria"].right == 0
    half = "Platelets < 100 x 10^9/L"
    split = rules(
        LABS,
        {"id": "E1", "kind": "exclusion", "text": half, "leaves": {"a": PLATELETS}, "rule": "a"},
        {"id": "E2", "kind": "exclusion", "text": "hemoglobin < 9 g/dL", "leaves": {"a": HEMOGLOBIN}, "rule": "a"},
    )
    found = figures(GOLD, split)
    assert found["criteria"] == Counts(0, 1, 2)
    assert found["threshold"] == Counts(2, 2, 2)  # they are read, in criteria that are not
    assert found["pairs"] == Counts(0, 0, 0)  # the rule beside the gold's has one of the two leaves
    assert found["tree"].right == 0


LIST = "Within 4 weeks:\n- surgery\n- a live vaccine"
ITEMS = (
    {"id": "E1.1", "kind": "exclusion", "parent": "E1", "text": "surgery", "rule": "a",
     "leaves": {"a": leaf("procedure surgery", "surgery")}},
    {"id": "E1.2", "kind": "exclusion", "parent": "E1", "text": "a live vaccine", "rule": "a",
     "leaves": {"a": leaf('vaccine "live vaccine"', "live vaccine")}},
)  # fmt: skip


def test_the_window_of_a_lead_in_counts_once_for_each_item() -> None:
    head = {"id": "E1", "kind": "exclusion", "text": "Within 4 weeks:", "rule": ["any", "E1.1", "E1.2"]}
    shared = {**head, "window": {"says": "[<= 4 wk before now]", "words": "Within 4 weeks"}}
    gold, without = rules(LIST, shared, *ITEMS), rules(LIST, head, *ITEMS)
    assert figures(gold, gold)["window + target + anchor"] == Counts(2, 2, 2)
    found = figures(gold, without)
    assert found["window"] == Counts(0, 2, 0)
    assert found["drug exact"] == Counts(1, 1, 1)  # once, and not again in the lead-in
    assert found["whole criteria"] == Counts(2, 3, 3)


def test_codes_are_judged_where_the_gold_has_some() -> None:
    def coded(ruleset: RuleSet, *codes: tuple[str, str]) -> RuleSet:
        data = ruleset.model_dump()
        for item, code in zip(data["criteria"][0]["rule"]["of"], codes, strict=True):
            item["agent"]["codes"] = [{"system": code[0], "code": code[1]}] if code[1] else []
        return RuleSet.model_validate(data)

    gold = coded(DRUGS, ("ATC", "A1"), ("", ""))
    assert figures(gold, coded(DRUGS, ("ATC", "A1"), ("ATC", "A3")))["drug + code"] == Counts(1, 1, 1)
    assert figures(gold, coded(DRUGS, ("ATC", "A2"), ("", "")))["drug + code"] == Counts(0, 1, 1)
    assert figures(gold, coded(DRUGS, ("", ""), ("", "")))["drug + code"] == Counts(0, 1, 0)
    assert figures(gold, coded(DRUGS, ("MeSH", "A1"), ("MeSH", "A3")))["drug + code"] == Counts(0, 1, 0)


def test_every_figure_is_counted() -> None:
    assert set(figures(GOLD, GOLD)) == set(FIGURES)


def test_intervals_hold_the_figure_and_do_not_change() -> None:
    units = [Counts(n, 10, 10) for n in range(11)]
    low, high = interval(units)
    assert (low, high) == interval(units)
    assert 0.2 < low < 0.5 < high < 0.8
    assert interval([Counts(5, 10, 10)] * 4) == (0.5, 0.5)
    assert interval([]) == (0.0, 0.0)
