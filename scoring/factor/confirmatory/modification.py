"""Which fixed parameter would lower the statistic most: modification indices by the score test.

With g the gradient and I the information of the extra parameter given the free ones, mi = n g^2 / I, and the expected
parameter change epc = -g / I. No model is fitted again.

Source: Sörbom (1989), *Psychometrika* 54; Saris, Satorra & Sörbom (1987).
"""

from dataclasses import dataclass

import numpy as np

from scoring.factor.confirmatory.estimation import Fitted
from scoring.factor.confirmatory.full_information import IncompleteDiscrepancy, frequent_inverses
from scoring.factor.confirmatory.least_squares import LeastSquaresDiscrepancy
from scoring.factor.confirmatory.normal import NormalDiscrepancy
from scoring.factor.confirmatory.parameters import Layout, Matrix
from scoring.factor.confirmatory.structure import GroupStructure, Implied, Slopes, inverse_of
from scoring.linalg import FloatMatrix, FloatVector

Place = tuple[Matrix, int, int]


@dataclass(frozen=True, kw_only=True)
class ModificationIndex:
    """One parameter that is fixed to zero. sepc is the change in units of standard deviations."""

    lhs: str
    op: str
    rhs: str
    group: int
    mi: float
    epc: float
    sepc: float


def modification_indices(fitted: Fitted) -> tuple[ModificationIndex, ...]:
    """Cross-loadings, residual covariances and factor covariances that the model leaves out, largest index first.

    The index refers to the naive statistic; for a scaled one divide by its scaling factor.
    """
    found: list[ModificationIndex] = []
    for group, structure in enumerate(fitted.structures):
        places = _left_out(structure)
        if not places:
            continue
        implied = structure.implied(fitted.theta)
        extra = structure.extra_slopes(implied, places)
        order = np.argsort(extra.free)
        gradient, own, cross = _extended(fitted, group, structure, implied, extra)
        bread = np.linalg.pinv(_free_information(fitted), hermitian=True)
        remaining = own - ((cross @ bread) * cross).sum(axis=1)
        usable = remaining > 1e-8 * np.maximum(own, 1e-12)
        deviations = _deviations(structure, implied)
        for k, place in zip(order, places, strict=True):
            if usable[k]:
                mi = fitted.effective_n * gradient[k] ** 2 / remaining[k]
                epc = float(-gradient[k] / remaining[k])
                lhs, op, rhs = _names(place, structure.table.layout)
                sepc = epc * deviations.unit(place)
                found.append(
                    ModificationIndex(lhs=lhs, op=op, rhs=rhs, group=group + 1, mi=float(mi), epc=epc, sepc=sepc)
                )
    return tuple(sorted(found, key=lambda entry: -entry.mi))


def _free_information(fitted: Fitted) -> FloatMatrix:
    if isinstance(fitted.discrepancy, IncompleteDiscrepancy):
        return fitted.discrepancy.evaluate(fitted.theta).information
    return fitted.information


def _extended(
    fitted: Fitted, group: int, structure: GroupStructure, implied: Implied, extra: Slopes
) -> tuple[FloatVector, FloatVector, FloatMatrix]:
    """Gradient and own information of the extra entries, and their cross information with the free parameters."""
    discrepancy = fitted.discrepancy
    if isinstance(discrepancy, LeastSquaresDiscrepancy):
        return _extended_least_squares(discrepancy, group, structure, implied, extra)
    slopes = structure.slopes(implied)
    if isinstance(discrepancy, NormalDiscrepancy):
        moments, share = discrepancy.moments[group], discrepancy.shares[group]
        inverse = inverse_of(implied.sigma)
        gap = moments.mean - implied.mu if discrepancy.means else np.zeros_like(moments.mean)
        weight = inverse - inverse @ (moments.covariance + np.outer(gap, gap)) @ inverse
        inverses = [(share, inverse)]
        gradient = share * extra.scale * (extra.left * (weight @ extra.right)).sum(axis=0)
    else:
        stack = discrepancy.stacks[group]
        weight, push, _ = stack.pulls(stack.inverses(implied.sigma), implied.mu)
        inverses = frequent_inverses(stack, implied.sigma)
        gradient = extra.scale * (extra.left * (weight @ extra.right)).sum(axis=0) + push @ extra.means
    own = np.zeros(extra.free.size)
    cross = np.zeros((extra.free.size, structure.n_free))
    for share, inverse in inverses:
        own += share * extra.own_information(inverse)
        by_entry = extra.cross_information(slopes, inverse)
        np.add.at(cross.T, slopes.free, share * by_entry.T)
    return gradient, own, cross


def _extended_least_squares(
    discrepancy: LeastSquaresDiscrepancy, group: int, structure: GroupStructure, implied: Implied, extra: Slopes
) -> tuple[FloatVector, FloatVector, FloatMatrix]:
    rows, columns = discrepancy.cells
    share, weight = discrepancy.shares[group], discrepancy.weights[group]
    scale = implied.delta[rows] * implied.delta[columns]
    by_entry = (
        scale[:, None]
        * extra.scale
        * (extra.left[rows] * extra.right[columns] + extra.right[rows] * extra.left[columns])
    )
    if structure.ordinal_theta:
        variance = 2.0 * extra.scale * extra.left * extra.right
        by_delta = -0.5 * implied.delta[:, None] ** 3 * variance
        cell = implied.sigma[rows, columns][:, None]
        by_entry += cell * (
            implied.delta[columns][:, None] * by_delta[rows] + implied.delta[rows][:, None] * by_delta[columns]
        )
    own_slopes = by_entry
    if discrepancy.thresholds:
        own_slopes = np.vstack([np.zeros((structure.item_of_threshold.size, by_entry.shape[1])), by_entry])
    gap = discrepancy.samples[group] - discrepancy.statistics(implied, structure)
    gradient = -share * (own_slopes.T @ (weight * gap))
    own = share * (weight @ own_slopes**2)
    cross = share * (own_slopes.T @ (weight[:, None] * discrepancy.slopes(implied, structure)))
    return gradient, own, cross


def _left_out(structure: GroupStructure) -> list[Place]:
    """Entries of loadings and of both covariance matrices that are no parameter or fixed to zero."""
    layout = structure.table.layout
    p, m = len(layout.items), len(layout.factors)
    present = {(q.matrix, q.row, q.column) for q in structure.parameters if q.free >= 0 or q.value != 0.0}
    candidates: list[Place] = [(Matrix.LAMBDA, j, k) for k in range(m) for j in range(p)]
    candidates += [(Matrix.PSI, k, h) for h in range(m) for k in range(h + 1, m)]
    candidates += [(Matrix.THETA, j, i) for i in range(p) for j in range(i + 1, p)]
    kept = [place for place in candidates if place not in present and (place[0], place[2], place[1]) not in present]
    return [place for place in kept if place[0] is not Matrix.PSI or not structure.has_paths]


@dataclass(frozen=True, kw_only=True)
class _Deviations:
    """Standard deviations of factors, items and what is left of items, in one group."""

    factor: FloatVector
    item: FloatVector
    residual: FloatVector

    def unit(self, place: Place) -> float:
        """What a change of an entry is multiplied by to become a change in standard deviations."""
        matrix, row, column = place
        if matrix is Matrix.LAMBDA:
            return float(self.factor[column] / self.item[row])
        deviation = self.factor if matrix is Matrix.PSI else self.residual
        product = float(deviation[row] * deviation[column])
        return 1.0 / product if product > 0 else float("nan")


def _deviations(structure: GroupStructure, implied: Implied) -> _Deviations:
    ordinal = structure.table.layout.thresholds is not None
    item_variance = 1.0 / implied.delta**2 if ordinal else np.diag(implied.sigma)
    common = np.diag(implied.loadings @ implied.factor_covariances @ implied.loadings.T)
    return _Deviations(
        factor=np.sqrt(np.abs(np.diag(implied.factor_covariances))),
        item=np.sqrt(item_variance),
        residual=np.sqrt(np.abs(item_variance - common)),
    )


def _names(place: Place, layout: Layout) -> tuple[str, str, str]:
    matrix, row, column = place
    if matrix is Matrix.LAMBDA:
        return layout.factors[column], "=~", layout.items[row]
    names = layout.factors if matrix is Matrix.PSI else layout.items
    return names[column], "~~", names[row]
