"""No answer that the screen called saved is ever lost, and none that was given either."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.e2e.pages.taking import Taking
from tests.e2e.player.conftest import Person, offline

pytestmark = [pytest.mark.browser, pytest.mark.real_commits]

Invite = Callable[..., Person]
NewContext = Callable[..., BrowserContext]

# The known fault of another platform, brought into the page from outside: before a batch is sent, the stored queue is
# emptied. The product has no such switch.
EMPTIES_ITS_QUEUE_BEFORE_THE_ACKNOWLEDGEMENT = """
const honest = window.fetch
window.fetch = async (address, options) => {
  if (String(address).endsWith('/answers') && options?.method === 'POST') {
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open('onculture-queue')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    await new Promise((resolve) => {
      const emptying = database.transaction('events', 'readwrite')
      emptying.objectStore('events').clear()
      emptying.oncomplete = resolve
    })
    database.close()
  }
  return honest(address, options)
}
"""

HOW_MANY_ARE_KEPT = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('onculture-queue')
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const counting = opening.result.transaction('events').objectStore('events').count()
    counting.onsuccess = () => { opening.result.close(); resolve(counting.result) }
  }
})"""


def _wait_until_kept(page: Page, answers: int) -> None:
    """What was given is on the device's disk. A person needs longer to close a tab; a test does not."""
    for _ in range(250):
        if page.evaluate(HOW_MANY_ARE_KEPT) == answers:
            return
        page.wait_for_timeout(20)
    pytest.fail(f"{answers} answers were never kept on the device")


def _reach_second_item(page: Page, person: Person) -> tuple[Taking, dict[str, int]]:
    """A taker who has answered two items, with the page itself kept on the device."""
    taking = Taking(page)
    taking.open(person.secret)
    taking.start()
    given = dict.fromkeys(taking.answer_page(2), 2)
    taking.onward()
    taking.to_questions()
    given |= dict.fromkeys(taking.answer_page(3), 3)
    taking.saved()
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    return taking, given


def _answer_and_reload_offline(taking: Taking, page: Page) -> dict[str, int]:
    """The rest of the part without a network, then a reload, still without one."""
    given: dict[str, int] = {}
    with offline(page):
        for value in (5, 6):
            taking.onward()
            given |= dict.fromkeys(taking.answer_page(value), value)
        expect(taking.badge).to_contain_text("Offline: keep going, nothing is lost")
        page.reload()
        expect(taking.questions.first).to_be_visible()
    return given


def test_answers_given_offline_survive_a_reload_and_arrive(page: Page, invite: Invite) -> None:
    person = invite()
    taking, before = _reach_second_item(page, person)

    during = _answer_and_reload_offline(taking, page)
    taking.saved()

    assert len(during) == 2
    assert person.values == {**before, **during}


def test_a_queue_that_is_emptied_too_early_loses_them(new_context: NewContext, invite: Invite) -> None:
    """Control of the test above. What is given after the emptying may still arrive; what was emptied cannot."""
    context = new_context()
    context.add_init_script(EMPTIES_ITS_QUEUE_BEFORE_THE_ACKNOWLEDGEMENT)
    page = context.new_page()
    person = invite()
    taking, before = _reach_second_item(page, person)

    during = _answer_and_reload_offline(taking, page)
    taking.saved()

    arrived = person.values
    first_given_offline = next(iter(during))
    assert first_given_offline not in arrived
    assert before.items() <= arrived.items()


def test_answers_of_a_closed_tab_are_sent_by_the_next_under_its_own_client(
    new_context: NewContext, invite: Invite
) -> None:
    context = new_context()
    person = invite()
    first = context.new_page()
    taking, before = _reach_second_item(first, person)
    with offline(first):
        taking.onward()
        during = dict.fromkeys(taking.answer_page(6), 6)
        expect(taking.badge).to_contain_text("Offline")
        _wait_until_kept(first, len(during))
        first.close()

    second = Taking(context.new_page())
    second.page.goto("/take")
    second.saved()

    assert person.values == {**before, **during}
    assert len({client for client, *_ in person.trail}) == 1


def test_a_browser_that_was_closed_loses_nothing(browser_profile: Callable[[], BrowserContext], invite: Invite) -> None:
    person = invite()
    context = browser_profile()
    page = context.new_page()
    taking, before = _reach_second_item(page, person)
    context.set_offline(True)
    taking.onward()
    during = dict.fromkeys(taking.answer_page(6), 6)
    expect(taking.badge).to_contain_text("Offline")
    _wait_until_kept(page, len(during))
    context.close()

    again = Taking(browser_profile().new_page())
    again.open(person.secret)
    again.saved()

    assert person.values == {**before, **during}


def test_the_last_of_two_tabs_wins_and_both_trails_are_kept(new_context: NewContext, invite: Invite) -> None:
    context = new_context()
    person = invite()
    one = Taking(context.new_page())
    one.open(person.secret)
    one.start()
    two = Taking(context.new_page())
    two.page.goto("/take")
    expect(two.questions).to_have_count(1)
    (reference,) = one.shown()

    one.answer(reference, 2)
    one.saved()
    expect(two.page.locator("fieldset input").nth(1)).to_be_checked()
    two.answer(reference, 5)
    two.saved()

    expect(one.page.locator("fieldset input").nth(4)).to_be_checked()
    assert person.values == {reference: 5}
    assert [(seq, value) for _, seq, _, value in person.trail] == [(1, 2), (1, 5)]
    assert len({client for client, *_ in person.trail}) == 2


def test_a_duplicated_tab_counts_under_an_id_of_its_own(new_context: NewContext, invite: Invite) -> None:
    context = new_context()
    person = invite()
    one = Taking(context.new_page())
    one.open(person.secret)
    one.start()
    (reference,) = one.shown()
    one.answer(reference, 2)
    one.saved()
    copied = one.page.evaluate("JSON.stringify({...sessionStorage})")

    page = context.new_page()
    page.add_init_script(f"if (origin !== 'null') Object.assign(sessionStorage, {copied})")
    page.goto("/take")
    two = Taking(page)
    two.answer(reference, 6)
    two.saved()

    assert person.values == {reference: 6}
    assert len({client for client, *_ in person.trail}) == 2


def test_what_another_device_changed_is_shown_before_it_is_sent(new_context: NewContext, invite: Invite) -> None:
    person = invite()
    one = Taking(new_context().new_page())
    one.open(person.secret)
    one.start()
    (reference,) = one.shown()
    given = one.answer_everything(2)
    other = Taking(new_context().new_page())
    other.open(person.secret)
    while reference not in other.shown():
        other.back()
    other.answer(reference, 6)
    other.saved()

    one.press("Send my answers")
    expect(one.page.get_by_role("alert")).to_contain_text("1 answer was different on our side")
    expect(one.page.get_by_role("alert")).to_contain_text("L6")
    one.send()

    assert person.values == {**given, reference: 6}


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_is_wrong_by_days_changes_neither_order_nor_limit(page: Page, invite: Invite, days: int) -> None:
    page.add_init_script(
        f"{{ const RealDate = Date; const shift = {days} * 864e5;"
        " window.Date = class extends RealDate {"
        " constructor(...given) { given.length ? super(...given) : super(RealDate.now() + shift) }"
        " static now() { return RealDate.now() + shift } } }"
    )
    person = invite()
    taking = Taking(page)
    taking.open(person.secret)
    taking.start()
    (reference,) = taking.shown()
    for value in (1, 6, 3):
        taking.answer(reference, value)
    taking.saved()

    taking.answer_everything()
    taking.send()

    assert person.values[reference] == 4
    assert [value for _, _, item, value in person.trail if item == reference] == [1, 6, 3, 4]


def test_a_server_that_is_busy_is_asked_again_until_it_takes_the_answer(page: Page, invite: Invite) -> None:
    person = invite()
    taking = Taking(page)
    taking.open(person.secret)
    taking.start()
    refusals = iter(["cut", "busy", "cut"])

    def busy(route: Route) -> None:
        refusal = next(refusals, None) if route.request.method == "POST" else None
        if refusal is None:
            route.continue_()
        elif refusal == "cut":
            route.abort()
        else:
            route.fulfill(status=429, body="{}")

    page.route(re.compile("/api/v1/take/answers$"), busy)
    given = dict.fromkeys(taking.answer_page(4), 4)
    taking.saved()

    assert person.values == given


def test_answers_of_one_person_are_not_sent_under_the_cookie_of_the_next(
    new_context: NewContext, invite: Invite
) -> None:
    context = new_context()
    first, second = invite(), invite()
    one = Taking(context.new_page())
    one.open(first.secret)
    one.start()
    one.saved()
    two = Taking(context.new_page())
    two.open(second.secret)
    two.start()

    (reference,) = one.shown()
    one.answer(reference, 5)
    expect(one.badge).to_contain_text("Open the link from your invitation again")
    two.answer(reference, 2)
    two.saved()
    assert (first.values, second.values) == ({}, {reference: 2})

    one.open(first.secret)
    one.saved()
    assert (first.values, second.values) == ({reference: 5}, {reference: 2})
