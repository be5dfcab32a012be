"""Words beside the leaves that add no requirement: sources, circumstances, places where something is written.

"Per IMWG criteria", "as shown by central testing", "on room air", "in either eye" are silent where no leaf, value or
window stands in them. Words that limit what is said ("on two occasions", "in a first-degree relative") are no adjuncts.
"""

import re

from ...patterns.adjuncts import adjuncts
from ...patterns.fold import fold
from ...patterns.words import function_words, silent_words
from ..parts import Part
from . import frames

Span = tuple[int, int]

_EDGE = re.compile(r"[;:()\[\]]|\.\s")
_CONJUNCTION = re.compile(
    r"(?:\s+(?:tests?|testing|analys[ie]s|exam(?:ination)?s?|scans?|assays?|stud(?:y|ies)))?"
    r"[\s/,]*(?:and|or|/|,|\()[\s(]*(?:(?:the|an?|by|on|in)\s+)*",
    re.IGNORECASE,
)
JUDGES = (
    r"(?:investigators?|physicians?|clinicians?|doctors?|[a-z]{3,}(?:ologists?|iatrists?|icians?|iatricians?)|surgeons?|"
    r"midwi(?:fe|ves)|dentists?|therapists?|psychotherapists?|nurses?)"
)
_JUDGE = re.compile(rf"\b(?:{JUDGES}|age|sex|gender|race|height|weight)$", re.IGNORECASE)
_OPINION = re.compile(
    r"(?:(?:judged|determined|assessed|deemed|considered|confirmed|evaluated)\s+by|"
    r"(?:opinion|judge?ment|view|assessment)\s+of)\s+"
    rf"(?:the\s+|an?\s+)?(?:\w+\s+)?{JUDGES}|"
    r"(?:investigator|physician|clinician)s?['’]?s?\s+(?:opinion|judge?ment|assessment)",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:and|or|no|not|with|without|but|to\s+be|that|which|who|whose|whom|where|if|unless|when|while|until|because|despite|although|"
    r"except|excluding|including|than|before|after|prior|during|following|since|under|only|due|related|treated|undergoing|receiving|"
    r"requiring|needing|failing|refractory)\b|,",
    re.IGNORECASE,
)
"""Behind it stands another thing than the source of what is said."""
_MANNER = re.compile(
    r"(?!newly|recently|initially|early|only)\w+(?:ly|graphic)(?:[\s,/]*(?:\b(?:and|or)\b)?\s*\w+(?:ly|graphic))*[\s-]+(?:confirmed|proven|documented|verified|diagnosed|"
    r"established|determined|demonstrated|detected)\b|"
    r"(?:[\w-]*PCR|NAAT|RDT|laboratory|lab|culture|smear|antigen|serology|microscopy|biopsy|cytology|histology|autopsy|imaging|"
    r"sequencing|test)[\s-]+(?:confirmed|proven|verified|documented)\b",
    re.IGNORECASE,
)
_DEFINED = re.compile(r"defined\s+(?:\w+ly\s+)?(?:by|per)\b", re.IGNORECASE)
_SOURCE_WORD = re.compile(
    r"\b(?:criteri|guid|classif|definition|standard|assess|evaluat|investigat|physician|protocol|test|assay|scan|imag|review|score|scale|"
    r"method|label|local|central|recommend|consensus|society|association|college|group|committee|organi[sz]ation|manual|version|statement)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[,;.]")
_GENETIC = re.compile(
    r"mutat|alterat|variant|fusion|aberration|rearrange|amplif|genetic|gene\b|deficien|cytogen", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_BEFORE = re.compile(r"\b(?:before|prior\s+to)\s+(?:the\s+)?(?:study\s+|trial\s+)?$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:be|not|cannot)\s+$", re.IGNORECASE)
_REACH = 80
"""Characters before a run in which the word that makes it a source may stand."""


def part(
    view: str, start: int, runs: list[Span], parts: list[Part], taken: list[Span]
) -> tuple[list[Span], list[Span]]:
    """The runs of unread words of a criterion less their adjuncts, and these; ``taken`` are the spans of windows."""
    kept: list[Span] = []
    silent: list[Span] = []
    beside = False  # the run before ended with an adjunct
    for run in runs:
        if (rest := _behind_manner(view, run)) > run[0]:  # "histologically confirmed unresectable disease"
            silent.append((run[0], rest))
            run = (rest, run[1])
        tail = _tail(view, start, run, parts)
        if frames.silent(view, start, run, parts):
            silent.append(run)
            beside = False
            continue
        if beside and _CONJUNCTION.fullmatch(view, silent[-1][1], run[0]) and _is_source(view, run):
            silent[-1] = (silent[-1][0], run[1])
        elif (since := _since(view, start, (run[0], tail), parts, taken)) is not None:
            silent.append((since, run[1]))
        else:
            kept.append((run[0], tail))
            beside = tail < run[1]
            silent += [(tail, run[1])] if beside else []
            continue
        beside = True
    return kept, silent


def _behind_manner(view: str, run: Span) -> int:
    """Where the words of a run start that say more than how something is known; the run's start where none do."""
    manner = _MANNER.match(view, *run)
    words = _WORD.finditer(view, manner.end(), run[1]) if manner is not None else ()
    return next((m.start() for m in words if fold(m.group()) not in silent_words()), run[0])


def _is_source(view: str, run: Span) -> bool:
    """Whether words behind "and" or "or" may name a source too: tests, judges, criteria, "by age and sex"."""
    words = view[slice(*run)]
    named = any(c.isupper() or c.isdigit() for c in words)
    return named or _JUDGE.search(words) is not None or adjuncts().sources.fullmatch(view, *run) is not None


def past_of(view: str, silent: list[Span], parts: list[Part]) -> list[Part]:
    """ "Hydrocortisone or ibuprofen prior to randomisation": what was given before the study, without a time."""
    ends = [a for a, b in silent if adjuncts().points.fullmatch(view, a, b) and _BEFORE.search(view, max(0, a - 25), a)]
    return [p for p in parts if p.leaf["op"] == "exposure" and any(p.end <= a for a in ends)]


def _tail(view: str, start: int, run: Span, parts: list[Part]) -> int:
    """Where the adjunct at the end of a run starts ("HER2-negative per local testing"), or the run's end."""
    known = adjuncts().source
    source = None if known.absent(view, start, run[1]) else known.search(view, run[0] + 1, run[1])
    if source is None or _OTHERWISE.search(view, source.end(), run[1]) or _defines(view, source, run[1], parts):
        return run[1]
    words = [m for m in re.finditer(r"\S+", view[run[0] : source.start()]) if m.group().lower() not in function_words()]
    return run[0] + words[-1].end() if words else run[1]


def _defines(view: str, source: "re.Match[str]", end: int, parts: list[Part]) -> bool:
    """Whether words tell what is meant: "heart failure defined by fluid", "HRR mutation, defined by BRCA1 or ATM"."""
    behind = (source.end(), end)
    if not _DEFINED.match(source.group()) or _SOURCE_WORD.search(view, *behind):
        return False
    if any(p.start >= end and _STOP.search(view, end, p.start) is None for p in parts):
        return False  # "defined by a minimum score of ≥ 22 on the MADRS"
    head = max((p for p in parts if p.end <= source.start()), key=lambda p: p.end, default=None)
    return not _is_source(view, behind) or (
        head is not None and _GENETIC.search(view, head.start, head.end) is not None
    )


def _since(view: str, start: int, run: Span, parts: list[Part], taken: list[Span]) -> int | None:
    """Where an adjunct that holds a run starts, or None where the run is none."""
    known = adjuncts()
    a, b = run
    before = max((end for end in (start, *(p.end for p in parts), *(e for _, e in taken)) if end <= a), default=start)
    before = max(before, a - _REACH)
    floor = max((m.end() for m in _EDGE.finditer(view, before, a)), default=before)
    if not known.source.absent(view, start, b):
        source = next((m for m in reversed(list(known.source.finditer(view, floor, b))) if m.start() <= a), None)
        if source is not None and not _OTHERWISE.search(view, source.end(), b):
            return None if _defines(view, source, b, parts) else source.start()
    listed = known.listed.fullmatch(view, a, b) is not None
    done = listed and known.done.fullmatch(view, a, b) and not _PASSIVE.search(view, floor, a)
    steady = (
        listed and known.steady.fullmatch(view, a, b) and any("duration" in p.leaf or "dose" in p.leaf for p in parts)
    )
    following = min((p for p in parts if b <= p.start), key=lambda p: p.start, default=None)
    lasting = listed and known.lasting.fullmatch(view, a, b) and following is not None and "duration" in following.leaf
    opinion = parts and _OPINION.fullmatch(view, a, b)
    manner = _MANNER.match(view, a)
    behind = following.start if following is not None else b
    between = listed and known.links.fullmatch(view, a, b) and any(p.end <= a for p in parts) and behind > b
    between = between and not _EDGE.search(view, b, behind)
    beside = (
        (known.sources.fullmatch(view, a, b) and known.before_source.search(view, floor, a))
        or (listed and known.sides.fullmatch(view, a, b) and known.before_side.search(view, floor, a))
        or (listed and known.sorts.fullmatch(view, a, b) and known.before_sort.search(view, floor, a))
        or (listed and known.points.fullmatch(view, a, b) and known.before_point.search(view, floor, a))
    )
    known_by = done or opinion or manner or beside
    return a if known_by or steady or lasting or between or _of_a_value(view, run, parts) else None


def _of_a_value(view: str, run: Span, parts: list[Part]) -> bool:
    """ "Mean systolic blood pressure", "SpO2 >= 94% on room air"."""
    values = [p for p in parts if p.leaf["op"] == "threshold"]
    if not values:
        return False
    if adjuncts().circumstances.fullmatch(view, *run) or adjuncts().averages.fullmatch(view, *run):
        return True
    beside = any(0 <= p.start - run[1] <= 1 for p in values)
    return beside and bool(adjuncts().values.fullmatch(view, *run))
