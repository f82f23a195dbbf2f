"""The option --confidence, shared by the commands that give intervals."""

from argparse import ArgumentParser, Namespace

from scoring.cli.numbers import finite_number
from scoring.errors import UsageError


def add_confidence(parser: ArgumentParser, default: float) -> None:
    """Adds --confidence."""
    parser.add_argument(
        "--confidence",
        type=finite_number,
        default=default,
        metavar="P",
        help=f"probability that an interval is to cover (default {default:g})",
    )


def confidence_of(args: Namespace) -> float:
    """The confidence, or a named error when it is no probability strictly between 0 and 1."""
    confidence = float(args.confidence)
    if not 0.0 < confidence < 1.0:
        raise UsageError(
            "The confidence must lie between 0 and 1.", place="--confidence", value=args.confidence, remedy="Give .95."
        )
    return confidence
