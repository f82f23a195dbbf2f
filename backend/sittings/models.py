"""Who was invited, how far they are, and every answer as it came.

`AnswerEvent` only grows. `CurrentAnswers` holds one row per sitting and follows from the events; both are written
by the one statement `record_answers` (see the migration), which autosave calls.
"""

import uuid
from datetime import datetime
from typing import Protocol

from django.contrib.postgres.fields import ArrayField
from django.db import models

from backend.kernel.tenancy import OrganisationManager, OrganisationRow, RevisedRow, current_organisation_id
from backend.sittings.enums import ImportKind, Origin, SittingSource, SittingStatus, WithdrawnBy


class Invitee(Protocol):
    """What sittings need to know of whoever is invited, candidate or respondent."""

    pk: uuid.UUID
    name: str
    email: str
    language: str
    erased_at: datetime | None


class Invitation(RevisedRow):
    """One person asked to one campaign: a candidate, or somebody who answers for a supplier.

    Links are the tokens of its sitting.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey("people.Candidate", on_delete=models.PROTECT, null=True, related_name="+")
    respondent = models.ForeignKey(
        "people.Respondent", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    language = models.CharField(max_length=20, blank=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta(RevisedRow.Meta):
        # The respondent's indexes hold respondents alone: else they offer themselves for all candidates' rows at once.
        indexes = [
            models.Index(
                fields=["respondent"], condition=models.Q(respondent__isnull=False), name="invitations_by_respondent"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "campaign", "candidate"], name="one_invitation_per_person_and_campaign"
            ),
            models.UniqueConstraint(
                fields=["organisation", "campaign", "respondent"],
                condition=models.Q(respondent__isnull=False),
                name="one_invitation_per_respondent_and_campaign",
            ),
            models.CheckConstraint(
                condition=models.Q(candidate__isnull=False, respondent=None)
                | models.Q(candidate=None, respondent__isnull=False),
                name="somebody_is_invited",
            ),
        ]

    @property
    def invitee(self) -> Invitee:
        """Whoever is invited; a constraint says that there is exactly one."""
        person = self.candidate or self.respondent
        assert person is not None
        return person


class Sitting(RevisedRow):
    """One administration of a campaign's battery to one person, or one imported row."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, null=True, related_name="sittings")
    participant = models.ForeignKey("people.Participant", on_delete=models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=10, choices=SittingSource.choices, default=SittingSource.INVITATION)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    status = models.CharField(max_length=10, choices=SittingStatus.choices, default=SittingStatus.INVITED)
    language = models.CharField(max_length=20, blank=True)
    sections_open = models.PositiveSmallIntegerField(default=0)
    closes_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When it was withdrawn or expired.")
    withdrawn_by = models.CharField(max_length=12, choices=WithdrawnBy.choices, blank=True)
    answers_count = models.PositiveIntegerField(null=True)
    answers_hash = models.CharField(max_length=64, blank=True)
    receipt_code = models.CharField(max_length=20, blank=True)

    class Meta(RevisedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "invitation"], name="one_sitting_per_invitation"),
            models.CheckConstraint(
                condition=models.Q(source=SittingSource.IMPORT, invitation=None, participant__isnull=False)
                | (~models.Q(source=SittingSource.IMPORT) & models.Q(invitation__isnull=False, participant=None)),
                name="only_imports_have_no_invitation",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=SittingStatus.SUBMITTED)
                | models.Q(submitted_at__isnull=False, answers_count__isnull=False),
                name="a_submitted_sitting_has_a_count",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "campaign", "status"], name="sittings_by_campaign")]


class AnswerEvent(models.Model):
    """One value given to one item, as it arrived. Rows are added and never changed."""

    pk = models.CompositePrimaryKey("sitting_id", "client", "seq")
    sitting = models.ForeignKey(
        Sitting, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )  # the migration makes the constraint, with ON DELETE CASCADE: the web role itself may delete no answer
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
        default=current_organisation_id,
    )
    client = models.UUIDField()
    seq = models.PositiveIntegerField()
    item = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    client_time = models.DateTimeField(help_text="Telemetry, clamped between start and arrival.")
    server_time = models.DateTimeField()
    arrival = models.BigIntegerField()
    late = models.BooleanField(default=False)

    objects = OrganisationManager()

    class Meta:
        base_manager_name = "objects"


class CurrentAnswers(models.Model):
    """The answers of one sitting as they stand, and how far each of its clients is acknowledged."""

    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, primary_key=True, related_name="current")
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        default=current_organisation_id,
    )
    values = models.JSONField(default=dict)
    streams = models.JSONField(default=dict)
    saved_at = models.DateTimeField(null=True)

    objects = OrganisationManager()

    class Meta:
        base_manager_name = "objects"


class LostLinkRequest(OrganisationRow):
    """Somebody asked for a new link. The job that answers deletes the row, whether the address is known or not."""

    email = models.EmailField()


class ResponseImport(OrganisationRow):
    """Answers that came from a file: which file, how many rows, of what origin."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    instrument_version = models.ForeignKey("library.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    kind = models.CharField(max_length=4, choices=ImportKind.choices, default=ImportKind.CSV, db_default=ImportKind.CSV)
    file_hash = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    answers = models.PositiveIntegerField()
    missing = models.PositiveIntegerField()
    missing_codes = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="By column, the codes that stood for a missing answer.",
    )
    ignored_columns = models.JSONField(default=list)
    protected_columns = ArrayField(models.CharField(max_length=40), default=list)
