"""Campaigns: their frame, their instruments, the people invited to them."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

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

    def check_file(self, file: Path) -> None:
        """Chooses a file and lets it be read."""
        self.hand.press(self.page.get_by_role("button", name="Invite people"))
        self._reach_second_tab()
        with self.page.expect_file_chooser() as chosen:
            self.hand.press(self.dialog.get_by_role("button", name="Choose a CSV file"))
        chosen.value.set_files(file)
        self.hand.press(self.page.get_by_role("button", name="Check the list"))

    def invite_good_ones(self) -> None:
        self._invite_listed("Invite the good ones")

    def invite_all(self) -> None:
        self._invite_listed("Invite all")

    def send_again(self, email: str) -> None:
        self._act(email, "Send again")
        self.hand.press(self.dialog.get_by_role("button", name="Send again"))
        expect(self.dialog).to_be_hidden()

    def take_back(self, email: str) -> None:
        self._act(email, "Take it back")
        self.hand.press(self.dialog.get_by_role("button", name="Take it back"))
        expect(self.dialog).to_be_hidden()

    def correct_address(self, email: str, *, to: str) -> None:
        self._act(email, "Correct the address")
        self.hand.write(self.dialog.get_by_label("E-mail"), to)
        self.hand.press(self.dialog.get_by_role("button", name="Correct and send"))
        expect(self.dialog).to_be_hidden()

    def make_link(self, email: str) -> str:
        """A link to hand over; the dialog stays open."""
        self._act(email, "Copy a link")
        self.hand.press(self.dialog.get_by_role("button", name="Make a link"))
        return self.dialog.get_by_label("Link").input_value()

    def give_days(self, email: str, *, name: str, until: str) -> None:
        self._act(email, "Give more days")
        self.dialog.get_by_label("New last day").fill(until)
        self.hand.press(self.dialog.get_by_role("button", name="Give the days"))
        expect(self.page.get_by_text(f"{name} has more days").first).to_be_visible()

    def invited(self, email: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=email)

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def _invite_listed(self, button: str) -> None:
        self.hand.press(self.page.get_by_role("button", name=button))
        expect(self.dialog).to_be_hidden()

    def _act(self, email: str, action: str) -> None:
        self.hand.choose(self.invited(email).get_by_role("button"), action)

    def _reach_second_tab(self) -> None:
        """Tabs are one stop of the Tab key; arrows move among them."""
        tabs = self.dialog.get_by_role("tab")
        self.hand.press(tabs.first)
        self.page.keyboard.press("ArrowRight")
        expect(tabs.last).to_have_attribute("aria-selected", "true")
