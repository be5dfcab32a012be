"""A criterion says the same whatever stands on the line above it and below."""

import pytest
import trialrules

LINES = [
    "Rapid onset < 4 hours",
    "AST, ALT <= 2.5 x ULN",
    "6-17 years old",
    "nursing a child",
    "stroke within 4 hours before enrolment",
    "type 2 diabetes treated with metformin",
]
NEIGHBOURS = ["Gout", "No diabetes", "ANC >= 2", "No asthma in the last 4 weeks", "History of 3 or more", "Age > 18"]


def rule(text: str, line: str) -> str:
    return next(str(c.rule) for c in trialrules.extract(text).criteria if c.text == line)


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize("line", LINES)
def test_no_word_of_a_neighbour_is_read(line: str, mark: str) -> None:
    alone = rule(f"Inclusion Criteria:\n{mark}{line}\n", line)
    for above in NEIGHBOURS:
        for below in NEIGHBOURS:
            text = f"Inclusion Criteria:\n{mark}{above}\n{mark}{line}\n{mark}{below}\n"
            assert rule(text, line) == alone, (above, below)
