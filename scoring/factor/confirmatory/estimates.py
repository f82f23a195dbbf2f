"""Estimates as rows: with standard errors, tests, standardised values, and what is improper about them."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from scoring.errors import Note
from scoring.factor.confirmatory.estimation import Fitted
from scoring.factor.confirmatory.least_squares import OrdinalMoments
from scoring.factor.confirmatory.parameters import Matrix, Parameter
from scoring.factor.confirmatory.structure import Implied
from scoring.linalg import FloatVector, IntArray


@dataclass(frozen=True, kw_only=True)
class ParameterEstimate:
    """One parameter. se, z and p are 0, None and None for fixed parameters and for those that follow from others."""

    lhs: str
    op: str
    rhs: str
    group: int
    label: str
    fixed: bool
    estimate: float
    se: float
    z: float | None
    p: float | None
    standardized: float


def parameter_estimates(fitted: Fitted) -> tuple[ParameterEstimate, ...]:
    """All parameters in the order of the model, group by group; residual variances of ordinal items are added."""
    variances = np.diag(fitted.covariance)
    rows = []
    for group, structure in enumerate(fitted.structures):
        implied = structure.implied(fitted.theta)
        moments = fitted.sample.moments[group]
        units = _units(implied, ordinal=fitted.table.layout.thresholds is not None)
        item_of_threshold = structure.item_of_threshold
        for q in structure.parameters:
            value = float(fitted.theta[q.free]) if q.free >= 0 else q.value
            se = float(np.sqrt(max(variances[q.free], 0.0))) if q.free >= 0 else 0.0
            if q.matrix is Matrix.TAU and isinstance(moments, OrdinalMoments) and fitted.table.layout.exact_thresholds:
                value = float(moments.thresholds[q.row])
                gamma = moments.covariance
                variance = moments.threshold_variances[q.row] if gamma is None else gamma[q.row, q.row]
                se = float(np.sqrt(variance / fitted.effective_n))
            rows.append(_row(q, value, se, _standardized(q, value, units, item_of_threshold)))
        if fitted.table.layout.thresholds is not None and not structure.ordinal_theta:
            rows += _residual_variances(fitted, group, implied)
    return tuple(rows)


def _row(q: Parameter, value: float, se: float, standardized: float) -> ParameterEstimate:
    z = value / se if se > 0 else None
    return ParameterEstimate(
        lhs=q.lhs,
        op=q.op,
        rhs=q.rhs,
        group=q.group,
        label=q.label,
        fixed=se == 0 and q.free < 0,
        estimate=value,
        se=se,
        z=z,
        p=None if z is None else float(2.0 * ndtr(-abs(z))),
        standardized=standardized,
    )


@dataclass(frozen=True, kw_only=True)
class _Units:
    """Standard deviations of factors, items (ordinal: of the normal variables behind them) and residuals."""

    factor: FloatVector
    item: FloatVector
    residual: FloatVector


def _units(implied: Implied, *, ordinal: bool) -> _Units:
    item = 1.0 / implied.delta if ordinal else np.sqrt(np.abs(np.diag(implied.sigma)))
    common = ((implied.loadings @ implied.factor_covariances) * implied.loadings).sum(axis=1)
    return _Units(
        factor=np.sqrt(np.abs(np.diag(implied.factor_covariances))),
        item=item,
        residual=np.sqrt(np.abs(item**2 - common)),
    )


def _standardized(q: Parameter, value: float, units: _Units, item_of_threshold: IntArray) -> float:
    """In units of the standard deviations of item and factor; residual covariances as correlations of residuals."""
    factor, item = units.factor, units.item
    match q.matrix:
        case Matrix.LAMBDA:
            return _ratio(value * factor[q.column], item[q.row])
        case Matrix.BETA:
            return _ratio(value * factor[q.column], factor[q.row])
        case Matrix.PSI:
            return _ratio(value, factor[q.row] * factor[q.column])
        case Matrix.THETA:
            of = item if q.row == q.column else units.residual
            return _ratio(value, of[q.row] * of[q.column])
        case Matrix.NU:
            return _ratio(value, item[q.row])
        case Matrix.ALPHA:
            return _ratio(value, factor[q.row])
        case Matrix.TAU:
            return _ratio(value, item[item_of_threshold[q.row]])
    return 1.0


def _ratio(value: float, unit: float) -> float:
    return float(value / unit) if unit > 0 else float("nan")


def _residual_variances(fitted: Fitted, group: int, implied: Implied) -> list[ParameterEstimate]:
    common = np.diag(implied.loadings @ implied.factor_covariances @ implied.loadings.T)
    total = 1.0 / implied.delta**2
    return [
        ParameterEstimate(
            lhs=item,
            op="~~",
            rhs=item,
            group=group + 1,
            label="",
            fixed=True,
            estimate=float(total[j] - common[j]),
            se=0.0,
            z=None,
            p=None,
            standardized=float(1.0 - common[j] / total[j]),
        )
        for j, item in enumerate(fitted.table.layout.items)
    ]


def improper_notes(fitted: Fitted) -> tuple[Note, ...]:
    """Negative variances, correlations beyond one, and covariance matrices that cannot be."""
    notes = []
    layout = fitted.table.layout
    for row in parameter_estimates(fitted):
        if row.op == "~~" and row.lhs == row.rhs and row.estimate < 0:
            place = f"group {row.group}, {row.lhs} ~~ {row.rhs}" if layout.groups > 1 else f"{row.lhs} ~~ {row.rhs}"
            notes.append(Note(code="negative_variance", place=place, message=f"The variance is {row.estimate:.4g}."))
        if row.op == "~~" and row.lhs != row.rhs and abs(row.standardized) > 1:
            place = f"{row.lhs} ~~ {row.rhs}"
            message = f"The correlation is {row.standardized:.4g}."
            notes.append(Note(code="impossible_correlation", place=place, message=message))
    for group, structure in enumerate(fitted.structures):
        factors = structure.implied(fitted.theta).factor_covariances
        if np.linalg.eigvalsh(factors)[0] < -1e-10 * max(1.0, float(np.abs(factors).max())):
            place = f"group {group + 1}" if layout.groups > 1 else "factors"
            message = "The covariance matrix of the factors is not positive definite."
            notes.append(Note(code="impossible_factors", place=place, message=message))
    return tuple(notes)
