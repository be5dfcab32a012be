"""Texts for large runs: short ones of our own, all different, and what the runs leave."""

import json
from pathlib import Path

WORDS = (
    "Inclusion Criteria:\n- Age {a} to {b} years\n- ECOG 0-{c}\nExclusion Criteria:\n- Fingolimod in {c} months",
    "Inclusion: relapsing multiple sclerosis; EDSS 0 to {c}.5\nExclusion: ALT > {c} x ULN or pregnancy",
    "Exclusion:\n- Platelets < {b} x 10^9/L\n- Malignancy except basal cell carcinoma\n- Stroke within {a} weeks",
)


def texts(count: int) -> dict[str, str]:
    """So many eligibility texts by id, each another."""
    return {
        f"T{n:04}": WORDS[n % len(WORDS)].format(a=18 + n % 40, b=60 + n, c=1 + n % 5) + f"\n- Gout {n} days ago\n"
        for n in range(count)
    }


def as_lines(found: dict[str, str]) -> str:
    """JSON lines, as a batch reads them."""
    return "".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in found.items())


def written(folder: Path) -> dict[str, bytes]:
    """What a run left in a folder: each file and what it holds."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
