"""`agreement`: whether members of a group say the same, and whether groups differ."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.confidence import add_confidence, confidence_of
from scoring.cli.reading import load_columns, load_responses
from scoring.errors import NotANumberError, Note, UsageError
from scoring.linalg import IntArray
from scoring.reliability.agreement.between_groups import BetweenGroups
from scoring.reliability.agreement.groups import agreement_by_item, agreement_of_scale, notes_on_groups
from scoring.reliability.agreement.within_group import uniform_null_variance
from scoring.responses import MissingRule, ResponseTable
from scoring.responses.grouping import group_numbers, order_of_labels


def add_arguments(parser: ArgumentParser) -> None:
    """The answer scale, and where the length of each group's staff list stands."""
    parser.add_argument(
        "--categories", type=int, metavar="A", help="number of answer options (default: --max - --min + 1)"
    )
    parser.add_argument("--staff", metavar="COLUMN", help="column with the length of the group's staff list, if known")
    add_confidence(parser, 0.90)


def run(args: Namespace) -> Result:
    """Agreement of each item in each group, and of the scale that the items make up."""
    confidence, categories = confidence_of(args), _categories(args)
    if args.group is None:
        raise UsageError("The groups are not named.", place="--group", remedy="Give --group COLUMN.")
    uniform_null_variance(categories)
    full = load_responses(args)
    sizes = load_columns(args, names=[args.staff])[args.staff] if args.staff else None
    grouped = full.where(np.array([label != "" for label in full.groups or ()]))
    table = grouped.under(MissingRule(args.missing))
    table.require_answers()
    labels = order_of_labels(table.groups or ())
    index = group_numbers(table.groups or (), labels)
    items = agreement_by_item(table.values, index, items=table.items, labels=labels, categories=categories)
    scale = agreement_of_scale(
        table.values,
        index,
        labels=labels,
        categories=categories,
        confidence=confidence,
        populations=_populations(table, sizes, labels, index) if sizes else None,
    )
    dropped = full.n_rows - grouped.n_rows
    notes = [Note(code="rows_without_group", place=args.group, message=f"{dropped} rows have no group.")]
    return {
        "items": [{"item": e.item, **_between(e.between), "groups": [asdict(g) for g in e.groups]} for e in items],
        "n": table.n_rows,
        "n_complete": table.n_complete,
        "missing": args.missing,
        "categories": categories,
        "confidence": confidence,
        "scale": {**_between(scale.between), "groups": [asdict(g) for g in scale.groups]},
        "notes": [
            *(notes if dropped else []),
            *items[0].between.notes,
            *notes_on_groups(scale, categories=categories),
        ],
    }


def _between(found: BetweenGroups) -> Result:
    return {"icc1": found.icc1, "icc2": found.icc2, "f": found.f, "p": found.p, "n_groups": found.n_groups}


def _categories(args: Namespace) -> int:
    if args.categories is not None:
        return int(args.categories)
    if args.min is None or args.max is None:
        raise UsageError(
            "The number of answer options is not known.", place="--categories", remedy="Give it, or --min and --max."
        )
    return int(args.max - args.min + 0.5) + 1


def _populations(
    table: ResponseTable, sizes: list[str], labels: tuple[str, ...], index: IntArray
) -> tuple[int | None, ...]:
    found: dict[int, int] = {}
    for row, group in zip(table.rows, index, strict=True):
        text = sizes[int(row) - 1].strip()
        if text and not text.isdecimal():
            raise NotANumberError(
                "The length of a staff list is a whole number.",
                place=f"row {int(row)}",
                value=text,
                remedy="Correct it, or leave it empty.",
            )
        if text:
            found[int(group)] = int(text)
    return tuple(found.get(g) for g in range(len(labels)))


COMMAND = Command(
    name="agreement",
    summary="Agreement inside groups (rwg, rwg(j), average deviation) and differences between them (ICC(1), ICC(2)).",
    method=(
        "Variance above the null gives 0. The scale counts respondents who answered at least 80 % of it; `agrees` asks "
        "for rwg(j) >= .70, mean AD <= A/6 and no gap of 1.5 between neighbours. The mean has a t(n-1) interval."
    ),
    source=(
        "James, Demaree & Wolf (1984); skewed null LeBreton & Senter (2008); Burke & Dunlap (2002); Bliese (2000)."
    ),
    run=run,
    add_arguments=add_arguments,
)
