"""From a signed definition to people invited: the steward drafts, the signatory signs, the recruiter invites."""

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hand import Hand
from tests.e2e.house import PASSWORD
from tests.e2e.looking import Looker
from tests.e2e.pages.culture import CultureStudio

pytestmark = pytest.mark.browser

STYLE, STANDARD = "Warm informality or courteous formality", "Keeping promises"
PEOPLE = "name,email\nAda Quist,ada@example.org\nBo Lind,not-an-address\n"


def drafted(page: Page, hand: Hand, look: Looker) -> CultureStudio:
    """A definition with one style and one standard, placed and proposed."""
    studio = CultureStudio(page, hand)
    studio.begin(f"Field service {uuid.uuid4().hex[:6]}")
    studio.write_levels(statement="Customers stand beside owners.", cry="Said. Done. Told.", definition="We say when.")
    studio.adopt(STYLE, STANDARD)
    studio.open_place(STYLE)
    look(page, "culture-place")
    studio.place_band(44, 66, behaviour="Signs with a first name.", why="People tell neighbours.")
    studio.open_place(STANDARD)
    studio.place_level(55, behaviour="Gives a time and writes it down.", why="A second visit costs the margin.")
    studio.name_signatory("Signatory")
    look(page, "culture-draft")
    studio.propose()
    return studio


def test_a_definition_is_signed_and_pinned_and_a_list_names_its_bad_lines(
    page: Page, new_page: Callable[[], Page], served: Any, hand: Hand, look: Looker
) -> None:
    signatory = new_page()
    served.sign_in(signatory, "signatory")
    served.sign_in(page, "culture_steward")
    drafted(page, hand, look)
    signatory.goto(page.url)
    CultureStudio(signatory, hand).sign(PASSWORD)
    expect(signatory.get_by_text("signed").first).to_be_visible()
    look(signatory, "culture-signed")

    recruiter = new_page()
    served.sign_in(recruiter, "recruiter")
    _open_campaign(recruiter, hand, definition=page.get_by_role("heading", level=1).inner_text().strip("[]"))
    look(recruiter, "campaign")
    hand.press(recruiter.get_by_role("navigation", name="Pages of").get_by_role("link", name="Invitations"))
    hand.press(recruiter.get_by_role("button", name="Invite people"))
    _reach_second_tab(recruiter, hand)
    hand.write(recruiter.get_by_role("textbox", name="People"), PEOPLE)
    hand.press(recruiter.get_by_role("button", name="Check the list"))

    expect(recruiter.get_by_role("row").filter(has_text="not-an-address")).to_contain_text("3")
    look(recruiter, "invite-list")
    hand.press(recruiter.get_by_role("button", name="Invite the good ones"))
    expect(recruiter.get_by_role("row").filter(has_text="ada@example.org")).to_contain_text("invited")
    look(recruiter, "invitations")
    hand.press(recruiter.get_by_role("navigation", name="Pages of").get_by_role("link", name="Candidates"))
    expect(recruiter.get_by_role("row").filter(has_text="Ada Quist")).to_be_visible()
    look(recruiter, "candidates-empty")


def _open_campaign(page: Page, hand: Hand, *, definition: str) -> None:
    day = datetime.now(UTC).date()
    hand.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Campaigns"))
    hand.press(page.get_by_role("button", name="Open a campaign"))
    hand.write(page.get_by_role("dialog").get_by_label("Title"), "Service engineer")
    hand.press(page.get_by_role("dialog").get_by_role("button", name="Open it"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Service engineer")
    hand.choose(page.get_by_role("button", name="Signed definition"), definition)
    page.get_by_label("Last day to submit").fill(str(day + timedelta(days=10)))
    page.get_by_label("Everybody is answered by").fill(str(day + timedelta(days=20)))
    hand.write(page.get_by_label("Whom candidates may ask"), "Leila Hassan")
    hand.write(page.get_by_label("Their e-mail"), "leila@example.org")
    hand.write(page.get_by_label("What it is for"), "We look for people who keep promises.")
    hand.press(page.get_by_role("button", name="Save the frame"))
    expect(page.get_by_role("button", name="Edit the frame")).to_be_visible()
    hand.press(page.get_by_role("checkbox", name=re.compile(r"How you work with customers \(about")))
    hand.press(page.get_by_role("button", name="Take these"))
    expect(page.get_by_text("Ready: you can invite people")).to_be_visible()


def _reach_second_tab(page: Page, hand: Hand) -> None:
    """Tabs are one stop of the Tab key; arrows move among them."""
    tabs = page.get_by_role("dialog").get_by_role("tab")
    hand.press(tabs.first)
    page.keyboard.press("ArrowRight")
    expect(tabs.last).to_have_attribute("aria-selected", "true")
