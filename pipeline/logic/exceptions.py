"""Exceptions narrow a leaf where they name kinds of it; where they are circumstances, they are ``all[A, not B]``."""

import re
from itertools import islice, pairwise
from typing import NamedTuple

from ...patterns.gate import Gated
from ..naming.sites import named_in
from ..parts import Part
from ..timing.exceptions import BUT_NOT, NO_MORE
from . import beyond_kinds, brackets, kinds
from .neighbours import EXAMPLES, is_category
from .nodes import Rule, Words, at, name_of, negation

_EXCEPT = Gated(
    r"\b(?:(?P<behind>(?:(?:is|are)\s+)?(?:excepted|exempt(?:ed)?)(?!\s+\w))|(?P<kinds>except(?:ing|ions?|ed)?"
    r"(?:\s+(?:for|of|are|is|include|being|in(?![\s-]situ\b)))?:?|(?P<than>other\s+than)|"
    r"exempt(?:ed)?\s+(?:are|is)|with\s+(?:the\s+)?(?:exceptions?\s+(?:of|for)|following\s+exceptions?)|apart\s+from|aside\s+from|save\s+for|excluding|"
    rf"(?:(?:does|do)\s+)?not\s+(?:includ(?:e|ing)|count(?:ing)?)|{BUT_NOT})|"
    r"(?P<circumstance>unless|if\s+not|(?:does|do)\s+not\s+apply\s+(?:to|under|in|for|if|when|with)|"
    r"not\s+(?:applicable|required)\s+(?:to|in|for|if|when)))\b",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"\b(?:[IV]+|[cpy]{0,2}T?[0-4])[A-Da-d]\d?\b")
_BUT_NOT = re.compile(r"but\s+not\b", re.IGNORECASE)
_GIVEN = re.compile(r"\s+(?:with|on|to|received|receiving|taking|using)\b", re.IGNORECASE)
""" "Treated with taxanes but not with anthracyclines": two things, and no exception."""
WHERE = re.compile(r"\s+(?:if|when|where|in\s+case)\b", re.IGNORECASE)
"""Behind "except" it opens a circumstance, all of which must hold."""
_OF_ONE = re.compile(r"\s+(?:its?|this|that)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"\b(?:or|and)\s+(?:any(?!\s+(?:[\w-]+\s+){0,2}(?:in\s+situ|skin\s+cancers?))|(?:prior|previous|current|ongoing)?\s*(?:history|use|treatment|therapy|diagnosis)\s+(?:of|with))\b|"
    r",\s*(?:or|and)\s+(?:an\s+)?(?:active|current|ongoing|uncontrolled|unstable|severe|known|planned|acute)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"(?<=\w)\s?[,;]\s?(?:or|and)\b", re.IGNORECASE)
_OR_ANOTHER = re.compile(r"\s*[,;]\s*or\b", re.IGNORECASE)
_TUMOR = re.compile(r"(?:malignancy|cancer|neoplasm|tumor|carcinoma|neoplasia|malignant disease)\Z")
_STATE = re.compile(r"remission|response|recurrence|disease[\s-]free", re.IGNORECASE)
_DUE = re.compile(r"\b(?:due|related|attributable|attributed|secondary|caused|explained)\b", re.IGNORECASE)
_MAY = re.compile(
    kinds.RELATIVE.pattern
    + r"+(?:may|might|could|would|can|will|in\s+the|interfer|affect|compromis|preclud|impair|confound|requir)"
)
"""What the thing might do, and none of its kinds alone."""
_IN_WHOM = re.compile(r"\s+(?:in|for|if|when|where|with|among|those|patients|subjects|participants)\b", re.IGNORECASE)
_FREE_OF = re.compile(r"\b(?:healthy|free\s+(?:of|from)|no|without|not|absence\s+of|lack\s+of)\b", re.IGNORECASE)
_LAST_OF_TWO = re.compile(
    r"\s*[,;]\s*(?:or|and)\s+(?P<own>(?:any|an?|(?:an?\s+)?(?:prior|previous|past)?\s*history\s+of|with|having|has|who)\s+)?(?:\w+\s+)?",
    re.IGNORECASE,
)
"""A comma parts the two, and none stands before the exception, which is then of the second."""
_BESIDE = re.compile(r"\b(?:and|or|with|but)\b", re.IGNORECASE)
_PARTED = re.compile(r"[,;]|\b(?:and|or)\b", re.IGNORECASE)


class Exemption(NamedTuple):
    """An exception: whether it names kinds, where its word starts, and where its content starts and stops.

    ``heads`` are the parts that it may be an exception of, the last the nearest.
    """

    kinds: bool
    heads: list[Part]
    outside: list[Part]
    inside: list[Part]
    word: int
    start: int
    stop: int


def find(w: Words, start: int, end: int, parts: list[Part]) -> Exemption | None:
    """The first exception that has a head and a content; one that opens the clause ends at its comma."""
    for m in _EXCEPT.finditer(w.view, start, end):
        if any(p.start < m.start() < p.end and (p.leaf["op"] != "threshold" or p.rule) for p in parts):
            continue
        if beyond_kinds.told(w, m, parts):
            continue
        if m["behind"]:
            if (found := _behind(w, start, m, parts)) is not None:
                return found
            continue
        opens = not w.view[start : m.start()].strip()
        comma = w.view.find(",", m.end(), end) if opens else -1
        stop = comma if comma >= 0 else _stop(w.view, start, m, end)
        examples = None if brackets.level(w.view, start, m.start()) else EXAMPLES.search(w.view, m.end(), stop)
        if examples is not None:  # of the thing, or of its exception?
            w.unsure.append(examples.span())
            stop = examples.start() if m["than"] and _of_the_thing(w, m, parts, examples.start()) else stop
        elif m["than"] and (listed := _kinds_behind(w, m, parts, stop)) is not None:
            w.unsure.append((listed, stop))
            stop = listed
        if m["than"] and (clause := _MAY.search(w.view, m.end(), stop)) is not None:
            stop = clause.start()  # "diseases other than gout that may interfere"
        inside = _kinds_of_cancer(w, m, parts, [p for p in parts if m.end() <= at(p) < stop])
        if inside and len(inside) < sum(m.end() <= at(p) < stop for p in parts):
            stop = inside[-1].end
        unread = [p.leaf["op"] == "other" for p in inside[:2]] == [True, False]
        if m["circumstance"] and unread:
            if more := _OR_ANOTHER.match(w.view, inside[0].end):  # "A unless well controlled, or B"
                stop, inside = more.start(), inside[:1]
        if m["circumstance"] and inside and _ANOTHER.search(w.view, m.end(), inside[0].start):
            w.unsure.append(m.span())  # "A unless washed out, or B": of words that nobody has read
            continue
        if m["circumstance"] and w.kind == "exclusion" and not opens and _goes_on(w, inside):
            w.unsure.append(m.span())
        if m["kinds"] and (further := beyond_kinds.further(w, m, parts, inside)) is not None:
            stop, inside = further, [p for p in inside if p.end <= further]
        outside = [p for p in parts if not m.end() <= at(p) < stop]
        heads = outside[:1] if opens else [p for p in outside if at(p) < m.start()]
        heads = _without_examples(w, start, m, heads) if m["kinds"] else heads
        if heads and inside and _BUT_NOT.match(w.view, m.start()) and _names_another(w, heads, inside, m.end()):
            if w.kind == "inclusion" or heads[-1].leaf["op"] == "condition" or _GIVEN.match(w.view, m.end()):
                continue  # "treated with prednisone but not methotrexate"
            w.unsure.append(m.span())
        if inside and heads:
            for p in inside:  # "but not B" says no more than "except B"
                p.cues = [c for c in p.cues if not m.start() <= c.start < m.end()]
            named = bool(m["kinds"]) and WHERE.match(w.view, m.end()) is None
            return Exemption(named, heads, outside, inside, m.start(), m.end(), stop)
    return None


def _goes_on(w: Words, inside: list[Part]) -> bool:
    """ "Creatinine > 2 unless on dialysis, Hb < 8": behind the comma the list of exclusions may go on."""
    gaps = [w.view[a.end : b.start] for a, b in pairwise(inside)]
    return any(gap.rstrip().endswith(",") for gap in gaps) and "and" not in gaps[-1].lower().split()


def _names_another(w: Words, heads: list[Part], inside: list[Part], word: int) -> bool:
    """Whether what is behind "but not" is by its name no kind of what stands before it, as a named drug has none.

    What is required of somebody is required beside the first, even where it is a kind of it. Kinds of "autoimmune
    disease" or "skin disorder" need not say so in their names.
    """
    whole = _with_examples(w, heads) if heads[-1].leaf.get("role") == "drug" else None
    head = whole if whole is not None and whole.leaf.get("role") == "drug_class" else heads[-1]
    if head.leaf["op"] not in ("exposure", "condition") or head.value is not None:
        return False
    ill = head.leaf["op"] == inside[0].leaf["op"] == "condition"
    alone = ill and not any(kinds.has_kinds(name_of(p)) for p in heads)
    given = head.leaf["op"] == "exposure" and _GIVEN.match(w.view, word) is not None
    named = w.kind == "inclusion" or alone or given or head.leaf.get("role") == "drug"
    return named and not any(kinds.is_named_one(w, p, head) for p in inside)


def _without_examples(w: Words, start: int, m: "re.Match[str]", heads: list[Part]) -> list[Part]:
    """ "Psychotropic drugs (e.g. lithium) other than zolpidem": the exception is of the class, and of no example."""
    last = w.view[start : m.start()].rstrip()
    opened = next((a for a, b in brackets.spans(w.view, start, m.start()) if b == start + len(last) - 1), None)
    if opened is None or EXAMPLES.match(w.view[opened + 1 :].lstrip()) is None:
        return heads
    return [p for p in heads if at(p) < opened] or heads


def _kinds_of_cancer(w: Words, m: "re.Match[str]", parts: list[Part], inside: list[Part]) -> list[Part]:
    """ "Malignancy except basal cell carcinoma, or HIV infection": an infection is no kind of a malignancy."""
    heads = [p for p in parts if at(p) < m.start()]
    if not m["kinds"] or not heads or not kinds.ANY_CANCER.search(heads[-1].leaf.get("condition", {}).get("name", "")):
        return inside
    at_end = m.end()
    for i, p in enumerate(inside):
        name = p.leaf.get("condition", {}).get("name", "")
        another = p.leaf["op"] == "condition" and not kinds.CANCER.search(name) and not named_in(name)
        if another and _ANOTHER.search(w.view, at_end, p.start):
            return inside[:i]
        at_end = p.end
    return inside


def _kinds_behind(w: Words, m: "re.Match[str]", parts: list[Part], stop: int) -> int | None:
    """Where a bracket opens that lists what is not excepted: "arthritis other than gout (psoriatic, reactive)"."""
    opened = w.view.find("(", m.end(), stop)
    if opened < 0 or not w.view[m.end() : opened].strip() or sum(opened < at(p) < stop for p in parts) < 2:
        return None
    return opened if _of_the_thing(w, m, parts, opened + 1) else None


def _of_the_thing(w: Words, m: "re.Match[str]", parts: list[Part], examples: int) -> bool:
    """ "A other than B (e.g. C)": C is an A, but what is named behind a kind of cancer is mostly of that kind."""
    between = w.view[m.end() : examples]
    heads = [p for p in parts if at(p) < m.start() and p.leaf["op"] == "condition"]
    name = heads[-1].leaf["condition"]["name"] if heads else ""
    return "," in between or ("(" in between and not (kinds.ANY_CANCER.search(name) or kinds.CANCER.search(name)))


def of_unread(w: Words, start: int, end: int, parts: list[Part]) -> tuple[int, int, int] | None:
    """ "Any drug other than metformin", unread before: where the word of the exception starts and ends, and its end."""
    for m in _EXCEPT.finditer(w.view, start, end):
        stop = _stop(w.view, start, m, end)
        if m["kinds"] and w.view[start : m.start()].strip() and any(m.end() <= at(p) < stop for p in parts):
            return None if any(at(p) < m.start() for p in parts) else (m.start(), m.end(), stop)
    return None


def _behind(w: Words, start: int, m: "re.Match[str]", parts: list[Part]) -> Exemption | None:
    """ "Malignancy (melanoma excepted)": the exception stands before its word, from the bracket or comma on."""
    opened = max((a for a, b in brackets.spans(w.view, start, m.end()) if a < m.start() <= b), default=-1)
    a = opened + 1 if opened >= 0 else max(w.view.rfind(sign, start, m.start()) for sign in ",;") + 1
    inside = [p for p in parts if a <= at(p) < m.start()]
    examples = [*brackets.spans(w.view, start, a)]
    heads = [p for p in parts if at(p) < a and not any(x < at(p) < y for x, y in examples)]
    if not inside or not heads:
        return None
    outside = [p for p in parts if not any(p is q for q in inside)]
    return Exemption(True, heads, outside, inside, a, a, m.end())


def of_last_alone(w: Words, e: Exemption) -> bool | None:
    """Whether the exception is one of the last name alone and not of the list before it; None where it may be either.

    So it is in a bracket right behind that name, with "its", and where each name has a limit or a window of its own.
    """
    between = w.view[e.heads[-1].end : e.word]
    if _of_which_examples(w, e) is not None:
        return False
    if brackets.level(w.view, e.heads[-1].start, e.word) == 0 and brackets.level(w.view, e.heads[0].start, e.word) > 0:
        return True  # "surgery within 3 months (GI surgery ever, except appendectomy)"
    bracketed = re.fullmatch(r"\s*\(\s*", between) is not None
    if bracketed and len(e.outside) > 1 and (timed_apart(e) or not kinds.are_kinds(w, narrowed(w, e), e.inside)):
        return True
    if not bracketed and (stated := _LAST_OF_TWO.fullmatch(_joining(w, e))) is not None and "," not in between:
        if not stated["own"]:  # "A, or B unless C": of the two, or of B alone?
            w.unsure.append((e.word, e.start))
        return True
    of_kinds = e.kinds and e.heads[-1].value is None
    if of_kinds or len(e.heads) < 2 or not _PARTED.search(w.view, e.heads[-2].end, e.heads[-1].start):
        return False
    if bracketed:
        return True
    limits = [p.value or _window(p) for p in e.heads]
    limited = all(limits) and limits[-1] != limits[-2]
    if "," in between:
        return None if limited else False  # "A > 3, or B > 2, except in C"
    if _OF_ONE.match(w.view, e.start):
        return True
    if (
        limited
        and _DUE.search(w.view, e.word, e.inside[0].start if e.inside else e.start)
        and not any(map(_is_of_bilirubin, e.inside))
    ):
        w.unsure.append((e.word, e.start))  # "neutrophils < 1, platelets < 50 unless due to marrow involvement"
    return limited


def _joining(w: Words, e: Exemption) -> str:
    """The words between the two things before an exception; none where there are more, or one is in brackets."""
    several = len(e.heads) != 2 or e.heads[0].shares or e.heads[0].end > e.heads[1].start
    if several or brackets.level(w.view, e.heads[0].start, e.word) or negation(e.heads[0]) is not None:
        return ""
    timed = _window(e.heads[0])
    return w.view[max(e.heads[0].end, timed[1] if timed else 0) : e.heads[1].start]


def _of_which_examples(w: Words, e: Exemption) -> Part | None:
    """The head of "psychiatric illness (including depression, but not anxiety)", whose examples the exception ends.

    Behind a named drug, which has no kinds, any exception is of the class: "statins such as A or B, except C".
    """
    of_drug = e.kinds and e.heads[-1].leaf.get("role") == "drug"
    if not of_drug and not _BUT_NOT.match(w.view, e.word):
        return None
    return _with_examples(w, e.heads)


def _with_examples(w: Words, heads: list[Part]) -> Part | None:
    """The first name behind which examples of it stand."""
    return next((a for a, b in pairwise(heads) if EXAMPLES.search(w.view, a.end, max(a.end, b.start))), None)


def of_a_class(w: Words, e: Exemption) -> bool:
    """Whether an exception behind examples is of the class of drugs whose examples they are."""
    whole = _of_which_examples(w, e) if e.kinds else None
    return whole is not None and whole.leaf.get("role") == "drug_class"


def _is_of_bilirubin(p: Part) -> bool:
    """Gilbert's syndrome raises nothing else."""
    return name_of(p) == "gilbert's syndrome"


def may_end_before(w: Words, main: Part, e: Exemption) -> bool:
    """ "Arthritis other than RA, gout, or lupus": what a comma parts may stand beside the arthritis.

    Kinds of cancer are told at length, and in a bracket all are kinds.
    """
    if not e.kinds or brackets.level(w.view, main.end, e.word):
        return False
    if w.kind != "exclusion":  # "asthma except A, and FEV1 > 60 %": the value is asked for, too
        return any("," in w.view[a.end : b.start] and a.leaf["op"] != b.leaf["op"] for a, b in pairwise(e.inside))
    name = name_of(main)
    commas = [b for a, b in pairwise(e.inside) if "," in w.view[a.end : b.start]]
    return not _TUMOR.search(name) and any(name_of(p).rpartition(" ")[2] != name.rpartition(" ")[2] for p in commas)


def _window(p: Part) -> tuple[int, int] | None:
    where = (p.leaf.get("window") or {}).get("span")
    return (where["start"], where["end"]) if where else None


def timed_apart(e: Exemption) -> bool:
    """ "A within 5 weeks and B other than C within 1 week": the exception is of B alone, as it seems."""
    return e.kinds and len({_window(p) for p in e.heads}) > 1


def count(view: str, start: int, end: int, limit: int) -> int:
    """How many words of exception a stretch holds; counting stops behind ``limit``."""
    return sum(1 for _ in islice(_EXCEPT.finditer(view, start, end), limit + 1))


def _stop(view: str, start: int, m: "re.Match[str]", end: int) -> int:
    """An exception ends with the bracket that it stands in, at a semicolon, or where the next thing starts.

    In a bracket of its own ("(except A; B)") semicolons part what it names.
    """
    own, position = view[start : m.start()].rstrip().endswith(("(", "[")), m.end()
    opened = brackets.level(view, start, position)
    level = opened
    for i in range(position, end):
        level += (view[i] in "([") - (view[i] in ")]")
        ended = view[i] == ";"
        if view[i] in ",aAoO":  # with which the next thing starts
            ended = _NEXT.match(view, i) is not None
            ended = ended or (not m["circumstance"] and NO_MORE.match(view, i) is not None)
        if level < opened or (level == opened and not own and ended):
            return i
    return end


def narrowed(w: Words, e: Exemption) -> Part:
    """What an exception is of: the nearest name, but of "malignancy not in remission, except A" the malignancy.

    So it is of the disease in "liver disease before pancreatectomy (excluding NAFLD)".
    """
    last = _of_which_examples(w, e) or e.heads[-1]
    state = w.kind == "exclusion" and negation(last) is not None and _STATE.search(w.view, last.start, last.end)
    ops = {p.leaf["op"] for p in e.inside}
    if not state and (not e.kinds or last.value is not None or ops != {"condition"} or last.leaf["op"] in ops):
        return last
    return next((p for p in reversed(e.heads) if negation(p) is None and p.leaf["op"] == "condition"), last)


def between_semicolons(view: str, start: int, word: int, stop: int, end: int) -> tuple[int, int]:
    """The stretch between semicolons that an exception stands in; those in a bracket part nothing."""
    marks = brackets.semicolons(view, start, end)
    before, after = [i for i in marks if i < word], [i for i in marks if i >= stop]
    return (before[-1] + 1 if before else start), (after[0] if after else end)


def by_name(w: Words, e: Exemption) -> list[tuple[Part, list[Part]]]:
    """ "Corticosteroids or immunosuppressants, except inhaled corticosteroids": the heads whose kinds the names say.

    Each head with its kinds; nothing where one that is excepted is by its name no kind of a head.
    """
    if not e.kinds or len(e.heads) < 2:
        return []
    near = [{i: n for i, h in enumerate(e.heads) if (n := kinds.words_shared(w, p, h))} for p in e.inside]
    closest = [[i for i, n in of.items() if n == max(of.values())] for of in near]
    found = [(h, [p for p, of in zip(e.inside, closest, strict=True) if i in of]) for i, h in enumerate(e.heads)]
    plain = all(closest) and all(kinds.are_kinds(w, h, own) for h, own in found if own)
    return [(h, own) for h, own in found if own] if plain else []


def of_words(w: Words, start: int, e: Exemption) -> tuple[int, int] | None:
    """ "No disease other than gout", "healthy apart from gout": where the words stand that nobody can part.

    What is denied has no name, so that what is excepted from it is neither denied nor asked for.
    """
    last = e.heads[-1]
    healthy = last.leaf.get("name") == "healthy volunteer"
    if not e.kinds or w.kind != "inclusion" or (last.leaf["op"] != "other" and not healthy):
        return None
    floor = max((p.end for p in e.heads[:-1] if p.leaf["op"] != "other"), default=start)
    denied = negation(last)
    found = None if healthy else _FREE_OF.search(w.view, floor, last.end)
    if found is not None and _BESIDE.search(w.view, found.end(), last.start):
        found = None
    if denied is None and found is None and not healthy:
        return None
    return min([last.start, *([] if denied is None else [denied]), *([found.start()] if found else [])]), e.stop


def give_object(w: Words, e: Exemption) -> None:
    """ "A beta-blocker, unless contraindicated": what is contraindicated is what stands before, where that is one."""
    bare = [p for p in e.inside if p.leaf["op"] == "condition" and of_nothing(p.leaf)]
    given = {p.leaf["agent"]["name"]: p for p in e.heads if p.leaf["op"] == "exposure"}
    if not bare or len(given) != 1:
        return
    (of,) = given.values()
    for p in bare:
        p.leaf |= {"to": of.leaf["agent"], "to_role": of.leaf["role"]}


def of_nothing(leaf: Rule) -> bool:
    """A contraindication or an intolerance of which nobody says to what."""
    return "to" not in leaf and leaf.get("condition", {}).get("name") in ("contraindication", "intolerance")


def share_status(heads: list[Part], excepted: list[Part]) -> None:
    """ "A or B other than C at any time": what stands behind an exception is said of what it is an exception of."""
    for p in excepted:
        behind = [c for c in p.cues if c.category in ("PAST", "CURRENT") and c.start >= p.end]
        if behind and "status" in p.leaf and all(h.leaf.get("status") is None for h in heads):
            status = p.leaf.pop("status")
            for h in heads:
                if h.leaf["op"] in ("exposure", "condition") and "window" not in h.leaf:
                    h.leaf["status"] = status


def limits(w: Words, e: Exemption) -> tuple[list[Part], list[Part], list[Part]] | None:
    """ "Bilirubin > 2 x ULN, except in Gilbert syndrome where > 3": for whom another limit holds, and this limit.

    Then of what: "ALT and AST ≤ 3 × ULN, except …" has it for both, which share the value.
    """
    nearest = e.heads[-1]
    if nearest.value is None or nearest.rule is not None or of_its_range(e):
        return None
    of = [p for p in e.heads if p.value == nearest.value and p.rule is None]
    own = [p for p in e.inside if p.value is not None and any(_bounds_the_same(p, q) for q in of)]
    of = [q for q in of if any(_bounds_the_same(p, q) for p in own)]
    whom = [p for p in e.inside if not any(p is q for q in own)]
    graded = nearest.leaf["measure"]["name"] == "CTCAE grade" and not _IN_WHOM.match(w.view, e.start)
    if graded:  # "grade 2 toxicity, except grade 2 cholesterol": a toxicity, and nobody for whom a grade holds
        return None
    return (whom, own, of) if own and whom and of[-1] is nearest else None


def _bounds_the_same(p: Part, nearest: Part) -> bool:
    """Whether a value is another of the same measure, and of the same thing: no grade of anything else."""
    of = p.leaf.get("of")
    same = bool(p.leaf["measure"]["name"] == nearest.leaf["measure"]["name"])
    return same and (of is None or of["name"] == (nearest.leaf.get("of") or of)["name"])


def of_a_letter(w: Words, e: Exemption) -> bool:
    """ "Stage III except stage IIIC": stages whose letters no number tells apart."""
    return any(_LETTERED.search(w.view, p.start, p.end) for p in e.inside if p.value is not None)


def of_its_range(e: Exemption) -> bool:
    """ "Stage III, except stage IIIC", "T1-3, excluding T1 N0": what is taken from a range of values widens nothing."""
    values = [p for p in e.heads if p.value is not None and p.rule is None]
    return bool(values) and all(any(_lies_in(p, q) for q in values) for p in e.inside)


def _lies_in(p: Part, q: Part) -> bool:
    if p.value is None or p.rule is not None:
        return False
    if is_category(p):
        return is_category(q) or "stage" in q.leaf["measure"]["name"]
    if p.leaf["measure"]["name"] not in (q.leaf["measure"]["name"], "CTCAE grade", "grade"):
        return False
    (a, b), (c, d) = ([x and x["value"] for x in (r["lower"], r["upper"])] for r in (p.leaf["range"], q.leaf["range"]))
    return a is not None and b is not None and (c is None or c <= a) and (d is None or b <= d)
