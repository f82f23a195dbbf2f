"""The debrief room: all marks of an exercise side by side, once they are sealed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from backend.campaigns.selectors import seat_of
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.ratings.enums import IN_PLAY
from backend.ratings.models import ExercisePlan, Observation, Rating, RatingRevision, Scorecard, Submission
from backend.ratings.policies import visible_debriefs, visible_submissions
from backend.ratings.selectors.exercises import card_of
from backend.ratings.selectors.plans import with_cards
from scoring.definitions.exercise_sheets import CardBlock, CardRow, CardValue

WIDE_GAP = 2


@dataclass(frozen=True)
class RevisedMark:
    """What a rater came to think, and why."""

    value: int | None
    reason: str
    at: datetime


@dataclass(frozen=True)
class MarkOfRater:
    """One rater's first mark on a row, and how it was revised."""

    rating_id: uuid.UUID
    card_id: uuid.UUID
    value: int | None
    revisions: tuple[RevisedMark, ...]

    @property
    def now(self) -> int | None:
        """What the rater thinks now."""
        return self.revisions[-1].value if self.revisions else self.value


@dataclass(frozen=True)
class RowOfMarks:
    """A row of the card with everybody's marks. `gap` is between the highest and the lowest first mark."""

    block: str
    block_title: str
    sheet: CardRow
    marks: tuple[MarkOfRater, ...]

    @property
    def gap(self) -> int | None:
        """None where fewer than two raters have seen it."""
        return gap_of([mark.value for mark in self.marks])

    @property
    def gap_now(self) -> int | None:
        """The same after the revisions."""
        return gap_of([mark.now for mark in self.marks])

    @property
    def wide(self) -> bool:
        """Whether it has to be talked about."""
        return self.gap is not None and self.gap >= WIDE_GAP


@dataclass(frozen=True)
class CardInDebrief:
    """One rater's seat: whether the card is in, and what is on it once it is sealed."""

    card: Scorecard
    submission: Submission | None


@dataclass(frozen=True)
class Debrief:
    """An exercise before its panel. Before the seal there are no rows, and no submission on any card."""

    plan: ExercisePlan
    cards: tuple[CardInDebrief, ...]
    rows: tuple[RowOfMarks, ...]
    confidence: tuple[CardValue, ...]
    is_chair: bool
    own_card_id: uuid.UUID | None


def gap_of(values: Sequence[int | None]) -> int | None:
    """How far the highest and the lowest mark are apart; None below two marks."""
    seen = [value for value in values if value is not None]
    return max(seen) - min(seen) if len(seen) >= 2 else None


def debrief_before(actor: Actor, plan_id: uuid.UUID) -> Debrief:
    """One debrief room, or `NotFoundError`. Before the seal it holds who is in and who is not, and nothing else."""
    plan = with_cards(visible_debriefs(actor)).filter(pk=plan_id).first()
    if plan is None:
        raise NotFoundError
    counting = _counting_submissions(actor, plan)
    cards = tuple(CardInDebrief(card, counting.get(card.pk)) for card in plan.cards.all())
    seat = seat_of(plan.campaign_id, actor.membership_id)
    own = [card.pk for card in plan.cards.all() if card.membership_id == actor.membership_id and card.status in IN_PLAY]
    return Debrief(
        plan=plan,
        cards=cards,
        rows=_rows(plan, counting) if counting else (),
        confidence=card_of(plan).confidence,
        is_chair=seat is not None and seat.is_chair,
        own_card_id=own[0] if own else None,
    )


def _counting_submissions(actor: Actor, plan: ExercisePlan) -> dict[uuid.UUID, Submission]:
    """The submission that counts of every card: its last one. Empty before the seal."""
    revisions = RatingRevision.objects.order_by("number")
    rows = (
        visible_submissions(actor)
        .filter(scorecard__plan=plan)
        .order_by("scorecard_id", "-number")
        .distinct("scorecard_id")
        .prefetch_related(
            Prefetch("ratings", queryset=Rating.objects.prefetch_related(Prefetch("revisions", queryset=revisions))),
            Prefetch("observations", queryset=Observation.objects.order_by("position")),
        )
        .select_related("recorded_by")
    )
    return {row.scorecard_id: row for row in rows}


def _rows(plan: ExercisePlan, counting: dict[uuid.UUID, Submission]) -> tuple[RowOfMarks, ...]:
    sheet = card_of(plan)
    cards = [card for card in plan.cards.all() if card.status in IN_PLAY]
    return tuple(_row(block, row, cards, counting) for block in sheet.blocks for row in block.rows)


def _row(
    block: CardBlock, row: CardRow, cards: Sequence[Scorecard], counting: dict[uuid.UUID, Submission]
) -> RowOfMarks:
    marks = [
        MarkOfRater(
            rating.pk,
            card.pk,
            rating.value,
            tuple(RevisedMark(entry.value, entry.reason, entry.created_at) for entry in rating.revisions.all()),
        )
        for card in cards
        if card.pk in counting
        for rating in counting[card.pk].ratings.all()
        if (rating.block, rating.row) == (block.code, row.code)
    ]
    return RowOfMarks(block.code, block.title, row, tuple(marks))
