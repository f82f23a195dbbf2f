"""`python -m backend upgrade`: what `serve` runs before anything is served."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from backend.kernel.database.archives import new_backup_path, write_backup
from backend.kernel.database.errors import DatabaseServerError
from backend.kernel.database.purge import purge_removed_organisations


class Command(BaseCommand):
    help = "Bring the tables up to date, after a backup of what is there. Does nothing when they are."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-backup", action="store_true", help="when you have just made one yourself")

    def handle(self, *args: Any, no_backup: bool, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if pending:
            self._refuse_without_owner(len(pending))
            if executor.loader.applied_migrations and not no_backup:
                self._back_up()
            call_command("migrate", interactive=False, verbosity=0)
            self.stdout.write(f"database: {len(pending)} migrations applied")
        purged = purge_removed_organisations()
        if purged:
            self.stdout.write(f"database: {purged} removed organisations purged")
        self._make_cache_table()
        call_command("publish_shipped_instruments", stdout=self.stdout)

    def _refuse_without_owner(self, pending: int) -> None:
        if not os.environ.get("DATABASE_OWNER_URL"):
            raise CommandError(
                f"{pending} migrations are pending, and only the owner role may apply them.\n  Remedy: "
                "run `python -m backend upgrade` once with DATABASE_OWNER_URL set, then start again without it."
            )

    def _back_up(self) -> None:
        path = new_backup_path("before-upgrade")
        try:
            write_backup(os.environ["DATABASE_OWNER_URL"], path)
        except DatabaseServerError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"database: backed up to {path}")

    def _make_cache_table(self) -> None:
        tables = [
            cache["LOCATION"] for cache in settings.CACHES.values() if cache["BACKEND"].endswith("db.DatabaseCache")
        ]
        missing = set(tables) - set(connection.introspection.table_names())
        if missing:
            call_command("createcachetable", verbosity=0)
