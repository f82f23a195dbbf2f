"""Culture definitions: versions with their dimensions, behaviours and signatures.

That a signed version never changes is held by the database: the triggers here refuse every change of it and of
what hangs on it, whoever asks.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from backend.cultures.enums import (
    EDGE_OF_LINE,
    LARGEST_WEIGHT,
    OPEN,
    BehaviourSide,
    VersionStatus,
)
from backend.kernel.tenancy import OrganisationRow, RevisedRow
from backend.library.enums import DimensionKind

# Removing an organisation works as the owner or maintenance role; the running product is the web role.
_REFUSED = "RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE ="
_REMOVED_WITH_ITS_ORGANISATION = "IF TG_OP = 'DELETE' AND current_user <> 'onculture_web' THEN RETURN OLD; END IF;"
_RETURN = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"

VERSION_IS_KEPT = f"""
    {_REMOVED_WITH_ITS_ORGANISATION}
    IF OLD.status = 'signed' THEN
        {_REFUSED} 'a signed definition is never changed';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.status = 'proposed' AND NEW.status <> 'draft' AND
       (OLD.statement, OLD.rallying_cry, OLD.full_definition, OLD.quorum, OLD.content_hash, OLD.number)
       IS DISTINCT FROM
       (NEW.statement, NEW.rallying_cry, NEW.full_definition, NEW.quorum, NEW.content_hash, NEW.number)
    THEN
        {_REFUSED} 'a proposed definition is not edited';
    END IF;
    {_RETURN}
"""


_STATUS_ABOVE = """
        IF TG_OP <> '{skipped}' THEN
            SELECT status INTO version_status FROM {version};
            IF version_status IN ({frozen}) THEN
                {refused} 'a proposed or signed definition is never changed';
            END IF;
        END IF;
"""


def _follows(version: str, *, frozen: str) -> str:
    """A trigger's body: refuses a change while the version above is in one of the `frozen` states."""
    parts = (
        _STATUS_ABOVE.format(skipped=skipped, version=version.format(row=row), frozen=frozen, refused=_REFUSED)
        for skipped, row in (("INSERT", "OLD"), ("DELETE", "NEW"))
    )
    return _REMOVED_WITH_ITS_ORGANISATION + "".join(parts) + _RETURN


def _kept(name: str, body: str, operation: pgtrigger.Operation | pgtrigger.Operations) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        declare=[("version_status", "text")],
        func=body,
    )


_EVERY = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
_BY_VERSION = "cultures_definitionversion WHERE id = {row}.version_id"
_BY_TARGET = (
    "cultures_definitionversion WHERE id = (SELECT version_id FROM cultures_dimensiontarget WHERE id = {row}.target_id)"
)


class Definition(RevisedRow):
    """A culture definition over all its versions."""

    name = models.CharField(max_length=200)

    class Meta(RevisedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="definition_name_is_unique")]


class DefinitionVersion(RevisedRow):
    """One version: statement, rallying cry, full definition, dimensions, signatories."""

    definition = models.ForeignKey(Definition, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    statement = models.TextField(blank=True)
    rallying_cry = models.CharField(max_length=200, blank=True)
    full_definition = models.TextField(blank=True)
    framework = models.ForeignKey("library.FrameworkVersion", on_delete=models.RESTRICT, null=True, related_name="+")
    based_on = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="+")
    moved_from = models.ForeignKey(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        help_text="The signed version whose bands this one says again on the line of a new scoring model.",
    )
    drafted_by = models.ForeignKey("accounts.Membership", on_delete=models.RESTRICT, null=True, related_name="+")
    quorum = models.PositiveSmallIntegerField(default=1)
    content_hash = models.CharField(max_length=64, blank=True)
    proposed_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta(RevisedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "definition", "number"], name="version_number_is_unique"),
            models.UniqueConstraint(
                fields=["organisation", "definition"], condition=Q(status__in=OPEN), name="one_open_version"
            ),
            models.CheckConstraint(
                condition=Q(status=VersionStatus.DRAFT) | ~Q(content_hash=""), name="what_is_proposed_has_a_hash"
            ),
            models.CheckConstraint(
                condition=~Q(status=VersionStatus.SIGNED) | Q(signed_at__isnull=False), name="what_is_signed_has_a_date"
            ),
        ]
        triggers = [_kept("version_is_kept", VERSION_IS_KEPT, pgtrigger.Update | pgtrigger.Delete)]


class DimensionTarget(OrganisationRow):
    """What a version wants on one dimension. Places are in units of theta: above zero is pole a, or high."""

    version = models.ForeignKey(DefinitionVersion, on_delete=models.CASCADE, related_name="targets")
    code = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=DimensionKind.choices)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    pole_a_name = models.CharField(max_length=200)
    pole_a = models.TextField(blank=True)
    pole_b_name = models.CharField(max_length=200)
    pole_b = models.TextField(blank=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    wished_level = models.FloatField(null=True)
    weight = models.PositiveSmallIntegerField(default=3)
    reason = models.TextField(blank=True)
    commercial_reason = models.TextField(blank=True)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version", "code"], name="dimension_stands_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=LARGEST_WEIGHT), name="weight_is_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(lower__isnull=True, upper__isnull=True)
                | Q(kind=DimensionKind.STYLE, lower__gte=-EDGE_OF_LINE, upper__lte=EDGE_OF_LINE, lower__lt=F("upper")),
                name="a_band_belongs_to_a_style",
            ),
            models.CheckConstraint(
                condition=Q(wished_level__isnull=True)
                | Q(kind=DimensionKind.STANDARD, wished_level__gte=-EDGE_OF_LINE, wished_level__lte=EDGE_OF_LINE),
                name="a_level_belongs_to_a_standard",
            ),
        ]
        triggers = [_kept("target_is_kept", _follows(_BY_VERSION, frozen="'proposed', 'signed'"), _EVERY)]


class Behaviour(OrganisationRow):
    """Something people do that is on culture, or off culture, for one dimension."""

    target = models.ForeignKey(DimensionTarget, on_delete=models.CASCADE, related_name="behaviours")
    side = models.CharField(max_length=4, choices=BehaviourSide.choices)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=600)

    class Meta(OrganisationRow.Meta):
        triggers = [_kept("behaviour_is_kept", _follows(_BY_TARGET, frozen="'proposed', 'signed'"), _EVERY)]


class Signatory(OrganisationRow):
    """Who is to sign a version, and whether they have."""

    version = models.ForeignKey(DefinitionVersion, on_delete=models.CASCADE, related_name="signatories")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.RESTRICT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_hash = models.CharField(max_length=64, blank=True)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version", "membership"], name="signatory_is_named_once"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_hash="") | (Q(signed_at__isnull=False) & ~Q(signed_hash="")),
                name="a_signature_names_what_was_signed",
            ),
        ]
        triggers = [
            _kept(
                "signatories_are_kept",
                _follows(_BY_VERSION, frozen="'proposed', 'signed'"),
                pgtrigger.Insert | pgtrigger.Delete,
            ),
            _kept("signatures_are_kept", _follows(_BY_VERSION, frozen="'signed'"), pgtrigger.Update),
        ]
