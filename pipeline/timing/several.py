"""Several lengths on one phrase: in order, in brackets behind each name, for what a bracket names, said twice."""

import re
from dataclasses import replace

from ...patterns import anchors
from ...patterns.fold import fold
from ...patterns.words import function_words, people_words
from ..parts import Quantity, Window
from ..values.pairs import in_shorter_unit
from .aims import aim, anchor_pattern, names_exposure, since_use
from .phrases import FLAGS, WITHIN

_SERIES = re.compile(r"\s*(?:,|and|or|,\s*(?:and|or))\s*$|\s*(?:,|and|or|,\s*(?:and|or))\s+", FLAGS)
_LIMITED = re.compile(r"\s*(?:for|if|in\s+(?:the\s+)?case|when|with|in|after)\b", FLAGS)
_OR_SO_LONG = re.compile(
    r"\s*(?:,\s*)?(?:(?:or|and|but)\s+)?(?:(?:with)?in\s+(?:the\s+)?(?:(?:last|past|previous|prior)\s+)?)?", FLAGS
)
_FOR = re.compile(r"for\s+(?:at\s+least\s+|the\s+|a\s+)?", FLAGS)
_CLOSED_OR = re.compile(r"\s*\)?\s*,?\s*(?:or|and)\s+", FLAGS)
_OF_SOME = re.compile(
    r"\s*(?:for|in\s+(?:the\s+)?case\s+of)\s+(?P<names>[^\W\d_][^;.()<>≤≥]{0,120}?)"
    r"(?=\s*(?:[;.()]|,(?!\s*(?:or|and)?\s*[\w-]+\s*(?:,|\bor\b|\band\b|$))|\b(?:before|prior|preceding|from)\b|$)"
    r"|\s+(?:and|or)\s+(?:at\s+least\s+|of\s+)?\d+\s+(?:days?|weeks?|months?|years?)\s+for\b),?\s*",
    FLAGS,
)
_IF_GIVEN = re.compile(
    r"\s*(?:if|when)\s+"
    r"(?:(?:(?:the\s+)?(?:patients?|subjects?|participants?|they)\s+)?(?:has|have|had)\s+(?:received|had|been\s+treated\s+with)\s+|"
    r"treated\s+with\s+|receiving\s+)?(?:(?:a|an|any|the|prior|previous|last)\s+)*(?P<names>[^\W\d_][\w-]*(?:\s+[\w-]+){0,3}?)"
    r"(?:\s+(?:was|were|has\s+been|have\s+been|is|are)(?:\s+(?:previously|last))?\s+(?:given|received|used|administered|taken|performed|part\s+of))?"
    r"(?=\s*(?:[;.()]|,|$))",
    FLAGS,
)
_OR_ELSE = re.compile(r"[^.;:()<>≤≥]{1,90}?(?:,\s*(?:(?:or|and|but)\s+)?|\s(?:or|and|but)\s+)", FLAGS)
_FOR_SOME = re.compile(
    r"\s*(?:for|if|in\s+(?:the\s+)?case)\b(?!\s+(?:(?:this|it|that)\s+is\s+)?(?:long|short|great|later))", FLAGS
)
_QUALIFIED = re.compile(
    r"\s*\((?P<first>[a-z][a-z -]{2,30})\)\s*,?\s*(?:and|or|,)\s*(?:within\s+|in\s+the\s+last\s+)?", FLAGS
)
_NAMES = re.compile(r"\s*\(\s*(?P<names>[^\W\d_][^()<>≤≥]{1,80}?)\s*[:,]?\s*(?P<within>(?:with)?in\s+)?", FLAGS)
_AND_BUT = re.compile(r"\s*,?\s*(?:and|but)\s+", FLAGS)
_TIMES = re.compile(r"\s*,?\s*(?:since|ago|before|prior|after|from|following|earlier)\b", FLAGS)
_NOT_LATER = re.compile(r"(?:not?\s+)?(?:earlier|later)\s+than\b", FLAGS)
_AND_NEXT = re.compile(r"[^.;:()<>≤≥]{1,80}?(?:,\s*(?:(?:and|or)\s+)?|\b(?:and|or)\s+|\(\s*)", FLAGS)
_SINCE = re.compile(
    r"\s+(?:(?:must\s+)?(?:have|has)\s+(?:elapsed|passed)\s+)?(?:out\s+)?(?:since|after|from|following|post)\s+(?=[^\W\d_])",
    FLAGS,
)
_NAME_OF_ITEM = re.compile(
    r"(?<![\w-])(?!(?:every|each|lasting|duration|length|aged?)\b)(?P<word>[^\W\d_][\w-]{2,})\s+(?:-\s*)?$", FLAGS
)
_ENDS_ITEM = re.compile(r"\s*(?:,|;|\b(?:and|or)\b|\)?\s*,?\s*(?:before|prior\s+to|preceding)\b)", FLAGS)
_OPENED = re.compile(r"(?:[^.;()]*|[^.;()]*\([^()]*\)[^.;()]*)\(\s*(?:or\s+)?", FLAGS)
_CLOSES = re.compile(r"\s*\)", FLAGS)
_QUALIFIER = re.compile(r"\s*\((?P<second>[a-z][a-z -]{2,30})\)", FLAGS)


def qualified(view: str, end: int, q: Quantity, done: list[Window]) -> list[Window] | None:
    """ "vaccine within 28 days (live) or 14 days (inactivated)": each length is for the kind behind it."""
    if not done:
        return None
    before = done[-1]
    first, second = _QUALIFIED.fullmatch(view, before.quantity.end, q.start), _QUALIFIER.match(view, q.end, end)
    if first is None or second is None or (before.alternative is not None):
        return None
    if fold(second["second"]) in people_words():  # "2 weeks (women) or 4 weeks (men)"
        return None
    a = aim(view, second.end(), end, True)
    shape = replace(before, end=before.quantity.end, kind=first.span("first"))
    if before.anchor == "now" and a.text is not None and a.anchor != "other":
        shape = replace(shape, direction=a.direction or "before", anchor=a.anchor, anchor_text=view[slice(*a.text)])
    tail = (second.end(), a.end) if a.text is not None and a.anchor != "other" else None
    quantity = q if q.said else on(before, q)
    names = [first.span("first"), second.span("second")]
    if all(names_exposure(view[a:b].lower()) for a, b in names):  # "2 weeks (oral antibiotics), 4 weeks (isotretinoin)"
        shape = replace(shape, kind=None, scope=before.scope or names[0], ahead=True, off=before.off)
        return [shape, replace(shape, start=q.start, end=q.end, quantity=quantity, scope=names[1], tail=tail)]
    return [shape, replace(shape, start=q.start, end=q.end, quantity=quantity, kind=second.span("second"), tail=tail)]


def restates(view: str, before: Quantity, q: Quantity) -> bool:
    """ "4 weeks (28 days)": one length, said twice."""
    return (
        bool(re.fullmatch(r"\s*\(\s*(?:=\s*|i\.e\b\.?\s*,?\s*)?", view[before.end : q.start]))
        and view[q.end : q.end + 1] == ")"
    )


def both_bounds(view: str, times: list[Quantity]) -> list[Quantity]:
    """ "No more than 6 weeks and at least 4 weeks before", "> 6 months but < 5 years ago": the bounds of one length."""
    out: list[Quantity] = []
    for q in times:
        before = out[-1] if out else None
        pair = _in_one_unit(view, before, q) if before is not None else None
        before, q = pair or (before, q)
        if pair is not None and pair[0].lower is not None:
            out[-1] = replace(pair[0], end=q.end, upper=q.upper, upper_inclusive=q.upper_inclusive, sign="..")
        elif pair is not None and _NOT_LATER.match(view, q.start):
            out[-1] = replace(pair[0], end=q.end, lower=q.lower, lower_inclusive=q.lower_inclusive, sign="..")
        elif before is not None and _bounds_below(view, before, q):
            out[-1] = replace(
                before, end=q.end, lower=q.lower, lower_inclusive=q.lower_inclusive, said=True, sign="..",
                upper_inclusive=before.upper_inclusive or not before.said,
            )  # fmt: skip
        else:
            out.append(q)
    return out


def _in_one_unit(view: str, before: Quantity, q: Quantity) -> tuple[Quantity, Quantity] | None:
    """The two bounds of one length, written in different units, in the shorter one."""
    if q.unit == before.unit or not (before.said and q.said) or not _AND_BUT.fullmatch(view, before.end, q.start):
        return None
    sides = [(x.lower is not None, x.upper is not None) for x in (before, q)]
    if sorted(sides) != [(False, True), (True, False)] or not _TIMES.match(view, q.end):
        return None
    pair = in_shorter_unit(before, q)
    low, high = sorted(pair or (), key=lambda x: x.lower is None) if pair else (None, None)
    later = all(
        _NOT_LATER.match(view, x.start) for x in (before, q)
    )  # "not earlier than 2 years and not later than 3 months before"
    return pair if low and high and ((low.lower or 0) < (high.upper or 0)) != later else None


def _bounds_below(view: str, before: Quantity, q: Quantity) -> bool:
    if not opposed(before, q) or q.unit != before.unit or not _AND_BUT.fullmatch(view, before.end, q.start):
        return False
    bounded = before.said or WITHIN.search(view, max(0, before.start - 40), before.start) is not None
    return bounded and (q.lower or 0) < (before.upper or 0)


def opposed(before: Quantity, q: Quantity) -> bool:
    """Whether a length bounds below what the one before it bounds above."""
    upper = before.upper is not None and (before.lower is None or not before.said)
    return upper and q.said and q.lower is not None and q.upper is None


def against(before: Quantity, q: Quantity) -> bool:
    """Whether two lengths bound on opposite sides; of half-lives "at least five" is as many as are needed."""
    if q.unit == "{half-life}":
        return False
    above = before.said and before.upper is None and q.said and q.lower is None
    return above or opposed(before, q)


def for_some(view: str, end: int) -> bool:
    """Whether a length is for what follows it: "within 30 days, or 90 days for biologics"."""
    return _FOR_SOME.match(view, end) is not None


def series(view: str, q: Quantity, quantities: list[Quantity]) -> list[Quantity]:
    """The bare numbers before "6 months" in "within 3 and 6 months, respectively"."""
    out: list[Quantity] = []
    edge = q.start
    for before in reversed([x for x in quantities if x.end <= q.start]):
        if before.unit is not None or before.said or not _SERIES.fullmatch(view, before.end, edge):
            break
        out.insert(0, before)
        edge = before.start
    return out


def on(model: Window, q: Quantity) -> Quantity:
    """Another length, bounded on the side on which the model is."""
    value, m = q.lower if q.lower is not None else q.upper, model.quantity
    if m.lower is None:
        return replace(q, lower=None, upper=value, upper_inclusive=m.upper_inclusive, unit=q.unit or m.unit)
    if m.upper is None:
        return replace(q, upper=None, lower=value, lower_inclusive=m.lower_inclusive, unit=q.unit or m.unit)
    return replace(q, unit=q.unit or m.unit)


def limited(view: str, end: int, q: Quantity, done: list[Window]) -> Window | None:
    """ "within 4 weeks (6 weeks for nitrosoureas) prior to", "within 30 days, or 90 days for biologics, before": the
    second length is for what stands behind it."""
    if not done:
        return None
    before = done[-1]
    if before.scope is not None and len(done) > 1:  # "< 3 weeks (< 6 weeks for X), or 5 half-lives for Y"
        return _after_bracket(view, end, q, done)
    where = _in_bracket(view, end, q, before) or _behind_or(view, end, q, before)
    if where is None:
        return None
    stop, on_from = where
    a = aim(view, on_from, end, True) if before.anchor == "now" else None
    lasting = before.duration and _FOR.match(view, before.start) is not None and (a is None or a.direction != "after")
    if before.duration and not lasting and (a is None or a.direction is None or before.start != before.quantity.start):
        return None
    before = replace(before, duration=lasting, said=True)  # "≤ 4 weeks (≤ 2 weeks for X) before"
    if a is not None and a.direction is not None and a.anchor != "other":
        text = view[slice(*a.text)] if a.text else None
        before = replace(before, direction=a.direction, anchor=a.anchor, anchor_text=text, tail=(on_from, a.end))
    done[-1] = replace(before, end=before.quantity.end) if before.end > q.start else before
    quantity = q if q.said else on(before, q)
    own = replace(before, start=q.start, end=q.end, quantity=quantity, tail=None, off=before.off or before.ahead)
    return replace(own, ahead=True, scope=(q.end, stop))


def conditions(view: str, windows: list[Window]) -> list[tuple[int, int]]:
    """The "if" of "6 weeks if nitrosoureas were given", which says no more than whose length it is."""
    found = (_IF_GIVEN.match(view, w.scope[0]) for w in windows if w.scope is not None)
    return [(m.start(), m.start("names")) for m in found if m is not None]


def _after_bracket(view: str, end: int, q: Quantity, done: list[Window]) -> Window | None:
    """The third of several lengths, each for what stands behind it: as the one before it."""
    before = done[-1]
    names = _OF_SOME.match(view, q.end, end) if for_some(view, q.end) else None
    if names is None or before.scope is None or not _CLOSED_OR.fullmatch(view, before.scope[1], q.start):
        return None
    quantity = q if q.said else on(before, q)
    return replace(before, start=q.start, end=q.end, quantity=quantity, scope=(q.end, names.end("names")))


def _in_bracket(view: str, end: int, q: Quantity, before: Window) -> tuple[int, int] | None:
    """Where the names in the bracket of a length end, and where the words behind the bracket start."""
    if not _OPENED.fullmatch(view, before.quantity.end, q.start):
        return None
    close = view.find(")", q.end, end)
    return (close, close + 1) if close >= 0 and _LIMITED.match(view, q.end, close) else None


def _behind_or(view: str, end: int, q: Quantity, before: Window) -> tuple[int, int] | None:
    """Where the names behind "or 90 days for" end, and where the words behind them start."""
    close = any(_OR_SO_LONG.fullmatch(view, a, q.start) for a in (before.quantity.end, before.end))
    apart = before.ahead and not before.duration and _OR_ELSE.fullmatch(view, before.end, q.start) is not None
    if not (close or apart):
        return None
    names = _OF_SOME.match(view, q.end, end) if for_some(view, q.end) else None
    if names is not None and (close or names_exposure(view[slice(*names.span("names"))].lower())):
        return names.end("names"), names.end()
    given = _IF_GIVEN.match(view, q.end, end)
    if given is None or not names_exposure(view[slice(*given.span("names"))].lower()):
        return None
    return given.end(), given.end()


def since_too(view: str, end: int, q: Quantity, done: list[Window]) -> Window | None:
    """ "40 days after infarction and 3 months after surgery": the next of several times, with one sign."""
    before = done[-1] if done else None
    if before is None or not before.ahead or before.duration or before.direction != "before" or before.scope:
        return None
    m = _SINCE.match(view, q.end, end) if _AND_NEXT.fullmatch(view, before.end, q.start) else None
    if m is None or before.quantity.upper is not None:
        return None
    a = anchor_pattern().match(view, m.end(), end)
    used = since_use(view, m.end(), end)
    if a is not None and not used and anchors.anchor_of(a["anchor"]) not in ("surgery", "diagnosis"):
        return None
    quantity = q if q.said else on(before, q)
    return Window(
        q.start, len(view[: used.end() if used else m.end()].rstrip()), quantity, "before", "now", None,
        ahead=True, said=True, off=before.off,
    )  # fmt: skip


def named_within(view: str, end: int, q: Quantity, done: list[Window]) -> Window | None:
    """ "within 8 weeks (etanercept: 4 weeks) before": the second length is for what the bracket names before it."""
    before = done[-1] if done else None
    if before is None or before.duration or before.scope is not None:
        return None
    m = _NAMES.fullmatch(view, before.quantity.end, q.start) or _NAMES.fullmatch(view, before.end, q.start)
    if m is None or not _CLOSES.match(view, q.end, end):
        return None
    if before.anchor == "now" and (a := aim(view, view.index(")", q.end) + 1, end, True)).text is not None:
        text = view[slice(*a.text)]
        done[-1] = before = replace(before, direction=a.direction or "before", anchor=a.anchor, anchor_text=text)
    done[-1] = replace(before, end=min(before.end, m.start()))
    quantity = q if q.said else on(before, q)
    first = m.start("within") if m["within"] else q.start
    return replace(before, start=first, end=q.end, quantity=quantity, tail=None, scope=m.span("names"))


def _is_of_an_item(view: str, q: Quantity) -> bool:
    """A length in a bracket, or one between the name of an item and the end of the item."""
    if view[q.start - 1 : q.start] == "(" and view[q.end : q.end + 1] == ")":
        return True
    word = _NAME_OF_ITEM.search(view, max(0, q.start - 30), q.start)
    return word is not None and fold(word["word"]) not in function_words() and _ENDS_ITEM.match(view, q.end) is not None


def _is_bare(view: str, w: Window) -> bool:
    """Whether no word of its own stands before the length of a window."""
    return w.start in (w.quantity.number[0], w.quantity.number[0] - 1)


def bracketed(view: str, times: list[Quantity], known: list[Window]) -> list[Window]:
    """ "rituximab (12 months), natalizumab (6 months) before screening": each name has its own length in brackets."""
    bare = [q for q in times if not q.said and _is_of_an_item(view, q)]
    model = next(
        (w for w in known if w.said and _is_bare(view, w) and any(w.quantity.number == q.number for q in bare)), None
    )
    if model is None or model.duration:
        return known
    new = [
        replace(model, start=q.start, end=q.end, quantity=on(model, q))
        for q in bare
        if q.end < model.start and not any(w.start <= q.start < w.end for w in known)
        and not re.search(r"[;]|\.\s", view[q.end : model.start])
    ]  # fmt: skip
    return known + new
