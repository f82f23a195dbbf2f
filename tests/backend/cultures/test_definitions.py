"""A definition from its first draft to a frozen, signed version, through the API as the people concerned."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backend.accounts.enums import Role
from backend.cultures.selectors import content_hash_of, culture_document, engine_targets
from backend.kernel.audit import chain_state
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from scoring.congruence.definition import Kind, Target
from tests.factories.accounts import PASSWORD, House, add_member, make_house
from tests.factories.cultures import proposed_version, signed_version

pytestmark = pytest.mark.django_db
JSON = "application/json"
STEWARD, SIGNATORY, RATER = Role.CULTURE_STEWARD, Role.SIGNATORY, Role.RATER

D1 = {
    "kind": "style",
    "name": "Warm informality or courteous formality",
    "pole_a_name": "Warm informality",
    "pole_b_name": "Courteous formality",
    "lower": -0.5,
    "upper": 1.5,
    "weight": 4,
    "commercial_reason": "Guests come back for the people.",
    "on": ["Signs with a first name."],
    "off": ["Answers a joke with a clause."],
}
P = {
    "kind": "standard",
    "name": "Keeping promises",
    "pole_a_name": "Exact and recorded",
    "pole_b_name": "Open and unrecorded",
    "wished_level": 1.0,
    "weight": 5,
    "commercial_reason": "A missed date costs us the next order.",
    "on": ["Gives a time and notes it."],
    "off": ['Says "soon".'],
}


@pytest.fixture
def house() -> House:
    return make_house(roles=(STEWARD, SIGNATORY, RATER))


def call(house: House, method: str, path: str, body: Any = None, role: str = STEWARD, **headers: str) -> Any:
    return house.client(role).generic(
        method, house.url(path), "" if body is None else json.dumps(body), JSON, headers=headers
    )


def new_draft(house: House, name: str = "Our customer culture") -> str:
    response = call(house, "POST", "definitions", {"name": name})
    assert response.status_code == 201, response.content
    return str(response.json()["id"])


def complete(house: House, version: str, *, quorum: int = 1, signatories: list[Any] | None = None) -> None:
    texts = {"statement": "Customers stand beside staff.", "rallying_cry": "Say it, do it.", "full_definition": "Long."}
    named = signatories or [house.members[SIGNATORY].pk]
    assert call(house, "PATCH", f"definition-versions/{version}", texts).status_code == 200
    assert call(house, "PUT", f"definition-versions/{version}/dimensions/D1", D1).status_code == 200
    assert call(house, "PUT", f"definition-versions/{version}/dimensions/P", P).status_code == 200
    body = {"signatories": [str(one) for one in named], "quorum": quorum}
    assert call(house, "PUT", f"definition-versions/{version}/signatories", body).status_code == 200


def proposed(house: House, **named: Any) -> dict[str, Any]:
    version = new_draft(house)
    complete(house, version, **named)
    response = call(house, "POST", f"definition-versions/{version}/propose", {})
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def signing_client(email: str) -> Client:
    """A browser in which somebody has signed in and, a moment ago, entered the password again."""
    client = Client()
    body = {"email": email, "password": PASSWORD}
    assert client.post("/_allauth/browser/v1/auth/login", body, content_type=JSON).status_code == 200
    again = client.post("/_allauth/browser/v1/auth/reauthenticate", {"password": PASSWORD}, content_type=JSON)
    assert again.status_code == 200, again.content
    return client


def sign(house: House, version: dict[str, Any], client: Client | None = None, content_hash: str = "") -> Any:
    signer = client or signing_client(house.members[SIGNATORY].email)
    body = {"content_hash": content_hash or version["content_hash"]}
    return signer.post(house.url(f"definition-versions/{version['id']}/sign"), body, content_type=JSON)


def test_a_complete_draft_is_proposed_signed_and_frozen_with_its_hash(house: House) -> None:
    version = proposed(house)

    response = sign(house, version)

    assert response.status_code == 200, response.content
    signed = response.json()
    assert (signed["status"], signed["content_hash"]) == ("signed", version["content_hash"])
    assert [(one["name"], one["signed_hash"]) for one in signed["signatories"]] == [
        ("Signatory Person", version["content_hash"])
    ]
    with organisation_context(house.id):
        actions = list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))
        assert actions[-3:] == [
            "definition_version.proposed",
            "definition_version.signature",
            "definition_version.signed",
        ]
        assert chain_state().intact


def test_the_hash_is_that_of_the_content_and_can_be_computed_again(house: House) -> None:
    version = proposed(house)
    sign(house, version)

    with organisation_context(house.id):
        document = culture_document(house.actor(), version["id"])

    assert content_hash_of(document) == document.content_hash


def test_a_signature_needs_a_fresh_proof_of_the_person(house: House) -> None:
    version = proposed(house)

    response = sign(house, version, client=house.client(SIGNATORY))

    assert (response.status_code, response.json()["code"]) == (428, "reauthentication_required")


def test_a_proof_grows_old(house: House, time_machine: Any) -> None:
    version = proposed(house)
    client = signing_client(house.members[SIGNATORY].email)

    time_machine.move_to(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=6))
    response = sign(house, version, client=client)

    assert response.json()["code"] == "reauthentication_required"


def test_an_api_token_cannot_sign(house: House) -> None:
    version = proposed(house)
    with organisation_context(house.id):
        membership = house.members[SIGNATORY]
        membership.roles = [Role.OWNER, Role.SIGNATORY]
        membership.save()
    made = house.client(SIGNATORY).post(
        house.url("api-tokens"), {"name": "robot", "scopes": ["sign_culture", "view_culture"]}, content_type=JSON
    )
    robot = Client(headers={"authorization": f"Bearer {made.json()['secret']}"})

    response = sign(house, version, client=robot)

    assert response.json()["code"] == "reauthentication_required"


def test_only_named_signatories_sign_and_each_once(house: House) -> None:
    with organisation_context(house.id):
        second, stranger = add_member(SIGNATORY), add_member(SIGNATORY)
    version = proposed(house, quorum=2, signatories=[house.members[SIGNATORY].pk, second.pk])

    first = sign(house, version)
    twice = sign(house, version)
    unnamed = sign(house, version, client=signing_client(stranger.email))
    last = sign(house, version, client=signing_client(second.email))

    assert (first.status_code, first.json()["status"]) == (200, "proposed")
    assert twice.json()["code"] == "already_signed"
    assert unnamed.json()["code"] == "not_a_signatory"
    assert (last.status_code, last.json()["status"]) == (200, "signed")


def test_a_signatory_signs_what_they_were_shown(house: House) -> None:
    version = proposed(house)

    response = sign(house, version, content_hash="0" * 64)

    assert (response.status_code, response.json()["code"]) == (409, "other_content")


def test_returning_to_draft_lets_signatures_lapse(house: House) -> None:
    with organisation_context(house.id):
        second = add_member(SIGNATORY)
    version = proposed(house, quorum=2, signatories=[house.members[SIGNATORY].pk, second.pk])
    sign(house, version)

    returned = call(house, "POST", f"definition-versions/{version['id']}/return", {}).json()

    assert (returned["status"], returned["content_hash"]) == ("draft", "")
    assert [one["signed_at"] for one in returned["signatories"]] == [None, None]


def test_an_incomplete_draft_is_refused_with_every_point(house: House) -> None:
    version = new_draft(house)
    narrow = {**D1, "lower": 0.0, "upper": 1.0, "on": [], "commercial_reason": ""}
    call(house, "PUT", f"definition-versions/{version}/dimensions/D1", narrow)
    call(house, "PUT", f"definition-versions/{version}/dimensions/P", {**P, "wished_level": None})

    response = call(house, "POST", f"definition-versions/{version}/propose", {})

    assert (response.status_code, response.json()["code"]) == (422, "definition_incomplete")
    assert {(error["field"], error["code"]) for error in response.json()["errors"]} == {
        ("statement", "statement_missing"),
        ("full_definition", "full_definition_missing"),
        ("signatories", "too_few_signatories"),
        ("dimensions.D1.reason", "reason_missing"),
        ("dimensions.D1.commercial_reason", "commercial_reason_missing"),
        ("dimensions.D1.on", "on_behaviour_missing"),
        ("dimensions.P", "not_placed"),
    }


def test_a_narrow_band_passes_with_a_reason_and_keeps_its_warning(house: House) -> None:
    version = new_draft(house)
    complete(house, version)
    narrow = {**D1, "lower": 0.2, "upper": 1.2, "reason": "Our guests expect it."}

    placed = call(house, "PUT", f"definition-versions/{version}/dimensions/D1", narrow).json()

    checks = [(check["code"], check["gravity"]) for check in placed["checks"]]
    assert checks == [("band_hardly_confirmable", "warning")]
    assert placed["targets"][0]["placement"]["p_max"] == pytest.approx(0.7145, abs=0.002)
    assert call(house, "POST", f"definition-versions/{version}/propose", {}).status_code == 200


def test_a_signed_version_is_not_edited_by_any_service(house: House) -> None:
    version = proposed(house)
    sign(house, version)
    path = f"definition-versions/{version['id']}"

    answers = [
        call(house, "PATCH", path, {"statement": "Other."}),
        call(house, "DELETE", path),
        call(house, "PUT", f"{path}/dimensions/D1", D1),
        call(house, "DELETE", f"{path}/dimensions/D1"),
        call(house, "POST", f"{path}/adopt", {"dimensions": ["D2"]}),
        call(house, "PUT", f"{path}/signatories", {"signatories": [str(house.members[SIGNATORY].pk)], "quorum": 1}),
        call(house, "POST", f"{path}/propose", {}),
        call(house, "POST", f"{path}/return", {}),
    ]

    assert {answer.status_code for answer in answers} == {409}
    assert {answer.json()["code"] for answer in answers} == {"not_a_draft", "not_proposed"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cultures_definitionversion SET statement = 'other'",
        "UPDATE cultures_definitionversion SET status = 'draft'",
        "UPDATE cultures_definitionversion SET revision = 99",
        "DELETE FROM cultures_definitionversion",
        "UPDATE cultures_dimensiontarget SET weight = 1",
        "DELETE FROM cultures_dimensiontarget",
        "UPDATE cultures_behaviour SET text = 'other'",
        "DELETE FROM cultures_behaviour",
        "UPDATE cultures_signatory SET signed_hash = 'other'",
        "DELETE FROM cultures_signatory",
        "INSERT INTO cultures_signatory (id, created_at, organisation_id, version_id, membership_id, signed_hash)"
        " SELECT gen_random_uuid(), now(), organisation_id, version_id, gen_random_uuid(), '' FROM cultures_signatory",
        "INSERT INTO cultures_behaviour (id, created_at, organisation_id, target_id, side, position, text)"
        " SELECT gen_random_uuid(), now(), organisation_id, target_id, side, 9, 'new' FROM cultures_behaviour",
    ],
)
def test_the_database_itself_keeps_a_signed_version(house: House, statement: str) -> None:
    with organisation_context(house.id):
        signed_version(steward=house.actor(STEWARD), signatory=house.actor(SIGNATORY))

    with (
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
        organisation_context(house.id),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cultures_definitionversion SET statement = 'other'",
        "UPDATE cultures_dimensiontarget SET lower = -2",
        "DELETE FROM cultures_behaviour",
    ],
)
def test_the_database_keeps_what_is_proposed_until_it_is_returned(house: House, statement: str) -> None:
    with organisation_context(house.id):
        proposed_version(steward=house.actor(STEWARD), signatory=house.actor(SIGNATORY))

    with (
        pytest.raises(IntegrityError, match=r"not edited|never changed"),
        transaction.atomic(),
        organisation_context(house.id),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_same_statements_pass_on_a_draft(house: House) -> None:
    """The control: it is the triggers that refuse, and only for what is proposed or signed."""
    version = new_draft(house)
    complete(house, version)

    with organisation_context(house.id), connection.cursor() as cursor:
        cursor.execute("UPDATE cultures_dimensiontarget SET weight = 1")
        changed = cursor.rowcount
        cursor.execute("DELETE FROM cultures_behaviour")
        assert (changed, cursor.rowcount) == (2, 4)


def test_a_version_waits_for_whoever_is_named_and_has_not_signed(house: House) -> None:
    version = proposed(house)

    def waits(role: str) -> bool:
        (listed,) = call(house, "GET", "definitions", role=role).json()["results"]
        return bool(listed["versions"][0]["waits_for_me"])

    before = waits(SIGNATORY), waits(STEWARD)
    sign(house, version)

    assert before == (True, False)
    assert waits(SIGNATORY) is False


def test_a_new_version_starts_from_a_signed_one_and_shows_its_differences(house: House) -> None:
    version = proposed(house)
    sign(house, version)
    path = f"definitions/{version['definition_id']}/versions"
    draft = call(house, "POST", path, {"based_on": version["id"]}).json()
    changed = {**D1, "upper": 2.0, "on": ["Signs with a first name.", "Picks up a joke."]}
    call(house, "PUT", f"definition-versions/{draft['id']}/dimensions/D1", changed)

    response = call(
        house, "GET", f"definition-versions/{draft['id']}/differences?earlier={version['id']}", role=STEWARD
    )

    assert (draft["number"], draft["status"], draft["based_on"]) == (2, "draft", version["id"])
    assert response.json()["differences"] == [
        {"place": "dimensions.D1.upper", "before": "1.5", "after": "2.0"},
        {"place": "dimensions.D1.on: Picks up a joke.", "before": None, "after": "Picks up a joke."},
    ]


def test_one_version_at_a_time_is_open(house: House) -> None:
    version = proposed(house)

    response = call(house, "POST", f"definitions/{version['definition_id']}/versions", {})

    assert (response.status_code, response.json()["code"]) == (409, "open_version_exists")


def test_a_draft_can_be_deleted_and_the_next_takes_its_number(house: House) -> None:
    version = new_draft(house)
    definition = call(house, "GET", f"definition-versions/{version}").json()["definition_id"]

    deleted = call(house, "DELETE", f"definition-versions/{version}")
    again = call(house, "POST", f"definitions/{definition}/versions", {})

    assert deleted.status_code == 204
    assert (again.status_code, again.json()["number"]) == (201, 1)


def test_a_change_names_the_revision_that_was_read(house: House) -> None:
    version = new_draft(house)
    etag = call(house, "GET", f"definition-versions/{version}")["ETag"]
    path = f"definition-versions/{version}/dimensions/D1"

    first = call(house, "PUT", path, D1, **{"If-Match": etag})
    stale = call(house, "PUT", path, D1, **{"If-Match": etag})

    assert first.status_code == 200
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_revision")


def test_dimensions_come_from_the_shipped_library_with_their_words(house: House) -> None:
    version = new_draft(house)

    response = call(house, "POST", f"definition-versions/{version}/adopt", {"dimensions": ["D1", "P"]})
    unknown = call(house, "POST", f"definition-versions/{version}/adopt", {"dimensions": ["PP"]})

    assert response.status_code == 200, response.content
    targets = {target["code"]: target for target in response.json()["targets"]}
    assert (targets["D1"]["kind"], targets["D1"]["pole_a_name"], targets["D1"]["lower"]) == (
        "style",
        "Warm informality",
        None,
    )
    assert len(targets["P"]["on"]) >= 4
    assert response.json()["framework"] == "onculture 1.1.0"
    assert unknown.json()["errors"][0]["remedy"] == 'Did you mean "P"?'


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"lower": 1.0, "upper": 0.5}, "lower"),
        ({"lower": None}, "lower"),
        ({"lower": -9}, "lower"),
        ({"weight": 6}, "weight"),
        ({"weight": 2.5}, "weight"),
        ({"wished_level": 1.0}, "wished_level"),
        ({"kind": "standard"}, "lower"),
        ({"cut": 1.0}, "cut"),
        ({"on": [""]}, "on.0"),
    ],
)
def test_a_placement_that_cannot_be_is_refused_at_its_place(house: House, change: dict[str, Any], place: str) -> None:
    version = new_draft(house)

    response = call(house, "PUT", f"definition-versions/{version}/dimensions/D1", {**D1, **change})

    assert 400 <= response.status_code < 500
    assert place in {error["field"] for error in response.json()["errors"]}


@pytest.mark.parametrize("code", ["1D", "D 1", "D1'", "D" * 65, "-", "D1%0A"])
def test_a_code_that_is_none_is_refused(house: House, code: str) -> None:
    version = new_draft(house)

    response = call(house, "PUT", f"definition-versions/{version}/dimensions/{code}", D1)

    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "code")


def test_signatories_must_be_active_members_who_may_sign(house: House) -> None:
    version = new_draft(house)
    other = make_house("Other", roles=(SIGNATORY,))
    path = f"definition-versions/{version}/signatories"

    wrong_role = call(house, "PUT", path, {"signatories": [str(house.members[RATER].pk)], "quorum": 1})
    stranger = call(house, "PUT", path, {"signatories": [str(other.members[SIGNATORY].pk)], "quorum": 1})
    too_many = call(house, "PUT", path, {"signatories": [str(house.members[SIGNATORY].pk)], "quorum": 2})

    assert wrong_role.json()["code"] == stranger.json()["code"] == "unknown_signatory"
    assert too_many.json()["code"] == "wrong_quorum"


def test_drafts_are_shown_to_those_who_draft_and_sign_only(house: House) -> None:
    version = new_draft(house)

    assert call(house, "GET", f"definition-versions/{version}", role=SIGNATORY).status_code == 200
    assert call(house, "GET", f"definition-versions/{version}", role=RATER).status_code == 404
    assert call(house, "GET", "definitions", role=RATER).json()["results"][0]["versions"] == []


def test_a_signed_version_is_read_by_everybody(house: House) -> None:
    version = proposed(house)
    sign(house, version)

    seen = call(house, "GET", f"definition-versions/{version['id']}", role=RATER).json()

    assert seen["status"] == "signed"
    assert call(house, "GET", "definitions", role=RATER).json()["results"][0]["versions"][0]["status"] == "signed"


def test_a_placement_is_previewed_while_it_is_dragged(house: House) -> None:
    wide = call(house, "GET", "placement?lower=-1&upper=1").json()
    narrow = call(house, "GET", "placement?lower=0.5&upper=-0.5&planned_se=0.71").json()

    assert (wide["half_width"], wide["reason_required"], wide["hardly_confirmable"]) == (1.0, False, False)
    assert (wide["lower_t"], wide["upper_t"]) == (40.0, 60.0)
    assert (narrow["reason_required"], narrow["hardly_confirmable"]) == (True, True)


def test_the_engine_gets_bands_and_weights_and_no_cut(house: House) -> None:
    version = proposed(house)

    with organisation_context(house.id):
        targets = engine_targets(version["id"])

    assert targets == (
        Target(name="D1", kind=Kind.STYLE, lower=-0.5, upper=1.5, weight=4),
        Target(name="P", kind=Kind.STANDARD, weight=5),
    )


def test_two_organisations_may_use_the_same_name_and_one_may_not_use_it_twice(house: House) -> None:
    other = make_house("Other", roles=(STEWARD,))
    new_draft(house)
    new_draft(other)

    again = call(house, "POST", "definitions", {"name": "Our customer culture"})

    assert (again.status_code, again.json()["code"]) == (409, "name_taken")


def test_a_whole_version_takes_the_same_number_of_queries_with_one_dimension_and_with_five(house: House) -> None:
    version = new_draft(house)
    counts = []
    for codes in (["D1"], ["D2", "D3", "P", "S"]):
        call(house, "POST", f"definition-versions/{version}/adopt", {"dimensions": codes})
        with organisation_context(house.id), CaptureQueriesContext(connection) as queries:
            culture_document(house.actor(), version)
        counts.append(len(queries))

    assert counts[0] == counts[1] == 4
