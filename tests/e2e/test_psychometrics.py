"""A psychometrician calibrates a scale on real answers and reads from its page what the data say."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from backend.config.demo.bfi import SOURCE, bfi_documents
from tests.e2e.hand import Hand
from tests.e2e.house import SEND
from tests.e2e.looking import Looker

pytestmark = pytest.mark.browser


def test_a_scale_is_calibrated_on_real_answers_and_its_page_says_what_stops_it(
    page: Page, served: Any, hand: Hand, look: Looker, mode: str
) -> None:
    served.sign_in(page, "psychometrician")
    _import_answers(page, mode)

    hand.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Psychometrics"))
    row = page.get_by_role("row").filter(has_text=f"bfi-{mode} ").filter(has_text="Openness")
    expect(row).to_contain_text("2,800")
    look(page, "ladder")
    hand.press(row.get_by_role("link"))
    expect(page.get_by_text("has not been calibrated")).to_be_visible()

    hand.press(page.get_by_role("button", name="Calibrate this version"))
    hand.write(page.get_by_role("dialog").get_by_label("What they agreed to"), "Open data, given for research.")
    look(page, "calibrate")
    hand.press(page.get_by_role("dialog").get_by_role("button", name="Calibrate now"))
    expect(page.get_by_text("The figures below are new")).to_be_visible(timeout=60_000)

    omega = page.get_by_role("row").filter(has=page.get_by_text("omega", exact=True))
    expect(omega).to_contain_text("failed")
    hand.press(page.get_by_role("button", name=re.compile("Show .*Information.* as a table")))
    expect(page.get_by_role("table", name="Information")).to_be_visible()
    look(page, "scale")


def _import_answers(page: Page, mode: str) -> None:
    """2,800 real people on an instrument of this walk's own, by the API from the page that is signed in."""
    organisation = page.url.split("/o/")[1].split("/")[0]
    documents = bfi_documents()
    instrument = {
        "instrument": documents["instrument.yaml"] | {"code": f"bfi-{mode}"},
        "items": documents["items.yaml"]["items"],
        "scales": documents["scales.yaml"]["scales"],
        "locales": {"en": documents["locales/en.yaml"]},
    }
    status, text = page.evaluate(SEND, [f"/api/v1/organisations/{organisation}/instruments", instrument])
    assert status == 201, text
    answers = {
        "instrument_version_id": page.evaluate("(text) => JSON.parse(text).id", text),
        "title": f"Open answers, {mode}",
        "origin": "real",
        "text": SOURCE.read_text(encoding="utf-8"),
    }
    status, text = page.evaluate(SEND, [f"/api/v1/organisations/{organisation}/imports", answers])
    assert status == 201, text
