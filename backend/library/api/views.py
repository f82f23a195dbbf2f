"""The API of the library: what is published, how far it has come, and publishing one's own."""

import uuid
from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import OrganisationView
from backend.accounts.enums import Capability
from backend.kernel.pagination import PageQuery, page_of
from backend.library import services
from backend.library.api import serializers as shapes
from backend.library.models import InstrumentVersion
from backend.library.selectors import (
    exercises,
    frameworks,
    instruments,
    keys,
    ladder,
    scoring_models,
    summaries,
    training,
)
from scoring.definitions.exercise_sheets import ActorSheet, CandidateBrief, RaterCard
from scoring.definitions.exercises import Exercise
from scoring.definitions.forms import TakerForm


class InstrumentsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_INSTRUMENTS, "POST": Capability.PUBLISH_INSTRUMENT}

    @extend_schema(
        operation_id="list_instruments",
        parameters=[shapes.InstrumentsQuery],
        responses=page_of(shapes.InstrumentOutput),
    )
    def get(self, request: Request) -> Response:
        """Instruments that are shipped or the organisation's own, with the ladder status of every unit."""
        query = self.read_query(shapes.InstrumentsQuery)
        rows = instruments.instruments(self.actor, kind=query["kind"])
        paginator = self.pagination()
        paginator.ordering = ("code", "-created_at", "id")  # type: ignore[attr-defined]  # cursor pagination
        page = list(paginator.paginate_queryset(rows, request, view=self) or [])
        listed = summaries.summaries(self.actor, page, language=query["language"])
        return paginator.get_paginated_response(shapes.InstrumentOutput(listed, many=True).data)

    @extend_schema(
        operation_id="publish_instrument",
        request=shapes.PublishInstrumentInput,
        responses={201: shapes.InstrumentDetailOutput},
    )
    def post(self, request: Request) -> Response:
        """Publishes an instrument of the organisation's own, with its assumed scoring model."""
        body = shapes.PublishInstrumentInput(data=request.data)
        body.is_valid(raise_exception=True)
        row = services.publish_instrument(actor=self.actor, documents=body.documents())
        return Response(_detail(self, row, language=""), status=201)


class InstrumentView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_INSTRUMENTS}

    @extend_schema(
        operation_id="get_instrument", parameters=[shapes.LanguageQuery], responses=shapes.InstrumentDetailOutput
    )
    def get(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """One instrument: intended use, evidence, units and their ladder status."""
        query = self.read_query(shapes.LanguageQuery)
        row = instruments.instrument(self.actor, instrument_id)
        return Response(_detail(self, row, language=query["language"]))


def _detail(view: OrganisationView, row: InstrumentVersion, *, language: str) -> Any:
    [summary] = summaries.summaries(view.actor, [row], language=language)
    definition = instruments.published_definition(row)
    exercise = definition if isinstance(definition, Exercise) else None
    return shapes.InstrumentDetailOutput(
        {
            **asdict(summary),
            "units": summary.units,
            "default_language": definition.header.default_language,
            "intended_use": definition.header.intended_use,
            "authors": definition.header.authors,
            "evidence": definition.evidence,
            "forms": exercise.structure.forms if exercise else (),
            "variants": exercise.structure.variants if exercise else (),
        }
    ).data


class InstrumentFormView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_INSTRUMENTS}

    @extend_schema(operation_id="preview_form", parameters=[shapes.LanguageQuery], responses=TakerForm)
    def get(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """The form as a test taker sees it, with all its sections and without keys."""
        query = self.read_query(shapes.LanguageQuery)
        form = instruments.taker_form(self.actor, instrument_id, language=query["language"])
        return Response(form.model_dump(mode="json"))


class ExerciseBriefView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_INSTRUMENTS}

    @extend_schema(operation_id="read_exercise_brief", parameters=[shapes.SheetQuery], responses=CandidateBrief)
    def get(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """What a candidate reads before the exercise: no cue, no anchor, no code of what is measured."""
        query = self.read_query(shapes.SheetQuery)
        brief = exercises.exercise_brief(self.actor, instrument_id, **query)
        return Response(brief.model_dump(mode="json"))


class ExerciseActorSheetView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(operation_id="read_exercise_actor_sheet", parameters=[shapes.SheetQuery], responses=ActorSheet)
    def get(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """What the actor or host plays by: the person, the fixed cues, the limits."""
        query = self.read_query(shapes.SheetQuery)
        sheet = exercises.exercise_actor_sheet(self.actor, instrument_id, **query)
        return Response(sheet.model_dump(mode="json"))


class ExerciseCardView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(operation_id="read_exercise_card", parameters=[shapes.SheetQuery], responses=RaterCard)
    def get(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """The card that raters mark: rows with anchors, evidence prompts, what must not be marked."""
        query = self.read_query(shapes.SheetQuery)
        card = exercises.exercise_card(self.actor, instrument_id, **query)
        return Response(card.model_dump(mode="json"))


class TrainingView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_DEBRIEFS}

    @extend_schema(operation_id="read_training_talks", responses=training.TrainingShelf)
    def get(self, request: Request) -> Response:
        """Talks to train on before rating anybody: with the rows of the card, the marks they got, and why."""
        return Response(training.training_shelf(self.actor).model_dump(mode="json"))


class InstrumentKeysView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(
        operation_id="get_instrument_keys", parameters=[shapes.LanguageQuery], responses=shapes.InstrumentKeysOutput
    )
    def get(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """Keys beside the words they belong to, rubrics and scoring models, for those who may see them."""
        query = self.read_query(shapes.LanguageQuery)
        found = keys.instrument_keys(self.actor, instrument_id, language=query["language"])
        row = instruments.instrument(self.actor, instrument_id)
        models = scoring_models.scoring_models(self.actor, instrument_id)
        return Response(
            shapes.InstrumentKeysOutput(
                {**asdict(found), "structure": instruments.structure_of(row), "scoring_models": models}
            ).data
        )


class LadderView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_INSTRUMENTS}

    @extend_schema(operation_id="list_ladder_steps", parameters=[PageQuery], responses=page_of(shapes.LadderStepOutput))
    def get(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """Every recorded step of the instrument's units, newest first, with its evidence."""
        return self.listed(ladder.ladder(self.actor, instrument_id), shapes.LadderStepOutput)


class SuspendUnitView(OrganisationView):
    capabilities = {"POST": Capability.PUBLISH_INSTRUMENT}

    @extend_schema(
        operation_id="suspend_unit", request=shapes.SuspendUnitInput, responses={201: shapes.LadderStepOutput}
    )
    def post(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """Takes a unit out of use, with a reason."""
        body = self.read_input(shapes.SuspendUnitInput)
        step = services.suspend_unit(actor=self.actor, instrument_id=instrument_id, **body)
        return Response(shapes.LadderStepOutput(step).data, status=201)


class DimensionsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CULTURE}

    @extend_schema(operation_id="list_dimensions", parameters=[shapes.FrameworkQuery], responses=shapes.FrameworkOutput)
    def get(self, request: Request) -> Response:
        """A dimension library with its words: poles, behaviours, five positions, guard notes."""
        query = self.read_query(shapes.FrameworkQuery)
        row = frameworks.framework(self.actor, query["framework"], query["version"])
        library = frameworks.library_of(row)
        return Response(
            shapes.FrameworkOutput(
                {
                    "id": row.pk,
                    "code": row.code,
                    "version": row.version,
                    "languages": sorted(library.locales),
                    "dimensions": frameworks.dimension_entries(library, query["language"]),
                }
            ).data
        )
