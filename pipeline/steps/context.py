"""Negation, history, plans, family and risk around mentions, by medSpaCy's ConText with literal rules.

The literals are looked up here; what they modify, and what ends their scope, is told by ConText.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from ...patterns.alternation import one_of
from ...patterns.context import rules
from ...patterns.gate import Gated, Several
from ...patterns.keep import kept
from ..parts import Cue

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?|[^\w\s]|_")
_NOT_GOT = Gated(
    r"(?:[ \n)]*|\s*:\s*(?:(?:the[ \n]+)?(?:patients?|subjects?|participants?|they)[ \n]+)?)"
    r"(?:(?:has|have|had|was|were|is|are)[ \n]+)?"
    r"(?:(?P<must>must|should|may|can|will|shall)[ \n]+)?(?:(?:been|be|already)[ \n]+)*(?P<not>not[ \n]+"
    r"(?:(?:have|been|be|yet|previously)[ \n]+)*"
    r"(?:received|given|taken|administered|used|performed|done|detected|detectable|present|found|suspected|(?P<rule>allowed|permitted))|"
    r"(?<!not )ruled[ \n]+out)\b",
    re.IGNORECASE,
)
_OTHER_LENGTH = Gated(
    r"\(\s*(?:or\s+)?(?:at\s+least\s+|[<>≥≤]=?\s*)?\d+\s+(?:hours?|days?|weeks?|months?|years?)\s+(?P<if>if|when|for)\b",
    re.IGNORECASE,
)
""" "No chemotherapy within 3 weeks (6 weeks if prior nitrosourea)" denies both."""
_CAUSES = re.compile(
    r"\b(?:causes?|etiolog\w+|aetiolog\w+|reasons?|explanations?|sources?)\s+(?:of|for)\s+$", re.IGNORECASE
)
""" "Other causes of dementia ruled out" denies no dementia."""
_LISTED = re.compile(r"\s*(?:,\s*(?:and|or)?|/|\b(?:and|or)\b)\s*(?:(?:any|an?|the|other)\s+)*", re.IGNORECASE)
_LOST_SPACE = re.compile(r"(?:(?<=[a-z]{3}\.)|(?<=[)\]%]\.))[A-Z][a-z]{2}")
_EITHER = re.compile(r"\s*,?\s*(?:/|\b(?:and|or)\b)\s*", re.IGNORECASE)
_ONE_OF_TWO = re.compile(r"\s*(?:/|\b(?:and|or)\b)\s*", re.IGNORECASE)
_EITHER_TIME = Gated(
    r"\s*,?\s*\(?(?:either\s+)?(?:in\s+(?:the\s+)?)?(?P<said>(?:past|previous|current|present)\s*"
    r"(?:/|,?\s*\b(?:or|and)\b)\s*(?:past|previous|current|present)|"
    r"(?:now|currently|at\s+present)\s+or\s+(?:(?:ever\s+)?in\s+the\s+past|previously)|"
    r"(?:in\s+the\s+past|previously)\s+or\s+(?:now|currently|at\s+present))(?=\s*(?:[,;.)]|$))",
    re.IGNORECASE,
)
"""Behind a name: at whatever time ("epilepsy, past or present")."""
_HISTORY_OR = Gated(
    r"(?<!past )(?<!prior )(?<!previous )(?<!past medical )\b(?P<past>history|hx)\b(?!\s+of\b)"
    r"\s*(?:,\s*)?(?:/|\b(?:or|and)\b)\s*(?:or\s+)?(?:(?:an?|any|the)\s+)?"
    r"(?=(?:current(?:ly)?|ongoing|active|present|planned|scheduled)\b|(?P<now>(?:presence|evidence|signs|symptoms)\s+of\b))",
    re.IGNORECASE,
)
_OR_HISTORY = Gated(
    r"\b(?P<now>presence|evidence|diagnosis)\s*(?:,\s*)?(?:/|\b(?:or|and)\b)\s*(?:or\s+)?(?:an?\s+)?"
    r"(?:(?:past|prior|previous|medical|personal|known)\s+)*(?P<past>history|h/o|hx)\b",
    re.IGNORECASE,
)
""" "History or current diagnosis of A", "evidence or history of A": at either time."""
_PLANNED_BEHIND = Gated(
    r"\s+(?P<said>(?:planned|scheduled|planning|foreseen|anticipated)(?=\s*(?:[,;.)]|$)|\s+(?:or|and)\s+"
    r"(?!(?:current|ongoing|past|prior|previous|existing|actual|recent|performed|done|received|given|administered|unplanned|urgent|emergency)\b)))",
    re.IGNORECASE,
)
_TO_COME = r"(?:planned|scheduled|anticipated|expected|foreseen|intended)"
_DURING = r"(?:during|throughout)"
_BEHIND = (
    ("PAST", _EITHER, _EITHER_TIME),
    ("CURRENT", _EITHER, _EITHER_TIME),
    (
        "PLANNED",
        _LISTED,
        Gated(
            r"(?:\s+(?:use|treatment|therapy|intake|administration))?\s*,?\s+(?:at\s+any\s+time\s+)?(?P<said>(?:"
            rf"{_DURING}|{_TO_COME}(?:\s+(?:or|and|/)\s+{_TO_COME})?\s+"
            r"(?:to\s+(?:take\s+place|occur|be\s+(?:done|given|performed|administered))\s+)?(?:at\s+any\s+time\s+)?"
            rf"(?:{_DURING}|within|in|over|for|while\s+(?:participating\s+)?(?:in|on)|before\s+the\s+end\s+of))\s+(?:(?:the|this)\s+)?"
            r"(?:(?:course|conduct|duration)\s+of\s+(?:the\s+)?)?(?:study|trial)\b(?:\s+(?:period|participation|treatment|duration))?)(?!\s*-)",
            re.IGNORECASE,
        ),
    ),
    (
        "PAST",
        _EITHER,
        Gated(r"\s+(?P<said>history\b(?!\s+of\b)|(?:previously|before)(?=\s*(?:[,;.)]|$)))", re.IGNORECASE),
    ),
    (
        "PAST",
        _LISTED,
        Gated(
            r"\s*[,(]?\s*(?P<said>(?:(?:in|during|over)\s+(?:(?:the|their|his|her|a)\s+)?)?lifetime)(?=\s*(?:[,;.)]|$))",
            re.IGNORECASE,
        ),
    ),
    ("PLANNED", _ONE_OF_TWO, _PLANNED_BEHIND),
    ("CURRENT", _EITHER, Gated(r"\s*(?:,\s*)?(?P<said>\bcurrent(?:ly)?(?=\s*(?:[,;.)]|$)))", re.IGNORECASE)),
)
_ANY_BEHIND = Several(*(words for _, _, words in _BEHIND))
"""What is said right behind a name: the category of the cue, what joins the names that share it, and its words."""

_PEOPLE = frozenset(
    (
        "patients",
        "subjects",
        "participants",
        "those",
        "individuals",
        "persons",
        "people",
        "women",
        "men",
        "children",
        "adults",
    )
)
_HAVING = frozenset(("with", "on", "receiving", "taking", "using"))
_DEFINITE = frozenset(("the", "this", "their", "his", "her"))
_AMONG = frozenset(("in", "for", "among", "and", "or", ",", ";"))
MAX_CUES = 200
"""In one criterion; ConText compares each with each."""


class _Target(NamedTuple):
    """What may be modified, as ConText asks for it: its tokens, and its number as a label."""

    start: int
    end: int
    label_: str


class _ConText(NamedTuple):
    """medSpaCy's classes, and its rules by the first word of their literals, each with all its words."""

    graph: Any
    modifier: Any
    longest: Any
    rules: Mapping[str, Sequence[tuple[list[str], Any]]]
    forward: Mapping[str, Any]
    """Rules without a literal: their words are found otherwise."""


@cache
def _context() -> _ConText:
    with kept():
        from loguru import logger

        logger.disable("PyRuSH")
        from medspacy.common.util import prune_overlapping_matches
        from medspacy.context import ConTextGraph, ConTextModifier, ConTextRule

        by_first: dict[str, list[tuple[list[str], Any]]] = {}
        for r in rules():
            rule = ConTextRule(
                r.literal, r.category, direction=r.direction, max_targets=1 if r.category == "CURRENT" else None
            )
            words = _TOKEN.findall(r.literal.lower())
            by_first.setdefault(words[0], []).append((words, rule))
        forward = {
            "PAST": ConTextRule("history", "PAST", direction="FORWARD"),
            "CURRENT": ConTextRule("presence of", "CURRENT", direction="FORWARD", max_targets=1),
        }
        return _ConText(ConTextGraph, ConTextModifier, prune_overlapping_matches, by_first, forward)


@cache
def _literals() -> Gated:
    return _one_of(r.literal for r in rules())


@cache
def _saying() -> Gated:
    """The literals that say something of a target; the others only end or hide these."""
    return _one_of(r.literal for r in rules() if r.direction not in ("TERMINATE", "PSEUDO"))


def _one_of(literals: Iterable[str]) -> Gated:
    words = sorted({re.escape(w).replace(r"\ ", r"\s+") for w in literals}, key=lambda w: (-len(w), w))
    return Gated(one_of([rf"\b{w}\b" if w[0].isalpha() else w for w in words]), re.IGNORECASE)


def involved(view: str, start: int, end: int) -> bool:
    """Whether a criterion holds more cues than anybody writes; it is then left unread."""
    if end - start < 3 * MAX_CUES:  # the shortest cue is "no"
        return False
    return sum(1 for _ in islice(_literals().finditer(view, start, end), MAX_CUES + 1)) > MAX_CUES


def cues(view: str, start: int, end: int, targets: list[tuple[int, int]]) -> list[list[Cue]]:
    """For each target (character offsets, in reading order) the cues whose scope it stands in."""
    out: list[list[Cue]] = [[] for _ in targets]
    if not targets or (_saying().absent(view, start, end) and view.find("_", start, end) < 0):
        return out
    found = list(_TOKEN.finditer(view, start, end))
    tokens = [m.span() for m in found]
    both = [cue for cue in _either_time(view, start, end) if not any(view[b : cue[1]].isspace() for _, b in targets)]
    words = [m.group().lower() for m in found]
    for m in _OTHER_LENGTH.finditer(view, start, end):
        words[bisect_left(tokens, m.span("if"))] = "for"
    modifiers = _modifiers(view, words, tokens, both, {a for a, _ in targets})
    if not modifiers:
        return out
    graph = _context().graph([t for i, x in enumerate(targets) if (t := _target(tokens, i, x))], modifiers)
    graph.update_scopes()
    graph.apply_modifiers()
    for target, modifier in graph.edges:
        first, last = modifier.modifier_span
        out[int(target.label_)].append(Cue(modifier.category, tokens[first][0], tokens[last - 1][1]))
    return out


def _either_time(view: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The cues, with their words, of "history or current A" and "evidence or history of A"."""
    for words in (_HISTORY_OR, _OR_HISTORY):
        for m in words.finditer(view, start, end):
            for name, category in (("past", "PAST"), ("now", "CURRENT")):
                if m.groupdict().get(name):
                    yield category, *m.span(name)


def _modifiers(
    view: str,
    words: list[str],
    tokens: list[tuple[int, int]],
    said: Iterable[tuple[str, int, int]],
    named: Set[int],
) -> list[Any]:
    """The literals among the words, of those that overlap the longest; a scope ends with the sentence.

    ``said`` are cues that are no literals, by their characters; they reach forward. ``named`` is where names begin.
    """
    context = _context()
    found = [
        (rule, i, i + len(literal))
        for i, word in enumerate(words)
        if word in context.rules
        for literal, rule in context.rules[word]
        if words[i : i + len(literal)] == literal
    ]
    starts = {a: i for i, (a, _) in enumerate(tokens)}
    found += [(context.forward[c], starts[a], starts[a] + len(view[a:b].split())) for c, a, b in said if a in starts]
    stops = [i + 1 for i, word in enumerate(words[:-1]) if word == "." and _ends(view, tokens[i][1])]
    edges = [0, *stops, len(words)] if found else []
    out = []
    kept = context.longest(found)
    plans = {last for rule, _, last in kept if rule.category == "PLANNED"}
    for rule, first, last in kept:
        if first in plans and words[first] == "elective" and tokens[first][0] in named:
            continue  # "planned elective surgery" is planned, though "elective surgery" is a name
        at = bisect_right(edges, first)
        begin = last if rule.direction == "FORWARD" else edges[at - 1]
        stop = first if rule.direction == "BACKWARD" else edges[at]
        if rule.direction == "FORWARD" and rule.category == "NEGATED":
            stop = _affirmed(words, last, stop)
        if rule.category in ("CURRENT", "PAST") and words[first - 1 : first] and words[first - 1] in _DEFINITE:
            stop = _of_its_noun(words, tokens, last, stop, named)
        out.append(context.modifier(rule, first, last, None, begin, stop))
    return out


def _of_its_noun(words: list[str], tokens: list[tuple[int, int]], first: int, stop: int, named: Set[int]) -> int:
    """Where "the current" ends if nothing that is known is current: "ECT in the current episode, or ketamine"."""
    joint = next((i for i in range(first, stop) if words[i] in ("and", "or", ",")), stop)
    return stop if any(tokens[i][0] in named for i in range(first, joint)) else joint


def _ends(view: str, position: int) -> bool:
    """Whether a full stop before a position ends a sentence, whose space may be lost: "prior stroke.Known gout"."""
    return view[position] in " \n" or _LOST_SPACE.match(view, position) is not None


def _affirmed(words: list[str], first: int, stop: int) -> int:
    """Where a denial ends at what is said to be there: "without gout, and with hypertension", "in those with asthma".

    The first "with" after the denial is a part of what is denied ("no patients with", "not treated with A or with B"),
    unless it stands behind a joint.
    """
    for i in range(first + 1, stop):
        if words[i] == "with" and words[i - 1] in ("and", "or", ",") and "with" not in words[first:i]:
            return i
        if words[i] in _HAVING and words[i - 1] in _PEOPLE and words[i - 2 - (words[i - 2] == "the")] in _AMONG:
            return i if i - 2 >= first else stop
    return stop


def said_behind(view: str, start: int, end: int, targets: list[tuple[int, int]]) -> Iterator[tuple[int, Cue]]:
    """ "A or B during the study", "A or B history": each target with the plan or the history behind it."""
    if not targets or _ANY_BEHIND.absent(view, start, end):
        return
    behind = [(category, joins, words) for category, joins, words in _BEHIND if not words.absent(view, start, end)]
    for i, (_, stop) in enumerate(targets if behind else ()):
        for category, joins, words in behind:
            m = words.match(view, stop, end)
            if m is None:
                continue
            cue = Cue(category, *m.span("said"))
            yield i, cue
            first = i
            while first and joins.fullmatch(view, targets[first - 1][1], targets[first][0]):
                first -= 1
                yield first, cue


def denials_behind(
    view: str, start: int, end: int, kind: str, targets: list[tuple[int, int]]
) -> Iterator[tuple[int, Cue]]:
    """ "A or B not received", "HIV not detected": each target with the denial behind it.

    "Must not be taken" among exclusions is no denial: taking it is what excludes.
    """
    if _NOT_GOT.absent(view, start, end):
        return
    for i, (_, stop) in enumerate(targets):
        m = _NOT_GOT.match(view, stop, end)
        if m is None or ((m["must"] or m["rule"]) and kind == "exclusion"):
            continue
        if m["not"][0] in "Rr" and _CAUSES.search(view, max(start, targets[i][0] - 20), targets[i][0]):
            continue
        if m["not"][0] in "Nn" and _next_in_clause(view, m.end(), targets):
            continue
        cue = Cue("NEGATED", m.start("not"), m.end())
        yield i, cue
        for j in range(i + 1, len(targets)):
            other = _OTHER_LENGTH.search(view, m.end(), targets[j][0])
            if other is None or re.search(r"[;:)]", view[m.end() : targets[j][0]]):
                break
            yield j, cue
        while i and _listed(view, *targets[i - 1 : i + 1]):
            i -= 1
            yield i, cue


def _listed(view: str, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two targets stand on one list; two that begin at one place share words: "allergy to A or B"."""
    return a[0] == b[0] or _LISTED.fullmatch(view, a[1], b[0]) is not None


def _next_in_clause(view: str, position: int, targets: list[tuple[int, int]]) -> bool:
    """Whether something is named right behind a denial, which then is the denial of that."""
    return any(0 <= a - position < 40 and not re.search(r"[,;.(]", view[position:a]) for a, _ in targets)


def _target(tokens: list[tuple[int, int]], number: int, target: tuple[int, int]) -> _Target | None:
    first = bisect_right(tokens, target[0], key=itemgetter(1))
    last = bisect_left(tokens, target[1], key=itemgetter(0))
    return _Target(first, last, str(number)) if first < last else None
