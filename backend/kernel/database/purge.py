"""Deleting removed organisations: by the owner role, when the product starts; nobody sees them any more."""

from typing import Any

from django.db import connection, transaction

_TABLES = """
SELECT format('%I.%I', columns.table_schema, columns.table_name) FROM information_schema.columns
JOIN information_schema.tables USING (table_schema, table_name)
WHERE columns.table_schema IN ('public', 'protected') AND columns.column_name = 'organisation_id'
  AND tables.table_type = 'BASE TABLE'
ORDER BY 1
"""
_PEOPLE_OF_NO_ORGANISATION = """
DELETE FROM accounts_user WHERE id = ANY(%s) AND NOT EXISTS (
    SELECT FROM accounts_membership WHERE user_id = accounts_user.id
)
"""
_BELONGINGS = ("usersessions_usersession", "mfa_authenticator", "account_emailaddress")


def purge_removed_organisations() -> int:
    """Every row of removed organisations, and the people who belonged to no other; gives how many organisations.

    Does nothing for a role that row-level security binds: it would see no rows to delete.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute("SELECT id FROM accounts_organisation WHERE removed_at IS NOT NULL")
        removed = [row[0] for row in cursor.fetchall()]
        if removed:
            _purge(cursor, removed)
        return len(removed)


def _purge(cursor: Any, removed: list[Any]) -> None:
    cursor.execute("SELECT user_id FROM accounts_membership WHERE organisation_id = ANY(%s)", [removed])
    people = [row[0] for row in cursor.fetchall() if row[0]]
    cursor.execute(_TABLES)
    for (table,) in cursor.fetchall():
        # Foreign keys are checked at the end of the transaction, so the order does not matter.
        cursor.execute(f"DELETE FROM {table} WHERE organisation_id = ANY(%s)", [removed])  # noqa: S608 -- catalogue
    cursor.execute("DELETE FROM accounts_organisation WHERE id = ANY(%s)", [removed])
    for table in _BELONGINGS:
        cursor.execute(
            f"DELETE FROM {table} WHERE user_id = ANY(%s) AND NOT EXISTS"  # noqa: S608 -- names of our own
            " (SELECT FROM accounts_membership AS other WHERE other.user_id = {table}.user_id)".replace(
                "{table}", table
            ),
            [people],
        )
    cursor.execute(_PEOPLE_OF_NO_ORGANISATION, [people])
