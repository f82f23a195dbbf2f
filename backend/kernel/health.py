"""`/healthz`: this process lives. `/readyz`: it can do its work, which needs the database."""

import os
import shutil

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from backend.kernel.middleware import problem_response

FREE_BYTES_FLOOR = 256 * 1024 * 1024


@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """Always 200 while the process answers; the database is not asked."""
    return JsonResponse({"status": "live"}, headers={"Cache-Control": "no-store"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and takes writes, else 503 with Retry-After."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery(), pg_current_xact_id()")
            row = cursor.fetchone()
    except (DatabaseError, InterfaceError):
        return problem_response(request, 503, "unavailable", "The database does not answer.")
    if row is None or row[0]:
        return problem_response(request, 503, "unavailable", "The database is recovering.")
    return JsonResponse(
        {"status": "ready", "disk_low": disk_is_low(), "process": os.getpid()}, headers={"Cache-Control": "no-store"}
    )


def disk_is_low() -> bool:
    """True below the floor of free space where the product's files are: an alarm, not a refusal."""
    existing = next(path for path in [settings.VAR, *settings.VAR.parents] if path.exists())
    return shutil.disk_usage(existing).free < FREE_BYTES_FLOOR
