"""The sweep: every endpoint x verb x role x own organisation, other organisation, nobody."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client

from backend.accounts import selectors
from backend.accounts.enums import Capability, Role
from backend.accounts.models import Membership
from backend.accounts.policies import CAPABILITIES
from tests.contracts.access import ACCESS, Access, Audience
from tests.contracts.endpoints import endpoints
from tests.contracts.world import Place, furnish

JSON = "application/json"
INSIDE = [access for access in ACCESS if isinstance(access.needs, Capability)]
OUTSIDE = [access for access in ACCESS if isinstance(access.needs, Audience)]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Place, Place]]:
    """Two furnished organisations; every request of the sweep is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield furnish("Own"), furnish("Other")
        transaction.set_rollback(True)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def call(client: Client, access: Access, place: Place, body: dict[str, Any] | None = None) -> Any:
    path = access.path.format(**{name: str(identifier) for name, identifier in place.ids.items()})
    path = f"{path}?{access.query(place)}" if access.query else path
    sent = body if body is not None else access.body(place) if access.body else None
    with undone():
        if access.method == "GET":
            return client.get(path)
        if access.multipart:
            return client.post(path, _as_form(sent or {}))
        return client.generic(access.method, path, json.dumps(sent, default=str), content_type=JSON)


def _as_form(body: dict[str, Any]) -> dict[str, Any]:
    """Bytes are sent as a file."""
    return {key: BytesIO(value) if isinstance(value, bytes) else str(value) for key, value in body.items()}


def test_the_table_names_exactly_the_endpoints_that_exist() -> None:
    assert sorted((access.method, access.path) for access in ACCESS if "_id}" not in access.path) == sorted(
        (method, path) for method, path in endpoints() if "_id}" not in path
    )
    shape = {(access.method, _shape(access.path)) for access in ACCESS}
    assert shape == {(method, _shape(path)) for method, path in endpoints()}


def _shape(path: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


@pytest.mark.parametrize("access", INSIDE, ids=lambda access: access.name)
def test_only_the_roles_of_the_table_come_in_and_at_least_one_succeeds(access: Access, world: Any) -> None:
    own, _ = world
    answers = {role: call(own.house.client(role), access, own) for role in Role}
    allowed = CAPABILITIES[access.needs]
    owning = allowed if access.belongs_to is None else allowed & access.belongs_to

    wrong = {
        role: answer.status_code
        for role, answer in answers.items()
        if (role in owning and answer.status_code in {401, 403, 404})
        or (role in allowed - owning and answer.status_code not in {403, 404})
        or (role not in allowed and answer.status_code != 403)
        or answer.status_code >= 500
    }
    succeeded = [answer for role, answer in answers.items() if answer.status_code == access.succeeds]
    assert wrong == {}
    assert succeeded, {role: (answer.status_code, answer.getvalue()[:300]) for role, answer in answers.items()}
    if access.bears:
        assert any(str(own.ids[access.bears]) in answer.getvalue().decode() for answer in succeeded)


@pytest.mark.parametrize("access", INSIDE, ids=lambda access: access.name)
def test_a_stranger_finds_nothing_and_nobody_must_sign_in(access: Access, world: Any) -> None:
    own, other = world
    by_stranger = call(other.house.client(Role.OWNER), access, own)
    by_nobody = call(Client(), access, own)

    assert by_stranger.status_code == 404
    assert by_nobody.status_code == 401
    assert by_stranger.json()["code"] == "not_found"


@pytest.mark.parametrize("access", INSIDE, ids=lambda access: access.name)
def test_a_strangers_id_in_the_address_is_not_found(access: Access, world: Any) -> None:
    own, other = world
    mixed = Place(own.house, {**other.ids, "organisation_id": own.house.id})
    if set(access.path.split("/")) <= {*_shape(access.path).split("/"), "{organisation_id}"}:
        return  # no id but the organisation's

    statuses = {
        call(own.house.client(role), access, mixed, access.body and access.body(own)).status_code for role in Role
    }

    assert statuses <= {403, 404}
    assert 404 in statuses


@pytest.mark.parametrize("access", [access for access in INSIDE if access.body], ids=lambda access: access.name)
def test_a_strangers_id_in_the_body_is_refused(access: Access, world: Any) -> None:
    own, other = world
    assert access.body is not None
    # a word that both organisations have, such as the name of a scale, is nobody's id
    theirs = {str(value): str(other.ids[name]) for name, value in own.ids.items() if value != other.ids[name]}
    body = access.body(own)

    for changed in _with_one_stranger(body, theirs):
        statuses = {call(own.house.client(role), access, own, changed).status_code for role in Role}
        assert all(400 <= status < 500 for status in statuses), (changed, statuses)


def _with_one_stranger(value: Any, theirs: dict[str, str]) -> Iterator[Any]:
    """Copies of a body, each with one id replaced by the other organisation's."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ({**value, key: changed} for changed in _with_one_stranger(inner, theirs))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            for changed in _with_one_stranger(inner, theirs):
                yield [*value[:position], changed, *value[position + 1 :]]
    elif isinstance(value, str | uuid.UUID) and str(value) in theirs:
        yield theirs[str(value)]


@pytest.mark.parametrize("access", OUTSIDE, ids=lambda access: access.name)
def test_an_endpoint_outside_organisations_answers_its_audience(access: Access, world: Any) -> None:
    own, _ = world
    by_nobody = call(Client(), access, own)
    by_member = call(own.house.client(Role.RATER), access, own)

    expected = {Audience.ANYBODY: access.succeeds, Audience.SIGNED_IN: 401, Audience.TAKER: 401}
    assert by_nobody.status_code == expected[access.needs]
    if access.needs is not Audience.TAKER:
        assert by_member.status_code == access.succeeds


MEMBERS = Access("GET", "/api/v1/organisations/{organisation_id}/members", Capability.VIEW_MEMBERS)


def test_with_the_filter_gone_the_database_still_hides_other_organisations(world: Any, monkeypatch: Any) -> None:
    own, other = world
    monkeypatch.setattr(selectors, "visible_memberships", lambda _: QuerySet(Membership))

    answer = call(own.house.client(), MEMBERS, own).content.decode()

    assert str(own.ids["membership_id"]) in answer
    assert str(other.ids["membership_id"]) not in answer
