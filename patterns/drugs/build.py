"""Writes `bulk.tsv`: ingredient names with ids, and their brands and synonyms.

Source: the package `drug-named-entity-recognition` (MIT), which joins DrugBank Open (CC0), MeSH (public domain) and other
vocabularies. Its synonyms from Wikipedia are not marked, so only names of drugs with a DrugBank id are taken.

Run ``pip install drug-named-entity-recognition`` and ``python -m trialrules.patterns.drugs.build``.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..fold import fold_phrase
from ..tables import COLUMNS, rows
from ..words import silent_words

_NAME = re.compile(r"[a-z][a-z\-']{3,}(?: [a-z0-9][a-z0-9\-']*){0,2}")
_HERE = Path(__file__).parent


def _owned() -> set[str]:
    """The look-up keys of the tables made by hand; they win."""
    tables = ("own", "classes", "vaccines")
    return {fold_phrase(w) for t in tables for row in rows(f"patterns/drugs/{t}.tsv") for w in (row.name, *row.words)}


def _refused() -> set[str]:
    lines = (_HERE / "not_drugs.txt").read_text(encoding="utf-8").splitlines()
    return {fold_phrase(line) for line in lines if line and not line.startswith("#")}


def _usable(word: str, refused: set[str]) -> bool:
    key = fold_phrase(word)
    return bool(_NAME.fullmatch(word)) and key not in refused and not all(k in silent_words() for k in key.split())


def table(drugs: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The lines of the table for the package's dictionary (canonical name → data), header first."""
    yield "\t".join(COLUMNS)
    refused, taken = _refused(), _owned()
    named = (data for data in drugs.values() if data.get("drugbank_id") and data.get("name"))
    names = {data["name"].lower(): data for data in named}
    for name in sorted(names):
        data = names[name]
        if not _usable(name, refused) or fold_phrase(name) in taken:
            continue
        words = []
        for word in (name, *sorted(data["synonyms"])):
            key = fold_phrase(word)
            if key in taken or (word != name and (word in names or not _usable(word, refused))):
                continue
            taken.add(key)
            words.append(word)
        ids = (("DrugBank", data["drugbank_id"]), ("MeSH", data.get("mesh_id")))
        codes = [f"{system}:{code}" for system, code in ids if code]
        yield "\t".join((name, "|".join(words[1:]), "|".join(codes), "DrugBank Open", ""))


def main() -> None:
    """Writes the table beside this file."""
    try:
        from drug_named_entity_recognition.drugs_finder import drug_canonical_to_data
    except ImportError:
        sys.exit("the build needs its source: pip install drug-named-entity-recognition")
    (_HERE / "bulk.tsv").write_text("\n".join(table(drug_canonical_to_data)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
