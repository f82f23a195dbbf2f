"""A vacancy of the demo organisation with people at every stage. Every answer is stamped as simulated."""

import unicodedata
import uuid
from datetime import timedelta

from django.utils import timezone

from backend.accounts.enums import Role
from backend.campaigns.enums import CampaignKind
from backend.campaigns.services import ChosenInstrument, assemble_battery, change_campaign, open_campaign
from backend.config.demo.people import Crew
from backend.config.demo.taker import Simulated, Walk
from backend.fit.enums import Outcome
from backend.fit.services import open_evidence, record_decision
from backend.kernel.tenancy import Actor, organisation_context
from backend.library.selectors.instruments import instruments
from backend.sittings.selectors.invitations import invitations_by_email
from backend.sittings.services.invitations import copy_link, invite_people, revoke_invitation
from backend.sittings.services.invitees import RawRow

SUBMITTED = {
    "Amara Nwosu": {"D1": 0.9, "D2": 0.8, "D3": 0.2, "P": 1.4, "S": 0.9, "X": 0.7, "O": 1.2},
    "Björn Åkesson": {"D1": -1.2, "D2": 0.3, "D3": 1.1, "P": 0.6, "S": -0.2, "X": 0.2, "O": -0.4},
    "Chen Li": {"D1": 0.4, "D2": -0.9, "D3": -0.6, "P": 0.1, "S": 1.2, "X": 1.1, "O": 0.3},
    "Divya Raman": {"D1": 1.3, "D2": 1.1, "D3": 0.6, "P": 0.9, "S": 0.4, "X": 0.1, "O": 0.8},
    "Emil Novak": {"D1": -0.3, "D2": -1.4, "D3": 1.6, "P": -0.8, "S": -0.6, "X": -0.9, "O": -0.5},
    "Farah Aziz فرح": {"D1": 0.6, "D2": 0.4, "D3": 0.1, "P": 1.8, "S": 1.0, "X": 0.5, "O": 1.5},
    "Goran Petrović": {"D1": 0.0, "D2": 0.2, "D3": -1.5, "P": 0.3, "S": 0.1, "X": 0.6, "O": -0.1},
    "Hanna Weiss": {"D1": 1.7, "D2": 0.9, "D3": 0.8, "P": -0.2, "S": 0.7, "X": 0.4, "O": 0.2},
}
RATES_ALIKE = "Goran Petrović"
SITUATIONS = ("practice", "tone-1", "promises-1", "tone-2", "promises-2")
OTHERS = ("Isaac Boateng", "Jana Horák", "Kenji Mori", "Lucía Romero", "Mateo Silva", "Nadia Rossi")


def fill_vacancy(crew: Crew, definition_version_id: uuid.UUID) -> uuid.UUID:
    """Opens a vacancy, invites everybody, and takes each of them as far as they are to be."""
    recruiter = crew.actor(Role.RECRUITER)
    with organisation_context(recruiter.organisation_id):
        campaign_id = _open(recruiter, definition_version_id)
        names = [*SUBMITTED, *OTHERS]
        rows = [RawRow(line, name, _address(name), "en", name) for line, name in enumerate(names, start=1)]
        invite_people(actor=recruiter, campaign_id=campaign_id, people=rows)
        links = _links(recruiter, campaign_id)
    for seed, (name, positions) in enumerate(SUBMITTED.items(), start=1):
        _walk_to_the_end(links[_address(name)], Simulated(positions, seed, rates_alike=name == RATES_ALIKE))
    _walk_part_of_the_way(recruiter, campaign_id, links)
    _open_draft(recruiter, definition_version_id)
    return campaign_id


def decide_in_vacancy(crew: Crew, campaign_id: uuid.UUID) -> None:
    """Two decisions of named people, after their evidence has been scored and opened."""
    manager, recruiter = crew.actor(Role.HIRING_MANAGER), crew.actor(Role.RECRUITER)
    with organisation_context(manager.organisation_id):
        people = {row.invitee.email: row.invitee.pk for row in invitations_by_email(campaign_id).values()}
        for actor, name, outcome, reason in (
            (
                manager,
                "Amara Nwosu",
                Outcome.MEET,
                "Says how she warns customers early; I want to see it.",
            ),
            (recruiter, "Emil Novak", Outcome.DECLINE, "In the talk he preferred work without customers; he agrees."),
        ):
            candidate_id = people[_address(name)]
            open_evidence(actor=actor, campaign_id=campaign_id, candidate_id=candidate_id)
            record_decision(
                actor=actor, campaign_id=campaign_id, candidate_id=candidate_id, outcome=outcome, reason=reason
            )


def _address(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.split(maxsplit=1)[0].lower())
    return f"{''.join(letter for letter in plain if letter.isascii() and letter.isalpha())}@candidates.example"


def _open(recruiter: Actor, definition_version_id: uuid.UUID) -> uuid.UUID:
    today = timezone.now().date()
    campaign = open_campaign(actor=recruiter, kind=CampaignKind.VACANCY, title="Heating engineer, Northfield")
    change_campaign(
        actor=recruiter,
        campaign_id=campaign.pk,
        changes={
            "purpose": "You would visit homes and small firms and keep their heating running.",
            "contact_name": "Leila Hassan",
            "contact_email": "recruiter@halden.example",
            "definition_version_id": definition_version_id,
            "closes_on": today + timedelta(days=10),
            "answer_by": today + timedelta(days=20),
        },
    )
    battery: tuple[tuple[str, tuple[str, ...]], ...] = (("customer-culture", ()), ("customer-situations", SITUATIONS))
    chosen = [
        ChosenInstrument(instruments(recruiter).filter(code=code).latest("created_at").pk, sections)
        for code, sections in battery
    ]
    assemble_battery(actor=recruiter, campaign_id=campaign.pk, entries=chosen)
    return campaign.pk


def _open_draft(recruiter: Actor, definition_version_id: uuid.UUID) -> None:
    with organisation_context(recruiter.organisation_id):
        campaign = open_campaign(actor=recruiter, kind=CampaignKind.VACANCY, title="Customer desk, evenings")
        change_campaign(
            actor=recruiter, campaign_id=campaign.pk, changes={"definition_version_id": definition_version_id}
        )


def _links(recruiter: Actor, campaign_id: uuid.UUID) -> dict[str, str]:
    return {
        email: copy_link(actor=recruiter, invitation_id=invitation.pk)
        for email, invitation in invitations_by_email(campaign_id).items()
    }


def _walk_to_the_end(link: str, person: Simulated) -> None:
    walk = Walk(link, person)
    walk.start()
    walk.answer_sections()
    walk.submit()


def _walk_part_of_the_way(recruiter: Actor, campaign_id: uuid.UUID, links: dict[str, str]) -> None:
    started, paused, withdrawn, revoked, *_ = (_address(name) for name in OTHERS)
    walk = Walk(links[started], Simulated({}, 101))
    walk.start()
    walk.answer_sections(2)
    walk = Walk(links[paused], Simulated({}, 102))
    walk.start()
    walk.answer_sections(3)
    walk.pause()
    walk = Walk(links[withdrawn], Simulated({}, 103))
    walk.start()
    walk.withdraw()
    with organisation_context(recruiter.organisation_id):
        invitation = invitations_by_email(campaign_id)[revoked]
        revoke_invitation(actor=recruiter, invitation_id=invitation.pk)
