"""`norms`: a norm table of raw scores."""

from argparse import ArgumentParser, Namespace

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.confidence import add_confidence, confidence_of
from scoring.cli.reading import load_responses
from scoring.norms.tables import Composition, norm_group, norm_notes, norm_table


def add_arguments(parser: ArgumentParser) -> None:
    """The score column, and what is known of the group."""
    parser.add_argument("--data", required=True, metavar="FILE", help="CSV with a header row; empty or NA is missing")
    parser.add_argument("--score", required=True, metavar="COLUMN", help="raw score")
    parser.add_argument("--composition", choices=[kind.value for kind in Composition], help="who is in the group")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="when the scores were collected")
    add_confidence(parser, 0.95)


def run(args: Namespace) -> Result:
    """The norm group and its table."""
    confidence = confidence_of(args)
    args.items, args.reverse, args.min, args.max, args.group = args.score, "", None, None, None
    scores = load_responses(args).values[:, 0]
    composition = Composition(args.composition) if args.composition else None
    norms = norm_group(scores, composition=composition, date=args.date)
    return {
        "score": args.score,
        "n": norms.n,
        "n_missing": int(np.isnan(scores).sum()),
        "mean": norms.mean,
        "sd": norms.sd,
        "composition": args.composition,
        "date": args.date,
        "provisional": norms.provisional,
        "confidence": confidence,
        "table": list(norm_table(norms, confidence=confidence)),
        "notes": list(norm_notes(norms)),
    }


COMMAND = Command(
    name="norms",
    summary="Norm table of raw scores: z, T, sten, stanine and percentile with its interval.",
    method="Linear standard scores rounded half up; mid-rank percentiles with Wilson interval; provisional under 200.",
    source="McCall (1922); Canfield (1951); Crocker & Algina (1986), ch. 19; Wilson (1927).",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
