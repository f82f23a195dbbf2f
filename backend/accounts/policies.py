"""One table says which role may do what; checks and lists read the same table."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from backend.accounts.enums import Capability, Role
from backend.accounts.models import ApiToken, Membership
from backend.kernel.errors import CapabilityMissingError
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import Actor

_ALL = frozenset(Role)
_PANEL = frozenset({Role.OWNER, Role.RECRUITER, Role.BUYER, Role.HIRING_MANAGER, Role.RATER, Role.CUSTOMER_ADVOCATE})
_STAFF = _ALL - {Role.RATER, Role.CUSTOMER_ADVOCATE}

CAPABILITIES: Mapping[Capability, frozenset[Role]] = {
    Capability.VIEW_MEMBERS: _STAFF,
    Capability.MANAGE_MEMBERS: frozenset({Role.OWNER}),
    Capability.VIEW_AUDIT_TRAIL: frozenset({Role.OWNER, Role.AUDITOR}),
    Capability.MANAGE_ORGANISATION: frozenset({Role.OWNER}),
    Capability.MANAGE_API_TOKENS: frozenset({Role.OWNER}),
    Capability.VIEW_CULTURE: _ALL,
    Capability.DRAFT_CULTURE: frozenset({Role.OWNER, Role.CULTURE_STEWARD}),
    Capability.SIGN_CULTURE: frozenset({Role.SIGNATORY}),
    Capability.VIEW_INSTRUMENTS: _STAFF,
    Capability.VIEW_KEYS: frozenset({Role.PSYCHOMETRICIAN, Role.AUDITOR}),
    Capability.PUBLISH_INSTRUMENT: frozenset({Role.PSYCHOMETRICIAN}),
    Capability.CALIBRATE_SCALES: frozenset({Role.PSYCHOMETRICIAN}),
    Capability.IMPORT_RESPONSES: frozenset({Role.PSYCHOMETRICIAN}),
    Capability.VIEW_CAMPAIGNS: frozenset(
        {Role.OWNER, Role.RECRUITER, Role.BUYER, Role.HIRING_MANAGER, Role.PSYCHOMETRICIAN, Role.AUDITOR}
    ),
    Capability.MANAGE_CAMPAIGNS: frozenset({Role.OWNER, Role.RECRUITER}),
    Capability.VIEW_RESULTS: frozenset(
        {Role.OWNER, Role.RECRUITER, Role.HIRING_MANAGER, Role.PSYCHOMETRICIAN, Role.AUDITOR}
    ),
    Capability.DECIDE: frozenset({Role.RECRUITER, Role.HIRING_MANAGER}),
    Capability.RATE: _PANEL,
    Capability.VIEW_DEBRIEFS: _PANEL | {Role.PSYCHOMETRICIAN, Role.AUDITOR},
    Capability.VIEW_TENDERS: frozenset({Role.OWNER, Role.BUYER, Role.CUSTOMER_ADVOCATE, Role.AUDITOR}),
    Capability.MANAGE_TENDERS: frozenset({Role.OWNER, Role.BUYER}),
    Capability.DECIDE_TENDERS: frozenset({Role.BUYER}),
    Capability.VIEW_PROMISES: frozenset(
        {Role.OWNER, Role.RECRUITER, Role.BUYER, Role.HIRING_MANAGER, Role.CUSTOMER_ADVOCATE, Role.AUDITOR}
    ),
    Capability.MANAGE_ACCOMMODATIONS: frozenset({Role.ACCOMMODATIONS_OFFICER}),
    Capability.REMOVE_DEMO: frozenset({Role.OWNER}),
}


def capabilities_of(roles: Iterable[str]) -> frozenset[Capability]:
    """Everything these roles may do together."""
    held = set(roles)
    return frozenset(capability for capability, granted in CAPABILITIES.items() if held & granted)


def may(actor: Actor, capability: Capability) -> bool:
    """May this actor do this? The product itself and its commands may; a token only within its scopes."""
    if actor.kind in {"system", "command"}:
        return True
    if actor.scopes is not None and capability not in actor.scopes:
        return False
    return bool(actor.roles & CAPABILITIES[capability])


def require(actor: Actor, capability: Capability) -> None:
    """Raises `CapabilityMissingError` with the roles that would do."""
    if not may(actor, capability):
        raise CapabilityMissingError(capability, sorted(CAPABILITIES[capability]))


def visible_memberships(actor: Actor) -> QuerySet[Membership]:
    return Membership.objects.all() if may(actor, Capability.VIEW_MEMBERS) else Membership.objects.none()


def visible_audit_events(actor: Actor) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.all() if may(actor, Capability.VIEW_AUDIT_TRAIL) else AuditEvent.objects.none()


def visible_api_tokens(actor: Actor) -> QuerySet[ApiToken]:
    return ApiToken.objects.all() if may(actor, Capability.MANAGE_API_TOKENS) else ApiToken.objects.none()
