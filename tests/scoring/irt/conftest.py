"""Real answers and the oracle numbers that belong to them."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.linalg import FloatMatrix
from scoring.models.layout import ScaleLayout, category_codes, scale_layout

TESTS = Path(__file__).parents[2]


@dataclass(frozen=True)
class RealScale:
    layout: ScaleLayout
    answers: FloatMatrix
    oracle: dict[str, Any]

    @property
    def codes(self):
        return category_codes(self.layout, self.answers)

    @property
    def categories(self):
        return tuple(item.categories for item in self.layout.items)


def real_scale(
    oracle: str, data: str, items: list[str], reverse: tuple[str, ...], lowest: int, highest: int
) -> RealScale:
    with (TESTS / "data" / data).open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    answers = np.array([[float(row[i]) if row[i] not in ("", "NA") else np.nan for i in items] for row in rows])
    layout = scale_layout("F", items, reverse=reverse, lowest=lowest, highest=highest)
    path = TESTS / "oracles" / "graded_response" / f"grm_mml_ownR_{oracle}.json"
    return RealScale(layout, answers, json.loads(path.read_text(encoding="utf-8"))["result"])


@pytest.fixture(scope="session")
def neuroticism() -> RealScale:
    return real_scale("bfiN5", "bfi.csv", [f"N{i}" for i in range(1, 6)], (), 1, 6)


@pytest.fixture(scope="session")
def extraversion() -> RealScale:
    return real_scale("bfiE5_keyed", "bfi.csv", [f"E{i}" for i in range(1, 6)], ("E1", "E2"), 1, 6)
