"""Words around a name that make it another: "non-valvular", "steroid-refractory", "family history of", "risk of"."""

import re
from dataclasses import replace

from ...patterns.behind import behind, not_behind
from ...patterns.fold import fold, fold_phrase
from ...patterns.gate import Gated, Several
from ...patterns.tables import Word, mentions, words_of
from ...patterns.words import people_words, silent_words
from ..parts import Cue, Mention
from .entries import named

_FLAGS = re.IGNORECASE
_NON = re.compile(r"\bnon[\s\-]*\Z", _FLAGS)
_ANY_NON = Gated(r"\bnon", _FLAGS)
_NON_KIND = re.compile(r"\bnon-[a-z]+ \Z", _FLAGS)
_TRAIT = re.compile(
    r"-(?:induced|resistant|refractory|dependent|associated|related|mediated|positive|negative|sensitive|responsive|"
    r"unresponsive|mutated|mutant|provoked|triggered|exacerbated)\b",
    _FLAGS,
)
_EQUIVALENT = re.compile(r"[\s-]+equivalents?\b(?!\s+(?:to|of)\b)", _FLAGS)
_INFECTED = re.compile(
    r"(?:co[\s-]?|super-?)?infect(?:ions?|ed)\s+(?:with|by)\s+(?:(?:an?|the|any|either|active|chronic)\s+)*", _FLAGS
)
""" "Infection with HIV" names HIV alone."""
_EXPOSED = re.compile(
    r"[\s-]+(?:expos(?:ed|ure)|(?:(?:household|close)\s+)?contacts?(?!\s+(?:lens|dermat|allerg)))\b", _FLAGS
)
_GERM = re.compile(
    r"infection|virus|hepatitis|tubercul|malaria|covid|sars|syphilis|gonorrh|chlamydia|candid|coccus|pneumonia|herpes|salmonell|"
    r"plasmodi|helicobacter"
)
_FORMS = ("eye drop", "nasal spray", "inhaler", "dietary supplement")
_GIVEN = re.compile(
    r"(?:(?:intra[a-z]+|sub[a-z]+|epidural|iv|im|sc|local|topical|depot|oral|weekly|daily)\s+)*"
    r"(?:infusions?|injections?|implants?|replacement|supplementation|administration)",
    _FLAGS,
)
"""How the drug named before it is given."""
_LACK = re.compile(
    r"(?:[\s-]+(?:deficien\w+|insufficien\w+)|-(?:ineligible|intolerant|tolerant|unfit|unsuitable))\b", _FLAGS
)
_NUTRIENT = r"(?:vitamin\s[A-K]\d{0,2}|iron|zinc|copper|selenium|magnesium|calcium|folate|folic\s+acid|thiamine|iodine)"
_LACK_TOO = re.compile(
    rf"{_NUTRIENT}(?:\s*(?:,\s*(?:or|and)?|/|\b(?:or|and)\b)\s*{_NUTRIENT}){{1,3}}[\s-]+deficienc", _FLAGS
)
""" "Vitamin B12 or folate deficiency" is no use of vitamin B12."""
_DEPENDENT = re.compile(r"[\s-]+(?:independent|(?:in)?eligible)\b", _FLAGS)
""" "Transfusion-independent", "transplant-ineligible": nothing that was done."""
_RECEPTOR = re.compile(r"[\s-]+receptors?\b", _FLAGS)
_TAKERS = frozenset(("user", "users", "taker", "takers", "naive", "treated", "exposed", "using", "taking"))
_NEXT_WORD = re.compile(r"[ \n]+(?P<word>[a-z]+)", _FLAGS)
_TREATMENT = "treatment for "
"""What was done about a disease, and no fact of the disease."""
_BY_MEANS = re.compile(r"\s+(?:with|using|by)\b", _FLAGS)
_FRAMES = (
    (
        "maternal ",
        Gated(
            r"\b(?:(?:infants?|babies|newborns?|neonates?|children)\s+(?:of|born\s+to)\s+mothers?|(?<!new\s)mother)\s+"
            r"(?:with|having|who\s+ha(?:s|d|ve))\s+(?:(?:a|an|any|the|known)\s+)*(?!history|diagnosis)\Z",
            _FLAGS,
        ),
    ),
    (
        "family history of ",
        Gated(
            not_behind(
                *(rf"{own}\s{joint}" for own in ("personal", "history") for joint in ("or", "and", r"\s\s\s\sor")),
                *(rf"{own}\sor\sa" for own in ("personal", "history")),
                *(rf"history\sof{sign}\sor" for sign in ("", ",")),
            )
            + r"(?<!personal/)(?<!history/)\b"
            r"(?:(?:family|familial)\s+(?:medical\s+)?history\s+(?:(?:of|for|with)|positive\s+for)|"
            r"(?:(?:first|1st|second)[\s-]*degree\s+)?(?:relatives?|mother|fathers?|sisters?|brothers?|siblings?|parents?|"
            r"family\s+members?)\s+(?:(?:with|having|who\s+ha[sd]|who\s+have)(?:\s+a)?(?:\s+(?:history|diagnosis)\s+of)?|"
            r"diagnosed\s+with))\s+(?:(?:a|an|any|the|known|early|premature|hereditary)\s+)*\Z",
            _FLAGS,
        ),
    ),
    *(
        (
            f"{said}risk of ",
            Gated(
                rf"\b(?:(?:at|with)\s+)?(?:(?:a|an)\s+)?{degree}"
                r"risk(?:\s+factors?)?\s+(?:of|for)\s+(?:(?:a|an|any|the|developing|having)\s+)*\Z",
                _FLAGS,
            ),
        )
        for said, degree in (
            ("low ", r"(?:very\s+)?low(?:er)?[\s-]+"),
            ("moderate ", r"(?:moderate|medium)[\s-]+"),
            ("intermediate ", r"intermediate[\s-]+"),
            ("", r"(?:(?:high|higher|increased|elevated|greater|significant)[\s-]+)?"),
        )
    ),
    (
        "suspected ",
        Gated(
            not_behind(r"\bor", r"\band") + r"(?<!/)\b(?:suspected|suspicion\s+(?:of|for))\s+(?:(?:a|an|acute)\s+)?\Z",
            _FLAGS,
        ),
    ),
    (
        _TREATMENT,
        Gated(
            not_behind("seeking", r"seeking\sactive", r"need\sof", "for", "the", r"response\sto", r"refractory\sto")
            + r"\b"
            r"(?:treatments?|therap(?:y|ies))\s+(?:for|of|against)\s+(?:(?:the|a|an|any|their|his|her|of|management)\s+)*\Z",
            _FLAGS,
        ),
    ),
    (
        _TREATMENT,
        Gated(
            behind(r"\bpreviously", r"\bnever", r"\bever") + r"treated\s+for\s+(?:(?:a|an|any|the|their)\s+)*\Z",
            _FLAGS,
        ),
    ),
    (
        "exposure to ",
        Gated(
            r"\b(?:expos(?:ure|ed)\s+to|(?:(?:close|household|direct)\s+)*contacts?\s+(?:with|of))\s+(?:(?:a|an|any|the|active|known|confirmed|suspected|case\s+of|cases\s+of)\s+)*\Z",
            _FLAGS,
        ),
    ),
    *(
        (f"{said} of ", Gated(rf"\b(?:clinical\s+)?{words}\s+of\s+(?:(?:a|an|any|the|active|current)\s+)*\Z", _FLAGS))
        for said, words in (
            (
                "signs or symptoms",
                r"(?:signs?\s*(?:/|\band/or\b|\bor\b|\band\b)\s*symptoms?|symptoms?\s*(?:/|\band/or\b|\bor\b|\band\b)\s*signs?)",
            ),
            ("symptoms", r"symptoms?"),
        )
    ),
    (
        "",
        Gated(
            r"\b(?:(?:tested|assessed|evaluated|examined|investigated|monitored|worked\s+up)\s+for|screen(?:ing|ed)?\s+for|prevention\s+of|prevent|preventing|prophylaxis\s+(?:of|for|against)|"
            r"vaccin(?:ation|ated)\s+(?:against|for))\s+(?:(?:a|an|any|the|active|known)\s+)*\Z",
            _FLAGS,
        ),
    ),
)
_STATUS_POST = re.compile(r"\bstatus[\s-]+\Z", _FLAGS)
_POST = re.compile(r"post[\s-]+", _FLAGS)
_ANY_FRAME = Several(*(pattern for _, pattern in _FRAMES))
_LISTED = re.compile(r"\s*(?:,|/|\b(?:or|and|other)\b|\s)+\s*", _FLAGS)
_LISTED_ACTIVE = re.compile(r"\s*(?:,|/|\b(?:or|and|other|active|current|known|untreated|confirmed)\b|\s)+\s*", _FLAGS)
_OF_OTHERS = ("maternal ", "exposure to ")
"""What is active, too, is of the mother, or of whom somebody met."""
_RISK_AFTER = re.compile(r"\s+risk\b(?!\s+(?:factor|score|group|patient))", _FLAGS)
_DEGREE = re.compile(r"\A(?:(?P<less>low|moderate|intermediate)|high|higher|increased|elevated)\s+")
_RISK_BEFORE = re.compile(r"\b(?:(?P<less>low|moderate|intermediate)|high|higher|increased|elevated)\s+\Z", _FLAGS)
""" "At risk" is at a high one; less than that is said."""


def parted(view: str, start: int, words: list[Word]) -> list[Word]:
    """The words, with "nonpregnant" taken apart where only the rest is known."""
    if _ANY_NON.absent(view, start, len(view)):
        return words
    out: list[Word] = []
    lexicon = mentions()
    for w in words:
        rest = w.key[3:] if w.key.startswith("non") else ""
        if len(rest) > 3 and w.key not in lexicon.longest and rest in lexicon.entries:
            out += [Word("non", w.start, w.start + 3, w.soft), Word(rest, w.start + 3, w.end, True)]
        else:
            out.append(w)
    return out


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions under the names that the words around them give."""
    if not found:
        return []
    found = _compounds(view, [_status_post(view, start, m) for m in found])
    return _framed(view, start, found if _ANY_NON.absent(view, start, len(view)) else _without(view, start, found))


def _status_post(view: str, start: int, m: Mention) -> Mention:
    """ "Status post stroke" is a stroke that somebody has had."""
    post = _POST.match(view, m.start, m.end) if m.kind == "condition" else None
    status = _STATUS_POST.search(view, max(start, m.start - 8), m.start) if post else None
    if post is None or status is None or not m.name.startswith("post"):
        return m
    cue = Cue("PAST", status.start(), post.end() - 1)
    return named(replace(m, start=post.end(), name=m.name[5:], codes=(), cues=(*m.cues, cue)))


def _compounds(view: str, found: list[Mention]) -> list[Mention]:
    """ "steroid-refractory GVHD" is a disease and no use of steroids; nor is "fluticasone equivalent". "Infection with
    HIV" is one disease."""
    out: list[Mention] = []
    for m in found:
        before = out[-1] if out else None
        if before is not None and _is_form(view, before, m):
            out[-1] = replace(before, cues=(*before.cues, Cue("FORM", m.start, m.end)))
            continue
        if before is not None and _GERM.search(m.name) and _INFECTED.fullmatch(view, before.start, m.start):
            out.pop()
            m = replace(m, cues=(*m.cues, Cue("FORM", before.start, before.end)))
        elif before is not None and m.kind == "condition" and (trait := _TRAIT.match(view, before.end)):
            if view[before.end : m.start].isspace() or (
                view[trait.end() : m.start].strip() == "" and m.start >= trait.end()
            ):
                out.pop()
                name = f"{_plain(view[before.start : m.start])} {m.name}".replace("- ", "-")
                m = replace(m, start=before.start, name=name, codes=())
        if m.kind == "condition" and (exposed := _EXPOSED.match(view, m.end)) and _exposes(view, m, exposed):
            m = replace(m, end=exposed.end(), name=f"exposure to {_germ(view, m, exposed)}", codes=())
        out.append(m)
    return [m for m in out if not _no_use(view, m)]


def _exposes(view: str, m: Mention, exposed: "re.Match[str]") -> bool:
    """ "Household TB contacts": of a germ, as "HIV exposure" is; a contact of anything else is another thing."""
    return "contact" not in exposed.group().lower() or _GERM.search(m.name) is not None


def _germ(view: str, m: Mention, exposed: "re.Match[str]") -> str:
    return m.name if "contact" in exposed.group().lower() else _plain(view[m.start : m.end])


def _is_form(view: str, before: Mention, m: Mention) -> bool:
    """ "timolol eye drops", "ketamine infusion", "etonogestrel implant": how the drug is given."""
    given = m.kind in ("procedure", "condition") and _GIVEN.fullmatch(view, m.start, m.end)
    form = m.name in _FORMS and m.kind == "drug_class"
    return bool(form or given) and before.kind in ("drug", "drug_class") and view[before.end : m.start].isspace()


def _no_use(view: str, m: Mention) -> bool:
    if m.kind == "procedure" and _DEPENDENT.match(view, m.end):
        return True
    if m.kind not in ("drug", "drug_class"):
        return False
    if _LACK_TOO.match(view, m.start):
        return True
    return any(p.match(view, m.end) for p in (_TRAIT, _EQUIVALENT, _RECEPTOR, _LACK))


def _without(view: str, start: int, found: list[Mention]) -> list[Mention]:
    out: list[Mention] = []
    for i, m in enumerate(found):
        before = out[-1] if out else None
        if before is not None and before.name.startswith("\0") and view[before.end : m.start].strip() == "":
            out.pop()
            name = f"{before.name[1:]} {m.name}"
            out.append(replace(m, start=before.start, name=name, codes=()))
            continue
        if m.kind == "drug_class" and (kind := _NON_KIND.search(view[max(start, m.start - 30) : m.start])):
            written = _plain(kind.group())
            out.append(replace(m, start=m.start - len(kind.group()), name=f"{written} {m.name}", codes=()))
            continue
        lead = _NON.search(view[max(start, m.start - 6) : m.start])
        if lead is None:
            out.append(m)
            continue
        denied = _denied(view, m, m.start - len(lead.group()), found[i + 1] if i + 1 < len(found) else None)
        out += _and_whom(view, denied) if denied.cues else [denied]
    return [m for m in out if not m.name.startswith("\0")]


def _denied(view: str, m: Mention, start: int, following: Mention | None) -> Mention:
    """ "non-valvular fibrillation" is another disease, "non-diabetic" a denial; a leading NUL marks half a name."""
    written = _plain(view[m.start : m.end])
    described = [w for w in words_of(view, m.start, m.end) if w.key not in people_words()]
    if m.kind != "attribute" and len(described) > 1:
        kept = fold_phrase(m.name).split(" ")[0] == described[0].key
        return replace(m, start=start, name=f"non-{m.name if kept else written}", codes=())
    if following is not None and view[m.end : following.start].strip() == "" and view[m.end : following.start]:
        if following.kind != "attribute":
            return replace(m, start=start, name=f"\0non-{written}")
    word = _NEXT_WORD.match(view, m.end)
    if word is not None and fold(word["word"]) not in people_words() | silent_words():
        return replace(m, name="\0")
    if m.kind in ("drug", "drug_class") and (word is None or fold(word["word"]) not in _TAKERS | people_words()):
        return replace(m, name="\0")  # "an opioid plus a non-opioid": another drug, and no denial
    return replace(m, cues=(*m.cues, Cue("NEGATED", start, start + 3)))


def _and_whom(view: str, m: Mention) -> list[Mention]:
    """ "non-pregnant women": the women are said of their own."""
    words = words_of(view, m.start, m.end)
    last = mentions().entries.get(words[-1].key)
    if len(words) < 2 or last is None or last.kind != "attribute":
        return [m]
    whom = Mention(words[-1].start, words[-1].end, last.kind, last.name, last.codes, last.pattern)
    return [replace(m, end=words[-2].end), whom]


def framed(view: str, start: int, m: Mention) -> Mention:
    """A mention with the frame before it, as "family history of", in its name."""
    floor = max(start, m.start - 80)
    for frame, pattern in _FRAMES:
        if frame and pattern.search(view[floor : m.start].rstrip() + " "):
            return replace(m, name=frame + m.name)
    return m


def _framed(view: str, start: int, found: list[Mention]) -> list[Mention]:
    out: list[Mention] = []
    if _ANY_FRAME.absent(view, start, len(view)):
        return [_at_risk(view, start, m) if m.kind == "condition" else m for m in found]
    frames = [(said, pattern) for said, pattern in _FRAMES if not pattern.absent(view, start, len(view))]
    frame: str | None = None
    end = 0
    for m in found:
        joint = _LISTED_ACTIVE if frame in _OF_OTHERS else _LISTED
        listed = frame is not None and joint.fullmatch(view, end, m.start)
        end = m.end
        if m.kind != "condition":
            frame = frame if listed else None
            out.append(m)
            continue
        floor = max(start, out[-1].end if out else start, m.start - 80)
        words = view[floor : m.start]
        lead = next(((f, floor + x.start()) for f, pattern in frames if (x := pattern.search(words)) is not None), None)
        if lead is not None and lead[0] == _TREATMENT and not _names_treatment(view, out, lead[1], m):
            lead = None
        if lead is not None:
            frame = lead[0]
        elif not listed:
            frame = None
        if frame is None:
            out.append(_at_risk(view, start, m))
        elif frame:
            kind = "therapy" if frame == _TREATMENT else m.kind
            first = lead[1] if lead else m.start
            out.append(replace(m, start=first, kind=kind, name=_framed_name(frame, m), codes=()))
    return out


def _names_treatment(view: str, done: list[Mention], start: int, m: Mention) -> bool:
    """ "Treatment for gout"; but "antibiotic treatment for" names its own, as does "treatment of gout with A"."""
    named = bool(done) and done[-1].kind != "condition" and not view[done[-1].end : start].strip(" -")
    return not named and _BY_MEANS.match(view, m.end) is None


def _framed_name(frame: str, m: Mention) -> str:
    return m.name if m.name.startswith(frame) else frame + m.name


def _at_risk(view: str, start: int, m: Mention) -> Mention:
    """ "increased bleeding risk"."""
    risk = _RISK_AFTER.match(view, m.end)
    if risk is None:
        return m
    more = _RISK_BEFORE.search(view[max(start, m.start - 14) : m.start])
    own = _DEGREE.match(m.name)
    less = next((d["less"].lower() + " " for d in (more, own) if d is not None and d["less"]), "")
    begin = m.start - len(more.group() if more else "")
    return replace(m, start=begin, end=risk.end(), name=f"{less}risk of {_DEGREE.sub('', m.name)}", codes=())


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()
