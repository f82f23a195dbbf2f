"""The API of scores."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import OrganisationView
from backend.accounts.enums import Capability
from backend.kernel.errors import NotFoundError
from backend.scores import selectors
from backend.scores.api import serializers as shapes


class SittingScoresView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_RESULTS}

    @extend_schema(operation_id="list_sitting_scores", responses=shapes.ScaleScoreOutput(many=True))
    def get(self, request: Request, sitting_id: uuid.UUID) -> Response:
        """Current positions of one sitting on every scale, each with its error, n of items, model and status."""
        scores = list(selectors.scores_of_sitting(self.actor, sitting_id))
        if not scores:
            raise NotFoundError("There is no such sitting, or it has not been scored.", "sitting_id")
        return Response(shapes.ScaleScoreOutput(scores, many=True).data)
