"""`python -m backend restore FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.kernel.database.archives import contents_of, new_backup_path, read_backup, write_backup
from backend.kernel.database.errors import DatabaseServerError
from backend.kernel.management.commands.backup import owner_url


class Command(BaseCommand):
    help = "Put a backup in the place of everything in the database: all of it, or nothing and the reason."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="also when the database holds tables")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            self._restore(file.absolute(), replace=replace)
        except DatabaseServerError as problem:
            raise CommandError(str(problem)) from problem
        contents = contents_of(owner_url())
        self.stdout.write(f"restored {len(contents)} tables, {sum(c.rows for c in contents.values())} rows")
        self.stdout.write("next: `python -m backend upgrade`, then start the product (`make serve` does both)")

    def _restore(self, file: Path, *, replace: bool) -> None:
        if replace and contents_of(owner_url()):
            before = new_backup_path("before-restore")
            write_backup(owner_url(), before)
            self.stdout.write(f"what was there is kept in {before}")
        read_backup(owner_url(), file, replace=replace)
