"""A role play in the browser: planned, marked on phones with and without a network, sealed, talked over."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from backend.accounts.enums import Role
from backend.campaigns.models import Campaign
from backend.kernel.tenancy import organisation_context
from backend.ratings.models import ExercisePlan
from tests.e2e.hand import Hand
from tests.e2e.looking import Looker
from tests.e2e.ratings.conftest import Stage
from tests.factories.panels import PANEL, seat_panel_of
from tests.factories.ratings import card_of, hand_in, marks, role_play

pytestmark = [pytest.mark.browser, pytest.mark.real_commits]

PLAIN = pytest.mark.parametrize("mode", ["plain"])
EXERCISE = "A date that nobody knows"


def row(page: Page, code: str) -> Locator:
    return page.get_by_test_id(f"mark.promised-date.{code}")


def mark(page: Page, hand: Hand, choices: Mapping[str, str]) -> None:
    """Chooses a mark for each row, by the beginning of its label."""
    for code, label in choices.items():
        hand.press(row(page, code).get_by_role("radio", name=label))


def note(page: Page, hand: Hand, words: str) -> None:
    """One thing for, with the clock as it is; none against."""
    side = page.get_by_test_id("observations-for")
    hand.press(side.get_by_role("button", name="Note something for"))
    hand.write(side.get_by_label("Said or done"), words)
    hand.press(page.get_by_test_id("observations-against").get_by_role("checkbox"))
    hand.press(page.get_by_test_id("confidence").get_by_role("radio").nth(1))


@PLAIN
def test_a_recruiter_seats_a_panel_plans_a_role_play_and_raters_mark_it_on_their_phones(
    stage: Stage, hand: Hand, look: Looker
) -> None:
    recruiter = stage.enter(Role.RECRUITER)
    recruiter.goto(stage.at(f"/campaigns/{stage.campaign_id}/role-plays"))
    hand.press(recruiter.get_by_role("button", name="Seat a panel"))
    dialog = recruiter.get_by_role("dialog")
    for role in PANEL:
        hand.press(dialog.get_by_role("checkbox", name=stage.house.members[role].name))
    hand.choose(dialog.get_by_role("button", name="In the chair"), stage.house.members[Role.HIRING_MANAGER].name)
    hand.press(dialog.get_by_role("button", name="Seat them"))
    expect(recruiter.get_by_text("customer advocate").first).to_be_visible()
    _plan(recruiter, hand, stage.candidate)
    plan = recruiter.get_by_test_id("plan")
    expect(plan).to_contain_text("under seal: 0 of 3 cards in")
    look(recruiter, "role-plays")

    rater = stage.enter(Role.RATER, phone=True)
    rater.goto(stage.at(""))
    hand.press(rater.get_by_role("link", name=f"Your card for {stage.candidate}"))
    expect(rater.get_by_test_id("save-badge")).to_have_text("Saved")
    mark(rater, hand, {"promise": "2 · "})
    expect(rater.get_by_test_id("save-badge")).to_have_text("Saved")
    rater.context.set_offline(True)
    mark(rater, hand, {"tone": "+1 · "})
    note(rater, hand, "Wrote “Thursday, 15:00” where the customer could see it.")
    expect(rater.get_by_test_id("save-badge")).to_contain_text("Offline: keep going")
    rater.context.set_offline(False)
    expect(rater.get_by_test_id("save-badge")).to_have_text("Saved")
    look(rater, "card-of-a-rater")
    hand.press(rater.get_by_role("button", name="Hand in the card"))
    expect(rater.get_by_text("Others are still out").first).to_be_visible()

    for role, grade in ((Role.HIRING_MANAGER, "4 · "), (Role.CUSTOMER_ADVOCATE, "4 · ")):
        other = stage.enter(role, phone=role == Role.HIRING_MANAGER)
        other.goto(stage.at("/cards"))
        hand.press(other.get_by_role("link", name=stage.candidate))
        expect(other.get_by_text("Wrote “Thursday")).to_have_count(0)
        mark(other, hand, {"promise": grade, "tone": "Not shown"})
        note(other, hand, "Asked what mattered most.")
        expect(other.get_by_test_id("save-badge")).to_have_text("Saved")
        hand.press(other.get_by_role("button", name="Hand in the card"))
        if role == Role.CUSTOMER_ADVOCATE:
            hand.press(other.get_by_role("link", name="To the debrief"))
            expect(other.get_by_text("first marks 2 apart: talk about it")).to_be_visible()
            look(other, "debrief-of-an-advocate")
        else:
            expect(other.get_by_text("Others are still out").first).to_be_visible()

    rater.reload()
    hand.press(rater.get_by_role("link", name="To the debrief"))
    hand.press(rater.get_by_role("button", name="I think otherwise now").first)
    hand.press(rater.get_by_role("dialog").get_by_role("radio", name="3 · "))
    hand.write(rater.get_by_role("dialog").get_by_label("Why"), "I had not seen that Kim was asked first.")
    hand.press(rater.get_by_role("dialog").get_by_role("button", name="Keep it beside the first"))
    expect(rater.get_by_text("now 1 apart")).to_be_visible()
    look(rater, "debrief-revised")


def _plan(page: Page, hand: Hand, candidate: str) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=5)  # later than the slowest machine fills in the form
    hand.press(page.get_by_role("button", name="Plan a role play"))
    dialog = page.get_by_role("dialog")
    hand.choose(dialog.get_by_role("button", name="Candidate"), candidate)
    hand.choose(dialog.get_by_role("button", name="Exercise"), EXERCISE)
    dialog.get_by_label("Day and time").fill(f"{soon:%Y-%m-%dT%H:%M}")
    hand.write(dialog.get_by_label("Place"), "Room 2")
    hand.press(dialog.get_by_role("button", name="Plan and invite"))
    expect(dialog).to_have_count(0)


def test_the_pages_of_raters_are_for_everybody(stage: Stage, hand: Hand, look: Looker) -> None:
    """My cards, a card and a closed seat: by hand, in the pseudo-locale, without a mouse."""
    with organisation_context(stage.house.id):
        plan = role_play(stage.house, _campaign(stage))
        for role in (Role.RATER, Role.CUSTOMER_ADVOCATE):
            hand_in(stage.house, role, plan, marks(promise=3 if role == Role.RATER else 5))
        card = card_of(stage.house, plan, Role.HIRING_MANAGER)
    manager = stage.enter(Role.HIRING_MANAGER)
    manager.goto(stage.at("/cards"))
    expect(manager.get_by_role("heading", level=1)).to_be_visible()
    look(manager, "my-cards")
    manager.goto(stage.at(f"/cards/{card.pk}"))
    expect(manager.get_by_test_id("save-badge")).to_be_visible()
    hand.press(manager.get_by_test_id("mark.late.promise").get_by_role("radio", name="4 · "))
    expect(manager.get_by_test_id("save-badge")).to_contain_text("Saved")
    look(manager, "card-of-a-manager")
    hand.press(manager.get_by_role("link", name="Whose cards are in"))
    expect(manager.get_by_role("heading", level=1)).to_contain_text(":")
    look(manager, "debrief-under-seal")
    hand.press(manager.get_by_role("button", name="Close this seat"))
    hand.write(manager.get_by_role("dialog").get_by_label("Why"), "I was called away before the second cue.")
    hand.press(manager.get_by_role("dialog").get_by_role("button", name="Close the seat"))
    expect(manager.get_by_text("first marks 2 apart: talk about it")).to_be_visible()
    with organisation_context(stage.house.id):
        assert ExercisePlan.objects.get(pk=plan.pk).sealed_at is not None


@PLAIN
def test_on_the_day_a_clerk_swaps_a_rater_and_transcribes_a_paper_card(stage: Stage, hand: Hand, look: Looker) -> None:
    with organisation_context(stage.house.id):
        plan = role_play(stage.house, _campaign(stage))
        seat_panel_of(stage.house, _campaign(stage), [*PANEL, Role.OWNER])
    clerk = stage.enter(Role.RECRUITER)
    clerk.goto(stage.at(f"/campaigns/{stage.campaign_id}/role-plays"))
    seats = clerk.get_by_test_id("plan").get_by_role("listitem")
    away = seats.filter(has_text=stage.house.members[Role.HIRING_MANAGER].name)
    hand.press(away.get_by_role("button", name="Another rater"))
    dialog = clerk.get_by_role("dialog")
    hand.choose(dialog.get_by_role("button", name="Member of the panel"), stage.house.members[Role.OWNER].name)
    hand.write(dialog.get_by_label("Why"), "Called to a customer this morning.")
    hand.press(dialog.get_by_role("button", name="Give them the card"))
    expect(away).to_contain_text("given to somebody else")
    expect(seats.filter(has_text=stage.house.members[Role.OWNER].name)).to_contain_text("card is out")
    look(clerk, "rater-swapped")
    hand.press(seats.filter(has_text=stage.house.members[Role.RATER].name).get_by_role("link", name="Transcribe"))
    for code, label in (("promise", "3 · "), ("tone", "Card not shown")):
        hand.press(clerk.get_by_test_id(f"mark.late.{code}").get_by_role("radio", name=label))
    note(clerk, hand, "Gave a range and a call back.")
    look(clerk, "transcription")
    hand.press(clerk.get_by_role("button", name="Hand in the paper card"))

    expect(clerk.get_by_test_id("plan")).to_contain_text("under seal: 1 of 3 cards in")
    with organisation_context(stage.house.id):
        card = card_of(stage.house, plan, Role.RATER)
        assert [(row.source, row.recorded_by_id) for row in card.submissions.all()] == [
            ("paper", stage.house.members[Role.RECRUITER].pk)
        ]


def _campaign(stage: Stage) -> Campaign:
    return Campaign.objects.get(pk=stage.campaign_id)
