"""Who belongs to which group of a sample: asked by the compute worker alone, by a role of its own.

The answers of people about themselves are out of reach of web and worker. What comes back names groups of at least
a hundred, is used in memory, and is never stored by person.
"""

import os
import uuid
from collections.abc import Sequence

import psycopg

from backend.kernel.tenancy import current_organisation_id
from backend.people.enums import EqualityAttribute
from backend.sittings.errors import NoCalibratorError


def sample_groups(sitting_ids: Sequence[uuid.UUID], attribute: str) -> dict[uuid.UUID, str]:
    """The group of each sitting whose taker told it; sittings of groups under 100 are left out.

    The function is asked on a connection of its own, so it sees what is committed.

    Raises
    ------
    NoCalibratorError : this process has no address of the calibrator's role.
    """
    address = os.environ.get("DATABASE_CALIBRATOR_URL")
    if not address:
        raise NoCalibratorError
    with psycopg.connect(address) as connection:
        connection.execute("SELECT set_config('onculture.organisation', %s, true)", [str(current_organisation_id())])
        rows = connection.execute(
            "SELECT sitting_id, of_group FROM protected.sample_groups(%s::uuid[], %s)",
            [list(sitting_ids), str(EqualityAttribute(attribute))],
        ).fetchall()
    return dict(rows)
