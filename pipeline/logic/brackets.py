"""What stands in brackets behind a name: its examples, its definition, or a limit."""

import re
from itertools import pairwise

from ..naming.devices import is_had
from ..naming.sites import named_in
from ..timing.lists import is_count
from . import counted
from .joints import coordinate, whole
from .neighbours import CLOSEST, LOOSE, TIGHT, share_a_value
from .nodes import EXPOSED, Node, Rule, Words, at, join, negation, other
from .openness import are_examples

_CONJUNCTION = re.compile(r"\b(?:and|or)\s*$", re.IGNORECASE)
_JOINED = re.compile(r"[,;]|\b(?:and|or)\b", re.IGNORECASE)
_OR_OPENS = re.compile(r"\bor\s*\($", re.IGNORECASE)
_AND_ALONE = re.compile(r"\band\b(?!\s*/?\s*or\b)", re.IGNORECASE)
_EACH = re.compile(r"\(\s*(?:each|every|all|both)\b", re.IGNORECASE)
_IF = re.compile(r"\(\s*(?:only\s+)?(?:if|when|for|in)\b", re.IGNORECASE)
_OR_ELSE = re.compile(r"[(\[]\s*,?\s*(?:and\s*/\s*)?or\b", re.IGNORECASE)
_LIMITING = re.compile(
    r"[(\[]\s*(?:due\s+to|caused\s+by|secondary\s+to|because|resulting|related\s+to|associated|with\b(?!\s*(?:or|/)\s*without)|without|"
    r"requiring|needing|treated|following|after|despite)\b",
    re.IGNORECASE,
)
"""In "hypertension (due to renal artery stenosis)" the bracket says which hypertension."""
_TIME_FOR = re.compile(r"[(\[][^()]*\d[^()]*\bfor\s+(?:(?:an?|the|any)\s+)?\Z", re.IGNORECASE)
""" "Surgery (within 3 months for B)": the time is of B alone, or what was done was for B."""
_THINGS_THAT = re.compile(
    r"(?:[\w/-]+\s+){0,4}?(?:conditions?|diseases?|disorders?|patholog(?:y|ies)|illness(?:es)?|medications?|drugs?|agents?|treatments?|"
    r"abnormalit(?:y|ies)|complications?|factors?|substances?)\s+(?:that|which|known|caus|lead|predispos|associated|affecting|interfering|contribut|"
    r"result|induc|produc)",
    re.IGNORECASE,
)
"""What has no name of its own, and a bracket behind it tells which: "any condition that may cause X (A, B)"."""
_LIMITS = frozenset(("dose", "duration"))
_OR_A = re.compile(r"\s*,?\s*or\s+(?:an?\s+)?", re.IGNORECASE)
_SIGN = re.compile(r"[()\[\]]")
_SIGN_OR_SEMICOLON = re.compile(r"[()\[\];]")
_OPENING = "(["


def spans(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost brackets of a stretch, from opening to closing sign; one that is not closed ends with it."""
    out: list[tuple[int, int]] = []
    depth, opened = 0, start
    for m in _SIGN.finditer(view, start, end):
        if m.group() in _OPENING:
            opened = opened if depth else m.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                out.append((opened, m.start()))
    return [*out, (opened, end)] if depth else out


def level(view: str, start: int, position: int) -> int:
    """How many brackets are open at a position."""
    return sum(1 if sign in _OPENING else -1 for sign in _SIGN.findall(view, start, position))


def semicolons(view: str, start: int, end: int) -> list[int]:
    """Where semicolons stand with no bracket open."""
    out: list[int] = []
    open_now = 0
    for m in _SIGN_OR_SEMICOLON.finditer(view, start, end):
        if m.group() != ";":
            open_now += 1 if m.group() in _OPENING else -1
        elif not open_now:
            out.append(m.start())
    return out


def depth(view: str, start: int, end: int) -> int:
    """The deepest nesting of brackets."""
    deepest = open_now = 0
    for sign in _SIGN.findall(view, start, end):
        open_now = open_now + 1 if sign in _OPENING else max(0, open_now - 1)
        deepest = max(deepest, open_now)
    return deepest


_KIND = re.compile(
    r"\b(?:symptom|sign|factor|feature|comorbidit(?:y|ie)|complication|manifestation|condition|disorder|disease)s?\Z"
)
"""Things whose kinds a bracket lists."""
_RESULT = re.compile(r"\Apositive |(?:mutation|fusion|rearrangement|amplification|deletion|translocation)\Z")
_INFECTION = re.compile(r"infect|hepatitis|tubercul|covid|syphilis|vir(?:us|emia)|aids")


def fold(w: Words, start: int, end: int, nodes: list[Node]) -> list[Node]:
    """Each bracket that holds leaves becomes one node with the node before it; inner brackets first."""
    if len(nodes) < 2:
        return nodes
    for a, b in spans(w.view, start, end):
        before = [n for n in nodes if _place(n, nodes) < a or (n.start < b and _named_before(n, nodes, a))]
        inside = [n for n in nodes if a < _place(n, nodes) < b and not any(n is x for x in before)]
        if not inside or (before and any(n.start < a < n.end for n in before)):
            continue
        content = _counted(w, a, b, fold(w, a + 1, b, inside))
        after = [n for n in nodes if _place(n, nodes) >= b]
        if not before or _CONJUNCTION.search(w.view, before[-1].end, a):
            both = bool(before) and _measured_together(w, a, before[-1], content)
            held = join("all", [n.rule for n in content]) if both else whole(w, content)
            nodes = [*before, Node(held, [p for n in content for p in n.parts]), *after]
        else:
            first = len(before) - 1
            while first and (
                _of_all(b, *before[first - 1 : first + 1]) or _of_both(w, a, b, *before[first - 1 : first + 1])
            ):
                first -= 1
            level = CLOSEST
            while first and _several(w, before[first - 1], before[first], inside):
                first, level = first - 1, LOOSE
            if first < len(before) - 1 and _of_one_organ(w, before[first:], content):
                w.unsure.append((a, b))
            if first and _limited(w, before[first - 1], before[first]) and are_examples(w, a, inside):
                first, level = first - 1, LOOSE
            (head,) = coordinate(w, before[first:], level)
            nodes = [*before[:first], _with(w, a, b, head, content), *after]
    return nodes


def _measured_together(w: Words, a: int, before: Node, content: list[Node]) -> bool:
    """ "Hb < 7 g/dL or (Hb < 9 g/dL and platelets < 50)": brackets behind "or" hold two values of one patient."""
    values = all(n.rule["op"] in ("threshold", "all") and n.parts[0].value is not None for n in content)
    if len(content) != 2 or not values or not _OR_OPENS.search(w.view, before.end, a + 1):
        return False
    first, second = content
    return _AND_ALONE.search(w.view, first.parts[-1].last, max(first.end, second.start)) is not None


def _place(n: Node, nodes: list[Node]) -> int:
    """Where a node stands; the next of what has failed, or somebody is allergic to, where that is named."""
    if not (to := n.parts[0].leaf.get("to")) or not to.get("span"):
        return n.start
    begun = to["span"]["start"], n.parts[0].leaf["condition"]["span"]
    others = (m.parts[0].leaf for m in nodes if m is not n and "to" in m.parts[0].leaf)
    further = any(
        x["condition"]["span"] == begun[1] and (x["to"].get("span") or {"start": begun[0]})["start"] < begun[0]
        for x in others
    )
    return max(n.start, begun[0]) if further else n.start


def _of_all(b: int, x: Node, y: Node) -> bool:
    """ "Sensory or motor neuropathy (grade 3)": of both; not so "A or metastatic (stage IV) gout"."""
    return x.parts[-1].shares and y.parts[-1].last <= b


def _of_both(w: Words, a: int, b: int, x: Node, y: Node) -> bool:
    """ "ALT and AST < 3 x ULN (or GGT < 5 x ULN)": another way to meet what two share a value in."""
    return _OR_ELSE.match(w.view, a, b) is not None and share_a_value(x.parts[-1], y.parts[0])


def _named_before(n: Node, nodes: list[Node], bracket: int) -> bool:
    """ "ALT (> 3 x ULN)": a bracket that holds the value alone of what is named before it, and of nothing else."""
    p = n.parts[0]
    if p.value is None or len(n.parts) > 1 or not p.focus[1] <= bracket < p.value[0]:
        return False
    return not any(other is not n and q.focus == p.focus for other in nodes for q in other.parts)


def _limited(w: Words, thing: Node, limit: Node) -> bool:
    """ "Drugs known to affect bone (e.g. heparin)": unread words right behind what they limit, and are of its name."""
    unread = limit.parts[0].leaf["op"] == "other" and thing.parts[-1].leaf["op"] in EXPOSED
    return w.kind == "exclusion" and unread and not _JOINED.search(w.view, thing.end, limit.start)


def _of_one_organ(w: Words, heads: list[Node], content: list[Node]) -> bool:
    """ "Cardiac or renal disease (creatinine > 2 mg/dL)": a value may be of the last organ alone."""
    sited = any(named_in(w.view[slice(*n.parts[-1].focus)]) for n in heads[:-1])
    return sited and any(p.value is not None for n in content for p in n.parts)


def _counted(w: Words, a: int, b: int, content: list[Node]) -> list[Node]:
    """ "metabolic syndrome (at least three of: A, B, C, D)": so many of what the bracket lists."""
    m = counted.find(w.view, a + 1, b)
    if m is None or any(n.start < m.end() for n in content) or not 1 < counted.at_least(m) <= len(content):
        return content
    each = coordinate(w._replace(unsure=[]), content, TIGHT)  # "BP > 130/85 mmHg" is one
    if len(each) < counted.at_least(m):
        return content
    w.heard.append(m.span())
    rule = {"op": "at_least", "count": counted.at_least(m), "of": [n.rule for n in each]}
    return [Node(rule, [p for n in content for p in n.parts])]


def _members(head: Node, content: list[Node]) -> Rule | None:
    """ "At least one risk factor (diabetes, hypertension)": so many of what the bracket lists."""
    count = head.parts[-1].leaf
    if head.rule is not count or count["op"] != "threshold" or not _KIND.search(count["measure"]["name"]):
        return None
    low, high = count["range"]["lower"], count["range"]["upper"]
    if low is None or high is not None or not low["inclusive"] or "window" in count or "duration" in count:
        return None
    listed = [r for n in content for r in (n.rule["of"] if n.rule["op"] in ("any", "all") else [n.rule])]
    if not _plainly_named(content) or not 1 <= low["value"] <= len(listed) or len(listed) < 2:
        return None
    return join("any", listed) if low["value"] == 1 else {"op": "at_least", "count": low["value"], "of": listed}


def _with(w: Words, a: int, b: int, head: Node, content: list[Node]) -> Node:
    if limit := _IF.match(w.view, a, b):
        w.heard.append(limit.span())
    parts = [*head.parts, *(p for n in content for p in n.parts)]
    if _of_each(w, a, head, content):
        w.unsure.append((a, b))
    if (members := _members(head, content)) is not None:
        return Node(members, parts)
    if _said_again(head, content):
        return Node(head.rule, parts)
    if _OR_ELSE.match(w.view, a, b):  # "creatinine <= 1.5 mg/dL (or creatinine clearance >= 60 mL/min)"
        alone = [negation(p) is not None for n in (head, *content) for p in n.parts]
        if len(set(alone)) == 1:
            return coordinate(w, [head, Node(whole(w, content), [p for n in content for p in n.parts])])[0]
        w.unsure.append((a, b))  # "no diabetes (or HbA1c > 6.5 %)"
    if head.parts[-1].leaf["op"] == "other" and any(p.leaf["op"] != "other" for n in content for p in n.parts):
        w.unsure.append((a, b))  # what a leaf in brackets is of words that nobody has read
        examples = are_examples(w, a, content) or _are_members(head, content)
        if w.kind == "exclusion" and examples:
            return Node(join("any", [head.rule, whole(w, content)]), parts)
    if _restates_denial(head, content):
        return Node(join("all", [head.rule, other(w, a + 1, b)]), parts)
    negated = any(negation(p) is not None or (p.stopped and w.kind != "exclusion") for p in head.parts)
    if _kinds(w, a, head, content):
        _share_status(head, content)
        times = [head.parts[-1].leaf.get(k) for k in ("window", "duration")]
        timed = any(t and t["span"]["start"] < a for t in times)  # "within 4 weeks (2 weeks for B)"
        if _timed_apart(head, content) or (not timed and _TIME_FOR.fullmatch(w.view, a, at(content[0].parts[0]))):
            w.unsure.append((a, b))
        limited = any(_LIMITS & p.leaf.keys() for n in content for p in n.parts)
        plainly = _LIMITS & head.parts[-1].leaf.keys() or are_examples(w, a, content)
        if limited and not plainly:  # "corticosteroids (prednisone > 10 mg/day)": of those alone?
            w.unsure.append((a, b))
        listed = [n.rule for n in content]
        if _showed_as(head, content):
            w.unsure.append((a, b))
            return Node(join("all", [head.rule, join("any", listed)]), parts)
        if not negated and _have_failed(w, a, head, content):
            return Node(join("any", listed), parts)
        if not negated and _are_all(w, a, head, content):
            return Node(join("any", listed), parts)
        if not negated and (_restricts(w, a, b, content) or _are_diseases(w, a, head, content)):
            return Node(join("all", [head.rule, join("any", listed)]), parts)
        return Node(join("all" if negated else "any", [head.rule, *listed]), parts)
    if head.parts[-1].leaf["op"] == "other" and _sorts(w, content):
        return Node(join("all", [head.rule, join("any", [n.rule for n in content])]), parts)
    return Node(join("all", [head.rule, whole(w, content)]), parts)


def _showed_as(head: Node, content: list[Node]) -> bool:
    """ "Allergy to penicillin (anaphylaxis or hives)": how the allergy showed, and nothing that excludes by itself."""
    told, said = [p.leaf for n in content for p in n.parts], head.parts[-1].leaf
    if "to" not in said or said["condition"]["name"].startswith("contra"):  # "to MRI (pacemaker, claustrophobia)"
        return False
    return all(x["op"] == "condition" and "to" not in x for x in told)


def _said_again(head: Node, content: list[Node]) -> bool:
    """ "HIV infection (HIV 1/2 antibodies)": the bracket names the same, and nothing of its own."""
    first, *more = (n.rule for n in content)
    if more or first["op"] != "condition" or head.rule["op"] != "condition" or "to" in head.rule:
        return False
    plain = first.keys() <= {"op", "condition", "span", "status"}
    return plain and bool(first["condition"]["name"] == head.rule["condition"]["name"])


def _plainly_named(content: list[Node]) -> bool:
    """Whether a bracket holds nothing but names, none of them denied."""
    return all(p.leaf["op"] in EXPOSED and negation(p) is None for n in content for p in n.parts)


def _sorts(w: Words, content: list[Node]) -> bool:
    """ "Infection treated in hospital (cystitis, prostatitis)": sorts with commas alone are alternatives."""
    gaps = [w.view[a.end : b.start].strip() for a, b in pairwise(content)]
    return _plainly_named(content) and len(gaps) > 0 and set(gaps) == {","}


def _are_members(head: Node, content: list[Node]) -> bool:
    """Whether a bracket lists what its head only describes: "diseases that can lead to osteoporosis (A, B)"."""
    return _plainly_named(content) and _THINGS_THAT.match(head.parts[-1].leaf["text"]) is not None


def _of_each(w: Words, a: int, head: Node, content: list[Node]) -> bool:
    """ "2 exacerbations (FEV1 < 60 %)", "(each needing steroids)": what holds of each thing that is counted."""
    last = head.parts[-1]
    if (
        last.leaf["op"] != "threshold"
        or not is_count(last)
        or (last.leaf["range"]["lower"] or {"value": 0})["value"] < 1
    ):
        return False
    values = [p.leaf["measure"]["name"] for n in content for p in n.parts if p.value is not None]
    return bool(_EACH.match(w.view, a)) or any(name != last.leaf["measure"]["name"] for name in values)


def _kinds(w: Words, a: int, head: Node, content: list[Node]) -> bool:
    """Whether the bracket names kinds of the head: so it says, or so a list of the same sort does."""
    op = head.parts[-1].leaf["op"]
    if _LIMITING.match(w.view, a):
        return False
    if _are_reasons(w, a, head, content):
        return True
    if op not in ("exposure", "condition") or any(p.leaf["op"] == "threshold" for n in content for p in n.parts):
        return False
    if are_examples(w, a, content):
        return True
    if any(negation(p) is not None for n in content for p in n.parts) and negation(head.parts[-1]) is None:
        return False  # "stroke (no residual deficit)"
    if all(p.leaf["op"] == "other" for n in content for p in n.parts) or _are_results(head, content):
        return False
    had = is_had(head.parts[-1].leaf)
    same = all(p.leaf["op"] in (op, "other") or (had and is_had(p.leaf)) for n in content for p in n.parts)
    gaps = (w.view[x.end : _place(y, [head, *content])] for x, y in pairwise(content))
    listed = all(re.search(r"[,;/]|\bor\b|\band\b", gap) for gap in gaps)
    return same and listed and (op == "exposure" or len(content) > 1 or w.kind == "exclusion")


def _are_reasons(w: Words, a: int, head: Node, content: list[Node]) -> bool:
    """ "Contraindication to MRI (e.g. pacemaker, eGFR < 30)": each excludes by itself, a value too."""
    ill = head.parts[-1].leaf.get("condition", {})
    return ill.get("name") == "contraindication" and are_examples(w, a, content)


def _are_results(head: Node, content: list[Node]) -> bool:
    """ "Lung cancer (EGFR mutation positive)": of that kind alone. Results that tell an infection are the infection."""
    leaves = [p.leaf for n in content for p in n.parts]
    results = all(x["op"] == "condition" and _RESULT.search(x["condition"]["name"]) for x in leaves)
    return results and not _INFECTION.search(head.parts[-1].leaf.get("condition", {"name": ""})["name"])


def _share_status(head: Node, content: list[Node]) -> None:
    """ "Any JAK inhibitor at any time (A, B)": what is said of the class goes for its members."""
    last = head.parts[-1].leaf
    for leaf in (p.leaf for n in content for p in n.parts):
        if last.get("status") and leaf["op"] == last["op"] and is_had(leaf) == is_had(last):
            leaf.setdefault("status", last["status"])


def _timed_apart(head: Node, content: list[Node]) -> bool:
    """ "Biologics (adalimumab within 8 weeks, etanercept within 4)": no time of a kind is that of the class."""
    times = [p.leaf["window"]["span"] for n in content for p in n.parts if "window" in p.leaf]
    apart = len({t["start"] for t in times}) > 1
    last = head.parts[-1].leaf
    if apart and last.get("window", {}).get("span") in times:
        del last["window"]
    return apart


def _restricts(w: Words, a: int, b: int, content: list[Node]) -> bool:
    """ "a beta interferon (Avonex, Betaseron or Rebif)", required: one of these, and no other of its class."""
    if w.kind != "inclusion" or are_examples(w, a, content):
        return False
    return bool(re.search(r"\b(?:either|or)\b", w.view[a:b], re.IGNORECASE))


def _have_failed(w: Words, a: int, head: Node, content: list[Node]) -> bool:
    """ "Failure of a triptan (sumatriptan, rizatriptan)", required: any of the members, which stand for their class."""
    leaves = [p.leaf for n in (head, *content) for p in n.parts]
    return _is_closed(w, a, content) and all("to" in leaf for leaf in leaves)


def _are_all(w: Words, a: int, head: Node, content: list[Node]) -> bool:
    """ "A statin (atorvastatin, rosuvastatin)", required: one of these, and no other of its class."""
    classes = all(p.leaf["op"] == "exposure" and p.leaf["role"] == "drug_class" for p in head.parts)
    members = all(p.leaf["op"] == "exposure" and p.leaf["role"] == "drug" for n in content for p in n.parts)
    if classes and members and (of := {p.leaf["agent"]["name"] for p in head.parts}):
        names = [p.leaf["agent"]["name"] for n in content for p in n.parts]
        if all(any(name.startswith(c) for c in of) for name in names):
            return False  # "interferon beta (Avonex or Rebif)": brands of what is named, and no members
    return _is_closed(w, a, content) and classes and members


def _are_diseases(w: Words, a: int, head: Node, content: list[Node]) -> bool:
    """ "An autoimmune disease (lupus, vasculitis)", required: one of these."""
    alike = all(p.leaf["op"] == "condition" for n in (head, *content) for p in n.parts)
    return alike and _is_closed(w, a, content)


def _is_closed(w: Words, a: int, content: list[Node]) -> bool:
    """Whether a bracket lists all that is meant, and no examples."""
    several = w.kind == "inclusion" and len(content) > 1
    return several and not are_examples(w, a, content)


def _several(w: Words, x: Node, y: Node, inside: list[Node]) -> bool:
    """ "An SSRI or SNRI (citalopram, sertraline or duloxetine)": the bracket lists the members of both classes."""
    leaves = [p.leaf for n in (x, y) for p in n.parts]
    classes = all(leaf["op"] == "exposure" and leaf["role"] == "drug_class" for leaf in leaves)
    drugs = all(p.leaf.get("role") == "drug" for n in inside for p in n.parts)
    return (
        w.kind == "inclusion"
        and classes
        and drugs
        and len(inside) > 2
        and _OR_A.fullmatch(w.view, x.end, y.start) is not None
    )


def _restates_denial(head: Node, content: list[Node]) -> bool:
    """ "No anaemia (Hb >= 12 g/dL)": whether the bracket says what is denied or what remains cannot be told."""
    denied = any(negation(p) is not None and p.leaf["op"] not in ("threshold", "other") for p in head.parts)
    return denied and any(p.leaf["op"] == "threshold" for n in content for p in n.parts)
