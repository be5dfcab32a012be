"""Reads the notation back.

Grammar (``|`` alternatives, ``[ ]`` optional, ``{ }`` repeated; quotes are literal)::

    rule      = ("all" | "any") "(" rules ")" | "not" "(" rule ")" | "at_least" N "(" rules ")" | leaf
    rules     = rule {";" rule}
    leaf      = role name suffix | "condition" name suffix | "attribute" name "=" name
              | "other" string | name range ["x" reference] ["of" name] suffix
    suffix    = [status] ["[" range direction anchor "]"] ["for" "[" range "]"] ["dose" range]
                ["to" [role ":"] name] ["except" name {"," name}]
    range     = body [unit | "?"] ["{" ("?" | "=" | body [unit | "?"]) "}"]
    body      = (">" | ">=" | "<" | "<=" | "=") number | "in" ("[" | "(") number "," number ("]" | ")")
    name      = words without keywords or signs | JSON string

A unit that is not written is ``1``; ``?`` stands for a unit that the words leave out.
"""

import json
import re
from typing import Any, NoReturn

from pydantic import TypeAdapter

from .notation import KEYWORDS
from .quantities import UNIT_PATTERN
from .rules import Rule

ROLES = frozenset(("drug", "drug_class", "procedure", "therapy", "vaccine", "study"))
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_WORD = re.compile(r"[^\W_][\w'./+\-]*")
_UNIT = re.compile(rf"{UNIT_PATTERN}(?=[\s\])}};,]|$)")
_COMPARATOR = re.compile(r">=|<=|>|<|=|in(?=\s*[\[(])")
_RELATIVE = re.compile(r"\s*(?:\{[^}]*\}\s*)?x\s")
_ADAPTER: TypeAdapter[Rule] = TypeAdapter(Rule)


class NotationError(ValueError):
    """The text is no notation of a rule; the message shows where reading stopped."""


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.pos = text, 0

    def fail(self, wanted: str) -> NoReturn:
        raise NotationError(f"expected {wanted} at {self.text[self.pos : self.pos + 30]!r} in {self.text!r}")

    def skip(self) -> None:
        while self.pos < len(self.text) and self.text[self.pos].isspace():
            self.pos += 1

    def take(self, pattern: "re.Pattern[str]") -> str | None:
        self.skip()
        if m := pattern.match(self.text, self.pos):
            self.pos = m.end()
            return m.group()
        return None

    def sign(self, sign: str) -> bool:
        self.skip()
        if self.text.startswith(sign, self.pos):
            self.pos += len(sign)
            return True
        return False

    def need(self, sign: str) -> None:
        if not self.sign(sign):
            self.fail(repr(sign))

    def peek_word(self) -> str | None:
        self.skip()
        m = _WORD.match(self.text, self.pos)
        return m.group() if m else None

    def word(self, *choices: str) -> str | None:
        found = self.peek_word()
        if found in choices:
            self.pos += len(found)
            return found
        return None

    def name(self) -> str:
        if quoted := self.take(_STRING):
            return str(json.loads(quoted))
        words = []
        while (found := self.peek_word()) and found not in KEYWORDS:
            words.append(found)
            self.pos += len(found)
        return " ".join(words) or self.fail("a name")

    def number(self) -> float | int:
        found = self.take(_NUMBER) or self.fail("a number")
        return float(found) if re.search(r"[.eE]", found) else int(found)

    def plain(self) -> dict[str, Any]:
        out: dict[str, Any] = self.body()
        if self.sign("?"):
            out["unit"] = None
        elif (m := self.unit_ahead()) is not None:
            out["unit"] = m
        else:
            out["unit"] = "1"
        return out

    def unit_ahead(self) -> str | None:
        self.skip()
        m = _UNIT.match(self.text, self.pos)
        if m is None or m.group() in KEYWORDS:
            return None
        self.pos = m.end()
        return m.group()

    def body(self) -> dict[str, Any]:
        sign = self.take(_COMPARATOR)
        if sign == "in":
            low = self.sign("[")
            if not low:
                self.need("(")
            a = self.number()
            self.need(",")
            b = self.number()
            high = self.sign("]")
            if not high:
                self.need(")")
            return {"lower": {"value": a, "inclusive": low}, "upper": {"value": b, "inclusive": high}}
        if sign is None:
            self.fail("a range")
        bound = {"value": self.number(), "inclusive": "=" in sign}
        sides = {">": ("lower",), "<": ("upper",), "=": ("lower", "upper")}[sign[0]]
        return dict.fromkeys(sides, bound)

    def range(self, usual: bool) -> dict[str, Any]:
        plain = self.plain()
        canonical = dict(plain) if usual and plain["unit"] is not None and not self.relative_ahead() else None
        if self.sign("{"):
            if self.sign("?"):
                canonical = None
            elif self.sign("=}"):
                return {**plain, "canonical": plain}
            else:
                canonical = self.plain()
            self.need("}")
        return {**plain, "canonical": canonical}

    def relative_ahead(self) -> bool:
        """Whether "x ULN" follows: such a range has no canonical form of its own, unless one is written."""
        return bool(_RELATIVE.match(self.text, self.pos))

    def suffix(self) -> dict[str, Any]:
        out: dict[str, Any] = {}
        if status := self.word("past", "current", "planned"):
            out["status"] = status
        if self.sign("["):
            window: dict[str, Any] = {"range": self.range(usual=False)}
            window["direction"] = self.word("before", "after") or self.fail("before or after")
            window["anchor"] = self.take(_WORD) or self.fail("an anchor")
            self.need("]")
            out["window"] = window
        if self.word("for"):
            self.need("[")
            out["duration"] = self.range(usual=False)
            self.need("]")
        if self.word("dose"):
            out["dose"] = self.range(usual=False)
        if self.word("to"):
            here = self.pos
            role = self.word(*ROLES)
            if role and self.sign(":"):
                out["to_role"] = role
            else:
                self.pos = here
            out["to"] = {"name": self.name()}
        if self.word("except"):
            out["excluding"] = [{"name": self.name()}]
            while self.sign(","):
                out["excluding"].append({"name": self.name()})
        return out

    def rules(self) -> list[dict[str, Any]]:
        self.need("(")
        out = [self.rule()]
        while self.sign(";"):
            out.append(self.rule())
        self.need(")")
        return out

    def rule(self) -> dict[str, Any]:
        word = self.word("all", "any", "not", "at_least", "condition", "attribute", "other", *ROLES)
        match word:
            case "all" | "any":
                return {"op": word, "of": self.rules()}
            case "not":
                self.need("(")
                denied = self.rule()
                self.need(")")
                return {"op": "not", "of": denied}
            case "at_least":
                return {"op": "at_least", "count": self.number(), "of": self.rules()}
            case "condition":
                return {"op": "condition", "condition": {"name": self.name()}, **self.suffix()}
            case "attribute":
                name = self.name()
                self.need("=")
                return {"op": "attribute", "name": name, "value": self.name()}
            case "other":
                return {"op": "other", "text": json.loads(self.take(_STRING) or self.fail("a string"))}
            case None:
                return self.threshold()
            case role:
                return {"op": "exposure", "role": role, "agent": {"name": self.name()}, **self.suffix()}

    def threshold(self) -> dict[str, Any]:
        out: dict[str, Any] = {"op": "threshold", "measure": {"name": self.name()}, "range": self.range(usual=True)}
        if self.word("x"):
            out["relative_to"] = self.take(_WORD)
        if self.word("of"):
            out["of"] = {"name": self.name()}
        return {**out, **self.suffix()}


def parse(text: str) -> Rule:
    """The rule that a notation says, without spans, texts and codes.

    Raises :class:`NotationError` where the text is no notation, and pydantic's ``ValidationError`` where it names
    a rule that cannot be (an empty range).

    >>> rule = parse("all(EDSS in [0, 5.5]; not(drug natalizumab [<= 2 mo before first_dose]))")
    >>> str(rule)
    'all(EDSS in [0, 5.5]; not(drug natalizumab [<= 2 mo before first_dose]))'
    """
    reader = _Reader(text)
    out = reader.rule()
    reader.skip()
    if reader.pos < len(text):
        reader.fail("the end")
    return _ADAPTER.validate_python(out)
