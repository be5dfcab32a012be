"""The measures that words name: ratios as one, a shared noun for each, classes by letters in place of scores."""

import re

from ...patterns.fold import fold, fold_phrase
from ...patterns.measures import lexicon, measures
from ...patterns.tables import Match, mentions
from ...patterns.words import silent_words

_FLAGS = re.IGNORECASE
_RATIO = re.compile(r"\s*(?:\([^()]{0,60}\)|\))?\s*[:/]\s*")
_IN_BRACKETS = re.compile(r"\s*\(\s*")
_PERFORMANCE = frozenset(("ECOG", "WHO performance status"))
_BRACKETED = re.compile(r"[\s()]+")
_WHO = re.compile(r"\b(?:World\s+Health\s+Organi[sz]ation\s*)?\(WHO\)\s*$", _FLAGS)
_IS_RATIO = re.compile(r"\s*(?:\([^()]{0,20}\)\s*)?-?\s*ratios?\b", _FLAGS)
_TO_ANOTHER = re.compile(r"\s*(?:/|:|-?to-?|-)\s*[\w+-]+(?:\s+[\w+-]+)?\s+ratios?\b", _FLAGS)
_OF_ANOTHER = re.compile(r"\w\s*(?:/|:|-|\bto\b)\s*$", _FLAGS)
_RATIO_OF = re.compile(r"\bratio\s+(?:of|between)\s+(?:the\s+)?(?:[\w+-]+\s+(?:to|and|over)\s+)?$", _FLAGS)
_BOUND = re.compile(r"\s*(?:of\s+)?(?:[<>≤≥]=?|=|at\s+(?:least|most)|(?:less|greater|more)\s+than)\s*", _FLAGS)
"""Between a scale and the word "grade" that its value repeats."""
_HOW_BAD = re.compile(r"\b(?:low|high|intermediate)(?:er)?[\s-]+$", _FLAGS)
_STAGED = re.compile(r"[\s,]+(?:[a-z]+[\s,]+)?stages?\b", _FLAGS)
_OF_CANCER = re.compile(r"(?:cancer|tumou?r)\s+(?=stages?\b)", _FLAGS)
_WORD_BEFORE = re.compile(r"([A-Za-z]+)[\s-]+$")
_SPECIMEN = re.compile(
    r"\b(?:CSF|cerebrospinal(?:\s+fluid)?|urin(?:e|ary)|saliva(?:ry)?|pleural(?:\s+fluid)?|ascit(?:es|ic)(?:\s+fluid)?|"
    r"synovial(?:\s+fluid)?|stool|f(?:a)?ecal|sputum|sweat|tear|breast\s+milk|hair|follicular(?:\s+fluid)?|dialysate|"
    r"broncho-?alveolar(?:\s+lavage)?|BAL)[\s-]+$",
    _FLAGS,
)
"""What is no blood: in it a measure of the blood is another."""
_ANTIGEN = re.compile(
    r"[A-Za-z0-9]-$|\b(?:anti|virus|viral|specific|CMV|EBV|HSV|VZV|HAV|HEV|rubella|measles|mumps|toxoplasma|spike|nucleocapsid|RBD|"
    r"(?:SARS-CoV|COVID)-?\s?\d*)[\s-]+$",
    _FLAGS,
)
_OTHERS = {
    "age": re.compile(
        r"\b(?:mental|developmental|verbal|language|reading|vascular|biological|brain|heart|lung|stone|embryo)[\s-]+$",
        _FLAGS,
    ),
    "body weight": re.compile(
        r"\b(?:pad|graft|placental?|f(?:o)?etal|stool|prostate|uter(?:ine|us)|liver|spleen|organ|thyroid|heart|tumou?r|specimen|"
        r"sac|napkin|diaper|lean|ideal|predicted)[\s-]+$",
        _FLAGS,
    ),
    "height": re.compile(
        r"\b(?:bone|ridge|crest(?:al)?|dis[ck]|vertebral?|fundal|papillary?|cusp|step|chair)[\s-]+$", _FLAGS
    ),
    "ALP": re.compile(r"\b(?:SF|stool\s+frequency)\b[^;]*\Z", _FLAGS),  # "SF >= 4 and/or AP >= 2": the pain
    **dict.fromkeys(("IgG", "IgM", "IgA", "IgE"), _ANTIGEN),
}
"""What makes another measure of one whose word is a common noun, or of an antibody."""
_DESCRIBES = re.compile(
    r"[\s-]+(?:sero)?(?:positive|negative)(?!\s*[(<>≤≥=\d])\b|"
    r"-(?:mediated|confirmed|proven|refractory|resistant|sensitive|responsive|dependent|predominant|associated|induced|driven|apheresis|progression)\b",
    _FLAGS,
)
"""Behind a measure that only describes what follows: "PSA-progression", "AQP4-IgG seropositive NMOSD"."""
_THINGS = re.compile(r"[^siu]s\Z")
_NO_COUNT = re.compile(r"\s+(?:scores?|class(?:es)?|grades?|types?|severity|index)\b", _FLAGS)
"""Behind a thing that is counted: then it is graded."""
_IN_ANY_FLUID = ("pH", "bilirubin", "grade", "disease stage", "severity")
"""What has one name wherever it is measured, and what is said of the fluid itself: "ascites grade 2"."""
_ADJECTIVE = re.compile(r"\b([A-Za-z]+)\s*(?:/|,|&|\band\s*/\s*or\b|\b(?:and|or)\b)\s*$", _FLAGS)


def _ratios(view: str, known: list[Match]) -> list[Match]:
    """ "PaO2:FiO2" is the measure PaO2/FiO2, with what each stands for in brackets or without."""
    out: list[Match] = []
    for m in known:
        name = f"{out[-1].entry.name}/{m.entry.name}" if out else ""
        if name in measures() and _RATIO.fullmatch(view, out[-1].end, m.start):
            if _again(view, out[-2:]):
                out.pop()
            out[-1] = out[-1]._replace(end=m.end, entry=m.entry._replace(name=name), last=m.last)
        elif (
            out
            and out[-1].entry.name.endswith(f"/{m.entry.name}")
            and _IN_BRACKETS.fullmatch(view, out[-1].end, m.start)
        ):
            out[-1] = out[-1]._replace(end=m.end, last=m.last)  # "FEV1/FVC (forced vital capacity)"
        elif (ratio := _by_colon(view, m)) is not None:
            out.append(ratio)
        elif not _in_a_ratio(view, m):
            out.append(m)
    return out


def _again(view: str, two: list[Match]) -> bool:
    """ "FEV1 (forced expiratory volume)": one measure named twice."""
    return (
        len({m.entry.name for m in two}) < len(two)
        and _IN_BRACKETS.fullmatch(view, two[0].end, two[1].start) is not None
    )


def _by_colon(view: str, m: Match) -> Match | None:
    """ "CD4:CD8 ratio", which the lexicon knows with a slash."""
    over = _TO_ANOTHER.match(view, m.end)
    written = view[m.start : over.end()].replace(":", "/") if over else ""
    entry = lexicon().get(fold_phrase(written), written) if written else None
    return m._replace(end=over.end(), entry=entry) if over and entry is not None else None


def _in_a_ratio(view: str, m: Match) -> bool:
    """ "Zinc/copper ratio", "ratio of zinc to copper": what is measured is neither of the two."""
    over, ratio = _TO_ANOTHER.match(view, m.end), _IS_RATIO.match(view, m.end)
    second = ratio is not None and _OF_ANOTHER.search(view, max(0, m.start - 24), m.start)
    return bool(second or over or _RATIO_OF.search(view, max(0, m.start - 40), m.start))


def _elided(view: str, known: list[Match]) -> list[Match]:
    """ "Total and direct bilirubin": the first adjective is of the noun behind the second."""
    out: list[Match] = []
    for m in known:
        _, space, head = view[m.start : m.end].partition(" ")
        first = _ADJECTIVE.search(view, out[-1].end if out else max(0, m.start - 40), m.start) if space else None
        phrase = f"{first[1]} {head}" if first else ""
        entry = lexicon().get(fold_phrase(phrase), phrase)
        if first is not None and entry is not None and entry.name != m.entry.name:
            out.append(m._replace(start=first.start(1), end=first.end(1), entry=entry))
        out.append(m)
    return out


def _by_letter(view: str, m: Match) -> Match:
    """ "Child-Pugh score A" is a class and no score."""
    name = m.entry.name.removesuffix(" score")
    letters = measures()[name].classes if name != m.entry.name and name in measures() else ()
    if not letters or not re.compile(rf"[\s:=]*(?:of\s+|class\s+)?[<>≤≥]?\s*(?:{'|'.join(letters)})(?![\w-])").match(
        view, m.end
    ):
        return m
    return m._replace(entry=m.entry._replace(name=name))


def _once(view: str, known: list[Match]) -> list[Match]:
    """ "TIMI flow ≤ grade 2": the grade is that of the scale; that of "high-grade stage III" has no number."""
    out: list[Match] = []
    for m in known:
        if m.entry.name == "grade" and out and measures()[out[-1].entry.name].unit == "1":
            if _BOUND.fullmatch(view, out[-1].end, m.start):
                continue
        if m.entry.name == "grade" and _HOW_BAD.search(view, max(0, m.start - 15), m.start):
            if _STAGED.match(view, m.end):
                continue
        out.append(m)
    return out


def _performance(view: str, known: list[Match]) -> list[Match]:
    """ "ECOG) performance status (PS)": the status is that of the scale before it, whatever stands in brackets."""
    out: list[Match] = []
    for m in known:
        if m.entry.name == "performance status":
            if who := _WHO.search(view, max(0, m.start - 45), m.start):
                m = m._replace(start=who.start(), entry=m.entry._replace(name="WHO performance status"))
            elif out and out[-1].entry.name in _PERFORMANCE and _BRACKETED.fullmatch(view, out[-1].end, m.start):
                if view[m.start - 1] != "(":
                    out[-1] = out[-1]._replace(end=m.end, last=m.last)
                continue
            elif scales := {o.entry.name for o in out} & _PERFORMANCE:  # "ECOG 0-1. PS 2 is acceptable if"
                m = m._replace(entry=m.entry._replace(name=min(scales)))
        out.append(m)
    return out


def as_named(view: str, known: list[Match]) -> list[Match]:
    """The measures that words name, in reading order."""
    named = [m for m in known if _is_its_own(view, m)]
    return [
        _by_letter(view, _parted(view, m)) for m in _once(view, _elided(view, _ratios(view, _performance(view, named))))
    ]


def _is_its_own(view: str, m: Match) -> bool:
    """Whether words beside a measure make another of it: "bone height", "salivary cortisol", "lesion score"."""
    measure = measures()[m.entry.name]
    if _THINGS.search(measure.name) and measure.unit == "1" and _NO_COUNT.match(view, m.end):
        return False
    before = max(0, m.start - 30)
    if _DESCRIBES.match(view, m.end) or _spelled_as_another(view[m.start : m.end], measure.words):
        return False
    if (things := _OTHERS.get(measure.name)) is not None and things.search(view, before, m.start):
        return False
    dissolved = "/" in measure.unit or measure.unit in ("%", "1")
    return not (dissolved and measure.name not in _IN_ANY_FLUID and _SPECIMEN.search(view, before, m.start))


def _spelled_as_another(words: str, listed: tuple[str, ...]) -> bool:
    """Whether the lexicon knows this very spelling, in small letters and large, as another thing: "PsA" is no PSA."""
    if words in listed or words.islower() or words.isupper():
        return False
    return words in mentions().written.get(fold_phrase(words), {})


def _parted(view: str, m: Match) -> Match:
    """ "Breast cancer stage II": the cancer is of its own name, and only the stage is measured."""
    staged = _OF_CANCER.match(view, m.start) if m.entry.name == "disease stage" else None
    before = _WORD_BEFORE.search(view, max(0, m.start - 30), m.start) if staged else None
    if staged is None or before is None or fold(before[1]) in silent_words():
        return m
    return m._replace(start=staged.end())
