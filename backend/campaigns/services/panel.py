"""Who judges in a campaign: two or more members, one of them in the chair, a customer advocate among them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.accounts.enums import Capability, Role
from backend.accounts.policies import CAPABILITIES
from backend.campaigns.enums import CampaignStatus
from backend.campaigns.errors import CampaignClosedError, PanelRefusedError
from backend.campaigns.models import PanelSeat
from backend.campaigns.selectors import roles_of_active_members
from backend.campaigns.services.lifecycle import locked_campaign
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import FieldError, NotFoundError
from backend.kernel.tenancy import Actor

LEAST_SEATS = 2


@dataclass(frozen=True)
class ChosenSeat:
    """One seat to be: who sits there, whether they chair, whether they speak for the customers."""

    membership_id: uuid.UUID
    is_chair: bool = False
    is_advocate: bool = False


def seat_panel(
    *, actor: Actor, campaign_id: uuid.UUID, seats: Sequence[ChosenSeat], expected_revision: str = ""
) -> list[PanelSeat]:
    """Says who judges, all seats at once. Needs `manage_campaigns`; possible until the campaign is closed.

    A panel changes on the day when somebody falls ill, so freezing leaves it open; the audit trail keeps who sat when.
    """
    campaign = locked_campaign(actor, campaign_id, expected_revision)
    if campaign.status == CampaignStatus.CLOSED:
        raise CampaignClosedError
    faults = [*_faults_of_panel(seats), *_faults_of_seats(seats, _roles(actor, seats))]
    if faults:
        raise PanelRefusedError(faults)
    PanelSeat.objects.filter(campaign=campaign).delete()
    rows = [
        PanelSeat(
            campaign=campaign,
            membership_id=seat.membership_id,
            position=position,
            is_chair=seat.is_chair,
            is_advocate=seat.is_advocate,
        )
        for position, seat in enumerate(seats)
    ]
    PanelSeat.objects.bulk_create(rows)
    campaign.revision += 1
    campaign.save(update_fields=["revision"])
    details = {"members": [str(row.membership_id) for row in rows]} | {
        name: [str(row.membership_id) for row in rows if getattr(row, flag)]
        for name, flag in (("chair", "is_chair"), ("advocates", "is_advocate"))
    }
    record_audit_event(
        actor=actor, action="campaign.panel_seated", subject=campaign, changed_fields=["panel"], details=details
    )
    return rows


def _roles(actor: Actor, seats: Sequence[ChosenSeat]) -> Mapping[uuid.UUID, frozenset[str]]:
    found = roles_of_active_members(actor, {seat.membership_id for seat in seats})
    for place, seat in enumerate(seats):
        if seat.membership_id not in found:
            raise NotFoundError("There is no such active member.", f"seats[{place}].membership_id")
    return found


def _faults_of_panel(seats: Sequence[ChosenSeat]) -> list[FieldError]:
    checks = (
        (len(seats) >= LEAST_SEATS, "too_few_seats", "One view is not a panel.", "Seat two members or more."),
        (
            len({seat.membership_id for seat in seats}) == len(seats),
            "seated_twice",
            "A member has two seats.",
            "Give each member one seat.",
        ),
        (
            sum(seat.is_chair for seat in seats) == 1,
            "no_chair",
            "A panel has one chair.",
            "Mark one seat as the chair.",
        ),
        (
            any(seat.is_advocate for seat in seats),
            "no_advocate",
            "Nobody on the panel speaks for the customers.",
            "Mark the seat of a customer advocate.",
        ),
    )
    return [FieldError("seats", code, message, remedy) for holds, code, message, remedy in checks if not holds]


def _faults_of_seats(seats: Sequence[ChosenSeat], members: Mapping[uuid.UUID, frozenset[str]]) -> list[FieldError]:
    faults = []
    for place, seat in enumerate(seats):
        roles = members[seat.membership_id]
        if not roles & CAPABILITIES[Capability.RATE]:
            faults.append(
                FieldError(
                    f"seats[{place}].membership_id",
                    "may_not_rate",
                    "None of this member's roles may rate.",
                    "Ask an owner to make them a rater.",
                )
            )
        if seat.is_advocate and Role.CUSTOMER_ADVOCATE not in roles:
            faults.append(
                FieldError(
                    f"seats[{place}].is_advocate",
                    "not_an_advocate",
                    "This member is no customer advocate.",
                    "Choose a member with that role, or ask an owner to give it.",
                )
            )
    return faults
