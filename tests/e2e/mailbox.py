"""Reads the mails the server wrote to its outbox folder."""

import email
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from tests.factories.served import ROOT, own_environment


def link_in_mail(served: Any, address: str, page: str, *, newer_than: float = 0, other_than: str = "") -> str:
    """The link to `page` in the newest mail to this address; waits for the worker to send it."""
    for _ in range(100):
        for text in _texts_to(served.outbox, address, newer_than):
            found = re.search(rf"https?://\S+/{page}#\S+", text)
            if found and found.group(0) != other_than:
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


def send_back(served: Any, address: str) -> None:
    """The newest mail to this address comes back, as a mail server reports it for good (RFC 3464)."""
    mail_with(served, address, "")
    own_id = next(mail for mail in _newest(served.outbox, 0) if address in str(mail["To"]))["X-Onculture-Mail"]
    report = (
        'Content-Type: multipart/report; report-type=delivery-status; boundary="edge"\n\n'
        "--edge\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550\n\n"
        f"--edge\nContent-Type: text/rfc822-headers\n\nX-Onculture-Mail: {own_id}\n\n--edge--\n"
    )
    command = [sys.executable, "-m", "backend", "record_bounces"]
    environment = own_environment(served.outbox.parent)
    done = subprocess.run(
        command, check=False, input=report, text=True, cwd=ROOT, env=environment, capture_output=True, timeout=60
    )
    assert "1 mails marked" in done.stdout, done.stdout + done.stderr


def _texts_to(outbox: Path, address: str, newer_than: float) -> list[str]:
    return [text for text in map(_text, _newest(outbox, newer_than)) if address in text]


def _newest(outbox: Path, newer_than: float) -> Iterator[EmailMessage]:
    """All mails, the newest first. Django writes several to one file, a rule of dashes between them."""
    files = sorted(outbox.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files:
        if path.stat().st_mtime >= newer_than:
            for part in reversed(re.split(rb"\n-{79}\n", path.read_bytes())):
                if part.strip():
                    yield email.message_from_bytes(part.lstrip(), policy=default)


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    return f"{message['To']}\n{body.get_content() if body else ''}"
