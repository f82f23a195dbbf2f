"""Who may call what: one entry for every endpoint and method of the API.

`needs` is the capability inside an organisation, or an `Audience` outside one. `body` builds a request from
a `Place` (an organisation and the ids of what stands in it); every id in it is also tried with a stranger's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from backend.accounts.enums import Capability
from tests.contracts.world import Place


class Audience(Enum):
    """Who may call an endpoint that stands in no organisation."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"
    TAKER = "a test taker with a cookie of their own"


Body = Callable[[Place], dict[str, Any]]

ORGANISATION = "/api/v1/organisations/{organisation_id}"


@dataclass(frozen=True)
class Access:
    """One endpoint and method."""

    method: str
    path: str
    needs: Capability | Audience
    body: Body | None = None
    succeeds: int = 200
    bears: str = ""  # name of the id that the successful answer must contain

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def _nothing(_: Place) -> dict[str, Any]:
    return {}


ACCOUNTS = [
    Access("GET", "/api/v1/start", Audience.ANYBODY),
    Access("GET", "/api/v1/me", Audience.SIGNED_IN),
    Access(
        "POST",
        "/api/v1/first-owner",
        Audience.ANYBODY,
        lambda _: {
            "code": "wrong",
            "email": "x@example.org",
            "name": "X",
            "password": "correct horse battery",
            "organisation_name": "X",
        },
        403,
    ),
    Access("POST", "/api/v1/invitations/inspect", Audience.ANYBODY, lambda _: {"token": "0" * 60}, 404),
    Access("POST", "/api/v1/invitations/accept", Audience.ANYBODY, lambda _: {"token": "0" * 60}, 404),
    Access("GET", f"{ORGANISATION}/members", Capability.VIEW_MEMBERS, bears="membership_id"),
    Access(
        "POST",
        f"{ORGANISATION}/members/invitations",
        Capability.MANAGE_MEMBERS,
        lambda _: {"email": "fresh@example.org", "name": "Fresh", "roles": ["auditor"]},
        201,
    ),
    Access("GET", f"{ORGANISATION}/members/{{membership_id}}", Capability.VIEW_MEMBERS, bears="membership_id"),
    Access(
        "PATCH",
        f"{ORGANISATION}/members/{{membership_id}}",
        Capability.MANAGE_MEMBERS,
        lambda _: {"roles": ["auditor"]},
        bears="membership_id",
    ),
    Access(
        "POST",
        f"{ORGANISATION}/members/{{membership_id}}/deactivate",
        Capability.MANAGE_MEMBERS,
        _nothing,
        bears="membership_id",
    ),
    Access(
        "POST",
        f"{ORGANISATION}/members/{{deactivated_membership_id}}/reactivate",
        Capability.MANAGE_MEMBERS,
        _nothing,
        bears="deactivated_membership_id",
    ),
    Access(
        "POST",
        f"{ORGANISATION}/members/{{invited_membership_id}}/resend-invitation",
        Capability.MANAGE_MEMBERS,
        _nothing,
        bears="invited_membership_id",
    ),
    Access("GET", f"{ORGANISATION}/api-tokens", Capability.MANAGE_API_TOKENS, bears="token_id"),
    Access(
        "POST",
        f"{ORGANISATION}/api-tokens",
        Capability.MANAGE_API_TOKENS,
        lambda _: {"name": "sheet", "scopes": ["view_members"]},
        201,
    ),
    Access(
        "POST",
        f"{ORGANISATION}/api-tokens/{{token_id}}/revoke",
        Capability.MANAGE_API_TOKENS,
        _nothing,
        bears="token_id",
    ),
    Access("GET", f"{ORGANISATION}/audit-events", Capability.VIEW_AUDIT_TRAIL, bears="token_id"),
    Access("GET", f"{ORGANISATION}/audit-chain", Capability.VIEW_AUDIT_TRAIL),
    Access("POST", f"{ORGANISATION}/mail/test", Capability.MANAGE_ORGANISATION, _nothing, 202),
]

ACCESS: list[Access] = [*ACCOUNTS]
