"""A definition that two must sign: its band moved on the line, taken back, signed, changed as a new version."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hand import Hand
from tests.e2e.house import PASSWORD
from tests.e2e.looking import Looker
from tests.e2e.pages.culture import CultureStudio

pytestmark = pytest.mark.browser

STYLE = "Warm informality or courteous formality"
SECOND = "Ola Second"


def test_a_definition_is_valid_once_as_many_have_signed_as_must_and_a_change_is_shown_beside_it(
    page: Page, new_page: Callable[[], Page], served: Any, hand: Hand, look: Looker
) -> None:
    definition = f"Front desk {uuid.uuid4().hex[:6]}"
    first, second = new_page(), new_page()
    served.sign_in(first, "signatory")
    served.sign_in(second, "signatory", name=SECOND)
    served.sign_in(page, "culture_steward")
    studio = CultureStudio(page, hand)
    studio.begin(definition)
    studio.write_levels(statement="Guests are known by name.", cry="Known here.", definition="We greet by name.")
    studio.adopt(STYLE)

    _a_narrow_band_asks_for_a_reason(studio, look)
    studio.name_signatories("Signatory", SECOND, quorum=2)
    studio.propose()
    studio.take_back()
    studio.propose()
    expect(page.get_by_text("has not signed")).to_have_count(2)

    address = page.url
    _sign(first, address, hand)
    expect(first.get_by_text("waiting for signatures")).to_be_visible()
    expect(first.get_by_role("main").get_by_role("button", name="Sign")).to_have_count(0)
    look(first, "culture-one-of-two")
    _sign(second, address, hand)
    expect(second.get_by_text("signed", exact=True).or_(second.get_by_text("[signed]")).first).to_be_visible()

    _the_change_is_shown(studio, definition, look)


def _a_narrow_band_asks_for_a_reason(studio: CultureStudio, look: Looker) -> None:
    """The band starts from 40 to 60; half as wide as ten, it needs a reason."""
    studio.open_place(STYLE)
    reason = studio.dialog.get_by_label("Why is the band so narrow?")
    studio.move_edge("Lower edge", -4)
    expect(studio.edge("Lower edge")).to_have_value("36")
    expect(reason).to_have_count(0)
    studio.move_edge("Upper edge", -8)
    expect(studio.edge("Upper edge")).to_have_value("52")
    expect(studio.dialog.get_by_text("would be found on culture with 91%")).to_be_visible()
    studio.hand.write(reason, "Guests of one region, who greet in one way.")
    look(studio.page, "culture-narrow-band")
    studio.save_place(behaviour="Greets with the name.", why="Guests come back.")


def _sign(page: Page, address: str, hand: Hand) -> None:
    page.goto(address)
    CultureStudio(page, hand).sign(PASSWORD)


def _the_change_is_shown(studio: CultureStudio, definition: str, look: Looker) -> None:
    page = studio.page
    studio.draft_next(definition)
    expect(page.get_by_text("Nothing has changed so far")).to_be_visible()
    studio.open_place(STYLE)
    studio.move_edge("Upper edge", 6)
    studio.save_place(behaviour="Greets with the name, and with the day.", why="Guests come back.")
    changed = page.get_by_role("table", name="Changed since the version before")
    expect(changed.get_by_role("row").filter(has_text="Upper edge")).to_contain_text("58")
    look(page, "culture-differences")
