"""Numbers among the options."""

import math

from scoring.errors import UsageError


def finite_number(text: str) -> float:
    """A number that is neither infinite nor NaN, for `type=` of an option."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(
            "A finite number is needed.", place="command line", value=text, remedy="Give a number such as 0.5."
        )
    return number
