"""FHIR R5: an EvidenceVariable of all criteria, and the ResearchStudy whose eligibility it is, in one Bundle.

The elements are those of hl7.org/fhir/R5/evidencevariable.html and researchstudy.html. FHIR's ranges include their
ends, and it can say no exception to a kind: such leaves go out as words, and are counted as losses.
"""

import json
from collections.abc import Iterator
from typing import Any

from ...models import (
    All,
    AtLeast,
    Attribute,
    Bound,
    Concept,
    Condition,
    Criterion,
    Duration,
    Exposure,
    Leaf,
    Not,
    Other,
    PlainRange,
    Rule,
    RuleSet,
    Threshold,
    Window,
)
from ...models import Any as AnyOf
from ...models.notation import as_written
from ...patterns.code_systems import URIS
from .base import Loss, deciding, in_every_unit, leaves, lost, unread

Element = dict[str, Any]

UCUM = "http://unitsofmeasure.org"
OFFSET = "http://hl7.org/fhir/characteristic-offset"
OFFSETS = {"ULN": "UNL", "LLN": "LNL"}
"""The reference point of a relative limit: hl7.org/fhir/R5/codesystem-characteristic-offset.html."""


def said(ruleset: RuleSet, _: object = None) -> tuple[str, Iterator[Loss]]:
    """The Bundle of a trial as JSON, and what it says in words alone."""
    return document(ruleset), losses(ruleset)


def document(ruleset: RuleSet) -> str:
    """The Bundle of a trial as JSON."""
    study = {
        "resourceType": "ResearchStudy", "id": "study", "status": "active",
        "identifier": [{"value": ruleset.trial.id}],
        "recruitment": {"eligibility": {"reference": "EvidenceVariable/eligibility"}},
    }  # fmt: skip
    if ruleset.trial.title:
        study["title"] = ruleset.trial.title
    entries = [{"resource": study}, {"resource": evidence_variable(ruleset)}]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}, ensure_ascii=False, indent=1)


def evidence_variable(ruleset: RuleSet) -> Element:
    """The EvidenceVariable: every criterion a characteristic, those of exclusion with ``exclude``."""
    criteria = deciding(ruleset)
    out: Element = {"resourceType": "EvidenceVariable", "id": "eligibility", "status": "active"}
    if criteria:
        out["characteristic"] = [_combined("all-of", [_criterion(c) for c in criteria])]
    return out


def losses(ruleset: RuleSet) -> Iterator[Loss]:
    """What the Bundle says in words alone."""
    yield from unread(ruleset)
    for c in deciding(ruleset):
        yield from (lost(ruleset, c, leaf, reason) for leaf in leaves(c) if (reason := _unsayable(leaf)))
        if c.group is not None:
            yield Loss(ruleset.trial.id, c.id, c.group, "a criterion of one group stands beside those of all")


def _criterion(c: Criterion) -> Element:
    assert c.rule is not None
    out = _characteristic(c.rule)
    if c.kind == "exclusion":
        out = _denied(out)
    where = f" ({c.group})" if c.group else ""
    return {**out, "linkId": c.id, "description": f"{c.kind}{where}: {' '.join(c.text.split())}"}


def _characteristic(rule: Rule) -> Element:
    match rule:
        case Not():
            return _denied(_characteristic(rule.of))
        case All() | AnyOf() | AtLeast():
            code = {"all": "all-of", "any": "any-of"}.get(rule.op, "at-least")
            out = _combined(code, [_characteristic(part) for part in rule.of])
            if isinstance(rule, AtLeast):
                out["definitionByCombination"]["threshold"] = rule.count
            return out
    return _leaf(rule)


def _combined(code: str, parts: list[Element]) -> Element:
    return {"definitionByCombination": {"code": code, "characteristic": parts}}


def _denied(characteristic: Element) -> Element:
    """``exclude`` on a characteristic; one that has it is wrapped, for FHIR has no double negation."""
    inner = _combined("all-of", [characteristic]) if characteristic.get("exclude") else characteristic
    return {**inner, "exclude": True}


def _leaf(leaf: Leaf) -> Element:
    if _unsayable(leaf):
        return {"description": as_written(leaf), "definitionCodeableConcept": {"text": as_written(leaf)}}
    match leaf:
        case Threshold():
            parts = [_quantified(leaf, range) for range in in_every_unit(leaf)]
            out = parts[0] if len(parts) == 1 else _combined("any-of", parts)
        case Exposure():
            out = _typed(leaf.role, leaf.status, leaf.agent)
        case Condition() if leaf.to is not None:
            out = _typed(f"{leaf.condition.name} to", leaf.status, leaf.to)
        case Condition():
            out = _typed("condition", leaf.status, leaf.condition)
        case Attribute():
            value = {"valueCodeableConcept": {"text": leaf.value}}
            out = {"definitionByTypeAndValue": {"type": {"text": leaf.name}, **value}}
    return {**out, **_timed(leaf), "description": as_written(leaf)}


def _unsayable(leaf: Leaf) -> str | None:
    """Why a leaf goes out as words; None where FHIR can say it."""
    match leaf:
        case Other():
            return "a person must judge it"
        case Threshold():
            if leaf.range.unit is None:
                return "no unit is written"
            if leaf.of is not None:
                return "what is graded or counted has no element of its own"
            if leaf.relative_to not in (None, *OFFSETS):
                return f"no offset for {leaf.relative_to}"
        case Exposure() | Condition():
            if leaf.excluding:
                return "an exception to a kind cannot be said of a patient who has both"
            if isinstance(leaf, Exposure) and leaf.dose is not None:
                return "no element for the dose"
    return _untimed(getattr(leaf, "window", None), getattr(leaf, "duration", None))


def _untimed(window: Window | None, duration: Duration | None) -> str | None:
    for range in (window.range if window else None, duration):
        if range is not None and range.unit not in ("a", "mo", "wk", "d", "h", "min"):
            return f"no time in {range.unit}"
        if range is not None and any(bound is not None and not bound.inclusive for bound in (range.lower, range.upper)):
            return "a range of time includes its ends"
    return None


def _typed(type_: str, status: str | None, concept: Concept) -> Element:
    """Of a type that says the status too ("drug, past"), for no element does."""
    text = ", ".join(filter(None, (type_, status)))
    return {"definitionByTypeAndValue": {"type": {"text": text}, "valueCodeableConcept": _concept(concept)}}


def _concept(concept: Concept) -> Element:
    """Its name, and its codes in the systems that FHIR knows."""
    known = [code for code in concept.codes if code.system in URIS]
    coding = [{"system": URIS[code.system], "code": code.code} for code in known]
    return {"text": concept.name, **({"coding": coding} if coding else {})}


def _quantified(leaf: Threshold, range: PlainRange) -> Element:
    """One comparison, or both ends: as a Range where both belong to it."""
    low, high = range.lower, range.upper
    if low is not None and high is not None and not (low.inclusive and high.inclusive):
        return _combined("all-of", [_compared(leaf, PlainRange(**{end: bound}, unit=range.unit))
                                    for end, bound in (("lower", low), ("upper", high))])  # fmt: skip
    return _compared(leaf, range)


def _compared(leaf: Threshold, range: PlainRange) -> Element:
    low, high = range.lower, range.upper
    unit = {"unit": range.unit, "system": UCUM, "code": range.unit}
    value: Element
    if low is not None and high is not None and low.value != high.value:
        value = {"valueRange": {"low": {"value": low.value, **unit}, "high": {"value": high.value, **unit}}}
    else:
        value = {"valueQuantity": {"value": (low or high).value, **_sign(low, high), **unit}}  # type: ignore[union-attr]
    definition = {"type": _concept(leaf.measure), **value}
    if leaf.relative_to is not None:
        definition["offset"] = {"coding": [{"system": OFFSET, "code": OFFSETS[leaf.relative_to]}]}
    return {"definitionByTypeAndValue": definition}


def _sign(low: Bound | None, high: Bound | None) -> Element:
    if low is not None and high is not None:
        return {}
    bound, sign = (low, ">") if low is not None else (high, "<")
    assert bound is not None
    return {"comparator": sign + ("=" if bound.inclusive else "")}


def _timed(leaf: Leaf) -> Element:
    out: Element = {}
    if (window := getattr(leaf, "window", None)) is not None:
        event = {"text": window.anchor_text or window.anchor}
        out["timeFromEvent"] = [{"eventCodeableConcept": event, "range": _time_range(window)}]
    if (duration := getattr(leaf, "duration", None)) is not None:
        out["durationRange"] = _ends(duration.lower, duration.upper, duration.unit, 1)
    return out


def _time_range(window: Window) -> Element:
    """From far to near: before the anchor, numbers below 0; the near end is the anchor where none is written."""
    range, zero = window.range, Bound(value=0, inclusive=True)
    near = range.lower or zero
    if window.direction == "before":
        return _ends(range.upper, near, range.unit, -1)
    return _ends(near, range.upper, range.unit, 1)


def _ends(low: Bound | None, high: Bound | None, unit: str | None, sign: int) -> Element:
    written = {"unit": unit, "system": UCUM, "code": unit}
    ends = {"low": low, "high": high}
    return {end: {"value": sign * bound.value, **written} for end, bound in ends.items() if bound is not None}
