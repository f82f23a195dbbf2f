"""Which items measure which scale, from the measurement lines of a lavaan model: `F =~ A1 + A2 + A3`."""

from __future__ import annotations

import re

from scoring.errors import DuplicateNameError, ModelSyntaxError

NAME = re.compile(r"[^\W\d][\w.]*")


def scales_in(text: str, *, place: str = "model") -> dict[str, tuple[str, ...]]:
    """Items by scale, in the order of the text; `#` begins a comment, a line may break after `+` or `=~`.

    Raises
    ------
    ModelSyntaxError : anything but plain `=~` lines. Scales of graded items have no other parameters to write down.
    DuplicateNameError : an item on two scales, or twice on one.
    """
    plain = re.sub(r"(\+|=~)\s*\n\s*", r"\1 ", re.sub(r"#[^\n]*", "", text))
    scales: dict[str, list[str]] = {}
    for number, line in enumerate(re.split(r"[\n;]", plain), start=1):
        if line.strip():
            name, items = _scale(line.strip(), f"{place}, line {number}")
            scales.setdefault(name, []).extend(items)
    seen: set[str] = set()
    for name, items in scales.items():
        for item in items:
            if item in seen:
                raise DuplicateNameError(
                    "An item is named twice.", place=f"{place}, scale {name}", value=item, remedy="Keep one of them."
                )
            seen.add(item)
    if not scales:
        raise ModelSyntaxError("The model names no scale.", place=place, remedy="Write F =~ A1 + A2 + A3.")
    return {name: tuple(items) for name, items in scales.items()}


def _scale(line: str, place: str) -> tuple[str, list[str]]:
    name, operator, right = (part.strip() for part in line.partition("=~"))
    items = [item.strip() for item in right.split("+")]
    if not operator or not NAME.fullmatch(name) or not all(NAME.fullmatch(item) for item in items):
        raise ModelSyntaxError(
            "This is no measurement line.", place=place, value=line, remedy="Write F =~ A1 + A2 + A3."
        )
    return name, items
