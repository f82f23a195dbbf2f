"""A key with one style and one standard, eight scenarios each, and takers who rate by it."""

import numpy as np
import pytest

from scoring.judgement.keys import key_from_document

POLES = (1.0, -1.0, 0.5, -0.5, 0.0)
STYLE_QUALITIES = (0.8, 0.8, 0.2, 0.2, 0.5)
STANDARD_QUALITIES = (1.0, 0.7, 0.4, 0.2, 0.0)


def key_document():
    scenarios = []
    for s in range(8):
        turn = s % 5
        options = [
            {"id": f"d{s}_{o}", "mean": 1 + 6 * STYLE_QUALITIES[(o + turn) % 5], "sd": 0.9, "n": 12,
             "quality": STYLE_QUALITIES[(o + turn) % 5], "pole": {"D1": POLES[(o + 2 * turn) % 5]}}
            for o in range(5)
        ]  # fmt: skip
        scenarios.append({"id": f"d{s}", "dimensions": ["D1"], "options": options})
    for s in range(8):
        options = [
            {"id": f"p{s}_{o}", "mean": 1 + 6 * STANDARD_QUALITIES[o], "sd": 1.0, "n": 12,
             "quality": STANDARD_QUALITIES[o]}
            for o in range(5)
        ]  # fmt: skip
        scenarios.append({"id": f"p{s}", "dimensions": ["P"], "options": options})
    return {"key": "test", "version": "1.0.0", "scale_min": 1, "scale_max": 7, "scenarios": scenarios}


@pytest.fixture(scope="session")
def key():
    return key_from_document(key_document())


@pytest.fixture
def rate(key):
    def ratings(pole, quality, noise, seed):
        """What somebody with these leanings answers, before rounding to the scale."""
        rng = np.random.default_rng(seed)
        moods = rng.normal(0, 0.5, len(key.scenarios))[key.scenario_of]
        return pole * key.poles("D1") + quality * key.qualities() + moods + rng.normal(0, noise, len(key.options))

    return ratings


@pytest.fixture
def document():
    """The key as a plain document that a test may spoil."""
    return key_document()
