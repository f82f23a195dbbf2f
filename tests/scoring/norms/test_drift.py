"""EWMA charts of scores over time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import NoDataError, OutOfRangeError, ZeroVarianceError
from scoring.norms.drift import DriftPolicy, drift_chart


def test_the_path_and_its_limits_follow_the_textbook():
    """Montgomery (2009), table 9.10: lambda .10, width 2.7, mean 10, sigma 1, the first five values."""
    values = np.array([9.45, 7.99, 9.29, 11.66, 12.16])

    found = drift_chart(values, np.ones(5), centre=10.0, sigma=1.0, policy=DriftPolicy(weight=0.1, width=2.7))

    assert found.ewma == pytest.approx([9.945, 9.7495, 9.70355, 9.8992, 10.1253], abs=5e-5)
    assert found.upper[:2] == pytest.approx([10.27, 10.36], abs=5e-3)


def test_the_limits_end_at_their_asymptote():
    found = drift_chart(np.zeros(200), np.full(200, 4.0), centre=0.0, sigma=2.0)

    assert found.upper[-1] == pytest.approx(3 * 1.0 * np.sqrt(0.2 / 1.8))
    assert found.lower[-1] == -found.upper[-1]


def test_a_shift_of_one_standard_error_is_found_within_a_few_values():
    rng = np.random.default_rng(1)
    delays = []
    for _ in range(200):
        values = np.concatenate([rng.normal(0, 1, 30), rng.normal(1, 1, 100)])
        chart = drift_chart(values, np.ones(130), centre=0.0, sigma=1.0)
        alarms = np.flatnonzero(chart.alarm[30:])
        delays.append(alarms[0] + 1 if alarms.size else 100)

    # Lucas & Saccucci (1990): average run length about 10 for a shift of one sigma
    assert 7 <= np.mean(delays) <= 13


def test_without_drift_alarms_are_rare():
    rng = np.random.default_rng(2)
    alarms = [drift_chart(rng.normal(size=100), np.ones(100), centre=0.0, sigma=1.0).alarm.any() for _ in range(300)]

    # in-control average run length about 560: 80 judged values alarm in about 14 % of charts
    assert np.mean(alarms) < 0.25


def test_nothing_is_judged_before_the_twentieth_value():
    values = np.full(19, 50.0)

    early = drift_chart(values, np.ones(19), centre=0.0, sigma=1.0)
    late = drift_chart(np.append(values, 50.0), np.ones(20), centre=0.0, sigma=1.0)

    assert (early.judged, early.alarm.any(), early.notes[0].code) == (False, False, "not_judged")
    assert late.judged
    assert list(np.flatnonzero(late.alarm)) == [19]


def test_a_learnt_baseline_does_not_judge_itself():
    rng = np.random.default_rng(3)
    values = np.concatenate([rng.normal(5, 1, 20), rng.normal(9, 1, 5)])

    found = drift_chart(values, np.ones(25))

    assert found.centre == pytest.approx(values[:20].mean())
    assert found.sigma == pytest.approx(values[:20].std(ddof=1))
    assert not found.alarm[:20].any()
    assert found.alarm[22:].all()


def test_larger_samples_have_narrower_limits():
    small, large = (drift_chart(np.zeros(30), np.full(30, n), centre=0.0, sigma=1.0) for n in (1.0, 25.0))

    assert large.upper == pytest.approx(small.upper / 5)


@given(st.floats(0.1, 10), st.floats(-20, 20), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_another_unit_moves_path_and_limits_along(scale, shift, seed):
    values = np.random.default_rng(seed).normal(size=40)

    before, after = (drift_chart(x, np.ones(40)) for x in (values, scale * values + shift))

    assert after.ewma == pytest.approx(scale * before.ewma + shift, abs=1e-6)
    assert (after.alarm == before.alarm).all()


@pytest.mark.parametrize(
    ("values", "sizes", "sigma", "error"),
    [
        ([], [], 1.0, NoDataError),
        ([1.0], [0.0], 1.0, OutOfRangeError),
        ([1.0], [1.0], 0.0, OutOfRangeError),
        ([np.nan], [1.0], 1.0, OutOfRangeError),
        ([2.0, 2.0], [1.0, 1.0], None, ZeroVarianceError),
        ([2.0], [1.0], None, ZeroVarianceError),
    ],
)
def test_impossible_input_is_refused_by_name(values, sizes, sigma, error):
    with pytest.raises(error):
        drift_chart(np.array(values), np.array(sizes), sigma=sigma)


def test_the_command_draws_one_chart_a_scale_in_order_of_time(engine, csv_file):
    rows = [f"2026-{m:02d}-01,D1,{0.1 * m},30" for m in (3, 1, 2)] + ["2026-01-01,D2,0.5,10"]
    path = csv_file("time,scale,value,n\n" + "\n".join(rows) + "\n")

    status, found = engine("drift", "--scores", path, "--centre", "0", "--sigma", "1")

    assert status == 0
    first = found["scales"][0]
    assert (first["scale"], first["time"]) == ("D1", ["2026-01-01", "2026-02-01", "2026-03-01"])
    assert first["ewma"][0] == pytest.approx(0.02)
    assert [note["code"] for note in found["notes"]] == ["not_judged", "not_judged"]


@pytest.mark.parametrize(
    ("text", "argv", "code"),
    [
        ("time,scale,value,n\n1,D1,x,3\n", [], "not_a_number"),
        ("time,scale,value\n1,D1,2\n", [], "unknown_column"),
        ("time,scale,value,n\n1,D1,2,3\n", ["--weight", "2"], "usage"),
        ("time,scale,value,n\n1,D1,2,3\n", ["--sigma", "0"], "out_of_range"),
        ("", [], "no_data"),
    ],
)
def test_the_command_refuses_unusable_input(engine, csv_file, text, argv, code):
    status, found = engine("drift", "--scores", csv_file(text), *argv)

    assert (status, found["error"]["code"]) == (2, code)
