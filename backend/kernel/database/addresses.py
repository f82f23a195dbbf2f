"""Under which address each role reaches the server."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from backend.kernel.database.roles import DATABASE_NAME, Role

ADMINISTRATOR = "onculture_administrator"  # the superuser of an embedded server; no process of the product gets it
PORT = 5432  # names the socket file only: an embedded server listens on no network


@dataclass(frozen=True)
class ServerAddresses:
    """One running server: its socket folder, and the password of each role."""

    socket_directory: Path
    passwords: dict[str, str]
    database: str = DATABASE_NAME

    @property
    def owner_url(self) -> str:
        return self.url(Role.OWNER)

    @property
    def web_url(self) -> str:
        return self.url(Role.WEB)

    @property
    def calibrator_url(self) -> str:
        return self.url(Role.CALIBRATOR)

    @property
    def auditor_url(self) -> str:
        return self.url(Role.AUDITOR)

    @property
    def maintenance_url(self) -> str:
        return self.url(Role.MAINTENANCE)

    @property
    def administrator_url(self) -> str:
        """The superuser's: for making roles and test databases, never for a child of the supervisor."""
        return self.url(ADMINISTRATOR)

    def url(self, role: str) -> str:
        place = urlencode({"host": str(self.socket_directory), "port": PORT})
        return f"postgresql://{role}:{quote(self.passwords[role])}@/{quote(self.database)}?{place}"

    def for_database(self, database: str) -> "ServerAddresses":
        """The same server's other database."""
        return ServerAddresses(self.socket_directory, self.passwords, database)

    def environment_for_web(self) -> dict[str, str]:
        """What web and worker are given: the role that row-level security binds, and no other."""
        return {"DATABASE_URL": self.web_url}

    def environment_for_worker(self) -> dict[str, str]:
        """As for the web, and the role that may ask for groups of a sample."""
        return {**self.environment_for_web(), "DATABASE_CALIBRATOR_URL": self.calibrator_url}

    def environment_for_owner(self) -> dict[str, str]:
        """What migrations, upgrade, backup and restore are given, and no running process."""
        return {"DATABASE_URL": self.owner_url, "DATABASE_OWNER_URL": self.owner_url}

    def environment_for_maintenance(self) -> dict[str, str]:
        """What purge and erasure are given."""
        return {**self.environment_for_web(), "DATABASE_MAINTENANCE_URL": self.maintenance_url}
