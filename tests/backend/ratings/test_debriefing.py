"""The debrief: side by side, wide gaps flagged, revisions beside first marks, which stay."""

from typing import Any

import pytest

from backend.accounts.enums import Role
from backend.campaigns.models import PanelSeat
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from backend.ratings.models import Rating
from backend.ratings.selectors.first_ratings import rated_exercise
from backend.ratings.services.planning import swap_rater
from tests.factories.accounts import House, add_member
from tests.factories.panels import PANEL, seat_panel_of
from tests.factories.ratings import card_of, hand_in, marks, rating_house, role_play, sealed_role_play
from tests.factories.sittings import JSON

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return rating_house()


def room(house: House, plan_id: Any, role: str = Role.RATER) -> dict[str, Any]:
    answer = house.client(role).get(house.url(f"exercise-plans/{plan_id}/debrief"))
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def revise(house: House, role: str, rating_id: Any, value: int | None, reason: str = "I heard the rest of it.") -> Any:
    path = house.url(f"ratings/{rating_id}/revisions")
    return house.client(role).post(path, {"value": value, "reason": reason}, content_type=JSON)


def test_before_the_seal_the_room_holds_seats_and_no_marks(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        hand_in(house, Role.RATER, plan)

    shown = room(house, plan.pk)

    assert shown["rows"] == []
    assert [(entry["card"]["status"], entry["submission"]) for entry in shown["cards"]] == [
        ("assigned", None),
        ("submitted", None),
        ("assigned", None),
    ]


@pytest.mark.parametrize(("chairs", "status"), [(True, 200), (False, 404)])
def test_the_chair_enters_the_room_even_after_giving_the_own_card_away(house: House, chairs: bool, status: int) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        house.members["second rater"] = add_member(Role.RATER)
        seat_panel_of(house, plan.campaign, (*PANEL, "second rater"))
        PanelSeat.objects.update(is_chair=False)
        if chairs:
            PanelSeat.objects.filter(membership=house.members[Role.RATER]).update(is_chair=True)
        swap_rater(
            actor=house.actor(Role.RECRUITER),
            card_id=card_of(house, plan, Role.RATER).pk,
            membership_id=house.members["second rater"].pk,
            reason="Fell ill at noon.",
        )

    answer = house.client(Role.RATER).get(house.url(f"exercise-plans/{plan.pk}/debrief"))

    assert answer.status_code == status


def test_all_marks_stand_side_by_side_and_a_gap_of_two_is_flagged(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        for role, promise, tone in zip(PANEL, (2, 3, 4), (1, 1, "absent"), strict=True):
            hand_in(house, role, plan, marks(promise=promise, tone=tone, words=f"{role} noted it."))

    shown = room(house, plan.pk)

    promise, tone = shown["rows"]
    assert ([mark["value"] for mark in promise["marks"]], promise["gap"], promise["wide"]) == ([2, 3, 4], 2, True)
    assert ([mark["value"] for mark in tone["marks"]], tone["gap"], tone["wide"]) == ([1, 1, None], 0, False)
    assert [entry["submission"]["observations"][0]["words"] for entry in shown["cards"]] == [
        f"{role} noted it." for role in PANEL
    ]


def test_a_revision_is_kept_beside_the_first_mark_which_is_what_counts(house: House) -> None:
    with organisation_context(house.id):
        plan = sealed_role_play(house, **{Role.RATER: 2})
        before = rated_exercise(plan.pk)
        own = Rating.objects.get(submission__scorecard__membership=house.members[Role.RATER], mark="skill")

    answers = [revise(house, Role.RATER, own.pk, 3), revise(house, Role.RATER, own.pk, 4)]
    shown = room(house, plan.pk)["rows"][0]

    assert [answer.status_code for answer in answers] == [201, 201]
    mine = next(mark for mark in shown["marks"] if mark["rating_id"] == str(own.pk))
    assert (mine["value"], [revision["value"] for revision in mine["revisions"]]) == (2, [3, 4])
    assert (shown["gap"], shown["gap_now"], shown["wide"]) == (2, 0, True)
    with organisation_context(house.id):
        after = rated_exercise(plan.pk)
        assert before is not None
        assert after is not None
        assert after.ratings_hash == before.ratings_hash
        details = AuditEvent.objects.filter(action="rating.revised").latest("sequence").details
        assert set(details) == {"rating", "exercise", "number"}


@pytest.mark.parametrize(("value", "code"), [(2, "unchanged"), (0, "marks_refused"), (-2, "marks_refused")])
def test_a_revision_is_another_mark_on_the_same_scale(house: House, value: int, code: str) -> None:
    with organisation_context(house.id):
        sealed_role_play(house, **{Role.RATER: 2})
        own = Rating.objects.get(submission__scorecard__membership=house.members[Role.RATER], mark="skill")

    answer = revise(house, Role.RATER, own.pk, value)

    assert answer.json()["code"] == code


def test_nobody_revises_before_the_seal_or_anothers_mark(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        hand_in(house, Role.RATER, plan)
        own = Rating.objects.get(mark="skill")

    assert revise(house, Role.RATER, own.pk, 1).json()["code"] == "ratings_not_sealed"
    assert revise(house, Role.HIRING_MANAGER, own.pk, 1).status_code == 404


def test_a_mark_that_was_corrected_before_the_seal_is_not_revised(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        hand_in(house, Role.RATER, plan, marks(promise=1))
        outdated = Rating.objects.get(mark="skill")
        hand_in(house, Role.RATER, plan, marks(promise=2))
        for role in (Role.HIRING_MANAGER, Role.CUSTOMER_ADVOCATE):
            hand_in(house, role, plan)

    assert revise(house, Role.RATER, outdated.pk, 5).status_code == 404
