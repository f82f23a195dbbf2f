"""Which items of a scale hold together on the calibration part."""

import numpy as np
import pytest

from scoring.errors import TooFewItemsError
from scoring.ladder.policy import policy_from_document
from scoring.ladder.selection import items_that_hold
from scoring.responses import ResponseTable

CUTS = (-1.0, -0.3, 0.3, 1.0)


def answers(loadings, *, twins=(), people=700, seed=5):
    """Answers 0-4 of a one-factor model; the items of `twins` share half of their residuals."""
    rng = np.random.default_rng(seed)
    loadings = np.array(loadings)
    residual = rng.standard_normal((people, len(loadings)))
    for item in twins:
        residual[:, item] = 0.75**0.5 * residual[:, twins[0]] + 0.5 * residual[:, item]
    values = rng.standard_normal((people, 1)) * loadings + residual * np.sqrt(1 - loadings**2)
    items = tuple(f"i{number}" for number in range(len(loadings)))
    return ResponseTable(items=items, values=np.searchsorted(CUTS, values).astype(float), rows=np.arange(1, people + 1))


def chosen(table, **options):
    return items_that_hold(table, "S", table.items, **options)


def test_items_of_one_factor_are_all_kept():
    table = answers([0.7, 0.65, 0.75, 0.6, 0.7, 0.65])

    assert chosen(table) == table.items


def test_the_weakest_item_goes_first_and_the_others_stay():
    assert chosen(answers([0.7, 0.2, 0.75, 0.6, 0.05, 0.65, 0.7])) == ("i0", "i2", "i3", "i5", "i6")


def test_of_two_items_that_say_the_same_the_weaker_one_goes():
    assert chosen(answers([0.75, 0.7, 0.55, 0.8, 0.75, 0.7], twins=(1, 2))) == ("i0", "i1", "i3", "i4", "i5")


def test_four_items_are_the_fewest_that_are_left():
    table = answers([0.1, 0.15, 0.1, 0.05, 0.7, 0.7])

    assert len(chosen(table)) == 4
    assert chosen(answers([0.1, 0.1, 0.7, 0.7])) == ("i0", "i1", "i2", "i3")


def test_a_stricter_policy_drops_an_item_that_the_default_keeps():
    table = answers([0.8, 0.75, 0.8, 0.55, 0.8, 0.75])

    assert chosen(table) == table.items
    assert chosen(table, policy=policy_from_document({"loading": 0.65})) == ("i0", "i1", "i2", "i4", "i5")


def test_an_item_that_nobody_answers_differently_is_left_out():
    table = answers([0.7, 0.65, 0.75, 0.6, 0.7])
    flat = ResponseTable(items=table.items, values=np.where(np.arange(5) == 1, 2.0, table.values), rows=table.rows)

    assert chosen(flat) == ("i0", "i2", "i3", "i4")


def test_fewer_than_four_items_cannot_be_contradicted():
    with pytest.raises(TooFewItemsError) as caught:
        items_that_hold(answers([0.7, 0.7, 0.7]), "S", ("i0", "i1", "i2"))

    assert (caught.value.place, caught.value.value) == ("S", 3)


def test_the_weaker_of_two_items_that_say_the_same_goes_wherever_it_stands():
    # without i2 the RMSEA is smaller, without i1 the others load more: where both fit, loadings decide
    table = answers([0.75, 0.55, 0.7, 0.8, 0.75, 0.7], twins=(2, 1), seed=8)

    assert chosen(table) == ("i0", "i2", "i3", "i4", "i5")


def two_pairs(seed=8, people=900):
    """Seven items; i1 and i2 share most of their residuals, i4 and i5 a good part."""
    rng = np.random.default_rng(seed)
    loadings = np.array([0.7, 0.65, 0.7, 0.75, 0.65, 0.7, 0.7])
    residual = rng.standard_normal((people, 7))
    for one, other, share in ((1, 2, 0.8), (4, 5, 0.6)):
        residual[:, other] = share**0.5 * residual[:, one] + (1 - share) ** 0.5 * residual[:, other]
    values = rng.standard_normal((people, 1)) * loadings + residual * np.sqrt(1 - loadings**2)
    items = tuple(f"i{number}" for number in range(7))
    return ResponseTable(items=items, values=np.searchsorted(CUTS, values).astype(float), rows=np.arange(1, people + 1))


def test_where_no_single_item_mends_the_fit_the_worst_pair_is_parted_first():
    table = two_pairs()

    kept = chosen(table)

    assert len({"i1", "i2"} & set(kept)) == 1
    assert len({"i4", "i5"} & set(kept)) == 1
    assert {"i0", "i3", "i6"} <= set(kept)


def test_where_nothing_can_be_fitted_the_last_item_goes():
    table = answers([0.7] * 6)
    flat = ResponseTable(items=table.items, values=np.full_like(table.values, 2.0), rows=table.rows)

    assert chosen(flat) == ("i0", "i1", "i2", "i3")
