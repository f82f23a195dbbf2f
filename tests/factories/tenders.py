"""Tenders with bidders, staff lists and respondents, made through the services and the API."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context, system_actor
from backend.library.models import InstrumentVersion
from backend.library.services import publish_instrument
from backend.people.models import Respondent
from backend.sittings.models import Invitation
from backend.sittings.services.invitations import fresh_link
from backend.tenders.models import Bid, Tender
from backend.tenders.services.bidders import copy_bidder_link, invite_supplier
from backend.tenders.services.evaluators import appoint_evaluator, declare_interests
from backend.tenders.services.results import assess_tender
from backend.tenders.services.staff import hand_in_staff_list
from backend.tenders.services.tender import change_tender, freeze_tender, open_tender
from tests.factories.accounts import House, make_house
from tests.factories.cultures import signed_version
from tests.factories.library import NOTICES
from tests.factories.sittings import JSON, PLAYER, ROLES, Taker, secret_of

TENDER_ROLES = (*ROLES, Role.BUYER, Role.CUSTOMER_ADVOCATE)
SCALE = "SUPPLIER-SCALE"
ITEMS = 4
PDF = b"%PDF-1.4 a promise record"


def tender_house(name: str = "Brook & Lane") -> House:
    return make_house(name, roles=TENDER_ROLES)


def supplier_documents(code: str, *, items: int = ITEMS, categories: int = 6) -> dict[str, Any]:
    """One scale about dimension D1, the last item keyed the other way, with "I cannot know"."""
    codes = [f"item-{number}" for number in range(1, items + 1)]
    return {
        "instrument.yaml": {
            "code": code,
            "version": "1.0.0",
            "kind": "questionnaire",
            "framework": {"code": "own", "version": "1.0.0"},
            "intended_use": {"population": "Staff.", "decision": "None.", "stakes": "low", "not_for": ["People."]},
            "authors": ["Somebody"],
            "default_language": "en",
            "formats": {"six": {"type": "rating_scale", "categories": categories, "cannot_know": True}},
            "sections": [{"code": "all", "format": "six"}],
        },
        "items.yaml": {
            "items": [
                {"code": item, "section": "all", "scale": SCALE, "key": "b" if item == codes[-1] and items > 1 else "a"}
                for item in codes
            ]
        },
        "scales.yaml": {"scales": [{"code": SCALE, "dimension": "D1", "kind": "style", "balanced": False}]},
        "locales/en.yaml": {
            "language": "en",
            "title": "How your organisation works with our customers",
            "summary": "A few statements.",
            "measures": [{"title": "Tone", "why": "It should suit our customers."}],
            "notices": {name: f"Notice about {name}." for name in NOTICES},
            "consent": ["I have read it."],
            "sections": {"all": {"title": "Your firm", "instruction": "Choose."}},
            "formats": {
                "six": {
                    "type": "rating_scale",
                    "labels": [f"L{n}" for n in range(1, categories + 1)],
                    "cannot_know": "I cannot know",
                }
            },
            "items": {item: f"Statement {item}" for item in codes},
            "scales": {SCALE: {"name": "Tone", "description": "Of a firm."}},
        },
    }


def publish_supplier_instrument(house: House, **changes: int) -> InstrumentVersion:
    documents = supplier_documents(f"supplier-{uuid.uuid4().hex[:8]}", **changes)
    return publish_instrument(actor=house.actor(Role.PSYCHOMETRICIAN), documents=documents)


def draft_tender(house: House, *, title: str = "Parcel delivery", respondents: int = 5, **changes: Any) -> Tender:
    """A tender that lacks nothing and is not frozen, inside the open organisation."""
    buyer = house.actor(Role.BUYER)
    signed = signed_version(
        steward=house.actor(Role.CULTURE_STEWARD),
        signatory=house.actor(Role.SIGNATORY),
        name=f"Culture {uuid.uuid4().hex[:8]}",
    )
    tender = open_tender(actor=buyer, title=title)
    instrument = changes.pop("instrument", None) or publish_supplier_instrument(house)
    fields = {
        "purpose": "Who brings our parcels.",
        "contact_name": "Bea Buyer",
        "contact_email": "bea@example.org",
        "definition_version_id": signed.pk,
        "deadline_at": timezone.now() + timedelta(days=5),
        "answer_by": timezone.now().date() + timedelta(days=20),
        "respondents": respondents,
        "criteria": ["D1"],
        "instruments": [instrument.pk],
    }
    return change_tender(actor=buyer, tender_id=tender.pk, changes={**fields, **changes})


def frozen_tender(house: House, **changes: Any) -> Tender:
    return freeze_tender(actor=house.actor(Role.BUYER), tender_id=draft_tender(house, **changes).pk)


def staff_csv(people: int = 8, *, firm: str = "swift") -> str:
    """A list over two levels, every second person facing customers."""
    lines = ["name,mail,level,customer-facing"]
    for number in range(1, people + 1):
        level = "team lead" if number % 4 == 0 else "front line"
        facing = "yes" if number % 2 else "no"
        lines.append(f"{firm.title()} Person {number},p{number}@{firm}.example,{level},{facing}")
    return "\n".join(lines) + "\n"


def bidding(house: House, tender: Tender, *, firm: str = "Swift") -> Bid:
    return invite_supplier(
        actor=house.actor(Role.BUYER),
        tender_id=tender.pk,
        name=firm,
        contact_name=f"{firm} Contact",
        contact_email=f"contact@{firm.lower()}.example",
    )


def drawn_bid(house: House, tender: Tender, *, firm: str = "Swift", people: int = 8) -> Bid:
    """A bidder whose staff list was handed in and drawn from, inside the open organisation."""
    bid = bidding(house, tender, firm=firm)
    text = staff_csv(people, firm=firm.lower())
    return hand_in_staff_list(actor=system_actor(house.id), bid_id=bid.pk, text=text, staff_informed=True)


@dataclass
class ContactBrowser:
    """A browser in which a supplier's contact has opened their link."""

    client: Client
    bid_id: uuid.UUID
    bodies: list[str] = field(default_factory=list)

    def get(self, path: str) -> Any:
        return self._kept(self.client.get(f"/api/v1/bid/{path}"))

    def post(self, path: str, body: Any = None) -> Any:
        return self._kept(self.client.post(f"/api/v1/bid/{path}", body or {}, content_type=JSON, headers=PLAYER))

    def upload(self, content: bytes, *, name: str = "record.pdf", title: str = "Promise record", **more: Any) -> Any:
        body = {"title": title, "content": SimpleUploadedFile(name, content), **more}
        return self._kept(self.client.post("/api/v1/bid/evidence", body, headers=PLAYER))

    def _kept(self, response: Any) -> Any:
        if not response.streaming:
            self.bodies.append(response.content.decode(errors="replace"))
        return response


def contact_for(house: House, bid: Bid) -> ContactBrowser:
    """Opens a fresh link of a bid."""
    with organisation_context(house.id):
        link = copy_bidder_link(actor=house.actor(Role.BUYER), tender_id=bid.tender_id, bid_id=bid.pk)
    client = Client()
    response = client.post("/api/v1/bid/exchange", {"token": secret_of(link)}, content_type=JSON, headers=PLAYER)
    assert response.status_code == 204, response.content
    return ContactBrowser(client, bid.pk)


def respondents_of(house: House, bid: Bid) -> list[Taker]:
    """A browser for everybody who was drawn, in the order of the draw."""
    takers = []
    with organisation_context(house.id):
        drawn = list(Respondent.objects.filter(list_id=bid.pk, place__isnull=False).order_by("place"))
        links = []
        for person in drawn:
            invitation = Invitation.objects.get(respondent=person)
            links.append((invitation, invitation.sittings.get(), fresh_link(invitation.sittings.get())))
    for invitation, sitting, link in links:
        client = Client()
        answer = client.post("/api/v1/take/exchange", {"token": secret_of(link)}, content_type=JSON, headers=PLAYER)
        assert answer.status_code == 204
        takers.append(Taker(client, sitting.pk, invitation.pk, house))
    return takers


def answer_as(taker: Taker, values: list[Any]) -> None:
    """A whole sitting with these answers, item by item; None leaves one out."""
    taker.start()
    items = taker.get("sections/1").json()["items"]
    for item, value in zip(items, values, strict=True):
        if value is not None:
            assert taker.answer(item["id"], value).status_code == 200
    assert taker.submit().status_code == 200


def evaluator(house: House, tender: Tender, role: str = Role.BUYER, *, has_conflict: bool = False) -> None:
    """Appoints the member with this role and lets them declare, inside the open organisation."""
    membership_id = house.members[role].pk
    appoint_evaluator(actor=house.actor(Role.BUYER), tender_id=tender.pk, membership_id=membership_id)
    declare_interests(actor=house.actor(role), tender_id=tender.pk, has_conflict=has_conflict, words="")


def after(tender: Tender) -> time_machine.travel:
    """The world a little after the deadline and its grace."""
    assert tender.deadline_at is not None
    moment: datetime = tender.deadline_at + timedelta(minutes=16)
    return time_machine.travel(moment, tick=True)


def assess(house: House, tender: Tender) -> None:
    with organisation_context(house.id):
        assess_tender(actor=system_actor(house.id), tender_id=tender.pk)
