"""Figures in files: of a confirmation in a model's card, and of every other kind of evidence."""

import json
from dataclasses import replace

import pytest

from scoring.definitions.standing import OriginCounts, Status
from scoring.errors import UnsuitableModelError
from scoring.ladder.documents import figures_as_document, figures_from_document, report_from_document
from scoring.ladder.policy import default_policy
from scoring.ladder.rating_scales import FitFigures, LoadingFigure, StructureFigures, structure_gates

FIGURES = StructureFigures(
    scale="S",
    origin=OriginCounts(real=600),
    n_calibration=300,
    n_confirmation=300,
    fit=FitFigures(cfi=0.97, tli=0.96, rmsea=0.04, srmr=0.05, largest_residual_correlation=0.1),
    cfi_drop=0.001,
    omega=0.8,
    omega_lower=0.78,
    loadings=(LoadingFigure(item="a", estimate=0.6, lower=0.5),),
    htmt={"T": 0.5},
)
FIT = {"cfi": 0.97, "tli": 0.96, "rmsea": 0.04, "srmr": 0.05}
ORIGIN = {"real": 600, "simulated": 0}
DOCUMENTS = [
    {"kind": "review", "scale": "S", "item_shares": {"a": 0.8}, "judges": 6, "customers": 2, "open_findings": 0},
    {"kind": "pilot", "scale": "S", "origin": ORIGIN, "statistics_published": True},
    {
        "kind": "use", "scale": "S", "origin": ORIGIN, "intended_use": "x", "psychometrician": "y", "review_date": "z",
        "invariance": [{"attribute": "language", "group_sizes": {"en": 300, "de": 300}, "cfi_drop": 0.0}],
        "dif": [{"attribute": "language", "item": "a", "smallest_group": 300, "p_adjusted": 0.4, "r2_change": 0.0}],
    },
    {"kind": "situational", "unit": "U", "origin": ORIGIN, "panel_key": True, "split_reliabilities": [0.7, 0.7]},
    {
        "kind": "ratings", "unit": "U", "origin": ORIGIN, "people": 40, "fewest_raters": 2, "connected": True,
        "g": 0.7, "g_lower": 0.6,
    },
    {
        "kind": "supplier", "unit": "U", "origin": ORIGIN, "suppliers": 40, "respondents": 300,
        "cluster_robust_fit": FIT, "icc1": 0.1, "icc1_p": 0.01, "icc2": 0.7,
    },
]  # fmt: skip


def test_figures_survive_the_way_through_a_file():
    document = json.loads(json.dumps(figures_as_document(FIGURES)))

    assert figures_from_document(document) == FIGURES
    assert report_from_document({"kind": "structure", **document}, default_policy())[1] == structure_gates(FIGURES)


def test_a_figure_that_is_not_a_number_becomes_null_and_is_not_tested():
    spoiled = figures_as_document(replace(FIGURES, htmt={"T": float("nan")}, omega=None))

    assert (spoiled["htmt"], spoiled["omega"]) == ({"T": None}, None)
    report = structure_gates(figures_from_document(json.loads(json.dumps(spoiled))))
    assert {gate.index for gate in report.stopped_by} == {"htmt", "omega"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d["kind"])
def test_every_kind_of_evidence_has_its_gates(document):
    name, report = report_from_document(document, default_policy())

    assert name in ("S", "U")
    assert report.promotable
    assert report.step in Status


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if "origin" in d], ids=lambda d: d["kind"])
def test_one_simulated_row_forbids_every_kind(document):
    spoiled = {**document, "origin": {"real": 600, "simulated": 1}}

    assert not report_from_document(spoiled, default_policy())[1].promotable


@pytest.mark.parametrize(
    "document", [{}, {"kind": "hope"}, {"kind": "ratings"}, {**DOCUMENTS[0], "colour": "red"}, [], None]
)
def test_what_is_no_figures_file_is_refused(document):
    with pytest.raises(UnsuitableModelError):
        report_from_document(document, default_policy())
