"""What `serve` can be asked for, on its command line and by the environment."""

import argparse
import os
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8000


@dataclass(frozen=True)
class ServeOptions:
    """One start of the supervisor."""

    web: bool = True
    worker: bool = True
    database: bool = True  # an embedded server and the migrations; not for a scaled part
    demo: bool = False
    once: bool = False
    development: bool = False
    host: str = LOOPBACK
    port: int = DEFAULT_PORT
    web_processes: int = 2
    worker_processes: int = 1

    @property
    def is_part(self) -> bool:
        """One kind of child alone, as when scaled over machines: logs to the terminal, no lock, no state file."""
        return not self.database


def read_options(arguments: list[str]) -> ServeOptions:
    parser = argparse.ArgumentParser(
        prog="python -m backend serve",
        description="Serve the product: embedded database (unless DATABASE_URL names another), web server, worker.",
        epilog="Environment: DATABASE_URL, DATABASE_OWNER_URL (migrations at start), ONCULTURE_HOST, ONCULTURE_PORT, "
        "ONCULTURE_ADDRESS, ONCULTURE_WEB_PROCESSES, ONCULTURE_WORKER_PROCESSES, "
        "ONCULTURE_TLS_CERTIFICATE and ONCULTURE_TLS_KEY. See docs/operating.md.",
    )
    parser.add_argument("--web", action="store_true", help="the web server alone, on the server in DATABASE_URL")
    parser.add_argument("--worker", action="store_true", help="the worker alone, on the server in DATABASE_URL")
    parser.add_argument("--demo", action="store_true", help="build the demo organisation and print its sign-ins")
    parser.add_argument("--once", action="store_true", help="ask for every page once, let the jobs finish, stop")
    parser.add_argument("--dev", action="store_true", help="reload Python on change, and serve the front end by Vite")
    parser.add_argument("--host", default=os.environ.get("ONCULTURE_HOST", LOOPBACK))
    parser.add_argument("--port", type=int, default=int(os.environ.get("ONCULTURE_PORT", DEFAULT_PORT)))
    asked = parser.parse_args(arguments)
    everything = not asked.web and not asked.worker
    return ServeOptions(
        web=everything or asked.web,
        worker=everything or asked.worker,
        database=everything,
        demo=asked.demo,
        once=asked.once,
        development=asked.dev,
        host=asked.host,
        port=asked.port,
        web_processes=int(os.environ.get("ONCULTURE_WEB_PROCESSES", "2")),
        worker_processes=int(os.environ.get("ONCULTURE_WORKER_PROCESSES", "1")),
    )
