"""Signing in and out, a forgotten password, the second factor."""

import base64
import hashlib
import hmac
import struct
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hand import Hand
from tests.e2e.looking import Looker
from tests.e2e.mailbox import link_in_mail
from tests.e2e.pages.entrance import PASSWORD, SignInPage, accept_invitation
from tests.e2e.pages.members import MembersPage

pytestmark = pytest.mark.browser


@pytest.fixture
def newcomer(new_page: Callable[[], Page], served: Any, hand: Hand) -> tuple[str, Page]:
    """Somebody who has just joined: the address and her browser, signed in."""
    address = f"nora.{uuid.uuid4().hex[:8]}@example.org"
    owner = new_page()
    served.sign_in(owner, "owner")
    members = MembersPage(owner, hand)
    members.open()
    members.invite(email=address, name="Nora Berg", roles=["Recruiter"])
    hers = new_page()
    accept_invitation(hers, hand, link_in_mail(served, address, "invitation"))
    return address, hers


def sign_out(page: Page, hand: Hand) -> None:
    hand.choose(page.get_by_role("button", name="Your menu"), "Sign out")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def totp(secret: str, at: float) -> str:
    """The code of RFC 6238 for thirty seconds, six digits."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_a_wrong_password_is_refused_in_words(page: Page, served: Any, hand: Hand, look: Looker) -> None:
    door = SignInPage(page, hand)
    door.open()
    look(page, "sign-in")

    door.sign_in("nobody@example.org", "not the password at all")

    expect(page.get_by_text("not correct")).to_be_visible()


def test_whoever_was_sent_to_the_door_comes_back_to_where_she_wanted_to_be(
    newcomer: tuple[str, Page], hand: Hand
) -> None:
    address, page = newcomer
    MembersPage(page, hand).open()
    wanted = page.url
    sign_out(page, hand)

    page.goto(wanted)
    SignInPage(page, hand).sign_in(address, PASSWORD)

    expect(page).to_have_url(wanted)
    expect(page.get_by_role("heading", name="Members")).to_be_visible()


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(
    newcomer: tuple[str, Page], served: Any, hand: Hand, look: Looker
) -> None:
    address, page = newcomer
    sign_out(page, hand)
    hand.press(page.get_by_role("link", name="Forgotten password?"))
    look(page, "forgotten-password")
    hand.write(page.get_by_label("E-mail"), address)
    hand.press(page.get_by_role("button", name="Send the link"))
    expect(page.get_by_role("alert")).to_contain_text("Look at your mail")

    page.goto(link_in_mail(served, address, "reset-password"))
    look(page, "reset-password")
    hand.write(page.get_by_label("New password"), "another sentence to remember")
    hand.press(page.get_by_role("button", name="Set the password"))
    hand.press(page.get_by_role("link", name="Sign in"))
    SignInPage(page, hand).sign_in(address, "another sentence to remember")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Good to see you")


def test_the_second_factor_is_set_up_and_asked_for(newcomer: tuple[str, Page], hand: Hand, look: Looker) -> None:
    address, page = newcomer
    page.goto("/account")
    hand.press(page.get_by_role("button", name="Set it up"))
    look(page, "account")
    secret = page.locator("code").inner_text()
    hand.write(page.get_by_label("Code from the app"), totp(secret, time.time()))
    hand.press(page.get_by_role("button", name="Switch it on"))
    proof = page.get_by_role("dialog")  # she joined by a link, so the password is asked for before something weighty
    hand.write(proof.get_by_label("Password"), PASSWORD)
    hand.press(proof.get_by_role("button", name="Confirm"))
    hand.press(page.get_by_role("button", name="Show recovery codes"))
    expect(page.locator("code")).not_to_be_empty()
    code = page.locator("code").inner_text().split()[0]
    sign_out(page, hand)

    door = SignInPage(page, hand)
    door.sign_in(address, PASSWORD)
    expect(page.get_by_label("Code from your authenticator app")).to_be_visible()
    look(page, "second-factor")
    door.enter_code(code)  # the app's own code was spent on setting up

    expect(page.get_by_role("heading", level=1)).to_contain_text("Good to see you")
