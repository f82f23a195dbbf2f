"""The options that commands share."""

import sys
from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from typing import NoReturn

from scoring.cli.command import Command
from scoring.cli.numbers import finite_number
from scoring.errors import UsageError


class Parser(ArgumentParser):
    """An argument parser whose errors are named errors instead of text on standard error."""

    def error(self, message: str) -> NoReturn:
        """Raises what argparse would print."""
        raise UsageError(message, place="command line", remedy=f"See {self.prog} --help.")


def parser_for(command: Command) -> Parser:
    """The parser of one command, with its method and source in --help."""
    parser = Parser(
        prog=f"python -m scoring {command.name}",
        description=f"{command.summary}\n\nMethod: {command.method}\n\nSource: {command.source}",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_arguments(parser)
    if command.reads_data:
        _add_data_options(parser, command.default_missing)
    _add_frame_options(parser)
    return parser


def _add_data_options(parser: ArgumentParser, default_missing: str) -> None:
    group = parser.add_argument_group("data")
    group.add_argument("--data", required=True, metavar="FILE", help="CSV with a header row; empty or NA is missing")
    group.add_argument("--items", metavar="LIST", help="columns, also ranges in header order: A1,A2 or A1-A5")
    group.add_argument("--reverse", default="", metavar="LIST", help="items to turn; needs --min and --max")
    group.add_argument("--min", type=finite_number, metavar="X", help="lowest possible answer")
    group.add_argument("--max", type=finite_number, metavar="X", help="highest possible answer")
    group.add_argument("--group", metavar="COLUMN", help="column that holds the group")
    group.add_argument(
        "--missing", choices=["pairwise", "listwise"], default=default_missing, help=f"default: {default_missing}"
    )


def _add_frame_options(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("running and printing")
    group.add_argument("--seed", type=_natural, default=1, metavar="N", help="seed of random numbers (default 1)")
    group.add_argument("--threads", type=_positive, default=1, metavar="N", help="worker processes (default 1)")
    group.add_argument("--executor", metavar="MODULE:FACTORY", help="where chunks of work run, instead of here")
    group.add_argument("--progress", action="store_true", help="report progress on standard error")
    group.add_argument("--pretty", action="store_true", help="indent the JSON")
    group.add_argument("--table", action="store_true", help="print tables for people instead of JSON")
    group.add_argument("--out", metavar="FILE", help="write the result to this file")
    group.add_argument("--clock", default=None, help=SUPPRESS)


def _natural(text: str) -> int:
    return _whole(text, 0)


def _positive(text: str) -> int:
    return _whole(text, 1)


def _whole(text: str, lowest: int) -> int:
    if not text.isdecimal() or int(text) < lowest or int(text) > sys.maxsize:
        raise UsageError(
            f"A whole number of at least {lowest} is needed.",
            place="command line",
            value=text,
            remedy="Give such a number.",
        )
    return int(text)
