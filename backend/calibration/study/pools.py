"""Pool bundles: two-way counts per half that leave one organisation as a file and are added up in another.

Rows never travel. A bundle says whose answers it counts and under what consent, how many were simulated, and carries a
hash of all of it. This module knows no database.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.canonical import canonical_hash
from scoring.definitions.standing import OriginCounts
from scoring.errors import ScoringError
from scoring.factor.tables import TwoWayTables, sum_of_tables
from scoring.models.estimation import estimate_by_dwls
from scoring.models.layout import ScaleLayout

FORMAT = "onculture pool bundle 1"
LEAST_ROWS = 100
"""People of a half below which counts of pairs come too near to persons."""
MOST_ROWS = 100_000_000
ABOUT = ("organisation", "instrument", "structure_hash", "content_hash", "language", "population", "consent")
WORDS_AT_MOST = 1_000


class UnusableBundleError(Exception):
    """A file that is no bundle, or not one of this instrument; says where and why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(reason)
        self.place, self.reason = place, reason


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """A bundle that was read and found to be whole.

    about : whose answers, of which instrument, under what consent. halves : counts of the calibrating and of the
    confirming half. origins : rows of each half by origin.
    """

    about: Mapping[str, str]
    halves: tuple[TwoWayTables, TwoWayTables]
    origins: tuple[OriginCounts, OriginCounts]
    bundle_hash: str

    @property
    def origin(self) -> OriginCounts:
        """Rows by origin of both halves."""
        return OriginCounts(
            real=sum(one.real for one in self.origins), simulated=sum(one.simulated for one in self.origins)
        )


def bundle_text(about: Mapping[str, str], halves: Sequence[TwoWayTables], origins: Sequence[OriginCounts]) -> str:
    """The file: canonical content with its hash."""
    content = {
        "format": FORMAT,
        "about": dict(about),
        "items": list(halves[0].items),
        "categories": [len(categories) for categories in halves[0].categories],
        "halves": [
            {
                "real": origin.real,
                "simulated": origin.simulated,
                "n_rows": half.n_rows,
                "n_complete": half.n_complete,
                "counts": half.counts.tolist(),
            }
            for half, origin in zip(halves, origins, strict=True)
        ],
    }
    return json.dumps({**content, "bundle_hash": canonical_hash(content)}, ensure_ascii=False)


def read_bundle(text: str, layouts: Sequence[ScaleLayout]) -> Bundle:
    """A bundle from its file, for an instrument with these scales.

    Raises
    ------
    UnusableBundleError : no bundle, changed since its hash was taken, of other items, or counts that fit no people.
    """
    content = _parsed(text)
    stated = content.pop("bundle_hash", None)
    if content.get("format") != FORMAT:
        raise UnusableBundleError("format", f'This is no "{FORMAT}".')
    if not stated or stated != _hash(content):
        raise UnusableBundleError("bundle_hash", "The file was changed since it was signed off.")
    about = content.get("about")
    if not isinstance(about, dict) or any(not _is_word(about.get(name)) for name in ABOUT):
        raise UnusableBundleError("about", f"It must say {', '.join(ABOUT)}.")
    items = [item for layout in layouts for item in layout.items]
    if content.get("items") != [item.name for item in items]:
        raise UnusableBundleError("items", "It counts other items than this instrument has.")
    if content.get("categories") != [item.categories for item in items]:
        raise UnusableBundleError("categories", "Its items have other answers than here.")
    halves = content.get("halves")
    if not isinstance(halves, list) or len(halves) != 2:
        raise UnusableBundleError("halves", "It must have two halves.")
    read = [_half(f"halves[{at}]", half, layouts) for at, half in enumerate(halves)]
    return Bundle(
        about={name: about[name] for name in ABOUT},
        halves=(read[0][0], read[1][0]),
        origins=(read[0][1], read[1][1]),
        bundle_hash=str(stated),
    )


def pooled_figures(layouts: Sequence[ScaleLayout], bundles: Sequence[Bundle]) -> list[dict[str, Any]]:
    """Each half of all bundles together: rows by origin, and loadings of every scale by DWLS on the sums."""
    figures = []
    for at in range(2):
        counts = sum_of_tables(bundle.halves[at] for bundle in bundles)
        origin = OriginCounts(
            real=sum(bundle.origins[at].real for bundle in bundles),
            simulated=sum(bundle.origins[at].simulated for bundle in bundles),
        )
        figures.append(
            {
                "n": counts.n_rows,
                "real": origin.real,
                "simulated": origin.simulated,
                **_estimated(layouts, counts, origin),
            }
        )
    return figures


def _estimated(layouts: Sequence[ScaleLayout], counts: TwoWayTables, origin: OriginCounts) -> dict[str, Any]:
    try:
        found = estimate_by_dwls(layouts, counts, origin)
    except ScoringError as problem:
        return {"problem": f"{problem.place}: {problem.message}", "scales": []}
    scales = [
        {"scale": one["name"], "items": list(one["items"]), "loadings": list(one["loadings"])}
        for one in found.estimates
    ]
    return {"problem": "", "scales": scales}


def _parsed(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise UnusableBundleError("content", "The file is no JSON.") from None
    if not isinstance(content, dict):
        raise UnusableBundleError("content", "The file is no bundle.")
    return content


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _hash(content: Any) -> str:
    try:
        return canonical_hash(content)
    except (ScoringError, ValueError, RecursionError):  # numbers or letters that canonical JSON cannot write
        return ""


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= WORDS_AT_MOST and "\0" not in value


def _half(place: str, half: Any, layouts: Sequence[ScaleLayout]) -> tuple[TwoWayTables, OriginCounts]:
    if not isinstance(half, dict):
        raise UnusableBundleError(place, "It is no half.")
    real, simulated, n_rows, n_complete = (
        _count(f"{place}.{name}", half.get(name)) for name in ("real", "simulated", "n_rows", "n_complete")
    )
    if real + simulated != n_rows or n_complete > n_rows:
        raise UnusableBundleError(place, "Its rows do not add up by origin.")
    if n_rows < LEAST_ROWS:
        raise UnusableBundleError(f"{place}.n_rows", f"Counts of fewer than {LEAST_ROWS} people are not pooled.")
    categories = categories_of(layouts)
    counts = _matrix(f"{place}.counts", half.get("counts"), sum(len(one) for one in categories))
    tables = TwoWayTables(
        items=tuple(item.name for layout in layouts for item in layout.items),
        categories=categories,
        counts=counts,
        n_rows=n_rows,
        n_complete=n_complete,
    )
    _refuse_impossible(f"{place}.counts", tables)
    return tables, OriginCounts(real=real, simulated=simulated)


def categories_of(layouts: Sequence[ScaleLayout]) -> tuple[tuple[float, ...], ...]:
    """The answers of all items as counts name them: 0, 1, 2 and so on."""
    return tuple(tuple(float(c) for c in range(item.categories)) for one in layouts for item in one.items)


def _count(place: str, value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MOST_ROWS:
        raise UnusableBundleError(place, "It must be a count of people.")
    return value


def _matrix(place: str, rows: Any, size: int) -> "np.ndarray[Any, np.dtype[np.int64]]":
    if not isinstance(rows, list) or len(rows) != size or any(not isinstance(r, list) or len(r) != size for r in rows):
        raise UnusableBundleError(place, f"It must have {size} rows of {size} counts.")
    return np.array([[_count(place, value) for value in row] for row in rows], dtype=np.int64)


def _refuse_impossible(place: str, tables: TwoWayTables) -> None:
    """Counts that no people can have given: one person gives one answer, and a pair of answers is a part of each."""
    counts, at = tables.counts, tables.starts
    if not np.array_equal(counts, counts.T):
        raise UnusableBundleError(place, "A pair of answers is counted in two ways.")
    for first, name in enumerate(tables.items):
        margin = tables.margin(first)
        if margin.sum() > tables.n_rows:
            raise UnusableBundleError(place, f'More answers to "{name}" than people.')
        own = counts[at[first] : at[first + 1], at[first] : at[first + 1]]
        if own.sum() != margin.sum():
            raise UnusableBundleError(place, f'Somebody gave two answers to "{name}".')
        for second in range(len(tables.items)):
            if second != first and (tables.pair(first, second).sum(axis=1) > margin).any():
                raise UnusableBundleError(place, f'More pairs with "{name}" than answers to it.')
