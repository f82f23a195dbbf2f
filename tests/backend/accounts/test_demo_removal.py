"""A demo organisation is gone from sight at once, and from the tables with the next start."""

import psycopg
import pytest
from django.core.management import call_command

from backend.accounts.models import Organisation
from backend.accounts.selectors import organisation_ids
from backend.kernel.tenancy import organisation_context
from tests.factories.accounts import make_house
from tests.factories.inviting import JSON
from tests.factories.sittings import make_taker, sit_through
from tests.factories.tenders import PDF, contact_for, drawn_bid, frozen_tender, tender_house

pytestmark = pytest.mark.real_commits


def make_demo(house) -> None:
    with organisation_context(house.id):
        Organisation.objects.update(is_demo=True)


def rows_of(committed, house) -> int:
    with psycopg.connect(committed.url(committed.current, "OWNER")) as owner:
        tables = owner.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name = 'organisation_id' AND table_schema = 'public'"
        ).fetchall()
        counts = [
            owner.execute(f"SELECT count(*) FROM {table} WHERE organisation_id = %s", [house.id]).fetchone()[0]
            for (table,) in tables
        ]
    return sum(counts)


def test_a_removed_demo_is_gone_at_once_and_purged_at_the_next_start(committed) -> None:
    demo, other = tender_house("Demo"), make_house("Other")
    sit_through(make_taker(demo))
    with organisation_context(demo.id):
        bid = drawn_bid(demo, frozen_tender(demo))
    contact_for(demo, bid).upload(PDF)
    make_demo(demo)
    client = demo.client()
    others = rows_of(committed, other)

    removed = client.post(demo.url("remove-demo"), {}, content_type=JSON)
    seen = client.get(demo.url("members")).status_code
    left_before = rows_of(committed, demo)
    with committed.as_role("OWNER"):
        call_command("upgrade", no_backup=True)

    assert (removed.status_code, seen) == (204, 404)
    assert left_before > 0
    assert rows_of(committed, demo) == 0
    assert rows_of(committed, other) == others
    assert organisation_ids() == [other.id]


def test_an_organisation_of_real_people_is_not_removed_by_a_button(committed) -> None:
    house = make_house()

    response = house.client().post(house.url("remove-demo"), {}, content_type=JSON)

    assert (response.status_code, response.json()["code"]) == (409, "not_a_demo")
