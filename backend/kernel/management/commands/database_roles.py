"""`python -m backend database_roles`: what a PostgreSQL server of your own needs before it can hold the product."""

import os
from argparse import ArgumentParser
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError

from backend.kernel.database.embedded import create_database_with_grants
from backend.kernel.database.roles import Role, ensure_roles, lines_for_external_server

ADMINISTRATOR = "DATABASE_ADMINISTRATOR_URL"


class Command(BaseCommand):
    help = f"Print the lines that make roles, database and grants; --apply runs them at {ADMINISTRATOR}."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--apply", action="store_true", help="passwords come from ONCULTURE_<ROLE>_PASSWORD")

    def handle(self, *args: Any, apply: bool, **options: Any) -> None:
        if apply:
            self._apply()
        else:
            self.stdout.write(lines_for_external_server(), ending="")

    def _apply(self) -> None:
        passwords = {role.value: self._given(f"ONCULTURE_{role.name}_PASSWORD") for role in Role}
        url = self._given(ADMINISTRATOR)
        with psycopg.connect(url, autocommit=True) as administrator:
            ensure_roles(administrator, passwords)
        made = create_database_with_grants(url)
        self.stdout.write("roles are there; " + ("database made" if made else "the database was there"))

    def _given(self, name: str) -> str:
        value = os.environ.get(name)
        if not value:
            raise CommandError(f"{name} is not set.")
        return value
