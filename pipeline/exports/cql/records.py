"""Exposures and conditions: resources that began and may have ended.

What no record holds is unknown, unless the parameter "Complete record" says that it never was.
"""

from typing import NamedTuple

from ....models import Concept, Condition, Exposure
from ...screening.lasting import PASSING, is_of_beginning, is_of_now
from ...screening.patients.fhir import ACTIVE, PLANNED, UNSAID, UNSURE
from ..base import Unsayable
from .codes import is_itself, matches
from .times import INDEX, Days, Extent, days_of
from .words import Definition, identifier, one_of, texts, told

MEDICATION = "(X.medication as FHIR.CodeableConcept)"
NO = "false"
SAID = f"(X.status is null or not (X.status in {texts(UNSAID)}))"


class Resource(NamedTuple):
    """A type of resource, X: what it is about, when, and what its statuses say.

    ``said``: that it says something of the patient; ``never``: that it never was; ``unsure``: that it may have been.
    """

    type: str
    about: str
    extent: Extent
    said: str = SAID
    planned: str = NO
    never: str = NO
    unsure: str = NO

    @property
    def medicinal(self) -> bool:
        """Whether it may name what was given by a reference to a Medication."""
        return self.about == MEDICATION


def _moment(element: str, end: str) -> str:
    period = f'date from (X.{element} as FHIR.Period)."{end}"'
    return f"Coalesce(date from (X.{element} as FHIR.dateTime), {period})"


def _extent(begun: str, ended: str | None, lasting: str | None = None) -> Extent:
    return Extent(_moment(begun, "start"), None if ended is None else _moment(ended, "end"), lasting)


def _coded(element: str, codes: tuple[str, ...]) -> str:
    return f"exists (X.{element}.coding S where S.code in {texts(codes)})"


_PLANNED = one_of("X.status", PLANNED)
_GIVEN = one_of("X.status", ("active",))
DRUGS = (
    Resource(
        "MedicationStatement", MEDICATION, _extent("effective", "effective", _GIVEN),
        planned=_PLANNED, never=one_of("X.status", ("not-taken",)),
    ),
    Resource(
        "MedicationRequest", MEDICATION, Extent("date from X.authoredOn", None, _GIVEN),
        planned=f"({_PLANNED} or {one_of('X.intent', ('proposal', 'plan'))})",
        never="(X.doNotPerform is not null and X.doNotPerform = true)",
    ),
    Resource("MedicationAdministration", MEDICATION, _extent("effective", "effective"), planned=_PLANNED),
)  # fmt: skip
PROCEDURE = Resource(
    "Procedure", "X.code", _extent("performed", "performed", one_of("X.status", ("in-progress",))), planned=_PLANNED
)
_GIVEN_ON = "date from (X.occurrence as FHIR.dateTime)"
IMMUNIZATION = Resource("Immunization", "X.vaccineCode", Extent(_GIVEN_ON, _GIVEN_ON, None))
BY_ROLE = {
    "drug": DRUGS,
    "drug_class": DRUGS,
    "vaccine": (IMMUNIZATION,),
    "procedure": (PROCEDURE,),
    "therapy": (*DRUGS, PROCEDURE),
}


def _diagnosed(type: str, ended: str | None) -> Resource:
    return Resource(
        type, "X.code", _extent("onset", ended, _coded("clinicalStatus", ACTIVE)),
        said=f"not {_coded('verificationStatus', ('entered-in-error',))}",
        never=_coded("verificationStatus", ("refuted",)), unsure=_coded("verificationStatus", UNSURE),
    )  # fmt: skip


CONDITION, ALLERGY = _diagnosed("Condition", "abatement"), _diagnosed("AllergyIntolerance", None)


def exposure(leaf: Exposure, name: str) -> list[Definition]:
    """Whether what was given fits the leaf."""
    if leaf.dose is not None:
        raise Unsayable("a dose a day is not an element of a record")
    if leaf.role not in BY_ROLE:
        raise Unsayable("no resource for a study")
    return _ever(leaf, leaf.agent, name, BY_ROLE[leaf.role])


def condition(leaf: Condition, name: str) -> list[Definition]:
    """Whether a condition, or an allergy to something, fits the leaf."""
    if leaf.to is None:
        return _ever(leaf, leaf.condition, name, (CONDITION,))
    if leaf.condition.name != "allergy":
        raise Unsayable(f"no element for what {leaf.condition.name} is to")
    return _ever(leaf, leaf.to, name, (ALLERGY,))


def _ever(leaf: Exposure | Condition, concept: Concept, name: str, resources: tuple[Resource, ...]) -> list[Definition]:
    answers = identifier(f"{name} answers")
    found = [_answers(leaf, concept, name, resource) for resource in resources]
    every = found[0] if len(found) == 1 else "flatten {\n    " + ",\n    ".join(f"({one})" for one in found) + "\n  }"
    decided = f"""case
    when 'yes' in {answers} then true
    when 'unknown' in {answers} then null // dates are missing or not exact enough
    when {_never(leaf, answers)}
    else null // not recorded
  end"""
    return [
        *(_products(leaf, concept, name) if any(resource.medicinal for resource in resources) else ()),
        Definition(f"{name} answers", every),
        Definition(name, decided),
    ]


def _never(leaf: Exposure | Condition, answers: str) -> str:
    """When it never was; no record holds all plans, nor what has not happened yet."""
    if leaf.status == "planned":
        return f"'no' in {answers} then false"
    last = None if leaf.window is None or leaf.window.direction == "before" else days_of(leaf.window).last
    false = "false" if last in (None, INDEX) else f"(if {last} > {INDEX} then null else false)"
    return f"'no' in {answers} or \"Complete record\" then {false}"


def _answers(leaf: Exposure | Condition, concept: Concept, name: str, resource: Resource) -> str:
    spared = (f"not ({_is(one, f'{name} except {k}', resource)})" for k, one in _spared(leaf))
    parts = [resource.said, f"({_is(concept, name, resource)})", *spared, *_speaking(leaf, resource)]
    where = "\n      and ".join(parts)
    drug = isinstance(leaf, Exposure) and leaf.role == "drug"
    passing = isinstance(leaf, Condition) and concept.name in PASSING
    itself = None if drug else resource.never if passing else is_itself(resource.about, concept)
    return f"[{resource.type}] X\n    where {where}\n    return {told(_fits(leaf, resource), itself)}"


def _speaking(leaf: Exposure | Condition, resource: Resource) -> list[str]:
    """A plan says nothing of what was, nor the past of a plan; what begins after the index day says nothing yet."""
    if leaf.status == "planned":
        return [resource.planned]
    last = days_of(leaf.window).last
    ahead = "false" if last == INDEX else "true" if last is None else f"{last} > {INDEX}"
    planned = [] if resource.planned == NO else [f"(if {resource.planned} then {ahead} else true)"]
    return [*planned, f"(if {resource.extent.start} > {INDEX} then {ahead} else true)"]


def _is(concept: Concept, name: str, resource: Resource) -> str:
    test = matches(resource.about, concept)
    if not resource.medicinal:
        return test
    return f"{test} or (X.medication as FHIR.Reference).reference in {identifier(f'{name} products')}"


def _spared(leaf: Exposure | Condition) -> list[tuple[int, Concept]]:
    """The kinds that do not count: each record of one of them, and no other."""
    return list(enumerate(leaf.excluding, 1))


def _products(leaf: Exposure | Condition, concept: Concept, name: str) -> list[Definition]:
    """References to the Medication resources of what is asked for, and of what does not count."""
    about = [(name, concept), *((f"{name} except {k}", one) for k, one in _spared(leaf))]
    found = ((n, f"[Medication] M\n    where {matches('M.code', c)}") for n, c in about)
    return [Definition(f"{n} products", f"{query}\n    return 'Medication/' + M.id") for n, query in found]


def _fits(leaf: Exposure | Condition, resource: Resource) -> str:
    never = "" if resource.never == NO else f"not {resource.never}"
    if leaf.status == "planned":
        if leaf.window is not None or leaf.duration is not None:
            raise Unsayable("for when something is planned is not recorded")
        return never or "true"
    return "\n        and ".join(filter(None, [never, resource.extent.possible(_timely(leaf, resource))]))


def _timely(leaf: Exposure | Condition, resource: Resource) -> str:
    extent = resource.extent
    days = days_of(leaf.window)
    parts = [extent.overlaps(days)]
    if is_of_beginning(leaf):
        parts.append(f"(if {extent.start} < {days.first} then null else true)")
    if is_of_now(leaf):
        parts.append(extent.overlaps(Days(INDEX, INDEX)))
    if leaf.duration is not None:
        parts.append(extent.lasted(leaf.duration))
        if leaf.window is None and leaf.status is None:
            parts.append(f"(if {extent.overlaps(Days(INDEX, INDEX))} then true else null)")
    if resource.unsure != NO:
        parts.append(f"(if {resource.unsure} then null else true)")
    return "(" + "\n          and ".join(parts) + ")"
