"""All groups of a table at once: agreement item by item, and the scale with its mean and verdict."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from scoring.errors import NoDataError, Note, UnsuitableGroupsError
from scoring.linalg import FloatMatrix, FloatVector, IntArray
from scoring.reliability.agreement.between_groups import BetweenGroups, between_groups
from scoring.reliability.agreement.within_group import (
    Centre,
    average_deviations,
    item_variances,
    largest_gap,
    rwg,
    rwg_j,
    slight_skew_null_variance,
    uniform_null_variance,
)


@dataclass(frozen=True, kw_only=True)
class AgreementPolicy:
    """When a group speaks with one voice; all three must hold, or the split itself is the finding.

    max_deviation_share : largest mean average deviation as a share of the number of answer options (A / 6: Burke &
    Dunlap 2002). max_gap : in scale points. rwg(j) alone lets a quarter of four-against-one splits pass.
    """

    min_rwgj: float = 0.70
    max_deviation_share: float = 1.0 / 6.0
    max_gap: float = 1.5
    min_respondents: int = 5
    min_answered: float = 0.80


@dataclass(frozen=True, kw_only=True)
class GroupItemAgreement:
    """One item in one group; n counts those who answered it."""

    group: str
    n: int
    rwg: float
    rwg_skewed: float
    ad_mean: float
    ad_median: float


@dataclass(frozen=True, kw_only=True)
class ItemAgreement:
    """One item over all groups."""

    item: str
    between: BetweenGroups
    groups: tuple[GroupItemAgreement, ...]


@dataclass(frozen=True, kw_only=True)
class GroupScaleAgreement:
    """The scale in one group: mean of respondents' means with its t interval, and agreement.

    agrees : None with fewer respondents than the policy asks for.
    """

    group: str
    n: int
    mean: float
    se: float
    ci_lower: float
    ci_upper: float
    rwgj: float
    rwgj_skewed: float
    ad_mean: float
    largest_gap: float
    agrees: bool | None


@dataclass(frozen=True, kw_only=True)
class ScaleAgreement:
    """The scale over all groups; between is that of respondents' means."""

    between: BetweenGroups
    groups: tuple[GroupScaleAgreement, ...]


def agreement_by_item(
    answers: FloatMatrix, groups: IntArray, *, items: tuple[str, ...], labels: tuple[str, ...], categories: int
) -> tuple[ItemAgreement, ...]:
    """rwg, average deviations and ICCs of each item.

    Parameters
    ----------
    answers : (n_persons, n_items), NaN is missing and left out item by item.
    groups : (n_persons,) numbers into `labels`.
    categories : number of answer options.
    """
    uniform, skewed = uniform_null_variance(categories), slight_skew_null_variance(categories)
    members = [answers[groups == g] for g in range(len(labels))]
    variances = np.array([item_variances(x) for x in members])
    n = np.array([(~np.isnan(x)).sum(axis=0) for x in members])
    deviations = np.array([[average_deviations(x, centre) for centre in Centre] for x in members])
    return tuple(
        ItemAgreement(
            item=item,
            between=between_groups(answers[:, j], groups, place=item),
            groups=tuple(
                GroupItemAgreement(
                    group=label,
                    n=int(n[g, j]),
                    rwg=float(rwg(variances[g, j], uniform)),
                    rwg_skewed=float(rwg(variances[g, j], skewed)),
                    ad_mean=float(deviations[g, 0, j]),
                    ad_median=float(deviations[g, 1, j]),
                )
                for g, label in enumerate(labels)
            ),
        )
        for j, item in enumerate(items)
    )


def agreement_of_scale(
    answers: FloatMatrix,
    groups: IntArray,
    *,
    labels: tuple[str, ...],
    categories: int,
    confidence: float = 0.90,
    populations: tuple[int | None, ...] | None = None,
    policy: AgreementPolicy | None = None,
) -> ScaleAgreement:
    """The scale in each group. Respondents who answered too little of it do not count.

    populations : length of the list from which each group's respondents were drawn, where known; the standard error
    then has the finite-population factor.

    Raises
    ------
    NoDataError : nobody answered enough of the scale.
    """
    rules = policy or AgreementPolicy()
    answered = ~np.isnan(answers)
    counts = answered.mean(axis=1) >= rules.min_answered
    if not counts.any():
        raise NoDataError(
            "Nobody answered enough of the scale.",
            place="scale",
            value=rules.min_answered,
            remedy="Leave out items that few could answer.",
        )
    rows, index = answers[counts], groups[counts]
    means = np.where(answered[counts], rows, 0.0).sum(axis=1) / answered[counts].sum(axis=1)
    sizes = populations or (None,) * len(labels)
    return ScaleAgreement(
        between=between_groups(means, index, place="scale"),
        groups=tuple(
            _group(label, rows[index == g], means[index == g], categories, confidence, sizes[g], rules)
            for g, label in enumerate(labels)
        ),
    )


def mean_with_interval(
    values: FloatVector, *, confidence: float, population: int | None = None
) -> tuple[float, float, float, float]:
    """Mean, standard error and t(n - 1) interval; NaN where one value, or none, cannot tell.

    population : size of the finite population; multiplies the standard error by sqrt(1 - n / N).

    Raises
    ------
    UnsuitableGroupsError : more values than the population has members.
    """
    n = values.size
    if n == 0:
        return (np.nan,) * 4
    mean = float(values.mean())
    if n == 1:
        return mean, np.nan, np.nan, np.nan
    if population is not None and population < n:
        raise UnsuitableGroupsError(
            "More respondents than people on the list.",
            place="population",
            value=population,
            remedy="Correct the list.",
        )
    shrink = 1.0 if population is None else float(np.sqrt(1.0 - n / population))
    se = float(values.std(ddof=1)) / np.sqrt(n) * shrink
    reach = float(special.stdtrit(n - 1, 0.5 + confidence / 2.0)) * se
    return mean, se, mean - reach, mean + reach


def _group(
    label: str,
    answers: FloatMatrix,
    means: FloatVector,
    categories: int,
    confidence: float,
    population: int | None,
    rules: AgreementPolicy,
) -> GroupScaleAgreement:
    mean, se, lower, upper = mean_with_interval(means, confidence=confidence, population=population)
    variances = item_variances(answers)
    deviations = average_deviations(answers, Centre.MEAN)
    agreement = rwg_j(variances, uniform_null_variance(categories))
    gap, deviation = largest_gap(means), float(deviations.mean())
    return GroupScaleAgreement(
        group=label,
        n=means.size,
        mean=mean,
        se=se,
        ci_lower=lower,
        ci_upper=upper,
        rwgj=agreement,
        rwgj_skewed=rwg_j(variances, slight_skew_null_variance(categories)),
        ad_mean=deviation,
        largest_gap=gap,
        agrees=_agrees(means.size, agreement, deviation, gap, categories, rules),
    )


def _agrees(
    n: int, agreement: float, deviation: float, gap: float, categories: int, rules: AgreementPolicy
) -> bool | None:
    if n < rules.min_respondents or np.isnan(agreement) or np.isnan(deviation):
        return None
    return (
        agreement >= rules.min_rwgj
        and deviation <= categories * rules.max_deviation_share + 1e-12
        and gap < rules.max_gap
    )


def notes_on_groups(scale: ScaleAgreement, *, categories: int, policy: AgreementPolicy | None = None) -> list[Note]:
    """What a reader must know: groups too small to judge, and a null variance that the source does not give."""
    rules = policy or AgreementPolicy()
    notes = [
        Note(
            code="too_few_respondents",
            place=group.group,
            message=f"{group.n} respondents; agreement is judged from {rules.min_respondents}.",
        )
        for group in scale.groups
        if group.n < rules.min_respondents
    ]
    if np.isnan(slight_skew_null_variance(categories)):
        message = f"LeBreton & Senter (2008) give no skewed null variance for {categories} options."
        notes.append(Note(code="no_skewed_null", place="rwg_skewed", message=message))
    return notes
