"""A tender: frozen criteria, evaluators, bidders with their evidence, results as groups of people, decisions.

What was published to every bidder never changes, and nobody is asked before it is frozen: triggers hold both.
Corrections of gradings, declarations and decisions are new rows.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from backend.kernel.tenancy import OrganisationManager, OrganisationRow, RevisedRow, current_organisation_id
from backend.library.enums import DimensionKind
from backend.tenders.enums import BidOutcome, EvidenceGrade, MediaType

FEWEST_RESPONDENTS = 5
FEWEST_LEVELS = 2
FEWEST_CUSTOMER_FACING = 1

# Removing an organisation works as the owner or maintenance role; the running product is the web role.
_REMOVED_WITH_ITS_ORGANISATION = "IF TG_OP = 'DELETE' AND current_user <> 'onculture_web' THEN RETURN OLD; END IF;"
_REFUSED = "RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE ="
_RETURN = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
RULES_ARE_KEPT = f"""
    {_REMOVED_WITH_ITS_ORGANISATION}
    IF OLD.frozen_at IS NOT NULL THEN
        {_REFUSED} 'a frozen tender is never changed';
    END IF;
    {_RETURN}
"""
CRITERIA_ARE_KEPT = f"""
    {_REMOVED_WITH_ITS_ORGANISATION}
    IF EXISTS (SELECT FROM tenders_tender WHERE frozen_at IS NOT NULL
               AND id = CASE WHEN TG_OP = 'INSERT' THEN NEW.tender_id ELSE OLD.tender_id END) THEN
        {_REFUSED} 'the criteria of a frozen tender are never changed';
    END IF;
    {_RETURN}
"""
BIDS_COME_AFTER_THE_FREEZE = f"""
    IF NOT EXISTS (SELECT FROM tenders_tender WHERE id = NEW.tender_id AND frozen_at IS NOT NULL) THEN
        {_REFUSED} 'nobody is invited before the criteria are frozen';
    END IF;
    RETURN NEW;
"""


class Tender(RevisedRow):
    """What a campaign of kind tender has beside a campaign: the deadline and the rules for respondents.

    Answers and results are sealed until `deadline_at`. `criteria_hash` covers everything that bidders are judged by.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    deadline_at = models.DateTimeField(null=True)
    respondents = models.PositiveSmallIntegerField(default=6, help_text="How many are drawn from each staff list.")
    fewest_levels = models.PositiveSmallIntegerField(default=FEWEST_LEVELS)
    fewest_customer_facing = models.PositiveSmallIntegerField(default=FEWEST_CUSTOMER_FACING)
    criteria_hash = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True)

    class Meta(RevisedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "campaign"], name="one_tender_per_campaign"),
            models.CheckConstraint(
                condition=Q(
                    respondents__gte=FEWEST_RESPONDENTS,
                    fewest_levels__gte=FEWEST_LEVELS,
                    fewest_customer_facing__gte=FEWEST_CUSTOMER_FACING,
                ),
                name="rules_are_only_tightened",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None) | (Q(deadline_at__isnull=False) & ~Q(criteria_hash="")),
                name="what_is_frozen_has_a_deadline_and_a_hash",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="tender_is_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=RULES_ARE_KEPT,
            )
        ]


class Criterion(OrganisationRow):
    """A dimension of the signed definition by which bidders are judged, with its band and weight as signed.

    Bands are in units of theta; a standard has none before standard setting.
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    dimension = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=DimensionKind.choices)
    name = models.CharField(max_length=200)
    pole_a_name = models.CharField(max_length=200)
    pole_b_name = models.CharField(max_length=200)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    weight = models.PositiveSmallIntegerField()

    class Meta(OrganisationRow.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "tender", "dimension"], name="one_criterion_per_dimension")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="criteria_are_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=CRITERIA_ARE_KEPT,
            )
        ]


class Evaluator(OrganisationRow):
    """A member who may see the bids of one tender, once they have declared that nothing binds them to a bidder."""

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="evaluators")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(null=True)
    has_conflict = models.BooleanField(null=True)
    words = models.CharField(max_length=2000, blank=True)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "tender", "membership"], name="one_evaluator_per_member"),
            models.CheckConstraint(
                condition=Q(declared_at=None, has_conflict=None)
                | Q(declared_at__isnull=False, has_conflict__isnull=False),
                name="a_declaration_says_yes_or_no",
            ),
        ]


class Bid(RevisedRow):
    """One supplier in one tender: its contact, and the draw from its staff list with the seed that made it."""

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="bids")
    supplier = models.ForeignKey("people.Supplier", on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey("people.SupplierContact", on_delete=models.PROTECT, related_name="+")
    staff_count = models.PositiveIntegerField(null=True)
    staff_hash = models.CharField(max_length=64, blank=True)
    draw_seed = models.CharField(max_length=32, blank=True)
    draw_attempt = models.PositiveIntegerField(null=True)
    drawn_at = models.DateTimeField(null=True)

    class Meta(RevisedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "tender", "supplier"], name="one_bid_per_supplier"),
            models.CheckConstraint(
                condition=Q(drawn_at=None) | (Q(staff_count__isnull=False) & ~Q(draw_seed="") & ~Q(staff_hash="")),
                name="a_draw_keeps_its_seed",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="bids_come_after_the_freeze",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=BIDS_COME_AFTER_THE_FREEZE,
            )
        ]


class Clarification(OrganisationRow):
    """A question about the tender and its answer, both visible to every bidder. Who asked is not shown to others."""

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="clarifications")
    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, null=True, related_name="+")
    question = models.CharField(max_length=2000)
    answer = models.CharField(max_length=4000, blank=True)
    answered_by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)


class Evidence(OrganisationRow):
    """A file that a bidder handed in. Its bytes lie in `EvidenceContent`; the name is for people, never a path."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="evidence")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200)
    filename = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40, choices=MediaType.choices)
    size = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)


class EvidenceContent(models.Model):
    """The bytes of a piece of evidence, apart, so that no list ever loads them."""

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, primary_key=True, related_name="content")
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        default=current_organisation_id,
    )
    bytes = models.BinaryField()

    objects = OrganisationManager()

    class Meta:
        base_manager_name = "objects"


class EvidenceGrading(OrganisationRow):
    """How far an evaluator found a piece of evidence proved, until when that holds, and why. The newest counts."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="gradings")
    grade = models.CharField(max_length=12, choices=EvidenceGrade.choices)
    valid_until = models.DateField(null=True)
    reason = models.CharField(max_length=2000)
    graded_by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")


class BidderScore(OrganisationRow):
    """One scale of one bidder on the answer scale: the unshrunk mean with its t interval, and agreement.

    Figures are None where fewer than the rules ask for answered: then it is not assessed. `agrees` is None there too.
    `respondent_means` are in order of size, without names.
    """

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    instrument_version = models.ForeignKey("library.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=64)
    n = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()
    drawn = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField(null=True)
    n_items = models.PositiveSmallIntegerField()
    categories = models.PositiveSmallIntegerField()
    confidence = models.FloatField()
    mean = models.FloatField(null=True)
    se = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    rwgj = models.FloatField(null=True)
    rwgj_skewed = models.FloatField(null=True)
    ad_mean = models.FloatField(null=True)
    largest_gap = models.FloatField(null=True)
    agrees = models.BooleanField(null=True)
    respondent_means = ArrayField(models.FloatField(), default=list)
    status = models.CharField(max_length=24)
    structure_hash = models.CharField(max_length=64)
    answers_hash = models.CharField(max_length=64)
    origin = models.CharField(max_length=10)
    superseded = models.BooleanField(default=False)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "bid", "criterion"],
                condition=Q(superseded=False),
                name="one_current_score_per_criterion",
            ),
            models.CheckConstraint(
                condition=Q(mean__isnull=True, se__isnull=True)
                | Q(mean__isnull=False, se__gte=0, lower__isnull=False, upper__isnull=False, n__gte=FEWEST_RESPONDENTS),
                name="no_mean_without_its_error_and_five_people",
            ),
        ]


class BidDecision(OrganisationRow):
    """What a named person decided about a bidder, and why. A later one replaces it by being later."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="decisions")
    decided_by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=BidOutcome.choices)
    reason = models.CharField(max_length=4000)
    strengths = models.CharField(max_length=4000)
    criteria_hash = models.CharField(max_length=64)

    class Meta(OrganisationRow.Meta):
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="no_bid_is_decided_without_a_reason")]


class Contest(OrganisationRow):
    """A bidder's reasons against its assessment, and a named person's answer."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="contests")
    words = models.CharField(max_length=4000)
    answer = models.CharField(max_length=4000, blank=True)
    answered_by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
