"""What the database itself must show: every table guarded or excused, few ways across, a weak web role."""

import pytest
from django.db import connection

from backend.kernel.database.global_tables import GLOBAL_TABLES
from backend.kernel.database.roles import refuse_bypassing_role

pytestmark = pytest.mark.django_db

CROSSING = {"memberships_of", "taker_by_token_hash", "api_token_by_hash", "organisation_ids"}
PROTECTED = {
    "record_equality_answers": {"onculture_web"},
    "erase_equality_answers": {"onculture_web"},
    "count_equality_answers": {"onculture_web"},
    "sample_groups": {"onculture_calibrator"},
}


def rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_every_table_is_guarded_or_excused() -> None:
    tables = rows(
        """SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
                  (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid)
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"""
    )
    unguarded = {name for name, enabled, forced, policies in tables if not (enabled and forced and policies >= 1)}

    assert unguarded - set(GLOBAL_TABLES) == set()
    assert set(GLOBAL_TABLES) - unguarded == set(), "excused tables that are gone or guarded"


def test_a_table_with_an_organisation_is_never_excused() -> None:
    with_organisation = {
        name
        for (name,) in rows("SELECT table_name FROM information_schema.columns WHERE column_name='organisation_id'")
    }

    assert with_organisation & set(GLOBAL_TABLES) == set()


def test_only_the_named_functions_cross_the_wall() -> None:
    definers = rows(
        """SELECT p.proname, p.proconfig FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE p.prosecdef AND n.nspname = 'public'"""
    )

    assert {name for name, _ in definers} <= CROSSING
    assert all(any(entry.startswith("search_path=") for entry in config or []) for _, config in definers)


def test_what_people_tell_of_themselves_is_reached_by_named_functions_alone() -> None:
    callers = rows(
        """SELECT p.proname, r.rolname, p.prosecdef, p.proconfig::text
           FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace CROSS JOIN pg_roles r
           WHERE n.nspname = 'protected' AND r.rolname LIKE 'onculture%' AND r.rolname <> 'onculture_owner'
             AND NOT r.rolsuper AND has_function_privilege(r.oid, p.oid, 'EXECUTE')"""
    )
    found: dict[str, set[str]] = {}
    for function, role, is_definer, settings in callers:
        assert is_definer, function
        assert "search_path=" in settings, function
        found.setdefault(function, set()).add(role)

    assert found == PROTECTED


def test_no_role_of_the_product_reads_protected_tables_and_nothing_points_to_them() -> None:
    privileges = rows(
        """SELECT c.relname, r.rolname, privilege FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           CROSS JOIN pg_roles r CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS privilege
           WHERE n.nspname = 'protected' AND c.relkind = 'r' AND r.rolname LIKE 'onculture%'
             AND r.rolname <> 'onculture_owner' AND NOT r.rolsuper AND has_table_privilege(r.oid, c.oid, privilege)"""
    )
    pointing = rows(
        """SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
           WHERE contype = 'f' AND concat(conrelid::regclass, ' ', confrelid::regclass) LIKE '%protected.%'"""
    )

    assert privileges == []
    assert pointing == [("protected.equality_answer", "accounts_organisation")]


def test_tests_run_as_a_role_that_row_level_security_binds() -> None:
    refuse_bypassing_role(connection)
    assert rows("SELECT current_user") == [("onculture_web",)]


def test_unique_constraints_of_an_organisations_table_include_the_organisation() -> None:
    unique = rows(
        """SELECT t.relname, i.relname, pg_get_indexdef(x.indexrelid)
           FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
           JOIN pg_namespace n ON n.oid = t.relnamespace
           WHERE n.nspname = 'public' AND x.indisunique AND NOT x.indisprimary AND t.relrowsecurity"""
    )
    # A random secret's hash may be unique over all, and a row that hangs on exactly one parent has its parent's wall.
    excused = {"accounts_apitoken_secret_hash_", "accounts_takertoken_secret_hash_"}
    without = [
        f"{table}.{name}"
        for table, name, definition in unique
        if "organisation_id" not in definition and not any(name.startswith(prefix) for prefix in excused)
    ]

    assert without == []


def test_the_audit_trail_can_only_grow() -> None:
    granted = rows(
        """SELECT privilege_type FROM information_schema.role_table_grants
           WHERE table_name = 'kernel_auditevent' AND grantee = current_user"""
    )

    assert {privilege for (privilege,) in granted} == {"SELECT", "INSERT"}
