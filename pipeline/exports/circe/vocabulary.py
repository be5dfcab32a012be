"""Standard concepts of the user's own vocabulary: by verified code, or by a name that is exactly the same."""

from collections.abc import Iterable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from weakref import finalize

from ....models import Concept
from ....patterns.omop import VOCABULARIES
from ...cdm import opened

_WORDS = ("concept_name", "concept_code", "domain_id", "vocabulary_id", "concept_class_id", "standard_concept")
_TABLES = ("concept", "concept_relationship")


class OmopConcept(NamedTuple):
    """A row of the table ``concept``."""

    id: int
    name: str
    code: str
    domain: str
    vocabulary: str
    class_: str
    standard: str | None

    @property
    def element(self) -> dict[str, Any]:
        """As Circe writes it."""
        return {
            "CONCEPT_ID": self.id, "CONCEPT_NAME": self.name, "CONCEPT_CODE": self.code, "DOMAIN_ID": self.domain,
            "VOCABULARY_ID": self.vocabulary, "CONCEPT_CLASS_ID": self.class_,
            "STANDARD_CONCEPT": self.standard,
        }  # fmt: skip


class Vocabulary:
    """The tables ``concept`` and ``concept_relationship`` of a CDM, or of a download from athena.ohdsi.org.

    ``path`` is a DuckDB database, or a folder of these tables as Parquet or as Athena's tab-separated ``.csv``. Raises
    :class:`trialrules.ReadError` where a table is missing, and :class:`trialrules.TrialRulesError` without DuckDB.
    """

    def __init__(self, path: Path) -> None:
        with ExitStack() as open_:
            self._tables = open_.enter_context(opened(path, _TABLES, "concept"))
            valid = "invalid_reason"
            self._concept = self._tables.ready("concept", ["concept_id"], [*_WORDS, valid])
            ids = ["concept_id_1", "concept_id_2"]
            self._maps = self._tables.ready("concept_relationship", ids, ["relationship_id", valid])
            finalize(self, open_.pop_all().close)
        self.concepts = cache(self._concepts)
        self.unit = cache(self._unit)

    def _concepts(self, concept: Concept, domains: tuple[str, ...]) -> frozenset[OmopConcept]:
        """The valid standard and classification concepts of some domains that a rule's concept is."""
        found = {row for code in concept.codes for row in self._of_code(code.system, code.code)}
        found |= set(self._asked("lower(concept_name) = ? and standard_concept is not null", [concept.name.lower()]))
        return frozenset(row for row in found if row.domain in domains)

    def _of_code(self, system: str, code: str) -> Iterable[OmopConcept]:
        """A code's concept where that is standard, or those that it maps to."""
        for row in self._asked("vocabulary_id = ? and concept_code = ?", [VOCABULARIES.get(system, system), code]):
            if row.standard is not None:
                yield row
            else:
                targets = f"select concept_id_2 from {self._maps} where concept_id_1 = ? "
                targets += "and relationship_id = 'Maps to' and invalid_reason is null"
                yield from self._asked(f"concept_id in ({targets})", [row.id])

    def _unit(self, ucum: str) -> OmopConcept | None:
        """The standard concept of a UCUM code."""
        where = "vocabulary_id = 'UCUM' and standard_concept = 'S' and concept_code = ?"
        return next(iter(self._asked(where, [ucum])), None)

    def _asked(self, where: str, values: list[Any]) -> list[OmopConcept]:
        query = f"select concept_id, {', '.join(_WORDS)} from {self._concept} where invalid_reason is null and {where}"
        return [OmopConcept(*row) for row in self._tables.query(query, values)]
