"""`python -m backend worker`: runs jobs until it is told to stop."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from backend.kernel.database.roles import refuse_bypassing_role
from backend.kernel.worker import run_worker


class Command(BaseCommand):
    help = "Run jobs from the queue. Rescues jobs whose worker died."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="Stop when nothing is left to do.")

    def handle(self, *args: Any, until_idle: bool = False, **options: Any) -> None:
        connection.ensure_connection()
        refuse_bypassing_role(connection)
        connection.close()
        run_worker(until_idle=until_idle)
