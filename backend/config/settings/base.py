"""Settings that hold everywhere. What differs by place stands in local, test and production."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("ONCULTURE_VAR", ROOT / "var"))


def database_from_url(url: str) -> dict[str, Any]:
    """Django's settings for `postgresql://user:password@host:port/name?host=/socket/folder`."""
    from psycopg.conninfo import conninfo_to_dict  # only where a database is configured

    parts = conninfo_to_dict(url)
    if not parts.get("dbname"):
        parts["dbname"] = unquote(urlsplit(url).path.lstrip("/"))
    known = {"host", "port", "user", "password", "dbname"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts["dbname"],
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "OPTIONS": {key: value for key, value in parts.items() if key not in known},
    }


DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
PUBLIC_ADDRESS = os.environ.get("ONCULTURE_ADDRESS", "http://127.0.0.1:8000")

# Only commands that migrate or make a backup are given the owner's address, and then work as owner; web and worker
# never are, and refuse to start with a role that could look across organisations.
_owner_url = os.environ.get("DATABASE_OWNER_URL", "")
_web_url = os.environ.get("DATABASE_URL", "postgresql://onculture_web@127.0.0.1/onculture")
DATABASES = {"default": database_from_url(_owner_url or _web_url)}
if not _owner_url:
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 5}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "pgtrigger",
    "procrastinate.contrib.django",
    "rest_framework",
    "drf_spectacular",
    "drf_standardized_errors",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "allauth.usersessions",
    "backend.kernel",
    "backend.accounts",
    "backend.library",
    "backend.cultures",
    "backend.people",
    "backend.promises",
    "backend.campaigns",
    "backend.sittings",
    "backend.calibration",
    "backend.ratings",
    "backend.scores",
    "backend.fit",
    "backend.tenders",
    "backend.reports",
    "backend.config",
]

MIDDLEWARE = [
    "backend.kernel.middleware.ProblemDetailsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "backend.kernel.middleware.BoundedBodyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "backend.kernel.middleware.NoStoreMiddleware",
]

ROOT_URLCONF = "backend.config.urls"
WSGI_APPLICATION = "backend.config.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}}]

LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_ROOT = None
FRONTEND_BUILD = ROOT / "frontend" / "dist"
STATICFILES_DIRS = [FRONTEND_BUILD] if FRONTEND_BUILD.is_dir() else []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Who is this?
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "backend.accounts.authentication.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is verified by the invitation that was sent to it
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,6/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Onculture"
USERSESSIONS_TRACK_ACTIVITY = False
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_reset_password_from_key": f"{PUBLIC_ADDRESS}/reset-password#{{key}}",
    "account_reset_password": f"{PUBLIC_ADDRESS}/forgotten-password",
    "account_confirm_email": f"{PUBLIC_ADDRESS}/sign-in",
    "account_signup": f"{PUBLIC_ADDRESS}/sign-in",
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kernel_cache"}}

# Browsers accept Secure cookies from 127.0.0.1 without TLS; every other address needs TLS, and nothing weakens that.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "backend.kernel.middleware.csrf_failure"
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
}

MAXIMUM_BODY_BYTES = 1_048_576
MAXIMUM_UPLOAD_BYTES = 10 * 1_048_576
DATA_UPLOAD_MAX_MEMORY_SIZE = MAXIMUM_UPLOAD_BYTES

# Mail: a folder by default, so that nothing leaves the machine before somebody says where to.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "outbox"
DEFAULT_FROM_EMAIL = os.environ.get("ONCULTURE_MAIL_FROM", "onculture@localhost.localdomain")
if os.environ.get("ONCULTURE_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["ONCULTURE_SMTP_HOST"]
    EMAIL_PORT = int(os.environ.get("ONCULTURE_SMTP_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("ONCULTURE_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("ONCULTURE_SMTP_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("ONCULTURE_SMTP_TLS", "starttls") == "starttls"
    EMAIL_USE_SSL = os.environ.get("ONCULTURE_SMTP_TLS", "starttls") == "ssl"
    EMAIL_TIMEOUT = 20
elif os.environ.get("ONCULTURE_ANYMAIL_BACKEND"):
    EMAIL_BACKEND = os.environ["ONCULTURE_ANYMAIL_BACKEND"]
    INSTALLED_APPS = [*INSTALLED_APPS, "anymail"]

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["backend.kernel.rest.parsers.BoundedJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "backend.accounts.authentication.tokens.ApiTokenAuthentication",
        "backend.accounts.authentication.tokens.ProvenSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_standardized_errors.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "NUM_PROXIES": 0,  # throttles count the peer's address; a forwarded-for header is anybody's to write
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "backend.kernel.rest.problems.ProblemHandler",
    "EXCEPTION_FORMATTER_CLASS": "backend.kernel.rest.problems.ProblemFormatter",
    "ALLOWED_ERROR_STATUS_CODES": [],
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Onculture",
    "VERSION": "1",
    "DESCRIPTION": "Recruit people and select suppliers for an organisation's own customer culture.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": True,
    "ENUM_NAME_OVERRIDES": {
        "Role": "backend.accounts.enums.Role",
        "Capability": "backend.accounts.enums.Capability",
        "MembershipStatus": "backend.accounts.enums.MembershipStatus",
        "AccommodationKind": "backend.people.enums.AccommodationKind",
        "AccommodationStatus": "backend.people.enums.AccommodationStatus",
        "PromiseState": "backend.promises.enums.PromiseState",
        "CampaignKind": "backend.campaigns.enums.CampaignKind",
        "CampaignStatus": "backend.campaigns.enums.CampaignStatus",
        "SittingStatus": "backend.sittings.enums.SittingStatus",
        "AnswerOrigin": "backend.sittings.enums.Origin",
        "RowsChoice": "backend.sittings.enums.RowsChoice",
        "ImportKind": "backend.sittings.enums.ImportKind",
        "CardStatus": "backend.ratings.enums.CardStatus",
        "CardSource": "backend.ratings.enums.CardSource",
        "Mark": "backend.ratings.enums.Mark",
        "Side": "backend.ratings.enums.Side",
        "InstrumentKind": "backend.library.enums.InstrumentKind",
        "ExerciseVariant": ["spoken", "chat", "written"],
        "InstrumentAudience": "backend.library.enums.Audience",
        "DimensionKind": "backend.library.enums.DimensionKind",
        "ModelBasis": "backend.library.enums.ModelBasis",
        "LadderStatus": "backend.library.enums.LadderStatus",
        "DefinitionVersionStatus": "backend.cultures.enums.VersionStatus",
        "CalibrationStatus": "backend.calibration.enums.RunStatus",
        "SamplePopulation": "backend.calibration.enums.Population",
        "PoolDirection": "backend.calibration.enums.PoolDirection",
        "CandidateOutcome": "backend.fit.enums.Outcome",
        "CandidateEvent": "backend.fit.enums.CandidateEvent",
        "BidOutcome": "backend.tenders.enums.BidOutcome",
        "BidStage": "backend.tenders.enums.BidStage",
        "ResultsClosed": "backend.tenders.enums.Closed",
        "EvidenceGrade": "backend.tenders.enums.EvidenceGrade",
        "CheckGravity": "backend.cultures.enums.CheckGravity",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "backend.kernel.rest.openapi.describe_problems",
    ],
    "OAS_VERSION": "3.1.0",
}

MIGRATION_LINTER_OPTIONS = {"no_cache": True, "exclude_apps": ["procrastinate", "account", "mfa", "usersessions"]}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
