"""The ledger: made, kept, kept late, overdue, released; broken ones are counted and stay broken."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine

from backend.accounts.enums import Role
from backend.kernel.errors import NotFoundError
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context, system_actor
from backend.people.services import enrol_candidate
from backend.promises import selectors, services
from backend.promises.errors import PromiseClosedError
from backend.promises.models import Promise
from tests.factories.accounts import make_house

pytestmark = pytest.mark.django_db
ROLES = (Role.OWNER, Role.RECRUITER, Role.RATER)
CAUSE = uuid.uuid4()
NOON = "2026-11-21T12:00:00Z"


def promise(house, due_on: date, to_id=None):
    owed = services.Owed("people.candidate", to_id or uuid.uuid4(), "campaigns.campaign", CAUSE, "An answer", due_on)
    return services.make_promise(actor=house.actor(Role.RECRUITER), owed=owed)


@time_machine.travel(NOON, tick=False)
def test_a_promise_is_open_until_the_end_of_its_day_and_overdue_after_it() -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        made = promise(house, date(2026, 11, 21))

        assert selectors.promise(house.actor(), made.pk).state == "open"
        with time_machine.travel("2026-11-22T00:00:01Z", tick=False):
            assert selectors.promise(house.actor(), made.pk).state == "overdue"


@time_machine.travel(NOON, tick=False)
def test_counts_tell_how_the_organisation_keeps_its_word() -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        kept = promise(house, date(2026, 11, 21))
        late = promise(house, date(2026, 11, 20))
        promise(house, date(2026, 11, 19))
        promise(house, date(2026, 11, 25))
        promise(house, date(2026, 12, 25))
        for row in (kept, late):
            services.close_promise(actor=house.actor(Role.RECRUITER), promise_id=row.pk)

        counts = selectors.promise_counts(house.actor(), cause_id=CAUSE)

    assert counts == selectors.PromiseCounts(open=2, due_soon=1, overdue=1, kept=1, kept_late=1, broken=2)


@time_machine.travel(NOON, tick=False)
def test_the_daily_job_marks_what_was_not_kept_once(run_jobs) -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        promise(house, date(2026, 11, 20))
        promise(house, date(2026, 11, 21))
        actor = system_actor(house.id)

        assert services.mark_broken_promises(actor=actor) == 1
        assert services.mark_broken_promises(actor=actor) == 0
        assert Promise.objects.filter(broken=True).count() == 1
    with organisation_context(house.id):
        assert AuditEvent.objects.filter(action="promise.broken").count() == 1


def test_a_promise_is_closed_once() -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        made = promise(house, selectors.today())
        services.close_promise(actor=house.actor(), promise_id=made.pk)

        with pytest.raises(PromiseClosedError):
            services.close_promise(actor=house.actor(), promise_id=made.pk)


def test_who_withdraws_is_owed_nothing_but_a_broken_promise_stays_broken() -> None:
    house = make_house(roles=ROLES)
    to_id = uuid.uuid4()
    with organisation_context(house.id):
        future = promise(house, selectors.today() + timedelta(days=3), to_id)
        past = services.make_promise(
            actor=house.actor(),
            owed=services.Owed("people.candidate", to_id, "x", CAUSE, "Call", selectors.today() - timedelta(days=3)),
        )

        services.release_promises(actor=house.actor(), to_id=to_id, cause_id=CAUSE)

        states = {row.pk: selectors.promise(house.actor(), row.pk).state for row in (future, past)}
    assert states == {future.pk: "released", past.pk: "overdue"}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_shows_names_with_a_constant_number_of_queries(rows, django_assert_num_queries) -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        for number in range(rows):
            nia = enrol_candidate(actor=house.actor(), name=f"Nia {number}", email=f"nia{number}@example.org")
            promise(house, selectors.today() + timedelta(days=number), nia.pk)
    client = house.client(Role.RECRUITER)

    with django_assert_num_queries(10):
        response = client.get(house.url("promises?state=open"))

    assert [row["to_name"] for row in response.json()["results"]] == [f"Nia {number}" for number in range(rows)]


def test_a_rater_sees_no_promises_and_keeps_none() -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        made = promise(house, selectors.today())
    client = house.client(Role.RATER)

    assert client.get(house.url("promises")).status_code == 403
    assert client.post(house.url(f"promises/{made.pk}/keep"), {}, content_type="application/json").status_code == 403


def test_a_promise_of_nobody_is_not_found() -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id), pytest.raises(NotFoundError):
        services.keep_promise_by_hand(actor=house.actor(), promise_id=uuid.uuid4())
