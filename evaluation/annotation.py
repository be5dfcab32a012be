"""The gold format: what an annotation holds, which quotes words. ``corpus/GUIDE.md`` says how it is written."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..models.ruleset import IsoDate
from .words import Quote

Logic = str | list[Any]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldLeaf(_Strict):
    """A leaf: what it ``says`` in the notation of rules, and the words that say each part of it."""

    says: str
    words: Quote
    concept: Quote | None = None
    also: tuple[Quote, ...] = ()
    of: Quote | None = None
    to: Quote | None = None
    excluding: tuple[Quote, ...] = ()
    window: Quote | None = None
    anchor: Quote | None = None
    duration: Quote | None = None


class SharedWindow(_Strict):
    """The window that a lead-in states for all its items: ``says`` is ``[<= 4 wk before screening]``."""

    says: str
    words: Quote
    anchor: Quote | None = None


class GoldCriterion(_Strict):
    """One criterion: its words to the letter (white space aside), its leaves by name, and the logic over them."""

    id: str = Field(pattern=r"^[IEU][0-9]+(\.[0-9]+)*$")
    kind: Literal["inclusion", "exclusion", "unknown"]
    parent: str | None = None
    group: str | None = None
    text: str = Field(min_length=1)
    leaves: dict[str, GoldLeaf] = Field(default_factory=dict)
    rule: Logic | None
    window: SharedWindow | None = None
    note: str | None = None
    unjudged: bool = False
    """Nobody has settled it yet: it makes no rule, and what is predicted on its words is not scored."""


class Pass(_Strict):
    """Who annotated when: a first or a second independent pass, the adjudication of both, or a reading's review."""

    annotator: str = Field(min_length=1)
    date: IsoDate
    kind: Literal["first", "second", "adjudicated", "reviewed"]


class GoldTrial(_Strict):
    """The annotation of one trial, as its file holds it."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    area: str
    layout: Literal["ctgov-json", "ctgov-xml", "html", "text"]
    split: Literal["dev", "test"]
    twin: str | None = None
    habits: tuple[str, ...] = ()
    passes: tuple[Pass, ...] = Field(min_length=1)
    criteria: tuple[GoldCriterion, ...]
