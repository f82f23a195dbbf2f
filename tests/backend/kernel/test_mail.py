"""Mail goes out by a real server, and one that could not is shown as such."""

import socket
import uuid
from collections.abc import Iterator
from email.message import Message
from io import StringIO

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from django.core.management import CommandError, call_command

from backend.kernel.bounces import read_bounce
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

    async def handle_RCPT(self, server, session, envelope, address, options):
        """Refuses the addresses gone@ for good and full@ for now."""
        refusals = {"gone": "550 5.1.1 No such user", "full": "450 4.2.2 Mailbox full"}
        if (name := address.partition("@")[0]) in refusals:
            return refusals[name]
        envelope.rcpt_tos.append(address)
        return "250 OK"

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


def queued(house: House, recipient: str = "you@example.org") -> OutgoingMail:
    return queue_mail(kind="test", recipient=recipient, subject_kind="x", subject_id=house.id)


def notification(mail_id: object, *, action: str = "failed", headers_only: bool = False) -> bytes:
    """What a mail server sends back (RFC 3464), with the whole message or with its headers alone."""
    kind = "text/rfc822-headers" if headers_only else "message/rfc822"
    return f"""From: MAILER-DAEMON@mx.example.org
To: onculture@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

This is the mail system.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; you@example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such
 user here

--b
Content-Type: {kind}

Subject: Your invitation
X-Onculture-Mail: {mail_id}

--b--
""".encode()


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


@pytest.mark.parametrize(("recipient", "state"), [("gone@example.org", "bounced"), ("full@example.org", "failed")])
def test_a_recipient_refused_for_good_has_bounced_and_is_not_tried_again(house, inbox, recipient, state) -> None:
    with organisation_context(house.id):
        mail = queued(house, recipient)
        outcome = deliver(mail, MailText("Hello", "line"))

        assert OutgoingMail.objects.get().state == state
    assert isinstance(outcome, TryAgainLater) == (state == "failed")
    assert inbox.messages == []


@pytest.mark.parametrize("headers_only", [False, True])
def test_a_mail_that_comes_back_later_is_marked_with_the_servers_words(house, inbox, tmp_path, headers_only) -> None:
    stranger = make_house()
    with organisation_context(house.id):
        mail = queued(house)
        deliver(mail, MailText("Hello", "line"))
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1").write_bytes(notification(mail.pk, headers_only=headers_only))
    (tmp_path / "new" / "2").write_bytes(notification(mail.pk, headers_only=headers_only))

    out = StringIO()
    call_command("record_bounces", tmp_path, stdout=out)

    assert out.getvalue() == "2 messages read, 1 mails marked as come back\n"
    with organisation_context(house.id):
        mail.refresh_from_db()
        assert (mail.state, mail.error) == (MailState.BOUNCED, "5.1.1 smtp; 550 5.1.1 No such user here")
    with organisation_context(stranger.id):
        assert OutgoingMail.objects.count() == 0


@pytest.mark.parametrize(
    "content",
    [
        notification("no-id-of-ours"),
        notification(uuid.uuid4(), action="delayed"),
        b"Subject: out of office\n\nBack on Monday.",
        b"\xff\xfe not a mail",
        b"",
    ],
)
def test_other_messages_are_no_bounces(content: bytes) -> None:
    assert read_bounce(content) is None


def test_a_folder_that_is_not_there_is_named(tmp_path) -> None:
    with pytest.raises(CommandError, match="no such file or folder"):
        call_command("record_bounces", tmp_path / "nowhere")
