"""How well a cut sorts people: would they fall on the same side again, and do they stand where they are sorted?"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from scoring.errors import NoDataError, OutOfRangeError
from scoring.linalg import FloatVector

NODES = 41


@dataclass(frozen=True, kw_only=True)
class CutQuality:
    """Expected shares over the persons, each sorted by whether the position reaches the cut.

    accuracy : stand where they are sorted. false_positive, false_negative : sorted above or below wrongly.
    consistency : would fall on the same side with a parallel form. kappa : consistency beyond chance, NaN when
    everybody is surely on one side.
    """

    accuracy: float
    false_positive: float
    false_negative: float
    consistency: float
    kappa: float
    n: int


def cut_quality(position: FloatVector, se: FloatVector, cut: float) -> CutQuality:
    """Decision accuracy and consistency of one cut on theta.

    Parameters
    ----------
    position, se : (n,) posterior means and standard deviations of theta, prior N(0, 1); NaN persons are left out.
    cut : on the same metric; the cut itself counts as reached.

    Raises
    ------
    NoDataError : nobody has a position.
    OutOfRangeError : a standard error is not strictly between 0 and 1; a posterior under a standard normal prior is.

    Source: accuracy Rudner (2005), eq. 2 and 3, with posterior probabilities; consistency Lee (2010), section 2,
    with a parallel form whose error variance is s^2 / (1 - s^2).
    """
    known = np.isfinite(position) & np.isfinite(se)
    m, s = position[known], se[known]
    if m.size == 0:
        raise NoDataError("Nobody has a position.", place="position", remedy="Score somebody first.")
    if (s <= 0).any() or (s >= 1).any():
        raise OutOfRangeError(
            "A posterior standard deviation lies between 0 and 1.",
            place="se",
            value=float(s[(s <= 0) | (s >= 1)][0]),
            remedy="Give posterior means and SDs (eap).",
        )
    above = special.ndtr((m - cut) / s)
    sorted_above = m >= cut
    false_positive = float(np.where(sorted_above, 1.0 - above, 0.0).mean())
    false_negative = float(np.where(sorted_above, 0.0, above).mean())
    consistency, share_above = _again(m, s, cut)
    chance = share_above**2 + (1.0 - share_above) ** 2
    return CutQuality(
        accuracy=1.0 - false_positive - false_negative,
        false_positive=false_positive,
        false_negative=false_negative,
        consistency=consistency,
        kappa=(consistency - chance) / (1.0 - chance) if chance < 1.0 - 1e-9 else np.nan,
        n=m.size,
    )


def _again(m: FloatVector, s: FloatVector, cut: float) -> tuple[float, float]:
    """Probability of the same side twice, and of the upper side once, with two parallel forms."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    theta = m[:, None] + s[:, None] * nodes
    # The posterior mean of a new form: theta shrunken by 1 - s^2, with error s sqrt(1 - s^2).
    kept = (1.0 - s**2)[:, None]
    p = special.ndtr((kept * theta - cut) / (s[:, None] * np.sqrt(kept)))
    share = weights / weights.sum()
    return float(((p**2 + (1.0 - p) ** 2) @ share).mean()), float((p @ share).mean())
