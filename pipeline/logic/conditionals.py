""" "If A then B" in its forms: who or what a requirement holds for, and the requirement."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise
from typing import NamedTuple

from ...patterns.gate import Gated
from ..parts import Part
from . import asked_of, brackets
from .nodes import Rule, Words, at, negation

_FLAGS = re.IGNORECASE
MUST = Gated(
    r"\b(?:must|should|shall|has\s+to|have\s+to|needs?\s+to|(?:is|are)\s+required)\b(?!\s+be\s+excluded)", _FLAGS
)
_NEED = Gated(
    r"(?<!\bwho\s)(?<!\bthat\s)(?<!\bwhich\s)(?<!\band\s)(?<!\bor\s)\b(?:needs?|requires?)\s+(?=(?:(?:an?|the|at\s+least\s+one)\s+)?"
    r"(?:(?:documented|current|recent|repeat|confirmed|second)\s+)*(?:negative|normal)\s|"
    r"(?:an?\s+|the\s+)?(?:[A-Za-z][\w-]*\s+){0,5}?(?:[<>≥≤=]|(?:at\s+(?:least|most)|(?:no\s+)?(?:more|less|greater|higher|lower)\s+than|above|below|between)\s+(?:\S*\d|one\b|two\b|three\b)))",
    _FLAGS,
)
""" "Women of childbearing potential **need** a negative test": what must be; who needs a drug needs it now."""
_CANNOT = Gated(r"\b(?:can|may)\s*not\s+(?=exceed|be\b)", _FLAGS)
_OR_ENDS = re.compile(r"\bor\s*,?\s*\Z", _FLAGS)
_ONE_OR = re.compile(r"\bor\b", _FLAGS)
_USES = Gated(
    r"(?<!\bwho\s)(?<!\bwho\sare\s)\b(?:agree(?:s|ing)?\s+to|willing\s+to|us(?:e|es)|practi[cs]es?|abstains?)\b", _FLAGS
)
_IF = re.compile(r"\W*(?:\d+[.)]\s*)?(?:if|in\s+case\s+of|when|in\s+(?:the\s+)?(?:absence|presence)\s+of)\b", _FLAGS)
_OPENING = re.compile(
    r"\W*(?:\d+[.)]\s*)?(?:if|in\s+case\s+of|when|in\s+(?:the\s+)?(?:absence|presence)\s+of|for|in|among)\b", _FLAGS
)
_HAS = re.compile(
    rf"\W*(?:if|when)\s+(?:(?:the|an?|any)\s+)?{asked_of.PEOPLE}\s+(?:(?:has|have|had|is|are|was|were|uses?|takes?|receives?|suffers?)\s+)"
    r"(?:(?:been|being|an?|the|any|on|from|taking|receiving|using|known|severe|history\s+of|diagnosed\s+with)\s+)*",
    _FLAGS,
)
_PEOPLE = re.compile(
    rf"\W*(?:(?:for|in|among)\s+)?(?:all|any)?\s*(?:(?:fe)?male\s+|adult\s+)?{asked_of.PEOPLE}\b", _FLAGS
)
_SOME_PEOPLE = re.compile(rf"\W*(?:[\w-]+\s+){{1,3}}{asked_of.PEOPLE}\b", _FLAGS)
_WITH = re.compile(r"\W*with\b", _FLAGS)
_FOR_PEOPLE = re.compile(rf"\W*(?:for|in|among)\s+(?:all\s+)?(?:[\w-]+\s+)?{asked_of.PEOPLE}\b", _FLAGS)
_STATED = re.compile(
    rf"\W*(?:(?:the|each|every)\s+)?{asked_of.PEOPLE}\s+(?:has|have|had|is|are|was|were|suffers?)\b", _FLAGS
)
"""What is said of somebody and limits nobody: "patient has asthma: FEV1 < 60 %"."""
_NOBODY_ELSE = re.compile(rf"\W*(?:(?:all|any|the)\s+)?(?:{asked_of.PEOPLE}\s*)?", _FLAGS)
_SUBJECT = re.compile(rf"\b(?:they|s?he(?:/s?he)?|(?:the(?:se)?|those|such|this)\s+{asked_of.PEOPLE})\s*\Z", _FLAGS)
"""Of whom the consequence is said."""
_LABEL = re.compile(rf"{asked_of.PEOPLE}(?:\s+only)?\s*$", _FLAGS)
WELCOME = Gated(
    r"\b(?:(?:(?:is|are)\s+|(?:may|can|will)\s+(?:only\s+|also\s+)?be\s+)(?:also\s+|only\s+)*"
    r"(?:eligible|allowed|permitted|included|enrolled|acceptable|accepted)|"
    r"(?:may|can)\s+(?:only\s+|also\s+)?(?:participate|take\s+part))\s+"
    r"(?:only\s+)?(?:if|provided(?:\s+that)?|when|as\s+long\s+as)\b",
    _FLAGS,
)
_IF_ALONE = re.compile(r"[\s,(]*if\b", _FLAGS)
""" "Body weight >= 40 kg if aged 12 to 17": for those alone."""
_TRAILING = Gated(
    r"(?<!only\s)(?<!even\s)\bif\b(?!\s+(?:not|any|applicable|needed|necessary|required|possible|available|used|taken|"
    r"present|so|appropriate|indicated)\b)|\b(?:only\s+)?(?:for|in|among)\s+(?:all\s+)?"
    rf"(?P<too>(?:fe)?(?:male|wom[ae]n|men|males)\s+(?:and|or)\s+)?(?:(?:fe)?male\s+)?{asked_of.PEOPLE}\s+(?:not\s+)?(?:with|without|who|of|on|receiving|taking|using|undergoing|requiring|treated|aged)\b|"
    rf"\b(?:only\s+)?(?:for|in|among)\s+(?:(?:all|the)\s+)?(?:(?!the\b|all\b|both\b|either\b|each\b|healthy\b)[\w'/-]+\s+){{0,3}}(?<!\bof\s){asked_of.PEOPLE}(?=\s*(?:[.,;)]|$))",
    _FLAGS,
)
_NEXT_RULE = Gated(
    r"\s*,?\s*\b(?:and|while|whereas)\s+(?:(?:all|any|the)\s+)*"
    rf"(?=(?:(?!and\b|or\b|who\b)[\w-]+\s+){{0,2}}{asked_of.PEOPLE}\s+(?:[\w-]+\s+){{0,6}}?(?:must|should|shall|has\s+to|have\s+to)\b)",
    _FLAGS,
)
""" "Women must A **and** men must B"."""
_THE_SAME = re.compile(
    r"\s*,?\s*and\s+(?:the\s+)?(?:patients?|subjects?|participants?|they|he|she)\s+(?:must|should|shall|has\s+to|have\s+to)\b",
    _FLAGS,
)
""" "If A, B must hold **and the patient must** have C": of the same people."""
_TWO_VALUES = re.compile(r"\bor\b|\d\s*/\s*\d", _FLAGS)
_IF_USED = Gated(
    r"\bif\s+(?:any|applicable|needed|present|prescribed|given|(?:being\s+)?(?:used|taken)|receiving|on\s+(?:these|them|such|any))\b|"
    r"\b(?:when|where)\s+(?:used|taken|applicable|prescribed|given)(?=\s*(?:[,.;)]|$))|"
    r"\bonly\s+(?:if|when)\b|\bas\s+long\s+as\b|\bprovided\b",
    _FLAGS,
)
_NOT_OR = re.compile(
    r"\s*[:,]?\s*(?:(?:is|are|either)\s+)*(?:not\s+(?:taken|used|received|in\s+use)|none)\s*,?\s+or\b", _FLAGS
)
""" "Lithium: not taken or on a stable dose for 3 months"."""
_IF_ANY = re.compile(
    r"\s*[,(]\s*if\s+(?:any|(?:being\s+)?(?:used|taken|given|prescribed|received|administered))\s*[,)]", _FLAGS
)
_USE = frozenset(("duration", "dose"))
_MAX_LABEL = 80
_AND_PEOPLE = Gated(
    r"\s*,?\s*\b(?:and|or|and\s*/\s*or|as\s+well\s+as)\s+(?:(?:for|in|all|any|the)\s+)*"
    rf"(?=(?:(?!and\b|or\b|their\b)[\w-]+\s+){{0,2}}{asked_of.PEOPLE}\b)",
    _FLAGS,
)
""" "Patients with A **and** patients with B must have C": nobody needs to be both."""


class Conditional(NamedTuple):
    """Those for whom a requirement holds, none where it holds for all, and the requirement; where each's words end.

    ``binding``: the words say that it must hold; ``welcome``: they say that these people may then take part;
    ``words`` are those that say which is which.
    """

    premise: list[Part]
    consequence: list[Part]
    premise_at: tuple[int, int]
    consequence_at: tuple[int, int]
    binding: bool
    words: list[tuple[int, int]]
    welcome: bool = False


def find(w: Words, start: int, end: int, parts: list[Part]) -> Conditional | None:
    """How a clause is parted into those for whom it holds and what it requires of them, or None."""
    for first, second, binding in _hinges(w, start, end):
        premise = [p for p in parts if p.end <= first]
        consequence = [p for p in parts if at(p) >= second or p.end > second]
        unread = [p for p in parts if p.leaf["op"] == "other" and first <= p.start and p.end <= second]
        if not consequence or len(premise) + len(consequence) + len(unread) < len(parts):
            continue
        if any(p.stopped and _limit_at(p) >= first for p in premise):  # "If on A, it must have ended, and B must hold"
            w.unsure.append((first, second))
            return None
        if first == second and not _whoever_uses(premise, consequence):
            continue
        if (
            w.view[first] == ","
            and not binding
            and not asked_of.after_comma(w, start, end, first, premise, consequence)
        ):
            continue
        if _HAS.fullmatch(w.view, start, premise[0].start if premise else start) and _goes_on(w, premise, consequence):
            continue
        of_some = _FOR_PEOPLE.match(w.view, start, first) is not None and all("value" not in p.leaf for p in premise)
        if premise and (of_some or not all(_everybody(p) for p in premise)):
            for p in consequence:  # what is denied of those for whom it holds is not denied of the requirement
                p.cues = [c for c in p.cues if c.start >= first or c.category != "NEGATED"]
            said = _said(w, start, first, second)
            welcome = WELCOME.fullmatch(w.view, first, second) is not None and "only" not in w.view[first:second]
            opening = _OPENING.match(w.view, start, first)
            since = opening.end() if opening else start  # lest a comma part the premise once more
            return Conditional(premise, consequence, (since, first), (second, end), binding, said, welcome)
        if not premise and binding and w.kind == "exclusion" and _NOBODY_ELSE.fullmatch(w.view, start, first):
            return Conditional([], consequence, (start, first), (second, end), True, [(first, second)])
    must = (MUST.search(w.view, start, end) or _CANNOT.search(w.view, start, end)) if w.kind == "exclusion" else None
    if (
        must
        and all(p.value and p.start < must.start() < p.end for p in parts)
        and not w.view[start : parts[0].start].strip()
    ):
        return Conditional([], parts, (start, start), (start, end), True, [must.span()])  # "INR must be below 2"
    return _trailing(w, start, end, parts)


def if_used(w: Words, start: int, end: int, parts: list[Part]) -> list[Part] | None:
    """ "If on statins, the dose must be stable for 4 weeks", "statins, if any, at a stable dose": what may be used so.

    These are the parts; None where anything else is named.
    """
    named = [p for p in parts if p.leaf["op"] != "other"]
    used = all(p.leaf["op"] == "exposure" and _USE & p.leaf.keys() for p in named)
    if not named or not used or w.kind == "exclusion":
        return None
    if m := _IF_USED.search(w.view, start, end):
        w.heard.append(m.span())
        return named
    leads = _IF.match(w.view, start, end) or (_PEOPLE.match(w.view, start, end) and MUST.search(w.view, start, end))
    if not leads or any(p.focus[1] > _then(w, start, end) for p in named):
        return None
    w.heard.append(leads.span())
    return named


def may_be_unused(w: Words, parts: list[Part]) -> bool:
    """Whether it is said of the only part that it need not be used."""
    return any(_NOT_OR.match(w.view, p.focus[1]) is not None for p in parts)


def populations(w: Words, start: int, end: int, parts: list[Part]) -> list[tuple[int, int, list[Part]]]:
    """The stretches of those for whom it holds, one for each sort of people that the words name, with their parts."""
    edges = [(start, start)]
    for m in _AND_PEOPLE.finditer(w.view, start, end):
        named = re.search(rf"\b{asked_of.PEOPLE}\b", w.view[edges[-1][1] : m.start()], _FLAGS)
        if named and not brackets.level(w.view, start, m.start()):
            edges.append(m.span())
    stretches = [(a, b) for (_, a), (b, _) in zip(edges, [*edges[1:], (end, end)], strict=True)]
    found = [(a, b, [p for p in parts if a <= at(p) and p.end <= b]) for a, b in stretches]
    whole = all(inside for _, _, inside in found) and sum(len(inside) for _, _, inside in found) == len(parts)
    return found if whole else [(start, end, parts)]


def next_rule(w: Words, start: int, end: int) -> re.Match[str] | None:
    """Where a second requirement begins, of other people than the first."""
    must = MUST.search(w.view, start, end)
    m = _NEXT_RULE.search(w.view, must.end(), end) if must else None
    if m and _IF.match(w.view, start, end) and _THE_SAME.match(w.view, m.start()):
        return None
    return m if m and not brackets.level(w.view, start, m.start()) else None


def each_if_used(w: Words, parts: list[Part]) -> list[Part]:
    """ "Hypertension, with diuretics (if any) unchanged for 4 weeks": of one of several parts that may not be used."""
    if w.kind == "exclusion":
        return parts
    out: list[Part] = []
    for p in parts:
        used = p.leaf["op"] == "exposure" and _USE & p.leaf.keys()
        never = _NOT_OR.match(w.view, p.focus[1]) if used else None
        if never is not None:  # the denial is of the first of the two alone
            p = replace(p, end=never.end(), cues=[c for c in p.cues if not never.start() <= c.start < never.end()])
        aside = (_IF_ANY.match(w.view, p.focus[1]) or never) if used else None
        if aside is not None and p.rule is None and negation(p) is None and not p.stopped:
            w.heard.append(aside.span())
            p = replace(p, rule={"op": "any", "of": [{"op": "not", "of": unlimited(p.leaf)}, p.leaf]})
        out.append(p)
    return out


def stopped(w: Words, start: int, end: int, parts: list[Part]) -> bool:
    """ "If biologics were used, they must have been stopped 12 weeks before": who used none did."""
    lead = _IF.match(w.view, start, end)
    if lead is None or w.kind == "exclusion" or not all(p.stopped and "window" in p.leaf for p in parts):
        return False
    then = MUST.search(w.view, start, end)
    if then is None or any((p.leaf["window"].get("span") or {"start": start})["start"] < then.start() for p in parts):
        return False
    w.heard.append(lead.span())
    return True


def _limit_at(p: Part) -> int:
    """Where the words of a part's window start."""
    return int(((p.leaf.get("window") or {}).get("span") or {}).get("start", -1))


def _then(w: Words, start: int, end: int) -> int:
    """Where the consequence of a clause with "if" starts: at its colon, "must", or last comma."""
    must = MUST.search(w.view, start, end)
    marks = [i for i in (w.view.find(":", start, end), must.start() if must else -1) if i >= 0]
    return min(marks, default=w.view.rfind(",", start, end))


def doubt(w: Words, start: int, end: int, parts: list[Part]) -> None:
    """ "Patients with hypertension must be on stable treatment for 3 months": what must be is nothing that was read."""
    must = MUST.search(w.view, start, end)
    if must and _PEOPLE.match(w.view, start, end) and all(p.focus[1] <= must.start() for p in parts):
        w.unsure.append(must.span())


def kept_up(found: Conditional) -> list[Rule]:
    """ "If on statins, a stable dose for 4 weeks and LDL < 3": how long and how much is asked, no part of the if."""
    kept: list[Rule] = []
    for p in found.premise:
        said = [(p.leaf[key].get("span") or {}).get("start", -1) for key in _USE & p.leaf.keys()]
        if p.leaf["op"] in ("exposure", "condition") and any(start >= found.consequence_at[0] for start in said):
            kept.append(p.leaf)
            p.leaf = unlimited(p.leaf)
    return kept


def unlimited(leaf: Rule) -> Rule:
    """An exposure without what limits its use."""
    return {key: value for key, value in leaf.items() if key not in _USE}


def _hinges(w: Words, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Where the words of those for whom it holds may end and those of the requirement start."""
    if welcome := WELCOME.search(w.view, start, end):
        yield *welcome.span(), True
    opens = _IF.match(w.view, start, end)
    must = MUST.search(w.view, start, end)
    if must and opens:
        if subject := _SUBJECT.search(w.view, start, must.start()):  # "if on A, B or C they must"
            yield *subject.span(), True
        if commas := asked_of.commas(w.view, start, must.start()):
            yield commas[-1], commas[-1] + 1, True
    uses = _USES.search(w.view, start, end) if w.kind == "inclusion" else None
    leads = opens or _PEOPLE.match(w.view, start, end)
    if w.kind == "inclusion" and _PEOPLE.match(w.view, start, end):
        must = _NEED.search(w.view, start, must.start() if must else end) or must
    people = (must or uses) and (leads or _SOME_PEOPLE.match(w.view, start, end))
    if must and (people or _NOBODY_ELSE.fullmatch(w.view, start, must.start())):
        yield *must.span(), True
    elif people and uses:
        yield uses.start(), uses.start(), True
    if (colon := w.view.find(":", start, min(end, start + _MAX_LABEL))) >= 0:
        named = _LABEL.search(w.view, start, colon) and not re.search(r"[.;,(]", w.view[start:colon])
        of_some = (leads and not _STATED.match(w.view, start, colon)) or _WITH.match(w.view, start, end)
        if named or (of_some and w.kind != "exclusion"):
            yield colon, colon + 1, False
    elif opens or _FOR_PEOPLE.match(w.view, start, end):
        commas = asked_of.commas(w.view, start, end)
        if not opens or len(commas) == 1:
            yield from ((comma, comma + 1, False) for comma in commas)


def _goes_on(w: Words, premise: list[Part], consequence: list[Part]) -> bool:
    """ "If the patient has A, B or C": the comma parts names of one list."""
    a, b = premise[-1], consequence[0]
    alike = a.leaf["op"] == b.leaf["op"] and a.leaf["op"] in ("condition", "exposure")
    return alike and w.view[a.end : b.start].strip() == ","


def _whoever_uses(premise: list[Part], consequence: list[Part]) -> bool:
    """ "Women of childbearing potential use contraception": what somebody is, and what is asked of them."""
    asked = any(p.leaf.get("name") == "contraception" for p in consequence)
    return asked and all(p.leaf["op"] in ("attribute", "other") and negation(p) is None for p in premise)


def _said(w: Words, start: int, first: int, second: int) -> list[tuple[int, int]]:
    lead = _IF.match(w.view, start, first) or _FOR_PEOPLE.match(w.view, start, first)
    label = _LABEL.search(w.view, start, first)
    return [(first, second), *(m.span() for m in (lead, label) if m)]


def _everybody(p: Part) -> bool:
    """An age or "both sexes" says who takes part, not for whom a requirement holds."""
    leaf = p.leaf
    return (leaf["op"] == "threshold" and leaf["measure"]["name"] == "age") or leaf.get("value") == "any"


def _trailing(w: Words, start: int, end: int, parts: list[Part]) -> Conditional | None:
    """ "Contraception, if of childbearing potential", "creatinine clearance > 60 for patients with myeloma"."""
    if w.kind != "inclusion" or ";" in w.view[start:end]:
        return None
    m = next(iter(_TRAILING.finditer(w.view, start, end)), None)
    if m is None or brackets.level(w.view, start, m.start()):
        return None
    consequence = [p for p in parts if p.end <= m.start()]
    premise = [p for p in parts if at(p) >= m.start()]
    if not premise or not consequence or len(premise) + len(consequence) < len(parts):
        return None
    of_an_age = all(p.value is not None for p in premise) and _IF_ALONE.match(w.view, m.start()) is not None
    if (all(_everybody(p) for p in premise) and not of_an_age) or not all(asked_of.requires(p) for p in consequence):
        return None
    last = consequence[-1].value
    if last and _TWO_VALUES.search(w.view, *last):  # "ECOG 0-1, or 2 if A": of the 2 alone
        w.unsure.append(m.span())
        return None
    if m["too"]:  # "for men and women of childbearing potential": also of all men
        w.unsure.append(m.span())
    measures = [p.leaf["measure"]["name"] for p in parts if p.value is not None and at(p) < m.start()]
    later = {p.leaf["measure"]["name"] for p in premise if p.value is not None}
    if len(set(measures)) < len(measures) or later & set(measures):
        return None  # "BMI >= 30, or >= 27 if diabetic" has a limit for each
    twice = next(islice(_TRAILING.finditer(w.view, start, end), 1, None), None)
    if twice is not None or _OR_ENDS.search(w.view, start, m.start()):  # "T if A, U if B", "T or, if A, U"
        w.unsure.append(m.span())
        return None
    values = [p for p in consequence if p.value is not None]
    if any(_ONE_OR.search(w.view, a.end, b.start) for a, b in pairwise(values)):
        w.unsure.append(m.span())  # "HbA1c < 8 % or LDL < 100 mg/dL if diabetic": the one, or both?
    # "no seizures in patients taking tramadol" denies the seizures alone
    premise = [replace(p, cues=[c for c in p.cues if c.category != "NEGATED" or c.start >= m.start()]) for p in premise]
    return Conditional(premise, consequence, (m.start(), end), (start, m.start()), False, [m.span()])
