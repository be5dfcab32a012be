"""Plain dictionaries in the contract's shape; pydantic validates them once, at the end."""

from typing import Any

from ..patterns import units
from .parts import Quantity, Window


def span(start: int, end: int) -> dict[str, int]:
    """The contract's span."""
    return {"start": start, "end": end}


def concept(text: str, start: int, end: int, name: str, codes: tuple[str, ...] = ()) -> dict[str, Any]:
    """The contract's Concept over ``text[start:end]``."""
    parts = [c.split(":", 1) for c in codes if ":" in c]
    return {
        "name": name, "text": text[start:end], "span": span(start, end),
        "codes": [{"system": system, "code": code} for system, code in parts],
    }  # fmt: skip


def range_of(q: Quantity, unit: str | None, canonical: str | None = None) -> dict[str, Any]:
    """The contract's Range; ``canonical`` is the unit to convert to (None: no canonical form)."""
    out: dict[str, Any] = {
        "lower": None if q.lower is None else {"value": q.lower, "inclusive": q.lower_inclusive},
        "upper": None if q.upper is None else {"value": q.upper, "inclusive": q.upper_inclusive},
        "unit": unit,
    }
    factor = units.factor(unit, canonical) if unit is not None and canonical is not None else None
    if factor is not None:
        out["canonical"] = {**{k: _scaled(out[k], factor) for k in ("lower", "upper")}, "unit": canonical}
    return out


def _scaled(bound: dict[str, Any] | None, factor: float) -> dict[str, Any] | None:
    if bound is None or factor == 1.0:
        return bound
    value = round(bound["value"] * factor, 10)
    return {"value": int(value) if value == int(value) else value, "inclusive": bound["inclusive"]}


def window(text: str, w: Window, quantity: Quantity | None = None) -> dict[str, Any]:
    """The contract's Window."""
    q = quantity or w.quantity
    return {
        "range": range_of(q, q.unit), "direction": w.direction, "anchor": w.anchor,
        "anchor_text": w.anchor_text, "span": span(w.start, w.end),
    }  # fmt: skip
