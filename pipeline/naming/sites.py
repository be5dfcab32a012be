"""What stands behind "of": "fracture of the hip or pelvis", "closure of the left atrial appendage"."""

import re
from dataclasses import replace
from functools import cache

from ...patterns.adjuncts import adjuncts
from ...patterns.fold import fold, fold_phrase
from ...patterns.tables import Word, mentions
from ...patterns.words import generic_words, quality_words, silent_words, status_words
from ..parts import Mention
from .acts import sharing
from .heads import ADJECTIVE, NAMES_MORE, heads_of, normal, own_name, singular

_OF = re.compile(r"\s+of\s+(?:(?:the|an?|any|one|both|either|his|her|their)\s+)*", re.IGNORECASE)
_IN = re.compile(
    r"\s+(?:in|on|at|to|into|over|around|involving|affecting)\s+(?:(?:the|an?|any|one|both|either|his|her|their)\s+)*",
    re.IGNORECASE,
)
"""Before a site alone, behind a disease or what was done: "pain in the wrist", "infection at the injection site"."""
_OR = re.compile(r"\s*(?:,\s*(?:(?:or|and)\b)?|/|\b(?:or|and)\b)\s*(?:of\s+)?(?:(?:the|an?|any)\s+)?", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_ALLERGIC = re.compile(r"allerg|hypersensitiv|sensitivit|intoleran|contra-?indicat|reaction")
"""What stands behind these is no site; allergies are read on their own."""
_PARTS = re.compile(r"[\s-]+")
_UPON = re.compile(r"\s+(?:of|on|upon|to)\s+(?:the\s+)?", re.IGNORECASE)
_OF_ITS_OWN = re.compile(r"\s(?:of|on)\s")
_ABUSE = frozenset(("abuse", "misuse", "dependence", "dependency", "addiction"))
_ANY_DRUGS = re.compile(r"(?:other\s+)?(?:drugs|substances)\b|any\s+(?:drugs?|substances?)\b", re.IGNORECASE)
_OF_ANY_SITE = frozenset(
    ("abnormality", "amputation", "anomaly", "defect", "disease", "disorder", "dislocation", "gangrene", "procedure")
)
_EVENTS = frozenset(
    ("decompensation", "exacerbation", "relapse", "flare", "recurrence", "attack", "episode", "progression")
)
"""Events whose disease stands behind them, and whose windows are not the disease's."""
_DONE_THERE = frozenset(
    ("surgery", "operation", "radiotherapy", "irradiation", "radiation", "brachytherapy", "biopsy", "procedure",
     "intervention", "arthroscopy", "reconstruction", "amputation", "debridement", "arthroplasty", "implant")
)  # fmt: skip
"""What is named with the place where it was done: "surgery on the index knee", "radiotherapy to the pelvis"."""
_HURT = frozenset(("burn", "injury", "trauma", "wound"))
_SORTS_OF_HARM = frozenset(("traumatic", "congenital", "degenerative", "inflammatory", "orthopedic", "musculoskeletal"))
"""What may stand before a name that takes the site of the list's last: "traumatic injury or surgery of the knee"."""
_SITE_OF = re.compile(r"(?:surgery|operation)\s+(?:of|on)\s+(?:(?:the|any)\s+)*", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:either|any|each)\b", re.IGNORECASE)
_NECK = re.compile(r"\s*(?:\band\b|&|/)\s*(?=neck\b)", re.IGNORECASE)
_IN_SITU = re.compile(r"\s+in\s+situ\Z", re.IGNORECASE)
_AREA = frozenset(("region", "area", "field"))
_TREATED = frozenset(
    ("treatment", "target", "test", "injection", "surgical", "operative", "application", "stimulation")
)
_CANCER = re.compile(
    r"(?:(?:squamous|small|large|transitional|clear|spindle)(?: cell)? |"
    r"(?:adenoid cystic|mucoepidermoid|neuroendocrine|undifferentiated|papillary|mucinous|serous|"
    r"advanced|metastatic|invasive|resected) )*(?:adenocarcinoma|carcinoma|sarcoma)"
)
"""Kinds of cancer that may be of any site: "adenocarcinoma or squamous cell carcinoma of the lung"."""
_COLOURS = frozenset(("white", "red"))
""" "Disorder of white blood cells"."""
_PARTS_OF_SITES = frozenset(("base", "floor", "roof", "head", "tail", "neck", "body", "angle", "lobe", "root"))
_THE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_LONGEST = 4


def read(view: str, words: list[Word], found: list[Mention]) -> list[Mention]:
    """The mentions with the sites behind them; each further site of a list is a mention of its own, over its words."""
    out: list[Mention] = []
    for i, m in enumerate(found):
        if out and m.start < out[-1].end:
            continue
        following = found[i + 1] if i + 1 < len(found) else None
        substances = _substances(view, m, found[i + 1 :])
        sited = substances or (_with_sites(view, words, m, following) if m.kind in NAMES_MORE else [m])
        told = not substances and (sited[0] != m or _done_there(view, m) is not None)
        if out and told and _OR.fullmatch(view, out[-1].end, m.start):
            out = _sharing(view, out, m, sited)
        out += sited
    return out


def _sharing(view: str, before: list[Mention], m: Mention, sited: list[Mention]) -> list[Mention]:
    """ "Fracture or dislocation of the shoulder", "ulcer, gangrene or amputation of the foot": all are of the site.

    Nothing where they are of several sites, as each of them may be of each.
    """
    of = _OF.match(view, m.end) or _done_there(view, m)
    if of is not None and (alike := sharing(before, m)):  # "acute or chronic infection of the bone"
        at, out = normal(view[of.end() : sited[0].end]), list(before)
        for i in alike:
            out[i] = replace(
                _named(out[i], out[i].name, at, out[i].start, out[i].end), hull=(out[i].start, sited[0].end)
            )
        return out if len(sited) == 1 else before[: alike[-1]]
    if of is None or not _is_bare(view, before[-1]):
        return before
    if len(sited) > 1:
        return before[:-1]
    site, out, edge = normal(view[of.end() : sited[0].end]), list(before), m.start
    for i in range(len(out) - 1, -1, -1):
        one = out[i]
        further = i < len(out) - 1
        if not (_COMMA if further else _OR).fullmatch(view, one.end, edge) or not _is_bare(view, one, further):
            break
        named = _named(one, view[one.start : one.end], site, one.start, one.end)
        out[i] = replace(named, hull=(one.start, sited[0].end))
        edge = one.start
    return out


def _done_there(view: str, m: Mention) -> "re.Match[str] | None":
    """The "of" of a known name that holds its site: "surgery of the upper limb"."""
    return _SITE_OF.match(view, m.start, m.end) if m.kind == "procedure" else None


def _is_bare(view: str, m: Mention, further: bool = False) -> bool:
    """Whether a name says no site: one that stands ``further`` off may then be of any, as an infection is."""
    *degrees, head = map(fold, _PARTS.split(view[m.start : m.end]))
    if not further and _CANCER.fullmatch(" ".join([*degrees, head])):
        return m.kind == "condition"
    named = head in _of_any_site() or (head in heads_of("condition").vague and not further)
    return m.kind in NAMES_MORE and named and all(d in quality_words() or d in _SORTS_OF_HARM for d in degrees)


@cache
def _of_any_site() -> frozenset[str]:
    """The last words of names that may be of any site."""
    return heads_of("condition").lesions | heads_of("procedure").operations | _OF_ANY_SITE


def may_share(first: str, second: str, written: str) -> bool:
    """ "Infection, ulcer or gangrene of the foot": whether a bare first name may be of the site of the second.

    The site is ``written`` behind the second name, or it was told behind another one.
    """
    key = fold(first)
    if not any(key in bare for bare in (heads_of("condition").vague, _of_any_site(), _DONE_THERE, _HURT)):
        return False
    told = _OF.search(written) is not None or _IN.search(written) is not None or not named_in(written)
    return told and named_in(second)


def _substances(view: str, m: Mention, following: list[Mention]) -> list[Mention]:
    """ "dependence on alcohol or cocaine", "abuse of drugs or alcohol": a condition for each substance."""
    word = m.name.rpartition(" ")[2]
    if m.kind != "condition" or word not in _ABUSE:
        return []
    inside = _OF_ITS_OWN.search(view, m.start, m.end) is not None
    lead = (_OR if inside else _UPON).match(view, m.end)
    out = [m] if inside else []
    if lead is not None and not inside and (drugs := _ANY_DRUGS.match(view, lead.end())):
        out.append(replace(m, end=drugs.end(), name="substance abuse", codes=()))
        lead = _OR.match(view, drugs.end())
    for f in following:
        if lead is None or lead.end() != f.start or f.kind not in ("drug", "drug_class"):
            break
        name = f"{f.name} {word}" if f.name != "illicit drug" else "substance abuse"
        out.append(replace(m, start=f.start if out else m.start, end=f.end, name=name, codes=()))
        lead = _OR.match(view, f.end)
    if out and lead is not None and (drugs := _ANY_DRUGS.match(view, lead.end())):
        out.append(replace(m, start=drugs.start(), end=drugs.end(), name="substance abuse", codes=()))
    return out if len(out) > inside else []


def _with_sites(view: str, words: list[Word], m: Mention, following: Mention | None) -> list[Mention]:
    written, inside, _ = view[m.start : m.end].partition(" of ")
    if not inside and _OF.match(view, m.end) is None:
        return _lying(view, words, m, following)
    heads, last = heads_of(m.kind), fold(_PARTS.split(_IN_SITU.sub("", written))[-1])
    if last not in heads.heads and not heads.suffix.match(last) and not written.isupper():
        return [m]
    if _ALLERGIC.match(last) or (m.kind == "procedure" and fold_phrase(written) in generic_words()):
        return [m]
    lead = _OR.match(view, m.end) if inside else _OF.match(view, m.end)
    if lead and following is not None and following.start == lead.end() and last in _EVENTS and not inside:
        return [_event(m, following)] if following.kind == "condition" else [m]
    stop = following.start if following is not None else len(view)
    runs: list[list[Word]] = []
    while lead is not None:
        run = _in_parts(view, words, _run(words, lead.end()))
        further = bool(runs or inside)
        if not run or run[-1].end > stop or _is_sort(view, run[-1]):
            break
        if further and not _is_site(run) and not _is_adjective(run):
            break
        runs.append(run)
        lead = _OR.match(view, run[-1].end)
    runs = _whole(runs, bool(inside))
    of = _of_kind(m, inside)
    out = [m] if inside else []
    for run in runs:
        noun = _shared_noun(view, run, runs[-1])
        part, _, whole = view[run[0].start : run[-1].end].partition(" of ")
        site = normal(f"{_THE.sub('', whole)} {part}" if whole else f"{part}{noun}")
        named = _named(of, written, site, run[0].start if out else m.start, run[-1].end)
        out.append(replace(named, hull=(m.start, (runs[-1] if noun else run)[-1].end)))
    return out or [m]


def _is_sort(view: str, word: Word) -> bool:
    """ "Cirrhosis of any aetiology" has no site."""
    return adjuncts().sorts.fullmatch(view, word.start, word.end) is not None


def _in_parts(view: str, words: list[Word], run: list[Word]) -> list[Word]:
    """ "Base of tongue", "head of the pancreas": a part of a site and the site."""
    of = _OF.match(view, run[-1].end) if run and run[-1].key in _PARTS_OF_SITES else None
    return [*run, *whole] if of and (whole := _run(words, of.end())) and _is_site(whole) else run


def _is_site(run: list[Word]) -> bool:
    return run[-1].key in heads_of("condition").sites


def _is_adjective(run: list[Word]) -> bool:
    """ "Splenic" of "the portal, splenic or mesenteric vein"."""
    key = run[-1].key
    known = key in heads_of("condition").of_sites or ADJECTIVE.match(key) is not None
    return known and not _is_site(run) and key not in quality_words()


def _whole(runs: list[list[Word]], further: bool) -> list[list[Word]]:
    """The sites of a list as far as each has a noun, its own or that of the last; the first is one in any case."""
    least = 0 if further else 1
    while len(runs) > least and not _is_site(runs[-1]):
        runs = runs[:-1]
    bare = next((i for i, run in enumerate(runs) if i >= least and not _is_site(run)), len(runs))
    return runs if runs and len(runs[-1]) > 1 else runs[:bare]


def _shared_noun(view: str, run: list[Word], last: list[Word]) -> str:
    """ "Of the aortic or mitral valve", "of an enlarged or suspicious lymph node": the noun is that of both."""
    if run is last or _is_site(run) or len(last) == 1 or not _is_site(last):
        return ""
    if _is_adjective(run):
        return f" {view[last[min(len(run), len(last) - 1)].start : last[-1].end]}"
    of_sites, sites = heads_of("condition").of_sites, heads_of("condition").sites
    described = len(run) == 1 < len(last) and run[0].key not in sites | of_sites
    return f" {view[last[1].start : last[-1].end]}" if described else ""


def _lying(view: str, words: list[Word], m: Mention, following: Mention | None) -> list[Mention]:
    """ "Metastases in the brain or liver": a disease of each site; nothing where its name has one."""
    heads, written = heads_of("condition"), view[m.start : m.end]
    last = fold(_PARTS.split(written)[-1])
    sited = last in heads.heads if m.kind == "condition" else last in _DONE_THERE or m.name.endswith("radiotherapy")
    lead = _IN.match(view, m.end) if sited else None
    if lead is not None and m.kind != "condition" and _EITHER.search(lead.group()):
        return [m]  # "glaucoma surgery in either eye": of any
    if lead is None or _ALLERGIC.match(last) or named_in(written):
        return [m]
    out: list[Mention] = []
    while lead is not None:
        run = _run(words, lead.end())
        slash = next((i for i in range(1, len(run)) if "/" in view[run[i - 1].end : run[i].start]), len(run))
        run = _head_and_neck(view, words, run[:slash])
        if not run or not _is_place(run):
            break
        if following is not None and following.start < run[-1].end and run[-1].key != "site":
            break
        site, end = _site(view, words, run)
        named = _named(m, written, site, run[0].start if out else m.start, end)
        out.append(replace(named, hull=(m.start, end)))
        lead = _OR.match(view, end)
    return [*(replace(one, shares=True) for one in out[:-1]), *out[-1:]] or [m]


def _site(view: str, words: list[Word], run: list[Word]) -> tuple[str, int]:
    """The name of a site and where it ends: "the site of injection" is the injection site."""
    end = run[-1].end
    of = _OF.match(view, end) if [w.key for w in run] == ["site"] else None
    what = _run(words, of.end()) if of is not None else []
    if what:
        return f"{normal(view[what[0].start : what[-1].end])} site", what[-1].end
    return normal(view[run[0].start : end]), end


def _head_and_neck(view: str, words: list[Word], run: list[Word]) -> list[Word]:
    """Head and neck are one region."""
    if run and run[-1].key == "head" and (neck := _NECK.match(view, run[-1].end)):
        return [*run, *_run(words, neck.end())]
    return run


def _is_place(run: list[Word]) -> bool:
    """ "Index knee", "puncture site", "neck region"."""
    sites = heads_of("condition").sites
    return (
        run[-1].key in sites
        or run[-1].key == "site"
        or (run[-1].key in _AREA and (run[-2:][0].key in sites or run[-2:][0].key in _TREATED))
    )


def _of_kind(m: Mention, inside: str) -> Mention:
    """The mention, or what it is without its own site: "carcinoma" of "carcinoma of the breast"."""
    words = m.name.split(" ")
    kept = words[-3:] if words[-1] == "situ" else words[-1:]
    return replace(m, name=" ".join(kept), codes=()) if inside else m


def _event(m: Mention, of: Mention) -> Mention:
    """ "relapse of multiple sclerosis" is one thing."""
    return replace(m, end=of.end, name=f"{of.name} {m.name}", codes=())


def _run(words: list[Word], start: int) -> list[Word]:
    """The words of one site: nothing where a word of grammar or of the protocol stands among the first."""
    run: list[Word] = []
    for w in words:
        if w.start < start or (not run and (w.start > start or w.key.isdigit())):
            continue
        of_cells = w.key == "blood" and run and run[-1].key in _COLOURS
        if (run and not w.soft) or (w.key in silent_words() and not of_cells) or w.key in status_words():
            break
        run.append(w)
    return run if len(run) <= _LONGEST else []


def named_in(written: str) -> bool:
    """Whether the words hold a site."""
    return not heads_of("condition").places.isdisjoint(fold_phrase(written).split(" "))


def is_plain(name: str, written: str) -> bool:
    """Whether a name is of no other site: "bypass surgery", alone of the heart, may be of a leg."""
    return all(key in fold_phrase(written) or not named_in(key) for key in fold_phrase(name).split(" "))


def _named(m: Mention, written: str, site: str, start: int, end: int) -> Mention:
    """Under the site's and the head's name as the lexicon has it: "infection of the urinary tract"."""
    degree, plain = "", m.name if is_plain(m.name, written) else normal(written)
    while (first := plain.partition(" "))[1] and fold(first[0]) in quality_words():
        degree, plain = f"{degree}{first[0]} ", first[2]
    name = singular(f"{singular(site)} {plain}")
    entry = mentions().entries.get(fold_phrase(name))
    if entry is None or entry.kind != m.kind:
        return replace(m, start=start, end=end, name=degree + name, codes=())
    listed = own_name(m.kind, name, entry.name) or entry.name
    return replace(
        m, start=start, end=end, name=degree + listed, codes=() if degree else entry.codes, pattern=entry.pattern
    )
