"""Migration operations that raise the second wall: row-level security, and what a role may not do.

A table of an organisation is created by Django and guarded in the same migration:
`operations = [CreateModel(...), guarded_table("cultures_definition")]`.
"""

from django.db.migrations import RunSQL

from backend.kernel.database.roles import Role

_CURRENT = "NULLIF(current_setting('onculture.organisation', true), '')::uuid"


def guarded_table(table: str, *, column: str = "organisation_id", shared_when_null: bool = False) -> RunSQL:
    """ENABLE and FORCE row-level security: only rows of the declared organisation exist.

    With `shared_when_null`, rows without an organisation (shipped with the toolkit) can be read by all and
    written by the owner role alone.
    """
    own = f"{column} = {_CURRENT}"
    readable = f"{column} IS NULL OR {own}" if shared_when_null else own
    return RunSQL(
        [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY {table}_read ON {table} FOR SELECT USING ({readable})",
            f"CREATE POLICY {table}_insert ON {table} FOR INSERT WITH CHECK ({own})",
            f"CREATE POLICY {table}_update ON {table} FOR UPDATE USING ({own}) WITH CHECK ({own})",
            f"CREATE POLICY {table}_delete ON {table} FOR DELETE USING ({own})",
        ],
        [
            *(f"DROP POLICY {table}_{verb} ON {table}" for verb in ("read", "insert", "update", "delete")),
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ],
    )


def append_only_table(table: str) -> RunSQL:
    """Takes UPDATE and DELETE from the web role: rows are added and never changed by the running product."""
    return RunSQL(
        [f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {Role.WEB}"],
        [f"GRANT UPDATE, DELETE ON {table} TO {Role.WEB}"],
    )


def unchanging_table(table: str, *, except_columns: tuple[str, ...] = ()) -> RunSQL:
    """Takes UPDATE from the web role, but for the named columns: rows are corrected by new rows, erased whole."""
    allowed = [f"GRANT UPDATE ({', '.join(except_columns)}) ON {table} TO {Role.WEB}"] if except_columns else []
    return RunSQL(
        [f"REVOKE UPDATE, TRUNCATE ON {table} FROM {Role.WEB}", *allowed], [f"GRANT UPDATE ON {table} TO {Role.WEB}"]
    )


def definer_function(
    signature: str, returns: str, body: str, *, may_call: Role = Role.WEB, writes: bool = False
) -> RunSQL:
    """A SECURITY DEFINER function: one of the few, named ways past a wall.

    `signature` is `name(argument type, ...)`; its search_path is fixed, and only one role may call it.
    """
    kind = "VOLATILE" if writes else "STABLE"
    name = signature.split("(", maxsplit=1)[0]
    types = ", ".join(part.strip().split()[-1] for part in signature[len(name) + 1 : -1].split(",") if part.strip())
    return RunSQL(
        [
            f"CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE sql {kind} SECURITY DEFINER"
            f" SET search_path = pg_catalog, public, pg_temp AS $body$ {body} $body$",
            f"REVOKE ALL ON FUNCTION {name}({types}) FROM PUBLIC",
            f"GRANT EXECUTE ON FUNCTION {name}({types}) TO {may_call}",
        ],
        [f"DROP FUNCTION {name}({types})"],
    )
