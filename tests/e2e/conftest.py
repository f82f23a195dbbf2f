"""The browser, and what every page is held to: no script error, no policy report, axe clean, every text translated.

The product is started once for all of them as a newcomer starts it, on a var folder of its own.
Every test runs three times: as people use it, in the pseudo-locale, and without a single mouse call.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.hand import Hand, KeyboardHand, MouseHand
from tests.e2e.house import House
from tests.e2e.looking import Looker
from tests.e2e.watching import watched_pages
from tests.factories.served import served as serve

MODES = ("plain", "pseudo", "keyboard")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next((found for name in BROWSERS if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The product on a free port, with one organisation: `url`, `outbox`, `sign_in(page, role)`."""
    with serve(tmp_path_factory.mktemp("served") / "var") as running:
        house = House(running.address, running.var / "outbox", browser)
        code = re.search(r"one-time code (\S+)", running.said)
        assert code, running.said
        house.found(code.group(1))
        yield house


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def new_page(browser: Browser, served: Any, mode: str) -> Iterator[Callable[[], Page]]:
    """Opens a page in a browser of its own, as another person would have; ends with the watch's verdict."""
    script = "sessionStorage.setItem('onculture.locale', 'pseudo')" if mode == "pseudo" else ""
    with watched_pages(browser, served.url, script=script) as open_page:
        yield open_page


@pytest.fixture
def page(new_page: Callable[[], Page]) -> Page:
    return new_page()


@pytest.fixture
def hand(mode: str) -> Hand:
    """What presses and types: the mouse, or the keyboard alone."""
    return KeyboardHand() if mode == "keyboard" else MouseHand()


@pytest.fixture
def look(mode: str) -> Looker:
    """Looks at a page as it stands: axe, overflow, brackets, screenshots."""
    return Looker(mode)
