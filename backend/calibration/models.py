"""Samples and calibrations: who was looked at, with what seed, and every figure that came of it.

A sample never changes once it is drawn. A run changes while it runs; what has ended is held by a trigger. That not one
simulated answer may stand behind a promotion is held by triggers as well: see the migration.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from backend.calibration.enums import OPEN, PoolDirection, Population, RunStatus
from backend.kernel.tenancy import OrganisationRow

_REMOVED_WITH_ITS_ORGANISATION = "IF TG_OP = 'DELETE' AND current_user <> 'onculture_web' THEN RETURN OLD; END IF;"

RUN_IS_KEPT = f"""
    {_REMOVED_WITH_ITS_ORGANISATION}
    IF OLD.status NOT IN ('queued', 'running') THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'a calibration that has ended is never changed';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
"""


class Sample(OrganisationRow):
    """The finished sittings that a calibration looks at, each in one part of a seeded cut.

    Part 0 calibrates; every other part is a hold-out. `part_numbers` stands beside `sitting_ids`.
    """

    instrument_version = models.ForeignKey("library.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=24)
    title = models.CharField(max_length=200)
    population = models.CharField(max_length=12, choices=Population.choices)
    consent = models.CharField(max_length=600, help_text="What people agreed to when they answered.")
    seed = models.BigIntegerField()
    parts = models.PositiveSmallIntegerField()
    sitting_ids = ArrayField(models.UUIDField())
    part_numbers = ArrayField(models.PositiveSmallIntegerField())
    origin_real = models.PositiveIntegerField()
    origin_simulated = models.PositiveIntegerField()
    description = models.JSONField(help_text="Campaigns with their counts, first and last day of answers.")
    drawn_by = models.ForeignKey("accounts.Membership", on_delete=models.RESTRICT, null=True, related_name="+")

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(parts__gte=2, parts__lte=3), name="a_sample_has_two_or_three_parts"),
        ]
        indexes = [models.Index(fields=["organisation", "instrument_version"], name="samples_by_instrument")]


class CalibrationRun(OrganisationRow):
    """One calibration of an instrument version on a sample: how far it is, and then everything it found."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="runs")
    instrument_version = models.ForeignKey("library.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    confirm_part = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=12, choices=RunStatus.choices, default=RunStatus.QUEUED)
    stage = models.CharField(max_length=60, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    problem = models.JSONField(default=dict, help_text="Code, message, place and remedy where it failed.")
    figures = models.JSONField(default=dict)
    model_text = models.TextField(blank=True, help_text="MODEL.json of all scales as they were calibrated.")
    model_hash = models.CharField(max_length=64, blank=True)
    code_version = models.CharField(max_length=120, blank=True)
    requested_by = models.ForeignKey("accounts.Membership", on_delete=models.RESTRICT, null=True, related_name="+")

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "instrument_version"], condition=Q(status__in=OPEN), name="one_open_run"
            ),
            models.CheckConstraint(
                condition=~Q(status=RunStatus.SUCCEEDED) | Q(ended_at__isnull=False, model_text__gt=""),
                name="a_run_that_is_done_has_a_model",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "instrument_version", "-created_at"], name="runs_by_instrument")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="run_is_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=RUN_IS_KEPT,
            )
        ]


class AssumedCheck(OrganisationRow):
    """Whether the first real answers contradict the assumed parameters of a scale. The latest one counts."""

    instrument_version = models.ForeignKey("library.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=64)
    language = models.CharField(max_length=24)
    n = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    contradicted = models.BooleanField()
    discrepancies = models.JSONField()

    class Meta(OrganisationRow.Meta):
        indexes = [
            models.Index(fields=["organisation", "instrument_version", "-created_at"], name="checks_by_instrument")
        ]


class PoolBundle(OrganisationRow):
    """Two-way counts that left this organisation as a file, or came in as one; signed on both sides, never changed."""

    instrument_version = models.ForeignKey("library.InstrumentVersion", on_delete=models.PROTECT, related_name="+")
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, null=True, related_name="+")
    direction = models.CharField(max_length=8, choices=PoolDirection.choices)
    organisation_said = models.CharField(max_length=1000, help_text="Whose answers they are, as the file says.")
    language = models.CharField(max_length=24)
    population = models.CharField(max_length=12, choices=Population.choices)
    consent = models.CharField(max_length=1000, help_text="What people agreed to when they answered.")
    origin_real = models.PositiveIntegerField()
    origin_simulated = models.PositiveIntegerField()
    bundle_hash = models.CharField(max_length=64)
    text = models.TextField(help_text="The file.")
    statement = models.CharField(max_length=2000, help_text="Why the counts may leave, or may be pooled here.")
    signed_by = models.ForeignKey("accounts.Membership", on_delete=models.RESTRICT, related_name="+")

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "bundle_hash"], name="a_bundle_is_pooled_once"),
            models.CheckConstraint(
                condition=Q(direction=PoolDirection.EXPORTED, sample__isnull=False)
                | Q(direction=PoolDirection.ACCEPTED, sample__isnull=True),
                name="what_is_exported_has_a_sample_here",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "instrument_version", "-created_at"], name="bundles_by_instrument")
        ]
