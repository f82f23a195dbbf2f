"""The API of ratings: plans, cards, the seal, the debrief."""

import uuid
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import OrganisationView
from backend.accounts.enums import Capability
from backend.kernel.pagination import PageQuery, page_of
from backend.kernel.rest.revisions import with_etag
from backend.ratings.api import serializers as shapes
from backend.ratings.selectors import cards, plans
from backend.ratings.selectors.debrief import debrief_before
from backend.ratings.selectors.exercises import card_of
from backend.ratings.services import cards as marking
from backend.ratings.services import debriefing, planning


class ExercisePlansView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS, "POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(
        operation_id="list_exercise_plans",
        parameters=[shapes.PlansQuery],
        responses=page_of(shapes.ExercisePlanOutput),
    )
    def get(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Who does what before whom, by the clock, and whose cards are in."""
        self.read_query(shapes.PlansQuery)
        rows = plans.plans(self.actor, campaign_id)
        return self.listed(rows, shapes.ExercisePlanOutput, ordering=("starts_at", "id"))

    @extend_schema(
        operation_id="plan_exercise", request=shapes.PlanExerciseInput, responses={201: shapes.ExercisePlanOutput}
    )
    def post(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Plans an exercise for a candidate before raters of the panel; everybody is invited by mail."""
        planned = planning.plan_exercise(
            actor=self.actor, campaign_id=campaign_id, **self.read_input(shapes.PlanExerciseInput)
        )
        return Response(shapes.ExercisePlanOutput(plans.plan(self.actor, planned.pk)).data, status=201)


class ExercisePlanView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS}

    @extend_schema(operation_id="get_exercise_plan", responses=shapes.ExercisePlanOutput)
    def get(self, request: Request, plan_id: uuid.UUID) -> Response:
        """One plan with its seats."""
        found = plans.plan(self.actor, plan_id)
        return with_etag(Response(shapes.ExercisePlanOutput(found).data), found)


class CancelExerciseView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="cancel_exercise", request=shapes.ReasonInput, responses=shapes.ExercisePlanOutput)
    def post(self, request: Request, plan_id: uuid.UUID) -> Response:
        """Takes a plan back before the last card is in; candidate and raters are told by mail."""
        planning.cancel_exercise(actor=self.actor, plan_id=plan_id, **self.read_input(shapes.ReasonInput))
        return Response(shapes.ExercisePlanOutput(plans.plan(self.actor, plan_id)).data)


class MyScorecardsView(OrganisationView):
    capabilities = {"GET": Capability.RATE}

    @extend_schema(operation_id="list_my_scorecards", parameters=[PageQuery], responses=page_of(shapes.MyCardOutput))
    def get(self, request: Request) -> Response:
        """Your own cards: what you are to watch, and what you have watched lately."""
        self.read_query(PageQuery)
        return self.listed(cards.my_cards(self.actor), shapes.MyCardOutput, ordering=("plan__starts_at", "id"))


class ScorecardView(OrganisationView):
    capabilities = {"GET": Capability.RATE}

    @extend_schema(operation_id="get_scorecard", responses=shapes.OwnCardOutput)
    def get(self, request: Request, card_id: uuid.UUID) -> Response:
        """Your own card with what you have put on it. Nobody else's exists here."""
        return Response(shapes.OwnCardOutput(cards.own_card_to_mark(self.actor, card_id)).data)


class MarksView(OrganisationView):
    capabilities = {"POST": Capability.RATE}

    @extend_schema(operation_id="record_marks", request=shapes.MarksInput, responses=shapes.AcknowledgedOutput)
    def post(self, request: Request, card_id: uuid.UUID) -> Response:
        """Keeps 1 to 50 values of your own card; what is acknowledged is stored for good."""
        body = self.read_input(shapes.MarksInput)
        through = marking.record_marks(
            actor=self.actor,
            card_id=card_id,
            client=body["client"],
            events=[marking.SentMark(**event) for event in body["events"]],
        )
        return Response(shapes.AcknowledgedOutput({"acknowledged": through}).data)


class SubmitScorecardView(OrganisationView):
    capabilities = {"POST": Capability.RATE}

    @extend_schema(operation_id="submit_scorecard", request=shapes.SubmitCardInput, responses=shapes.CardOutput)
    def post(self, request: Request, card_id: uuid.UUID) -> Response:
        """Hands in your own card. Until the last card is in you may correct it and hand it in again."""
        body = self.read_input(shapes.SubmitCardInput)
        card = marking.submit_scorecard(actor=self.actor, card_id=card_id, count=body["count"], sent_hash=body["hash"])
        return Response(shapes.CardOutput(card).data)


class CloseSeatView(OrganisationView):
    capabilities = {"POST": Capability.RATE}

    @extend_schema(operation_id="close_seat", request=shapes.ReasonInput, responses=shapes.CardOutput)
    def post(self, request: Request, card_id: uuid.UUID) -> Response:
        """Gives up waiting for a card, with a reason. For the chair of the panel."""
        card = marking.close_seat(actor=self.actor, card_id=card_id, **self.read_input(shapes.ReasonInput))
        return Response(shapes.CardOutput(card).data)


class SwapRaterView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="swap_rater", request=shapes.SwapRaterInput, responses=shapes.ExercisePlanOutput)
    def post(self, request: Request, card_id: uuid.UUID) -> Response:
        """Gives a card that is still out to another member of the panel."""
        successor = planning.swap_rater(actor=self.actor, card_id=card_id, **self.read_input(shapes.SwapRaterInput))
        return Response(shapes.ExercisePlanOutput(plans.plan(self.actor, successor.plan_id)).data)


class CardSheetView(OrganisationView):
    capabilities = {"GET": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="get_card_sheet", responses=shapes.CardSheetOutput)
    def get(self, request: Request, card_id: uuid.UUID) -> Response:
        """The empty card, for whoever transcribes it from paper."""
        card = plans.card_to_print(self.actor, card_id)
        answer = {
            "card": card,
            "plan_id": card.plan_id,
            "campaign_id": card.plan.campaign_id,
            "candidate": card.plan.candidate.name,
            "sheet": card_of(card.plan),
        }
        return Response(shapes.CardSheetOutput(answer).data)


class TranscriptionView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}
    answers_are_secret = True  # no body of a sealed card is remembered for its Idempotency-Key

    @extend_schema(operation_id="transcribe_scorecard", request=shapes.TranscriptionInput, responses=shapes.CardOutput)
    def post(self, request: Request, card_id: uuid.UUID) -> Response:
        """Enters a paper card in your name, word for word."""
        card = marking.transcribe_scorecard(
            actor=self.actor, card_id=card_id, values=_values_of(self.read_input(shapes.TranscriptionInput))
        )
        return Response(shapes.CardOutput(card).data)


def _values_of(body: dict[str, Any]) -> dict[str, Any]:
    """A transcribed card as values by place, the same as a device sends."""
    marks = {
        f"mark.{row['block']}.{row['row']}": "absent" if row["value"] is None else row["value"] for row in body["marks"]
    }
    seen = {f"seen.p{place}": dict(row) for place, row in enumerate(body["observations"])}
    none = {f"none.{side}": True for side in ("for", "against") if body[f"none_{side}"]}
    return {**marks, **seen, **none, "confidence": body["confidence"]}


class DebriefView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_DEBRIEFS}

    @extend_schema(operation_id="get_debrief", responses=shapes.DebriefOutput)
    def get(self, request: Request, plan_id: uuid.UUID) -> Response:
        """All marks side by side, once every card is in. Before that: who is in and who is not."""
        return Response(shapes.DebriefOutput(debrief_before(self.actor, plan_id)).data)


class RevisionsView(OrganisationView):
    capabilities = {"POST": Capability.RATE}

    @extend_schema(
        operation_id="revise_rating", request=shapes.RevisionInput, responses={201: shapes.RevisedMarkOutput}
    )
    def post(self, request: Request, rating_id: uuid.UUID) -> Response:
        """Adds to your own first mark what you think now, and why. The first mark stays."""
        revision = debriefing.revise_rating(
            actor=self.actor, rating_id=rating_id, **self.read_input(shapes.RevisionInput)
        )
        answer = {"value": revision.value, "reason": revision.reason, "at": revision.created_at}
        return Response(shapes.RevisedMarkOutput(answer).data, status=201)
