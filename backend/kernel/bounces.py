"""Reading what a mail server sends back: a delivery status notification (RFC 3464) about a mail of ours.

A mail is recognised by the header that `kernel.mail.deliver` gives it, which the notification returns.
"""

import email
import email.policy
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message

OWN_HEADER = "X-Onculture-Mail"


@dataclass(frozen=True)
class Bounce:
    """Which mail came back for good, and why in the mail server's words."""

    mail_id: uuid.UUID
    reason: str


def read_bounce(content: bytes) -> Bounce | None:
    """The bounce that a message reports; None for any other message, and for a delay that is still being tried."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    if message.get_content_type() != "multipart/report":
        return None
    mail_id = next(_own_ids(message), None)
    reason = next(_failures(message), None)
    return Bounce(mail_id, reason) if mail_id is not None and reason is not None else None


def _failures(message: Message) -> Iterator[str]:
    """One line for each recipient whose delivery has failed for good."""
    for part in message.walk():
        if part.get("Action", "").strip().lower() == "failed":
            status, words = part.get("Status", ""), part.get("Diagnostic-Code", "")
            yield " ".join(f"{status} {words}".split())[:400]


def _own_ids(message: Message) -> Iterator[uuid.UUID]:
    """The id of our mail, from the returned message or from the headers that stand in its place."""
    for part in message.walk():
        returned: list[Message] = [part]
        if part.get_content_type() == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            returned.append(email.message_from_bytes(text if isinstance(text, bytes) else b""))
        for one in returned:
            with suppress(ValueError):
                yield uuid.UUID(str(one.get(OWN_HEADER, "")).strip())
