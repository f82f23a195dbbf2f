"""Groups of people for invariance and DIF, through the one function that may read them."""

import uuid
from collections.abc import Sequence

from backend.calibration.models import Sample


def groups_of(sample: Sample, rows: Sequence[uuid.UUID]) -> dict[str, tuple[str, ...]]:
    """By attribute the group of each sitting; empty until answers about people can be read."""
    del sample, rows
    return {}
