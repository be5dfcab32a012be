"""A RuleSet against a patient."""

from collections.abc import Mapping
from datetime import date

from ...models import RuleSet
from ...models.patient import Patient
from ...models.screening import ScreeningResult
from .plan import Plan


def screen(
    ruleset: RuleSet, patient: Patient, *, on: date, anchors: Mapping[str, date] | None = None
) -> ScreeningResult:
    """Whether a patient is eligible for a trial on a day: true, false or unknown for each criterion, and why.

    ``on`` is the index day: screening, enrolment, the first dose and the like fall on it unless ``anchors`` gives them
    another day. A criterion that was not read in full, or of unknown kind, is never met or failed. Many trials and many
    patients go faster through one :class:`trialrules.Plan`.

    >>> from datetime import date
    >>> from ..api import extract
    >>> patient = Patient(id="p", birth_date="1990-05-01")
    >>> screen(extract("Inclusion: age 18 to 55 years"), patient, on=date(2026, 1, 31)).result
    'eligible'
    """
    (result,) = Plan([ruleset], on=on, anchors=anchors).screen(patient)
    return result
