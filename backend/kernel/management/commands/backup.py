"""`python -m backend backup [FILE]`."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.kernel.database.archives import contents_of, new_backup_path, write_backup
from backend.kernel.database.errors import DatabaseServerError


class Command(BaseCommand):
    help = "Write the whole database to one file (PostgreSQL's custom format, readable by its owner only)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="default: var/backups/onculture-<time>.dump")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        path = (file or new_backup_path()).absolute()
        try:
            write_backup(owner_url(), path)
            contents = contents_of(owner_url())
        except DatabaseServerError as problem:
            raise CommandError(str(problem)) from problem
        rows = sum(content.rows for content in contents.values())
        self.stdout.write(f"{path}: {len(contents)} tables, {rows} rows, {path.stat().st_size} bytes")


def owner_url() -> str:
    """The owner's address, which only these commands are given."""
    url = os.environ.get("DATABASE_OWNER_URL")
    if not url:
        raise CommandError("DATABASE_OWNER_URL is not set: only the owner role sees every organisation's rows.")
    return url
