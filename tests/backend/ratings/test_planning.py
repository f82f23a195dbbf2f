"""Planning a role play: who may be asked, who must watch, and what everybody is told."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.ratings.models import ExercisePlan
from backend.ratings.services.letters import letter_to_candidate, letter_to_rater
from tests.factories.accounts import House
from tests.factories.library import publish_own_exercise
from tests.factories.panels import PANEL, seat_panel_of
from tests.factories.ratings import card_of, rating_house, role_play
from tests.factories.sittings import JSON, invited, ready_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return rating_house()


def wish(house: House, **changes: Any) -> tuple[str, dict[str, Any]]:
    """Address and body of a plan that can be made; inside no context."""
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        seat_panel_of(house, campaign)
        (invitation,) = invited(house, campaign)
        exercise = publish_own_exercise(house.actor(Role.PSYCHOMETRICIAN), code=f"play-{uuid.uuid4().hex[:8]}")
    body = {
        "candidate_id": str(invitation.candidate_id),
        "exercise_id": str(exercise.pk),
        "starts_at": (timezone.now() + timedelta(hours=2)).isoformat(),
        "place": "Room 2",
    }
    return house.url(f"campaigns/{campaign.pk}/exercise-plans"), {**body, **changes}


def test_a_plan_gives_every_member_of_the_panel_a_card(house: House) -> None:
    path, body = wish(house)

    planned = house.client(Role.RECRUITER).post(path, body, content_type=JSON)
    listed = house.client(Role.HIRING_MANAGER).get(path).json()["results"]

    assert planned.status_code == 201
    assert [(card["rater"], card["is_advocate"], card["status"]) for card in planned.json()["cards"]] == [
        (house.members[role].name, role == Role.CUSTOMER_ADVOCATE, "assigned") for role in PANEL
    ]
    assert (planned.json()["exercise"], planned.json()["form"]) == ("A late order", "a")
    assert [row["id"] for row in listed] == [planned.json()["id"]]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"starts_at": "2020-01-01T10:00:00Z"}, "starts_at"),
        ({"form": "z"}, "form"),
        ({"variant": "written"}, "variant"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_cannot_be_planned_names_its_place(house: House, changes: dict[str, str], place: str) -> None:
    path, body = wish(house, **changes)

    answer = house.client(Role.RECRUITER).post(path, body, content_type=JSON)

    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [place])


def test_raters_without_an_advocate_or_alone_are_refused(house: House) -> None:
    path, body = wish(house)
    wanted = [str(house.members[Role.RATER].pk)]

    answer = house.client(Role.RECRUITER).post(path, {**body, "rater_ids": wanted}, content_type=JSON)

    assert {error["code"] for error in answer.json()["errors"]} == {"too_few_raters", "no_advocate"}


def test_only_people_of_this_campaign_play_in_it(house: House) -> None:
    path, body = wish(house)
    with organisation_context(house.id):
        (stranger,) = invited(house, ready_campaign(house))

    answer = house.client(Role.RECRUITER).post(
        path, {**body, "candidate_id": str(stranger.candidate_id)}, content_type=JSON
    )

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (404, "candidate_id")


def test_letters_say_what_when_where_and_whom_to_ask(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        candidate = letter_to_candidate(plan.pk, kind="exercise_invitation")
        advocate = letter_to_rater(card_of(house, plan, Role.CUSTOMER_ADVOCATE).pk, kind="rater_card")
        late = letter_to_candidate(plan.pk, kind="exercise_cancelled")

    assert candidate is not None
    assert advocate is not None
    assert late is None
    for words in ("A late order", "Room 2", "about 10 minutes", "Promises. They matter.", "robin@example.org"):
        assert words in candidate.body
    assert "3 people watch, one of them for our customers" in candidate.body
    assert "Actor" not in candidate.body
    assert "Card" not in candidate.body
    assert f"/o/{house.id}/cards/" in advocate.body
    assert "speak for our customers" in advocate.body


def test_the_rater_reads_the_card_and_the_actor_sheet_stays_away(house: House) -> None:
    with organisation_context(house.id):
        card = card_of(house, role_play(house), Role.RATER)

    shown = house.client(Role.RATER).get(house.url(f"scorecards/{card.pk}")).json()

    rows = shown["sheet"]["blocks"][0]["rows"]
    assert [(row["code"], [value["value"] for value in row["values"]]) for row in rows] == [
        ("promise", [1, 2, 3, 4, 5]),
        ("tone", [-2, -1, 0, 1, 2]),
    ]
    assert [value["words"] for value in rows[0]["values"]] == [
        "Card anchor 1.",
        None,
        "Card anchor 3.",
        None,
        "Card anchor 5.",
    ]
    assert (shown["values"], shown["submissions"]) == ({}, 0)
    assert "Actor person" not in str(shown)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_take_a_constant_number_of_queries(house: House, rows: int, django_assert_num_queries: Any) -> None:
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        seat_panel_of(house, campaign)
        for invitation in invited(house, campaign, count=rows):
            role_play(house, campaign, candidate_id=invitation.candidate_id)
    manager, rater = house.client(Role.HIRING_MANAGER), house.client(Role.RATER)
    plans, mine = house.url(f"campaigns/{campaign.pk}/exercise-plans"), house.url("my-scorecards")
    manager.get(plans), rater.get(mine)  # parses each exercise once

    with django_assert_num_queries(10):
        assert len(manager.get(plans).json()["results"]) == rows
    with django_assert_num_queries(8):
        assert len(rater.get(mine).json()["results"]) == rows


def test_everybody_is_invited_by_mail_and_no_mail_goes_out_twice(house: House, run_jobs: Callable[[], int]) -> None:
    path, body = wish(house)
    run_jobs()
    before = len(mail.outbox)

    house.client(Role.RECRUITER).post(path, body, content_type=JSON)
    run_jobs()
    run_jobs()

    sent = mail.outbox[before:]
    with organisation_context(house.id):
        plan = ExercisePlan.objects.select_related("candidate").get()
        wanted = {plan.candidate.email, *(house.members[role].email for role in PANEL)}
        addresses = [f"/o/{house.id}/cards/{card.pk}" for card in plan.cards.all()]
    assert sorted(to for message in sent for to in message.to) == sorted(wanted)
    assert all(sum(address in str(message.body) for message in sent) == 1 for address in addresses)


def test_a_swap_on_the_day_is_told_to_both_raters(house: House, run_jobs: Callable[[], int]) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        seat_panel_of(house, plan.campaign, (*PANEL, Role.OWNER))
        former = card_of(house, plan, Role.RATER)
    run_jobs()
    before = len(mail.outbox)
    body = {"membership_id": str(house.members[Role.OWNER].pk), "reason": "Fell ill at noon."}

    house.client(Role.RECRUITER).post(house.url(f"scorecards/{former.pk}/swap"), body, content_type=JSON)
    run_jobs()

    told = {message.to[0]: str(message.body) for message in mail.outbox[before:]}
    assert set(told) == {house.members[role].email for role in (Role.RATER, Role.OWNER)}
    assert "You need not come." in told[house.members[Role.RATER].email]
    assert "Your card, which works on a phone" in told[house.members[Role.OWNER].email]
    assert "Fell ill" not in "".join(told.values())
