"""`python -m backend verify_audit [--organisation ID] [--expect HEAD]`: recomputes the audit chains."""

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from backend.kernel.audit import chain_state
from backend.kernel.tenancy import organisation_context


class Command(BaseCommand):
    help = "Recompute the audit chain of every organisation; with --expect, also find that head in its chain."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", type=uuid.UUID, help="Only this organisation.")
        parser.add_argument("--expect", metavar="HEAD", help="A head printed earlier, which the chain must contain.")

    def handle(
        self, *args: Any, organisation: uuid.UUID | None = None, expect: str | None = None, **options: Any
    ) -> None:
        identifiers = [organisation] if organisation else _all_organisations()
        if expect and len(identifiers) != 1:
            raise CommandError("--expect belongs to one organisation: name it with --organisation.")
        broken = [identifier for identifier in identifiers if not self._report(identifier, expect)]
        if broken:
            raise CommandError(f"{len(broken)} of {len(identifiers)} chains are not intact.")

    def _report(self, identifier: uuid.UUID, expect: str | None) -> bool:
        with organisation_context(identifier):
            state = chain_state(expect)
        if state.intact:
            self.stdout.write(f"{identifier} intact length {state.length} head {state.head}")
        else:
            self.stdout.write(f"{identifier} BROKEN at {state.broken_at} length {state.length} head {state.head}")
        return state.intact


def _all_organisations() -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_ids()")
        return sorted(row[0] for row in cursor.fetchall())
