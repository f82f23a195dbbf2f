"""`retranslation`: judges say which scale an item belongs to."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from scoring.cli.command import Command, Result
from scoring.cli.reading import load_columns
from scoring.judgement.panel import retranslation_result


def add_arguments(parser: ArgumentParser) -> None:
    """The judgements."""
    parser.add_argument(
        "--judgements", required=True, metavar="FILE", help="CSV judge,group,item,dimension (,intended,rating)"
    )


def run(args: Namespace) -> Result:
    """Share of judges who assign each item to its scale, and their agreement beyond chance."""
    found = retranslation_result(load_columns(args, path=args.judgements))
    return {
        "n": found.judges,
        "customers": found.customers,
        "items": [asdict(item) for item in found.items],
        "agreement": {"kappa": found.kappa},
    }


COMMAND = Command(
    name="retranslation",
    summary="Content review: do judges put each item where it belongs?",
    method="Kept if 70 % or more assign the item to its scale (column intended, else the scale most judges name).",
    source="Anderson & Gerbing (1991); Fleiss (1971).",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
