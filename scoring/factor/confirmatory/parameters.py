"""Parameters of a model: where they stand, which are fixed, which are free, and which are equal."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Matrix(StrEnum):
    """Where a parameter stands in the model matrices of its group."""

    LAMBDA = "lambda"  # loadings of items, (items, factors)
    BETA = "beta"  # loadings of factors on factors: row is the measured factor
    PSI = "psi"  # (co)variances of factors
    THETA = "theta"  # residual (co)variances of items
    NU = "nu"  # intercepts of items
    ALPHA = "alpha"  # means of factors
    TAU = "tau"  # thresholds, in one vector
    DELTA = "delta"  # scales of the normal variables behind ordinal answers


class Identification(StrEnum):
    """What gives a factor its scale."""

    VARIANCE = "variance"
    MARKER = "marker"


class Scaling(StrEnum):
    """How residual variances of ordinal items are settled: implied by the scale (delta), or parameters (theta)."""

    DELTA = "delta"
    THETA = "theta"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One entry of a model matrix. `free` is the number of the free parameter, -1 when fixed to `value`."""

    lhs: str
    op: str
    rhs: str
    group: int
    matrix: Matrix
    row: int
    column: int
    free: int
    value: float
    label: str = ""
    start: float | None = None


@dataclass(frozen=True, kw_only=True)
class Equality:
    """What is equal in all groups.

    Equal loadings free the factor variances after the first group, equal intercepts the factor means.
    """

    loadings: bool = False
    intercepts: bool = False
    residuals: bool = False
    thresholds: bool = False


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What the parameters are about: names, number of groups, thresholds per item (None for continuous items)."""

    items: tuple[str, ...]
    factors: tuple[str, ...]
    groups: int
    thresholds: tuple[int, ...] | None
    means: bool
    scaling: Scaling = Scaling.DELTA
    exact_thresholds: bool = False  # free in every group, so known before the search and left out of it

    def threshold_start(self, item: int) -> int:
        """Where the thresholds of an item begin."""
        return sum((self.thresholds or ())[:item])


@dataclass(frozen=True, kw_only=True)
class ParameterTable:
    """All parameters of all groups, fixed ones included."""

    layout: Layout
    parameters: tuple[Parameter, ...]
    n_free: int


def with_fixed(table: ParameterTable, *, lhs: str, op: str, rhs: str, value: float) -> ParameterTable:
    """The same table with one parameter fixed in every group; free parameters are numbered anew."""
    kept = [
        replace(p, free=-1, value=value, label="") if (p.lhs, p.op, p.rhs) == (lhs, op, rhs) else p
        for p in table.parameters
    ]
    numbers = {old: new for new, old in enumerate(sorted({p.free for p in kept if p.free >= 0}))}
    return ParameterTable(
        layout=table.layout,
        parameters=tuple(replace(p, free=numbers.get(p.free, -1)) for p in kept),
        n_free=len(numbers),
    )
