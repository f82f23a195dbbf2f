"""From first ratings to a grade with its error, a provisional position, and a narrower picture of the person."""

import math
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command

from backend.accounts.enums import Role
from backend.campaigns.models import Campaign
from backend.fit.models import DimensionFit
from backend.fit.services import assess_rated, assess_sitting
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context, system_actor
from backend.ratings.models import ExercisePlan, Rating, RatingRevision
from backend.ratings.services.cards import close_seat
from backend.reports.services import screening_report_for
from backend.scores.errors import NotSealedYetError
from backend.scores.models import RatingScore, ScaleScore
from backend.scores.services import recompute_campaign, score_ratings, score_sitting
from tests.factories.accounts import House
from tests.factories.panels import PANEL
from tests.factories.ratings import card_of, hand_in, marks, rating_house, role_play
from tests.factories.sittings import invited, ready_campaign, sit_through, taker_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return rating_house()


def rated(house: House, *cards: dict[str, object], **fields: object) -> ExercisePlan:
    """A sealed role play with these cards of the panel, inside the open organisation."""
    plan = role_play(house, **fields)  # type: ignore[arg-type]  # fields of the plan
    for role, values in zip(PANEL, cards, strict=True):
        hand_in(house, role, plan, values)
    return plan


def test_grades_become_positions_by_the_assumed_values(house: House) -> None:
    with organisation_context(house.id):
        plan = rated(house, marks(promise=4, tone=1), marks(promise=5, tone="absent"), marks(promise=3, tone=2))

        assert score_ratings(actor=system_actor(house.id), plan_id=plan.pk) == 2
        assert score_ratings(actor=system_actor(house.id), plan_id=plan.pk) == 0

        skill, style = RatingScore.objects.order_by("mark")
        v_skill = (0.30 + 0.38 / 3) / 0.25
        assert (skill.dimension, skill.grade, skill.n_views, skill.n_raters) == ("P", 4.0, 3, 3)
        assert skill.grade_se == pytest.approx(math.sqrt(0.30 + 0.38 / 3), abs=1e-12)
        assert skill.mean == pytest.approx(2.0 / (1 + v_skill), abs=1e-12)
        assert skill.se == pytest.approx(math.sqrt(v_skill / (1 + v_skill)), abs=1e-12)
        v_style = 0.30 + 0.38 / 2
        assert (style.dimension, style.grade, style.n_views) == ("D1", 1.5, 2)
        assert style.mean == pytest.approx(1.5 / (1 + v_style), abs=1e-12)
        assert {(row.method, row.basis, row.status) for row in (skill, style)} == {("role_play", "assumed", "draft")}


def test_what_nobody_has_seen_is_no_number(house: House) -> None:
    with organisation_context(house.id):
        plan = rated(house, *(marks(tone="absent") for _ in PANEL))
        score_ratings(actor=system_actor(house.id), plan_id=plan.pk)

        style = RatingScore.objects.get(mark="style")
        assert (style.grade, style.mean, style.n_views, style.n_raters) == (None, None, 0, 3)


def test_under_seal_there_is_nothing_to_score(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        hand_in(house, Role.RATER, plan)

        with pytest.raises(NotSealedYetError):
            score_ratings(actor=system_actor(house.id), plan_id=plan.pk)


def test_a_revision_of_the_debrief_changes_no_score_and_recomputation_agrees(house: House) -> None:
    with organisation_context(house.id):
        plan = rated(house, marks(promise=2), marks(promise=4), marks(promise=4))
        score_ratings(actor=system_actor(house.id), plan_id=plan.pk)
        own = Rating.objects.filter(mark="skill").first()
        RatingRevision.objects.create(rating=own, number=1, value=5, reason="I heard the rest.")

        assert score_ratings(actor=system_actor(house.id), plan_id=plan.pk) == 0
        assert recompute_campaign(campaign_id=plan.campaign_id) == (2, [])
    call_command("recompute_scores", check=True, organisation=house.id)


def test_the_audit_trail_holds_hashes_and_no_grade(house: House) -> None:
    with organisation_context(house.id):
        plan = rated(house, *(marks() for _ in PANEL))
        score_ratings(actor=system_actor(house.id), plan_id=plan.pk)
    with organisation_context(house.id):
        details = AuditEvent.objects.get(action="ratings.scored").details

    assert set(details) == {"grades", "models", "ratings"}
    assert details["grades"] == 2


def test_a_rated_exercise_narrows_the_provisional_picture_of_its_person(house: House) -> None:
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        (invitation,) = invited(house, campaign)
    sit_through(taker_for(house, invitation))
    system = system_actor(house.id)
    with organisation_context(house.id):
        sitting = invitation.sittings.get()
        score_sitting(actor=system, sitting_id=sitting.pk)
        before = assess_sitting(actor=system, sitting_id=sitting.pk)
        cards = [marks(promise=4, tone=2) for _ in PANEL]
        plan = rated(house, *cards, campaign=campaign, candidate_id=invitation.candidate_id)
        score_ratings(actor=system, plan_id=plan.pk)

        after = assess_rated(actor=system, plan_id=plan.pk)

        assert before is not None
        assert after is not None
        narrower, wider = (
            DimensionFit.objects.get(assessment=assessment, dimension="D1") for assessment in (after, before)
        )
        assert (wider.methods, narrower.methods) == (["questionnaire"], ["questionnaire", "role_play"])
        assert wider.se is not None
        assert narrower.se is not None
        assert narrower.se < wider.se
        assert (narrower.mean, narrower.se) == pytest.approx(_combined(D1_of_answers=_scale(sitting.pk), mark=2.0))
        assert (narrower.basis, narrower.eligible, narrower.verdict) == ("assumed", False, "")
        seen = DimensionFit.objects.get(assessment=after, dimension="P")
        assert (seen.methods, seen.n_answered, seen.n_items) == (["role_play"], 3, 3)


def _scale(sitting_id: object) -> tuple[float, float]:
    score = ScaleScore.objects.get(sitting_id=sitting_id, dimension="D1", superseded=False)
    assert score.mean is not None
    assert score.se is not None
    return score.mean, score.se


def _combined(*, D1_of_answers: tuple[float, float], mark: float) -> tuple[float, float]:  # noqa: N803 -- a dimension
    """The closed form of the method paper by hand: a questionnaire and three raters who all gave the same mark."""
    m, s = D1_of_answers
    y, v = m / (1 - s**2), s**2 / (1 - s**2)
    answers, raters = 1 / (v + 0.5**2 + 1), 1 / (0.30 + (0.08 + 0.30) / 3 + 0.4**2 + 1)
    precision = 1 + answers + raters
    return (answers * y + raters * mark) / precision, precision**-0.5


def test_the_last_card_sets_scoring_and_fit_in_motion_by_itself(house: House, run_jobs: Callable[[], int]) -> None:
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        (invitation,) = invited(house, campaign)
    sit_through(taker_for(house, invitation))
    run_jobs()
    asked = _candidate(house, campaign.pk, invitation.candidate_id)
    with organisation_context(house.id):
        rated(house, *(marks(tone=1) for _ in PANEL), campaign=campaign, candidate_id=invitation.candidate_id)
    run_jobs()

    shown = _candidate(house, campaign.pk, invitation.candidate_id)
    assert [one["method"] for one in shown["evidence"]] == ["questionnaire", "role_play"]
    assert all(one["mean"] is not None and one["se"] > shown["se"] for one in shown["evidence"])
    assert (shown["provisional"], shown["verdict"]) == (True, None)
    assert asked["before_seen"] is None
    assert shown["before_seen"] == pytest.approx({"mean": asked["mean"], "se": asked["se"]}, abs=1e-12)


def test_one_rater_is_one_view_and_the_reports_say_so(house: House, run_jobs: Callable[[], int]) -> None:
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        (invitation,) = invited(house, campaign)
    sit_through(taker_for(house, invitation))
    run_jobs()
    with organisation_context(house.id):
        plan = role_play(house, campaign=campaign, candidate_id=invitation.candidate_id)
        hand_in(house, Role.HIRING_MANAGER, plan, marks(tone=1))
        for role in (Role.RATER, Role.CUSTOMER_ADVOCATE):
            card = card_of(house, plan, role)
            close_seat(actor=house.actor(Role.HIRING_MANAGER), card_id=card.pk, reason="Has not come back from leave.")
    run_jobs()

    with organisation_context(house.id):
        style = RatingScore.objects.get(mark="style")
        report = screening_report_for(
            actor=house.actor(Role.RECRUITER), campaign_id=campaign.pk, candidate_id=invitation.candidate_id
        )
    assert (style.n_views, style.n_raters) == (1, 1)
    assert style.grade_se == pytest.approx(math.sqrt(0.30 + 0.08 + 0.30), abs=1e-12)
    assert "one view of a rater" in str(report)


def _candidate(house: House, campaign_id: object, candidate_id: object) -> dict[str, Any]:
    path = house.url(f"campaigns/{campaign_id}/candidates/{candidate_id}")
    answer = house.client(Role.RECRUITER).get(path).json()
    return dict(next(fit for fit in answer["dimensions"] if fit["dimension"] == "D1"))


def test_scoring_anew_writes_what_is_missing_and_nothing_twice(house: House) -> None:
    with organisation_context(house.id):
        plan = rated(house, *(marks() for _ in PANEL))
        score_ratings(actor=system_actor(house.id), plan_id=plan.pk)
        campaign = Campaign.objects.get(pk=plan.campaign_id)
        later = rated(house, *(marks() for _ in PANEL), campaign=campaign)

    for _ in range(2):
        call_command("recompute_scores", organisation=house.id)

    with organisation_context(house.id):
        assert [RatingScore.objects.filter(plan=one).count() for one in (plan, later)] == [2, 2]


def test_recomputation_finds_a_grade_that_was_changed_behind_its_back(house: House) -> None:
    with organisation_context(house.id):
        plan = rated(house, *(marks(promise=4) for _ in PANEL))
        score_ratings(actor=system_actor(house.id), plan_id=plan.pk)
        rows = list(RatingScore.objects.filter(mark="skill"))
        RatingScore.objects.filter(mark="skill").update(superseded=True)
        for row in rows:
            row.pk, row.superseded, row.grade = uuid.uuid4(), False, 4.5
        RatingScore.objects.bulk_create(rows)

        checked, found = recompute_campaign(campaign_id=plan.campaign_id)

        assert (checked, [(one.place, one.stored, one.recomputed) for one in found]) == (2, [("grade", "4.5", "4.0")])


def test_while_the_sitting_is_open_the_ratings_wait(house: House) -> None:
    with organisation_context(house.id):
        plan = rated(house, *(marks() for _ in PANEL))
        score_ratings(actor=system_actor(house.id), plan_id=plan.pk)

        assert assess_rated(actor=system_actor(house.id), plan_id=plan.pk) is None


def test_erasing_the_person_takes_the_grades_along(house: House) -> None:
    with organisation_context(house.id):
        plan = rated(house, *(marks() for _ in PANEL))
        score_ratings(actor=system_actor(house.id), plan_id=plan.pk)
    path = house.url(f"candidates/{plan.candidate_id}/erase")

    assert house.client(Role.RECRUITER).post(path, {}, content_type="application/json").status_code == 200
    with organisation_context(house.id):
        assert RatingScore.objects.count() == 0
