"""Reads the mails the server wrote to its outbox folder."""

import email
import re
import time
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any


def link_in_mail(served: Any, address: str, page: str, *, newer_than: float = 0) -> str:
    """The link to `page` in the newest mail to this address; waits for the worker to send it."""
    for _ in range(100):
        for text in _texts_to(served.outbox, address, newer_than):
            if found := re.search(rf"https?://\S+/{page}#\S+", text):
                return found.group(0)
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address} with a link to /{page} in {served.outbox}")


def mail_with(served: Any, address: str, words: str) -> str:
    """The newest mail to this address that says these words; waits for the worker to send it."""
    for _ in range(100):
        for text in _texts_to(served.outbox, address, 0):
            if words in text:
                return text
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address} that says {words!r} in {served.outbox}")


def _texts_to(outbox: Path, address: str, newer_than: float) -> list[str]:
    files = sorted(outbox.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [text for path in files if path.stat().st_mtime >= newer_than for text in _mails(path) if address in text]


def _mails(path: Path) -> list[str]:
    """Django writes several mails to one file, a rule of dashes between them."""
    parts = re.split(rb"\n-{79}\n", path.read_bytes())
    return [_text(email.message_from_bytes(part.lstrip(), policy=default)) for part in reversed(parts) if part.strip()]


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    return f"{message['To']}\n{body.get_content() if body else ''}"
