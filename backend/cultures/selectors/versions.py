"""Which definitions and versions there are, who may sign, and what the engine needs of a version."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from backend.accounts.enums import MembershipStatus
from backend.accounts.models import Membership
from backend.cultures.enums import VersionStatus
from backend.cultures.errors import NotSignedError
from backend.cultures.models import Definition, DefinitionVersion, DimensionTarget, Signatory
from backend.cultures.policies import visible_definitions, visible_versions
from backend.kernel.dependants import Dependant, dependants_of
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from scoring.congruence.definition import Kind, Target

SUBJECT = "cultures.definitionversion"


def definitions(actor: Actor) -> QuerySet[Definition]:
    """Definitions with the versions that the actor may see, newest first, each with whether it waits for the actor."""
    me = Q(membership_id=actor.membership_id)
    mine = Signatory.objects.filter(me, version=OuterRef("pk"), signed_at=None)
    waits = Exists(mine) & Q(status=VersionStatus.PROPOSED)
    versions = visible_versions(actor).order_by("-number").annotate(waits_for_me=waits)
    return visible_definitions(actor).prefetch_related(Prefetch("versions", versions, to_attr="seen_versions"))


def definition(actor: Actor, definition_id: uuid.UUID) -> Definition:
    """One definition with its versions, or `NotFoundError`."""
    row = definitions(actor).filter(pk=definition_id).first()
    if row is None:
        raise NotFoundError
    return row


def version(actor: Actor, version_id: uuid.UUID) -> DefinitionVersion:
    """One version, or `NotFoundError`."""
    row = visible_versions(actor).filter(pk=version_id).first()
    if row is None:
        raise NotFoundError
    return row


def signed_versions(actor: Actor) -> QuerySet[DefinitionVersion]:
    """Versions that a campaign may pin."""
    return visible_versions(actor).filter(status=VersionStatus.SIGNED).select_related("definition")


def signed_definition(actor: Actor, version_id: uuid.UUID) -> DefinitionVersion:
    """A signed version that may be pinned; `NotFoundError` where there is none, `NotSignedError` before its quorum."""
    row = version(actor, version_id)
    if row.status != VersionStatus.SIGNED:
        raise NotSignedError(row.get_status_display())
    return row


def engine_targets(version_id: uuid.UUID) -> tuple[Target, ...]:
    """The dimensions of a version as the engine takes them. Standards have no cut before standard setting."""
    rows = DimensionTarget.objects.filter(version_id=version_id).order_by("position", "code")
    return tuple(
        Target(name=row.code, kind=Kind(row.kind), lower=row.lower, upper=row.upper, weight=row.weight) for row in rows
    )


@dataclass(frozen=True)
class SignedBand:
    """A band of a signed version, on theta."""

    version_id: uuid.UUID
    code: str
    lower: float
    upper: float


def signed_bands(codes: Sequence[str]) -> list[SignedBand]:
    """Bands on these dimensions in the newest signed version of every definition, version by version."""
    newest = (
        DefinitionVersion.objects.filter(status=VersionStatus.SIGNED)
        .order_by("definition_id", "-number")
        .distinct("definition_id")
    )
    rows = DimensionTarget.objects.filter(version_id__in=[row.pk for row in newest], code__in=list(codes)).order_by(
        "version_id", "position", "code"
    )
    return [
        SignedBand(row.version_id, row.code, row.lower, row.upper)
        for row in rows
        if row.lower is not None and row.upper is not None
    ]


def proposed_again() -> list[tuple[uuid.UUID, str]]:
    """Versions that wait for signatures because a new scoring model moved their bands, with the hash to be signed."""
    rows = DefinitionVersion.objects.filter(status=VersionStatus.PROPOSED, moved_from__isnull=False)
    return list(rows.order_by("proposed_at").values_list("pk", "content_hash"))


def said_on_the_new_line(version_id: uuid.UUID) -> uuid.UUID:
    """The signed version that says a version's bands again on the line of the newest model; itself where none does."""
    newer = DefinitionVersion.objects.filter(moved_from_id=version_id, status=VersionStatus.SIGNED)
    found = newer.order_by("-number").values_list("pk", flat=True).first()
    return said_on_the_new_line(found) if found else version_id


def said_before(version_id: uuid.UUID) -> list[uuid.UUID]:
    """The version and all that it says again, the first last."""
    chain = [version_id]
    former = DefinitionVersion.objects.values_list("moved_from_id", flat=True).get(pk=version_id)
    return chain + (said_before(former) if former else [])


def possible_signatories(membership_ids: Sequence[uuid.UUID], roles: Sequence[str]) -> list[Membership]:
    """Those of these members who are active and hold one of the roles."""
    rows = Membership.objects.filter(pk__in=membership_ids, status=MembershipStatus.ACTIVE, roles__overlap=list(roles))
    return list(rows)


def affected_by(actor: Actor, version_id: uuid.UUID) -> list[Dependant]:
    """What relies on this version, and so would be touched by a new one."""
    return dependants_of(SUBJECT, version(actor, version_id).pk)
