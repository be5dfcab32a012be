"""What a length is of: "lesions of ≥ 2 cm in diameter", "width of the attached gingiva < 2 mm"."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ..parts import Bounded, Mention, Quantity

_FLAGS = re.IGNORECASE
_LENGTHS = ("mm", "cm", "m")
_BEHIND = re.compile(
    r"\s*(?:in\s+(?:(?:the|its|their)\s+)?)?(?:(?:greatest|largest|longest|maximum|maximal|widest|shortest)\s+)?"
    r"(?P<what>diameter|dimension|length|width|depth|thickness|size)s?"
    r"(?=\s*(?:\Z|\n|[,;.)\]])|\s+(?:and|or|on|by|in|at|as|with|for|to|from|that|which|who|but|measured|assessed|"
    r"confirmed|visible|seen|detected|located|requiring|usually)\b)",
    _FLAGS,
)
_SAID = re.compile(r"\b(?:diameter|dimension|length|width|depth|thickness|size|gap|height|distance|margin|spacing)\Z")
"""A measure's name that says already of what kind its length is."""
_QUANTITIES = (
    r"(?:width|depth|thickness|length|height|size|gap|displacement|angle|angulation|deformity|curvature|curve|slope|tilt|"
    r"inclination|flexion|extension|abduction|adduction|(?:internal\s+|external\s+)?rotation|deviation|deficit|contracture|"
    r"translation|amplitude|severity|intensity|power|strength|perimeter|circumference|protrusion|retraction|laxity)"
)
_OF_A_SITE = re.compile(
    rf"(?<![\w-])(?P<what>(?:[a-z]{{2,}}(?:al|ic|ar|ed|ior|ive|imum)\s+)?{_QUANTITIES})\s+(?:measured\s+|assessed\s+)?"
    r"(?:of|in|at)\s+(?:(?:the|an?|his|her|their|either|any|both)\s+)*\Z",
    _FLAGS,
)
_REACH = 60
_IN_A_PLACE = re.compile(r"\s+(?:of|in|on|at)\s+(?:(?:the|an?|his|her|their|either|any|both)\s+)*", _FLAGS)
_VOLUMES = ("L", "dL", "mL")
_DISSOLVED = (
    "g", "mg", "ug", "ng", "pg", "mmol", "umol", "nmol", "pmol", "meq", "U", "mU", "uU", "[IU]", "m[IU]", "u[IU]",
)  # fmt: skip
_BY_UNIT = {
    ("BSA involvement", "m2"): "body surface area",
    ("body surface area", "%"): "BSA involvement",
    ("CD4 count", "%"): "CD4 percentage",
}
"""What a measure is in another unit: "BSA < 0.35 m2" is all of it, "CD4 < 15 %" a share of the lymphocytes."""
_MEASURED = ("mm", "cm", "m", "deg", "%", None)


def with_dimension(view: str, b: Bounded) -> Bounded:
    """The bound with the word for its dimension behind it, which its name says, too, where it did not."""
    if (other := _BY_UNIT.get((b.name, b.quantity.unit or ""))) is not None and not b.quantity.relative:
        return replace(b, name=other, measure=measures()[other])
    m = _BEHIND.match(view, b.end) if b.quantity.unit in _LENGTHS and b.quantity.end == b.end else None
    if m is None or b.words is None:
        return b
    if b.measure is not None or _SAID.search(b.name):
        return replace(b, end=m.end())
    return replace(b, end=m.end(), name=f"{b.name} {m['what'].lower()}")


def of_a_site(view: str, phrase: tuple[int, int], q: Quantity) -> tuple[int, str] | None:
    """Where the measure begins that is told of the place before a value, and its name.

    "Axial deformity of the lower limbs ≤ 5°" is no value of the limbs.
    """
    if q.unit not in _MEASURED:
        return None
    m = _OF_A_SITE.search(view, max(0, phrase[0] - _REACH), phrase[0])
    if m is None:
        return None
    name = f"{view[slice(*phrase)]} {m['what']}"
    return m.start("what"), " ".join(name.lower().split())


def of_a_finding(view: str, phrase: tuple[int, int], q: Quantity, mentions: list[Mention]) -> tuple[int, str] | None:
    """The same of what is found at a place: "an aneurysm of the aorta > 5 cm", "a thrombus in the atrium > 1 cm"."""
    if q.unit not in _LENGTHS:
        return None
    for m in mentions:
        whole = m.start < phrase[0] and m.end == phrase[1] and view[phrase[0] - 1 : phrase[0]].isspace()
        if m.kind == "condition" and (whole or _IN_A_PLACE.fullmatch(view, m.end, phrase[0])):
            return m.start, f"{m.name} size"
    return None


def is_concentration(q: Quantity) -> bool:
    """Whether a value is so much in a volume of blood, and no dose: "phenylalanine ≥ 600 µmol/L"."""
    above, _, volume = (q.unit or "").partition("/")
    return volume in _VOLUMES and above in _DISSOLVED
