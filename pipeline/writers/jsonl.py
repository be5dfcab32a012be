"""One RuleSet a line, as contract 1 says; `trialrules schema` prints its JSON Schema."""

from collections.abc import Iterable
from typing import TextIO

from ...models import RuleSet


def write(rulesets: Iterable[RuleSet], stream: TextIO) -> None:
    """Writes each RuleSet as soon as it is there."""
    for ruleset in rulesets:
        stream.write(ruleset.model_dump_json() + "\n")
        stream.flush()
