"""Buyer, supplier's contact and respondent in browsers of their own, against the application on a database clone."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from backend.accounts.enums import Role
from tests.e2e.player.conftest import DESK, address, new_context, page_in
from tests.factories.accounts import House

__all__ = ["address", "new_context"]  # the application on a free port, and browsers of different people

Enter = Callable[..., Page]


@pytest.fixture
def enter(new_context: Callable[..., BrowserContext], address: str, mode: str) -> Enter:
    """Opens a browser in which a member is signed in already, or nobody; signing in has tests of its own."""

    def enter_as(house: House | None = None, role: Role = Role.BUYER) -> Page:
        context = new_context(viewport=DESK)
        if house is not None:
            session = house.client(role).cookies[settings.SESSION_COOKIE_NAME]
            host = address.replace("http", "https", 1)  # a cookie of this name is never set for a page without TLS
            cookie = {"name": session.key, "value": session.value, "url": host, "secure": True, "httpOnly": True}
            context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dictionary
        return page_in(mode, context)

    return enter_as
