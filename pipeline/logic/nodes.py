"""What logic is built from: nodes over the leaves of a criterion, and the algebra that joins them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ..parts import Part
from ..shapes import span

WITHOUT = re.compile(r"without|free\s+of", re.IGNORECASE)
"""The cue that denies what stands behind it together with its value."""
LISTS = re.compile(r"[,;/]|\b(?:or|and)\b", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,\s*(?:or|and)?|or|and|/)\s*", re.IGNORECASE)
_ANYTHING, _CONJUNCTIONS = re.compile(r".+", re.DOTALL), re.compile(r"\b(?:or|and|nor)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\s+\w+\s+of\s+", re.IGNORECASE)

_INNER = re.compile(r"[^\s,;:].*[^\s,;:]|[^\s,;:]", re.DOTALL)

Rule = dict[str, Any]
EXPOSED = frozenset(("exposure", "condition"))
CARRYING = frozenset(("pregnancy", "breastfeeding"))
"""What only women have, and nobody has a history of."""


class Words(NamedTuple):
    """The criterion that is read: its text, the reading view of it, its kind, and its words that join nothing.

    ``silent`` add nothing at all, ``timed`` are those of windows and lengths ("for a year or longer").
    ``heard`` collects where words of logic stand that a reading has used, ``unsure`` where neighbours were joined
    though their words do not tell what the one says of the other.
    """

    text: str
    view: str
    kind: str
    silent: Sequence[tuple[int, int]]
    heard: list[tuple[int, int]]
    unsure: list[tuple[int, int]]
    timed: Sequence[tuple[int, int]] = ()

    @property
    def default(self) -> str:
        """What a list means where its words do not say: any one excludes, all are required."""
        return "any" if self.kind == "exclusion" else "all"

    def said(self, start: int, end: int) -> str:
        """The view of a stretch without the words that join nothing, and the "or" of "6 months or longer"."""
        words = self.view[start:end]
        for spans, mute in ((self.silent, _ANYTHING), (self.timed, _CONJUNCTIONS)):
            for a, b in spans:
                if a < end and start < b:
                    a, b = max(a, start) - start, min(b, end) - start
                    words = words[:a] + mute.sub(_blank, words[a:b]) + words[b:]
        return words


Reading = Callable[[Words, int, int, list[Part]], Rule]
"""How a stretch of a criterion and its parts become a rule."""


def _blank(found: "re.Match[str]") -> str:
    return " " * len(found.group())


@dataclass(slots=True)
class Node:
    """A rule with the parts it was made of, in reading order."""

    rule: Rule
    parts: list[Part]

    @property
    def start(self) -> int:
        """Where its words start."""
        return at(self.parts[0])

    @property
    def end(self) -> int:
        """Where its words end."""
        return max(p.end for p in self.parts)


def at(part: Part) -> int:
    """Where a part stands: a threshold at its value, since thresholds that share a value share its words."""
    return part.value[0] if part.value is not None else part.start


def in_order(parts: Sequence[Part]) -> list[Part]:
    """By their place in the text."""
    return sorted(parts, key=lambda p: (at(p), p.start, p.end))


def nodes_of(w: Words, parts: Sequence[Part]) -> list[Node]:
    """One node a part; unread words between a denial and a leaf are denied, with the leaf or in its place."""
    out: list[Node] = []
    for p in _denied_before(w, list(parts)):
        before = out[-1].parts[-1] if out else None
        if before is not None and _times_contraception(w, before, p):
            both = join("all", [before.leaf, p.leaf])
            out[-1] = Node(negate(both) if negation(before) is not None else both, [*out[-1].parts, p])
            continue
        if before is None or not _denied_with(p, before):
            out.append(Node(leaf(p, w.kind), [p]))
            continue
        gap = _between(w, before, p)
        listed = any(negation(q) == negation(p) for node in out for q in node.parts)
        no = Node(negate(out[-1].rule), [*out[-1].parts[:-1], replace(before, cues=[*before.cues, *p.denials])])
        if not gap.strip(" -\n") or (listed and _AMOUNT.fullmatch(gap)):
            out[-1] = Node(negate(join("all", [out[-1].rule, p.leaf])), [*no.parts, p])
        else:
            out[-1:] = [no, Node(leaf(p, w.kind) if LISTS.search(gap) else p.leaf, [p])]
    return out


def _between(w: Words, before: Part, p: Part) -> str:
    """The words before a name, without those that say since when: "no serious concurrent infection"."""
    gap, at = w.view[before.end : p.start], before.end
    for c in p.cues:
        if c.category in ("PAST", "CURRENT") and at <= c.start and c.end <= p.start:
            gap = gap[: c.start - at] + " " * (c.end - c.start) + gap[c.end - at :]
    return gap


def _times_contraception(w: Words, before: Part, p: Part) -> bool:
    """ "Not using contraception during the study" is a denial of both together."""
    if before.leaf.get("name") != "contraception" or p.leaf["op"] != "other":
        return False
    return not re.search(r"[^\W_]|;", w.view[before.end : p.start])


def _denied_before(w: Words, parts: list[Part]) -> list[Part]:
    """ "No pelvic or bladder surgery": a denial is of all unread words of the list that leads to its leaf."""
    for i, p in enumerate(parts):
        denials = p.denials
        for j in range(i - 2, -1, -1):
            q, following = parts[j], parts[j + 1]
            if len(denials) != 1 or following.leaf["op"] != "other" or q.leaf["op"] != "other":
                break
            if q.denials or denials[0].start > q.start or not _LISTED.fullmatch(w.view, q.end, following.start):
                break
            parts[j] = replace(q, cues=[*q.cues, *denials])
    return parts


def _denied_with(p: Part, before: Part) -> bool:
    """ "Not cooperative for X" denies what was not read; "no unexplained seizures" both words together."""
    cue = negation(p)
    return cue is not None and before.leaf["op"] == "other" and cue < before.start and not before.denials


def negation(part: Part) -> int | None:
    """Where the cue that negates the leaf stands; two negations cancel."""
    starts = [c.start for c in part.denials] if part.cues else []
    return starts[0] if len(starts) % 2 else None


def affirmed(parts: Sequence[Part]) -> list[Part]:
    """The parts without what denies them."""
    return [replace(p, cues=[c for c in p.cues if c.category != "NEGATED"]) for p in parts]


def name_of(part: Part) -> str:
    """The name of what somebody has or was given; nothing for any other leaf."""
    what = part.leaf.get("agent") or part.leaf.get("condition") or {"name": ""}
    return str(what["name"])


def settled(parts: Sequence[Part], rule: Rule) -> Part:
    """Parts whose rule is known already, as one part over all their words; the first one stands for them."""
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    return replace(parts[0], start=start, end=end, focus=(start, end), cues=[], value=None, rule=rule)


def share_time(part: Part) -> None:
    """Gives the time of a value to each value of the rule that it already makes."""
    if part.rule is None or part.leaf["op"] != "threshold":
        return
    leaf: Rule = part.leaf
    said: Rule = {key: leaf[key] for key in ("window", "duration") if key in leaf}
    for one in leaves_of(part.rule):
        if one["op"] == "threshold" and one["measure"]["name"] == leaf["measure"]["name"]:
            one.update(said)


def leaf(part: Part, kind: str) -> Rule:
    """The rule of one part: with its alternative window, and negated where a cue or "stopped" says so."""
    if part.rule is not None:
        return negate(part.rule) if negation(part) is not None else part.rule
    single = node = part.leaf
    if part.alternative is not None:
        upper = single["window"]["range"]["upper"] is not None
        longer = part.longer is not False
        op = "any" if longer == upper else "all"
        node = {"op": op, "of": [_then(single, single["window"]), _then(single, part.alternative)]}
    stopped = part.stopped and kind != "exclusion"
    return negate(node) if stopped or negation(part) is not None else node


def _then(node: Rule, window: dict[str, Any]) -> Rule:
    """A leaf with one of two windows; what is planned was not before."""
    before = window["direction"] == "before" and node.get("status") == "planned"
    return {k: v for k, v in node.items() if not (before and k == "status")} | {"window": window}


def negate(rule: Rule) -> Rule:
    """``not``, or what stands inside one."""
    inner: Rule = rule["of"] if rule["op"] == "not" else {"op": "not", "of": rule}
    return inner


def deny(rule: Rule) -> Rule:
    """``not``, carried inwards where every member is denied already."""
    if rule["op"] != "not" and denied(rule):
        return join("any" if rule["op"] == "all" else "all", [part["of"] for part in rule["of"]])
    return negate(rule)


def denied(rule: Rule) -> bool:
    """Whether a rule is a ``not``, or its members all are."""
    return rule["op"] == "not" or (rule["op"] in ("all", "any") and all(part["op"] == "not" for part in rule["of"]))


def join(op: str, rules: Sequence[Rule]) -> Rule:
    """One rule of several; joined rules of the same operator are flattened."""
    if len(rules) == 1:
        return rules[0]
    flat: list[Rule] = []
    for rule in rules:
        flat += rule["of"] if rule["op"] == op else [rule]
    return {"op": op, "of": flat}


def leaves_of(rule: Rule) -> list[Rule]:
    """Every leaf of a rule."""
    op, inner = rule["op"], rule.get("of")
    if op in ("all", "any", "at_least"):
        return [leaf for each in inner or () for leaf in leaves_of(each)]
    return leaves_of(inner) if op == "not" and inner is not None else [rule]


def members(rule: Rule) -> list[Rule]:
    """The rules that are all required; one that joins none is the only one."""
    return list(rule["of"]) if rule["op"] == "all" else [rule]


def measured(rule: Rule) -> str | None:
    """The measure that a leaf limits; None for any other leaf, and for rules of several."""
    return str(rule["measure"]["name"]) if rule["op"] == "threshold" else None


def other(w: Words, start: int, end: int) -> Rule:
    """Words that a person must judge, without the spaces and commas around them."""
    inner = _INNER.search(w.text, start, end)
    a, b = inner.span() if inner else (start, end)
    return {"op": "other", "text": w.text[a:b], "span": span(a, b)}


def unread_part(text: str, start: int, end: int) -> Part:
    """Words that a person must judge, as a part."""
    leaf = {"op": "other", "text": text[start:end], "span": span(start, end)}
    return Part(start, end, (start, end), leaf, pattern="patterns/words.toml")
