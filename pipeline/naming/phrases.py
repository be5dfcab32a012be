"""How far a noun phrase reaches: the modifiers before its head, and neighbours that make one name."""

import re
from dataclasses import replace

from ...patterns.fold import fold
from ...patterns.tables import Word
from ...patterns.words import (
    describing_words,
    estranging_words,
    function_words,
    generic_words,
    people_words,
    silent_words,
    slashed_names,
    status_words,
)
from ..parts import Mention
from . import nouns
from .entries import known
from .heads import ADJECTIVE, WAYS, Heads, heads_of, named_by

_RESULTS = frozenset(("negative", "positive", "seronegative", "seropositive"))
_TRAITS = _RESULTS | {
    *("resistant", "refractory", "naive", "low", "high", "induced", "associated", "related", "dependent", "mediated"),
    *("sensitive", "responsive", "mutated", "mutant", "expressing", "deficient", "specific"),
    *("risk", "stage", "grade", "phase", "onset"),
}
"""Words that belong to the word before them ("ALK-negative", "high-risk"), and to a name with it alone."""
_GENETIC = frozenset(("mutation", "rearrangement", "amplification", "translocation", "deletion", "deficiency"))
_UNHYPHENED = {
    "naive": ("treatment", "therapy"),
    "risk": ("low", "intermediate", "high", "standard", "very"),
    "onset": ("early", "late", "adult", "juvenile", "infantile", "childhood", "pediatric"),
}
"""Traits that are also written without their hyphen, and the words before them: "treatment naive", "high risk"."""
_BEING = re.compile(r"allergic|intolerant|hypersensitive|contra-?indicated", re.IGNORECASE)
"""What somebody with a disease is, and no name of one."""
_ACTING = frozenset(("limiting", "complicating", "accompanying", "threatening"))
_SEEN = frozenset(("new", "newly", "recent", "recently", "first", "acute", "sudden", "rapid"))
_TREATED = frozenset(("treated", "untreated", "irradiated", "unirradiated"))
"""Behind "previously" they say which disease it is: "previously untreated lymphoma"."""
_DEGREES = frozenset(
    (
        *("severely", "moderately", "mildly", "markedly", "significantly", "poorly", "inadequately", "insufficiently"),
        "suboptimally",
    )
)
_HOW = frozenset(("actively", "rapidly", "slowly", "partially", "incompletely"))
"""Before a participle of a name: "rapidly progressing myopathy", but "actively infected"."""
_WHERE = frozenset(("locally", "regionally", "borderline"))
_SPREAD = frozenset(("advanced", "recurrent", "invasive", "metastatic", "resectable", "confined", "relapsed"))
_HIGHEST = frozenset(("severe", "high", "low"))
_HOW_MUCH = frozenset(("very", "moderately", "extremely"))
"""Before these of the degree: "very severe aplastic anemia", "moderately severe depression"."""
_JUDGED = frozenset(("clinically", "clinical", "medically"))
_PREFIXES = frozenset(("pre", "peri", "in"))
"""With a hyphen behind them they are of the name: "pre-gestational diabetes", "in-stent restenosis"."""
_COMBINING = re.compile(r"\w{4,}o")
"""The first half of a compound: "gastro/esophageal"."""
_LONGEST = 120
"""Characters of one name."""
_GAP = re.compile(r"[ \n]+|-")
_ON = re.compile(r"on\s", re.IGNORECASE)
_WITH = re.compile(r"\s+(?:with|using|by)\s+(?:(?:an?|any|the)\s+)?$", re.IGNORECASE)
_LAST_WORD = re.compile(r"(?<![\w-])([\w-]+)[ ]\Z")
_ALLERGIC = re.compile(r"(?:allerg|hypersensitiv|intoleran|contra-?indicat|sensitivit)\w*\s*\Z", re.IGNORECASE)
_IMPLANT = re.compile(r"(?:intra[a-z]+\s+|sub[a-z]+\s+)?implants?", re.IGNORECASE)
_MARKER = re.compile(r"[A-Z][A-Za-z]*\d*[A-Z0-9]\w*|receptor|mutation|mutant|hormone|gene|rearrangement|fusion")


def extended(view: str, words: list[Word], span: tuple[int, int], heads: Heads, done: list[Mention]) -> int:
    """Where the noun phrase starts whose known words are those of ``span``: over modifiers, five words at most."""
    floor = done[-1].end if done else 0
    i, last = span
    first = i
    takes_any = nouns.takes_any(view, words, last)
    while first > 0 and i - first < 5 and words[first].soft:
        before = words[first - 1]
        if before.start < floor or _slashed(view, before, words[first]):
            break
        if _when_seen(words, first - 1):
            break
        if before.key in _TRAITS and (compound := _compound(view, words, first - 1)) is not None:
            if words[compound].start < floor:
                break
            first = compound
            continue
        if _is_prefix(before.key, words[first].key, first < i) and view[before.end : words[first].start] == "-":
            first -= 1
            continue
        if before.key in _RESULTS or nouns.happened(words, first - 1, last):
            break
        if (before.key, words[first].key) == ("in", "situ"):
            first -= 1
            continue
        plain = before.key in status_words() or before.key in function_words()  # "moderate-to-severe"
        hyphened = first < i and view[before.end : words[first].start] == "-" and not plain
        how = before.key in _HOW and _is_participle(words, first, last)
        if not hyphened and not how and not _bears(view, words, first - 1, heads):
            if not (takes_any and nouns.joins(view, words, first - 1)):
                break
        first -= 1
    return words[first].start


def _is_participle(words: list[Word], at: int, last: int) -> bool:
    """Whether a word stands before a name's head; a name of its own ("bleeding") does before the next name."""
    behind = words[last + 1] if last + 1 < len(words) else None
    goes_on = behind is not None and behind.soft and behind.key not in function_words() | people_words()
    return words[at].key.endswith(("ed", "ing") if at < last else "ing") and (at < last or goes_on)


def starts_trait(view: str, words: list[Word], at: int) -> bool:
    """Whether a word is the first half of a trait and names nothing: "therapy-related"."""
    behind = words[at + 1] if at + 1 < len(words) else None
    return behind is not None and behind.key in _TRAITS and _is_of_trait(view, words[at], behind)


def _is_of_trait(view: str, word: Word, trait: Word) -> bool:
    """ "Therapy-related" is written with its hyphen, "treatment naive" also without."""
    gap = view[word.end : trait.start]
    return gap == "-" or (gap.isspace() and word.key in _UNHYPHENED.get(trait.key, ()))


def _when_seen(words: list[Word], at: int) -> bool:
    """ "New-onset diabetes": when it was first seen is no sort of a disease, as "adult-onset" is."""
    return words[at].key == "onset" and at > 0 and words[at - 1].key in _SEEN


def _previously(words: list[Word], at: int) -> bool:
    return words[at].key == "previously" and at + 1 < len(words) and words[at + 1].key in _TREATED


def is_judged(before: str, key: str) -> bool:
    """ "Clinically significant": how much it matters is no part of a name."""
    return before in _JUDGED and key in ("significant", "relevant", "important", "meaningful")


def _is_prefix(key: str, stem: str, inside: bool) -> bool:
    return (key == "non" and inside) or (key in _PREFIXES and stem not in generic_words())


def _slashed(view: str, a: Word, b: Word) -> bool:
    """Whether a slash parts names that share what stands behind: "hepatic/renal failure", not "head/neck cancer"."""
    one_name = (a.key, b.key) in slashed_names() or _COMBINING.fullmatch(a.key)
    return "/" in view[a.end : b.start] and not one_name


def _bears(view: str, words: list[Word], at: int, heads: Heads) -> bool:
    key = words[at].key
    if _previously(words, at) or (at and _previously(words, at - 1)):
        return True
    if (key in _WHERE and words[at + 1].key in _SPREAD) or (key in _HOW_MUCH and words[at + 1].key in _HIGHEST):
        return True
    if at and words[at - 1].key == "non" and words[at].soft and view[words[at - 1].end : words[at].start] in ("", "-"):
        return True
    if words[at + 1].key in _GENETIC and _MARKER.fullmatch(view[words[at].start : words[at].end]):
        return True
    if key in silent_words() or key in status_words():
        return key == "total" and heads.kind == "procedure"
    if at and is_judged(words[at - 1].key, key):
        return False
    if key in estranging_words() or _is_verb(view, words[at]) or _acts_on(words, at):
        return False
    if key in _DEGREES and words[at + 1].key.endswith("ed"):
        return True
    if view[words[at].start : words[at].end].lower() == f"{key}s":  # no adjective: "this represents severe infection"
        return key in heads.modifiers or key in heads.heads
    listed = key in heads.modifiers or key in heads.heads or key in heads_of("condition").sites
    return listed or bool(ADJECTIVE.match(key))


def _is_verb(view: str, word: Word) -> bool:
    """ "Considering surgery" against "ankylosing spondylitis" and "oxygen-requiring pneumonia"."""
    return word.key.endswith("ing") and word.key not in describing_words() and view[word.start - 1 : word.start] != "-"


def _acts_on(words: list[Word], at: int) -> bool:
    """ "Nephropathy complicating diabetes": a verb between two diseases, and no adjective of the second."""
    if words[at].key not in _ACTING or not at or not words[at].soft:
        return False
    before = words[at - 1].key
    return heads_of("condition").end(before) or known(before, "condition")


def _compound(view: str, words: list[Word], at: int) -> int | None:
    """Where "HER2-positive" or "hormone receptor positive" starts, the trait standing at ``at``."""
    first = at
    while first > 0 and words[first].soft and at - first < 3:
        before = words[first - 1]
        written = view[before.start : before.end]
        gap = view[before.end : words[first].start]
        result = words[at].key in _RESULTS and _MARKER.fullmatch(written)
        if gap == "-" or result or _is_of_trait(view, before, words[first]):
            first -= 1
            continue
        if first < at and _MARKER.fullmatch(written) and _MARKER.fullmatch(view[words[first].start : words[first].end]):
            first -= 1
            continue
        break
    return first if first < at else None


def merged(view: str, found: list[Mention]) -> list[Mention]:
    """Two neighbours that make one name: "breast" + "cancer surgery", "HIV" + "infection", "alcohol" + "abuse"."""
    out: list[Mention] = []
    for m in found:
        if out and _said_again(view, out[-1], m):
            continue
        if out and m.kind == out[-1].kind == "vaccine" and out[-1].name == "vaccine":
            if _WITH.fullmatch(view, out[-1].end, m.start):  # "immunization with a live vaccine"
                m = replace(m, start=out.pop().start)
        if out and _one_name(view, out[-1], m):
            left = out.pop()
            start = _with_manner(view, left.start) if left.kind != m.kind == "procedure" else left.start
            m = Mention(start, m.end, m.kind, named_by(view[start : m.end]), (), m.pattern)
        out.append(m)
    return out


def _with_manner(view: str, start: int) -> int:
    """ "Open inguinal hernia repair": how it is done stands before the disease."""
    before = _LAST_WORD.search(view, max(0, start - 30), start)
    if before is None or before[1].lower() not in WAYS:
        return start
    return before.start(1)


def _said_again(view: str, a: Mention, b: Mention) -> bool:
    """ "interferon beta medications": the second word only says what the first one is."""
    generic = b.kind == "therapy" and b.name == "medication" and " " not in view[b.start : b.end]
    return generic and a.kind in ("drug", "drug_class") and view[a.end : b.start].strip() == ""


def _one_name(view: str, a: Mention, b: Mention) -> bool:
    if not _GAP.fullmatch(view, a.end, b.start) or _ON.match(view, b.start) or b.end - a.start > _LONGEST:
        return False
    if fold(view[a.start : a.end]) in estranging_words():  # "decline surgery"
        return False
    if b.kind == "condition":
        if a.kind in ("drug", "procedure") and _ALLERGIC.fullmatch(view, b.start, b.end):
            return False
        if a.kind == "condition" and _BEING.fullmatch(view, b.start, b.end):  # "gout intolerant to allopurinol"
            return False
        if a.kind == "drug" and _IMPLANT.fullmatch(view, b.start, b.end):  # the form in which it is given
            return False
        return a.kind in ("condition", "procedure", "drug") and view[b.start : b.end].islower()
    return a.kind == b.kind == "procedure" or (a.kind == "condition" and b.kind == "procedure")
