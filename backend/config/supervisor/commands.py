"""The command lines of the children."""

import os
import sys
from pathlib import Path

from backend.config.supervisor.options import LOOPBACK, ServeOptions

APPLICATION = "backend.config.wsgi:application"


def backend_command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "backend", *arguments]


def web_command(options: ServeOptions, *, port: int) -> list[str]:
    """The web server: granian, or Django's reloading one for developers."""
    if options.development:
        return backend_command("runserver", "--nostatic", f"{options.host}:{port}")
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", options.host, "--port", str(port)]
    command += ["--workers", str(options.web_processes), "--blocking-threads", "8", "--no-ws"]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.2", "--workers-kill-timeout", "10"]
    return [*command, *_tls_arguments(), APPLICATION]


def worker_command() -> list[str]:
    return backend_command("worker")


def vite_command(port: int) -> list[str]:
    return ["npm", "run", "dev", "--", "--host", LOOPBACK, "--port", str(port), "--strictPort"]


def scheme() -> str:
    return "https" if _tls_arguments() else "http"


def _tls_arguments() -> list[str]:
    certificate, key = os.environ.get("ONCULTURE_TLS_CERTIFICATE"), os.environ.get("ONCULTURE_TLS_KEY")
    if not certificate or not key:
        return []
    return ["--ssl-certificate", str(Path(certificate).resolve()), "--ssl-keyfile", str(Path(key).resolve())]
