"""Panels that rate options, and judges who say which scale an item belongs to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from scoring.errors import DuplicateNameError, NoDataError, NotANumberError, UnknownColumnError
from scoring.judgement.keys import LARGEST_SD, SEVEN_POINTS
from scoring.linalg import FloatMatrix, FloatVector

JUDGES_AT_LEAST = 10
CUSTOMERS_AT_LEAST = 3
ITEM_SHARE_AT_LEAST = 0.70
CUSTOMER_GROUP = "customer"
REPLICATIONS = 1000


@dataclass(frozen=True, kw_only=True)
class PanelOption:
    """Ratings of one option: mean with SE, spread, customers beside the others; kept when the SD is small enough."""

    option: str
    mean: float
    sd: float | None
    se: float | None
    n: int
    customer_mean: float | None
    expert_mean: float | None
    kept: bool


@dataclass(frozen=True, kw_only=True)
class PanelResult:
    """All options, whether the panel is large enough, and how stable the order of options is over judges.

    rank_stability : mean Spearman correlation of bootstrap means with the means, with a 90 % interval.
    """

    options: tuple[PanelOption, ...]
    judges: int
    customers: int
    enough: bool
    rank_stability: float | None
    stability_lower: float | None
    stability_upper: float | None


@dataclass(frozen=True, kw_only=True)
class RetranslatedItem:
    """Where judges put one item: the scale most of them name, with its share; kept from .70 on."""

    item: str
    dimension: str
    intended: str | None
    share: float
    n: int
    kept: bool
    mean: float | None
    sd: float | None


@dataclass(frozen=True, kw_only=True)
class RetranslationResult:
    """All items, and how far judges agree beyond chance (Fleiss' kappa; None where it is not defined)."""

    items: tuple[RetranslatedItem, ...]
    judges: int
    customers: int
    kappa: float | None


def panel_result(columns: Mapping[str, Sequence[str]], *, rng: np.random.Generator, width: float = 6.0) -> PanelResult:
    """A panel's ratings from the columns `judge, group, option, rating`.

    width : highest minus lowest possible rating; the limit of 1.2 for the SD belongs to seven points.

    Raises
    ------
    UnknownColumnError, NotANumberError, DuplicateNameError (a judge rates an option twice), NoDataError
    """
    judges, options, matrix, groups = _ratings(columns)
    customer = np.array([groups[judge] == CUSTOMER_GROUP for judge in judges])
    found = tuple(_option(name, matrix[:, place], customer, width) for place, name in enumerate(options))
    stability = _rank_stability(matrix, rng)
    return PanelResult(
        options=found,
        judges=len(judges),
        customers=int(customer.sum()),
        enough=len(judges) >= JUDGES_AT_LEAST and int(customer.sum()) >= CUSTOMERS_AT_LEAST,
        rank_stability=None if stability is None else float(stability.mean()),
        stability_lower=None if stability is None else float(np.quantile(stability, 0.05)),
        stability_upper=None if stability is None else float(np.quantile(stability, 0.95)),
    )


def _ratings(
    columns: Mapping[str, Sequence[str]],
) -> tuple[list[str], list[str], FloatMatrix, dict[str, str]]:
    _require(columns, ("judge", "group", "option", "rating"))
    judges, options = (list(dict.fromkeys(columns[name])) for name in ("judge", "option"))
    if not judges:
        raise NoDataError("There is no judgement.", place="judgements", remedy="Give at least one row.")
    matrix = np.full((len(judges), len(options)), np.nan)
    groups: dict[str, str] = {}
    rows = zip(*(columns[name] for name in ("judge", "group", "option", "rating")), strict=True)
    for number, (judge, group, option, rating) in enumerate(rows, start=1):
        at = judges.index(judge), options.index(option)
        if not np.isnan(matrix[at]):
            raise DuplicateNameError(
                "A judge rates an option twice.", place=f"row {number}", value=f"{judge}, {option}", remedy="Keep one."
            )
        matrix[at] = _number(rating, number)
        groups[judge] = group
    return judges, options, matrix, groups


def _option(name: str, ratings: FloatVector, customer: np.ndarray, width: float) -> PanelOption:
    given = ~np.isnan(ratings)
    values = ratings[given]
    sd = float(values.std(ddof=1)) if len(values) > 1 else None
    return PanelOption(
        option=name,
        mean=float(values.mean()),
        sd=sd,
        se=None if sd is None else sd / len(values) ** 0.5,
        n=len(values),
        customer_mean=_mean(ratings[given & customer]),
        expert_mean=_mean(ratings[given & ~customer]),
        kept=sd is not None and sd <= LARGEST_SD * width / SEVEN_POINTS,
    )


def _mean(values: FloatVector) -> float | None:
    return float(values.mean()) if len(values) else None


def _rank_stability(matrix: FloatMatrix, rng: np.random.Generator) -> FloatVector | None:
    """Spearman correlations of option means over bootstrap samples of judges with those of all; None if undefined."""
    if matrix.shape[1] < 3 or len(matrix) < 2 or np.isnan(matrix).any():
        return None
    ranks = rankdata(matrix.mean(axis=0))
    if ranks.std() == 0:
        return None
    found = []
    for _ in range(REPLICATIONS):
        drawn = rankdata(matrix[rng.integers(len(matrix), size=len(matrix))].mean(axis=0))
        if drawn.std() > 0:
            found.append(float(np.corrcoef(ranks, drawn)[0, 1]))
    return np.array(found)


def retranslation_result(columns: Mapping[str, Sequence[str]]) -> RetranslationResult:
    """Judges' assignments from the columns `judge, group, item, dimension`, optionally `intended` and `rating`.

    With `intended` the share is that of the intended scale, else of the scale most judges name.

    Source: Anderson & Gerbing 1991; Fleiss 1971, eq. 1 to 7.
    """
    _require(columns, ("judge", "group", "item", "dimension"))
    items = list(dict.fromkeys(columns["item"]))
    if not items:
        raise NoDataError("There is no judgement.", place="judgements", remedy="Give at least one row.")
    _refuse_twice(columns)
    rows = [[r for r, name in enumerate(columns["item"]) if name == item] for item in items]
    groups = dict(zip(columns["judge"], columns["group"], strict=True))
    return RetranslationResult(
        items=tuple(_retranslated(item, own, columns) for item, own in zip(items, rows, strict=True)),
        judges=len(groups),
        customers=sum(group == CUSTOMER_GROUP for group in groups.values()),
        kappa=_fleiss_kappa([[columns["dimension"][r] for r in own] for own in rows]),
    )


def _retranslated(item: str, rows: list[int], columns: Mapping[str, Sequence[str]]) -> RetranslatedItem:
    named = [columns["dimension"][r] for r in rows]
    most = max(dict.fromkeys(named), key=named.count)
    intended = columns["intended"][rows[0]] if "intended" in columns else None
    share = named.count(intended or most) / len(named)
    ratings = np.array([_number(columns["rating"][r], r + 1) for r in rows]) if "rating" in columns else np.empty(0)
    return RetranslatedItem(
        item=item,
        dimension=most,
        intended=intended,
        share=share,
        n=len(named),
        kept=share >= ITEM_SHARE_AT_LEAST,
        mean=_mean(ratings),
        sd=float(ratings.std(ddof=1)) if len(ratings) > 1 else None,
    )


def _fleiss_kappa(assignments: list[list[str]]) -> float | None:
    """Agreement beyond chance over items with at least two judges; None when all judges name one scale only."""
    usable = [named for named in assignments if len(named) > 1]
    if not usable:
        return None
    scales = sorted({name for named in usable for name in named})
    counts = np.array([[named.count(scale) for scale in scales] for named in usable], dtype=np.float64)
    totals = counts.sum(axis=1)
    observed = float((((counts**2).sum(axis=1) - totals) / (totals * (totals - 1))).mean())
    chance = float(((counts.sum(axis=0) / totals.sum()) ** 2).sum())
    return None if chance >= 1.0 else (observed - chance) / (1.0 - chance)


def _refuse_twice(columns: Mapping[str, Sequence[str]]) -> None:
    seen: set[tuple[str, str]] = set()
    for number, pair in enumerate(zip(columns["judge"], columns["item"], strict=True), start=1):
        if pair in seen:
            raise DuplicateNameError(
                "A judge assigns an item twice.", place=f"row {number}", value=", ".join(pair), remedy="Keep one."
            )
        seen.add(pair)


def _require(columns: Mapping[str, Sequence[str]], names: Sequence[str]) -> None:
    for name in names:
        if name not in columns:
            raise UnknownColumnError(
                "The judgements lack a column.", place="judgements", value=name, remedy=f"Columns: {', '.join(names)}."
            )


def _number(text: str, row: int) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise NotANumberError(
            "A rating is a finite number.", place=f"row {row}, column rating", value=text, remedy="Correct it."
        )
    return number
