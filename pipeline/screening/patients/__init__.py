"""Patients' records: FHIR Bundles, this program's own JSON, an OMOP CDM. Which one it is, is seen from its content."""

import json
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ....errors import ReadError
from ....models.patient import Part, Patient
from ...cdm import is_database
from ...readers.base import refuse_surrogates
from .fhir import patients_of
from .omop import read_omop


def read_patients(path: str | os.PathLike[str], *, complete: Iterable[Part] = ()) -> Iterator[Patient]:
    """The patients of a file or folder, one at a time.

    A file of JSON: one value, or one a line; each a FHIR Bundle or a :class:`Patient`. A DuckDB database, or a folder
    of Parquet or CSV files named by table: an OMOP CDM. ``complete``: parts of which every record holds everything, so
    that what is not there never was (see :class:`Patient`); only our own JSON can say so itself.

    Raises :class:`trialrules.ReadError` that names the file, the line where there are several, and the field.
    """
    for found in each_patient(path, complete=complete):
        if isinstance(found, ReadError):
            raise found
        yield found


def each_patient(path: str | os.PathLike[str], *, complete: Iterable[Part] = ()) -> Iterator[Patient | ReadError]:
    """As :func:`read_patients`, but a line that cannot be read gives its error, and the others follow."""
    place, parts = Path(path), tuple(dict.fromkeys(complete))
    try:
        tables = place.is_dir() or (place.is_file() and is_database(place))
        records = [] if place.is_file() or list(place.glob("person*")) else list(islice(place.glob("*.json*"), 1))
    except OSError as failed:
        raise ReadError(f"{place}: {failed.strerror or failed}") from failed
    if records:
        raise ReadError(f"{place}: a folder is read as an OMOP CDM; of records in JSON, name the files: {place}/*.json")
    if tables:
        yield from read_omop(place, parts)
        return
    for where, text in _texts(place):
        try:
            for patient in _patients(text):
                yield patient.model_copy(update={"complete": tuple(dict.fromkeys((*patient.complete, *parts)))})
        except _NoRecord as wrong:
            raise ReadError(f"{where}: {wrong}") from wrong
        except ReadError as wrong:
            yield ReadError(f"{where}: {wrong}")


def _texts(file: Path) -> Iterator[tuple[str, str]]:
    """The JSON values of a file, with where each stands: its lines, where the first or the last is an object."""
    try:
        with file.open(encoding="utf-8-sig") as stream:
            lines = ((f"{file}, line {n}", line) for n, line in enumerate(stream, 1) if line.strip())
            first = next(lines, ("", ""))
            if _is_object(first[1]):
                yield first
                yield from lines
                return
            rest = [first, *lines]
    except OSError as failed:
        raise ReadError(f"{file}: {failed.strerror or failed}") from failed
    except UnicodeDecodeError as failed:
        raise ReadError(f"{file}: neither JSON (it is not UTF-8) nor a DuckDB database") from failed
    if len(rest) > 1 and _is_object(rest[-1][1]):
        yield from rest
    else:
        yield str(file), "".join(line for _, line in rest)


def _is_object(line: str) -> bool:
    return line.startswith("{") and line.rstrip().endswith("}")


class _NoRecord(ReadError):
    """Something else than a patient's record, as then the rest of the file is too."""


def _patients(text: str) -> Iterator[Patient]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise ReadError(f"no JSON: {wrong}") from wrong
    if "\\ud" in text.lower():
        refuse_surrogates(json.dumps(value, ensure_ascii=False))
    if not isinstance(value, dict):
        raise ReadError("no patient: neither a FHIR Bundle nor an object of this program's JSON")
    match value.get("resourceType"):
        case None:
            yield _own(value)
        case "Bundle":
            yield from patients_of(value)
        case other:
            raise _NoRecord(f"a FHIR {other} by itself; Bundles with their Patient are needed")


def _own(value: dict[str, Any]) -> Patient:
    try:
        return Patient.model_validate(value)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ReadError(f"no patient: {place + ': ' if place else ''}{first['msg']}") from wrong
