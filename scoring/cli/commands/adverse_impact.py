"""`adverse-impact`: selection rates of groups, or shares above the median score."""

from argparse import ArgumentParser, Namespace

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.confidence import add_confidence, confidence_of
from scoring.cli.reading import load_columns, load_responses
from scoring.errors import Note, UsageError
from scoring.fairness.impact import above_median, adverse_impact, selection_counts

SEPARATOR = " x "


def add_arguments(parser: ArgumentParser) -> None:
    """The outcome, and where the data and the groups stand."""
    parser.add_argument("--data", required=True, metavar="FILE", help="CSV with a header row; empty or NA is missing")
    parser.add_argument(
        "--group", required=True, metavar="LIST", help="column of the group; several columns are crossed"
    )
    outcome = parser.add_mutually_exclusive_group(required=True)
    outcome.add_argument("--selected", metavar="COLUMN", help="1 for selected, 0 for not")
    outcome.add_argument("--score", metavar="COLUMN", help="score; share above the full-sample median (Local Law 144)")
    add_confidence(parser, 0.95)


def run(args: Namespace) -> Result:
    """Rates, ratios and tests of every group against the reference."""
    confidence = confidence_of(args)
    column = args.selected or args.score
    args.items, args.reverse, args.min, args.max = column, "", None, None
    labels, unknown = _labels(args)
    args.group = None
    table = load_responses(args)
    values = table.values[:, 0]
    selected = values if args.selected else above_median(values)
    report = adverse_impact(selection_counts(labels, selected), confidence=confidence)
    notes = [*report.notes]
    if unknown:
        notes.append(
            Note(code="unknown_group", place="groups", message=f"{unknown} rows have no group and are in no rate.")
        )
    return {
        "outcome": "selected" if args.selected else "above_median",
        "n": sum(g.n for g in report.groups),
        "n_unknown_group": unknown,
        "n_missing_outcome": int(np.isnan(values).sum()),
        "confidence": confidence,
        "reference": report.reference,
        "groups": list(report.groups),
        "notes": notes,
    }


def _labels(args: Namespace) -> tuple[list[str], int]:
    names = [name.strip() for name in args.group.split(",") if name.strip()]
    if not names:
        raise UsageError("The groups are not named.", place="--group", remedy="Give --group COLUMN.")
    columns = load_columns(args, names=names)
    rows = zip(*(columns[name] for name in columns), strict=True)
    labels = [SEPARATOR.join(part.strip() for part in row) if all(row) else "" for row in rows]
    return labels, sum(label == "" for label in labels)


COMMAND = Command(
    name="adverse-impact",
    summary="Selection rates of groups: impact ratio with interval, exact test, two-SD z, flip-flop.",
    method=(
        "Reference is the highest rate among groups with at least 2 % of persons; smaller ones are flagged. "
        "With --score the rate is the share above the full-sample median. Several --group columns are crossed."
    ),
    source="29 CFR 1607.4 D and its Q&A; Katz et al. (1978); Fisher (1935); 6 RCNY 5-300 (NYC Local Law 144).",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
