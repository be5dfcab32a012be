"""The normal form of a rule: ``not`` only where nothing simpler says it."""

from .quantities import PlainRange, Range
from .ranges import outside
from .rules import All, Any, AtLeast, Not, Rule, Threshold


def normal(rule: Rule, *, denied: bool = False) -> Rule:
    """The same rule (or, ``denied``, its opposite) with ``not`` at the leaves, and operators of one kind merged.

    A denied threshold is the range outside of it, unless it must last for some time. At least one or all of the parts
    is ``any`` or ``all``, and an operator over one part is that part.

    >>> from .parsing import parse
    >>> str(normal(parse("not(any(age in [18, 65] a; condition asthma))")))
    'all(any(age < 18 a; age > 65 a); not(condition asthma))'
    >>> str(normal(parse("not(at_least 2(ECOG > 2; BMI > 40; condition gout))")))
    'at_least 2(ECOG <= 2; BMI <= 40; not(condition gout))'
    """
    match rule:
        case Not():
            return normal(rule.of, denied=not denied)
        case All():
            return _joined("any" if denied else "all", rule.of, denied)
        case Any():
            return _joined("all" if denied else "any", rule.of, denied)
        case AtLeast():
            count = len(rule.of) - rule.count + 1 if denied else rule.count
            if count in (1, len(rule.of)):
                return _joined("any" if count == 1 else "all", rule.of, denied)
            return AtLeast(count=count, of=tuple(normal(part, denied=denied) for part in rule.of))
        case Threshold() if denied and rule.duration is None:
            return _one_of([rule.model_copy(update={"range": part}) for part in _outside(rule.range)])
    return Not(of=rule) if denied else rule


def _outside(range: Range) -> list[Range]:
    """What a range leaves out, with its canonical form where that has the same ends."""
    parts = outside(range)
    canonical = outside(range.canonical) if range.canonical and _ends(range.canonical) == _ends(range) else ()
    same = canonical or (None,) * len(parts)
    return [Range(**dict(part), canonical=form) for part, form in zip(parts, same, strict=True)]


def _ends(range: PlainRange) -> tuple[bool, bool]:
    return range.lower is None, range.upper is None


def _one_of(parts: list[Threshold]) -> Rule:
    return parts[0] if len(parts) == 1 else Any(of=tuple(parts))


def _joined(op: str, parts: tuple[Rule, ...], denied: bool) -> Rule:
    operator = All if op == "all" else Any
    out: list[Rule] = []
    for part in (normal(part, denied=denied) for part in parts):
        out += part.of if isinstance(part, operator) else [part]
    kept = tuple(dict.fromkeys(out))
    return kept[0] if len(kept) == 1 else operator(of=kept)
