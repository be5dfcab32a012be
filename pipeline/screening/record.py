"""A patient's facts, indexed once by every name and code under which a rule may ask for them."""

from collections.abc import Iterable, Iterator, Set
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Generic, TypeVar

from ...models import Attribute, Code, Concept, Condition, Exposure, Leaf, Other, Threshold
from ...models.patient import Fact, Patient, Treatment
from ...patterns.code_systems import NAMES
from ...patterns.fold import fold_phrase
from ...patterns.measures import lexicon as measure_words
from ...patterns.reordered import reordered
from ...patterns.tables import Entry, mentions, words_of
from .patients.displays import plain
from .timing import BEFORE_EVERYTHING, Unknown, period

Key = tuple[str, str]
"""System and code; a name has the system ""."""
F = TypeVar("F", bound=Fact)

BIRTH: Key = ("", "birth date")
"""What an age is told by."""
UNSAID = ("", "unknown", "not known", "unclear", "not recorded", "not available", "n a")
"""Values of attributes that say nothing."""


class Record:
    """A patient with an index: every fact under its name, its codes and its kinds, as the lexicon names them."""

    def __init__(self, patient: Patient) -> None:
        self.patient = patient
        self.observations = _Index(patient.observations)
        self.treatments = _Index(patient.treatments)
        self.conditions = _Index(patient.conditions)
        said = {name: value for name, value in patient.attributes.items() if fold_phrase(value) not in UNSAID}
        self.attributes = {("", fold_phrase(name)): value for name, value in said.items()}
        if patient.sex is not None:
            self.attributes["", "sex"] = patient.sex
        self.born = _born(patient.birth_date)
        self.keys: dict[type[Leaf], Set[Key]] = {
            Threshold: self.observations.keys | ({BIRTH} if patient.birth_date is not None else set()),
            Exposure: self.treatments.keys | self.conditions.keys,
            Condition: self.conditions.keys,
            Attribute: self.attributes.keys(),
            Other: frozenset(),
        }

    @cached_property
    def has_strange_drugs(self) -> bool:
        """Whether it holds a drug of which neither the lexicon nor its kinds say what it is: it may be any drug."""
        return any(not _drugs_in(_names(t), map(_key, t.codes)) for t in self._without_kinds())

    @cached_property
    def has_unclassified_drugs(self) -> bool:
        """Whether it holds a drug of which neither its kinds nor an ATC code say the classes: it may be of any."""
        return any(all(system != "ATC" for system, _ in keys_of_fact(t)) for t in self._without_kinds())

    def _without_kinds(self) -> Iterator[Treatment]:
        return (t for t in self.patient.treatments if t.role in (None, "drug") and not t.absent and not t.kinds)


def _born(birth: str | None) -> date:
    """The first day that somebody may have been born on."""
    try:
        born = period(birth)
    except Unknown:
        born = None
    return BEFORE_EVERYTHING if born is None else born.first


class _Index(Generic[F]):
    """Facts of one sort by their keys; equal facts are one."""

    def __init__(self, facts: Iterable[F]) -> None:
        self._facts = [(fact, keys_of_fact(fact)) for fact in dict.fromkeys(facts)]
        self._by_key: dict[Key, list[int]] = {}
        for n, (_, keys) in enumerate(self._facts):
            for key in keys:
                self._by_key.setdefault(key, []).append(n)
        self.keys: Set[Key] = self._by_key.keys()

    def of(self, keys: Iterable[Key], *, but: Set[Key] = frozenset()) -> list[F]:
        """The facts that answer to any of these keys ``but`` to none of those, in the record's order."""
        found = sorted({n for key in keys for n in self._by_key.get(key, ())})
        return [self._facts[n][0] for n in found if but.isdisjoint(self._facts[n][1])]


def keys_of_fact(fact: Fact) -> frozenset[Key]:
    """Every name and code that a fact answers to: its own, those of its kinds, and those above its codes."""
    drug = isinstance(fact, Treatment) and fact.role in ("drug", None)
    return _keys_of_named(tuple(_names(fact)), tuple(map(_key, fact.codes)), drug)


@lru_cache(maxsize=50_000)
def _keys_of_named(names: tuple[str, ...], codes: tuple[Key, ...], drug: bool) -> frozenset[Key]:
    keys = {*codes, *(key for name in names for key in _known(name))}
    if drug:
        keys |= _drugs_in(names, codes)
    return frozenset(above for key in keys for above in _upwards(*key))


def own_keys_of(fact: Fact) -> frozenset[Key]:
    """The names and codes of a fact itself, without its kinds and what stands above its codes."""
    keys = [_key(code) for code in fact.codes]
    own = [code for code, key in zip(fact.codes, keys, strict=True) if not _is_above(key, keys)]
    plainly = [plain(_key(code)[0], code.display) for code in own if code.display]
    names = [fact.name, *(code.display for code in own), *plainly]
    return frozenset([*map(_key, own), *(key for name in names if name for key in _known(name))])


def _is_above(key: Key, others: Iterable[Key]) -> bool:
    """Whether it is the code of a class of one of the others, as an OMOP CDM lists them beside a drug's own."""
    return any(key != other and key in _upwards(*other) for other in others)


def _drugs_in(names: Iterable[str], codes: Iterable[Key]) -> set[Key]:
    """What the lexicon has for the drugs that names and codes say."""
    by_code = _drugs_by_code()
    found = {key for name in names for key in _ingredients(name)}
    return found | {key for code in codes for key in by_code.get(code, ())}


def _names(fact: Fact) -> Iterator[str]:
    yield from (fact.name, *fact.kinds)
    yield from (code.display for code in fact.codes if code.display)


def keys_of(*concepts: Concept) -> frozenset[Key]:
    """Every name and code under which facts of these concepts stand."""
    return frozenset(key for concept in concepts for key in (*_known(concept.name), *map(_key, concept.codes)))


def _key(code: Code) -> Key:
    return NAMES.get(code.system, code.system), code.code


def _upwards(system: str, code: str) -> Iterator[Key]:
    """A code and those above it, where the code itself says which: E11.9 is E11, L01FA01 is L01FA."""
    yield system, code
    if system == "ICD-10-CM":
        yield from ((system, code[:n].rstrip(".")) for n in range(3, len(code)))
    elif system == "ATC":
        yield from ((system, code[:n]) for n in (1, 3, 4, 5) if n < len(code))


@lru_cache(maxsize=200_000)
def _known(name: str) -> frozenset[Key]:
    """The name, and the name and codes that the lexicon has for it ("Tysabri": natalizumab)."""
    folded = fold_phrase(name) or name
    entry = measure_words().get(folded, name) or mentions().get(folded, name) or reordered(name)
    return frozenset([("", folded)]) if entry is None else frozenset([("", folded), *_keys_of_entry(entry)])


def _keys_of_entry(entry: Entry) -> Iterator[Key]:
    yield "", fold_phrase(entry.name)
    for code in entry.codes:
        system, _, value = code.partition(":")
        yield system, value


@lru_cache(maxsize=200_000)
def _ingredients(product: str) -> frozenset[Key]:
    """What the lexicon has for the drugs in a product's name ("lisinopril 10 MG Oral Tablet")."""
    found = mentions().find(product, words_of(product, 0, len(product)))
    return frozenset(key for match in found if match.entry.kind == "drug" for key in _keys_of_entry(match.entry))


@cache
def _drugs_by_code() -> dict[Key, frozenset[Key]]:
    """A drug's name and codes by each of its codes; of a class, a code may be but a part."""
    drugs = [tuple(_keys_of_entry(entry)) for entry in mentions().entries.values() if entry.kind == "drug"]
    return {code: frozenset(keys) for keys in reversed(drugs) for code in keys[1:]}
