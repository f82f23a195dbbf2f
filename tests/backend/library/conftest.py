"""Documents of an organisation's own instrument: five items with codes as texts, as for imported answers."""

from typing import Any

import pytest

from tests.factories.library import small_instrument


@pytest.fixture
def own_scales() -> dict[str, Any]:
    return small_instrument("own-scales")
