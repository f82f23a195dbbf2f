"""Culture definitions in every state, made through the services."""

from collections.abc import Mapping
from typing import Any

from backend.cultures.models import DefinitionVersion
from backend.cultures.services import (
    create_definition,
    edit_version,
    name_signatories,
    propose_version,
    record_placement,
    sign_version,
)
from backend.kernel.tenancy import Actor

STYLE: Mapping[str, Any] = {
    "kind": "style",
    "name": "Warm informality or courteous formality",
    "pole_a_name": "Warm informality",
    "pole_b_name": "Courteous formality",
    "lower": -0.5,
    "upper": 1.5,
    "weight": 4,
    "commercial_reason": "Guests come back for the people.",
}
STANDARD: Mapping[str, Any] = {
    "kind": "standard",
    "name": "Keeping promises",
    "pole_a_name": "Exact and recorded",
    "pole_b_name": "Open and unrecorded",
    "wished_level": 1.0,
    "weight": 5,
    "commercial_reason": "A missed date costs the next order.",
}


def complete_draft(
    *,
    steward: Actor,
    signatory: Actor,
    name: str = "Our customer culture",
    dimensions: Mapping[str, Mapping[str, Any]] | None = None,
) -> DefinitionVersion:
    """A draft that lacks nothing: by default D1 with a band and P with a wished level. Inside the open organisation."""
    draft = create_definition(actor=steward, name=name)
    edit_version(
        actor=steward,
        version_id=draft.pk,
        statement="Customers stand beside staff and owners.",
        rallying_cry="Say it, do it.",
        full_definition="What we promise, and how it shows.",
    )
    for code, wanted in (dimensions or {"D1": STYLE, "P": STANDARD}).items():
        record_placement(
            actor=steward, version_id=draft.pk, code=code, wanted=wanted, on=["Does it."], off=["Does not."]
        )
    assert signatory.membership_id is not None
    return name_signatories(actor=steward, version_id=draft.pk, membership_ids=[signatory.membership_id], quorum=1)


def proposed_version(*, steward: Actor, signatory: Actor, **content: Any) -> DefinitionVersion:
    """A version that waits for its signature."""
    draft = complete_draft(steward=steward, signatory=signatory, **content)
    return propose_version(actor=steward, version_id=draft.pk)


def signed_version(*, steward: Actor, signatory: Actor, **content: Any) -> DefinitionVersion:
    """A frozen version."""
    proposed = proposed_version(steward=steward, signatory=signatory, **content)
    return sign_version(
        actor=signatory, version_id=proposed.pk, content_hash=proposed.content_hash, recently_authenticated=True
    )
