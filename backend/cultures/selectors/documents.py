"""A version whole: what its page shows, what is printed for signature, and what its hash is of."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from backend.cultures.enums import BehaviourSide
from backend.cultures.models import Behaviour, DimensionTarget, Signatory
from backend.cultures.policies import visible_versions
from backend.cultures.selectors.parts import Check, SignatureDocument, TargetDocument, checks_of
from backend.cultures.selectors.placement import placement_of
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from scoring.definitions.hashing import hash_of


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
        checks=tuple(checks_of(row, targets, signatories)),
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
