"""Tenders of the demo organisation: one that takes bids, one past its deadline with three bidders.

One bidder's staff speak with one voice, one is split four against one, one has only four who answered. Everything goes
through the services, by named people and by the bidders' own links; every answer is stamped as simulated.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep

from django.utils import timezone

from backend.accounts.authentication.takers import (
    BID,
    exchange_taker_token,
    open_taker_session,
    read_cookie,
    taker_actor,
)
from backend.accounts.enums import Role
from backend.config.demo.people import Crew
from backend.config.demo.taker import Simulated, Walk
from backend.kernel.tenancy import Actor, organisation_context, system_actor
from backend.library.selectors.instruments import instruments
from backend.sittings.services.invitations import fresh_respondent_links
from backend.tenders.enums import BidOutcome, EvidenceGrade
from backend.tenders.selectors.results import assessed_bid, is_assessed
from backend.tenders.selectors.tenders import bidders
from backend.tenders.services.bidders import copy_bidder_link, invite_supplier
from backend.tenders.services.clarifications import answer_question, ask_question
from backend.tenders.services.deciding import answer_contest, contest_assessment, decide_bid
from backend.tenders.services.evaluators import appoint_evaluator, declare_interests
from backend.tenders.services.evidence import grade_evidence, hand_in_evidence
from backend.tenders.services.results import assess_tender
from backend.tenders.services.staff import hand_in_staff_list
from backend.tenders.services.tender import change_tender, freeze_tender, open_tender

CRITERIA = ["D1", "D3", "P", "S"]
TIME_TO_BID = timedelta(minutes=2)
"""The deadline lies ahead while bidders hand in and behind when they are decided; other parts are made in between."""
WELL, BADLY = {"D1": 1.3, "D3": 0.9, "P": 1.5, "S": 1.1}, {"D1": -1.9, "D3": -1.9, "P": -2.4, "S": -2.0}
HIDDEN_FROM_SOME = frozenset({"d3_02", "p_04"})  # what somebody who never meets customers cannot know
FIRST_NAMES = ("Ada", "Bo", "Cleo", "Dag", "Eli", "Finn", "Gro", "Hedda", "Ivo", "Juna", "Kai", "Lone")
RECORD = b"month,promised,kept,warned in time,missed\n2026-07,412,391,14,7\n2026-08,398,380,12,6\n2026-09,421,407,9,5\n"
GUIDE = b"Tone guide for drivers\n\nGreet by name. Say when the parcel comes. Warn before the hour, not after.\n"
QUESTION, ANSWER = (
    "May people of a partner's depot stand on the staff list?",
    "Yes, if they serve our customers under your name. Please mark them as meeting customers.",
)
CONTEST, REPLY = (
    "The fifth respondent works in a depot that we closed in August. Please ask another.",
    "The depot stood on your list, and the draw is the same for all. We would gladly see the new one.",
)


@dataclass(frozen=True)
class Firm:
    """A fictitious bidder: where each of five respondents stands; None withdraws."""

    name: str
    contact: str
    respondents: tuple[dict[str, float] | None, ...]
    evidence: tuple[tuple[str, bytes], ...]
    outcome: BidOutcome
    strengths: str
    reason: str

    @property
    def domain(self) -> str:
        return f"{self.name.split()[0].lower()}.example"


UNITED = Firm(
    "Swift Parts Delivery",
    "Maren Sola",
    (WELL, WELL, WELL, WELL, WELL),
    (("Promise record July to September", RECORD), ("Tone guide for drivers", GUIDE)),
    BidOutcome.AWARD,
    "Staff of every level say that customers hear of a delay before the hour they were promised.",
    "The only bidder assessed on every criterion whose staff speak with one voice; its record was verified.",
)
SPLIT = Firm(
    "Brightline Couriers",
    "Otto Kjær",
    (WELL, WELL, WELL, WELL, BADLY),
    (("Promise record July to September", RECORD),),
    BidOutcome.NOT_AWARDED,
    "Four of five respondents describe careful work with customers.",
    "One of five describes the opposite on every criterion. We do not average a split away; show us both depots.",
)
TOO_FEW = Firm(
    "Nordveg Logistics",
    "Sigrid Ås",
    (WELL, WELL, WELL, WELL, None),
    (),
    BidOutcome.NOT_AWARDED,
    "Those who answered took great care.",
    "Only four of five answered, so nothing could be assessed, and no evidence was handed in.",
)
FIRMS = (UNITED, SPLIT, TOO_FEW)


def fill_tenders(crew: Crew, definition_version_id: uuid.UUID) -> uuid.UUID:
    """Opens both tenders, lets the bidders of the second hand in and their staff answer; gives the second."""
    buyer, advocate = crew.actor(Role.BUYER), crew.actor(Role.CUSTOMER_ADVOCATE)
    with organisation_context(buyer.organisation_id):
        _take_bids(buyer, definition_version_id)
        deadline = timezone.now() + TIME_TO_BID
        tender_id = _freeze(buyer, definition_version_id, "Delivery of spare parts", deadline)
        for evaluator in (buyer, advocate):
            _appoint(buyer, tender_id, evaluator)
            declare_interests(actor=evaluator, tender_id=tender_id, has_conflict=False, words="")
        links = [_invite(buyer, tender_id, firm) for firm in FIRMS]
    for firm, link in zip(FIRMS, links, strict=True):
        _bid(link, firm, buyer, tender_id)
    return tender_id


def _take_bids(buyer: Actor, definition_version_id: uuid.UUID) -> None:
    """The tender that takes bids; its evaluator has still to declare."""
    deadline = timezone.now() + timedelta(days=12)
    tender_id = _freeze(buyer, definition_version_id, "Telephone service at night", deadline)
    _appoint(buyer, tender_id, buyer)
    invite_supplier(
        actor=buyer,
        tender_id=tender_id,
        name="Evening Voices",
        contact_name="Tuva Lie",
        contact_email="contact@evening.example",
    )


def _freeze(buyer: Actor, definition_version_id: uuid.UUID, title: str, deadline: datetime) -> uuid.UUID:
    tender = open_tender(actor=buyer, title=title)
    questionnaire = next(row for row in instruments(buyer) if row.code == "supplier-culture")
    changes = {
        "purpose": "Our customers meet your people as if they were ours.",
        "contact_name": "Karl Moor",
        "contact_email": "signatory2@halden.example",
        "definition_version_id": definition_version_id,
        "deadline_at": deadline,
        "answer_by": timezone.now().date() + timedelta(days=26),
        "respondents": 5,
        "criteria": CRITERIA,
        "instruments": [questionnaire.pk],
    }
    change_tender(actor=buyer, tender_id=tender.pk, changes=changes)
    return freeze_tender(actor=buyer, tender_id=tender.pk).pk


def _appoint(buyer: Actor, tender_id: uuid.UUID, evaluator: Actor) -> None:
    assert evaluator.membership_id is not None  # a member
    appoint_evaluator(actor=buyer, tender_id=tender_id, membership_id=evaluator.membership_id)


def _invite(buyer: Actor, tender_id: uuid.UUID, firm: Firm) -> str:
    bid = invite_supplier(
        actor=buyer,
        tender_id=tender_id,
        name=firm.name,
        contact_name=firm.contact,
        contact_email=f"contact@{firm.domain}",
    )
    return copy_bidder_link(actor=buyer, tender_id=tender_id, bid_id=bid.pk)


def _contact_of(link: str) -> tuple[Actor, uuid.UUID]:
    """Who signs in by a bidder's link, and whose bid it is."""
    cookie = read_cookie(exchange_taker_token(secret=link.partition("#")[2], purpose=BID).cookie)
    with organisation_context(cookie.organisation_id):
        session = open_taker_session(cookie, purpose=BID)
        return taker_actor(session), session.subject_id


def _bid(link: str, firm: Firm, buyer: Actor, tender_id: uuid.UUID) -> None:
    contact, bid_id = _contact_of(link)
    with organisation_context(buyer.organisation_id):
        hand_in_staff_list(actor=contact, bid_id=bid_id, text=_staff_list(firm), staff_informed=True)
        for title, content in firm.evidence:
            hand_in_evidence(actor=contact, bid_id=bid_id, title=title, filename=f"{title}.txt", content=content)
        if firm is SPLIT:
            asked = ask_question(actor=contact, bid_id=bid_id, question=QUESTION)
            answer_question(actor=buyer, tender_id=tender_id, clarification_id=asked.pk, answer=ANSWER)
        links = fresh_respondent_links(bid_id)
    for seed, (respondent, positions) in enumerate(zip(links, firm.respondents, strict=True), start=1):
        _answer(respondent, positions, seed + 7 * len(firm.name))


def _staff_list(firm: Firm) -> str:
    """Twelve people over three levels, two of three facing customers."""
    lines = ["name,mail,level,customer-facing"]
    for number, first in enumerate(FIRST_NAMES):
        level = ("driver", "driver", "dispatcher", "team lead")[number % 4]
        facing = "no" if number % 3 == 2 else "yes"
        lines.append(f"{first} {firm.name.split()[0]},{first.lower()}@{firm.domain},{level},{facing}")
    return "\n".join(lines) + "\n"


def _answer(link: str, positions: dict[str, float] | None, seed: int) -> None:
    walk = Walk(link, Simulated(positions or {}, seed, cannot_know=HIDDEN_FROM_SOME if seed % 5 == 2 else frozenset()))
    walk.start()
    if positions is None:
        walk.withdraw()
        return
    walk.answer_sections()
    walk.submit()


def decide_tender(crew: Crew, tender_id: uuid.UUID) -> None:
    """After the deadline: results, grades, a decision with reasons for each bidder, and one contest with its answer."""
    buyer = crew.actor(Role.BUYER)
    while not _assess(buyer, tender_id):
        sleep(1)
    with organisation_context(buyer.organisation_id):
        for firm, bid_id in zip(FIRMS, [view.id for view in bidders(buyer, tender_id)], strict=True):
            _grade(buyer, tender_id, bid_id, firm)
            decide_bid(
                actor=buyer,
                tender_id=tender_id,
                bid_id=bid_id,
                outcome=firm.outcome,
                reason=firm.reason,
                strengths=firm.strengths,
            )
            if firm is SPLIT:
                _contest(buyer, tender_id, bid_id)


def _assess(buyer: Actor, tender_id: uuid.UUID) -> bool:
    """Whether there are results: the job of every minute makes them too, whichever comes first."""
    with organisation_context(buyer.organisation_id):
        assess_tender(actor=system_actor(buyer.organisation_id), tender_id=tender_id)
        return is_assessed(tender_id)


def _grade(buyer: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID, firm: Firm) -> None:
    for place, file in enumerate(assessed_bid(buyer, tender_id, bid_id).evidence):
        is_verified = firm is UNITED and place == 0
        grade_evidence(
            actor=buyer,
            tender_id=tender_id,
            bid_id=bid_id,
            evidence_id=file.id,
            grade=EvidenceGrade.VERIFIED if is_verified else EvidenceGrade.DOCUMENTED,
            reason="Twenty tickets drawn by us agree with it." if is_verified else "Handed in, signed and dated.",
            valid_until=timezone.now().date() + timedelta(days=365),
        )


def _contest(buyer: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID) -> None:
    contact, own_id = _contact_of(copy_bidder_link(actor=buyer, tender_id=tender_id, bid_id=bid_id))
    contest = contest_assessment(actor=contact, bid_id=own_id, words=CONTEST)
    answer_contest(actor=buyer, tender_id=tender_id, bid_id=bid_id, contest_id=contest.pk, answer=REPLY)
