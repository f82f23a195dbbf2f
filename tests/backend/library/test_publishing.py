"""An organisation publishes an instrument of its own; what is published never changes."""

import json
from typing import Any

import numpy as np
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from backend.accounts.enums import Role
from backend.kernel.audit import chain_state
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from backend.library.errors import LadderStepRefusedError, ModelRefusedError, ShortFormCarriesNoCutError
from backend.library.models import InstrumentVersion, LadderStep, ScoringModelVersion
from backend.library.selectors.instruments import definition_of
from backend.library.selectors.ladder import ladder_statuses
from backend.library.selectors.scoring_models import current_scoring_model, model_of
from backend.library.services import publish_model, record_ladder_step
from scoring.definitions.standing import OriginCounts, Status
from tests.factories.accounts import House, make_house

pytestmark = pytest.mark.django_db
JSON = "application/json"
REAL = OriginCounts(real=500)


@pytest.fixture
def house() -> House:
    return make_house(roles=(Role.PSYCHOMETRICIAN, Role.RECRUITER))


def publish(house: House, body: dict[str, Any], role: str = Role.PSYCHOMETRICIAN) -> Any:
    return house.client(role).post(house.url("instruments"), body, content_type=JSON)


def published(house: House, body: dict[str, Any]) -> InstrumentVersion:
    identifier = publish(house, body).json()["id"]
    with organisation_context(house.id):
        return InstrumentVersion.objects.get(pk=identifier)


def test_an_own_instrument_is_published_with_an_assumed_model_and_one_audit_row_each(house: House, own_scales) -> None:
    response = publish(house, own_scales)

    assert response.status_code == 201, response.content
    body = response.json()
    assert (body["code"], body["shipped"], body["languages"], body["entries"]) == ("own-scales", False, ["en"], 5)
    assert body["units"] == [
        {
            "unit": "A",
            "dimension": "A",
            "kind": "style",
            "name": "A",
            "entries": 5,
            "status": "draft",
            "provisional": True,
            "basis": "assumed",
            "words_changed": False,
        }
    ]
    with organisation_context(house.id):
        actions = AuditEvent.objects.order_by("sequence").values_list("action", flat=True)
        assert list(actions)[-2:] == ["instrument.published", "scoring_model.published"]
        assert chain_state().intact


def test_the_assumed_model_scores_with_the_keys_of_the_definition(house: House, own_scales) -> None:
    row = published(house, own_scales)

    with organisation_context(house.id):
        model = model_of(current_scoring_model(row.pk))
    low_on_a1 = model.score(np.array([[1.0, 6.0, 6.0, 6.0, 6.0]])).scale("A").mean[0]
    high_on_a1 = model.score(np.array([[6.0, 6.0, 6.0, 6.0, 6.0]])).scale("A").mean[0]

    assert model.items == ("A1", "A2", "A3", "A4", "A5")
    assert low_on_a1 > high_on_a1 > 0


def test_the_same_content_twice_is_one_version_and_other_content_is_refused(house: House, own_scales) -> None:
    first = publish(house, own_scales).json()
    again = publish(house, own_scales)
    own_scales["locales"]["en"]["items"]["A1"] = "Another text"
    other = publish(house, own_scales)

    assert (again.status_code, again.json()["id"]) == (201, first["id"])
    assert (other.status_code, other.json()["code"]) == (409, "version_published")


def test_every_fault_is_named_at_its_place_in_the_body(house: House, own_scales) -> None:
    own_scales["items"][2]["scale"] = "AA"
    del own_scales["locales"]["en"]["items"]["A4"]

    response = publish(house, own_scales)

    assert (response.status_code, response.json()["code"]) == (422, "definition_refused")
    assert [(error["field"], error["code"]) for error in response.json()["errors"]] == [
        ("items[2].scale", "instrument_014"),
        ("locales.en.items", "locale_002"),
    ]
    assert response.json()["errors"][0]["remedy"] == 'Did you mean "A"?'
    with organisation_context(house.id):
        assert not InstrumentVersion.objects.filter(code="own-scales").exists()


def test_an_instrument_that_names_a_shipped_framework_must_keep_to_its_dimensions(house: House, own_scales) -> None:
    own_scales["instrument"]["framework"] = {"code": "onculture", "version": "1.0.0"}

    response = publish(house, own_scales)

    assert response.status_code == 422
    assert response.json()["errors"][0]["code"] == "instrument_021"


@pytest.mark.parametrize("documents", [{}, {"instrument": {}}, {"instrument": {}, "locales": {}}, {"instrument": 7}])
def test_a_body_without_documents_is_refused_and_nothing_is_written(house: House, documents: dict[str, Any]) -> None:
    response = publish(house, documents)

    assert 400 <= response.status_code < 500
    assert response["Content-Type"] == "application/problem+json"


def test_what_is_published_cannot_be_changed_or_removed_by_the_product(house: House, own_scales) -> None:
    row = published(house, own_scales)

    for statement in ("UPDATE library_instrumentversion SET code = 'x'", "DELETE FROM library_instrumentversion"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            organisation_context(house.id),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"{statement} WHERE id = %s", [row.pk])


def test_the_product_cannot_write_a_row_for_all_organisations(house: House, own_scales) -> None:
    row = published(house, own_scales)

    with pytest.raises(DatabaseError, match="row-level security"), organisation_context(house.id):
        InstrumentVersion(
            code="x", version="1.0.0", kind=row.kind, document={}, structure_hash="", content_hashes={}
        ).save()


def test_another_organisation_does_not_see_an_own_instrument(house: House, own_scales) -> None:
    identifier = publish(house, own_scales).json()["id"]
    other = make_house("Other", roles=(Role.PSYCHOMETRICIAN,))

    listed = other.client(Role.PSYCHOMETRICIAN).get(other.url("instruments")).json()["results"]
    opened = other.client(Role.PSYCHOMETRICIAN).get(other.url(f"instruments/{identifier}"))

    assert identifier not in {entry["id"] for entry in listed}
    assert opened.status_code == 404


def test_two_organisations_may_publish_the_same_code(house: House, own_scales) -> None:
    other = make_house("Other", roles=(Role.PSYCHOMETRICIAN,))

    assert publish(house, own_scales).status_code == 201
    assert publish(other, own_scales).status_code == 201


def climb(house: House, row: InstrumentVersion, status: str, origin: OriginCounts = REAL) -> LadderStep:
    with organisation_context(house.id):
        return record_ladder_step(
            actor=house.actor(Role.PSYCHOMETRICIAN),
            instrument_id=row.pk,
            unit="A",
            language="en",
            status=status,
            reason="The figures stand in the evidence.",
            evidence={"n": origin.real},
            origin=origin,
        )


def test_a_unit_climbs_one_step_at_a_time_and_falls_from_anywhere(house: House, own_scales) -> None:
    row = published(house, own_scales)

    with pytest.raises(LadderStepRefusedError, match="next step is reviewed, not piloted"):
        climb(house, row, "piloted")
    for status in ("reviewed", "suspended"):
        climb(house, row, status)
    with organisation_context(house.id):
        assert ladder_statuses(row, "en") == {"A": Status.SUSPENDED}
    with pytest.raises(LadderStepRefusedError, match="next step is reviewed"):
        climb(house, row, "structure_confirmed")


def test_one_simulated_answer_promotes_nothing(house: House, own_scales) -> None:
    row = published(house, own_scales)
    climb(house, row, "reviewed")

    with pytest.raises(LadderStepRefusedError, match="1 simulated answers cannot promote"):
        climb(house, row, "piloted", OriginCounts(real=500, simulated=1))


@pytest.mark.parametrize("status", ["structure_confirmed", "in_use"])
def test_a_short_form_is_refused_every_step_on_which_a_cut_may_rest(house: House, own_scales, status: str) -> None:
    long = published(house, own_scales)
    own_scales["instrument"] |= {"code": "own-short", "short_form_of": {"code": "own-scales", "version": "1.0.0"}}
    short = published(house, own_scales)

    with pytest.raises(ShortFormCarriesNoCutError, match=r"short form of own-scales 1\.0\.0") as refused:
        climb(house, short, status)
    with pytest.raises(LadderStepRefusedError, match="next step is reviewed"):
        climb(house, long, status)

    assert (refused.value.code, refused.value.status) == ("short_form_carries_no_cut", 409)
    assert climb(house, short, "reviewed").status == "reviewed"


def test_the_database_itself_refuses_a_promotion_that_names_no_sample(house: House, own_scales) -> None:
    row = published(house, own_scales)

    with pytest.raises(IntegrityError, match="a promotion by data names its sample"), organisation_context(house.id):
        LadderStep.objects.create(
            organisation_id=house.id,
            instrument=row,
            structure_hash=row.structure_hash,
            content_hash=row.content_hashes["en"],
            unit="A",
            language="en",
            status="in_use",
            reason="None.",
            origin_real=1000,
            origin_simulated=0,
        )


def test_changed_words_are_shown_beside_a_status_reached_with_others(house: House, own_scales) -> None:
    climb(house, published(house, own_scales), "reviewed")
    own_scales["instrument"]["version"] = "1.0.1"
    own_scales["locales"]["en"]["items"]["A1"] = "A1, corrected"

    unit = publish(house, own_scales).json()["units"][0]

    assert (unit["status"], unit["words_changed"]) == ("reviewed", True)


def test_a_person_suspends_a_unit_with_a_reason(house: House, own_scales) -> None:
    row = published(house, own_scales)
    path = house.url(f"instruments/{row.pk}/suspend")
    body = {"unit": "A", "language": "en", "reason": "Two items were published in a newspaper."}

    done = house.client(Role.PSYCHOMETRICIAN).post(path, body, content_type=JSON)
    again = house.client(Role.PSYCHOMETRICIAN).post(path, body, content_type=JSON)
    unknown = house.client(Role.PSYCHOMETRICIAN).post(path, {**body, "unit": "B"}, content_type=JSON)
    ladder = house.client(Role.RECRUITER).get(house.url(f"instruments/{row.pk}/ladder")).json()["results"]

    assert (done.status_code, done.json()["status"]) == (201, "suspended")
    assert (again.status_code, again.json()["code"]) == (409, "ladder_step_refused")
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "unit")
    assert [(step["status"], step["decided_by"]) for step in ladder] == [("suspended", "Psychometrician Person")]


def test_a_model_for_other_items_is_refused(house: House, own_scales) -> None:
    row = published(house, own_scales)
    with organisation_context(house.id):
        text = current_scoring_model(row.pk).text
    other_body = json.loads(json.dumps(own_scales))
    other_body["instrument"]["code"] = "other-scales"
    for item in other_body["items"]:
        item["code"] = item["code"].replace("A", "B")
    other_body["locales"]["en"]["items"] = {item["code"]: item["code"] for item in other_body["items"]}
    other = published(house, other_body)

    with pytest.raises(ModelRefusedError, match='item "A1"'), organisation_context(house.id):
        publish_model(actor=house.actor(Role.PSYCHOMETRICIAN), instrument_id=other.pk, text=text)


def test_the_same_model_twice_is_one_row(house: House, own_scales) -> None:
    row = published(house, own_scales)

    with organisation_context(house.id):
        first = current_scoring_model(row.pk)
        publish_model(actor=house.actor(Role.PSYCHOMETRICIAN), instrument_id=row.pk, text=first.text)
        assert ScoringModelVersion.objects.filter(instrument=row).count() == 1
        assert definition_of(row).units == ("A",)
