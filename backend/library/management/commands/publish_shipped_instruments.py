"""`python -m backend publish_shipped_instruments`: what stands in instruments/, published for every organisation."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, transaction

from backend.kernel.errors import DomainError
from backend.library.services import publish_shipped
from scoring.definitions.findings import UnusableDefinitionError


class Command(BaseCommand):
    help = "Publish the instruments and dimension libraries that are shipped with the toolkit. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.ROOT) / "instruments"
        try:
            with transaction.atomic():
                new = publish_shipped(root)
        except UnusableDefinitionError as error:
            raise CommandError("\n".join(str(finding) for finding in error.findings)) from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        except ProgrammingError as error:
            raise CommandError(
                "Only the owner role may publish for all organisations.\n  Remedy: run "
                "`python -m backend publish_shipped_instruments` once with DATABASE_OWNER_URL set."
            ) from error
        self.stdout.write(f"library: published {', '.join(new)}" if new else "library: nothing new to publish")
