"""DIF by contingency tables: Mantel-Haenszel for items scored 0/1 with ETS classes, Mantel for more answers."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from scoring.errors import Note
from scoring.linalg import FloatMatrix, FloatVector, IntArray

# One unit of delta is 4 / 1.7 logits on the scale that ETS uses.
DELTA_PER_LOGIT = -2.35
NEGLIGIBLE, LARGE = 1.0, 1.5
# Standardised mean difference over the item's SD, for items with more answers: Zwick, Thayer & Mazzeo (1997).
NEGLIGIBLE_SMD, LARGE_SMD = 0.17, 0.25


@dataclass(frozen=True, kw_only=True)
class MantelHaenszelDif:
    """One item. alpha > 1 and delta < 0: the reference group has the better odds at equal sum scores.

    alpha, delta and its SE exist for 0/1 items only; smd (focal minus reference mean, weighted as the focal group)
    for all. ets : A negligible, B moderate, C large, None when the item cannot be tested.
    """

    alpha: float
    delta: float
    delta_se: float
    chisq: float
    p: float
    smd: float
    ets: str | None
    note: Note | None = None


def mantel_haenszel_dif(
    answers: FloatVector, matching: FloatVector, groups: IntArray, *, item: str
) -> MantelHaenszelDif:
    """Compares two groups at equal sum scores.

    Parameters
    ----------
    answers : (n,) answers, no missing values. Two different ones: the higher counts as right.
    matching : (n,) sum score that includes the item.
    groups : (n,) 0 reference, 1 focal.

    Source: Holland & Thayer (1988); Mantel (1963); variance Robins, Breslow & Greenland (1986); classes Zieky (1993)
    and Zwick, Thayer & Mazzeo (1997). The correction of 0.5 is dropped when the deviation is under 0.5.
    """
    values, answer = np.unique(answers, return_inverse=True)
    counts = _tables(answer, values.size, matching, groups)
    both = counts.sum(axis=2).min(axis=1) > 0
    if values.size < 2 or not both.any():
        message = "Everybody gave the same answer." if values.size < 2 else "No sum score occurs in both groups."
        return _untested(item, message)
    smd = _standardised_mean_difference(counts[both], values)
    if values.size == 2:
        return _binary(counts, smd, item)
    chisq = _mantel_chisq(counts, values)
    p = float(special.chdtrc(1, chisq)) if np.isfinite(chisq) else float("nan")
    spread = float(answers.std(ddof=1))
    return MantelHaenszelDif(
        alpha=np.nan,
        delta=np.nan,
        delta_se=np.nan,
        chisq=chisq,
        p=p,
        smd=smd,
        ets=_class_of(abs(smd) / spread, p, NEGLIGIBLE_SMD, abs(smd) / spread > LARGE_SMD),
    )


def _tables(answer: IntArray, n_values: int, matching: FloatVector, groups: IntArray) -> FloatMatrix:
    """(n_strata, 2 groups, n_values) counts."""
    score = np.unique(matching, return_inverse=True)[1]
    cell = (score * 2 + groups) * n_values + answer
    size = (int(score.max()) + 1) * 2 * n_values
    return np.bincount(cell, minlength=size).astype(np.float64).reshape(-1, 2, n_values)


def _binary(counts: FloatMatrix, smd: float, item: str) -> MantelHaenszelDif:
    # A, B: reference right and wrong; C, D: focal right and wrong; T: persons of a stratum
    B, A, D, C = counts[:, 0, 0], counts[:, 0, 1], counts[:, 1, 0], counts[:, 1, 1]
    T = A + B + C + D
    R, S = (A * D / T).sum(), (B * C / T).sum()
    if R == 0 or S == 0:
        return _untested(item, "One group is never right, or never wrong, where the other is not.")
    delta = DELTA_PER_LOGIT * np.log(R / S)
    delta_se = abs(DELTA_PER_LOGIT) * np.sqrt(_log_odds_variance(A, B, C, D))
    chisq = _corrected_chisq(A, B, C, D)
    p = float(special.chdtrc(1, chisq))
    large = abs(delta) >= LARGE and (abs(delta) - NEGLIGIBLE) / delta_se > special.ndtri(0.95)
    return MantelHaenszelDif(
        alpha=float(R / S),
        delta=float(delta),
        delta_se=float(delta_se),
        chisq=chisq,
        p=p,
        smd=smd,
        ets=_class_of(abs(delta), p, NEGLIGIBLE, bool(large)),
    )


def _class_of(size: float, p: float, negligible: float, large: bool) -> str | None:
    if np.isnan(p):
        return None
    if p >= 0.05 or size < negligible:
        return "A"
    return "C" if large else "B"


def _corrected_chisq(A: FloatVector, B: FloatVector, C: FloatVector, D: FloatVector) -> float:
    T = A + B + C + D
    right, wrong, reference, focal = A + C, B + D, A + B, C + D
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = np.where(T > 1, reference * focal * right * wrong / (T**2 * (T - 1.0)), 0.0).sum()
    deviation = abs(float((A - reference * right / T).sum()))
    correction = 0.5 if deviation >= 0.5 else 0.0
    return float((deviation - correction) ** 2 / variance)


def _log_odds_variance(A: FloatVector, B: FloatVector, C: FloatVector, D: FloatVector) -> float:
    """Variance of the logarithm of the common odds ratio. Source: Robins, Breslow & Greenland (1986), eq. 5."""
    T = A + B + C + D
    P, Q, R, S = (A + D) / T, (B + C) / T, A * D / T, B * C / T
    r, s = R.sum(), S.sum()
    return float((P * R).sum() / (2 * r**2) + (P * S + Q * R).sum() / (2 * r * s) + (Q * S).sum() / (2 * s**2))


def _mantel_chisq(counts: FloatMatrix, values: FloatVector) -> float:
    """One degree of freedom for any number of ordered answers. Source: Mantel (1963), eq. 4."""
    n = counts.sum(axis=2)
    T, both = n.sum(axis=1), counts.sum(axis=1)
    total, squares = both @ values, both @ values**2
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = np.where(T > 1, n[:, 0] * n[:, 1] * (T * squares - total**2) / (T**2 * (T - 1.0)), 0.0).sum()
    deviation = float((counts[:, 1] @ values - n[:, 1] * total / T).sum())
    return deviation**2 / float(variance) if variance > 0 else float("nan")


def _standardised_mean_difference(counts: FloatMatrix, values: FloatVector) -> float:
    """Focal minus reference mean, weighted as the focal group. Source: Dorans & Kulick (1986)."""
    n = counts.sum(axis=2)
    means = counts @ values / n
    return float((n[:, 1] * (means[:, 1] - means[:, 0])).sum() / n[:, 1].sum())


def _untested(item: str, message: str) -> MantelHaenszelDif:
    nan = float("nan")
    return MantelHaenszelDif(
        alpha=nan,
        delta=nan,
        delta_se=nan,
        chisq=nan,
        p=nan,
        smd=nan,
        ets=None,
        note=Note(code="not_tested", place=item, message=message),
    )
