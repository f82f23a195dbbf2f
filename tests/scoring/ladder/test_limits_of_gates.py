"""Whole gates with their numbers, what refused figures show, and the names that notes carry."""

import numpy as np
import pytest

from scoring.definitions.standing import OriginCounts
from scoring.errors import OutOfRangeError, UnsuitableModelError
from scoring.ladder.documents import figures_from_document, report_from_document
from scoring.ladder.gates import Gate
from scoring.ladder.other_evidence import SituationalFigures, must_be_suspended, situational_gates
from scoring.ladder.policy import default_policy
from scoring.ladder.rating_scales import FitFigures, StructureFigures, structure_gates
from scoring.ladder.suppliers import supplier_figures
from scoring.responses import ResponseTable


def test_nothing_suspends_a_unit_without_an_alarm_or_a_person():
    assert must_be_suspended(drift_alarms=0) is False
    assert must_be_suspended(drift_alarms=1) is True
    assert must_be_suspended(drift_alarms=0, named_person_says_so=True) is True


def test_each_half_of_an_odd_sample_counts_whole_people():
    figures = SituationalFigures(
        unit="set", origin=OriginCounts(real=301), panel_key=True, split_reliabilities=[0.6, 0.59]
    )

    halves = [gate for gate in situational_gates(figures).gates if gate.index == "situational_reliability"]

    assert [(gate.part, gate.n, gate.passed) for gate in halves] == [("half 1", 150, True), ("half 2", 150, False)]
    assert all(isinstance(gate.n, int) for gate in halves)


def test_a_signed_reason_shows_the_residual_that_it_rests_on():
    figures = StructureFigures(
        scale="S", origin=OriginCounts(real=600), n_calibration=300, n_confirmation=280,
        fit=FitFigures(cfi=0.93, tli=0.92, rmsea=0.07, srmr=0.05, largest_residual_correlation=0.15), cfi_drop=0.0,
        omega=0.8, omega_lower=0.7, loadings=(), signed_reason="one stem asks for a habit",
    )  # fmt: skip

    (residual,) = [g for g in structure_gates(figures).gates if g.index == "residual_correlation"]

    limit = default_policy()["residual_correlation"]
    assert residual == Gate(
        gate="residual_correlation", part="confirmation half", index="residual_correlation", operator=limit.operator,
        required=limit.value, observed=0.15, n=280, passed=True,
    )  # fmt: skip


def test_a_limit_that_is_looser_is_shown():
    with pytest.raises(OutOfRangeError) as caught:
        default_policy().tightened({"omega": 0.5})

    assert (caught.value.place, caught.value.value) == ("policy, omega", 0.5)


def test_figures_that_cannot_be_read_say_what_is_missing():
    with pytest.raises(UnsuitableModelError) as structure:
        figures_from_document({"scale": "S"})
    with pytest.raises(UnsuitableModelError) as report:
        report_from_document({"kind": "guess"}, default_policy())

    assert structure.value.value == "'origin'"
    assert report.value.value == "'guess'"


def test_notes_about_a_supplier_scale_carry_its_name():
    table = ResponseTable(
        items=("a", "b", "c", "d"), values=np.ones((40, 4)), rows=np.arange(1, 41),
        groups=tuple(f"g{k % 4}" for k in range(40)),
    )  # fmt: skip

    _, notes = supplier_figures(table, {"S": table.items}, OriginCounts(real=40))

    assert {note.place for note in notes} == {"S, between suppliers", "S, cluster-robust"}


def test_notes_about_too_few_suppliers_name_the_mean_of_the_scale():
    rng = np.random.default_rng(3)
    values = rng.integers(0, 4, (60, 1)).clip(0, 3) + rng.integers(0, 2, (60, 4))
    table = ResponseTable(
        items=("a", "b", "c", "d"), values=values.astype(float), rows=np.arange(1, 61), groups=("one",) * 60
    )

    _, notes = supplier_figures(table, {"S": table.items}, OriginCounts(real=60))

    assert "S, scale mean" in {note.place for note in notes}
