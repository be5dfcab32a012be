"""A trial's criteria as what they demand, and which of the old ones each of the new ones was."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from ...models import All, Criterion, Other, Rule, RuleSet
from ...models.algebra import form, occurrences
from ...models.diff import Coverage, Side
from ...models.normal import normal
from .assignment import assigned
from .canonical import key, words_of
from .leaves import subject

_WORST = {"full": 0, "partial": 1, "none": 2}
_ALIKE = 0.35
"""As alike are two criteria of which one may have become the other."""


@dataclass(slots=True)
class Entry:
    """A criterion that decides, with its sub-items; ``demands`` are what an eligible patient meets, one by one.

    ``open`` are those of them that the other reading does not hold in the same form; ``tokens`` are its words, and
    ``about`` names what its rule is about.
    """

    criterion: Criterion
    words: str
    coverage: Coverage
    demands: list[Rule]
    open: list[Rule] = field(init=False)
    tokens: list[str] = field(init=False)
    about: list[str] = field(init=False)

    def __post_init__(self) -> None:
        leaves = (o.leaf for o in occurrences(self.criterion.rule))
        self.open = list(self.demands)
        self.tokens = words_of(self.words)
        self.about = [subject(leaf) for leaf in leaves if not isinstance(leaf, Other)]

    @property
    def side(self) -> Side:
        """As a diff shows it."""
        c = self.criterion
        rule = None if c.rule is None else str(c.rule)
        return Side(id=c.id, kind=c.kind, group=c.group, words=self.words, rule=rule, coverage=self.coverage)

    @property
    def place(self) -> tuple[bool, tuple[str, ...]]:
        """Whether its kind is unknown, for such compares with nothing else, and the words of its group."""
        return self.criterion.kind == "unknown", tuple(words_of(self.criterion.group or ""))

    def named(self, demand: Rule) -> Hashable:
        """What is equal for the same demand on the same patients."""
        return self.place, form(demand, key)


def entries(ruleset: RuleSet) -> list[Entry]:
    """The criteria that decide, in order."""
    out = []
    for c in ruleset.criteria:
        if c.parent is None:
            family = [c, *_below(ruleset, c.id)]
            words = "\n".join(x.text for x in family)
            coverage = max((x.coverage for x in family), key=lambda x: _WORST[x])
            out.append(Entry(c, words, coverage, _demands(c)))
    return out


def _below(ruleset: RuleSet, parent: str) -> Iterator[Criterion]:
    for c in ruleset.criteria:
        if c.parent == parent:
            yield c
            yield from _below(ruleset, c.id)


def _demands(c: Criterion) -> list[Rule]:
    if c.rule is None:
        return []
    whole = normal(c.rule, denied=c.kind == "exclusion")
    return list(whole.of) if isinstance(whole, All) else [whole]


def matched(olds: Sequence[Entry], news: Sequence[Entry]) -> list[tuple[Entry | None, Entry | None]]:
    """Which new criterion each old one has become; None where there is none.

    Those that demand the same belong together wherever they stand. The others are assigned by what they are about and
    by their words; what they demand and only moved to another criterion is set aside.
    """
    pairs, left, right = _same(olds, news)
    _set_aside(left, right)
    found = assigned(left, right, _alike, _ALIKE)
    pairs += [(left[i], right[j]) for i, j in found]
    pairs += [(old, None) for i, old in enumerate(left) if i not in {i for i, _ in found} and not _spread(old)]
    pairs += [(None, new) for j, new in enumerate(right) if j not in {j for _, j in found} and not _spread(new)]
    return pairs


def _spread(entry: Entry) -> bool:
    """Whether all that it demands stands in other criteria of the other reading."""
    return bool(entry.demands) and not entry.open and entry.coverage == "full"


def _same(
    olds: Sequence[Entry], news: Sequence[Entry]
) -> tuple[list[tuple[Entry | None, Entry | None]], list[Entry], list[Entry]]:
    """Pairs that demand the same, those of the same words first, and what is left of both sides."""
    pairs: list[tuple[Entry | None, Entry | None]] = []
    left, right = list(olds), list(news)
    for by_words in (True, False):
        waiting: dict[Hashable, list[Entry]] = defaultdict(list)
        for new in right:
            waiting[_identity(new, by_words)].append(new)
        rest = []
        for old in left:
            if (old.demands or by_words) and (found := waiting[_identity(old, by_words)]):
                new = found.pop(0)
                pairs.append((old, new))
                old.open, new.open = [], []
            else:
                rest.append(old)
        taken = {id(new) for _, new in pairs}
        left, right = rest, [new for new in right if id(new) not in taken]
    return pairs, left, right


def _identity(entry: Entry, by_words: bool) -> Hashable:
    demanded = frozenset(form(x, key) for x in entry.demands)
    return entry.place, demanded, tuple(entry.tokens) if by_words else None


def _set_aside(olds: Sequence[Entry], news: Sequence[Entry]) -> None:
    """Closes every demand that both sides hold, in whichever criterion."""
    held = [Counter(x.named(demand) for x in side for demand in x.open) for side in (olds, news)]
    both = held[0] & held[1]
    for side in (olds, news):
        still = both.copy()
        for entry in side:
            kept = []
            for demand in entry.open:
                name = entry.named(demand)
                if still[name] > 0:
                    still[name] -= 1
                else:
                    kept.append(demand)
            entry.open = kept


def _alike(old: Entry, new: Entry) -> float:
    """From 0 to 1: by what the criteria are about and by their words; the same kind and number count a little."""
    words = _shared(old.tokens, new.tokens)
    likeness = (words + _shared(old.about, new.about)) / 2 if old.about and new.about else words
    kind = old.criterion.kind == new.criterion.kind
    return likeness * (1 if kind else 0.8) * (1 if old.place == new.place else 0.8)


def _shared(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    if not a and not b:
        return 0
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))
