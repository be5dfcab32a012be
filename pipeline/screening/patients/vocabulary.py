"""What the concepts of an OMOP CDM are called: names and codes from CONCEPT, and what they are kinds of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from ....models import Code
from ....models.patient import Fact
from ....patterns.omop import VOCABULARIES
from ...cdm import Row, Tables
from .displays import Allergy, allergy, plain

_SYSTEMS = {vocabulary: system for system, vocabulary in VOCABULARIES.items()}
_CLASSED = {
    "drug_exposure": ("drug_concept_id", "drug_source_concept_id"),
    "drug_era": ("drug_concept_id",),
    "procedure_occurrence": ("procedure_concept_id", "procedure_source_concept_id"),
    "condition_occurrence": ("condition_concept_id", "condition_source_concept_id"),
    "observation": ("value_as_concept_id",),
}
"""Table → columns of what is asked for by class too."""
_NAMED = {
    **_CLASSED,
    "measurement": ("measurement_concept_id", "measurement_source_concept_id", "unit_concept_id"),
    "observation": (
        "observation_concept_id", "observation_source_concept_id", "unit_concept_id", "value_as_concept_id",
    ),
    "drug_strength": ("amount_unit_concept_id",),
}  # fmt: skip
"""Table → columns of what must have a name. A value of one kind is no value of another: it has no class."""


class Concept(NamedTuple):
    """A row of CONCEPT."""

    name: str
    code: Code
    domain: str


class Named(NamedTuple):
    """What a row of a table is called, with its codes, the names of what it is a kind of, and if it is an allergy."""

    name: str
    codes: tuple[Code, ...]
    kinds: tuple[str, ...]
    allergy: Allergy | None


def _of(fact: Fact) -> Named:
    return Named(fact.name, fact.codes, fact.kinds, allergy(fact))


class Vocabulary:
    """The concepts that the tables of a CDM use, and those above them; empty where the CDM has no CONCEPT."""

    def __init__(self, cdm: Tables) -> None:
        self._concepts: dict[int, Concept] = {}
        self._above: dict[int, tuple[int, ...]] = {}
        if "concept" in cdm.tables:
            columns = ["concept_id", "concept_name", "domain_id", "vocabulary_id", "concept_code"]
            cdm.require("concept", columns)
            self._learn(cdm.query(_concepts(cdm, _used(cdm, _NAMED))))
        if self._concepts and "concept_ancestor" in cdm.tables:
            self._climb(cdm)
        self._strengths: dict[int, tuple[float, int]] = {}
        if "drug_strength" in cdm.tables:
            cdm.require("drug_strength", ["drug_concept_id", "amount_value", "amount_unit_concept_id"])
            self._strengths = {id: (amount, unit) for id, amount, unit in cdm.query(_strengths(cdm))}
        self.named = lru_cache(maxsize=100_000)(self._named)

    @property
    def has_classes(self) -> bool:
        """Whether it says what its concepts are kinds of."""
        return bool(self._above)

    def unit(self, concept: int | None, words: str | None) -> str | None:
        """A unit's UCUM code, or the words of the source; None where there is no unit."""
        if not concept:
            return words
        known = self._concepts.get(concept)
        return words or f"unit concept {concept}" if known is None else known.code.code

    def strength(self, drug: int | None) -> tuple[float, str] | None:
        """How much a piece of a product holds, and the unit; None for one of several ingredients, or with no pieces."""
        amount, unit = self._strengths.get(drug or 0, (0.0, None))
        words = self.unit(unit, None)
        return None if words is None else (amount, words)

    def is_condition(self, concept: int | None) -> bool:
        """Whether a concept is a disease or finding."""
        return concept in self._concepts and self._concepts[concept].domain == "Condition"

    def _named(self, concept: int | None, source: int | None, words: str | None) -> Named | None:
        """By the standard concept, the source's concept and the source's words; None where none of them says a name."""
        known = [self._concepts[id] for id in (concept, source) if id and id in self._concepts]
        if not known:
            return None if words is None else _of(Fact(name=words))
        above = [
            self._concepts[id]
            for start in (concept, source)
            for id in self._above.get(start or 0, ())
            if id in self._concepts
        ]
        said = [name for c in known if (name := plain(c.code.system, c.name))]
        (first, *others) = dict.fromkeys([*(c.name for c in (*known, *above)), *said])
        codes = dict.fromkeys(c.code for c in (*known, *(c for c in above if c.code.system in _OF_DRUGS)))
        return _of(Fact(name=first, codes=tuple(codes), kinds=tuple(others)))

    def _learn(self, rows: Iterable[Row]) -> None:
        for id, name, domain, vocabulary, code in rows:
            system = _SYSTEMS.get(vocabulary, str(vocabulary))
            self._concepts[id] = Concept(name, Code(system=system, code=code, display=name), domain)

    def _climb(self, cdm: Tables) -> None:
        cdm.require("concept_ancestor", ["ancestor_concept_id", "descendant_concept_id"])
        cdm.require("concept", ["concept_class_id", "standard_concept"])
        above = f"({_ancestors(cdm)})"
        self._learn(cdm.query(_concepts(cdm, f"SELECT ancestor AS id FROM {above}")))
        for id, ancestors in cdm.query(f"SELECT id, list(ancestor ORDER BY ancestor) FROM {above} GROUP BY id"):
            self._above[id] = tuple(ancestors)


_OF_DRUGS = ("RxNorm", "ATC")
"""The systems of ingredients and classes: a product answers to their codes too."""


def _used(cdm: Tables, columns: Mapping[str, Iterable[str]]) -> str:
    """The concepts in these columns, as far as they are there."""
    there = [
        (cdm.tables[table].source, column)
        for table, names in columns.items()
        for column in names
        if table in cdm.tables and column in cdm.tables[table].columns
    ]
    selects = [f"SELECT TRY_CAST({column} AS BIGINT) AS id FROM {source}" for source, column in there]
    return " UNION ".join(selects) or "SELECT 0 AS id"


def _strengths(cdm: Tables) -> str:
    return f"""
        SELECT TRY_CAST(drug_concept_id AS BIGINT) AS id, any_value(TRY_CAST(amount_value AS DOUBLE)) AS amount,
               any_value(TRY_CAST(amount_unit_concept_id AS BIGINT)) AS unit
        FROM {cdm.tables["drug_strength"].source}
        WHERE TRY_CAST(drug_concept_id AS BIGINT) IN ({_used(cdm, {"drug_exposure": ["drug_concept_id"]})})
        GROUP BY id HAVING count(*) = 1 AND abs(amount) <= 1e9
    """


def _concepts(cdm: Tables, ids: str) -> str:
    id, words = "TRY_CAST(concept_id AS BIGINT)", ("concept_name", "domain_id", "vocabulary_id", "concept_code")
    name, domain, vocabulary, code = (f"CAST({column} AS VARCHAR)" for column in words)
    return f"""
        SELECT {id}, {name}, {domain}, {vocabulary}, {code} FROM {cdm.tables["concept"].source}
        WHERE {id} IN ({ids}) AND {id} <> 0
          AND trim({name}) <> '' AND trim({vocabulary}) <> '' AND trim({code}) <> ''
    """


def _ancestors(cdm: Tables) -> str:
    """What each concept used is a kind of; of a drug's ancestors, the ingredients and the classes alone."""
    above, below = (f"TRY_CAST(a.{column}_concept_id AS BIGINT)" for column in ("ancestor", "descendant"))
    return f"""
        SELECT {below} AS id, {above} AS ancestor
        FROM {cdm.tables["concept_ancestor"].source} a
        JOIN {cdm.tables["concept"].source} c ON TRY_CAST(c.concept_id AS BIGINT) = {above}
        WHERE {below} IN ({_used(cdm, _CLASSED)}) AND {above} <> {below}
          AND (c.domain_id <> 'Drug' OR c.concept_class_id = 'Ingredient' OR c.standard_concept = 'C')
    """
