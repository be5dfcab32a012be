"""Joins the leaves of a criterion as its words join them, into the contract's boolean algebra."""

import re
from itertools import pairwise

from ...patterns.gate import View
from ..logic import (
    assent,
    brackets,
    by_age,
    counted,
    exceptions,
    extensions,
    for_others,
    items,
    kinds,
    not_counted,
    relations,
)
from ..logic.clauses import clause, listed, permitted
from ..logic.nodes import Rule, Words, at, join, leaves_of, negate
from ..logic.permissions import AGAIN, allows_more
from ..logic.unheard import unheard
from ..parts import Part, Window, Work
from ..timing import several

_SENTENCE = re.compile(
    r"(?=[.,;\s])(?:(?:(?<=[a-z0-9)\]%])|(?<=[A-Z]{3})|(?<=/[dmµu]L)|(?<=/L)|(?<=titis\s[A-E]))(?<!\bi)(?<!\bii)(?<!\biii)(?<!\biv)(?<!\bv)[.]\s+(?=[A-Z\"(]|\d+\s+(?:is|are|(?:will|may|can)\s+be)\s)|"
    r"(?:(?<=[a-z]{3})|(?<=[)\]%])|(?<=/[dmµu]L))[.](?=[A-Z][a-z]{2})|;\s+(?=[A-Z])"
    r"(?![A-Z][\w-]*(?:\s[^.;,\s]{1,12}){0,4}\s(?:(?:is|are|may\s+be)\s+(?:acceptable|allowed|permitted|sufficient)|will\s+do|suffices?)\s+(?:if|in|for|when|where|with)\b)|"
    r"(?:;|,\s+and)\s+(?=if\s[^;.,]{2,80}(?:,|\b(?:must|should)\b))|"
    r";\s+(?=(?:if|(?:in|for)\s+)?(?:patients|subjects|participants|those|(?:wo)?men|(?:fe)?males)\b)|"
    r"(?<=[a-z0-9)\]])\s+(?=(?:The|These|Patients|Subjects|Participants)\s+[\w()]+\s+(?:must|should|shall|will)\b))"
)

_STOP = re.compile(r"[a-z0-9)\]%]\.\s+(?=[A-Z])")
_EXCEPTIONS = re.compile(
    r"\s*(?:the\s+)?exceptions?\s*(?:to\s+(?:this|these|the)(?:\s+(?:criteri(?:a|on)|rule|exclusion|above))*\s*)?"
    r"(?:includes?|are|is|:)"
    r"|\s*(?:the\s+following\s+(?=(?:are|is)\s+(?:the\s+|an\s+|considered\s+)?exceptions?\b))(?:are|is)\s+\w*\s*exceptions?:?",
    re.IGNORECASE,
)

MAX_PARTS, MAX_EXCEPTIONS, MAX_DEPTH = 400, 20, 12


def involved(view: str, start: int, end: int, parts: list[Part]) -> bool:
    """Whether a criterion holds more leaves, exceptions or brackets in brackets than anybody writes.

    It is then left unread, so that the cost of joining grows linearly with the text.
    """
    if len(parts) > MAX_PARTS or exceptions.count(view, start, end, MAX_EXCEPTIONS) > MAX_EXCEPTIONS:
        return True
    return brackets.depth(view, start, end) > MAX_DEPTH


def build(text: str, view: View, work: Work) -> tuple[Rule | None, bool]:
    """The rule of one criterion, None where nothing was read, and whether it surely says what the words say."""
    parts = work.parts
    if not parts:
        return None, True
    timed = [piece for window in work.windows if _is_simple(work, window) for piece in window.pieces]
    of_any = [(p.start, p.end) for p in parts if p.leaf.get("value") == "any"]  # the "or" of "men or women"
    w = Words(text, view, work.kind, [*work.silent, *of_any], [], [], timed)
    w.heard.extend(several.conditions(view, [window for window in work.windows if window not in work.lost]))
    parts = assent.fold(w, by_age.fold(w, parts))
    edges = _edges(view, work, parts)
    rule: Rule | None = None
    for a, b in pairwise(edges):
        inside = [p for p in parts if a <= at(p) < b]
        if not inside:
            continue
        view.learn(a, b)
        a = max(
            [a, *(y for x, y in work.explained if x < b and not view[a:x].strip())]
        )  # "to avoid harm, INR must be < 3"
        before = [p for p in parts if at(p) < a]
        if rule is not None and (m := _EXCEPTIONS.match(view, a)) is not None:
            rule = _with_exceptions(w, rule, before, inside, (a, b))
            w.heard.append(m.span())
        elif rule is not None and (again := AGAIN.match(view, a, b)) is not None:
            w.heard.append(again.span())
        elif rule is not None and w.kind == "exclusion" and (allowed := permitted(w, a, b, inside, before)):
            rule = rule if allowed is True else join("all", [rule, negate(allowed)])
        elif rule is not None and (fewer := not_counted.spared(w, rule, a, b, before, inside)) is not None:
            rule = fewer
        elif rule is not None and (more := extensions.extended(w, rule, a, b, before, inside)) is not None:
            rule = more
        elif rule is None or not allows_more(w, a, b, before, inside):
            said = clause(w, a, b, inside)
            rule = said if rule is None else join(w.default, [rule, said])
    rule = rule and for_others.told_again(rule, w.kind)
    vague = any(exceptions.of_nothing(leaf) for leaf in leaves_of(rule)) if rule is not None else False
    return rule, not (vague or w.unsure or unheard(view, work, rule, w.heard))


def _with_exceptions(w: Words, rule: Rule, before: list[Part], inside: list[Part], where: tuple[int, int]) -> Rule:
    """ "Malignancy. Exceptions include basal cell carcinoma.": kinds of what the sentence before is of."""
    main = next((p for p in before if kinds.are_kinds(w, p, inside)), None)
    if main is None:
        return join("all", [rule, negate(listed(w, *where, inside))])
    kinds.exclude(w, main, inside)
    return rule


def _is_simple(work: Work, window: Window) -> bool:
    return window not in work.lost and window.alternative is None


def left_unread(rule: Rule | None, parts: list[Part]) -> bool:
    """Whether joining left words to a person's judgement that the steps before had read."""
    known = [p.leaf for p in parts]
    return any(leaf["op"] == "other" and leaf not in known for leaf in leaves_of(rule)) if rule is not None else False


def relation_unread(view: str, rule: Rule | None) -> bool:
    """Whether the rule only says that two things hold where the words say how they hang together."""
    return rule is not None and relations.unread(view, rule)


def _edges(view: View, work: Work, parts: list[Part]) -> list[int]:
    """Where the sentences of a criterion, and the items that its semicolons part, begin and end."""
    start, end = work.start, work.end
    sentences = {m.end() for m in _SENTENCE.finditer(view, start, end) if _parts_there(view, start, parts, m)}
    return sorted({start, end, *sentences, *items.ends(view, start, end, parts)})


def _parts_there(view: View, start: int, parts: list[Part], m: "re.Match[str]") -> bool:
    """Whether a sentence ends there: not in a leaf, nor at the semicolon of "two of the following: Fever; Cough"."""
    if any(p.start < m.start() < p.end for p in parts):
        return False
    if not m.group().startswith(";") or (count := counted.find(view, start, m.start())) is None:
        return True
    return _STOP.search(view, count.end(), m.start()) is not None
