"""A gate is one figure against one limit; a report is all gates of a step, and what still keeps a unit below it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from scoring.definitions.standing import OriginCounts, Status
from scoring.ladder.policy import COMPARISONS, LadderPolicy, Limit


@dataclass(frozen=True, kw_only=True)
class Gate:
    """One figure against one limit.

    gate : what is asked. part : of what (scale, item, group, half). passed : None when it was not tested.
    holds_up : whether an untested gate keeps the unit from the step.
    """

    gate: str
    part: str
    index: str
    operator: str
    required: float
    observed: float | None
    n: int | None
    passed: bool | None
    holds_up: bool = True

    @property
    def stops(self) -> bool:
        """Whether the unit cannot take the step because of this gate."""
        return self.passed is False or (self.passed is None and self.holds_up)


@dataclass(frozen=True, kw_only=True)
class GateReport:
    """All gates of a step.

    promotable : no gate stops. more_answers_needed : real answers that are missing until all can be judged.
    """

    step: Status
    gates: tuple[Gate, ...]
    more_answers_needed: int

    @property
    def promotable(self) -> bool:
        """Whether data allow the step; a named person takes it."""
        return not any(gate.stops for gate in self.gates)

    @property
    def stopped_by(self) -> tuple[Gate, ...]:
        """The gates that keep the unit below the step."""
        return tuple(gate for gate in self.gates if gate.stops)


def gate(
    limit: Limit,
    observed: float | None,
    *,
    part: str,
    n: int | None = None,
    name: str | None = None,
    required: float | None = None,
    holds_up: bool = True,
) -> Gate:
    """The gate of one limit; a figure that is missing or not a number was not tested.

    required : another value than the limit's own (a floor with a signed reason).
    """
    value = limit.value if required is None else required
    figure = None if observed is None or math.isnan(observed) else float(observed)
    return Gate(
        gate=name or limit.name,
        part=part,
        index=limit.name,
        operator=limit.operator,
        required=value,
        observed=figure,
        n=n,
        passed=None if figure is None else COMPARISONS[limit.operator](figure, value),
        holds_up=holds_up,
    )


def stated(name: str, part: str, *, given: bool) -> Gate:
    """A gate that asks for a fact (a signature, a connected design): 1 when it is there, else 0."""
    return Gate(
        gate=name,
        part=part,
        index="given",
        operator=">=",
        required=1.0,
        observed=float(given),
        n=None,
        passed=given,
    )


def origin_gate(origin: OriginCounts, policy: LadderPolicy) -> Gate:
    """No simulated row behind a promotion, not one."""
    return gate(policy["simulated_rows"], origin.simulated, part="sample", n=origin.real + origin.simulated)


def missing_answers(needs: Iterable[tuple[float, float]]) -> int:
    """Answers still missing, from pairs (needed, there)."""
    return max((max(0, math.ceil(needed - there)) for needed, there in needs), default=0)


def answers_until_bound(point: float, bound: float, n: int, required: float) -> int:
    """How many more answers until a confidence bound reaches its limit, if the point stays where it is.

    The distance between point and bound shrinks with the root of n. 0 when it is reached; 0 also when the point itself
    does not pass, because no number of answers would then help.
    """
    if n <= 0 or bound >= required or point <= required:
        return 0
    needed = n * ((point - bound) / (point - required)) ** 2
    return max(0, math.ceil(needed - 1e-6) - n)  # a whole number may come out a few ulps too large
