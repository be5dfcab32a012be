"""Bounds on what the lexicon does not know: counted things ("at least 10 active electrodes") and named quantities.

The measure is then the noun phrase beside the value, under its own words.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from ...patterns.measures import Measure, measure_of_state, measures
from ...patterns.tables import Word, words_before
from ...patterns.words import function_words
from ..naming import instruments
from ..naming.heads import DRUGS, normal
from ..parts import Bounded, Mention, Quantity
from ..values import changes, counted_again, helpings, times_given
from ..values.bounding import paired, rated
from ..values.dimensions import is_concentration, of_a_finding, of_a_site, with_dimension
from ..values.distances import between, of_distance
from ..values.doses import OF_RADIATION, is_radiation
from ..values.either_kind import of_either_kind
from ..values.frequencies import counted_event, episodes_of, frequencies
from ..values.of_others import NEWBORN, at_birth
from ..values.shared import AGAIN, counts_noun, is_outside, united

_NO_MEASURE = frozenset(
    [
        *("allowed", "permitted", "acceptable", "required", "demonstrating", "showing", "revealing", "indicating"),
        "following",
        "criterion",
        "criteria",
        "reason",
        "visit",
        "patient",
        "subject",
        "participant",
        "time",
        "month",
        "week",
        "day",
        "year",
        "hour",
        "minute",
        "section",
        "protocol",
        "appendix",
        "phase",
        "arm",
        "cohort",
        "part",
        "version",
        "amendment",
        "occasion",
        "people",
        "person",
        "individual",
        "way",
        "case",
        "meet",
        "provide",
        "use",
        "include",
        "lead",
        "receive",
        "equivalent",
        "woman",
        "women",
        "man",
        "men",
        "male",
        "female",
        "adult",
        "child",
        "children",
        "point",
        "degree",
        "level",
        "screening",
        "baseline",
        "given",
        "presence",
        "none",
        "phone",
        "telephone",
        "number",
        "code",
        "read",
        "edition",
        "doi",
    ]
)
_ALWAYS = {"kg": "body weight", "[lb_av]": "body weight", "kg/m2": "BMI", "mm[Hg]": "blood pressure"}
_FILLER = frozenset(
    [
        "of",
        "is",
        "are",
        "was",
        "to",
        "be",
        "a",
        "an",
        "the",
        "as",
        "at",
        "in",
        "with",
        "level",
        "value",
        "defined",
        "by",
        "than",
        "has",
        "have",
        "been",
        "measuring",
        "being",
        "still",
        "persistently",
        "currently",
        "consistently",
    ]
)


_ACTS = frozenset(
    (
        *("receiving", "taking", "using", "consuming", "drinking", "eating", "requiring", "needing", "ingesting"),
        *("getting", "having", "consume", "drink", "take", "ingest", "require", "need", "eat"),
    )
)
"""Before a value they name nothing that is measured: "receiving > 100 mL/kg/day of milk"."""
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_OR = re.compile(r"\s+or\s+")
_SHARES = ("mL", "L", "%", "mL/d", "L/d", "mL/kg/d", "mL/kg")
_BRACKET = re.compile(r"\s*[)\]]\s+")
_DEGREES = ("high", "low", "severe", "moderate", "mild", "elevated", "increased", "decreased", "reduced", "excess")
_RAISED = frozenset(("elevated", "increased", "decreased", "reduced", "enlarged", "diminished", "raised", "lowered"))
"""Before a measure they say no more than its bound."""
_RATES = ("daily", "weekly")
_IN = re.compile(r"\bin\s+\Z", re.IGNORECASE)
_SIZES = ("mm", "cm", "[ppm]", "dB")
_NO_NOUN = re.compile(r"\s*(?:of\b|from\b|:|$)", re.IGNORECASE)
_DOSE = re.compile(
    r"(?:(?:total|mean|stable|equivalent|maintenance|daily|maximum|minimum|oral)\s+)*(?:dos(?:e|es|age)|equivalents?)",
    re.IGNORECASE,
)
_THEN = re.compile(r"[\s\-]*(?:(?:prior|previous|past|other|documented)\s+)?(?:\w{1,5}-)?", re.IGNORECASE)
_EARLIER = ("prior", "previous", "past")
_OFTEN = re.compile(r"\b(?:times|once|twice|thrice)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?:^|\s)(?P<what>(?:\w+-[\w-]+\s+)?[a-z]{3,})\s+(?:with|of|by|to|from|in|on|at|for)\s+(?:(?:the|an?|any|their)\s+)?"
    r"(?:\w+\s+(?:with|of)\s+(?:(?:the|an?)\s+)?)?$",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"\s+(?:levels?|concentrations?)\b", re.IGNORECASE)


_DONATED = re.compile(r"\bdonat\w+\b[^.;:<>≤≥]*(?:[<>≤≥]=?\s*[\d.,]+\s*mL\s+(?:of\s+)?)?$", re.IGNORECASE)
_FLUID = re.compile(r"(?:donated\s+)?(?:whole\s+)?(?:blood|plasma)\b(?!\s+loss)", re.IGNORECASE)
_AND_WITH = re.compile(r"\s*[,;)]\s*with\b", re.IGNORECASE)
_RATIO_OF = re.compile(r"\bratios?\s+(?:of|between)\s+[^.;:,()<>≤≥]{0,40}$", re.IGNORECASE)
_SORTS = ("count", "score", "index", "level", "scale", "test")
_SHORT = re.compile(r"\(([A-Z][\w-]{1,10})\)\s+$")
"""The short name before a word that only says of what sort the measure is: "nodule (AN) count"."""


def counts(
    view: str, words: list[Word], quantities: list[Quantity], bounded: list[Bounded], mentions: list[Mention]
) -> list[Bounded]:
    """Bounded measures for the quantities that a comparator bounds and no known measure owns."""
    out = frequencies(view, quantities, bounded, mentions)
    values = [(q.start, q.end) for q in quantities]
    out += _scores(view, quantities, bounded)
    for q in united(view, quantities, [])[0]:
        if not q.said or q.is_time or any(b.quantity.start < q.end and q.start < b.quantity.end for b in bounded + out):
            continue
        if out and out[-1].quantity.unit == q.unit is not None and AGAIN.fullmatch(view, out[-1].end, q.start):
            out.append(replace(out[-1], start=q.start, end=q.end, quantity=q))
            continue
        if q.lower == 1 and _IN.search(view, max(0, q.start - 4), q.start):
            continue  # "pain in at least one joint for 3 months": that long the pain
        if (again := counted_again.of_event(view, q, mentions)) is not None:
            out.append(again)
            continue
        if is_outside(view, q) or (q.word and q.unit is None and _NO_NOUN.match(view, q.end)):
            continue
        if (doses := times_given.counted(view, q, mentions)) is not None:
            out.append(rated(view, doses))
            continue
        if q.unit in OF_RADIATION and any(is_radiation(m.name) for m in mentions):
            continue  # "radiotherapy to the lung > 30 Gy"
        counting = (q.unit in (None, "%", "1") and not q.roman) or (q.unit or "").startswith("/")
        after = _after(view, words, q) if counting else None
        after = of_either_kind(view, words, after, _NO_MEASURE) if after is not None else None
        if (far := between(view, q)) is not None:
            out.append(far)
            continue
        alone = q.unit is not None or q.relative or (q.sign != "=" and not counts_noun(view, q))
        phrase = after or (_before(view, words, q, values) if alone else None)
        phrase = _with_somebody(view, phrase, q) if phrase is not None and not after else phrase
        if phrase is not None and view[slice(*phrase)].lower() in _DEGREES:  # "high (> 90%) cure rate"
            phrase = _after(view, words, q, _BRACKET)
        if phrase is not None and _DOSE.fullmatch(view, *phrase) and _has_drug(q, mentions):
            phrase = None
        if phrase is None and q.unit in _SIZES:  # "≥ 20 mm polyp"
            phrase = _after(view, words, q)
        if phrase is None and q.unit in _SHARES:  # "≥ 10 mL of blood"
            phrase = _after(view, words, q, _OF)
        if (
            phrase is not None and q.unit in ("g", "kg") and NEWBORN.fullmatch(view, *phrase)
        ):  # "infants ≤ 750 g at birth"
            weight = Bounded(min(phrase[0], q.start), q.end, q, "body weight", None, measures()["body weight"])
            out.append(at_birth(view, weight))
            continue
        if phrase is not None and (
            _LEVEL.search(view, phrase[0], phrase[1])
            or is_concentration(q)
            or not _is_drug(phrase, mentions)
            or _counts_drugs(view, q, after)
        ):
            start, end = phrase
            if after and (event := counted_event(view, phrase, q, mentions)) is not None:
                out.append(rated(view, event))
                continue
            if (what := episodes_of(view, phrase, mentions)) is not None:
                out.append(Bounded(q.start, what.end, q, f"{what.name} episodes", (start, what.end), None))
                continue
            if (state := measure_of_state(view[start:end])) is not None and _measures(state, q):
                of = [m.start for m in mentions if m.start < end and start < m.end]
                if not of:  # "lung nodule ≥ 6 mm": whose nodule?
                    phrase = start, end = _state_alone(view, words, phrase)
                elif start < min(of) and measure_of_state(view[min(of) : end]) is state:
                    phrase = start, end = (
                        min(of),
                        end,
                    )  # "≥ 3 cm ground-glass nodule", of which only the nodule is named
                out += paired(view, Bounded(min(start, q.start), max(end, q.end), q, state.name, phrase, state))
                continue
            if q.unit in _SHARES and _DONATED.search(view, max(0, start - 60), start) and _FLUID.match(view, start):
                given = measures()["donated volume"]
                out.append(Bounded(min(start, q.start), max(end, q.end), q, given.name, phrase, given))
                continue
            name = re.sub(r"\s+", " ", view[start:end]).lower()
            if (
                not after
                and (whole := of_a_site(view, phrase, q) or of_a_finding(view, phrase, q, mentions)) is not None
            ):
                start, name = whole
            if (changed := changes.of_what(view, start, end)) is not None:
                name, end = changed
            out.append(rated(view, Bounded(min(start, q.start), max(end, q.end), q, name, (start, end), None)))
        elif q.unit in _ALWAYS and _ALWAYS[q.unit] in measures():
            name = _ALWAYS[q.unit]
            out.append(Bounded(q.start, q.end, q, name, None, measures()[name]))
    return [with_dimension(view, of_distance(view, b)) for b in out]


def _with_somebody(view: str, phrase: tuple[int, int], q: Quantity) -> tuple[int, int]:
    """ "Contact with somebody at least twice a week" counts the contacts."""
    often = _OFTEN.search(view, q.start, q.end)
    found = _BESIDE.search(view, max(0, phrase[0] - 60), phrase[0]) if often is not None else None
    return found.span("what") if found is not None else phrase


def _scores(view: str, quantities: list[Quantity], bounded: list[Bounded]) -> Iterator[Bounded]:
    """ "a score of 3 or 4 on the Scalp Itch Scale", of an instrument that no list knows."""
    for q, following in zip_longest(quantities, quantities[1:]):
        if any(b.quantity.start < q.end and q.start < b.quantity.end for b in bounded) or q.unit not in (None, "1"):
            continue
        bare = following is not None and not q.said and not following.said
        if bare and _OR.fullmatch(view, q.end, following.start):
            q = replace(q, upper=following.upper, end=following.end, sign="..")
        if (found := instruments.scored(view, q.start, q.end)) is not None:
            start, *words = found
            yield Bounded(start, words[1], q, normal(view[slice(*words)]), (words[0], words[1]), None)


def _state_alone(view: str, words: list[Word], phrase: tuple[int, int]) -> tuple[int, int]:
    """The words of a state at the end of a phrase, without what they are of."""
    starts = [w.start for w in words if phrase[0] <= w.start < phrase[1]]
    return max(a for a in starts if measure_of_state(view[a : phrase[1]]) is not None), phrase[1]


def _measures(state: Measure, q: Quantity) -> bool:
    if q.unit is None:
        return state.unit not in _SIZES
    return bool(q.relative) or q.unit in (state.unit, *state.units)


def of_drugs(bounded: list[Bounded], mentions: list[Mention]) -> list[Bounded]:
    """A concentration in plasma is that of the drug named before it, where one is."""
    out = []
    for b in bounded:
        drugs = [m for m in mentions if m.kind == "drug" and m.end <= b.start]
        named = b.name == "plasma concentration" and drugs
        out.append(replace(b, name=f"{drugs[-1].name} {b.name}") if named else b)
    return out


def _has_drug(q: Quantity, mentions: list[Mention]) -> bool:
    """Whether a drug stands beside a value: "dose > 10 mg/day of prednisone" is its dose."""
    drugs = [m for m in mentions if m.kind in ("drug", "drug_class")]
    return any(0 <= q.start - m.end < 30 or 0 <= m.start - q.end < 15 for m in drugs)


def _is_drug(phrase: tuple[int, int], mentions: list[Mention]) -> bool:
    """The value is then a dose."""
    return any(m.kind in DRUGS and m.start < phrase[1] and phrase[0] < m.end for m in mentions)


def _counts_drugs(view: str, q: Quantity, after: tuple[int, int] | None) -> bool:
    """ "at least two antihypertensives": drugs in the plural behind a number alone are counted, and are no dose."""
    return after is not None and q.unit is None and view[after[1] - 1] == "s"


def _after(view: str, words: list[Word], q: Quantity, gap: re.Pattern[str] = _THEN) -> tuple[int, int] | None:
    """The noun phrase that directly follows: "10 active electrodes"."""
    run: list[Word] = []
    for word in words:
        if not run and gap is _THEN and word.start >= q.end and word.key in _EARLIER:
            continue
        if word.start < q.end or (gap is _OF and not run and word.key in ("of", "the")):
            continue
        if (not run and not gap.fullmatch(view, q.end, word.start)) or (view[q.end] == "-" and q.sign in ("..", "=")):
            return None
        negative = word.key == "non" and view[word.end : word.end + 1] == "-"  # "non-calcified nodule"
        if (
            (run and not word.soft)
            or (word.key in function_words() and not negative)
            or len(run) == 5
            or word.key[0].isdigit()
        ):
            break
        run.append(word)
    if len(run) > 1 and run[-1].key in _RATES:
        run.pop()
    if not run or run[-1].key in _NO_MEASURE or run[0].key in (*_NO_MEASURE, "class") or len(run[-1].key) < 2:
        return None
    return run[0].start, helpings.end_of(view, run[0].start, run[-1].end)


def _before(view: str, words: list[Word], q: Quantity, values: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The noun phrase that the value is said of: "lymph nodes up to 2.5 cm"."""
    run: list[Word] = []
    edge = q.start
    for word in reversed(words_before(words, q.start)):
        gap = view[word.end : edge]
        if not run and _AND_WITH.match(view, word.end, q.start):
            break  # "of 8 weeks' duration, with at least 2 points"
        if not re.fullmatch(r"[\s\-:=,()]*" if not run else r"[\s\-/]*", gap):
            break
        if any(a < word.end and word.start < b for a, b in values):
            break
        if not run and (word.key in _FILLER or word.key.endswith("ed")):  # "TSB reported as"
            edge = word.start
            continue
        if not run and word.key in _ACTS:
            return None
        if word.key in function_words() or word.key == "despite" or len(run) == 4 or word.key in _NO_MEASURE:
            break
        run.append(word)
        edge = word.start
    if not run or len(run[0].key) < 2 or run[0].key[0].isdigit():
        return None
    if len(run) == 1 and run[0].key in _SORTS and (short := _SHORT.search(view, max(0, edge - 14), edge)):
        return short.span(1)
    if len(run) > 1 and run[-1].key in _RAISED:
        run.pop()
    if _RATIO_OF.search(view, max(0, run[-1].start - 60), run[-1].start):
        return None  # "the ratio of the axes of the lesion"
    level = _LEVEL.match(view, run[0].end, q.start)
    return run[-1].start, level.end() if level else run[0].end
