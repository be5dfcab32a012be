"""How neighbours are joined: by the words between them, the closest first."""

import re
from itertools import pairwise

from ..parts import Part
from . import needing
from .closing import close
from .neighbours import (
    AND_AFTER_COMMA,
    CLOSEST,
    EXAMPLES,
    FIRST_NUMBER,
    GENE,
    LIST,
    LOOSE,
    NUMBERED,
    OR_AFTER_COMMA,
    SAME,
    TIGHT,
    Joint,
    alike,
    between,
    has_marker,
    is_category,
    is_class_of,
    joint_of,
    only_listed,
    parted,
    share_a_value,
)
from .nodes import EXPOSED, WITHOUT, Node, Rule, Words, denied, deny, join, negate, negation

_FLAGS = re.IGNORECASE

_CAUSED = re.compile(r"\b(?:due\s+to|caused\s+by|secondary\s+to|resulting\s+from|attributable\s+to)\b", _FLAGS)
_OR_NEEDING = re.compile(r"\bor\s+(?:that\s+|which\s+)?(?:requir|need|necessitat)(?:ing|es|s)\s+(?:\w+\s+)?$", _FLAGS)
"""In "asthma with FEV1 < 60%, or requiring oxygen", what is needed is needed for the asthma."""
_OR_ON = re.compile(r"\s*or\s+(?:on|with|under|receiving)\s+(?:(?:an?|the|any|long[\s-]term|chronic|home)\s+)*", _FLAGS)
_NONE = re.compile(r"(?:no|not|never|none|nor|neither)\b", re.IGNORECASE)
_WITHOUT = re.compile(
    r"\s+without\s+(?:(?:an?|any|the|prior|previous|concomitant|concurrent|treatment|therapy|use|history|with|of|receiving|taking|being|on)\s+)*",
    re.IGNORECASE,
)
_APART = re.compile(r",\s*(?:(?:and|each|all|both)\s+)?(?:with(?:out)?|having|on)\b[^,;]*\Z", _FLAGS)
_OR_PLAINLY = re.compile(r"[\s)]*\bor\s+(?:(?:on|with|an?)\s+)?", _FLAGS)
_MEETING = re.compile(r"\s*(?:during|while|whilst|after|following|despite|upon)\b", _FLAGS)
_LAST_EXAMPLE = re.compile(r"\s*,?\s*(?:(?P<and>and)|and\s*/\s*or|or)\s+(?:(?:an?|other)\s+)*", _FLAGS)
_CLOSED = re.compile(r"[^(),;]*\)\s*,")
_OR_ANOTHER = re.compile(
    r"\bor\s+(?:(?:an?|any|known|prior|previous|current|active|documented)\s+)*(?:history|diagnosis|presence|evidence)\s+of\b|"
    r"\bor\s+(?:(?:any|an?)\s+)?(?:known|current|prior|previous|history\s+of)\b",
    _FLAGS,
)
""" "Angina due to spasm **or history of** Raynaud syndrome": what begins anew is no other cause."""
_BEGUN = re.compile(r"\b(?:history|diagnosis|presence|evidence)\s+of\b|\b(?:known|current|prior|previous)\b", _FLAGS)
_TYPE = re.compile(r"type \w+ (?P<of>.+)")
_EITHER = re.compile(r"\band\s+(?:\w+\s+)?either\b", _FLAGS)
_NEEDING = re.compile(rf"\s*{needing.WORDS}\b", _FLAGS)
_OR_BOTH = re.compile(
    r"[^,;.()]{0,25},?\s*(?:and\s*/\s*)?or\s+(?:both|all\s+(?:three|four)|(?:any|a)\s+combination)\b(?!\s+(?:of\s+)?(?:the\s+)?\w+ed\b)",
    _FLAGS,
)
_AND = re.compile(r"\band\b(?!\s*/?\s*or\b)", _FLAGS)


def coordinate(w: Words, nodes: list[Node], upto: int = LOOSE) -> list[Node]:
    """Joins neighbours whose joint is at most ``upto`` loose, the closest first."""
    if len(nodes) < 2:
        return nodes
    nodes = list(nodes)
    joints = _joints(w, nodes)
    if upto == LOOSE:
        ends = [(a.parts[-1], b.parts[0]) for a, b in pairwise(nodes)]
        joints = [j._replace(level=SAME) if _of_one_list(*pair) else j for pair, j in zip(ends, joints, strict=True)]
    for level in range(upto + 1):
        i = 0
        while i < len(joints):
            if joints[i].level == level:
                a, b = nodes[i], nodes[i + 1]
                nodes[i : i + 2] = [Node(_joined(w, joints[i], a, b), a.parts + b.parts)]
                del joints[i]
            else:
                i += 1
    return nodes


def _joined(w: Words, joint: Joint, a: Node, b: Node) -> Rule:
    """The rule of two neighbours; "no infection requiring antibiotics", "no GOLD 3-4 COPD" deny the two together.

    "No pain without analgesics" denies the pain of those who take none.
    """
    first, second = a.parts[-1], b.parts[0]
    if joint.op != "all" or negation(first) is None:
        return join(joint.op, [a.rule, b.rule])
    same = negation(second) == negation(first)
    if not same and a.rule["op"] == "not" and _NONE.match(w.view, _cue(first)[0]):
        if _WITHOUT.fullmatch(w.view, first.end, second.focus[0]):
            return negate(join("all", [deny(a.rule), b.rule]))
    bound = joint.binds and a.rule["op"] == "not" and (same or second.leaf["op"] == "other")
    measured = joint.level <= CLOSEST and same and _named_and_measured(first, second)
    if bound and second.value is not None and first.leaf["op"] == "exposure":
        w.unsure.append((first.end, second.start))  # "not on dialysis with an eGFR < 15": two things of one patient
    if bound or (measured and denied(a.rule) and denied(b.rule)):
        return negate(join("all", [deny(a.rule), _undenied(b.rule)]))
    if joint.binds and second.value is not None:
        if first.leaf["op"] == "exposure" or WITHOUT.fullmatch(w.view, *_cue(first)):
            w.unsure.append((first.end, second.start))  # "patients without diabetes with a BMI > 30"
    return join(joint.op, [a.rule, b.rule])


def _undenied(rule: Rule) -> Rule:
    """A rule without the denial that goes over its neighbour too."""
    if rule["op"] == "all" and not denied(rule):
        return join("all", [_undenied(rule["of"][0]), *rule["of"][1:]])
    return deny(rule) if denied(rule) else rule


def _named_and_measured(a: Part, b: Part) -> bool:
    """ "GOLD 3-4 COPD", "tumour > 5 cm": a thing and its value."""
    return (a.value is None) != (b.value is None) and {a.leaf["op"], b.leaf["op"]} <= {"threshold", *EXPOSED}


def _cue(part: Part) -> tuple[int, int]:
    """Where the words stand that deny a part."""
    return part.denials[0].start, part.denials[0].end


def whole(w: Words, nodes: list[Node]) -> Rule:
    """One rule of all nodes."""
    return join(w.default, [n.rule for n in coordinate(w, nodes)])


def _joints(w: Words, nodes: list[Node]) -> list[Joint]:
    pairs = [(a.parts[-1], b.parts[0]) for a, b in pairwise(nodes)]
    found = [joint_of(w, a, b, _denied_alike(x, b)) for (a, b), x in zip(pairs, nodes, strict=False)]
    if w.kind == "inclusion":
        _go_on_with_examples(w, found, pairs)
    else:
        close(w, found, pairs)
    for i, (_, b) in enumerate(pairs):
        if found[i] is None and negation(b) is None and _OR_BOTH.match(w.view, b.end):
            found[i] = Joint("any", LIST)  # "A, B, or both"
    default = Joint(w.default, LIST)
    commas = [j is None for j in found]
    for i in range(1, len(found)):
        if any(j is None for j in found[:i]) and (joint := found[i]) is not None and _only_lists(w, joint, *pairs[i]):
            found[i] = Joint("any", OR_AFTER_COMMA)
    for i in range(len(found) - 1, -1, -1):
        b = pairs[i][1]
        if found[i] is None and _types_of_one(*pairs[i]):
            found[i] = Joint("any", CLOSEST)
        if found[i] is None:  # a comma is what the next conjunction says
            if w.kind == "inclusion" and _and_either(w, found, pairs, i + 1):
                found[i] = Joint("all", AND_AFTER_COMMA)  # "A, B, and either C or D"
                continue
            following = next((j for j in found[i + 1 :] if j is None or not (j.binds or j.level == SAME)), None)
            said = following is not None and TIGHT <= following.level < LOOSE
            said = said and (alike(_head(w, nodes[i], b), b) or _goes_on_behind_limit(found, pairs, i))
            found[i] = following if said else default
            either = said and following is not None and following.op == "any" and w.kind == "inclusion"
            if either and _other_measures(*pairs[i]):  # "NYHA II-IV, LVEF < 40 % or BNP > 100 pg/mL"
                w.unsure.append((pairs[i][0].end, pairs[i][1].start))
            if w.kind != "exclusion" and has_marker(*pairs[i]):
                found[i] = Joint("all", AND_AFTER_COMMA)
            if found[i] == default and default.op == "all" and only_listed(*pairs[i]):
                w.unsure.append((pairs[i][0].end, pairs[i][1].start))
            last = found[i + 1] if i + 1 < len(found) else None
            if found[i] == default and default.op == "all" and last == Joint("any", OR_AFTER_COMMA):
                w.unsure.append((pairs[i][0].end, pairs[i][1].start))  # "asthma, FEV1 < 80 %, or 2 exacerbations"
            behind = next((k for k in range(i + 1, len(found)) if not _is_closest(found[k])), None)
            if found[i] == default and behind is not None:  # "esophageal cancer, T1 N1 or T2 N0"
                found[i] = _before_or(w, default, found[behind], [pairs[i], pairs[behind]])
            if found[i] != default and i and found[i - 1] == Joint("all", TIGHT):
                w.unsure.append((pairs[i][0].end, pairs[i][1].start))  # "A and B, C or D"
    for i in range(1, len(found)):
        found[i] = _of_whole_list(w, pairs, found, i)
    if w.kind == "inclusion":
        _go_on_with_or(w, found, pairs, commas)
    for i, (a, b) in enumerate(pairs):
        listed_too = i and negation(a) is not None and negation(pairs[i - 1][0]) == negation(a)
        if listed_too and _WITHOUT.fullmatch(w.view, a.end, b.focus[0]):
            w.unsure.append((pairs[i - 1][0].start, b.end))  # "no diabetes or gout without treatment": of which?
    for i, (j, k) in enumerate(pairwise(found)):
        both = {j, k} == {Joint("any", LIST), Joint("all", TIGHT)} and w.kind == "inclusion"
        listed = w.kind == "exclusion" and j == Joint("any", LIST) and k is not None and k.binds
        bound = w.kind == "exclusion" and j is not None and j.binds and k == Joint("any", LIST)
        both = both or (bound and _AND.search(between(w, *pairs[i + 1])) is not None)  # "A with B and C": with each?
        if both or (listed and _AND.search(between(w, *pairs[i]))):  # "A or B and C", "A and B with C"
            w.unsure.append((pairs[i][0].start, pairs[i + 1][1].end))
    if w.kind == "inclusion":
        w.unsure.extend(
            (a.end, b.start)
            for i, (a, b) in enumerate(pairs)
            if commas[i] and _either_and_either(found, commas, pairs, i)
        )
    if len(nodes) == 2 and found[0] is not None and found[0].op == "any" and _both_measured(w, *nodes):
        w.unsure.append((pairs[0][0].start, pairs[0][1].end))
    if w.kind == "exclusion":
        _narrow_again(w, found, pairs)
    ends = [(_head(w, x, b), b) for x, (_, b) in zip(nodes, pairs, strict=False)]
    joints = [j._replace(level=CLOSEST) if _one_thing(*pair) else j for pair, j in zip(ends, found, strict=True) if j]
    if len(nodes) == 2 and w.default == "any" == joints[0].op and _may_be_its_value(w, *pairs[0]):
        w.unsure.append((pairs[0][0].start, pairs[0][1].end))
    for i in range(1, len(joints)):
        if joints[i - 1].binds and _OR_NEEDING.search(between(w, *pairs[i])):
            joints[i] = Joint("any", CLOSEST)
            _bind_list(w, pairs, joints, i)
        elif _or_limited(w, joints[i - 1], *pairs[i - 1], between(w, *pairs[i])):
            w.unsure.append((pairs[i - 1][0].start, pairs[i][1].end))
            joints[i] = Joint("any", SAME)
    for i in range(1, len(joints)):
        if joints[i - 1].op == "all" and joints[i].op == "any" and _limits_alike(*pairs[i - 1], pairs[i][1]):
            joints[i] = Joint("any", SAME)
    _keep_denied_together(w, joints, pairs)
    if w.kind == "exclusion":
        joints = [
            j._replace(level=LOOSE) if _ends_item(w, j, *pair) else j for pair, j in zip(pairs, joints, strict=True)
        ]
    for i, joint in enumerate(joints):
        if joint.binds:
            if i and _needs_of_each(w, joints[i - 1], pairs[i - 1], pairs[i]):
                w.unsure.append((pairs[i - 1][0].start, pairs[i][1].end))
            _bind_list(w, pairs, joints, i)
            following = joints[i + 1] if i + 1 < len(joints) else None
            alone = i + 2 >= len(joints) or not joints[i + 2].binds
            if w.kind == "inclusion" and following == Joint("any", OR_AFTER_COMMA) and alone:
                w.unsure.append((pairs[i][0].start, pairs[i + 1][1].end))  # "CKD with eGFR < 60, or albuminuria"
    return joints


def _limits_alike(named: Part, a: Part, b: Part) -> bool:
    """ "Depression, mild or moderate", "hernia at L4-L5 or L5-S1": two unread words that limit the name before."""
    unread = a.leaf["op"] == b.leaf["op"] == "other" and negation(a) == negation(b)
    return unread and named.leaf["op"] in EXPOSED and all(len(p.leaf["text"].split()) < 3 for p in (a, b))


def _needs_of_each(w: Words, before: Joint, listed: tuple[Part, Part], needing: tuple[Part, Part]) -> bool:
    """ "Infection, fever, or neutropenia requiring hospitalization": does each of them, or the last?"""
    a, b = listed
    plain = a.leaf["op"] == b.leaf["op"] == "condition" and negation(a) is None and not a.shares
    free = before == Joint("any", OR_AFTER_COMMA)
    return plain and free and _NEEDING.match(between(w, *needing)) is not None


def _and_either(w: Words, found: list[Joint | None], pairs: list[tuple[Part, Part]], i: int) -> bool:
    """Whether "and either" is what stands next behind a comma."""
    while i < len(found) and found[i] is None:
        i += 1
    joint = found[i] if i < len(found) else None
    return joint is not None and joint.op == "all" and joint.binds and _EITHER.search(between(w, *pairs[i])) is not None


def _keep_denied_together(w: Words, joints: list[Joint], pairs: list[tuple[Part, Part]]) -> None:
    """ "Trauma or no fracture or tumour": what one "no" denies is one alternative, if that is what is meant."""
    for i in range(1, len(joints)):
        (a, b), (_, c) = pairs[i - 1 : i + 1]
        if negation(a) is None and negation(b) is not None and negation(b) == negation(c):
            if joints[i - 1].op == "any" and joints[i].op == "all" and joints[i].level >= joints[i - 1].level:
                w.unsure.append((a.start, c.end))
                joints[i] = joints[i]._replace(level=CLOSEST)


def _head(w: Words, x: Node, b: Part) -> Part:
    """ "Gastric cancer (stage III), lung cancer or melanoma": what stands before a bracket is on the list."""
    last = x.parts[-1]
    closed = last.end <= b.start and _CLOSED.match(w.view, last.end, b.start) is not None
    return x.parts[0] if closed else last


def _goes_on_behind_limit(found: list[Joint | None], pairs: list[tuple[Part, Part]], i: int) -> bool:
    """ "A, B needing unread words, C or D": behind what limits one of a list, the next is listed with it."""
    before = found[i - 1] if i else None
    limits = before is not None and before.op == "all" and (before.binds or before.level <= CLOSEST)
    if not limits or pairs[i][0].leaf["op"] != "other":
        return False
    head, member = pairs[i - 1][0].leaf, pairs[i][1].leaf
    stop = next((k for k in range(i + 1, len(found)) if found[k] is not None), i)
    return head["op"] == member["op"] in EXPOSED and pairs[stop][1].leaf["op"] in EXPOSED


def _types_of_one(a: Part, b: Part) -> bool:
    """ "Diabetes (type 1, type 2)": nobody has both."""
    if a.leaf["op"] != "condition" or b.leaf["op"] != "condition" or negation(a) is not None or negation(b) is not None:
        return False
    first, second = (_TYPE.fullmatch(p.leaf["condition"]["name"]) for p in (a, b))
    return first is not None and second is not None and first["of"] == second["of"]


def _or_limited(w: Words, joint: Joint, a: Part, b: Part, words: str) -> bool:
    """ "COPD of GOLD stage 3-4 or on oxygen": of a disease and what limits it, or limits it else."""
    limited = a.leaf["op"] == "condition" and negation(a) is None and b.leaf["op"] == "threshold"
    return limited and joint.op == "all" and joint.level <= TIGHT and _OR_ON.fullmatch(words) is not None


def _ends_item(w: Words, joint: Joint, a: Part, b: Part) -> bool:
    """ "Allergy to A; a rash during treatment with B": what binds behind a semicolon binds nothing before it."""
    return joint.op == "any" and joint.level > SAME and not joint.binds and ";" in between(w, a, b)


def _of_whole_list(w: Words, pairs: list[tuple[Part, Part]], found: list[Joint | None], i: int) -> Joint | None:
    """ "Metformin or insulin for 3 months, with an HbA1c > 7%": behind a comma it is said of both."""
    joint, before = found[i], found[i - 1]
    if joint is None or before is None or not joint.binds or joint.op != "all":
        return joint
    (a, b), (_, c) = pairs[i - 1 : i + 1]
    if before.op != "any" or before.level < LIST or before.binds or a.leaf["op"] != b.leaf["op"]:
        return joint
    words = between(w, b, c)
    apart, meet = _APART.search(words), _MEETING.match(words)
    one_kind = b.leaf["op"] != "other" and negation(a) is None and negation(b) is None and not _one_thing(a, b)
    if not one_kind or not (apart or (meet and b.leaf["op"] == "condition" and c.leaf["op"] == "exposure")):
        return joint
    if w.kind == "exclusion" or meet:
        w.unsure.append((a.start, c.end))
    return Joint("all", AND_AFTER_COMMA)


def _go_on_with_or(w: Words, found: list[Joint | None], pairs: list[tuple[Part, Part]], commas: list[bool]) -> None:
    """ "On A or B, C, D", required: of drugs either is meant, of diseases it is in doubt."""
    either = False
    for i, ((a, b), joint) in enumerate(zip(pairs, found, strict=True)):
        plain = a.leaf["op"] == b.leaf["op"] in EXPOSED and negation(a) is None and negation(b) is None
        if joint == Joint("any", SAME) and either:
            continue  # "Rebif, Avonex"
        if not commas[i]:
            either = plain and joint == Joint("any", LIST) and not a.shares
        elif either and plain and joint == Joint("all", LIST):
            w.unsure.append((a.end, b.start))
            if a.leaf["op"] == "exposure":
                found[i] = Joint("any", LIST)
        else:
            either = False


def _go_on_with_examples(w: Words, found: list[Joint | None], pairs: list[tuple[Part, Part]]) -> None:
    """ "A chronic disease such as A, B and C", required: each further example is one of them, and not needed too."""
    on, several = False, False
    for i, ((a, b), joint) in enumerate(zip(pairs, found, strict=True)):
        words = between(w, a, b)
        if joint == Joint("any", CLOSEST) and EXAMPLES.search(words):
            on, several = True, False
        elif on:
            alone = words.strip() == ","
            last = None if alone else _LAST_EXAMPLE.fullmatch(words)
            on = a.leaf["op"] == b.leaf["op"] in EXPOSED and negation(b) is None and (alone or last is not None)
            if on:
                found[i] = Joint("any", CLOSEST)
                if last is not None and last["and"] and not several:
                    w.unsure.append((a.start, b.end))  # "a disease such as A and B"
                on, several = alone, True


def _may_be_its_value(w: Words, a: Part, b: Part) -> bool:
    """ "Heart failure, LVEF < 40 %": the value may be that of the disease, or exclude by itself."""
    alone = a.leaf["op"] == "condition" and b.leaf["op"] == "threshold" and negation(a) is None and negation(b) is None
    return alone and "of" not in b.leaf and between(w, a, b).strip() == ","


def _only_lists(w: Words, joint: Joint, a: Part, b: Part) -> bool:
    """The "and" of "liver disease, coagulopathy and BMI > 35" among exclusions: any of the list excludes."""
    listed = w.kind == "exclusion" and joint.op == "all" and not joint.binds and joint.level >= TIGHT
    values = (a.value is None) != (b.value is None) and b.leaf["op"] != "other"
    said = negation(a) is None and negation(b) is None and _AND.search(between(w, a, b))
    return listed and values and bool(said)


def _both_measured(w: Words, x: Node, y: Node) -> bool:
    """ "Hb < 8 g/dL and ferritin < 15 ng/mL": two values that exclude together, maybe."""
    several = len(x.parts) > 1 or (len(y.parts) > 1 and y.rule["op"] != "all")  # "... > 1.5 x ULN (> 35 % direct)"
    if w.kind != "exclusion" or several or not _other_measures(x.parts[0], y.parts[0]):
        return False
    a, b = x.parts[0], y.parts[0]
    return a.value is not None and a.value != b.value and _AND.search(between(w, a, b)) is not None


def _narrow_again(w: Words, found: list[Joint | None], pairs: list[tuple[Part, Part]]) -> None:
    """ "ALT > 5 x ULN, or ALT > 3 x ULN and bilirubin > 2 x ULN": the lower of two limits holds with the bilirubin."""
    for i, (first, pair) in enumerate(pairwise(pairs), 1):
        before = found[i - 1]
        if before is None or before.op != "any" or not _is_wider(*first) or not _other_measures(*pair):
            continue
        if _AND.search(between(w, *pair)):
            found[i] = Joint("all", CLOSEST)
            w.unsure[:] = [doubt for doubt in w.unsure if doubt != (pair[0].start, pair[1].end)]


def _is_wider(a: Part, b: Part) -> bool:
    """Whether the second limit of one measure holds of more than the first."""
    if a.value is None or b.value is None or a.value == b.value:
        return False
    x, y = a.leaf, b.leaf
    same = x["measure"]["name"] == y["measure"]["name"] and x.get("relative_to") == y.get("relative_to")
    one, two = x["range"], y["range"]
    if not same or one["unit"] != two["unit"]:
        return False
    if one["lower"] and two["lower"] and not (one["upper"] or two["upper"]):
        return bool(one["lower"]["value"] > two["lower"]["value"])
    if one["upper"] and two["upper"] and not (one["lower"] or two["lower"]):
        return bool(one["upper"]["value"] < two["upper"]["value"])
    return False


def _is_closest(joint: Joint | None) -> bool:
    return joint is not None and joint.level <= CLOSEST and joint.op == "all"


def _either_and_either(found: list[Joint | None], commas: list[bool], pairs: list[tuple[Part, Part]], i: int) -> bool:
    """ "Colon or rectal cancer, oxaliplatin or irinotecan": one of the four, or one of either two?"""
    said = [0 <= k < len(found) and found[k] == Joint("any", LIST) and not commas[k] for k in (i - 1, i + 1)]
    joint = found[i]
    return all(said) and joint is not None and joint.op == "any" and pairs[i][0].leaf["op"] != pairs[i][1].leaf["op"]


def _other_measures(a: Part, b: Part) -> bool:
    if a.leaf["op"] == b.leaf["op"] == "condition":  # "lung cancer, EGFR deletion or L858R mutation"
        return not GENE.search(a.leaf["condition"]["name"]) and bool(GENE.search(b.leaf["condition"]["name"]))
    values = a.leaf["op"] == b.leaf["op"] == "threshold"
    return values and bool(a.leaf["measure"]["name"] != b.leaf["measure"]["name"])


def _one_thing(a: Part, b: Part) -> bool:
    """ "ALT or AST > 3 x ULN with jaundice", "moderate or severe asthma with obesity": what follows is of both."""
    return a.shares or (share_a_value(a, b) and a.leaf["measure"]["name"] != b.leaf["measure"]["name"])


def _of_one_list(a: Part, b: Part) -> bool:
    """ "Gout refractory to A or B", "asthma with an allergy to A or B": the words before "to" are of the whole list."""
    return "to" in a.leaf and "to" in b.leaf and bool(a.leaf["condition"]["span"] == b.leaf["condition"]["span"])


def _bind_list(w: Words, pairs: list[tuple[Part, Part]], joints: list[Joint], i: int) -> None:
    """ "infection requiring antibiotics, antifungals or antivirals": the list belongs together before the head."""
    head, first = pairs[i]
    if first.leaf["op"] == "other":
        return
    numbered = FIRST_NUMBER.search(w.view, head.end, first.start) is not None  # "with (1) A, or (2) B": to the end
    other_kind, caused = head.leaf["op"] != first.leaf["op"], _CAUSED.search(between(w, head, first))
    for j in range(i + 1, len(joints)):
        a, b = pairs[j]
        listed = CLOSEST <= joints[j].level < LOOSE and not joints[j].binds
        if numbered and listed:
            joints[j] = joints[j]._replace(level=CLOSEST)
            continue
        if caused and _OR_ANOTHER.search(between(w, a, b)) and not _BEGUN.search(between(w, head, first)):
            return
        same = a.leaf["op"] == b.leaf["op"] or "other" in (a.leaf["op"], b.leaf["op"])
        if not same and listed and _either_limits(w, head, joints[j], a, b):
            same = True
            if not (is_class_of(head, a) or is_class_of(head, b)):
                w.unsure.append((head.start, b.end))  # "diabetes with retinopathy or HbA1c > 10 %"
        comma = not other_kind and not caused and parted(between(w, a, b))
        if listed and comma and a.leaf["op"] == b.leaf["op"]:
            w.unsure.append((head.start, b.end))  # "diabetes with nephropathy, retinopathy or stroke"
        if caused and _is_kind_of(b, head):  # "pneumonia due to influenza, bacterial pneumonia and sepsis"
            return
        comma = comma or (head.leaf["op"] == "attribute" and parted(between(w, a, b)))  # "a smoker of 10 a day, or …"
        if not listed or not same or comma or b.focus == head.focus or NUMBERED.search(between(w, a, b)):
            return
        joints[j] = joints[j]._replace(level=CLOSEST)


def _is_kind_of(b: Part, head: Part) -> bool:
    """Whether a name ends with that of the head: it begins a new item."""
    if b.leaf["op"] != "condition" or head.leaf["op"] != "condition":
        return False
    return bool(b.leaf["condition"]["name"].endswith(f" {head.leaf['condition']['name'].split()[-1]}"))


def _either_limits(w: Words, head: Part, joint: Joint, a: Part, b: Part) -> bool:
    """ "Cirrhosis with ascites or Child-Pugh B": a sign and a value of a disease, with no comma between them."""
    of_disease = head.leaf["op"] == "condition" and negation(head) is None and negation(b) is None
    values = [p for p in (a, b) if p.value is not None]
    kinds = {p.leaf["op"] for p in (a, b)} - {"threshold"}
    plain = joint.op == "any" and len(values) == 1 and kinds <= {"condition", "exposure"}
    return of_disease and plain and _OR_PLAINLY.fullmatch(between(w, a, b)) is not None


def _before_or(w: Words, default: Joint, following: Joint | None, pairs: list[tuple[Part, Part]]) -> Joint:
    """The comma of "aged 18 or over, gout or psoriasis", in doubt: looser than the "or" of two of one kind."""
    if default.op != "all" or following is None or (following.op, following.level) != ("any", LIST):
        return default
    (a, b), (_, c) = pairs
    if a.leaf.get("name") != b.leaf.get("name") == c.leaf.get("name") == "language":
        return default._replace(level=AND_AFTER_COMMA)  # "a smartphone, English or Spanish"
    if is_category(b) and is_category(c):
        return default._replace(level=AND_AFTER_COMMA)
    w.unsure.append((a.end, b.start))
    kinds = [p.leaf["op"] for p in (a, b, c)]
    looser = "other" not in kinds and kinds[0] != kinds[1] == kinds[2]
    return default._replace(level=AND_AFTER_COMMA) if looser else default


def _denied_alike(x: Node, b: Part) -> bool:
    """Whether one "no" goes over both: "no cirrhosis (fibrosis of stage 4) or ascites"."""
    denied = negation(b)
    return denied is not None and any(negation(p) == denied for p in x.parts)
