"""What a store holds of a trial."""

from dataclasses import dataclass

from ...models import RuleSet


@dataclass(frozen=True, slots=True)
class Reading:
    """One record, as it was read: its RuleSet, or the ``reason`` why there is none.

    ``record`` is what the registry sent, and ``content`` a hash of all in it that rules are made from; ``seen`` says
    of which day's data it is, in the registry's own words. ``program`` is the version of this program that read it.
    """

    trial: str
    record: str
    content: str
    program: str
    registry: str | None = None
    title: str | None = None
    updated: str | None = None
    seen: str | None = None
    ruleset: RuleSet | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a trial: what changed in its record, or in how it is read, made it a new one.

    ``number`` counts from 1. ``updated`` is the day (ISO) on which the registry posted this version, as far as it
    says so; ``reason`` is None where the version has a RuleSet, and says else why it has none.
    """

    trial: str
    number: int
    registry: str | None
    title: str | None
    updated: str | None
    seen: str | None
    content: str
    program: str
    reason: str | None
