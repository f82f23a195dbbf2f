"""`python -m backend import_responses FILE`: answers from a CSV or SPSS file become sittings of a pilot campaign."""

import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.kernel.errors import DomainError
from backend.kernel.tenancy import Actor, organisation_context
from backend.library.selectors.instruments import instruments
from backend.sittings.enums import Origin
from backend.sittings.forms.response_files import ID_COLUMN
from backend.sittings.services.imports import import_file


class Command(BaseCommand):
    help = "Import answers from a CSV or SPSS file: one row a person, one column an item, headed by the item's code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV in UTF-8, .sav or .zsav; empty cells and NA are missing.")
        parser.add_argument("--organisation", type=uuid.UUID, required=True, help="Id of the organisation.")
        parser.add_argument("--instrument", required=True, help="CODE@VERSION of a published instrument.")
        parser.add_argument("--definition", type=uuid.UUID, help="Id of a signed definition version to fit against.")
        parser.add_argument("--origin", choices=Origin.values, required=True, help="Whose answers these are.")
        parser.add_argument("--title", default="", help="Title of the pilot campaign; the file's name by default.")
        parser.add_argument("--missing", nargs="*", default=[], metavar="CODE", help="Codes that mean no answer.")
        parser.add_argument("--id-column", default=ID_COLUMN, help="Column that names the participants.")

    def handle(self, *args: Any, file: Path, organisation: uuid.UUID, instrument: str, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}. Check the path.") from error
        code, _, version = instrument.partition("@")
        actor = Actor(organisation, kind="command")
        try:
            with organisation_context(organisation):
                found = instruments(actor).filter(code=code, version=version).order_by("organisation").first()
                if found is None:
                    raise CommandError(
                        f"{instrument}: no such instrument. Name it as CODE@VERSION, and publish it first."
                    )
                record = import_file(
                    actor=actor,
                    instrument_version_id=found.pk,
                    title=options["title"] or file.name,
                    origin=options["origin"],
                    content=content,
                    missing_codes=options["missing"],
                    id_column=options["id_column"],
                    definition_version_id=options["definition"],
                )
        except DomainError as error:
            lines = [str(error), *(f"  {fault.field}: {fault.message} {fault.remedy}" for fault in error.errors)]
            raise CommandError("\n".join(lines)) from error
        self.stdout.write(
            f"{record.rows} rows, {record.answers} answers, {record.missing} missing; campaign {record.campaign_id}"
        )
        if record.protected_columns:
            self.stdout.write(f"kept apart from every score: {', '.join(record.protected_columns)}")
        if record.ignored_columns:
            self.stdout.write(f"not imported: {', '.join(record.ignored_columns)}")
