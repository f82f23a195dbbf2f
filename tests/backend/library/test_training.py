"""Whoever rates trains first, on talks whose marks say who set them and why."""

import pytest

from backend.accounts.enums import Role
from tests.factories.accounts import House, make_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house(roles=(Role.RATER, Role.CUSTOMER_ADVOCATE, Role.PSYCHOMETRICIAN, Role.CULTURE_STEWARD))


@pytest.mark.parametrize("role", [Role.RATER, Role.CUSTOMER_ADVOCATE, Role.PSYCHOMETRICIAN])
def test_every_role_play_has_a_talk_to_train_on(house: House, role: Role) -> None:
    talks = house.client(role).get(house.url("training")).json()["talks"]

    assert [talk["code"] for talk in talks] == [
        "role-play-across",
        "role-play-help",
        "role-play-ownership",
        "role-play-promises",
        "role-play-standpoint",
        "role-play-tiers",
        "role-play-tone",
    ]


def test_a_talk_shows_its_rows_with_the_mark_it_got_the_reason_and_who_set_it(house: House) -> None:
    talks = house.client(Role.RATER).get(house.url("training")).json()["talks"]
    [talk] = [talk for talk in talks if talk["code"] == "role-play-promises"]

    assert talk["marked_by"]["kind"] == "authors"
    assert "no panel has marked it" in talk["marked_by"]["statement"]
    assert {turn["speaker"] for turn in talk["turns"]} == {"actor", "candidate"}
    promise = talk["rows"][0]
    assert (promise["row"]["code"], promise["mark"]["value"]) == ("promise", 4)
    assert promise["mark"]["seen_against"] == [8]
    assert [value["value"] for value in promise["row"]["values"]] == [1, 2, 3, 4, 5]


def test_who_rates_nobody_reads_no_model_mark(house: House) -> None:
    assert house.client(Role.CULTURE_STEWARD).get(house.url("training")).status_code == 403
