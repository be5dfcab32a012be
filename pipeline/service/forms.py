"""What goes over the wire, beside the RuleSet: the bodies of requests and answers."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Strict, Tag

from ...models import RuleSet
from ...models.base import Frozen
from ...models.patient import Part, Patient
from ...models.quantities import Anchor
from ...models.screening import ScreeningResult

Day = Annotated[date, Strict()]


class Text(Frozen):
    """An eligibility text; ``id`` names the trial in the answer."""

    text: str = Field(description="The eligibility text as the registry publishes it.")
    id: str = Field(default="text", min_length=1, max_length=200)


class Bundle(BaseModel):
    """A FHIR R4 or R5 Bundle with one Patient or several, and their resources."""

    model_config = ConfigDict(frozen=True, extra="allow")

    resourceType: Literal["Bundle"]


def _sort_of_trial(value: Any) -> str:
    return "rules" if isinstance(value, dict) and "trial" in value else "text"


def _sort_of_patient(value: Any) -> str:
    return "bundle" if isinstance(value, dict) and "resourceType" in value else "own"


TrialIn = Annotated[
    Annotated[RuleSet, Tag("rules")] | Annotated[Text, Tag("text")], Discriminator(_sort_of_trial)
]  # fmt: skip
PatientIn = Annotated[
    Annotated[Patient, Tag("own")] | Annotated[Bundle, Tag("bundle")], Discriminator(_sort_of_patient)
]  # fmt: skip


class Screen(Frozen):
    """Who may enter which trial.

    ``trials``: RuleSets as `/extract` answers, or texts that are read first. ``on``: the index day; ``anchors``: the
    days of others, as surgery. ``complete``: parts of which every record holds all: what is not there never was.
    """

    trials: tuple[TrialIn, ...] = Field(min_length=1)
    patients: tuple[PatientIn, ...] = Field(min_length=1)
    on: Day
    anchors: dict[Anchor, Day] = Field(default_factory=dict)
    complete: tuple[Part, ...] = ()


class Screened(Frozen):
    """One result for each patient and trial: the patients in the request's order, the trials within each."""

    results: tuple[ScreeningResult, ...]


class Reading(Frozen):
    """Words that were read, ``[start, end)`` of the text: their ``kind``, what they say, and the pattern file."""

    start: int
    end: int
    words: str
    kind: str
    fact: str
    pattern: str


class Explained(Frozen):
    """What was read in a text, by which pattern, and the rules that came of it."""

    found: tuple[Reading, ...]
    ruleset: RuleSet


class Health(Frozen):
    """``workers``: how many are up."""

    status: Literal["ok"] = "ok"
    workers: int


class Version(Frozen):
    """Of the program, and of the contract that its RuleSets keep."""

    version: str
    schema_version: str


class ErrorDetail(Frozen):
    """``code``: for programs, as docs/service.md lists them; ``message``: for people."""

    code: str
    message: str


class Error(Frozen):
    """Every answer that is not 200 has this form."""

    error: ErrorDetail
