"""`quality`: how carefully a form was answered, person by person."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.models import load_model, require_same_keys
from scoring.cli.reading import load_columns, load_responses, read_text
from scoring.errors import NotANumberError, Note, UnsuitableModelError, UsageError
from scoring.linalg import FloatMatrix, FloatVector
from scoring.models.graded_response import GradedResponseModel
from scoring.models.measurement import scales_in
from scoring.models.person_fit import model_lz
from scoring.quality.consistency import MIN_PAIRS, antonym_consistency, even_odd_consistency
from scoring.quality.flags import Signs, quality_flags
from scoring.quality.patterns import (
    longest_runs,
    mahalanobis_distances,
    missing_shares,
    response_variability,
)
from scoring.responses import MissingRule, ResponseTable
from scoring.responses.selection import expand_names


@dataclass(frozen=True, kw_only=True)
class _Structure:
    """What is known about the items: scales by name, items that are turned, a scoring model."""

    scales: dict[str, tuple[str, ...]]
    reverse: tuple[str, ...]
    model: GradedResponseModel | None


def add_arguments(parser: ArgumentParser) -> None:
    """What is known about items and times."""
    parser.add_argument("--model", metavar="FILE", help="lavaan measurement lines (even-odd) or MODEL.json (and lz)")
    parser.add_argument("--antonyms", metavar="LIST", help="pairs of opposite items: A1:A3,C2:C4,...")
    parser.add_argument("--times", metavar="COLUMN", help="seconds that the form took")


def run(args: Namespace) -> Result:
    """All signs, families and flags, in the order of the rows."""
    structure = _structure(args)
    table = _table(args, structure)
    values = table.values
    distances = mahalanobis_distances(values)
    lz, lz_notes = (None, ()) if structure.model is None else _lz(structure.model, table)
    even_odd, odd_notes = _even_odd(args, structure, table)
    signs = Signs(
        longstring=longest_runs(values),
        irv=response_variability(values),
        missing_share=missing_shares(values),
        mahalanobis_p=distances.p,
        n_items=values.shape[1],
        answer_range=_answer_range(args, values),
        even_odd=even_odd,
        antonyms=_antonyms(args, table),
        lz=lz,
        seconds_per_item=_seconds(args, values.shape[1]),
    )
    flags = quality_flags(signs)
    optional = {"even_odd": even_odd, "antonyms": signs.antonyms, "lz": lz, "seconds_per_item": signs.seconds_per_item}
    return {
        "items": list(table.items),
        "n": table.n_used(MissingRule.PAIRWISE),
        "n_complete": table.n_complete,
        "missing": "a missing answer breaks a run; distances need complete rows",
        "row": table.rows,
        "longstring": signs.longstring,
        "irv": signs.irv,
        "missing_share": signs.missing_share,
        "mahalanobis": distances.squared,
        "mahalanobis_p": distances.p,
        **{key: figures for key, figures in optional.items() if figures is not None},
        "families": [list(row) for row in flags.families],
        "flags": flags.flags,
        "n_flagged": int(flags.flags.sum()),
        "notes": [*distances.notes, *lz_notes, *odd_notes, *_order_note(args)],
    }


def _structure(args: Namespace) -> _Structure:
    if args.model is None:
        return _Structure(scales={}, reverse=(), model=None)
    text = read_text(args, args.model)
    if not text.lstrip().startswith("{"):
        scales = {name: tuple(items) for name, items in scales_in(text, place=args.model).items()}
        items = tuple(item for scale in scales.values() for item in scale)
        turned = expand_names(args.reverse, header=items, place="--reverse") if args.reverse else ()
        if turned and (args.min is None or args.max is None):
            raise UsageError(
                "Turning items needs both ends of the scale.", place="--reverse", remedy="Give --min, --max."
            )
        return _Structure(scales=scales, reverse=turned, model=None)
    model = load_model(args).model
    if not isinstance(model, GradedResponseModel):
        raise UnsuitableModelError(
            "lz needs a graded response model.",
            place=args.model,
            value=model.kind,
            remedy="Give its measurement lines.",
        )
    require_same_keys(args, model)
    return _Structure(
        scales={scale.name: scale.layout.item_names for scale in model.scales},
        reverse=tuple(item for scale in model.scales for item in scale.layout.reverse),
        model=model,
    )


def _table(args: Namespace, structure: _Structure) -> ResponseTable:
    """The answers as given: of --items in the order of the form, else of the model, else of all columns."""
    named = tuple(item for scale in structure.scales.values() for item in scale)
    plain = Namespace(**{**vars(args), "reverse": ""})
    table = load_responses(plain, items=named if args.items is None and named else None)
    if strangers := [item for item in named if item not in table.items]:
        raise UsageError(
            "An item of the model is not among the items.", place="--items", value=strangers[0], remedy="Add it."
        )
    return table


def _lz(model: GradedResponseModel, table: ResponseTable) -> tuple[FloatVector, tuple[Note, ...]]:
    return model_lz(model, table.select(model.items).values)


def _even_odd(
    args: Namespace, structure: _Structure, table: ResponseTable
) -> tuple[FloatVector | None, tuple[Note, ...]]:
    scales = [items for items in structure.scales.values() if len(items) > 1]
    if len(scales) < MIN_PAIRS:
        message = f"Even-odd consistency needs {MIN_PAIRS} scales of two items or more."
        return None, (Note(code="no_even_odd", place="even_odd", message=message),) if structure.scales else ()
    columns = [[table.items.index(item) for item in items] for items in scales]
    return even_odd_consistency(_keyed(args, structure, table), columns), ()


def _keyed(args: Namespace, structure: _Structure, table: ResponseTable) -> FloatMatrix:
    ends = dict.fromkeys(structure.reverse, (args.min, args.max))
    if structure.model is not None:
        layouts = [item for scale in structure.model.scales for item in scale.layout.items]
        ends = {item.name: (item.lowest, item.highest) for item in layouts if item.reversed}
    values = table.values.copy()
    for item, (lowest, highest) in ends.items():
        column = table.items.index(item)
        values[:, column] = lowest + highest - values[:, column]
    return values


def _antonyms(args: Namespace, table: ResponseTable) -> FloatVector | None:
    if args.antonyms is None:
        return None
    pairs = []
    for text in args.antonyms.split(","):
        names = [name.strip() for name in text.split(":")]
        if len(names) != 2 or any(name not in table.items for name in names):
            raise UsageError(
                "A pair of antonyms is two items.", place="--antonyms", value=text, remedy="Write A1:A3,C2:C4."
            )
        pairs.append((table.items.index(names[0]), table.items.index(names[1])))
    return antonym_consistency(table.values, pairs)


def _seconds(args: Namespace, n_items: int) -> FloatVector | None:
    if args.times is None:
        return None
    texts = load_columns(args, names=[args.times])[args.times]
    try:
        return np.array([float(text) if text else np.nan for text in texts]) / n_items
    except ValueError as problem:
        raise NotANumberError(str(problem), place=args.times, remedy="Give seconds as numbers.") from None


def _answer_range(args: Namespace, values: FloatMatrix) -> float:
    if args.min is not None and args.max is not None:
        return float(args.max - args.min)
    return float(np.nanmax(values) - np.nanmin(values)) if not np.isnan(values).all() else np.nan


def _order_note(args: Namespace) -> list[Note]:
    if args.model is None or args.items is not None:
        return []
    message = "Runs follow the order of the model; give --items in the order of the form."
    return [Note(code="order_of_model", place="longstring", message=message)]


COMMAND = Command(
    name="quality",
    summary="Signs of careless answering, person by person. A flag invites a retake or a talk.",
    method=(
        "Runs and variability as answered; even-odd and antonyms over scales and pairs; Mahalanobis distance of "
        "complete rows; polytomous lz at the posterior mean. Flagged when two families show: inconsistent (even-odd "
        "< .30, antonyms > 0, lz < -1.645), invariable (half the items in one run, or SD under a tenth of the range), "
        "outlying (p < .001), hasty (under 1 s an item), missing (over 20 %)."
    ),
    source="Curran (2016); Johnson (2005); Dunn et al. (2018); Drasgow, Levine & Williams (1985); Wood et al. (2017).",
    run=run,
    add_arguments=add_arguments,
)
