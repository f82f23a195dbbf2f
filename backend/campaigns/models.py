"""What people are invited to: a vacancy, a tender, a workshop or a pilot, with everything it is judged by pinned."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from backend.campaigns.enums import CampaignKind, CampaignStatus
from backend.kernel.tenancy import OrganisationRow, RevisedRow


class Campaign(RevisedRow):
    """Pins a signed definition version, a battery and the date by which everybody has an answer."""

    kind = models.CharField(max_length=10, choices=CampaignKind.choices)
    status = models.CharField(max_length=8, choices=CampaignStatus.choices, default=CampaignStatus.DRAFT)
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=2000, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    definition_version = models.ForeignKey(
        "cultures.DefinitionVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    closes_on = models.DateField(null=True, help_text="Last day on which a sitting may be submitted.")
    answer_by = models.DateField(null=True, help_text="The day by which everybody has an answer: a promise.")
    battery_hash = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta(RevisedRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status=CampaignStatus.DRAFT)
                | models.Q(kind=CampaignKind.PILOT)
                | models.Q(frozen_at__isnull=False, definition_version__isnull=False, answer_by__isnull=False),
                name="a_running_campaign_has_pinned_everything",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on=None)
                | models.Q(answer_by=None)
                | models.Q(closes_on__lte=models.F("answer_by")),
                name="answers_come_after_the_sittings",
            ),
        ]


class CampaignInstrument(OrganisationRow):
    """One instrument version of a battery: its place, and which of its sections are given, in their order."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="battery")
    instrument_version = models.ForeignKey("library.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    sections = ArrayField(models.CharField(max_length=64))
    minutes = models.FloatField()

    class Meta(OrganisationRow.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "campaign", "position"],
                name="one_instrument_per_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["organisation", "campaign", "instrument_version"],
                name="an_instrument_is_given_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]


class PanelSeat(OrganisationRow):
    """One member who judges in a campaign: a rater of candidates, an evaluator of bidders. The chair is a flag."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="panel")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    is_chair = models.BooleanField(default=False)
    is_advocate = models.BooleanField(default=False)

    class Meta(OrganisationRow.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "campaign", "membership"], name="a_member_is_seated_once"),
            models.UniqueConstraint(
                fields=["organisation", "campaign"], condition=models.Q(is_chair=True), name="a_panel_has_one_chair"
            ),
        ]
