"""Categories of a scale that nobody chose: every command of ordinal models names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.errors import Note

if TYPE_CHECKING:
    from scoring.responses import ResponseTable


def unused_categories(table: ResponseTable) -> list[dict[str, object]]:
    """Categories between the ends of the scale that nobody chose, by item."""
    found: list[dict[str, object]] = []
    for item in table.items:
        seen = [int(v) for v in table.categories(item)]
        low = min(seen) if table.minimum is None else int(table.minimum)
        high = max(seen) if table.maximum is None else int(table.maximum)
        found += [{"item": item, "category": c} for c in range(low, high + 1) if c not in seen]
    return found


def empty_category_notes(table: ResponseTable) -> list[Note]:
    """A note for every category that nobody chose."""
    return [
        Note(
            code="empty_category",
            place=str(unused["item"]),
            message=f"Nobody chose category {unused['category']}; it has no threshold.",
        )
        for unused in unused_categories(table)
    ]
