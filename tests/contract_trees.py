"""Rules as contract 1 writes them, each beside its notation; the tests of models and schema share them."""

from typing import Any, NamedTuple

from trialrules.models import Criterion, RuleSet, Span, Trial


class Tree(NamedTuple):
    notation: str
    rule: dict[str, Any]


def _upper(value: float, unit: str, inclusive: bool = True) -> dict[str, Any]:
    return {"upper": {"value": value, "inclusive": inclusive}, "unit": unit}


def _lower(value: float, unit: str, inclusive: bool = True) -> dict[str, Any]:
    return {"lower": {"value": value, "inclusive": inclusive}, "unit": unit}


def _score(bounds: dict[str, Any]) -> dict[str, Any]:
    """A range whose unit is the measure's canonical one."""
    return {**bounds, "canonical": bounds}


def _drug(name: str, written: str, months: int) -> dict[str, Any]:
    return {
        "op": "exposure",
        "role": "drug",
        "agent": {"text": written, "name": name},
        "window": {
            "range": _upper(months, "mo"),
            "direction": "before",
            "anchor": "first_dose",
            "anchor_text": "the first infusion",
        },
    }


TREES = [
    Tree(
        "any(drug ofatumumab [<= 6 mo before first_dose]; drug dimethyl fumarate [<= 3 mo before first_dose])",
        {"op": "any", "of": [_drug("ofatumumab", "Kesimpta", 6), _drug("dimethyl fumarate", "dimetylfumarat", 3)]},
    ),
    Tree(
        "EDSS in [2, 6.5]",
        {
            "op": "threshold",
            "measure": {"text": "EDSS", "name": "EDSS"},
            "range": _score(_lower(2, "1") | _upper(6.5, "1")),
        },
    ),
    Tree(
        "any(ALT > 3 x ULN; AST > 3 x ULN)",
        {
            "op": "any",
            "of": [
                {
                    "op": "threshold",
                    "measure": {"name": name},
                    "range": _lower(3, "1", inclusive=False),
                    "relative_to": "ULN",
                }
                for name in ("ALT", "AST")
            ],
        },
    ),
    Tree(
        'all(neutrophil count < 1.2 10*9/L; not(other "explained by benign ethnic neutropenia"))',
        {
            "op": "all",
            "of": [
                {
                    "op": "threshold",
                    "measure": {"name": "neutrophil count", "codes": [{"system": "EXAMPLE", "code": "1"}]},
                    "range": _score(_upper(1.2, "10*9/L", inclusive=False)),
                },
                {"op": "not", "of": {"op": "other", "text": "explained by benign ethnic neutropenia"}},
            ],
        },
    ),
    Tree(
        "any(condition malignancy current; condition malignancy past except basal cell carcinoma)",
        {
            "op": "any",
            "of": [
                {"op": "condition", "condition": {"name": "malignancy"}, "status": "current"},
                {
                    "op": "condition",
                    "condition": {"name": "malignancy"},
                    "status": "past",
                    "excluding": [{"name": "basal cell carcinoma"}],
                },
            ],
        },
    ),
    Tree(
        'all(drug leflunomide [<= 1 a before now]; not(all(other "washed out"; leflunomide level < 0.03 ug/mL {?})))',
        {
            "op": "all",
            "of": [
                {
                    "op": "exposure",
                    "role": "drug",
                    "agent": {"name": "leflunomide", "also": [{"text": "Arava"}]},
                    "window": {"range": _upper(1, "a")},
                },
                {
                    "op": "not",
                    "of": {
                        "op": "all",
                        "of": [
                            {"op": "other", "text": "washed out"},
                            {
                                "op": "threshold",
                                "measure": {"name": "leflunomide level"},
                                "range": _upper(0.03, "ug/mL", inclusive=False),
                            },
                        ],
                    },
                },
            ],
        },
    ),
    Tree(
        "at_least 2(CTCAE grade >= 3 of diarrhoea; systolic blood pressure > 160 ? {> 160 mm[Hg]}; "
        "condition allergy to drug:penicillin; attribute sex = female)",
        {
            "op": "at_least",
            "count": 2,
            "of": [
                {
                    "op": "threshold",
                    "measure": {"name": "CTCAE grade"},
                    "of": {"name": "diarrhoea"},
                    "range": _score(_lower(3, "1")),
                },
                {
                    "op": "threshold",
                    "measure": {"name": "systolic blood pressure"},
                    "range": {
                        "lower": {"value": 160, "inclusive": False},
                        "canonical": _lower(160, "mm[Hg]", inclusive=False),
                    },
                },
                {"op": "condition", "condition": {"name": "allergy"}, "to": {"name": "penicillin"}, "to_role": "drug"},
                {"op": "attribute", "name": "sex", "value": "female"},
            ],
        },
    ),
    Tree(
        'vaccine "live vaccine" planned [< 6 wk after first_dose] for [>= 2 d] dose > 1 mL except "influenza vaccine"',
        {
            "op": "exposure",
            "role": "vaccine",
            "agent": {"name": "live vaccine"},
            "status": "planned",
            "window": {
                "range": _upper(6, "wk", inclusive=False),
                "direction": "after",
                "anchor": "first_dose",
            },
            "duration": _lower(2, "d"),
            "dose": _lower(1, "mL", inclusive=False),
            "excluding": [{"name": "influenza vaccine"}],
        },
    ),
]


def ruleset_with(rule: dict[str, Any]) -> RuleSet:
    """A RuleSet of one exclusion criterion that holds the rule."""
    text = "As the protocol says"
    criterion = {"id": "E1", "kind": "exclusion", "span": Span(start=0, end=len(text)), "text": text}
    return RuleSet(
        trial=Trial(id="T1"),
        text=text,
        criteria=(Criterion.model_validate({**criterion, "rule": rule, "coverage": "full"}),),
    )
