"""What is known of a patient: facts with their dates, and which kinds of fact the record holds completely.

A date is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, as exact as it is known; one that the calendar does not have leaves
unknown what hangs on it.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from .base import Frozen
from .rules import Code, Name, RelativeTo, Role

LARGEST = 1e100
"""No recorded number is larger."""


def number(value: Any) -> int | float:
    """A number as it is; raises ValueError for anything else, as a word, true or false, or what is not finite."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
        raise ValueError(f"no number: {str(value)[:40]}")
    return value


def recordable(value: float) -> float | None:
    """A number that was worked out, or None where it is larger than any recorded one."""
    return value if abs(value) <= LARGEST else None


Measured = Annotated[int | float, BeforeValidator(number)]
Part = Literal["treatments", "conditions"]


class Fact(Frozen):
    """Something recorded: its ``name`` and codes, and the ``kinds`` of thing it is (drug class, group of diseases)."""

    name: Name
    codes: tuple[Code, ...] = ()
    kinds: tuple[Name, ...] = ()


class Observation(Fact):
    """A measured, counted or graded value; ``low`` and ``high``: the laboratory's own limits of normal, in ``unit``.

    ``of``: what was graded or counted. ``unit``: UCUM, or as people write it; null for scores and counts.
    ``comparator``: of a result beyond what could be measured ("< 0.2"). ``relative_to``: of a value that is a share of
    something already (60 % of predicted).
    """

    value: Measured
    comparator: Literal["<", "<=", ">=", ">"] | None = None
    unit: str | None = None
    date: str | None = None
    low: Measured | None = None
    high: Measured | None = None
    of: Name | None = None
    relative_to: RelativeTo | None = None


class Lasting(Fact):
    """Something that began and may have ended. ``ongoing``: whether it lasts still; null where nobody knows.

    ``absent``: the record says that it never was (a diagnosis refuted, a medication not taken). ``uncertain``: that it
    may have been (a provisional diagnosis).
    """

    start: str | None = None
    end: str | None = None
    ongoing: bool | None = None
    planned: bool = False
    absent: bool = False
    uncertain: bool = False


class Treatment(Lasting):
    """A drug, vaccine, procedure, therapy or study; ``dose`` in ``dose_unit`` (``mg/d``)."""

    role: Role | None = None
    dose: Measured | None = None
    dose_unit: str | None = None


class PatientCondition(Lasting):
    """A disease, finding or state; an allergy or contraindication names its object in ``to``."""

    to: Fact | None = None


Recorded = Observation | Treatment | PatientCondition


class Patient(Frozen):
    """One patient's record.

    What it does not hold is unknown, unless ``complete`` names the part: then what is not there never was. Plans are
    never complete: that something is not planned, a fact says that is both ``planned`` and ``absent``.
    ``classified``: the parts whose facts name in ``kinds`` every class and group that they belong to. Of another part,
    even a complete one, only drugs by name can be missing: a class, procedure or disease may be there by another name.
    No drug is missing while the record holds one that nobody knows, and no class of drugs while it holds one that has
    neither ``kinds`` nor a known ATC code.
    """

    id: Name
    birth_date: str | None = None
    sex: Literal["male", "female"] | None = None
    attributes: dict[str, str] = Field(default_factory=dict)
    observations: tuple[Observation, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    conditions: tuple[PatientCondition, ...] = ()
    complete: tuple[Part, ...] = ()
    classified: tuple[Part, ...] = ("treatments", "conditions")
