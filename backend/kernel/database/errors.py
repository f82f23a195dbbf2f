"""What can go wrong before there is a database to ask: each says the fact, the place and the remedy."""


class DatabaseServerError(Exception):
    """A server that cannot be found, made, started or trusted."""

    code = "database_server"

    def __init__(self, fact: str, *, remedy: str) -> None:
        super().__init__(f"{fact}\n  Remedy: {remedy}")
        self.fact = fact
        self.remedy = remedy


class NoServerBinariesError(DatabaseServerError):
    code = "database_no_binaries"


class OtherMajorVersionError(DatabaseServerError):
    code = "database_other_major_version"


class ServerAccountError(DatabaseServerError):
    code = "database_server_account"


class ServerDidNotStartError(DatabaseServerError):
    code = "database_did_not_start"


class ServerInUseError(DatabaseServerError):
    code = "database_in_use"


class BypassingRoleError(DatabaseServerError):
    code = "database_bypassing_role"


class ArchiveError(DatabaseServerError):
    code = "backup_failed"


class NotEmptyError(DatabaseServerError):
    code = "restore_not_empty"


class DatabaseInUseError(DatabaseServerError):
    code = "restore_in_use"
