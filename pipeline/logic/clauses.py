"""Readings of a clause, tried in the order of ``READINGS``; what none of them takes is a list of leaves."""

import re
from collections.abc import Callable
from dataclasses import replace

from ...patterns.gate import Gated
from ..parts import Part, is_sex
from ..timing.optional import either_way, is_said
from . import (
    allowances,
    brackets,
    circumstances,
    conditionals,
    counted,
    defined_by,
    exceptions,
    for_some,
    kinds,
    let_in,
    limits,
    not_counted,
    of_one_sex,
    other_people,
    permissions,
    relative_clauses,
    unchanged,
    unlike,
)
from .joints import coordinate, whole
from .neighbours import TIGHT
from .nodes import (
    CARRYING,
    Rule,
    Words,
    affirmed,
    at,
    deny,
    in_order,
    join,
    leaf,
    negate,
    negation,
    nodes_of,
    other,
    settled,
)

_FLAGS = re.IGNORECASE
_ALLOWED_IF = Gated(
    r"\b(?:(?:(?:is|are|(?:will|may|can)\s+be)\s+)?(?:also\s+|only\s+)?"
    r"(?:acceptable|allowed|permitted|accepted|permissible|eligible|sufficient|enough)|will\s+do|suffices?)\s+"
    r"(?:only\s+)?(?=(?:if|in|for|when|where|with)\b)",
    _FLAGS,
)
_OR_TOO = re.compile(r"\s+(?:or|and|and\s*/\s*or)\s+(?:an?\s+)?", _FLAGS)
_WHO = re.compile(
    r"\s*(?:patients?|subjects?|participants?)?\s*(?:who|with|of|aged|that|at|whose|having|unable|not|are|<|>|≥|≤|=|\()",
    _FLAGS,
)
_NO_EXCEPTION = Gated(r"\b(?:which|that|who)\s+(?:is|are)\s+excluded\b", _FLAGS)
_ANY_OTHER = Gated(r"\b(?:treatments?|therap(?:y|ies)|medications?|drugs?|agents?|medicines?)\s+other\s+than\b", _FLAGS)
_PURPOSE = re.compile(
    r"\s+(?:(?:it|they|this|these)\s+(?:is|are|was|were)\s+)?(?:being\s+)?"
    r"(?:taken|used|given|prescribed|administered|received|indicated|needed|required|performed)?\s*(?:for|as)\s",
    _FLAGS,
)
_PLUS = re.compile(r";\s*(?:plus|(?P<and>and)|with|as\s+well\s+as)\b", _FLAGS)
"""Behind a counted list: "at least one of: A, B; and C"."""
_NEXT_ITEM = re.compile(r"\W*[,;]\W*(?:(?:[a-h1-9]|i{1,3}|iv)\W*)?", _FLAGS)
"""Between two things of a counted list a comma can only part them: "one of: (a) A, (b) B or (c) C"."""
_COLON = re.compile(r":\s|(?<=\w)\s+-\s+(?=[^,;:-]+,[^;:]*\b(?:or|and)\b)")
_TOPICS = frozenset(("comorbidity", "complication", "contraindication"))
_DENIED = re.compile(r"\b(?:no|not|never|without)\b", _FLAGS)

Reading = Callable[[Words, int, int, list[Part]], Rule | None]


def clause(w: Words, start: int, end: int, parts: list[Part]) -> Rule:
    """The rule of a clause that holds at least one part."""
    parts = of_one_sex.fold(w, start, end, _decisive(w, start, end, in_order(parts)))
    if (len(parts) > 1 or conditionals.may_be_unused(w, parts)) and conditionals.if_used(
        w._replace(heard=[]), start, end, parts
    ) is None:
        parts = conditionals.each_if_used(w, parts)
    for reading in READINGS:
        if (rule := reading(w, start, end, parts)) is not None:
            return rule
    return listed(w, start, end, parts)


def listed(w: Words, start: int, end: int, parts: list[Part]) -> Rule:
    """Leaves joined by the words between them."""
    folded, left = limits.fold(w, parts)
    nodes = sorted([*folded, *nodes_of(w, left)], key=lambda n: n.start)
    return whole(w, brackets.fold(w, start, end, nodes))


def _decisive(w: Words, start: int, end: int, parts: list[Part]) -> list[Part]:
    """Without what holds either way: "with or without cirrhosis", "men and women"."""
    kept: list[Part] = []
    said = is_said(w.view, start, end)
    dropped: Part | None = None
    for p in parts:
        if said and (either := either_way(w.view, start, end, p)) is not None:
            w.heard.append(either)
            if "window" in p.leaf or "duration" in p.leaf:
                w.unsure.append(either)  # a time that may be of what stands before it
            dropped = p
        elif dropped is not None and _OR_TOO.fullmatch(w.view, dropped.end, p.start):
            w.unsure.append((dropped.end, p.start))  # "with or without A or B"
            dropped = p
        elif p.leaf.get("value") != "any":
            kept.append(p)
    return kept or parts


def permitted(w: Words, start: int, end: int, parts: list[Part], before: list[Part]) -> Rule | bool | None:
    """What a sentence allows as a whole, with its proviso; True where that binds nothing, None where none is."""
    m = next(permissions.found(w, start, end), None)
    if m is None:
        found = conditionals.find(w, start, end, parts)
        if found is None or not found.welcome:
            return _welcome_if(w, start, end, parts)
        w.heard.extend(found.words)
        proviso = clause(w._replace(kind="inclusion"), *found.consequence_at, found.consequence)
        return join("all", [listed(w, *found.premise_at, found.premise), proviso])
    stop = start + len(w.view[start:end].rstrip(" ;\n"))
    if permissions.around(w.view, start, stop, m.start()) not in ((start, stop), (start, end)):
        return None
    inside = permissions.without(w, parts, m)
    w.heard.append(m.span())
    if permissions.without_limits(w, start, end, m.span()) and allowances.settled(w, before, inside):
        return True
    return listed(w._replace(kind="exclusion"), start, end, inside) if inside else None


def _welcome_if(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "Patients with A are eligible if B" among exclusions: both together are exempt."""
    m = conditionals.WELCOME.search(w.view, start, end) if w.kind == "exclusion" else None
    if m is None:
        return None
    w.heard.append(m.span())
    sides = [(start, m.start()), (m.end(), end)]
    found = [(a, b, [p for p in permissions.without(w, parts, m) if a <= at(p) < b]) for a, b in sides]
    return join("all", [listed(w, a, b, inside) for a, b, inside in found if inside])


def _permission(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """What is allowed binds nothing by itself; among exclusions it is an exception to what stands before it."""
    if (m := not_counted.NOT_SUCH.search(w.view, start, end)) is not None:
        w.unsure.append(m.span())
        a, b = permissions.around(w.view, start, end, m.start())
        outside = [p for p in parts if not a <= at(p) < b]
        inside = [p for p in parts if a <= at(p) < b and not m.start() <= at(p)]
        if not outside:
            return other(w, start, end)
        if inside:
            rest = clause(w, start, end, outside)
            spared = [negate(listed(w, a, b, inside))] if w.kind == "exclusion" else []
            return join("all", [rest, *spared])
    for m in permissions.found(w, start, end):
        a, b = permissions.around(w.view, start, end, m.start())
        inside = permissions.without(w, [p for p in parts if a <= at(p) < b], m)
        outside = [p for p in parts if not a <= at(p) < b]
        if not inside and not (0 < len(outside) < len(parts) and permissions.REPEATED.search(w.view, a, b)):
            continue
        w.heard.append(m.span())
        if not outside:
            return other(w, a, b)
        if w.kind == "exclusion" and (main := kinds.of_which_all_are(w, outside, inside, m.start())) is not None:
            kinds.exclude(w, main, inside)
            return clause(w, start, end, outside)
        before = [p for p in outside if at(p) < m.start()]
        if permissions.without_limits(w, a, b, m.span()) and allowances.settled(w, before, inside):
            return clause(w, start, end, outside)
        rest = clause(w, start, end, outside)
        if permissions.binds_nothing(w, a, b, m.span(), inside, outside):
            return rest
        if w.kind != "exclusion":
            return join("all", [rest, other(w, a, b)])
        unread = all(p.leaf["op"] == "other" for p in inside)
        return join("all", [rest, negate(other(w, a, b) if unread else listed(w, a, b, inside))])
    return None


def _allowed_for_some(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "ECOG 0-1 (2 is allowed if due to bone pain)": what is allowed is another limit, for some."""
    m = _ALLOWED_IF.search(w.view, start, end) if w.kind == "inclusion" else None
    if m is None:
        return None
    kept = permissions.without(w, parts, m)
    if not any(p.value is not None and p.end <= m.start() <= p.end + 1 for p in kept):
        return None
    alone = w._replace(heard=[], unsure=[])
    folded, _ = limits.fold(alone, kept)
    if not any(n.start < m.start() < n.end for n in folded):
        return None
    w.heard.append(m.span())
    return listed(w, start, end, kept)


def _for_some(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    for reading, read in ((for_some.of_an_age, clause), (for_some.no_limit, listed), (for_some.of_both_sexes, clause)):
        if (rule := reading(w, start, end, parts, read)) is not None:
            return rule
    return None


def _let_in(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    return let_in.read(w, start, end, parts, clause, listed)


def _turned_away(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "Patients with A are excluded", "excluded if A" among inclusions: not A."""
    if w.kind != "inclusion" or (out := permissions.ruled_out(w.view, start, end)) is None:
        return None
    if any(p.start < out.end() and out.start() < p.end for p in parts):
        return None
    if any(at(p) < out.start() for p in parts) and any(at(p) > out.end() for p in parts):
        return None
    w.heard.append(out.span())
    return deny(listed(w._replace(kind="exclusion"), start, end, parts))


def _conditional(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "If A, B must hold", "Patients with A must have B", "A are eligible if B": not A, or B.

    Among exclusions such a requirement is kept as its violation: A and not B.
    """
    if (used := conditionals.if_used(w, start, end, parts)) is not None:
        rest = [p.leaf for p in parts if p.leaf["op"] == "other"]
        each = [join("any", [negate(conditionals.unlimited(p.leaf)), leaf(p, w.kind)]) for p in used]
        return join("all", [*each, *rest])
    if conditionals.stopped(w, start, end, parts):
        return listed(w, start, end, parts)
    found = conditionals.find(w, start, end, parts)
    if found is None:
        conditionals.doubt(w, start, end, parts)
        return None
    w.heard.extend(found.words)
    must = found.binding or w.kind != "exclusion"
    b = clause(w._replace(kind="inclusion") if must else w, *found.consequence_at, found.consequence)
    if kept := conditionals.kept_up(found):
        if any(each["op"] == "condition" for each in kept):  # "for patients with A: stable for 4 weeks"
            w.unsure.append(found.consequence_at)
        b = join("all", [*kept, b])
    if not found.premise:
        return deny(b)
    people = conditionals.populations(w, *found.premise_at, found.premise)
    a = join("any", [(clause if w.kind != "exclusion" else listed)(w, *each) for each in people])
    if w.kind == "exclusion":
        return join("all", [a, negate(b) if must else b])
    return join("any", [negate(a), b])


def _of_all(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    return circumstances.of_all(w, start, end, parts, listed)


def _several_rules(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "Women must have A and men must have B": each of whom it is said."""
    m = conditionals.next_rule(w, start, end)
    first, second = [p for p in parts if m and p.end <= m.start()], [p for p in parts if m and at(p) >= m.end()]
    if m is None or not first or not second or len(first) + len(second) < len(parts):
        return None
    w.heard.append(m.span())
    return join(w.default, [clause(w, start, m.start(), first), clause(w, m.end(), end, second)])


def _unchanged(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "Statins or fibrates, unless stable for 3 months": each for itself."""
    found = unchanged.fold(w, parts)
    if found is None:
        return None
    rule, rest = found
    return join(w.default, [clause(w, start, end, rest), rule]) if rest else rule


def _defined(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "Severe hypertension: BP > 180/110", "immunosuppression: A, B or C": what is meant stands behind the colon."""
    label, rest = parts[0], parts[1:]
    colon = _COLON.search(w.view, start, end) if rest else None
    if colon is None or not label.end <= colon.start() or at(rest[0]) < colon.end():
        return None
    if label.leaf["op"] != "condition" or negation(label) is not None or label.alternative:
        return None
    timed = (label.leaf.get("window") or {}).get("span") or {"start": label.end, "end": label.end}
    if timed["start"] < label.end or w.view[label.end : timed["start"]].strip():
        return None
    if w.view[timed["end"] : colon.start()].strip():
        return None
    name, meant = label.leaf["condition"]["name"], clause(w, colon.end(), end, rest)
    is_topic = name in _TOPICS or any(p.leaf.get("condition", {}).get("name") == name for p in rest)
    return meant if is_topic else join("all", [label.leaf, meant])


def _known_by(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "Cirrhosis, or unstable liver disease defined by ascites or jaundice": the second with either of these."""
    found = defined_by.find(w, start, end, parts)
    if found is None:
        return None
    w.heard.append(found.words)
    of = w._replace(kind="exclusion") if found.denied else w
    heads, inside = affirmed(found.heads), affirmed(found.inside)
    rule = join(
        "all", [listed(of, heads[0].start, found.words[0], heads), listed(of, found.words[1], found.stop, inside)]
    )
    rule = negate(rule) if found.denied else rule
    told = [*found.heads, *found.inside]
    rest = [p for p in parts if not any(p is q for q in told) and not found.words[0] <= p.start < found.words[1]]
    return clause(w, start, end, in_order([*rest, settled(told, rule)])) if rest else rule


def _exception(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    found = exceptions.find(w, start, end, parts)
    if found is None:
        return _of_unread(w, start, end, parts)
    a, b = exceptions.between_semicolons(w.view, start, found.word, found.stop, end)
    inside = [p for p in parts if a <= at(p) < b]
    if len(inside) < len(parts) and any(p is found.heads[-1] for p in inside):
        one = settled(inside, clause(w, a, b, inside))
        rest = [p for p in parts if not a <= at(p) < b]
        return clause(w, start, end, in_order([*rest, one]))
    w.heard.append((found.word, found.start))
    if _PURPOSE.match(w.view, found.start) or exceptions.count(w.view, found.start, found.stop, 1):
        w.unsure.append((found.word, found.stop))
    last = found.heads[-1]
    if (words := exceptions.of_words(w, start, found)) is not None:
        w.unsure.append(words)
        of = [p for p in found.heads if p.start >= words[0]]
        return _with_settled(w, start, end, found.outside, of, other(w, *words), found)
    if _ANY_OTHER.search(w.view, last.end, found.start):  # "dry eye requiring treatment other than artificial tears"
        w.unsure.append((last.end, found.stop))
    of_last = exceptions.of_last_alone(w, found)
    if of_last is None:
        w.unsure.append((found.word, found.start))
    if of_last:
        alone = found._replace(heads=[last], outside=[last])
        return _with_settled(w, start, end, found.outside, [last], _excepted(w, last.start, found.word, alone), found)
    if (limited := exceptions.limits(w, found)) is not None:
        whom, narrow, of = limited
        held = clause(w._replace(kind="exclusion"), found.start, found.stop, whom)
        inner, outer = listed(w, found.start, found.stop, narrow), listed(w, of[0].start, found.word, of)
        free = [] if w.kind == "inclusion" else [negate(held)]
        rule = join("any", [join("all", [*free, outer]), join("all", [held, inner])])
        return _with_settled(w, start, end, found.outside, of, rule, found)
    return _excepted(w, start, end, found)


def _of_unread(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "Any drug other than metformin" is no use of metformin, and "no drugs other than metformin" no denial of it."""
    where = exceptions.of_unread(w, start, end, parts)
    if where is None:
        return None
    word, content, stop = where
    w.unsure.append((word, content))
    inside, rest = [p for p in parts if at(p) < stop], [p for p in parts if at(p) >= stop]
    unread = other(w, start, stop)
    if not _DENIED.search(w.view, start, word):
        excepted = listed(w._replace(kind="exclusion"), content, stop, inside)
        unread = join("all", [other(w, start, word), negate(excepted)])
    return join(w.default, [unread, clause(w, stop, end, rest)]) if rest else unread


def _with_settled(
    w: Words, start: int, end: int, outside: list[Part], heads: list[Part], rule: Rule, found: exceptions.Exemption
) -> Rule:
    """A clause in which an exception and what it is of are one part."""
    one = settled([*heads, *found.inside], rule)
    rest = [p for p in outside if not any(p is h for h in heads)]
    return clause(w, start, end, in_order([*rest, one]))


def _excepted(w: Words, start: int, end: int, e: exceptions.Exemption) -> Rule:
    """The rule of a clause with an exception from all that stands before it."""
    last = exceptions.narrowed(w, e)
    if e.kinds and w.kind == "exclusion" and last.leaf["op"] == "other" and unlike.is_bare(last.leaf["text"]):
        w.unsure.append((e.word, e.stop))  # "disease other than asthma": having asthma lets nobody in
        words = replace(last, leaf=other(w, last.start, e.stop), end=e.stop)
        return clause(w, start, end, [words if p is last else p for p in e.outside])
    exceptions.give_object(w, e)
    if _NO_EXCEPTION.search(w.view, e.start, e.stop):
        return join("any", [clause(w, start, end, e.outside), clause(w, e.start, e.stop, e.inside)])
    if e.kinds:
        exceptions.share_status(e.heads, e.inside)
    if narrowing := exceptions.by_name(w, e):
        for head, own in narrowing:
            kinds.exclude(w, head, own)
        return clause(w, start, end, e.outside)
    narrows = e.kinds and (exceptions.of_a_class(w, e) or not _listed_before(w, e.heads, e.word))
    if exceptions.may_end_before(w, last, e):
        w.unsure.append((e.word, e.stop))
    if narrows and kinds.are_kinds(w, last, e.inside):
        for same in kinds.alike(e.heads, last):
            kinds.exclude(w, same, e.inside)
        return clause(w, start, end, e.outside)
    named = all(p.leaf["op"] in ("exposure", "condition") for p in e.inside)
    named = named and exceptions.WHERE.match(w.view, e.start) is None  # "except if A and B"
    kind = "exclusion" if e.kinds else w.kind if named else "inclusion"  # "unless treated and stable" is both together
    inside = clause(w._replace(kind=kind), e.start, e.stop, e.inside)
    if narrows:
        inside = kinds.exclude_plain(last, inside)
    outside = clause(w, start, end, e.outside)
    let_off = not e.kinds or last.leaf["op"] == "threshold" or negation(last) is not None
    let_off = let_off and not exceptions.of_its_range(e)
    if w.kind == "inclusion" and let_off and not other_people.leave(w, start, e.start):
        return join("any", [outside, inside])
    if exceptions.timed_apart(e) or exceptions.of_a_letter(w, e):
        w.unsure.append((e.word, e.stop))
    return join("all", [outside, negate(inside)])


def _listed_before(w: Words, heads: list[Part], exception: int) -> bool:
    """An exception from a whole list ("A (B or C), except D") narrows no single leaf; "A or B other than D" does."""
    if not re.search(r"[,)]", w.view[heads[-1].end : exception]):
        return False
    joined = w.view[heads[-2].end : heads[-1].start] if len(heads) > 1 else ""
    return len(heads) > 1 and heads[-2].leaf["op"] == heads[-1].leaf["op"] == "exposure" and len(joined) < 15


def _counted(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "At least two of the following: A, B, C"."""
    m = counted.find(w.view, start, end)
    items = [p for p in parts if m is not None and at(p) >= m.end()]
    if m is None or len(items) < 2 or brackets.level(w.view, start, m.start()) > 0:
        return None
    limit = counted.limit(w.view, start, m)
    if limit is not None:
        items = [replace(p, cues=[c for c in p.cues if not limit[0] <= c.start < m.end()]) for p in items]
        w.heard.append(limit[:2])
    before = [p for p in parts if at(p) < m.start()]
    more = _PLUS.search(w.view, m.end(), end)
    if more is not None and more["and"] and ";" in w.view[m.end() : more.start()]:  # "two of: A; B; and C"
        more = None
    if more is not None and any(at(p) > more.end() for p in items):
        rest = [p for p in items if at(p) > more.end()]
        counted_alone = clause(w, start, more.start(), [p for p in parts if at(p) < more.start()])
        return join("all", [counted_alone, clause(w, more.end(), end, rest)])
    if any(m.start() <= at(p) < m.end() and p.leaf["op"] != "other" for p in parts):
        return None
    listing, *behind = w.view[m.end() : end].split(";")
    if len(behind) == 1 and "," in listing:  # "at least one of: A, B; C"
        w.unsure.append((m.end(), end))
    folded, left = limits.fold(w, items)
    nodes = sorted([*folded, *nodes_of(w, left)], key=lambda n: n.start)
    alone = w._replace(unsure=[])
    each = [n.rule for n in coordinate(alone, brackets.fold(w, m.end(), end, nodes), TIGHT)]
    w.unsure.extend((a, b) for a, b in alone.unsure if not _NEXT_ITEM.fullmatch(w.view, a, b))
    if any(negation(p) is not None and negation(p) == negation(items[0]) for p in items[1:]):
        return None
    count = counted.at_least(m) if limit is None else limit[2]
    if count > len(each):
        return None
    w.heard.append(m.span())
    rule: Rule = {"op": "at_least", "count": count, "of": each}
    if count < 2:
        rule = join("any" if count else "all", each)
    rule = negate(rule) if limit is not None else rule
    values = [p.leaf["measure"]["name"] for p in before if p.value is not None]
    if len(set(values)) < len(values):  # "age >= 60, or >= 50 with at least one of: A, B"
        one = replace(settled(items, rule), start=m.start(), value=None)
        return clause(w, start, end, in_order([*before, one]))
    return join("all", [listed(w, start, m.start(), before), rule]) if before else rule


def _population(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "Women who ...", "children with" bind all that is said of them; "pregnant women" says only "pregnant"."""
    sexes = [p for p in parts if (is_sex(p) and p.leaf["value"] != "any") or p.leaf.get("name") == "age group"]
    if len(parts) < 2 or len(sexes) != 1 or (sexes[0].rule is not None and is_sex(sexes[0])):
        return None
    (sex,) = sexes
    rest = [p for p in parts if p is not sex]
    if sex is parts[0] and _WHO.match(w.view, sex.end) and len({p.leaf["op"] for p in rest} & {"attribute"}) == 0:
        return join("all", [sex.rule or sex.leaf, clause(w, sex.end, end, rest)])
    before = [p for p in parts if p.end <= sex.start]
    carried = before and before[-1].leaf.get("condition", {}).get("name") in CARRYING and negation(before[-1]) is None
    if carried and not w.view[before[-1].end : sex.start].strip(" )\n"):
        return clause(w, start, end, rest)
    return None


def _said_of_all(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "Patients with A or B who take C"."""
    if (found := relative_clauses.parted(w, start, end, parts)) is None:
        return None
    who, before, behind = found
    return join("all", [clause(w, start, who, before), clause(w, who, end, behind)])


READINGS: list[Reading] = [
    _for_some, _allowed_for_some, _let_in, _permission, _turned_away, _unchanged, _of_all, _several_rules, _conditional,
    _defined, _known_by, _exception, _counted, _said_of_all, _population,
]  # fmt: skip
"""In this order; each may abstain."""
