"""What was done, by whom, in an unbroken chain."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hand import Hand
from tests.e2e.looking import Looker

pytestmark = pytest.mark.browser


def test_the_trail_is_filtered_in_the_address_and_its_chain_is_checked(
    page: Page, served: Any, hand: Hand, look: Looker
) -> None:
    served.sign_in(page, "owner")
    hand.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Audit trail"))
    expect(page.get_by_text("is unbroken")).to_be_visible()
    look(page, "audit-trail")

    hand.write(page.get_by_label("What was done"), "organisation.created")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    assert "action=organisation.created" in page.url

    page.reload()
    expect(page.get_by_role("rowheader")).to_have_count(1)
    hand.write(page.get_by_label("What was done"), "nothing.of_the_kind")
    expect(page.get_by_text("Nothing was recorded that fits")).to_be_visible()
