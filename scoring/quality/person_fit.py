"""Person fit: whether an answer pattern is as probable as a person of that position should produce."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.irt.curves import GradedItem, Link, category_probabilities
from scoring.irt.patterns import CodeArray
from scoring.linalg import FloatVector


@dataclass(frozen=True, kw_only=True)
class PatternLikelihood:
    """Log-likelihood of each person's answers with its mean and variance at that position; sums over scales add."""

    observed: FloatVector
    expected: FloatVector
    variance: FloatVector

    def __add__(self, other: "PatternLikelihood") -> "PatternLikelihood":
        """Of two sets of items together: answers are independent given the positions."""
        return PatternLikelihood(
            observed=self.observed + other.observed,
            expected=self.expected + other.expected,
            variance=self.variance + other.variance,
        )


def pattern_likelihood(
    codes: CodeArray,
    items: Sequence[GradedItem],
    link: Link,
    theta: FloatVector,
    xi: FloatVector | float = 0.0,
) -> PatternLikelihood:
    """Log-likelihood of the answered items at theta, and what it should be.

    Parameters
    ----------
    codes : (n_items, n) category from 0, or the number of categories for a missing answer, which is left out.
    theta, xi : (n,) positions and method factor at which the model is evaluated.

    Source: Drasgow, Levine & Williams (1985), eq. 6 to 8.
    """
    observed, expected, variance = (np.zeros(theta.size) for _ in range(3))
    for item, code in zip(items, codes, strict=True):
        p = category_probabilities(item, theta, link, xi)
        logs = np.log(p)
        mean = (p * logs).sum(axis=0)
        answered = code < item.categories
        chosen = np.where(answered, code, 0)
        observed += np.where(answered, np.take_along_axis(logs, chosen[None, :], axis=0)[0], 0.0)
        expected += np.where(answered, mean, 0.0)
        variance += np.where(answered, (p * (logs - mean) ** 2).sum(axis=0), 0.0)
    return PatternLikelihood(observed=observed, expected=expected, variance=variance)


def standardised(likelihood: PatternLikelihood) -> FloatVector:
    """lz: low values are improbable patterns; NaN without answers.

    At estimated positions lz is not standard normal: it is conservative, the more so the shorter the scale. Its real
    size is in docs/scoring/quality.md.

    Source: Drasgow, Levine & Williams (1985), eq. 9.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        lz = (likelihood.observed - likelihood.expected) / np.sqrt(likelihood.variance)
    return np.where(likelihood.variance > 0, lz, np.nan)
