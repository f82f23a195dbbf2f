"""Who watches whom do what, and every mark as it was given.

Marks are under seal until the last card is in, or the chair has closed its seat: the services show nobody a mark of
somebody else before. From then on the database lets nobody add, change or take away a first rating; a revision of the
debrief is a row of its own, and exists only then. Deleting follows the person: a trigger refuses every other deletion.
"""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from backend.kernel.tenancy import OrganisationRow, RevisedRow
from backend.ratings.enums import IN_PLAY, CardSource, CardStatus, Mark, Origin, Side

_SEALED_OF_CARD = """
SELECT plan.sealed_at IS NOT NULL INTO sealed FROM ratings_scorecard AS card
JOIN ratings_exerciseplan AS plan ON plan.id = card.plan_id WHERE card.id = {row}.scorecard_id;
"""
_SEALED_OF_SUBMISSION = """
SELECT plan.sealed_at IS NOT NULL INTO sealed FROM ratings_submission AS submission
JOIN ratings_scorecard AS card ON card.id = submission.scorecard_id
JOIN ratings_exerciseplan AS plan ON plan.id = card.plan_id WHERE submission.id = {row}.submission_id;
"""
_SEALED_OF_PLAN = """
SELECT plan.sealed_at IS NOT NULL INTO sealed FROM ratings_exerciseplan AS plan WHERE plan.id = {row}.plan_id;
"""
_REFUSED = "RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation';"


def _trigger(name: str, operation: Any, body: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=operation, declare=[("sealed", "boolean")], func=body
    )


def _only_before_sealing(find: str, operation: Any = pgtrigger.Insert) -> pgtrigger.Trigger:
    words = _REFUSED.format(words="the marks of this exercise are sealed")
    body = f"{find.format(row='NEW')} IF sealed THEN {words} END IF; RETURN NEW;"
    return _trigger("only_before_sealing", operation, body)


def _deleted_with_its_person(candidate: str) -> pgtrigger.Trigger:
    """Rows go when their candidate is marked as erased, or with a demo; `candidate` finds the candidate's id."""
    words = _REFUSED.format(words="a rating is deleted only with the person it is about")
    body = f"""
    IF EXISTS (SELECT FROM people_candidate AS person WHERE person.id = ({candidate}) AND person.erased_at IS NOT NULL)
        OR EXISTS (SELECT FROM accounts_organisation WHERE id = OLD.organisation_id AND is_demo) THEN
        RETURN OLD;
    END IF;
    {words}
    """  # noqa: S608 -- the statements of this module
    return pgtrigger.Trigger(
        name="deleted_with_its_person", when=pgtrigger.Before, operation=pgtrigger.Delete, func=body
    )


_OF_PLAN = "SELECT plan.candidate_id FROM ratings_exerciseplan AS plan WHERE plan.id = OLD.plan_id"
_OF_CARD = """SELECT plan.candidate_id FROM ratings_scorecard AS card
    JOIN ratings_exerciseplan AS plan ON plan.id = card.plan_id WHERE card.id = OLD.scorecard_id"""
_OF_SUBMISSION = """SELECT plan.candidate_id FROM ratings_submission AS submission
    JOIN ratings_scorecard AS card ON card.id = submission.scorecard_id
    JOIN ratings_exerciseplan AS plan ON plan.id = card.plan_id WHERE submission.id = OLD.submission_id"""

SEALING_IS_FINAL = f"""
IF OLD.sealed_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    {_REFUSED.format(words="the marks of this exercise are sealed")}
END IF;
IF NEW.sealed_at IS NOT NULL AND OLD.sealed_at IS NULL AND EXISTS (
    SELECT FROM ratings_scorecard AS card WHERE card.plan_id = NEW.id AND card.status = 'assigned'
) THEN
    {_REFUSED.format(words="a card is still out")}
END IF;
RETURN NEW;
"""


class ExercisePlan(RevisedRow):
    """One candidate, one exercise, one time, and the raters who watch."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey("people.Candidate", on_delete=models.PROTECT, related_name="+")
    exercise = models.ForeignKey("library.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=64)
    variant = models.CharField(max_length=16)
    language = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=1000, blank=True)
    sealed_at = models.DateTimeField(null=True, help_text="When the last card was in: from then on marks are final.")

    class Meta(RevisedRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(sealed_at=None), name="what_was_rated_is_not_cancelled"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "campaign", "candidate"], name="plans_by_candidate")]
        triggers = [
            pgtrigger.Trigger(
                name="sealing_is_final", when=pgtrigger.Before, operation=pgtrigger.Update, func=SEALING_IS_FINAL
            ),
            _deleted_with_its_person("OLD.candidate_id"),
        ]


class Scorecard(RevisedRow):
    """The card of one rater for one exercise. `advocate` speaks for the customers."""

    plan = models.ForeignKey(ExercisePlan, on_delete=models.CASCADE, related_name="cards")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    is_advocate = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=CardStatus.choices, default=CardStatus.ASSIGNED)
    submitted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When it was closed or given to somebody else.")
    reason = models.CharField(max_length=1000, blank=True, help_text="Why it was closed or given to somebody else.")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(RevisedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "plan", "membership"],
                condition=Q(status__in=IN_PLAY),
                name="one_card_per_rater_and_exercise",
            ),
            models.CheckConstraint(
                condition=~Q(status=CardStatus.SUBMITTED) | Q(submitted_at__isnull=False),
                name="a_submitted_card_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status__in=IN_PLAY) | Q(ended_at__isnull=False) & ~Q(reason=""),
                name="no_card_ends_without_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "membership", "status"], name="cards_by_rater")]
        triggers = [
            _only_before_sealing(_SEALED_OF_PLAN, pgtrigger.Insert | pgtrigger.Update),
            _deleted_with_its_person(_OF_PLAN),
        ]


class MarkEvent(OrganisationRow):
    """One value given to one place of a card, as it arrived from the rater's own device. Rows are only added."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="events")
    client = models.UUIDField()
    seq = models.PositiveIntegerField()
    item = models.CharField(max_length=140)
    value = models.JSONField(null=True)
    client_time = models.DateTimeField(help_text="Telemetry, never decisive.")
    batch = models.PositiveIntegerField(help_text="Place of its batch among all batches of the card.")

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "scorecard", "client", "seq"], name="a_mark_arrives_once")
        ]
        triggers = [_only_before_sealing(_SEALED_OF_CARD), _deleted_with_its_person(_OF_CARD)]


class Submission(OrganisationRow):
    """A card as it was handed in. A correction before sealing is the next number; the last one counts.

    `commitment` is the hash of nonce and content: it can stand in the audit trail before sealing, since without the
    nonce nobody can find out which of the few possible cards has this hash.
    """

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=8, choices=CardSource.choices)
    recorded_by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    confidence = models.PositiveSmallIntegerField()
    none_for = models.BooleanField()
    none_against = models.BooleanField()
    nonce = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "scorecard", "number"], name="submissions_are_counted"),
            models.CheckConstraint(
                condition=Q(confidence__gte=1, confidence__lte=3), name="confidence_is_one_to_three"
            ),
        ]
        triggers = [_only_before_sealing(_SEALED_OF_CARD), _deleted_with_its_person(_OF_CARD)]


class Rating(OrganisationRow):
    """One mark of a submission. `value` is None where the rater has not seen it: that is a choice, and no middle."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="ratings")
    block = models.CharField(max_length=64)
    row = models.CharField(max_length=64)
    dimension = models.CharField(max_length=64)
    mark = models.CharField(max_length=8, choices=Mark.choices)
    value = models.SmallIntegerField(null=True)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "submission", "block", "row"], name="one_rating_per_row"),
            models.CheckConstraint(
                condition=Q(value=None)
                | Q(mark=Mark.SKILL, value__gte=1, value__lte=5)
                | Q(mark=Mark.STYLE, value__gte=-2, value__lte=2),
                name="a_rating_is_on_its_scale",
            ),
        ]
        triggers = [_only_before_sealing(_SEALED_OF_SUBMISSION), _deleted_with_its_person(_OF_SUBMISSION)]


class Observation(OrganisationRow):
    """What was said or done, when, in the rater's words, and whether it speaks for or against."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="observations")
    position = models.PositiveSmallIntegerField()
    block = models.CharField(max_length=64)
    side = models.CharField(max_length=8, choices=Side.choices)
    at = models.TimeField(help_text="The clock on the wall where it happened.")
    words = models.CharField(max_length=600)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "submission", "position"], name="observations_are_counted"),
            models.CheckConstraint(condition=~Q(words=""), name="no_observation_without_words"),
        ]
        triggers = [_only_before_sealing(_SEALED_OF_SUBMISSION), _deleted_with_its_person(_OF_SUBMISSION)]


class RatingRevision(OrganisationRow):
    """What a rater came to think in the debrief, and why. The first rating stays, and is what counts."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    value = models.SmallIntegerField(null=True)
    reason = models.CharField(max_length=1000)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "rating", "number"], name="revisions_are_counted"),
            models.CheckConstraint(condition=~Q(reason=""), name="no_revision_without_a_reason"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=-2, value__lte=5), name="a_revision_is_on_a_scale"
            ),
        ]
        triggers = [
            _trigger(
                "only_after_sealing",
                pgtrigger.Insert,
                """
                SELECT plan.sealed_at IS NOT NULL INTO sealed FROM ratings_rating AS rating
                JOIN ratings_submission AS submission ON submission.id = rating.submission_id
                JOIN ratings_scorecard AS card ON card.id = submission.scorecard_id
                JOIN ratings_exerciseplan AS plan ON plan.id = card.plan_id WHERE rating.id = NEW.rating_id;
                IF NOT sealed THEN
                    RAISE EXCEPTION 'the marks of this exercise are not sealed yet'
                    USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN NEW;
                """,
            ),
            _deleted_with_its_person(
                """SELECT plan.candidate_id FROM ratings_rating AS rating
                JOIN ratings_submission AS submission ON submission.id = rating.submission_id
                JOIN ratings_scorecard AS card ON card.id = submission.scorecard_id
                JOIN ratings_exerciseplan AS plan ON plan.id = card.plan_id WHERE rating.id = OLD.rating_id"""
            ),
        ]
