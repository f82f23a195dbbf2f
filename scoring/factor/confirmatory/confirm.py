"""One call from answers to a complete report of a confirmatory model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.errors import Note, TooFewItemsError, UsageError
from scoring.factor.confirmatory.discriminant import heterotrait_monotrait, scales_of
from scoring.factor.confirmatory.estimates import ParameterEstimate, improper_notes, parameter_estimates
from scoring.factor.confirmatory.estimation import Estimator, Fitted, Sample, fit
from scoring.factor.confirmatory.indices import FitIndices, fit_indices
from scoring.factor.confirmatory.least_squares import OrdinalMoments
from scoring.factor.confirmatory.modification import ModificationIndex, modification_indices
from scoring.factor.confirmatory.parameters import (
    Identification,
    Layout,
    Matrix,
    ParameterTable,
    with_fixed,
)
from scoring.factor.confirmatory.samples import (
    IncompleteSample,
    OrdinalSample,
    continuous_sample,
    incomplete_sample,
    ordinal_sample,
)
from scoring.factor.confirmatory.specification import specify
from scoring.factor.confirmatory.syntax import Model, Modifier, Operator, Statement
from scoring.linalg import FloatMatrix, correlation
from scoring.responses import MissingRule, ResponseTable


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """A confirmatory model with everything that is reported about it.

    residuals : observed minus implied correlations, one matrix for each group
    htmt      : heterotrait-monotrait ratios of the scales in `scales`
    """

    fitted: Fitted
    parameters: tuple[ParameterEstimate, ...]
    indices: FitIndices
    residuals: tuple[FloatMatrix, ...]
    modification_indices: tuple[ModificationIndex, ...]
    scales: tuple[str, ...]
    htmt: FloatMatrix
    improper: tuple[Note, ...]
    notes: tuple[Note, ...]

    @property
    def converged(self) -> bool:
        """Whether the search ended at a minimum."""
        return self.fitted.optimum.converged


def confirm(
    table: ResponseTable,
    model: Model,
    *,
    estimator: Estimator,
    identification: Identification = Identification.VARIANCE,
    missing: MissingRule = MissingRule.LISTWISE,
    method_factor: str | None = None,
    clustered: bool = False,
) -> Confirmation:
    """Fits a confirmatory model to one group.

    method_factor : name of a factor with loading +1 on every item as answered (-1 on turned items), uncorrelated with
    the others, its variance free; a variance of zero or less is fixed to 0, the model fitted again, and a note says so.
    clustered : the groups of the table are clusters, such as suppliers (WLSMV, ULS); rows without one are left out.

    Raises
    ------
    TooFewItemsError, TooFewPersonsError, ZeroVarianceError, NotIdentifiedError, NotPositiveDefiniteError
    """
    answers = table.select(model.observed)
    if method_factor is not None:
        model = with_method_factor(model, method_factor, turned=answers.reversed)
    if clustered:
        answers = answers.where(np.array([bool(label) for label in answers.groups or ()], dtype=np.bool_))
    sample = sample_of([answers], estimator, missing=missing, clustered=clustered)
    parameters = table_of(model, sample, identification=identification)
    fitted = fit(sample, parameters, estimator)
    notes: list[Note] = []
    if method_factor is not None:
        fitted, notes = _bounded_method_factor(fitted, method_factor)
    return report(fitted, model, notes)


def sample_of(
    groups: Sequence[ResponseTable], estimator: Estimator, *, missing: MissingRule, clustered: bool = False
) -> Sample:
    """The sample that an estimator needs."""
    if clustered and estimator not in (Estimator.WLSMV, Estimator.ULS):
        raise UsageError(
            "Clusters need an ordinal estimator with robust errors.",
            place="estimator",
            value=estimator.value,
            remedy="Use WLSMV.",
        )
    if len(groups[0].items) < 2:
        raise TooFewItemsError(
            "A confirmatory model needs two items at least.", place="model", value=1, remedy="Measure more items."
        )
    if estimator.ordinal:
        return ordinal_sample(groups, missing=missing, full=estimator is not Estimator.DWLS, clustered=clustered)
    return incomplete_sample(groups) if estimator is Estimator.FIML else continuous_sample(groups)


def table_of(model: Model, sample: Sample, *, identification: Identification) -> ParameterTable:
    """The parameter table of a model for one group."""
    ordinal = isinstance(sample, OrdinalSample)
    means = isinstance(sample, IncompleteSample) or any(s.op is Operator.MEAN for s in model.statements)
    layout = Layout(
        items=model.observed,
        factors=model.factors,
        groups=len(sample.moments),
        thresholds=sample.thresholds_per_item if isinstance(sample, OrdinalSample) else None,
        means=means and not ordinal,
        exact_thresholds=ordinal,
    )
    return specify(model, layout, identification=identification)


def with_method_factor(model: Model, name: str, *, turned: Sequence[str]) -> Model:
    """The model with one more factor for the tendency to agree, whatever is asked.

    Raises
    ------
    TooFewItemsError : items were turned, but fewer than three of one key are there to tell agreeing from the trait.

    Source: Maydeu-Olivares & Coffman (2006), *Psychological Methods* 11.
    """
    fewest = min(len(turned), len(model.observed) - len(turned))
    if turned and fewest < 3:
        raise TooFewItemsError(
            "A method factor needs three items of each key.",
            place=name,
            value=fewest,
            remedy="Leave the method factor out, or add items of the other key.",
        )
    statements = [
        Statement(
            lhs=name,
            op=Operator.MEASURED_BY,
            rhs=item,
            modifiers=(Modifier(fixed=-1.0 if item in turned else 1.0),),
            line=0,
        )
        for item in model.observed
    ]
    free = Statement(lhs=name, op=Operator.COVARIES, rhs=name, modifiers=(Modifier(freed=True),), line=0)
    apart = [
        Statement(lhs=name, op=Operator.COVARIES, rhs=factor, modifiers=(Modifier(fixed=0.0),), line=0)
        for factor in model.factors
    ]
    return Model(
        statements=(*model.statements, *statements, free, *apart),
        factors=(*model.factors, name),
        observed=model.observed,
    )


def _bounded_method_factor(fitted: Fitted, name: str) -> tuple[Fitted, list[Note]]:
    variance = next(q for q in fitted.table.parameters if q.matrix is Matrix.PSI and q.lhs == q.rhs == name)
    value = float(fitted.theta[variance.free])
    if value > 0:
        return fitted, []
    again = fit(fitted.sample, with_fixed(fitted.table, lhs=name, op="~~", rhs=name, value=0.0), fitted.estimator)
    message = f"The variance of the method factor was {value:.4g}; it is fixed to 0 and the model fitted again."
    return again, [Note(code="boundary", place=f"{name} ~~ {name}", message=message)]


def report(fitted: Fitted, model: Model, notes: Sequence[Note] = ()) -> Confirmation:
    """Everything that is reported about a fitted model."""
    names, positions = scales_of(model, fitted.table.layout.items)
    observed = _correlations(fitted.sample, 0)
    return Confirmation(
        fitted=fitted,
        parameters=parameter_estimates(fitted),
        indices=fit_indices(fitted),
        residuals=tuple(residual_correlations(fitted, g) for g in range(fitted.groups)),
        modification_indices=modification_indices(fitted) if fitted.optimum.converged else (),
        scales=tuple(names),
        htmt=heterotrait_monotrait(observed, positions),
        improper=improper_notes(fitted),
        notes=(*notes, *_sample_notes(fitted.sample)),
    )


def residual_correlations(fitted: Fitted, group: int) -> FloatMatrix:
    """Observed minus implied correlations of a group."""
    implied = fitted.structures[group].implied(fitted.theta)
    if isinstance(fitted.sample, OrdinalSample):
        expected = np.outer(implied.delta, implied.delta) * implied.sigma
    else:
        scale = np.sqrt(np.abs(np.diag(implied.sigma)))
        expected = implied.sigma / np.outer(scale, scale)
    residual = _correlations(fitted.sample, group) - expected
    np.fill_diagonal(residual, 0.0)
    return np.asarray(residual)


def _correlations(sample: Sample, group: int) -> FloatMatrix:
    moments = sample.moments[group]
    return moments.matrix if isinstance(moments, OrdinalMoments) else correlation(moments.covariance)


def _sample_notes(sample: Sample) -> tuple[Note, ...]:
    if isinstance(sample, OrdinalSample):
        return sample.notes
    if isinstance(sample, IncompleteSample) and not all(converged for _, _, converged in sample.free):
        return (Note(code="not_converged", place="unrestricted model", message="EM did not converge."),)
    return ()
