"""The rating model: variances, persons, severities, G and D study."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import DuplicateNameError, NoDataError, OutOfRangeError, TooFewPersonsError, ZeroVarianceError
from scoring.reliability.generalisability import estimation
from scoring.reliability.generalisability.decision import Coverage, decision_study, generalisability
from scoring.reliability.generalisability.design import design_columns, raters_are_connected, rating_sums, ratings_from
from scoring.reliability.generalisability.grades import coverage_of
from scoring.reliability.generalisability.likelihood import restricted_loglik
from scoring.reliability.generalisability.model import VarianceMethod, fit_ratings
from scoring.reliability.generalisability.positions import grade_norms, skill_position, style_position
from scoring.reliability.generalisability.raters import block_reliability, rater_agreement
from scoring.reliability.intraclass import intraclass_correlations

ORACLE = Path(__file__).parents[2] / "oracles" / "ratings_reml"
TRUE = (0.25, 0.08, 0.30, 0.30)


def simulated(rng, *, persons, raters=4, blocks=3, per_cell=2, variances=TRUE):
    person, rater, cell, residual = (np.sqrt(v) for v in variances)
    effects = rng.normal(0, person, persons)
    severity = rng.normal(0, rater, raters)
    special = rng.normal(0, cell, (persons, blocks))
    i = np.repeat(np.arange(persons), blocks * per_cell)
    b = np.tile(np.repeat(np.arange(blocks), per_cell), persons)
    r = np.concatenate([rng.permutation(raters)[:per_cell] for _ in range(persons * blocks)])
    y = 3 + 0.2 * b + effects[i] - severity[r] + special[i, b] + rng.normal(0, residual, i.size)
    ratings = ratings_from([f"p{x:03d}" for x in i], [f"r{x}" for x in r], [f"b{x}" for x in b], y)
    return ratings, effects, severity


@pytest.fixture(scope="module")
def unbalanced():
    with (ORACLE / "ratings.csv").open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    rating = np.array([float(row["rating"]) if row["rating"] else np.nan for row in rows])
    return ratings_from(*([row[name] for row in rows] for name in ("person", "rater", "block")), rating)


def test_reml_agrees_with_lme4_on_unbalanced_ratings_with_a_fifth_missing(unbalanced, oracle):
    expected = oracle("ratings_reml/ratings_reml.json")

    found = fit_ratings(unbalanced, method=VarianceMethod.REML)

    assert unbalanced.n == expected["n"]
    assert found.variances == pytest.approx(list(expected["variance"].values()), rel=1e-6)
    assert found.draws.loglik == pytest.approx(expected["loglik"], abs=1e-8)
    assert found.block_mean == pytest.approx(expected["block"]["mean"], abs=1e-6)
    assert found.block_se == pytest.approx(expected["block"]["se"], abs=1e-6)
    assert found.person_effect == pytest.approx(expected["person"]["effect"], abs=1e-6)
    assert -found.severity == pytest.approx(expected["rater"]["effect"], abs=1e-6)


def test_the_likelihood_is_that_of_the_full_covariance_matrix(unbalanced):
    variances = np.array([[0.3, 0.1, 0.2, 0.4], [0.3, 0.0, 0.2, 0.4], [0.0, 0.1, 0.0, 0.4]])
    blocks = design_columns(unbalanced)[:, : len(unbalanced.blocks)]
    same_person = unbalanced.person[:, None] == unbalanced.person
    same_cell = same_person & (unbalanced.block[:, None] == unbalanced.block)
    same_rater = unbalanced.rater[:, None] == unbalanced.rater

    def direct(person, rater, cell, residual):
        covariance = person * same_person + rater * same_rater + cell * same_cell + residual * np.eye(unbalanced.n)
        inverse = np.linalg.inv(covariance)
        information = blocks.T @ inverse @ blocks
        rest = unbalanced.rating - blocks @ np.linalg.solve(information, blocks.T @ inverse @ unbalanced.rating)
        determinants = np.linalg.slogdet(covariance)[1] + np.linalg.slogdet(information)[1]
        constant = (unbalanced.n - blocks.shape[1]) * np.log(2 * np.pi)
        return -0.5 * (constant + determinants + rest @ inverse @ rest)

    found = restricted_loglik(rating_sums(unbalanced), variances)

    assert found == pytest.approx([direct(*v) for v in variances], abs=1e-8)


def test_reml_of_a_complete_table_gives_the_classical_intraclass_correlation():
    rng = np.random.default_rng(31)
    table = rng.normal(0, 1, (20, 1)) + rng.normal(0, 0.5, 4) + rng.normal(0, 0.7, (20, 4))
    i, r = np.indices(table.shape)
    ratings = ratings_from([f"{x:02d}" for x in i.ravel()], [str(x) for x in r.ravel()], ["b"] * 80, table.ravel())

    found = fit_ratings(ratings, method=VarianceMethod.REML)

    person, rater, _, residual = found.variances
    assert person / (person + rater + residual) == pytest.approx(intraclass_correlations(table)[1].icc, abs=1e-6)


@pytest.mark.parametrize("method", list(VarianceMethod))
def test_the_variances_that_made_the_ratings_are_recovered(method):
    rng = np.random.default_rng(32)
    found = np.array(
        [fit_ratings(simulated(rng, persons=100, raters=10)[0], method=method).variances for _ in range(12)]
    )

    spread = found.std(axis=0) / np.sqrt(12)
    # .01 for what the priors pull
    assert (np.abs(found.mean(axis=0) - TRUE) < 4 * spread + 0.01).all()


def test_more_quadrature_points_change_nothing_that_is_shown(monkeypatch):
    ratings, _, _ = simulated(np.random.default_rng(33), persons=8)
    before = fit_ratings(ratings)
    monkeypatch.setattr(estimation, "NODES_OF_FEW", 9)

    after = fit_ratings(ratings)

    assert after.variances == pytest.approx(before.variances, abs=5e-4)
    assert after.person_effect == pytest.approx(before.person_effect, abs=5e-4)
    assert after.person_se == pytest.approx(before.person_se, abs=5e-4)
    assert after.dependability.g_lower == pytest.approx(before.dependability.g_lower, abs=2e-3)


def test_a_rater_who_grades_lower_has_a_severity_above_zero():
    ratings, _, severity = simulated(np.random.default_rng(34), persons=200, raters=5, variances=(0.25, 0.5, 0.1, 0.2))

    found = fit_ratings(ratings)

    assert found.severity == pytest.approx(severity - severity.mean(), abs=0.15)
    assert np.corrcoef(found.severity, severity)[0, 1] > 0.99


def test_the_grade_gives_back_what_a_severe_rater_took():
    rating = np.array([4.0, 2.0, 5.0, 3.0, 3.0, 1.0, 4.0, 2.0] * 6)
    persons = [f"p{i // 2:02d}" for i in range(48)]
    ratings = ratings_from(persons, ["mild", "severe"] * 24, ["b"] * 48, rating)

    found = fit_ratings(ratings, method=VarianceMethod.REML)

    assert found.severity == pytest.approx([-1.0, 1.0], abs=0.01)
    assert found.grades.mean == pytest.approx(rating.reshape(-1, 2).mean(axis=1), abs=1e-9)


@given(st.floats(0.2, 3.0), st.floats(-5, 5), st.integers(0, 2**31))
@settings(max_examples=15, deadline=None)
def test_stretching_and_shifting_the_scale_moves_reml_along(scale, shift, seed):
    ratings, _, _ = simulated(np.random.default_rng(seed), persons=12)
    moved = type(ratings)(**{**vars(ratings), "rating": scale * ratings.rating + shift})

    before, after = (fit_ratings(x, method=VarianceMethod.REML) for x in (ratings, moved))

    assert after.variances == pytest.approx(scale**2 * before.variances, rel=1e-3, abs=1e-5)
    assert after.grades.mean == pytest.approx(scale * before.grades.mean + shift, abs=1e-3)


def test_the_order_of_rows_changes_nothing(unbalanced):
    order = np.random.default_rng(35).permutation(unbalanced.n)
    shuffled = type(unbalanced)(
        **{**vars(unbalanced), **{k: getattr(unbalanced, k)[order] for k in ("rating", "person", "rater", "block")}}
    )

    assert fit_ratings(shuffled).person_effect == pytest.approx(fit_ratings(unbalanced).person_effect, abs=1e-9)


def test_a_variance_that_wants_to_be_negative_is_zero_and_says_so():
    rng = np.random.default_rng(36)
    ratings, _, _ = simulated(rng, persons=12, variances=(0.0, 0.0, 0.0, 1.0))

    found = fit_ratings(ratings, method=VarianceMethod.REML)

    at_zero = {note.place for note in found.notes if note.code == "boundary"}
    assert at_zero
    for component, variance in zip(("person", "rater", "person_block"), found.variances, strict=False):
        assert (variance == 0.0) == (component in at_zero)


def test_raters_who_never_differ_leave_reml_without_a_maximum_and_priors_with_a_small_residual(engine, csv_file):
    rows = [f"p{i},{r},{1 + i % 5}" for i in range(8) for r in "rs"]
    path = csv_file("who,by,grade\n" + "\n".join(rows) + "\n")
    columns = ["--person", "who", "--rater", "by", "--rating", "grade"]

    reml_status, reml = engine("ratings", "--data", path, *columns, "--variance", "reml")
    status, found = engine("ratings", "--data", path, *columns)

    assert (reml_status, reml["converged"]) == (3, False)
    assert reml["reason"]
    assert status == 0
    assert 0 < found["variance"]["residual"] < 0.2
    assert (found["agreement"]["exact"], found["agreement"]["within_one"]) == (1.0, 1.0)


def test_raters_without_shared_persons_cannot_be_compared_and_get_no_severity():
    rng = np.random.default_rng(37)
    persons = [f"p{i}" for i in range(8) for _ in range(2)]
    raters = [f"r{2 * (i >= 4) + k}" for i in range(8) for k in range(2)]
    ratings = ratings_from(persons, raters, ["b"] * 16, rng.normal(3, 1, 16))

    found = fit_ratings(ratings)

    assert not found.connected
    assert (found.severity == 0.0).all()
    assert found.variances[1] == 0.0
    assert [note.code for note in found.notes] == ["disconnected", "joined_person"]


def test_a_block_with_its_own_raters_is_not_connected_to_the_others():
    i, k = (x.ravel() for x in np.indices((6, 4)))
    y = np.random.default_rng(38).normal(size=24)
    nested = ratings_from([str(x) for x in i], [f"r{x}" for x in k], [f"b{x // 2}" for x in k], y)
    crossed = ratings_from([str(x) for x in i], [f"r{x % 2}" for x in k], [f"b{x // 2}" for x in k], y)

    assert not raters_are_connected(nested)
    assert raters_are_connected(crossed)


def test_one_rating_a_cell_joins_the_residual_and_says_so():
    ratings, _, _ = simulated(np.random.default_rng(39), persons=200, per_cell=1)

    found = fit_ratings(ratings)

    assert found.variances[2] == 0.0
    assert [note.code for note in found.notes] == ["joined_residual"]
    assert found.variances[3] == pytest.approx(0.6, abs=4 * 0.6 * np.sqrt(2 / 400))


def test_one_rater_has_no_severity():
    ratings = ratings_from(list("aabbcc"), ["r"] * 6, ["x", "y"] * 3, np.array([1.0, 2, 3, 3, 5, 4]))

    found = fit_ratings(ratings)

    assert found.connected
    assert found.severity == pytest.approx([0.0])
    assert np.isnan(found.severity_se).all()
    assert "one_rater" in [note.code for note in found.notes]


def test_a_block_that_somebody_did_not_do_does_not_change_their_grade():
    rng = np.random.default_rng(40)
    ratings, _, _ = simulated(rng, persons=60, variances=(0.25, 1e-6, 1e-6, 1e-4))
    keep = ~((ratings.person == 0) & (ratings.block == 2))
    part = type(ratings)(
        **{**vars(ratings), **{k: getattr(ratings, k)[keep] for k in ("rating", "person", "rater", "block")}}
    )

    assert fit_ratings(part).grades.mean[0] == pytest.approx(fit_ratings(ratings).grades.mean[0], abs=0.03)


def test_g_and_phi_follow_their_formulas():
    g, phi = generalisability(np.array([TRUE]), Coverage(raters=2, blocks=3, ratings=6))

    assert g[0] == pytest.approx(0.25 / (0.25 + 0.30 / 3 + 0.30 / 6))
    assert phi[0] == pytest.approx(0.25 / (0.25 + 0.08 / 2 + 0.30 / 3 + 0.30 / 6))


def test_one_more_rater_or_block_never_makes_a_plan_worse(unbalanced):
    plans = {(p.raters, p.blocks): p for p in fit_ratings(unbalanced).plans}

    for (raters, blocks), plan in plans.items():
        for more in ((raters + 1, blocks), (raters, blocks + 1)):
            if more in plans:
                assert plans[more].g > plan.g
                assert plans[more].phi > plan.phi
        assert plan.phi < plan.g


def test_the_plan_of_a_balanced_campaign_is_its_own_dependability():
    ratings, _, _ = simulated(np.random.default_rng(41), persons=20, raters=2, per_cell=2)
    found = fit_ratings(ratings)

    (here,) = [p for p in decision_study(found.draws, raters=2, blocks=3) if (p.raters, p.blocks) == (2, 3)]

    coverage = coverage_of(ratings)
    assert (coverage.raters, coverage.blocks, coverage.ratings) == pytest.approx((2, 3, 6))
    assert (here.g, here.phi) == pytest.approx((found.dependability.g, found.dependability.phi))
    assert found.dependability.g_lower < found.dependability.g


def test_agreement_counts_pairs_of_raters_of_the_same_cell():
    ratings = ratings_from(list("aaabb"), list("rstrs"), ["x"] * 5, np.array([3.0, 4.0, 5.0, 2.0, 2.0]))

    found = rater_agreement(ratings)

    assert (found.n_pairs, found.within_one, found.exact) == (4, 0.75, 0.25)


def test_without_a_second_rater_there_is_no_agreement_to_report():
    found = rater_agreement(ratings_from(list("ab"), list("rs"), ["x"] * 2, np.array([3.0, 4.0])))

    assert found.n_pairs == 0
    assert np.isnan(found.within_one)


def test_reliability_inside_a_block_counts_what_is_special_to_it():
    found = block_reliability(np.array(TRUE), raters_a_cell=2.0, separable=True)

    assert found.icc2_1 == pytest.approx(0.55 / 0.93)
    assert found.icc2_k == pytest.approx(0.55 / (0.55 + 0.19))
    assert np.isnan(block_reliability(np.array(TRUE), raters_a_cell=1.0, separable=False).icc2_1)


def test_a_grade_becomes_evidence_relative_to_the_norms_of_its_pack():
    norms = grade_norms(np.linspace(2.0, 4.0, 120))

    found = skill_position(norms.mean + 2 * norms.sd, 0.3, norms)

    assert (norms.assumed, found.y, found.method_extra_sd) == (False, pytest.approx(2.0), 0.0)
    assert found.v == pytest.approx((0.3 / norms.sd) ** 2)


def test_before_norms_exist_grades_are_placed_by_assumption_and_say_so():
    norms = grade_norms(np.array([3.0, 4.0]))

    found = skill_position(3.5, 0.25, norms)

    assert (norms.mean, norms.sd, norms.assumed) == (3.0, 0.5, True)
    assert (found.y, found.v, found.method_extra_sd) == (1.0, 0.25, 1.0)
    assert style_position(-1.5, 0.5, assumed=False).y == -1.5
    with pytest.raises(OutOfRangeError):
        skill_position(float("nan"), 0.3, norms)


@pytest.mark.parametrize(
    ("columns", "rating", "error"),
    [
        ((["a", "a"], ["r", "r"], ["x", "x"]), [1.0, 2.0], DuplicateNameError),
        ((["a", "a"], ["r", "s"], ["x", "x"]), [1.0, 2.0], TooFewPersonsError),
        ((["a", "b"], ["r", "s"], ["x", "x"]), [2.0, 2.0], ZeroVarianceError),
        ((["a", "b"], ["r", ""], ["x", "x"]), [2.0, 1.0], NoDataError),
        ((["a", "b"], ["r", "s"], ["x", "x"]), [np.nan, np.nan], NoDataError),
    ],
)
def test_impossible_input_is_refused_by_name(columns, rating, error):
    with pytest.raises(error):
        ratings_from(*columns, np.array(rating))


def test_the_command_reports_every_figure_with_its_error(engine):
    status, found = engine(
        "ratings",
        "--data",
        ORACLE / "ratings.csv",
        *("--person", "person", "--rater", "rater", "--block", "block", "--rating", "rating"),
    )

    assert status == 0
    assert (found["n"], found["n_missing"], found["connected"]) == (377, 103, True)
    assert {"effect", "se", "grade", "grade_se", "n_ratings", "by_block"} <= set(found["persons"][0])
    assert all(view["se"] > 0 for view in found["persons"][0]["by_block"])
    assert found["g_lower"] < found["g"]


def test_the_command_works_without_blocks(engine, csv_file):
    path = csv_file("who,by,grade\na,r,1\na,s,2\nb,r,3\nb,s,3\nc,r,5\nc,s,4\n")

    status, found = engine(
        "ratings", "--data", path, "--person", "who", "--rater", "by", "--rating", "grade", "--variance", "reml"
    )

    assert status == 0
    assert [b["block"] for b in found["blocks"]] == ["all"]
    assert found["g_lower"] is None


@pytest.mark.long
@pytest.mark.parametrize("persons", [8, 40])
def test_intervals_of_persons_cover_their_confidence(persons):
    rng = np.random.default_rng(92)
    hits = []
    for _ in range(2000):
        ratings, effects, _ = simulated(rng, persons=persons)
        found = fit_ratings(ratings)
        hits.append(np.abs(found.person_effect - effects) <= 1.6449 * found.person_se)

    assert 0.86 <= np.mean(hits) <= 0.93


@pytest.mark.long
def test_plain_reml_intervals_do_not_cover_with_eight_persons():
    """The control of the study above: it would notice intervals that are too short."""
    rng = np.random.default_rng(93)
    hits = []
    for _ in range(500):
        ratings, effects, _ = simulated(rng, persons=8)
        found = fit_ratings(ratings, method=VarianceMethod.REML)
        hits.append(np.abs(found.person_effect - effects) <= 1.6449 * found.person_se)

    assert np.mean(hits) < 0.80
