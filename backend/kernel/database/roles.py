"""The roles that the product signs in to PostgreSQL with, what each may do, and the refusal of one too mighty."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Protocol

from psycopg import Connection, sql

from backend.kernel.database.errors import BypassingRoleError

DATABASE_NAME = "onculture"


class Role(StrEnum):
    """Who signs in to the database."""

    OWNER = "onculture_owner"  # owns every table and migrates; row-level security does not bind it
    WEB = "onculture_web"  # web and worker: bound by row-level security
    CALIBRATOR = "onculture_calibrator"  # compute worker: may call protected.sample_groups
    AUDITOR = "onculture_auditor_ro"  # reads what migrations grant it
    MAINTENANCE = "onculture_maintenance"  # dump, purge, erasure: sees all organisations


OWNER, WEB, CALIBRATOR, AUDITOR, MAINTENANCE = Role  # short names for migrations
_BYPASSING = (Role.OWNER, Role.MAINTENANCE)


class AnyConnection(Protocol):
    """A psycopg connection or Django's wrapper of one."""

    def cursor(self) -> Any: ...


def create_role(role: Role, password: str) -> sql.Composed:
    """The CREATE ROLE line of one role."""
    return sql.SQL("CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE {bypass} PASSWORD {password}").format(
        role=sql.Identifier(role),
        bypass=sql.SQL("BYPASSRLS" if role in _BYPASSING else "NOBYPASSRLS"),
        password=sql.Literal(password),
    )


def create_database(name: str = DATABASE_NAME) -> sql.Composed:
    return sql.SQL("CREATE DATABASE {name} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8'").format(
        name=sql.Identifier(name), owner=sql.Identifier(Role.OWNER)
    )


def grant_privileges(name: str = DATABASE_NAME) -> Iterator[sql.Composed]:
    """What is said once inside a new database; every table that the owner makes later follows it.

    Append-only tables take UPDATE and DELETE away again in their migrations. A schema other than public
    starts closed, its functions too: migrations open what must be open.
    """
    names = {role.name.lower(): sql.Identifier(role) for role in Role} | {"database": sql.Identifier(name)}
    for line in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {owner}, {web}, {calibrator}, {auditor}, {maintenance}",
        "GRANT TEMPORARY ON DATABASE {database} TO {owner}, {maintenance}",
        "ALTER SCHEMA public OWNER TO {owner}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {web}, {calibrator}, {auditor}, {maintenance}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {web}, {maintenance}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
        "GRANT USAGE, SELECT ON SEQUENCES TO {web}, {maintenance}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {web}, {maintenance}",
    ):
        yield sql.SQL(line).format(**names)


def lines_for_external_server(passwords: Mapping[Role, str] | None = None) -> str:
    """A psql script that readies a server of your own; run it as its superuser, with passwords of your own."""
    chosen = passwords or {role: f"choose-a-password-for-{role.name.lower()}" for role in Role}
    before = [create_role(role, chosen[role]) for role in Role]
    statements = [*before, create_database()]
    inside = list(grant_privileges())
    lines = [f"{statement.as_string(None)};" for statement in statements]
    lines.append(f"\\connect {DATABASE_NAME}")
    lines.extend(f"{statement.as_string(None)};" for statement in inside)
    return "\n".join(lines) + "\n"


def ensure_roles(administrator: "Connection[Any]", passwords: Mapping[str, str]) -> None:
    """Make the roles that are missing; an existing role keeps its password."""
    present = {row[0] for row in administrator.execute("SELECT rolname FROM pg_roles").fetchall()}
    for role in Role:
        if role not in present:
            administrator.execute(create_role(role, passwords[role]))


def set_password(administrator: "Connection[Any]", role: str, password: str) -> None:
    statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
    administrator.execute(statement)


def refuse_bypassing_role(connection: AnyConnection) -> None:
    """Raise unless row-level security binds the role of this connection; called when web and worker start.

    Refused: a superuser, a role with BYPASSRLS or CREATEROLE, a member of such a role, the owner of any table.

    Raises
    ------
    BypassingRoleError : with the CREATE ROLE lines that the server needs.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WAYS_ROUND)
        role, ways = cursor.fetchone()
    if ways:
        raise BypassingRoleError(
            f"The role {role!r} could see every organisation's rows: {', '.join(ways)}. Web and worker refuse it.",
            remedy=f"give web and worker a DATABASE_URL that signs in as {Role.WEB}. A server gets its roles by:\n\n"
            + lines_for_external_server(),
        )


_WAYS_ROUND = """
WITH reachable AS (
    SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, oid
    FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER') OR rolname = session_user
)
SELECT current_user::text, array_remove(ARRAY[
    (SELECT 'superuser through ' || rolname FROM reachable WHERE rolsuper LIMIT 1),
    (SELECT 'BYPASSRLS through ' || rolname FROM reachable WHERE rolbypassrls LIMIT 1),
    (SELECT 'CREATEROLE through ' || rolname FROM reachable WHERE rolcreaterole LIMIT 1),
    (SELECT 'owner of ' || relation.oid::regclass::text FROM pg_class AS relation
     JOIN pg_namespace AS schema ON schema.oid = relation.relnamespace
     WHERE relation.relkind IN ('r', 'p') AND schema.nspname !~ '^pg_'
       AND relation.relowner IN (SELECT oid FROM reachable) LIMIT 1)
], NULL)
"""
