"""Behind TLS under a name of its own. Everything secret comes from the environment; see docs/operating.md."""

import os
from urllib.parse import urlsplit

from backend.config.settings.base import *  # noqa: F403 -- settings extend one another by name
from backend.config.settings.base import PUBLIC_ADDRESS

SECRET_KEY = os.environ["ONCULTURE_SECRET_KEY"]
ALLOWED_HOSTS = [urlsplit(PUBLIC_ADDRESS).hostname or "", "127.0.0.1"]
SECURE_HSTS_SECONDS = 31_536_000
if os.environ.get("ONCULTURE_BEHIND_PROXY") == "1":
    # Only with a proxy that sets and never forwards this header may it be believed.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
