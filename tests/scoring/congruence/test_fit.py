"""Fit of people to a definition."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from scoring.congruence.definition import Kind, Target
from scoring.congruence.files import positions_from_columns, targets_from_document
from scoring.congruence.fit import NOTHING_ELIGIBLE, NOTHING_TO_JUDGE, Positions, assess_fit, positions_of
from scoring.congruence.policy import FitPolicy
from scoring.congruence.verdicts import (
    NoVerdict,
    Verdict,
    largest_probability,
    missing_word,
    probability_within,
    word_for,
)
from scoring.definitions.standing import Basis, Status
from scoring.errors import (
    DuplicateNameError,
    NotANumberError,
    OutOfRangeError,
    UnknownColumnError,
    UnsuitableModelError,
)

STYLE = Target(name="D1", kind=Kind.STYLE, lower=-1.0, upper=1.0, weight=3)
STANDARD = Target(name="S1", kind=Kind.STANDARD, cut=0.5, weight=5)
UNCUT = Target(name="S2", kind=Kind.STANDARD, weight=2)
TRAIT = Target(name="T1", kind=Kind.TRAIT, lower=-1.0, upper=1.0)


def positions(name, mean, se, basis=Basis.DATA, status=Status.IN_USE):
    return positions_of(name, np.array(mean, float), np.array(se, float), basis=basis, status=status)


def fit(targets, *tables, people=1):
    return assess_fit(targets, {table.dimension: table for table in tables}, people)


@given(st.floats(-6, 6), st.floats(0.05, 1), st.floats(-3, 3), st.floats(0.1, 4))
def test_probability_is_the_normal_mass_inside_the_band(mean, se, lower, width):
    found = probability_within(np.array([mean]), np.array([se]), lower, lower + width)[0]

    assert found == pytest.approx(norm.cdf(lower + width, mean, se) - norm.cdf(lower, mean, se), abs=1e-12)


def test_probability_keeps_its_digits_far_below_and_far_above_the_band():
    far = probability_within(np.array([-9.0, 9.0]), np.array([1.0, 1.0]), -1.0, 1.0)

    assert far[0] == far[1]
    assert far[0] == pytest.approx(norm.sf(8.0) - norm.sf(10.0), rel=1e-12)


def test_inside_and_outside_make_one():
    m, s = np.array([0.3]), np.array([0.4])

    parts = [probability_within(m, s, *r)[0] for r in ((-math.inf, -1.0), (-1.0, 1.0), (1.0, math.inf))]

    assert sum(parts) == pytest.approx(1.0, abs=1e-14)


@pytest.mark.parametrize(
    ("probability", "se", "word"),
    [
        (0.80, 0.71, Verdict.ON),
        (0.7999, 0.1, Verdict.CANNOT_TELL),
        (0.20, 0.71, Verdict.OFF),
        (0.2001, 0.1, Verdict.CANNOT_TELL),
        (0.99, 0.7101, Verdict.CANNOT_TELL),
        (0.01, 0.7101, Verdict.CANNOT_TELL),
    ],
)
def test_words_begin_exactly_at_their_limits(probability, se, word):
    assert word_for(probability, se) is word


def test_reasons_for_no_word_come_in_a_fixed_order():
    assert missing_word(UNCUT, scored=False, on_data=False) is NoVerdict.NOT_SCORED
    assert missing_word(UNCUT, scored=True, on_data=False) is NoVerdict.NO_CUT
    assert missing_word(STYLE, scored=True, on_data=False) is NoVerdict.ASSUMED_PARAMETERS
    assert missing_word(STYLE, scored=True, on_data=True) is None


def test_the_table_gives_the_same_words_as_the_rule_for_one():
    rng = np.random.default_rng(1)
    mean, se = rng.normal(0, 1, 300), rng.uniform(0.1, 0.9, 300)

    found = fit([STYLE], positions("D1", mean, se), people=300).dimensions[0]

    expected = [word_for(p, s) for p, s in zip(found.probability, se, strict=True)]
    assert list(found.verdicts) == expected
    assert found.reasons == (None,) * 300


def test_assumed_parameters_give_a_probability_and_no_word_and_no_overall_figure():
    found = fit([STYLE], positions("D1", [0.0], [0.5], basis=Basis.ASSUMED, status=Status.DRAFT))

    dimension = found.dimensions[0]
    assert dimension.probability[0] == pytest.approx(norm.cdf(2) - norm.cdf(-2))
    assert (dimension.verdicts, dimension.reasons) == ((None,), (NoVerdict.ASSUMED_PARAMETERS,))
    assert found.overall.assessed.tolist() == [0]
    assert found.overall.reasons == (NOTHING_ELIGIBLE,)


def test_no_evidence_is_not_assessed_whatever_the_prior_says():
    found = fit([STYLE, STANDARD], positions("S1", [1.0], [0.3]))

    assert found.dimensions[0].verdicts == (Verdict.NOT_ASSESSED,)
    assert np.isnan(found.dimensions[0].probability[0])
    assert (found.overall.assessed.tolist(), found.overall.of) == ([1], 2)
    assert found.overall.count.expected[0] == pytest.approx(found.dimensions[1].probability[0])
    assert found.overall.count.upper[0] == 1
    assert found.overall.possible_points[0] == 5


def test_a_thinly_answered_scale_is_not_scored():
    found = fit([STYLE], positions("D1", [np.nan], [np.nan]))

    assert (found.dimensions[0].verdicts, found.dimensions[0].reasons) == ((None,), (NoVerdict.NOT_SCORED,))


def test_people_of_one_table_may_have_different_evidence():
    table = Positions(
        dimension="D1",
        mean=np.array([0.0, 0.0, np.nan, np.nan]),
        se=np.array([0.3, 0.3, np.nan, np.nan]),
        assessed=np.array([True, True, True, False]),
        on_data=np.array([True, False, True, False]),
        eligible=np.array([True, False, True, False]),
    )

    found = fit([STYLE], table, people=4)

    assert found.dimensions[0].verdicts == (Verdict.ON, None, None, Verdict.NOT_ASSESSED)
    assert found.dimensions[0].reasons == (None, NoVerdict.ASSUMED_PARAMETERS, NoVerdict.NOT_SCORED, None)
    assert found.overall.assessed.tolist() == [1, 0, 0, 0]


def test_a_standard_without_cut_has_no_probability_and_is_not_counted():
    found = fit([UNCUT], positions("S2", [1.0], [0.3]))

    assert np.isnan(found.dimensions[0].probability[0])
    assert found.dimensions[0].reasons == (NoVerdict.NO_CUT,)
    assert found.overall.reasons == (NOTHING_TO_JUDGE,)


def test_traits_never_enter_the_count():
    found = fit([TRAIT, STYLE], positions("T1", [0.0], [0.2]), positions("D1", [0.0], [0.2]))

    assert (found.overall.of, found.overall.assessed.tolist()) == (1, [1])
    assert found.dimensions[0].reasons == (NoVerdict.NO_CUT,)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REVIEWED, Status.PILOTED, Status.SUSPENDED])
def test_provisional_evidence_gets_its_own_line_and_never_an_overall_figure(status):
    found = fit([STYLE], positions("D1", [0.0], [0.2], status=status))

    assert found.dimensions[0].verdicts == (Verdict.ON,)
    assert not found.dimensions[0].eligible[0]
    assert found.overall.assessed.tolist() == [0]


def test_the_interval_of_a_position_covers_ninety_per_cent():
    dimension = fit([STYLE], positions("D1", [0.4], [0.5])).dimensions[0]

    assert norm.cdf(dimension.upper[0], 0.4, 0.5) - norm.cdf(dimension.lower[0], 0.4, 0.5) == pytest.approx(0.90)


def test_weighted_points_stand_on_their_whole_number_lattice():
    found = fit([STYLE, STANDARD], positions("D1", [0.0], [0.3]), positions("S1", [0.5], [0.3])).overall

    inside = norm.cdf(1 / 0.3) - norm.cdf(-1 / 0.3)
    assert found.points.expected[0] == pytest.approx(3 * inside + 2.5)
    assert (found.points.lower[0], found.points.upper[0], found.possible_points[0]) == (3, 8, 8)
    assert found.count.expected[0] == pytest.approx(inside + 0.5)


def test_p_max_is_the_probability_of_somebody_in_the_middle():
    assert largest_probability(1.0, 0.5) == pytest.approx(norm.cdf(2) - norm.cdf(-2))


@pytest.mark.parametrize(
    ("name", "wrong", "strictest"),
    [
        ("on_from", [0.79, 1.01], 1.0),
        ("off_to", [0.21, -0.01], 0.0),
        ("largest_se", [0.72, 0.0], 0.01),
        ("apart_from", [0.79, 1.01], 1.0),
        ("tail", [0.051, 0.0], 0.001),
    ],
)
def test_limits_can_be_tightened_and_never_loosened(name, wrong, strictest):
    assert getattr(FitPolicy(**{name: strictest}), name) == strictest
    for value in wrong:
        with pytest.raises(OutOfRangeError) as caught:
            FitPolicy(**{name: value})
        assert (caught.value.place, caught.value.value) == (name, value)


def test_tightened_limits_are_obeyed():
    assert word_for(0.85, 0.3, FitPolicy(on_from=0.9)) is Verdict.CANNOT_TELL
    assert word_for(0.95, 0.6, FitPolicy(largest_se=0.5)) is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    "fields",
    [
        {"lower": 1.0},
        {"lower": 1.0, "upper": 1.0},
        {"cut": math.nan},
        {"weight": 0},
        {"weight": 6},
        {"weight": 1.5},
    ],
)
def test_impossible_targets_are_refused(fields):
    with pytest.raises(OutOfRangeError):
        Target(name="X", kind=Kind.STYLE, **fields)


def test_a_dimension_named_twice_is_refused():
    with pytest.raises(DuplicateNameError):
        fit([STYLE, STYLE])


def test_a_definition_document_becomes_targets():
    document = {
        "name": "ours",
        "dimensions": [
            {"name": "D1", "kind": "style", "lower": -1, "upper": 1, "weight": 3},
            {"name": "S1", "kind": "standard", "cut": 0.5, "weight": 5, "lower": None},
        ],
    }

    assert targets_from_document(document) == (STYLE, STANDARD)
    weights = [{"name": "D1", "kind": "trait"}, {"name": "D2", "kind": "trait", "weight": None}]
    assert [target.weight for target in targets_from_document({"dimensions": weights})] == [1, 1]


@pytest.mark.parametrize("document", [None, ["D1"], {}, {"dimensions": 3}])
def test_a_definition_without_dimensions_is_refused(document):
    with pytest.raises(UnsuitableModelError):
        targets_from_document(document)


@pytest.mark.parametrize("edge", ["lower", "upper", "cut"])
def test_an_edge_that_is_no_number_is_named_with_its_place(edge):
    good = {"name": "D0", "kind": "trait"}

    with pytest.raises(NotANumberError) as caught:
        targets_from_document({"dimensions": [good, {"name": "D1", "kind": "style", edge: "low"}]})

    assert (caught.value.place, caught.value.value) == (f"dimensions[1].{edge}", "low")


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        ({"name": "D1"}, UnsuitableModelError),
        ({"name": "D1", "kind": "mood"}, UnsuitableModelError),
        ({"name": "D1", "kind": "style", "colour": 1}, UnsuitableModelError),
        ({"name": "D1", "kind": "style", "lower": "low", "upper": 1}, NotANumberError),
        ("D1", UnsuitableModelError),
    ],
)
def test_impossible_documents_are_refused(entry, error):
    with pytest.raises(error) as caught:
        targets_from_document({"dimensions": [entry]})

    assert caught.value.place.startswith("dimensions[0]")


COLUMNS = {
    "D1": ["0.5", ""],
    "D1_se": ["0.4", ""],
    "D1_status": ["in_use", "draft"],
    "D1_basis": ["data", "assumed"],
}


def test_a_score_file_becomes_positions():
    found = positions_from_columns(COLUMNS, "D1")

    assert found.dimension == "D1"
    assert found.eligible.tolist() == [True, False]
    assert found.mean[0] == 0.5
    assert np.isnan(found.mean[1])
    assert positions_from_columns(COLUMNS, "D2") is None


@pytest.mark.parametrize(
    ("column", "value", "error"),
    [
        ("D1", "x", NotANumberError),
        ("D1", "inf", NotANumberError),
        ("D1_se", "1e999", NotANumberError),
        ("D1_se", "", OutOfRangeError),
        ("D1_se", "0", OutOfRangeError),
        ("D1_status", "fine", OutOfRangeError),
        ("D1_basis", "hope", OutOfRangeError),
    ],
)
def test_impossible_scores_are_refused_with_their_place(column, value, error):
    with pytest.raises(error) as caught:
        positions_from_columns({**COLUMNS, column: [value, COLUMNS[column][1]]}, "D1")

    assert caught.value.place == f"row 1, column {column}"


def test_measured_evidence_of_a_draft_and_assumed_evidence_in_use_are_not_eligible():
    mixed = {**COLUMNS, "D1_status": ["draft", "in_use"], "D1": ["0.5", "0.5"], "D1_se": ["0.4", "0.4"]}

    assert positions_from_columns(mixed, "D1").eligible.tolist() == [False, False]


def test_a_mean_without_its_standard_error_is_refused():
    with pytest.raises(UnknownColumnError):
        positions_from_columns({k: v for k, v in COLUMNS.items() if k != "D1_se"}, "D1")
