"""What a bidder's contact sees: the tender as published, their own list, draw and files, and in the end the answer."""

import uuid
from typing import Any

from backend.accounts.selectors import organisation_is_demo, organisation_name
from backend.people.selectors import staff_list
from backend.sittings.selectors.batteries import form_of
from backend.tenders.models import Bid, Clarification, Contest, Evidence
from backend.tenders.policies import is_sealed, takes_bids
from backend.tenders.selectors.results import band_on_answer_scale, contest_view, decision_view, evidence_views
from backend.tenders.selectors.tenders import bidder_views

CATEGORIES = 6


def contact_state(bid_id: uuid.UUID) -> dict[str, Any]:
    """Everything on the contact's page. Of other bidders it holds nothing but their questions, without a name."""
    bid = Bid.objects.select_related("tender__campaign", "supplier", "contact").get(pk=bid_id)
    tender, campaign = bid.tender, bid.tender.campaign
    view = bidder_views([bid])[0]
    decisions = bid.decisions.select_related("decided_by").order_by("-created_at")[:1]
    return {
        "bid_id": bid.pk,
        "organisation_name": organisation_name(),
        "simulated": organisation_is_demo(),
        "title": campaign.title,
        "purpose": campaign.purpose,
        "contact": f"{campaign.contact_name} <{campaign.contact_email}>",
        "supplier": bid.supplier.name,
        "contact_name": bid.contact.name,
        "deadline_at": tender.deadline_at,
        "answer_by": campaign.answer_by,
        "open": takes_bids(tender),
        "sealed": is_sealed(tender),
        "criteria_hash": tender.criteria_hash,
        "frozen_at": tender.frozen_at,
        "criteria": [_criterion(row) for row in tender.criteria.all()],
        "respondents": tender.respondents,
        "fewest_levels": tender.fewest_levels,
        "fewest_customer_facing": tender.fewest_customer_facing,
        "minutes": form_of(campaign).minutes,
        "drawn": view.drawn,
        "answered": view.answered,
        "draw": _draw(bid),
        "clarifications": clarifications_for(bid),
        "evidence": evidence_views(Evidence.objects.filter(bid=bid)).get(bid.pk, []),
        "decision": decision_view(decisions[0]) if decisions else None,
        "contests": [contest_view(row) for row in Contest.objects.filter(bid=bid).order_by("created_at")],
    }


def _criterion(row: Any) -> dict[str, Any]:
    lower, upper = band_on_answer_scale(row, CATEGORIES)
    return {
        "id": row.pk,
        "dimension": row.dimension,
        "kind": row.kind,
        "name": row.name,
        "pole_a_name": row.pole_a_name,
        "pole_b_name": row.pole_b_name,
        "weight": row.weight,
        "lower": lower,
        "upper": upper,
    }


def _draw(bid: Bid) -> dict[str, Any] | None:
    if bid.drawn_at is None:
        return None
    return {
        "staff_count": bid.staff_count,
        "staff_hash": bid.staff_hash,
        "seed": bid.draw_seed,
        "attempt": bid.draw_attempt,
        "drawn_at": bid.drawn_at,
        "lines": [
            {
                "number": row.number,
                "name": row.name,
                "level": row.level,
                "customer_facing": row.customer_facing,
                "place": row.place,
            }
            for row in staff_list(bid.pk)
            if row.place is not None
        ],
    }


def clarifications_for(bid: Bid) -> list[dict[str, Any]]:
    """Every question of the tender with its answer; `own` tells a bidder which it asked itself."""
    rows = Clarification.objects.filter(tender_id=bid.tender_id).order_by("created_at", "id")
    return [
        {
            "id": row.pk,
            "question": row.question,
            "answer": row.answer,
            "asked_at": row.created_at,
            "answered_at": row.answered_at,
            "own": row.bid_id == bid.pk,
        }
        for row in rows
    ]
