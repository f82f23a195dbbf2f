"""Many at once, with real commits: submissions, saves of the same events from all sides, guesses at the wall."""

import json
import random
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client

from backend.kernel.models import OutgoingMail
from backend.kernel.tenancy import organisation_context
from backend.sittings.models import AnswerEvent, CurrentAnswers, Sitting
from scoring.definitions.hashing import hash_of
from tests.factories.sittings import JSON, PLAYER, Taker, event, make_taker

pytestmark = pytest.mark.real_commits


@pytest.fixture
def taker(committed: Any, django_db_blocker: Any) -> Iterator[Taker]:
    with django_db_blocker.unblock():
        taker = make_taker()
        taker.start()
        taker.open_everything()
        yield taker


def at_once(times: int, work: Callable[[int], Any]) -> list[Any]:
    """The results of so many calls, eight at a time, each thread with a database connection of its own."""

    def run(number: int) -> Any:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(run, range(times)))


def browser_of(taker: Taker) -> Client:
    client = Client()
    client.cookies["__Host-taker"] = taker.client.cookies["__Host-taker"].value
    return client


def test_guesses_at_once_are_counted_one_by_one(committed, django_db_blocker) -> None:
    def guess(number: int) -> int:
        body = {"token": f"{number:043d}"}
        return Client().post("/api/v1/take/exchange", body, content_type=JSON, headers=PLAYER).status_code

    with django_db_blocker.unblock():
        statuses = at_once(160, guess)

    assert (statuses.count(404), statuses.count(429)) == (120, 40)


def test_fifty_submissions_at_once_give_one_receipt_and_one_mail(taker) -> None:
    taker.answer("1.i1", 3)
    body = {"count": 1, "hash": hash_of({"1.i1": 3})}

    def submit(number: int) -> Any:
        headers = {**PLAYER, "Idempotency-Key": "one key" if number % 2 else str(number)}
        return browser_of(taker).post("/api/v1/take/submit", body, content_type=JSON, headers=headers)

    answers = at_once(50, submit)

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["receipt"]["code"] for answer in answers}) == 1
    with organisation_context(taker.house.id):
        assert OutgoingMail.objects.filter(kind="receipt").count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'sittings.send_receipt'")
        assert cursor.fetchone() == (1,)


def test_every_event_three_times_and_shuffled_from_eight_threads_equals_the_order_of_one_client(taker) -> None:
    chance = random.Random(7)
    items = [f"1.i{number}" for number in range(1, 8)]
    events = [event(seq, chance.choice(items), chance.choice([1, 2, 3, 4, 5, 6, None])) for seq in range(1, 121)]
    expected: dict[str, Any] = {}
    for entry in events:
        expected[entry["item"]] = entry["value"]
    expected = {item: value for item, value in expected.items() if value is not None}
    sent = events * 3
    chance.shuffle(sent)
    batches = [sent[start : start + 9] for start in range(0, len(sent), 9)]

    def save(number: int) -> Any:
        body = {"client": str(taker.tab), "events": batches[number]}
        return browser_of(taker).post("/api/v1/take/answers", body, content_type=JSON, headers=PLAYER)

    answers = at_once(len(batches), save)

    assert {answer.status_code for answer in answers} == {200}
    assert sum(answer.json()["saved"] for answer in answers) == 120
    assert max(answer.json()["acknowledged"] for answer in answers) == 120
    with organisation_context(taker.house.id):
        current = CurrentAnswers.objects.get(sitting_id=taker.sitting_id)
        assert current.values == expected
        assert AnswerEvent.objects.count() == 120


def test_what_is_acknowledged_is_always_there_whoever_writes_at_the_same_time(taker) -> None:
    def write(number: int) -> int:
        client, acknowledged = str(uuid.uuid4()), 0
        browser = browser_of(taker)
        for seq in range(1, 11):
            body = {"client": client, "events": [event(seq, f"1.i{1 + number % 7}", 1 + seq % 6)]}
            answer = browser.post("/api/v1/take/answers", body, content_type=JSON, headers=PLAYER)
            acknowledged = answer.json()["acknowledged"]
            assert acknowledged == seq
        return acknowledged

    acknowledged = at_once(16, write)

    with organisation_context(taker.house.id):
        assert AnswerEvent.objects.count() == sum(acknowledged) == 160
        trail = AnswerEvent.objects.order_by("arrival")
        winners = {row.item: row.value for row in trail}
        assert CurrentAnswers.objects.get(sitting_id=taker.sitting_id).values == winners


def test_a_submission_never_overtakes_a_save(taker) -> None:
    taker.answer("1.i1", 1)

    def step(number: int) -> Any:
        browser = browser_of(taker)
        if number % 2:
            body: Any = {"client": str(uuid.uuid4()), "events": [event(1, "1.i2", 1 + number % 6)]}
            return "save", browser.post("/api/v1/take/answers", body, content_type=JSON, headers=PLAYER)
        body = {"count": 1, "hash": hash_of({"1.i1": 1})}
        return "submit", browser.post("/api/v1/take/submit", body, content_type=JSON, headers=PLAYER)

    answers = at_once(16, step)

    with organisation_context(taker.house.id):
        sitting = Sitting.objects.get(pk=taker.sitting_id)
        current = CurrentAnswers.objects.get(sitting_id=taker.sitting_id)
        if sitting.status == "submitted":
            assert sitting.answers_hash == hash_of(current.values)
        counted = AnswerEvent.objects.filter(late=False, item="1.i2").exists()
        assert ("1.i2" in current.values) == counted
    assert {answer.status_code for kind, answer in answers if kind == "save"} == {200}
    assert {answer.status_code for kind, answer in answers if kind == "submit"} <= {200, 409}


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE sittings_answerevent SET value = '1'", psycopg.errors.InsufficientPrivilege),
        ("DELETE FROM sittings_answerevent", psycopg.errors.InsufficientPrivilege),
        ("TRUNCATE sittings_answerevent", psycopg.errors.InsufficientPrivilege),
        ("DELETE FROM sittings_sitting", psycopg.errors.RestrictViolation),
    ],
)
def test_the_running_product_can_neither_change_nor_delete_an_answer(taker, committed, statement, refusal) -> None:
    taker.answer("1.i1", 3)

    with psycopg.connect(committed.url(committed.current, "WEB")) as web:
        web.execute("SELECT set_config('onculture.organisation', %s, false)", [str(taker.house.id)])
        with pytest.raises(refusal):
            web.execute(statement)


def test_the_statement_of_autosave_cannot_reach_another_organisation(taker, committed) -> None:
    """The wall inside the statement: the right session with another organisation's id finds nothing."""
    other = make_taker()
    session = json.dumps([event(1, "1.i1", 3)])
    from backend.accounts.authentication.takers import read_cookie

    cookie = read_cookie(taker.client.cookies["__Host-taker"].value)
    with psycopg.connect(committed.url(committed.current, "WEB"), autocommit=True) as web:
        row = web.execute(
            "SELECT outcome FROM record_answers(%s, %s, %s, %s::jsonb, 1, '15 minutes')",
            [other.house.id, cookie.secret_hash, uuid.uuid4(), session],
        ).fetchone()
        after = web.execute("SELECT current_setting('onculture.organisation', true)").fetchone()

    assert row == ("no_session",)
    assert after in {("",), (None,)}


def test_erasing_a_person_takes_every_answer_along(taker) -> None:
    from backend.accounts.enums import Role
    from backend.people.services import erase_person

    taker.answer("1.i1", 3)
    other = make_taker(taker.house)
    other.start()
    other.answer("1.i1", 5)
    with organisation_context(taker.house.id):
        candidate_id = Sitting.objects.get(pk=taker.sitting_id).invitation.candidate_id
        erasure = erase_person(actor=taker.house.actor(Role.RECRUITER), candidate_id=candidate_id)

    with organisation_context(taker.house.id):
        assert list(AnswerEvent.objects.values_list("value", flat=True)) == [5]
        assert list(Sitting.objects.values_list("pk", flat=True)) == [other.sitting_id]
        assert erasure.rows_by_app["sittings"] >= 4
    assert taker.get("state").status_code == 401
    assert other.answers() == {"1.i1": 5}
