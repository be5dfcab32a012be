"""What of a criterion's words its leaves carry; the rest becomes `other` leaves, never silence."""

import re
from functools import cache
from itertools import zip_longest

from ...patterns.gate import Gated, Several
from ...patterns.references import SEE_ALSO
from ...patterns.words import narrowing_words, silent_words
from .. import signs
from ..logic import acting as acting_on
from ..logic import (
    addresses,
    adjuncts,
    age_groups,
    asides,
    assessed,
    beside_values,
    births,
    causes,
    company,
    conditionals,
    counted,
    denials,
    elsewhere,
    explained,
    halves,
    judgements,
    known_by,
    labels,
    likened,
    lives,
    misread,
    not_counted,
    onsets,
    qualifiers,
    recovery,
    subjects,
    ways,
    wholes,
)
from ..logic.nodes import unread_part
from ..logic.permissions import ruled_out
from ..naming import abbreviations, urgency
from ..parts import Part, Work
from ..segment.headings import is_topic
from ..timing import last, titles
from ..view import in_bracket

_EXCEPTION_WORDS = frozenset(
    ("unless", "except", "excepted", "exempt", "exempted", "excepting", "excluding", "exception")
)
_BEFORE_FROM = frozenset(("apart", "aside", "save"))
_EXCEPT_FROM = re.compile(r"(?:apart|aside)\s+from\b|save\s+for\b", re.IGNORECASE)
_STOPPING = Gated(
    r"\b(?:stop\w*|discontinu\w*|wash(?:ed)?\s?-?out|withdrawn|cease\w*|elapsed|(?<!not\s)(?:finished|completed))\b",
    re.IGNORECASE,
)
_SINCE_ITS_END = Gated(
    r"\b(?:since|after|following|of|from|before)\s+(?:the\s+)?(?:last\s+)?(?:complet|end|finish|conclud|terminat)(?:ing|ion)\b",
    re.IGNORECASE,
)
""" "Less than 30 days since ending another trial"."""
_RECENT = Gated(
    r"\brecent(?:ly)?\s+(?:(?:history|use|usage|treatment|therapy|exposure|intake|administration|receipt)\s+(?:of|with|to)\s+)?$",
    re.IGNORECASE,
)
_SUFFERED = Gated(r"\b(?:sustained|experienced)\s+(?:an?\s+)?$", re.IGNORECASE)
""" "Sustained a fracture" says that it happened; what is sustained otherwise has the word in its name."""
_ABBREVIATION = re.compile(r"\s*\(\s*[\"“]?(?=[^()]*[A-Z][^()]*[A-Z])[A-Z][A-Za-z0-9-]{1,9}[\"”]?\s*\)")
_BARE_SHORT = re.compile(r"\s+(?P<short>[A-Z][A-Za-z0-9-]{0,8}[A-Z])s?(?=\s*(?:[,.;)]|\Z|\b[a-z]))")
_SORT_WORDS = frozenset(
    ("type", "subtype", "genotype", "group", "class", "level", "category", "score", "grade", "stage")
)
"""A number behind them tells which: "hepatitis C genotype 2", "obesity of class III"."""
_COUNTED = frozenset(("dose", "course", "cycle", "injection", "infusion", "time", "episode", "session"))
"""A number before them is of how often: "two doses of MMR vaccine"."""
_DEGREE_BEHIND = re.compile(r" (?:\d|I{2,3}|I?V)(?![\w.):%'’-])")
"""A number behind a name: "AV block II", "prolapse 3"."""
_DECIMAL = re.compile(r"\d+\.\d")
_VISIT = re.compile(r"\b(?:Day|Visit|Week)\s-?\Z")
"""Before the number of a visit: "in the study eye at Screening and Day 1"."""
_OR_NUMBER = re.compile(r"\s*(?:,|/|\bor|\band|\bto)\s*(?=\d+(?![\d.)]))", re.IGNORECASE)
"""Between a value and a number that may be another: "ECOG 0 or 1"."""
_ROMANS = frozenset(("i", "ii", "iii", "iv", "v"))
_SORT = r"[a-z]{3,}(?:al|ic|ed|ent|ant|ive|ary|ous|able|oid)"
_SORTS = re.compile(
    rf"\s*\(\s*(?:either\s+)?{_SORT}(?:\s*,\s*{_SORT})*\s*,?\s*(?:or|and)\s+{_SORT}\s*\)", re.IGNORECASE
)
"""All sorts of what stands before them: "immunodeficiency (congenital or acquired)"."""
_ELIGIBLE = Gated(
    r"\beligible\s+for\b(?!\s+(?:(?:the|this|our|any)\s+)?(?:study|trial|inclusion|participation|enrol|screening|random))"
    r"|\b(?:used|given|administered|tested|employed)\s+in\s+(?:the|this|our)\s+(?:(?:present|current)\s+)?(?:study|trial)\b",
    re.IGNORECASE,
)
"""What somebody may be given is not given, and what is used in the study is no other drug."""
_MEANING = Gated(r"(?<=,\s)meaning\b", re.IGNORECASE)
"""Between a name and its definition."""
_ADEQUATE = Gated(
    r"\b(?:adequate|acceptable|sufficient)\s+(?:(?:[\w/-]+[\s,]+){0,6}?functions?|h(?:a)?ematology|coagulation|"
    r"(?:bone\s+)?marrow(?:\s+reserve)?)\b"
    r"|\b(?:[\w/-]+\s+){1,3}functions?\s+(?:(?:is|are|(?:must|should)\s+be)\s+)?(?:adequate|sufficient|acceptable|good)\b",
    re.IGNORECASE,
)
_NORMAL = Gated(
    r"\b(?:normal|preserved)\s+(?:(?:[\w/-]+\s+){0,4}?(?:functions?|weight|counts?|levels?|values?|fraction|pressure|hearing|"
    r"vision|acuity|cognition|coagulation|clotting|ha?ematology)\s*\(\s*(?:(?:i\.?e\.?|defined\s+as|=),?\s*)?)?\Z",
    re.IGNORECASE,
)
""" "Normal renal function (eGFR > 90)", "normal haemoglobin (> 12 g/dL)": what is meant is the value in the bracket."""
_PLUS = re.compile(r"\s\+\s+\Z")
"""Between two names: "ICS + LABA"."""
_LABEL = Gated(r"[^\W\d_][\w/&-]*(?:[ \n][\w/&-]+){0,3}:\s")
_ABBREVIATIONS = frozenset(("HE", "AS", "US", "IT", "AM", "WE", "IV"))
"""Words of grammar that mean something else in capitals."""
_MORE_THAN = Gated(
    r"\b(?:more|greater|worse|higher)\s+than\s+(?:trace|trivial|minimal|minor|slight|mild|moderate)\b[\s-]*",
    re.IGNORECASE,
)
_ITEM = Gated(
    r"(?=\w{1,3}\)\s)(?:^|(?<=[:;,.(])|(?<=[:;,.]\s)|(?<=[:;,.]\s\()|(?<=\bor\s)|(?<=\band\s)|(?<=\bof\s)|(?<=\bwith\s)|(?<=\beither\s)|(?<=\bor\s\()|(?<=\band\s\())"
    r"([a-h]|[1-9]|i{1,3}|iv|v)\)",
    re.IGNORECASE | re.MULTILINE,
)
_OWN_OR_FAMILY = Gated(
    r"\b(?:personal|history)(?:\s+of)?\s*,?\s*(?:and|or|/)\s*(?:an?\s+)?family\s+history\b"
    r"|\bfamily\s+history\s+of\s+(?:any|one|either|at\s+least\s+one|the\s+following)\b[^:;.]{0,30}:",
    re.IGNORECASE,
)
_PARTING = re.compile(r"[;,()]|\.\s|\b(?:and|or|except|unless)\b")

_PREFIX = re.compile(
    r"(?<![\w-])(?:non|pre|post|peri|intra|inter|anti|sub|semi|self|co|re|un|extra|multi|mid|hyper|hypo)-\Z",
    re.IGNORECASE,
)
_NEAR = 20
_ADDING_NOTHING = Several(
    *asides.ALL,
    urgency.EITHER,
    SEE_ALSO,
    not_counted.NOT_SUCH,
)


def cover(text: str, view: str, work: Work, taken: list[tuple[int, int]]) -> str:
    """Adds `other` parts for unread words to ``work.parts`` and says how much of the criterion is carried.

    ``taken`` are the spans of windows that found a target. Words of grammar and of frames ("patients with a history
    of") carry nothing; consent, willingness and the investigator's opinion are read as `other` with the words around.
    A measure that no pattern knows, and a finding without a number, is a guess, and never ``full``.
    """
    explained.told(text, work)
    _beyond_degree(text, view, work)
    judged = [m for m in work.mentions if m.kind == "judgement"]
    timed = any(p.leaf["op"] == "other" for p in work.parts)  # how long contraception is asked for
    assessed.silence(view, work)
    exemplary, caused = causes.silence(view, work)
    beside = beside_values.silence(view, work) + ways.silence(view, work) + titles.silence(view, work)
    beside += labels.silence(view, work)
    assessed.judge(text, view, work)
    onsets.at_an_age(text, view, work)
    known = known_by.silence(view, work)
    acting = acting_on.read(text, view, work)
    recovered = recovery.join(text, view, work)
    governed = judgements.join(text, view, work) or acting or recovered
    whole = wholes.take(view, work)
    if all(p.leaf["op"] == "other" for p in work.parts):
        if not judged and not work.parts:
            people, left = age_groups.read(text, view, work, _runs(view, work, _carried(view, work, taken)))
            work.parts = people if not left else []
            return "full" if work.parts else "none"
        work.parts = [unread_part(text, work.start, work.end)]
        return "partial" if recovered or work.tables or _holds_value(view, work) else "full"
    named = [p for p in work.parts if p.leaf["op"] in ("condition", "exposure")]
    sorts = [m.span() for p in named if (m := _SORTS.match(view, p.end, work.end))] + exemplary
    carried = _carried(view, work, taken) + sorts + beside + known
    runs, work.silent = adjuncts.part(view, work.start, _runs(view, work, carried), work.parts, taken)
    work.silent += sorts + known + work.explained
    for p in adjuncts.past_of(view, work.silent, work.parts):
        if p.leaf.keys().isdisjoint(("window", "duration", "status")):
            p.leaf["status"] = "past"
    runs = addresses.whole(view, _with_values(runs, work, carried))
    runs = subjects.with_verb(view, wholes.joined(sorted(runs + _needs(view, work, runs)), whole))
    agreed = [r for r in runs if judgements.agreed(view, work, judged, r)]
    work.silent += judgements.together(view, work.start, agreed)
    runs = [r for r in runs if r not in agreed]
    people, runs = age_groups.read(text, view, work, runs)
    work.parts = sorted([*work.parts, *people], key=lambda p: (p.start, p.end))
    limiting = {r: phrase for r in runs if (phrase := qualifiers.told(view, work, r)) is not None}
    runs = [limiting.get(r, r) for r in runs]
    others = [unread_part(text, start, end) for start, end in runs]
    work.parts += others
    work.parts.sort(key=lambda p: (p.start, p.end))
    denials.deny(view, work, others)
    denials.of_first_alone(view, work)
    denials.other_things(view, work)
    unread = [
        r for r in runs
        if r not in limiting.values()
        and (not judgements.judges(judged, r) or judgements.governs(view, work, r) or _ends_name(view, work, r))
    ]  # fmt: skip
    told = elsewhere.SIGNS.found(view, work.start, work.end)
    told = told or (_OWN_OR_FAMILY.search(view, work.start, work.end) is not None and not _of_kin(work))
    told = told or halves.left(view, work) or company.told(view, work)
    label = _LABEL.match(view, work.start, work.end)
    labelled = label is not None and label.span() in carried and not _titled(label, beside) and _says_more(work, label)
    labelled = labelled or labels.may_be_topic(view, work)
    doubtful = unread or told or labelled or governed or timed or caused or misread.may_be(view, work)
    return "partial" if doubtful else "full"


def _holds_value(view: str, work: Work) -> bool:
    """ "Able to walk 50 steps", "able to give at least 10 mL of blood": a value is nothing that a person judges."""
    values = (q for q in work.quantities if not q.is_time and (q.said or q.unit is not None))
    return any(values) or signs.hidden(view, work.start, work.end)


def _of_kin(work: Work) -> bool:
    """Whether a leaf says what the family has."""
    return any(p.leaf.get("condition", {}).get("name", "").startswith("family history") for p in work.parts)


def _beyond_degree(text: str, view: str, work: Work) -> None:
    """ "More than mild valve disease" is no mild valve disease: it stays unread."""
    for m in _MORE_THAN.finditer(view, work.start, work.end):
        named = next((p for p in work.parts if m.start() <= p.start <= m.end() and p.leaf["op"] == "condition"), None)
        if named is not None:
            unread = unread_part(text, m.start(), named.end)
            unread.cues = named.cues
            work.parts = [unread if p is named else p for p in work.parts]


def _carried(view: str, work: Work, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words that leaves, cues and windows carry, and those that add nothing beside them."""
    carried = [(p.start, p.end) for p in work.parts] + taken + work.references
    carried += [(a, b) for p in work.parts for a, b in p.also] + [(c.start, c.end) for p in work.parts for c in p.cues]
    if view.find("(", work.start, work.end) >= 0:
        carried += [m.span() for p in work.parts if (m := _ABBREVIATION.match(view, p.end, work.end))]
    carried += [m.span("short") for p in work.parts if (m := _spelled_out(view, work, p))]
    carried += [m.span() for m in _ADDING_NOTHING.finditer(view, work.start, work.end)]
    measured = [p.end for p in work.parts if p.value is not None]
    twice = elsewhere.TWICE.finditer(view, work.start, work.end)
    carried += [m.span() for m in twice if any(0 <= m.start() - last < _NEAR for last in measured)]
    carried += _numbering(view, work) + onsets.told(view, work) + births.told(view, work) + likened.spans(view, work)
    starts, ends = {p.start for p in work.parts}, {p.end for p in work.parts}
    meant = _MEANING.finditer(view, work.start, work.end)
    carried += [m.span() for m in meant if min(ends, default=m.end()) <= m.start() and m.end() <= max(starts)]
    if view.find("+", work.start, work.end) >= 0:
        first = min(starts, default=work.end)
        carried += [m.span() for p in work.parts if (m := _PLUS.search(view, max(first, p.start - 30), p.start))]
    if (label := _LABEL.match(view, work.start, work.end)) and not any(a < label.end() for a, _ in carried):
        carried.append(label.span())
    if (count := counted.find(view, work.start, work.end)) and sum(p.start >= count.end() for p in work.parts) > 1:
        carried.append(count.span())
    carried += [m.span() for p in work.parts if "window" in p.leaf and (m := _RECENT.search(view, work.start, p.start))]
    carried += [m.span() for p in work.parts if "window" in p.leaf and (m := last.named(view, p))]
    carried += [m.span() for p in work.parts if (m := last.begun(view, p))]
    conditions = [p for p in work.parts if p.leaf["op"] == "condition"]
    carried += [m.span() for p in conditions if (m := _SUFFERED.search(view, work.start, p.start))]
    # "stopped > 6 months ago" among exclusions: what excludes, or what is asked?
    turned = work.kind == "exclusion" and any(p.stopped for p in work.parts)
    in_doubt = turned and not conditionals.MUST.search(view, work.start, work.end)
    if not in_doubt and any(p.stopped or ("window" in p.leaf and p.leaf["op"] == "exposure") for p in work.parts):
        carried += [m.span() for m in _STOPPING.finditer(view, work.start, work.end)]
        given = [p.start for p in work.parts if p.leaf["op"] == "exposure"]
        over = _SINCE_ITS_END.finditer(view, work.start, work.end)
        carried += [m.span() for m in over if any(0 <= at - m.end() < _NEAR for at in given)]
    if (out := ruled_out(view, work.start, work.end)) is not None:
        carried.append(out.span())
    carried += [m.span("said") for p in work.parts if (m := lives.limited(view, work.start, p))]
    values = [p.start for p in work.parts if p.leaf["op"] == "threshold"]
    carried += [m.span() for p in work.parts if (m := _meant_by(view, work, p))]
    carried += [m.span() for m in _ADEQUATE.finditer(view, work.start, max(values, default=work.start))]
    return carried


def _meant_by(view: str, work: Work, p: Part) -> re.Match[str] | None:
    """The words of what is normal before a value that a bracket holds, with its measure or without it."""
    if p.value is None or view.rfind("(", work.start, p.value[0]) < 0:
        return None
    return _NORMAL.search(view, work.start, p.start) if in_bracket(view, work.start, p.value[0]) else None


def _spelled_out(view: str, work: Work, p: Part) -> re.Match[str] | None:
    """The abbreviation behind a name that it is short for, where its brackets are lost: "study drug SD"."""
    short = _BARE_SHORT.match(view, p.end, work.end)
    words = view[p.start : p.end]
    return short if short and " " in words and abbreviations.stands_for(short["short"], words) else None


def _numbering(view: str, work: Work) -> list[tuple[int, int]]:
    """The letters or numbers of items within a criterion: "(a) stroke, (b) angina"; a single one is no numbering."""
    found = [*_ITEM.finditer(view, work.start, work.end)]
    if len(found) < 2:
        return []
    series = {m[1].lower() for m in found}
    return [m.span(1) for m in found] if any({a, b} <= series for a, b in (("a", "b"), ("1", "2"), ("i", "ii"))) else []


def _ends_name(view: str, work: Work, run: tuple[int, int]) -> bool:
    """ "A pain management agreement": a word of judgement right behind a name makes another name of it."""
    one = view[run[0] : run[1]].isalpha()
    return one and any(view[p.end : run[0]].isspace() and p.leaf["op"] in ("condition", "exposure") for p in work.parts)


def _titled(label: re.Match[str], beside: list[tuple[int, int]]) -> bool:
    return any(a == label.start() and b >= label.end() - 1 for a, b in beside)


def _says_more(work: Work, label: re.Match[str]) -> bool:
    """ "Immunosuppression: prednisone > 20 mg/day" is about more than that; "Renal function:" is not."""
    counts = counted.find(label.group(), 0, label.end() - label.start())
    a, b = (label.start() + i for i in counts.span()) if counts else (label.end(), label.end())
    words = [word for word in work.words if word.end <= label.end() and not a <= word.start < b]
    titles = any(c.category == "TITLE" and c.end <= label.end() for p in work.parts for c in p.cues)
    topic = titles or is_topic(label.group(), over_items=True) or _ADEQUATE.match(label.group())
    return not topic and any(word.key not in silent_words() for word in words)


def _needs(view: str, work: Work, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "an infection requiring IV therapy": what is required limits the infection, though its words are common."""
    read = [(p.start, p.end) for p in work.parts] + runs
    found = (m.span() for m in misread.REQUIRING.finditer(view, work.start, work.end))
    needed = [(a, b) for a, b in found if not any(x < b + 2 and a < y for x, y in read)]
    may = (m.span() for m in _ELIGIBLE.finditer(view, work.start, work.end))
    return needed + [(a, b) for a, b in may if not any(x < b and a < y for x, y in read)]


@cache
def _silent() -> frozenset[str]:
    """Words that carry nothing and limit nothing."""
    return silent_words() - narrowing_words()


def _runs(view: str, work: Work, carried: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of words that nothing carries, function words inside them included."""
    silent = _silent()
    held = bytearray(work.end - work.start)
    for a, b in carried:
        a, b = max(a - work.start, 0), min(b - work.start, len(held))
        held[a:b] = b"\1" * (b - a)
    runs: list[list[int]] = []
    open_run, sort = False, False
    numbers = {q.number[0] for q in work.quantities if not q.said and q.unit is None}
    second = {m.end() for p in work.parts if p.value and (m := _OR_NUMBER.match(view, p.value[1], work.end))}
    named = [p for p in work.parts if p.leaf["op"] in ("condition", "exposure")]
    starts, ends = {p.start for p in named}, {p.end for p in named}
    for word, following in zip_longest(work.words, work.words[1:]):
        key, start, end, _ = word
        of_sort, sort = sort, key in _SORT_WORDS
        excepts = key in _EXCEPTION_WORDS
        excepts = excepts or (key in _BEFORE_FROM and _EXCEPT_FROM.match(view, start, work.end) is not None)
        if excepts or held.find(1, start - work.start, end - work.start) >= 0:
            open_run = False
            continue
        plain = word.key in silent and view[word.start : word.end] not in _ABBREVIATIONS
        digit = word.key.isdigit() and len(word.key) < 2
        if plain or (digit and (not open_run or _VISIT.search(view, max(work.start, start - 9), start))):
            counts = following is not None and (following.key in _COUNTED or following.start in starts)
            numbered = word.start in second or (of_sort and (word.key.isdigit() or word.key in _ROMANS))
            numbered = numbered or (counts and word.start in numbers and view[word.end] == " ")
            numbered = numbered or (word.start - 1 in ends and _DEGREE_BEHIND.match(view, word.start - 1) is not None)
            numbered = numbered or (word.start in numbers and _amounts(view, word.start, ends))
            if not numbered:
                continue
        if open_run and not _parted(view, runs[-1][1], word.start):
            runs[-1][1] = word.end
        else:
            first = ways.whole(view, work.start, word.end, word.start)
            runs.append([_whole_word(view, work.start, first), word.end])
            open_run = True
    return [(a, b) for a, b in runs]


def _whole_word(view: str, floor: int, start: int) -> int:
    """ "Non-compliance" and "pre-symptomatic" are one word each."""
    prefix = _PREFIX.search(view, max(floor, start - 12), start)
    return prefix.start() if prefix else start


def _amounts(view: str, number: int, ends: set[int]) -> bool:
    """ "Progression of 1.0", "worse by 2": a number with a point, or right behind a name and "of" or "by"."""
    if _DECIMAL.match(view, number):
        return True
    return number - 4 in ends and view[number - 4 : number].lower() in (" of ", " by ")


def _with_values(runs: list[tuple[int, int]], work: Work, carried: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A bound that no leaf, window or dose holds is unread, even where its words are words of grammar."""
    out = list(runs)
    for q in work.quantities:
        held = any(a < q.end and q.start < b for a, b in carried)
        if not held and (q.said or q.unit is not None):
            touching = [r for r in out if r[0] <= q.end and q.start <= r[1]]
            out = [r for r in out if r not in touching]
            out.append((min([q.start, *(a for a, _ in touching)]), max([q.end, *(b for _, b in touching)])))
    return sorted(out)


def _parted(view: str, a: int, b: int) -> bool:
    return view[a:b] != " " and _PARTING.search(view, a, b) is not None
