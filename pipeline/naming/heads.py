"""The words that make a noun phrase a condition or a procedure, and the words that belong to its name."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ...patterns.fold import fold, fold_phrase

NAMES_MORE = ("condition", "procedure")
"""The kinds of mentions whose words make further names."""
DRUGS = ("drug", "drug_class", "vaccine")
GIVEN = (*DRUGS, "therapy")
"""What is given to somebody."""
ADJECTIVE = re.compile(
    r"(?!(?:event|accident|incident|agent|component|trial|removal)$)"
    r"\w{2,}(?:ic|al|ous|ive|ar|ary|oid|ian|ated|ed|ing|ant|ent|able|ible|ish|less|wise|genic|ile|ular|"
    r"(?<!hist)(?<!mem)(?<!the)(?<!categ)(?<!territ)(?<!laborat)ory|(?<!behav)ior)$"
)
WAYS = frozenset(
    (
        "arthroscopic", "conventional", "diagnostic", "endoscopic", "endovascular", "laparoscopic", "open",
        "percutaneous", "robotic", "surgical", "therapeutic", "thoracoscopic", "transcatheter", "transurethral",
    )
)  # fmt: skip
"""How an operation is done: "open inguinal hernia repair"."""
_DEGREE = re.compile(r"\A(severe|moderate|mild|marked|significant)ly(?=\s(?!severe\b)|\Z)")
_ABBREVIATED = re.compile(r"[A-Z]{2}|\b[A-Z]\b")
_ONE_NAME = frozenset(
    (
        "abuse",
        "addiction",
        "attack",
        "dependence",
        "dependency",
        "diabetes",
        "infection",
        "misuse",
        "overdose",
        "pregnancy",
        "virus",
    )
)
"""Words of conditions that go by one name, however they are written ("drug addiction", "type II diabetes")."""
_OTHER_WORDS = re.compile(
    r"\b(?:with|due|and|or|of|to|in|legal|tobacco|cigarette|viral|human|implant\w*|artificial)\b|[(]| - ", re.IGNORECASE
)
"""In a phrase of a row that ends as the row's name does: they say no kind of that."""
_UNCOUNTED = frozenset(
    (
        "ascites", "biceps", "caries", "diabetes", "herpes", "hives", "measles", "mumps", "pancreas", "quadriceps",
        "rabies", "rickets", "scabies", "shingles", "triceps", "varices",
    )
)  # fmt: skip
_PLURALS = (
    (re.compile(r"\bfeet$"), "foot"),
    (re.compile(r"(?:(?<=[oey])(?<!\bdo)|(?<=[ti]a)|(?<=cri))ses$"), "sis"),
    (re.compile(r"(?:(?<=[xz])|(?<=[cs]h)|(?<=ss)|(?<=[^a]us)|(?<=bias)|(?<=lens))es$"), ""),
)
_US = tuple(
    (re.compile(british), american)
    for british, american in (
        ("haem", "hem"), ("aemi(?=[ac])", "emi"), (r"\boedem", "edem"), (r"\boesoph", "esoph"), ("oestr", "estr"),
        ("tumour", "tumor"), ("rrhoe", "rrhe"), ("pnoe", "pne"), ("aesthe", "esthe"), ("ischaem", "ischem"),
        ("foet", "fet"), ("paed", "ped"), ("gynaec", "gynec"), ("coeli", "celi"), ("faec", "fec"), ("aetio", "etio"),
        ("naev", "nev"), ("sulph", "sulf"), ("(?<=behavi)our|(?<=lab)our(?!in)|(?<=col)our", "or"),
        (r"(?<=al|er|il|an)is(?=ed\b|ation|ing\b)", "iz"),
        (r"\b((?:neuro|gyneco|hemato|immuno|rheumato|dermato|uro|psycho|patho)logic)\b", r"\1al"),
    )
)  # fmt: skip
"""British spellings inside a word, and how the US spells them."""
_ANY_BRITISH = re.compile("|".join(british.pattern for british, _ in _US))


@dataclass(frozen=True, slots=True)
class Heads:
    """The words that make a noun phrase a condition or a procedure.

    ``places`` are all sites, ``bare`` the lesions and the vague words.
    """

    kind: str
    suffix: re.Pattern[str]
    pattern: str
    heads: frozenset[str]
    excluded: frozenset[str]
    modifiers: frozenset[str]
    sites: frozenset[str]
    of_sites: frozenset[str]
    lesions: frozenset[str]
    vague: frozenset[str]
    controlled: frozenset[str]
    operations: frozenset[str]
    places: frozenset[str]
    bare: frozenset[str]

    def end(self, key: str) -> bool:
        """Whether a folded word, by itself or by how it ends, is a head."""
        return key in self.heads or (len(key) > 5 and self.suffix.match(key) is not None and key not in self.excluded)


_KEYS = ("heads", "not", "modifiers", "sites", "of_sites", "lesions", "vague", "controlled", "operations")
"""The keys of ``heads.toml`` that list words, in the order of the fields."""


@cache
def heads_of(kind: str) -> Heads:
    path = f"patterns/{kind}s/heads.toml"
    raw = tomllib.loads(files("trialrules").joinpath(path).read_text(encoding="utf-8"))
    words = {key: frozenset(" ".join(map(fold, name.split())) for name in raw.get(key, ())) for key in _KEYS}
    suffix = re.compile(r"\w{3,}(?:" + "|".join(map(fold, raw.get("suffixes", ("\0",)))) + r")$")
    words |= {"places": words["sites"] | words["of_sites"], "bare": words["lesions"] | words["vague"]}
    return Heads(kind, suffix, path, *(words[key] for key in (*_KEYS, "places", "bare")))


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """A name as it is kept: lower case, single spaces, US spelling.

    >>> normal("Severely impaired\\n vision"), normal("Haemorrhagic tumour"), normal("neurologic disorder")
    ('severe impaired vision', 'hemorrhagic tumor', 'neurological disorder')
    """
    name = _DEGREE.sub(r"\1", " ".join(text.split()).lower())
    if _ANY_BRITISH.search(name):
        for british, american in _US:
            name = british.sub(american, name)
    return name


@lru_cache(maxsize=20_000)
def plural(name: str) -> str:
    """A name with its last word in the plural.

    >>> plural("seizure"), plural("biopsy"), plural("metastases")
    ('seizures', 'biopsies', 'metastases')
    """
    return name if name.endswith("s") else f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def singular(name: str) -> str:
    """A name with its last word in the singular.

    >>> singular("angioid streaks"), singular("bone metastases"), singular("storage diseases")
    ('angioid streak', 'bone metastasis', 'storage disease')
    >>> singular("insulin-treated diabetes"), singular("brain abscesses"), singular("lenses")
    ('insulin-treated diabetes', 'brain abscess', 'lens')
    """
    first, gap, last = name.rpartition(" ")
    if last in _UNCOUNTED or last.endswith(("'s", "amnios")):
        return name
    for plural, one in _PLURALS:
        if plural.search(last):
            return first + gap + plural.sub(one, last)
    return first + gap + fold(last)


def named_by(written: str) -> str:
    """The name that words give by themselves: their last in the singular, but no abbreviation's last letter lost.

    >>> named_by("Lower lobectomies"), named_by("lobectomy VATS"), named_by("cardiac ICDs")
    ('lower lobectomy', 'lobectomy vats', 'cardiac icd')
    """
    name = normal(written)
    return name if written[-2:].isupper() else singular(name)


@lru_cache(maxsize=20_000)
def own_name(kind: str, written: str, listed: str) -> str | None:
    """The name that a phrase of a row has by itself: several words, no abbreviation, a condition's word at the end.

    What MeSH and others list under one heading is often narrower than it; the codes say what belongs together. None
    for what is named as its row is (``listed``).

    >>> own_name("condition", "Cardiac rhythm disorders", "cardiac arrhythmia")
    'cardiac rhythm disorder'
    >>> own_name("condition", "spastic cerebral palsy", "cerebral palsy")
    'spastic cerebral palsy'
    >>> own_name("condition", "AV block", "atrioventricular block"), own_name("condition", "pregnant", "pregnancy")
    (None, None)
    >>> own_name("condition", "human immunodeficiency virus", "hiv infection")  # a germ alone is its infection
    """
    if kind != "condition" or _ABBREVIATED.search(written) or fold_phrase(written) == fold_phrase(listed):
        return None
    name = singular(normal(written))
    last = name.rpartition(" ")[2]
    if last == name or last == "virus" or last in _ONE_NAME:
        return None
    if fold_phrase(written).endswith(f" {fold_phrase(listed)}"):
        return None if _OTHER_WORDS.search(written) else name
    heads = heads_of(kind)
    return name if last in heads.heads or heads.suffix.match(last) else None


def behind_words(kind: str, written: str, listed: str) -> str:
    """What a row's name is called behind words of its own: as it is written where that is a part of the name.

    >>> behind_words("condition", "diabetes", "diabetes mellitus")  # "uncontrolled diabetes"
    'diabetes'
    >>> behind_words("condition", "MS", "multiple sclerosis")
    'multiple sclerosis'
    """
    name = normal(written)
    part = kind == "condition" and f" {name} " in f" {listed} "
    return name if part and not _ABBREVIATED.search(written) else listed
