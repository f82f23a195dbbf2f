"""Estimates as rows: with standard errors, tests, standardised values, and what is improper about them."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from scoring.errors import Note
from scoring.factor.confirmatory.estimation import Fitted
from scoring.factor.confirmatory.least_squares import OrdinalMoments
from scoring.factor.confirmatory.parameters import Matrix, Parameter
from scoring.factor.confirmatory.structure import Implied
from scoring.linalg import FloatVector


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
        for q in structure.parameters:
            value = float(fitted.theta[q.free]) if q.free >= 0 else q.value
            se = float(np.sqrt(max(variances[q.free], 0.0))) if q.free >= 0 else 0.0
            if q.matrix is Matrix.TAU and isinstance(moments, OrdinalMoments) and fitted.table.layout.exact_thresholds:
                value = float(moments.thresholds[q.row])
                se = float(np.sqrt(moments.threshold_variances[q.row] / fitted.effective_n))
            rows.append(_row(q, value, se, _standardized(q, value, implied, fitted)))
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
        p=None if z is None else float(2.0 * norm.sf(abs(z))),
        standardized=standardized,
    )


def _standardized(q: Parameter, value: float, implied: Implied, fitted: Fitted) -> float:
    """In units of the standard deviations of item (ordinal: of the normal variable behind it) and factor."""
    layout = fitted.table.layout
    factor_sd = np.sqrt(np.abs(np.diag(implied.factor_covariances)))
    item_sd = np.sqrt(np.abs(np.diag(implied.sigma))) if layout.thresholds is None else 1.0 / implied.delta
    item_of_threshold = np.repeat(np.arange(len(layout.items)), layout.thresholds or [0] * len(layout.items))
    with np.errstate(divide="ignore", invalid="ignore"):
        match q.matrix:
            case Matrix.LAMBDA:
                scale = factor_sd[q.column] / item_sd[q.row]
            case Matrix.BETA:
                scale = factor_sd[q.column] / factor_sd[q.row]
            case Matrix.PSI:
                scale = 1.0 / (factor_sd[q.row] * factor_sd[q.column])
            case Matrix.THETA:
                scale = _residual_scale(q, implied, item_sd)
            case Matrix.NU:
                scale = 1.0 / item_sd[q.row]
            case Matrix.ALPHA:
                scale = 1.0 / factor_sd[q.row]
            case Matrix.TAU:
                scale = 1.0 / item_sd[item_of_threshold[q.row]]
            case Matrix.DELTA:
                scale = 1.0 / value if value else 1.0
    return float(value * scale)


def _residual_scale(q: Parameter, implied: Implied, item_sd: FloatVector) -> float:
    """Variances over the item's variance; covariances as correlations of the residuals."""
    if q.row == q.column:
        return float(1.0 / (item_sd[q.row] * item_sd[q.column]))
    common = np.diag(implied.loadings @ implied.factor_covariances @ implied.loadings.T)
    residual = item_sd**2 - common
    return float(1.0 / np.sqrt(abs(residual[q.row] * residual[q.column])))


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
