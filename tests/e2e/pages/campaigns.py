"""Campaigns: their frame, their instruments, the people invited to them."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hand import Hand

QUESTIONNAIRE = re.compile(r"How you work with customers \[?\(about")


def day(*, ahead: int) -> str:
    return str(datetime.now(UTC).date() + timedelta(days=ahead))


class CampaignPages:
    def __init__(self, page: Page, hand: Hand) -> None:
        self.page = page
        self.hand = hand

    def begin(self, title: str) -> None:
        self.hand.press(self.page.get_by_role("navigation", name="Main").get_by_role("link", name="Campaigns"))
        self.hand.press(self.page.get_by_role("button", name="Open a campaign"))
        self.hand.write(self.dialog.get_by_label("Title"), title)
        self.hand.press(self.dialog.get_by_role("button", name="Open it"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)

    def set_frame(self, *, definition: str) -> None:
        """Pins a signed version, sets both days, names whom candidates may ask."""
        self.hand.choose(self.page.get_by_role("button", name="Signed definition"), definition)
        self.page.get_by_label("Last day to submit").fill(day(ahead=10))
        self.page.get_by_label("Everybody is answered by").fill(day(ahead=20))
        self.hand.write(self.page.get_by_label("Whom candidates may ask"), "Leila Hassan")
        self.hand.write(self.page.get_by_label("Their e-mail"), "leila@example.org")
        self.hand.write(self.page.get_by_label("What it is for"), "We look for people who keep promises.")
        self.hand.press(self.page.get_by_role("button", name="Save the frame"))
        expect(self.page.get_by_role("button", name="Edit the frame")).to_be_visible()

    def take_questionnaire(self) -> None:
        self.hand.press(self.page.get_by_role("checkbox", name=QUESTIONNAIRE))
        self.hand.press(self.page.get_by_role("button", name="Take these"))
        expect(self.page.get_by_text("Ready: you can invite people")).to_be_visible()

    def go_to(self, tab: str) -> None:
        self.hand.press(self.page.get_by_role("navigation", name="Pages of").get_by_role("link", name=tab))

    def invite_person(self, *, name: str, email: str) -> None:
        self.hand.press(self.page.get_by_role("button", name="Invite people"))
        self.hand.write(self.dialog.get_by_label("Name"), name)
        self.hand.write(self.dialog.get_by_label("E-mail"), email)
        self.hand.press(self.dialog.get_by_role("button", name="Invite"))
        self.page.keyboard.press("Escape")
        expect(self.invited(email)).to_contain_text("invited")

    def check_list(self, people: str) -> None:
        """Pastes a list and lets it be read; the dialog then shows what was understood."""
        self.hand.press(self.page.get_by_role("button", name="Invite people"))
        self._reach_second_tab()
        self.hand.write(self.page.get_by_role("textbox", name="People"), people)
        self.hand.press(self.page.get_by_role("button", name="Check the list"))

    def invite_good_ones(self) -> None:
        self.hand.press(self.page.get_by_role("button", name="Invite the good ones"))
        expect(self.dialog).to_be_hidden()

    def give_days(self, email: str, *, name: str, until: str) -> None:
        self.hand.choose(self.invited(email).get_by_role("button"), "Give more days")
        self.dialog.get_by_label("New last day").fill(until)
        self.hand.press(self.dialog.get_by_role("button", name="Give the days"))
        expect(self.page.get_by_text(f"{name} has more days").first).to_be_visible()

    def invited(self, email: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=email)

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def _reach_second_tab(self) -> None:
        """Tabs are one stop of the Tab key; arrows move among them."""
        tabs = self.dialog.get_by_role("tab")
        self.hand.press(tabs.first)
        self.page.keyboard.press("ArrowRight")
        expect(tabs.last).to_have_attribute("aria-selected", "true")
