"""A card on its way: marked piece by piece, handed in, corrected, sealed; swapped, closed, transcribed."""

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from backend.accounts.enums import Role
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from backend.ratings.errors import (
    CardDiffersError,
    CardEndedError,
    CardRefusedError,
    LastCardError,
    NotTheChairError,
    RaterIsClerkError,
    SealedError,
)
from backend.ratings.forms import read_content
from backend.ratings.models import MarkEvent, Observation, Rating, RatingRevision, Scorecard, Submission
from backend.ratings.selectors.cards import acknowledged_through, values_of
from backend.ratings.selectors.exercises import places_of
from backend.ratings.services.cards import (
    SentMark,
    close_seat,
    commitment_of,
    record_marks,
    submit_scorecard,
    transcribe_scorecard,
)
from backend.ratings.services.planning import swap_rater
from scoring.definitions.hashing import hash_of
from tests.factories.accounts import House, add_member
from tests.factories.panels import PANEL, seat_panel_of
from tests.factories.ratings import (
    SENT_AT,
    card_of,
    hand_in,
    marks,
    planned_role_play,
    rating_house,
    role_play,
    sealed_role_play,
    send_marks,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return rating_house()


def send(house: House, card: Scorecard, device: uuid.UUID, *events: tuple[int, str, Any]) -> int:
    sent = [SentMark(seq, item, value, SENT_AT) for seq, item, value in events]
    return record_marks(actor=house.actor(Role.RATER), card_id=card.pk, client=device, events=sent)


def test_marks_sent_twice_and_shuffled_are_stored_once_and_the_higher_number_wins(house: House) -> None:
    with organisation_context(house.id):
        card, device = card_of(house, role_play(house), Role.RATER), uuid.uuid4()

        first = send(house, card, device, (1, "confidence", 1), (3, "confidence", 3))
        again = send(house, card, device, (3, "confidence", 3), (2, "confidence", 2))
        other = send(house, card, uuid.uuid4(), (1, "mark.late.tone", "absent"), (2, "mark.late.promise", 5))

        assert (first, again, other) == (1, 3, 2)
        assert MarkEvent.objects.count() == 5
        assert values_of(card.pk) == {"confidence": 3, "mark.late.tone": "absent", "mark.late.promise": 5}
        assert acknowledged_through(card.pk, device) == 3


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("mark.late.promise", 6),
        ("mark.late.promise", True),
        ("mark.late.tone", 3),
        ("mark.late.unknown", 1),
        ("confidence", 4),
        ("none.for", "yes"),
        ("seen.a", {"side": "for", "at": "25:00", "words": "x", "block": "late"}),
        ("seen.a", {"side": "both", "at": "10:00", "words": "x", "block": "late"}),
        ("seen.a", {"side": "for", "at": "10:00", "words": "x" * 601, "block": "late"}),
        ("seen.a", {"side": "for", "at": "10:00", "words": "x", "block": "other"}),
        ("SEEN.a", None),
    ],
)
def test_a_value_that_cannot_stand_where_it_is_stores_nothing_of_its_batch(house: House, item: str, value: Any) -> None:
    with organisation_context(house.id):
        card = card_of(house, role_play(house), Role.RATER)
    events = [
        {"seq": seq, "item": place, "value": given, "client_time": "2026-11-25T10:00:00Z"}
        for seq, (place, given) in enumerate([("confidence", 1), (item, value)], start=1)
    ]

    answer = house.client(Role.RATER).post(
        house.url(f"scorecards/{card.pk}/marks"),
        {"client": str(uuid.uuid4()), "events": events},
        content_type="application/json",
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "marks_refused")
    assert [error["field"] for error in answer.json()["errors"]] == ["events[1].value"]
    with organisation_context(house.id):
        assert MarkEvent.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"mark.late.tone": None}, {"values.mark.late.tone"}),
        ({"confidence": None}, {"values.confidence"}),
        ({"none.against": None}, {"values.none.against"}),
        ({"none.for": True}, {"values.none.for"}),
        ({"seen.a1": None}, {"values.none.for"}),
    ],
)
def test_a_card_says_everything_it_lacks(house: House, changes: dict[str, Any], places: set[str]) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        with pytest.raises(CardRefusedError) as refused:
            hand_in(house, Role.RATER, plan, marks(**changes))

        assert {error.field for error in refused.value.errors} == places
        assert Submission.objects.count() == 0


def test_a_card_that_differs_from_what_arrived_is_not_taken(house: House) -> None:
    with organisation_context(house.id):
        card = card_of(house, role_play(house), Role.RATER)
        send_marks(house, Role.RATER, card, marks())

        with pytest.raises(CardDiffersError):
            submit_scorecard(
                actor=house.actor(Role.RATER), card_id=card.pk, count=5, sent_hash=hash_of(marks(promise=5))
            )


def test_a_correction_before_the_seal_is_a_new_row_and_the_audit_trail_holds_commitments_alone(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        hand_in(house, Role.RATER, plan, marks(promise=2))
        card = hand_in(house, Role.RATER, plan, marks(promise=3))

        first, second = card.submissions.order_by("number")
        assert [row.ratings.get(mark="skill").value for row in (first, second)] == [2, 3]
        content = read_content(places_of(plan), marks(promise=3))
        assert second.commitment == commitment_of(second.nonce, content.as_tree())
        assert plan.cards.get(pk=card.pk).status == "submitted"
    with organisation_context(house.id):
        rows = AuditEvent.objects.filter(action__startswith="scorecard.").order_by("sequence")
        assert [row.action for row in rows] == ["scorecard.submitted", "scorecard.corrected"]
        assert [row.details["commitment"] for row in rows] == [first.commitment, second.commitment]
        assert {key for row in rows for key in row.details} == {"submission", "source", "commitment"}


def test_the_last_card_seals_and_nothing_can_be_marked_afterwards(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        for role in PANEL[:2]:
            hand_in(house, role, plan)
        plan.refresh_from_db()
        assert plan.sealed_at is None

        hand_in(house, PANEL[2], plan)

        plan.refresh_from_db()
        assert plan.sealed_at is not None
        with pytest.raises(SealedError):
            hand_in(house, Role.RATER, plan, marks(promise=5))


def refused(work: Any) -> bool:
    try:
        with transaction.atomic():
            work()
    except DatabaseError:
        return True
    return False


def test_the_database_itself_keeps_sealed_marks(house: House) -> None:
    with organisation_context(house.id):
        sealed = sealed_role_play(house)
        card = card_of(house, sealed, Role.RATER)
        submission = card.submissions.get()
        rating = submission.ratings.get(mark="skill")
        common = {"recorded_by": house.members[Role.RATER], "confidence": 1, "none_for": True, "none_against": True}
        attempts = {
            "a further submission": lambda: Submission.objects.create(
                scorecard=card, number=2, source="screen", nonce="", commitment="", **common
            ),
            "a further mark": lambda: Rating.objects.create(
                submission=submission, block="late", row="new", dimension="P", mark="skill", value=1
            ),
            "a further observation": lambda: Observation.objects.create(
                submission=submission, position=9, block="late", side="for", at="10:00", words="x"
            ),
            "an event": lambda: MarkEvent.objects.create(
                scorecard=card, client=uuid.uuid4(), seq=1, item="confidence", value=1, client_time=SENT_AT, batch=9
            ),
            "another value": lambda: Rating.objects.filter(pk=rating.pk).update(value=1),
            "a deletion": rating.delete,
            "a closed card": lambda: Scorecard.objects.filter(pk=card.pk).update(status="closed"),
            "a broken seal": lambda: type(sealed).objects.filter(pk=sealed.pk).update(sealed_at=None),
        }

        assert {name for name, work in attempts.items() if not refused(work)} == set()


def test_the_database_seals_nothing_while_a_card_is_out_and_revises_nothing_before(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        card = hand_in(house, Role.RATER, plan)
        rating = card.submissions.get().ratings.get(mark="skill")

        assert refused(lambda: type(plan).objects.filter(pk=plan.pk).update(sealed_at=SENT_AT))
        assert refused(lambda: RatingRevision.objects.create(rating=rating, number=1, value=1, reason="Because."))


def test_the_chair_closes_a_seat_with_a_reason_and_that_may_be_what_seals(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        for role in (Role.HIRING_MANAGER, Role.CUSTOMER_ADVOCATE):
            hand_in(house, role, plan)
        late = card_of(house, plan, Role.RATER)
        with pytest.raises(NotTheChairError):
            close_seat(actor=house.actor(Role.CUSTOMER_ADVOCATE), card_id=late.pk, reason="Never came back.")

        closed = close_seat(actor=house.actor(Role.HIRING_MANAGER), card_id=late.pk, reason="Never came back.")

        plan.refresh_from_db()
        assert (closed.status, closed.reason, plan.sealed_at is not None) == ("closed", "Never came back.", True)


def test_the_last_seat_is_not_closed(house: House) -> None:
    with organisation_context(house.id):
        plan, chair = role_play(house), house.actor(Role.HIRING_MANAGER)
        for role in (Role.CUSTOMER_ADVOCATE, Role.RATER):
            close_seat(actor=chair, card_id=card_of(house, plan, role).pk, reason="Never came back.")

        with pytest.raises(LastCardError):
            close_seat(actor=chair, card_id=card_of(house, plan, Role.HIRING_MANAGER).pk, reason="Never came back.")


def test_a_rater_is_swapped_on_the_day_and_the_former_card_is_dead(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        former = card_of(house, plan, Role.RATER)
        send_marks(house, Role.RATER, former, {"confidence": 1})
        house.members["second rater"] = add_member(Role.RATER)
        seat_panel_of(house, plan.campaign, (*PANEL, "second rater"))

        successor = swap_rater(
            actor=house.actor(Role.RECRUITER),
            card_id=former.pk,
            membership_id=house.members["second rater"].pk,
            reason="Fell ill at noon.",
        )

        former.refresh_from_db()
        assert (former.status, former.successor_id, successor.status) == ("swapped", successor.pk, "assigned")
        with pytest.raises(CardEndedError) as ended:
            send_marks(house, Role.RATER, former, {"confidence": 2})
        assert (ended.value.code, ended.value.status) == ("card_swapped", 409)
        assert values_of(successor.pk) == {}


def test_the_only_advocate_is_swapped_for_an_advocate_alone(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        seat_panel_of(house, plan.campaign, (*PANEL, Role.OWNER))
        advocate = card_of(house, plan, Role.CUSTOMER_ADVOCATE)
    body = {"membership_id": str(house.members[Role.OWNER].pk), "reason": "Fell ill at noon."}

    answer = house.client(Role.RECRUITER).post(
        house.url(f"scorecards/{advocate.pk}/swap"), body, content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "swap_refused")


def test_a_paper_card_is_transcribed_in_the_clerks_name(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        card = card_of(house, plan, Role.RATER)

        transcribe_scorecard(actor=house.actor(Role.RECRUITER), card_id=card.pk, values=marks(promise=2))
        transcribe_scorecard(actor=house.actor(Role.RECRUITER), card_id=card.pk, values=marks(promise=3))

        rows = card.submissions.order_by("number")
        assert [(row.source, row.recorded_by_id) for row in rows] == [
            ("paper", house.members[Role.RECRUITER].pk),
            ("paper", house.members[Role.RECRUITER].pk),
        ]
        assert rows[1].ratings.get(mark="skill").value == 3


def test_a_clerk_who_rates_the_same_person_transcribes_nobodys_card(house: House) -> None:
    with organisation_context(house.id):
        plan = role_play(house)
        seat_panel_of(house, plan.campaign, (*PANEL, Role.RECRUITER))
        swap_rater(
            actor=house.actor(Role.OWNER),
            card_id=card_of(house, plan, Role.HIRING_MANAGER).pk,
            membership_id=house.members[Role.RECRUITER].pk,
            reason="Fell ill at noon.",
        )
        hand_in(house, Role.RECRUITER, plan)

        with pytest.raises(RaterIsClerkError):
            transcribe_scorecard(
                actor=house.actor(Role.RECRUITER), card_id=card_of(house, plan, Role.RATER).pk, values=marks()
            )


def test_erasing_the_person_takes_every_mark_along() -> None:
    house, plan = planned_role_play()
    with organisation_context(house.id):
        for role in PANEL:
            hand_in(house, role, plan)
    path = house.url(f"candidates/{plan.candidate_id}/erase")

    erased = house.client(Role.RECRUITER).post(path, {}, content_type="application/json")

    assert erased.status_code == 200
    with organisation_context(house.id):
        left = [model.objects.count() for model in (Rating, Observation, Submission, MarkEvent, Scorecard)]
        assert (left, type(plan).objects.count()) == ([0] * 5, 0)
