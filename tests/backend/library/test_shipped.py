"""What is shipped is there for every organisation, with keys for those alone who may see them."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.library.models import InstrumentVersion
from backend.library.selectors.instruments import definition_of
from backend.library.services import publish_shipped
from backend.library.services.publishing import _place_in_publishing
from scoring.definitions.evidence_requests import DrawnSample
from scoring.definitions.questionnaires import Questionnaire
from tests.factories.accounts import House, make_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house(roles=(Role.PSYCHOMETRICIAN, Role.RECRUITER, Role.RATER))


def shipped(house: House, role: str = Role.RECRUITER) -> dict[str, dict]:
    listed = house.client(role).get(house.url("instruments")).json()["results"]
    return {entry["code"]: entry for entry in listed if not entry["superseded"]}


def test_the_shipped_instruments_are_listed_as_provisional_drafts(house: House) -> None:
    found = shipped(house)

    assert {(entry["code"], entry["kind"], entry["audience"]) for entry in found.values()} == {
        ("customer-culture", "questionnaire", "candidate"),
        ("customer-culture-short", "questionnaire", "candidate"),
        ("customer-traits", "questionnaire", "candidate"),
        ("customer-traits-short", "questionnaire", "candidate"),
        ("customer-situations", "situational_test", "candidate"),
        ("supplier-culture", "questionnaire", "supplier"),
        ("supplier-culture-reference", "questionnaire", "client"),
        ("immersion-day", "exercise", "candidate"),
        ("role-play-across", "exercise", "candidate"),
        ("role-play-help", "exercise", "candidate"),
        ("role-play-ownership", "exercise", "candidate"),
        ("role-play-promises", "exercise", "candidate"),
        ("role-play-standpoint", "exercise", "candidate"),
        ("role-play-tiers", "exercise", "candidate"),
        ("role-play-tone", "exercise", "candidate"),
    }
    assert all(entry["shipped"] for entry in found.values())
    units = found["customer-culture"]["units"]
    assert [(unit["unit"], unit["entries"], unit["status"], unit["provisional"], unit["basis"]) for unit in units] == [
        ("D1", 8, "draft", True, "assumed"),
        ("D2", 8, "draft", True, "assumed"),
        ("D3", 8, "draft", True, "assumed"),
        ("P", 10, "draft", True, "assumed"),
        ("S", 10, "draft", True, "assumed"),
        ("X", 10, "draft", True, "assumed"),
        ("O", 10, "draft", True, "assumed"),
    ]


def test_an_older_version_stays_listed_as_superseded_and_a_short_form_names_its_long_form(house: House) -> None:
    listed = house.client(Role.RECRUITER).get(house.url("instruments")).json()["results"]

    versions = {(entry["code"], entry["version"]): entry for entry in listed}
    assert versions["customer-culture", "1.0.0"]["superseded"]
    assert versions["customer-culture", "2.0.0"]["superseded"]
    assert not versions["customer-culture", "2.0.1"]["superseded"]
    assert versions["customer-culture-short", "1.0.0"]["short_form_of"] == "customer-culture 2.0.0"
    assert versions["customer-culture-short", "1.0.1"]["short_form_of"] == "customer-culture 2.0.1"
    assert versions["customer-culture", "2.0.0"]["short_form_of"] == ""


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
    assert [len(section["entries"]) for section in response.json()["sections"]] == [1, 17, 17, 16, 16]
    assert b"d1_01" not in response.content
    assert b'"key"' not in response.content


def test_a_language_that_does_not_exist_is_refused_with_those_that_do(house: House) -> None:
    identifier = shipped(house)["customer-culture"]["id"]

    response = house.client(Role.RECRUITER).get(house.url(f"instruments/{identifier}/form?language=zz"))

    assert response.status_code == 422
    assert response.json()["code"] == "unknown_language"


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("ar", "rtl")])
def test_a_language_is_a_draft_of_its_own(house: House, language: str, direction: str) -> None:
    listed = house.client(Role.RECRUITER).get(house.url(f"instruments?language={language}")).json()["results"]
    [entry] = [one for one in listed if (one["code"], one["superseded"]) == ("customer-culture", False)]
    form = house.client(Role.RECRUITER).get(house.url(f"instruments/{entry['id']}/form?language={language}")).json()

    assert (entry["language"], entry["languages"]) == (language, ["ar", "de", "en"])
    assert {unit["status"] for unit in entry["units"]} == {"draft"}
    assert (form["language"], form["direction"]) == (language, direction)


def test_sections_say_what_they_measure_and_how_long_they_take(house: House) -> None:
    listed = house.client(Role.RECRUITER).get(house.url("instruments?kind=situational_test")).json()["results"]
    [entry] = [one for one in listed if one["version"] == "2.0.0"]

    sections = {section["code"]: section for section in entry["sections"]}
    assert sections["practice"] == {"code": "practice", "dimensions": [], "minutes": 1.0, "practice": True}
    tone = {"code": "D1", "name": "Warm informality or courteous formality"}
    assert sections["tone-1"] == {"code": "tone-1", "dimensions": [tone], "minutes": 4.0, "practice": False}
    assert sum(section["minutes"] for section in entry["sections"]) == entry["minutes"]


def test_an_exercise_has_no_sections_to_choose(house: House) -> None:
    listed = house.client(Role.RECRUITER).get(house.url("instruments?kind=exercise")).json()["results"]

    assert {entry["code"]: entry["sections"] for entry in listed}["role-play-promises"] == []


def test_keys_are_for_those_who_may_see_them(house: House) -> None:
    identifier = shipped(house)["customer-culture"]["id"]
    path = house.url(f"instruments/{identifier}/keys")

    keys = house.client(Role.PSYCHOMETRICIAN).get(path)
    refused = house.client(Role.RECRUITER).get(path)

    assert keys.status_code == 200, keys.content
    [item] = [item for item in keys.json()["structure"]["items"] if item["code"] == "p_01"]
    assert (item["scale"], item["key"]) == ("P", "a")
    assert keys.json()["scoring_models"][0]["basis"] == "assumed"
    assert refused.status_code == 403


def test_a_supplier_questionnaire_says_what_evidence_it_asks_for_and_which_items_go_in_pairs(house: House) -> None:
    with organisation_context(house.id):
        row = InstrumentVersion.objects.get(pk=shipped(house)["supplier-culture"]["id"])

    definition = definition_of(row)

    assert isinstance(definition, Questionnaire)
    assert definition.header.referent == "organisation"
    [tickets] = [request for request in definition.evidence_requests if request.code == "p-tickets"]
    assert (tickets.dimension, tickets.sample) == ("P", DrawnSample(size=20, drawn_by="buyer"))
    assert len(definition.consistency_pairs) == 2


def test_the_form_of_a_supplier_offers_that_one_cannot_know(house: House) -> None:
    identifier = shipped(house)["supplier-culture"]["id"]

    form = house.client(Role.RECRUITER).get(house.url(f"instruments/{identifier}/form")).json()

    choices = form["sections"][1]["choices"]
    assert [choice["value"] for choice in choices] == [1, 2, 3, 4, 5, 6, "cannot_know"]
    assert choices[-1]["label"] == "I cannot know"


def test_a_new_version_is_published_after_an_old_one_whatever_its_number_of_digits(tmp_path: Path) -> None:
    folders = [tmp_path / "dimensions" / "own" / version for version in ("1.10.0", "1.9.0", "1.2.0")]

    placed = sorted(folders, key=_place_in_publishing)

    assert [folder.name for folder in placed] == ["1.2.0", "1.9.0", "1.10.0"]


def test_the_dimensions_are_read_by_everybody_who_reads_a_definition(house: House) -> None:
    response = house.client(Role.RATER).get(house.url("dimensions"))

    assert response.status_code == 200, response.content
    assert response.json()["version"] == "1.1.0"
    dimensions = {entry["code"]: entry for entry in response.json()["dimensions"]}
    assert Counter(entry["kind"] for entry in dimensions.values()) == {"style": 12, "standard": 4, "trait": 8}
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


def test_keys_stand_beside_the_words_they_belong_to(house: House) -> None:
    client = house.client(Role.PSYCHOMETRICIAN)
    listed = client.get(house.url("instruments?language=en")).json()["results"]
    ids = {(entry["code"], entry["version"]): entry["id"] for entry in listed}

    form = client.get(house.url(f"instruments/{ids['customer-culture', '2.0.1']}/keys?language=de")).json()
    test = client.get(house.url(f"instruments/{ids['customer-situations', '2.0.0']}/keys")).json()
    exercise = client.get(house.url(f"instruments/{ids['role-play-promises', '1.0.0']}/keys")).json()

    assert (len(form["items"]), form["scenarios"], form["statement"]) == (64, [], "")
    assert form["items"][0] == {
        "code": "d1_01",
        "text": "Mit neuen Kunden rede ich bald wie mit einem Nachbarn.",
        "scale": "Herzlich und locker oder höflich und förmlich",
        "key": "a",
        "speaks_for": "Warm informality",
    }
    assert (len(test["scenarios"]), {len(scenario["options"]) for scenario in test["scenarios"]}) == (44, {4})
    assert "panel" in test["statement"]
    assert set(test["scenarios"][0]["rubric"]) == {"grade_1", "grade_3", "grade_5"}
    assert (exercise["items"], exercise["scenarios"]) == ([], [])
