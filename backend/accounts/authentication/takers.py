"""How a test taker is recognised: a secret in a link, exchanged for a short cookie session.

Takers have no accounts. A link's secret travels in the fragment of the address and in one request body,
never in a path, a query or a log; here are only hashes. The cookie names the organisation in clear, so that its
rows can be asked at all; whether the rest is good, the organisation's own rows decide.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from backend.accounts.errors import TakerLinkNotValidError, TakerSessionMissingError
from backend.accounts.models import TakerSession, TakerToken
from backend.accounts.selectors import secret_hash
from backend.kernel.audit import record_audit_event
from backend.kernel.tenancy import Actor, current_organisation_id, organisation_context

COOKIE = "__Host-taker"
SITTING = "sitting"
BID = "bid"
COOKIES = {SITTING: COOKIE, BID: "__Host-bidder"}
SESSION_VALID_FOR = timedelta(hours=24)
ORGANISATION_DIGITS = 32


@dataclass(frozen=True)
class TakerCookie:
    """What a browser's cookie says: the organisation, and the hash of the session's secret."""

    organisation_id: uuid.UUID
    secret_hash: str


@dataclass(frozen=True)
class OpenedSession:
    """A new session: the cookie's value, shown to nobody else, and until when it lasts."""

    cookie: str
    expires_at: datetime


def issue_taker_token(*, purpose: str, subject_id: uuid.UUID, expires_at: datetime) -> str:
    """A new secret for a link; only its hash is kept. Call it where the link is written: in the job or the answer."""
    secret = secrets.token_urlsafe(32)
    TakerToken.objects.create(
        purpose=purpose, subject_id=subject_id, secret_hash=secret_hash(secret), expires_at=expires_at
    )
    return secret


def taker_link(secret: str) -> str:
    """The address to open. The secret stands in the fragment, which no browser sends."""
    return f"{settings.PUBLIC_ADDRESS}/take#{secret}"


def bidder_link(secret: str) -> str:
    """The same for the contact of a bidding supplier."""
    return f"{settings.PUBLIC_ADDRESS}/bid#{secret}"


def revoke_taker_tokens(subject_id: uuid.UUID) -> None:
    """Ends every link and every session of a subject with this transaction."""
    TakerToken.objects.filter(subject_id=subject_id, revoked_at=None).update(revoked_at=timezone.now())
    TakerSession.objects.filter(subject_id=subject_id).delete()


def exchange_taker_token(*, secret: str, purpose: str = SITTING) -> OpenedSession:
    """Opens a session for whoever holds a link of this purpose. Works on any number of devices while it is good."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT token_id, organisation_id, subject_id, expires_at FROM taker_by_token_hash(%s)",
            [secret_hash(secret)],
        )
        row = cursor.fetchone()
    if row is None:
        raise TakerLinkNotValidError
    token_id, organisation_id, subject_id, token_expires_at = row
    cookie_secret = secrets.token_urlsafe(32)
    expires_at = min(token_expires_at, timezone.now() + SESSION_VALID_FOR)
    with organisation_context(organisation_id):
        if not TakerToken.objects.filter(pk=token_id, purpose=purpose).exists():
            raise TakerLinkNotValidError
        session = TakerSession.objects.create(
            token_id=token_id, subject_id=subject_id, secret_hash=secret_hash(cookie_secret), expires_at=expires_at
        )
        TakerSession.objects.filter(subject_id=subject_id, expires_at__lte=timezone.now()).delete()
        record_audit_event(actor=taker_actor(session), action="taker.session_opened", subject=session)
    return OpenedSession(f"{organisation_id.hex}{cookie_secret}", expires_at)


def read_cookie(value: str) -> TakerCookie:
    """The parts of a cookie, not yet checked against any row."""
    try:
        organisation_id = uuid.UUID(hex=value[:ORGANISATION_DIGITS])
    except ValueError as error:
        raise TakerSessionMissingError from error
    return TakerCookie(organisation_id, secret_hash(value[ORGANISATION_DIGITS:]))


def open_taker_session(cookie: TakerCookie, *, purpose: str = SITTING) -> TakerSession:
    """The session behind a cookie, inside the open organisation; raises where it has ended, never was, or is another's.

    A session is good for the purpose of its link alone: a bidder's contact reaches no sitting with it.
    """
    sessions = TakerSession.objects.filter(token__purpose=purpose, expires_at__gt=timezone.now())
    session = sessions.filter(secret_hash=cookie.secret_hash).first()
    if session is None:
        raise TakerSessionMissingError
    return session


def taker_actor(session: TakerSession) -> Actor:
    """The taker as an actor: no user, no role, known by the token."""
    return Actor(current_organisation_id(), kind="taker", token_id=session.token_id)
