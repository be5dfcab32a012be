"""What a disease comes from belongs to its name: "heart failure due to amyloidosis or sarcoidosis" are two names."""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ..parts import Mention
from .acts import sharing

_FLAGS = re.IGNORECASE
_CAUSE = Gated(
    r"\s*,?\s*(?:(?:that|which)\s+(?:is|are|was|were)\s+)?(?:(?:clearly|directly|solely|primarily|mainly)\s+)?"
    r"(?P<said>due|secondary|caused|attributable|resulting)\s+(?:to|by|from)\s+"
    r"(?:(?:an?|the|any|known|underlying|other|their|his|her)\s+)*",
    _FLAGS,
)
_LISTED = re.compile(r"\s*(?:(?P<comma>,)\s*)?(?:(?P<last>/|\b(?:or|and)\b)\s*)?(?:(?:an?|the|any|other)\s+)*", _FLAGS)
_END = re.compile(
    r"\s*(?:[.;)\]]|\Z|\n|,?\s*(?:with|who|which|that|as|in|within|at|confirmed|diagnosed|for)\b)", _FLAGS
)
_BEFORE = re.compile(r"\s*(?:,\s*(?:or|and)?|/|\b(?:or|and)\b)\s*(?:(?:an?|the|any|other)\s+)*", _FLAGS)
_KINDS = ("condition", "drug", "drug_class")


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions with their causes in their names; where a list may go on with other things, they stay apart."""
    if _CAUSE.absent(view, start, len(view)):
        return found
    out: list[Mention] = []
    i = 0
    while i < len(found):
        m, causes = found[i], _causes(view, found, i)
        alike = out[min(sharing(out, m), default=len(out)) :] if causes else []
        before = out[: len(out) - len(alike)]
        if not causes or (alike and len(causes) > 1) or _listed(view, before, (alike or [m])[0]):
            out.append(m)
        else:
            said = "secondary to" if _lead(view, m).lower() == "secondary" else "due to"
            last = causes[0].end
            out = before + [replace(p, name=f"{p.name} {said} {causes[0].name}", hull=(p.start, last)) for p in alike]
            for k, cause in enumerate(causes):
                first = cause.start if k else m.start
                hull, name = (m.start, cause.end), f"{m.name} {said} {cause.name}"
                out.append(replace(m, start=first, end=cause.end, name=name, codes=(), hull=hull))
            i += len(causes)
        i += 1
    return out


def _listed(view: str, done: list[Mention], m: Mention) -> bool:
    """ "Stroke or dementia due to HIV": the cause may be of both."""
    return bool(done) and _BEFORE.fullmatch(view, done[-1].end, m.start) is not None


def _lead(view: str, m: Mention) -> str:
    lead = _CAUSE.match(view, m.end)
    return lead["said"] if lead else ""


def _causes(view: str, found: list[Mention], i: int) -> list[Mention]:
    """The mentions behind one that are its causes: one, two with an "or" between them, or a whole list."""
    m = found[i]
    lead = _CAUSE.match(view, m.end) if m.kind == "condition" else None
    if lead is None or i + 1 == len(found) or found[i + 1].start != lead.end() or found[i + 1].kind not in _KINDS:
        return []
    out = [found[i + 1]]
    commas, closed = 0, False
    same = f" {m.name.split()[-1]}"
    for after in found[i + 2 :]:
        gap = _LISTED.fullmatch(view, out[-1].end, after.start)
        if gap is None or closed or not (gap["comma"] or gap["last"]) or after.kind not in _KINDS:
            break
        if after.kind == "condition" and after.name.endswith(same):
            return out  # "meningitis due to listeria, bacterial meningitis or sepsis"
        commas += gap["comma"] is not None
        closed = gap["last"] is not None and not out[-1].shares
        out.append(after)
    if len(out) == 1:
        alone = not re.match(r"\s*(?:,|/|\b(?:or|and)\b)", view[out[0].end :], _FLAGS)
        return out if alone else []
    whole = closed and _END.match(view, out[-1].end) is not None
    return out if whole and (not commas or len(out) > 2) else []
