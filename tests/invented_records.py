"""Invented records of ClinicalTrials.gov, as many as a test wants, made from the criteria of the package's gold set."""

import json
from functools import cache
from importlib import resources
from random import Random
from typing import Any

CONDITIONS = ("Multiple Sclerosis", "Heart Failure", "Asthma", "Lymphoma")


@cache
def _criteria() -> dict[str, list[str]]:
    """The words of criteria that stand for themselves, by kind."""
    out: dict[str, list[str]] = {"inclusion": [], "exclusion": []}
    folder = resources.files("trialrules.corpus") / "gold"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".gold.json"):
            for c in json.loads(file.read_text(encoding="utf-8"))["criteria"]:
                if "parent" not in c and c["kind"] in out:
                    out[c["kind"]].append(" ".join(c["text"].split()))
    return out


def record(number: int, seed: int = 0, day: str | None = None) -> dict[str, Any]:
    """The record of a number; another ``seed`` gives it other criteria, ``day`` is that of its last update."""
    random = Random(f"{number} {seed}")
    lines = []
    for kind, words in _criteria().items():
        lines += [f"{kind.title()} Criteria:", "", *(f"* {w}" for w in random.sample(words, random.randint(2, 6))), ""]
    return {
        "protocolSection": {
            "identificationModule": {"nctId": nct(number), "briefTitle": f"Invented trial {number}"},
            "statusModule": {"lastUpdatePostDateStruct": {"date": day or f"2026-{number % 10 + 1:02}-15"}},
            "conditionsModule": {"conditions": [CONDITIONS[number % len(CONDITIONS)]]},
            "eligibilityModule": {
                "eligibilityCriteria": "\n".join(lines), "sex": "ALL", "minimumAge": f"{random.randint(1, 40)} Years",
            },
        }
    }  # fmt: skip


def nct(number: int) -> str:
    """A number of the registry's form, beyond those that it has given out."""
    return f"NCT{99_000_000 + number}"
