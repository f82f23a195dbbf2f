"""The API of promises."""

import uuid
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import CSV, OrganisationView
from backend.accounts.enums import Capability
from backend.kernel.pagination import page_of, whole_list
from backend.kernel.rest.serializers import EmptyInput
from backend.people.selectors import names_of_candidates, names_of_contacts
from backend.promises import selectors, services
from backend.promises.api import serializers as shapes
from backend.promises.models import Promise


class PromisesView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_PROMISES}

    @extend_schema(
        operation_id="list_promises", parameters=[shapes.PromisesQuery], responses=page_of(shapes.PromiseOutput)
    )
    def get(self, request: Request) -> Response:
        """What the organisation promised, the earliest date first."""
        rows = selectors.promises(self.actor, _filters(self.read_query(shapes.PromisesQuery)))
        return self.listed(rows, shapes.PromiseOutput, ordering=("due_on", "id"), context=_names)


class PromisesFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_PROMISES}

    @extend_schema(operation_id="export_promises", parameters=[whole_list(shapes.PromisesQuery)], responses=CSV)
    def get(self, request: Request) -> StreamingHttpResponse:
        """The ledger of promises as a CSV file."""
        rows = selectors.promises(self.actor, _filters(self.read_query(whole_list(shapes.PromisesQuery))))
        return self.exported(rows, shapes.PromiseOutput, name="promises", context=_names)


def _filters(query: dict[str, Any]) -> selectors.PromiseFilters:
    return selectors.PromiseFilters(state=query["state"], cause_id=query["campaign"], to_id=query["to"])


def _names(promises: list[Promise]) -> dict[str, object]:
    ids = [promise.to_id for promise in promises]
    return {"names": names_of_candidates(ids) | names_of_contacts(ids)}


class PromiseCountsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_PROMISES}

    @extend_schema(
        operation_id="count_promises", parameters=[shapes.PromiseCountsQuery], responses=shapes.PromiseCountsOutput
    )
    def get(self, request: Request) -> Response:
        """How the organisation keeps its word: open, due soon, overdue, kept, kept late."""
        query = self.read_query(shapes.PromiseCountsQuery)
        counts = selectors.promise_counts(self.actor, cause_id=query["campaign"])
        return Response(shapes.PromiseCountsOutput(counts).data)


class KeepPromiseView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="keep_promise", request=EmptyInput, responses=shapes.PromiseOutput)
    def post(self, request: Request, promise_id: uuid.UUID) -> Response:
        """Notes that the promise was kept outside the product, now."""
        self.read_input(EmptyInput)
        services.keep_promise_by_hand(actor=self.actor, promise_id=promise_id)
        promise = selectors.promise(self.actor, promise_id)
        return Response(shapes.PromiseOutput(promise, context=_names([promise])).data)
