"""Recruiter and panel in browsers of their own, against the real application on a database clone of the test's own."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.library.models import InstrumentVersion
from tests.e2e.player.conftest import DESK, PHONE, address
from tests.e2e.watching import OfflineWatch
from tests.factories.accounts import House
from tests.factories.ratings import rating_house
from tests.factories.sittings import invited, ready_campaign

__all__ = ["address"]  # the application, served on a free port


@dataclass
class Stage:
    """A vacancy with one invited candidate, and whoever opens a browser for a member."""

    house: House
    address: str
    campaign_id: uuid.UUID
    candidate: str
    browser: Browser
    mode: str
    opened: list[tuple[BrowserContext, OfflineWatch]]

    def enter(self, role: Role, *, phone: bool = False) -> Page:
        """A browser in which the member with this role is signed in."""
        context = self.browser.new_context(
            base_url=self.address, viewport=PHONE if phone else DESK, locale="en-GB", timezone_id="UTC"
        )
        context.set_default_timeout(10_000)
        session = self.house.client(role).cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies(
            [
                {
                    "name": session.key,
                    "value": session.value,
                    "url": self.address.replace("http", "https", 1),
                    "secure": True,
                    "httpOnly": True,
                }
            ]
        )
        if self.mode == "pseudo":
            context.add_init_script("sessionStorage.setItem('onculture.locale', 'pseudo')")
        page = context.new_page()
        self.opened.append((context, OfflineWatch(page)))
        return page

    def at(self, path: str) -> str:
        return f"{self.address}/o/{self.house.id}{path}"


@pytest.fixture
def stage(committed: Any, address: str, browser: Browser, mode: str) -> Iterator[Stage]:
    """Everybody is there, the shipped exercises too; nothing is planned yet."""
    house = rating_house()
    with organisation_context(house.id):
        assert InstrumentVersion.objects.filter(kind="exercise").exists()
        campaign = ready_campaign(house, title="Service engineer")
        (invitation,) = invited(house, campaign)
    made = Stage(house, address, campaign.pk, invitation.candidate.name, browser, mode, [])
    yield made
    for context, watch in made.opened:
        context.close()
        watch.verdict()
