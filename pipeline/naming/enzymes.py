"""Inhibitors, inducers and substrates of enzymes and transporters: "strong CYP3A4 inhibitors or inducers"."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from ...patterns.gate import Gated
from ..parts import Mention
from .heads import normal, singular

PATTERN = "patterns/drugs/enzymes.toml"
_WORDS = ("inhibitor", "inducer", "substrate", "modulator")
PATTERNS = (Gated("|".join(_WORDS), re.IGNORECASE),)
"""Where none of them may match, nothing is named."""
_AND = r"(?:,\s*(?:or|and)?|/|\b(?:or|and|to)\b)"
_CYP = re.compile(r"\A(?:cytochrome|CYP)(?:[^/]*?\D)??([1-4][A-Z]\d{0,2})\b[^/]*\Z", re.IGNORECASE)
"""The enzyme's short name in "cytochrome P450 3A4 (CYP3A4)" or "CYP 3A4"."""
_PGP = re.compile(r"P[\s-]?gp?(?:lycoprotein)?(?:\s*\([^()]*\))?\Z", re.IGNORECASE)
_ASIDE = r"(?:\s*\((?:e\.?g\b|such\s+as|including|i\.?e\b)[^()]{0,120}\))?"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    raw = tomllib.loads(files("trialrules").joinpath(PATTERN).read_text(encoding="utf-8"))
    strength, target = "|".join(raw["strength"]), "|".join(raw["target"])
    action = rf"(?:{'|'.join(raw['action'])})s?"
    strengths = rf"(?:(?:{strength})(?:[\s-]*{_AND}[\s-]*(?:{strength}))*\s+)?"
    return (
        re.compile(
            rf"\b(?P<strength>{strengths})(?P<others>(?:(?:{target})\s*{_AND}\s*)*)(?P<target>(?:{target}))[\s-]*(?:enzyme\s+)?(?P<action>{action})\b"
            rf"(?P<aside>{_ASIDE})(?P<more>(?:\s*{_AND}\s*(?:(?:{strength})\s+)?{action}\b)*)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?P<strength>{strengths})(?P<action>{action})(?P<more>(?:\s*{_AND}\s*{action}\b)*)\s+of\s+(?:the\s+)?"
            rf"(?P<target>{target})(?P<others>(?:\s*{_AND}\s*(?:{target}))*)(?![\w-])",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:(?:{strength})\s+)?{action}\b|{target}", re.IGNORECASE),
        re.compile(rf"\b(?:{strength})(?:[\s-]+to[\s-]+(?:{strength}))*\b", re.IGNORECASE),
    )


def read(view: str, start: int, end: int) -> list[Mention]:
    """The classes that are named by what they act on; each of several actions or enzymes is one of its own."""
    if not any(word in view[start:end] for word in _WORDS):
        return []
    before, after, *_ = _patterns()
    found = [m for x in before.finditer(view, start, end) for m in _of(view, x, x.span("aside"))]
    taken = [(m.start, m.end) for m in found]
    for x in after.finditer(view, start, end):
        if not any(a < x.end() and x.start() < b for a, b in taken):
            found += _of(view, x, None)
    return found


def _of(view: str, x: "re.Match[str]", aside: tuple[int, int] | None) -> Iterator[Mention]:
    """The first action upon the first enzyme over their words, then each further one over its own.

    Of two strengths ("strong or moderate") each is a class of its own, the first over its word alone.
    """
    target, action, others = x["target"], x["action"], x.span("others")
    grades = list(_patterns()[3].finditer(view, *x.span("strength")))
    whole = x.end("action") if aside is not None else x.end("target")
    for grade in grades[:-1]:
        yield _mention(*grade.span(), grade.group(), target, action, (grade.start(), whole))
    strength, start = (grades[-1].group(), grades[-1].start()) if grades else ("", x.start())
    for other in _patterns()[2].finditer(view, *others):
        first, last = (None, whole) if aside is not None else (x.start("action"), other.end())
        at = other.start() if first is None else first
        for word, begin in [(grade.group(), grade.start()) for grade in grades] or [("", at)]:
            hull = (begin, last)
            yield _mention(*other.span(), word, other.group(), action, hull)
        start = max(start, x.start("target")) if aside is not None else start
    more = list(_patterns()[2].finditer(view, *x.span("more")))
    end = x.end("action") if aside is not None or more else x.end("target")
    yield _mention(start, end, strength, target, action)
    for other in more:
        own = other.group().split()
        end = x.end("target") if aside is None and other is more[-1] else other.end()
        first = start if aside is not None and len(own) == 1 else x.start("target") if aside is not None else start
        yield _mention(other.start(), end, " ".join(own[:-1]) or strength, target, own[-1], (first, end))


def _mention(
    start: int, end: int, strength: str, target: str, action: str, hull: tuple[int, int] | None = None
) -> Mention:
    short = _CYP.search(target)
    of = f"cyp{short.group(1)}" if short else "p-gp" if _PGP.match(target) else target
    return Mention(start, end, "drug_class", singular(normal(f"{strength} {of} {action}")), (), PATTERN, hull=hull)
