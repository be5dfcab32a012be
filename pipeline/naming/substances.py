"""The substance of an abuse, a dependence or a test: "opioid use disorder", "drug screen positive for cocaine"."""

import re
from typing import Any

from ...patterns.opening import sought
from ...patterns.tables import Entry, words_of
from ...patterns.tables import mentions as lexicon
from ..parts import Mention, Part
from ..shapes import concept

_ABUSE = sought(
    r"\b(?:abus\w+|misus\w+|dependen(?:ce|cy)|addict\w*|use\s+disorders?|overuse|withdrawal|intoxication|consumption|"
    r"(?:screen|test)\w*\s+for)\b",
    re.IGNORECASE,
)
_WORD = r"(?P<word>abus\w+|misus\w+|dependen\w+|addict\w*)"
_KEPT_WORD = re.compile(rf"\b{_WORD}", re.IGNORECASE)
_KEPT = re.compile(r"\b(?:abuse|misuse|dependence|dependency|addiction)\Z")
_SHARED = re.compile(rf"[^.;()]{{1,40}}?\b{_WORD}", re.IGNORECASE)
_REACH = 220
_SHARED_BEFORE = re.compile(rf"\b{_WORD}\s+(?:of|on|upon|to)\s[^.;()]{{1,200}}\Z", re.IGNORECASE)
_TEST_FOR = re.compile(
    r"\b(?:screen|test)\w*(?:\s+(?:is|was|positive|negative|results?))*\s+for\s+(?:the\s+)?", re.IGNORECASE
)
_DRUGS = ("drug", "drug_class")
_OF_USE = re.compile(r"\b(?:abuse|misuse|dependenc[ey]|addiction|(?:use|abuse|dependence|addiction)\s+disorder)\Z")
_OF_SUBSTANCES = re.compile(r"\b(?:substances?|drugs?|polysubstance)\b", re.IGNORECASE)
_EXAMPLES = re.compile(
    r"\s*(?:disorders?\s*|(?:to|of|on|upon)\s+(?:(?:any|other|all|illicit|illegal)\s+)*(?:drugs?|substances?)\b\s*)?(?:[(\[]\s*(?P<said>(?:such\s+as|including|e\.?\s?g\b|i\.?\s?e\b|for\s+example|like|especially|of|to|with)[\s,.:]*)?|"
    r",?\s*(?:such\s+as|including|e\.?\s?g\b|i\.?\s?e\b|for\s+example)[\s,.:]*)"
    r"(?:(?:either|any|illicit|illegal|recreational|other|substances?|drugs?)\b[\s,]*(?:(?:or|and)\s+)?)*",
    re.IGNORECASE,
)
_NEEDED = frozenset(("corticosteroid", "erythropoietin", "epoetin alfa", "insulin", "erythropoiesis-stimulating agent"))
"""What somebody depends on as on a treatment: "erythropoietin dependency" is no abuse."""
_BARE = frozenset(("addiction", "dependence", "dependency", "abuse", "misuse"))
"""Words for abuse that name no substance."""
_NEXT = re.compile(r"\s*(?:,\s*(?:and|or)?|/|;|\b(?:and|or)\b)\s*(?:(?:illicit|illegal|other|any)\s+)*", re.IGNORECASE)


def abuse(view: str, m: Mention) -> tuple[int, int] | None:
    """The word for the abuse of a named substance: its own, or the one that a list shares ("alcohol or drug abuse")."""
    if not _KEPT.search(m.name):
        return None
    found = _KEPT_WORD.search(view, m.start, m.end) or _SHARED.match(view, m.end)
    found = found or _SHARED_BEFORE.search(view, max(0, m.start - _REACH), m.start)
    return found.span("word") if found else None


def abused(view: str, parts: list[Part]) -> list[Part]:
    """ "Substance abuse (alcohol, cannabis)": the members that a bracket names are abused, and not only taken."""
    out: list[Part] = []
    base: Part | None = None
    for p in parts:
        given = p.leaf.get("role") in _DRUGS and not p.leaf["agent"]["name"].endswith("therapy")
        if (
            base is not None
            and given
            and (_EXAMPLES if out[-1] is base else _NEXT).fullmatch(view, out[-1].end, p.start)
        ):
            out.append(_abuse_of(base, p))
            continue
        if base is not None and out[-1] is base and _is_same(view, base, p):
            base.also.append((p.start, p.end))
            continue
        out.append(p)
        base = p if _is_abuse(view, p) else None
    return out


def _is_abuse(view: str, p: Part) -> bool:
    name = p.leaf["condition"]["name"] if p.leaf["op"] == "condition" else ""
    return name in ("substance abuse", "addiction", "dependence", "dependency") or bool(
        _OF_USE.search(name) and _OF_SUBSTANCES.search(view, p.start, p.end)
    )


def _is_same(view: str, base: Part, p: Part) -> bool:
    """ "Alcohol abuse or dependence": another word for what stands before it."""
    bare = p.leaf["op"] == "condition" and p.leaf["condition"]["name"] in _BARE and "to" not in p.leaf and not p.cues
    abused = base.leaf["condition"]["name"] == "substance abuse"
    return bare and abused and _NEXT.fullmatch(view, base.end, p.start) is not None


def _abuse_of(base: Part, p: Part) -> Part:
    agent = p.leaf["agent"]
    disorder = base.leaf["condition"]["name"].endswith("disorder")
    name = f"{agent['name']} use disorder" if disorder else "substance abuse"
    leaf = {
        "op": "condition", "condition": {**base.leaf["condition"], "name": name, "codes": []},
        "to": agent, "to_role": p.leaf["role"], "span": p.leaf["span"],
    }  # fmt: skip
    return Part(p.start, p.end, p.focus, leaf, cues=[*base.cues, *p.cues], pattern=base.pattern)


def of(text: str, view: str, m: Mention) -> dict[str, Any]:
    """``to`` and ``to_role`` of a condition whose own words name the substance; nothing for any other."""
    if m.kind != "condition" or m.name == "substance abuse":
        return {}
    if not _ABUSE.search(m.name):  # which has the word of a whole list; "insulin-dependent diabetes" abuses nothing
        return {}
    test = _TEST_FOR.search(view, m.start, m.end)
    if test is not None or _TEST_FOR.search(m.name):  # of a list, the name has the test
        found = lexicon().find(view, words_of(view, test.end() if test else m.start, m.end))
        return (
            _to(text, found[0].start, found[0].end, found[0].entry) if found and found[0].entry.kind in _DRUGS else {}
        )
    for word in words_of(view, m.start, m.end):
        entry = lexicon().get(word.key, view[word.start : word.end])
        if entry is not None and entry.kind in _DRUGS:
            if entry.name in _NEEDED and "dependen" in m.name:
                return {}
            return _to(text, word.start, word.end, entry)
    return {}


def _to(text: str, start: int, end: int, entry: Entry) -> dict[str, Any]:
    return {"to": concept(text, start, end, entry.name, entry.codes), "to_role": entry.kind}
