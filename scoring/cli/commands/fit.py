"""`fit`: people against a culture definition, with error."""

from argparse import Namespace
from typing import Any

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.definitions import add_definition_and_scores, load_fit
from scoring.congruence.fit import DimensionFit, FitTable
from scoring.congruence.ranking import rank_bands
from scoring.definitions.standing import Basis
from scoring.errors import Note

AS_GIVEN = Note(
    code="positions_as_given",
    place="--scores",
    message="Means and standard errors were taken as they are; --bias-of adds the bias of a method to plain scores.",
)


def run(args: Namespace) -> Result:
    """Probability and word for each dimension, expected count with interval, rank band."""
    _, ids, table = load_fit(args)
    bands = rank_bands(table.overall, rng=np.random.default_rng(args.seed)).band.tolist()
    columns = [_columns(dimension) for dimension in table.dimensions]
    return {
        "n": len(ids),
        "dimensions": [dimension.target.name for dimension in table.dimensions],
        "persons": [_person(name, row, columns, table, bands) for row, name in enumerate(ids)],
        "notes": [] if args.bias_of else [AS_GIVEN],
    }


def _columns(fit: DimensionFit) -> dict[str, Any]:
    return {
        "name": fit.target.name,
        "kind": str(fit.target.kind),
        **{name: _or_null(getattr(fit, name)) for name in ("mean", "se", "lower", "upper", "probability")},
        "verdict": [v and str(v) for v in fit.verdicts],
        "reason": [r and str(r) for r in fit.reasons],
        "basis": [
            None if v == "not_assessed" else str(Basis.DATA if d else Basis.ASSUMED)
            for v, d in zip(fit.verdicts, fit.on_data.tolist(), strict=True)
        ],
        "eligible": fit.eligible.tolist(),
    }


def _or_null(values: Any) -> list[float | None]:
    return [None if value != value else value for value in values.tolist()]


def _person(name: str, row: int, columns: list[dict[str, Any]], table: FitTable, bands: list[int]) -> Result:
    overall = table.overall
    judged = overall.assessed[row] > 0
    return {
        "id": name,
        "dimensions": [
            {key: value[row] if isinstance(value, list) else value for key, value in column.items()}
            for column in columns
        ],
        "expected_count": float(overall.count.expected[row]) if judged else None,
        "count_lower": int(overall.count.lower[row]) if judged else None,
        "count_upper": int(overall.count.upper[row]) if judged else None,
        "assessed": int(overall.assessed[row]),
        "of": overall.of,
        "weighted": {
            "points": float(overall.points.expected[row]),
            "lower": int(overall.points.lower[row]),
            "upper": int(overall.points.upper[row]),
            "of": int(overall.possible_points[row]),
        }
        if judged
        else None,
        "rank_band": bands[row] or None,
        "reason": overall.reasons[row],
    }


COMMAND = Command(
    name="fit",
    summary="People against a culture definition: probability and word for each dimension, expected count.",
    method=(
        "Style: p = Phi((U - m)/s) - Phi((L - m)/s); standard: p = 1 - Phi((cut - m)/s). Words: on from .80, off to "
        ".20, else cannot_tell; a word needs s <= .71 and data behind it. lower and upper are the 90 % interval of the "
        "position. The count is Poisson-binomial over eligible dimensions (structure confirmed or in use) only."
    ),
    source="Poisson-binomial: Barlow & Heidtmann (1984). Limits: docs/scoring/fit.md.",
    run=run,
    add_arguments=add_definition_and_scores,
    reads_data=False,
)
