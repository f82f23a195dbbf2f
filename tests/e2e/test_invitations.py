"""What may happen to an invitation after it was sent, as the recruiter does it and the person gets it."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hand import Hand
from tests.e2e.house import PASSWORD
from tests.e2e.looking import Looker
from tests.e2e.mailbox import link_in_mail, mail_with, send_back
from tests.e2e.pages.campaigns import CampaignPages
from tests.e2e.pages.culture import CultureStudio

pytestmark = pytest.mark.browser

NewPage = Callable[[], Page]


def test_an_invitation_is_sent_again_corrected_handed_over_and_taken_back(
    page: Page, new_page: NewPage, served: Any, hand: Hand, look: Looker, tmp_path: Path
) -> None:
    run = uuid.uuid4().hex[:6]
    nia, ben, wrong = f"nia.{run}@example.org", f"ben.{run}@example.org", f"wrnog.{run}@example.org"
    definition = _signed(new_page(), new_page(), served, hand, f"Depot {run}")
    served.sign_in(page, "recruiter")
    campaign = CampaignPages(page, hand)
    campaign.begin(f"Dispatcher {run}")
    campaign.set_frame(definition=definition)
    campaign.take_questionnaire()
    campaign.go_to("Invitations")

    file = tmp_path / "people.csv"
    file.write_text(f"name;email\nNia Öbi;{nia}\nBen Ash;{ben}\nCal Roe;{wrong}\n", encoding="utf-8-sig")
    campaign.check_file(file)
    campaign.invite_all()
    expect(campaign.invited(nia)).to_contain_text("Nia Öbi")
    former = link_in_mail(served, nia, "take")

    campaign.send_again(nia)
    expect(page.get_by_text("A new invitation is on its way").first).to_be_visible()
    again = link_in_mail(served, nia, "take", other_than=former)

    send_back(served, wrong)
    page.reload()
    expect(campaign.invited(wrong)).to_contain_text("came back")
    look(page, "invitations-bounced")
    campaign.correct_address(wrong, to=f"right.{run}@example.org")
    expect(campaign.invited(f"right.{run}@example.org")).not_to_contain_text("came back")
    assert link_in_mail(served, f"right.{run}@example.org", "take")

    handed = campaign.make_link(ben)
    look(page, "invitation-link")
    page.keyboard.press("Escape")
    campaign.take_back(ben)
    expect(campaign.invited(ben)).to_contain_text("withdrawn")
    assert "you need do nothing" in mail_with(served, ben, "taken back its invitation")

    assert [_door(new_page(), link) for link in (former, again, handed)] == ["open", "open", "shut"]


def _door(page: Page, link: str) -> str:
    """Whether a link leads to an invitation."""
    page.goto(link)
    onward, refused = page.get_by_role("button", name="Go on to consent and start"), page.get_by_text("does not work")
    expect(onward.or_(refused).first).to_be_visible()
    return "open" if onward.count() else "shut"


def _signed(steward: Page, signatory: Page, served: Any, hand: Hand, name: str) -> str:
    """A signed definition of one standard."""
    served.sign_in(signatory, "signatory")
    served.sign_in(steward, "culture_steward")
    studio = CultureStudio(steward, hand)
    studio.begin(name)
    studio.write_levels(statement="Parcels come.", cry="Here.", definition="We say when.")
    studio.adopt("Keeping promises")
    studio.open_place("Keeping promises")
    studio.place_level(55, behaviour="Writes the hour down.", why="Nobody waits in vain.")
    studio.name_signatories("Signatory")
    studio.propose()
    signatory.goto(steward.url)
    CultureStudio(signatory, hand).sign(PASSWORD)
    return name
