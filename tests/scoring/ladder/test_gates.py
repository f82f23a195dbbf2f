"""Gates of the validation ladder."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.definitions.standing import OriginCounts, Status
from scoring.errors import NotANumberError, OutOfRangeError, UnknownColumnError, UnsuitableModelError
from scoring.ladder.gates import answers_until_bound, missing_answers
from scoring.ladder.other_evidence import (
    RatingFigures,
    SituationalFigures,
    SupplierFigures,
    must_be_suspended,
    rating_gates,
    situational_gates,
    supplier_gates,
)
from scoring.ladder.policy import default_policy, policy_from_document
from scoring.ladder.rating_scales import (
    DifFigure,
    FitFigures,
    InvarianceFigure,
    LoadingFigure,
    ReviewFigures,
    StructureFigures,
    UseFigures,
    pilot_gates,
    review_gates,
    structure_gates,
    use_gates,
)

REAL = OriginCounts(real=600)
GOOD_FIT = FitFigures(cfi=0.95, tli=0.95, rmsea=0.06, srmr=0.08, largest_residual_correlation=0.19)
GOOD = StructureFigures(
    scale="S",
    origin=REAL,
    n_calibration=300,
    n_confirmation=300,
    fit=GOOD_FIT,
    cfi_drop=0.010,
    omega=0.70,
    omega_lower=0.65,
    loadings=[LoadingFigure(item="a", estimate=0.40, lower=0.1), LoadingFigure(item="b", estimate=0.39, lower=0.30)],
    htmt={"T": 0.849},
)


def stopped(report):
    return {(entry.index if entry.index != "given" else entry.gate, entry.part) for entry in report.stopped_by}


def test_figures_that_lie_exactly_on_their_limits_pass():
    report = structure_gates(GOOD)

    assert report.stopped_by == ()
    assert report.promotable
    assert report.step is Status.STRUCTURE_CONFIRMED
    assert report.more_answers_needed == 0


@pytest.mark.parametrize(
    ("change", "index"),
    [
        ({"origin": OriginCounts(real=600, simulated=1)}, "simulated_rows"),
        ({"origin": OriginCounts(real=499)}, "confirm_n"),
        ({"n_calibration": 249}, "confirm_half_n"),
        ({"n_confirmation": 249}, "confirm_half_n"),
        ({"fit": replace(GOOD_FIT, cfi=0.9499)}, "cfi"),
        ({"fit": replace(GOOD_FIT, tli=0.9499)}, "tli"),
        ({"fit": replace(GOOD_FIT, rmsea=0.0601)}, "rmsea"),
        ({"fit": replace(GOOD_FIT, srmr=0.0801)}, "srmr"),
        ({"cfi_drop": 0.0101}, "cfi_drop"),
        ({"omega": 0.6999}, "omega"),
        ({"omega_lower": 0.6499}, "omega_lower"),
        ({"carries_cut": True}, "omega_for_cut"),
        ({"loadings": [LoadingFigure(item="a", estimate=0.399, lower=0.299)]}, "loading"),
        ({"htmt": {"T": 0.85}}, "htmt"),
        ({"looks": 2}, "first_look_at_this_hold_out"),
    ],
)
def test_one_figure_beyond_its_limit_stops_the_step_and_is_named(change, index):
    report = structure_gates(replace(GOOD, **change))

    assert not report.promotable
    assert {name for name, _ in stopped(report)} == {index}


@pytest.mark.parametrize(
    "change",
    [
        {"fit": replace(GOOD_FIT, cfi=None)},
        {"cfi_drop": None},
        {"omega": None},
        {"fit": replace(GOOD_FIT, srmr=float("nan"))},
    ],
)
def test_a_figure_that_was_not_found_stops_as_well_and_is_not_called_failed(change):
    report = structure_gates(replace(GOOD, **change))

    assert [entry.passed for entry in report.stopped_by] == [None]


def test_one_simulated_row_forbids_whatever_else_is_there():
    many = replace(GOOD, origin=OriginCounts(real=100_000, simulated=1))

    assert not structure_gates(many).promotable
    assert not pilot_gates("S", many.origin, statistics_published=True).promotable


def test_floors_need_a_signed_reason_and_small_expected_residuals():
    weak = replace(GOOD, fit=FitFigures(cfi=0.90, tli=0.90, rmsea=0.08, srmr=0.08, largest_residual_correlation=0.19))

    assert {name for name, _ in stopped(structure_gates(weak))} == {"cfi", "tli", "rmsea"}
    assert structure_gates(replace(weak, signed_reason="Two items share a stem.")).promotable


@pytest.mark.parametrize("residual", [0.20, None])
def test_a_signed_reason_does_not_excuse_large_or_unknown_residuals(residual):
    weak = replace(GOOD, fit=replace(GOOD_FIT, cfi=0.91, largest_residual_correlation=residual), signed_reason="So.")

    assert {"cfi", "residual_correlation"} <= {name for name, _ in stopped(structure_gates(weak))}


def test_a_floor_is_a_floor():
    weak = replace(GOOD, fit=replace(GOOD_FIT, cfi=0.8999), signed_reason="So.")

    failed = structure_gates(weak).stopped_by
    assert [(entry.index, entry.required) for entry in failed] == [("cfi", 0.90)]


def test_missing_answers_are_counted_for_the_whole_and_for_each_half():
    assert structure_gates(replace(GOOD, origin=OriginCounts(real=430))).more_answers_needed == 70
    assert structure_gates(replace(GOOD, n_confirmation=150)).more_answers_needed == 100


def test_a_bound_of_omega_that_is_not_reached_asks_for_more_answers():
    unsure = replace(GOOD, omega=0.75, omega_lower=0.60)

    assert structure_gates(unsure).more_answers_needed == answers_until_bound(0.75, 0.60, 600, 0.65) == 750


def test_answers_until_a_bound_follow_the_root_of_n():
    needed = answers_until_bound(0.75, 0.55, 200, 0.65)

    assert needed == 600  # half the distance needs four times the people
    assert answers_until_bound(0.60, 0.50, 200, 0.65) == 0
    assert answers_until_bound(0.75, 0.66, 200, 0.65) == 0
    assert answers_until_bound(0.75, 0.55, 0, 0.65) == 0
    assert answers_until_bound(0.75, 0.55, 1, 0.65) == 3
    assert answers_until_bound(0.65, 0.55, 200, 0.65) == 0  # a point on its limit: no number would do
    assert answers_until_bound(0.75, 0.65, 200, 0.65) == 0


@given(st.floats(0.66, 0.95), st.floats(0.01, 0.3), st.integers(50, 2000))
def test_that_many_more_answers_bring_the_bound_to_its_limit(point, distance, n):
    more = answers_until_bound(point, point - distance, n, 0.65)

    assert point - distance * (n / (n + more)) ** 0.5 >= 0.65 - 1e-6


def test_missing_answers_are_those_of_the_hungriest_gate():
    assert missing_answers([(500, 430), (250, 100), (10, 20)]) == 150
    assert missing_answers([]) == 0


REVIEW = ReviewFigures(scale="S", item_shares={"a": 0.7, "b": 1.0}, judges=5, customers=1, open_findings=0)


@pytest.mark.parametrize(
    ("change", "index"),
    [
        ({"judges": 4}, "judges"),
        ({"customers": 0}, "customer_judges"),
        ({"item_shares": {"a": 0.69, "b": 1.0}}, "item_share"),
        ({"open_findings": 1}, "open_findings"),
        ({"carries_cut": True, "judges": 9}, "judges_for_cut"),
    ],
)
def test_a_review_needs_judges_customers_and_agreement(change, index):
    assert review_gates(REVIEW).promotable
    assert {name for name, _ in stopped(review_gates(replace(REVIEW, **change)))} == {index}


def test_a_pilot_needs_150_real_answers_and_published_statistics():
    assert pilot_gates("S", OriginCounts(real=150), statistics_published=True).promotable
    short = pilot_gates("S", OriginCounts(real=149), statistics_published=True)
    assert (short.promotable, short.more_answers_needed) == (False, 1)
    assert not pilot_gates("S", OriginCounts(real=150), statistics_published=False).promotable


USE = UseFigures(
    scale="S",
    origin=REAL,
    invariance=[InvarianceFigure(attribute="language", group_sizes={"en": 200, "de": 400}, cfi_drop=0.01)],
    dif=[
        DifFigure(attribute="language", item="a", smallest_group=100, p_adjusted=0.0099, r2_change=0.0349),
        DifFigure(attribute="language", item="b", smallest_group=100, p_adjusted=0.01, r2_change=0.2),
    ],
    intended_use="Screening.",
    psychometrician="A. Person",
    review_date="2027-11-21",
)


def test_a_fair_and_signed_scale_may_be_used():
    assert use_gates(USE).promotable


@pytest.mark.parametrize("name", ["intended_use", "psychometrician", "review_date"])
def test_use_needs_purpose_signature_and_date(name):
    assert {gate for gate, _ in stopped(use_gates(replace(USE, **{name: " "})))} == {name}


def test_a_drop_between_groups_stops():
    drop = replace(USE.invariance[0], cfi_drop=0.011)

    assert stopped(use_gates(replace(USE, invariance=[drop]))) == {("cfi_drop", "language")}


@pytest.mark.parametrize("sizes", [{"en": 199, "de": 400}, {"en": 900}])
def test_groups_that_are_too_small_are_not_tested_and_do_not_stop(sizes):
    report = use_gates(replace(USE, invariance=[replace(USE.invariance[0], group_sizes=sizes, cfi_drop=0.5)]))

    entry = next(entry for entry in report.gates if entry.gate == "invariance")
    assert entry.passed is None
    assert report.promotable


def test_large_groups_without_a_figure_stop():
    report = use_gates(replace(USE, invariance=[replace(USE.invariance[0], cfi_drop=None)]))

    assert not report.promotable


@pytest.mark.parametrize(
    ("change", "passed"),
    [
        ({"r2_change": 0.035}, False),
        ({"p_adjusted": 0.5, "r2_change": 0.5}, True),
        ({"ets": "C"}, False),
        ({"ets": "B"}, True),
        ({"smallest_group": 99}, None),
    ],
)
def test_an_item_is_flagged_when_significant_and_not_negligible_or_of_class_c(change, passed):
    report = use_gates(replace(USE, dif=[replace(USE.dif[0], **change)]))

    entry = next(entry for entry in report.gates if entry.gate.startswith("dif"))
    assert entry.passed is passed
    assert report.promotable is (passed is not False)


SITUATIONAL = SituationalFigures(
    unit="set", origin=OriginCounts(real=300), panel_key=True, split_reliabilities=[0.60, 0.61]
)


@pytest.mark.parametrize(
    ("change", "index"),
    [
        ({"panel_key": False}, "panel_key"),
        ({"origin": OriginCounts(real=299)}, "situational_n"),
        ({"split_reliabilities": [0.7, 0.59]}, "situational_reliability"),
        ({"split_reliabilities": [0.7]}, "both_halves"),
        ({"origin": OriginCounts(real=300, simulated=1)}, "simulated_rows"),
    ],
)
def test_a_situational_test_needs_a_panel_300_people_and_both_halves(change, index):
    assert situational_gates(SITUATIONAL).promotable
    assert {name for name, _ in stopped(situational_gates(replace(SITUATIONAL, **change)))} == {index}


RATINGS = RatingFigures(unit="pool", origin=REAL, people=30, fewest_raters=2, connected=True, g=0.60, g_lower=0.50)


@pytest.mark.parametrize(
    ("change", "index"),
    [
        ({"people": 29}, "rated_people"),
        ({"fewest_raters": 1}, "raters_per_block"),
        ({"connected": False}, "connected"),
        ({"g": 0.59}, "g"),
        ({"g_lower": 0.49}, "g_lower"),
        ({"origin": OriginCounts(simulated=60)}, "simulated_rows"),
    ],
)
def test_ratings_need_people_raters_connection_and_dependability(change, index):
    assert rating_gates(RATINGS).promotable
    assert {name for name, _ in stopped(rating_gates(replace(RATINGS, **change)))} == {index}


SUPPLIERS = SupplierFigures(
    unit="scale",
    origin=REAL,
    suppliers=30,
    respondents=200,
    cluster_robust_fit=GOOD_FIT,
    icc1=0.1,
    icc1_p=0.049,
    icc2=0.60,
)


@pytest.mark.parametrize(
    ("change", "index"),
    [
        ({"suppliers": 29}, "suppliers"),
        ({"respondents": 199}, "respondents"),
        ({"cluster_robust_fit": replace(GOOD_FIT, rmsea=0.07)}, "rmsea"),
        ({"icc1_p": 0.05}, "icc1_p"),
        ({"icc1": 0.0}, "icc1_above_zero"),
        ({"icc2": 0.59}, "icc2"),
        ({"origin": OriginCounts(real=600, simulated=2)}, "simulated_rows"),
    ],
)
def test_a_supplier_scale_needs_suppliers_that_differ(change, index):
    assert supplier_gates(SUPPLIERS).promotable
    assert {name for name, _ in stopped(supplier_gates(replace(SUPPLIERS, **change)))} == {index}


@pytest.mark.parametrize(("alarms", "said", "expected"), [(0, False, False), (1, False, True), (0, True, True)])
def test_drift_or_a_person_suspends(alarms, said, expected):
    assert must_be_suspended(drift_alarms=alarms, named_person_says_so=said) is expected


def test_every_limit_names_its_source():
    assert all(limit.source for limit in default_policy().limits.values())


def test_a_policy_may_tighten_in_the_direction_of_its_limit():
    policy = policy_from_document({"cfi": 0.97, "rmsea": 0.05})

    assert (policy["cfi"].value, policy["rmsea"].value) == (0.97, 0.05)
    assert policy["cfi"].floor is None
    assert not structure_gates(GOOD, policy).promotable


def test_whoever_repeats_a_limit_changes_nothing():
    assert policy_from_document({"cfi": 0.95}).limits == default_policy().limits


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ({"cfi": 0.94}, OutOfRangeError),
        ({"rmsea": 0.07}, OutOfRangeError),
        ({"htmt": 0.9}, OutOfRangeError),
        ({"beauty": 1}, UnknownColumnError),
        ({"cfi": "high"}, NotANumberError),
        ({"cfi": True}, NotANumberError),
        ([], UnsuitableModelError),
    ],
)
def test_a_policy_that_loosens_or_makes_no_sense_is_refused(document, error):
    with pytest.raises(error):
        policy_from_document(document)
