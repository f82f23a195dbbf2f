"""Response surfaces, the optimum under one target, and validity."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from scoring.cli import main
from scoring.congruence.surfaces import range_corrected, response_surface, single_target_optimum, validity
from scoring.errors import OutOfRangeError, TooFewPersonsError, UnsuitableGroupsError, ZeroVarianceError

TESTS = Path(__file__).parents[2]


@pytest.fixture
def engine(capsys):
    def run(*argv):
        status = main([str(argument) for argument in argv])
        return status, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture(scope="module")
def companies():
    with (TESTS / "data" / "lq2002.csv").open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    return [np.array([float(row[c]) for row in rows]) for c in ("HOSTILE", "LEAD", "TSIG")]


def congruent(rng, n=300, targets=(-1.0, 0.0, 1.0)):
    organisation = np.resize(targets, n)
    person = rng.normal(0, 1, n)
    return 5 - 0.5 * (person - organisation) ** 2 + rng.normal(0, 0.5, n), person, organisation


def parabola(rng, n=300, top=0.5, curve=-0.5, noise=0.5):
    person = rng.normal(0, 1, n)
    return 2 + curve * (person - top) ** 2 + rng.normal(0, noise, n), person


def test_the_surface_agrees_with_r(companies):
    expected = json.loads((TESTS / "oracles/response_surface/response_surface_lq2002.json").read_text("utf-8"))[
        "result"
    ]

    found = response_surface(*companies)

    assert (found.n, found.centre, found.r2) == pytest.approx((expected["n"], expected["midpoint"], expected["r2"]))
    assert [c.estimate for c in found.coefficients] == pytest.approx(list(expected["coef"].values()), abs=1e-10)
    assert [c.se for c in found.coefficients] == pytest.approx(expected["se"], abs=1e-10)
    assert [a.name for a in found.surface] == expected["surface"]["name"][:4]
    for ours, theirs in (("estimate", "est"), ("se", "se"), ("p", "p")):
        assert [getattr(a, ours) for a in found.surface] == pytest.approx(expected["surface"][theirs][:4], abs=1e-10)


def test_perfect_congruence_curves_along_the_line_of_misfit_alone():
    """Z = c - b (x - z)^2 has a1 = a2 = a3 = 0 and a4 = -4 b."""
    rng = np.random.default_rng(1)
    found = [response_surface(*congruent(rng)).surface for _ in range(100)]

    for place, truth in enumerate((0.0, 0.0, 0.0, -2.0)):
        estimates = [surface[place].estimate for surface in found]
        assert np.mean(estimates) == pytest.approx(truth, abs=4 * np.std(estimates) / 10)
        assert np.mean([s[place].se for s in found]) == pytest.approx(np.std(estimates), rel=0.25)


@given(st.floats(-20, 20), st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_shifting_person_and_organisation_together_changes_nothing(shift, seed):
    outcome, person, organisation = congruent(np.random.default_rng(seed))

    before, after = (response_surface(outcome, person + s, organisation + s) for s in (0.0, shift))

    assert [a.estimate for a in after.surface] == pytest.approx([a.estimate for a in before.surface], abs=1e-8)
    assert after.centre == pytest.approx(before.centre + shift)


def test_exchanging_person_and_organisation_turns_the_line_of_misfit():
    outcome, person, organisation = congruent(np.random.default_rng(2), targets=(-1.0, -0.5, 0.0, 0.5, 1.0))
    person = np.round(person, 0).clip(-2, 2)

    one = {a.name: a.estimate for a in response_surface(outcome, person, organisation).surface}
    other = {a.name: a.estimate for a in response_surface(outcome, organisation, person).surface}

    assert [other[k] for k in ("a1", "a2", "a4")] == pytest.approx([one[k] for k in ("a1", "a2", "a4")])
    assert other["a3"] == pytest.approx(-one["a3"])


@pytest.mark.parametrize("targets", [(0.0, 1.0), (0.0, 1.0, *np.linspace(2, 3, 98))])
def test_two_targets_or_many_tiny_ones_are_not_enough_for_a_surface(targets):
    with pytest.raises(UnsuitableGroupsError):
        response_surface(*congruent(np.random.default_rng(3), n=100, targets=targets))


def test_persons_on_two_positions_cannot_carry_a_curve():
    outcome, person, organisation = congruent(np.random.default_rng(4))

    with pytest.raises(ZeroVarianceError):
        response_surface(outcome, np.sign(person), organisation)
    with pytest.raises(ZeroVarianceError):
        response_surface(np.ones_like(outcome), person, organisation)


def test_the_optimum_that_made_the_outcomes_is_recovered_within_its_interval():
    rng = np.random.default_rng(5)
    hits, tops = 0, []
    for _ in range(200):
        found = single_target_optimum(*parabola(rng), rng=rng, replications=400)
        hits += found.lower <= 0.5 <= found.upper
        tops.append(found.estimate)

    assert np.mean(tops) == pytest.approx(0.5, abs=4 * np.std(tops) / np.sqrt(200) + 0.01)
    assert hits / 200 == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / 200))


def test_an_outcome_that_is_worst_in_the_middle_has_no_optimum_and_says_so():
    rng = np.random.default_rng(6)

    found = single_target_optimum(*parabola(rng, curve=0.5), rng=rng)

    assert np.isnan([found.estimate, found.lower, found.upper]).all()
    assert found.share_concave == 0.0
    assert found.notes[0].code == "no_optimum"


def test_on_a_straight_line_most_optima_are_called_absent_or_uncertain():
    rng = np.random.default_rng(7)
    noted = 0
    for _ in range(40):
        person = rng.normal(size=200)
        found = single_target_optimum(person + rng.normal(size=200), person, rng=rng, replications=200)
        noted += bool(found.notes)

    # without curvature 95 % of samples are not surely concave
    assert noted / 40 > 0.95 - 4 * np.sqrt(0.95 * 0.05 / 40)


def test_the_share_inside_the_band_grows_with_the_band():
    rng = np.random.default_rng(8)
    outcome, person = parabola(rng)

    shares = [
        single_target_optimum(outcome, person, rng=np.random.default_rng(9), band=band).share_inside
        for band in ((0.45, 0.55), (0.0, 1.0), (-np.inf, np.inf), (2.0, 3.0))
    ]

    assert shares[0] < shares[1] <= shares[2] == 1.0
    assert shares[3] == 0.0


@given(st.floats(0.2, 5), st.floats(-5, 5))
@settings(max_examples=20, deadline=None)
def test_another_unit_of_the_outcome_moves_no_optimum(scale, shift):
    outcome, person = parabola(np.random.default_rng(10))

    one, other = (
        single_target_optimum(y, person, rng=np.random.default_rng(11), replications=200)
        for y in (outcome, scale * outcome + shift)
    )

    assert (other.estimate, other.lower, other.upper) == pytest.approx((one.estimate, one.lower, one.upper), abs=1e-6)


def test_the_parabola_agrees_with_a_second_program():
    rng = np.random.default_rng(20)
    outcome, person = parabola(rng, n=60, noise=3.0)
    x = person - person.mean()
    expected = statsmodels.api.OLS(outcome, np.column_stack([np.ones(60), x, x**2])).fit()

    found = single_target_optimum(outcome, person, rng=rng, replications=100)

    assert [c.estimate for c in found.coefficients] == pytest.approx(expected.params)
    assert [c.se for c in found.coefficients] == pytest.approx(expected.bse)
    assert [c.p for c in found.coefficients] == pytest.approx(expected.pvalues)
    assert found.r2 == pytest.approx(expected.rsquared)
    assert max(c.p for c in found.coefficients) > 1e-3


def test_the_interval_is_the_percentiles_of_the_tops_of_resamples():
    outcome, person = parabola(np.random.default_rng(21), n=50, noise=1.5)
    rng = np.random.default_rng(22)
    tops = []
    for weights in rng.multinomial(50, np.full(50, 1 / 50), size=600):
        curve, slope, _ = np.polyfit(person, outcome, 2, w=np.sqrt(weights))
        tops.append(-slope / (2 * curve) if curve < 0 else np.nan)

    found = single_target_optimum(
        outcome, person, rng=np.random.default_rng(22), replications=600, confidence=0.80, band=(0.0, 1.0)
    )

    kept = np.array(tops)[~np.isnan(tops)]
    assert (found.lower, found.upper) == pytest.approx(tuple(np.quantile(kept, [0.1, 0.9])), abs=1e-6)
    assert found.share_concave == pytest.approx(kept.size / 600)
    assert found.share_inside == pytest.approx(((kept >= 0) & (kept <= 1)).mean())


def test_resamples_on_two_positions_have_no_top():
    person = np.array([0.0] * 28 + [1.0, 2.0])
    outcome = 5.0 * (person == 1.0) + 0.1 * np.random.default_rng(23).normal(size=30)

    found = single_target_optimum(outcome, person, rng=np.random.default_rng(24))

    # both single positions are drawn in about (1 - 1/e)^2 = 40 % of the resamples
    assert found.share_concave == pytest.approx(0.40, abs=4 * np.sqrt(0.4 * 0.6 / 2000))


def test_the_same_seed_gives_the_same_interval():
    outcome, person = parabola(np.random.default_rng(12))

    one, other = (single_target_optimum(outcome, person, rng=np.random.default_rng(13)) for _ in range(2))

    assert one == other


def test_few_persons_and_few_positions_are_refused():
    rng = np.random.default_rng(14)
    with pytest.raises(TooFewPersonsError):
        single_target_optimum(*parabola(rng, n=29), rng=rng)
    with pytest.raises(ZeroVarianceError):
        single_target_optimum(rng.normal(size=40), np.tile([0.0, 1.0], 20), rng=rng)


def test_the_correlation_before_selection_is_recovered():
    rng = np.random.default_rng(15)
    corrected = []
    for _ in range(100):
        x = rng.normal(size=4000)
        y = 0.5 * x + np.sqrt(0.75) * rng.normal(size=4000)
        chosen = x > 0.5
        corrected.append(validity(y[chosen], x[chosen], unrestricted_sd=1.0, confidence=0.95).corrected)

    assert np.mean(corrected) == pytest.approx(0.5, abs=4 * np.std(corrected) / 10 + 0.005)


def test_the_raw_interval_is_fishers():
    rng = np.random.default_rng(16)
    x = rng.normal(size=50)
    y = x + rng.normal(size=50)

    found = validity(y, x, unrestricted_sd=2.0, confidence=0.95)

    expected = stats.pearsonr(x, y).confidence_interval(0.95)
    assert (found.lower, found.upper) == pytest.approx((expected.low, expected.high))
    assert found.corrected > found.r


@given(st.floats(-0.99, 0.99), st.floats(0.2, 5))
def test_without_restriction_nothing_is_corrected_and_signs_stay(r, ratio):
    assert range_corrected(r, 1.0) == pytest.approx(r)
    assert -1 <= range_corrected(r, ratio) <= 1
    assert np.sign(range_corrected(r, ratio)) == np.sign(r) or abs(r) < 1e-300


def test_impossible_validity_is_refused():
    x = np.arange(10.0)
    with pytest.raises(OutOfRangeError):
        validity(x, x, unrestricted_sd=0.0, confidence=0.95)
    with pytest.raises(ZeroVarianceError):
        validity(np.ones(10), x, unrestricted_sd=1.0, confidence=0.95)
    with pytest.raises(TooFewPersonsError):
        validity(x[:3], x[:3], unrestricted_sd=1.0, confidence=0.95)


def test_the_command_finds_the_optimum_of_one_target(engine, tmp_path):
    rng = np.random.default_rng(17)
    outcome, person = parabola(rng, n=120)
    path = tmp_path / "data.csv"
    rows = "\n".join(f"{y},{x},0.2" for y, x in zip(outcome, person, strict=True))
    path.write_text(f"y,p,o\n{rows}\n,1,0.2\n", encoding="utf-8")

    status, found = engine(
        *("surface", "--data", path, "--outcome", "y", "--person", "p", "--organisation", "o"),
        *("--band=-1,", "--unrestricted-sd", "1.2"),
    )

    assert status == 0
    assert (found["n"], found["n_dropped"], found["target"]) == (120, 1, 0.2)
    assert found["optimum"]["lower"] < found["optimum"]["estimate"] < found["optimum"]["upper"]
    assert found["optimum"]["share_inside"] > 0.95
    assert {"r", "corrected"} <= set(found["validity"])


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["--band", "1"], "usage"),
        (["--band", "2,1"], "usage"),
        (["--replications", "5"], "usage"),
        (["--confidence", "2"], "usage"),
        ([], "too_few_persons"),
    ],
)
def test_the_command_refuses_unusable_input(engine, tmp_path, argv, code):
    path = tmp_path / "data.csv"
    path.write_text("y,p,o\n1,2,0\n2,1,0\n", encoding="utf-8")

    status, found = engine("surface", "--data", path, "--outcome", "y", "--person", "p", "--organisation", "o", *argv)

    assert (status, found["error"]["code"]) == (2, code)


def test_exactly_thirty_persons_a_target_are_enough():
    rng = np.random.default_rng(41)
    outcome, person, organisation = congruent(rng, n=90)

    assert response_surface(outcome, person, organisation).n == 90
    organisation[0] = organisation[1]
    with pytest.raises(UnsuitableGroupsError) as caught:
        response_surface(outcome, person, organisation)
    assert caught.value.value == 2


def test_an_optimum_names_its_coefficients_and_persons_and_needs_no_note():
    found = single_target_optimum(*parabola(np.random.default_rng(42)), rng=np.random.default_rng(1))

    assert (found.n, [c.name for c in found.coefficients], found.notes) == (300, ["1", "x", "x2"], ())


def test_a_curve_that_opens_upwards_has_no_interval_even_where_some_replicates_have_a_top():
    outcome, person = parabola(np.random.default_rng(43), n=60, curve=0.02, noise=1.0)

    found = single_target_optimum(outcome, person, rng=np.random.default_rng(1))

    assert 0 < found.share_concave < 1
    assert np.isnan([found.estimate, found.lower, found.upper]).all()
    assert [note.code for note in found.notes] == ["no_optimum"]


@pytest.mark.parametrize("unit", [1e-6, 1e5])
def test_the_optimum_moves_along_with_the_unit_of_positions(unit):
    outcome, person = parabola(np.random.default_rng(44))

    plain, other = (single_target_optimum(outcome, u * person, rng=np.random.default_rng(1)) for u in (1.0, unit))

    assert [other.estimate, other.lower, other.upper] == pytest.approx(
        [unit * plain.estimate, unit * plain.lower, unit * plain.upper], rel=1e-6
    )
    assert other.share_concave == plain.share_concave


def test_replicates_without_a_third_position_have_no_top():
    person = np.array([-1.0] * 15 + [0.0] * 14 + [1.0])
    outcome = np.where(person == 0, 1.0, 0.0) + 1e-3 * np.arange(30)

    found = single_target_optimum(outcome, person, rng=np.random.default_rng(1), replications=4000)

    assert found.share_concave == pytest.approx(1 - (29 / 30) ** 30, abs=0.03)


def test_validity_of_four_persons_by_hand():
    outcome, predictor = np.array([1.0, 2.0, 3.0, 5.0]), np.array([0.0, 1.0, 0.5, 1.0])

    found = validity(outcome, predictor, unrestricted_sd=0.9, confidence=0.95)

    r = np.corrcoef(outcome, predictor)[0, 1]
    ends = np.tanh(np.arctanh(r) + np.array([-1, 1]) * stats.norm.ppf(0.975))
    ratio = 0.9 / np.std(predictor, ddof=1)
    assert (found.n, found.r, found.lower, found.upper) == pytest.approx((4, r, *ends))
    assert [found.corrected, found.corrected_lower, found.corrected_upper] == pytest.approx(
        [range_corrected(value, ratio) for value in (r, *ends)]
    )


@pytest.mark.parametrize(
    ("outcome", "predictor", "sd", "error", "value"),
    [
        ([1.0, 2.0, 3.0], [1.0, 2.0, 4.0], 1.0, TooFewPersonsError, 3),
        ([1.0, 2.0, 3.0, 4.0], [1.0, 1.0, 1.0, 1.0], 1.0, ZeroVarianceError, None),
        ([1.0, 1.0, 1.0, 1.0], [1.0, 2.0, 1.0, 1.0], 1.0, ZeroVarianceError, None),
        ([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 1.0, 1.0], 0.0, OutOfRangeError, 0.0),
    ],
)
def test_validity_that_cannot_be_told_is_refused(outcome, predictor, sd, error, value):
    with pytest.raises(error) as caught:
        validity(np.array(outcome), np.array(predictor), unrestricted_sd=sd, confidence=0.95)

    assert caught.value.value == value
