"""The chain: what was done cannot be changed, shortened or left out without being found."""

import hashlib
import io

import psycopg
import pytest
from django.core.management import CommandError, call_command

from backend.kernel.audit import GENESIS, chain_state, row_hash
from backend.kernel.tenancy import organisation_context
from tests.factories.accounts import House, make_house
from tests.factories.inviting import invite


def tampered(clones, statement: str) -> None:
    with psycopg.connect(clones.url(clones.current, "OWNER"), autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture
def house(committed) -> House:
    house = make_house()
    for number in range(4):
        invite(house, email=f"person{number}@example.org")
    return house


@pytest.mark.django_db
def test_the_hash_is_sha256_over_the_previous_hash_and_canonical_json() -> None:
    # Worked by hand: printf '%s%s' <64 zeros> '{"a":1,"b":[2]}' | sha256sum
    expected = hashlib.sha256((GENESIS + '{"a":1,"b":[2]}').encode()).hexdigest()

    assert row_hash(GENESIS, {"b": [2], "a": 1}) == expected


@pytest.mark.real_commits
def test_an_untouched_chain_is_intact_and_verify_audit_finds_an_old_head_in_it(house, committed) -> None:
    with organisation_context(house.id):
        old = chain_state()
    invite(house, email="later@example.org")
    out = io.StringIO()

    call_command("verify_audit", organisation=house.id, expect=old.head, stdout=out)

    assert f"{house.id} intact length {old.length + 1}" in out.getvalue()


@pytest.mark.real_commits
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_auditevent SET action = 'other' WHERE sequence = 3",
        "UPDATE kernel_auditevent SET details = '{}' WHERE sequence = 2",
        "DELETE FROM kernel_auditevent WHERE sequence = 4",
        "DELETE FROM kernel_auditevent WHERE sequence = 6",
    ],
)
def test_a_changed_or_missing_row_breaks_the_chain(house, committed, statement: str) -> None:
    tampered(committed, statement)

    with pytest.raises(CommandError, match="1 of 1 chains are not intact"):
        call_command("verify_audit", organisation=house.id, stdout=io.StringIO())


@pytest.mark.real_commits
def test_a_log_shortened_together_with_its_head_is_found_by_the_head_that_was_printed(house, committed) -> None:
    with organisation_context(house.id):
        printed = chain_state()
    tampered(committed, "DELETE FROM kernel_auditevent WHERE sequence = 6")
    tampered(
        committed,
        "UPDATE kernel_audithead SET sequence = 5, hash = (SELECT hash FROM kernel_auditevent WHERE sequence = 5)",
    )

    call_command("verify_audit", organisation=house.id, stdout=io.StringIO())
    with pytest.raises(CommandError):
        call_command("verify_audit", organisation=house.id, expect=printed.head, stdout=io.StringIO())


@pytest.mark.real_commits
def test_the_running_product_cannot_change_or_remove_an_audit_row(house, committed) -> None:
    for statement in ("UPDATE kernel_auditevent SET action = 'x'", "DELETE FROM kernel_auditevent"):
        with (
            psycopg.connect(committed.url(committed.current, "WEB")) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)
