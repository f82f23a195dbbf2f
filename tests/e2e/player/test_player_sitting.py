"""A sitting from the link to the receipt."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scoring.definitions.hashing import hash_of
from tests.e2e.hand import Hand
from tests.e2e.looking import SCREENS, Looker
from tests.e2e.pages.taking import Taking
from tests.e2e.player.conftest import DESK, PHONE, Person, page_in

pytestmark = [pytest.mark.browser, pytest.mark.real_commits]

Invite = Callable[..., Person]
NewContext = Callable[..., BrowserContext]


@pytest.mark.parametrize(
    ("mode", "size"), [("plain", PHONE), ("plain", DESK), ("pseudo", PHONE), ("keyboard", DESK)], ids=str
)
def test_a_whole_sitting_ends_with_a_receipt_and_a_date(
    new_context: NewContext, invite: Invite, mode: str, hand: Hand, look: Looker, size: dict[str, int]
) -> None:
    person = invite(situations=True)
    page = page_in(mode, new_context(viewport=size))
    taking = Taking(page, hand)

    def look_at(name: str) -> None:
        """The look is at both sizes and in both schemes; afterwards the device is again the one that it was."""
        if (mode, size) != ("plain", PHONE):
            look(page, f"player-{name}")
            page.set_viewport_size(size)  # type: ignore[arg-type]  # width and height

    taking.open(person.secret)
    assert "#" not in page.url
    look_at("invitation")
    taking.press("Go on to consent and start")
    expect(page.get_by_role("checkbox").first).to_be_visible()
    look_at("start")
    for consent in page.get_by_role("checkbox").all():
        hand.press(consent)
    taking.press("Start")
    expect(page.get_by_role("button", name="Go to the questions")).to_be_visible()
    look_at("intro")
    taking.to_questions()
    look_at("practice")
    given = taking.answer_everything()
    look_at("review")
    taking.send()
    look_at("receipt")

    assert person.status == "submitted"
    assert person.values == given
    assert page.get_by_text(hash_of(given)).is_visible()


def test_the_situations_can_be_rated_by_keyboard_alone(page: Page, invite: Invite, look: Looker) -> None:
    person = invite(situations=True, own=False)
    taking = Taking(page)
    taking.open(person.secret)
    taking.start()

    first = taking.shown()
    expect(taking.heading).to_be_focused()
    for figure in range(1, len(first) + 1):
        page.keyboard.press(str(figure))
    taking.saved()
    look(page, "player-situation")
    page.keyboard.press("Enter")
    expect(page.locator(f'fieldset[data-reference="{first[0]}"]')).to_have_count(0)

    assert person.values == {reference: place for place, reference in enumerate(first, start=1)}


def test_arrows_change_an_answer_and_enter_goes_on(page: Page, invite: Invite) -> None:
    person = invite()
    taking = Taking(page)
    taking.open(person.secret)
    taking.start()
    (reference,) = taking.shown()

    page.keyboard.press("2")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    taking.saved()
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Go to the questions")).to_be_visible()
    assert person.values == {reference: 4}


def test_an_answer_can_be_left_out_and_the_review_says_where(page: Page, invite: Invite) -> None:
    person = invite()
    taking = Taking(page)
    taking.open(person.secret)
    taking.start()
    given = taking.answer_page(3)
    taking.onward()
    taking.to_questions()
    left_out = taking.shown()
    taking.onward()
    taking.answer_everything(5)

    expect(page.get_by_text("1 question without an answer")).to_be_visible()
    page.get_by_role("button", name="Answer Title part-1").click()
    assert taking.shown() == left_out

    page.go_back()
    taking.send()
    assert set(given) < set(person.values)
    assert not set(left_out) & set(person.values)


def test_a_pause_on_one_device_goes_on_where_it_stopped_on_another(new_context: NewContext, invite: Invite) -> None:
    person = invite()
    phone = Taking(new_context().new_page())
    phone.open(person.secret)
    phone.start()
    given = phone.answer_everything_until("Title part-2")
    phone.press("Pause")
    expect(phone.heading).to_contain_text("Paused")
    assert person.status == "paused"

    desk = Taking(new_context(viewport=DESK).new_page())
    desk.open(person.secret)
    desk.press("Go on here")
    expect(desk.heading).to_contain_text("Title part-2")
    given |= desk.answer_everything(2)
    desk.send()

    assert person.values == given


def test_own_answers_can_be_downloaded_with_the_hash_of_the_receipt(page: Page, invite: Invite) -> None:
    person = invite()
    taking = Taking(page)
    taking.open(person.secret)
    taking.start()
    given = taking.answer_everything()
    taking.send()

    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()

    content: dict[str, Any] = json.loads(download.value.path().read_text())
    assert content["answers"] == given
    assert content["hash"] == content["receipt"]["hash"] == hash_of(given)


def test_somebody_who_withdraws_is_asked_once_and_then_done(page: Page, invite: Invite, look: Looker) -> None:
    person = invite()
    taking = Taking(page)
    taking.open(person.secret)
    taking.press("Withdraw")
    look(page, "player-withdraw")

    page.get_by_role("button", name="Withdraw for good").click()

    expect(taking.heading).to_contain_text("You have withdrawn")
    assert person.status == "withdrawn"


def test_another_format_is_asked_for_without_a_reason(page: Page, invite: Invite, hand: Hand) -> None:
    taking = Taking(page, hand)
    taking.open(invite().secret)

    summary = page.get_by_text("Ask for more time, breaks or another format")
    hand.press(summary)
    hand.press(page.get_by_role("checkbox", name="More time"))
    taking.press("Ask for this")

    expect(page.get_by_text("You asked for")).to_contain_text("More time")


def test_a_link_that_does_not_work_says_so_and_offers_a_new_one(page: Page, address: str, look: Looker) -> None:
    page.goto("/take#not-a-key-of-anybody")
    expect(page.get_by_role("heading", level=1)).to_contain_text("This link does not work any more")
    assert "#" not in page.url
    look(page, "player-no-link")

    page.get_by_label("The mail address that was invited").fill("somebody@example.org")
    page.get_by_role("button", name="Send me a new link").click()

    expect(page.get_by_role("status").filter(has_text="a new link is on its way")).to_be_visible()


def test_a_page_without_a_link_asks_for_it(page: Page, address: str) -> None:
    page.goto("/take")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Please open the link from your invitation")


def test_the_player_runs_from_right_to_left_in_arabic(new_context: NewContext, invite: Invite) -> None:
    context = new_context()
    context.add_init_script("if (origin !== 'null') sessionStorage.setItem('onculture.locale', 'ar')")
    page = context.new_page()
    taking = Taking(page)
    taking.open(invite().secret)
    for shot, name in enumerate(("تابع إلى الموافقة والبدء", "ابدأ", "إلى الأسئلة"), start=1):
        for consent in page.get_by_role("checkbox").all():
            taking.hand.press(consent)
        taking.press(name)
        expect(page.get_by_role("button", name=name)).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        _screenshot(page, f"player-arabic-{shot}")

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("form [dir=ltr]").first).to_be_visible()


def test_the_situations_are_rated_in_arabic_from_right_to_left(new_context: NewContext, invite: Invite) -> None:
    context = new_context()
    context.add_init_script("if (origin !== 'null') sessionStorage.setItem('onculture.locale', 'ar')")
    page = context.new_page()
    taking = Taking(page)
    person = invite(situations=True, own=False)
    taking.open(person.secret)
    taking.press("تابع إلى الموافقة والبدء")
    page.get_by_role("radio", name="العربية").check()
    expect(page.get_by_role("checkbox", name="أوافق على")).to_be_visible()
    expect(page.get_by_text("I agree")).to_have_count(0)
    _screenshot(page, "player-situation-arabic-start")
    for consent in page.get_by_role("checkbox").all():
        taking.hand.press(consent)
    taking.press("ابدأ")
    taking.press("إلى الأسئلة")
    expect(taking.questions.first).to_be_visible()

    first = taking.shown()
    for figure in range(1, len(first) + 1):
        page.keyboard.press(str(figure))
    _wait_for_values(person, len(first))
    _screenshot(page, "player-situation-arabic-practice")
    page.keyboard.press("Enter")
    taking.press("إلى الأسئلة")
    expect(taking.questions.first).to_be_visible()
    _screenshot(page, "player-situation-arabic")

    assert person.values == {reference: place for place, reference in enumerate(first, start=1)}
    expect(page.locator("form [lang=ar][dir=rtl]")).to_be_visible()
    one, seven = (taking.questions.first.locator("label").nth(place).bounding_box() for place in (0, 6))
    assert one is not None
    assert seven is not None
    assert one["x"] > seven["x"]
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def _wait_for_values(person: Person, count: int) -> None:
    for _ in range(100):
        if len(person.values) == count:
            return
        time.sleep(0.1)
    raise AssertionError(f"{len(person.values)} of {count} answers have arrived")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_at_twice_the_type_size(new_context: NewContext, invite: Invite, scheme: str) -> None:
    context = new_context(color_scheme=scheme)
    context.add_init_script("if (origin !== 'null') localStorage.setItem('onculture.text-size', '200')")
    page = context.new_page()
    taking = Taking(page)
    taking.open(invite(situations=True, own=False).secret)
    taking.start()

    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    _screenshot(page, f"player-large-{scheme}")


def _screenshot(page: Page, name: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
