"""`dif`: items that work differently in groups."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.reading import load_responses
from scoring.errors import Note, UnsuitableGroupsError, UsageError
from scoring.fairness.dif.screening import DifScreening, screen_by_logistic, screen_by_mantel_haenszel
from scoring.responses import ResponseTable
from scoring.responses.grouping import group_numbers, order_of_labels

LOGISTIC_KEYS: tuple[str, ...] = (
    *("chisq_uniform", "chisq_nonuniform", "chisq_total", "p_uniform", "p_nonuniform", "p_total"),
    *("r2_uniform", "r2_nonuniform", "r2_total"),
)
MANTEL_HAENSZEL_KEYS: tuple[str, ...] = ("alpha", "delta", "delta_se", "chisq", "p", "smd", "ets")
SCREENS: dict[str, tuple[Callable[..., DifScreening[Any]], tuple[str, ...]]] = {
    "ordinal-logistic": (screen_by_logistic, LOGISTIC_KEYS),
    "mantel-haenszel": (screen_by_mantel_haenszel, MANTEL_HAENSZEL_KEYS),
}


def add_arguments(parser: ArgumentParser) -> None:
    """The method, and whether the matching score is purified."""
    parser.add_argument("--method", choices=list(SCREENS), default="ordinal-logistic")
    parser.add_argument("--purify", action="store_true", help="match persons on the items that are not flagged")


def run(args: Namespace) -> Result:
    """Tests and sizes of DIF of every item."""
    if args.group is None:
        raise UsageError("The groups are not named.", place="--group", remedy="Give --group COLUMN.")
    if args.missing == "pairwise":
        raise UsageError(
            "Sum scores need complete answers.", place="--missing", value="pairwise", remedy="Use --missing listwise."
        )
    full = load_responses(args)
    table = full.where(np.array([label != "" for label in full.groups or ()])).complete()
    for item in table.items:
        table.categories(item)
    labels = order_of_labels(table.groups or ())
    groups = group_numbers(table.groups or (), labels)
    screen, keys = SCREENS[args.method]
    try:
        found = screen(table.values, groups, items=table.items, purify=args.purify)
    except UnsuitableGroupsError as problem:
        problem.place = _labelled(problem.place, labels)
        raise
    return {
        "items": list(table.items),
        "n": table.n_rows,
        "n_complete": table.n_rows,
        "missing": args.missing,
        "method": args.method,
        "reference": labels[0],
        "focal": labels[1] if len(labels) == 2 else list(labels[1:]),
        "group_sizes": np.bincount(groups),
        **{key: [getattr(finding, key) for finding in found.findings] for key in keys},
        "p_adjusted": found.p_adjusted,
        "flag": found.flag,
        "purified": bool(args.purify),
        "removed": [item for item, anchor in zip(table.items, found.anchors, strict=True) if not anchor],
        "notes": [*_named(found.notes, labels), *_dropped(full, table)],
    }


def _named(notes: tuple[Note, ...], labels: tuple[str, ...]) -> list[Note]:
    return [replace(note, place=_labelled(note.place, labels)) for note in notes]


def _labelled(place: str, labels: tuple[str, ...]) -> str:
    """The label of a group instead of its number; any other place as it is."""
    return {f"group {number}": label for number, label in enumerate(labels)}.get(place, place)


def _dropped(full: ResponseTable, table: ResponseTable) -> list[Note]:
    if full.n_rows == table.n_rows:
        return []
    message = f"{full.n_rows - table.n_rows} rows without group or with a missing answer are left out."
    return [Note(code="rows_dropped", place="rows", message=message)]


COMMAND = Command(
    name="dif",
    summary="Differential item functioning between groups.",
    method=(
        "Persons are matched on the raw sum including the item. Ordinal logistic: likelihood-ratio tests of nested "
        "cumulative logit models, change in Nagelkerke R2; flagged when p < .01 after Benjamini-Hochberg and the "
        "change is at least .035. Mantel-Haenszel: 0/1 items with ETS classes (C is flagged), Mantel for more answers. "
        "--purify rebuilds the sum without flagged items. The reference is the first group in order."
    ),
    source=(
        "Swaminathan & Rogers (1990); Zumbo (1999); Holland & Thayer (1988); Mantel (1963); Zieky (1993); "
        "Benjamini & Hochberg (1995)."
    ),
    run=run,
    add_arguments=add_arguments,
    default_missing="listwise",
)
