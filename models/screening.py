"""What screening says of a patient and a trial."""

from typing import Literal

from pydantic import Field

from .base import Frozen
from .patient import Recorded
from .ruleset import Kind

Value = Literal["true", "false", "unknown"]
Result = Literal["eligible", "not_eligible", "unknown"]


class Missing(Frozen):
    """What would have to be known: of ``what``, in which ``window`` (its notation), and the ``reason`` it is not."""

    what: str
    window: str | None = None
    reason: str


class CriterionResult(Frozen):
    """One criterion: ``holds``, what its rule gives; ``met``, whether an eligible patient may be so.

    A criterion that was not read in full, or whose kind is unknown, may hold or not, but is never met or failed.
    """

    id: str
    kind: Kind
    group: str | None = None
    text: str
    rule: str
    holds: Value
    met: Value
    facts: tuple[Recorded, ...] = ()
    missing: tuple[Missing, ...] = ()


class ScreeningResult(Frozen):
    """One patient and one trial, as of the day ``on``.

    ``groups``: the result for each cohort or arm that criteria are limited to; then ``result`` is the best of them.
    """

    trial: str
    patient: str
    on: str
    result: Result
    groups: dict[str, Result] = Field(default_factory=dict)
    criteria: tuple[CriterionResult, ...] = ()
