"""Instruments as published: their rows, and what they are as the engine's frozen classes."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.enums import InstrumentKind
from backend.library.errors import NotRatedError, NotSatError
from backend.library.models import InstrumentVersion
from backend.library.policies import visible_instruments
from scoring.definitions.exercises import Exercise
from scoring.definitions.forms import TakerForm, form_for_taker
from scoring.definitions.hashing import FormInstrument, Instrument
from scoring.definitions.questionnaires import Item, Questionnaire
from scoring.definitions.situational import SituationalTest
from scoring.models.layout import ItemLayout, ScaleLayout

KEPT_IN_MEMORY = 64


_parsed: dict[uuid.UUID, Instrument] = {}


_CLASSES: Mapping[str, type[Questionnaire | SituationalTest | Exercise]] = {
    InstrumentKind.QUESTIONNAIRE: Questionnaire,
    InstrumentKind.SITUATIONAL_TEST: SituationalTest,
    InstrumentKind.EXERCISE: Exercise,
}


def instruments(actor: Actor, *, kind: str = "") -> QuerySet[InstrumentVersion]:
    """Instruments that are shipped or the organisation's own, by code, newest version last published first."""
    rows = visible_instruments(actor)
    return rows.filter(kind=kind) if kind else rows


def instrument(actor: Actor, instrument_id: uuid.UUID) -> InstrumentVersion:
    """One instrument version, or `NotFoundError`."""
    row = visible_instruments(actor).filter(pk=instrument_id).first()
    if row is None:
        raise NotFoundError
    return row


def definition_of(instrument: InstrumentVersion) -> FormInstrument:
    """The questionnaire or situational test that takers answer. An exercise is refused with `NotSatError`."""
    known = published_definition(instrument)
    if isinstance(known, Exercise):
        raise NotSatError(instrument.code)
    return known


def exercise_of(instrument: InstrumentVersion) -> Exercise:
    """The exercise that raters mark. What takers answer is refused with `NotRatedError`."""
    known = published_definition(instrument)
    if not isinstance(known, Exercise):
        raise NotRatedError(instrument.code)
    return known


def published_definition(instrument: InstrumentVersion) -> Instrument:
    """The instrument as the engine's frozen class. Published rows never change, so each is parsed once."""
    known = _parsed.get(instrument.pk)
    if known is None:
        known = _CLASSES[instrument.kind].model_validate(instrument.document)
        if len(_parsed) >= KEPT_IN_MEMORY:
            _parsed.clear()
        _parsed[instrument.pk] = known
    return known


def taker_form(
    actor: Actor, instrument_id: uuid.UUID, *, language: str = "", sections_reached: int | None = None
) -> TakerForm:
    """The form as a taker sees it; in the default language and with all sections unless said otherwise."""
    definition = definition_of(instrument(actor, instrument_id))
    header = definition.header
    reached = len(header.sections) if sections_reached is None else sections_reached
    return form_for_taker(definition, language=language or header.default_language, sections_reached=reached)


def scale_layouts(questionnaire: Questionnaire) -> list[ScaleLayout]:
    """Which answers make up each scale of a questionnaire, and which of them are turned, for the engine."""
    return [
        ScaleLayout(
            name=scale.code,
            items=tuple(_item_layout(questionnaire, item) for item in questionnaire.items_of(scale.code)),
        )
        for scale in questionnaire.scales
    ]


def _item_layout(questionnaire: Questionnaire, item: Item) -> ItemLayout:
    values = questionnaire.header.format_of(item.section).values
    return ItemLayout(
        name=item.code,
        lowest=values[0],
        highest=values[-1],
        reversed=item.key == "b",
        category_of=tuple(range(len(values))),
    )


def structure_of(instrument: InstrumentVersion) -> dict[str, Any]:
    """Keys, scales and option features: everything but the words. For those who may see keys."""
    document = dict(instrument.document)
    return {name: part for name, part in document.items() if name not in {"locales", "evidence", "cases"}}
