"""Gates of rating scales, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoring.definitions.standing import OriginCounts, Status
from scoring.ladder.gates import Gate, GateReport, answers_until_bound, gate, missing_answers, origin_gate, stated
from scoring.ladder.policy import LadderPolicy, default_policy


@dataclass(frozen=True, kw_only=True)
class ReviewFigures:
    """Content review: share of judges who assign each item to its scale, and who judged."""

    scale: str
    item_shares: Mapping[str, float]
    judges: int
    customers: int
    open_findings: int
    carries_cut: bool = False


@dataclass(frozen=True, kw_only=True)
class FitFigures:
    """Scaled indices of one confirmatory model; largest_residual_correlation: the largest expected one, absolute."""

    cfi: float | None
    tli: float | None
    rmsea: float | None
    srmr: float | None
    largest_residual_correlation: float | None = None


@dataclass(frozen=True, kw_only=True)
class LoadingFigure:
    """A standardised loading with its lower 95 % bound."""

    item: str
    estimate: float
    lower: float | None


@dataclass(frozen=True, kw_only=True)
class StructureFigures:
    """What a split-half confirmation found for one scale.

    fit : of the same structure freely estimated in the second half. cfi_drop : scaled CFI of the two-group model of
    the halves minus that with equal thresholds and loadings. htmt : by other scale, empty for a single scale.
    signed_reason : why the floors may be used. looks : how often this hold-out was looked at.
    """

    scale: str
    origin: OriginCounts
    n_calibration: int
    n_confirmation: int
    fit: FitFigures
    cfi_drop: float | None
    omega: float | None
    omega_lower: float | None
    loadings: Sequence[LoadingFigure]
    htmt: Mapping[str, float] = field(default_factory=dict)
    carries_cut: bool = False
    signed_reason: str = ""
    looks: int = 1


@dataclass(frozen=True, kw_only=True)
class InvarianceFigure:
    """Equality across the groups of one attribute: sizes by group, drop in scaled CFI, RMSEA of the equal model."""

    attribute: str
    group_sizes: Mapping[str, int]
    cfi_drop: float | None
    rmsea: float | None = None


@dataclass(frozen=True, kw_only=True)
class DifFigure:
    """One item over the groups of one attribute: adjusted p, change in pseudo-R2, ETS class where there is one."""

    attribute: str
    item: str
    smallest_group: int
    p_adjusted: float | None
    r2_change: float | None
    ets: str | None = None


@dataclass(frozen=True, kw_only=True)
class UseFigures:
    """What must be known before a scale is in use."""

    scale: str
    origin: OriginCounts
    invariance: Sequence[InvarianceFigure]
    dif: Sequence[DifFigure]
    intended_use: str
    psychometrician: str
    review_date: str


def review_gates(figures: ReviewFigures, policy: LadderPolicy | None = None) -> GateReport:
    """Draft to reviewed: enough judges, a customer among them, every item assigned to its scale, wording clean."""
    policy = policy or default_policy()
    judges = policy["judges_for_cut" if figures.carries_cut else "judges"]
    gates = [
        gate(judges, figures.judges, part=figures.scale, n=figures.judges),
        gate(policy["customer_judges"], figures.customers, part=figures.scale, n=figures.judges),
        *(gate(policy["item_share"], s, part=item, n=figures.judges) for item, s in figures.item_shares.items()),
        gate(policy["open_findings"], figures.open_findings, part=figures.scale),
    ]
    return GateReport(step=Status.REVIEWED, gates=tuple(gates), more_answers_needed=0)


def pilot_gates(
    scale: str, origin: OriginCounts, *, statistics_published: bool, policy: LadderPolicy | None = None
) -> GateReport:
    """Reviewed to piloted: enough real answers, item statistics published."""
    policy = policy or default_policy()
    gates = (
        origin_gate(origin, policy),
        gate(policy["pilot_n"], origin.real, part=scale, n=origin.real),
        stated("item_statistics_published", scale, given=statistics_published),
    )
    needed = missing_answers([(policy["pilot_n"].value, origin.real)])
    return GateReport(step=Status.PILOTED, gates=gates, more_answers_needed=needed)


def structure_gates(figures: StructureFigures, policy: LadderPolicy | None = None) -> GateReport:
    """Piloted to structure confirmed: see docs/scoring/ladder.md for each figure."""
    policy = policy or default_policy()
    n = figures.n_calibration + figures.n_confirmation
    omega = policy["omega_for_cut" if figures.carries_cut else "omega"]
    gates = [
        origin_gate(figures.origin, policy),
        gate(policy["confirm_n"], figures.origin.real, part=figures.scale, n=n),
        gate(policy["confirm_half_n"], figures.n_calibration, part="calibration half", n=figures.n_calibration),
        gate(policy["confirm_half_n"], figures.n_confirmation, part="confirmation half", n=figures.n_confirmation),
        *_fit_gates(figures, policy),
        gate(policy["cfi_drop"], figures.cfi_drop, part="halves", n=n),
        gate(omega, figures.omega, part=figures.scale, n=n),
        gate(policy["omega_lower"], figures.omega_lower, part=figures.scale, n=n),
        *(_loading_gate(loading, policy, figures.n_confirmation) for loading in figures.loadings),
        *(gate(policy["htmt"], value, part=other, n=n) for other, value in figures.htmt.items()),
        stated("first_look_at_this_hold_out", figures.scale, given=figures.looks == 1),
    ]
    return GateReport(
        step=Status.STRUCTURE_CONFIRMED, gates=tuple(gates), more_answers_needed=_structure_answers(figures, policy)
    )


def _structure_answers(figures: StructureFigures, policy: LadderPolicy) -> int:
    n = figures.n_calibration + figures.n_confirmation
    half = policy["confirm_half_n"].value
    short = missing_answers(
        [
            (policy["confirm_n"].value, figures.origin.real),
            (half, figures.n_calibration),
            (half, figures.n_confirmation),
        ]
    )
    if figures.omega is None or figures.omega_lower is None:
        return short
    return max(short, answers_until_bound(figures.omega, figures.omega_lower, n, policy["omega_lower"].value))


def _fit_gates(figures: StructureFigures, policy: LadderPolicy) -> list[Gate]:
    """Indices against their limits, or against their floors with a signed reason and small expected residuals."""
    n, fit = figures.n_confirmation, figures.fit
    residual = gate(
        policy["residual_correlation"], fit.largest_residual_correlation, part="confirmation half", n=n,
        holds_up=bool(figures.signed_reason),
    )  # fmt: skip
    excused = bool(figures.signed_reason) and residual.passed is True
    gates = []
    for name in ("cfi", "tli", "rmsea", "srmr"):
        limit = policy[name]
        floor = limit.floor if excused else None
        gates.append(gate(limit, getattr(fit, name), part="confirmation half", n=n, required=floor))
    return [*gates, residual] if figures.signed_reason else gates


def _loading_gate(loading: LoadingFigure, policy: LadderPolicy, n: int) -> Gate:
    """A loading of .40, or one whose lower 95 % bound is .30."""
    by_point = gate(policy["loading"], loading.estimate, part=loading.item, n=n)
    by_bound = gate(policy["loading_lower"], loading.lower, part=loading.item, n=n)
    return by_bound if by_bound.passed and not by_point.passed else by_point


def use_gates(figures: UseFigures, policy: LadderPolicy | None = None) -> GateReport:
    """Structure confirmed to in use: fair over every group that is large enough, and signed for a use.

    Groups that are too small are not tested; that does not stop the step, and the words stay on the scale.
    """
    policy = policy or default_policy()
    gates = [
        origin_gate(figures.origin, policy),
        *(_invariance_gate(figure, policy) for figure in figures.invariance),
        *(entry for figure in figures.dif for entry in _dif_gates(figure, policy)),
        stated("intended_use", figures.scale, given=bool(figures.intended_use.strip())),
        stated("psychometrician", figures.scale, given=bool(figures.psychometrician.strip())),
        stated("review_date", figures.scale, given=bool(figures.review_date.strip())),
    ]
    return GateReport(step=Status.IN_USE, gates=tuple(gates), more_answers_needed=0)


def _invariance_gate(figure: InvarianceFigure, policy: LadderPolicy) -> Gate:
    smallest = min(figure.group_sizes.values(), default=0)
    large = len(figure.group_sizes) > 1 and policy["invariance_group_n"].holds(smallest)
    observed = figure.cfi_drop if large else None
    # enough people and still no figure would be an omission, and stops
    return gate(policy["cfi_drop"], observed, part=figure.attribute, n=smallest, name="invariance", holds_up=large)


def _dif_gates(figure: DifFigure, policy: LadderPolicy) -> list[Gate]:
    """An item is flagged when it is significant and not negligible, or of ETS class C."""
    part, n = f"{figure.attribute}, {figure.item}", figure.smallest_group
    large = policy["dif_group_n"].holds(n)
    if not large or figure.p_adjusted is None:
        return [gate(policy["dif_r2"], None, part=part, n=n, name="dif", holds_up=large)]
    if figure.ets == "C":
        return [stated("dif_not_class_c", part, given=False)]
    # not significant is as good as no change
    change = 0.0 if policy["dif_p"].holds(figure.p_adjusted) else figure.r2_change
    return [gate(policy["dif_r2"], change, part=part, n=n, name="dif")]
