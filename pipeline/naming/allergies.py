"""What somebody is allergic to, does not tolerate or must not have: the ``to`` of a condition, over whole lists."""

import re
from functools import lru_cache
from typing import Any

from ...patterns.fold import fold
from ...patterns.opening import sought
from ...patterns.tables import mentions
from ...patterns.words import function_words, people_words, silent_words, status_words
from ..parts import Cue, Mention, Part
from ..shapes import concept, span
from . import allergy_lists, devices
from .heads import normal, singular
from .routes import is_route

FAILURE = "treatment failure"
_FLAGS = re.IGNORECASE
_ALLERGIC = sought(
    r"allerg(?!ic (?:diathesis|rhinit|asthma|conjunctivit|dermatit|bronch|contact|eczema))|"
    r"hypersensitiv|(?<!photo)sensitivit|intoleran|contra-?indicat|anaphyla|adverse reaction|idiosyncra"
    rf"|^{FAILURE}$",
    _FLAGS,
)
_OBJECT = re.compile(
    r"\s*(?:reactions?|responses?)?\s*(?:\([^()]*\)\s*)?"
    r"(?:,?\s*of\s+(?:(?:any|some|whatever|known|unknown|clinical|medical|moderate|severe|mild|high|or|to)\s+){0,4}"
    r"(?:relevance|significance|importance|severity|grade|degree|kind|type|sort|nature)s?\s*,?\s+(?=(?:to|against)\b))?"
    r"(?:(?:known|documented|reported|confirmed)\s+(?=to\b)|"
    r"(?:or|and)\s+resistance\s+(?=to\b))?(?:to|against|for|of|on|from|"
    r"with(?!\s+(?:the\s+)?exceptions?\b)|(?<=controlled )by)\b\s*"
    r"|(?:(?<=\bfailed)|(?<=\bfailing))\s+"
    r"|\s*(?:after|following)\s+(?:(?:an?|the|any)\s+)?(?:(?:prior|previous|earlier|first)\s+)?"
    r"(?:(?:doses?|administrations?|injections?|infusions?|receipt)\s+of\s+(?:(?:an?|the|any)\s+)?)?",
    _FLAGS,
)
_REACTION = re.compile(r"(?<!stress\s)\breaction\Z")
_BESIDE = re.compile(r"\s*[:-]?\s+", _FLAGS)
_REACTION_TO = re.compile(r"\s*(?:\([^()]*\)\s*)?to\s", _FLAGS)
_BARE = re.compile(r"(?:\w+\s+)?(?:allerg\w*|hypersensitivit\w*|sensitivit\w*|intoleran\w*|contra-?indicat\w*)", _FLAGS)
_OWN_OBJECT = re.compile(r"\b(?:drug|food|latex|insect|pollen|contrast) (?:allerg|hypersensitiv|intoleran)")
_TOUCHES = re.compile(r"\s?-?\s?")
_IS = re.compile(r"\s*(?:\([A-Z]\w*\)\s*)?(?:(?:is|are|was|were|be|being|would\s+be|may\s+be)\s+)?", _FLAGS)
TOO = re.compile(
    r"\s*(?:(?:to|against|for|of|with|on)\b)?[\s,/()]*(?:and|or)?[\s,/()]*"
    r"(?:(?:known|prior|previous|past|severe|serious|any|an?|ha(?:d|s|ve)|experienced|are|is|was|were|been|be)\s+)*",
    _FLAGS,
)
""" "Allergy to or intolerance of" is of one thing."""
_OTHERWISE = re.compile(r"\b(?:and|or|not|unable|inability|unless|except|one\s+of|following)\b", _FLAGS)
_SORTS = r"(?:excipient|component|constituent|ingredient)s?"
_MORE = re.compile(
    rf"[\s,/()]*(?:(?:{_SORTS}\s+(?:of|in)|and|or|any|to|(?:an)?other|similar|related|the|of|its|such as|including|"
    r"like|an?|known)\b[\s,/()]*)*",
    _FLAGS,
)
_OF_NEXT = re.compile(
    rf"(?:(?:any|some|one|all|other|of|the|its)\s+)*(?P<sort>{_SORTS})\s+(?:(?:contained|present|used)\s+)?(?:of|in)\s+(?:(?:the|this|any|its|an?)\s+)*\Z",
    _FLAGS,
)
""" "Eggs or any component of the vaccine": the whole is named behind it."""
_ITEM = re.compile(r"[^\W\d][\w'-]*(?: [^\W\d][\w'-]*){0,2}")
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:(?:and\s*/\s*or|and|or)\b)?|/|\b(?:and\s*/\s*or|and|or)\b)\s*", _FLAGS)
_TO_AGAIN = re.compile(r"to\s+(?!(?:any|one|some|other|the|its|their|study|trial)\b)", _FLAGS)
_STUDY_DRUG = re.compile(
    r"(?:(?:any|one|of|the|its|to|components?|ingredients?|excipients?|either|in)\s+)*"
    r"(?P<drug>(?:study|trial|test|investigational|experimental)\s+(?:drug|medication|medicine|product|treatment|agent|"
    r"compound|vaccine|medicinal\s+product|therapy)s?|active\s+(?:substance|ingredient|principle)s?)\b"
    rf"(?:\s+(?P<sort>{_SORTS})\b)?",
    _FLAGS,
)
_OF_THE_STUDY = re.compile(r"\b(?:study|trial|test|investigational|experimental)\s+\Z", _FLAGS)
_ADJECTIVE = re.compile(r"-\w+ed\Z", _FLAGS)
"""No thing by itself: "contraindications to mesh-assisted or plastic surgery"."""
_UNNAMED = frozenset(
    (
        "origin",
        "cause",
        "etiology",
        "aetiology",
        "significance",
        "relevance",
        "component",
        "excipient",
        "ingredient",
        "history",
        "allergy",
        "severe",
        "reaction",
        *("two", "three", "four", "several", "numerous"),
    )
)
_OF_ALL_SORTS = frozenset(("additive", "compound", "content", "material", "product", "substance"))
""" "Other substances" name nothing."""
_MATERIALS = frozenset(
    (
        *("acrylic", "adhesive", "bandage", "dressing", "food", "glue", "latex", "metal", "nickel", "plaster"),
        *("plastic", "rubber", "silicone", "steel", "tape", "titanium", "nitinol", "cobalt", "chromium", "platinum"),
        *("polymer", "polyester", "polyurethane", "teflon", "cement", "shellfish", "seafood", "peanut", "soy", "wool"),
    )
)
"""No drugs, even in a list of them."""
_BRACKET_BEHIND = re.compile(r"[^\W\d][^(),;]*\([^()]*\Z", _FLAGS)
"""The object stands before the bracket: "contraindications to exercise (fractures, cancer)"."""
_MEMBERS = re.compile(
    r"\s*\(\s*(?:(?:e\.?g\b\.?|i\.?e\b\.?|such\s+as|including|like)[\s,:]*)?"
    r"(?:[^\W\d][\w'-]*(?: [\w'-]+){0,2}(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)){0,4}",
    _FLAGS,
)
_EXCIPIENT = re.compile(
    rf"(?:to\s+)?(?:(?:any|one|some|other|of|or|more|the|its|their)\s+)*(?P<word>{_SORTS})\b"
    r"(?:\s+(?:of|in)\s+(?:the|its|their|this|these)\s+(?:formulation|preparation|product|tablet|capsule|vaccine|drug|"
    r"medication|(?:study|trial|investigational)\s+(?:medicinal\s+)?(?:drug|medication|product|treatment|vaccine)|IMP|IP)s?\b)?",
    _FLAGS,
)
""" "or any of its excipients"."""
_OF_STUDY_DRUG = re.compile(r"\b(?:study|trial|investigational|IMPs?|IPs?)\b", _FLAGS)
_JOINT = re.compile(r"\s+(?:and|or)\b", _FLAGS)
_SORT_OF = re.compile(r"(?:(?:to|any|other|the|an?)\s+)+", _FLAGS)
_SENTENCE = re.compile(r"[.;](?=\s|\Z)|\n\s*\n")
_SHORT = re.compile(r"\s*\(\s*(?=[^()]*[A-Z])[A-Za-z][A-Za-z0-9-]{1,9}\s*\)")
"""The abbreviation of an object, before the next one."""
_MATERIAL = re.compile(r"contrast|an(?:a)?esthe|angiogra|transfusion|imaging|tomogra|implant|graft|test")
"""What is done with something that somebody may be allergic to."""
_CLOSE = re.compile(r"[\s,)]*\Z")
_TO_NEXT = re.compile(r"\s*(?:,\s*(?:and|or)?|\b(?:and|or))\s*\Z", _FLAGS)
"""Between the end of a list and what stands behind it."""
_AND_MORE = re.compile(r"\s*(?:/|\b(?:and|or)\b)", _FLAGS)
"""What lengthens a list for sure; behind a comma another thing may begin."""
_GUIDED = (
    (re.compile(r"allerg\w*|hypersensitivit\w*|anaphyla\w*", _FLAGS), "allergy"),
    (re.compile(r"intoleran\w*", _FLAGS), "intolerance"),
    (re.compile(r"contra-?indicat\w*", _FLAGS), "contraindication"),
)
"""What a condition of something is called, whatever its degree: "severe hypersensitivity reaction to" is an allergy."""


def _of_study(text: str, found: "re.Match[str]") -> dict[str, Any]:
    """The drug of the study, or what is in it: "study drug components"."""
    name = "study drug" if found["sort"] is None else f"study drug {singular(found['sort'].lower())}"
    return concept(text, found.start("drug"), found.end(), name)


class Allergies:
    """Adds parts in reading order; those that an allergy is about join it."""

    def __init__(self, text: str, view: str) -> None:
        self.text, self.view = text, view
        self.bare: list[Part] = []
        self.twins: list[Part] = []
        self.base: Part | None = None
        self.last: Part | None = None

    def add(self, out: list[Part], part: Part, m: Mention) -> None:
        """Puts the part, or the allergy to it, at the end of ``out``."""
        if self.last is not None and out and out[-1] is self.last and part.start < self.last.end:
            return
        if self.base is not None and part.leaf.get("agent", {}).get("name") == "medication":
            self._of_the_study(part)
        if self.base is None or not self._goes_on(out, part):
            self._plain(out, part, m)
            return
        base = self.base
        members = bool(self.bare) and self._lists_members(out, part)
        unnamed = [] if members else self._unnamed(out[-1], part, base)
        if sort := _OF_NEXT.search(self.view, out[-1].end, part.start):
            part.start = sort.start("sort")
        alone = bool(unnamed) or (not self.bare and (bool(self.twins) or out[-1].start > base.start))
        if self.bare and not members:
            out.pop()
        alone = alone or members
        lead = _OBJECT.match(self.view, base.end)
        apart = bool(self.bare and lead and _OTHERWISE.search(self.view, lead.end(), part.start))
        made = _allergy_to(self.text, base, part, m, part.start if alone or apart else None)
        if apart:  # "allergy to one of the following: aspirin, heparin"
            made.cues.append(Cue("FORM", base.start, base.end))
        if unnamed and self.bare:
            unnamed[0].start = base.start
            unnamed[0].leaf["span"] = span(base.start, unnamed[0].end)
        if self.bare:
            self.twins = self.bare[:-1]
            for other in self.twins:
                other.leaf.update({k: v for k, v in made.leaf.items() if k in ("to", "to_role")})
                other.leaf["condition"] = _called(other.leaf["condition"])
            out += [*unnamed, made]
        else:  # "allergy or intolerance to A or B": both of each
            out += [*unnamed, *(_allergy_to(self.text, twin, part, m, part.start) for twin in self.twins), made]
        self.bare, self.last = [], made

    def _of_the_study(self, part: Part) -> None:
        """ "Allergy to penicillin or the study medication": the medication is the study's."""
        of = _OF_THE_STUDY.search(self.view, max(0, part.start - 20), part.start)
        if of is not None:
            what = concept(self.text, of.start(), part.end, "study drug")
            part.leaf.update(agent=what, span=span(of.start(), part.end))
            part.start, part.focus = of.start(), (of.start(), part.end)

    def _plain(self, out: list[Part], part: Part, m: Mention) -> None:
        before = out[-1] if out else None
        allergic = part.leaf["op"] == "condition" and self._is_allergy(m.name, m.end)
        if allergic and before is not None and self._named_before(before, part, m):
            for at in [*allergy_lists.before(self.view, out), len(out) - 1]:
                out[at] = _allergy_to(self.text, part, out[at], m, out[at].start)
            self.bare, self.base = [], None
            return
        out.append(part)
        joined = bool(self.bare) and before is self.last and before is not None
        joined = joined and before is not None and bool(TOO.fullmatch(self.view, before.end, part.start))
        joined = joined and before is not None and not _OWN_OBJECT.search(before.leaf["condition"]["name"])
        self.base = self.last = part if allergic else None
        before_it, self.bare = self.bare if joined else [], []
        if allergic and (m.name == FAILURE or " to " not in self.view[m.start : m.end]):
            self.bare = [*before_it, part]
            self._study_drug(out)

    def _is_allergy(self, name: str, end: int) -> bool:
        """Whether it is one to something: an allergy, or a reaction "to" it."""
        if _says_allergy(name):
            return True
        return _REACTION.search(name) is not None and _REACTION_TO.match(self.view, end) is not None

    def finish(self, out: list[Part], end: int) -> list[Part]:
        """The parts, with the objects that no list knows; the criterion ends at ``end``."""
        done: list[Part] = []
        for i, part in enumerate(out):
            done.append(part)
            if part.leaf["op"] == "condition" and self._is_allergy(part.leaf["condition"]["name"], part.end):
                done += self._behind(done, out[i + 1].start if i + 1 < len(out) else end, i + 1 == len(out))
        return done

    def _behind(self, done: list[Part], stop: int, last: bool) -> list[Part]:
        """ "allergic to tape", "allergy to nickel, titanium or cobalt": a further list runs to the sentence's end."""
        part = done[-1]
        if (sentence := _SENTENCE.search(self.view, part.end, stop)) is not None:
            stop, last = sentence.start(), True
        if "to" not in part.leaf and not self._first_object(done, stop):
            return []
        closing = _TO_NEXT.search(self.view, part.end, stop) if last else None  # "... excipients, and"
        items = self._rest(part, closing.start() if closing else stop) if last else self._before_next(part, stop)
        alike = [*self._twins_of(part, done[:-1]), part] if items else []
        out = [
            Part(a, b, (a, b), _bare(p) | what | {"span": span(a, b)}, cues=list(p.cues), pattern=p.pattern)
            for a, b, what in items
            for p in alike
        ]
        for one in [part, *out][:-1]:
            one.shares = True
        return out

    def _twins_of(self, part: Part, before: list[Part]) -> list[Part]:
        """Those that share the object of a part: "allergy or intolerance to aspirin"."""
        to = part.leaf["to"].get("span")
        same = [p for p in before[-2:] if to and (p.leaf.get("to") or {}).get("span") == to]
        return [p for p in same if p.leaf["condition"]["name"] != part.leaf["condition"]["name"]]

    def _first_object(self, done: list[Part], stop: int) -> bool:
        """Gives the last part its object, and those that share it ("allergy or intolerance to silicone")."""
        part = done[-1]
        lead = _OBJECT.match(self.view, part.end, stop)
        found = self._object(part, lead.end(), stop) if lead else None
        if found is None:
            return False
        _, end, what = found
        if not _SEPARATOR.match(self.view, end, stop) and not _CLOSE.match(self.view[end:stop].partition("(")[0]):
            return False
        for twin in reversed(done[:-1]):
            bare = twin.leaf["op"] == "condition" and "to" not in twin.leaf
            if not bare or not _says_allergy(twin.leaf["condition"]["name"]):
                break
            if not TOO.fullmatch(self.view, twin.end, part.start):
                break
            twin.leaf.update(what)
            twin.leaf["condition"] = _called(twin.leaf["condition"])
        part.end = end
        part.leaf.update(what, span=span(part.start, end), condition=_called(part.leaf["condition"]))
        return True

    def _before_next(self, part: Part, stop: int) -> list[tuple[int, int, dict[str, Any]]]:
        """ "Allergy to aspirin or sesame oil, or asthma": the list ends before what stands behind it."""
        closing = _TO_NEXT.search(self.view, part.end, stop)
        goes_on = closing is not None and _AND_MORE.match(self.view, part.end, closing.start())
        return self._rest(part, closing.start()) if closing is not None and goes_on else []

    def _rest(self, part: Part, stop: int) -> list[tuple[int, int, dict[str, Any]]]:
        """Where the objects behind the part's own stand, and their `to`; none where other words stand among them."""
        out: list[tuple[int, int, dict[str, Any]]] = []
        at = part.end
        while not _CLOSE.match(self.view[at:stop]):
            sep = _SEPARATOR.match(self.view, at, stop)
            found = self._object(part, self._said_anew(sep.end()), stop) if sep else None
            if found is None:
                return []
            out.append(found)
            at = found[1]
        return out

    def _object(self, part: Part, at: int, stop: int) -> tuple[int, int, dict[str, Any]] | None:
        """One thing in words that nothing knows: up to three that are none of grammar, frames or people."""
        if (sort := _EXCIPIENT.match(self.view, at, stop)) is not None:
            of = part.leaf.get("to", {}).get("name", "")
            if _OF_STUDY_DRUG.search(sort.group()) or part.leaf.get("to_role") == "drug_class":
                of = "study drug"  # "to monoclonal antibodies or any excipient of the study drug"
            name = f"{of} {singular(sort['word'].lower())}".strip()
            thing = concept(self.text, *sort.span("word"), name)
            return at, sort.end(), {"to": thing, "to_role": "therapy"}
        if (drug := _STUDY_DRUG.match(self.view, at, stop)) is not None:
            thing = _of_study(self.text, drug)
            return at, drug.end(), {"to": thing, "to_role": "therapy"}
        if (lead := _SORT_OF.match(self.view, at, stop)) is not None:
            at = lead.end()
        item = _ITEM.match(self.view, at, stop)
        if item is None:
            return None
        end = joint.start() if (joint := _JOINT.search(self.view, at, item.end())) else item.end()
        keys = {fold(word) for word in self.view[at:end].split()}
        if keys & (function_words() | silent_words() | status_words() | people_words() | _UNNAMED):
            return None
        if keys <= _OF_ALL_SORTS or all(is_route(key) for key in keys):
            return None  # "to other compounds", "to penicillin, oral"
        thing = concept(self.text, at, end, singular(normal(self.view[at:end])))
        beside_drugs = part.leaf.get("to_role") in ("drug", "drug_class")  # "to aspirin or tartrazine"
        is_drug = beside_drugs and not keys & _MATERIALS
        return at, end, {"to": thing, **({"to_role": "drug"} if is_drug else {})}

    def _named_before(self, before: Part, part: Part, m: Mention) -> bool:
        """ "statin intolerance", "penicillin-allergic", "in whom an MRI is contraindicated"."""
        if before.leaf["op"] != "exposure" or not _BARE.fullmatch(self.view, m.start, m.end):
            return False
        gap = _IS if self.view[m.start : m.end].lower().endswith("contraindicated") else _TOUCHES
        return bool(gap.fullmatch(self.view, before.end, part.start))

    def _study_drug(self, out: list[Part]) -> None:
        part = self.bare[-1]
        lead = _OBJECT.match(self.view, part.end)
        found = _STUDY_DRUG.match(self.view, lead.end()) if lead else None
        if found is None:
            return
        what = _of_study(self.text, found)
        for p in self.bare:
            p.leaf.update(to=what, to_role="therapy", condition=_called(p.leaf["condition"]))
        part.leaf["span"], part.end = span(part.start, found.end()), found.end()
        self.bare = []

    def _goes_on(self, out: list[Part], part: Part) -> bool:
        """Whether the part is the object of the allergy, or goes on the list of its objects."""
        if not out or out[-1] is not self.last or self._another_act(out[-1], part):
            return False
        if self.bare and self._lists_members(out, part):
            return True
        short = _SHORT.match(self.view, out[-1].end, part.start)
        stop = short.end() if short else out[-1].end
        gap = self.view[stop : part.start]
        if "." in gap.strip() or ";" in gap or len(gap) > 60:
            return False
        if self.bare:
            also = part.leaf["op"] == "condition" and _says_allergy(part.leaf["condition"]["name"])
            lead = _OBJECT.match(self.view, out[-1].end, part.start)
            if lead is None:
                return self._right_behind(out[-1], part)
            if also and TOO.fullmatch(gap):
                return False
            reasons = part.leaf["op"] == "condition" and out[-1].leaf["condition"]["name"].startswith("contra")
            if reasons and _BRACKET_BEHIND.match(self.view, lead.end(), part.start):
                return False
            apart = part.leaf["op"] == "condition" and _SEPARATOR.search(self.view, lead.end(), part.start)
            listed = not also and bool(self._items(out[-1].end, part.start))
            return not apart or (listed and _called(out[-1].leaf["condition"])["name"] != "allergy")
        at = sort[1] if (sort := self._excipient(out[-1], part.start)) else stop
        more = _MORE.fullmatch(self.view, at, part.start) or self._items(at, part.start)
        return part.leaf["op"] == "exposure" and bool(more)

    def _right_behind(self, allergy: Part, part: Part) -> bool:
        """ "Allergy penicillin", "contraindications: MRI": the thing, without the word between."""
        against = allergy.leaf["condition"]["name"].startswith("contra")
        thing = part.leaf.get("role") in (("drug", "drug_class", "procedure") if against else ("drug",))
        return thing and _BESIDE.fullmatch(self.view, allergy.end, part.start) is not None

    def _another_act(self, before: Part, part: Part) -> bool:
        """ "Allergy to penicillin or surgery within 3 months": what stands behind is no object of it."""
        if part.leaf.get("role") != "procedure":
            return False
        if before.leaf.get("to_role") == "procedure" and devices.is_device(part.leaf["agent"]):
            return not devices.is_device(before.leaf["to"])  # "contraindication to MRI, such as a pacemaker"
        if before.leaf.get("to_role") not in ("drug", "drug_class"):
            return False
        allergic = _called(before.leaf["condition"])["name"] == "allergy"
        return allergic and _MATERIAL.search(part.leaf["agent"]["name"]) is None

    def _lists_members(self, out: list[Part], part: Part) -> bool:
        """ "Drug allergies (aspirin, antibiotics)": what the bracket lists is allergy to each."""
        named = _OWN_OBJECT.search(out[-1].leaf["condition"]["name"]) or out[-1].leaf["condition"]["name"] == "allergy"
        given = part.leaf.get("role") in ("drug", "drug_class", "vaccine")
        return bool(named) and given and _MEMBERS.fullmatch(self.view, out[-1].end, part.start) is not None

    def _excipient(self, before: Part, stop: int) -> tuple[int, int, dict[str, Any]] | None:
        """ "Or any of its excipients" right behind an object: where it stands, and its `to`."""
        sep = _SEPARATOR.match(self.view, before.end, stop) if "to" in before.leaf else None
        found = _EXCIPIENT.match(self.view, sep.end(), stop) if sep else None
        if found and _OF_NEXT.match(self.view, found.start(), stop):
            return None
        return self._object(before, found.start(), stop) if found else None

    def _items(self, start: int, end: int) -> list[tuple[int, int]]:
        """Unknown names between separators, each before one: "latex, eggs or"; none where other words stand there."""
        at = lead.end() if (lead := _OBJECT.match(self.view, start, end)) else start
        if sep := _SEPARATOR.match(self.view, at, end):
            at = self._said_anew(sep.end())
        of_next = next((m for m in _OF_NEXT.finditer(self.view, at, end)), None)
        end = of_next.start() if of_next else end
        out: list[tuple[int, int]] = []
        while at < end:
            item = _ITEM.match(self.view, at, end)
            words = {w.lower() for w in item.group().split()} if item else set()
            if item is not None and (words & {"and", "or"}):
                stop = re.search(r"\s(?:and|or)\b", item.group(), _FLAGS)
                item = re.compile(re.escape(item.group()[: stop.start()])).match(self.view, at, end) if stop else None
                words = {w.lower() for w in item.group().split()} if item else set()
            sep = _SEPARATOR.match(self.view, item.end(), end) if item else None
            if item is None or sep is None or words & (function_words() | _UNNAMED) or _ADJECTIVE.search(item.group()):
                return []
            if is_route(item.group()):  # "penicillin, oral or"
                return []
            out.append(item.span())
            at = self._said_anew(sep.end())
        return out

    def _said_anew(self, at: int) -> int:
        """Where the next of several objects starts: "allergy to nickel or **to** gadolinium"."""
        again = _TO_AGAIN.match(self.view, at)
        return again.end() if again else at

    def _unnamed(self, before: Part, part: Part, allergy: Part) -> list[Part]:
        """The objects between two that are known: excipients of the one before, and what no list knows."""
        base = _bare(allergy)
        base["condition"] = _called(base["condition"])
        sort = self._excipient(before, part.start)
        start = sort[1] if sort else before.end
        items = [
            (a, b, concept(self.text, a, b, singular(normal(self.view[a:b]))))
            for a, b in self._items(start, part.start)
        ]
        found = ([sort] if sort else []) + [(a, b, {"to": thing}) for a, b, thing in items]
        return [
            Part(a, b, (a, b), base | what | {"span": span(a, b)}, cues=list(allergy.cues), pattern=allergy.pattern)
            for a, b, what in found
        ]


@lru_cache(maxsize=5_000)
def _says_allergy(name: str) -> bool:
    return _ALLERGIC.search(name) is not None


def _bare(part: Part) -> dict[str, Any]:
    """A condition without what it is to."""
    return {k: v for k, v in part.leaf.items() if k not in ("to", "to_role")}


def _called(condition: dict[str, Any]) -> dict[str, Any]:
    """An allergy, an intolerance or a contraindication by the one name of its kind."""
    name = next((name for word, name in _GUIDED if word.search(condition["name"])), condition["name"])
    if name == condition["name"]:
        return condition
    return {**condition, "name": name, "codes": concept("", 0, 0, name, mentions().entries[name].codes)["codes"]}


def _allergy_to(text: str, allergy: Part, part: Part, m: Mention, start: int | None = None) -> Part:
    thing = part.leaf.get("agent") or part.leaf.get("condition") or concept(text, m.start, m.end, m.name)
    first = min(allergy.start, part.start) if start is None else start
    end = max(part.end, allergy.end) if start is not None and start < allergy.start else part.end
    leaf = _bare(allergy)
    named_so = leaf["condition"]["name"] in ("latex allergy", "food allergy")
    if named_so or (" to " in leaf["condition"]["text"] and leaf["condition"]["name"] != FAILURE):
        leaf["condition"] = {**leaf["condition"], "name": "allergy", "codes": []}
    leaf["condition"] = _called(leaf["condition"])
    leaf |= {"to": thing, "span": span(first, end)}
    if "role" in part.leaf:
        leaf["to_role"] = part.leaf["role"]
    shown = part.start if part.start > allergy.end + 40 else first
    return Part(shown, end, part.focus, leaf, cues=list(allergy.cues), pattern=allergy.pattern)
