"""Reads windows and durations: times between an event and an anchor, and how long something lasts.

``within the last 2 months``, ``at least 6 weeks prior to inclusion``, ``less than 30 days since``, ``for at least
3 months``, ``5 half-lives``. Which drug, condition or study a window limits is the assembly's business.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from ...patterns import anchors
from ..parts import Quantity, Window
from ..timing import phrases, several
from ..timing.aims import Aim, aim, anchor_pattern, closing, from_event

_FLAGS = phrases.FLAGS
_RESPECTIVELY = re.compile(r"\brespectively\b", _FLAGS)
_PLANS = re.compile(
    r"\b(?:plan\w*|intend\w*|intention|expect\w*|anticipat\w*|schedul\w*|likely|will|wish\w*)\b", _FLAGS
)
_OF = re.compile(r"\s*\)?\s*of\s+(?!(?:the\s+)?(?:age|life|gestation)\b)", _FLAGS)
_DETACHED = re.compile(r"\s*[,(]?\s*(?:unless|except|other\s+than|excluding|with\s+the\s+exception|without)\b", _FLAGS)


_WASHOUT = re.compile(
    r"\bwash(?:ed)?[\s-]?out\s+(?:period\s+|phase\s+|time\s+)?(?:of\s+|for\s+|is\s+|:\s*|\(\s*)?(?:at\s+least\s+)?$",
    re.IGNORECASE,
)


def windows(view: str, start: int, end: int, quantities: list[Quantity]) -> list[Window]:
    """The windows among the times of ``view[start:end]`` and those without a number ("in the past year")."""
    mended = [phrases.mended(view, q) for q in quantities]
    times = [q for q in mended if q.is_time]
    times = [q for i, q in enumerate(times) if not (i and several.restates(view, times[i - 1], q))]
    out: list[Window] = []
    skip = False
    for q, following in zip_longest(times, times[1:]):
        if skip:
            skip = False
            continue
        other = following if following is not None and phrases.HALF.fullmatch(view, q.end, following.start) else None
        limited = several.limited(view, end, q, out)
        kinds = several.qualified(view, end, q, out)
        if kinds is not None:
            out[-1:] = kinds
            continue
        found = [limited] if limited is not None else list(_windows(view, start, end, q, other, mended))
        out += found
        skip = any(w.alternative is not None for w in found)
    out += _unnamed(view, start, end, out)
    out = [_washout(view, w) for w in several.bracketed(view, times, out)]
    return _detached(view, end, sorted(out, key=lambda w: (w.start, w.end)))


def _windows(
    view: str, start: int, end: int, q: Quantity, other: Quantity | None, quantities: list[Quantity]
) -> Iterator[Window]:
    series = several.series(view, q, quantities) if _RESPECTIVELY.search(view, q.end, end) else []
    window = _window(view, start, end, replace(q, start=series[0].start) if series else q, other)
    if window is None:
        return
    second = phrases.BOTH_SIDES.match(view, q.end, end)
    if second and (a := anchor_pattern().match(view, second.end() + 1, end)):
        name, text = anchors.anchor_of(a["anchor"]), a["anchor"]
        window = replace(window, anchor=name, anchor_text=text, end=a.end("anchor"))
        yield window
        yield replace(window, direction="after")
        return
    total = len(series) + 1
    for i, before in enumerate(series):
        yield replace(window, start=before.start, end=before.end, quantity=several.on(window, before), share=(i, total))
    yield replace(window, start=q.start, share=(total - 1, total)) if series else window


def _window(view: str, start: int, end: int, q: Quantity, other: Quantity | None) -> Window | None:
    lead = max(start, q.start - 40)
    pos, longer = (other or q).end, None
    if m := phrases.LONGER.match(view, pos, end):
        pos, longer = m.end(), m["which"].lower() in ("longer", "longest", "greater", "later")
    within = phrases.WITHIN.search(view, lead, q.start)
    bare = view[q.start - 1 : q.start] == "(" and view[pos : pos + 1] == ")"
    a = aim(view, pos + bare, end, within is not None and (other or q).unit != "{half-life}")
    if phrases.is_no_window(view, start, end, q, a.direction is not None):
        return None
    if (since := _since(view, start, end, lead, q, a)) is not None:
        return since
    stop = a.end if a.direction or not bare else pos
    if longer is None and (m := phrases.LONGER.match(view, stop, end)):
        stop, longer = m.end(), m["which"].lower() in ("longer", "longest", "greater", "later")
    text = view[slice(*a.text)] if a.text else None
    base = Window(
        q.start, stop, q, a.direction or "before", a.anchor, text, False, other, longer, said=a.direction is not None
    )
    if m := phrases.JUST.search(view, lead, q.start):
        return replace(base, start=m.start(), quantity=_upto(q), said=True, ahead=True)
    if m := phrases.COMING.search(view, lead, q.start):
        return replace(base, start=m.start(), quantity=_upto(q), direction="after", said=True)
    if m := phrases.RECENT.search(view, lead, q.start):
        return replace(base, start=m.start(), quantity=_upto(q), direction="before", said=True)
    if within is not None:
        loose = a.direction is None and within.group().split()[0].lower() in ("over", "during", "throughout", "in")
        if loose and not _PLANS.search(view, max(start, q.start - 80), q.start):
            return None
        return replace(base, start=within.start(), quantity=_upto(q))
    if (elapsed := _elapsed(view, start, q, base)) is not None:
        return elapsed
    if phrases.HISTORY.match(view, q.end, end) or (
        a.direction is None and (phrases.FOR.search(view, lead, q.start) or phrases.STATE.search(view, lead, q.start))
    ):
        return _duration(view, lead, end, q, base)
    if a.direction is None:
        return _bare_duration(view, start, lead, end, q, base) if q.said else None
    return _anchored(view, lead, q, base, a)


def _bare_duration(view: str, start: int, lead: int, end: int, q: Quantity, base: Window) -> Window | None:
    """ "ankle sprain less than 3 months", "at least 3 days of fever": how long what is named has lasted."""
    if m := _OF.match(view, q.end, end):
        return replace(_duration(view, lead, end, q, base), end=m.end() - 1, ahead=True)
    if re.search(r"(?:[^\W\d_]{3,}|\b[A-Z]\w*[A-Z]\w*)[\s(,]*$", view[max(start, q.start - 40) : q.start]):
        return _duration(view, lead, end, q, base)
    return None


def _since(view: str, start: int, end: int, lead: int, q: Quantity, a: Aim) -> Window | None:
    """ "> 6 months since diagnosis", "2 weeks post surgery", "within 24 h of birth": so long ago is what follows."""
    if (m := phrases.POST.match(view, q.end, end)) and (q.said or phrases.nothing_before(view, start, q.start)):
        base = Window(q.start, q.end, q, "before", "now", None, True, ahead=True, said=True)
        return base if m["state"] else None
    if a.direction is None and q.said and (since := from_event(view, q.end, end)) is not None:
        a = Aim("before", "other", None, since, "from")
    backwards = a.word in ("since", "after", "following", "post", "beyond", "from the") or (
        a.word in ("of", "from") and a.anchor == "other"
    )
    if not backwards or (a.word != "since" and not phrases.nothing_before(view, start, q.start)):
        return None
    if a.word == "since" and not phrases.nothing_before(view, start, q.start) and a.anchor != "now":
        if a.anchor != "last_dose" or a.text is None or not phrases.SINCE_USE.match(view, a.text[0], end):
            return None
    if view[a.end : a.end + 1] == ":":
        return None
    place = a.text[0] if a.text is not None else a.end
    used = phrases.SINCE_USE.match(view, place + (view[place : place + 1] == " "), end)
    stop = used.end() if used else place
    within = phrases.WITHIN.search(view, lead, q.start)
    quantity = q if q.said else replace(q, lower=None, upper_inclusive=True) if within else q
    first = within.start() if within else q.start
    return Window(first, len(view[:stop].rstrip()), quantity, "before", "now", None, ahead=True, said=True)


def _elapsed(view: str, start: int, q: Quantity, base: Window) -> Window | None:
    """ "time from diagnosis to randomization ≤ 12 weeks", "onset-to-alarm time ≤ 4 hours"."""
    m = phrases.ELAPSED.search(view, max(start, q.start - 120), q.start)
    if m is None or not (q.said or base.said):
        return None
    first = m.start("to") if m["to"] else m.start("dash")
    a = anchor_pattern().match(view, m.start("end"), m.end("end"))
    name = anchors.anchor_of(a["anchor"]) if a else "other"
    return replace(
        base, start=first, end=q.end, direction="before", anchor=name, anchor_text=a["anchor"] if a else m["end"],
        tail=m.span("lead") if m["lead"] else None,
        duration=False, said=True,
    )  # fmt: skip


def _anchored(view: str, lead: int, q: Quantity, base: Window, a: Aim) -> Window:
    """ "at least 6 weeks before x", "3 months prior to x", "for 6 weeks prior to x"."""
    m = re.compile(r"\bfor\s+(?:the\s+|a\s+)?$", _FLAGS).search(view, lead, q.start)
    if m:
        quantity = q if q.said else replace(q, upper=None, lower_inclusive=True)
        return replace(base, start=m.start(), duration=base.direction == "before", quantity=quantity)
    if a.less is False:
        return replace(base, quantity=replace(q, upper=None, lower_inclusive=True))
    if not q.said:
        return replace(base, quantity=replace(q, lower=None, upper_inclusive=True) if base.direction == "before" else q)
    return base


def _duration(view: str, lead: int, end: int, q: Quantity, base: Window) -> Window:
    m = phrases.LASTING.search(view, lead, q.start)
    history = phrases.HISTORY.match(view, q.end, end)
    quantity = q if q.said else replace(q, upper=None, lower_inclusive=True)
    return replace(
        base, start=m.start() if m else q.start, end=history.end() if history else base.end, quantity=quantity,
        duration=True, direction="before", anchor="now", anchor_text=None,
    )  # fmt: skip


def _upto(q: Quantity) -> Quantity:
    """ "within 2 months" bounds above, inclusively; "within the last 2 to 5 years" and "> 2 years" stay."""
    return q if q.said and q.sign not in ("=",) else replace(q, lower=None, upper_inclusive=True)


def _unnamed(view: str, start: int, end: int, known: list[Window]) -> list[Window]:
    """ "in the past year", "within the last month", "within a month": one of the unit."""
    out = []
    for m in phrases.UNNAMED.finditer(view, start, end):
        if any(w.start < m.end() and m.start() < w.end for w in known):
            continue
        lead = phrases.RECENT.search(view, max(start, m.start() - 30), m.start() + len(m.group().split()[0]))
        group = "unit" if m["unit"] else "one"
        unit = phrases.UNITS.get(m[group].lower())
        q = Quantity(m.start(group), m.end(), None, False, 1 if unit else 24, True, unit or "h", number=m.span(group))
        a = aim(view, m.end(), end, False)
        text, anchor, stop = (view[slice(*a.text)] if a.text else None), a.anchor, a.end
        direction = a.direction if m["one"] and a.direction else "before"
        if anchor == "other":
            anchor, text, stop = "now", None, m.end()
        first = lead.start() if lead and m["unit"] else m.start()
        out.append(Window(first, stop, q, direction, anchor, text, said=bool(m["unit"])))
    return out


def _washout(view: str, w: Window) -> Window:
    """ "A washout of 4 weeks" is a time without the drug, and no length of a treatment."""
    if not w.duration or _WASHOUT.search(view, max(0, w.start - 40), w.start) is None:
        return w
    return replace(w, duration=False, direction="before", anchor="now", anchor_text=None)


def _detached(view: str, end: int, found: list[Window]) -> list[Window]:
    """ "within 2 years unless …, prior to start of study medication": the anchor that closes the sentence."""
    out = list(found)
    for i, w in enumerate(out):
        aimed = w.anchor != "now" or w.duration or w.direction != "before" or w.ahead
        m = closing(view, w.end, end) if not aimed and _DETACHED.match(view, w.end, end) else None
        if m is None or any(o is not w and w.end <= o.start and o.end > m.start() for o in out):
            continue
        where = m.span("anchor")
        out[i] = replace(
            w, anchor=anchors.anchor_of(m["anchor"]), anchor_text=view[slice(*where)], tail=(m.start(), where[1])
        )
    return out
