"""From statements to a list of parameters: what is fixed, what is free, and what is equal to what.

Defaults are those of lavaan's cfa(): residual variances and factor (co)variances are free, a factor's scale is set by
its variance (or by its first loading), and in several groups everything may differ unless `Equality` says otherwise.
"""

from dataclasses import dataclass, field

from scoring.errors import ModelSyntaxError, UsageError
from scoring.factor.confirmatory.parameters import (
    Equality,
    Identification,
    Layout,
    Matrix,
    Parameter,
    ParameterTable,
    Scaling,
)
from scoring.factor.confirmatory.syntax import Model, Modifier, Operator, Statement


@dataclass
class _Builder:
    layout: Layout
    model: Model
    identification: Identification
    equality: Equality
    rows: list[Parameter] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    n_free: int = 0

    def add(
        self,
        lhs: str,
        op: str,
        rhs: str,
        place: tuple[Matrix, int, int],
        *,
        group: int,
        fixed: float | None,
        equal: bool = False,
        modifier: Modifier | None = None,
    ) -> None:
        """One parameter: what the text says wins over the default `fixed`."""
        said = modifier or Modifier()
        value = said.fixed if said.fixed is not None else fixed
        if said.freed or said.start is not None or (said.label and said.fixed is None):
            value = None
        label = said.label or (f".{lhs}{op}{rhs}" if equal and self.layout.groups > 1 else "")
        free = -1 if value is not None else self._number(label)
        self.rows.append(
            Parameter(
                lhs=lhs,
                op=op,
                rhs=rhs,
                group=group + 1,
                matrix=place[0],
                row=place[1],
                column=place[2],
                free=free,
                value=0.0 if value is None else value,
                label=said.label,
                start=said.start,
            )
        )

    def _number(self, label: str) -> int:
        if label and label in self.labels:
            return self.labels[label]
        number = self.n_free
        self.n_free += 1
        if label:
            self.labels[label] = number
        return number


def specify(
    model: Model,
    layout: Layout,
    *,
    identification: Identification = Identification.VARIANCE,
    equality: Equality | None = None,
) -> ParameterTable:
    """The parameter table of a model.

    Raises
    ------
    ModelSyntaxError : a factor or item is used where it cannot be.
    UsageError : the text has lists for another number of groups.
    """
    builder = _Builder(layout, model, identification, equality or Equality())
    for statement in model.statements:
        if len(statement.modifiers) not in (1, layout.groups):
            raise UsageError(
                "The model has another number of groups than the data.",
                place=f"model, line {statement.line}",
                value=len(statement.modifiers),
                remedy=f"Give c(...) with {layout.groups} entries, or one value for all groups.",
            )
    for group in range(layout.groups):
        _add_loadings(builder, group)
        _add_covariances(builder, group)
        if layout.thresholds is not None:
            _add_thresholds(builder, group)
            _add_scales(builder, group)
        if layout.means:
            _add_means(builder, group)
    return ParameterTable(layout=layout, parameters=tuple(builder.rows), n_free=builder.n_free)


def _add_loadings(b: _Builder, group: int) -> None:
    seen: set[str] = set()
    for s in (s for s in b.model.statements if s.op is Operator.MEASURED_BY):
        column = b.layout.factors.index(s.lhs)
        marker = b.identification is Identification.MARKER and s.lhs not in seen
        seen.add(s.lhs)
        if s.rhs in b.layout.factors:
            place = (Matrix.BETA, b.layout.factors.index(s.rhs), column)
        else:
            place = (Matrix.LAMBDA, b.layout.items.index(s.rhs), column)
        b.add(
            s.lhs,
            "=~",
            s.rhs,
            place,
            group=group,
            fixed=1.0 if marker else None,
            equal=b.equality.loadings,
            modifier=s.modifier(group),
        )


def _add_covariances(b: _Builder, group: int) -> None:
    said = {_pair(s.lhs, s.rhs): s for s in b.model.statements if s.op is Operator.COVARIES}
    items, factors = b.layout.items, b.layout.factors
    measured = {s.rhs for s in b.model.statements if s.op is Operator.MEASURED_BY}
    for j, item in enumerate(items):
        statement = said.pop((item, item), None)
        fixed = _residual_default(b, group)
        if b.layout.thresholds is not None and b.layout.scaling is Scaling.DELTA:
            continue  # the residual variance follows from the scale
        equal = b.equality.residuals
        modifier = statement.modifier(group) if statement else None
        b.add(item, "~~", item, (Matrix.THETA, j, j), group=group, fixed=fixed, equal=equal, modifier=modifier)
    for k, factor in enumerate(factors):
        statement = said.pop((factor, factor), None)
        fixed = 1.0 if b.identification is Identification.VARIANCE else None
        if fixed is not None and group > 0 and b.equality.loadings and _scale_known(b, factor):
            fixed = None
        modifier = statement.modifier(group) if statement else None
        b.add(factor, "~~", factor, (Matrix.PSI, k, k), group=group, fixed=fixed, modifier=modifier)
    exogenous = [factor for factor in factors if factor not in measured]
    for k, factor in enumerate(exogenous):
        for other in exogenous[k + 1 :]:
            statement = said.pop(_pair(factor, other), None)
            place = (Matrix.PSI, factors.index(other), factors.index(factor))
            modifier = statement.modifier(group) if statement else None
            b.add(factor, "~~", other, place, group=group, fixed=None, modifier=modifier)
    for statement in said.values():
        _add_stated_covariance(b, statement, group)


def _add_stated_covariance(b: _Builder, s: Statement, group: int) -> None:
    for names, matrix in ((b.layout.items, Matrix.THETA), (b.layout.factors, Matrix.PSI)):
        if s.lhs in names and s.rhs in names:
            low, high = sorted((names.index(s.lhs), names.index(s.rhs)))
            b.add(s.lhs, "~~", s.rhs, (matrix, high, low), group=group, fixed=None, modifier=s.modifier(group))
            return
    raise ModelSyntaxError(
        "A covariance joins two items or two factors.",
        place=f"model, line {s.line}",
        value=f"{s.lhs} ~~ {s.rhs}",
        remedy="Let the item measure the factor instead.",
    )


def _residual_default(b: _Builder, group: int) -> float | None:
    """Under theta scaling residuals are 1, and free after the first group unless equal; else they are free."""
    if b.layout.thresholds is None:
        return None
    return 1.0 if group == 0 or b.equality.residuals or not b.equality.thresholds else None


def _scale_known(b: _Builder, factor: str) -> bool:
    """Whether equal loadings identify the factor's variance: continuous items, or one with three or more categories."""
    counts = b.layout.thresholds
    if counts is None or b.equality.intercepts:
        return True
    return any(counts[b.layout.items.index(item)] >= 2 for item in b.model.items_of(factor))


def _add_thresholds(b: _Builder, group: int) -> None:
    at = 0
    for item, count in zip(b.layout.items, b.layout.thresholds or (), strict=True):
        for t in range(count):
            b.add(
                item,
                "|",
                f"t{t + 1}",
                (Matrix.TAU, at + t, 0),
                group=group,
                fixed=0.0 if b.layout.exact_thresholds else None,
                equal=b.equality.thresholds,
            )
        at += count


def _add_scales(b: _Builder, group: int) -> None:
    """Wu & Estabrook (2016): scales are free after the first group once thresholds are equal.

    With two categories there is one threshold only, which cannot carry a scale: there it waits for equal loadings.
    """
    if b.layout.scaling is Scaling.THETA:
        return
    for j, (item, count) in enumerate(zip(b.layout.items, b.layout.thresholds or (), strict=True)):
        known = b.equality.thresholds and (count >= 2 or b.equality.loadings)
        b.add(item, "~*~", item, (Matrix.DELTA, j, 0), group=group, fixed=None if group > 0 and known else 1.0)


def _add_means(b: _Builder, group: int) -> None:
    said = {s.lhs: s for s in b.model.statements if s.op is Operator.MEAN}
    ordinal = b.layout.thresholds is not None
    for j, item in enumerate(b.layout.items):
        statement = said.pop(item, None)
        free = not ordinal or (group > 0 and b.equality.thresholds and not b.equality.intercepts)
        b.add(
            item,
            "~1",
            "",
            (Matrix.NU, j, 0),
            group=group,
            fixed=None if free else 0.0,
            equal=b.equality.intercepts and not ordinal,
            modifier=statement.modifier(group) if statement else None,
        )
    for k, factor in enumerate(b.layout.factors):
        statement = said.pop(factor, None)
        free = group > 0 and b.equality.intercepts
        modifier = statement.modifier(group) if statement else None
        b.add(factor, "~1", "", (Matrix.ALPHA, k, 0), group=group, fixed=None if free else 0.0, modifier=modifier)
    for name, statement in said.items():
        raise ModelSyntaxError(
            "This variable is not in the model.",
            place=f"model, line {statement.line}",
            value=name,
            remedy="Measure it first.",
        )


def _pair(first: str, second: str) -> tuple[str, str]:
    low, high = sorted((first, second))
    return low, high
