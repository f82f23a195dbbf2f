"""A campaign with 10,000 candidates: a page of the list costs what it costs with ten."""

import time
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backend.accounts.enums import Role
from backend.campaigns.models import Campaign
from backend.fit.models import DimensionFit, FitAssessment
from backend.kernel.database.bulk import insert_rows
from backend.kernel.tenancy import current_organisation_id, organisation_context
from backend.people.models import Candidate
from backend.sittings.models import Invitation, Sitting
from tests.factories.sittings import ready_campaign, staff_house

pytestmark = [pytest.mark.django_db, pytest.mark.long]

GOAL_SECONDS, TOLERATED = 0.3, 2.5


def fill(campaign: Campaign, count: int) -> None:
    """Assessed candidates, written as rows: here the list is measured, not the way people come into it."""
    organisation, now = current_organisation_id(), timezone.now()
    version = campaign.definition_version_id
    people = [
        Candidate(organisation_id=organisation, name=f"Person {number:05d}", email=f"{uuid.uuid4().hex}@example.org")
        for number in range(count)
    ]
    invitations = [Invitation(organisation_id=organisation, campaign=campaign, candidate=row) for row in people]
    sittings = [
        Sitting(
            organisation_id=organisation, campaign=campaign, invitation=row, origin="simulated", status="submitted",
            submitted_at=now, answers_count=40,
        )
        for row in invitations
    ]  # fmt: skip
    assessments = [
        FitAssessment(
            organisation_id=organisation, sitting=row, campaign=campaign, definition_version_id=version, assessed=0,
            of=2, reason="No overall figure.",
        )
        for row in sittings
    ]  # fmt: skip
    fits = [
        DimensionFit(
            organisation_id=organisation, assessment=row, position=place, dimension=code, kind=kind, weight=3,
            mean=0.1, se=0.5, lower=-0.7, upper=0.9, basis="assumed", status="draft", reason="assumed_parameters",
        )
        for row in assessments
        for place, (code, kind) in enumerate((("D1", "style"), ("P", "standard")))
    ]  # fmt: skip
    for rows in (people, invitations, sittings, assessments, fits):
        insert_rows(rows)


def test_a_page_of_ten_thousand_candidates_is_quick_and_asks_no_more_than_one_of_ten() -> None:
    house = staff_house()
    with organisation_context(house.id):
        small, large = ready_campaign(house, title="Small"), ready_campaign(house, title="Large")
        fill(small, 10)
        fill(large, 10_000)
    client = house.client(Role.RECRUITER)
    queries, seconds = {}, {}
    for campaign in (small, large):
        path = house.url(f"campaigns/{campaign.pk}/candidates?page_size=50&sort=-submitted")
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(path)
        queries[campaign.title] = len(asked)
        times = []
        for _ in range(5):
            started = time.perf_counter()
            assert client.get(path).status_code == 200
            times.append(time.perf_counter() - started)
        seconds[campaign.title] = sorted(times)[2]

    print(f"candidates: {queries} queries, median seconds {seconds}")  # noqa: T201 -- the figure
    assert queries["Small"] == queries["Large"]
    assert seconds["Large"] < GOAL_SECONDS * TOLERATED
