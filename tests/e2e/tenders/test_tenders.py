"""A tender as its people see it: the buyer, a supplier's contact, and somebody drawn to answer for a supplier."""

from typing import Any

import pytest
from playwright.sync_api import expect

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.sittings.models import CurrentAnswers
from backend.sittings.services.invitations import fresh_respondent_links
from backend.tenders.models import Bid, BidDecision, Tender
from backend.tenders.services.bidders import copy_bidder_link
from tests.e2e.hand import Hand
from tests.e2e.looking import Looker
from tests.e2e.pages.taking import Taking
from tests.e2e.player.conftest import PHONE
from tests.e2e.tenders.conftest import Enter
from tests.factories.sittings import secret_of
from tests.factories.tenders import (
    after,
    answer_as,
    assess,
    bidding,
    contact_for,
    draft_tender,
    drawn_bid,
    evaluator,
    frozen_tender,
    respondents_of,
    staff_csv,
    tender_house,
)

pytestmark = [pytest.mark.browser, pytest.mark.real_commits]

UNITED = [[5, 5, 6, 1], [5, 6, 6, 1], [5, 5, 5, 1], [6, 5, 6, 1], [5, 5, 6, 2]]
SPLIT = [[6, 6, 6, 1], [6, 6, 6, 1], [6, 5, 6, 1], [6, 6, 6, 1], [2, 2, 2, 5]]
FIRMS = {"Swift": UNITED, "Brightline": SPLIT, "Nordveg": UNITED[:4]}


@pytest.mark.parametrize("mode", ["plain", "pseudo"])
def test_a_buyer_freezes_a_tender_and_invites_a_supplier(
    enter: Enter, committed: Any, mode: str, hand: Hand, look: Looker
) -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = draft_tender(house)
    page = enter(house)

    page.goto(f"/o/{house.id}/tenders")
    expect(page.get_by_role("link", name="Parcel delivery")).to_be_visible()
    look(page, "tenders")
    hand.press(page.get_by_role("link", name="Parcel delivery"))
    expect(page.get_by_role("button", name="Edit")).to_be_visible()
    look(page, "tender-draft")
    hand.press(page.get_by_role("button", name="Edit"))
    look(page, "tender-edit")
    hand.press(page.get_by_role("button", name="Save the tender"))
    expect(page.get_by_role("button", name="Edit")).to_be_visible()
    hand.press(page.get_by_role("button", name="Freeze the criteria"))
    hand.press(page.get_by_role("button", name="Freeze them"))
    hand.press(page.get_by_role("button", name="Invite a supplier"))
    dialog = page.get_by_role("dialog")
    hand.write(dialog.get_by_role("textbox", name="Supplier"), "Swift Parts")
    hand.write(dialog.get_by_role("textbox", name="Contact"), "Maren Sola")
    hand.write(dialog.get_by_label("Their e-mail"), "maren@swift.example")
    hand.press(dialog.get_by_role("button", name="Invite"))
    expect(page.get_by_text("Swift Parts", exact=True)).to_be_visible()
    look(page, "tender-frozen")

    with organisation_context(house.id):
        assert Tender.objects.get(pk=tender.pk).frozen_at is not None
        assert Bid.objects.get().contact.email == "maren@swift.example"


@pytest.mark.parametrize("mode", ["plain", "pseudo"])
def test_a_contact_hands_in_a_list_sees_the_draw_asks_and_hands_in_evidence(
    enter: Enter, committed: Any, mode: str, hand: Hand, look: Looker
) -> None:
    house = tender_house()
    with organisation_context(house.id):
        bid = bidding(house, frozen_tender(house))
        link = copy_bidder_link(actor=house.actor(Role.BUYER), tender_id=bid.tender_id, bid_id=bid.pk)
    page = enter()

    page.goto(f"/bid#{secret_of(link)}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "#" not in page.url
    look(page, "bid-open")
    hand.write(page.get_by_role("textbox", name="Staff list"), staff_csv() + "Nobody,nowhere,front line,yes\n")
    hand.press(page.get_by_role("button", name="Check the list"))
    expect(page.get_by_text('"nowhere" is not an address.')).to_be_visible()
    look(page, "bid-bad-line")
    hand.write(page.get_by_role("textbox", name="Staff list"), staff_csv())
    hand.press(page.get_by_role("button", name="Check the list"))
    hand.press(page.get_by_role("checkbox"))
    hand.press(page.get_by_role("button", name="Hand in the list and draw"))
    expect(page.get_by_text("sha256", exact=False)).to_be_visible()
    hand.write(page.get_by_role("textbox", name="Your question"), "May drivers wear their own caps?")
    hand.press(page.get_by_role("button", name="Ask", exact=False).last)
    expect(page.get_by_text("May drivers wear their own caps?")).to_be_visible()
    hand.write(page.get_by_role("textbox", name="What it is"), "Promise record")
    page.locator("input[type=file]").last.set_input_files(
        {"name": "../../etc/record.pdf", "mimeType": "text/html", "buffer": b"%PDF-1.4 kept"}
    )
    hand.press(page.get_by_role("button", name="Hand it in"))
    expect(page.get_by_text("Promise record")).to_be_visible()
    look(page, "bid-drawn")


@pytest.mark.parametrize("mode", ["plain"])
def test_somebody_who_was_drawn_answers_for_the_firm_and_may_say_that_they_cannot_know(
    enter: Enter, committed: Any, mode: str, hand: Hand, look: Looker
) -> None:
    house = tender_house()
    with organisation_context(house.id):
        bid = drawn_bid(house, frozen_tender(house))
        link = fresh_respondent_links(bid.pk)[0]
    page = enter()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # width and height
    taking = Taking(page, hand)

    taking.open(secret_of(link))
    expect(page.get_by_text("not about yourself")).to_be_visible()
    look(page, "respondent-invitation")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # width and height
    taking.press("Go on to consent and start")
    for consent in page.get_by_role("checkbox").all():
        hand.press(consent)
    taking.press("Start")
    taking.to_questions()
    look(page, "respondent-items")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # width and height
    hand.press(page.get_by_role("radio", name="I cannot know").first)
    given = taking.answer_everything()
    taking.send()
    expect(page.get_by_text("never with your name")).to_be_visible()
    look(page, "respondent-receipt")

    with organisation_context(house.id):
        assert CurrentAnswers.objects.get(values__isnull=False).values == given


@pytest.mark.parametrize("mode", ["plain", "pseudo"])
def test_after_the_deadline_a_buyer_compares_decides_and_the_bidder_reads_why_and_contests(
    enter: Enter, committed: Any, mode: str, hand: Hand, look: Looker
) -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        bids = {firm: drawn_bid(house, tender, firm=firm) for firm in FIRMS}
        evaluator(house, tender)
        link = copy_bidder_link(actor=house.actor(Role.BUYER), tender_id=tender.pk, bid_id=bids["Brightline"].pk)
    contact_for(house, bids["Brightline"]).upload(b"%PDF-1.4 kept", title="Promise record")
    for firm, values in FIRMS.items():
        for taker, mine in zip(respondents_of(house, bids[firm]), values, strict=False):
            answer_as(taker, mine)
    page = enter(house)
    page.goto(f"/o/{house.id}/tenders/{tender.pk}/results")
    expect(page.get_by_text("Sealed until the deadline")).to_be_visible()

    with after(tender):
        assess(house, tender)
        page = enter(house)  # the former session has ended
        page.goto(f"/o/{house.id}/tenders/{tender.pk}/results")
        expect(page.get_by_text("4 of 5 respondents").first).to_be_visible()
        look(page, "tender-side-by-side")
        hand.press(page.get_by_role("link", name="Brightline"))
        expect(page.get_by_text("Split, and the split is the finding").first).to_be_visible()
        hand.press(page.get_by_role("button", name="Decide"))
        hand.press(page.get_by_role("dialog").get_by_role("radio").last)
        hand.write(page.get_by_role("textbox", name="Strengths"), "Four describe careful work.")
        hand.write(page.get_by_role("textbox", name="Your reasons"), "One of five describes the opposite.")
        hand.press(page.get_by_role("button", name="Record the decision"))
        expect(page.get_by_text("One of five describes the opposite.")).to_be_visible()
        look(page, "tender-bidder")
        hand.press(page.get_by_role("link", name="Assessment summary"))
        expect(page.get_by_text("How this was made")).to_be_visible()
        look(page, "tender-summary")

        bidder = enter()
        bidder.goto(f"/bid#{secret_of(link)}")
        expect(bidder.get_by_text("One of five describes the opposite.").first).to_be_visible()
        hand.write(bidder.get_by_role("textbox", name="What is wrong with it"), "That depot is closed.")
        hand.press(bidder.get_by_role("button", name="Contest the assessment"))
        expect(bidder.get_by_text("That depot is closed.")).to_be_visible()
        look(bidder, "bid-answered")

    with organisation_context(house.id):
        assert BidDecision.objects.get().reason == "One of five describes the opposite."
