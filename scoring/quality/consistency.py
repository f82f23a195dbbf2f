"""Whether a person answers like items alike: even-odd consistency and antonyms."""

from collections.abc import Sequence

import numpy as np

from scoring.errors import TooFewItemsError
from scoring.linalg import FloatMatrix, FloatVector

# A correlation over fewer points says next to nothing.
MIN_PAIRS = 3


def even_odd_consistency(keyed: FloatMatrix, scales: Sequence[Sequence[int]]) -> FloatVector:
    """(n,) correlation over scales of the means of odd and even items, stepped up; higher is more consistent.

    Parameters
    ----------
    keyed : (n, n_items) keyed answers, NaN missing and left out.
    scales : columns of each scale, in the order in which they stand in the scale.

    Returns
    -------
    NaN where fewer than three scales have both halves, or a half does not vary over scales. 2 r / (1 + r) has no
    lower end: it falls without bound as r nears -1.

    Raises
    ------
    TooFewItemsError : fewer than three scales, or a scale with one item.

    Source: Johnson (2005); Spearman-Brown.
    """
    if len(scales) < MIN_PAIRS:
        raise TooFewItemsError(
            f"Even-odd consistency needs {MIN_PAIRS} scales.",
            place="scales",
            value=len(scales),
            remedy="Leave --model out, or name more scales.",
        )
    for number, scale in enumerate(scales, start=1):
        if len(scale) < 2:
            raise TooFewItemsError(
                "A scale with one item has no halves.", place=f"scale {number}", value=1, remedy="Leave the scale out."
            )
    odd = np.column_stack([_row_means(keyed[:, list(scale[0::2])]) for scale in scales])
    even = np.column_stack([_row_means(keyed[:, list(scale[1::2])]) for scale in scales])
    r = row_correlations(odd, even)
    with np.errstate(divide="ignore"):
        return np.where(r <= -1.0, -np.inf, 2.0 * r / (1.0 + r))


def antonym_consistency(answers: FloatMatrix, pairs: Sequence[tuple[int, int]]) -> FloatVector:
    """(n,) correlation over pairs of opposite items, as answered; -1 is perfectly consistent.

    NaN where fewer than three pairs are answered or one side does not vary.

    Source: Goldberg & Kilkowski (1985); Meade & Craig (2012).
    """
    first = answers[:, [pair[0] for pair in pairs]]
    second = answers[:, [pair[1] for pair in pairs]]
    return row_correlations(first, second)


def row_correlations(x: FloatMatrix, y: FloatMatrix) -> FloatVector:
    """(n,) correlation of x and y along each row over the columns where both are there; NaN where undefined."""
    both = ~np.isnan(x) & ~np.isnan(y)
    n = both.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        dx = np.where(both, x - (np.where(both, x, 0.0).sum(axis=1) / n)[:, None], 0.0)
        dy = np.where(both, y - (np.where(both, y, 0.0).sum(axis=1) / n)[:, None], 0.0)
        sxx, syy = (dx * dx).sum(axis=1), (dy * dy).sum(axis=1)
        r = (dx * dy).sum(axis=1) / np.sqrt(sxx * syy)
    # Means of equal answers leave crumbs; a half without variation has no correlation.
    varies = (sxx > 1e-20) & (syy > 1e-20) & (n >= MIN_PAIRS)
    return np.where(varies, np.clip(r, -1.0, 1.0), np.nan)


def _row_means(answers: FloatMatrix) -> FloatVector:
    answered = ~np.isnan(answers)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(answered, answers, 0.0).sum(axis=1) / answered.sum(axis=1))
