"""What the concepts of an OMOP CDM are called: names and codes from CONCEPT, and what they are kinds of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ....models import Code
from ....patterns.code_systems import OMOP
from .cdm import Cdm, Row

NAMED = {
    "measurement": "measurement", "observation": "observation", "drug_exposure": "drug", "drug_era": "drug",
    "procedure_occurrence": "procedure", "condition_occurrence": "condition",
}  # fmt: skip
"""Table → what the columns of its concept begin with."""
_CLASSED = ("drug_exposure", "drug_era", "procedure_occurrence", "condition_occurrence")
"""Tables whose concepts are asked for by class; a value of one kind is no value of another."""


class Concept(NamedTuple):
    """A row of CONCEPT."""

    name: str
    code: Code


class Named(NamedTuple):
    """What a row of a table is called, with its codes, and the names of what it is a kind of."""

    name: str
    codes: tuple[Code, ...]
    kinds: tuple[str, ...]


class Vocabulary:
    """The concepts that the tables of a CDM use, and those above them; empty where the CDM has no CONCEPT."""

    def __init__(self, cdm: Cdm) -> None:
        self._concepts: dict[int, Concept] = {}
        self._above: dict[int, tuple[int, ...]] = {}
        if "concept" in cdm.tables:
            cdm.require("concept", ["concept_id", "concept_name", "vocabulary_id", "concept_code"])
            self._learn(cdm.query(_concepts(cdm, _used(cdm, NAMED))))
        if self._concepts and "concept_ancestor" in cdm.tables:
            self._climb(cdm)
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

    def _named(self, concept: int | None, source: int | None, words: str | None) -> Named | None:
        """By the standard concept, the source's concept and the source's words; None where none of them says a name."""
        known = [self._concepts[id] for id in (concept, source) if id and id in self._concepts]
        if not known:
            return None if words is None else Named(words, (), ())
        above = [self._concepts[id] for start in (concept, source) for id in self._above.get(start or 0, ())]
        (first, *others) = dict.fromkeys(c.name for c in (*known, *above))
        codes = dict.fromkeys(c.code for c in (*known, *(c for c in above if c.code.system in _OF_DRUGS)))
        return Named(first, tuple(codes), tuple(others))

    def _learn(self, rows: Iterable[Row]) -> None:
        for id, name, vocabulary, code in rows:
            system = str(OMOP.get(vocabulary, vocabulary))
            self._concepts[id] = Concept(name, Code(system=system, code=code, display=name))

    def _climb(self, cdm: Cdm) -> None:
        cdm.require("concept_ancestor", ["ancestor_concept_id", "descendant_concept_id"])
        cdm.require("concept", ["domain_id", "concept_class_id", "standard_concept"])
        above = f"({_ancestors(cdm)})"
        self._learn(cdm.query(_concepts(cdm, f"SELECT ancestor AS id FROM {above}")))
        for id, ancestors in cdm.query(f"SELECT id, list(ancestor ORDER BY ancestor) FROM {above} GROUP BY id"):
            self._above[id] = tuple(ancestors)


_OF_DRUGS = ("RxNorm", "ATC")
"""The systems of ingredients and classes: a product answers to their codes too."""


def _used(cdm: Cdm, tables: Iterable[str]) -> str:
    """The concepts by which the rows of these tables are named, and their units."""
    columns = [
        (cdm.tables[table].source, column)
        for table in tables
        if table in cdm.tables
        for column in (f"{NAMED[table]}_concept_id", f"{NAMED[table]}_source_concept_id", "unit_concept_id")
        if column in cdm.tables[table].columns
    ]
    return " UNION ".join(f"SELECT TRY_CAST({column} AS BIGINT) AS id FROM {source}" for source, column in columns)


def _concepts(cdm: Cdm, ids: str) -> str:
    return f"""
        SELECT CAST(concept_id AS BIGINT), concept_name, vocabulary_id, concept_code
        FROM {cdm.tables["concept"].source}
        WHERE CAST(concept_id AS BIGINT) IN ({ids}) AND CAST(concept_id AS BIGINT) <> 0
          AND trim(concept_name) <> '' AND vocabulary_id IS NOT NULL AND concept_code IS NOT NULL
    """


def _ancestors(cdm: Cdm) -> str:
    """What each concept used is a kind of; of a drug's ancestors, the ingredients and the classes alone."""
    return f"""
        SELECT CAST(a.descendant_concept_id AS BIGINT) AS id, CAST(a.ancestor_concept_id AS BIGINT) AS ancestor
        FROM {cdm.tables["concept_ancestor"].source} a
        JOIN {cdm.tables["concept"].source} c ON CAST(c.concept_id AS BIGINT) = CAST(a.ancestor_concept_id AS BIGINT)
        WHERE CAST(a.descendant_concept_id AS BIGINT) IN ({_used(cdm, _CLASSED)})
          AND CAST(a.ancestor_concept_id AS BIGINT) <> CAST(a.descendant_concept_id AS BIGINT)
          AND (c.domain_id <> 'Drug' OR c.concept_class_id = 'Ingredient' OR c.standard_concept = 'C')
    """
