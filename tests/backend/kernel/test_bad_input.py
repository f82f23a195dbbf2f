"""Whatever is sent, the answer is a problem document with code, place and remedy; never a 500, nothing written."""

import pytest
from django.test import Client

from backend.accounts.models import Membership
from backend.kernel.tenancy import organisation_context
from tests.factories.accounts import House, make_house

pytestmark = pytest.mark.django_db
JSON = "application/json"
GOOD = '{"email": "a@example.org", "name": "A", "roles": ["auditor"]'


@pytest.fixture
def house() -> House:
    return make_house()


BODIES = {
    "not JSON": (b"{", 400, "parse_error"),
    "not UTF-8": (b'{"name": "\xff"}', 400, "parse_error"),
    "NaN": (b'{"email": NaN}', 400, "parse_error"),
    "a name twice": (b'{"name": "a", "name": "b"}', 400, "parse_error"),
    "a zero character": (b'{"name": "a\\u0000b"}', 400, "parse_error"),
    "too deep": (b"[" * 5000 + b"]" * 5000, 400, "parse_error"),
    "too many values": (b"[" + b"1," * 60_000 + b"1]", 400, "parse_error"),
    "a list": (b"[]", 400, "invalid_input"),
    "text": (b'"x"', 400, "invalid_input"),
    "nothing": (b"{}", 400, "invalid_input"),
    "an unknown field": (f'{GOOD}, "rolls": 1}}'.encode(), 400, "invalid_input"),
    "an unknown role": (b'{"email": "a@example.org", "name": "A", "roles": ["king"]}', 400, "invalid_input"),
    "too long": (
        f'{{"email": "a@example.org", "name": "{"x" * 201}", "roles": ["auditor"]}}'.encode(),
        400,
        "invalid_input",
    ),
}


@pytest.mark.parametrize("words", BODIES)
def test_a_bad_body_is_refused_with_its_place_and_nothing_is_written(house, words: str) -> None:
    body, status, code = BODIES[words]

    response = house.client().post(house.url("members/invitations"), body, content_type=JSON)

    problem = response.json()
    assert (response.status_code, problem["code"]) == (status, code)
    assert response["Content-Type"] == "application/problem+json"
    assert set(problem) == {"type", "title", "status", "detail", "instance", "code", "errors"}
    assert all(
        error["field"] and error["code"] and error["remedy"] for error in problem["errors"] if code != "parse_error"
    )
    with organisation_context(house.id):
        assert Membership.objects.count() == 1


def test_an_unknown_field_is_answered_with_the_nearest_known_name(house) -> None:
    response = house.client().post(house.url("members/invitations"), f'{GOOD}, "rols": 1}}', content_type=JSON)

    assert 'Did you mean "roles"?' in response.json()["errors"][0]["message"]


def test_a_body_above_the_bound_is_refused_unread(house) -> None:
    response = house.client().post(house.url("members/invitations"), b" " * 1_048_577, content_type=JSON)

    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


def test_another_media_type_is_refused(house) -> None:
    response = house.client().post(house.url("members/invitations"), "a=b", content_type="text/plain")

    assert (response.status_code, response.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("query", ["cursor=rubbish", "page_size=x", "since=yesterday", "actor=1", "colour=red"])
def test_a_bad_query_is_refused(house, query: str) -> None:
    response = house.client().get(house.url(f"audit-events?{query}"))

    assert response.status_code in {400, 404}
    assert response["Content-Type"] == "application/problem+json"


def test_an_unknown_address_of_the_api_is_a_problem_and_not_a_page() -> None:
    response = Client().get("/api/v1/nothing")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_a_wrong_verb_is_refused(house) -> None:
    response = house.client().delete(house.url("members"))

    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")


def test_a_mutation_without_the_anti_forgery_token_is_refused(house) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.owner, backend="allauth.account.auth_backends.AuthenticationBackend")

    response = client.post(house.url("members/invitations"), f"{GOOD}}}", content_type=JSON)

    assert (response.status_code, response.json()["code"]) == (403, "csrf_failed")
