"""`polychoric`: correlations of ordinal items."""

from argparse import ArgumentParser, Namespace

from scoring.cli.command import Command, Result
from scoring.cli.reading import load_responses
from scoring.errors import Note
from scoring.factor.polychoric import polychoric_correlations, standard_errors
from scoring.factor.tables import tables_of
from scoring.responses import MissingRule, ResponseTable


def add_arguments(parser: ArgumentParser) -> None:
    """Options of this command."""
    parser.add_argument("--correct", type=float, default=0.0, metavar="X", help="added to empty cells (default 0)")
    parser.add_argument("--se", action="store_true", help="standard errors of the correlations")


def run(args: Namespace) -> Result:
    """Polychoric correlations, thresholds, and standard errors when asked for."""
    table = load_responses(args)
    missing = MissingRule(args.missing)
    used = table.under(missing)
    used.require_answers()
    tables = tables_of(used)
    found = polychoric_correlations(tables, correct=args.correct)
    empty = unused_categories(used)
    return {
        "items": list(found.items),
        "n": table.n_used(missing),
        "n_complete": table.n_complete,
        "missing": missing.value,
        "matrix": found.matrix,
        "thresholds": [list(t) for t in found.thresholds],
        "se": standard_errors(found, tables) if args.se else None,
        "merged_categories": empty,
        "converged": found.converged,
        "notes": [
            *found.notes,
            *(
                Note(
                    code="empty_category",
                    place=str(e["item"]),
                    message="Nobody chose this category; it has no threshold.",
                )
                for e in empty
            ),
        ],
    }


def unused_categories(table: ResponseTable) -> list[dict[str, object]]:
    """Categories between the ends of the scale that nobody chose, by item."""
    found: list[dict[str, object]] = []
    for item in table.items:
        seen = [int(v) for v in table.categories(item)]
        low = min(seen) if table.minimum is None else int(table.minimum)
        high = max(seen) if table.maximum is None else int(table.maximum)
        found += [{"item": item, "category": c} for c in range(low, high + 1) if c not in seen]
    return found


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
