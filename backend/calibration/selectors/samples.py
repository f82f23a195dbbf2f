"""Whose answers can be looked at, and those answers as the engine takes them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Count, Max, Min, Q, QuerySet

from backend.calibration.enums import Population
from backend.calibration.errors import SampleRefusedError
from backend.calibration.models import CalibrationRun, Sample
from backend.calibration.policies import visible_samples
from backend.campaigns.enums import CampaignKind
from backend.campaigns.models import Campaign, CampaignInstrument
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.models import InstrumentVersion
from backend.library.selectors.instruments import definition_of, scale_layouts
from backend.sittings.enums import Origin, SittingStatus
from backend.sittings.models import ResponseImport, Sitting
from backend.sittings.selectors.answers import answers_of_sittings
from scoring.definitions.questionnaires import Questionnaire
from scoring.definitions.standing import OriginCounts
from scoring.linalg import FloatMatrix
from scoring.models.layout import ScaleLayout

MOST_FOR_A_CHECK = 2_000
ENDED = (SittingStatus.SUBMITTED, SittingStatus.EXPIRED)


@dataclass(frozen=True)
class AnswerSource:
    """The finished sittings of one campaign in one language."""

    campaign_id: uuid.UUID
    title: str
    language: str
    real: int
    simulated: int
    first: date | None
    last: date | None


def answer_sources(instrument_id: uuid.UUID) -> list[AnswerSource]:
    """Every campaign in which people have finished this instrument version: what a sample can be drawn from now.

    Sittings that end tomorrow are counted tomorrow; nothing has to be started for it.
    """
    rows = (
        _finished(instrument_id)
        .values("campaign_id", "campaign__title", "language")
        .annotate(
            real=Count("id", filter=Q(origin=Origin.REAL)),
            simulated=Count("id", filter=Q(origin=Origin.SIMULATED)),
            first=Min("submitted_at"),
            last=Max("submitted_at"),
        )
        .order_by("campaign__title", "campaign_id", "language")
    )
    return [
        AnswerSource(
            row["campaign_id"], row["campaign__title"], row["language"], row["real"], row["simulated"],
            row["first"] and row["first"].date(), row["last"] and row["last"].date(),
        )
        for row in rows
    ]  # fmt: skip


def _finished(instrument_id: uuid.UUID) -> QuerySet[Sitting]:
    campaigns = CampaignInstrument.objects.filter(instrument_version_id=instrument_id).values("campaign_id")
    return Sitting.objects.filter(campaign_id__in=campaigns, status__in=ENDED)


def finished_sittings(
    instrument_id: uuid.UUID, language: str, campaign_ids: Sequence[uuid.UUID]
) -> list[tuple[uuid.UUID, str]]:
    """Id and origin of finished sittings in a fixed order that does not depend on when they were stored twice.

    Imported people stand by their code and takers by their candidate, so that the same file gives the same order.
    """
    rows = _finished(instrument_id).filter(language=language)
    if campaign_ids:
        rows = rows.filter(campaign_id__in=campaign_ids)
    ordered = rows.order_by("campaign__created_at", "participant__code", "invitation__candidate_id", "id")
    return list(ordered.values_list("id", "origin"))


def samples(actor: Actor, instrument_id: uuid.UUID) -> QuerySet[Sample]:
    """Samples of any version of an instrument, newest first: a shorter version may be looked at on the same answers."""
    code = InstrumentVersion.objects.filter(pk=instrument_id).values("code")
    return visible_samples(actor).filter(instrument_version__code__in=code).order_by("-created_at", "id")


def drawn_otherwise(sitting_ids: Sequence[uuid.UUID], population: str) -> Sample | None:
    """A sample in which one of these people stands as an applicant where now as an incumbent, or the other way round.

    Volunteers are neither.
    """
    apart = {Population.APPLICANTS, Population.INCUMBENTS}
    others = apart - {Population(population)} if population in apart else set()
    rows = Sample.objects.filter(population__in=others, sitting_ids__overlap=list(sitting_ids))
    return rows.defer("sitting_ids", "part_numbers").order_by("-created_at").first()


def vacancies_among(campaign_ids: Sequence[uuid.UUID]) -> list[str]:
    """Titles of the campaigns that invited people for a vacancy: whoever answered there is an applicant."""
    rows = Campaign.objects.filter(pk__in=list(campaign_ids), kind=CampaignKind.VACANCY)
    return list(rows.order_by("title").values_list("title", flat=True))


def sample(actor: Actor, sample_id: uuid.UUID) -> Sample:
    """One sample, or `NotFoundError`."""
    row = visible_samples(actor).select_related("instrument_version").filter(pk=sample_id).first()
    if row is None:
        raise NotFoundError
    return row


def layouts_on_sample(instrument: InstrumentVersion, sample: Sample) -> tuple[ScaleLayout, ...]:
    """The scales of an instrument version, all of whose items the sample's version has with the same words and format.

    Raises
    ------
    SampleRefusedError : an item that was not asked, or was asked otherwise; names the nearest one.
    """
    wanted, asked = _questionnaire(instrument), _questionnaire(sample.instrument_version)
    if instrument.pk != sample.instrument_version_id:
        _refuse_other_items(wanted, asked, sample.language)
    return tuple(scale_layouts(wanted))


def layouts_of(instrument: InstrumentVersion) -> tuple[ScaleLayout, ...]:
    """The scales of a questionnaire; `SampleRefusedError` for any other instrument."""
    return tuple(scale_layouts(_questionnaire(instrument)))


def _questionnaire(instrument: InstrumentVersion) -> Questionnaire:
    definition = definition_of(instrument)
    if not isinstance(definition, Questionnaire):
        raise SampleRefusedError(
            "Only questionnaires are calibrated here.", "Situational tests have gates of their own.", "instrument_id"
        )
    return definition


def _refuse_other_items(wanted: Questionnaire, asked: Questionnaire, language: str) -> None:
    known = {item.code: item for item in asked.items}
    for item in wanted.items:
        former = known.get(item.code)
        if former is None or _words(wanted, item, language) != _words(asked, former, language):
            raise SampleRefusedError(
                f'The people of this sample were not asked item "{item.code}" in these words.',
                "Choose a sample of this version, or keep the words of the version they answered.",
                "sample_id",
            )


def _words(definition: Questionnaire, item: Any, language: str) -> tuple[Any, ...]:
    words = definition.locales.get(language)
    values = definition.header.format_of(item.section).values
    return (values, item.key, words.items.get(item.code) if words else None)


def answers_by_scale(
    sample: Sample, layouts: Sequence[ScaleLayout], rows: Sequence[uuid.UUID]
) -> tuple[list[uuid.UUID], dict[str, FloatMatrix]]:
    """Answers of the named sittings, (people, items) by scale as they were given; who was erased is left out."""
    found = {
        one.sitting_id: one.answers
        for one in answers_of_sittings(rows)
        if one.instrument_version_id == sample.instrument_version_id
    }
    present = [row for row in rows if row in found]
    return present, {layout.name: _matrix([found[row] for row in present], layout) for layout in layouts}


def _matrix(answers: Sequence[Mapping[str, Any]], layout: ScaleLayout) -> FloatMatrix:
    return np.array(
        [[_number(one.get(item)) for item in layout.item_names] for one in answers], dtype=np.float64
    ).reshape(len(answers), len(layout.item_names))


def _number(answer: Any) -> float:
    return float(answer) if isinstance(answer, (int, float)) else np.nan


def origins_of(sitting_ids: Sequence[uuid.UUID]) -> OriginCounts:
    """Rows by origin, as the sittings themselves say it."""
    counts = dict(
        Sitting.objects.filter(pk__in=list(sitting_ids)).order_by().values_list("origin").annotate(n=Count("id"))
    )
    real = counts.get(Origin.REAL, 0)
    return OriginCounts(real=real, simulated=sum(counts.values()) - real)


def campaign_at_milestone(sitting_id: uuid.UUID, milestones: Sequence[int]) -> uuid.UUID | None:
    """The campaign of a real sitting, if one of its instruments has just as many real answers as a milestone says."""
    campaign_id = (
        Sitting.objects.filter(pk=sitting_id, origin=Origin.REAL).values_list("campaign_id", flat=True).first()
    )
    if campaign_id is None:
        return None
    battery = CampaignInstrument.objects.filter(campaign_id=campaign_id).values_list("instrument_version_id", flat=True)
    counts = (_finished(instrument_id).filter(origin=Origin.REAL).count() for instrument_id in battery)
    return campaign_id if any(count in milestones for count in counts) else None


def real_answers(campaign_id: uuid.UUID) -> list[tuple[uuid.UUID, str, dict[str, FloatMatrix]]]:
    """Finished real answers to the questionnaires of a campaign: instrument, language, (people, items) by scale."""
    battery = CampaignInstrument.objects.filter(campaign_id=campaign_id).select_related("instrument_version")
    found = []
    for entry in battery:
        definition = definition_of(entry.instrument_version)
        if not isinstance(definition, Questionnaire):
            continue
        rows = _finished(entry.instrument_version_id).filter(origin=Origin.REAL).order_by("id")
        for language in sorted(set(rows.order_by().values_list("language", flat=True).distinct())):
            own = rows.filter(language=language).values_list("pk", flat=True)[:MOST_FOR_A_CHECK]
            answers = [
                one.answers
                for one in answers_of_sittings(own)
                if one.instrument_version_id == entry.instrument_version_id
            ]
            by_scale = {layout.name: _matrix(answers, layout) for layout in scale_layouts(definition)}
            found.append((entry.instrument_version_id, language, by_scale))
    return found


def people_of(sitting_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Who sat, under a key that is the same when the same file is imported twice."""
    rows = Sitting.objects.filter(pk__in=list(sitting_ids)).values_list(
        "pk", "participant__source_id", "participant__code", "invitation__candidate_id"
    )
    listed = list(rows)
    hashes = dict(
        ResponseImport.objects.filter(pk__in={row[1] for row in listed if row[1]}).values_list("pk", "file_hash")
    )
    return {row[0]: f"{hashes.get(row[1], row[1])}:{row[2]}" if row[1] else str(row[3] or row[0]) for row in listed}


def looks_at(run: CalibrationRun) -> dict[str, int]:
    """How often each scale's hold-out was looked at, this run included: once for every earlier run of the same
    instrument that confirmed the scale on one of the same people.
    """
    hold_out = hold_out_people(run.sample, run.confirm_part)
    earlier = (
        CalibrationRun.objects.filter(instrument_version__code=run.instrument_version.code, status="succeeded")
        .exclude(pk=run.pk)
        .select_related("sample")
        .only("confirm_part", "sample", "figures")
    )
    looks: dict[str, int] = {}
    for former in earlier:
        if hold_out & hold_out_people(former.sample, former.confirm_part):
            for entry in former.figures.get("structure", ()):
                looks[entry["scale"]] = looks.get(entry["scale"], 1) + 1
    return looks


def hold_out_people(sample: Sample, part: int) -> set[str]:
    """Keys of the people in one part of a sample."""
    rows = [row for row, at in zip(sample.sitting_ids, sample.part_numbers, strict=True) if at == part]
    return set(people_of(rows).values())
