"""A score can be computed again years later, and nobody who runs the product can change it."""

import io

import psycopg
import pytest
from django.core.management import CommandError, call_command

from backend.kernel.tenancy import organisation_context
from tests.factories.sittings import invited, make_taker, sit_through, staff_house, taker_for
from tests.factories.situations import campaign_of_two_methods, sit_through_both

pytestmark = pytest.mark.real_commits


def test_recomputation_confirms_every_score_and_finds_a_changed_answer(committed) -> None:
    taker = make_taker()
    sit_through(taker)
    call_command("worker", until_idle=True)
    call_command("worker", until_idle=True)
    out = io.StringIO()

    call_command("recompute_scores", check=True, stdout=out)
    with psycopg.connect(committed.url(committed.current, "OWNER"), autocommit=True) as owner:
        owner.execute(
            "UPDATE scores_scalescore SET mean = mean + 1e-6"  # more than the 1e-9 that machines may differ by
        )

    assert "1 scores recomputed, all equal" in out.getvalue()
    with pytest.raises(CommandError, match="1 differences in 1 scores"):
        call_command("recompute_scores", check=True, stdout=io.StringIO())


def test_recomputation_covers_situational_tests(committed) -> None:
    house = staff_house()
    with organisation_context(house.id):
        (invitation,) = invited(house, campaign_of_two_methods(house))
    sit_through_both(taker_for(house, invitation))
    call_command("worker", until_idle=True)
    call_command("worker", until_idle=True)
    out = io.StringIO()

    call_command("recompute_scores", check=True, stdout=out)
    with psycopg.connect(committed.url(committed.current, "OWNER"), autocommit=True) as owner:
        owner.execute("UPDATE scores_scalescore SET se = se + 1e-6 WHERE method = 'situational' AND unit = 'P'")

    assert "3 scores recomputed, all equal" in out.getvalue()
    with pytest.raises(CommandError, match="1 differences in 3 scores"):
        call_command("recompute_scores", check=True, stdout=io.StringIO())


def test_the_running_product_cannot_change_a_score(committed) -> None:
    taker = make_taker()
    sit_through(taker)

    with (
        psycopg.connect(committed.url(committed.current, "WEB")) as web,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        web.execute("UPDATE scores_scalescore SET mean = 0")
