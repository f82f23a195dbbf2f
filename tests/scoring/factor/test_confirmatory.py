from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import (
    ModelSyntaxError,
    NotIdentifiedError,
    NotPositiveDefiniteError,
    ScoringError,
    TooFewItemsError,
    TooFewPersonsError,
    UnsuitableGroupsError,
    UsageError,
    ZeroVarianceError,
)
from scoring.factor.confirmatory import Confirmation, Estimator, Identification, confirm, parse_model
from scoring.factor.confirmatory.confirm import table_of
from scoring.factor.confirmatory.estimation import fit
from scoring.factor.confirmatory.indices import fit_indices
from scoring.factor.confirmatory.samples import sample_from_tables
from scoring.factor.polychoric import influence_tables, polychoric_correlations
from scoring.factor.tables import category_codes, observed_categories, sum_of_tables, two_way_tables
from scoring.linalg import FloatMatrix
from scoring.responses import MissingRule, ResponseTable

TWO = parse_model("F =~ x1 + x2 + x3 + x4\nG =~ x5 + x6 + x7 + x8")
ONE = parse_model("F =~ x1 + x2 + x3 + x4")
THRESHOLDS = (-1.2, -0.3, 0.4, 1.3)
CONTINUOUS = [Estimator.ML, Estimator.MLR, Estimator.MLM, Estimator.FIML]


@pytest.fixture
def answers(
    simulate: Callable[..., FloatMatrix], two_factors: tuple[FloatMatrix, FloatMatrix]
) -> Callable[..., FloatMatrix]:
    def draw(n: int = 600, seed: int = 5) -> FloatMatrix:
        return simulate(loadings=two_factors[0], factor_correlations=two_factors[1], n=n, seed=seed)

    return draw


def estimates(found: Confirmation) -> dict[str, float]:
    return {f"{p.lhs} {p.op} {p.rhs}".strip(): p.estimate for p in found.parameters}


def standardised(found: Confirmation) -> dict[str, float]:
    return {f"{p.lhs} {p.op} {p.rhs}".strip(): p.standardized for p in found.parameters}


@pytest.mark.parametrize("estimator", list(Estimator))
def test_known_parameters_are_recovered_within_four_standard_errors(
    estimator: Estimator,
    answers: Callable[..., FloatMatrix],
    cut: Callable[..., FloatMatrix],
    make_table: Callable[..., ResponseTable],
    two_factors: tuple[FloatMatrix, FloatMatrix],
) -> None:
    sample = answers(n=4_000, seed=17)
    values = cut(sample, THRESHOLDS) if estimator.ordinal else sample

    found = confirm(make_table(values), TWO, estimator=estimator)

    assert found.converged
    rows = {(p.lhs, p.op, p.rhs): p for p in found.parameters}
    for j in range(8):
        factor = "F" if j < 4 else "G"
        row = rows[factor, "=~", f"x{j + 1}"]
        assert abs(row.estimate - two_factors[0][j, j // 4]) < 4 * row.se
    assert abs(rows["F", "~~", "G"].estimate - 0.4) < 4 * rows["F", "~~", "G"].se
    decisive = found.indices.scaled or found.indices.naive
    assert decisive.pvalue > 0.001
    assert decisive.cfi > 0.99


@pytest.mark.parametrize("estimator", [Estimator.ML, Estimator.FIML, Estimator.WLSMV])
def test_a_saturated_model_fits_perfectly(
    estimator: Estimator,
    answers: Callable[..., FloatMatrix],
    cut: Callable[..., FloatMatrix],
    make_table: Callable[..., ResponseTable],
) -> None:
    values = cut(answers()[:, :3], THRESHOLDS)

    found = confirm(make_table(values), parse_model("F =~ x1 + x2 + x3"), estimator=estimator).indices

    assert (found.naive.df, found.naive.cfi, found.naive.rmsea) == (0, 1.0, 0.0)
    assert found.naive.chisq == pytest.approx(0.0, abs=1e-6)
    assert found.srmr == pytest.approx(0.0, abs=1e-6)


def test_fiml_of_complete_rows_is_ml(
    answers: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> None:
    table = make_table(answers())

    ml, fiml = (confirm(table, TWO, estimator=e) for e in (Estimator.ML, Estimator.FIML))

    assert fiml.indices.naive.chisq == pytest.approx(ml.indices.naive.chisq, abs=1e-6)
    ours, theirs = estimates(ml), estimates(fiml)
    assert all(abs(theirs[key] - value) < 1e-5 for key, value in ours.items())


def test_fiml_recovers_loadings_although_answers_are_missing_at_random(
    answers: Callable[..., FloatMatrix],
    make_table: Callable[..., ResponseTable],
    two_factors: tuple[FloatMatrix, FloatMatrix],
) -> None:
    """Who scores low on x1 leaves x2 out: listwise means are wrong, FIML's are not."""
    values = answers(n=6_000, seed=23)
    values[values[:, 0] < -0.3, 1] = np.nan

    found = {(p.lhs, p.op, p.rhs): p for p in confirm(make_table(values), TWO, estimator=Estimator.FIML).parameters}

    assert abs(found["F", "=~", "x2"].estimate - two_factors[0][1, 0]) < 4 * found["F", "=~", "x2"].se
    assert abs(found["x2", "~1", ""].estimate) < 4 * found["x2", "~1", ""].se
    assert np.nanmean(values[:, 1]) > 0.2


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 1_000), scale=st.floats(0.01, 100), shift=st.floats(-100, 100))
def test_units_and_order_of_persons_change_no_test_and_no_standardised_value(
    seed: int, scale: float, shift: float
) -> None:
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(200, 1))
    values = common * 0.7 + rng.normal(size=(200, 4)) * 0.7

    def run(table: FloatMatrix) -> Confirmation:
        items = tuple(f"x{j + 1}" for j in range(4))
        return confirm(ResponseTable(items=items, values=table, rows=np.arange(1, 201)), ONE, estimator=Estimator.MLR)

    before, after = run(values), run(values[rng.permutation(200)] * scale + shift)

    assert after.indices.naive.chisq == pytest.approx(before.indices.naive.chisq, rel=1e-5, abs=1e-6)
    assert after.indices.scaled is not None
    assert before.indices.scaled is not None
    assert after.indices.scaled.chisq == pytest.approx(before.indices.scaled.chisq, rel=1e-4, abs=1e-5)
    for key, value in standardised(before).items():
        assert abs(abs(standardised(after)[key]) - abs(value)) < 1e-4


def test_variance_and_marker_identification_are_the_same_model(
    answers: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> None:
    table = make_table(answers())

    for estimator in (Estimator.MLR, Estimator.FIML):
        first, second = (confirm(table, TWO, estimator=estimator, identification=i) for i in Identification)
        assert first.indices.naive.chisq == pytest.approx(second.indices.naive.chisq, abs=1e-6)
        for key, value in standardised(first).items():
            assert standardised(second)[key] == pytest.approx(value, abs=1e-5)


def test_fixed_values_and_equal_labels_hold(
    answers: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> None:
    model = parse_model("F =~ l*x1 + l*x2 + 0.6*x3 + x4\nG =~ x5 + x6 + x7 + x8\nF ~~ 0*G\nx1 ~~ x5")

    found = confirm(make_table(answers()), model, estimator=Estimator.ML)

    values = estimates(found)
    assert values["F =~ x1"] == values["F =~ x2"]
    assert (values["F =~ x3"], values["F ~~ G"]) == (0.6, 0.0)
    assert "x1 ~~ x5" in values
    free = confirm(make_table(answers()), TWO, estimator=Estimator.ML).indices.naive
    assert found.indices.naive.df == free.df + 2
    assert found.indices.naive.chisq > free.chisq


def test_a_factor_of_factors_is_the_same_as_its_correlated_factors_when_there_are_three(
    simulate: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> None:
    loadings = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6]]))
    phi = np.array([[1, 0.5, 0.4], [0.5, 1, 0.3], [0.4, 0.3, 1]])
    table = make_table(simulate(loadings=loadings, factor_correlations=phi, n=800, seed=2))
    first = "A =~ x1 + x2 + x3\nB =~ x4 + x5 + x6\nC =~ x7 + x8 + x9"

    apart = confirm(table, parse_model(first), estimator=Estimator.ML)
    above = confirm(table, parse_model(first + "\nG =~ A + B + C"), estimator=Estimator.ML)

    assert above.indices.naive.df == apart.indices.naive.df
    assert above.indices.naive.chisq == pytest.approx(apart.indices.naive.chisq, abs=1e-5)


@pytest.mark.parametrize("estimator", [Estimator.ML, Estimator.FIML, Estimator.DWLS])
def test_modification_indices_foretell_the_fall_of_the_statistic(
    estimator: Estimator,
    answers: Callable[..., FloatMatrix],
    cut: Callable[..., FloatMatrix],
    make_table: Callable[..., ResponseTable],
) -> None:
    sample = answers(n=20_000, seed=9)
    sample[:, 4] += 0.06 * sample[:, 0]
    table = make_table(cut(sample, THRESHOLDS) if estimator.ordinal else sample)
    found = confirm(table, TWO, estimator=estimator)
    largest = found.modification_indices[0]

    text = "F =~ x1 + x2 + x3 + x4\nG =~ x5 + x6 + x7 + x8\n" + f"{largest.lhs} {largest.op} {largest.rhs}"
    if largest.op == "=~":
        text = text.replace(f"\n{largest.lhs} =~ {largest.rhs}", "").replace(
            f"{largest.lhs} =~", f"{largest.lhs} =~ {largest.rhs} +"
        )
    freed = confirm(table, parse_model(text), estimator=estimator)

    fall = found.indices.naive.chisq - freed.indices.naive.chisq
    change = next(p.estimate for p in freed.parameters if {p.lhs, p.rhs} == {largest.lhs, largest.rhs})
    assert fall == pytest.approx(largest.mi, rel=0.1)
    assert change == pytest.approx(largest.epc, rel=0.15)


def test_scaled_and_naive_statistics_agree_when_answers_are_normal(
    answers: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> None:
    for estimator in (Estimator.MLR, Estimator.MLM):
        scaled = confirm(make_table(answers(n=5_000, seed=1)), TWO, estimator=estimator).indices.scaled
        assert scaled is not None
        assert scaled.scaling_factor == pytest.approx(1.0, abs=0.05)


def test_a_method_factor_is_found_when_there_is_one_and_fixed_at_zero_when_there_is_none(
    simulate: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> None:
    keys = np.array([1, 1, 1, -1, -1, -1.0])
    style = simulate(loadings=np.full((6, 1), 0.7), factor_correlations=np.eye(1), n=3_000, seed=4) * keys
    agreeing = style + 0.4 * np.random.default_rng(5).normal(size=(3_000, 1))
    model = parse_model("F =~ x1 + x2 + x3 + x4 + x5 + x6")

    with_it = confirm(make_table(agreeing), model, estimator=Estimator.ML, method_factor="M")
    variance = next(p for p in with_it.parameters if p.lhs == p.rhs == "M")
    assert abs(variance.estimate - 0.16) < 4 * variance.se

    notes = []
    for seed in range(8):
        plain = simulate(loadings=np.full((6, 1), 0.7), factor_correlations=np.eye(1), n=400, seed=seed) * keys
        found = confirm(make_table(plain), model, estimator=Estimator.ML, method_factor="M")
        notes += [note.code for note in found.notes]
        assert next(p for p in found.parameters if p.lhs == p.rhs == "M").estimate >= 0
    assert "boundary" in notes


def test_a_method_factor_needs_three_items_of_each_key(
    answers: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> None:
    table = replace(make_table(answers()), reversed=("x1", "x2"))

    with pytest.raises(TooFewItemsError) as caught:
        confirm(table, TWO, estimator=Estimator.ML, method_factor="M")

    assert caught.value.value == 2


def test_heterotrait_ratio_of_parallel_scales_is_their_true_correlation(
    simulate: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> None:
    loadings = np.kron(np.eye(2), np.full((4, 1), 0.7))
    values = simulate(loadings=loadings, factor_correlations=np.array([[1, 0.6], [0.6, 1]]), n=20_000, seed=6)

    found = confirm(make_table(values), TWO, estimator=Estimator.ML)

    assert found.scales == ("F", "G")
    assert found.htmt[0, 1] == pytest.approx(0.6, abs=0.03)


def test_a_heywood_case_is_reported_as_improper(make_table: Callable[..., ResponseTable]) -> None:
    matrix = np.array([[1.0, 0.9, 0.9, 0.2], [0.9, 1.0, 0.7, 0.1], [0.9, 0.7, 1.0, 0.1], [0.2, 0.1, 0.1, 1.0]])
    noise = np.random.default_rng(3).normal(size=(300, 4))
    white = np.linalg.qr(noise - noise.mean(axis=0))[0] * np.sqrt(300)
    values = white @ np.linalg.cholesky(matrix).T

    found = confirm(make_table(values), ONE, estimator=Estimator.ML)

    assert found.converged
    assert [note.code for note in found.improper] == ["negative_variance"]


@pytest.mark.parametrize("seed", [11, 13, 43])
def test_items_without_a_common_factor_end_in_a_result_that_did_not_converge(
    seed: int, make_table: Callable[..., ResponseTable]
) -> None:
    """Forty people, three answers, loadings near zero: the shifted statistic falls below zero."""
    rng = np.random.default_rng(seed)
    trait = rng.standard_normal(40)
    loadings = np.array([0.9, 0.1, 0.1, 0.9])
    continuous = trait[:, None] * loadings + rng.standard_normal((40, 4)) * np.sqrt(1 - loadings**2)
    values = (continuous > 0).astype(float) + (rng.random((40, 4)) > 0.5)

    found = confirm(make_table(values), ONE, estimator=Estimator.WLSMV)

    assert not found.converged
    assert found.indices.scaled is not None
    assert (found.indices.scaled.rmsea_lower, found.indices.scaled.rmsea_upper) == (0.0, 0.0)


def test_pairwise_polychorics_use_everybody(bfi: ResponseTable) -> None:
    model = parse_model("N =~ N1 + N2 + N3 + N4 + N5")

    pairwise = confirm(bfi, model, estimator=Estimator.WLSMV, missing=MissingRule.PAIRWISE)
    listwise = confirm(bfi, model, estimator=Estimator.WLSMV)

    assert pairwise.fitted.sample.n > listwise.fitted.sample.n
    assert estimates(pairwise)["N =~ N1"] == pytest.approx(estimates(listwise)["N =~ N1"], abs=0.02)


@pytest.mark.parametrize("estimator", list(Estimator))
def test_weak_and_strong_misfit_are_told_apart(
    estimator: Estimator,
    answers: Callable[..., FloatMatrix],
    cut: Callable[..., FloatMatrix],
    make_table: Callable[..., ResponseTable],
) -> None:
    sample = answers(n=1_000, seed=31)
    table = make_table(cut(sample, THRESHOLDS) if estimator.ordinal else sample)

    right = confirm(table, TWO, estimator=estimator).indices
    wrong = confirm(table, parse_model("F =~ x1+x2+x3+x4+x5+x6+x7+x8"), estimator=estimator).indices

    assert wrong.naive.chisq > right.naive.chisq
    assert wrong.naive.cfi < 0.9 < right.naive.cfi
    assert wrong.srmr > right.srmr
    assert wrong.naive.rmsea_lower <= wrong.naive.rmsea <= wrong.naive.rmsea_upper


@pytest.mark.parametrize(
    ("text", "values", "error"),
    [
        ("F =~ x1", np.random.default_rng(1).normal(size=(50, 1)), TooFewItemsError),
        ("F =~ x1 + x2", np.random.default_rng(1).normal(size=(50, 2)), NotIdentifiedError),
        ("F =~ x1 + x2 + x3", np.random.default_rng(1).normal(size=(3, 3)), TooFewPersonsError),
        ("F =~ x1 + x2 + x3", np.ones((50, 3)), ZeroVarianceError),
        (
            "F =~ x1 + x2 + x3",
            np.repeat(np.random.default_rng(1).normal(size=(50, 1)), 3, axis=1),
            NotPositiveDefiniteError,
        ),
        ("F =~ x1 + x2 + x3\nF ~~ x1", np.random.default_rng(1).normal(size=(50, 3)), ModelSyntaxError),
        ("F =~ c(1, 1)*x1 + x2 + x3", np.random.default_rng(1).normal(size=(50, 3)), UsageError),
    ],
)
@pytest.mark.parametrize("estimator", [Estimator.ML, Estimator.FIML])
def test_what_cannot_be_fitted_is_named(
    text: str,
    values: FloatMatrix,
    error: type[ScoringError],
    estimator: Estimator,
    make_table: Callable[..., ResponseTable],
) -> None:
    with pytest.raises(error) as caught:
        confirm(make_table(values), parse_model(text), estimator=estimator)

    assert caught.value.remedy


def test_parameters_that_the_data_cannot_tell_apart_are_named(
    answers: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> None:
    model = parse_model("F =~ x1 + x2 + x3 + x4\nF ~~ NA*F")

    with pytest.raises(NotIdentifiedError) as caught:
        confirm(make_table(answers()), model, estimator=Estimator.ML)

    assert caught.value.place


@pytest.mark.parametrize("estimator", [Estimator.DWLS, Estimator.WLSMV, Estimator.ULS])
def test_counts_and_cross_products_of_batches_give_the_model_of_all_answers(
    estimator: Estimator, bfi: ResponseTable
) -> None:
    """Nothing but sums leaves the place where the answers are."""
    model = parse_model("N =~ N1 + N2 + N3 + N4 + N5")
    whole = bfi.select(model.observed).complete()
    codes = category_codes(whole, categories := observed_categories(whole))
    batches = [codes[:700], codes[700:1_900], codes[1_900:]]

    tables = sum_of_tables([two_way_tables(c, items=model.observed, categories=categories) for c in batches])
    influence = influence_tables(polychoric_correlations(tables), tables)
    gram = np.sum([influence.gram(c) for c in batches], axis=0)
    sample = sample_from_tables(tables, gram=gram if estimator is not Estimator.DWLS else None)
    found = fit(sample, table_of(model, sample, identification=Identification.VARIANCE), estimator)

    expected = confirm(whole, model, estimator=estimator)
    np.testing.assert_allclose(found.theta, expected.fitted.theta, atol=1e-9)
    np.testing.assert_allclose(found.covariance, expected.fitted.covariance, rtol=1e-7, atol=1e-12)
    assert fit_indices(found).naive.chisq == pytest.approx(expected.indices.naive.chisq, rel=1e-9)


def test_copies_of_persons_in_clusters_add_no_information(
    answers: Callable[..., FloatMatrix], cut: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> None:
    values = cut(answers(n=400), THRESHOLDS)
    copies = make_table(np.repeat(values, 3, axis=0), groups=[str(k) for k in np.repeat(np.arange(400), 3)])

    once = confirm(make_table(values), TWO, estimator=Estimator.WLSMV)
    clustered = confirm(copies, TWO, estimator=Estimator.WLSMV, clustered=True)
    naive = confirm(copies, TWO, estimator=Estimator.WLSMV)

    errors = [np.sqrt(np.diag(found.fitted.covariance)) for found in (once, clustered, naive)]
    np.testing.assert_allclose(clustered.fitted.theta, once.fitted.theta, atol=1e-7)
    np.testing.assert_allclose(errors[1], errors[0], rtol=5e-3)
    np.testing.assert_allclose(errors[2], errors[0] / np.sqrt(3), rtol=5e-3)
    assert once.indices.scaled is not None
    assert clustered.indices.scaled is not None
    assert clustered.indices.scaled.chisq == pytest.approx(once.indices.scaled.chisq, rel=0.01)


def test_clusters_need_a_robust_ordinal_estimator_and_two_clusters(make_table: Callable[..., ResponseTable]) -> None:
    values = np.random.default_rng(1).integers(1, 4, (60, 4)).astype(float)

    with pytest.raises(UsageError):
        confirm(make_table(values, groups=["a"] * 60), ONE, estimator=Estimator.ML, clustered=True)
    with pytest.raises(UnsuitableGroupsError):
        confirm(make_table(values, groups=["a"] * 60), ONE, estimator=Estimator.WLSMV, clustered=True)
