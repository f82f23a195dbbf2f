"""Models on the command line: answers as a model wants them, and the checks that options do not contradict it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from scoring.cli.reading import load_responses, read_text
from scoring.errors import UsageError

if TYPE_CHECKING:
    from scoring.models.files import ModelFile
    from scoring.models.protocol import ScoringModel
    from scoring.responses import ResponseTable


def add_model(parser: ArgumentParser) -> None:
    """Adds --model for a MODEL.json."""
    parser.add_argument("--model", required=True, metavar="MODEL.json", help="written by calibrate")


def load_model(args: Namespace, path: str | None = None) -> ModelFile:
    """The scoring model of --model, or at another path."""
    from scoring.models.files import parse_model  # slow: imports numpy

    place = path or args.model
    text = read_text(args, place)
    with args.clock.paused():
        return parse_model(text, place=place)


def raw_responses(args: Namespace, items: tuple[str, ...]) -> ResponseTable:
    """Answers as given, nothing turned: models turn items themselves."""
    plain = Namespace(**{**vars(args), "reverse": "", "min": None, "max": None})
    return load_responses(plain, items=items)


def require_same_keys(args: Namespace, model: ScoringModel) -> None:
    """Raises when --reverse, --min or --max were given and differ from what the model records."""
    from scoring.responses.selection import expand_names  # slow: imports numpy

    turned, lowest, highest = model.keys
    if args.reverse and set(expand_names(args.reverse, header=model.items, place="--reverse")) != set(turned):
        raise UsageError(
            "The model turns other items.",
            place="--reverse",
            value=args.reverse,
            remedy=f"Leave --reverse out; the model turns {', '.join(turned) or 'none'}.",
        )
    for option, given, recorded in (("--min", args.min, lowest), ("--max", args.max, highest)):
        if given is not None and recorded is not None and given != recorded:
            raise UsageError(
                "The model has another range of answers.",
                place=option,
                value=given,
                remedy=f"Leave {option} out; the model has {recorded}.",
            )
