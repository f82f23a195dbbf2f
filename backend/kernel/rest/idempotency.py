"""`Idempotency-Key`: a mutation and the memory of its answer, in one transaction.

The same key with the same request gives the stored answer; with another request it is 409. Two at once:
the second waits at the unique constraint for the first to commit, then replays.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from rest_framework.request import Request
from rest_framework.response import Response

from backend.kernel.errors import DomainError
from backend.kernel.models import IdempotentRequest
from backend.kernel.tenancy import Actor, current_organisation_id

HEADER = "Idempotency-Key"
STORED_HEADERS = ("ETag", "Location")


class IdempotencyKeyReusedError(DomainError):
    """The same key came with another request."""

    def __init__(self, key: str) -> None:
        super().__init__(
            "This Idempotency-Key was used for another request.",
            "Make a new key for every new intent.",
            HEADER,
            key,
            "idempotency_key_reused",
            409,
        )


class IdempotencyKeyTooLongError(DomainError):
    """Keys are at most 200 characters."""

    def __init__(self) -> None:
        super().__init__("The key is too long.", "Use at most 200 characters.", HEADER, "", "invalid", 400)


def idempotently(request: Request, actor: Actor, perform: Callable[[], Response]) -> Response:
    """Runs a mutation at most once per key; without a key it simply runs."""
    key = request.headers.get(HEADER, "")
    if not key:
        return perform()
    if len(key) > 200:
        raise IdempotencyKeyTooLongError
    actor_key = str(actor.token_id or actor.user_id or actor.kind)
    request_hash = _hash_of(request)
    if not _claim(actor_key, key, request_hash):
        return _replay(actor_key, key, request_hash)
    response = perform()
    if response.status_code < 400:
        IdempotentRequest.objects.filter(actor_key=actor_key, key=key).update(
            status=response.status_code,
            body=json.loads(json.dumps(response.data, default=str)),
            headers={name: response[name] for name in STORED_HEADERS if name in response},
        )
    return response


def _claim(actor_key: str, key: str, request_hash: str) -> bool:
    row = IdempotentRequest(actor_key=actor_key, key=key, request_hash=request_hash)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_idempotentrequest"
            " (id, created_at, organisation_id, actor_key, key, request_hash, status, headers)"
            " VALUES (%s, now(), %s, %s, %s, %s, 0, '{}') ON CONFLICT DO NOTHING",
            [row.id, current_organisation_id(), actor_key, key, request_hash],
        )
        return bool(cursor.rowcount == 1)


def _replay(actor_key: str, key: str, request_hash: str) -> Response:
    stored = IdempotentRequest.objects.get(actor_key=actor_key, key=key)
    if stored.request_hash != request_hash:
        raise IdempotencyKeyReusedError(key)
    return Response(stored.body, status=stored.status, headers={**stored.headers, "Idempotent-Replay": "true"})


def _hash_of(request: Request) -> str:
    body: Any = json.dumps(request.data, sort_keys=True, default=_as_text)
    text = "\n".join([request.method or "", request.get_full_path(), body])
    return hashlib.sha256(text.encode()).hexdigest()


def _as_text(value: Any) -> str:
    """A file by what it holds: two files may have one name."""
    if not isinstance(value, UploadedFile):
        return str(value)
    digest = hashlib.sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return digest.hexdigest()
