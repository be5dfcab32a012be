"""Finds what a criterion names: drugs, classes, vaccines, conditions, procedures, studies, attributes.

Known words come from the lexicon; unknown ones by form: the stems of international nonproprietary names ("-mab"), and
noun phrases that end in a word for a disease or a procedure ("unstable liver disease", "hip replacement surgery").
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated, View, cut
from ...patterns.misspellings import meant
from ...patterns.tables import Entry, Match, Word, mentions, word_at
from ...patterns.words import function_words, generic_words, quality_words, vague_words
from ..naming import (
    abused,
    acts,
    admissions,
    against,
    apart,
    both_sexes,
    causes,
    codes,
    compounds,
    degrees,
    done_to,
    drug_forms,
    ellipsis,
    fertility,
    findings,
    forms,
    genotypes,
    instruments,
    interrupted,
    kin,
    leading,
    listed,
    markers,
    meanings,
    mixtures,
    mothers,
    nerve_blocks,
    places,
    prefixes,
    relative,
    remedies,
    responses,
    results,
    routes,
    routes_behind,
    sites,
    sorts,
    studies,
    targets,
    types,
    urgency,
    vaccines,
    wishes,
)  # fmt: skip
from ..naming.heads import ADJECTIVE, DRUGS, NAMES_MORE, behind_words, heads_of, named_by, normal, own_name
from ..naming.phrases import extended, merged, starts_trait
from ..parts import Cue, Mention

_NOUN = re.compile(r"[a-z]{4,}(?<!ive)(?<!ory)(?<!eutic)(?<!onal)(?<!platelet)(?<!retroviral)(?<!ing)(?<!ed)(?<!based)")
"""Words that name a class without "therapy" behind them."""
_SIGNS = re.compile(r" ?\( ?[+-] ?\)|\)?[+-](?!\w)| \+(?!\w)| -(?=[ \t]*(?:\n|\Z))|\)")
"""The last signs of "anti-HBc +", "HIV (+)", "ER-" and "t(4;14)"."""
_TIME = re.compile(r"(?:pre|peri)-(?:pregnancy|partum|dialysis|transplant|surgery|chemotherapy)", re.IGNORECASE)
"""When something was measured: "pre-pregnancy BMI"."""
_SEX = Gated(r"[(\[]\s*\b([FM])\b\s*[)\]]")


@cache
def _stems() -> re.Pattern[str]:
    raw = tomllib.loads(files("trialrules").joinpath("patterns/drugs/stems.toml").read_text(encoding="utf-8"))
    return re.compile(rf"(?!(?:{'|'.join(raw['not_drugs'])})$)[a-z]{{2,}}(?:{'|'.join(raw['stems'])})$")


def find(
    view: str, words: list[Word], taken: list[tuple[int, int]], short: Mapping[str, Entry] = MappingProxyType({})
) -> list[Mention]:
    """The mentions among ``words``, left to right, none overlapping; ``taken`` spans are left alone.

    ``short`` says what the text's own abbreviations stand for.
    """
    if not words:
        return []
    at = words[0].start  # no pattern sees what stands outside these words: another criterion may follow at once
    short = {**short, **_letters_of_sex(view, at, words[-1].end + 1)}
    own = [word_at((key, a - at, b - at, soft)) for key, a, b, soft in words] if at else words
    end = words[-1].end
    if signs := _SIGNS.match(view, end):
        end = signs.end()
    found = _uninterrupted(cut(view, at, end), own, [(a - at, b - at) for a, b in taken], short)
    return [_moved(m, at) for m in found] if at else found


def _moved(m: Mention, by: int) -> Mention:
    cues = tuple([Cue(category, a + by, b + by) for category, a, b in m.cues]) if m.cues else ()
    hull = (m.hull[0] + by, m.hull[1] + by) if m.hull else None
    return Mention(m.start + by, m.end + by, m.kind, m.name, m.codes, m.pattern, cues, m.misspelt, m.shares, hull)


def _uninterrupted(
    view: View, words: list[Word], taken: list[tuple[int, int]], short: Mapping[str, Entry]
) -> list[Mention]:
    """What is found where neither an abbreviation in brackets parts a name, nor a value in brackets."""
    plain = _unabbreviated(view, words, taken, short)
    if "(" not in view or not (limits := interrupted.limits(view, taken, plain)):
        return plain
    while limits:
        found = _unabbreviated(*interrupted.without(view, words, limits), taken, short)
        over = [a for a in limits if any(_goes_over(m, a) and _says_more(m, plain) for m in found)]
        if over == limits:
            return interrupted.joined(limits, found, plain)
        limits = over
    return plain


def _goes_over(m: Mention, aside: tuple[int, int]) -> bool:
    """Whether the words of a name stand before and behind a bracket."""
    start, end = m.hull or (m.start, m.end)
    return start < aside[0] and aside[1] < end


def _unabbreviated(
    view: View, words: list[Word], taken: list[tuple[int, int]], short: Mapping[str, Entry]
) -> list[Mention]:
    """What is found where an abbreviation in brackets parts no name.

    One that no name goes on behind is read as others are, and so is one before which the same name is whole.
    """
    plain = _find(view, words, taken, short)
    asides = interrupted.asides(view)
    while asides:
        found = _find(*interrupted.without(view, words, asides), taken, short)
        inside = [a for a in asides if any(m.start < a[0] and a[1] < m.end and _says_more(m, plain) for m in found)]
        if inside == asides:
            return found
        plain = [_with_rest(p, asides, found) for p in plain]
        asides = inside
    return plain


def _with_rest(p: Mention, asides: list[tuple[int, int]], found: list[Mention]) -> Mention:
    """ "Anti-CD20 (CD) antibody": what goes on behind the bracket adds nothing to a name that is whole before it."""
    rest = [
        (a[1], m.end) for a in asides for m in found
        if m.start == p.start and m.name == p.name and p.end <= a[0] and a[1] < m.end
    ]  # fmt: skip
    return replace(p, cues=(*p.cues, *(Cue("FORM", *span) for span in rest))) if rest else p


def _says_more(m: Mention, plain: list[Mention]) -> bool:
    """Whether the mentions in the place of one are not just that one, shorter."""
    return {p.name for p in plain if m.start <= p.start and p.end <= m.end} != {m.name}


def _find(view: str, words: list[Word], taken: list[tuple[int, int]], short: Mapping[str, Entry]) -> list[Mention]:
    start, end = words[0].start, words[-1].end
    named_apart = apart.read(view, start, end)
    told, asked = markers.read(view, words, taken + [(m.start, m.end) for m in named_apart])
    taken = taken + asked + [(m.start, m.end) for m in (*named_apart, *(f.mention for f in told))]
    taken += urgency.told(view, start, end)
    free = prefixes.parted(view, start, list(_outside(words, taken)) if taken else words)
    names = both_sexes.parted(
        view,
        [m for m in meanings.settled(view, start, end, _plainly(view, free, short)) if not against.opposed(view, m)],
    )
    begun = {m.start for m in names}
    plain = [types.typed(view, m, begun) for m in names]
    given = routes_behind.read(view, start, routes.read(view, start, targets.read(view, start, plain)))
    several = _shared(view, free, merged(view, given))
    found = mixtures.read(view, acts.read(view, sites.read(view, free, leading.spread(view, several))))
    found = abused.read(view, start, listed.read(view, start, free, [m for m in found if not _generic(view, m)]))
    found = codes.read(view, start, end, taken, vaccines.read(view, start, found))
    found = remedies.read(view, start, drug_forms.read(view, start, prefixes.read(view, start, found)))
    named = results.read(view, start, admissions.read(view, found))
    named, marked = markers.of_diseases(view, told, named)
    named = mothers.read(view, start, kin.read(view, start, genotypes.read(view, start, named)))
    named = fertility.read(view, start, wishes.read(sorts.read(view, start, causes.read(view, start, named))))
    named_apart += prefixes.read(view, start, marked)
    told_of = findings.read(view, free, sorted(named + named_apart, key=lambda m: m.start))
    told_of = responses.read(view, start, end, relative.read(view, start, end, told_of))
    named = [m for m in told_of if not places.is_place(view, m) and not instruments.is_part(view, m)]
    named = compounds.whole(view, start, [m for m in named if not compounds.is_half(view, m)])
    named = done_to.read(view, taken, named)
    return studies.whole(view, [m for m in named if not studies.is_own(view, m)])


def _outside(words: list[Word], taken: list[tuple[int, int]]) -> Iterator[Word]:
    """The words outside the taken spans; no name goes on behind one: "men (> 40) or women (> 50)"."""
    held = bytearray(words[-1].end)
    for start, end in taken:
        if (size := min(end, len(held)) - (first := max(start, 0))) > 0:
            held[first : first + size] = b"\1" * size
    inside = False
    for w in words:
        before, inside = inside, held.find(1, w.start, w.end) >= 0
        if not inside:
            yield w._replace(soft=False) if before and w.soft else w


def _letters_of_sex(view: str, start: int, end: int) -> dict[str, Entry]:
    """ "Hb < 12 (F) or < 13 (M)": what both letters in brackets stand for."""
    if {m[1] for m in _SEX.finditer(view, start, end)} != {"F", "M"}:
        return {}
    known = {"F": mentions().get("female", "female"), "M": mentions().get("male", "male")}
    return {letter: entry for letter, entry in known.items() if entry is not None}


def _plainly(view: str, free: list[Word], short: Mapping[str, Entry]) -> list[Mention]:
    """What the lexicon knows, or the text itself has defined, and what its form tells."""
    known = {m.first: m for m in mentions().find(view, free)} | _defined(view, free, short)
    out: list[Mention] = []
    i = 0
    while i < len(free):
        if (match := known.get(i)) is not None:
            named = _known(view, free, match, out)
            while out and out[-1].end > named.start:
                out.pop()  # the "anti-CD19" of "anti-CD19 CAR-T cells"
            out += [named] if _TIME.fullmatch(view, named.start, named.end) is None else []
            i = match.last + 1
            continue
        form = _form(free[i].key)
        if form is not None and (mention := _by_form(view, free, i, form, out)) is not None:
            while out and out[-1].end > mention.start:
                out.pop()
            out.append(mention)
        i += 1
    return out


def _defined(view: str, words: list[Word], short: Mapping[str, Entry]) -> dict[int, Match]:
    out: dict[int, Match] = {}
    for i, w in enumerate(words if short else ()):
        written = view[w.start : w.end]
        if (entry := short.get(written) or short.get(written.removesuffix("s"))) is not None:
            out[i] = Match(w.start, w.end, entry, i, i)
    return out


def _shared(view: str, words: list[Word], found: list[Mention]) -> list[Mention]:
    """The mentions with those that share a word with them in a list."""
    out: list[Mention] = []
    for m in found:
        if out and (out[-1].start < m.start < out[-1].end or (m.start, m.end) == (out[-1].start, out[-1].end)):
            continue  # the "B virus infection" of "hepatitis A or B virus infection" is no infection with B virus
        if m.kind not in NAMES_MORE:
            out.append(m)
            continue
        several = (
            degrees.read(view, m)
            or ellipsis.by_degree_and_letter(view, words, m)
            or [
                *ellipsis.prefixed(view, m),
                *ellipsis.before(view, words, m, found, _modifies(m.kind)),
                *types.after(view, m),
            ]
        )
        while out and several[0].start <= out[-1].start:
            out.pop()
        out += [replace(one, shares=True) for one in several[:-1]] + several[-1:]
    return out


def _modifies(kind: str) -> ellipsis.Modifies:
    heads, sites = heads_of(kind), heads_of("condition").sites
    qualities = quality_words()
    return lambda key: key in heads.modifiers or key in sites or key in qualities or bool(ADJECTIVE.match(key))


def _generic(view: str, m: Mention) -> bool:
    """Whether its words name no thing of their own ("low failure"); what the lexicon lists does."""
    if m.kind not in NAMES_MORE or m.shares:
        return False
    key = fold_phrase(view[m.start : m.end])
    if " " not in key and " " in m.name:
        return False
    first, _, rest = key.partition(" ")
    by_form = m.pattern.endswith("heads.toml")
    if key in generic_words() or (by_form and first in ("low", "high", "early", "late") and rest in generic_words()):
        return True
    *before, last = key.split(" ")
    return by_form and last in generic_words() and vague_words().issuperset(before) and m.kind == "procedure"


def _known(view: str, words: list[Word], match: Match, done: list[Mention]) -> Mention:
    entry = match.entry
    start, end = match.start, match.end
    if entry.kind in NAMES_MORE:
        start = extended(view, words, (match.first, match.last), heads_of(entry.kind), done)
    elif entry.kind in ("drug_class", "therapy"):
        start = words[forms.with_target(view, words, match.first, entry.name)].start
        end = _without_therapy(view, words, match) if entry.kind == "drug_class" else end
    name = own_name(entry.kind, view[start : match.end], entry.name)
    codes = entry.codes if start == match.start else ()
    if entry.kind == "drug_class" and start == match.start and match.last > match.first:
        name = forms.narrowed(view[start:end], entry.name)
        codes = codes if name is None else ()
    if name is None and start < match.start and view[match.start - 1] == "-" and entry.kind in NAMES_MORE:
        name = named_by(view[start : match.end])
    if name is None:
        name = normal(entry.name) if entry.kind == "condition" else entry.name
        if sites.named_in(view[start : match.start]) and not sites.is_plain(name, view[match.start : match.end]):
            name = named_by(view[match.start : match.end])  # "leg artery bypass surgery" is none of the heart
        if start < match.start:
            name = behind_words(entry.kind, view[match.start : match.end], name)
            name = f"{normal(view[start : match.start])} {name}".replace("- ", "-")
    return Mention(start, end, entry.kind, name, codes, entry.pattern)


def _without_therapy(view: str, words: list[Word], match: Match) -> int:
    """Where the name of a class ends: "antibiotic" in "antibiotic treatment", but "immunosuppressive treatment"."""
    last = words[match.last - 1] if match.last > match.first else None
    if words[match.last].key not in ("therapy", "treatment") or last is None or not _NOUN.fullmatch(last.key):
        return match.end
    rest = mentions().get(" ".join(w.key for w in words[match.first : match.last]), view[match.start : last.end])
    return last.end if rest is not None and rest.name == match.entry.name else match.end


def _is_apart(view: str, m: Mention, form: Mention) -> bool:
    """Whether a drug that a form takes in stands for itself: before it, or parted by a slash ("MTX/JAK inhibitors")."""
    return m.end > form.start and (m.start < form.start or view[m.end : m.end + 1] == "/")


class _Form(NamedTuple):
    """What a word may be by its form: a name with a letter wrong, the end of a class's name, a drug, a head."""

    meant: Entry | None
    ends_class: bool
    stem: bool
    head: str | None


@lru_cache(maxsize=20_000)
def _form(key: str) -> _Form | None:
    """None for a word that by itself tells nothing, as most do."""
    if key in function_words():
        return None
    stem = len(key) > 5 and _stems().match(key) is not None
    form = _Form(meant(key), forms.ends_class(key), stem, next((k for k in NAMES_MORE if heads_of(k).end(key)), None))
    return form if any(form) else None


def _by_form(view: str, words: list[Word], i: int, form: _Form, done: list[Mention]) -> Mention | None:
    if (entry := form.meant) is not None:
        return Mention(words[i].start, words[i].end, entry.kind, entry.name, entry.codes, entry.pattern, misspelt=True)
    found = forms.by_form(view, words, i) if form.ends_class else None
    if found is not None and not any(m.kind in DRUGS and _is_apart(view, m, found) for m in done):
        return found
    if form.stem:
        return Mention(words[i].start, words[i].end, "drug", words[i].key, (), "patterns/drugs/stems.toml")
    if form.head is None or starts_trait(view, words, i):
        return None
    if (kind := nerve_blocks.kind(words, i, form.head)) is None:
        return None
    heads = heads_of(kind)
    start = extended(view, words, (i, i), heads, done)
    return Mention(start, words[i].end, kind, named_by(view[start : words[i].end]), (), heads.pattern)
