"""Norm groups and the tables made from them: percentiles with their uncertainty beside standard scores."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import special

from scoring.errors import NoDataError, Note, OutOfRangeError, TooFewPersonsError, ZeroVarianceError
from scoring.linalg import FloatVector, IntArray
from scoring.norms.standard_scores import stanines, stens, t_scores, z_scores

# Under this many persons a percentile is too uncertain to be called a norm.
MIN_PERSONS = 200


class Composition(StrEnum):
    """Who is in a norm group. Applicants answer differently from incumbents, so the two are never mixed."""

    APPLICANTS = "applicants"
    INCUMBENTS = "incumbents"


@dataclass(frozen=True, kw_only=True)
class NormGroup:
    """A distribution of raw scores that others are compared with; provisional under 200 persons.

    raw, counts : different raw scores in order and how many persons have each.
    date : ISO date of collection, when known.
    """

    raw: FloatVector
    counts: IntArray
    mean: float
    sd: float
    composition: Composition | None = None
    date: str | None = None

    @property
    def n(self) -> int:
        """Persons in the group."""
        return int(self.counts.sum())

    @property
    def provisional(self) -> bool:
        """Whether the group is still too small."""
        return self.n < MIN_PERSONS


@dataclass(frozen=True, kw_only=True)
class NormEntry:
    """One raw score. percentile : mid-rank, 0 to 100, with its Wilson interval."""

    raw: float
    n: int
    z: float
    t: float
    sten: int
    stanine: int
    percentile: float
    percentile_lower: float
    percentile_upper: float


def norm_group(scores: FloatVector, *, composition: Composition | None = None, date: str | None = None) -> NormGroup:
    """The norm group of these raw scores; NaN is left out.

    Raises
    ------
    NoDataError, TooFewPersonsError : no score, or one.
    ZeroVarianceError : all scores are equal.
    OutOfRangeError : a score is infinite.
    """
    known = scores[~np.isnan(scores)]
    if np.isinf(known).any():
        raise OutOfRangeError("A score is infinite.", place="score", remedy="Correct the score.")
    if known.size == 0:
        raise NoDataError("There is no score.", place="score", remedy="Check the column.")
    if known.size == 1:
        raise TooFewPersonsError("One score is no norm.", place="score", value=1, remedy="Collect more scores.")
    raw, counts = np.unique(known, return_counts=True)
    if raw.size == 1:
        raise ZeroVarianceError("All scores are equal.", place="score", value=float(raw[0]), remedy="Check the column.")
    return NormGroup(
        raw=raw,
        counts=counts.astype(np.int64),
        mean=float(known.mean()),
        sd=float(known.std(ddof=1)),
        composition=composition,
        date=date,
    )


def pooled_norms(groups: tuple[NormGroup, ...]) -> NormGroup:
    """Several norm groups of the same composition as one.

    Raises
    ------
    OutOfRangeError : applicants and incumbents would be mixed.
    """
    kinds = {group.composition for group in groups}
    if len(kinds) > 1:
        raise OutOfRangeError(
            "Applicants and incumbents are never mixed in one norm group.",
            place="composition",
            value=sorted(str(kind) for kind in kinds),
            remedy="Keep two norm groups.",
        )
    scores = np.concatenate([np.repeat(group.raw, group.counts) for group in groups])
    dates = sorted(group.date for group in groups if group.date is not None)
    return norm_group(scores, composition=groups[0].composition, date=dates[-1] if dates else None)


def norm_table(norms: NormGroup, *, raw: FloatVector | None = None, confidence: float = 0.95) -> tuple[NormEntry, ...]:
    """Standard scores and percentiles of the raw scores that occurred, or of those given.

    Source: mid-rank percentile Crocker & Algina (1986), eq. 19.1; interval Wilson (1927).
    """
    scores = norms.raw if raw is None else raw
    z = z_scores(scores, norms.mean, norms.sd)
    share, here = mid_rank_shares(norms, scores)
    lower, upper = wilson_interval(share, norms.n, confidence)
    columns = zip(scores, here, z, t_scores(z), stens(z), stanines(z), share, lower, upper, strict=True)
    return tuple(
        NormEntry(
            raw=float(score),
            n=int(n),
            z=float(at),
            t=float(t),
            sten=int(sten),
            stanine=int(stanine),
            percentile=100.0 * float(p),
            percentile_lower=100.0 * float(low),
            percentile_upper=100.0 * float(high),
        )
        for score, n, at, t, sten, stanine, p, low, high in columns
    )


def mid_rank_shares(norms: NormGroup, scores: FloatVector) -> tuple[FloatVector, IntArray]:
    """Share of the group below each score plus half of those with the same score; and how many have the same."""
    up_to = np.concatenate([[0], np.cumsum(norms.counts)])
    below = up_to[np.searchsorted(norms.raw, scores, side="left")]
    below_or_equal = up_to[np.searchsorted(norms.raw, scores, side="right")]
    return (below + below_or_equal) / (2.0 * norms.n), (below_or_equal - below).astype(np.int64)


def wilson_interval(share: FloatVector, n: int, confidence: float) -> tuple[FloatVector, FloatVector]:
    """Interval of a proportion that stays within 0 to 1. Source: Wilson (1927); Brown, Cai & DasGupta (2001), eq. 4."""
    q = float(special.ndtri(0.5 + confidence / 2.0))
    centre = (share + q**2 / (2 * n)) / (1 + q**2 / n)
    reach = q / (1 + q**2 / n) * np.sqrt(share * (1 - share) / n + q**2 / (4 * n**2))
    # Rounding must not push a share of 0 or 1 over the edge.
    return np.maximum(centre - reach, 0.0), np.minimum(centre + reach, 1.0)


def norm_notes(norms: NormGroup) -> tuple[Note, ...]:
    """What a reader must know about the group."""
    if not norms.provisional:
        return ()
    message = f"{norms.n} persons; under {MIN_PERSONS} norms are provisional."
    return (Note(code="provisional_norms", place="n", message=message),)
