"""People, organisations and signed-in clients, made through the services."""

import uuid
from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from backend.accounts.enums import MembershipStatus, Role
from backend.accounts.models import Membership, Organisation, User
from backend.accounts.services import create_organisation, create_user
from backend.kernel.tenancy import Actor, organisation_context

PASSWORD = "correct horse battery"


def make_user(name: str = "Ada Owner", email: str = "") -> User:
    return create_user(email=email or f"{uuid.uuid4().hex[:10]}@example.org", name=name, password=PASSWORD)


@dataclass
class House:
    """An organisation with a member for every role that was asked for."""

    organisation: Organisation
    owner: User
    members: dict[str, Membership] = field(default_factory=dict)

    @property
    def id(self) -> uuid.UUID:
        return self.organisation.pk

    def actor(self, role: str = Role.OWNER) -> Actor:
        membership = self.members[role]
        return Actor(self.id, membership.user_id, membership.pk, frozenset({role}))

    def client(self, role: str = Role.OWNER) -> Client:
        client = Client(enforce_csrf_checks=False)
        user = self.members[role].user
        assert user is not None
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def url(self, path: str) -> str:
        return f"/api/v1/organisations/{self.id}/{path}"


def make_house(name: str = "Brook & Lane", roles: tuple[str, ...] = (Role.OWNER,)) -> House:
    """An organisation, its owner, and one active member for each further role."""
    owner = make_user()
    house = House(create_organisation(name=name, owner=owner), owner)
    with organisation_context(house.id):
        house.members[Role.OWNER] = Membership.objects.get(user=owner)
        for role in roles:
            if role != Role.OWNER:
                house.members[role] = add_member(role)
    return house


def add_member(role: str) -> Membership:
    """An active member with one role, inside the open organisation."""
    user = make_user(name=f"{role.replace('_', ' ').title()} Person")
    return Membership.objects.create(
        user=user,
        email=user.email,
        name=user.name,
        roles=[role],
        status=MembershipStatus.ACTIVE,
        joined_at=timezone.now(),
    )
