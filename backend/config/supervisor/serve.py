"""`serve`: the order in which the children start, what is said when they are well, and what `--once` asks."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from backend.config.supervisor import commands, health
from backend.config.supervisor.children import Command, Kept, environment_of_children
from backend.config.supervisor.errors import ServeError, StoppedError
from backend.config.supervisor.household import Household, say
from backend.config.supervisor.options import LOOPBACK, ServeOptions
from backend.config.supervisor.places import LOG, Running, forget_running, write_running
from backend.kernel.database.embedded import ROOT, embedded_is_asked_for, ensure_database, prepared_server
from backend.kernel.database.errors import DatabaseServerError
from backend.kernel.database.roles import refuse_bypassing_role

DATABASE_SECONDS = 300.0
WEB_SECONDS = 180.0
JOBS_SECONDS = 600.0
VITE_PORT = 5173
PAGES = ("/healthz", "/readyz", "/", "/sign-in", "/first-owner", "/forgotten-password", "/members", "/account", "/take")


@dataclass(frozen=True)
class DatabaseAccess:
    """With what the children reach the database: the running ones, and the commands of the owner."""

    running: Mapping[str, str]
    worker: Mapping[str, str]
    owner: Mapping[str, str]
    socket_directory: str | None = None


@dataclass(frozen=True)
class Place:
    """Where we ask our own web server, and which address people use (and mails name)."""

    local: str = ""
    public: str = ""


def serve(options: ServeOptions, *, started: float) -> int:
    """Serve until a signal comes (or, once everything was asked for, with `once`); gives the exit code."""
    household = Household()
    household.listen_for_signals()
    try:
        with _database(household, options) as database:
            try:
                place = _start(household, options, database)
                if options.is_part:
                    return _stay(household)
                _announce(household, options, database, place, started=started)
                return _once(household, options, database, place.local) if options.once else _stay(household)
            finally:
                household.stop()
    except StoppedError:
        return 1 if options.once else 0
    except (ServeError, DatabaseServerError, psycopg.OperationalError) as problem:
        say(f"serve: {problem}")
        return 1
    finally:
        if not options.is_part:
            forget_running()


@contextmanager
def _database(household: Household, options: ServeOptions) -> Iterator[DatabaseAccess]:
    """The database that was named, or our own, which is kept alive from here on."""
    if not embedded_is_asked_for():
        yield _named_database()
        return
    if options.is_part:
        raise ServeError("DATABASE_URL is not set: a part that is served alone needs a database to share.")
    with prepared_server(guard=household.guard) as server:
        household.keep(Kept("database", server, say, longest_pause=2.0, steady_seconds=1.0))
        household.wait(server.answers, f"The database does not answer; see {server.log}.", seconds=DATABASE_SECONDS)
        ensure_database(server.addresses)
        yield DatabaseAccess(
            running=server.addresses.environment_for_web(),
            worker=server.addresses.environment_for_worker(),
            owner=server.addresses.environment_for_owner(),
            socket_directory=str(server.addresses.socket_directory),
        )


def _named_database() -> DatabaseAccess:
    owner = os.environ.get("DATABASE_OWNER_URL")
    running = {"DATABASE_URL": os.environ["DATABASE_URL"]}
    calibrator = os.environ.get("DATABASE_CALIBRATOR_URL")
    return DatabaseAccess(
        running=running,
        worker={**running, "DATABASE_CALIBRATOR_URL": calibrator} if calibrator else running,
        owner={"DATABASE_URL": owner, "DATABASE_OWNER_URL": owner} if owner else {},
    )


def _start(household: Household, options: ServeOptions, database: DatabaseAccess) -> Place:
    """Bring the tables up to date, then start web server and workers."""
    if not options.is_part:
        household.run_to_end("upgrade", environment=database.owner or database.running)
    with psycopg.connect(database.running["DATABASE_URL"]) as connection:
        refuse_bypassing_role(connection)
    place = Place()
    environment = dict(database.running)
    if options.web:
        port = _port(options)
        vite_port = health.free_port(LOOPBACK, VITE_PORT)
        place = _place(options, port=port, vite_port=vite_port)
        environment["ONCULTURE_ADDRESS"] = place.public
        web = _keep(household, options, "web", commands.web_command(options, port=port), environment)
        _wait_until_well(household, web, place.local)
        if options.development:
            vite = {**environment, "BACKEND_URL": place.local}
            _keep(household, options, "frontend", commands.vite_command(vite_port), vite, folder="frontend")
    for number in range(options.worker_processes if options.worker else 0):
        name = "worker" if number == 0 else f"worker-{number + 1}"
        _keep(household, options, name, commands.worker_command(), {**environment, **database.worker})
    return place


def _keep(
    household: Household,
    options: ServeOptions,
    name: str,
    arguments: list[str],
    environment: Mapping[str, str],
    *,
    folder: str = "",
) -> Kept:
    command = Command(
        arguments=arguments,
        environment=environment_of_children(environment),
        guard=household.guard,
        log=None if options.is_part else LOG / f"{name}.log",
        folder=ROOT / folder,
    )
    return household.keep(Kept(name, command, say))


def _port(options: ServeOptions) -> int:
    port = health.free_port(options.host, options.port)
    if port != options.port:
        say(f"port {options.port} is busy: serving on {port}")
    return port


def _loopback_of(host: str) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104 -- asked for by whoever set the host
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _place(options: ServeOptions, *, port: int, vite_port: int) -> Place:
    local = f"{commands.scheme()}://{_loopback_of(options.host)}:{port}"
    in_development = f"http://{LOOPBACK}:{vite_port}" if options.development else ""
    return Place(local=local, public=os.environ.get("ONCULTURE_ADDRESS") or in_development or local)


def _wait_until_well(household: Household, web: Kept, local_address: str) -> None:
    if commands.scheme() == "https":
        return  # the certificate names the public address, not the loopback
    household.wait(
        lambda: web.restarts >= 3 or health.status_of(f"{local_address}/healthz", seconds=5) == 200,
        f"The web server does not answer; see {LOG / 'web.log'}.",
        seconds=WEB_SECONDS,
    )
    if web.restarts >= 3:
        raise ServeError(f"The web server dies as soon as it starts; see {LOG / 'web.log'}.")


def _announce(
    household: Household, options: ServeOptions, database: DatabaseAccess, place: Place, *, started: float
) -> None:
    """Print who can sign in, ask the address once, and say where it is: the last line."""
    environment = {**database.running, "ONCULTURE_ADDRESS": place.public}
    if options.demo:
        household.run_to_end("demo", "--print-sign-ins", environment=environment)
    else:
        _print_first_owner_code(household, environment)
    if commands.scheme() == "http" and health.status_of(f"{place.local}/readyz", seconds=30) != 200:
        raise ServeError(f"{place.local}/readyz does not answer 200; see {LOG}.")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    write_running(Running(place.public, os.getpid(), now, database.socket_directory))
    say(f"elapsed: {time.time() - started:.1f} s")
    say(f"ready: {place.public}")


def _print_first_owner_code(household: Household, environment: Mapping[str, str]) -> None:
    code = household.output_of("first_owner_code", environment=environment).strip()
    if code:
        say(f"first owner: open {environment['ONCULTURE_ADDRESS']}/first-owner and enter the one-time code {code}")


def _stay(household: Household) -> int:
    while True:  # until StoppedError
        household.pause()


def _once(household: Household, options: ServeOptions, database: DatabaseAccess, address: str) -> int:
    """Every page once, all due jobs done, none failed: 0; else 1 with the reasons."""
    faults = health.faults_of_pages(address, list(PAGES))
    if options.demo:
        household.run_to_end("visit", address, environment=database.running)
    faults += _faults_of_jobs(household, database.running["DATABASE_URL"])
    for fault in faults:
        say(f"once: {fault}")
    say("once: every page answered, no job failed" if not faults else f"once: {len(faults)} faults")
    return 1 if faults else 0


def _faults_of_jobs(household: Household, url: str) -> list[str]:
    deadline = time.monotonic() + JOBS_SECONDS
    counts = health.jobs_by_status(url)
    while (counts.get("todo") or counts.get("doing")) and time.monotonic() < deadline:
        household.pause()
        counts = health.jobs_by_status(url)
    unwell = ("failed", "aborted", "todo", "doing")
    return [f"{counts[status]} jobs are {status}" for status in unwell if counts.get(status)]
