"""Definitions, scores and judges' files on the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scoring.cli.reading import load_columns, read_json, read_text
from scoring.congruence.definition import Target
from scoring.congruence.files import positions_from_columns, targets_from_document
from scoring.congruence.fit import FitTable, assess_fit
from scoring.definitions.files import read_document
from scoring.errors import OutOfRangeError, UnknownColumnError, UsageError
from scoring.evidence.combining import with_method_bias
from scoring.evidence.pieces import METHOD_SIGMA


def add_definition_and_scores(parser: ArgumentParser) -> None:
    """Adds what fit and compare read."""
    parser.add_argument("--definition", required=True, metavar="FILE", help="culture definition, JSON or YAML")
    parser.add_argument("--scores", required=True, metavar="FILE", help="CSV written by score (or positions like it)")
    parser.add_argument(
        "--bias-of",
        metavar="METHOD",
        help="un-shrink the scores and add the bias of this method first (questionnaire, situational, ...)",
    )
    parser.add_argument("--sigma", metavar="FILE", help="JSON {method: sigma}; default: those of the method paper")


def read_document_of(args: Namespace, path: str) -> Any:
    """The content of a JSON or YAML file."""
    read_text(args, path)  # names the file that is missing or no text
    with args.clock.paused():
        return read_document(Path(path))


def sigmas_of(args: Namespace) -> Mapping[str, float]:
    """Sigma of every method: the defaults, replaced by those of --sigma."""
    if not args.sigma:
        return METHOD_SIGMA
    given = read_json(args, args.sigma)
    if not isinstance(given, dict) or not all(isinstance(v, (int, float)) and v >= 0 for v in given.values()):
        raise OutOfRangeError(
            "Sigmas are numbers from zero.", place="--sigma", value=str(given)[:40], remedy="Write {method: sigma}."
        )
    return {**METHOD_SIGMA, **{str(name): float(value) for name, value in given.items()}}


def load_fit(args: Namespace) -> tuple[tuple[Target, ...], list[str], FitTable]:
    """Targets, ids and fit of everybody in the score file."""
    targets = targets_from_document(read_document_of(args, args.definition))
    columns = load_columns(args, path=args.scores)
    if "id" not in columns:
        raise UnknownColumnError("The scores name nobody.", place="scores", value="id", remedy="Add a column id.")
    found = {t.name: positions_from_columns(columns, t.name) for t in targets}
    positions = {name: entry for name, entry in found.items() if entry is not None}
    if args.bias_of:
        sigmas = sigmas_of(args)
        positions = {
            name: with_method_bias(entry, method=args.bias_of, sigmas=sigmas) for name, entry in positions.items()
        }
    return targets, columns["id"], assess_fit(targets, positions, len(columns["id"]))


def rows_of(ids: list[str], wanted: str) -> list[int]:
    """Places of the ids that an option names."""
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    if len(names) < 2:
        raise UsageError("Comparing needs two people.", place="--ids", value=wanted, remedy="Write --ids a,b.")
    for name in names:
        if name not in ids:
            raise UnknownColumnError("The scores have no such id.", place="--ids", value=name, remedy="Check the ids.")
    return [ids.index(name) for name in names]
