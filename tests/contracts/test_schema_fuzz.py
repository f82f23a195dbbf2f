"""Whatever the API description allows, and much that it does not, is answered as the description says; never 5xx."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend.accounts.enums import Capability, Role
from backend.accounts.services import create_api_token
from backend.config.wsgi import application
from backend.kernel.tenancy import organisation_context
from tests.contracts.test_imports import ROOT
from tests.contracts.world import Place, furnish

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
SCHEMA = schemathesis.openapi.from_path(ROOT / "backend" / "openapi.yaml")
SCHEMA.app = application
OPERATIONS = {operation.ok().label: operation.ok() for operation in SCHEMA.get_all_operations()}
BOUNDED = settings(
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
EXAMPLES, EXAMPLES_PER_ROLE = 10, 2


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Place]:
    with django_db_blocker.unblock(), transaction.atomic():
        furnished = furnish("Fuzzed")
        # Django's test client connects these anew after every request of its own, so this comes after furnishing:
        # the module's transaction must outlive each request.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        yield furnished
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def bearer(place: Place, role: str) -> dict[str, str]:
    """A token of the member with this role, with everything the role may do; the table is not asked."""
    from datetime import timedelta

    from backend.accounts.models import ApiToken

    with organisation_context(place.house.id):
        _, secret = create_api_token(
            actor=place.house.actor(Role.OWNER), name=role, scopes=[], valid_for=timedelta(days=1)
        )
        ApiToken.objects.filter(name=role).update(
            membership=place.house.members[role], scopes=[capability.value for capability in Capability]
        )
    return {"Authorization": f"Bearer {secret}"}


def fuzz(label: str, place: Place, headers: dict[str, str], examples: int = EXAMPLES) -> None:
    operation = OPERATIONS[label]

    @seed(20261121)
    @settings(BOUNDED, max_examples=examples)
    @given(case=operation.as_strategy(), known=st.booleans())
    def every_answer_fits(case: schemathesis.Case, known: bool) -> None:
        for name in case.path_parameters or {}:
            if name in place.ids and (known or name == "organisation_id"):
                case.path_parameters[name] = str(place.ids[name])
            elif name.endswith("_id"):
                case.path_parameters[name] = str(uuid.uuid4())
        with transaction.atomic():
            response = case.call(headers=headers)
            transaction.set_rollback(True)
        case.validate_response(response, checks=CHECKS)

    every_answer_fits()


@pytest.mark.parametrize("label", OPERATIONS)
def test_an_owner_gets_only_described_answers(label: str, place: Place) -> None:
    fuzz(label, place, bearer(place, Role.OWNER))


@pytest.mark.parametrize("label", OPERATIONS)
def test_a_stranger_gets_only_described_answers(label: str, place: Place) -> None:
    fuzz(label, place, {})


@pytest.mark.long
@pytest.mark.parametrize("role", [role.value for role in Role if role != Role.OWNER])
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_role_gets_only_described_answers(label: str, role: str, place: Place) -> None:
    fuzz(label, place, bearer(place, role), EXAMPLES_PER_ROLE)
