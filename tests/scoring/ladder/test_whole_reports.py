"""Every gate of every step, whole: what is asked, of what, on how many, and how many answers are missing."""

from dataclasses import replace

import pytest

from scoring.definitions.standing import OriginCounts, Status
from scoring.ladder.confirmation import untested_figures
from scoring.ladder.documents import report_from_document, reports_as_document
from scoring.ladder.gates import GateReport
from scoring.ladder.other_evidence import (
    RatingFigures,
    SituationalFigures,
    SupplierFigures,
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

REAL = OriginCounts(real=280)
FIT = FitFigures(cfi=0.96, tli=0.96, rmsea=0.05, srmr=0.05, largest_residual_correlation=0.1)
SITUATIONAL = SituationalFigures(unit="set", origin=REAL, panel_key=True, split_reliabilities=[0.7, 0.5])
RATINGS = RatingFigures(unit="pool", origin=REAL, people=28, fewest_raters=2, connected=True, g=0.7, g_lower=0.4)
SUPPLIERS = SupplierFigures(
    unit="scale", origin=REAL, suppliers=31, respondents=190, cluster_robust_fit=FIT, icc1=0.1, icc1_p=0.01, icc2=0.7
)
REVIEW = ReviewFigures(scale="S", item_shares={"a": 0.7, "b": 0.6}, judges=6, customers=2, open_findings=0)
USE = UseFigures(
    scale="S",
    origin=REAL,
    invariance=[InvarianceFigure(attribute="language", group_sizes={"en": 210, "de": 400}, cfi_drop=0.005)],
    dif=[
        DifFigure(attribute="language", item="a", smallest_group=150, p_adjusted=0.001, r2_change=0.04),
        DifFigure(attribute="language", item="b", smallest_group=90, p_adjusted=0.001, r2_change=0.04),
        DifFigure(attribute="language", item="c", smallest_group=150, p_adjusted=0.001, r2_change=0.0, ets="C"),
        DifFigure(attribute="language", item="d", smallest_group=150, p_adjusted=None, r2_change=None),
    ],
    intended_use="Screening.",
    psychometrician="A. Person",
    review_date="2027-11-21",
)


def rows(report):
    return [(entry.gate, entry.part, entry.n, entry.passed, entry.stops) for entry in report.gates[1:]]


def test_the_gates_of_a_situational_test():
    report = situational_gates(SITUATIONAL)

    assert rows(report) == [
        ("panel_key", "set", None, True, False),
        ("situational_n", "set", 280, False, True),
        ("situational_reliability", "half 1", 140, True, False),
        ("situational_reliability", "half 2", 140, False, True),
        ("both_halves", "set", None, True, False),
    ]
    assert (report.step, report.more_answers_needed) == (Status.STRUCTURE_CONFIRMED, 20)


def test_the_gates_of_ratings():
    report = rating_gates(RATINGS)

    assert rows(report) == [
        ("rated_people", "pool", 28, False, True),
        ("raters_per_block", "pool", 28, True, False),
        ("connected", "pool", None, True, False),
        ("g", "pool", 28, True, False),
        ("g_lower", "pool", 28, False, True),
    ]
    assert report.more_answers_needed == 2


def test_the_gates_of_a_supplier_scale():
    report = supplier_gates(SUPPLIERS)

    assert rows(report) == [
        ("suppliers", "scale", 31, True, False),
        ("respondents", "scale", 190, False, True),
        *[(name, "cluster-robust", 190, True, False) for name in ("cfi", "tli", "rmsea", "srmr")],
        ("icc1", "scale", 31, True, False),
        ("icc1_above_zero", "scale", None, True, False),
        ("icc2", "scale", 31, True, False),
    ]
    assert report.more_answers_needed == 10


def test_the_gates_of_a_review():
    report = review_gates(REVIEW)

    assert [(e.gate, e.part, e.n, e.passed) for e in report.gates] == [
        ("judges", "S", 6, True),
        ("customer_judges", "S", 6, True),
        ("item_share", "a", 6, True),
        ("item_share", "b", 6, False),
        ("open_findings", "S", None, True),
    ]
    assert report.more_answers_needed == 0


def test_the_gates_of_a_confirmation():
    figures = StructureFigures(
        scale="S", origin=OriginCounts(real=560, simulated=40), n_calibration=290, n_confirmation=310, fit=FIT,
        cfi_drop=0.001, omega=0.8, omega_lower=0.7, htmt={"T": 0.5},
        loadings=[LoadingFigure(item="a", estimate=0.5, lower=0.4), LoadingFigure(item="b", estimate=0.3, lower=0.3)],
    )  # fmt: skip

    report = structure_gates(figures)

    assert [(e.index, e.part, e.operator, e.required, e.observed, e.n) for e in report.gates] == [
        ("simulated_rows", "sample", "<=", 0, 40, 600),
        ("confirm_n", "S", ">=", 500, 560, 600),
        ("confirm_half_n", "calibration half", ">=", 250, 290, 290),
        ("confirm_half_n", "confirmation half", ">=", 250, 310, 310),
        ("cfi", "confirmation half", ">=", 0.95, 0.96, 310),
        ("tli", "confirmation half", ">=", 0.95, 0.96, 310),
        ("rmsea", "confirmation half", "<=", 0.06, 0.05, 310),
        ("srmr", "confirmation half", "<=", 0.08, 0.05, 310),
        ("cfi_drop", "halves", "<=", 0.01, 0.001, 600),
        ("omega", "S", ">=", 0.7, 0.8, 600),
        ("omega_lower", "S", ">=", 0.65, 0.7, 600),
        ("loading", "a", ">=", 0.4, 0.5, 310),
        ("loading_lower", "b", ">=", 0.3, 0.3, 310),
        ("htmt", "T", "<", 0.85, 0.5, 600),
        ("given", "S", ">=", 1.0, 1.0, None),
    ]
    assert [(e.gate, e.part) for e in report.stopped_by] == [("simulated_rows", "sample")]


def test_a_missing_bound_asks_for_no_more_answers():
    figures = StructureFigures(
        scale="S", origin=OriginCounts(real=600), n_calibration=300, n_confirmation=300, fit=FIT, cfi_drop=0.0,
        omega=0.8, omega_lower=None, loadings=(),
    )  # fmt: skip

    assert structure_gates(figures).more_answers_needed == 0


def test_the_gates_of_a_pilot():
    assert rows(pilot_gates("S", OriginCounts(real=140), statistics_published=True)) == [
        ("pilot_n", "S", 140, False, True),
        ("item_statistics_published", "S", None, True, False),
    ]


def test_the_gates_of_use():
    report = use_gates(USE)

    assert rows(report) == [
        ("invariance", "language", 210, True, False),
        ("dif", "language, a", 150, False, True),
        ("dif", "language, b", 90, None, False),
        ("dif_not_class_c", "language, c", None, False, True),
        ("dif", "language, d", 150, None, True),
        *[(name, "S", None, True, False) for name in ("intended_use", "psychometrician", "review_date")],
    ]
    assert report.more_answers_needed == 0


def test_an_attribute_without_groups_is_not_tested_on_nobody():
    empty = replace(USE, invariance=[InvarianceFigure(attribute="age", group_sizes={}, cfi_drop=None)], dif=[])

    assert rows(use_gates(empty))[0] == ("invariance", "age", 0, None, False)


def test_a_calibration_without_a_second_half_names_its_scale_and_has_nobody_to_confirm():
    (figures,) = untested_figures({"S": ("a", "b")}, REAL, 280)

    assert (figures.scale, figures.n_calibration, figures.n_confirmation) == ("S", 280, 0)


def test_figures_that_are_read_are_judged_by_the_policy_that_is_given():
    stricter = policy_from_document({"pilot_n": 200, "rated_people": 40})
    pilot = {"kind": "pilot", "scale": "S", "origin": {"real": 180}, "statistics_published": True}
    ratings = {
        "kind": "ratings", "unit": "pool", "origin": {"real": 30}, "people": 35, "fewest_raters": 2, "connected": True,
        "g": 0.7, "g_lower": 0.6,
    }  # fmt: skip

    for document in (pilot, ratings):
        assert report_from_document(document, default_policy())[1].promotable
        assert not report_from_document(document, stricter)[1].promotable


def test_reports_as_a_document_name_the_scale_and_ask_for_the_most():
    short = GateReport(step=Status.PILOTED, gates=(), more_answers_needed=3)

    document = reports_as_document({"S": rating_gates(RATINGS), "T": short})

    assert {entry["scale"] for entry in document["gates"]} == {"S"}
    assert (document["promotable"], document["more_answers_needed"]) == (False, 3)
    assert reports_as_document({}) == {"gates": [], "promotable": True, "more_answers_needed": 0}


@pytest.mark.parametrize("name", ["cfi", "rmsea"])
def test_a_policy_may_repeat_a_limit_exactly(name):
    assert policy_from_document({name: default_policy()[name].value})[name].value == default_policy()[name].value
