"""Guessing a code or a link's token is limited per address, apart from the sign-in of staff."""

import hashlib

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from backend.kernel.attempts import Attempt, count_attempt

WINDOW_SECONDS = 60.0


class AddressThrottle(BaseThrottle):
    """So many a minute from one address, however many come at once: the framework's own count lets parallel ones by."""

    scope: str
    a_minute: int
    attempt: Attempt | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        # Behind a socket without an address all callers share one count.
        address = hashlib.sha256((self.get_ident(request) or "").encode()).hexdigest()
        self.attempt = count_attempt(f"{self.scope}:{address}", window_seconds=WINDOW_SECONDS)
        return self.attempt.number <= self.a_minute

    def wait(self) -> float | None:
        return self.attempt.seconds_left if self.attempt else None


class GuessThrottle(AddressThrottle):
    """Sixty tries a minute from one address; enough for a shared office, hopeless against 144 random bits."""

    scope = "guess"
    a_minute = 60


class TakerGuessThrottle(AddressThrottle):
    """Takers' links have a counter of their own: whoever guesses there does not lock staff out, nor the reverse.

    A test centre opens many links from one address, hence the wider rate.
    """

    scope = "taker_guess"
    a_minute = 120


class LostLinkThrottle(AddressThrottle):
    """Each request may cause a mail."""

    scope = "lost_link"
    a_minute = 10
