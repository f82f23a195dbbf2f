"""Fits a parameter table to a sample, whichever estimator: estimates, their covariance, and the test of fit."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np

from scoring.errors import NotIdentifiedError
from scoring.factor.confirmatory.casewise import huber_white, satorra_bentler
from scoring.factor.confirmatory.full_information import IncompleteDiscrepancy
from scoring.factor.confirmatory.least_squares import LeastSquaresDiscrepancy, corrections
from scoring.factor.confirmatory.normal import NormalDiscrepancy
from scoring.factor.confirmatory.optimiser import Optimum, minimise, weakest_direction
from scoring.factor.confirmatory.parameters import ParameterTable
from scoring.factor.confirmatory.samples import ContinuousSample, IncompleteSample, OrdinalSample
from scoring.factor.confirmatory.starts import start_values
from scoring.factor.confirmatory.structure import GroupStructure
from scoring.linalg import FloatMatrix, FloatVector

NOT_IDENTIFIED = 1e-9


class Estimator(StrEnum):
    """How parameters are estimated, with which standard errors and which test.

    ML expected information; MLR sandwich and Yuan-Bentler (Mplus); MLM Satorra-Bentler; FIML incomplete rows, observed
    information; ULS, DWLS, WLSMV least squares on polychorics (DWLS without robust corrections).
    """

    ML = "ML"
    MLR = "MLR"
    MLM = "MLM"
    FIML = "FIML"
    ULS = "ULS"
    DWLS = "DWLS"
    WLSMV = "WLSMV"

    @property
    def ordinal(self) -> bool:
        """Whether it works on polychoric correlations."""
        return self in (Estimator.ULS, Estimator.DWLS, Estimator.WLSMV)


Sample: TypeAlias = ContinuousSample | IncompleteSample | OrdinalSample
AnyDiscrepancy: TypeAlias = NormalDiscrepancy | IncompleteDiscrepancy | LeastSquaresDiscrepancy


@dataclass(frozen=True, kw_only=True)
class TestOfFit:
    """A chi-square statistic; scaled ones are statistic / factor + shift of the naive one."""

    chisq: float
    df: int
    scaling_factor: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """A model fitted to a sample.

    information : expected (FIML: observed) information of one observation
    covariance  : sampling covariance of the free parameters
    effective_n : what the statistic and the RMSEA multiply with: N, or N less one per group for ordinal estimators
    traces      : trace of U Gamma and of its square, where a robust test was asked for
    """

    estimator: Estimator
    sample: Sample
    table: ParameterTable
    structures: tuple[GroupStructure, ...]
    discrepancy: AnyDiscrepancy
    optimum: Optimum
    information: FloatMatrix
    covariance: FloatMatrix
    effective_n: int
    naive: TestOfFit
    scaled: TestOfFit | None

    @property
    def theta(self) -> FloatVector:
        """Estimates of the free parameters."""
        return self.optimum.theta

    @property
    def groups(self) -> int:
        """Number of groups."""
        return self.table.layout.groups


def fit(sample: Sample, table: ParameterTable, estimator: Estimator, *, start: FloatVector | None = None) -> Fitted:
    """Estimates a model.

    Raises
    ------
    NotIdentifiedError : more free parameters than statistics, or parameters that the data cannot tell apart.
    """
    structures = tuple(GroupStructure(table, g + 1) for g in range(table.layout.groups))
    df = degrees_of_freedom(table)
    if df < 0:
        raise NotIdentifiedError(
            f"The model has {-df} more free parameters than the data have statistics.",
            place="model",
            value=df,
            remedy="Fix or equate parameters, or measure each factor with at least three items.",
        )
    discrepancy = discrepancy_of(sample, structures, table, estimator)
    optimum = minimise(discrepancy, _start(sample, table) if start is None else start)
    if isinstance(sample, OrdinalSample):
        return _ordinal_fit(sample, table, structures, discrepancy, optimum, estimator, df)  # type: ignore[arg-type]
    if isinstance(sample, IncompleteSample):
        return _incomplete_fit(sample, table, structures, discrepancy, optimum, estimator, df)  # type: ignore[arg-type]
    return _normal_fit(sample, table, structures, discrepancy, optimum, estimator, df)  # type: ignore[arg-type]


def discrepancy_of(
    sample: Sample, structures: tuple[GroupStructure, ...], table: ParameterTable, estimator: Estimator
) -> AnyDiscrepancy:
    """What the estimator minimises."""
    if isinstance(sample, ContinuousSample):
        return NormalDiscrepancy(structures, sample.moments, means=table.layout.means)
    if isinstance(sample, IncompleteSample):
        return IncompleteDiscrepancy(structures, sample.patterns)
    weighted = estimator is not Estimator.ULS
    exact = table.layout.exact_thresholds
    return LeastSquaresDiscrepancy(structures, sample.moments, thresholds=not exact, weighted=weighted)


def degrees_of_freedom(table: ParameterTable) -> int:
    """Statistics minus free parameters, over all groups."""
    layout = table.layout
    p = len(layout.items)
    if layout.thresholds is not None:
        per_group = p * (p - 1) // 2 + (0 if layout.exact_thresholds else sum(layout.thresholds))
    else:
        per_group = p * (p + 1) // 2 + (p if layout.means else 0)
    return layout.groups * per_group - table.n_free


def _start(sample: Sample, table: ParameterTable) -> FloatVector:
    if isinstance(sample, OrdinalSample):
        matrices = [m.matrix for m in sample.moments]
        means = [np.zeros(m.shape[0]) for m in matrices]
        return start_values(table, matrices, means, [m.thresholds for m in sample.moments])
    return start_values(table, [m.covariance for m in sample.moments], [m.mean for m in sample.moments])


def _checked_inverse(information: FloatMatrix, table: ParameterTable, optimum: Optimum) -> FloatMatrix:
    """The inverse; a named error when some direction has no information although the search succeeded."""
    smallest, weakest = weakest_direction(information) if information.size else (1.0, 0)
    if optimum.converged and not smallest > NOT_IDENTIFIED:
        q = next(p for p in table.parameters if p.free == weakest)
        raise NotIdentifiedError(
            "The data cannot tell the parameters apart.",
            place=f"{q.lhs} {q.op} {q.rhs}".strip(),
            value=smallest,
            remedy="Fix this parameter, or measure the factor with more items.",
        )
    return pseudo_inverse(information)


def pseudo_inverse(matrix: FloatMatrix) -> FloatMatrix:
    """The inverse of a symmetric matrix; directions without information get none."""
    return np.asarray(np.linalg.pinv(matrix, hermitian=True), dtype=np.float64)


def _normal_fit(
    sample: ContinuousSample,
    table: ParameterTable,
    structures: tuple[GroupStructure, ...],
    discrepancy: NormalDiscrepancy,
    optimum: Optimum,
    estimator: Estimator,
    df: int,
) -> Fitted:
    n, theta = sample.n, optimum.theta
    information = discrepancy.information(theta)
    covariance = _checked_inverse(information, table, optimum) / n
    naive = TestOfFit(chisq=max(0.0, 2.0 * n * optimum.value), df=df)
    scaled = None
    if estimator in (Estimator.MLR, Estimator.MLM):
        bread_source = discrepancy.observed_information(theta) if estimator is Estimator.MLR else information
        pieces = (huber_white if estimator is Estimator.MLR else satorra_bentler)(
            discrepancy, sample.values, theta, bread_source
        )
        bread = pseudo_inverse(bread_source)
        covariance = bread @ pieces.cross_product @ bread / n
        scaled = _scaled_by_mean(naive, pieces.free_trace - pieces.model_trace)
    return Fitted(
        estimator=estimator,
        sample=sample,
        table=table,
        structures=structures,
        discrepancy=discrepancy,
        optimum=optimum,
        information=information,
        covariance=covariance,
        effective_n=n,
        naive=naive,
        scaled=scaled,
    )


def _scaled_by_mean(naive: TestOfFit, trace: float) -> TestOfFit:
    """The statistic divided so that its mean is right."""
    if naive.df == 0:
        return naive
    factor = trace / naive.df
    return TestOfFit(chisq=naive.chisq / factor, df=naive.df, scaling_factor=factor)


def _incomplete_fit(
    sample: IncompleteSample,
    table: ParameterTable,
    structures: tuple[GroupStructure, ...],
    discrepancy: IncompleteDiscrepancy,
    optimum: Optimum,
    estimator: Estimator,
    df: int,
) -> Fitted:
    n = sample.n
    information = discrepancy.observed_information(optimum.theta)
    return Fitted(
        estimator=estimator,
        sample=sample,
        table=table,
        structures=structures,
        discrepancy=discrepancy,
        optimum=optimum,
        information=information,
        covariance=_checked_inverse(information, table, optimum) / n,
        effective_n=n,
        naive=TestOfFit(chisq=max(0.0, 2.0 * (n * optimum.value - sample.free_value)), df=df),
        scaled=None,
    )


def _ordinal_fit(
    sample: OrdinalSample,
    table: ParameterTable,
    structures: tuple[GroupStructure, ...],
    discrepancy: LeastSquaresDiscrepancy,
    optimum: Optimum,
    estimator: Estimator,
    df: int,
) -> Fitted:
    n = sample.n - table.layout.groups
    information = discrepancy.evaluate(optimum.theta).information
    bread = _checked_inverse(information, table, optimum)
    naive = TestOfFit(chisq=ordinal_chisq(discrepancy, optimum.theta), df=df)
    scaled, covariance = None, bread / n
    if estimator is not Estimator.DWLS:
        robust = corrections(discrepancy, optimum.theta)
        covariance = robust.sandwich / n
        scaled = scaled_and_shifted(naive, robust.trace, robust.trace_of_square)
    return Fitted(
        estimator=estimator,
        sample=sample,
        table=table,
        structures=structures,
        discrepancy=discrepancy,
        optimum=optimum,
        information=information,
        covariance=covariance,
        effective_n=n,
        naive=naive,
        scaled=scaled,
    )


def ordinal_chisq(discrepancy: LeastSquaresDiscrepancy, theta: FloatVector) -> float:
    """The sum over groups of (n - 1) x discrepancy."""
    total = 0.0
    for structure, moments, sample, weight in zip(
        discrepancy.structures, discrepancy.moments, discrepancy.samples, discrepancy.weights, strict=True
    ):
        gap = sample - discrepancy.statistics(structure.implied(theta), structure)
        total += (moments.n - 1) * float(weight @ gap**2)
    return total


def scaled_and_shifted(naive: TestOfFit, trace: float, trace_of_square: float) -> TestOfFit:
    """The statistic with mean and variance of the chi-square distribution with the naive degrees of freedom.

    Source: Asparouhov & Muthén (2010), *Simple second order chi-square correction*.
    """
    if naive.df == 0 or trace_of_square <= 0:
        return naive
    factor = float(np.sqrt(naive.df / trace_of_square))
    shift = naive.df - factor * trace
    return TestOfFit(chisq=naive.chisq * factor + shift, df=naive.df, scaling_factor=1.0 / factor, shift=shift)
