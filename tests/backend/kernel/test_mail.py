"""Mail goes out by a real server, and one that could not is shown as such."""

import socket
from collections.abc import Iterator
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from backend.kernel.jobs import TryAgainLater
from backend.kernel.mail import MailText, deliver, queue_mail
from backend.kernel.models import MailState, OutgoingMail
from backend.kernel.tenancy import organisation_context
from tests.factories.accounts import House, make_house

pytestmark = pytest.mark.django_db


class Inbox(MessageHandler):
    """A mail server's handler that keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.messages.append(message)


@pytest.fixture
def house() -> House:
    return make_house()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def inbox(settings) -> Iterator[Inbox]:
    handler = Inbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", free_port(), False
    controller = Controller(handler, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield handler
    controller.stop()


def queued(house: House) -> OutgoingMail:
    return queue_mail(kind="test", recipient="you@example.org", subject_kind="x", subject_id=house.id)


def test_a_mail_reaches_a_real_mail_server_and_is_recorded_as_sent(house, inbox) -> None:
    with organisation_context(house.id):
        mail = queued(house)
        outcome = deliver(mail, MailText("Grüße", "Zeile\n"))

        assert (outcome, mail.state, mail.error) == (None, MailState.SENT, "")
    assert [message["To"] for message in inbox.messages] == ["you@example.org"]
    assert inbox.messages[0]["X-Onculture-Mail"] == str(mail.pk)


def test_a_mail_server_that_is_away_leaves_the_mail_as_failed_and_asks_for_another_try(house, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()

    with organisation_context(house.id):
        mail = queued(house)
        outcome = deliver(mail, MailText("Hello", "line"))

    assert isinstance(outcome, TryAgainLater)
    assert mail.state == MailState.FAILED
    assert "Connection refused" in mail.error
