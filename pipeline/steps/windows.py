"""Reads windows and durations: times between an event and an anchor, and how long something lasts.

``within the last 2 months``, ``at least 6 weeks prior to inclusion``, ``less than 30 days since``, ``for at least
3 months``, ``5 half-lives``. Which drug, condition or study a window limits is the assembly's business.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from ...patterns import anchors
from ..parts import Quantity, Window, turned
from ..timing import apart, lengths, phrases, results, several, sums, uneven, unnumbered, unwritten, washouts
from ..timing.aims import (
    SOME_SURGERY,
    Aim,
    aim,
    anchor_pattern,
    elapsed,
    from_event,
    is_each,
    later_anchor,
    names_exposure,
    own_last,
    since_use,
)
from ..timing.between import between
from ..timing.plans import FROM_THEN
from ..values import ages

_FLAGS = phrases.FLAGS
_RESPECTIVELY = re.compile(r"\brespectively\b", _FLAGS)
_PLANS = re.compile(
    r"\b(?:plan\w*|intend\w*|intention|expect\w*|anticipat\w*|schedul\w*|likely|will|wish\w*)\b", _FLAGS
)
_OF = re.compile(r"\s*\)?\s*of\s+(?!(?:the\s+)?(?:age|life|gestation)\b)", _FLAGS)
_BETWEEN = re.compile(r"\s*(?:\w+\s+){0,2}?between\b", _FLAGS)
_OF_THE_STUDY = frozenset(
    (
        "screening", "consent", "enrolment", "randomization", "baseline", "first_dose", "study_start", "last_dose",
        "visit",
    )
)  # fmt: skip
_DAYS = frozenset(("screening", "consent", "enrolment", "randomization", "baseline"))
_OF_A_DAY = re.compile(r"\s+of\s+(?!(?:the\s+)?(?:study|trial)\b)", _FLAGS)
_AT = re.compile(r"\s+(?:at|on)\s+", _FLAGS)
_OF_SOMETHING = re.compile(
    r"\b(?:history|use|receipt|occurrences?|episodes?|evidence|presence|administration|ingestion|intake|consumption|donation|"
    r"exposure|diagnosis|application|injections?)\s+$",
    _FLAGS,
)
"""Before a window that stands between it and what it is of: "history within 2 years of suicide attempt"."""
_BEHIND_NAME = re.compile(r"(?<!\bfor)(?<!\bof)(?<!lasting)(?<=[^\W\d_])[\s)\]]*[:,(=-]?\s*$", _FLAGS)
_NAME_BEFORE = re.compile(r"(?:[^\W\d_]{3,}(?-i:\s[A-Z])?|(?-i:\b[A-Z]\w*[A-Z]\w*))[\s(,)\]]*$", _FLAGS)
_ON_A_LIST = re.compile(
    r"\s*(?:[.;]?\s*\Z|,?\s*or\b|,\s*(?:(?:any|major|prior)\s+)?(?:radio|radia|chemo|immuno|biops|trauma|transfus|injur|hospitali[sz]|fractur)\w*)",
    _FLAGS,
)
"""Behind "less than 4 weeks from surgery": what happened then, and no time before it."""
_FOR = re.compile(r"\b(?:(?P<lasting>lasting|persisting)(?:\s+for)?|for)\s+(?:the\s+|a\s+)?$", _FLAGS)
_OPENS = re.compile(
    r"\s*,\s*(?![^.;]{0,80}\b(?:stable|unchanged|constant|continuous|regular|daily|on|taking|receiving|been)\b)(?=[^\W\d_])",
    _FLAGS,
)
"""Behind the words that open a criterion: "for the 30 days before enrolment, receipt of blood products"."""
_UNTIL = re.compile(r"\b(?:before|until|till|prior\s+to|through)\s+$|\bbetween\b[^.;,]{3,40}\band\s+$", _FLAGS)
""" "Not to conceive before 6 months after the last dose"."""
_HORIZON = re.compile(
    r"\s+(?:all[\s-]cause\s+|in-?hospital\s+|hospital\s+|unplanned\s+)?(?:re-?admissions?|re-?hospitali[sz]ations?|mortality|survival)\b",
    _FLAGS,
)
"""What a time is looked ahead for, and no time of anybody's: "high risk for 30-day readmission"."""
_LATER = re.compile(r"(?:(?:no|not)\s+)?later\s+than\b|(?:no|not)\s+earlier\s+than\b", _FLAGS)
_EARLIER = re.compile(r"earlier\s+than\b", _FLAGS)
""" "Relapse earlier than 6 months after transplantation": sooner, not longer, after it."""
_IF = re.compile(r"\s*(?:if|when)\b", _FLAGS)
_OLDER = re.compile(r"(?:(?:no|not)\s+)?older\s+than\b", _FLAGS)
_AND_ANEW = re.compile(
    r"(?<!\bbefore)(?<!\bafter)(?<!\bprior)(?<!\bto)(?<!weeks)(?<!days)(?<!months)(?<!years)(?<!hours)\s*,?\s+and\s+"
    r"(?:(?:at\s+least|more\s+than|greater\s+than|over|an?\s+(?:interval|minimum)\s+of|who\s+(?:are|were|is))\s+)*\Z",
    re.IGNORECASE,
)
""" "No infection **and at least** 4 weeks since surgery": a requirement of its own."""


def windows(
    view: str, start: int, end: int, quantities: list[Quantity], stated: washouts.Stated | None = None
) -> list[Window]:
    """The windows among the times of ``view[start:end]`` and those without a number ("in the past year").

    ``stated``: what a lead-in says of the times behind the names of its items.
    """
    mended = unwritten.with_units(view, [phrases.mended(view, q) for q in quantities])
    times = [q for q in mended if q.is_time and _HORIZON.match(view, q.end) is None]
    times = sorted(times + unnumbered.times(view, start, end, times), key=lambda q: q.start)
    if not times:
        return []
    times = [q for i, q in enumerate(times) if not (i and several.restates(view, times[i - 1], q))]
    times = several.both_bounds(view, uneven.spans(view, start, sums.summed(view, end, times)))
    out: list[Window] = []
    skip = False
    for q, following in zip_longest(times, times[1:]):
        if skip:
            skip = False
            continue
        half = following is not None and phrases.HALF.fullmatch(view, q.end, following.start)
        alike = half and not several.against(q, following) and not several.for_some(view, following.end)
        alike = alike and phrases.POST.match(view, following.end, end) is None  # "or less than 6 months post-partum"
        apart_said = alike and q.lower is not None and q.said and phrases.WITHIN.search(view, q.end, following.start)
        other = following if alike and not apart_said else None  # "> 3 months, or within 4 weeks"
        limited = several.limited(view, end, q, out) or several.named_within(view, end, q, out)
        limited = limited or several.since_too(view, end, q, out)
        kinds = several.qualified(view, end, q, out)
        if kinds is not None:
            out[-1:] = kinds
            continue
        found = [limited] if limited is not None else list(_windows(view, start, end, q, other, mended, stated))
        out += found
        skip = any(w.alternative is not None for w in found)
    return apart.anchored(view, start, end, sorted(several.bracketed(view, times, out), key=lambda w: (w.start, w.end)))


def _windows(
    view: str,
    start: int,
    end: int,
    q: Quantity,
    other: Quantity | None,
    quantities: list[Quantity],
    stated: washouts.Stated | None,
) -> Iterator[Window]:
    series = several.series(view, q, quantities) if _RESPECTIVELY.search(view, q.end, end) else []
    window = _window(view, start, end, replace(q, start=series[0].start) if series else q, other, stated)
    if window is None:
        return
    second = phrases.BOTH_SIDES.match(view, q.end, end)
    if second and (a := aim(view, second.start("second"), end, False)).text is not None:
        window = replace(window, anchor=a.anchor, anchor_text=view[slice(*a.text)], end=a.end)
        yield window
        yield replace(window, direction="after")
        return
    total = len(series) + 1
    for i, before in enumerate(series):
        yield replace(window, start=before.start, end=before.end, quantity=several.on(window, before), share=(i, total))
    yield replace(window, start=q.start, share=(total - 1, total)) if series else window


def _window(
    view: str, start: int, end: int, q: Quantity, other: Quantity | None, stated: washouts.Stated | None
) -> Window | None:
    lead = max(start, q.start - 40)
    pos, longer = (other or q).end, None
    if (other or q).unit == "{half-life}" and (m := phrases.OF_A_DRUG.match(view, pos, end)):
        pos = m.end()
    if m := phrases.LONGER.match(view, pos, end):
        pos, longer = m.end(), m["which"].lower() in phrases.THE_LONGER
    within = phrases.WITHIN.search(view, lead, q.start)
    if within is not None and within["which"]:
        longer = within["which"].lower() in phrases.THE_LONGER
    first = within.start() if within is not None else q.start
    opened = view[first - 1 : first] == "(" or (other is not None and "(" in view[q.end : other.start])
    bare = opened and view[pos : pos + 1] == ")"
    a = aim(view, pos + bare, end, within is not None and (other or q).unit != "{half-life}")
    if a.anchor == "last_dose" and within is None and q.lower is not None:
        title = phrases.TITLED.match(view, start, q.start)
        a = own_last(view, a) if title and names_exposure(title["title"].lower()) else a
    if a.word == "of" and within is None and q.lower is not None:  # "at least 3 months of treatment"
        a = a._replace(direction=None, anchor="now", text=None, end=pos)
    if a.word == "of" and a.anchor == "other" and within and _OF_SOMETHING.search(view, start, within.start()):
        a = Aim(None, "now", None, pos)
    tail = None
    if a.direction is None and (beyond := apart.beyond_bracket(view, pos, end)) is not None:
        a, tail = beyond
    if (aged := results.how_old(view, start, end, q)) is not None:
        return aged
    whole = washouts.washout(view, start, end, q, other, longer, pos)
    if phrases.is_no_window(view, start, end, q, a.direction is not None) and not (whole and whole.ahead):
        return None
    if (whole := whole or between(view, end, q)) is not None:
        return whole
    if (since := _since(view, start, end, lead, q, a)) is not None:
        return replace(since, alternative=other, longer=longer)
    stop = a.end if a.direction or not bare else pos
    if longer is None and (m := phrases.LONGER.match(view, stop, end)):
        stop, longer = m.end(), m["which"].lower() in phrases.THE_LONGER
    text = view[slice(*a.text)] if a.text else None
    base = Window(
        q.start, stop, q, a.direction or "before", a.anchor, text, False, other, longer, said=a.direction is not None,
        tail=tail,
    )  # fmt: skip
    if m := phrases.JUST.search(view, lead, q.start):
        return replace(base, start=m.start(), quantity=_upto(q), said=True, ahead=True)
    if q.said and phrases.SO_LONG.search(view, lead, q.start) and phrases.OF_THE_NEXT.match(view, q.end, end):
        return replace(_duration(view, lead, end, q, base), end=q.end, ahead=True, said=True)
    if m := phrases.COMING.search(view, lead, q.start):
        return replace(base, start=m.start(), quantity=_upto(q), direction="after", said=True)
    if (m := phrases.recent(view, lead, q)) and not phrases.of_the_last(view, q, m):
        if a.direction == "after":  # "in the last 2 hours after ...": no anchor
            base = replace(base, end=q.end, anchor="now", anchor_text=None)
        if a.direction is None and (of := _OF_A_DAY.match(view, q.end, end)):
            day = anchor_pattern().match(view, of.end(), end)
            if day and anchors.anchor_of(day["anchor"]) in _DAYS:  # "in the preceding 15 days of recruitment"
                base = replace(base, end=day.end(), anchor=anchors.anchor_of(day["anchor"]), anchor_text=day["anchor"])
        ahead = a.direction is None and phrases.NAMING.fullmatch(m.group()) is not None
        return replace(base, start=m.start(), quantity=_upto(q), direction="before", said=True, ahead=ahead)
    if a.direction == "after" and not q.said and (m := FROM_THEN.search(view, max(start, q.start - 60), q.start)):
        return replace(base, quantity=_upto(q), said=True)
    if _OLDER.match(view, q.start, q.number[0]):
        if (at := _AT.match(view, q.end, end)) and (day := anchor_pattern().match(view, at.end(), end)):
            name = anchors.anchor_of(day["anchor"])
            return replace(base, end=day.end(), direction="before", anchor=name, anchor_text=day["anchor"], said=True)
        return replace(base, end=q.end, direction="before", anchor="now", anchor_text=None, said=True)
    if within is not None:
        loose = a.direction is None and within.group().split()[0].lower() in ("over", "during", "throughout", "in")
        loose = loose and "\t" not in within.group()  # "w/in"
        loose = loose and not phrases.counted(view, q, within.start())
        if loose and (later := later_anchor(view, a.end, end)) is not None:
            base = replace(base, anchor=later[0], anchor_text=later[1], said=True)
            return replace(base, start=within.start(), quantity=_upto(q))
        if loose and not _PLANS.search(view, max(start, q.start - 80), q.start):
            return None
        return replace(base, start=within.start(), quantity=_upto(q))
    of_items = (
        stated is not None
        and a.direction is None
        and not (stated.bare and ((q.said and q.lower is not None) or q.start < stated.words[1]))
    )
    if stated is not None and of_items and _BEHIND_NAME.search(view, max(start, stated.floor), q.start):
        return washouts.of_item(base, stated)
    if (elapsed := _elapsed(view, start, q, base)) is not None:
        return elapsed
    if a.direction is None and phrases.OF.search(view, lead, q.start) and (m := _OF.match(view, q.end, end)):
        return replace(_duration(view, lead, end, q, base), end=m.end() - 1, ahead=True)
    if a.direction is None and _BETWEEN.match(view, q.end, end):
        return None  # "an interval of 8 to 12 weeks between the doses"
    if (lasting := lengths.since(view, start, base)) is not None:
        return lasting
    if phrases.HISTORY.match(view, q.end, end) or (
        a.direction is None and (phrases.FOR.search(view, lead, q.start) or phrases.STATE.search(view, lead, q.start))
    ):
        return _duration(view, lead, end, q, base)
    if a.direction is None:
        return _bare_duration(view, start, lead, end, q, base) if q.said else None
    return _anchored(view, lead, q, base, a)


def _bare_duration(view: str, start: int, lead: int, end: int, q: Quantity, base: Window) -> Window | None:
    """ "ankle sprain less than 3 months", "at least 3 days of fever": how long what is named has lasted."""
    if _BETWEEN.match(view, q.end, end) or (
        q.unit == "a" and (_LATER.match(view, q.start) or _EARLIER.match(view, q.start))
    ):
        return None  # "menopause earlier than 40 years" is of age
    if _IF.match(view, q.end, end):
        return None  # "3 weeks since radiotherapy, and 6 weeks if the spine was irradiated"
    if m := _OF.match(view, q.end, end):
        return replace(_duration(view, lead, end, q, base), end=m.end() - 1, ahead=True)
    if ages.is_another_thing(view, q):
        return None  # "obesity and over 65 years"
    if _NAME_BEFORE.search(view, max(start, q.start - 40), q.start):
        return _duration(view, lead, end, q, base)
    return None


def _since(view: str, start: int, end: int, lead: int, q: Quantity, a: Aim) -> Window | None:
    """ "> 6 months since diagnosis", "2 weeks post surgery", "within 24 h of birth": so long ago is what follows."""
    within = phrases.WITHIN.search(view, lead, q.start)
    if (m := phrases.POST.match(view, q.end, end)) and (q.said or phrases.nothing_before(view, start, q.start)):
        base = Window(q.start, q.end, q, "before", "now", None, True, ahead=True, said=True)
        if within is not None:  # "within 6 weeks postpartum"
            base = replace(base, start=within.start(), quantity=_upto(q), duration=False)
        return base if m["state"] else None
    if a.direction is None and q.said and (since := from_event(view, q.end, end)) is not None:
        a = Aim("before", "other", None, since, "from")
    operated = a.text is not None and SOME_SURGERY.fullmatch(view, *a.text) is not None
    listed = a.text is not None and _ON_A_LIST.match(view, a.text[1], end) is not None
    operated = operated or (listed and a.anchor == "surgery" and phrases.nothing_before(view, start, q.start))
    backwards = a.word in ("since", "after", "following", "post", "beyond", "from the") or (
        a.word in ("of", "from") and (a.anchor in ("other", "diagnosis") or operated)
    )
    place = a.text[0] if a.text is not None else a.end
    used = since_use(view, place + (view[place : place + 1] == " "), end)
    backwards = backwards or (a.word in ("of", "from") and used is not None)
    apart = view[start : q.start].rstrip().endswith(",") and not within and a.word in ("after", "following")
    anew = q.said and q.lower is not None and _AND_ANEW.search(view, max(start, q.start - 40), q.start) is not None
    alone = apart or anew or phrases.nothing_before(view, start, q.start)
    if not backwards or (a.word != "since" and not alone):
        return None
    if a.word == "since" and not (operated or a.anchor == "now" or alone):
        if a.anchor != "last_dose" or a.text is None or not since_use(view, a.text[0], end):
            return None
    if view[a.end : a.end + 1] == ":":
        return None
    if a.word != "since" and (a.anchor in _OF_THE_STUDY or is_each(view, place, end)):
        if not since_use(view, place, end) and not (anew or phrases.nothing_before(view, start, q.start, False)):
            return None
    stop = used.end() if used else place
    quantity = q if q.said else replace(q, lower=None, upper_inclusive=True) if within else q
    if not q.said and elapsed(view, q.end, end):
        quantity = replace(q, upper=None, lower_inclusive=True)
    first = within.start() if within else q.start
    return Window(first, len(view[:stop].rstrip()), quantity, "before", "now", None, ahead=True, said=True)


def _elapsed(view: str, start: int, q: Quantity, base: Window) -> Window | None:
    """ "time from diagnosis to randomization ≤ 12 weeks", "onset-to-alarm time ≤ 4 hours"."""
    m = phrases.ELAPSED.search(view, max(start, q.start - 120), q.start)
    if m is None and q.said and (m := phrases.SINCE_THEN.search(view, max(start, q.start - 120), q.start)):
        since = replace(base, end=q.end, direction="before", anchor="now", anchor_text=None)
        return replace(since, said=True, tail=m.span("lead"))
    if m is None or not (q.said or base.said or q.lower != q.upper):
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
    if m := _FOR.search(view, lead, q.start):
        if not q.said and not view[lead : m.start()].strip() and _OPENS.match(view, base.end):
            return replace(base, start=m.start(), quantity=_upto(q))
        quantity = q if q.said else replace(q, upper=None, lower_inclusive=True)
        if base.anchor == "last_dose" and base.direction == "after":  # "sperm donation for 90 days after the last dose"
            quantity = _upto(q)
        base = replace(base, start=m.start(), duration=base.direction == "before", quantity=quantity)
        if m["lasting"] is None or base.duration:
            return base
        return replace(base, end=q.end, duration=True, direction="before", anchor="now", anchor_text=None)
    if (_LATER if base.direction == "before" else _EARLIER).match(view, q.start, q.number[0]):
        return replace(base, quantity=turned(q))
    if a.less is False:
        return replace(base, quantity=replace(q, upper=None, lower_inclusive=True))
    if not q.said:
        upto = base.direction == "before" or _UNTIL.search(view, lead, q.start) is not None
        return replace(base, quantity=replace(q, lower=None, upper_inclusive=True) if upto else q)
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
