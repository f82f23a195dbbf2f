"""Two organisations that buy from the same firm, with the same contact and the same staff, never see each other."""

import re
import uuid
from dataclasses import dataclass

import pytest

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.people.models import Respondent, Supplier, SupplierContact
from backend.tenders.models import Bid, Evidence, Tender
from tests.contracts.endpoints import endpoints
from tests.factories.accounts import House
from tests.factories.tenders import (
    ContactBrowser,
    after,
    answer_as,
    assess,
    contact_for,
    drawn_bid,
    evaluator,
    frozen_tender,
    respondents_of,
    tender_house,
)

pytestmark = pytest.mark.django_db
ANSWERS = [[5, 5, 6, 1], [5, 6, 6, 1], [5, 5, 5, 1], [6, 5, 6, 1], [5, 5, 6, 2]]
FIRM = "Swift"


@dataclass
class Client:
    """One organisation as a client of the firm: its tender, the bid, and the contact's browser."""

    house: House
    tender: Tender
    bid: Bid
    contact: ContactBrowser
    evidence_id: str

    @property
    def marks(self) -> set[str]:
        """What stands nowhere but here: ids, names and texts of this client."""
        ids = {str(each) for each in (self.house.id, self.tender.pk, self.bid.pk, self.bid.supplier_id)}
        return ids | {self.evidence_id, self.house.organisation.name, self.tender.campaign.title}


def client_of_the_firm(name: str, title: str) -> Client:
    house = tender_house(name)
    with organisation_context(house.id):
        tender = frozen_tender(house, title=title)
        bid = drawn_bid(house, tender, firm=FIRM)
        evaluator(house, tender)
    contact = contact_for(house, bid)
    contact.upload(b"%PDF-1.4 a record", title=f"Record for {name}")
    for taker, values in zip(respondents_of(house, bid), ANSWERS, strict=True):
        answer_as(taker, values)
    return Client(house, tender, bid, contact, contact.get("state").json()["evidence"][0]["id"])


@pytest.fixture
def pair() -> tuple[Client, Client]:
    return client_of_the_firm("Aster Homes", "Parcels of Aster"), client_of_the_firm("Birch Bank", "Letters of Birch")


def test_the_contact_of_both_sees_in_each_session_one_client_alone(pair: tuple[Client, Client]) -> None:
    for mine, other in (pair, pair[::-1]):
        state = mine.contact.get("state").content.decode()
        file = mine.contact.get(f"evidence/{other.evidence_id}")

        assert mine.house.organisation.name in state
        assert [mark for mark in other.marks if mark in state] == []
        assert file.status_code == 404


def test_no_role_of_one_client_reads_a_trace_of_the_other(pair: tuple[Client, Client]) -> None:
    mine, other = pair
    with after(other.tender):
        for client in pair:
            assess(client.house, client.tender)
        bodies = _everything_read(mine)
        strange = {
            path: mine.house.client(Role.BUYER).get(mine.house.url(path)).status_code
            for path in (
                f"tenders/{other.tender.pk}",
                f"tenders/{other.tender.pk}/results",
                f"tenders/{mine.tender.pk}/bids/{other.bid.pk}",
                f"tenders/{mine.tender.pk}/bids/{other.bid.pk}/summary.pdf",
                f"tenders/{mine.tender.pk}/bids/{mine.bid.pk}/evidence/{other.evidence_id}/file",
            )
        }

    assert any(mine.tender.campaign.title in body for body in bodies.values())
    assert {place: mark for place, body in bodies.items() for mark in other.marks if mark in body} == {}
    assert set(strange.values()) == {404}, strange


def test_the_firm_its_contact_and_its_staff_are_other_rows_for_each_client(pair: tuple[Client, Client]) -> None:
    rows: list[set[uuid.UUID]] = []
    for client in pair:
        with organisation_context(client.house.id):
            found = [
                set(model.objects.values_list("pk", flat=True))
                for model in (Supplier, SupplierContact, Respondent, Evidence)
            ]
        assert [len(each) for each in found] == [1, 1, 8, 1]
        rows.append(set().union(*found))

    assert rows[0].isdisjoint(rows[1])


def _everything_read(client: Client) -> dict[str, str]:
    """What every role reads at every address that is filled by ids of this client."""
    ids = {
        "organisation_id": client.house.id,
        "tender_id": client.tender.pk,
        "bid_id": client.bid.pk,
        "campaign_id": client.tender.campaign_id,
    }
    paths = [path for method, path in endpoints() if method == "GET" and "{organisation_id}" in path]
    addresses = [path.format(**ids) for path in paths if set(re.findall(r"\{(\w+)\}", path)) <= set(ids)]
    bodies = {}
    for role in client.house.members:
        browser = client.house.client(role)
        for address in addresses:
            answer = browser.get(address)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            bodies[f"{role} {address}"] = content.decode(errors="replace")
    return bodies
