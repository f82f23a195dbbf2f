"""Two organisations with one of everything in each, for the sweep over all endpoints.

Every app adds what its endpoints need to `furnish`, through its own services, and names the ids.
"""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

import time_machine
from django.utils import timezone

from backend.accounts.enums import Role
from backend.accounts.models import Organisation
from backend.accounts.services import create_api_token, deactivate_member, invite_member
from backend.calibration.services.pools import export_bundle
from backend.calibration.services.runs import perform_calibration, start_calibration
from backend.calibration.services.samples import draw_sample
from backend.campaigns.models import Campaign
from backend.fit.services import assess_campaign, open_evidence
from backend.kernel.tenancy import organisation_context, system_actor
from backend.library.selectors.scoring_models import current_scoring_model
from backend.people.models import Respondent
from backend.people.services import CANDIDATE, Person, request_accommodation
from backend.promises.selectors import promise_to
from backend.ratings.models import Rating
from backend.scores.services import score_campaign
from backend.sittings.models import ResponseImport
from backend.sittings.services.imports import import_sittings
from backend.tenders.models import Bid, Evidence, Tender
from backend.tenders.services.clarifications import ask_question
from backend.tenders.services.deciding import contest_assessment, decide_bid
from backend.tenders.services.evaluators import appoint_evaluator
from backend.tenders.services.evidence import hand_in_evidence
from backend.tenders.services.results import assess_tender
from tests.factories.accounts import House, add_member, make_house
from tests.factories.calibration import bfi_rows
from tests.factories.cultures import complete_draft, proposed_version, signed_version
from tests.factories.library import publish_own_exercise, publish_own_instrument
from tests.factories.panels import PANEL, seat_panel_of
from tests.factories.ratings import card_of, hand_in, role_play
from tests.factories.sittings import invited, ready_campaign, sit_through, taker_for
from tests.factories.tenders import draft_tender, drawn_bid, evaluator, frozen_tender


@dataclass
class Place:
    """One organisation with a member for every role, and the ids of what stands in it."""

    house: House
    ids: dict[str, uuid.UUID | str] = field(default_factory=dict)


def furnish(name: str) -> Place:
    place = Place(make_house(name, roles=tuple(Role)))
    with organisation_context(place.house.id):
        place.ids["organisation_id"] = place.house.id
        place.ids["index"] = "97"  # of a section, in the addresses of the player; no body holds it
        _furnish_accounts(place)
        _furnish_library(place)
        _furnish_cultures(place)
        _furnish_people(place)
    _furnish_calibration(place)
    _furnish_results(place)
    _furnish_tenders(place)
    with organisation_context(place.house.id):
        _furnish_ratings(place)
        Organisation.objects.update(is_demo=True)  # only a demo can be removed
        _furnish_token(place)
    return place


def _furnish_accounts(place: Place) -> None:
    owner = place.house.actor()
    place.ids["membership_id"] = add_member(Role.RATER).pk
    leaving = add_member(Role.RATER)
    place.ids["deactivated_membership_id"] = deactivate_member(actor=owner, membership_id=leaving.pk).pk
    address = f"{uuid.uuid4().hex[:8]}@example.org"
    place.ids["invited_membership_id"] = invite_member(
        actor=owner, email=address, name="Invited", roles=[Role.AUDITOR]
    ).pk


def _furnish_ratings(place: Place) -> None:
    """A role play under seal, and one whose cards are all in; a member of the panel without a card."""
    house = place.house
    campaign = Campaign.objects.get(pk=place.ids["campaign_id"])
    under_seal = role_play(house, campaign, candidate_id=place.ids["candidate_id"])
    place.ids["plan_id"], place.ids["exercise_of_plan_id"] = under_seal.pk, under_seal.exercise_id
    place.ids["card_id"] = card_of(house, under_seal, Role.RATER).pk
    place.ids["seated_advocate_id"] = house.members[Role.CUSTOMER_ADVOCATE].pk
    sealed = role_play(house, campaign, candidate_id=place.ids["candidate_id"])
    for role in PANEL:
        hand_in(house, role, sealed)
    place.ids["sealed_plan_id"] = sealed.pk
    own = Rating.objects.filter(
        submission__scorecard__plan=sealed, submission__scorecard__membership=house.members[Role.RATER]
    )
    place.ids["rating_id"] = own.get(mark="skill").pk
    place.ids["reserve_membership_id"] = house.members[Role.OWNER].pk
    seat_panel_of(house, campaign, (*PANEL, Role.OWNER))


def _furnish_token(place: Place) -> None:
    """Last of all: the newest page of the audit trail must hold it."""
    owner = place.house.actor()
    token, _ = create_api_token(actor=owner, name="furniture", scopes=["view_members"], valid_for=timedelta(days=1))
    place.ids["token_id"] = token.pk


def _furnish_library(place: Place) -> None:
    actor = place.house.actor(Role.PSYCHOMETRICIAN)
    place.ids["instrument_id"] = publish_own_instrument(actor, code="furniture").pk
    place.ids["exercise_id"] = publish_own_exercise(actor, code="played-furniture").pk


def _furnish_cultures(place: Place) -> None:
    steward, signatory = place.house.actor(Role.CULTURE_STEWARD), place.house.actor(Role.SIGNATORY)
    signed = signed_version(steward=steward, signatory=signatory, name="Signed")
    place.ids["version_id"], place.ids["definition_id"] = signed.pk, signed.definition_id
    place.ids["draft_version_id"] = complete_draft(steward=steward, signatory=signatory, name="Draft").pk
    place.ids["proposed_version_id"] = proposed_version(steward=steward, signatory=signatory, name="Proposed").pk
    place.ids["signatory_membership_id"] = place.house.members[Role.SIGNATORY].pk
    place.ids["code"] = "D1"  # the dimension that every version has


def _furnish_people(place: Place) -> None:
    """Candidates, promises, campaigns in both states, invitations in three, an accommodation."""
    recruiter = place.house.actor(Role.RECRUITER)
    draft = ready_campaign(place.house, title="Draft campaign")
    place.ids["draft_campaign_id"] = draft.pk
    place.ids["battery_instrument_id"] = draft.battery.get().instrument_version_id
    running = ready_campaign(place.house, title="Running campaign")
    place.ids["campaign_id"] = running.pk
    seat_panel_of(place.house, running)
    place.ids["panel_membership_id"] = place.house.members[Role.RATER].pk
    place.ids["advocate_membership_id"] = place.house.members[Role.CUSTOMER_ADVOCATE].pk
    first, second = invited(place.house, running, count=2)
    place.ids["invitation_id"], place.ids["candidate_id"] = first.pk, first.candidate_id
    place.ids["erasable_candidate_id"] = second.candidate_id
    place.ids["promise_id"] = promise_to(first.candidate_id, running.pk).pk  # type: ignore[union-attr]
    place.ids["accommodation_id"] = request_accommodation(
        actor=recruiter,
        person=Person(CANDIDATE, first.candidate_id),
        sitting_id=uuid.uuid4(),
        kinds=["breaks"],
        words="",
    ).pk
    place.ids["import_id"] = import_sittings(
        actor=place.house.actor(Role.PSYCHOMETRICIAN),
        instrument_version_id=uuid.UUID(str(place.ids["instrument_id"])),
        title="Furniture",
        origin="simulated",
        text="id,A1,A2,A3,A4,A5\n1,1,2,3,4,5\n",
    ).pk


def _furnish_calibration(place: Place) -> None:
    """An instrument that 200 people answered, a calibration that has ended, and one that waits."""
    actor = place.house.actor(Role.PSYCHOMETRICIAN)
    with organisation_context(place.house.id):
        place.ids["unit"] = "A"  # the scale of every small instrument
        row = publish_own_instrument(actor, code="calibrated")
        longer = publish_own_instrument(actor, code="calibrated", version="1.1.0")
        place.ids["calibrated_instrument_id"] = row.pk
        place.ids["scoring_model_id"] = current_scoring_model(row.pk).pk
        place.ids["calibrated_campaign_id"] = import_sittings(
            actor=actor, instrument_version_id=row.pk, title="Answers", origin="real", text=bfi_rows(200, "A")
        ).campaign_id
        sample = draw_sample(actor=actor, instrument_id=row.pk, title="All", seed=1, consent="Given.")
        place.ids["sample_id"] = sample.pk
        place.ids["bundle_id"] = export_bundle(
            actor=actor, sample_id=sample.pk, statement="They agreed.", recently_authenticated=True
        ).pk
        ended = start_calibration(actor=actor, sample_id=sample.pk)
        place.ids["run_id"] = ended.pk
        perform_calibration(actor=system_actor(place.house.id), run_id=ended.pk)
        waiting = start_calibration(actor=actor, sample_id=sample.pk, instrument_id=longer.pk)
        place.ids["open_run_id"] = waiting.pk


def _furnish_results(place: Place) -> None:
    """Two people who have submitted, with scores and fit; evidence opened by whoever may decide; an import fitted."""
    with organisation_context(place.house.id):
        campaign = ready_campaign(place.house, title="Scored campaign")
        people = invited(place.house, campaign, count=2)
    for invitation in people:
        sit_through(taker_for(place.house, invitation))
    system = system_actor(place.house.id)
    with organisation_context(place.house.id):
        place.ids["scored_campaign_id"] = campaign.pk
        first, second = people
        place.ids["scored_candidate_id"], place.ids["second_candidate_id"] = first.candidate_id, second.candidate_id
        place.ids["sitting_id"] = first.sittings.get().pk
        score_campaign(actor=system, campaign_id=campaign.pk)
        assess_campaign(actor=system, campaign_id=campaign.pk)
        for role in (Role.RECRUITER, Role.HIRING_MANAGER):
            open_evidence(actor=place.house.actor(role), campaign_id=campaign.pk, candidate_id=first.candidate_id)
        pilot = ResponseImport.objects.get(pk=place.ids["import_id"]).campaign_id
        place.ids["pilot_campaign_id"] = pilot
        score_campaign(actor=system, campaign_id=pilot)
        assess_campaign(actor=system, campaign_id=pilot, definition_version_id=uuid.UUID(str(place.ids["version_id"])))


def _furnish_tenders(place: Place) -> None:
    """A draft, one that takes bids, and one past its deadline with evidence, a decision and a contest."""
    house, system = place.house, system_actor(place.house.id)
    with organisation_context(house.id):
        place.ids["draft_tender_id"] = draft_tender(house, title="Draft tender").pk
        tender = frozen_tender(house, title="Running tender")
        place.ids["tender_id"], place.ids["advocate_membership_id"] = tender.pk, add_member(Role.CUSTOMER_ADVOCATE).pk
        for role in (Role.OWNER, Role.BUYER, Role.CUSTOMER_ADVOCATE):
            appoint_evaluator(actor=house.actor(Role.BUYER), tender_id=tender.pk, membership_id=house.members[role].pk)
        bid = drawn_bid(house, tender)
        place.ids["bid_id"], place.ids["supplier_id"] = bid.pk, bid.supplier_id
        place.ids["contact_id"] = bid.contact_id
        place.ids["respondent_id"] = Respondent.objects.filter(list_id=bid.pk, place__isnull=False).first().pk  # type: ignore[union-attr]
        place.ids["clarification_id"] = ask_question(actor=system, bid_id=bid.pk, question="How many?").pk
        with time_machine.travel(timezone.now() - timedelta(days=10)):
            _furnish_past_tender(place)
        past = Tender.objects.get(pk=place.ids["past_tender_id"])
        assess_tender(actor=system, tender_id=past.pk)
        decide_bid(
            actor=house.actor(Role.BUYER), tender_id=past.pk, bid_id=Bid.objects.get(tender=past).pk,
            outcome="not_awarded", reason="Not assessed.", strengths="A record.",
        )  # fmt: skip
        place.ids["contest_id"] = contest_assessment(
            actor=system, bid_id=Bid.objects.get(tender=past).pk, words="Look again."
        ).pk


def _furnish_past_tender(place: Place) -> None:
    tender = frozen_tender(place.house, title="Past tender")
    for role in (Role.OWNER, Role.BUYER, Role.CUSTOMER_ADVOCATE):
        evaluator(place.house, tender, role)
    bid = drawn_bid(place.house, tender)
    place.ids["past_tender_id"], place.ids["past_bid_id"] = tender.pk, bid.pk
    hand_in_evidence(
        actor=system_actor(place.house.id), bid_id=bid.pk, title="Record", filename="a.pdf", content=b"%PDF-1.4 x"
    )
    place.ids["evidence_id"] = Evidence.objects.get(bid=bid).pk
