"""The positive control of the sweep: as owner of the tables, with the filter gone, a list does leak."""

from typing import Any

import pytest
from django.db.models import QuerySet

from backend.accounts import selectors
from backend.accounts.models import Membership
from tests.contracts.world import furnish


@pytest.mark.real_commits
def test_control_the_same_list_as_owner_of_the_tables_leaks(committed: Any, monkeypatch: Any) -> None:
    """Without its second wall the list does show a stranger's rows: the sweep can fail."""
    own, other = furnish("Own"), furnish("Other")
    monkeypatch.setattr(selectors, "visible_memberships", lambda _: QuerySet(Membership))

    with committed.as_role("OWNER"):
        answer = own.house.client().get(own.house.url("members")).content.decode()

    assert str(other.ids["membership_id"]) in answer
