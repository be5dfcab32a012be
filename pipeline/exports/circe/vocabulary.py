"""Standard concepts of the user's own vocabulary: by verified code, or by a name that is exactly the same."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ....errors import ReadError, TrialRulesError
from ....models import Concept
from ....patterns.omop import VOCABULARIES

if TYPE_CHECKING:
    import duckdb

_COLUMNS = "concept_id, concept_name, concept_code, domain_id, vocabulary_id, concept_class_id, standard_concept"
_TABLES = {
    "concept": _COLUMNS + ", invalid_reason",
    "concept_relationship": "concept_id_1, concept_id_2, relationship_id, invalid_reason",
}
_READERS = {".parquet": "read_parquet(?)", ".csv": "read_csv(?, delim = '\t', quote = '', header = true)"}


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
        self._rows = _opened(path)
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
                targets = "select concept_id_2 from concept_relationship where concept_id_1 = ? "
                targets += "and relationship_id = 'Maps to' and invalid_reason is null"
                yield from self._asked(f"concept_id in ({targets})", [row.id])

    def _unit(self, ucum: str) -> OmopConcept | None:
        """The standard concept of a UCUM code."""
        where = "vocabulary_id = 'UCUM' and standard_concept = 'S' and concept_code = ?"
        return next(iter(self._asked(where, [ucum])), None)

    def _asked(self, where: str, values: list[Any]) -> list[OmopConcept]:
        query = f"select {_COLUMNS} from concept where invalid_reason is null and {where}"
        return [OmopConcept(*row) for row in self._rows.execute(query, values).fetchall()]


def _opened(path: Path) -> "duckdb.DuckDBPyConnection":
    try:
        import duckdb
    except ImportError as missing:
        raise TrialRulesError("a vocabulary is read by DuckDB: pip install 'trialrules[omop]'") from missing
    try:
        rows = duckdb.connect()
        if path.is_file():
            rows.execute(f"attach '{_quoted(path)}' as vocabulary (read_only); use vocabulary")
        else:
            _take_files(rows, path)
        for table, columns in _TABLES.items():
            rows.execute(f"select {columns} from {table} limit 0")
    except (duckdb.Error, OSError) as failed:
        raise ReadError(f"{path}: no vocabulary: {str(failed).splitlines()[0]}") from failed
    return rows


def _take_files(rows: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    for file in folder.iterdir():
        if file.stem.lower() in _TABLES and file.suffix.lower() in _READERS:
            source = _READERS[file.suffix.lower()].replace("?", f"'{_quoted(file)}'")
            table = file.stem.lower()
            rows.execute(f"create table {table} as select {_TABLES[table]} from {source}")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
