"""Groups of people for invariance and DIF, through the one function that may read them."""

import uuid
from collections.abc import Sequence

from backend.people.enums import EqualityAttribute
from backend.sittings.errors import NoCalibratorError
from backend.sittings.selectors.groups import sample_groups


def groups_of(rows: Sequence[uuid.UUID]) -> dict[str, tuple[str, ...]]:
    """By attribute the group of each sitting, "" where it is not told or its group is smaller than a hundred.

    An attribute of which no group can be told is left out: it is not tested. In memory only; who is in which group is
    stored nowhere. A process that is no compute worker tells none.
    """
    try:
        found = {str(attribute): sample_groups(rows, attribute) for attribute in EqualityAttribute}
    except NoCalibratorError:
        return {}
    return {attribute: tuple(group.get(row, "") for row in rows) for attribute, group in found.items() if group}
