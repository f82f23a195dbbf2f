"""One context is one transaction with one organisation, and leaves nothing behind."""

import pytest
from django.db import connection, transaction

from backend.accounts.models import Membership
from backend.kernel.tenancy import (
    NestedOrganisationError,
    NoOrganisationContextError,
    organisation_context,
)
from tests.factories.accounts import make_house

pytestmark = pytest.mark.django_db


def setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('onculture.organisation', true), '')")
        return cursor.fetchone()[0]


def test_rows_of_an_organisation_cannot_be_asked_for_outside_a_context() -> None:
    with pytest.raises(NoOrganisationContextError):
        Membership.objects.count()


def test_two_organisations_are_never_nested() -> None:
    one, two = make_house(), make_house()

    with organisation_context(one.id), pytest.raises(NestedOrganisationError), organisation_context(two.id):
        pass


def test_the_setting_is_cleared_on_leaving_even_inside_a_longer_transaction() -> None:
    house = make_house()

    with transaction.atomic():
        with organisation_context(house.id):
            inside = setting()
        after = setting()

    assert (inside, after) == (str(house.id), "")


def test_the_setting_is_cleared_after_an_error() -> None:
    house = make_house()

    with pytest.raises(ZeroDivisionError), organisation_context(house.id):
        1 / 0  # noqa: B018 -- any error will do

    assert setting() == ""


def test_the_database_refuses_a_row_for_another_organisation() -> None:
    one, two = make_house(), make_house()

    with pytest.raises(Exception, match="row-level security"), organisation_context(one.id):
        Membership(organisation_id=two.id, email="x@example.org", name="X").save(force_insert=True)


def test_raw_sql_sees_only_the_declared_organisation() -> None:
    one, _ = make_house(), make_house()

    with organisation_context(one.id), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT organisation_id FROM accounts_membership")
        inside = cursor.fetchall()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_membership")
        outside = cursor.fetchone()

    assert inside == [(one.id,)]
    assert outside == (0,)
