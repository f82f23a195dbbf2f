"""The API of fit: how candidates stand, beside one another, and what was decided."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import CSV, OrganisationView
from backend.accounts.enums import Capability
from backend.fit import services
from backend.fit.api import serializers as shapes
from backend.fit.selectors import candidates as candidate_selectors
from backend.fit.selectors.comparison import compare
from backend.fit.selectors.decisions import decisions_about, undecided
from backend.fit.selectors.history import history
from backend.fit.selectors.tables import (
    FittedRow,
    candidates_in_order,
    dimensions_of_campaign,
    fit_cells,
    fit_headings,
    fitted_rows,
)
from backend.kernel.pagination import ChosenSortPagination, numbered_page_of, whole_list
from backend.kernel.rest.serializers import EmptyInput
from backend.kernel.tenancy import Actor
from backend.scores.selectors import answer_quality

WORDS_OF_A_DIMENSION = frozenset({"dimension", "name", "kind", "pole_a", "pole_b"})  # the same in every row


class CampaignCandidatesView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_RESULTS}

    @extend_schema(
        operation_id="list_campaign_candidates",
        parameters=[shapes.CandidatesQuery],
        responses=numbered_page_of(shapes.CampaignCandidateOutput),
    )
    def get(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Invited candidates with their positions. Sorted by name, date or status, never by a figure."""
        query = self.read_query(shapes.CandidatesQuery)
        rows = candidate_selectors.candidates_page(self.actor, campaign_id, query)
        paginator = ChosenSortPagination()
        page = list(paginator.paginate_queryset(rows, request, view=self) or [])
        views = candidate_selectors.candidate_views(self.actor, page)
        return paginator.get_paginated_response(shapes.CampaignCandidateOutput(views, many=True).data)


class UndecidedView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_RESULTS}

    @extend_schema(operation_id="undecided", responses=shapes.AllUndecidedOutput)
    def get(self, request: Request) -> Response:
        """Running vacancies in which people have answered whom nobody has decided about."""
        found = undecided(self.actor)
        return Response(shapes.AllUndecidedOutput({"campaigns": found}).data)


class CampaignCandidatesFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_RESULTS}

    @extend_schema(
        operation_id="export_campaign_candidates", parameters=[whole_list(shapes.CandidatesQuery)], responses=CSV
    )
    def get(self, request: Request, campaign_id: uuid.UUID) -> StreamingHttpResponse:
        """The candidates as a CSV file: every position with its error, its answers and its standing beside it."""
        query = self.read_query(whole_list(shapes.CandidatesQuery))
        dimensions = dimensions_of_campaign(self.actor, campaign_id)
        own = [name for name in map(str, shapes.CampaignCandidateOutput().fields) if name != "dimensions"]
        figures = [name for name in map(str, shapes.DimensionFitOutput().fields) if name not in WORDS_OF_A_DIMENSION]

        def rows() -> Iterator[Sequence[Any]]:
            for view in candidates_in_order(self.actor, campaign_id, query):
                candidate = shapes.CampaignCandidateOutput(view).data
                fits = {fit["dimension"]: fit for fit in candidate["dimensions"]}
                yield [
                    *(candidate[name] for name in own),
                    *(fits.get(code, {}).get(name) for code in dimensions for name in figures),
                ]

        headings = [*own, *(f"{code}_{name}" for code in dimensions for name in figures)]
        return self.file_of(headings, rows(), name="candidates")


class PilotFitFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_RESULTS}

    @extend_schema(operation_id="export_pilot_fit", responses=CSV)
    def get(self, request: Request, campaign_id: uuid.UUID) -> StreamingHttpResponse:
        """A pilot's imported people as a CSV file, one row a person."""
        dimensions = dimensions_of_campaign(self.actor, campaign_id)
        rows = (fit_cells(row, dimensions) for row in _when_read(self.actor, campaign_id))
        return self.file_of(fit_headings(dimensions), rows, name="pilot-fit")


def _when_read(actor: Actor, campaign_id: uuid.UUID) -> Iterator[FittedRow]:
    yield from fitted_rows(actor, campaign_id)


class CampaignCandidateView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_RESULTS}

    @extend_schema(operation_id="get_campaign_candidate", responses=shapes.CandidateDetailOutput)
    def get(self, request: Request, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> Response:
        """One candidate: every dimension with its error, what is known and not, decisions and history so far."""
        view = candidate_selectors.candidate(self.actor, campaign_id, candidate_id)
        decisions = decisions_about(self.actor, campaign_id, candidate_id)
        data: dict[str, Any] = dict(shapes.CampaignCandidateOutput(view).data)
        quality = answer_quality(self.actor, view.sitting_id)
        return Response(
            {
                **data,
                "decisions": shapes.DecisionOutput(decisions, many=True).data,
                "history": shapes.HistoryEntryOutput(history(self.actor, campaign_id, candidate_id), many=True).data,
                "quality": shapes.AnswerQualityOutput(quality).data if quality else None,
            }
        )


class EvidenceOpeningsView(OrganisationView):
    capabilities = {"POST": Capability.VIEW_RESULTS}

    @extend_schema(operation_id="open_evidence", request=EmptyInput, responses={204: None})
    def post(self, request: Request, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> Response:
        """Says that you have this candidate's evidence before you. A decision needs it."""
        self.read_input(EmptyInput)
        services.open_evidence(actor=self.actor, campaign_id=campaign_id, candidate_id=candidate_id)
        return Response(status=204)


class DecisionsView(OrganisationView):
    capabilities = {"POST": Capability.DECIDE}

    @extend_schema(operation_id="record_decision", request=shapes.DecisionInput, responses={201: shapes.DecisionOutput})
    def post(self, request: Request, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> Response:
        """Records your decision, with its reason and your name. The candidate is answered by mail."""
        decision = services.record_decision(
            actor=self.actor,
            campaign_id=campaign_id,
            candidate_id=candidate_id,
            **self.read_input(shapes.DecisionInput),
        )
        stored = decisions_about(self.actor, campaign_id, candidate_id).get(pk=decision.pk)
        return Response(shapes.DecisionOutput(stored).data, status=201)


class CompareView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_RESULTS}

    @extend_schema(
        operation_id="compare_candidates", parameters=[shapes.CompareQuery], responses=shapes.ComparisonOutput
    )
    def get(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Two to six candidates beside one another, with the error of every difference."""
        identifiers = self.read_query(shapes.CompareQuery)["ids"]
        views = [candidate_selectors.candidate(self.actor, campaign_id, identifier) for identifier in identifiers]
        pairs = compare(views)
        return Response(shapes.ComparisonOutput({"candidates": views, "pairs": pairs}).data)
