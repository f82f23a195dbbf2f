"""From respondents' answers to a bidder's level and agreement, after the deadline; and again years later.

Every figure is the engine's: nothing is counted here. A respondent's "I cannot know" is a missing answer.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils import timezone

from backend.kernel.audit import record_audit_event
from backend.kernel.tenancy import Actor
from backend.people.selectors import list_of_respondent, staff_list
from backend.people.services import CONTACT, RESPONDENT
from backend.sittings.enums import Origin
from backend.sittings.selectors.answers import InstrumentAnswers, answers_of_respondents
from backend.tenders.models import FEWEST_RESPONDENTS, Bid, BidderScore, Criterion, Tender
from backend.tenders.policies import is_sealed
from backend.tenders.selectors.criteria import SupplierScale, scales_by_dimension
from backend.tenders.services.bidders import forget_contact
from backend.tenders.services.tender import CONFIDENCE
from scoring.definitions.hashing import hash_of
from scoring.errors import NoDataError
from scoring.linalg import FloatMatrix
from scoring.reliability.agreement.groups import AgreementPolicy, GroupScaleAgreement, agreement_of_scale

TOLERANCE = 1e-9
COMPARED = ("n", "mean", "se", "lower", "upper", "rwgj", "rwgj_skewed", "ad_mean", "largest_gap", "agrees")


@dataclass(frozen=True)
class Difference:
    """A stored figure that recomputation does not confirm."""

    score_id: uuid.UUID
    place: str
    stored: str
    recomputed: str


def assess_due_tenders(*, actor: Actor) -> int:
    """Assesses every tender whose deadline has passed and which has no results; gives how many. Safe to run twice."""
    due = Tender.objects.filter(frozen_at__isnull=False, deadline_at__lte=timezone.now(), bids__isnull=False)
    waiting = due.exclude(bids__scores__isnull=False).distinct()
    return sum(assess_tender(actor=actor, tender_id=tender.pk) > 0 for tender in waiting)


def assess_tender(*, actor: Actor, tender_id: uuid.UUID) -> int:
    """Writes level and agreement of every bidder on every criterion; gives how many rows are new.

    Does nothing while the tender is sealed, so that no result exists that could be seen.
    """
    tender = Tender.objects.select_for_update(of=("self",)).get(pk=tender_id)
    if is_sealed(tender):
        return 0
    fresh = bidder_scores(tender)
    written = [row for row in fresh if _is_news(row)]
    for row in written:
        BidderScore.objects.filter(bid_id=row.bid_id, criterion_id=row.criterion_id).update(superseded=True)
    BidderScore.objects.bulk_create(written)
    if written:
        details = {"scores": len(written), "bids": len({row.bid_id for row in written})}
        record_audit_event(actor=actor, action="tender.assessed", subject=tender, details=details)
    return len(written)


def _is_news(row: BidderScore) -> bool:
    names = ("answers_hash", "structure_hash", "status", "n", "mean", "se")
    current = BidderScore.objects.filter(bid_id=row.bid_id, criterion_id=row.criterion_id, superseded=False).first()
    return current is None or any(getattr(current, name) != getattr(row, name) for name in names)


def bidder_scores(tender: Tender) -> list[BidderScore]:
    """What every bidder's respondents say now, as rows not yet stored."""
    scales = scales_by_dimension(tender.campaign_id)
    bids = list(tender.bids.order_by("created_at", "id"))
    people = {bid.pk: list(staff_list(bid.pk).filter(place__isnull=False).values_list("pk", flat=True)) for bid in bids}
    answered = answers_of_respondents(identifier for ids in people.values() for identifier in ids)
    return [
        _score(bid, criterion, scales[criterion.dimension], _answers(people[bid.pk], answered), len(people[bid.pk]))
        for criterion in tender.criteria.all()
        for bid in bids
    ]


def _answers(
    people: Sequence[uuid.UUID], answered: Mapping[uuid.UUID, Sequence[InstrumentAnswers]]
) -> list[InstrumentAnswers]:
    return [entry for person in people for entry in answered.get(person, ())]


def _score(
    bid: Bid, criterion: Criterion, scale: SupplierScale, given: Sequence[InstrumentAnswers], drawn: int
) -> BidderScore:
    mine = [one for one in given if one.instrument_version_id == scale.instrument_version_id]
    table = keyed_answers(scale, [one.answers for one in mine])
    policy = AgreementPolicy()
    counted = table[(~np.isnan(table)).mean(axis=1) >= policy.min_answered] if mine else table
    row = BidderScore(
        bid=bid,
        criterion=criterion,
        instrument_version_id=scale.instrument_version_id,
        unit=scale.unit,
        n=len(counted),
        needed=max(policy.min_respondents, FEWEST_RESPONDENTS),
        drawn=drawn,
        population=bid.staff_count,
        n_items=len(scale.keys),
        categories=scale.categories,
        confidence=CONFIDENCE,
        status=scale.status,
        structure_hash=scale.structure_hash,
        answers_hash=hash_of([{item: one.answers.get(item) for item in sorted(scale.keys)} for one in mine]),
        origin=Origin.SIMULATED if any(one.origin == Origin.SIMULATED for one in mine) else Origin.REAL,
    )
    figures = agreement_in_group(counted, scale.categories, bid.staff_count)
    if figures is not None and figures.n >= row.needed:
        _fill_in(row, figures, counted)
    return row


def _fill_in(row: BidderScore, figures: GroupScaleAgreement, counted: FloatMatrix) -> None:
    row.mean, row.se, row.lower, row.upper = figures.mean, figures.se, figures.ci_lower, figures.ci_upper
    row.rwgj, row.rwgj_skewed = _or_none(figures.rwgj), _or_none(figures.rwgj_skewed)
    row.ad_mean, row.largest_gap = _or_none(figures.ad_mean), _or_none(figures.largest_gap)
    row.agrees = figures.agrees
    row.respondent_means = sorted(float(mean) for mean in np.nanmean(counted, axis=1))


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else value


def keyed_answers(scale: SupplierScale, answers: Sequence[Mapping[str, int | str]]) -> FloatMatrix:
    """(respondents, items) answers with 1 the low end or pole B; "I cannot know" and no answer are NaN."""
    table = np.full((len(answers), len(scale.keys)), np.nan)
    for row, given in enumerate(answers):
        for column, (item, key) in enumerate(scale.keys.items()):
            value = given.get(item)
            if isinstance(value, int):
                table[row, column] = value if key == "a" else scale.categories + 1 - value
    return table


def agreement_in_group(table: FloatMatrix, categories: int, population: int | None) -> GroupScaleAgreement | None:
    """The engine's figures for one group; None where nobody answered enough."""
    if not len(table):
        return None
    groups = np.zeros(len(table), dtype=np.int64)
    try:
        scale = agreement_of_scale(
            table, groups, labels=("bidder",), categories=categories, confidence=CONFIDENCE, populations=(population,)
        )
    except NoDataError:
        return None
    return scale.groups[0]


def recompute_tender(*, tender_id: uuid.UUID) -> tuple[int, list[Difference]]:
    """Computes every current score of a tender again from stored answers. Writes nothing.

    Gives how many scores were checked, and those whose hash differs or whose figures differ by more than 1e-9.
    """
    tender = Tender.objects.get(pk=tender_id)
    fresh = {(row.bid_id, row.criterion_id): row for row in bidder_scores(tender)}
    stored = list(BidderScore.objects.filter(bid__tender=tender, superseded=False))
    differences = [difference for row in stored for difference in _compare(row, fresh[(row.bid_id, row.criterion_id)])]
    return len(stored), differences


def _compare(stored: BidderScore, fresh: BidderScore) -> list[Difference]:
    found = []
    for name in ("answers_hash", "structure_hash", *COMPARED):
        old, new = getattr(stored, name), getattr(fresh, name)
        same = abs(old - new) <= TOLERANCE if isinstance(old, float) and isinstance(new, float) else old == new
        if not same:
            found.append(Difference(stored.pk, name, repr(old), repr(new)))
    return found


def erase_own_rows(kind: str, person_id: uuid.UUID) -> int:
    """What tenders keep about a person. Registered as an eraser in `config`.

    Of a respondent: the dots of the group they answered in; the group's figures stay, as an aggregate. Of a contact:
    their links and mails.
    """
    if kind == CONTACT:
        return forget_contact(person_id)
    if kind != RESPONDENT:
        return 0
    return (
        BidderScore.objects.filter(bid_id=list_of_respondent(person_id))
        .exclude(respondent_means=[])
        .update(respondent_means=[])
    )
