"""A whole scale screened for DIF: matching scores, flags, and purification of the matching score."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from scoring.errors import Note, TooFewItemsError, UnsuitableGroupsError
from scoring.fairness.dif.logistic import LogisticDif, logistic_dif
from scoring.fairness.dif.mantel_haenszel import MantelHaenszelDif, mantel_haenszel_dif
from scoring.linalg import BoolArray, FloatMatrix, FloatVector, IntArray

Finding = TypeVar("Finding", LogisticDif, MantelHaenszelDif)
MAX_ROUNDS = 20
# Smaller groups are called "not tested" by the validation ladder.
MIN_GROUP = 100


@dataclass(frozen=True, kw_only=True)
class DifPolicy:
    """When an item is flagged: significant after Benjamini-Hochberg and large enough to matter, or class C."""

    max_p: float = 0.01
    min_r2_change: float = 0.035


@dataclass(frozen=True, kw_only=True)
class DifScreening(Generic[Finding]):
    """Findings in the order of the items.

    p_adjusted : Benjamini-Hochberg over the items. anchors : items of the matching score at the end (all of them
    without purification; each item's own score always joins in). rounds : how often the matching score was rebuilt.
    """

    findings: tuple[Finding, ...]
    p_adjusted: FloatVector
    flag: BoolArray
    anchors: BoolArray
    rounds: int
    notes: tuple[Note, ...]


def screen_by_logistic(
    answers: FloatMatrix,
    groups: IntArray,
    *,
    items: Sequence[str],
    purify: bool = False,
    policy: DifPolicy | None = None,
) -> DifScreening[LogisticDif]:
    """Ordinal logistic DIF of every item.

    Parameters
    ----------
    answers : (n_persons, n_items) keyed, no missing values.
    groups : (n_persons,) 0 is the reference.
    purify : rebuild the matching score without flagged items until the flags stay.

    Raises
    ------
    TooFewItemsError : fewer than two items.
    UnsuitableGroupsError : fewer than two groups, or a group of one person.
    """
    rules = policy or DifPolicy()

    def flags(findings: Sequence[LogisticDif], p_adjusted: FloatVector) -> BoolArray:
        large = np.array([f.r2_total >= rules.min_r2_change for f in findings])
        return np.asarray((p_adjusted < rules.max_p) & large)

    return _screen(
        answers, groups, items=items, purify=purify, test=logistic_dif, p_of=lambda f: f.p_total, flags=flags
    )


def screen_by_mantel_haenszel(
    answers: FloatMatrix, groups: IntArray, *, items: Sequence[str], purify: bool = False
) -> DifScreening[MantelHaenszelDif]:
    """Mantel-Haenszel DIF of every item; class C is flagged. Arguments and errors as `screen_by_logistic`."""
    _require_comparable(answers, groups)
    if int(groups.max()) > 1:
        raise UnsuitableGroupsError(
            "Mantel-Haenszel compares two groups.",
            place="groups",
            value=int(groups.max()) + 1,
            remedy="Use --method ordinal-logistic, or two groups.",
        )

    def flags(findings: Sequence[MantelHaenszelDif], p_adjusted: FloatVector) -> BoolArray:
        del p_adjusted
        return np.array([f.ets == "C" for f in findings], dtype=np.bool_)

    return _screen(
        answers, groups, items=items, purify=purify, test=mantel_haenszel_dif, p_of=lambda f: f.p, flags=flags
    )


def benjamini_hochberg(p: FloatVector) -> FloatVector:
    """Adjusted p values; NaN stays NaN and does not count. Source: Benjamini & Hochberg (1995)."""
    adjusted = np.full(p.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested])[::-1]]
    ranks = np.arange(order.size, 0, -1)
    adjusted[order] = np.minimum.accumulate(np.minimum(p[order] * order.size / ranks, 1.0))
    return adjusted


def _screen(
    answers: FloatMatrix,
    groups: IntArray,
    *,
    items: Sequence[str],
    purify: bool,
    test: Callable[..., Finding],
    p_of: Callable[[Finding], float],
    flags: Callable[[Sequence[Finding], FloatVector], BoolArray],
) -> DifScreening[Finding]:
    _require_comparable(answers, groups)
    anchors = np.ones(len(items), dtype=np.bool_)
    seen: list[tuple[bool, ...]] = []
    notes: list[Note] = []
    while True:
        rest = answers[:, anchors].sum(axis=1)
        findings = tuple(
            test(answers[:, j], rest if anchors[j] else rest + answers[:, j], groups, item=item)
            for j, item in enumerate(items)
        )
        p_adjusted = benjamini_hochberg(np.array([p_of(f) for f in findings]))
        flag = flags(findings, p_adjusted)
        seen.append(tuple(bool(a) for a in anchors))
        if not purify or np.array_equal(anchors, ~flag):
            break
        if flag.all() or tuple(bool(a) for a in ~flag) in seen or len(seen) >= MAX_ROUNDS:
            notes.append(_not_settled(bool(flag.all())))
            break
        anchors = ~flag
    notes += [finding.note for finding in findings if finding.note is not None]
    return DifScreening(
        findings=findings,
        p_adjusted=p_adjusted,
        flag=flag,
        anchors=anchors,
        rounds=len(seen) - 1,
        notes=(*notes, *_small_groups(groups)),
    )


def _not_settled(all_flagged: bool) -> Note:
    message = (
        "Every item is flagged, so none is left to match persons on."
        if all_flagged
        else "Purification went in a circle and was stopped."
    )
    return Note(code="purification_not_settled", place="anchors", message=message)


def _small_groups(groups: IntArray) -> list[Note]:
    return [
        Note(
            code="small_group",
            place=f"group {number}",
            message=f"{n} persons; DIF counts as not tested under {MIN_GROUP}.",
        )
        for number, n in enumerate(np.bincount(groups))
        if n < MIN_GROUP
    ]


def _require_comparable(answers: FloatMatrix, groups: IntArray) -> None:
    if answers.shape[1] < 2:
        raise TooFewItemsError(
            "DIF needs other items to match persons on.",
            place="items",
            value=answers.shape[1],
            remedy="Name all items of the scale.",
        )
    if groups.size == 0 or np.unique(groups).size < 2:
        raise UnsuitableGroupsError(
            "There are not two groups with complete answers.", place="groups", remedy="Check the group column."
        )
    for number, size in enumerate(np.bincount(groups)):
        if size == 1:
            raise UnsuitableGroupsError(
                "A group of one person cannot be compared.",
                place=f"group {number}",
                value=1,
                remedy="Leave the person out, or put the group together with another.",
            )
