"""Even-odd consistency and antonyms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import TooFewItemsError
from scoring.quality.consistency import antonym_consistency, even_odd_consistency, row_correlations

BFI = [f"{s}{i}" for s in "ACENO" for i in range(1, 6)]
SCALES = [list(range(5 * s, 5 * s + 5)) for s in range(5)]


def attentive(rng, n, scales=12, items=4, noise=0.4):
    theta = rng.normal(size=(n, scales))
    return np.repeat(theta, items, axis=1) + noise * rng.normal(size=(n, scales * items))


def blocks(scales=12, items=4):
    return [list(range(items * s, items * s + items)) for s in range(scales)]


def test_even_odd_agrees_with_r(columns, oracle):
    answers = columns("bfi.csv", BFI)
    for item in ("A1", "C4", "C5", "E1", "E2", "O2", "O5"):
        answers[:, BFI.index(item)] = 7 - answers[:, BFI.index(item)]

    found = even_odd_consistency(answers, SCALES)

    assert found[:50] == pytest.approx(oracle("quality/evenodd_bfi.json")["first50"], abs=1e-10)


def test_attentive_persons_are_consistent_and_random_ones_are_not():
    rng = np.random.default_rng(1)

    attended = even_odd_consistency(attentive(rng, 300), blocks())
    random = even_odd_consistency(rng.integers(1, 7, (300, 48)).astype(float), blocks())

    assert np.mean(attended > 0.8) > 0.95
    assert np.median(random) == pytest.approx(0.0, abs=0.15)


@given(st.floats(0.1, 10), st.floats(-5, 5), st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_another_unit_changes_no_consistency(scale, shift, seed):
    answers = attentive(np.random.default_rng(seed), 5)

    assert even_odd_consistency(scale * answers + shift, blocks()) == pytest.approx(
        even_odd_consistency(answers, blocks()), abs=1e-6
    )


def test_the_order_of_scales_changes_nothing():
    answers = attentive(np.random.default_rng(2), 5)

    assert even_odd_consistency(answers, blocks()[::-1]) == pytest.approx(even_odd_consistency(answers, blocks()))


def test_a_person_who_answers_everything_alike_has_no_consistency():
    assert np.isnan(even_odd_consistency(np.full((2, 48), 3.0), blocks())).all()


def test_halves_that_contradict_each_other_have_no_lower_end():
    answers = np.array([[1.0, 3, 2, 2, 3, 1]])

    assert even_odd_consistency(answers, [[0, 1], [2, 3], [4, 5]])[0] == -np.inf


def test_missing_answers_leave_their_half_to_the_others():
    answers = attentive(np.random.default_rng(3), 4)
    answers[:, 0] = np.nan
    gone = answers.copy()
    gone[:, 2] = np.nan

    assert np.isfinite(even_odd_consistency(answers, blocks())).all()
    assert np.isfinite(even_odd_consistency(gone, blocks())).all()
    assert np.isnan(even_odd_consistency(np.full((1, 48), np.nan), blocks())).all()


def test_too_few_scales_or_items_are_refused():
    with pytest.raises(TooFewItemsError):
        even_odd_consistency(np.ones((2, 4)), [[0, 1], [2, 3]])
    with pytest.raises(TooFewItemsError):
        even_odd_consistency(np.ones((2, 5)), [[0, 1], [2, 3], [4]])


def test_antonyms_answered_as_opposites_correlate_perfectly_negatively():
    answers = np.array([[1.0, 6, 2, 5, 4, 3], [1, 1, 2, 2, 5, 5], [3, 3, 3, 3, 3, 3], [1, 6, np.nan, 5, 4, 3]])
    pairs = [(0, 1), (2, 3), (4, 5)]

    assert antonym_consistency(answers, pairs) == pytest.approx([-1.0, 1.0, np.nan, np.nan], nan_ok=True)


@given(st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_row_correlations_are_those_of_the_slow_definition(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(2, 4, 6))

    assert row_correlations(x, y) == pytest.approx([np.corrcoef(a, b)[0, 1] for a, b in zip(x, y, strict=True)])
