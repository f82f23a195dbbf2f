"""Where an edge of a band lies on the line of a new model, when the line changes with the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from scoring.definitions.standing import Basis
from scoring.irt.curves import GradedItem, expected_category
from scoring.irt.linking import COMMON_AT_LEAST, ScaleLink, stocking_lord
from scoring.linalg import FloatVector
from scoring.models.graded_response import GradedScale

EDGE_THAT_MOVES = 0.10
OUTERMOST = 8.0


@dataclass(frozen=True, kw_only=True)
class MovedEdges:
    """Edges on the line of the new model, in the order of the old ones.

    link : the straight line between two calibrations; None where the old parameters were assumed, and the edges are
    where the same expected answers lie (true-score equating). needs_signature : always from assumed parameters, else
    when an edge moves by .10 or more.
    """

    edges: tuple[float, ...]
    link: ScaleLink | None
    needs_signature: bool


def moved_edges(edges: Sequence[float], old: GradedScale, new: GradedScale) -> MovedEdges:
    """Re-expresses edges through the items that both models have.

    Raises
    ------
    TooFewItemsError : fewer than three common items between two calibrations.

    Source: Stocking & Lord 1983, eq. 10; true-score equating Kolen & Brennan 2014, ch. 6.
    """
    common = [name for name in old.layout.item_names if name in new.layout.item_names]
    comparable = old.basis is Basis.DATA and old.link == new.link and len(common) >= COMMON_AT_LEAST
    if comparable and _same_categories(old, new, common):
        link = stocking_lord(_items(old, common, 0), _items(new, common, 0), old.link)
        moved = tuple(link.linked(edge) for edge in edges)
        far = any(abs(after - before) >= EDGE_THAT_MOVES for before, after in zip(edges, moved, strict=True))
        return MovedEdges(edges=moved, link=link, needs_signature=far)
    return MovedEdges(edges=tuple(_equated(edge, old, new, common) for edge in edges), link=None, needs_signature=True)


def _equated(edge: float, old: GradedScale, new: GradedScale, common: Sequence[str]) -> float:
    """Where the new curve expects the same share of the highest sum as the old one does at the edge."""
    share = float(_expected_share(old, common, np.array([edge]))[0])
    ends = _expected_share(new, common, np.array([-OUTERMOST, OUTERMOST]))
    if not ends[0] < share < ends[1]:
        return -OUTERMOST if share <= ends[0] else OUTERMOST
    return float(
        optimize.brentq(lambda t: float(_expected_share(new, common, np.array([t]))[0]) - share, -OUTERMOST, OUTERMOST)
    )


def _expected_share(scale: GradedScale, names: Sequence[str], theta: FloatVector) -> FloatVector:
    """Expected keyed sum as a share of the highest, over all parameter sets with their weights."""
    total = np.zeros_like(theta)
    for number, parameters in enumerate(scale.parameter_sets):
        items = _items(scale, names, number)
        highest = sum(item.categories - 1 for item in items)
        curve = np.asarray(sum(expected_category(item, theta, scale.link) for item in items))
        total = total + parameters.weight * curve / highest
    return np.asarray(total)


def _items(scale: GradedScale, names: Sequence[str], number: int) -> list[GradedItem]:
    by_name = dict(zip(scale.layout.item_names, scale.parameter_sets[number].items, strict=True))
    return [by_name[name] for name in names]


def _same_categories(old: GradedScale, new: GradedScale, names: Sequence[str]) -> bool:
    pairs = zip(_items(old, names, 0), _items(new, names, 0), strict=True)
    return all(one.categories == other.categories for one, other in pairs)
