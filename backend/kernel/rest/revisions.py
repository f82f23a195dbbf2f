"""`ETag` and `If-Match`: nobody overwrites what they have not seen."""

from rest_framework.request import Request
from rest_framework.response import Response

from backend.kernel.errors import StaleRevisionError
from backend.kernel.tenancy import RevisedRow


def etag(row: RevisedRow) -> str:
    return f'"{row.revision}"'


def with_etag(response: Response, row: RevisedRow) -> Response:
    response["ETag"] = etag(row)
    return response


def refuse_stale(request: Request, row: RevisedRow) -> None:
    """Raises where the request names a revision that is no longer the current one. Lock the row before."""
    expected = request.headers.get("If-Match", "").strip()
    if expected not in {"", "*", etag(row)}:
        raise StaleRevisionError(expected[:100], etag(row))
