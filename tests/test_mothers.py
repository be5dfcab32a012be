"""Mothers and newborns: what the mother has is not her child's, and pregnant women who take part are no others."""

import pytest
import trialrules
from readings import cases, read_plainly

IN_FULL = [
    ("E", "Babies born to HIV positive mothers", "all(attribute age group = infant; condition maternal hiv infection)"),
    ("E", "Born to mothers with gestational diabetes", "condition maternal gestational diabetes"),
    ("I", "Women with epilepsy", "all(attribute sex = female; condition epilepsy)"),
    ("I", "Neonates born before 32 weeks of gestation", "gestational age < 32 wk"),
    (
        "I",
        "Preterm neonates born between 28 and 34 weeks",
        "all(condition prematurity; gestational age in [28, 34] wk)",
    ),
    ("I", "Children born before 32 weeks of gestation", "all(attribute age group = child; gestational age < 32 wk)"),
    ("I", "Babies of less than 7 days of age", "age < 7 d"),
    ("E", "Expected to die within 24 hours", "life expectancy <= 24 h"),
    ("E", "Death expected within 48 hours", "life expectancy <= 48 h"),
    ("I", "Expected to survive at least 1 year", "life expectancy >= 1 a"),
]
IN_PART = [
    ("E", "Offspring of mothers with schizophrenia", 'all(other "Offspring"; condition maternal schizophrenia)'),
    ("E", "Infants born by cesarean section", 'all(other "Infants born"; procedure cesarean section)'),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(IN_FULL, IN_PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("Singleton pregnancy at 16 to 22 weeks", ["gestational age", "age", "BMI"]),
        ("Women in labor", ["age", "BMI"]),
        ("Pregnant women and their newborns", ["maternal age", "maternal BMI"]),
        ("Infants born at 24 to 28 weeks of gestation", ["gestational age", "maternal age", "maternal BMI"]),
        ("Children with asthma", ["maternal age", "maternal BMI"]),
    ],
)
def test_the_values_of_mothers_who_take_part_are_the_participants(who: str, names: list[str]) -> None:
    rules = trialrules.extract(f"Inclusion Criteria:\n- {who}\n- Maternal age ≥ 18 years\n- Maternal BMI < 40 kg/m2\n")
    leaves = [leaf for c in rules.criteria for leaf in getattr(c.rule, "of", None) or [c.rule]]
    assert [leaf.measure.name for leaf in leaves if leaf.op == "threshold"] == names
