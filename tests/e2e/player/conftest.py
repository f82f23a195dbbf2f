"""Takers in real browsers, against the real application on a database clone of the test's own.

The application runs in threads of the test's process, so that a test can look at the rows behind what a screen said
and can cut the network where the browser does, without a proxy between.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from backend.accounts.enums import Role
from backend.campaigns.models import Campaign
from backend.campaigns.selectors import battery_of
from backend.campaigns.services import ChosenInstrument, assemble_battery
from backend.config import pages
from backend.kernel.tenancy import organisation_context
from backend.library.models import InstrumentVersion
from backend.sittings.models import AnswerEvent, CurrentAnswers, Sitting
from backend.sittings.services.invitations import copy_link
from tests.e2e.conftest import BROWSERS
from tests.e2e.watching import OfflineWatch
from tests.factories.accounts import House
from tests.factories.sittings import invited, ready_campaign, secret_of, staff_house

# Playwright keeps an event loop in this thread; what is asked of the database here waits for its answer all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SITUATIONS = ("practice", "tone-1", "promises-1")
"""Sections of the shipped situational test that exist in English, German and Arabic."""

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class calls it so
        """A test's output is not an access log."""


@pytest.fixture
def address(committed: Any) -> Iterator[str]:
    """The application, served on a free port of this machine."""
    from backend.config.wsgi import application

    pages._document.cache_clear()  # the front end may have been built again since the test before
    server = ThreadedWSGIServer(("127.0.0.1", 0), _QuietHandler, allow_reuse_address=False)
    server.set_app(_closing(application))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def _closing(application: Callable[..., Any]) -> Callable[..., Any]:
    """Every thread has a database connection of its own, which must not outlive its request."""

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        try:
            return application(environ, start_response)
        finally:
            connections.close_all()

    return serve


@dataclass(frozen=True)
class Person:
    """Somebody who was invited: their link, and what the server holds of them."""

    house: House
    sitting_id: Any
    invitation_id: Any
    secret: str

    @property
    def values(self) -> dict[str, Any]:
        with organisation_context(self.house.id):
            current = CurrentAnswers.objects.filter(sitting_id=self.sitting_id).first()
            return dict(current.values) if current else {}

    @property
    def status(self) -> str:
        with organisation_context(self.house.id):
            return str(Sitting.objects.get(pk=self.sitting_id).status)

    @property
    def trail(self) -> list[tuple[str, int, str, Any]]:
        """Every event as it arrived: client, number, item, value."""
        with organisation_context(self.house.id):
            events = AnswerEvent.objects.filter(sitting_id=self.sitting_id).order_by("arrival")
            return [(str(event.client), event.seq, event.item, event.value) for event in events]


@pytest.fixture
def invite(committed: Any) -> Callable[..., Person]:
    """Invites somebody new to a vacancy: a practice item and two sections of three items, or the shipped situations."""
    house = staff_house()

    def invite_one(*, own: bool = True, situations: bool = False) -> Person:
        with organisation_context(house.id):
            campaign = ready_campaign(house)
            if situations:
                _add_situations(house, campaign, own=own)
            (invitation,) = invited(house, campaign)
            link = copy_link(actor=house.actor(Role.RECRUITER), invitation_id=invitation.pk)
            return Person(house, invitation.sittings.get().pk, invitation.pk, secret_of(link))

    return invite_one


def _add_situations(house: House, campaign: Campaign, *, own: bool) -> None:
    shipped = InstrumentVersion.objects.get(organisation=None, code="customer-situations", version="2.0.0")
    kept = [ChosenInstrument(entry.instrument_version_id) for entry in battery_of(campaign.pk)] if own else []
    entries = [*kept, ChosenInstrument(shipped.pk, SITUATIONS)]
    assemble_battery(actor=house.actor(Role.RECRUITER), campaign_id=campaign.pk, entries=entries)


@pytest.fixture
def new_context(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a browser as another person or another device would have; every page of it is watched."""
    opened: list[BrowserContext] = []
    watches: list[OfflineWatch] = []

    def open_context(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"base_url": address, "viewport": PHONE, "locale": "en-GB", **options})
        context.set_default_timeout(10_000)
        context.on("page", lambda page: watches.append(OfflineWatch(page)))
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()
    for watch in watches:
        watch.verdict()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], request: pytest.FixtureRequest) -> Page:
    """A phone; in the pseudo-locale where the test runs in that mode."""
    mode = str(request.getfixturevalue("mode")) if "mode" in request.fixturenames else "plain"
    return page_in(mode, new_context())


def page_in(mode: str, context: BrowserContext) -> Page:
    if mode == "pseudo":
        context.add_init_script("if (origin !== 'null') sessionStorage.setItem('onculture.locale', 'pseudo')")
    return context.new_page()


@contextmanager
def offline(page: Page) -> Iterator[None]:
    """The browser without a network."""
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


@pytest.fixture
def browser_profile(browser: Browser, address: str, tmp_path: Path) -> Iterator[Callable[[], BrowserContext]]:
    """Opens one and the same browser profile on the disk, again and again."""
    opened: list[BrowserContext] = []

    def open_profile() -> BrowserContext:
        kind = browser.browser_type
        context = kind.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium_path(),
            args=["--no-sandbox", "--disable-dev-shm-usage"],
            base_url=address,
            viewport=PHONE,  # type: ignore[arg-type]  # width and height
            locale="en-GB",
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield open_profile
    for context in opened:
        with suppress(PlaywrightError):
            context.close()


def chromium_path() -> str | None:
    return os.environ.get("CHROMIUM") or next((found for name in BROWSERS if (found := shutil.which(name))), None)
