"""Figures of a split-half confirmation, each against the statistic that it promises."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from scoring.definitions.standing import OriginCounts
from scoring.factor.confirmatory import Estimator, confirm, parse_model
from scoring.factor.invariance import Level, measurement_invariance
from scoring.factor.polychoric import influence_tables, polychoric_correlations
from scoring.factor.tables import category_codes, observed_categories, tables_of
from scoring.ladder.confirmation import fit_figures, halved, parts_of, structure_figures
from scoring.ladder.rating_scales import FitFigures
from scoring.reliability.categorical_omega import categorical_omega, gram_of, reliability_interval
from scoring.responses import ResponseTable, parse_responses

DATA = Path(__file__).parents[2] / "data"
N, E = (tuple(f"{letter}{number}" for number in range(1, 6)) for letter in "NE")
REAL = OriginCounts(real=2800)
NOTHING = FitFigures(cfi=None, tli=None, rmsea=None, srmr=None)


@pytest.fixture(scope="module")
def bfi():
    with (DATA / "bfi.csv").open(newline="") as handle:
        return parse_responses(handle, items="N1-N5,E1-E5")


def simulated(values, reversed_items=()):
    items = tuple(f"i{number}" for number in range(1, values.shape[1] + 1))
    return ResponseTable(
        items=items, values=values.astype(float), rows=np.arange(1, len(values) + 1), reversed=reversed_items
    )


def agreeing(turned, people=800):
    """Keyed answers 0-3 to six items by people who also agree whatever is asked; the first `turned` are reversed."""
    rng = np.random.default_rng(11)
    key = np.where(np.arange(6) < turned, -1.0, 1.0)
    trait, agrees = rng.standard_normal((2, people, 1))
    continuous = 0.7 * trait + 0.45 * key * agrees + 0.55 * rng.standard_normal((people, 6))
    return simulated(np.searchsorted([-0.9, 0.0, 0.9], continuous), tuple(f"i{k}" for k in range(1, turned + 1)))


def unrelated(seed):
    """Forty people whose three-step answers share next to nothing: no common factor can be found."""
    rng = np.random.default_rng(seed)
    trait = rng.standard_normal(40)
    loadings = np.array([0.9, 0.1, 0.1, 0.9])
    continuous = trait[:, None] * loadings + rng.standard_normal((40, 4)) * np.sqrt(1 - loadings**2)
    return (continuous > 0).astype(float) + (rng.random((40, 4)) > 0.5)


def test_the_halves_are_a_seeded_permutation_cut_in_the_middle():
    split = halved(101, 7)

    expected = np.random.default_rng(7).permutation(101)[:50]
    assert np.flatnonzero(split.calibrates).tolist() == sorted(expected)
    assert split.seed == 7


def test_parts_of_equal_size_are_cut_from_a_seeded_permutation():
    parts = parts_of(10, 7, 3)

    order = np.random.default_rng(7).permutation(10)
    assert [np.flatnonzero(parts == number).tolist() for number in range(3)] == [
        sorted(order[:4]),
        sorted(order[4:7]),
        sorted(order[7:]),
    ]


def test_every_figure_is_the_statistic_of_the_right_half(bfi):
    split = halved(bfi.n_rows, 7)

    (neuroticism, extraversion), notes = structure_figures(bfi, {"N": N, "E": E}, split, REAL)

    own = bfi.select(N)
    second = confirm(own.where(~split.calibrates), parse_model("N =~ " + " + ".join(N)), estimator=Estimator.WLSMV)
    scaled = second.indices.scaled
    assert neuroticism.fit == FitFigures(
        cfi=scaled.cfi,
        tli=scaled.tli,
        rmsea=scaled.rmsea,
        srmr=second.indices.srmr,
        largest_residual_correlation=max(abs(m.sepc) for m in second.modification_indices if m.op == "~~"),
    )
    assert [(one.item, one.estimate) for one in neuroticism.loadings] == [
        (p.rhs, p.standardized) for p in second.parameters if p.op == "=~"
    ]
    assert [one.lower for one in neuroticism.loadings] == pytest.approx(
        [p.estimate - 1.959964 * p.se for p in second.parameters if p.op == "=~"], abs=1e-6
    )
    assert neuroticism.n_calibration == own.where(split.calibrates).n_complete
    assert neuroticism.n_confirmation == own.where(~split.calibrates).n_complete
    assert (neuroticism.scale, neuroticism.origin, extraversion.scale) == ("N", REAL, "E")
    assert notes == ()


def test_the_drop_is_that_of_the_halves_as_groups(bfi):
    split = halved(bfi.n_rows, 7)
    own = bfi.select(N)

    (figures,), _ = structure_figures(own, {"N": N}, split, REAL)

    grouped = replace(own, groups=tuple(np.where(split.calibrates, "first", "second").tolist()))
    levels = measurement_invariance(grouped, parse_model("N =~ " + " + ".join(N)), estimator=Estimator.WLSMV).levels
    cfi = {level.level: level.indices.scaled.cfi for level in levels}
    assert figures.cfi_drop == pytest.approx(cfi[Level.CONFIGURAL] - cfi[Level.LOADINGS], abs=1e-10)


def test_omega_and_its_one_sided_bound_are_those_of_all_complete_answers(bfi):
    own = bfi.select(N)

    (figures,), _ = structure_figures(own, {"N": N}, halved(bfi.n_rows, 7), REAL)

    complete = own.complete()
    categories = observed_categories(complete)
    tables = tables_of(complete, categories=categories)
    polychorics = polychoric_correlations(tables)
    found = categorical_omega(
        polychorics, gram_of(influence_tables(polychorics, tables), category_codes(complete, categories))
    )
    assert figures.omega == found.omega
    assert figures.omega_lower == pytest.approx(reliability_interval(found.omega, found.se, 0.80)[0], abs=1e-12)


def test_scales_are_compared_with_every_other_by_polychorics_of_everybody(bfi):
    table = bfi.select((*N[1:], *E[1:], "N1", "E1"))
    scales = {"N": N[1:], "E": E[1:], "short": ("N1", "E1")}

    figures, _ = structure_figures(table, scales, halved(bfi.n_rows, 7), REAL)

    matrix = np.abs(polychoric_correlations(tables_of(table, categories=observed_categories(table))).matrix)
    within = [matrix[:4, :4][np.tril_indices(4, -1)].mean(), matrix[4:8, 4:8][np.tril_indices(4, -1)].mean()]
    expected = matrix[:4, 4:8].mean() / np.sqrt(within[0] * within[1])
    assert figures[0].htmt["E"] == pytest.approx(expected, abs=1e-12)
    assert figures[1].htmt["N"] == figures[0].htmt["E"]
    assert [sorted(one.htmt) for one in figures] == [["E", "short"], ["N", "short"], ["E", "N"]]


def test_two_scales_are_compared_and_one_alone_is_not(bfi):
    split = halved(bfi.n_rows, 7)

    both, _ = structure_figures(bfi, {"N": N, "E": E}, split, REAL)
    (alone,), _ = structure_figures(bfi, {"N": N}, split, REAL)

    assert ([list(one.htmt) for one in both], alone.htmt) == ([["E"], ["N"]], {})


@pytest.mark.parametrize(("turned", "balanced"), [(2, False), (3, True), (4, False)])
def test_three_items_of_each_key_bring_a_method_factor(turned, balanced):
    table = agreeing(turned)
    split = halved(table.n_rows, 3)

    (figures,), _ = structure_figures(table, {"S": table.items}, split, REAL)

    model = parse_model("S =~ " + " + ".join(table.items))
    expected = confirm(
        table.where(~split.calibrates),
        model,
        estimator=Estimator.WLSMV,
        method_factor="acquiescence" if balanced else None,
    )
    assert figures.fit.rmsea == expected.indices.scaled.rmsea
    assert [one.item for one in figures.loadings] == list(table.items)
    assert (figures.fit.rmsea < 0.06) is balanced


def test_residuals_are_pairs_of_items_and_nothing_else(bfi):
    found = confirm(bfi, parse_model(f"N =~ {' + '.join(N)}\nE =~ {' + '.join(E)}"), estimator=Estimator.WLSMV)

    figures = fit_figures(found)

    pairs = [abs(m.sepc) for m in found.modification_indices if m.op == "~~" and m.lhs != m.rhs]
    others = [abs(m.sepc) for m in found.modification_indices if m.op == "=~"]
    assert others
    assert figures.largest_residual_correlation == max(pairs)
    assert fit_figures(replace(found, modification_indices=())).largest_residual_correlation == 0.0


def test_an_estimator_without_a_robust_test_gives_no_figures(bfi):
    found = confirm(bfi, parse_model("N =~ " + " + ".join(N)), estimator=Estimator.DWLS)

    assert fit_figures(found) == NOTHING


def test_what_cannot_be_computed_is_none_with_a_note_where():
    table = agreeing(0)
    flat = replace(table, values=np.where(np.arange(6) == 5, 1.0, table.values))

    figures, notes = structure_figures(flat, {"S": table.items[:3], "T": table.items[3:]}, halved(800, 3), REAL)

    assert [note.place for note in notes] == ["htmt", "T, confirmation half", "T, omega", "T, halves"]
    assert all(note.code and note.message for note in notes)
    assert (figures[1].fit, figures[1].omega, figures[1].omega_lower, figures[1].cfi_drop) == (NOTHING, *[None] * 3)
    assert figures[1].loadings == ()
    assert [list(one.htmt) for one in figures] == [["T"], ["S"]]
    assert np.isnan([figures[0].htmt["T"], figures[1].htmt["S"]]).all()


def test_a_model_that_did_not_converge_gives_no_figures():
    table = simulated(np.concatenate([unrelated(11), unrelated(13)]))
    split = replace(halved(80, 1), calibrates=np.arange(80) < 40)

    (figures,), _ = structure_figures(table, {"S": table.items}, split, REAL)

    assert (figures.fit, figures.loadings) == (NOTHING, ())
    assert figures.cfi_drop is None


def test_progress_is_told_before_every_scale(bfi):
    told = []

    structure_figures(bfi, {"N": N, "E": E}, halved(bfi.n_rows, 7), REAL, progress=lambda *event: told.append(event))

    assert told == [("confirm", 0, 2), ("confirm", 1, 2)]
