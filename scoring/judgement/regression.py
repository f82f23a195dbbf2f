"""One taker's ratings of all options as slopes: on the pole of each style, on quality for each standard.

`z_so = alpha_s + beta_d a_so + gamma q_so + e`. z is standardised within the person, so that using high numbers or
a wide range says nothing; scenario intercepts are removed by centring ratings and features within scenarios.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.definitions.standing import NotScored
from scoring.judgement.keys import JudgementKey
from scoring.linalg import FloatArray, FloatMatrix, FloatVector

SCENARIOS_AT_LEAST = 4
R_SQUARED_AT_LEAST = 0.10
POOLED = "pooled"
UNSCORABLE = {
    NotScored.TOO_FEW_SCENARIOS: "no scenario is answered",
    NotScored.FLAT: "all options are rated alike",
    NotScored.INCONSISTENT: "the key explains under 10 % of the ratings",
}


@dataclass(frozen=True, kw_only=True)
class Slope:
    """A slope with its delete-one-scenario jackknife SE and t(df); estimate and se are None when not scored."""

    dimension: str
    estimate: float | None
    se: float | None
    df: int
    n_scenarios: int


@dataclass(frozen=True, kw_only=True)
class JudgementScores:
    """What one taker's ratings say.

    positions : a slope on the pole for every style. quality : a slope on quality for every standard, and pooled.
    shape : agreement with the key's profile, `-2 (1 - r)`, at most 0. unscorable : why there are no slopes, else None.
    """

    unscorable: NotScored | None
    positions: tuple[Slope, ...]
    quality: tuple[Slope, ...]
    shape: float | None
    r_squared: float | None

    @property
    def scorable(self) -> bool:
        """Whether the ratings say anything that the key can read."""
        return self.unscorable is None

    @property
    def reason(self) -> str | None:
        """Why somebody is unscorable, in words; else None."""
        return None if self.unscorable is None else UNSCORABLE[self.unscorable]


def score_ratings(key: JudgementKey, ratings: FloatVector) -> JudgementScores:
    """Slopes of one taker.

    Parameters
    ----------
    ratings : of all options in the key's order, NaN where missing. A scenario counts when two options are rated.

    Flat ratings, and ratings of which the key explains less than 10 % within scenarios, are unscorable, not zero.

    Source: McDaniel, Psotka, Legree, Yost & Weekley 2011 (within-person standardising); jackknife Efron 1982.
    """
    usable = _in_answered_scenarios(key, ratings)
    given = ratings[usable]
    if len(given) == 0:
        return _unscorable(NotScored.TOO_FEW_SCENARIOS)
    spread = float(given.std())
    if spread == 0.0:
        return _unscorable(NotScored.FLAT)
    z = np.zeros(len(ratings))
    z[usable] = (given - given.mean()) / spread
    r_squared = _r_squared(key, z, usable)
    shape = _shape(key, z[usable], usable)
    if r_squared < R_SQUARED_AT_LEAST:
        return _unscorable(NotScored.INCONSISTENT, r_squared, shape)
    return JudgementScores(
        unscorable=None,
        positions=tuple(_slope(key, z, usable, style, key.poles(style)) for style in key.styles),
        quality=(
            *(_slope(key, z, usable, standard, key.qualities()) for standard in key.standards),
            _slope(key, z, usable, POOLED, key.qualities()),
        ),
        shape=shape,
        r_squared=r_squared,
    )


def most_least_ratings(key: JudgementKey, most: Sequence[str], least: Sequence[str]) -> FloatVector:
    """Choices of the most and least suitable option as ratings +1, -1 and 0; they have norms of their own."""
    ratings = np.zeros(len(key.options))
    for place, option in enumerate(key.options):
        ratings[place] = float(option.name in most) - float(option.name in least)
    return ratings


def _unscorable(reason: NotScored, r_squared: float | None = None, shape: float | None = None) -> JudgementScores:
    return JudgementScores(unscorable=reason, positions=(), quality=(), shape=shape, r_squared=r_squared)


def _in_answered_scenarios(key: JudgementKey, ratings: FloatVector) -> np.ndarray:
    rated = ~np.isnan(ratings)
    counts = np.bincount(key.scenario_of, weights=rated, minlength=len(key.scenarios))
    return np.asarray(rated & (counts[key.scenario_of] >= 2))


def _slope(key: JudgementKey, z: FloatVector, usable: np.ndarray, dimension: str, feature: FloatVector) -> Slope:
    """The slope on one feature in the scenarios of a dimension, other features held constant."""
    mine = usable if dimension == POOLED else usable & key.touching(dimension)
    scenarios = key.scenario_of[mine]
    count = len(np.unique(scenarios))
    not_scored = Slope(dimension=dimension, estimate=None, se=None, df=max(count - 1, 0), n_scenarios=count)
    if count < SCENARIOS_AT_LEAST:
        return not_scored
    others = [key.poles(style) for style in key.styles] + [key.qualities()]
    columns = [feature[mine], *(other[mine] for other in others if not np.array_equal(other, feature))]
    gram, right = _normal_equations(columns, z[mine], scenarios)
    total, z_total = gram.sum(axis=0), right.sum(axis=0)
    slopes = _first_coefficients(np.concatenate([total[None], total - gram]), np.vstack([z_total, z_total - right]))
    if np.isnan(slopes).any():
        return not_scored
    estimate, jackknife = float(slopes[0]), slopes[1:]
    variance = (count - 1) / count * float(((jackknife - jackknife.mean()) ** 2).sum())
    return Slope(dimension=dimension, estimate=estimate, se=float(np.sqrt(variance)), df=count - 1, n_scenarios=count)


def _normal_equations(
    columns: list[FloatVector], z: FloatVector, scenarios: np.ndarray
) -> tuple[np.ndarray, FloatMatrix]:
    """X'X (scenarios, features, features) and X'z (scenarios, features), features centred within scenarios."""
    gram, right = [], []
    for scenario in np.unique(scenarios):
        here = scenarios == scenario
        X = np.stack([column[here] - column[here].mean() for column in columns], axis=1)
        gram.append(X.T @ X)
        right.append(X.T @ (z[here] - z[here].mean()))
    return np.array(gram), np.array(right)


def _first_coefficients(gram: FloatArray, right: FloatMatrix) -> FloatVector:
    """The first coefficient of many regressions; NaN where the first feature cannot be told from the others.

    gram : X'X (regressions, features, features); right : X'z (regressions, features).
    """
    size = np.einsum("kff->kf", gram)
    scale = np.sqrt(np.where(size > 1e-12, size, 1.0))
    values, vectors = np.linalg.eigh(gram / (scale[:, :, None] * scale[:, None, :]))
    weak = values < 1e-8
    undecided = (np.abs(vectors[:, 0, :]) * weak).max(axis=1) > 1e-6
    inverse = np.where(weak, 0.0, 1.0 / np.where(weak, 1.0, values))
    along = np.einsum("kfe,kf->ke", vectors, right / scale)
    slopes = (vectors[:, 0, :] * inverse * along).sum(axis=1) / scale[:, 0]
    return np.where(undecided, np.nan, slopes)


def _r_squared(key: JudgementKey, z: FloatVector, usable: np.ndarray) -> float:
    """Share of the variation within scenarios that all features of the key explain together."""
    columns = [feature[usable] for feature in (*(key.poles(style) for style in key.styles), key.qualities())]
    scenarios = key.scenario_of[usable]
    X = np.stack([_within(column, scenarios) for column in columns], axis=1)
    y = _within(z[usable], scenarios)
    total = float(y @ y)
    if total == 0.0:
        return 0.0
    coefficients = np.linalg.lstsq(X, y, rcond=None)[0]
    rest = y - X @ coefficients
    return 1.0 - float(rest @ rest) / total


def _within(values: FloatVector, scenarios: np.ndarray) -> FloatVector:
    means = np.bincount(scenarios, weights=values) / np.maximum(np.bincount(scenarios), 1)
    return np.asarray(values - means[scenarios])


def _shape(key: JudgementKey, z: FloatVector, usable: np.ndarray) -> float | None:
    """`-mean((z - z_key)^2)`, both standardised over the same options; None for a flat key."""
    means = np.array([option.mean for option in key.options])[usable]
    if means.std() == 0.0:
        return None
    profile = (means - means.mean()) / means.std()
    return -float(((z - profile) ** 2).mean())
