"""Which items of a scale hold together, judged on the calibration part alone.

What is chosen here is a proposal for the next version. It says nothing about whether that version holds: only answers
that nobody has looked at can, so the confirmation is done on another part.
"""

from __future__ import annotations

from collections.abc import Sequence

from scoring.errors import ScoringError, TooFewItemsError
from scoring.factor.confirmatory import Confirmation, Estimator, confirm, parse_model
from scoring.ladder.policy import LadderPolicy, default_policy
from scoring.responses import MissingRule, ResponseTable

ITEMS_AT_LEAST = 4
"""With three items a one-factor model fits always: nothing would be left that data could contradict."""


def items_that_hold(
    part: ResponseTable, scale: str, items: Sequence[str], *, policy: LadderPolicy | None = None
) -> tuple[str, ...]:
    """Items left after dropping, one at a time, what keeps a one-factor model from its limits.

    First the item with the weakest loading below its limit. When all load, the item without which the others fit and
    load most; where none of these fits, the item without which the scaled RMSEA is smallest. Ends when the fit limits
    hold, or with four items.

    Parameters
    ----------
    part : keyed answers of the calibration part.

    Raises
    ------
    TooFewItemsError : fewer than four items to begin with.
    """
    if len(items) < ITEMS_AT_LEAST:
        raise TooFewItemsError(
            "A scale of fewer than four items cannot be contradicted by data.",
            place=scale,
            value=len(items),
            remedy="Write more items.",
        )
    policy = policy or default_policy()
    kept = tuple(items)
    while len(kept) > ITEMS_AT_LEAST:
        found = _one_factor(part, scale, kept)
        weakest = None if found is None else _weakest(found, policy)
        if weakest is None and found is not None and _holds(found, policy):
            break
        kept = tuple(item for item in kept if item != (weakest or _best_left_out(part, scale, kept, policy)))
    return kept


def _one_factor(part: ResponseTable, scale: str, items: Sequence[str]) -> Confirmation | None:
    try:
        model = parse_model(f"{scale} =~ {' + '.join(items)}")
        found = confirm(part.select(items), model, estimator=Estimator.WLSMV, missing=MissingRule.LISTWISE)
    except ScoringError:
        return None
    return found if found.converged and found.indices.scaled is not None else None


def _weakest(found: Confirmation, policy: LadderPolicy) -> str | None:
    loadings = {p.rhs: p.standardized for p in found.parameters if p.op == "=~"}
    item, loading = min(loadings.items(), key=lambda entry: entry[1])
    return None if policy["loading"].holds(loading) else item


def _holds(found: Confirmation, policy: LadderPolicy) -> bool:
    scaled = found.indices.scaled
    return scaled is not None and all(
        policy[name].holds(float(getattr(scaled, name))) for name in ("cfi", "tli", "rmsea")
    )


def _best_left_out(part: ResponseTable, scale: str, items: Sequence[str], policy: LadderPolicy) -> str:
    """Without which item the others fit and load most; where none of them fits, fit best; else the last one."""
    models = {item: _one_factor(part, scale, [other for other in items if other != item]) for item in items}
    found = {item: model for item, model in models.items() if model is not None}
    holding = {item: _mean_loading(model) for item, model in found.items() if _holds(model, policy)}
    if holding:
        return max(holding, key=lambda item: holding[item])
    rmsea = {item: model.indices.scaled.rmsea for item, model in found.items() if model.indices.scaled is not None}
    return min(rmsea, key=lambda item: rmsea[item]) if rmsea else items[-1]


def _mean_loading(found: Confirmation) -> float:
    loadings = [p.standardized for p in found.parameters if p.op == "=~"]
    return sum(loadings) / len(loadings)
