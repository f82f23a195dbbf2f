"""Criteria are frozen before anybody is asked, by the service and by the database; the same is told to everybody."""

import pytest
from django.db import IntegrityError, transaction

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.tenders.errors import TenderFrozenError, TenderIncompleteError, TenderNotFrozenError
from backend.tenders.models import Bid, Criterion, Tender
from backend.tenders.services.tender import change_tender, criteria_hash, freeze_tender, open_tender
from tests.factories.sittings import JSON
from tests.factories.tenders import (
    bidding,
    contact_for,
    draft_tender,
    frozen_tender,
    tender_house,
)

pytestmark = pytest.mark.django_db


def test_bands_and_weights_are_taken_as_signed_and_hashed() -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        criterion = tender.criteria.get()

        assert (criterion.dimension, criterion.kind) == ("D1", "style")
        assert criterion.weight in range(1, 6)
        assert tender.criteria_hash == criteria_hash(Tender.objects.get(pk=tender.pk))
        assert tender.campaign.status == "running" or Tender.objects.get(pk=tender.pk).campaign.status == "running"


def test_nobody_is_invited_before_the_freeze_not_even_by_the_database() -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = draft_tender(house)
        with pytest.raises(TenderNotFrozenError):
            bidding(house, tender)
        other = frozen_tender(house, title="Other")
        bid = bidding(house, other)
        with pytest.raises(IntegrityError, match="before the criteria are frozen"), transaction.atomic():
            Bid.objects.create(tender=tender, supplier=bid.supplier, contact=bid.contact)


@pytest.mark.parametrize("change", ["weight", "band", "new criterion", "deadline", "rules", "removal"])
def test_what_is_frozen_is_refused_by_the_database(change: str) -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        criterion = tender.criteria.get()
        acts = {
            "weight": lambda: Criterion.objects.filter(pk=criterion.pk).update(weight=1),
            "band": lambda: Criterion.objects.filter(pk=criterion.pk).update(lower=-3.0),
            "new criterion": lambda: Criterion.objects.create(
                tender=tender, position=9, dimension="X", kind="standard", name="X", weight=1
            ),
            "deadline": lambda: Tender.objects.filter(pk=tender.pk).update(deadline_at=None),
            "rules": lambda: Tender.objects.filter(pk=tender.pk).update(respondents=9),
            "removal": criterion.delete,
        }

        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            acts[change]()


def test_a_frozen_tender_is_refused_by_the_service_too() -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        with pytest.raises(TenderFrozenError):
            change_tender(actor=house.actor(Role.BUYER), tender_id=tender.pk, changes={"respondents": 9})


def test_an_empty_tender_says_everything_that_it_lacks() -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = open_tender(actor=house.actor(Role.BUYER), title="Empty")
        with pytest.raises(TenderIncompleteError) as refusal:
            freeze_tender(actor=house.actor(Role.BUYER), tender_id=tender.pk)

    assert {error.field for error in refusal.value.errors} == {
        "definition_version_id", "answer_by", "purpose", "contact_name", "contact_email", "battery",
        "deadline_at", "criteria",
    }  # fmt: skip


def test_a_question_is_answered_to_every_bidder_and_names_nobody() -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        bids = [bidding(house, tender, firm=firm) for firm in ("Swift", "Steady")]
    swift, steady = (contact_for(house, bid) for bid in bids)
    swift.post("questions", {"question": "May drivers wear their own caps?"})
    buyer = house.client(Role.BUYER)
    listed = buyer.get(house.url(f"tenders/{tender.pk}/clarifications")).json()["clarifications"]

    buyer.post(
        house.url(f"tenders/{tender.pk}/clarifications/{listed[0]['id']}/answer"), {"answer": "Yes."}, content_type=JSON
    )

    seen = steady.get("state").json()["clarifications"]
    assert [(row["question"], row["answer"], row["own"]) for row in seen] == [
        ("May drivers wear their own caps?", "Yes.", False)
    ]
    assert "Swift" not in steady.bodies[-1]
