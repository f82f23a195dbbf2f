"""`judgement`: situational tests, taker by taker."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from scoring.cli.command import Command, Result
from scoring.cli.definitions import read_document_of
from scoring.cli.models import raw_responses
from scoring.cli.reading import load_columns
from scoring.errors import Note, OutOfRangeError
from scoring.judgement.keys import JudgementKey, key_findings, key_from_document
from scoring.judgement.regression import JudgementScores, Slope, score_ratings
from scoring.linalg import FloatMatrix
from scoring.responses import MissingRule


def add_arguments(parser: ArgumentParser) -> None:
    """The key."""
    parser.add_argument("--key", required=True, metavar="KEY.yaml", help="key with pole and quality of every option")
    parser.add_argument("--id", metavar="COLUMN", help="column that names people (default: id, else row numbers)")


def run(args: Namespace) -> Result:
    """Slopes of every taker, and what the panel said about every option."""
    key = key_from_document(read_document_of(args, args.key))
    table = raw_responses(args, tuple(option.name for option in key.options))
    _require_range(key, table.values)
    columns = load_columns(args)
    name = args.id or "id"
    ids = columns.get(name) or [str(row) for row in range(1, table.n_rows + 1)]
    return {
        "items": list(table.items),
        "n": table.n_used(MissingRule.PAIRWISE),
        "n_complete": table.n_complete,
        "missing": "options not rated are left out; under 4 answered scenarios not scored",
        "key": key.name,
        "version": key.version,
        "persons": [{"id": ids[row], **_person(score_ratings(key, table.values[row]))} for row in range(table.n_rows)],
        "panel": [
            {"option": o.name, "mean": o.mean, "sd": o.sd, "n": o.n, "kept": o.kept(key.highest - key.lowest)}
            for o in key.options
        ],
        "notes": [
            Note(code="key_finding", place=finding.place, message=f"{finding.message} ({finding.value:.2f})")
            for finding in key_findings(key)
        ],
    }


def _person(found: JudgementScores) -> Result:
    return {
        "scorable": found.scorable,
        "reason": found.reason,
        "positions": [asdict(slope) for slope in found.positions],
        "quality": [_quality(slope) for slope in found.quality],
        "shape": found.shape,
        "r_squared": found.r_squared,
    }


def _quality(slope: Slope) -> Result:
    found = asdict(slope)
    return {"standard": found.pop("dimension"), **found}


def _require_range(key: JudgementKey, values: FloatMatrix) -> None:
    outside = (values < key.lowest) | (values > key.highest)
    if outside.any():
        row, column = (int(i[0]) for i in outside.nonzero())
        raise OutOfRangeError(
            f"A rating lies outside {key.lowest:g} to {key.highest:g}.",
            place=f"row {row + 1}, option {key.options[column].name}",
            value=float(values[row, column]),
            remedy="Correct the rating, or the scale of the key.",
        )


COMMAND = Command(
    name="judgement",
    summary="Situational tests: style and standard from ratings of options.",
    method=(
        "Ratings are standardised within the person and regressed on pole and quality of the options, with scenario "
        "intercepts; standard errors by deleting one scenario at a time, t(S - 1). shape = -2 (1 - r) with the key. "
        "Flat raters and R2 < .10 are unscorable."
    ),
    source="McDaniel et al. (2011); Efron (1982).",
    run=run,
    add_arguments=add_arguments,
)
