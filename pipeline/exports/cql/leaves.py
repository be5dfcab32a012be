"""Leaves as definitions: what each gives for a patient, or why it cannot be said."""

from ....models import Attribute, Condition, Exposure, Leaf, Other, Threshold
from ..base import Unsayable
from .observations import age, threshold
from .records import condition, exposure
from .words import Definition


def definitions(leaf: Leaf, name: str) -> list[Definition]:
    """The definitions of a leaf, the last of them true, false or null. Raises :class:`Unsayable`."""
    match leaf:
        case Threshold() if leaf.measure.name == "age" and leaf.of is None:
            return age(leaf, name)
        case Threshold():
            return threshold(leaf, name)
        case Exposure():
            return exposure(leaf, name)
        case Condition():
            return condition(leaf, name)
        case Attribute():
            return _attribute(leaf, name)
        case Other():
            raise Unsayable("a person must judge it")


def _attribute(leaf: Attribute, name: str) -> list[Definition]:
    if leaf.name != "sex" or leaf.value not in ("male", "female"):
        raise Unsayable("no element for the attribute")
    known = "[Patient] P where P.gender in {'male', 'female'}"
    return [Definition(name, f"First({known} return P.gender = '{leaf.value}')")]


def unsayable(leaf: Leaf) -> str | None:
    """Why a leaf goes out as null, with its words; None where CQL says it."""
    try:
        definitions(leaf, "")
    except Unsayable as why:
        return str(why)
    return None
