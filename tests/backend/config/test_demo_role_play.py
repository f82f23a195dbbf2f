"""The demo's role play: three raters, one gap of two, one revision, all of it through the services."""

from collections.abc import Callable

import pytest

from backend.accounts.enums import Role
from backend.config.demo.people import Crew
from backend.config.demo.role_play import PANEL, RATED, TO_BE_RATED, play_roles
from backend.kernel.tenancy import organisation_context
from backend.ratings.models import ExercisePlan, RatingRevision
from backend.ratings.selectors.debrief import debrief_before
from backend.scores.models import RatingScore
from backend.sittings.services.invitations import invite_people
from tests.factories.ratings import rating_house
from tests.factories.sittings import person, ready_campaign

pytestmark = pytest.mark.django_db


def test_three_raters_mark_one_gap_is_talked_over_and_first_marks_count(run_jobs: Callable[[], int]) -> None:
    house = rating_house()
    crew = Crew(house.members[PANEL[0]].name, {role: house.actor(role) for role in house.members})
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        people = [person(number, email=email) for number, email in enumerate((RATED, TO_BE_RATED), start=1)]
        invite_people(actor=house.actor(Role.RECRUITER), campaign_id=campaign.pk, people=people)

    play_roles(crew, campaign.pk)
    run_jobs()

    with organisation_context(house.id):
        rated, waiting = ExercisePlan.objects.order_by("starts_at")
        debrief = debrief_before(house.actor(PANEL[1]), rated.pk)
        promise, tone = debrief.rows
        score = RatingScore.objects.get(plan=rated, mark="skill")
        revision = RatingRevision.objects.get()
    assert [entry.card.is_advocate for entry in debrief.cards] == [False, False, True]
    assert [mark.value for mark in promise.marks] == [5, 3, 4]
    assert (promise.wide, promise.gap_now, tone.wide) == (True, 1, False)
    assert (revision.value, score.grade, score.n_views) == (4, 4.0, 3)
    assert waiting.sealed_at is None
