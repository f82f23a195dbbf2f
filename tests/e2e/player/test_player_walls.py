"""What a test taker's browser never receives, and what stands when the product changes under a sitting."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from backend.config import pages
from tests.e2e.pages.taking import Taking
from tests.e2e.player.conftest import DESK, Person
from tests.factories.sittings import SECRET_SCALE

pytestmark = [pytest.mark.browser, pytest.mark.real_commits]

Invite = Callable[..., Person]
NewContext = Callable[..., BrowserContext]

KEYS_AND_CODES = (
    SECRET_SCALE,
    "Secret scale",
    '"key"',
    '"scale"',
    '"scales"',
    "part-1-1",
    "discrimination",
    "threshold",
)


class Bodies:
    """Every body that a page receives from the API, as text."""

    def __init__(self, page: Page) -> None:
        self.seen: list[tuple[str, Response]] = []
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        if "/api/" in response.url:
            self.seen.append((response.url, response))

    def texts(self) -> list[tuple[str, str]]:
        return [(url, response.text()) for url, response in self.seen if response.status not in {204, 304}]


def test_no_body_of_a_whole_sitting_holds_a_key_a_scale_or_a_code(page: Page, invite: Invite) -> None:
    bodies = Bodies(page)
    taking = Taking(page)
    taking.open(invite().secret)
    taking.start()
    taking.answer_everything()
    taking.send()

    texts = bodies.texts()
    found = [(url, word) for url, text in texts for word in KEYS_AND_CODES if word in text]
    assert found == []
    assert sum("/sections/" in url for url, _ in texts) == 5  # three are shown, two of them are opened before


def test_a_part_that_was_not_reached_is_not_on_the_device(page: Page, invite: Invite) -> None:
    bodies = Bodies(page)
    taking = Taking(page)
    taking.open(invite().secret)
    taking.start()
    taking.answer_page(3)
    taking.onward()
    taking.to_questions()

    texts = "".join(text for _, text in bodies.texts())
    kept = page.evaluate(
        """() => new Promise((resolve) => {
          const opening = indexedDB.open('onculture-taker')
          opening.onsuccess = () => {
            const asking = opening.result.transaction('sections').objectStore('sections').getAll()
            asking.onsuccess = () => resolve(JSON.stringify(asking.result))
          }
        })"""
    )
    assert "Statement 4" in texts
    assert "Statement 5" not in texts
    assert "Statement 4" in kept
    assert "Statement 5" not in kept


def test_nothing_of_the_form_is_left_on_the_device_after_sending(page: Page, invite: Invite) -> None:
    taking = Taking(page)
    taking.open(invite().secret)
    taking.start()
    taking.answer_everything()
    taking.send()

    left = page.evaluate(
        """() => new Promise((resolve) => {
          const opening = indexedDB.open('onculture-taker')
          opening.onsuccess = () => {
            const asking = opening.result.transaction('sections').objectStore('sections').count()
            asking.onsuccess = () => resolve(asking.result)
          }
        })"""
    )
    assert left == 0


def test_the_secret_of_the_link_is_in_no_address_and_no_storage(page: Page, invite: Invite) -> None:
    person = invite()
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    taking = Taking(page)
    taking.open(person.secret)
    taking.start()
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, location.href])")

    # The one request that loads the page has it in the fragment, which stays in the browser.
    assert [address for address in addresses if person.secret in address.split("#")[0]] == []
    assert person.secret not in stored


def test_the_next_part_waits_for_the_network_and_says_so(page: Page, invite: Invite) -> None:
    taking = Taking(page)
    taking.open(invite().secret)
    taking.start()
    taking.answer_page(3)
    taking.saved()

    page.context.set_offline(True)
    taking.press("Next part")
    expect(page.get_by_role("alert")).to_contain_text("The next part needs a connection for a moment")
    page.context.set_offline(False)
    taking.onward()

    expect(taking.heading).to_contain_text("Title part-1")


def test_a_new_version_of_the_page_takes_over_only_after_the_sitting(
    new_context: NewContext, invite: Invite, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = new_context(viewport=DESK).new_page()
    taking = Taking(page)
    taking.open(invite().secret)
    taking.start()
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    _publish_new_version(monkeypatch)

    page.reload()
    assert page.locator("meta[name=version-of-test]").count() == 0
    taking.to_questions() if taking.at_intro() else None
    taking.answer_everything()
    taking.send()
    page.reload()
    expect(taking.heading).to_contain_text("Your answers have arrived")
    page.reload()

    assert page.locator("meta[name=version-of-test]").count() == 1


def _publish_new_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is upgraded: another document, and a service worker with another list of files."""
    former = pages._document

    def upgraded(name: str) -> str | None:
        text = former(name) or ""
        if name == "take.html":
            return text.replace("<head>", '<head><meta name="version-of-test" content="2">')
        return text.replace('"revision":"', '"revision":"2') if name == "take-sw.js" else text

    monkeypatch.setattr(pages, "_document", upgraded)
