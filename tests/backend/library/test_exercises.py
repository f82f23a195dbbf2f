"""Exercises stand in the library like every instrument; each sheet goes to those who may read it."""

import uuid
from typing import Any

import pytest

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.library.errors import NotRatedError, NotSatError
from backend.library.models import InstrumentVersion, ScoringModelVersion
from backend.library.selectors.instruments import definition_of, exercise_of
from backend.library.selectors.ladder import ladder_statuses
from backend.library.services import record_ladder_step
from scoring.definitions.standing import Status
from tests.factories.accounts import House, make_house
from tests.factories.exercises import small_exercise
from tests.factories.library import small_instrument

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def house() -> House:
    return make_house(roles=(Role.PSYCHOMETRICIAN, Role.RECRUITER, Role.AUDITOR))


def published(house: House, body: dict[str, Any]) -> dict[str, Any]:
    response = house.client(Role.PSYCHOMETRICIAN).post(house.url("instruments"), body, content_type=JSON)
    assert response.status_code == 201, response.content
    found: dict[str, Any] = response.json()
    return found


def sheet(house: House, identifier: str, name: str, role: str = Role.PSYCHOMETRICIAN, query: str = "") -> Any:
    return house.client(role).get(house.url(f"instruments/{identifier}/{name}{query}"))


def test_an_own_exercise_is_published_with_its_blocks_as_units(house: House) -> None:
    body = published(house, small_exercise("own-exercise"))

    assert (body["kind"], body["entries"], body["minutes"]) == ("exercise", 2, 10.0)
    assert body["units"] == [
        {
            "unit": "late",
            "dimension": "P",
            "kind": "",
            "name": "A late order",
            "entries": 2,
            "status": "draft",
            "provisional": True,
            "basis": "assumed",
            "words_changed": False,
        }
    ]
    with organisation_context(house.id):
        assert not ScoringModelVersion.objects.filter(instrument_id=body["id"]).exists()


def test_a_block_climbs_the_ladder_like_a_scale(house: House) -> None:
    identifier = published(house, small_exercise("own-exercise"))["id"]

    with organisation_context(house.id):
        record_ladder_step(
            actor=house.actor(Role.PSYCHOMETRICIAN),
            instrument_id=uuid.UUID(identifier),
            unit="late",
            language="en",
            status=Status.REVIEWED,
            reason="Two people read it aloud.",
            evidence={"readers": 2},
        )

        assert ladder_statuses(InstrumentVersion.objects.get(pk=identifier), "en") == {"late": Status.REVIEWED}


def test_a_fault_is_named_at_its_place_in_the_body(house: House) -> None:
    body = small_exercise("own-exercise")
    body["exercise"]["schedule"][0]["block"] = "early"

    response = house.client(Role.PSYCHOMETRICIAN).post(house.url("instruments"), body, content_type=JSON)

    assert response.status_code == 422
    assert [(error["field"], error["code"]) for error in response.json()["errors"]] == [
        ("exercise.schedule[0].block", "exercise_002"),
        ("exercise.blocks[0]", "exercise_003"),
    ]


@pytest.mark.parametrize(
    ("name", "role", "status"),
    [
        ("brief", Role.RECRUITER, 200),
        ("card", Role.RECRUITER, 403),
        ("actor-sheet", Role.RECRUITER, 403),
        ("card", Role.AUDITOR, 200),
        ("actor-sheet", Role.AUDITOR, 200),
    ],
)
def test_the_brief_is_for_all_staff_and_the_other_sheets_for_those_who_see_keys(
    house: House, name: str, role: Role, status: int
) -> None:
    identifier = published(house, small_exercise("own-exercise"))["id"]

    assert sheet(house, identifier, name, role).status_code == status


def test_a_sheet_is_read_in_the_form_and_variant_asked_for(house: House) -> None:
    identifier = published(house, small_exercise("own-exercise"))["id"]

    card = sheet(house, identifier, "card", query="?form=b&variant=chat").json()

    assert (card["form"], card["variant"], card["blocks"][0]["how"]) == ("b", "chat", "Actor chat.")


@pytest.mark.parametrize("query", ["?form=z", "?variant=written", "?language=de"])
def test_a_sheet_that_does_not_exist_is_refused_with_those_that_do(house: House, query: str) -> None:
    identifier = published(house, small_exercise("own-exercise"))["id"]

    response = sheet(house, identifier, "brief", query=query)

    assert response.status_code == 422
    assert response.json()["code"] in {"unknown_form", "unknown_language"}


def test_an_exercise_has_no_form_and_a_questionnaire_no_card(house: House) -> None:
    exercise = published(house, small_exercise("own-exercise"))["id"]
    questionnaire = published(house, small_instrument("own-scales"))["id"]

    assert sheet(house, exercise, "form").json()["code"] == "not_sat"
    assert sheet(house, questionnaire, "brief").json()["code"] == "not_rated"
    with organisation_context(house.id):
        with pytest.raises(NotSatError):
            definition_of(InstrumentVersion.objects.get(pk=exercise))
        with pytest.raises(NotRatedError):
            exercise_of(InstrumentVersion.objects.get(pk=questionnaire))
