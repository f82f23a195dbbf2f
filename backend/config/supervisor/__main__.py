"""The entry of `python -m backend serve`, before Django is set up."""

import os
import sys
import time

from backend.config.supervisor.household import say
from backend.config.supervisor.options import ServeOptions, read_options
from backend.config.supervisor.places import LockedError, read_running, sole_holder
from backend.config.supervisor.serve import serve

WAIT_SECONDS = 180.0


def main(arguments: list[str]) -> int:
    """Serve, or print the address of the supervisor that already serves this checkout."""
    started = float(os.environ.pop("ONCULTURE_STARTED", "") or time.time())
    options = read_options(arguments)
    if options.is_part:
        return serve(options, started=started)
    return _serve_alone(options, started=started)


def _serve_alone(options: ServeOptions, *, started: float) -> int:
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        try:
            with sole_holder():
                return serve(options, started=started)
        except LockedError:
            running = read_running()
        if running is not None:
            say(f"already running (process {running.pid})")
            say(f"ready: {running.address}")
            return 0
        time.sleep(0.2)
    say("serve: another process of this checkout has been starting for too long; see var/log")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
