"""The console around every page."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hand import Hand
from tests.e2e.looking import Looker

pytestmark = pytest.mark.browser


@pytest.fixture
def console(page: Page, served: Any) -> Page:
    served.sign_in(page, "owner")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def test_the_palette_goes_anywhere_by_name(console: Page, look: Looker) -> None:
    console.keyboard.press("Control+k")
    expect(console.get_by_role("dialog")).to_be_visible()
    look(console, "palette")

    console.keyboard.type("Audit")
    console.keyboard.press("ArrowDown")
    console.keyboard.press("Enter")

    expect(console.get_by_role("heading", name="Audit trail")).to_be_visible()


def test_a_new_page_names_the_tab_and_takes_the_focus(console: Page, hand: Hand) -> None:
    hand.press(console.get_by_role("navigation", name="Main").get_by_role("link", name="Settings"))

    heading = console.get_by_role("heading", name="Settings")
    expect(heading).to_be_focused()
    assert "Settings" in console.title()


def test_the_first_press_of_tab_offers_to_skip_the_navigation(console: Page) -> None:
    console.goto(console.url)
    expect(console.get_by_role("heading", level=1)).to_be_visible()
    console.keyboard.press("Tab")
    expect(console.get_by_role("link", name="Skip to the page")).to_be_focused()

    console.keyboard.press("Enter")

    expect(console.get_by_role("main")).to_be_focused()


def test_an_address_of_nothing_says_so_and_leads_home(console: Page, hand: Hand, look: Looker) -> None:
    console.goto(console.url.rstrip("/") + "/nothing-here")
    expect(console.get_by_role("heading", level=1)).to_contain_text("There is nothing here")
    look(console, "not-found")

    hand.press(console.get_by_role("link", name="Go to the start"))

    expect(console.get_by_role("heading", level=1)).to_contain_text("Good to see you")


def test_another_organisation_does_not_exist(console: Page) -> None:
    console.goto("/o/00000000-0000-4000-8000-000000000000/members")

    expect(console.get_by_role("heading", level=1)).to_contain_text("There is nothing here")


def test_the_theme_is_kept(console: Page, hand: Hand) -> None:
    console.goto("/account")
    hand.press(console.get_by_role("radio", name="Dark"))

    console.reload()

    expect(console.locator("html")).to_have_attribute("data-theme", "dark")


def test_home_and_settings_look_right(console: Page, hand: Hand, look: Looker) -> None:
    look(console, "home")
    hand.press(console.get_by_role("navigation", name="Main").get_by_role("link", name="Settings"))
    hand.press(console.get_by_role("button", name="Send me a test mail"))
    expect(console.get_by_text("A test mail is on its way").first).to_be_visible()

    look(console, "settings")
