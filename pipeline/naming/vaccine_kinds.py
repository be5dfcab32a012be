"""What stands behind "vaccine" and says against what: "live vaccines (e.g., MMR)", "vaccinated against rabies"."""

import re
from dataclasses import replace

from ...patterns.fold import fold_phrase
from ...patterns.tables import Entry, mentions
from ..parts import Cue, Mention

_FLAGS = re.IGNORECASE
_HEAD = re.compile(r"(?:vaccin|immuni[sz])\w*\Z", _FLAGS)
_SAID = re.compile(r"vaccin|immuni[sz]", _FLAGS)
_SUCH = r"(?:such\s+as|including|e\.?\s?g\b\.?|i\.e\.|for\s+example|like|namely)[,:]?\s*"
_BUT = r"(?:except(?:ing)?(?:\s+for)?|other\s+than|excluding|apart\s+from|with\s+the\s+exception\s+of)\s+"
_OPENS = re.compile(rf"\s*[(\[]\s*(?:{_SUCH}|{_BUT})?", _FLAGS)
_NAMES = re.compile(rf"[^.;:()]{{0,40}}?[\s,]+(?:{_BUT}|{_SUCH})", _FLAGS)
"""Between vaccines and what they are told to be against or not against."""
_AGAINST = re.compile(r"\s+(?:against|for|with|to\s+prevent)\s+", _FLAGS)
_TOLD = re.compile(r"\b(?:against|for)\s+\S", _FLAGS)
_NEXT = re.compile(r"\s*(?:,|/|,?\s*\b(?:and\s*/\s*or|and|or)\b)+\s*", _FLAGS)
_LEAD = re.compile(
    r"(?:(?:an?|any|the|other|seasonal|annual|licensed|approved|killed|vaccines?\s+(?:against|for)|against)\s+)+",
    _FLAGS,
)
_ITEM = re.compile(
    r"[^\W_](?:[^,;:/()\[\]\n.]|\.(?=\w)|(?<=\b[A-Z])\.\s)*?(?=\s*(?:[,;:/()\[\].\n]|\b(?:and|or)\b|\Z))", _FLAGS
)
_SLASHED = re.compile(r"(?:\s*/\s*[\w-]+)+")
""" "Measles/mumps/rubella" is one vaccine where it is known as one."""
_LETTER = re.compile(r"[A-E](?![\w-])")
_ENDS = re.compile(
    r"\s*(?:\Z|[,;:/()\[\].\n]|\b(?:and|or|at|within|in|before|prior|during|after|less|more|from|that|which|who|is|are|was|were|"
    r"will|for|if|on|up|until|since|to|vaccin\w+|immuni\w+)\b|[<>≤≥\d])",
    _FLAGS,
)
"""What a disease's name may end before: in "influenza infection" it does not."""
_OF_VIRUS = re.compile(r"\s+(?:virus|viruses)\Z", _FLAGS)
_LONGEST = 5


def read(view: str, found: list[Mention]) -> list[Mention]:
    """The mentions; what the words behind a vaccine name are vaccines, whatever they are elsewhere."""
    out: list[Mention] = []
    for m in found:
        if out and m.start < out[-1].end:
            continue
        out.append(m)
        if m.kind != "vaccine":
            continue
        against = _AGAINST.match(view, m.end) if _HEAD.search(view, m.start, m.end) else None
        if against is not None:
            out += _listed(view, against.end(), first=out.pop())
        elif _TOLD.search(view, m.start, m.end) and (more := _NEXT.match(view, m.end)):
            out += _listed(view, more.end())
        elif _HEAD.search(view, m.start, m.end) and (opened := _OPENS.match(view, m.end)):
            out += _inside(view, opened.end())
        elif _HEAD.search(view, m.start, m.end) and (told := _NAMES.match(view, m.end)):
            out += _listed(view, told.end())
    return out


def _listed(view: str, at: int, first: Mention | None = None) -> list[Mention]:
    """The vaccines that are listed from there on; the ``first`` takes the disease that it is against."""
    out: list[Mention] = []
    while (item := _item(view, at, out[-1] if out else None)) is not None:
        out.append(item)
        if (joint := _NEXT.match(view, item.end)) is None:
            break
        at = joint.end()
    if first is None:
        return out
    if first.name != "vaccine" or not out:
        return [first, *out]
    if _SAID.search(view, out[0].start, out[0].end):  # "vaccination with a live vaccine"
        return [replace(out[0], cues=(Cue("FORM", first.start, first.end),)), *out[1:]]
    return [replace(out[0], start=first.start), *out[1:]]


def _inside(view: str, at: int) -> list[Mention]:
    """The vaccines in a bracket; none where its words are no list of them."""
    end = min((i for i in (view.find(")", at), view.find("]", at)) if i >= 0), default=-1)
    out: list[Mention] = []
    while 0 <= at < end:
        item = _item(view, at, out[-1] if out else None)
        at = item.end if item is not None else _past(view, at, end)
        out += [item] if item is not None else []
        joint = _NEXT.match(view, at, end)
        at = joint.end() if joint is not None else _past(view, at, end) + 1
    return out


def _past(view: str, at: int, end: int) -> int:
    """Where the item that starts there ends."""
    joint = _NEXT.search(view, at, end)
    return joint.start() if joint is not None else end


def _item(view: str, at: int, before: Mention | None = None) -> Mention | None:
    """The vaccine that is named there by its disease or for itself, by as many words as may be."""
    lead = _LEAD.match(view, at)
    start = lead.end() if lead is not None else at
    item = _ITEM.match(view, start)
    if item is None:
        return None
    words = list(re.finditer(r"\S+", item.group()))[:_LONGEST]
    ends = [start + w.end() for w in reversed(words)]
    if (more := _SLASHED.match(view, item.end())) is not None:
        ends.insert(0, more.end())
    for end in ends:
        if _ENDS.match(view, end) and (entry := vaccine(view[start:end])) is not None:
            return Mention(start, end, "vaccine", entry.name, entry.codes, entry.pattern)
    if before is not None and (letter := _LETTER.match(view, start)) is not None:
        stem = view[before.start : before.end].rpartition(" ")[0]
        if (entry := vaccine(f"{stem} {letter.group()}")) is not None:
            hull = (before.start, letter.end())
            return Mention(*letter.span(), "vaccine", entry.name, entry.codes, entry.pattern, hull=hull)
    return None


def vaccine(words: str) -> Entry | None:
    """The vaccine against what the words name, or that they name."""
    known = mentions()
    bare = _OF_VIRUS.sub("", words)
    for phrase in (f"{words} vaccine", words, f"{bare} vaccine"):
        entry = known.entries.get(fold_phrase(phrase)) if phrase != words else known.get(fold_phrase(words), words)
        if entry is not None and entry.kind == "vaccine":
            return entry
    disease = known.get(fold_phrase(words), words)
    if disease is None or disease.kind != "condition":
        return None
    entry = known.entries.get(fold_phrase(f"{disease.name.removesuffix(' infection')} vaccine"))
    return entry if entry is not None and entry.kind == "vaccine" and not words.lower().endswith("infection") else None
