"""Which items measure which scale, from a model text: for scoring, every item belongs to one scale."""

from __future__ import annotations

from scoring.errors import DuplicateNameError, ModelSyntaxError
from scoring.factor.confirmatory.syntax import Model, Operator, parse_model


def scales_in(text: str, *, place: str = "model") -> dict[str, tuple[str, ...]]:
    """Items by scale, in the order of the text.

    Raises
    ------
    ModelSyntaxError : no measurement lines, or anything else than plain ones: a scoring model has no residual
        covariances or fixed values. DuplicateNameError : an item on two scales, or twice on one.
    """
    model = parse_model(text)
    for statement in model.statements:
        plain = all(modifier == type(modifier)() for modifier in statement.modifiers)
        if statement.op is not Operator.MEASURED_BY or not plain or statement.rhs in model.factors:
            raise ModelSyntaxError(
                "A scoring model has plain measurement lines only.",
                place=f"{place}, line {statement.line}",
                value=f"{statement.lhs} {statement.op.value} {statement.rhs}",
                remedy="Write F =~ A1 + A2 + A3, without fixed values or covariances.",
            )
    return _by_scale(model, place)


def _by_scale(model: Model, place: str) -> dict[str, tuple[str, ...]]:
    scales = {factor: model.items_of(factor) for factor in model.factors}
    seen: set[str] = set()
    for name, items in scales.items():
        for item in items:
            if item in seen:
                raise DuplicateNameError(
                    "An item measures two scales.",
                    place=f"{place}, scale {name}",
                    value=item,
                    remedy="Keep one of them.",
                )
            seen.add(item)
    return scales
