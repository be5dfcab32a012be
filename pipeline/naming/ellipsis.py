"""Names that share a word: "cardiac, renal or hepatic impairment", "hepatitis B or C", "type 1 or 2 diabetes"."""

import re
from collections.abc import Callable
from dataclasses import replace

from ...patterns.fold import fold, fold_phrase
from ...patterns.tables import Word, words_before
from ...patterns.words import function_words, quality_words, silent_words, slashed_names, status_words
from ..parts import Cue, Mention
from .courses import ADVERBS, COURSES, RANKED, RANKS, WORD, in_one, is_adverb, is_course, is_joined, of_both
from .entries import known, named
from .heads import NAMES_MORE, heads_of
from .phrases import is_judged
from .shared import SUBSTANCES, rebuilt
from .types import after

_BOTH = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)

Modifies = Callable[[str], bool]
"""Whether a folded word may stand before the head of a name."""

_OF_THE = re.compile(
    r"\b(?:in|(?<!history )(?<!presence )(?<!evidence )(?<!diagnosis )(?<!existence )of|on|to|at|from|near)\s+"
    r"(?:(?:the|either|each|any|both|study|same)\s+)+$",
    re.IGNORECASE,
)
"""Before a word that ends a phrase of its own: "in either eye, or legal blindness"; "history of any" opens a list."""
_LIST = re.compile(r"-?\s*(?:,\s*(?:or|and)?|/|\b(?:or|and))\s*(?:other\s*|an?\s+)?", re.IGNORECASE)
_GOING_ON = frozenset(("active", "current", "ongoing"))
_AT_REST = frozenset(("latent", "inactive", "dormant", "subclinical", "occult"))
"""No disease is active and so, too."""
_ACTIVE_TO = re.compile(
    r"\b(?:(?P<first>mild|moderate)(?:ly)?[\s-]+to[\s-]+(?P<last>moderate|severe)(?:ly)?|"
    r"(?<!or )(?<!and )(?P<only>mild|moderate|severe)ly)[\s-]+active\s+\Z",
    re.IGNORECASE,
)
_GRADES_TO = re.compile(r"\b(?P<grade>mild|moderate)[\s-]+to[\s-]+\Z", re.IGNORECASE)
_ABUSE = frozenset(("abuse", "dependence", "dependency", "misuse", "addiction", "disorder", "abuser", "addict"))
_REACTIONS = frozenset(("allergy", "hypersensitivity", "intolerance", "intoxication", "overdose", "poisoning"))
_OPENING = RANKS | COURSES | ADVERBS | SUBSTANCES
_ALLERGIES = frozenset(("allergy", "hypersensitivity"))
_AGAINST = re.compile(r"^contraindication|allergy$|^allergic reaction|hypersensitivity|intolerance")
"""Before them things stand: "latex, egg or soy allergy"."""
_NOUN = re.compile(r"\w+ics", re.IGNORECASE)
"""Behind it no word is left out: "alcoholics or drug addicts"."""


_LATE_ADJECTIVE = re.compile(r"(?!evalu|particip|toler|don|indic|demonstr|oper|prost)\w{3,}ate|\w{3,}-(?:degree|grade)")
_ADJECTIVAL = re.compile(r"[a-z]+(?:ic|ive)")
_OF_BLEEDING = frozenset(("abnormality", "complication", "diathesis", "disorder", "event", "problem", "tendency"))
_SITED = re.compile(
    r"\s+(?:of|to|in|on)\s+(?:the\s+)?(?:[\w-]+\s*(?:,|/|\b(?:or|and)\b)\s*(?:the\s+)?){0,3}", re.IGNORECASE
)
_NEAR = 40
_OR_BEFORE = re.compile(r"(?<!,\s)\b(?P<word>[a-z]+)\s*(?:/|\s(?:or|and)\s)\s*$", re.IGNORECASE)
_BEING = re.compile(r"\b(?:be|been|is|are|was|were)\s+$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|yet|unless|if|when)\s+$", re.IGNORECASE)
_OF_GERMS = frozenset(("infection", "disease", "pneumonia"))
_PREFIX = re.compile(r"\b(?P<prefix>[a-z]{2,6})-\s*(?:,|/|\b(?:or|and))\s*(?:or\s+)?$", re.IGNORECASE)
_PREFIXES = re.compile(
    r"(?:hyper|hypo|intra|extra|micro|macro|mono|uni|bi|poly|brady|tachy|pre|post|peri|oligo|para|quadri|tetra|hemi)"
)


def prefixed(view: str, m: Mention) -> list[Mention]:
    """ "hyper- or hypothyroidism": two diseases, with one stem."""
    near = max(0, m.start - 20)
    lead = _PREFIX.search(view, near, m.start) if view.find("-", near, m.start) >= 0 else None
    word = view[m.start : m.end].lower()
    own = _PREFIXES.match(word)
    if lead is None or own is None or not _PREFIXES.fullmatch(lead["prefix"].lower()):
        return []
    name = lead["prefix"].lower() + word[own.end() :]
    hull = (lead.start("prefix"), m.end)
    return [named(Mention(*lead.span("prefix"), m.kind, name, (), m.pattern, hull=hull))]


def _of_one_place(view: str, words: list[Word], m: Mention, own: list[str]) -> Mention | None:
    """ "Head and neck radiotherapy": one region, and no two."""
    left = next((w for w in reversed(words_before(words, m.start)) if w.key != "and"), None)
    if left is None or len(own) < 2 or (left.key, own[0]) not in slashed_names():
        return None
    if not _BOTH.fullmatch(view, left.end, m.start) or view[: left.start].rstrip().endswith((",", "/")):
        return None
    return named(replace(m, start=left.start, name=f"{left.key} and {m.name}", codes=()))


def before(view: str, words: list[Word], m: Mention, found: list[Mention], modifies: Modifies) -> list[Mention]:
    """The mentions that share the head of ``m``, then ``m`` itself; a complete name on the left shares nothing."""
    m = _ranging(view, m)
    own = [fold(w) for w in WORD.findall(view, m.start, m.end)]
    if (whole := _of_one_place(view, words, m, own)) is not None:
        return [whole]
    if (other := _before_active(view, words, m)) is not None:
        return [other, _active(words, m)]
    opens = own[0] in _OPENING or is_adverb(own[0]) or is_joined(view, m.start + len(own[0]))
    opens = opens or modifies(own[0]) or own[-1] in _ALLERGIES or _named_alike(view, words, m, own[-1])
    if len(own) < 2 or not (opens or _operated(view, m, m.start)):
        return [m]
    runs: list[list[Word]] = []
    edge = m.start
    while run := _run(view, words, edge, m, found, modifies):
        if [w.key for w in run] == own[: len(run)] and own[0] not in SUBSTANCES:
            break  # "active bleeding or bleeding diathesis"
        runs.insert(0, run)
        edge = run[0].start
    if not runs and (also := _active_too(view, words, m, own)) is not None:
        return [also, m]
    if len(runs) == 1 and of_both(view, runs[0], m, own):
        return [in_one(view, runs[0], m)]
    if _by_two_sorts(runs):
        return _of_either_degree(view, runs, m, own)
    out: list[Mention] = []
    for run in runs:
        name = rebuilt(view, run, m, own)
        if name is None:
            return [m]
        hull = (run[0].start, m.end)
        out.append(named(Mention(run[0].start, run[-1].end, m.kind, name, (), m.pattern, hull=hull)))
    return _graded_alike([w.key for w in runs[0]], [*out, m]) if runs else [m]


def _named_alike(view: str, words: list[Word], m: Mention, head: str) -> bool:
    """ "Autoimmune or immunodeficiency disease": the word before makes a known name with the same head."""
    left = next((w for w in reversed(words_before(words, m.start)) if w.key not in function_words()), None)
    if left is None or _LIST.fullmatch(view, left.end, m.start) is None:
        return False
    return known(f"{left.key} {head}", m.kind)


def _by_two_sorts(runs: list[list[Word]]) -> bool:
    """ "Moderate or severe liver or kidney failure", "acute or chronic, viral or toxic hepatitis": each of each."""
    degrees = [all(w.key in quality_words() or w.key in RANKS for w in run) for run in runs]
    return any(degrees) and not all(degrees)


def _of_either_degree(view: str, runs: list[list[Word]], m: Mention, own: list[str]) -> list[Mention]:
    """ "Moderate or severe liver or kidney failure": moderate or severe failure of the one and of the other."""
    degrees, first, *more = runs
    qualities = [[w.key in quality_words() for w in run] for run in runs]
    if not all(qualities[0]) or not qualities[1][0] or any(qualities[1][1:]) or more or own[0] in quality_words():
        return [m]
    name = rebuilt(view, first[1:], m, own) if first[1:] else None
    if name is None:
        return [m]
    either = [_words_of(view, degrees), _words_of(view, first[:1])]
    return _each_of_each(m, either, [(*_words_of(view, first[1:])[:2], name), (m.start, m.end, m.name)])


def _words_of(view: str, run: list[Word]) -> tuple[int, int, str]:
    return run[0].start, run[-1].end, view[run[0].start : run[-1].end]


def _each_of_each(m: Mention, degrees: list[tuple[int, int, str]], names: list[tuple[int, int, str]]) -> list[Mention]:
    """Two degrees of two things are four: each has the words of one of the four, that none may overlap."""
    both = [(degree, name) for name in names for degree in degrees]
    return [
        _in_degree(replace(m, start=start, end=end, codes=()), degree, name, max(m.end, name[1]))
        for (start, end, _), (degree, name) in zip([*degrees, *names], both, strict=True)
    ]


def _in_degree(m: Mention, degree: tuple[int, int, str], name: tuple[int, int, str], last: int) -> Mention:
    """A thing in a degree, its words up to the ``last``; "active" is a status and no name."""
    if degree[2].lower() != "active":
        return replace(named(replace(m, name=f"{degree[2]} {name[2]}")), hull=(degree[0], last))
    return replace(named(replace(m, name=name[2])), cues=(Cue("CURRENT", m.start, m.end),), hull=(name[0], last))


def by_degree_and_letter(view: str, words: list[Word], m: Mention) -> list[Mention]:
    """ "Acute or chronic hepatitis B or C": acute or chronic, the one and the other."""
    letters = after(view, m) if m.kind == "condition" else []
    if len(letters) != 1:
        return []
    own = [w for w in words_before(words, m.end) if m.start <= w.start]
    left = words_before(words, m.start)
    while left and left[-1].key in ("or", "and"):
        left.pop()
    if len(own) < 3 or own[0].key not in quality_words() or not left:
        return []
    first = left[-1]
    if first.key not in quality_words() or not _LIST.fullmatch(view, first.end, m.start):
        return []
    rest = _words_of(view, own[1:])
    stem = rest[2].rpartition(" ")[0]
    letter = (letters[0].start, letters[0].end, f"{stem} {view[letters[0].start : letters[0].end]}")
    return _each_of_each(m, [_words_of(view, [first]), _words_of(view, own[:1])], [rest, letter])


def _active_too(view: str, words: list[Word], m: Mention, own: list[str]) -> Mention | None:
    """ "Active or latent tuberculosis": also the active one, whose word is its status; "active, severe gout" is one."""
    left = next((w for w in reversed(words_before(words, m.start)) if w.key not in ("or", "and")), None)
    if left is None or left.key not in _GOING_ON or m.kind != "condition":
        return None
    if not _LIST.fullmatch(view, left.end, m.start) or view[left.end : m.start].strip() == ",":
        return None
    first = max((i for i, word in enumerate(own) if word in _AT_REST), default=0) + 1  # "untreated latent tuberculosis"
    named_so = m.name.removeprefix(f"{own[0]} ")
    if first > 1:
        named_so = m.name.rpartition(f"{own[first - 1]} ")[2]
    told = (" ".join(own[first:]), named_so if named_so != m.name else "")
    tail = next((t for t in told if known(t, m.kind)), None)
    if tail is None:
        return None
    word = (left.start, left.end)
    rest = next(w for w in words if w.start >= m.start + len(" ".join(own[:first])))
    cues = (Cue("CURRENT", *word),)
    return replace(named(Mention(*word, m.kind, tail, (), m.pattern)), cues=cues, hull=(rest.start, m.end))


def _before_active(view: str, words: list[Word], m: Mention) -> Mention | None:
    """ "Latent or active tuberculosis": the other one, where "active" is a status and no word of the name."""
    left = words_before(words, m.start)
    if len(left) < 3 or m.kind != "condition" or left[-1].key not in _GOING_ON or view[left[-1].end : m.start].strip():
        return None
    course = next((w for w in reversed(left[:-1]) if w.key not in ("or", "and")), left[0])
    gap = view[course.end : left[-1].start].strip()
    if (
        course.key not in COURSES | quality_words()
        or gap == ","
        or not _LIST.fullmatch(view, course.end, left[-1].start)
    ):
        return None
    name = f"{view[course.start : course.end]} {view[m.start : m.end]}"
    return named(Mention(course.start, course.end, m.kind, name, (), m.pattern, hull=(course.start, m.end)))


def _active(words: list[Word], m: Mention) -> Mention:
    """With the word before it: a history of it is then of no one time."""
    word = words_before(words, m.start)[-1]
    return replace(m, start=word.start, cues=(*m.cues, Cue("CURRENT", word.start, word.end)))


def _ranging(view: str, m: Mention) -> Mention:
    """ "mild to moderate dementia" is one name, and so is "moderately to severely active colitis", which is active."""
    active = _ACTIVE_TO.search(view[max(0, m.start - 45) : m.start]) if m.kind == "condition" else None
    if active is not None:
        degrees = [active["only"]] if active["only"] else [active["first"], active["last"]]
        start = m.start - len(active.group())
        name = " ".join([" to ".join(map(str.lower, degrees)), m.name])
        return replace(m, start=start, name=name, codes=(), cues=(*m.cues, Cue("CURRENT", start, m.end)))
    grades = _GRADES_TO.search(view[max(0, m.start - 12) : m.start])
    if grades is None or m.kind != "condition":
        return m
    return replace(m, start=m.start - len(grades.group()), name=f"{grades['grade'].lower()} to {m.name}", codes=())


def _run(view: str, words: list[Word], edge: int, m: Mention, found: list[Mention], modifies: Modifies) -> list[Word]:
    """The modifiers that stand alone before the list's comma or "or" at ``edge``."""
    left = words_before(words, edge)
    if left and left[-1].key in ("other", "a", "an"):
        left.pop()
    while left and left[-1].key in function_words() and _LIST.fullmatch(view, left[-1].start, edge):
        left.pop()
    if not left or not _LIST.fullmatch(view, left[-1].end, edge):
        return []
    own_head = fold(view[m.start : m.end].split()[-1])
    operated = _operated(view, m, edge)
    run: list[Word] = []
    for i in range(len(left) - 1, max(len(left) - 4, -1), -1):
        word = left[i]
        if i and is_judged(left[i - 1].key, word.key):
            break
        if run and not (run[0].soft and view[word.end : run[0].start].strip() in ("", "-")):
            break
        if any(f.kind == "attribute" and f.start < word.end and word.start < f.end for f in found):
            break
        noun = _NOUN.fullmatch(view, word.start, word.end)
        capitals = view[word.start : word.end].isupper() and word.end - word.start > 1
        alike = capitals and (own_head in _OF_GERMS or view[m.start : m.start + 2].isupper())  # "CTI or PVI ablation"
        adverb = bool(run) and (
            (word.key.endswith("ly") and run[0].key.endswith("ed")) or (word.key in ADVERBS and is_course(run[0].key))
        )
        disease = word.key in operated
        course = word.key in COURSES or word.key in RANKS or is_joined(view, word.end)
        if word.key in RANKED:
            course = i > 0 and left[i - 1].key in RANKS
        named_so = not run and known(f"{word.key} {own_head}", m.kind)  # "exfoliation or uveitic glaucoma"
        if noun or not (alike or adverb or disease or course or named_so or _bare(word.key, m, modifies)):
            if not run or word.key == "under" or _says_nothing(word.key):  # "under spinal or epidural anesthesia"
                break
            return []
        run.insert(0, word)
    if run and _OF_THE.search(view, max(0, run[0].start - 30), run[0].start):
        return []
    if run and _is_site_of_another(view, run, found):
        return []
    if [w.key for w in run] == ["medical"]:  # a medical condition is any
        return []
    if run and _BEING.search(view, max(0, run[0].start - 6), run[0].start):
        return []
    if run and run[-1].key.endswith("ed") and _NOT.search(view, max(0, run[0].start - 8), run[0].start):
        return []  # "obstruction not resolved, or stent"
    taken = [f for f in found if f is not m and run and f.start < run[-1].end and run[0].start < f.end]
    taken = [f for f in taken if fold(view[f.start : f.end]) not in operated]
    return run if all(_gives_way(fold(view[f.start : f.end]), f.kind, own_head) for f in taken) else []


def _is_site_of_another(view: str, run: list[Word], found: list[Mention]) -> bool:
    """ "Injury to the hip or knee surgery": the hip is the injury's; an allergy or a contraindication has no site."""
    near = (
        f for f in found if f.kind in NAMES_MORE and 0 < run[0].start - f.end < _NEAR and not _AGAINST.search(f.name)
    )
    return any(_SITED.fullmatch(view, f.end, run[0].start) for f in near)


def _operated(view: str, m: Mention, edge: int) -> frozenset[str]:
    """The disease before "or glaucoma surgery", where a surgery is known for it as well: "cataract"."""
    first, _, rest = fold_phrase(view[m.start : m.end]).partition(" ")
    if m.kind != "procedure" or edge != m.start or not known(first, "condition"):
        return frozenset()
    said = _OR_BEFORE.search(view, max(0, edge - _NEAR), edge)
    return frozenset([fold(said["word"])]) if said and known(f"{said['word']} {rest}", m.kind) else frozenset()


def _gives_way(written: str, kind: str, head: str) -> bool:
    """ "Alcoholic or viral hepatitis", "bleeding or clotting disorder": whether a name is an adjective there."""
    if kind in ("drug", "drug_class"):
        return written in SUBSTANCES or head in _ALLERGIES
    adjective = _ADJECTIVAL.fullmatch(written) and written not in heads_of("condition").heads
    return kind == "condition" and bool(adjective or (written == "bleeding" and head in _OF_BLEEDING))


def _bare(key: str, m: Mention, modifies: Modifies) -> bool:
    if key in SUBSTANCES and fold(m.name.split()[-1]) in _ABUSE | (_REACTIONS if key == "drug" else frozenset()):
        return True
    if fold(m.name.split()[-1]) in _ALLERGIES and not _says_nothing(key):
        return True
    if key in ("medical", "total"):
        return m.kind == ("condition" if key == "medical" else "procedure")
    if _says_nothing(key):
        return False
    return modifies(key) or bool(_LATE_ADJECTIVE.fullmatch(key))


def _says_nothing(key: str) -> bool:
    return key in silent_words() or key in status_words()


def _graded_alike(first: list[str], found: list[Mention]) -> list[Mention]:
    """ "severe renal, hepatic or pulmonary disease": the degree holds for all."""
    degree = first[0]
    if len(first) < 2 or degree in ("low", "high") or not (degree in quality_words() or degree == "total"):
        return found
    sites = heads_of("condition").places
    of_sites = first[-1] in sites and all(fold(m.name.split(" ")[0]) in sites for m in found[1:])
    if known(found[0].name, found[0].kind) and not of_sites:
        return found
    if any(fold(m.name.split(" ")[0]) in quality_words() for m in found[1:]):
        return found
    start = found[0].start
    graded = [(m, (start, m.hull[1] if m.hull else m.end)) for m in found[1:]]
    return [found[0], *(replace(m, name=f"{degree} {m.name}", codes=(), hull=hull) for m, hull in graded)]
