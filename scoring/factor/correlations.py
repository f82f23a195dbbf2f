"""The correlation matrix that exploration starts from: product-moment or polychoric."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.errors import Note, NotPositiveDefiniteError, TooFewItemsError
from scoring.factor.polychoric import polychoric_correlations
from scoring.factor.tables import TwoWayTables, tables_of
from scoring.linalg import FloatMatrix
from scoring.responses import MissingRule, ResponseTable
from scoring.responses.description import pairwise_correlation

SMALLEST_EIGENVALUE = 1e-8


class CorrelationKind(StrEnum):
    """Of the answers as numbers, or of the normal variables behind ordinal answers."""

    PEARSON = "pearson"
    POLYCHORIC = "polychoric"


@dataclass(frozen=True, kw_only=True)
class Correlations:
    """A correlation matrix and the persons behind it; tables only when polychoric.

    n : rows that count under the missing rule; n_rows : under pairwise also those without any answer, which
    psych counts as observations when it tests the fit of an exploratory model.
    """

    items: tuple[str, ...]
    matrix: FloatMatrix
    n: int
    n_rows: int
    tables: TwoWayTables | None
    notes: tuple[Note, ...]


def correlate(table: ResponseTable, *, kind: CorrelationKind, missing: MissingRule) -> Correlations:
    """Correlations of all items under the missing rule.

    Raises
    ------
    TooFewItemsError : fewer than three items.
    NoDataError, ZeroVarianceError : an item without answers or variation.
    NotPositiveDefiniteError : a perfect correlation, or pairwise correlations that contradict each other.
    """
    if len(table.items) < 3:
        raise TooFewItemsError(
            "Exploration needs three items.", place="items", value=len(table.items), remedy="Name more items."
        )
    used = table.under(missing)
    used.require_answers()
    notes: tuple[Note, ...] = ()
    tables = None
    if kind is CorrelationKind.POLYCHORIC:
        tables = tables_of(used)
        found = polychoric_correlations(tables)
        matrix, notes = found.matrix, found.notes
    else:
        matrix = pairwise_correlation(used.values)
    require_positive_definite(matrix)
    return Correlations(
        items=table.items,
        matrix=matrix,
        n=used.n_rows,
        n_rows=used.n_rows if missing is MissingRule.LISTWISE else table.n_rows,
        tables=tables,
        notes=notes,
    )


def require_positive_definite(matrix: FloatMatrix) -> None:
    """Raises when some pair has no correlation, or some combination of the items has no variance."""
    smallest = float(np.linalg.eigvalsh(matrix)[0]) if np.isfinite(matrix).all() else float("nan")
    if not smallest > SMALLEST_EIGENVALUE:
        raise NotPositiveDefiniteError(
            "The correlation matrix is not positive definite.",
            place="correlations",
            value=None if np.isnan(smallest) else smallest,
            remedy="Drop items that are sums or copies of others, use --missing listwise, or collect more rows.",
        )
