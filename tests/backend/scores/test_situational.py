"""From ratings of options to positions with their error, and to one position from two methods."""

import numpy as np
import pytest

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.reports.kinds.candidate import candidate_report
from backend.reports.selectors.candidates import candidate_context
from backend.scores.models import ScaleScore
from scoring.evidence.combining import combine
from scoring.evidence.pieces import Evidence, unshrink
from scoring.evidence.sensitivity import sensitivity
from scoring.judgement.keys import key_from_document
from scoring.judgement.norms import ASSUMED_NORM, slope_evidence
from scoring.judgement.regression import score_ratings
from scoring.models.situational_regression import assumed_situational_model
from tests.factories.jobs import run_waiting_jobs
from tests.factories.results import Scored
from tests.factories.sittings import invited, staff_house, taker_for
from tests.factories.situations import (
    SITUATIONS_EACH,
    campaign_of_two_methods,
    sensible,
    sit_through_both,
    situational_documents,
)

pytestmark = pytest.mark.django_db
KEY = key_from_document(situational_documents("own-situations")["keys/authors.yaml"])


def scored_by_two_methods(rating=sensible, sections: tuple[str, ...] = ()) -> Scored:
    house = staff_house()
    with organisation_context(house.id):
        campaign = campaign_of_two_methods(house, sections=sections)
        (invitation,) = invited(house, campaign)
    taker = taker_for(house, invitation)
    sit_through_both(taker, rating)
    run_waiting_jobs()
    return Scored(house, campaign.pk, [invitation.candidate_id], [taker.sitting_id])


def scores_of(scored: Scored) -> dict[tuple[str, str], dict]:
    response = scored.house.client(Role.RECRUITER).get(scored.house.url(f"sittings/{scored.sitting_ids[0]}/scores"))
    return {(score["method"], score["unit"]): score for score in response.json()}


def dimension_of(scored: Scored, code: str) -> dict:
    view = scored.house.client(Role.RECRUITER).get(scored.candidate()).json()
    return next(fit for fit in view["dimensions"] if fit["dimension"] == code)


def ratings(rating=sensible) -> np.ndarray:
    return np.array([float(rating(number % 4)) for number in range(len(KEY.options))])


def test_ratings_are_scored_as_the_engine_scores_them() -> None:
    expected = assumed_situational_model(KEY).score(ratings()[None])

    found = scores_of(scored_by_two_methods())

    for unit in ("D1", "P"):
        score, scale = found["situational", unit], expected.scale(unit)
        assert score["mean"] == pytest.approx(float(scale.mean[0]), abs=1e-12)
        assert score["se"] == pytest.approx(float(scale.se[0]), abs=1e-12)
        assert (score["n_answered"], score["n_items"]) == (SITUATIONS_EACH, SITUATIONS_EACH)
        assert (score["basis"], score["status"], score["reason"]) == ("assumed", "draft", "")
        assert score["model_hash"] == expected.model_hash


def test_a_position_goes_back_to_the_slope_of_the_regression() -> None:
    slope = score_ratings(KEY, ratings()).positions[0]

    score = scores_of(scored_by_two_methods())["situational", "D1"]

    y, _ = unshrink(np.array([score["mean"]]), np.array([score["se"]]))
    assert y[0] == pytest.approx(slope_evidence(slope.estimate, ASSUMED_NORM)[0])


def test_two_methods_make_one_position_and_stand_beside_it_by_themselves() -> None:
    scored = scored_by_two_methods()
    pieces = [piece(score) for (_, unit), score in scores_of(scored).items() if score["dimension"] == "D1"]

    fit = dimension_of(scored, "D1")

    both = combine(pieces)
    assert (fit["mean"], fit["se"]) == (pytest.approx(both.mean), pytest.approx(both.se))
    assert fit["methods"] == ["questionnaire", "situational"]
    assert (fit["n_answered"], fit["n_items"]) == (10, 10)
    assert (fit["verdict"], fit["reason"], fit["provisional"]) == (None, "assumed_parameters", True)
    shares = {share.method: share.weight for share in both.methods}
    for own in fit["evidence"]:
        alone = combine([one for one in pieces if one.method == own["method"]])
        assert (own["mean"], own["se"]) == (pytest.approx(alone.mean), pytest.approx(alone.se))
        assert own["weight"] == pytest.approx(shares[own["method"]])
    moved = sensitivity(pieces)
    assert fit["sensitivity"]["half_mean"] == pytest.approx(moved.half_mean)
    assert fit["sensitivity"]["double_se"] == pytest.approx(moved.double_se)
    assert fit["say_do"] is None


def piece(score: dict) -> Evidence:
    y, v = unshrink(np.array([score["mean"]]), np.array([score["se"]]))
    return Evidence(method=score["method"], y=float(y[0]), v=float(v[0]), basis=score["basis"], status="draft")


def test_somebody_who_rates_everything_alike_is_unscorable_and_not_in_the_middle() -> None:
    scored = scored_by_two_methods(lambda _: 4)

    score = scores_of(scored)["situational", "P"]
    promises, tone = dimension_of(scored, "P"), dimension_of(scored, "D1")

    assert (score["mean"], score["se"], score["reason"]) == (None, None, "flat")
    assert (promises["mean"], promises["reason"]) == (None, "not_scored")
    assert promises["evidence"][0]["reason"] == "flat"
    assert tone["mean"] is not None
    assert {own["method"]: own["weight"] is None for own in tone["evidence"]} == {
        "questionnaire": False,
        "situational": True,
    }


def test_a_dimension_whose_section_is_not_given_has_no_score_and_is_not_assessed() -> None:
    scored = scored_by_two_methods(sections=("tone",))

    assert set(scores_of(scored)) == {("questionnaire", "SECRET-SCALE"), ("situational", "D1")}
    assert dimension_of(scored, "P")["verdict"] == "not_assessed"


def test_an_expired_sitting_with_too_few_situations_says_so() -> None:
    from backend.scores.services import score_sitting
    from backend.sittings.enums import SittingStatus
    from backend.sittings.models import Sitting

    house = staff_house()
    with organisation_context(house.id):
        (invitation,) = invited(house, campaign_of_two_methods(house))
    taker = taker_for(house, invitation)
    taker.start()
    taker.open_everything()
    sections = taker.get("state").json()["sections"]
    for item in taker.get(f"sections/{sections[-2]['index']}").json()["items"][:3]:
        for number, option in enumerate(item["options"]):
            taker.answer(option["id"], sensible(number))

    with organisation_context(house.id):
        Sitting.objects.filter(pk=taker.sitting_id).update(status=SittingStatus.EXPIRED)
        score_sitting(actor=house.actor(Role.RECRUITER), sitting_id=taker.sitting_id)
        reasons = {(score.method, score.unit): (score.reason, score.n_answered) for score in ScaleScore.objects.all()}

    assert reasons["situational", "D1"] == ("too_few_scenarios", 3)
    assert reasons["situational", "P"] == ("too_few_scenarios", 0)
    assert reasons["questionnaire", "SECRET-SCALE"] == ("too_few_answered", 0)


def test_both_reports_name_the_method_with_its_error() -> None:
    scored = scored_by_two_methods()

    page = scored.house.client(Role.RECRUITER).get(scored.candidate("report")).json()

    text = str(page)
    assert "What each method says by itself" in text
    assert "situational test" in text
    assert "4 of 4" in text
    assert "SE " in text
    with organisation_context(scored.house.id):
        own = str(candidate_report(candidate_context(scored.sitting_ids[0])))
    assert "4 of 4 situations, taken alone: " in own
    assert "6 of 6 questions, taken alone: " in own
