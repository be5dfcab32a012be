"""What a record is about: codes in systems that FHIR knows, and those below where the code itself says which."""

from collections.abc import Iterable

from ....models import Code, Concept, Leaf
from ....patterns.code_systems import URIS
from ..base import Unsayable
from .words import identifier, text

NESTED = ("ATC", "ICD-10-CM")
"""Systems in which what a code begins with is the code above it: E11.9 is E11, L01FA01 is L01FA."""


def codes(concept: Concept) -> list[Code]:
    """The codes by which records can be found. Raises :class:`Unsayable` where there are none."""
    known = [code for code in concept.codes if code.system in URIS]
    if not known:
        raise Unsayable(f"no verified code for {concept.name}")
    return known


def matches(element: str, concept: Concept) -> str:
    """Whether a CodeableConcept is a concept."""
    return " or ".join(test for code in codes(concept) for test in _tests(element, code))


def is_itself(element: str, concept: Concept) -> str | None:
    """Whether a CodeableConcept that matches is the concept, and not a kind of it; None where every one is."""
    known = codes(concept)
    if not any(code.system in NESTED for code in known):
        return None
    return " or ".join(f"{element} ~ {identifier(name(code))}" for code in known)


def _tests(element: str, code: Code) -> Iterable[str]:
    yield f"{element} ~ {identifier(name(code))}"
    if code.system in NESTED:
        behind = code.code[:-1] + chr(ord(code.code[-1]) + 1)
        below = f"K.code > {text(code.code)} and K.code < {text(behind)}"
        yield f"exists (({element}.coding) K where K.system = {text(URIS[code.system])} and {below})"


def name(code: Code) -> str:
    """The name of a code in the library."""
    return f"{code.system} {code.code}"


def declared(leaves: Iterable[Leaf]) -> list[str]:
    """The declarations of the systems and codes that leaves use."""
    found = {name(code): code for leaf in leaves for concept in _concepts(leaf) for code in codes(concept)}
    systems = dict.fromkeys(code.system for code in found.values())
    return [
        *(f"codesystem {identifier(system)}: {text(URIS[system])}" for system in systems),
        *(f"code {identifier(n)}: {text(c.code)} from {identifier(c.system)}{_display(c)}" for n, c in found.items()),
    ]


def _display(code: Code) -> str:
    return f" display {text(' '.join(code.display.split()))}" if code.display else ""


def _concepts(leaf: Leaf) -> list[Concept]:
    """Those of a leaf that records are looked up by."""
    match leaf.op:
        case "threshold":
            return [leaf.measure] if leaf.measure.name != "age" else []
        case "exposure":
            return [leaf.agent, *leaf.excluding]
        case "condition":
            return [leaf.to or leaf.condition, *leaf.excluding]
    return []
