"""Adverse impact: selection rates of groups against the group most often selected."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import special, stats

from scoring.errors import NoDataError, Note, OutOfRangeError, UnsuitableGroupsError
from scoring.linalg import FloatVector

# Groups under this share are flagged, never dropped, and never serve as reference (6 RCNY 5-301; UGESP Q&A 16).
MIN_SHARE = 0.02


@dataclass(frozen=True, kw_only=True)
class GroupCount:
    """How many of a group took part and how many were selected."""

    group: str
    n: int
    selected: int

    @property
    def rate(self) -> float:
        """Share selected."""
        return self.selected / self.n


@dataclass(frozen=True, kw_only=True)
class GroupImpact:
    """One group against the reference; comparisons are None for the reference itself.

    share : of all persons. ratio_ci : interval of the impact ratio by Katz's logarithm, NaN when a group has none
    selected. z : pooled two-sample difference in standard deviations (two are the customary line). fisher_p : exact,
    two-sided. flip_flop : with one more selected here and one fewer in the reference, this group would be ahead, so
    the difference is one person; None where the group is not behind.
    """

    group: str
    n: int
    selected: int
    share: float
    rate: float
    impact_ratio: float
    ratio_ci: tuple[float, float] | None
    z: float | None
    fisher_p: float | None
    flip_flop: bool | None
    small: bool
    below_four_fifths: bool


@dataclass(frozen=True, kw_only=True)
class ImpactReport:
    """All groups against the reference."""

    reference: str
    groups: tuple[GroupImpact, ...]
    notes: tuple[Note, ...]

    @cached_property
    def by_name(self) -> dict[str, GroupImpact]:
        """Groups by their label."""
        return {group.group: group for group in self.groups}


def adverse_impact(
    counts: Sequence[GroupCount], *, confidence: float = 0.95, min_share: float = MIN_SHARE
) -> ImpactReport:
    """Rates, impact ratios with intervals, exact test, two-SD z and flip-flop of every group.

    The reference is the group with the highest rate among those with at least `min_share` of all persons (of equals
    the larger one).

    Raises
    ------
    UnsuitableGroupsError : fewer than two groups.
    OutOfRangeError : a group without members, or with more selected than members.

    Source: 29 CFR 1607.4 D and Q&A 11-27 (flip-flop: Q&A 21); interval Katz et al. (1978).
    """
    _require_comparable(counts)
    total = sum(c.n for c in counts)
    eligible = [c for c in counts if c.n >= min_share * total] or list(counts)
    reference = max(eligible, key=lambda c: (c.rate, c.n))
    groups = tuple(_compared(c, reference, total, confidence, min_share) for c in counts)
    return ImpactReport(reference=reference.group, groups=groups, notes=_notes(groups, reference))


def selection_counts(labels: Sequence[str], selected: FloatVector) -> tuple[GroupCount, ...]:
    """Members and selected of each group, groups in order of their label.

    Parameters
    ----------
    labels : (n,) group of each person; '' is unknown and left out.
    selected : (n,) 1 or 0; NaN is left out.

    Raises
    ------
    OutOfRangeError : another value than 0 or 1.
    NoDataError : nobody has both.
    """
    odd = selected[~np.isnan(selected) & (selected != 0) & (selected != 1)]
    if odd.size:
        raise OutOfRangeError("Selected is 0 or 1.", place="selected", value=float(odd[0]), remedy="Recode the column.")
    known = np.array([label != "" for label in labels], dtype=np.bool_) & ~np.isnan(selected)
    if not known.any():
        raise NoDataError("No row has both group and outcome.", place="data", remedy="Check the columns.")
    names, index = np.unique(np.asarray(labels, dtype=object)[known].astype(str), return_inverse=True)
    n = np.bincount(index)
    chosen = np.bincount(index, weights=selected[known]).astype(np.int64)
    return tuple(GroupCount(group=str(g), n=int(a), selected=int(b)) for g, a, b in zip(names, n, chosen, strict=True))


def above_median(scores: FloatVector) -> FloatVector:
    """1 for scores above the median of the full sample, 0 for the others: the scoring rate of Local Law 144.

    NaN stays NaN. The full sample includes persons whose group is unknown. Source: 6 RCNY 5-300, "scoring rate".

    Raises
    ------
    NoDataError : there is no score.
    """
    known = scores[~np.isnan(scores)]
    if known.size == 0:
        raise NoDataError("There is no score.", place="score", remedy="Check the column.")
    return np.where(np.isnan(scores), np.nan, (scores > np.median(known)).astype(np.float64))


def katz_interval(counts: GroupCount, reference: GroupCount, confidence: float) -> tuple[float, float]:
    """Interval of the ratio of two rates on the logarithmic scale. Source: Katz, Baptista, Azen & Pike (1978)."""
    if counts.selected == 0 or reference.selected == 0:
        return np.nan, np.nan
    se = np.sqrt(1 / counts.selected - 1 / counts.n + 1 / reference.selected - 1 / reference.n)
    reach = float(special.ndtri(0.5 + confidence / 2.0)) * se
    ratio = counts.rate / reference.rate
    return float(ratio * np.exp(-reach)), float(ratio * np.exp(reach))


def pooled_z(counts: GroupCount, reference: GroupCount) -> float:
    """Difference of two rates in standard deviations of the pooled rate; NaN when all or none were selected."""
    pooled = (counts.selected + reference.selected) / (counts.n + reference.n)
    variance = pooled * (1.0 - pooled) * (1.0 / counts.n + 1.0 / reference.n)
    return (counts.rate - reference.rate) / float(np.sqrt(variance)) if variance > 0 else np.nan


def flips(counts: GroupCount, reference: GroupCount) -> bool:
    """Whether moving one selection from the reference to this group would put this group ahead."""
    if reference.selected == 0 or counts.selected == counts.n:
        return False
    return (counts.selected + 1) / counts.n > (reference.selected - 1) / reference.n


def _compared(
    counts: GroupCount, reference: GroupCount, total: int, confidence: float, min_share: float
) -> GroupImpact:
    other = counts.group != reference.group
    ratio = counts.rate / reference.rate if reference.selected else np.nan
    table = np.array(
        [[counts.selected, counts.n - counts.selected], [reference.selected, reference.n - reference.selected]]
    )
    return GroupImpact(
        group=counts.group,
        n=counts.n,
        selected=counts.selected,
        share=counts.n / total,
        rate=counts.rate,
        impact_ratio=ratio,
        ratio_ci=katz_interval(counts, reference, confidence) if other else None,
        z=pooled_z(counts, reference) if other else None,
        fisher_p=float(stats.fisher_exact(table).pvalue) if other else None,
        flip_flop=flips(counts, reference) if other and counts.rate < reference.rate else None,
        small=counts.n < min_share * total,
        below_four_fifths=bool(other and ratio < 0.8),
    )


def _require_comparable(counts: Sequence[GroupCount]) -> None:
    if len(counts) < 2:
        raise UnsuitableGroupsError(
            "There is only one group.", place="groups", value=len(counts), remedy="Give at least two groups."
        )
    for c in counts:
        if not 0 <= c.selected <= c.n or c.n == 0:
            raise OutOfRangeError(
                "A group needs members, and at most all of them are selected.",
                place=c.group,
                value=[c.selected, c.n],
                remedy="Check the counts.",
            )


def _notes(groups: tuple[GroupImpact, ...], reference: GroupCount) -> tuple[Note, ...]:
    notes = [
        Note(
            code="small_group",
            place=g.group,
            message=f"{g.share:.1%} of all persons: shown, but one person moves its ratio much.",
        )
        for g in groups
        if g.small
    ]
    if reference.selected == 0:
        notes.append(Note(code="nobody_selected", place="groups", message="Nobody was selected; there is no ratio."))
    return tuple(notes)
