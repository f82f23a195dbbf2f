"""`panel`: judges rate the options of a situational test."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.reading import load_columns
from scoring.errors import Note, UsageError
from scoring.judgement.panel import panel_result


def add_arguments(parser: ArgumentParser) -> None:
    """The judgements."""
    parser.add_argument("--judgements", required=True, metavar="FILE", help="CSV judge,group,option,rating")
    parser.add_argument("--points", type=int, default=7, metavar="N", help="points of the rating scale (default 7)")


def run(args: Namespace) -> Result:
    """Mean, spread and agreement for every option; stability of their order over judges."""
    if args.points < 2:
        raise UsageError("A scale has two points at least.", place="--points", value=args.points, remedy="Give 7.")
    columns = load_columns(args, path=args.judgements)
    found = panel_result(columns, rng=np.random.default_rng(args.seed), width=args.points - 1.0)
    note = Note(code="panel_too_small", place="judges", message="A key needs 10 judges, 3 of them customers.")
    return {
        "n": found.judges,
        "customers": found.customers,
        "enough": found.enough,
        "options": [asdict(option) for option in found.options],
        "agreement": {
            "rank_stability": found.rank_stability,
            "lower": found.stability_lower,
            "upper": found.stability_upper,
        },
        "notes": [] if found.enough else [note],
    }


COMMAND = Command(
    name="panel",
    summary="A panel's ratings of options: mean, spread, what is kept, how stable the order is.",
    method=(
        "Kept if the SD is at most 1.2 on seven points. Rank stability: Spearman correlation of option means with "
        "those of 1,000 bootstrap samples of judges."
    ),
    source="Weekley, Ployhart & Holtz (2006); bootstrap Efron & Tibshirani (1993).",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
