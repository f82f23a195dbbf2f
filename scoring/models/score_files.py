"""Scores as CSV: every figure with its standard error, number of items, status and basis, and the model's hash."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence

from scoring.models.protocol import ScaleScores, ScoreTable


def score_columns(scales: Iterable[str]) -> list[str]:
    """Names of the columns in order."""
    suffixes = ("", "_se", "_n", "_status", "_basis")
    return ["id", *(f"{scale}{suffix}" for scale in scales for suffix in suffixes), "model_hash"]


def scores_as_csv(table: ScoreTable, ids: Sequence[str]) -> str:
    """One row per person; cells of mean and SE are empty where a person is not scored. Full precision."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(score_columns(scores.scale for scores in table.scales))
    columns: list[Sequence[str]] = [ids]
    for scores in table.scales:
        columns.extend(_columns(scores))
    columns.append([table.model_hash] * len(ids))
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue()


def _columns(scores: ScaleScores) -> list[Sequence[str]]:
    people = len(scores.mean)
    return [
        [_cell(value) for value in scores.mean.tolist()],
        [_cell(value) for value in scores.se.tolist()],
        [str(n) for n in scores.n_answered.tolist()],
        [str(scores.status)] * people,
        [str(scores.basis)] * people,
    ]


def _cell(value: float) -> str:
    return "" if math.isnan(value) else repr(value)
