"""The README alone leads from `make serve` to a second member signed in, and on to a first invited candidate.

Every press below is a step of its section "Use it"; what it calls by name is on the screen under that name.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.hand import Hand, MouseHand
from tests.e2e.house import PASSWORD
from tests.e2e.looking import ROOT, Looker
from tests.e2e.mailbox import link_in_mail
from tests.e2e.pages.campaigns import CampaignPages
from tests.e2e.pages.culture import CultureStudio
from tests.e2e.pages.entrance import accept_invitation
from tests.e2e.pages.members import MembersPage
from tests.e2e.watching import watched_pages
from tests.factories.served import Served, served

pytestmark = pytest.mark.browser

USE_IT = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Use it")[2].partition("\n## ")[0]


class Fresh:
    """What `make serve` serves before anybody has signed in."""

    def __init__(self, running: Served) -> None:
        self.running = running
        self.url = running.address
        self.outbox = Path(running.var) / "outbox"

    @property
    def code(self) -> str:
        found = re.search(r"one-time code (\S+)", self.running.said)
        assert found, self.running.said
        return found.group(1)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Fresh]:
    with served(tmp_path / "var") as running:
        yield Fresh(running)


@pytest.fixture
def open_browser(browser: Browser, fresh: Fresh) -> Iterator[Callable[[], Page]]:
    """A browser of somebody's own at the printed address."""
    with watched_pages(browser, fresh.url) as open_page:
        yield open_page


def test_the_readme_leads_to_a_second_member_and_a_first_invited_candidate(
    fresh: Fresh, open_browser: Callable[[], Page]
) -> None:
    hand, look = MouseHand(), Looker("plain")
    owner = open_browser()

    _register(owner, hand, look, fresh.code)
    member = _second_member(owner, open_browser, hand, fresh)
    version = _signed_definition(owner, member, hand)
    _first_candidate(owner, hand, version)

    assert link_in_mail(fresh, "ada@example.org", "take").startswith(f"{fresh.url}/take#")


def _register(page: Page, hand: Hand, look: Looker, code: str) -> None:
    """Step 1: the printed address asks for the code, a name, an address, a password, an organisation."""
    page.goto("/")
    expect(page.get_by_label("One-time code")).to_be_visible()
    look(page, "first-owner")
    hand.write(page.get_by_label("One-time code"), code)
    hand.write(page.get_by_label("Name of the organisation"), "Holm & Daughters")
    hand.write(page.get_by_label("Your name"), "Ines Holm")
    hand.write(page.get_by_label("Your e-mail"), "ines@example.org")
    hand.write(page.get_by_label("New password"), PASSWORD)
    hand.press(page.get_by_role("button", name="Set up"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Good to see you, Ines Holm")


def _second_member(owner: Page, open_browser: Callable[[], Page], hand: Hand, fresh: Fresh) -> Page:
    """Step 2: Members, Invite a member; the invitation lies in the outbox; its link lets the second member in."""
    for name in ("Members", "Invite a member"):
        assert f"**{name}**" in USE_IT
    members = MembersPage(owner, hand)
    members.open()
    members.invite(email="karl@example.org", name="Karl Moor", roles=["Signatory"])
    member = open_browser()
    accept_invitation(member, hand, link_in_mail(fresh, "karl@example.org", "invitation"))
    return member


def _signed_definition(owner: Page, signatory: Page, hand: Hand) -> str:
    """Step 3: a definition is drafted and signed."""
    studio = CultureStudio(owner, hand)
    studio.begin("How we serve")
    studio.write_levels(statement="Customers first.", cry="Said. Done.", definition="We say when, and come.")
    studio.adopt("Keeping promises")
    studio.open_place("Keeping promises")
    studio.place_level(55, behaviour="Writes the time down.", why="A second visit costs the margin.")
    studio.name_signatories("Karl Moor")
    studio.propose()
    signatory.goto(owner.url)
    CultureStudio(signatory, hand).sign(PASSWORD)
    return "How we serve, version 1"


def _first_candidate(owner: Page, hand: Hand, version: str) -> None:
    """Step 3, on: a campaign is opened on it, and a candidate is invited by name."""
    campaign = CampaignPages(owner, hand)
    campaign.begin("Service engineer")
    campaign.set_frame(definition=version)
    campaign.take_questionnaire()
    campaign.go_to("Invitations")
    campaign.invite_person(name="Ada Quist", email="ada@example.org")
