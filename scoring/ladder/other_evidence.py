"""Gates of situational tests, ratings and supplier scales, and of drift for everything in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.definitions.standing import OriginCounts, Status
from scoring.ladder.gates import GateReport, gate, missing_answers, origin_gate, stated
from scoring.ladder.policy import LadderPolicy, default_policy
from scoring.ladder.rating_scales import FitFigures


@dataclass(frozen=True, kw_only=True)
class SituationalFigures:
    """A situational test: whose key, real answers, scenario-split reliability on each half of the sample."""

    unit: str
    origin: OriginCounts
    panel_key: bool
    split_reliabilities: Sequence[float | None]


@dataclass(frozen=True, kw_only=True)
class RatingFigures:
    """Ratings of one block or pool: people, raters for each block, connected design, G with its lower 80 % bound."""

    unit: str
    origin: OriginCounts
    people: int
    fewest_raters: int
    connected: bool
    g: float | None
    g_lower: float | None


@dataclass(frozen=True, kw_only=True)
class SupplierFigures:
    """A supplier scale: sizes, cluster-robust confirmatory fit, differences between suppliers."""

    unit: str
    origin: OriginCounts
    suppliers: int
    respondents: int
    cluster_robust_fit: FitFigures
    icc1: float | None
    icc1_p: float | None
    icc2: float | None


def situational_gates(figures: SituationalFigures, policy: LadderPolicy | None = None) -> GateReport:
    """To structure confirmed: a panel's key, 300 real answers, reliability on each half."""
    policy = policy or default_policy()
    n = figures.origin.real
    gates = (
        origin_gate(figures.origin, policy),
        stated("panel_key", figures.unit, given=figures.panel_key),
        gate(policy["situational_n"], n, part=figures.unit, n=n),
        *(
            gate(policy["situational_reliability"], value, part=f"half {number}", n=n // 2)
            for number, value in enumerate(figures.split_reliabilities, start=1)
        ),
        stated("both_halves", figures.unit, given=len(figures.split_reliabilities) == 2),
    )
    needed = missing_answers([(policy["situational_n"].value, n)])
    return GateReport(step=Status.STRUCTURE_CONFIRMED, gates=gates, more_answers_needed=needed)


def rating_gates(figures: RatingFigures, policy: LadderPolicy | None = None) -> GateReport:
    """To structure confirmed: 30 people, two raters for each block, connected, dependable enough."""
    policy = policy or default_policy()
    gates = (
        origin_gate(figures.origin, policy),
        gate(policy["rated_people"], figures.people, part=figures.unit, n=figures.people),
        gate(policy["raters_per_block"], figures.fewest_raters, part=figures.unit, n=figures.people),
        stated("connected", figures.unit, given=figures.connected),
        gate(policy["g"], figures.g, part=figures.unit, n=figures.people),
        gate(policy["g_lower"], figures.g_lower, part=figures.unit, n=figures.people),
    )
    needed = missing_answers([(policy["rated_people"].value, figures.people)])
    return GateReport(step=Status.STRUCTURE_CONFIRMED, gates=gates, more_answers_needed=needed)


def supplier_gates(figures: SupplierFigures, policy: LadderPolicy | None = None) -> GateReport:
    """To structure confirmed: 30 suppliers, 200 respondents, structure holds, suppliers differ and are told apart."""
    policy = policy or default_policy()
    fit = figures.cluster_robust_fit
    n = figures.respondents
    differ = gate(policy["icc1_p"], figures.icc1_p, part=figures.unit, n=figures.suppliers, name="icc1")
    gates = (
        origin_gate(figures.origin, policy),
        gate(policy["suppliers"], figures.suppliers, part=figures.unit, n=figures.suppliers),
        gate(policy["respondents"], n, part=figures.unit, n=n),
        *(
            gate(policy[name], getattr(fit, name), part="cluster-robust", n=n)
            for name in ("cfi", "tli", "rmsea", "srmr")
        ),
        differ,
        stated("icc1_above_zero", figures.unit, given=figures.icc1 is not None and figures.icc1 > 0),
        gate(policy["icc2"], figures.icc2, part=figures.unit, n=figures.suppliers),
    )
    needed = missing_answers([(policy["respondents"].value, n)])
    return GateReport(step=Status.STRUCTURE_CONFIRMED, gates=gates, more_answers_needed=needed)


def must_be_suspended(*, drift_alarms: int, named_person_says_so: bool = False) -> bool:
    """Whether a unit in use has to be suspended: an alarm of the drift chart, or a person who says so."""
    return drift_alarms > 0 or named_person_says_so
