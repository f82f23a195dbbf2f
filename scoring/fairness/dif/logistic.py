"""DIF by ordinal logistic regression: does the group help to predict an answer beyond the sum score?"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from scoring.errors import Note
from scoring.fairness.dif.proportional_odds import ProportionalOddsFit, fit_proportional_odds, null_loglik
from scoring.linalg import FloatMatrix, FloatVector, IntArray

# A slope of so many logits for one standard deviation of the score is on its way to infinity.
SEPARATED = 20.0


@dataclass(frozen=True, kw_only=True)
class LogisticDif:
    """One item: likelihood-ratio tests and changes in Nagelkerke's R2.

    uniform: group; nonuniform: group by score beyond that; total: both at once. NaN when the item cannot be tested.
    group_effect: logits by which the first focal group answers higher at equal scores; NaN when groups or scores
    separate the answers completely (the tests are then those of the limit, and a note says so).
    """

    chisq_uniform: float
    chisq_nonuniform: float
    chisq_total: float
    p_uniform: float
    p_nonuniform: float
    p_total: float
    r2_uniform: float
    r2_nonuniform: float
    r2_total: float
    group_effect: float
    note: Note | None = None


def logistic_dif(answers: FloatVector, matching: FloatVector, groups: IntArray, *, item: str) -> LogisticDif:
    """Three nested cumulative logit models: score; + group; + group by score.

    Parameters
    ----------
    answers : (n,) answers to the item, no missing values.
    matching : (n,) sum score that includes the item.
    groups : (n,) numbers 0 (reference), 1, ...; every group is compared with the reference.

    Source: Swaminathan & Rogers (1990); Zumbo (1999); R2 Nagelkerke (1991).
    """
    counts, scores, cell_groups = _cells(answers, matching, groups)
    if counts.shape[1] < 2 or np.unique(scores).size < 2:
        return _untested(item, "zero_variance", "Everybody gave the same answer.")
    others = int(groups.max())
    z = ((scores - scores.mean()) / scores.std())[:, None]
    dummies = (cell_groups[:, None] == np.arange(1, others + 1)).astype(np.float64)
    base = fit_proportional_odds(counts, z)
    uniform = fit_proportional_odds(counts, np.hstack([z, dummies]), start=base)
    full = fit_proportional_odds(counts, np.hstack([z, dummies, z * dummies]), start=uniform)
    if not (base.converged and uniform.converged and full.converged):
        return _untested(item, "not_converged", "The likelihood was not maximised.")
    return _tests(counts, base, uniform, full, others, item)


def _tests(
    counts: FloatMatrix,
    base: ProportionalOddsFit,
    uniform: ProportionalOddsFit,
    full: ProportionalOddsFit,
    df: int,
    item: str,
) -> LogisticDif:
    chisq = 2.0 * np.maximum(
        [uniform.loglik - base.loglik, full.loglik - uniform.loglik, full.loglik - base.loglik], 0.0
    )
    p = special.chdtrc([df, df, 2 * df], chisq)
    null, n = null_loglik(counts), float(counts.sum())
    separated = bool(np.abs(uniform.slopes).max() > SEPARATED)
    r2 = [nagelkerke_r2(fit.loglik, null, n) for fit in (base, uniform, full)]
    return LogisticDif(
        chisq_uniform=float(chisq[0]),
        chisq_nonuniform=float(chisq[1]),
        chisq_total=float(chisq[2]),
        p_uniform=float(p[0]),
        p_nonuniform=float(p[1]),
        p_total=float(p[2]),
        r2_uniform=r2[1] - r2[0],
        r2_nonuniform=r2[2] - r2[1],
        r2_total=r2[2] - r2[0],
        group_effect=np.nan if separated else float(uniform.slopes[1]),
        note=_separated(item) if separated else None,
    )


def _separated(item: str) -> Note:
    message = "Group and score separate the answers completely: the group's effect has no finite estimate."
    return Note(code="separated", place=item, message=message)


def nagelkerke_r2(loglik: float, null: float, n: float) -> float:
    """Share of the attainable gain in likelihood. Source: Nagelkerke (1991), eq. 4."""
    return float(np.expm1(2.0 * (null - loglik) / n) / np.expm1(2.0 * null / n))


def _cells(answers: FloatVector, matching: FloatVector, groups: IntArray) -> tuple[FloatMatrix, FloatVector, IntArray]:
    categories, answer = np.unique(answers, return_inverse=True)
    scores, score = np.unique(matching, return_inverse=True)
    n_groups = int(groups.max()) + 1
    cell = (score * n_groups + groups) * categories.size + answer
    counts = np.bincount(cell, minlength=scores.size * n_groups * categories.size).astype(np.float64)
    counts = counts.reshape(-1, categories.size)
    used = counts.sum(axis=1) > 0
    place = np.flatnonzero(used)
    return counts[used], scores[place // n_groups], (place % n_groups).astype(np.int64)


def _untested(item: str, code: str, message: str) -> LogisticDif:
    nan = float("nan")
    return LogisticDif(
        chisq_uniform=nan,
        chisq_nonuniform=nan,
        chisq_total=nan,
        p_uniform=nan,
        p_nonuniform=nan,
        p_total=nan,
        r2_uniform=nan,
        r2_nonuniform=nan,
        r2_total=nan,
        group_effect=nan,
        note=Note(code=code, place=item, message=message),
    )
