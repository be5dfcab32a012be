"""Whether a text is English: by the small words that every text of some length holds."""

import re

_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """
        the of and or to with for is are be not by at from any have has been who that this patients patient
        subjects must will within than before prior after known which their during other may years age
        """,
    )
)
_OTHER = frozenset(
    re.findall(
        r"\w+",
        """
        der die das und oder mit für nicht eine einer eines wird werden bei patienten den von zum zur im jahre
        sind ist les des une est sont avec ou et pour dans pas du aux ans sur par el los las del por para con
        años que una en pacientes edad dos das não com ou anos idade uma di della che il gli nel non anni
        pazienti al dei delle het een van voor met niet jaar zijn patiënten wordt lub w z nie lat na przez
        pacjenci jest nebo se pro let věk og eller med ikke år och inte som av patienter för att
        """,
    )
)
"""German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Danish, Swedish."""
_WORD = re.compile(r"[^\W\d_]+")
_HEADINGS = re.compile(r"\b(?:in|ex)clusion criteria\b", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z]")
_ENOUGH = 5
"""So many foreign small words tell a language; in a shorter text nothing does."""


def is_english(text: str) -> bool:
    """Whether a text may be English: no other language's small words, or letters, outnumber the English ones.

    >>> is_english("Patients with gout who are not on dialysis"), is_english("Gout"), is_english("年齢18歳以上の患者")
    (True, True, False)
    >>> is_english("Patienten mit Gicht, die nicht an der Dialyse sind und bei denen keine Allergie vorliegt")
    False
    """
    letters = _WORD.findall(_HEADINGS.sub(" ", text))
    if sum(bool(_LATIN.search(word)) for word in letters) * 2 < len(letters):
        return False
    small = [word.lower() for word in letters]
    english = sum(word in _ENGLISH for word in small)
    other = sum(word in _OTHER and word not in _ENGLISH for word in small)
    return other < _ENOUGH or other < english
