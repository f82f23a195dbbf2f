"""Reading an instrument before it is used: its words, keys for those allowed, evidence and step on the ladder."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hand import Hand
from tests.e2e.looking import Looker

pytestmark = pytest.mark.browser

ROLE_PLAY = "A date that nobody knows"


def open_instrument(page: Page, hand: Hand, title: str) -> None:
    hand.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Instruments"))
    hand.press(page.get_by_role("link", name=title))
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def test_a_guard_of_the_keys_reads_all_three_sheets_of_a_role_play(
    page: Page, served: Any, hand: Hand, look: Looker
) -> None:
    served.sign_in(page, "psychometrician")
    open_instrument(page, hand, ROLE_PLAY)
    expect(page.get_by_role("region", name="The actor's sheet")).to_be_visible()
    expect(page.get_by_role("region", name="The rater's card")).to_be_visible()
    brief = page.get_by_role("region", name="The candidate's brief")
    first = brief.inner_text()
    look(page, "role-play")

    hand.choose(page.get_by_role("button", name="Parallel form"), "B")

    expect(brief).not_to_have_text(first)


def test_the_owner_reads_the_brief_and_neither_cues_nor_anchors(page: Page, served: Any, hand: Hand) -> None:
    served.sign_in(page, "owner")
    open_instrument(page, hand, ROLE_PLAY)

    expect(page.get_by_role("region", name="The candidate's brief")).to_be_visible()
    expect(page.get_by_role("region", name="The actor's sheet")).to_have_count(0)
    expect(page.get_by_role("region", name="The rater's card")).to_have_count(0)
