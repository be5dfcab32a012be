"""What a worker does with the body of a request."""

import logging
import traceback
from collections.abc import Callable, Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ...errors import ReadError
from ...models import RuleSet
from ...models.patient import Patient
from ..api import explain, extract
from ..screening.patients.fhir import patients_of
from ..screening.plan import Plan
from .forms import Bundle, Explained, PatientIn, Reading, Screen, Screened, Text, TrialIn
from .limits import Limits
from .problems import Problem

_log = logging.getLogger("trialrules.service")
Form = TypeVar("Form", bound=BaseModel)


def answer(job: str, body: bytes, limits: Limits, *, log_text: bool = False) -> tuple[int, bytes]:
    """The HTTP status and the JSON that answer a request; ``job`` is a name in ``JOBS``.

    An error of our own is logged by its kind and place; with ``log_text`` also with its words and the request.
    """
    try:
        return 200, JOBS[job](body, limits).model_dump_json().encode()
    except Problem as problem:
        return problem.status, problem.body()
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        _log.error("internal error in /%s: %s at %s:%s", job, type(error).__name__, last.filename, last.lineno)
        if log_text:
            _log.error("the request was %r", body, exc_info=error)
        ours = Problem("internal_error", "an error of this program: please report it")
        return ours.status, ours.body()


def _extracted(body: bytes, limits: Limits) -> RuleSet:
    return _rules(_form(Text, body), limits, "text")


def _explained(body: bytes, limits: Limits) -> Explained:
    asked = _form(Text, body)
    ruleset = _rules(asked, limits, "text")
    found = tuple(Reading(words=asked.text[f.start : f.end], **f._asdict()) for f in explain(asked.text))
    return Explained(found=found, ruleset=ruleset)


def _screened(body: bytes, limits: Limits) -> Screened:
    asked = _form(Screen, body)
    patients = [patient for n, given in enumerate(asked.patients) for patient in _patients(given, f"patients.{n}")]
    if (pairs := len(patients) * len(asked.trials)) > limits.pairs:
        raise Problem("too_many_pairs", f"{pairs:,} pairs of a patient and a trial; the limit is {limits.pairs:,}")
    rulesets = [_ruleset(given, limits, f"trials.{n}") for n, given in enumerate(asked.trials)]
    plan = Plan(rulesets, on=asked.on, anchors={str(name): day for name, day in asked.anchors.items()})
    complete = [
        patient.model_copy(update={"complete": tuple(dict.fromkeys((*patient.complete, *asked.complete)))})
        for patient in patients
    ]
    return Screened(results=tuple(result for patient in complete for result in plan.screen(patient)))


JOBS: dict[str, Callable[[bytes, Limits], BaseModel]] = {
    "extract": _extracted,
    "explain": _explained,
    "screen": _screened,
}


def _form(form: type[Form], body: bytes) -> Form:
    try:
        return form.model_validate_json(body)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        if first["type"] == "json_invalid":
            raise Problem("no_json", first["msg"]) from wrong
        place = ".".join(map(str, first["loc"]))
        raise Problem("not_of_the_form", f"{place + ': ' if place else ''}{first['msg']}") from wrong


def _ruleset(given: TrialIn, limits: Limits, place: str) -> RuleSet:
    return given if isinstance(given, RuleSet) else _rules(given, limits, place)


def _rules(asked: Text, limits: Limits, place: str) -> RuleSet:
    if len(asked.text) > limits.text:
        message = f"{place}: the text has {len(asked.text):,} characters; the limit is {limits.text:,}"
        raise Problem("text_too_long", message)
    try:
        return extract(asked.text, id=asked.id)
    except ReadError as wrong:
        raise Problem("unreadable", f"{place}: {wrong}") from wrong


def _patients(given: PatientIn, place: str) -> Iterator[Patient]:
    if not isinstance(given, Bundle):
        yield given
        return
    try:
        yield from patients_of(given.model_dump())
    except ReadError as wrong:
        raise Problem("unreadable", f"{place}: {wrong}") from wrong
