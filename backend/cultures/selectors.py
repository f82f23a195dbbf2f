"""Reading culture definitions: whole documents, checks, differences, and the numbers that the engine needs."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from backend.accounts.enums import MembershipStatus
from backend.accounts.models import Membership
from backend.cultures.enums import BehaviourSide, CheckGravity, VersionStatus
from backend.cultures.errors import NotSignedError
from backend.cultures.models import Behaviour, Definition, DefinitionVersion, DimensionTarget, Signatory
from backend.cultures.placement import Placement, placement_of
from backend.cultures.policies import visible_definitions, visible_versions
from backend.kernel.dependants import Dependant, dependants_of
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.enums import DimensionKind
from scoring.congruence.definition import Kind, Target
from scoring.definitions.hashing import hash_of

SUBJECT = "cultures.definitionversion"


@dataclass(frozen=True)
class TargetDocument:
    """One dimension of a version: what is wanted, why, and how it shows."""

    id: uuid.UUID
    code: str
    kind: str
    name: str
    definition: str
    pole_a_name: str
    pole_a: str
    pole_b_name: str
    pole_b: str
    lower: float | None
    upper: float | None
    wished_level: float | None
    weight: int
    reason: str
    commercial_reason: str
    on: tuple[str, ...]
    off: tuple[str, ...]
    placement: Placement | None


@dataclass(frozen=True)
class SignatureDocument:
    """A named signatory, and when they signed which content."""

    membership_id: uuid.UUID
    name: str
    signed_at: datetime | None
    signed_hash: str


@dataclass(frozen=True)
class Check:
    """A point that is missing or worth a thought, at its place."""

    code: str
    place: str
    gravity: str
    message: str
    remedy: str


@dataclass(frozen=True)
class CultureDocument:
    """A version whole, as it is read, printed for signature, and hashed."""

    id: uuid.UUID
    definition_id: uuid.UUID
    definition_name: str
    number: int
    status: str
    revision: int
    statement: str
    rallying_cry: str
    full_definition: str
    framework: str
    quorum: int
    content_hash: str
    proposed_at: datetime | None
    signed_at: datetime | None
    based_on: uuid.UUID | None
    created_at: datetime
    targets: tuple[TargetDocument, ...]
    signatories: tuple[SignatureDocument, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Difference:
    """One place at which two versions differ; `None` where the place is not there."""

    place: str
    before: str | None
    after: str | None


def definitions(actor: Actor) -> QuerySet[Definition]:
    """Definitions with the versions that the actor may see, newest first."""
    versions = visible_versions(actor).order_by("-number")
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


def culture_document(actor: Actor, version_id: uuid.UUID) -> CultureDocument:
    """A version whole: for its page, its print for signature, and its hash. Five queries, whatever its size."""
    row = (
        visible_versions(actor)
        .select_related("definition", "framework")
        .prefetch_related(
            Prefetch("targets", DimensionTarget.objects.order_by("position", "code")),
            Prefetch("targets__behaviours", Behaviour.objects.order_by("position", "id")),
            Prefetch("signatories", Signatory.objects.select_related("membership").order_by("membership__name", "id")),
        )
        .filter(pk=version_id)
        .first()
    )
    if row is None:
        raise NotFoundError
    targets = tuple(_target_document(target) for target in row.targets.all())
    signatories = tuple(
        SignatureDocument(one.membership_id, one.membership.name, one.signed_at, one.signed_hash)
        for one in row.signatories.all()
    )
    return CultureDocument(
        id=row.pk,
        definition_id=row.definition_id,
        definition_name=row.definition.name,
        number=row.number,
        status=row.status,
        revision=row.revision,
        statement=row.statement,
        rallying_cry=row.rallying_cry,
        full_definition=row.full_definition,
        framework=f"{row.framework.code} {row.framework.version}" if row.framework else "",
        quorum=row.quorum,
        content_hash=row.content_hash,
        proposed_at=row.proposed_at,
        signed_at=row.signed_at,
        based_on=row.based_on_id,
        created_at=row.created_at,
        targets=targets,
        signatories=signatories,
        checks=tuple(_checks(row, targets, signatories)),
    )


def _target_document(target: DimensionTarget) -> TargetDocument:
    behaviours = list(target.behaviours.all())
    return TargetDocument(
        id=target.pk,
        code=target.code,
        kind=target.kind,
        name=target.name,
        definition=target.definition,
        pole_a_name=target.pole_a_name,
        pole_a=target.pole_a,
        pole_b_name=target.pole_b_name,
        pole_b=target.pole_b,
        lower=target.lower,
        upper=target.upper,
        wished_level=target.wished_level,
        weight=target.weight,
        reason=target.reason,
        commercial_reason=target.commercial_reason,
        on=tuple(one.text for one in behaviours if one.side == BehaviourSide.ON),
        off=tuple(one.text for one in behaviours if one.side == BehaviourSide.OFF),
        placement=placement_of(target.lower, target.upper),
    )


def signed_content(document: CultureDocument) -> dict[str, Any]:
    """What people sign: everything that is said and wanted, and who has to sign it. Nothing that changes by itself."""
    return {
        "definition": str(document.definition_id),
        "name": document.definition_name,
        "number": document.number,
        "statement": document.statement,
        "rallying_cry": document.rallying_cry,
        "full_definition": document.full_definition,
        "framework": document.framework,
        "quorum": document.quorum,
        "signatories": sorted(str(one.membership_id) for one in document.signatories),
        "dimensions": [_target_content(target) for target in document.targets],
    }


TARGET_FIELDS = (
    "code",
    "kind",
    "name",
    "definition",
    "pole_a_name",
    "pole_a",
    "pole_b_name",
    "pole_b",
    "lower",
    "upper",
    "wished_level",
    "weight",
    "reason",
    "commercial_reason",
)


def _target_content(target: TargetDocument) -> dict[str, Any]:
    said = {name: getattr(target, name) for name in TARGET_FIELDS}
    return {**said, "on": list(target.on), "off": list(target.off)}


def content_hash_of(document: CultureDocument) -> str:
    """The hash that signatories confirm."""
    return hash_of(signed_content(document))


def differences(actor: Actor, version_id: uuid.UUID, earlier_id: uuid.UUID | None = None) -> list[Difference]:
    """Where a version differs from an earlier one, place by place; behaviours one by one.

    Without `earlier_id` it is compared with the version it was drafted from, or, as a first one, with nothing.
    """
    document = culture_document(actor, version_id)
    former = earlier_id or document.based_on
    after = dict(_places(document))
    before = dict(_places(culture_document(actor, former))) if former else {}
    places = [*before, *(place for place in after if place not in before)]
    return [
        Difference(place, before.get(place), after.get(place))
        for place in places
        if before.get(place) != after.get(place)
    ]


def _places(document: CultureDocument) -> Iterator[tuple[str, str]]:
    for name in ("statement", "rallying_cry", "full_definition", "quorum"):
        yield name, str(getattr(document, name))
    for one in document.signatories:
        yield f"signatories.{one.membership_id}", one.name
    for target in document.targets:
        for name in TARGET_FIELDS[1:]:
            value = getattr(target, name)
            if value not in (None, ""):
                yield f"dimensions.{target.code}.{name}", str(value)
        for side, texts in (("on", target.on), ("off", target.off)):
            yield from ((f"dimensions.{target.code}.{side}: {text}", text) for text in texts)


def engine_targets(version_id: uuid.UUID) -> tuple[Target, ...]:
    """The dimensions of a version as the engine takes them. Standards have no cut before standard setting."""
    rows = DimensionTarget.objects.filter(version_id=version_id).order_by("position", "code")
    return tuple(
        Target(name=row.code, kind=Kind(row.kind), lower=row.lower, upper=row.upper, weight=row.weight) for row in rows
    )


def possible_signatories(membership_ids: Sequence[uuid.UUID], roles: Sequence[str]) -> list[Membership]:
    """Those of these members who are active and hold one of the roles."""
    rows = Membership.objects.filter(pk__in=membership_ids, status=MembershipStatus.ACTIVE, roles__overlap=list(roles))
    return list(rows)


def affected_by(actor: Actor, version_id: uuid.UUID) -> list[Dependant]:
    """What relies on this version, and so would be touched by a new one."""
    return dependants_of(SUBJECT, version(actor, version_id).pk)


def _checks(
    row: DefinitionVersion, targets: Sequence[TargetDocument], signatories: Sequence[SignatureDocument]
) -> Iterator[Check]:
    for name, gravity in (
        ("statement", CheckGravity.BLOCKING),
        ("full_definition", CheckGravity.BLOCKING),
        ("rallying_cry", CheckGravity.WARNING),
    ):
        if not getattr(row, name).strip():
            words = name.replace("_", " ")
            yield Check(f"{name}_missing", name, gravity, f"The {words} is empty.", f"Write the {words}.")
    if not targets:
        message, remedy = "No dimension is placed.", "Place at least one dimension."
        yield Check("no_dimension", "dimensions", CheckGravity.BLOCKING, message, remedy)
    if len(signatories) < row.quorum:
        message = f"{len(signatories)} signatories are named for a quorum of {row.quorum}."
        yield Check("too_few_signatories", "signatories", CheckGravity.BLOCKING, message, "Name more signatories.")
    for target in targets:
        yield from _target_checks(target)


_KINDS: Mapping[str, str] = {DimensionKind.STYLE: "band", DimensionKind.STANDARD: "wished level"}


def _target_checks(target: TargetDocument) -> Iterator[Check]:
    place = f"dimensions.{target.code}"
    placed = target.lower is not None if target.kind == DimensionKind.STYLE else target.wished_level is not None
    if target.kind in _KINDS and not placed:
        words = _KINDS[target.kind]
        message, remedy = f"{target.name}: no {words} is placed.", f"Place the {words} on the line."
        yield Check("not_placed", place, CheckGravity.BLOCKING, message, remedy)
    if target.placement is not None and target.placement.reason_required and not target.reason.strip():
        message = f"{target.name}: the band is narrower than ±1.0 and no reason is given."
        yield Check("reason_missing", f"{place}.reason", CheckGravity.BLOCKING, message, "Widen it, or say why.")
    if target.placement is not None and target.placement.hardly_confirmable:
        message = (
            f"{target.name}: even somebody in the middle of the band would be found in it with a probability of "
            f"{target.placement.p_max:.2f} only."
        )
        remedy = "Widen the band, or plan more evidence."
        yield Check("band_hardly_confirmable", place, CheckGravity.WARNING, message, remedy)
    if not target.commercial_reason.strip():
        message = f"{target.name}: nobody has said why this matters commercially."
        yield Check(
            "commercial_reason_missing", f"{place}.commercial_reason", CheckGravity.BLOCKING, message, "Say why."
        )
    for side, texts in (("on", target.on), ("off", target.off)):
        if not texts:
            message = f"{target.name}: no behaviour is named as {side} culture."
            yield Check(
                f"{side}_behaviour_missing", f"{place}.{side}", CheckGravity.BLOCKING, message, "Name at least one."
            )
