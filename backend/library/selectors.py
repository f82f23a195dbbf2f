"""Reading the library: definitions as the engine's frozen classes, statuses, models, forms."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, cast

from django.db.models import F, QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.enums import InstrumentKind, ModelBasis
from backend.library.errors import NotRatedError, NotSatError
from backend.library.models import FrameworkVersion, InstrumentVersion, LadderStep, NormGroup, ScoringModelVersion
from backend.library.policies import (
    visible_frameworks,
    visible_instruments,
    visible_ladder_steps,
    visible_norm_groups,
    visible_scoring_models,
)
from scoring.definitions.dimensions import DimensionLibrary, DimensionWords
from scoring.definitions.exercise_sheets import (
    ActorSheet,
    CandidateBrief,
    RaterCard,
    actor_sheet,
    candidate_brief,
    rater_card,
)
from scoring.definitions.exercise_words import Variant
from scoring.definitions.exercises import Exercise
from scoring.definitions.forms import TakerForm, form_for_taker
from scoring.definitions.hashing import FormInstrument, Instrument
from scoring.definitions.questionnaires import Item, Questionnaire
from scoring.definitions.situational import SituationalTest
from scoring.definitions.standing import Status
from scoring.models.files import parse_model
from scoring.models.layout import ItemLayout, ScaleLayout
from scoring.models.protocol import ScoringModel

KEPT_IN_MEMORY = 64


@dataclass(frozen=True)
class UnitStanding:
    """One unit of an instrument (scale, scenario set, exercise block) and how far it has come in one language."""

    unit: str
    dimension: str
    kind: str
    name: str
    entries: int
    status: Status
    basis: str
    words_changed: bool

    @property
    def provisional(self) -> bool:
        """Below "structure confirmed": never in an overall figure, a cut or an ordering."""
        return self.status.provisional


@dataclass(frozen=True)
class InstrumentSummary:
    """An instrument for lists: what it is, how long it takes, how far its units have come."""

    id: uuid.UUID
    code: str
    version: str
    kind: str
    audience: str
    short_form_of: str
    superseded: bool
    shipped: bool
    title: str
    summary: str
    language: str
    languages: tuple[str, ...]
    minutes: float
    entries: int
    structure_hash: str
    content_hashes: Mapping[str, str]
    units: tuple[UnitStanding, ...]


_parsed: dict[uuid.UUID, Instrument] = {}


_CLASSES: Mapping[str, type[Questionnaire | SituationalTest | Exercise]] = {
    InstrumentKind.QUESTIONNAIRE: Questionnaire,
    InstrumentKind.SITUATIONAL_TEST: SituationalTest,
    InstrumentKind.EXERCISE: Exercise,
}


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


def taker_form(
    actor: Actor, instrument_id: uuid.UUID, *, language: str = "", sections_reached: int | None = None
) -> TakerForm:
    """The form as a taker sees it; in the default language and with all sections unless said otherwise."""
    definition = definition_of(instrument(actor, instrument_id))
    header = definition.header
    reached = len(header.sections) if sections_reached is None else sections_reached
    return form_for_taker(definition, language=language or header.default_language, sections_reached=reached)


def exercise_brief(actor: Actor, instrument_id: uuid.UUID, **chosen: str) -> CandidateBrief:
    """What a candidate reads before an exercise. Without `language`, `form`, `variant`: the first of each."""
    exercise = exercise_of(instrument(actor, instrument_id))
    return candidate_brief(exercise, **_chosen(exercise, **chosen))


def exercise_actor_sheet(actor: Actor, instrument_id: uuid.UUID, **chosen: str) -> ActorSheet:
    """What an actor or host plays by. Needs `view_keys`: a cue that is known beforehand shows nothing."""
    require(actor, Capability.VIEW_KEYS)
    exercise = exercise_of(instrument(actor, instrument_id))
    return actor_sheet(exercise, **_chosen(exercise, **chosen))


def exercise_card(actor: Actor, instrument_id: uuid.UUID, **chosen: str) -> RaterCard:
    """The card that raters mark, with its anchors. Needs `view_keys`."""
    require(actor, Capability.VIEW_KEYS)
    exercise = exercise_of(instrument(actor, instrument_id))
    return rater_card(exercise, **_chosen(exercise, **chosen))


class _Chosen(TypedDict):
    language: str
    form: str
    variant: Variant


def _chosen(exercise: Exercise, *, language: str = "", form: str = "", variant: str = "") -> _Chosen:
    return {
        "language": language or exercise.header.default_language,
        "form": form or exercise.structure.forms[0],
        "variant": cast(Variant, variant or exercise.structure.variants[0]),
    }


def summaries(actor: Actor, rows: Iterable[InstrumentVersion], *, language: str = "") -> list[InstrumentSummary]:
    """Summaries of instruments, with one query for all statuses and one for all models."""
    listed = list(rows)
    steps = latest_steps(actor, {row.structure_hash for row in listed})
    bases = _bases(listed)
    newest = _newest_versions(actor, {row.code for row in listed})
    return [
        _summary(
            row,
            language=language,
            steps=steps,
            basis=bases.get(row.pk, ""),
            superseded=newest[row.organisation_id, row.code] != row.version,
        )
        for row in listed
    ]


def _newest_versions(actor: Actor, codes: set[str]) -> dict[tuple[uuid.UUID | None, str], str]:
    """The highest version of each code, the organisation's own and the shipped ones apart."""
    rows = visible_instruments(actor).filter(code__in=codes).values_list("organisation_id", "code", "version")
    newest: dict[tuple[uuid.UUID | None, str], str] = {}
    for organisation_id, code, version in rows:
        known = newest.get((organisation_id, code), version)
        newest[organisation_id, code] = max(known, version, key=_version_number)
    return newest


def _version_number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _summary(
    row: InstrumentVersion,
    *,
    language: str,
    steps: Mapping[tuple[str, str, str], LadderStep],
    basis: str,
    superseded: bool,
) -> InstrumentSummary:
    definition = published_definition(row)
    chosen = language if language in definition.locales else definition.header.default_language
    words = definition.locales[chosen]
    return InstrumentSummary(
        id=row.pk,
        code=row.code,
        version=row.version,
        kind=row.kind,
        audience=definition.header.audience,
        short_form_of=_long_form(definition),
        superseded=superseded,
        shipped=row.is_shipped,
        title=words.title,
        summary=words.summary,
        language=chosen,
        languages=tuple(sorted(definition.locales)),
        minutes=definition.minutes,
        entries=_entries(definition),
        structure_hash=row.structure_hash,
        content_hashes=row.content_hashes,
        units=tuple(
            _standing(
                row, definition, unit, language=chosen, step=steps.get((row.structure_hash, unit, chosen)), basis=basis
            )
            for unit in units_in(definition, chosen)
        ),
    )


def _entries(definition: Instrument) -> int:
    if isinstance(definition, Exercise):
        return len(definition.rows)
    return len(definition.items if isinstance(definition, Questionnaire) else definition.scenarios)


def _long_form(definition: Instrument) -> str:
    if isinstance(definition, Exercise):
        return ""
    long = definition.header.short_form_of
    return f"{long.code} {long.version}" if long else ""


def units_in(definition: Instrument, language: str) -> tuple[str, ...]:
    """The units that a language has words for: of a situational test, dimensions whose sections it covers."""
    if isinstance(definition, SituationalTest):
        covered = definition.sections_in(language)
        left_out = {
            unit for scenario in definition.scenarios if scenario.section not in covered for unit in scenario.dimensions
        }
        return tuple(unit for unit in definition.units if unit not in left_out)
    return definition.units


def _standing(
    row: InstrumentVersion,
    definition: Instrument,
    unit: str,
    *,
    language: str,
    step: LadderStep | None,
    basis: str,
) -> UnitStanding:
    dimension, kind, name, entries = _unit_words(definition, unit, language)
    return UnitStanding(
        unit=unit,
        dimension=dimension,
        kind=kind,
        name=name,
        entries=entries,
        status=Status(step.status) if step else Status.DRAFT,
        basis=basis or ModelBasis.ASSUMED,
        words_changed=step is not None and step.content_hash != row.content_hashes.get(language),
    )


def _unit_words(definition: Instrument, unit: str, language: str) -> tuple[str, str, str, int]:
    if isinstance(definition, Questionnaire):
        scale = next(scale for scale in definition.scales if scale.code == unit)
        words = definition.locales[language].scales[unit]
        return scale.dimension, scale.kind, words.name, len(definition.items_of(unit))
    if isinstance(definition, Exercise):
        block = definition.block(unit)
        return block.dimension or "", "", definition.locales[language].blocks[unit].title, len(block.rows)
    scenarios = [scenario for scenario in definition.scenarios if unit in scenario.dimensions]
    return unit, "", unit, len(scenarios)


def latest_steps(actor: Actor, structure_hashes: set[str]) -> dict[tuple[str, str, str], LadderStep]:
    """The last step of every unit that has one, by (structure hash, unit, language)."""
    rows = (
        visible_ladder_steps(actor)
        .filter(structure_hash__in=structure_hashes)
        .order_by("structure_hash", "unit", "language", "-created_at", "-id")
        .distinct("structure_hash", "unit", "language")
    )
    return {(row.structure_hash, row.unit, row.language): row for row in rows}


def ladder_statuses(instrument: InstrumentVersion, language: str) -> dict[str, Status]:
    """Status of every unit of an instrument in one language, for scoring: a unit without a step is a draft."""
    rows = (
        LadderStep.objects.filter(structure_hash=instrument.structure_hash, language=language)
        .order_by("unit", "-created_at", "-id")
        .distinct("unit")
    )
    recorded = {row.unit: Status(row.status) for row in rows}
    return {unit: recorded.get(unit, Status.DRAFT) for unit in published_definition(instrument).units}


def ladder(actor: Actor, instrument_id: uuid.UUID) -> QuerySet[LadderStep]:
    """Every recorded step of an instrument's structure, newest first, shipped ones included."""
    row = instrument(actor, instrument_id)
    steps = visible_ladder_steps(actor).filter(structure_hash=row.structure_hash)
    return steps.annotate(decider=F("decided_by__name"))


def scoring_models(actor: Actor, instrument_id: uuid.UUID) -> QuerySet[ScoringModelVersion]:
    """Scoring models of an instrument, newest first. Needs `view_keys`."""
    require(actor, Capability.VIEW_KEYS)
    return (
        visible_scoring_models(actor).filter(instrument=instrument(actor, instrument_id)).order_by("-created_at", "id")
    )


def scoring_model(actor: Actor, model_id: uuid.UUID) -> ScoringModelVersion:
    """One published scoring model, or `NotFoundError`."""
    row = visible_scoring_models(actor).filter(pk=model_id).first()
    if row is None:
        raise NotFoundError
    return row


def current_scoring_model(instrument_id: uuid.UUID) -> ScoringModelVersion:
    """The model that scores an instrument now: the organisation's newest, else the newest that is shipped.

    For scoring in the open organisation's context; it is not shown to anybody.
    """
    row = (
        ScoringModelVersion.objects.filter(instrument_id=instrument_id)
        .order_by(F("organisation_id").desc(nulls_last=True), "-created_at", "-id")
        .first()
    )
    if row is None:
        raise NotFoundError("The instrument has no scoring model.", "instrument")
    return row


def units_signed_before(instrument_ids: Iterable[uuid.UUID], signed_at: datetime) -> set[tuple[uuid.UUID, str]]:
    """Scales, by instrument, whose line moved after that moment: bands signed before it stand on another line."""
    rows = ScoringModelVersion.objects.filter(instrument_id__in=list(instrument_ids), created_at__gt=signed_at)
    listed = rows.values_list("instrument_id", "units_to_sign")
    return {(instrument_id, unit) for instrument_id, units in listed for unit in units}


def norm_groups(actor: Actor, instrument_id: uuid.UUID, unit: str, language: str) -> QuerySet[NormGroup]:
    """Norm groups of one scale, newest first."""
    rows = visible_norm_groups(actor).filter(instrument_id=instrument_id, unit=unit, language=language)
    return rows.order_by("-created_at", "id")


def scoring_model_by_hash(instrument_id: uuid.UUID, model_hash: str) -> ScoringModelVersion:
    """The model with which something was scored."""
    row = ScoringModelVersion.objects.filter(instrument_id=instrument_id, model_hash=model_hash).first()
    if row is None:
        raise NotFoundError("There is no scoring model with this hash.", "model_hash")
    return row


def model_of(row: ScoringModelVersion) -> ScoringModel:
    """The engine's model; its hash is checked while it is read."""
    return parse_model(row.text, place=f"scoring model {row.pk}").model


def _bases(rows: list[InstrumentVersion]) -> dict[uuid.UUID, str]:
    models = ScoringModelVersion.objects.filter(instrument__in=rows).order_by("created_at", "id")
    return {row.instrument_id: row.basis for row in models.only("instrument_id", "basis")}


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


def framework(actor: Actor, code: str, version: str = "") -> FrameworkVersion:
    """A dimension library; the newest published version unless one is named."""
    rows = visible_frameworks(actor).filter(code=code)
    row = (rows.filter(version=version) if version else rows).order_by("-created_at", "-id").first()
    if row is None:
        raise NotFoundError("There is no such dimension library.", "framework")
    return row


def library_of(framework: FrameworkVersion) -> DimensionLibrary:
    """The dimension library as the engine's frozen class."""
    return DimensionLibrary.model_validate(framework.document)


@dataclass(frozen=True)
class DimensionEntry:
    """One dimension of a library with its words in one language."""

    code: str
    kind: str
    words: DimensionWords


def dimension_entries(library: DimensionLibrary, language: str) -> list[DimensionEntry]:
    """Every dimension of a library in one language, or in its default language where that has none."""
    return [DimensionEntry(code, kind, library.words_for(code, language)) for code, kind in library.kinds.items()]
