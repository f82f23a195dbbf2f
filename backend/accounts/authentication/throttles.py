"""Guessing a code or a link's token is limited per address, apart from the sign-in of staff."""

from rest_framework.throttling import AnonRateThrottle


class GuessThrottle(AnonRateThrottle):
    """Sixty tries a minute from one address; enough for a shared office, hopeless against 144 random bits."""

    scope = "guess"
    rate = "60/min"


class TakerGuessThrottle(AnonRateThrottle):
    """Takers' links have a counter of their own: whoever guesses there does not lock staff out, nor the reverse.

    A test centre opens many links from one address, hence the wider rate.
    """

    scope = "taker_guess"
    rate = "120/min"


class LostLinkThrottle(AnonRateThrottle):
    """Each request may cause a mail."""

    scope = "lost_link"
    rate = "10/min"
