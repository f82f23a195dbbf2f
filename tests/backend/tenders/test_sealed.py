"""Until the deadline no answer, no file and no result reaches anybody; then only evaluators who have declared.

Every GET address of the API is asked as every role. The canaries are values that stand nowhere else; the positive
control asks the same addresses after the deadline and must find them.
"""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from backend.accounts.enums import Role
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from backend.sittings.models import CurrentAnswers
from backend.tenders import policies
from backend.tenders.models import BidderScore, Tender
from backend.tenders.services.evaluators import appoint_evaluator
from backend.tenders.services.results import assess_tender
from tests.contracts.endpoints import endpoints
from tests.factories.accounts import House
from tests.factories.jobs import run_waiting_jobs
from tests.factories.tenders import (
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

TITLE = "CANARY-TITLE-OF-EVIDENCE"
CONTENT = b"%PDF-1.4 CANARY-INSIDE-THE-FILE"
# Respondents' means of a seven-item-free pattern that no other figure of the product shows.
VALUES = [[5, 5, 6, 1], [5, 6, 6, 1], [5, 5, 5, 1], [6, 5, 6, 1], [5, 5, 6, 2]]
MEAN = "5.5"


class Sealed:
    """A tender in which everybody has answered, and a file is handed in."""

    def __init__(self) -> None:
        self.house: House = tender_house()
        with organisation_context(self.house.id):
            self.tender: Tender = frozen_tender(self.house)
            self.bid = drawn_bid(self.house, self.tender)
            for role in (Role.OWNER, Role.BUYER):
                evaluator(self.house, self.tender, role)
        self.contact = contact_for(self.house, self.bid)
        self.contact.upload(CONTENT, title=TITLE)
        for taker, values in zip(respondents_of(self.house, self.bid), VALUES, strict=True):
            answer_as(taker, values)
        self.evidence_id = self.contact.get("state").json()["evidence"][0]["id"]

    def addresses(self) -> list[str]:
        """Every address inside the organisation that can be read, filled with the ids of this tender."""
        ids = {
            "organisation_id": self.house.id, "tender_id": self.tender.pk, "bid_id": self.bid.pk,
            "campaign_id": self.tender.campaign_id, "evidence_id": self.evidence_id,
            "sitting_id": self._a_sitting(),
        }  # fmt: skip
        found = []
        for method, path in endpoints():
            if method == "GET" and "{organisation_id}" in path:
                names = re.findall(r"\{(\w+)\}", path)
                if set(names) <= set(ids):
                    found.append(path.format(**ids))
        return found

    def _a_sitting(self) -> Any:
        with organisation_context(self.house.id):
            return CurrentAnswers.objects.first().sitting_id  # type: ignore[union-attr]

    def bodies(self) -> dict[str, str]:
        """What every role is told at every address, and a taker and the contact at theirs."""
        seen = {}
        for role in self.house.members:
            client = self.house.client(role)
            for address in self.addresses():
                seen[f"{role} {address}"] = text_of(client.get(address))
        return seen


def text_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return bytes(content).decode(errors="replace")


def leaks(bodies: dict[str, str]) -> set[str]:
    """Where an answer, a figure or a file of the bid shows."""
    canaries = (TITLE, CONTENT.decode(), '"mean":5.', '"respondent_means":[5', "item-1")
    return {place for place, body in bodies.items() if any(canary in body.replace(": ", ":") for canary in canaries)}


def test_before_the_deadline_nobody_sees_an_answer_a_file_or_a_result() -> None:
    sealed = Sealed()
    run_waiting_jobs()
    assess(sealed.house, sealed.tender)

    bodies = sealed.bodies()

    assert len(bodies) > 300
    assert leaks(bodies) == set()
    with organisation_context(sealed.house.id):
        assert not BidderScore.objects.exists()


def test_after_the_deadline_the_same_addresses_show_them_to_declared_evaluators_and_auditors_alone() -> None:
    sealed = Sealed()
    with after(sealed.tender):
        assess(sealed.house, sealed.tender)

        found = leaks(sealed.bodies())

    assert {place.split()[0] for place in found} == {"owner", "buyer", "auditor"}
    assert {re.sub(r"[0-9a-f-]{36}", "*", place.split()[1]).rpartition("*/tenders/")[2] for place in found} == {
        "*/results",
        "*/bids/*",
        "*/bids/*/evidence/*/file",
        "*/bids/*/summary",
    }


def test_without_the_seal_the_sweep_would_find_them(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = Sealed()
    monkeypatch.setattr(policies, "is_sealed", lambda _: False)

    assert any("buyer" in place and TITLE in body for place, body in sealed.bodies().items())


def test_mails_jobs_and_the_audit_trail_hold_no_answer() -> None:
    sealed = Sealed()
    run_waiting_jobs()

    with organisation_context(sealed.house.id):
        audited = " ".join(str(event.details) for event in AuditEvent.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(args::text, ' ') FROM procrastinate_jobs")
        jobs = cursor.fetchone()[0] or ""
    mails = " ".join(message.body + message.subject for message in mail.outbox)

    for text in (audited, jobs, mails):
        assert TITLE not in text
        assert "CANARY" not in text
        assert "item-1" not in text
        assert "respondent_means" not in text


def test_a_result_is_not_even_made_while_an_answer_could_still_come() -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        drawn_bid(house, tender)

    with after(tender), organisation_context(house.id):
        assert not policies.is_sealed(tender)
    assert policies.is_sealed(tender)
    with organisation_context(house.id):
        assert assess_tender(actor=house.actor(), tender_id=tender.pk) == 0


@pytest.mark.parametrize(
    ("seat", "code"),
    [("none", "results_not_appointed"), ("appointed", "results_not_declared"), ("conflict", "results_conflict")],
)
def test_nobody_evaluates_without_a_declaration(seat: str, code: str) -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        drawn_bid(house, tender)
        if seat == "appointed":
            membership_id = house.members[Role.BUYER].pk
            appoint_evaluator(actor=house.actor(), tender_id=tender.pk, membership_id=membership_id)
        elif seat == "conflict":
            evaluator(house, tender, has_conflict=True)

    with after(tender):
        assess(house, tender)
        answer = house.client(Role.BUYER).get(house.url(f"tenders/{tender.pk}/results"))

    assert (answer.status_code, answer.json()["code"]) == (409, code)


def test_one_bidder_learns_nothing_of_another_and_a_session_is_good_for_its_own_purpose_alone() -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        bids = [drawn_bid(house, tender, firm=firm) for firm in ("Swift", "Steady")]
    swift, steady = (contact_for(house, bid) for bid in bids)
    swift.upload(CONTENT, title=TITLE)
    evidence_id = swift.get("state").json()["evidence"][0]["id"]

    taken = steady.client.get(f"/api/v1/bid/evidence/{evidence_id}")
    (taker, *_) = respondents_of(house, bids[0])
    as_taker = Client()
    as_taker.cookies["__Host-taker"] = swift.client.cookies["__Host-bidder"].value
    as_bidder = Client()
    as_bidder.cookies["__Host-bidder"] = taker.client.cookies["__Host-taker"].value

    assert taken.status_code == 404
    state = steady.get("state").content.decode()
    assert TITLE not in state
    assert "Swift" not in state
    assert as_taker.get("/api/v1/take/state").status_code == 401
    assert as_bidder.get("/api/v1/bid/state").status_code == 401
