"""Limits that hold for some: "QTcF > 470 (females) or > 450 (males)", "ALT <= 2.5 x ULN (<= 5 if liver metastases)"."""

import re
from dataclasses import replace
from itertools import pairwise

from ..parts import Part, is_sex
from .limbs import Limb, apart, holds_all, share, take_rest
from .neighbours import OF_WHICH, is_category
from .nodes import LISTS, Node, Rule, Words, affirmed, at, in_order, join, negate, negation, nodes_of

_FOR = re.compile(
    r"[\s,:(\[]*(?:(?P<allowed>(?:(?:is|are|(?:will|may|can)\s+be)\s+)?(?:also\s+|only\s+)?"
    r"(?:acceptable|allowed|permitted|accepted|permissible|eligible|sufficient|enough)|will\s+do|suffices?)\s+(?:only\s+)?)?(?P<word>if|for|in|with(?:out)?|when|among|where|provided)\b[\w\s,-]{0,60}:?\s*$|[\s,:(\[]*$",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"\s*[,(]?\s*(?P<word>and\b|or\b|/|such\s+as\b|including\b|e\.\s?g\.,?|for\s+example\b)?\s*(?:an?\s+)?",
    re.IGNORECASE,
)
_IF = re.compile(
    r"[\s,(]*(?:(?:if|when|where)\s+(?:(?:the|their)\s+)?|(?:in|for|among)\s+"
    r"(?:patients|subjects|participants|individuals|persons|people|those|adults|children|(?:wo)?men|infants)\s+"
    r"(?:(?:who\s+are|aged?|of|with)\s+)*(?:an?\s+|the\s+)?)(?=\S$)",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\s+with(?:out)?\s+(?:(?:an?|the|any)\s+)?", re.IGNORECASE)
"""Behind those for whom a limit holds: "in sinus rhythm without a pacemaker"."""
_BY = re.compile(r"\s*\(?\b(?:by|on|using|via)\s+", re.IGNORECASE)
_LABEL = re.compile(
    r"\)?(?:\s+(?:for|in)\s+all\s+\w+)?\s*(?:[,;(]|\b(?:or|and|but)\b)[\s,;(]*(?:(?:or|and|but)\b[\s,]*)?"
    r"(?:(?:if|for|in|with(?:out)?|when|among|where|on|who|has|have|is|are|the|an?|of|case|presence|all|those|"
    r"patients?|subjects?|participants?|individuals?)\s+)*",
    re.IGNORECASE,
)
"""Between a limit and those for whom the next one holds: "≤ 2.5 x ULN; in patients with **metastases** ≤ 5 x ULN"."""
_TO_ITS_LIMIT = re.compile(
    r"(?:\s+(?:is|are|was|were))?(?:\s+(?:present|known|documented|confirmed|suspected|involved|patients?|subjects?|participants?|cases?))?"
    r"(?P<comma>[\s:]*,?)\s*(?:(?:then|is|be|must|an?|the|of|limit|may|up|to|level|value|count)\s+)*",
    re.IGNORECASE,
)
_IN_THOSE = re.compile(
    r"\s*,?\s*(?:in|for|if|when|among)\s+(?:(?:the|an?|patients|subjects|participants|those|individuals|case|cases|of|with|who|have|has|known|documented)\s+)*",
    re.IGNORECASE,
)
_SIDES = re.compile(r"\b(?:eye|ear|knee|hip|hand|leg|foot|feet|arm|limb|side|breast|kidney)s?\Z", re.IGNORECASE)
_STARTS_ANEW = re.compile(r"[;(]|\b(?:or|and|but)\b", re.IGNORECASE)


def fold(w: Words, parts: list[Part]) -> tuple[list[Node], list[Part]]:
    """The nodes of the limits that hold for some, and the parts that are left."""
    limbs = _with_limits_of_others(w, _limbs(parts))
    out: list[Node] = []
    left = list(parts)
    i = 0
    while i < len(limbs):
        j = i + 1
        while j < len(limbs) and limbs[j].measures == limbs[i].measures:
            if _of_which(w, limbs[j - 1], limbs[j]) or _of_a_state(parts, limbs[j - 1], limbs[j]):
                break
            j += 1
        run = limbs[i:j]
        i = j
        if len(run) > 1 and any(_saidapart(w, limb) for limb in run):
            w.unsure.append((run[0].value[0], run[-1].value[1]))
        if len(run) < 2 or not _qualify(w, parts, run, limbs[j].value[0] if j < len(limbs) else None):
            continue
        for limb in run:
            limb.whom += [p for sex in filter(is_sex, limb.whom) for p in left if _stands_before(w, p, sex)]
        used = [p for limb in run for p in (*limb.limits, *limb.whom)]
        out.append(Node(_denied(w, run) or _rule(w, run), sorted(used, key=at)))
        left = [p for p in left if not any(p is u for u in used)]
    return out, left


def _stands_before(w: Words, p: Part, sex: Part) -> bool:
    """ "Men of 50 or more or **postmenopausal** women of 60 or more": which women."""
    return p.value is None and p.end <= sex.start and not w.view[p.end : sex.start].strip(" -\n")


def _denied(w: Words, run: list[Limb]) -> Rule | None:
    """ "No QTc > 450 ms in men or > 470 ms in women": one denial goes over limits and those for whom they hold."""
    cues = {negation(p) for limb in run for p in (*limb.limits, *limb.whom)}
    if len(cues) > 1 or None in cues:
        return None
    bare = [replace(limb, limits=affirmed(limb.limits), whom=affirmed(limb.whom)) for limb in run]
    return negate(_rule(w._replace(kind="exclusion"), bare))


def _saidapart(w: Words, limb: Limb) -> bool:
    """ "≥ 2 cm by CT or ≥ 1 cm by MRI": what adds nothing beside one value tells two of them apart."""
    edge = max([limb.value[1], *(p.end for p in limb.limits)])
    if any(0 <= a - edge <= 2 for a, _ in w.silent):
        return True
    return _BY.match(w.view, edge) is not None and not limb.whom


def _of_which(w: Words, a: Limb, b: Limb) -> bool:
    """ "4 relapses, of which 2 in the knee": a count of some of the first is no limit for some."""
    return OF_WHICH.search(w.view, a.value[1], max(a.value[1], b.value[0])) is not None


def _of_a_state(parts: list[Part], a: Limb, b: Limb) -> bool:
    """ "Hyponatremia < 130 or hypernatremia > 150": each tells how bad a disease of its own is, and limits nobody."""
    focus = b.limits[0].focus
    return focus != a.limits[0].focus and any(p.leaf["op"] == "condition" and p.focus == focus for p in parts)


def _limbs(parts: list[Part]) -> list[Limb]:
    out: list[Limb] = []
    for p in parts:
        if p.leaf["op"] != "threshold" or p.value is None or is_category(p):
            continue  # "T3 N0 or T1 N1" bounds no N for some
        same = next((limb for limb in out if limb.value == p.value), None)
        if same is None:
            out.append(Limb(p.value, [p], []))
        else:
            same.limits.append(p)
    return sorted(out, key=lambda limb: limb.value)


def _with_limits_of_others(w: Words, limbs: list[Limb]) -> list[Limb]:
    """ "Duration < 15 years if EDSS > 5, or < 10 years if EDSS <= 5": a value says for whom the one before it holds.

    In "MMSE < 24 or, with less than 8 years of education, < 20" it is the one behind it.
    """
    out: list[Limb] = []
    for limb, after in zip(limbs, [*limbs[1:], None], strict=False):
        if out and after is not None and _of_next(w, out[-1], limb, after):
            after.whom += limb.limits
            continue
        again = sum(other.measures == out[-1].measures for other in limbs) > 1 if out else False
        first = min(p.start for p in limb.limits)
        if again and limb.measures != out[-1].measures and _IF.match(w.view, out[-1].value[1], first + 1):
            out[-1].whom += limb.limits
            w.heard.append((out[-1].value[1], first))
        else:
            out.append(limb)
    return out


def _of_next(w: Words, before: Limb, limb: Limb, after: Limb) -> bool:
    if limb.measures == before.measures or after.measures != before.measures:
        return False
    first, last = min(p.start for p in limb.limits), max(limb.value[1], *(p.end for p in limb.limits))
    edge = max([before.value[1], *(p.end for p in before.limits if p.end <= first)])
    if first < edge or after.value[0] < last or not _leads(w, edge, first, last, after.value[0]):
        return False
    w.heard.append((edge, after.value[0]))
    return True


def _in_brackets(w: Words, edge: int, p: Part) -> bool:
    """ "≥ 20000 IU/mL (HBeAg positive) or ≥ 2000 IU/mL (HBeAg negative)": alone in its bracket."""
    opened = w.view[edge : p.start].strip() in ("(", "[")
    return opened and p.leaf["op"] == "condition" and w.view[p.end : p.end + 2].lstrip()[:1] in (")", "]")


def _leads(w: Words, edge: int, first: int, last: int, value: int) -> bool:
    """Whether what stands from ``first`` to ``last`` leads to the value behind it, and not back to the one before."""
    label = _LABEL.fullmatch(w.view, edge, first)
    to = _TO_ITS_LIMIT.fullmatch(w.view, last, value) if label else None
    if label is None or to is None:
        return False
    return not to["comma"].strip(" :\n") or _STARTS_ANEW.search(label.group()) is not None  # "> 3 in men, > 2 in women"


def _qualify(w: Words, parts: list[Part], run: list[Limb], end: int | None) -> bool:
    """Gives each limb those for whom it holds; False where the words name none."""
    limits = [p for limb in run for p in limb.limits]
    others = [p for p in parts if not any(p is q for q in limits) and not _is_side(p)]
    firsts = (min((p.start for p in run[0].limits), default=0), run[0].value[0])  # "QTc: men > 450 ms, women > 470 ms"
    led = any(
        is_sex(p) and any(p.end <= first and _FOR.fullmatch(w.view, p.end, first) for first in firsts)
        for p in others[-8:]
    )
    if led and sum(map(is_sex, others)) > 1:  # "women, BMI ≥ 30 or ≥ 27 with hypertension" are women all the same
        return _before(w, others, run)
    labelled = _labelled(w, others, run)
    others = [p for p in others if not any(p is q for limb in run for q in limb.whom)]
    for k, limb in enumerate(run):
        limb.whom += [] if k in labelled else _inside(w, others, limb)
        stop = run[k + 1].value[0] if k + 1 < len(run) else end
        edge = max([limb.value[1], *(p.end for p in limb.limits if stop is None or p.end <= stop)])
        for p in others:
            if p.start < edge or (stop is not None and p.start >= stop) or any(p is q for q in limb.whom):
                continue
            gap = w.view[edge : p.start]
            said = None if _timed_between(limb, p) else _FOR.match(gap)
            named = said and (said["word"] or is_sex(p) or _in_brackets(w, edge, p))
            if k in labelled or (not limb.whom and not named):
                break
            if stop is not None and not limb.whom and _may_lead(w, edge, p, stop):
                w.unsure.append((edge, stop))
            if stop is not None and limb.whom and is_sex(p) and _FOR.fullmatch(w.view, p.end, stop):
                run[k + 1].whom.append(p)  # "> 450 ms in men, women > 470 ms"
                labelled.add(k + 1)
                w.heard.append((edge, stop))
                break
            if _asked_too(w, limb, p, edge):
                limb.limits, limb.whom = [*limb.limits, *limb.whom], []
                w.heard.append((edge, p.start))
            elif limb.whom and not is_sex(p) and gap.strip(" -\n") and not _WITHOUT.fullmatch(gap):
                break
            limb.whom.append(p)
            limb.allowed = limb.allowed or (said is not None and said["allowed"] is not None)
            w.heard.append((edge, p.start))
            edge = max(p.end, p.value[1] if p.value else 0)
            if p.value is not None and p.value[0] == stop:  # "with direct bilirubin ≤ ULN": up to the value behind it
                stop = min((x.value[0] for x in others if x.value and x.value[0] > stop), default=None)
        if stop is None and limb.whom and not is_sex(limb.whom[-1]):
            limb.whom += _listed_behind(w, limb.whom[-1], others)
    share(w, run)
    take_rest(w, run)
    return any(limb.whom for limb in run)


def _is_side(p: Part) -> bool:
    """ "> 24 mmHg in one eye and <= 36 mmHg in both eyes": where it is measured, and no people."""
    return p.leaf["op"] == "other" and _SIDES.search(p.leaf["text"]) is not None


def _asked_too(w: Words, limb: Limb, p: Part, edge: int) -> bool:
    """ "≤ 3 x ULN with direct bilirubin ≤ ULN in Gilbert's syndrome": the second value is asked of these, too."""
    values = bool(limb.whom) and all(x.value is not None for x in limb.whom)
    if not values or p.value is not None or not _IN_THOSE.fullmatch(w.view, edge, p.start):
        return False
    if w.kind == "exclusion":
        w.unsure.append((limb.value[0], p.end))
    return True


def _may_lead(w: Words, edge: int, p: Part, value: int) -> bool:
    """ "≤ 3 x ULN, if metastases are present, ≤ 5 x ULN": for whom does which of the two hold?"""
    gap, behind = w.view[edge : p.start].lstrip(), w.view[p.end : value]
    opened = gap.startswith("(") and ")" not in gap + behind
    to = _TO_ITS_LIMIT.fullmatch(behind) if gap.startswith(",") else None
    return opened or (to is not None and to["comma"].strip() == ",")


def _inside(w: Words, others: list[Part], limb: Limb) -> list[Part]:
    """ "21 (men) units a week": whose sex stands in brackets between the value and what it counts."""
    last = max(p.end for p in limb.limits)
    held = [p for p in others if is_sex(p) and limb.value[1] <= p.start and p.end <= last]
    return [p for p in held if w.view[limb.value[1] : p.start].strip() == "("]


def _labelled(w: Words, others: list[Part], run: list[Limb]) -> set[int]:
    """Gives limbs those who are named before them ("(Gilbert's syndrome: ≤ 3 x ULN)"); which limbs these are."""
    found = set()
    for k, (before, limb) in enumerate(pairwise(run), 1):
        edge = max([before.value[1], *(p.end for p in before.limits if p.end <= limb.value[0])])
        whom = [p for p in others if edge <= p.start and p.end <= limb.value[0]]
        if limb.whom or not whom:
            continue
        named_again = (p.start for p in limb.limits if p.start >= whom[-1].end)
        if not _leads(w, edge, whom[0].start, whom[-1].end, min([limb.value[0], *named_again])):
            continue
        if any(_timed_between(before, p) for p in whom):
            continue
        limb.whom += whom
        found.add(k)
        w.heard.append((edge, limb.value[0]))
    return found


def _listed_behind(w: Words, last: Part, others: list[Part]) -> list[Part]:
    """ "≥ 27 with hypertension, dyslipidemia or sleep apnea": those that share the place of the last; all, or none.

    Among exclusions the list may as well be of what excludes, and is left in doubt.
    """
    out: list[Part] = []
    closed = w.view[: last.start].rstrip().endswith(":")
    edge = last.end
    for p in (x for x in others if x.start >= edge):
        gap = _ALSO.fullmatch(w.view, edge, p.start)
        if gap is None or p.leaf["op"] not in ("condition", "exposure") or "window" in p.leaf:
            break
        closed = closed or gap["word"] is not None
        out.append(p)
        edge = p.end
    if len(out) > 1 and w.kind == "exclusion":
        w.unsure.append((last.start, edge))
    return out if closed else []


def _timed_between(limb: Limb, p: Part) -> bool:
    """ "2 relapses in the last year, or gout": the "in" is the value's time, and for nobody."""
    times = [limit.leaf["window"]["span"]["start"] for limit in limb.limits if "window" in limit.leaf]
    return any(limb.value[1] <= start < p.start for start in times)


def _before(w: Words, others: list[Part], run: list[Limb]) -> bool:
    """ "men >= 102 cm, women >= 88 cm"."""
    edge = 0
    for limb in run:
        near = [p for p in others if is_sex(p) and edge <= p.start and p.end <= limb.value[0]]
        if not near:
            return False
        limb.whom.append(near[-1])
        edge = limb.value[1]
    return True


def _rule(w: Words, run: list[Limb]) -> Rule:
    named = [limb for limb in run if limb.whom and not limb.rest]
    if run[-1].rest:
        others = join("any", [_whom(w, limb) for limb in named])
        limits = join(w.default, [n.rule for n in nodes_of(w, run[-1].limits)])
        return join("any", [*(_limb(w, limb) for limb in run[:-1]), join("all", [negate(others), limits])])
    if len({is_sex(limb.whom[0]) for limb in named}) > 1:
        w.unsure.append((run[0].value[0], run[-1].value[1]))  # "> 450 (men), > 470 (women), > 480 in gout"
    if len({limb.whom[0].leaf.get("value", id(limb)) for limb in named}) < len(named):
        return join("any", [_limb(w, limb) for limb in run])
    if not run[-1].allowed and (narrowed := _for_all_but(w, run)) is not None:
        return narrowed
    rules = []
    for limb in run:
        tighter = not limb.whom and any(not holds_all(other, limb) and not apart(other, limb) for other in named)
        exempt = [negate(join("any", [_whom(w, other) for other in named]))] if tighter else []
        rules.append(join("all", [*exempt, _limb(w, limb)]))
    return join("any", rules)


def _for_all_but(w: Words, run: list[Limb]) -> Rule | None:
    """ "≥ 5 (≥ 2 in patients with gout)", required: one of the two limits is everybody's, and "or" leaves a choice."""
    if w.kind == "exclusion" or len(run) != 2 or run[0].whom or is_sex(run[1].whom[0]):
        return None
    if not holds_all(run[0], run[1]) and not holds_all(run[1], run[0]):
        return None
    if _OR.search(w.view, run[0].value[1], run[1].value[0]) and holds_all(run[1], run[0]):
        return None
    whom = _whom(w, run[1])
    general, own = (join(w.default, [n.rule for n in nodes_of(w, limb.limits)]) for limb in run)
    return join("all", [join("any", [whom, general]), join("any", [negate(whom), own])])


def _limb(w: Words, limb: Limb) -> Rule:
    limits = join(w.default, [n.rule for n in nodes_of(w, limb.limits)])
    return join("all", [_whom(w, limb), limits]) if limb.whom else limits


def _whom(w: Words, limb: Limb) -> Rule:
    """Any of those who are named; "a fragility fracture" is one though its words were read apart."""
    nodes = nodes_of(w, in_order(limb.whom))
    groups = [[nodes[0]]]
    for a, b in pairwise(nodes):
        if LISTS.search(w.view, a.end, max(a.end, b.start)):
            groups.append([])
        groups[-1].append(b)
    return join("any", [join("all", [n.rule for n in group]) for group in groups])
