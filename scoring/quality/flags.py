"""From signs to families to a flag: two families or more invite a retake or a talk."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.linalg import BoolArray, FloatVector, IntArray


class Family(StrEnum):
    """Kinds of sign. Two signs of one kind are one piece of evidence."""

    INCONSISTENT = "inconsistent"
    INVARIABLE = "invariable"
    OUTLYING = "outlying"
    HASTY = "hasty"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class QualityPolicy:
    """Where each sign begins. Organisations may only tighten who is asked, never what follows.

    even_odd : Jackson (1976) via Johnson (2005). antonyms : correlation as answered, not below 0. lz : one-sided 5 %
    of the normal. run_share : half of the items in one run, Curran (2016), and at least run_least answers.
    variability : standard deviation as a share of the answer range. outlier_p, seconds : Meade & Craig (2012), Wood
    et al. (2017), under one second an item. missing : share of items.
    """

    even_odd: float = 0.30
    antonyms: float = 0.0
    lz: float = -1.645
    run_share: float = 0.5
    run_least: int = 8
    variability: float = 0.10
    outlier_p: float = 0.001
    seconds: float = 1.0
    missing: float = 0.20
    families: int = 2


@dataclass(frozen=True, kw_only=True)
class Signs:
    """Figures of every person; None where a sign was not looked at, NaN where it is not defined."""

    longstring: IntArray
    irv: FloatVector
    missing_share: FloatVector
    mahalanobis_p: FloatVector
    n_items: int
    answer_range: float
    even_odd: FloatVector | None = None
    antonyms: FloatVector | None = None
    lz: FloatVector | None = None
    seconds_per_item: FloatVector | None = None


@dataclass(frozen=True, kw_only=True)
class QualityFlags:
    """Families that show in each person's answers, and whether there are enough of them."""

    families: tuple[tuple[Family, ...], ...]
    flags: BoolArray


def quality_flags(signs: Signs, policy: QualityPolicy | None = None) -> QualityFlags:
    """Families and flags. A figure that is not defined shows nothing.

    Source: multiple-hurdle screening, Curran (2016); Ward & Meade (2023).
    """
    rules = policy or QualityPolicy()
    shown = {
        Family.INCONSISTENT: _below(signs.even_odd, rules.even_odd)
        | _above(signs.antonyms, rules.antonyms)
        | _below(signs.lz, rules.lz),
        Family.INVARIABLE: (signs.longstring >= max(rules.run_share * signs.n_items, rules.run_least))
        | _below(signs.irv, rules.variability * signs.answer_range),
        Family.OUTLYING: _below(signs.mahalanobis_p, rules.outlier_p),
        Family.HASTY: _below(signs.seconds_per_item, rules.seconds),
        Family.MISSING: _above(signs.missing_share, rules.missing),
    }
    n = signs.longstring.size
    table = np.column_stack([np.broadcast_to(marks, n) for marks in shown.values()])
    families = tuple(tuple(family for family, on in zip(shown, row, strict=True) if on) for row in table)
    return QualityFlags(families=families, flags=np.asarray(table.sum(axis=1) >= rules.families))


def _below(values: FloatVector | None, limit: float) -> BoolArray:
    return np.zeros(1, dtype=np.bool_) if values is None else np.asarray(values < limit)


def _above(values: FloatVector | None, limit: float) -> BoolArray:
    return np.zeros(1, dtype=np.bool_) if values is None else np.asarray(values > limit)
