"""Guessing a code or a link's token is limited per address, apart from the sign-in of staff."""

from rest_framework.throttling import AnonRateThrottle


class GuessThrottle(AnonRateThrottle):
    """Sixty tries a minute from one address; enough for a shared office, hopeless against 144 random bits."""

    scope = "guess"
    rate = "60/min"
