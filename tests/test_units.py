"""Units: every UCUM code has its true size in pint, every surface form its code, and conversions come out by hand."""

import math
import re
from typing import Any

import pint
import pytest
import trialrules
from leaves import plain, walk
from molmass import Formula
from trialrules.patterns.measures import measures
from trialrules.patterns.units import factor, is_unit, lookup, pint_words, table

REGISTRY: Any = pint.UnitRegistry()
SIZED = [ucum for ucum, entry in table().items() if entry["pint"]]
WORDS = [(word, ucum) for ucum, entry in table().items() for word in entry["words"]]
TEMPERATURES = ("Cel", "[degF]")

# UCUM's own atoms: size in the base units kilogram, metre, second, mole, kelvin; and the powers of these.
DAY = 86_400
ATOMS = {
    "g": (1e-3, "kg"), "L": (1e-3, "m3"), "mol": (1, "mol"), "m": (1, "m"), "m2": (1, "m2"), "m3": (1, "m3"),
    "s": (1, "s"), "min": (60, "s"), "h": (3600, "s"), "d": (DAY, "s"), "wk": (7 * DAY, "s"), "a": (365.25 * DAY, "s"),
    "mo": (365.25 * DAY / 12, "s"), "Pa": (1, "kg/m/s2"), "m[Hg]": (133_322.387415, "kg/m/s2"),
    "m[H2O]": (9806.65, "kg/m/s2"), "Gy": (1, "m2/s2"), "[lb_av]": (0.45359237, "kg"), "[in_i]": (0.0254, "m"),
    "[ft_i]": (0.3048, "m"), "[mi_i]": (1609.344, "m"), "deg": (math.pi / 180, ""), "%": (0.01, ""),
    "[ppm]": (1e-6, ""), "{1.73_m2}": (1, ""), "1": (1, ""), "": (1, ""),
}  # fmt: skip
PREFIXES = {"k": 1e3, "c": 1e-2, "d": 1e-1, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12}


def atom(code: str) -> tuple[float, str]:
    """Size and powers of one UCUM term, a prefix and an exponent of length included."""
    if power := re.fullmatch(r"10\*(\d+)", code):
        return 10.0 ** int(power[1]), ""
    if code in ATOMS:
        return ATOMS[code]
    if cubed := re.fullmatch(r"([cmu])m([23])", code):
        return (PREFIXES[cubed[1]]) ** int(cubed[2]), f"m{cubed[2]}"
    size, powers = ATOMS[code[1:]]
    return PREFIXES[code[0]] * size, powers


def by_hand(ucum: str) -> Any:
    """A UCUM code as a quantity, by its own grammar and not by our table."""
    above, *below = (atom(term) for term in ucum.split("/"))
    quantity = above[0] * REGISTRY.parse_expression(_si(above[1]))
    for size, powers in below:
        quantity = quantity / (size * REGISTRY.parse_expression(_si(powers)))
    return quantity


def _si(powers: str) -> str:
    return re.sub(r"([a-z])(\d)", r"\1**\2", powers) or "dimensionless"


@pytest.mark.parametrize("ucum", [u for u in SIZED if u not in TEMPERATURES])
def test_a_unit_has_its_true_dimension_and_size(ucum: str) -> None:
    ours = REGISTRY.parse_expression(pint_words(ucum)) * REGISTRY.dimensionless
    true = by_hand(ucum)
    assert ours.dimensionality == true.dimensionality
    assert (ours / true).to("dimensionless").magnitude == pytest.approx(1, rel=1e-5)


@pytest.mark.parametrize("ucum", SIZED)
def test_one_of_a_unit_round_trips(ucum: str) -> None:
    quantity = REGISTRY.parse_expression(pint_words(ucum))
    back = quantity.to_base_units().to(quantity.units)
    assert back.magnitude == pytest.approx(quantity.magnitude)
    assert factor(ucum, ucum) == 1


@pytest.mark.parametrize(("word", "ucum"), WORDS)
def test_a_surface_form_leads_to_its_unit(word: str, ucum: str) -> None:
    assert lookup(word) == ucum


@pytest.mark.parametrize(
    ("surface", "ucum"),
    [
        ("x 10^9/L", "10*9/L"), ("x 10*9/L", "10*9/L"), ("x10⁹/L", "10*9/L"), ("x 109/L", "10*9/L"),
        ("× 10^3/µL", "10*3/uL"), ("10^6/mL", "10*6/mL"), ("x 10^9 cells/L", "10*9/L"), ("x 10^12/L", "10*12/L"),
        ("/mm3", "/mm3"), ("/µL", "/uL"), ("/μL", "/uL"), ("K/uL", "10*3/uL"), ("G/L", "10*9/L"),
        ("mL/min/1.73 m²", "mL/min/{1.73_m2}"), ("mcg/ml", "ug/mL"), ("μmol/L", "umol/L"), ("mm Hg", "mm[Hg]"),
        ("cells/mcL", "/uL"), ("per mcL", "/uL"), ("g/100 mL", "g/dL"), ("mcIU/mL", "u[IU]/mL"), ("dB/m", "dB/m"),
        ("mL/min per 1.73 square metres", "mL/min/{1.73_m2}"), ("events per hour", "/h"), ("mL/kg/hour", "mL/kg/h"),
        ("mg/24 h", "mg/d"), ("mg/mg", "mg/mg"), ("x 10(9)/L", "10*9/L"), ("× 10^3/microliter", "10*3/uL"),
        ("kilometres per week", "km/wk"), ("thousand/µL", "10*3/uL"), ("mg per furlong", None), ("per protocol", None),
        ("m", "m"), ("furlong", None), ("", None), ("K", None),
    ],
)  # fmt: skip
def test_surface_forms_of_the_registries(surface: str, ucum: str | None) -> None:
    assert lookup(surface) == ucum


@pytest.mark.parametrize(
    ("source", "target", "value"),
    [
        ("/mm3", "10*9/L", 1e-3), ("/uL", "10*9/L", 1e-3), ("10*3/uL", "10*9/L", 1), ("10*6/mL", "10*9/L", 1),
        ("g/L", "g/dL", 0.1), ("mg/L", "mg/dL", 0.1), ("ug/mL", "ng/mL", 1000), ("ug/L", "ng/mL", 1),
        ("mo", "a", 1 / 12), ("wk", "d", 7), ("d", "a", 1 / 365.25), ("h", "d", 1 / 24), ("[lb_av]", "kg", 0.45359237),
        ("[ft_i]", "cm", 30.48), ("[in_i]", "cm", 2.54), ("mL/s", "mL/min", 60), ("g/d", "mg/d", 1000),
        ("mg/dL", "umol/L", None), ("mmol/L", "mg/dL", None), ("U/L", "umol/L", None), ("[degF]", "Cel", None),
        ("mL/min", "kg", None), ("10*9/L", "g/L", None), ("{half-life}", "d", None), ("%", "1", None), ("1", "%", None),
        ("mmol/mol", "%", None), ("mg/g", "%", None), ("deg", "1", None), ("mg/g", "g/g", 1e-3),
    ],
)  # fmt: skip
def test_conversions_by_hand(source: str, target: str, value: float | None) -> None:
    assert factor(source, target) == (None if value is None else pytest.approx(value))


def leaf(words: str) -> str:
    (found,) = walk(trialrules.extract(f"Exclusion: {words}").criteria[0].rule)
    return str(found)


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("platelets < 75000 /mm3", "platelet count < 75000 /mm3 {< 75 10*9/L}"),
        ("platelets < 75,000/µL", "platelet count < 75000 /uL {< 75 10*9/L}"),
        ("platelets < 75 K/uL", "platelet count < 75 10*3/uL {< 75 10*9/L}"),
        ("platelets < 75 G/L", "platelet count < 75 10*9/L"),
        ("hemoglobin < 80 g/L", "hemoglobin < 80 g/L {< 8 g/dL}"),
        ("body weight < 100 lbs", "body weight < 100 [lb_av] {< 45.359237 kg}"),
        ("height > 6 feet", "height > 6 [ft_i] {> 182.88 cm}"),
        ("age < 6 months", "age < 6 mo {< 0.5 a}"),
        ("creatinine > 1.5 mg/dL", "creatinine > 1.5 mg/dL"),
        ("creatinine > 200 µmol/L", "creatinine > 200 umol/L {> 2.26236 mg/dL}"),
        ("body temperature > 100.4 °F", "body temperature > 100.4 [degF] {> 38 Cel}"),
        ("FEV1/FVC < 70%", "FEV1/FVC < 70 % {< 0.7}"),
    ],
)
def test_a_threshold_keeps_its_unit_and_has_the_canonical_one(words: str, notation: str) -> None:
    assert leaf(words) == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("HbA1c > 53 mmol/mol", "HbA1c > 53 mmol/mol {> 7 %}"),  # NGSP = 0.09148 x IFCC + 2.152
        ("HbA1c 42 to 86 mmol/mol", "HbA1c in [42, 86] mmol/mol {in [5.994, 10.02] %}"),
        ("Karnofsky < 70%", "Karnofsky < 70 % {< 70}"),
        ("Karnofsky < 70", "Karnofsky < 70"),
        ("BMI percentile ≥ 85%", "BMI percentile >= 85 % {>= 85}"),
        ("plaque index > 20%", "plaque index > 20 % {?}"),
        ("FiO2 > 60%", "FiO2 > 60 %"),
        ("AST > 2 µkat/L", "AST > 2 ukat/L {> 120 U/L}"),
        ("ALT > 100 IU/L", "ALT > 100 [IU]/L {> 100 U/L}"),
        ("potassium > 5.5 mEq/L", "potassium > 5.5 meq/L {> 5.5 mmol/L}"),
        ("calcium > 5 mEq/L", "calcium > 5 meq/L {> 2.5 mmol/L}"),
    ],
)
def test_between_pure_numbers_the_measure_says_what_converts(words: str, notation: str) -> None:
    assert leaf(words) == notation


@pytest.mark.parametrize(
    ("name", "unit", "value", "canonical"),
    [
        ("FiO2", "1", 0.6, 60), ("FEV1/FVC", "%", 70, 0.7), ("HbA1c", "mmol/mol", 48, 6.54304),
        ("EuroSCORE", "1", 6, None), ("STS score", "1", 4, None), ("neck disability index", "1", 20, None),
        ("Oswestry disability index", "1", 20, None), ("PD-L1 expression", "1", 1, None), ("UPCR", "mg/g", 500, 0.5),
    ],
)  # fmt: skip
def test_a_score_is_no_proportion(name: str, unit: str, value: float, canonical: float | None) -> None:
    line = measures()[name].line_from(unit)
    assert (line and value * line[0] + line[1]) == (None if canonical is None else pytest.approx(canonical))


@pytest.mark.parametrize("words", ["platelets < 75 K", "body temperature > 311 K", "EDSS < 5 K"])
def test_a_k_is_no_kelvin(words: str) -> None:
    found = {plain(str(part)) for part in walk(trialrules.extract(f"Exclusion: {words}").criteria[0].rule)}
    assert not [notation for notation in found if re.search(r"\bK\b|kelvin", notation) and "other" not in notation]


def test_units_of_a_measure_are_known_and_sized_as_its_canonical_unit() -> None:
    for measure in measures().values():
        assert is_unit(measure.unit), measure.pattern
        assert measure.unit not in measure.units, measure.pattern


def test_molar_masses_are_those_of_the_formulas() -> None:
    known = [m for m in measures().values() if m.substance is not None]
    assert len(known) > 20
    for m in known:
        assert m.molar_mass == pytest.approx(Formula(m.substance).mass, abs=0.001), m.name


def test_moles_become_grams_by_the_molar_mass_alone() -> None:
    assert factor("umol/L", "mg/dL", 113.118) == pytest.approx(0.0113118)
    assert factor("mg/dL", "umol/L", 113.118) == pytest.approx(88.403, abs=0.001)
    assert factor("umol/L", "mg/dL") is None
    assert factor("d", "mg/dL", 113.118) is None
