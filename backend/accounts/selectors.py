"""Reading who is who."""

import hashlib
import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.models import ApiToken, MemberInvitation, Membership, Organisation, User
from backend.accounts.policies import require, visible_api_tokens, visible_audit_events, visible_memberships
from backend.kernel.audit import ChainState, chain_state
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import Actor


@dataclass(frozen=True)
class MembershipSummary:
    """An active membership of a user, as known before any organisation is declared."""

    membership_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation_name: str
    organisation_is_demo: bool
    roles: frozenset[str]


@dataclass(frozen=True)
class AuditFilters:
    """What the audit page may be narrowed by; empty means everything."""

    action: str = ""
    actor_id: uuid.UUID | None = None
    subject_id: str = ""
    since: str = ""
    until: str = ""


def memberships_of(user_id: uuid.UUID) -> list[MembershipSummary]:
    """The active memberships of a user, through the one function that may look across organisations."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT membership_id, organisation_id, organisation_name, is_demo, roles FROM memberships_of(%s)"
            " ORDER BY organisation_name, organisation_id",
            [user_id],
        )
        rows = cursor.fetchall()
    return [MembershipSummary(row[0], row[1], row[2], row[3], frozenset(row[4])) for row in rows]


def actor_of_user(user_id: uuid.UUID, organisation_id: uuid.UUID) -> Actor | None:
    """The user as an actor of that organisation; None for a stranger."""
    for membership in memberships_of(user_id):
        if membership.organisation_id == organisation_id:
            return Actor(organisation_id, user_id, membership.membership_id, membership.roles)
    return None


def member_name(actor: Actor) -> str:
    """The name under which an actor's membership signs; empty for whoever has none."""
    if actor.membership_id is None:
        return ""
    return Membership.objects.values_list("name", flat=True).get(pk=actor.membership_id)


def secret_hash(secret: str) -> str:
    """How secrets of links and tokens are stored: they are random, so one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def actor_of_token(secret: str) -> Actor | None:
    """The actor behind an API token that is neither revoked nor expired; None otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT token_id, organisation_id, membership_id, user_id, roles, scopes FROM api_token_by_hash(%s)",
            [secret_hash(secret)],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    return Actor(
        organisation_id=row[1],
        user_id=row[3],
        membership_id=row[2],
        roles=frozenset(row[4]),
        kind="token",
        token_id=row[0],
        scopes=frozenset(row[5]),
    )


def organisation_ids() -> list[uuid.UUID]:
    """Every organisation, for periodic work: one job each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_ids()")
        return sorted(row[0] for row in cursor.fetchall())


def organisation_name() -> str:
    """The name of the open organisation."""
    return Organisation.objects.values_list("name", flat=True).get()


def organisation_is_demo() -> bool:
    """Whether the open organisation is a fictitious one, whose answers are simulated."""
    return Organisation.objects.filter(is_demo=True).exists()


def members(actor: Actor) -> QuerySet[Membership]:
    return visible_memberships(actor).order_by("name", "id")


def member(actor: Actor, membership_id: uuid.UUID) -> Membership | None:
    return visible_memberships(actor).filter(pk=membership_id).first()


def api_tokens(actor: Actor) -> QuerySet[ApiToken]:
    return visible_api_tokens(actor).select_related("membership").order_by("-created_at", "id")


def audit_events(actor: Actor, filters: AuditFilters) -> QuerySet[AuditEvent]:
    events = visible_audit_events(actor)
    if filters.action:
        events = events.filter(action__startswith=filters.action)
    if filters.actor_id:
        events = events.filter(actor_id=filters.actor_id)
    if filters.subject_id:
        events = events.filter(subject_id=filters.subject_id)
    if filters.since:
        events = events.filter(at__gte=filters.since)
    if filters.until:
        events = events.filter(at__lt=filters.until)
    return events.order_by("-sequence")


def names_of_users(user_ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names for ids in a list, in one query; only of members of the open organisation."""
    rows = Membership.objects.filter(user_id__in=user_ids).values_list("user_id", "name")
    return {user_id: name for user_id, name in rows if user_id is not None}


def audit_chain(actor: Actor, expected_head: str | None = None) -> ChainState:
    """Recomputes the chain of the actor's organisation. Needs `view_audit_trail`."""
    require(actor, Capability.VIEW_AUDIT_TRAIL)
    return chain_state(expected_head)


def user_by_email(email: str) -> User | None:
    return User.objects.filter(email=email.lower()).first()


def invitation_of(membership_id: uuid.UUID) -> MemberInvitation:
    """The newest invitation of a member, inside the open organisation."""
    return MemberInvitation.objects.filter(membership_id=membership_id).latest("created_at")
