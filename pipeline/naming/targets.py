"""Classes that share their head: "PD-1 or PD-L1 inhibitors", "VEGF- or EGFR-targeted therapy"."""

import re
from dataclasses import replace

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.measures import lexicon as measured
from ...patterns.tables import Entry, words_of
from ...patterns.tables import mentions as lexicon
from ..parts import Mention
from . import forms, routes
from .heads import normal, singular
from .listed import is_listed_word, is_taken

_JOIN = re.compile(
    r"\s*(?:,\s*(?:(?:and\s*/\s*or|and|or)\b)?|/|\b(?:and\s*/\s*or|and|or)\b)\s*(?:anti-)?\Z", re.IGNORECASE
)
_ITEM = re.compile(r"(?<![\w-])(?P<two>[^\W_][\w-]*\s)?(?P<one>[^\W_][\w/-]*?)(?P<half>-?)\Z")
_EITHER = frozenset(("inhibitor", "blocker", "antibody", "mab", "tki"))
"""Before them a slash means one or the other; an agonist of two targets is one drug."""
_BOTH = re.compile(r"\b(?:dual|combined|co-)\s*\Z", re.IGNORECASE)
_EITHER_PD = Gated(
    r"(?:\banti[- ]?|\b)PD-?\(L\)-?1(?:[ -]+(?:immune[ ]|checkpoint[ ]|monoclonal[ ]|targeted[ ]|directed[ ])*"
    r"(?:inhibitors?|antibod(?:y|ies)|blockers?|blockade|agents?|drugs?|therap(?:y|ies)|treatment))"
    r"|\banti[- ]?PD-?\(L\)-?1",
    re.IGNORECASE,
)
_TARGET = r"(?=[\w-]*[A-Z])[A-Z][A-Za-z]*\d*(?:-[A-Z]?\d+[A-Z]?)?"
_AGAINST = Gated(
    rf"\b[Aa]nti[- ]?{_TARGET}(?P<more>(?:\s*(?:,\s*(?:or\b|and\b)?|/|\bor\b|\band\b)\s*{_TARGET})+)"
    r"(?P<head>[\s-]+(?:(?:based|directed|targeted|checkpoint)[\s-]+)?(?:therap(?:y|ies)|treatments?|agents?|drugs?))\b"
)
""" "Anti-PD-1/PD-L1/CTLA-4 therapy": the first target alone has the word before it."""
_ONE = re.compile(_TARGET)
PATTERNS = (_EITHER_PD, _AGAINST)
"""Where none of them may match, nothing is named."""


def checkpoints(view: str, start: int, end: int) -> list[Mention]:
    """ "PD-(L)1 inhibitors" are against the receptor or its ligand; "anti-PD-1/CTLA-4 therapy" against either."""
    found = [
        Mention(*m.span(), "drug_class", "anti-pd-1/pd-l1", (), forms.PATTERN)
        for m in _EITHER_PD.finditer(view, start, end)
    ]
    for m in _AGAINST.finditer(view, start, end):
        for one in _ONE.finditer(view, *m.span("more")):
            entry = lexicon().get(fold_phrase(f"anti-{one.group()}"), f"anti-{one.group()}")
            if entry is not None and entry.kind == "drug_class":
                stop = m.end() if one.end() == m.end("more") else one.end()
                found.append(Mention(one.start(), stop, entry.kind, entry.name, entry.codes, entry.pattern))
    return found


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, and those of the classes listed before one that alone has the head."""
    out: list[Mention] = []
    for m in found:
        first = m
        while m.kind == "drug_class" and (one := _before(view, start, first, m, out)) is not None:
            out = [*(o for o in out if o.shares or o.end <= one.start), one]
            first = one
        out.append(m)
    return sorted(out, key=lambda o: o.start)  # the classes of a list are found from right to left


def _before(view: str, start: int, first: Mention, m: Mention, done: list[Mention]) -> Mention | None:
    """What stands before ``first`` on the list and shares the head of ``m``."""
    begin = max(start, first.start - 60)
    joint = _JOIN.search(view[begin : first.start])
    if joint is None:
        return None
    item = _ITEM.search(view[begin : begin + joint.start()])
    if item is None:
        return None
    end = begin + item.end("half")
    for group in ("two", "one"):
        at = begin + item.start(group)
        if item.start(group) < 0 or routes.is_route(item["one"]):
            continue
        named = _named(view, at, begin + item.end("one"), m, half=bool(item["half"]), slash="/" in joint[0])
        if named is not None and not _is_known(view, start, at, end, [d for d in done if not d.shares]):
            return replace(named, end=end, hull=(at, m.end))
    return None


def _is_known(view: str, start: int, at: int, end: int, done: list[Mention]) -> bool:
    """Whether the words mean something without the head; a disease that something is taken for does not."""
    inside = [d for d in done if d.start < end and at < d.end]
    return bool(inside) and not (
        [(d.start, d.end, d.kind) for d in inside] == [(at, end, "condition")] and is_taken(view, start, at)
    )


def _named(view: str, at: int, end: int, m: Mention, half: bool, slash: bool) -> Mention | None:
    """The class that the words and the head make: one that is listed, or one by what it acts on."""
    written = view[at:end]
    words = words_of(view, m.start, m.end)
    if slash and (words[-1].key not in _EITHER or _BOTH.search(view[max(0, at - 12) : at])):
        return None
    for word in words[1:]:
        entry = lexicon().get(fold_phrase(f"{written} {view[word.start : m.end]}"), "")
        if entry is not None and entry.kind == "drug_class":
            return _mention(at, end, entry)
    head = next((w for w in words[1:] if forms.starts_head(w.key)), None)
    if head is None or slash or not (half or forms.is_named_target(written)):
        return None
    if not forms.is_target(written) or (not half and _means_else(written)):
        return None
    joined = "-" if view[head.start - 1] == "-" else " "
    name = singular(normal(f"{written}{joined}{view[head.start : m.end]}"))
    return Mention(at, end, m.kind, name, (), forms.PATTERN, shares=True)


def _means_else(written: str) -> bool:
    return is_listed_word(written) or measured().get(fold_phrase(written), written) is not None


def _mention(at: int, end: int, entry: Entry) -> Mention:
    return Mention(at, end, entry.kind, entry.name, entry.codes, entry.pattern, shares=True)
