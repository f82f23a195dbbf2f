"""Keys for other programs: shown once, bound to what was named, ended by hand."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hand import Hand
from tests.e2e.looking import Looker

pytestmark = pytest.mark.browser


def status(page: Page, path: str, secret: str) -> int:
    """How the API answers a program that has this key and no cookie."""
    address = page.url.split("/o/")[0] + path
    with_key = "([address, headers]) => fetch(address, { headers, credentials: 'omit' }).then(answer => answer.status)"
    return int(page.evaluate(with_key, [address, {"Authorization": f"Bearer {secret}"}]))


def test_a_token_is_shown_once_does_what_it_may_and_ends_when_it_is_revoked(
    page: Page, served: Any, hand: Hand, look: Looker, mode: str
) -> None:
    name = f"HR system, {mode}"
    served.sign_in(page, "owner")
    api = f"/api/v1/organisations/{page.url.split('/o/')[1].split('/')[0]}"
    hand.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="API tokens"))
    hand.press(page.get_by_role("button", name="Make a token"))
    dialog = page.get_by_role("dialog")
    hand.write(dialog.get_by_label("Name"), name)
    hand.press(dialog.get_by_role("checkbox", name="See campaigns and their people"))
    look(page, "token-new")
    hand.press(dialog.get_by_role("button", name="Make it"))
    secret = dialog.get_by_label("Secret").input_value()
    look(page, "token-secret")
    hand.press(dialog.get_by_role("button", name="I have it"))

    row = page.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("works")
    assert secret not in page.content()
    assert [status(page, f"{api}/{what}", secret) for what in ("campaigns", "members")] == [200, 403]
    look(page, "tokens")

    hand.press(row.get_by_role("button", name="Revoke"))
    hand.press(page.get_by_role("dialog").get_by_role("button", name="Revoke it"))
    expect(row).to_contain_text("revoked")
    assert status(page, f"{api}/campaigns", secret) == 401
