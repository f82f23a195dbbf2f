"""One machine, loopback, no TLS: what `make demo` and `make serve` run. Secrets are made on first use."""

import os
import secrets

from backend.config.settings.base import *  # noqa: F403 -- settings extend one another by name
from backend.config.settings.base import VAR


def _secret_of_this_installation() -> str:
    path = VAR / "secrets" / "django"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret)
    return secret


SECRET_KEY = os.environ.get("ONCULTURE_SECRET_KEY") or _secret_of_this_installation()
