"""`python -m backend first_owner_code`: a new one-time code for the first-owner page, while nobody owns this."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.accounts.services import issue_first_owner_code


class Command(BaseCommand):
    help = "Print a new one-time code for the first-owner page; print nothing once an organisation exists."

    def handle(self, *args: Any, **options: Any) -> None:
        code = issue_first_owner_code()
        if code is not None:
            self.stdout.write(code)
