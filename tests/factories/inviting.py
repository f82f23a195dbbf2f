"""Steps that several tests of members share."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from tests.factories.accounts import House

JSON = "application/json"


def invite(house: House, client: Client | None = None, **changes: Any) -> Any:
    body = {"email": "new@example.org", "name": "New Person", "roles": ["recruiter"], **changes}
    return (client or house.client()).post(house.url("members/invitations"), body, content_type=JSON)


def link_token() -> str:
    """The token of the newest invitation mail."""
    match = re.search(r"/invitation#(\S+)", mail.outbox[-1].body)
    assert match is not None
    return match.group(1)
