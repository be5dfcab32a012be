"""Roman numerals as registries write stages and classes, the single signs of Unicode among them."""

import re

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
ROMAN |= {chr(sign + i): i + 1 for sign in (0x2160, 0x2170) for i in range(6)}

_EL = r"(?=[Il]*l)[Il]{1,3}V?"
_ELS = re.compile(
    rf"(?=[ACGKNPSTcgpst])\b(?:NYHA|ASA|CCS|GOLD|Killip|(?i:classe?s?|stages?|grades?|types?|phases?))\s{{1,3}}(?:(?i:physical\s|functional\s|status\s|class\s|"
    rf"score\s|grade\s|stage\s){{1,3}})?(?:{_EL}|[IV]{{1,3}}(?=\s?[-–/,]\s?{_EL}))(?:\s{{0,2}}(?:[-–/,]|\b(?:or|and|to)\b)\s{{0,2}}[lIV]{{1,3}})*"
    r"(?![\w'’])"
)
_NUMBER = re.compile(r"\b[lIV]{1,3}\b")


def with_ones(text: str) -> str:
    """Roman numbers behind a class or stage that were typed with a small L, as they are meant.

    >>> with_ones("ASA l-lll, all stage lV")
    'ASA I-III, all stage IV'
    """
    return _ELS.sub(lambda m: _NUMBER.sub(lambda n: n.group().replace("l", "I"), m.group()), text)
