"""Markers with results, genes with alterations, genotypes: "HER2-positive", "KRAS G12C mutation", "CMV IgG +".

A positive result is the condition "positive <marker>", an alteration "<gene> <alteration>"; a negative result and an
unchanged gene deny them. What stands right before a disease belongs to the disease's name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.tables import Word, mentions
from ..parts import Cue, Mention
from .heads import normal, singular
from .marker_words import PATTERN, SUBJECTS, Atom, one_name, runs

_ASKED = re.compile(
    r"\b(?:test(?:ed|ing|s)?|screen(?:ed|ing)?|status|assess\w*|analy\w+|evaluat\w*|determin\w*|target\w*|directed|"
    r"against|unknown|monitor\w*|unavailable|measur\w*)\s+(?:(?:for|of|at|to|against|the|any|an?)\s+)*\Z",
    re.IGNORECASE,
)
_NON = re.compile(r"\bnon[\s-]*\Z", re.IGNORECASE)
_NEAR = 40
_CLUSTER = re.compile(r"cd\d+[a-z]?")
_OF_DISEASE = re.compile(
    r"\s*(?:[,;.)/]|\Z|(?:and|or|by|on|with|at|for|as)\b)|"
    r"[\s-]+(?:[\w-]+[\s-]+){0,3}?[\w-]*(?:lymphoma|leuk|myeloma|\bALL\b|\bAML\b|\bCLL\b|\bMCL\b|DLBCL|disease|malignan|"
    r"neoplasm|tumou?r|lymphoproliferative|NHL|[AP]?TCL|ALCL|BPDCN)"
)
"""Behind "CD30 positive": cells of that kind are no finding, a lymphoma's marker is one."""
_MORE = re.compile(r"[\s-]+(?!(?:and|or|by|on|in|at|within|for|during|before|prior|is|are|must|should)\b)[a-z]")
_BESIDE = re.compile(r"[\s-]+")
_LISTED = re.compile(r"[\s-]*(?:,|/|&|\band\b|\bor\b|[\s-])+\s*", re.IGNORECASE)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_PERSON = re.compile(r"[\s-]+(donor|recipient)s?\b", re.IGNORECASE)
_OF_PERSON = re.compile(r"\b(donor|recipient)s?(?:\s+(?:is|are|must\s+be|should\s+be))?\s+\Z", re.IGNORECASE)
_PAIRS = Gated(
    r"\b(?P<germ>CMV|EBV)[\s-]+(?:serostatus\s+|status\s+)?\(?(?P<first>[DR])(?P<a>[+−–-])\s?/\s?(?P<second>[DR])(?P<b>[+−–-])"
    r"\)?(?:\s+(?:recipients?|serostatus|status|mismatch)\b)?"
)
_WHITE = re.compile(r"\s+")
_SERO = re.compile(r"sero", re.IGNORECASE)
_INFECTIONS = frozenset(
    ("hiv", "hbv", "hcv", "hdv", "hav", "hev", "hpv", "sars-cov-2", "helicobacter pylori", "influenza", "rsv")
)
"""Germs whose bare result is an infection; of the others it tells of antibodies."""
_DENIALS = ("negative", "noncarrier")
_SAID = ("alteration", "unchanged", "result", "sign", "zygosity", "metabolizer")
_OF_ANYTHING = frozenset(("serology", "pcr", "nat"))
_GRAMMAR = ("skip", "dropped", "for")
_ORIGINS = {"germline", "somatic"}
_GENERIC = re.compile(
    r"[\s-]+(?:disease|phenotype|genotype|genes?|tumou?rs?)\b(?![\s-]+(?:progress|activ|control|duration|that|requir|free))"
)
_DISEASES = (
    (re.compile(r"ALL\b"), "acute lymphoblastic leukemia"),
    (re.compile(r"(?:B-|(?:pre-?)?B-?cell[\s-]+)(?:precursor\s+)?ALL\b"), "b-cell acute lymphoblastic leukemia"),
    (re.compile(r"(?:T-|(?:pre-?)?T-?cell[\s-]+)(?:precursor\s+)?ALL\b"), "t-cell acute lymphoblastic leukemia"),
    (re.compile(r"(?:generali[sz]ed\s+)?g?MG\b"), "myasthenia gravis"),
)
"""Abbreviations of diseases that are words or units elsewhere."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said of a marker; ``adjective`` is how it is said before a disease."""

    mention: Mention
    adjective: str


@dataclass(slots=True)
class _Member:
    """One of a list: a subject, and what is said of it; ``own`` its words, ``ahead``: it is said before the subject.

    ``joint`` are the words that join it to the one before.
    """

    own: list[Atom] = field(default_factory=list)
    subject: Atom | None = None
    variants: list[Atom] = field(default_factory=list)
    tests: list[Atom] = field(default_factory=list)
    kinds: list[Atom] = field(default_factory=list)
    said: list[Atom] = field(default_factory=list)
    borrowed: list[Atom] = field(default_factory=list)
    ahead: bool = False
    joint: str = ""

    def of(self, *kinds: str) -> list[Atom]:
        """What is said of these kinds."""
        return [a for a in (*self.said, *self.borrowed) if a.kind in kinds]


def read(view: str, words: list[Word], taken: list[tuple[int, int]]) -> tuple[list[Fact], list[tuple[int, int]]]:
    """What is said of markers and genes outside the taken spans, and where a test of a change is only asked for."""
    facts = list(_donor_and_recipient(view, words[0].start)) if words else []
    asked: list[tuple[int, int]] = []
    for run in runs(view, words) if words else ():
        found = _facts(view, words[0].start, run)
        facts += [f for f in found or () if not any(a < f.mention.end and f.mention.start < b for a, b in taken)]
        kinds = {a.kind for a in run}
        if found is None and "alteration" in kinds and "target" not in kinds:
            asked.append((run[0].start, run[-1].end))
    return facts, asked


def _donor_and_recipient(view: str, start: int) -> Iterator[Fact]:
    """ "CMV D+/R-": the serology of the donor and of the recipient, of which one is negative."""
    for m in _PAIRS.finditer(view, start):
        if m["a"] == m["b"] or m["first"] == m["second"]:
            continue
        germ = "cytomegalovirus" if m["germ"].startswith("C") else "epstein-barr virus"
        for who, sign, at in ((m["first"], "a", m.start()), (m["second"], "b", m.start("second"))):
            name = f"positive {'donor ' if who == 'D' else ''}{germ} serology"
            denied = (Cue("NEGATED", *m.span(sign)),) if m[sign] != "+" else ()
            end = m.end() if sign == "b" else m.end(sign)
            yield Fact(Mention(at, end, "condition", name, (), PATTERN, denied), normal(m.group()))


def of_diseases(view: str, facts: list[Fact], found: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The mentions, and the facts; a fact right before a disease belongs to its name: "HER2-positive breast cancer".

    Of several that "or" joins each has the disease ("EGFR or ALK positive lung cancer"); all others are of one.
    """
    rest = sorted(facts, key=lambda f: f.mention.start)
    out: list[Mention] = []
    while rest:
        group = [rest.pop()]
        gap = _BESIDE.match(view, group[0].mention.end)
        disease = next((m for m in found if gap and m.kind == "condition" and m.start == gap.end()), None)
        disease = disease or (_abbreviated(view, gap.end()) if gap else None)
        if disease is None:
            out.append(group[0].mention)
            continue
        while rest and _LISTED.fullmatch(view, rest[-1].mention.end, group[0].mention.start):
            group.insert(0, rest.pop())
        found = [m for m in found if m.end <= disease.start or disease.end <= m.start]
        out += _with_disease(view, group, disease)
    return found, sorted(out, key=lambda m: m.start)


def _abbreviated(view: str, at: int) -> Mention | None:
    found = ((pattern.match(view, at), name) for pattern, name in _DISEASES)
    return next((Mention(at, m.end(), "condition", name, (), PATTERN) for m, name in found if m), None)


def _with_disease(view: str, group: list[Fact], disease: Mention) -> Iterator[Mention]:
    first, last = group[0].mention, group[-1].mention
    gaps = [view[a.mention.end : b.mention.start] for a, b in pairwise(group)]
    if any(map(_OR.search, gaps)):
        for fact in group[:-1]:
            name = f"{fact.adjective} {disease.name}"
            own, hull = (fact.mention.start, fact.mention.end), (fact.mention.start, disease.end)
            yield replace(disease, start=own[0], end=own[1], name=name, codes=(), shares=True, hull=hull)
        yield replace(disease, start=last.start, name=f"{group[-1].adjective} {disease.name}", codes=())
    else:
        said = "".join(f.adjective + _WHITE.sub(" ", gap).lower() for f, gap in zip(group, [*gaps, ""], strict=True))
        yield replace(disease, start=first.start, name=f"{said} {disease.name}", codes=())


def _facts(view: str, floor: int, run: list[Atom]) -> list[Fact] | None:
    """The facts of a run; None where it names what is tested for."""
    before = view[max(floor, run[0].start - _NEAR) : run[0].start]
    if _ASKED.search(before) or _NON.search(before) or (members := _members(run)) is None:
        return None
    if all(_is_infection(m) for m in members):
        return []
    _share(members)
    told = [(m, _told(m)) for m in members]
    return [_fact(view, m, *name) for m, name in told if name is not None and _is_told(view, m)]


def _members(run: list[Atom]) -> list[_Member] | None:
    """The members of the list; None where it asks for a test, or says what cannot be told apart."""
    members = [_Member()]
    for i, atom in enumerate(run):
        m = members[-1]
        if atom.kind == "list":
            if m.own:
                members.append(_Member(joint=atom.name))
            continue
        if atom.kind == "for":
            if m.subject is not None or not m.said:
                members.append(_Member())  # "EGFR mutation in HR-positive disease"
            else:
                m.own.append(atom)
            continue
        if atom.kind in ("target", "asked"):
            following = run[i + 1].kind if i + 1 < len(run) else ""
            # "negative HBsAg and anti-HCV tests"
            tested = atom.kind == "asked" and members[0].ahead and members[0].of("result")
            named = m.subject is not None or m.of("alteration")
            resulted = m.of("result", "sign") and not m.ahead
            if named and not tested and following != "result" and not resulted:
                return None
            continue
        if atom.kind in SUBJECTS or atom.kind in ("allele", "state", "known"):
            if m.subject is not None and (m.subject.kind != "agent" or m.tests or m.said):
                if not m.said:
                    return None
                m = _Member()
                members.append(m)
            m.subject, m.ahead = atom, bool(m.said)
            m.tests = [a for a in m.tests if a.name not in _OF_ANYTHING]  # "positive serology for HIV"
        elif atom.kind in _SAID:
            m.said.append(atom)
        elif atom.kind in ("variant", "test", "kept"):
            {"variant": m.variants, "test": m.tests, "kept": m.kinds}[atom.kind].append(atom)
        elif not m.own:
            continue  # a word of grammar in front
        m.own.append(atom)
    for m in members:
        while m.own and m.own[-1].kind in _GRAMMAR:
            m.own.pop()
    return _with_origins([m for m in members if m.own])


def _with_origins(members: list[_Member]) -> list[_Member] | None:
    """ "Germline or somatic BRCA1 mutation" is of either; "deleterious or suspected deleterious" is one kind."""
    out: list[_Member] = []
    for m in members:
        if out and out[-1].kinds and not (out[-1].subject or out[-1].said or out[-1].variants):
            before = out.pop()
            any_origin = {a.name for a in (*before.kinds, *m.kinds)} >= _ORIGINS
            m.kinds = [a for a in m.kinds if not (any_origin and a.name in _ORIGINS)]
            named = {a.name for a in m.kinds} | (_ORIGINS if any_origin else set())
            if not all(a.name in named for a in before.kinds):
                return None
            m.own = [*before.own, *m.own]
        out.append(m)
    return out


def _is_infection(m: _Member) -> bool:
    """ "HIV positive": a result of an infection by its name alone, which is read elsewhere."""
    agent = m.subject is not None and m.subject.kind == "agent" and not m.tests and not m.of("sign")
    return agent and all(a.kind == "result" and not _SERO.match(a.text) for a in m.said)


def _share(members: list[_Member]) -> None:
    """Gives each member of a list what stands with another: the gene, the test, the alteration, the result."""
    for before, m in pairwise(members):
        of_germ = before.subject is not None and before.subject.kind == "agent"
        anew = before.ahead and not (m.tests or m.variants)  # "negative HIV test and negative pregnancy test"
        if m.subject is None and (m.said or m.variants) and (of_germ or not m.tests) and not anew:
            m.subject = before.subject  # "CMV IgG positive, IgM negative"
            m.variants = m.variants or (before.variants if not m.of("alteration", "unchanged") else [])
        both = bool(m.of("alteration") and before.of("alteration")) and not before.ahead
        if not m.kinds and not both and m.subject is not None and m.subject.kind == "gene":
            m.kinds = before.kinds
        if not m.said and (before.ahead or (before.borrowed and not before.said)):
            m.borrowed = before.said or before.borrowed
        elif before.ahead and before.of("result") and not m.of("result", "sign", "unchanged"):
            m.borrowed, m.ahead = before.of("result"), True  # "negative for EGFR mutation or ALK rearrangement"
    for m, after in reversed(list(pairwise(members))):
        if m.subject is None or m.subject.kind == "state" or after.ahead:
            continue
        if after.subject is not None and after.subject.name == m.subject.name and not m.tests:
            continue  # "treated hepatitis C, RNA negative"
        told = not m.ahead and any(a.kind in ("result", "sign") for a in m.said)  # "HIV positive or HCV antibody"
        if not m.tests and not told and after.tests and _takes(m.subject, after):
            m.tests = after.tests
        if after.joint == "," and _OR.search(m.joint):
            continue  # "exon 19 deletion or L858R, T790M negative"
        carried = m.said and all(a.kind == "zygosity" for a in m.said)  # "carriers of a BRCA1 or BRCA2 variant"
        resulted = m.subject.kind == "gene" and (m.said or m.borrowed) and not carried
        if resulted and not m.of("alteration", "unchanged"):
            changed = after.of("alteration") if m.ahead or not m.said else []
            m.borrowed = [*m.borrowed, *changed]  # "negative for KRAS and BRAF mutations"
            continue
        if (m.said and not carried) or m.borrowed:
            continue
        if not after.of("sign") and not (carried and not after.of("alteration")):
            m.borrowed = after.said or after.borrowed
            m.kinds = m.kinds or after.kinds


def _takes(subject: Atom, after: _Member) -> bool:
    """ "Anti-AChR or anti-MuSK antibody", "HBV or HCV RNA" share the test; "HBsAg or HCV RNA" do not."""
    of_both = after.subject is not None and subject.kind == after.subject.kind == "agent"
    antibody = all(a.name == "antibody" for a in after.tests)
    return of_both or (antibody and subject.name.startswith("anti-"))


def _is_told(view: str, m: _Member) -> bool:
    """Whether it says something of somebody's disease or blood, and not of cells of a kind."""
    if m.subject is not None and m.subject.kind == "agent" and not (m.tests or m.said):
        return _MORE.match(view, m.own[-1].end) is None  # "positive PCR or COVID-19 symptoms"
    if m.subject is None or not _CLUSTER.fullmatch(m.subject.name):
        return True
    return _OF_DISEASE.match(view, m.own[-1].end) is not None


def _told(m: _Member) -> tuple[str, Atom | None] | None:
    """The name of what is said, and the words that deny it; None where the member says nothing."""
    denials = m.of("unchanged") + [a for a in m.of("result", "sign", "zygosity") if a.name in _DENIALS]
    name = _name(m)
    if name is None or len(denials) > 1:
        return None
    return name, denials[0] if denials else None


def _name(m: _Member) -> str | None:
    subject = m.subject
    changes = m.of("alteration", "unchanged")
    zygosity = [a.name for a in m.of("zygosity") if not a.name.endswith("carrier")][:1]
    if subject is None:
        return None
    kinds = [*zygosity, *(a.name for a in m.kinds)]
    if subject.kind == "state":
        return " ".join([*kinds, subject.name])
    if metabolizer := m.of("metabolizer"):
        return f"{subject.name} {singular(metabolizer[0].name).replace('metaboliser', 'metabolizer')}"
    changed = next((a.name for a in changes), "")
    if subject.kind == "allele" or changed == "allele":
        return f"positive {subject.name}" if subject.kind == "allele" else f"{subject.name} carrier"
    if subject.kind == "known" or changes or (m.variants and subject.kind == "gene"):
        return _change(m, subject, kinds, changed)
    if subject.kind == "fusion" and not m.of("result", "sign", "zygosity"):
        return f"{subject.name} fusion"
    if m.of("result", "sign"):
        return _result(m, subject)
    if m.of("zygosity") and subject.kind == "gene":
        return f"{zygosity[0]} {subject.name}" if zygosity else f"{subject.name} carrier"
    return None


def _change(m: _Member, subject: Atom, kinds: list[str], changed: str) -> str | None:
    """ "germline brca1 mutation", "flt3-itd mutation", "cyp2c19*2 allele"; a bare exon is nothing."""
    if not changed and any(a.name.startswith("ex") for a in m.variants):
        return None
    gene, of_star = subject.name, any(a.name.startswith("*") for a in m.variants)
    for a in m.variants:
        gene += a.name if of_star else f"-{a.name}" if a.name.isalpha() else f" {a.name}"
    return " ".join([*kinds, gene, changed or ("allele" if of_star else "mutation")])


def _result(m: _Member, subject: Atom) -> str | None:
    name = one_name(" ".join([subject.name, *dict.fromkeys(a.name for a in m.tests)]))
    if subject.kind != "agent" or m.tests:
        return f"positive {name}"
    if subject.name in _INFECTIONS:
        entry = mentions().get(fold_phrase(subject.name), subject.name.upper())
        return normal(entry.name) if entry is not None else None
    return f"positive {subject.name} serology"


def _fact(view: str, m: _Member, name: str, denial: Atom | None) -> Fact:
    start, end = m.own[0].start, m.own[-1].end
    person = _PERSON.match(view, end) if name.startswith("positive ") and m.of("result", "sign") else None
    ahead = max(0, start - _NEAR)
    if person is not None:
        end = person.end()
    elif name.startswith("positive ") and (person := _OF_PERSON.search(view[ahead:start])) is not None:
        start = ahead + person.start()
    if person is not None:
        if person[1].lower() == "donor":
            name = f"positive donor {name.removeprefix('positive ')}"
    elif generic := _GENERIC.match(view, end):
        end = generic.end()
    cues = (Cue("NEGATED", denial.start, denial.end),) if denial is not None else ()
    said = "" if m.subject is None or m.subject in m.own else f"{normal(m.subject.text)} "
    words = [a for a in m.own if a.kind != "also"]
    said += "".join(_adjective(view, a, b) for a, b in zip(words, [*words[1:], None], strict=True))
    said += "".join(f"-{a.name}" if a.kind == "sign" else f" {normal(a.text)}" for a in m.borrowed if not m.ahead)
    hull = (min(start, *(a.start for a in m.borrowed)), max(end, *(a.end for a in m.borrowed))) if m.borrowed else None
    return Fact(Mention(start, end, "condition", name, (), PATTERN, cues, hull=hull), said)


def _adjective(view: str, atom: Atom, following: Atom | None) -> str:
    """An atom's words with the gap behind them; a sign is written out."""
    gap = "-" if following is not None and view[following.start - 1] == "-" else " "
    gap = gap if following is not None and following.start > atom.end else ""
    if atom.kind == "sign":
        return f"-{atom.name}{gap}"
    return normal(atom.text) + gap
