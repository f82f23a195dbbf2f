"""`python -m backend record_bounces [PATH...]`: mails that came back, from a mail server's pipe or from its folder."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from backend.kernel.bounces import Bounce, read_bounce
from backend.kernel.mail import mark_bounced
from backend.kernel.tenancy import organisation_context

LARGEST_MESSAGE = 5_000_000


class Command(BaseCommand):
    help = "Mark mails as come back, from delivery status notifications: one on standard input, or files and folders."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="Message files, or folders of them such as a Maildir.")

    def handle(self, *args: Any, paths: list[Path], **options: Any) -> None:
        read = recorded = 0
        for content in _messages(paths):
            read += 1
            bounce = read_bounce(content)
            recorded += bounce is not None and _record(bounce)
        self.stdout.write(f"{read} messages read, {recorded} mails marked as come back")


def _messages(paths: list[Path]) -> Iterator[bytes]:
    if not paths:
        yield sys.stdin.buffer.read(LARGEST_MESSAGE)
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path}: no such file or folder. Name a message, or a folder of messages.")
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                with file.open("rb") as opened:
                    yield opened.read(LARGEST_MESSAGE)


def _record(bounce: Bounce) -> bool:
    """Whichever organisation sent it: the mail server does not know."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_ids()")
        identifiers = [row[0] for row in cursor.fetchall()]
    for identifier in identifiers:
        with organisation_context(identifier):
            if mark_bounced(bounce.mail_id, bounce.reason):
                return True
    return False
