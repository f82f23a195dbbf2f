"""Local validation once outcomes have arrived: does congruence go with the outcome?

With several targets a response surface (polynomial regression) instead of difference scores; with one target, where
on the line the outcome is best, and whether that lies inside the band. Nothing here is used to score a person.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import special

from scoring.errors import Note, OutOfRangeError, TooFewPersonsError, UnsuitableGroupsError, ZeroVarianceError
from scoring.linalg import FloatMatrix, FloatVector

TERMS = ("1", "x", "z", "x2", "xz", "z2")
# Slope and curvature along x = z (a1, a2) and along x = -z (a3, a4), as sums of the six coefficients.
SURFACE = {
    "a1": (0.0, 1.0, 1.0, 0.0, 0.0, 0.0),
    "a2": (0.0, 0.0, 0.0, 1.0, 1.0, 1.0),
    "a3": (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
    "a4": (0.0, 0.0, 0.0, 1.0, -1.0, 1.0),
}
MIN_TARGETS, MIN_PER_TARGET = 3, 30
BLOCK = 250


@dataclass(frozen=True, kw_only=True)
class Coefficient:
    """A named coefficient with its standard error and t test."""

    name: str
    estimate: float
    se: float
    p: float


@dataclass(frozen=True, kw_only=True)
class ResponseSurface:
    """Polynomial regression of the outcome on person (x) and organisation (z), both centred at `centre`."""

    n: int
    centre: float
    coefficients: tuple[Coefficient, ...]
    surface: tuple[Coefficient, ...]
    r2: float


@dataclass(frozen=True, kw_only=True)
class Optimum:
    """Position with the best outcome under one target; NaN when the fitted curve has no top.

    lower, upper : bootstrap percentiles over the replicates that have a top. share_concave : share that have one.
    share_inside : share of those whose top lies inside the band; NaN without a band.
    """

    n: int
    coefficients: tuple[Coefficient, ...]
    r2: float
    estimate: float
    lower: float
    upper: float
    share_concave: float
    share_inside: float
    notes: tuple[Note, ...]


@dataclass(frozen=True, kw_only=True)
class Validity:
    """Correlation with the outcome as found, and corrected for direct range restriction; each with its interval."""

    r: float
    lower: float
    upper: float
    corrected: float
    corrected_lower: float
    corrected_upper: float
    n: int


def response_surface(outcome: FloatVector, person: FloatVector, organisation: FloatVector) -> ResponseSurface:
    """Quadratic surface of an outcome over person and organisation, with slopes and curvatures along its two lines.

    Parameters
    ----------
    outcome, person, organisation : (n,), no missing values; person and organisation on the same scale.

    Raises
    ------
    UnsuitableGroupsError : fewer than 3 different targets with at least 30 persons each; the coefficients of the
    organisation would then rest on two points.
    ZeroVarianceError : the outcome does not vary.

    Source: Edwards & Parry (1993), eq. 3 and p. 1583; Shanock et al. (2010).
    """
    _require_targets(organisation)
    centre = (float(person.mean()) + float(organisation.mean())) / 2.0
    x, z = person - centre, organisation - centre
    design = np.column_stack([np.ones_like(x), x, z, x**2, x * z, z**2])
    estimate, covariance, r2 = _least_squares(design, outcome)
    df = outcome.size - design.shape[1]
    return ResponseSurface(
        n=outcome.size,
        centre=centre,
        coefficients=_coefficients(dict(zip(TERMS, np.eye(len(TERMS)), strict=True)), estimate, covariance, df),
        surface=_coefficients({k: np.array(v) for k, v in SURFACE.items()}, estimate, covariance, df),
        r2=r2,
    )


def single_target_optimum(
    outcome: FloatVector,
    person: FloatVector,
    *,
    rng: np.random.Generator,
    band: tuple[float, float] | None = None,
    confidence: float = 0.95,
    replications: int = 2000,
) -> Optimum:
    """Where the outcome is best: Z = b0 + b1 P + b2 P^2, top at -b1 / (2 b2), interval by the percentile bootstrap.

    Parameters
    ----------
    outcome, person : (n,), no missing values.
    band : lower and upper edge of the organisation's band on the scale of `person`; either may be infinite.

    Raises
    ------
    TooFewPersonsError : fewer than 30 persons.
    ZeroVarianceError : the outcome does not vary, or there are fewer than three different positions.
    """
    n = outcome.size
    if n < MIN_PER_TARGET:
        raise TooFewPersonsError(
            f"An optimum needs {MIN_PER_TARGET} persons.", place="data", value=n, remedy="Wait for more outcomes."
        )
    centre = float(person.mean())
    x = person - centre
    design = np.column_stack([np.ones_like(x), x, x**2])
    estimate, covariance, r2 = _least_squares(design, outcome)
    tops = centre + _bootstrapped_tops(design, outcome, rng, replications)
    found = tops[~np.isnan(tops)]
    concave = bool(estimate[2] < 0)
    tail = (1.0 - confidence) / 2.0
    lower, upper = np.quantile(found, [tail, 1.0 - tail]) if concave and found.size else (np.nan, np.nan)
    inside = np.nan if band is None or not found.size else float(((found >= band[0]) & (found <= band[1])).mean())
    return Optimum(
        n=n,
        coefficients=_coefficients(dict(zip(("1", "x", "x2"), np.eye(3), strict=True)), estimate, covariance, n - 3),
        r2=r2,
        estimate=centre - float(estimate[1] / (2.0 * estimate[2])) if concave else np.nan,
        lower=float(lower),
        upper=float(upper),
        share_concave=found.size / replications,
        share_inside=inside,
        notes=_notes(concave, found.size / replications, confidence),
    )


def validity(outcome: FloatVector, predictor: FloatVector, *, unrestricted_sd: float, confidence: float) -> Validity:
    """Correlation as found and corrected for selection on the predictor.

    Parameters
    ----------
    unrestricted_sd : standard deviation of the predictor among all applicants.

    Raises
    ------
    TooFewPersonsError : fewer than four persons.
    ZeroVarianceError : predictor or outcome does not vary.
    OutOfRangeError : the standard deviation is not above 0.

    Source: interval Fisher (1921); correction Thorndike (1949), case 2. The ends of the interval are corrected like
    the correlation, taking the standard deviation as known.
    """
    n = outcome.size
    if n < 4:
        raise TooFewPersonsError("Four persons are needed.", place="data", value=n, remedy="Wait for more outcomes.")
    if not unrestricted_sd > 0:
        raise OutOfRangeError(
            "The standard deviation must be above 0.",
            place="unrestricted_sd",
            value=unrestricted_sd,
            remedy="Take it from the norms.",
        )
    if np.ptp(outcome) == 0 or np.ptp(predictor) == 0:
        raise ZeroVarianceError("Predictor or outcome does not vary.", place="data", remedy="Wait for more outcomes.")
    r = float(np.clip(np.corrcoef(outcome, predictor)[0, 1], -1.0, 1.0))
    with np.errstate(divide="ignore"):
        reach = float(special.ndtri(0.5 + confidence / 2.0)) / np.sqrt(n - 3)
        lower, upper = np.tanh(np.arctanh(r) - reach), np.tanh(np.arctanh(r) + reach)
    ratio = unrestricted_sd / float(predictor.std(ddof=1))
    corrected = [range_corrected(float(value), ratio) for value in (r, lower, upper)]
    return Validity(
        r=r,
        lower=float(lower),
        upper=float(upper),
        corrected=corrected[0],
        corrected_lower=corrected[1],
        corrected_upper=corrected[2],
        n=n,
    )


def range_corrected(r: float, ratio: float) -> float:
    """Thorndike's case 2: r u / sqrt(1 + r^2 (u^2 - 1)), u = unrestricted over restricted standard deviation."""
    return r * ratio / float(np.sqrt(1.0 + r**2 * (ratio**2 - 1.0)))


def _least_squares(design: FloatMatrix, outcome: FloatVector) -> tuple[FloatVector, FloatMatrix, float]:
    if np.ptp(outcome) == 0:
        raise ZeroVarianceError(
            "The outcome does not vary.", place="outcome", value=float(outcome[0]), remedy="Wait for more outcomes."
        )
    q, r = np.linalg.qr(design)
    diagonal = np.abs(np.diag(r))
    if design.shape[0] <= design.shape[1] or (diagonal <= 1e-10 * np.linalg.norm(design, axis=0)).any():
        raise ZeroVarianceError(
            "There are too few different positions to fit a curve.", place="person", remedy="Wait for more outcomes."
        )
    root = np.linalg.inv(r)
    estimate = root @ (q.T @ outcome)
    residual = outcome - design @ estimate
    sse = float(residual @ residual)
    covariance = root @ root.T * (sse / (design.shape[0] - design.shape[1]))
    return estimate, covariance, 1.0 - sse / float(((outcome - outcome.mean()) ** 2).sum())


def _coefficients(
    contrasts: dict[str, FloatVector], estimate: FloatVector, covariance: FloatMatrix, df: int
) -> tuple[Coefficient, ...]:
    found = []
    for name, weights in contrasts.items():
        value, se = float(weights @ estimate), float(np.sqrt(weights @ covariance @ weights))
        p = float(2.0 * special.stdtr(df, -abs(value) / se)) if se > 0 else np.nan
        found.append(Coefficient(name=name, estimate=value, se=se, p=p))
    return tuple(found)


def _bootstrapped_tops(
    design: FloatMatrix, outcome: FloatVector, rng: np.random.Generator, replications: int
) -> FloatVector:
    """Top of the curve in each replicate, NaN where it has none."""
    # Each replicate is a row of multinomial weights, so normal equations are weighted sums of the same products.
    products = (design[:, :, None] * design[:, None, :]).reshape(design.shape[0], 9)
    moments = np.hstack([products, design * outcome[:, None]])
    tops = np.full(replications, np.nan)
    for start, weights in _weights(outcome.size, rng, replications):
        sums = weights @ moments
        left, right = sums[:, :9].reshape(-1, 3, 3), sums[:, 9:]
        solvable = np.abs(np.linalg.det(left)) > 1e-10 * np.prod(np.diagonal(left, axis1=1, axis2=2), axis=1)
        b = np.linalg.solve(left[solvable], right[solvable][:, :, None])[:, :, 0]
        with np.errstate(divide="ignore", invalid="ignore"):
            tops[start + np.flatnonzero(solvable)] = np.where(b[:, 2] < 0, -b[:, 1] / (2.0 * b[:, 2]), np.nan)
    return tops


def _weights(n: int, rng: np.random.Generator, replications: int) -> Iterator[tuple[int, FloatMatrix]]:
    for start in range(0, replications, BLOCK):
        size = min(BLOCK, replications - start)
        yield start, rng.multinomial(n, np.full(n, 1.0 / n), size=size).astype(np.float64)


def _require_targets(organisation: FloatVector) -> None:
    counts = np.unique(organisation, return_counts=True)[1]
    enough = int((counts >= MIN_PER_TARGET).sum())
    if enough < MIN_TARGETS:
        raise UnsuitableGroupsError(
            f"A surface needs {MIN_TARGETS} different targets of at least {MIN_PER_TARGET} persons.",
            place="organisation",
            value=enough,
            remedy="With one target ask for its optimum; otherwise wait for more outcomes.",
        )


def _notes(concave: bool, share: float, confidence: float) -> tuple[Note, ...]:
    if not concave:
        message = "The fitted curve opens upwards: there is no best position."
        return (Note(code="no_optimum", place="optimum", message=message),)
    if share < confidence:
        message = f"Only {share:.0%} of the replicates have a top; the interval is of those alone."
        return (Note(code="optimum_uncertain", place="optimum", message=message),)
    return ()
