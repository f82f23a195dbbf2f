"""A job exists if and only if the transaction that asked for it commits; it runs inside its organisation."""

import uuid

import pytest
from django.core.management import call_command
from django.db import connection

from backend.kernel.jobs import enqueue, organisation_job, pending_jobs
from backend.kernel.models import MailState, OutgoingMail
from backend.kernel.tenancy import organisation_context
from tests.factories.accounts import House, make_house
from tests.factories.inviting import invite

pytestmark = pytest.mark.real_commits


@pytest.fixture
def house(committed) -> House:
    return make_house()


def stored_arguments() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(args::text, ' ') FROM procrastinate_jobs")
        return cursor.fetchone()[0]


def test_a_job_of_a_transaction_that_rolls_back_never_existed(house) -> None:
    def enqueue_and_fail() -> None:
        with organisation_context(house.id):
            enqueue("accounts.send_test_mail", mail_id=house.id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        enqueue_and_fail()

    assert pending_jobs() == 0


@organisation_job("tests.enqueue_then_fail")
def enqueue_then_fail(*, organisation_id: uuid.UUID) -> None:
    enqueue("accounts.send_test_mail", mail_id=organisation_id)
    raise ZeroDivisionError


def test_a_job_that_fails_takes_back_the_jobs_it_asked_for(house) -> None:
    with organisation_context(house.id):
        enqueue("tests.enqueue_then_fail")

    call_command("worker", until_idle=True)

    with connection.cursor() as cursor:
        # The worker's own clock may tick meanwhile, and asks for jobs of other names.
        cursor.execute("SELECT task_name, status FROM procrastinate_jobs WHERE task_name ~ '^(tests|accounts)[.]'")
        assert cursor.fetchall() == [("tests.enqueue_then_fail", "todo")], "only itself, waiting for another try"


def test_a_worker_runs_a_committed_job_and_its_mail_is_sent(house, mailoutbox) -> None:
    invite(house)

    call_command("worker", until_idle=True)

    with organisation_context(house.id):
        assert [mail.state for mail in OutgoingMail.objects.all()] == [MailState.SENT]
    assert [message.to for message in mailoutbox] == [["new@example.org"]]


def test_arguments_of_jobs_are_ids_only(house) -> None:
    invite(house, email="secret.person@example.org", name="Secret Person")

    arguments = stored_arguments()

    assert str(house.id) in arguments
    assert "secret" not in arguments.lower()


def test_a_job_that_ran_twice_sends_one_mail(house, mailoutbox) -> None:
    invite(house)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args)"
            " SELECT queue_name, task_name, priority, args FROM procrastinate_jobs"
        )

    call_command("worker", until_idle=True)

    assert len(mailoutbox) == 1
