"""Reading an instrument before it is used: its words, keys for those allowed, evidence and step on the ladder."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hand import Hand
from tests.e2e.looking import Looker

pytestmark = pytest.mark.browser

ROLE_PLAY = "A date that nobody knows"
SHORT_FORM = "How you work with customers, short form"


def open_instrument(page: Page, hand: Hand, title: str) -> None:
    hand.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Instruments"))
    hand.press(page.get_by_role("link", name=title).first)  # the newest of its versions, or the only one
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


def test_whoever_guards_the_keys_sees_them_beside_the_words_and_nobody_else_does(
    new_page: Callable[[], Page], served: Any, hand: Hand, look: Looker
) -> None:
    page, recruiter = new_page(), new_page()
    served.sign_in(page, "psychometrician")
    open_instrument(page, hand, SHORT_FORM)
    expect(page.get_by_text("A short form never carries a cut").first).to_be_visible()
    keys = page.get_by_role("region", name="Keys and models")
    hand.press(keys.get_by_text("Items and what a high answer speaks for").first)
    expect(keys.get_by_role("cell", name="Courteous formality").first).to_be_visible()
    look(page, "short-form")

    served.sign_in(recruiter, "recruiter")
    open_instrument(recruiter, hand, SHORT_FORM)

    expect(recruiter.get_by_role("region", name="The questions")).to_be_visible()
    expect(recruiter.get_by_role("region", name="Keys and models")).to_have_count(0)


def test_the_owner_reads_the_brief_and_neither_cues_nor_anchors(page: Page, served: Any, hand: Hand) -> None:
    served.sign_in(page, "owner")
    open_instrument(page, hand, ROLE_PLAY)

    expect(page.get_by_role("region", name="The candidate's brief")).to_be_visible()
    expect(page.get_by_role("region", name="The actor's sheet")).to_have_count(0)
    expect(page.get_by_role("region", name="The rater's card")).to_have_count(0)


def test_a_rater_trains_on_a_talk_and_compares(page: Page, served: Any, hand: Hand, look: Looker) -> None:
    served.sign_in(page, "rater")
    hand.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Training"))
    talk = page.get_by_role("region", name=ROLE_PLAY)
    hand.press(talk.get_by_text("Read the talk and mark it").first)
    compare = talk.get_by_role("button", name="Compare with the marks it got")
    expect(compare).to_be_disabled()
    expect(talk.get_by_text("No day to please")).to_have_count(0)

    for row in talk.get_by_role("radiogroup").all():
        hand.press(row.get_by_role("radio").first)
    hand.press(compare)

    expect(talk.get_by_text("No day to please")).to_be_visible()
    look(page, "training")
