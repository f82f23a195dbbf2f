"""Reading what is to be scored, and scores."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from backend.campaigns.models import Campaign, CampaignInstrument
from backend.cultures.models import DimensionTarget
from backend.kernel.tenancy import Actor
from backend.library.enums import DimensionKind
from backend.library.models import InstrumentVersion
from backend.library.selectors.instruments import definition_of, exercise_of
from backend.library.selectors.ladder import ladder_statuses
from backend.library.selectors.scoring_models import current_scoring_model, model_of, scoring_model_by_hash
from backend.ratings.selectors.first_ratings import RatedExercise
from backend.scores.enums import Method
from backend.scores.models import RatingScore, ScaleScore
from backend.scores.policies import visible_scores
from backend.sittings.enums import SittingStatus
from backend.sittings.models import Sitting
from backend.sittings.selectors.answers import answers_of
from scoring.definitions.questionnaires import Questionnaire
from scoring.models.protocol import ScoringModel
from scoring.quality.flags import QualityPolicy, Signs, quality_flags
from scoring.quality.patterns import longest_runs, missing_shares, response_variability


@dataclass(frozen=True)
class ScoredInstrument:
    """An instrument as far as scoring needs it: what it is, and the dimension of every unit that is given.

    A unit none of whose sections is given was not asked about, and so has no score, not a missing one.
    """

    id: uuid.UUID
    structure_hash: str
    method: Method
    dimension_of: Mapping[str, str]


def scored_instruments_of(campaign_id: uuid.UUID) -> list[ScoredInstrument]:
    """The instruments of a campaign's battery, in their order."""
    battery = CampaignInstrument.objects.filter(campaign_id=campaign_id).select_related("instrument_version")
    return [_scored_instrument(entry) for entry in battery.order_by("position")]


def _scored_instrument(entry: CampaignInstrument) -> ScoredInstrument:
    row = entry.instrument_version
    definition, sections = definition_of(row), set(entry.sections)
    if isinstance(definition, Questionnaire):
        method = Method.QUESTIONNAIRE
        given = {item.scale for item in definition.items if item.section in sections}
        dimensions = {scale.code: scale.dimension for scale in definition.scales if scale.code in given}
    else:
        method = Method.SITUATIONAL
        shown = [scenario for scenario in definition.scenarios if scenario.section in sections]
        dimensions = {dimension: dimension for scenario in shown for dimension in scenario.dimensions}
    return ScoredInstrument(row.pk, row.structure_hash, method, dimensions)


def model_that_scores(instrument: ScoredInstrument, language: str) -> ScoringModel:
    """The current model of an instrument, with the ladder status of every scale in this language."""
    statuses = ladder_statuses(InstrumentVersion.objects.get(pk=instrument.id), language)
    return model_of(current_scoring_model(instrument.id)).with_status(statuses)


def model_that_scored(instrument: ScoredInstrument, model_hash: str) -> ScoringModel:
    """The model with this hash, as it was when something was scored with it."""
    return model_of(scoring_model_by_hash(instrument.id, model_hash))


def campaigns_with_scores() -> list[uuid.UUID]:
    """Campaigns of the open organisation that have current scores, for recomputation."""
    scales = ScaleScore.objects.filter(superseded=False).values_list("sitting__campaign_id", flat=True)
    ratings = RatingScore.objects.filter(superseded=False).values_list("plan__campaign_id", flat=True)
    return sorted({*scales, *ratings})


def campaigns_scored_with(instrument_id: uuid.UUID) -> list[uuid.UUID]:
    """Campaigns that have current scores of this instrument version."""
    rows = ScaleScore.objects.filter(instrument_version_id=instrument_id, superseded=False)
    return sorted(set(rows.order_by().values_list("sitting__campaign_id", flat=True).distinct()))


def current_scores(sitting_ids: Iterable[uuid.UUID]) -> QuerySet[ScaleScore]:
    """Current scores of sittings, for scoring and fit inside the open organisation."""
    return ScaleScore.objects.filter(sitting_id__in=list(sitting_ids), superseded=False).order_by(
        "sitting_id", "dimension", "unit"
    )


def scores_of_sitting(actor: Actor, sitting_id: uuid.UUID) -> QuerySet[ScaleScore]:
    """Current scores of one sitting, for those who may see results."""
    return visible_scores(actor).filter(sitting_id=sitting_id, superseded=False).order_by("dimension", "unit")


def campaign_of_ended(sitting_id: uuid.UUID) -> uuid.UUID | None:
    """The campaign of a sitting that has ended and may be scored; None otherwise."""
    ended = Sitting.objects.filter(pk=sitting_id, status__in=[SittingStatus.SUBMITTED, SittingStatus.EXPIRED])
    return ended.values_list("campaign_id", flat=True).first()


def answers_for_a_supplier(sitting_id: uuid.UUID) -> bool:
    """Whether a sitting is a respondent's: those are never scored one by one, only as a group."""
    return Sitting.objects.filter(pk=sitting_id, invitation__respondent__isnull=False).exists()


def sittings_of_candidate(candidate_id: uuid.UUID) -> list[uuid.UUID]:
    """Every sitting of a candidate, in whatever state."""
    return list(Sitting.objects.filter(invitation__candidate_id=candidate_id).values_list("pk", flat=True))


@dataclass(frozen=True)
class AnswerQuality:
    """Signs of careless answering in one sitting. Two families or more invite a retake or a talk, never a refusal."""

    families: tuple[str, ...]
    invites_talk: bool


def answer_quality(actor: Actor, sitting_id: uuid.UUID) -> AnswerQuality | None:
    """What the pattern of one sitting's answers shows; None before it has been scored. Needs `view_results`.

    A sign that needs a reference group (Mahalanobis) or trusted times is not looked at for one person.
    """
    if not scores_of_sitting(actor, sitting_id).exists():
        return None
    families: set[str] = set()
    for answered in answers_of(sitting_id):
        instrument = InstrumentVersion.objects.get(pk=answered.instrument_version_id)
        definition = definition_of(instrument)
        if isinstance(definition, Questionnaire):
            families |= _families_shown(model_of(current_scoring_model(instrument.pk)), answered.answers)
    return AnswerQuality(tuple(sorted(families)), len(families) >= QualityPolicy().families)


def _families_shown(model: ScoringModel, answers: Mapping[str, int | str]) -> set[str]:
    given = np.array([[answers.get(item, np.nan) for item in model.items]], dtype=np.float64)
    _, lowest, highest = model.keys
    if lowest is None or highest is None:
        return set()
    signs = Signs(
        longstring=longest_runs(given),
        irv=response_variability(given),
        missing_share=missing_shares(given),
        mahalanobis_p=np.full(1, np.nan),
        n_items=len(model.items),
        answer_range=float(highest - lowest),
    )
    return {str(family) for family in quality_flags(signs).families[0]}


@dataclass(frozen=True)
class ExerciseInScoring:
    """An exercise as far as scoring needs it: its method, how far its blocks have come, which dimensions are styles."""

    method: str
    structure_hash: str
    statuses: Mapping[str, str]
    styles: frozenset[str]

    def is_grade_of_style(self, dimension: str, mark: str) -> bool:
        """Whether a mark says how well a style was handled, which is a grade and no position on it."""
        return mark == "skill" and dimension in self.styles


_METHODS = {"role_play": Method.ROLE_PLAY, "immersion_day": Method.IMMERSION}


def exercise_in_scoring(rated: RatedExercise) -> ExerciseInScoring:
    """The exercise that was rated; which of its dimensions are styles, the campaign's signed definition says."""
    version = InstrumentVersion.objects.get(pk=rated.exercise_id)
    exercise = exercise_of(version)
    steps = ladder_statuses(version, rated.language)
    targets = DimensionTarget.objects.filter(
        version__pk__in=Campaign.objects.filter(pk=rated.campaign_id).values("definition_version_id")
    )
    styles = set(targets.filter(kind=DimensionKind.STYLE).values_list("code", flat=True))
    return ExerciseInScoring(
        method=_METHODS[exercise.structure.format],
        structure_hash=version.structure_hash,
        statuses={unit: str(status) for unit, status in steps.items()},
        styles=frozenset(styles | {row.dimension for row in exercise.rows if row.mark == "style"}),
    )


def current_rating_scores(plan_ids: Iterable[uuid.UUID]) -> QuerySet[RatingScore]:
    """Current grades and positions of exercises, for scoring and fit inside the open organisation."""
    rows = RatingScore.objects.filter(plan_id__in=list(plan_ids), superseded=False)
    return rows.order_by("plan_id", "unit", "dimension", "mark")
