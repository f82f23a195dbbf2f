"""`describe`: items one by one."""

from argparse import Namespace

from scoring.cli.command import Command, Result
from scoring.cli.reading import load_responses
from scoring.responses import MissingRule
from scoring.responses.description import describe_items


def run(args: Namespace) -> Result:
    """Mean, spread, counts and item-rest correlation of each item."""
    table = load_responses(args)
    missing = MissingRule(args.missing)
    used = table.complete() if missing is MissingRule.LISTWISE else table
    found = describe_items(used)
    return {
        "items": list(table.items),
        "n": table.n_used(missing),
        "n_complete": table.n_complete,
        "missing": missing.value,
        "mean": found.mean,
        "sd": found.sd,
        "n_valid": found.n_valid,
        "n_missing": found.n_missing,
        "category_counts": [[list(pair) for pair in counts] for counts in found.category_counts],
        "item_rest": found.item_rest,
        "notes": list(found.notes),
    }


COMMAND = Command(
    name="describe",
    summary="Items one by one: mean, spread, counts of each answer, item-rest correlation.",
    method="Missing answers are left out item by item; covariances behind the item-rest correlation are pairwise.",
    source="Corrected item-total correlation from the covariance matrix: Nunnally & Bernstein (1994), ch. 8.",
    run=run,
)
