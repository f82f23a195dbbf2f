"""`polychoric`: correlations of ordinal items."""

from argparse import ArgumentParser, Namespace

from scoring.cli.categories import empty_category_notes, unused_categories
from scoring.cli.command import Command, Result
from scoring.cli.numbers import finite_number
from scoring.cli.reading import load_responses
from scoring.errors import UsageError
from scoring.factor.polychoric import polychoric_correlations, standard_errors
from scoring.factor.tables import tables_of
from scoring.responses import MissingRule


def add_arguments(parser: ArgumentParser) -> None:
    """Options of this command."""
    parser.add_argument(
        "--correct", type=finite_number, default=0.0, metavar="X", help="added to empty cells (default 0)"
    )
    parser.add_argument("--se", action="store_true", help="standard errors of the correlations")


def run(args: Namespace) -> Result:
    """Polychoric correlations, thresholds, and standard errors when asked for."""
    if args.correct < 0:
        raise UsageError(
            "A correction adds to a cell.", place="--correct", value=args.correct, remedy="Give 0, or .5 as psych does."
        )
    table = load_responses(args)
    missing = MissingRule(args.missing)
    used = table.under(missing)
    used.require_answers()
    tables = tables_of(used)
    found = polychoric_correlations(tables, correct=args.correct)
    return {
        "items": list(found.items),
        "n": table.n_used(missing),
        "n_complete": table.n_complete,
        "missing": missing.value,
        "matrix": found.matrix,
        "thresholds": [list(t) for t in found.thresholds],
        "se": standard_errors(found, tables) if args.se else None,
        "merged_categories": unused_categories(used),
        "converged": found.converged,
        "notes": [*found.notes, *empty_category_notes(used)],
    }


COMMAND = Command(
    name="polychoric",
    summary="Polychoric correlations of ordinal items, with thresholds and standard errors.",
    method=(
        "Thresholds are normal quantiles of the margins; each correlation is the maximum of the likelihood of its "
        "two-way table given the thresholds (two-step). Standard errors include the uncertainty of the thresholds."
    ),
    source="Olsson (1979), Psychometrika 44, 443-460; standard errors: Muthén (1984), Psychometrika 49, 115-132.",
    add_arguments=add_arguments,
    run=run,
)
