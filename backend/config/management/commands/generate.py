"""`python -m backend generate [--check]`: writes what is generated from the code, or says that it has drifted."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

from scoring.definitions.files import drifted_schemas, write_schemas

OPENAPI = Path(__file__).resolve().parents[3] / "openapi.yaml"
INSTRUMENT_SCHEMAS = Path(__file__).resolve().parents[4] / "instruments" / "_schema"


class Command(BaseCommand):
    help = "Write backend/openapi.yaml and instruments/_schema from the code; with --check, fail when they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; exit 1 where the file has drifted.")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        document = openapi_document()
        if not check:
            OPENAPI.write_bytes(document)
            write_schemas(INSTRUMENT_SCHEMAS)
        elif drifted_schemas(INSTRUMENT_SCHEMAS):
            raise CommandError("instruments/_schema has drifted from the code. Run `make generate` and commit it.")
        elif not OPENAPI.exists() or OPENAPI.read_bytes() != document:
            raise CommandError("backend/openapi.yaml has drifted from the code. Run `make generate` and commit it.")


def openapi_document() -> bytes:
    """The API description as it follows from the code."""
    from django.conf import settings  # after set-up

    generator: Any = SchemaGenerator(urlconf=settings.ROOT_URLCONF)  # type: ignore[no-untyped-call]
    schema = generator.get_schema(request=None, public=True)
    renderer: Any = OpenApiYamlRenderer()
    return bytes(renderer.render(schema, renderer_context={}))
