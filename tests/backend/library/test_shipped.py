"""What is shipped is there for every organisation, with keys for those alone who may see them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from backend.accounts.enums import Role
from backend.library.services import publish_shipped
from tests.factories.accounts import House, make_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house(roles=(Role.PSYCHOMETRICIAN, Role.RECRUITER, Role.RATER))


def shipped(house: House, role: str = Role.RECRUITER) -> dict[str, dict]:
    listed = house.client(role).get(house.url("instruments")).json()["results"]
    return {entry["code"]: entry for entry in listed}


def test_the_shipped_instruments_are_listed_as_provisional_drafts(house: House) -> None:
    found = shipped(house)

    assert {(entry["code"], entry["kind"], entry["shipped"]) for entry in found.values()} == {
        ("customer-culture", "questionnaire", True),
        ("customer-situations", "situational_test", True),
    }
    units = found["customer-culture"]["units"]
    assert [(unit["unit"], unit["entries"], unit["status"], unit["provisional"], unit["basis"]) for unit in units] == [
        ("D1", 8, "draft", True, "assumed"),
        ("D2", 8, "draft", True, "assumed"),
        ("D3", 8, "draft", True, "assumed"),
        ("P", 10, "draft", True, "assumed"),
        ("S", 10, "draft", True, "assumed"),
    ]


def test_the_list_takes_the_same_number_of_queries_for_one_kind_and_for_all(house: House) -> None:
    client = house.client(Role.RECRUITER)
    counts = []
    for query in ("?kind=questionnaire", ""):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(house.url(f"instruments{query}"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_preview_shows_what_a_taker_sees_and_no_key(house: House) -> None:
    identifier = shipped(house)["customer-culture"]["id"]

    response = house.client(Role.RECRUITER).get(house.url(f"instruments/{identifier}/form"))

    assert response.status_code == 200
    assert [len(section["entries"]) for section in response.json()["sections"]] == [1, 15, 15, 14]
    assert b"d1_01" not in response.content
    assert b'"key"' not in response.content


def test_a_language_that_does_not_exist_is_refused_with_those_that_do(house: House) -> None:
    identifier = shipped(house)["customer-culture"]["id"]

    response = house.client(Role.RECRUITER).get(house.url(f"instruments/{identifier}/form?language=zz"))

    assert response.status_code == 422
    assert response.json()["code"] == "unknown_language"


def test_keys_are_for_those_who_may_see_them(house: House) -> None:
    identifier = shipped(house)["customer-culture"]["id"]
    path = house.url(f"instruments/{identifier}/keys")

    keys = house.client(Role.PSYCHOMETRICIAN).get(path)
    refused = house.client(Role.RECRUITER).get(path)

    assert keys.status_code == 200, keys.content
    assert keys.json()["structure"]["items"][1] == {"code": "p_01", "section": "part-1", "scale": "P", "key": "a"}
    assert keys.json()["scoring_models"][0]["basis"] == "assumed"
    assert refused.status_code == 403


def test_the_dimensions_are_read_by_everybody_who_reads_a_definition(house: House) -> None:
    response = house.client(Role.RATER).get(house.url("dimensions"))

    assert response.status_code == 200, response.content
    dimensions = {entry["code"]: entry for entry in response.json()["dimensions"]}
    assert sorted(dimensions) == ["D1", "D2", "D3", "P", "S"]
    assert len(dimensions["D1"]["positions"]) == 5
    assert dimensions["D1"]["pole_a"]["name"] == "Warm informality"


def test_an_unknown_dimension_library_is_not_found(house: House) -> None:
    assert house.client(Role.RATER).get(house.url("dimensions?framework=none")).status_code == 404


def test_publishing_what_is_shipped_again_changes_nothing() -> None:
    said = StringIO()

    call_command("publish_shipped_instruments", stdout=said)

    assert said.getvalue() == "library: nothing new to publish\n"


def test_every_upgrade_publishes_what_is_shipped() -> None:
    said = StringIO()

    call_command("upgrade", stdout=said)

    assert "library: nothing new to publish" in said.getvalue()


def test_the_running_product_cannot_publish_for_all_organisations(tmp_path: Path, own_scales: dict[str, Any]) -> None:
    folder = tmp_path / "questionnaires" / "own-scales" / "1.0.0"
    (folder / "locales").mkdir(parents=True)
    (folder / "instrument.yaml").write_text(json.dumps(own_scales["instrument"]))
    (folder / "locales" / "en.yaml").write_text(json.dumps(own_scales["locales"]["en"]))
    for name in ("items", "scales"):
        (folder / f"{name}.yaml").write_text(json.dumps({name: own_scales[name]}))

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        publish_shipped(tmp_path)
