"""Results as strict JSON for programs, or as tables for people."""

import json
import math
from dataclasses import asdict, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from scoring.errors import Note

MAX_ROWS = 200


def as_json(tree: Any, *, pretty: bool) -> str:
    """Strict JSON with full precision; refuses NaN and infinity."""
    return json.dumps(tree, allow_nan=False, ensure_ascii=False, indent=2 if pretty else None)


def strict(tree: Any, place: str) -> tuple[Any, list[dict[str, str]]]:
    """The same tree of plain Python values with null for NaN and infinity, and a note for each place of these."""
    notes: dict[str, dict[str, str]] = {}
    return _plain(tree, place, notes), list(notes.values())


def _plain(tree: Any, place: str, notes: dict[str, dict[str, str]]) -> Any:
    if isinstance(tree, Note):
        return tree.as_dict()
    if is_dataclass(tree) and not isinstance(tree, type):
        tree = asdict(tree)
    if isinstance(tree, dict):
        return {str(key): _plain(value, f"{place}/{key}".lstrip("/"), notes) for key, value in tree.items()}
    if isinstance(tree, Enum):
        return tree.value
    if isinstance(tree, Path):
        return str(tree)
    if hasattr(tree, "tolist"):  # numpy arrays and scalars
        tree = tree.tolist()
    if isinstance(tree, (list, tuple)):
        return [_plain(value, place, notes) for value in tree]
    if isinstance(tree, float) and not math.isfinite(tree):
        word = "not defined" if math.isnan(tree) else "infinite"
        notes.setdefault(
            place, {"code": "no_value", "place": place, "message": f"A figure is {word} and shown as null."}
        )
        return None
    return tree


def as_table(tree: dict[str, Any]) -> str:
    """The result for people: single figures first, then a table for each list."""
    parts: list[str] = []
    items = tree.get("items")
    size = len(items) if isinstance(items, list) else -1
    by_item = {k: v for k, v in tree.items() if k != "items" and _is_flat_list(v) and len(v) == size}
    parts.extend(f"{key:24} {_cell(value)}" for key, value in tree.items() if not isinstance(value, (list, dict)))
    if by_item:
        rows = [
            dict(zip(["item", *by_item], row, strict=True)) for row in zip(items or [], *by_item.values(), strict=True)
        ]
        parts += ["", _grid(rows)]
    for key, value in tree.items():
        if isinstance(value, (list, dict)) and value and key not in by_item and key != "items":
            parts += ["", f"{key}:", _block(value)]
    return "\n".join(parts) + "\n"


def _block(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(
            f"  {key}:\n{_block(entry)}" if isinstance(entry, (dict, list)) else f"  {key:22} {_cell(entry)}"
            for key, entry in value.items()
        )
    if all(isinstance(entry, dict) for entry in value):
        return _grid(value)
    if all(isinstance(entry, list) for entry in value):
        return _grid([{str(i + 1): v for i, v in enumerate(entry)} for entry in value])
    return "  " + "  ".join(_cell(entry) for entry in value[:MAX_ROWS])


def _grid(rows: list[dict[str, Any]]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[_cell(row.get(name)) for name in names] for row in rows[:MAX_ROWS]]
    widths = [max(len(line[i]) for line in [names, *cells]) for i in range(len(names))]
    lines = ["  ".join(text.rjust(width) for text, width in zip(line, widths, strict=True)) for line in [names, *cells]]
    if len(rows) > MAX_ROWS:
        lines.append(f"... and {len(rows) - MAX_ROWS} more")
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, dict):
        return " ".join(f"{key}={_cell(entry)}" for key, entry in value.items())
    return " ".join(_cell(entry) for entry in value) if isinstance(value, list) else str(value)


def _is_flat_list(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(entry, (dict, list)) for entry in value)
