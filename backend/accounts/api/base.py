"""Base of every view inside an organisation: who asks, in which organisation, in one transaction.

The organisation stands in the path. A stranger gets 404, a member without the capability 403, and
everything a view does happens in one `organisation_context`, which a refusal rolls back whole.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import Any, ClassVar, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.accounts.selectors import actor_of_user
from backend.kernel.errors import NotFoundError
from backend.kernel.pagination import FixedOrderPagination
from backend.kernel.rest.idempotency import idempotently
from backend.kernel.rest.spreadsheets import csv_chunks
from backend.kernel.tenancy import Actor, organisation_context

Row = TypeVar("Row", bound=Model)
MUTATIONS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
CSV = {(200, "text/csv"): OpenApiResponse(OpenApiTypes.BINARY, "The whole list as a CSV file, UTF-8.")}
ROWS_READ_AT_ONCE = 500


class OrganisationView(APIView):
    """A view under `/api/v1/organisations/{organisation_id}/`.

    `capabilities` names what each method needs; a method that is not named is refused to all, so that a
    view cannot forget.
    """

    capabilities: ClassVar[Mapping[str, Capability]] = {}
    pagination: type[BasePagination] = FixedOrderPagination
    answers_are_secret: ClassVar[bool] = False  # then no answer is remembered for an Idempotency-Key
    actor: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with ExitStack() as stack:
            self._stack = stack
            self._in_context = False
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code >= 400 and self._in_context:
                transaction.set_rollback(True)
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.actor = self._actor(request, kwargs.pop("organisation_id"))
        self.kwargs.pop("organisation_id", None)
        if request.method not in {"OPTIONS", "HEAD"} and request.method not in self.capabilities:
            self.http_method_not_allowed(request)
        method = "GET" if request.method in {"HEAD", "OPTIONS"} else request.method or ""
        if method in self.capabilities:
            require(self.actor, self.capabilities[method])
        self._stack.enter_context(organisation_context(self.actor.organisation_id))
        self._in_context = True
        if request.method in MUTATIONS and not self.answers_are_secret:
            self._make_idempotent(request)

    def _actor(self, request: Request, organisation_id: uuid.UUID) -> Actor:
        if isinstance(request.auth, Actor):
            actor = request.auth if request.auth.organisation_id == organisation_id else None
        else:
            actor = actor_of_user(uuid.UUID(str(request.user.pk)), organisation_id)
        if actor is None:
            raise NotFoundError
        return actor

    def _make_idempotent(self, request: Request) -> None:
        name = (request.method or "").lower()
        handler: Callable[..., Response] | None = getattr(self, name, None)
        if handler is None:
            return

        def once(inner: Request, *args: Any, **kwargs: Any) -> Response:
            kwargs.pop("organisation_id", None)
            return idempotently(inner, self.actor, lambda: handler(inner, *args, **kwargs))

        setattr(self, name, once)

    def read_input(self, serializer_class: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """The body, checked by an input serializer; raises what the problem document shows."""
        serializer = serializer_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def read_query(self, serializer_class: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """The query string, checked by an input serializer."""
        serializer = serializer_class(data=self.request.query_params.dict())
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def listed(
        self,
        rows: "QuerySet[Row, Row]",
        serializer_class: type[BaseSerializer[Any]],
        *,
        ordering: tuple[str, ...] = (),
        context: Callable[[list[Row]], dict[str, Any]] | None = None,
    ) -> Response:
        """One page of a list. `context` may add, from the rows of the page, what the serializer needs."""
        paginator = self.pagination()
        if ordering:
            paginator.ordering = ordering  # type: ignore[attr-defined]  # cursor pagination only
        page = list(paginator.paginate_queryset(rows, self.request, view=self) or [])
        extra = context(page) if context else {}
        data = serializer_class(page, many=True, context={"actor": self.actor, **extra}).data
        return paginator.get_paginated_response(data)

    def exported(
        self,
        rows: "QuerySet[Row, Row]",
        serializer_class: type[BaseSerializer[Any]],
        *,
        name: str,
        context: Callable[[list[Row]], dict[str, Any]] | None = None,
    ) -> StreamingHttpResponse:
        """The whole list as a CSV file, with the fields of the list's own rows as columns."""
        fields = list(serializer_class().fields)  # type: ignore[attr-defined]  # every output is a Serializer

        def cells() -> Iterator[Sequence[Any]]:
            for chunk in in_chunks(rows.iterator(chunk_size=ROWS_READ_AT_ONCE)):
                extra = context(chunk) if context else {}
                for row in serializer_class(chunk, many=True, context={"actor": self.actor, **extra}).data:
                    yield [row[field] for field in fields]

        return self.file_of(fields, cells(), name=name)

    def file_of(self, headings: Sequence[str], rows: Iterable[Sequence[Any]], *, name: str) -> StreamingHttpResponse:
        """Rows as a CSV file. They are read while they are sent, in a context of their own: nothing is collected."""
        organisation_id = self.actor.organisation_id

        def chunks() -> Iterator[bytes]:
            with organisation_context(organisation_id):
                yield from csv_chunks(headings, rows)

        disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        return StreamingHttpResponse(chunks(), content_type="text/csv", headers=disposition)


def in_chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in lists of a few hundred, so that what belongs to them is fetched for many at once."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, ROWS_READ_AT_ONCE)):
        yield chunk
