"""One trial in every layout in which registries and sponsors publish: the rules stay the same."""

from collections.abc import Callable
from textwrap import fill

import pytest
import trialrules

WANTED = [
    "Female",
    "Aged 18 to 55 years",
    "Relapsing-remitting multiple sclerosis with at least 1 relapse in the previous 12 months or 2 relapses in the "
    "previous 24 months before screening",
    "EDSS 0 to 5.5",
    "On a stable dose of fampridine for at least 3 months",
]
BARRED = [
    "Treatment with natalizumab within 2 months, or with ocrelizumab within 6 months, prior to randomisation",
    "Malignancy within the last 5 years, except basal cell carcinoma of the skin",
    "Platelets < 100 x 10^9/L",
    "ALT or AST > 3 x ULN",
    "Pregnancy or breastfeeding",
    "HIV infection",
]

Items = Callable[[list[str]], str]


def listed(mark: Callable[[int], str], gap: str = "\n") -> Items:
    return lambda items: gap.join(mark(n) + item for n, item in enumerate(items, 1))


def wrapped(mark: Callable[[int], str], width: int, indent: int) -> Items:
    def write(items: list[str]) -> str:
        out = []
        for n, item in enumerate(items, 1):
            first = " " * indent + mark(n)
            out.append(fill(first + item, width=width, subsequent_indent=" " * len(first), break_on_hyphens=False))
        return "\n\n".join(out)

    return write


def bullets(n: int) -> str:
    return "- "


def numbers(n: int) -> str:
    return f"{n}. "


def document(items: Items, wanted: str = "Inclusion Criteria:", barred: str = "Exclusion Criteria:") -> str:
    return f"{wanted}\n\n{items(WANTED)}\n\n{barred}\n\n{items(BARRED)}\n"


def run_on(mark: Callable[[int], str], end: str) -> str:
    parts = [" ".join(f"{mark(n)}{item}{end}" for n, item in enumerate(items, 1)) for items in (WANTED, BARRED)]
    return f"Inclusion Criteria: {parts[0]} Exclusion Criteria: {parts[1]}"


LAYOUTS = {
    "dashes": document(listed(bullets)),
    "numbers": document(listed(numbers)),
    "brackets": document(listed(lambda n: f"{n}) ")),
    "two brackets": document(listed(lambda n: f"({n}) ")),
    "glued bullets": document(listed(lambda n: "•")),
    "letters": document(listed(lambda n: f"{chr(96 + n)}) ")),
    "lines": document(listed(lambda n: "")),
    "paragraphs": document(listed(lambda n: "", "\n\n")),
    "wrapped": document(wrapped(bullets, 60, 0)),
    "the registry's old page": document(
        wrapped(lambda n: "-  ", 79, 10), "        Inclusion Criteria:", "        Exclusion Criteria:"
    ),
    "wrapped numbers": document(wrapped(numbers, 64, 2)),
    "capitals": document(listed(bullets), "INCLUSION CRITERIA", "EXCLUSION CRITERIA"),
    "markdown": document(listed(lambda n: "* "), "**Key inclusion criteria**", "**Key exclusion criteria**"),
    "whole sentences": document(
        listed(numbers),
        "Subjects must meet all of the following criteria to be included:",
        "Subjects who meet any of the following criteria will be excluded:",
    ),
    "questions": document(listed(bullets), "Who can take part?", "Who cannot take part?"),
    "carriage returns": document(listed(bullets)).replace("\n", "\r\n"),
    "ICTRP's breaks": document(listed(numbers)).replace("\n\n", "\n").replace("\n", "<br>"),
    "ICTRP's returns": document(listed(bullets)).replace("\n", "_x000D_\n"),
    "a numbered sentence each": run_on(numbers, "."),
    "one paragraph": run_on(lambda n: f"({n}) ", ";"),
}  # fmt: skip


def rules(text: str) -> list[tuple[str, str]]:
    return [(c.kind, str(c.rule)) for c in trialrules.extract(text).criteria]


def test_the_rules_are_what_the_words_say() -> None:
    found = rules(LAYOUTS["dashes"])
    assert [kind for kind, _ in found] == ["inclusion"] * len(WANTED) + ["exclusion"] * len(BARRED)
    assert found[0][1] == "attribute sex = female"
    assert found[6][1].startswith("condition malignancy ")
    assert found[8][1] == "any(ALT > 3 x ULN; AST > 3 x ULN)"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_rules(layout: str) -> None:
    assert rules(LAYOUTS[layout]) == rules(LAYOUTS["dashes"])
