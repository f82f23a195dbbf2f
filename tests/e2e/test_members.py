"""Members end to end: invited by mail, joined in another browser, changed, deactivated, and all of it on record."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hand import Hand
from tests.e2e.looking import Looker
from tests.e2e.mailbox import link_in_mail
from tests.e2e.pages.entrance import accept_invitation
from tests.e2e.pages.members import MembersPage

pytestmark = pytest.mark.browser


def new_address() -> str:
    return f"ada.{uuid.uuid4().hex[:8]}@example.org"


def test_an_invited_person_joins_changes_role_and_is_out_the_moment_she_is_deactivated(
    page: Page, new_page: Callable[[], Page], served: Any, hand: Hand, look: Looker
) -> None:
    address = new_address()
    served.sign_in(page, "owner")
    members = MembersPage(page, hand)
    members.open()

    members.begin_invitation()
    look(page, "members-invite")
    page.keyboard.press("Escape")
    members.invite(email=address, name="Ada Quist", roles=["Recruiter"])
    expect(members.row(address)).to_contain_text("invited")

    hers = new_page()
    link = link_in_mail(served, address, "invitation")
    hers.goto(link)
    expect(hers.get_by_role("heading", level=1)).to_contain_text("Join")
    assert "#" not in hers.url, "the token stays in the address bar"
    look(hers, "invitation")
    accept_invitation(hers, hand, link)

    page.reload()
    expect(members.row(address)).to_contain_text("active")
    members.change_roles(address, ["Auditor"])
    expect(members.row(address)).to_contain_text("Auditor")
    look(page, "members")

    members.deactivate(address)
    expect(members.row(address)).to_contain_text("deactivated")
    hers.reload()
    expect(hers.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_used_invitation_says_what_to_do(
    page: Page, new_page: Callable[[], Page], served: Any, hand: Hand, look: Looker
) -> None:
    address = new_address()
    served.sign_in(page, "owner")
    members = MembersPage(page, hand)
    members.open()
    members.invite(email=address, name="Bo Lind", roles=["Rater"])
    link = link_in_mail(served, address, "invitation")
    accept_invitation(new_page(), hand, link)

    late = new_page()
    late.goto(link)

    expect(late.get_by_role("heading", level=1)).to_contain_text("This invitation does not work")
    look(late, "invitation-used")


def test_a_member_without_the_right_sees_members_and_no_way_to_change_them(page: Page, served: Any, hand: Hand) -> None:
    served.sign_in(page, "recruiter")

    MembersPage(page, hand).open()

    expect(page.get_by_role("button", name="Invite a member")).to_have_count(0)
    expect(page.get_by_role("link", name="Audit trail")).to_have_count(0)
