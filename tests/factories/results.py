"""Candidates who have submitted and been scored, by the same jobs as in the product."""

import uuid
from dataclasses import dataclass

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from tests.factories.accounts import House
from tests.factories.jobs import run_waiting_jobs
from tests.factories.sittings import invited, ready_campaign, sit_through, staff_house, taker_for


@dataclass
class Scored:
    """A campaign whose people have all submitted and been assessed."""

    house: House
    campaign_id: uuid.UUID
    candidate_ids: list[uuid.UUID]
    sitting_ids: list[uuid.UUID]

    def path(self, rest: str) -> str:
        return self.house.url(f"campaigns/{self.campaign_id}/{rest}")

    def candidate(self, rest: str = "", number: int = 0) -> str:
        tail = f"/{rest}" if rest else ""
        return self.path(f"candidates/{self.candidate_ids[number]}{tail}")


def scored_campaign(values: tuple[int, ...] = (4,)) -> Scored:
    """One candidate for each value; everybody gives that value to every item."""
    house = staff_house()
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        people = invited(house, campaign, count=len(values))
    takers = [taker_for(house, invitation) for invitation in people]
    for taker, value in zip(takers, values, strict=True):
        sit_through(taker, value)
    run_waiting_jobs()
    return Scored(house, campaign.pk, [row.candidate_id for row in people], [taker.sitting_id for taker in takers])


DECIDERS = (Role.RECRUITER, Role.HIRING_MANAGER)
