"""Many people at once stand where each of them stands alone."""

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.definitions.standing import Basis, Status
from scoring.evidence.combining import combine, position_for_fit
from scoring.evidence.people import PersonEvidence, combine_people
from scoring.evidence.pieces import METHOD_SIGMA, Evidence
from scoring.evidence.sensitivity import sensitivity

PASSED = {"basis": Basis.DATA, "status": Status.IN_USE}
PROVISIONAL = {"basis": Basis.ASSUMED, "status": Status.DRAFT}

pieces = st.builds(
    Evidence,
    method=st.sampled_from(sorted(METHOD_SIGMA)),
    y=st.floats(-3, 3),
    v=st.floats(0.05, 3),
    basis=st.sampled_from(list(Basis)),
    status=st.sampled_from([Status.DRAFT, Status.IN_USE]),
)


def together(people):
    evidence = [PersonEvidence(person=n, piece=piece) for n, found in enumerate(people) for piece in found]
    return combine_people("D1", evidence, people=len(people), assessed=np.ones(len(people), dtype=bool))


@given(st.lists(st.lists(pieces, max_size=5), min_size=1, max_size=4))
def test_everybody_stands_where_they_stand_alone(people):
    found = together(people)

    assert found.judged.dimension == "D1"
    for person, evidence in enumerate(people):
        if not evidence:
            assert np.isnan(found.judged.mean[person])
            continue
        alone = position_for_fit(evidence)
        counted = [piece for piece in evidence if piece.eligible] or evidence
        moved = sensitivity(counted)
        assert found.judged.mean[person] == pytest.approx(alone.judged.mean, abs=1e-12)
        assert found.judged.se[person] == pytest.approx(alone.judged.se, abs=1e-12)
        assert found.everything_mean[person] == pytest.approx(alone.everything.mean, abs=1e-12)
        assert found.everything_se[person] == pytest.approx(alone.everything.se, abs=1e-12)
        assert bool(found.judged.on_data[person]) is (alone.everything.basis is Basis.DATA)
        assert bool(found.judged.eligible[person]) is alone.judged.eligible
        assert astuple(found.sensitivity(person)) == pytest.approx(astuple(moved), abs=1e-12)


@given(st.lists(pieces, min_size=1, max_size=5))
def test_a_person_gets_the_same_bits_alone_and_in_a_crowd(evidence):
    alone, crowd = together([evidence]), together([[], evidence, evidence])

    assert alone.judged.mean[0] == crowd.judged.mean[1] == crowd.judged.mean[2]
    assert alone.judged.se[0] == crowd.judged.se[1]


@given(st.lists(pieces, min_size=1, max_size=5))
def test_the_weight_of_a_method_is_its_share_in_the_judged_position(evidence):
    found = together([evidence])

    shares = {share.method: share.weight for share in position_for_fit(evidence).judged.methods}

    for own in found.methods:
        assert own.weight[0] == pytest.approx(shares.get(own.method, 0.0), abs=1e-12)


def test_each_method_is_shown_as_if_it_were_all_there_is():
    told = Evidence(method="questionnaire", y=1.2, v=0.3, **PROVISIONAL)
    rated = Evidence(method="situational", y=-0.4, v=1.0, **PROVISIONAL)

    by_method = {own.method: own for own in together([[told, rated]]).methods}

    assert by_method["questionnaire"].mean[0] == pytest.approx(combine([told]).mean)
    assert by_method["situational"].se[0] == pytest.approx(combine([rated]).se)


def test_provisional_evidence_stands_beside_eligible_evidence_and_does_not_enter_it():
    passed = Evidence(method="questionnaire", y=1.0, v=0.2, **PASSED)
    provisional = Evidence(method="situational", y=-2.0, v=0.5, **PROVISIONAL)

    found = together([[passed, provisional]])

    assert found.judged.mean[0] == pytest.approx(combine([passed]).mean)
    assert found.everything_mean[0] == pytest.approx(combine([passed, provisional]).mean)
    assert found.judged.eligible[0]
    weights = {own.method: own.weight[0] for own in found.methods}
    assert weights["situational"] == 0.0


def test_who_was_asked_and_gave_no_piece_is_assessed_without_a_position():
    assessed = np.array([True, False])

    found = combine_people("D1", [], people=2, assessed=assessed)

    assert np.isnan(found.judged.mean).all()
    assert found.judged.assessed.tolist() == [True, False]
    assert found.methods == ()


def test_somebody_without_a_piece_of_a_method_has_no_figures_of_it_and_numbers_everywhere_else():
    told, seen = (Evidence(method=m, y=1.0, v=0.2, **PASSED) for m in ("questionnaire", "role_play"))

    found = together([[told, seen], [told], []])

    role_play = next(own for own in found.methods if own.method == "role_play")
    assert np.isnan(role_play.weight).tolist() == [False, True, True]
    for figures in (found.everything_mean, found.everything_se, role_play.weight, role_play.mean, role_play.se):
        assert figures.dtype == np.float64
    assert np.isnan(found.everything_se).tolist() == [False, False, True]
