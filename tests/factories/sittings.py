"""Campaigns that people can be invited to, and takers with a cookie, made through the services."""

import re
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core import mail
from django.test import Client
from django.utils import timezone

from backend.accounts.enums import Role
from backend.campaigns.enums import CampaignKind
from backend.campaigns.models import Campaign
from backend.campaigns.services import ChosenInstrument, assemble_battery, open_campaign
from backend.kernel.tenancy import organisation_context
from backend.library.models import InstrumentVersion
from backend.library.services import publish_instrument
from backend.sittings.services.invitations import copy_link, invite_people
from backend.sittings.services.invitees import RawRow
from scoring.definitions.hashing import hash_of
from tests.factories.accounts import House, make_house
from tests.factories.cultures import signed_version
from tests.factories.library import NOTICES

JSON = "application/json"
PLAYER = {"X-Onculture-Player": "1"}
ROLES = (
    Role.OWNER,
    Role.CULTURE_STEWARD,
    Role.SIGNATORY,
    Role.RECRUITER,
    Role.HIRING_MANAGER,
    Role.PSYCHOMETRICIAN,
    Role.ACCOMMODATIONS_OFFICER,
    Role.AUDITOR,
)
SECRET_SCALE = "SECRET-SCALE"
SECTIONS = {"practice": 1, "part-1": 3, "part-2": 3}


def staff_house(name: str = "Brook & Lane") -> House:
    return make_house(name, roles=ROLES)


def instrument_documents(code: str) -> dict[str, Any]:
    """A practice item and two sections of three items, in English and German; codes and the scale are telling."""
    items = [(f"{section}-{n}", section) for section, count in SECTIONS.items() for n in range(1, count + 1)]
    header = {
        "code": code,
        "version": "1.0.0",
        "kind": "questionnaire",
        "framework": {"code": "own", "version": "1.0.0"},
        "intended_use": {"population": "Adults.", "decision": "None.", "stakes": "low", "not_for": ["Decisions."]},
        "authors": ["Somebody"],
        "default_language": "en",
        "formats": {"six": {"type": "rating_scale", "categories": 6}},
        "sections": [{"code": section, "format": "six", "scored": section != "practice"} for section in SECTIONS],
    }
    scored = [code for code, section in items if section != "practice"]
    documents: dict[str, Any] = {
        "instrument.yaml": header,
        "items.yaml": {
            "items": [
                {"code": item, "section": section}
                | ({"scale": SECRET_SCALE, "key": "b" if item == scored[0] else "a"} if section != "practice" else {})
                for item, section in items
            ]
        },
        "scales.yaml": {"scales": [{"code": SECRET_SCALE, "dimension": "D1", "kind": "style", "balanced": False}]},
    }
    for language, word in {"en": "Statement", "de": "Aussage"}.items():
        documents[f"locales/{language}.yaml"] = {
            "language": language,
            "title": f"How you work ({language})",
            "summary": "Seven statements.",
            "measures": [{"title": "Tone", "why": "It should suit you."}],
            "notices": {name: f"Notice about {name} ({language})." for name in NOTICES},
            "consent": [f"I have read it ({language}).", f"I agree ({language})."],
            "sections": {section: {"title": f"Title {section}", "instruction": "Choose."} for section in SECTIONS},
            "formats": {"six": {"type": "rating_scale", "labels": [f"L{n}" for n in range(1, 7)]}},
            "items": {item: f"{word} {number}" for number, (item, _) in enumerate(items, start=1)},
            "scales": {SECRET_SCALE: {"name": "Secret scale", "description": "Not for takers."}},
        }
    return documents


def publish_sections(house: House, code: str = "") -> InstrumentVersion:
    """Inside the open organisation."""
    actor = house.actor(Role.PSYCHOMETRICIAN)
    return publish_instrument(actor=actor, documents=instrument_documents(code or f"own-{uuid.uuid4().hex[:8]}"))


def ready_campaign(house: House, *, instruments: int = 1, title: str = "Night porter", **fields: Any) -> Campaign:
    """A draft that lacks nothing, inside the open organisation."""
    signed = signed_version(
        steward=house.actor(Role.CULTURE_STEWARD),
        signatory=house.actor(Role.SIGNATORY),
        name=f"Culture {uuid.uuid4().hex[:8]}",
    )
    today = timezone.now().date()
    defaults = {
        "purpose": "We look for a colleague at the desk.",
        "contact_name": "Robin Recruiter",
        "contact_email": "robin@example.org",
        "definition_version_id": signed.pk,
        "closes_on": today + timedelta(days=7),
        "answer_by": today + timedelta(days=14),
    }
    recruiter = house.actor(Role.RECRUITER)
    campaign = open_campaign(actor=recruiter, kind=CampaignKind.VACANCY, title=title, **{**defaults, **fields})
    entries = [ChosenInstrument(publish_sections(house).pk) for _ in range(instruments)]
    return assemble_battery(actor=recruiter, campaign_id=campaign.pk, entries=entries)


@dataclass
class Taker:
    """A browser that has opened a link."""

    client: Client
    sitting_id: uuid.UUID
    invitation_id: uuid.UUID
    house: House
    bodies: list[str] = field(default_factory=list)
    tab: uuid.UUID = field(default_factory=uuid.uuid4)
    seq: int = 0

    def get(self, path: str, **headers: str) -> Any:
        response = self.client.get(f"/api/v1/take/{path}", headers=headers)
        self.bodies.append(response.content.decode())
        return response

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        response = self.client.post(
            f"/api/v1/take/{path}", body if body is not None else {}, content_type=JSON, headers={**PLAYER, **headers}
        )
        self.bodies.append(response.content.decode())
        return response

    def start(self, language: str = "en") -> Any:
        codes = [consent["code"] for consent in self.get("state").json()["consents"]]
        return self.post("start", {"consents": codes, "language": language})

    def save(self, *events: dict[str, Any], client: uuid.UUID | None = None) -> Any:
        return self.post("answers", {"client": str(client or self.tab), "events": list(events)})

    def answer(self, item: str, value: Any) -> Any:
        self.seq += 1
        return self.save(event(self.seq, item, value))

    def answers(self) -> dict[str, Any]:
        return dict(self.get("answers").json()["answers"])

    def submit(self, **headers: str) -> Any:
        answers = self.answers()
        return self.post("submit", {"count": len(answers), "hash": hash_of(answers)}, **headers)

    def open_everything(self) -> None:
        for section in self.get("state").json()["sections"][1:]:
            assert self.post(f"sections/{section['index']}/open").status_code == 200


def event(seq: int, item: str, value: Any, at: str = "2026-11-21T22:00:00Z") -> dict[str, Any]:
    return {"seq": seq, "item": item, "value": value, "client_time": at}


def person(number: int = 1, **changes: str) -> RawRow:
    values = {"name": f"Nia {number}", "email": f"nia{number}@example.org", "language": "", **changes}
    return RawRow(number, values["name"], values["email"], values["language"], values["email"])


def invited(house: House, campaign: Campaign, count: int = 1) -> list[Any]:
    """Invitations of so many people, inside the open organisation."""
    people = [person(number, email=f"{uuid.uuid4().hex[:10]}@example.org") for number in range(1, count + 1)]
    made = invite_people(actor=house.actor(Role.RECRUITER), campaign_id=campaign.pk, people=people)
    return list(made.invitations)


def secret_of(link: str) -> str:
    return link.rpartition("#")[2]


def taker_for(house: House, invitation: Any) -> Taker:
    """A browser that has opened a fresh link of an invitation."""
    with organisation_context(house.id):
        link = copy_link(actor=house.actor(Role.RECRUITER), invitation_id=invitation.pk)
        sitting_id = invitation.sittings.get().pk
    client = Client()
    response = client.post("/api/v1/take/exchange", {"token": secret_of(link)}, content_type=JSON, headers=PLAYER)
    assert response.status_code == 204, response.content
    return Taker(client, sitting_id, invitation.pk, house)


def make_taker(house: House | None = None, *, instruments: int = 1, **fields: Any) -> Taker:
    """A house, a campaign, an invitation and a browser that has opened it."""
    house = house or staff_house()
    with organisation_context(house.id):
        (invitation,) = invited(house, ready_campaign(house, instruments=instruments, **fields))
    return taker_for(house, invitation)


def sit_through(taker: Taker, value: int = 4) -> dict[str, Any]:
    """Walks a whole sitting, answers every item with the same value, submits; gives the receipt."""
    taker.start()
    taker.open_everything()
    for section in taker.get("state").json()["sections"]:
        for item in taker.get(f"sections/{section['index']}").json()["items"]:
            taker.answer(item["id"], value)
    submitted = taker.submit()
    assert submitted.status_code == 200, submitted.content
    return dict(submitted.json()["receipt"])


def links_in_mails() -> list[str]:
    """The secrets of all links in the mails sent so far."""
    return [secret for message in mail.outbox for secret in re.findall(r"/take#(\S+)", message.body)]
