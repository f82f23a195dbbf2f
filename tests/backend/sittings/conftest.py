"""Throttles count per address; every test starts at nought."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    cache.clear()
