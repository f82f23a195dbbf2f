"""Proposing, signing, freezing. The database refuses any change of what is signed; these are the orderly ways."""

import uuid
from dataclasses import dataclass

from django.utils import timezone

from backend.accounts.enums import Capability
from backend.accounts.errors import ReauthenticationRequiredError
from backend.accounts.policies import require
from backend.cultures.enums import CheckGravity, VersionStatus
from backend.cultures.errors import (
    AlreadySignedError,
    IncompleteDefinitionError,
    NotADraftError,
    NotASignatoryError,
    NotProposedError,
    OtherContentError,
)
from backend.cultures.models import DefinitionVersion, Signatory
from backend.cultures.selectors import CultureDocument, content_hash_of, culture_document
from backend.cultures.services.drafting import locked_version
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import FieldError
from backend.kernel.events import Event, publish
from backend.kernel.tenancy import Actor


@dataclass(frozen=True)
class DefinitionSigned(Event):
    """A version has reached its quorum and is frozen."""

    version_id: uuid.UUID


def propose_version(*, actor: Actor, version_id: uuid.UUID, expected_revision: str = "") -> DefinitionVersion:
    """Puts a complete draft before its signatories, with the hash of what they will sign. Needs `draft_culture`."""
    require(actor, Capability.DRAFT_CULTURE)
    draft = locked_version(actor, version_id, expected_revision)
    if draft.status != VersionStatus.DRAFT:
        raise NotADraftError(draft.get_status_display())
    document = culture_document(actor, version_id)
    _refuse_incomplete(document)
    draft.status = VersionStatus.PROPOSED
    draft.content_hash = content_hash_of(document)
    draft.proposed_at = timezone.now()
    _save(draft, "status", "content_hash", "proposed_at")
    record_audit_event(
        actor=actor,
        action="definition_version.proposed",
        subject=draft,
        changed_fields=["status"],
        details={"content_hash": draft.content_hash},
    )
    return draft


def return_to_draft(*, actor: Actor, version_id: uuid.UUID, expected_revision: str = "") -> DefinitionVersion:
    """Opens a proposed version for editing again; signatures given so far lapse. Needs `draft_culture`."""
    require(actor, Capability.DRAFT_CULTURE)
    proposed = locked_version(actor, version_id, expected_revision)
    if proposed.status != VersionStatus.PROPOSED:
        raise NotProposedError(proposed.get_status_display())
    lapsed = proposed.signatories.filter(signed_at__isnull=False).update(signed_at=None, signed_hash="")
    proposed.status, proposed.content_hash, proposed.proposed_at = VersionStatus.DRAFT, "", None
    _save(proposed, "status", "content_hash", "proposed_at")
    record_audit_event(
        actor=actor,
        action="definition_version.returned_to_draft",
        subject=proposed,
        changed_fields=["status"],
        details={"lapsed_signatures": lapsed},
    )
    return proposed


def sign_version(
    *, actor: Actor, version_id: uuid.UUID, content_hash: str, recently_authenticated: bool
) -> DefinitionVersion:
    """Signs a proposed version by its hash. For named signatories who have just proved who they are.

    With the last signature of the quorum the version freezes. Publishes DefinitionSigned.
    """
    require(actor, Capability.SIGN_CULTURE)
    proposed = locked_version(actor, version_id)
    if actor.kind != "member" or not recently_authenticated:
        raise ReauthenticationRequiredError
    if proposed.status != VersionStatus.PROPOSED:
        raise NotProposedError(proposed.get_status_display())
    signatory = _unsigned(proposed, actor)
    if content_hash != proposed.content_hash or content_hash != content_hash_of(culture_document(actor, version_id)):
        raise OtherContentError
    signatory.signed_at, signatory.signed_hash = timezone.now(), content_hash
    signatory.save(update_fields=["signed_at", "signed_hash"])
    record_audit_event(
        actor=actor, action="definition_version.signature", subject=proposed, details={"content_hash": content_hash}
    )
    if proposed.signatories.filter(signed_at__isnull=False).count() >= proposed.quorum:
        _freeze(actor, proposed)
    return proposed


def _unsigned(proposed: DefinitionVersion, actor: Actor) -> Signatory:
    if actor.membership_id is None:
        raise NotASignatoryError
    signatory = proposed.signatories.filter(membership_id=actor.membership_id).first()
    if signatory is None:
        raise NotASignatoryError
    if signatory.signed_at is not None:
        raise AlreadySignedError
    return signatory


def _freeze(actor: Actor, proposed: DefinitionVersion) -> None:
    proposed.status, proposed.signed_at = VersionStatus.SIGNED, timezone.now()
    _save(proposed, "status", "signed_at")
    record_audit_event(
        actor=actor,
        action="definition_version.signed",
        subject=proposed,
        changed_fields=["status"],
        details={"content_hash": proposed.content_hash},
    )
    publish(DefinitionSigned(version_id=proposed.pk))


def _refuse_incomplete(document: CultureDocument) -> None:
    errors = [
        FieldError(check.place, check.code, check.message, check.remedy)
        for check in document.checks
        if check.gravity == CheckGravity.BLOCKING
    ]
    if errors:
        raise IncompleteDefinitionError(errors)


def _save(version: DefinitionVersion, *fields: str) -> None:
    version.revision += 1
    version.save(update_fields=[*fields, "revision"])
