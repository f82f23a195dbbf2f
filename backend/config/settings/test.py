"""The test suite: the web role, a fast password hasher, mail in memory."""

from backend.config.settings.base import *  # noqa: F403 -- settings extend one another by name
from backend.config.settings.base import DATABASES

SECRET_KEY = "tests-only"  # noqa: S105 -- not a secret: never served
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DATABASES["default"]["OPTIONS"] = {}  # one connection a test; a pool would outlive it
WHITENOISE_AUTOREFRESH = True  # the build may be absent or change while tests run
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
