"""Many rows in one statement: INSERT ... SELECT unnest, as PostgreSQL refuses COPY under row-level security.

About five times faster than `bulk_create`, since parameters travel as one array a column. No signals, no defaults
but those of the given instances.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils import timezone

CHUNK = 5000


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Stores new instances of one model. A row that breaks a constraint breaks the whole statement."""
    if not rows:
        return
    fields = [field for field in rows[0]._meta.concrete_fields if not field.generated]
    now = timezone.now()
    statement = _statement(rows[0], fields)
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        with connection.cursor() as cursor:
            cursor.execute(statement, [[_value(field, row, now) for row in chunk] for field in fields])


def _statement(row: models.Model, fields: Sequence[Any]) -> str:
    names = ", ".join(f'"{field.column}"' for field in fields)
    arrays = ", ".join(f"%s::{_travels_as(field)}[]" for field in fields)
    casts = ", ".join(f'given."{field.column}"::{field.db_type(connection)}' for field in fields)
    return f'INSERT INTO "{row._meta.db_table}" ({names}) SELECT {casts} FROM unnest({arrays}) AS given({names})'  # noqa: S608


def _travels_as(field: Any) -> str:
    # An array of arrays would be flattened by unnest, and psycopg sends no array of JSON: both travel as text.
    is_text = isinstance(field, ArrayField | models.JSONField)
    return "text" if is_text else str(field.db_type(connection))


def _value(field: Any, row: models.Model, now: Any) -> Any:
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        return now
    value = getattr(row, field.attname)
    if value is None:
        return None
    if isinstance(field, ArrayField):
        return "{" + ",".join(json.dumps(str(part)) for part in value) + "}"
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    return value
