"""How often something was tried within a window of time, counted in one statement.

A count that is read, raised and written back lets parallel requests through: each reads what the others have not
written yet. Here the row itself is raised, so that the n-th attempt is the n-th whoever comes with it.
"""

from dataclasses import dataclass

from django.db import connection

_COUNT = """
INSERT INTO kernel_attempts AS kept (key, began_at, count) VALUES (%(key)s, clock_timestamp(), 1)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN kept.began_at <= clock_timestamp() - %(window)s * interval '1 second' THEN 1
                 ELSE kept.count + 1 END,
    began_at = CASE WHEN kept.began_at <= clock_timestamp() - %(window)s * interval '1 second' THEN clock_timestamp()
                    ELSE kept.began_at END
RETURNING count, GREATEST(0, extract(epoch FROM began_at - clock_timestamp()) + %(window)s)::float
"""
_FORGET = "DELETE FROM kernel_attempts WHERE began_at < clock_timestamp() - interval '1 day'"


@dataclass(frozen=True)
class Attempt:
    """Which attempt of the window this is, and in how many seconds a new window begins."""

    number: int
    seconds_left: float


def count_attempt(key: str, *, window_seconds: float) -> Attempt:
    """Counts one more attempt. Windows are fixed: the first attempt begins one. Yesterday's are forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "window": window_seconds})
        number, seconds_left = cursor.fetchone()
        if number == 1:
            cursor.execute(_FORGET)
    return Attempt(int(number), float(seconds_left))
