"""Which words that no list knows belong to the name behind them: "rotator cuff tear", "LAA thrombosis", "N-type block".

The vocabulary of names is open: a word between a noun phrase's start and its head belongs to it, unless it is one of
the words of grammar, of frames and of the beside_names of `words.toml`, or may be a verb.
"""

import re

from ...patterns.measures import lexicon as measured
from ...patterns.tables import Word
from ...patterns.words import (
    estranging_words,
    function_words,
    people_words,
    silent_words,
    status_words,
    words_beside_names,
)
from .heads import ADJECTIVE, heads_of

_NOUN = re.compile(
    r"[A-Z]{1,5}|(?:[A-Z][a-z]{2,}|[a-z]{3,}(?<![^usi]s))(?<!\w{3}ing)(?<!ly)(?<!\w{4}ate)(?<!ize)(?<!ise)(?<!ify)"
)
"""A noun in the singular, an abbreviation or a person's name; no adverb and no verb."""
_PROPER = re.compile(r"[A-Z][a-z]+")
"""Within a sentence the name of somebody or something, maybe of a scale or a device: "Zorbex laser ablation"."""
_GLUED = frozenset(":./&+")
"""Signs before a word that is the end of another: "Nd:YAG"."""
_JOINED = re.compile(r"\s+|-|['’]s?\s+")
_ORDINAL = re.compile(r"(?:first|second|third|fourth|\d(?:st|nd|rd|th))", re.IGNORECASE)
_ORDERED = frozenset(("degree", "trimester", "generation"))
_BEFORE_VERBS = frozenset(
    ("to", "who", "that", "which", "they", "he", "she", "it", "we", "not", "will", "must", "should", "may", "can")
)
_OF_ANY_KIND = frozenset(
    (
        *("behavior", "care", "condition", "diet", "exercise", "intervention", "issue", "management", "menstruation"),
        *("pregnant", "problem", "program", "programme", "rhythm", "symptom", "therapy", "toxicity", "training"),
        *("treatment", "withdrawal"),
    )
)
"""Heads before which words of any kind stand: of these only what is known belongs to the name."""
_SHOWING = frozenset(("oct", "mri", "ct", "pet", "ecg", "eeg"))
"""Examinations that often are methods: the name before them is the device's ("Cirrus OCT")."""
_GENUS = re.compile(r"[A-Z](?:\.\s?|\s)[a-z]{3,}(?:i|ae|us|um|is|ans|ile|ense)")
"""A germ: "S. aureus bacteremia", "E coli sepsis"."""
_LETTERED = frozenset(
    ("grade", "type", "group", "class", "stage", "vitamin", "hepatiti", "factor", "category", "level", "protein")
)
_HAPPENED = frozenset(("sustained", "suffered", "experienced"))
_INJURIES = frozenset(
    ("burn", "concussion", "contusion", "dislocation", "fracture", "injury", "laceration", "rupture", "trauma", "wound")
)


def takes_any(view: str, words: list[Word], last: int) -> bool:
    """Whether the head at ``last`` ends its noun phrase, and is a noun to which unknown words may belong."""
    head = words[last]
    written = view[head.start : head.end]
    if head.key in _OF_ANY_KIND or head.key in _SHOWING or (ADJECTIVE.match(head.key) and not written.isupper()):
        return False
    following = words[last + 1] if last + 1 < len(words) and words[last + 1].soft else None
    if following is None or following.key.endswith(("ed", "ing")):
        return True
    key = following.key
    return key in function_words() or key in status_words() or key in people_words()


def joins(view: str, words: list[Word], at: int) -> bool:
    """Whether the unknown word at ``at`` belongs to the name that begins right behind it."""
    word, behind = words[at], words[at + 1]
    if _is_genus(view, words, at):
        return True
    if not _JOINED.fullmatch(view, word.end, behind.start) or view[word.start - 1 : word.start] in _GLUED:
        return False
    if _ORDINAL.fullmatch(view, word.start, word.end):
        return behind.key in _ORDERED
    if at and _PROPER.fullmatch(view, word.start, word.end):
        return False
    others = (words_beside_names(), estranging_words(), people_words(), silent_words(), status_words())
    if word.key in measured().longest and word.key not in _ORDERED:  # of a scale, as in "Forrest ulcer"
        return False
    if ADJECTIVE.match(word.key):  # which would bear the name, were nothing against it
        return False
    if any(word.key in listed for listed in others) or not _NOUN.fullmatch(view, word.start, word.end):
        return False
    return not (at and word.soft and (words[at - 1].key in _BEFORE_VERBS or words[at - 1].key in people_words()))


def _is_genus(view: str, words: list[Word], at: int) -> bool:
    """Whether the word is the letter of a germ's genus: "grade B esophagitis" has none."""
    word, behind = words[at], words[at + 1]
    sort = at and word.soft and words[at - 1].key in _LETTERED
    written = None if sort else _GENUS.fullmatch(view, word.start, behind.end)
    return written is not None and not heads_of("condition").end(behind.key)


def happened(words: list[Word], at: int, last: int) -> bool:
    """ "Sustained a fracture" says that it happened; a sustained tachycardia is a sort of it."""
    return words[at].key in _HAPPENED and words[last].key in _INJURIES
