"""Plain dictionaries in the contract's shape; pydantic validates them once, at the end."""

from dataclasses import replace
from typing import Any

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


def range_of(
    q: Quantity, unit: str | None, canonical: str | None = None, line: tuple[float, float] | None = None
) -> dict[str, Any]:
    """The contract's Range; ``line``: slope and intercept to the unit ``canonical`` (None: no canonical form)."""
    out: dict[str, Any] = {
        "lower": None if q.lower is None else {"value": q.lower, "inclusive": q.lower_inclusive},
        "upper": None if q.upper is None else {"value": q.upper, "inclusive": q.upper_inclusive},
        "unit": unit,
    }
    if line is not None:
        out["canonical"] = {**{k: _on(line, out[k]) for k in ("lower", "upper")}, "unit": canonical}
    return out


def _on(line: tuple[float, float], bound: dict[str, Any] | None) -> dict[str, Any] | None:
    slope, intercept = line
    if bound is None or line == (1, 0):
        return bound
    value = round(bound["value"] * slope, 10)
    if intercept:  # an empirical line is known to a few digits only
        value = float(f"{bound['value'] * slope + intercept:.4g}")
    return {"value": int(value) if value == int(value) else value, "inclusive": bound["inclusive"]}


def window(text: str, w: Window, quantity: Quantity | None = None) -> dict[str, Any]:
    """The contract's Window."""
    q = quantity or w.quantity
    return {
        "range": range_of(q, q.unit), "direction": w.direction, "anchor": w.anchor,
        "anchor_text": w.anchor_text, "span": span(w.start, w.end),
    }  # fmt: skip


def as_written(text: str, view: str, w: Window, end: int) -> Window:
    """The window with its anchor's words as the text has them, line ends and escapes included."""
    if w.anchor_text is None:
        return w
    stop = w.tail[1] if w.tail else w.end
    at = view.rfind(w.anchor_text, w.start, stop)
    if at < 0:  # one anchor for several windows stands behind the last of them
        at = view.find(w.anchor_text, w.start, end)
    return w if at < 0 else replace(w, anchor_text=text[at : at + len(w.anchor_text)])
