"""Who works in the demo, and how they join: invited by the owner, accepting by their link."""

from dataclasses import dataclass

from backend.accounts.enums import Role
from backend.accounts.selectors import actor_of_user, invitation_of, user_by_email
from backend.accounts.services import (
    accept_invitation,
    create_organisation,
    create_user,
    invite_member,
    renew_invitation_secret,
)
from backend.kernel.tenancy import Actor, organisation_context

PASSWORD = "onculture demo 2026"  # noqa: S105 -- printed on purpose: every demo has the same


@dataclass(frozen=True)
class Person:
    """A member of a demo organisation."""

    name: str
    email: str
    roles: tuple[Role, ...]


OWNER = Person("Ingrid Halden", "owner@halden.example", (Role.OWNER,))
STAFF = (
    Person("Tomas Berg", "steward@halden.example", (Role.CULTURE_STEWARD,)),
    Person("Ruth Adeyemi", "signatory@halden.example", (Role.SIGNATORY,)),
    Person("Karl Moor", "signatory2@halden.example", (Role.SIGNATORY, Role.BUYER)),
    Person("Leila Hassan", "recruiter@halden.example", (Role.RECRUITER,)),
    Person("Jonas Vik", "manager@halden.example", (Role.HIRING_MANAGER,)),
    Person("Mina Osei", "rater@halden.example", (Role.RATER,)),
    Person("Paula Reyes", "advocate@halden.example", (Role.CUSTOMER_ADVOCATE,)),
    Person("Sven Holm", "psychometrician@halden.example", (Role.PSYCHOMETRICIAN,)),
    Person("Aiko Tanaka", "accommodations@halden.example", (Role.ACCOMMODATIONS_OFFICER,)),
    Person("Vera Lind", "auditor@halden.example", (Role.AUDITOR,)),
)
RESEARCH_OWNER = Person("Dana Whitlock", "owner@openanswers.example", (Role.OWNER,))
RESEARCH_STAFF = (
    Person("Milan Kos", "steward@openanswers.example", (Role.CULTURE_STEWARD,)),
    Person("Greta Lund", "signatory@openanswers.example", (Role.SIGNATORY,)),
    Person("Omar Said", "psychometrician@openanswers.example", (Role.PSYCHOMETRICIAN,)),
    Person("Nora Beck", "recruiter@openanswers.example", (Role.RECRUITER,)),
)


@dataclass(frozen=True)
class Crew:
    """The actors of one demo organisation, by role; the first of a role where there are several."""

    organisation_name: str
    by_email: dict[str, Actor]

    def actor(self, role: Role) -> Actor:
        return next(actor for actor in self.by_email.values() if role in actor.roles)

    def all_with(self, role: Role) -> list[Actor]:
        return [actor for actor in self.by_email.values() if role in actor.roles]


def found_organisation(name: str, owner: Person, staff: tuple[Person, ...]) -> Crew:
    """An organisation with everybody in it."""
    user = create_user(email=owner.email, name=owner.name, password=PASSWORD)
    organisation = create_organisation(name=name, owner=user, is_demo=True)
    owning = actor_of_user(user.pk, organisation.pk)
    assert owning is not None  # just made
    return Crew(name, {owner.email: owning} | {person.email: _join(owning, person) for person in staff})


def _join(owner: Actor, person: Person) -> Actor:
    with organisation_context(owner.organisation_id):
        membership = invite_member(
            actor=owner, email=person.email, name=person.name, roles=[str(role) for role in person.roles]
        )
        secret = renew_invitation_secret(invitation=invitation_of(membership.pk))
    accept_invitation(token=secret, name=person.name, password=PASSWORD, signed_in=None)
    user = user_by_email(person.email)
    assert user is not None  # just joined
    actor = actor_of_user(user.pk, owner.organisation_id)
    assert actor is not None
    return actor
