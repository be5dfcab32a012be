"""Whether rules can hold together: what a reader would call a contradiction, found without a patient."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from .normal import normal
from .quantities import Range, Window
from .ranges import comparable, meet, within
from .rules import All, Any, AtLeast, Attribute, Condition, Exposure, Leaf, Not, Other, Rule, Threshold

BRANCHES = 2_000
"""Ways to meet a rule that are tried; one with more is taken to be possible."""

Literal = Leaf | Not
"""A leaf that must hold, or (``not``) must not."""


def possible(*rules: Rule) -> bool:
    """Whether some patient could meet all the rules; True where that cannot be told.

    Two values of one measure must share a member; a leaf must not be required and denied; a sex or another attribute
    has one value.

    >>> from .parsing import parse
    >>> possible(parse("age >= 18 a"), parse("not(age > 17 a)"))
    False
    >>> possible(parse("condition asthma"), parse("not(condition asthma [<= 6 mo before now])"))
    True
    """
    return not repeats(rules) or _any_way([normal(rule) for rule in rules], (), [BRANCHES])


def sensible(rule: Rule) -> bool:
    """Whether some patient could meet a rule, and some could fail to; True where that cannot be told.

    >>> from .parsing import parse
    >>> sensible(parse("any(age >= 18 a; age < 18 a)")), sensible(parse("age >= 18 a"))
    (False, True)
    """
    return not repeats([rule]) or all(_any_way([normal(rule, denied=no)], (), [BRANCHES]) for no in (False, True))


def asked_again(rule: Rule) -> bool:
    """Whether a leaf that by itself decides a node is asked again deeper in that node, where it decides nothing.

    A value is, where the other does not narrow it ("HbA1c < 9 %; with insulin HbA1c < 10 %"), and of two values beside
    each other one must not settle the other: what told them apart was not read.

    >>> from .parsing import parse
    >>> asked_again(parse("all(not(condition gout); any(age > 65 a; condition gout))"))
    True
    >>> asked_again(parse("all(HbA1c < 9 %; any(not(drug insulin); HbA1c < 10 %))"))
    True
    >>> asked_again(parse("any(not(attribute smoking = yes); all(attribute smoking = yes; age > 65 a))"))
    False
    >>> asked_again(parse("any(all(condition gout; age > 65 a); all(not(condition gout); age > 75 a))"))
    False
    """
    if rule.op == "not":
        return asked_again(rule.of)
    if rule.op != "all" and rule.op != "any" and rule.op != "at_least":
        return False
    parts = [part.of if part.op == "not" else part for part in rule.of]
    joined = [part for part in parts if isinstance(part, All | Any | AtLeast | Not)]
    values = [part for part in rule.of if isinstance(part, Threshold)]
    if rule.op != "at_least" and any(_settles(a, b) or _settles(b, a) for a, b in combinations(values, 2)):
        return True
    if not joined:
        return False
    deciding = {str(part) for part in parts if not isinstance(part, All | Any | AtLeast | Not | Other)} - _cases(rule)
    deeper = [leaf for part in joined for leaf in _leaves(part)] if deciding and rule.op != "at_least" else []
    again = any(str(leaf) in deciding for leaf in deeper) or (rule.op == "all" and _other_sex(rule.of, deeper))
    again = again or any(_idle(rule.op, a, b) for a in values for part in rule.of for b in _asked(part) if b is not a)
    return again or any(map(asked_again, joined))


def _cases(rule: All | Any | AtLeast) -> set[str]:
    """ "Not of childbearing potential, or of childbearing potential and using contraception" asks it twice, rightly."""
    if rule.op != "any":
        return set()
    without = {str(p.of) for p in rule.of if p.op == "not" and isinstance(p.of, Attribute | Condition)}
    return without & {str(leaf) for p in rule.of if p.op == "all" for leaf in p.of}


def _other_sex(decided: Sequence[Rule], asked: Sequence[Leaf]) -> bool:
    """ "Male or not pregnant; not breastfeeding; female": what is asked of men, of women alone."""
    sexes = {part.value for part in decided if isinstance(part, Attribute) and part.name == "sex"}
    found = {leaf.value for leaf in asked if isinstance(leaf, Attribute) and leaf.name == "sex"}
    return bool(sexes) and not found <= sexes


def _leaves(rule: Rule) -> Iterator[Leaf]:
    if rule.op == "not":
        yield from _leaves(rule.of)
    elif rule.op == "all" or rule.op == "any" or rule.op == "at_least":
        for part in rule.of:
            yield from _leaves(part)
    else:
        yield rule


def _asked(rule: Rule) -> Iterator[Threshold]:
    """The values deeper in a rule that nothing denies."""
    if rule.op == "all" or rule.op == "any":
        for part in rule.of:
            if isinstance(part, Threshold):
                yield part
            else:
                yield from _asked(part)


def _settles(a: Threshold, b: Threshold) -> bool:
    """Whether one value cannot hold without another of the same quantity."""
    both = comparable(a.range, b.range) if _quantity(a) == _quantity(b) else None
    return both is not None and within(*both)


def _idle(op: str, decided: Threshold, asked: Threshold) -> bool:
    """Whether a value settles another of the same quantity: where all must hold, one that is not narrower."""
    both = comparable(asked.range, decided.range) if _quantity(asked) == _quantity(decided) else None
    return both is not None and within(*both) == (op == "any")


def repeats(rules: Sequence[Rule]) -> bool:
    """Whether two leaves are about one thing; where none are, nothing can exclude anything."""
    named = [subject for rule in rules for subject in subjects(rule)]
    return len(set(named)) < len(named)


def subjects(rule: Rule) -> list[tuple[str, str]]:
    """What the leaves of a rule are about: ``op`` and name. Rules without a common one never exclude each other."""
    if rule.op == "not":
        return subjects(rule.of)
    if rule.op == "all" or rule.op == "any" or rule.op == "at_least":
        return [subject for part in rule.of for subject in subjects(part)]
    if rule.op == "threshold":
        return [(rule.op, rule.measure.name)]
    if rule.op == "exposure":
        return [(rule.op, rule.agent.name)]
    if rule.op == "condition":
        return [(rule.op, rule.condition.name)]
    return [(rule.op, rule.name)] if rule.op == "attribute" else []


def _any_way(todo: Sequence[Rule], facts: tuple[Literal, ...], left: list[int]) -> bool:
    """Whether ``todo`` can be met beside ``facts``; single leaves first, so that a choice is made only where needed."""
    open_: list[Any | AtLeast] = []
    for rule in _flat(todo):
        if isinstance(rule, Any | AtLeast):
            open_.append(rule)
        elif any(_clash(rule, fact) for fact in facts):
            return False
        else:
            facts = (*facts, rule)
    if not open_:
        return True
    first, *rest = open_
    for choice in _choices(first):
        left[0] -= 1
        if left[0] < 0 or _any_way([*choice, *rest], facts, left):
            return True
    return False


def _flat(rules: Sequence[Rule]) -> Iterator[Any | AtLeast | Literal]:
    for rule in rules:
        if isinstance(rule, All):
            yield from _flat(rule.of)
        else:
            yield rule


def _choices(rule: Any | AtLeast) -> Iterator[tuple[Rule, ...]]:
    return combinations(rule.of, rule.count if isinstance(rule, AtLeast) else 1)


def _clash(a: Literal, b: Literal) -> bool:
    if isinstance(a, Not) or isinstance(b, Not):
        return _denies(a, b) or _denies(b, a)
    match a, b:
        case Threshold(), Threshold():
            both = comparable(a.range, b.range) if _quantity(a) == _quantity(b) else None
            return both is not None and meet(*both) is None
        case Attribute(), Attribute():
            return a.name == b.name == "sex" and a.value != b.value
    return False


def _denies(a: Literal, b: Literal) -> bool:
    """Whether ``a`` says that something is not so which ``b`` says is."""
    return isinstance(a, Not) and not isinstance(b, Not) and implies(b, a.of)


def _quantity(leaf: Threshold) -> tuple[object, ...]:
    """What has one value: the measure, of what and against what, when, and for how long."""
    of = leaf.of.name if leaf.of else None
    return leaf.measure.name, of, leaf.relative_to, _when(leaf.window), leaf.duration is None


def _when(window: Window | None) -> object:
    if window is None:
        return None
    return window.range.lower, window.range.upper, window.range.unit, window.direction, window.anchor


def implies(a: Leaf, b: Rule) -> bool:
    """Whether ``a`` cannot hold without ``b``: the same thing, in a time, status and amount that lie inside of ``b``'s.

    >>> from .parsing import parse
    >>> implies(parse("drug imatinib current [<= 1 mo before now]"), parse("drug imatinib [<= 2 mo before now]"))
    True
    """
    match a, b:
        case Threshold(), Threshold():
            both = comparable(a.range, b.range) if _quantity(a) == _quantity(b) else None
            return both is not None and within(*both)
        case Exposure(), Exposure():
            same = (a.agent.name, a.role) == (b.agent.name, b.role) and _inside(a.dose, b.dose)
        case Condition(), Condition():
            to = [leaf.to.name if leaf.to else None for leaf in (a, b)]
            same = a.condition.name == b.condition.name and to[0] == to[1]
        case Attribute(), Attribute():
            return (a.name, a.value) == (b.name, b.value)
        case _:
            return False
    return same and _narrower(a, b)


def _narrower(a: Exposure | Condition, b: Exposure | Condition) -> bool:
    spared = {concept.name for concept in a.excluding} >= {concept.name for concept in b.excluding}
    status = b.status is None or a.status == b.status
    return spared and status and _inside(a.duration, b.duration) and _in_window(a.window, b.window)


def _inside(a: Range | None, b: Range | None) -> bool:
    if a is None or b is None:
        return b is None
    both = comparable(a, b)
    return both is not None and within(*both)


def _in_window(a: Window | None, b: Window | None) -> bool:
    if a is None or b is None:
        return b is None
    return (a.direction, a.anchor) == (b.direction, b.anchor) and _inside(a.range, b.range)
