"""`calibrate`: item parameters from answers, as a scoring model in a file."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scoring.cli.command import Command, Result, progress_of
from scoring.cli.models import raw_responses
from scoring.cli.reading import (
    load_columns,
    load_responses,
    names_of_columns,
    read_text,
    streamed_responses,
    write_text,
)
from scoring.definitions.standing import OriginCounts
from scoring.errors import Note, UsageError
from scoring.ladder.confirmation import HalvedSample, halved, structure_figures, untested_figures
from scoring.ladder.documents import figures_as_document, reports_as_document
from scoring.ladder.other_evidence import supplier_gates
from scoring.ladder.rating_scales import StructureFigures, structure_gates
from scoring.ladder.suppliers import supplier_figures
from scoring.models.calibrated import INFORMATION_THETA, observed_layout
from scoring.models.continuous_estimation import estimate_by_ml
from scoring.models.estimation import (
    Estimated,
    counts_of_blocks,
    estimate_by_dwls,
    estimate_by_mml,
    estimate_by_wlsmv,
    keyed_table,
)
from scoring.models.files import model_text
from scoring.models.layout import ScaleLayout, scale_layout
from scoring.models.measurement import scales_in
from scoring.responses import MissingRule, ResponseTable
from scoring.responses.selection import expand_names

ORIGIN_COLUMN = "origin"
NO_ORIGIN = Note(
    code="no_origin",
    place=ORIGIN_COLUMN,
    message="The data have no column origin; all rows count as simulated and cannot promote a scale.",
)


def add_arguments(parser: ArgumentParser) -> None:
    """The scales, the method, and where answers of simulated origin are marked."""
    parser.add_argument("--model", required=True, metavar="FILE", help="scales as lavaan measurement lines")
    parser.add_argument("--method", choices=["mml", "wlsmv", "dwls", "ml"], default="mml", help="default: mml")
    parser.add_argument("--split", type=int, metavar="SEED", help="calibrate on one half, confirm on the other")
    parser.add_argument(
        "--cluster", metavar="COLUMN", help="a supplier scale: judge it by the gates of suppliers, named in this column"
    )
    parser.add_argument("--merge-empty", action="store_true", help="merge categories that nobody chose inward")


def run(args: Namespace) -> Result:
    """Calibrates, confirms on the other half with --split or over --cluster, and writes the model to --out."""
    if args.cluster is not None and (args.split is not None or args.method == "ml"):
        raise UsageError(
            "A supplier scale is judged on all its ordinal answers at once.",
            place="--cluster",
            value=args.cluster,
            remedy="Leave out --split and --method ml, or --cluster.",
        )
    args.group = args.cluster
    scales = scales_in(read_text(args, args.model), place=args.model)
    if args.method == "dwls":
        return _streamed(args, scales)
    table = raw_responses(args, tuple(item for items in scales.values() for item in items))
    origin, notes = _origin(args, table)
    split = None if args.split is None else halved(table.n_rows, args.split)
    found = _estimated(args, scales, table if split is None else table.where(split.calibrates), origin, full=table)
    judged, more = _judged(args, scales, table, split, origin)
    about = {
        "items": list(table.items),
        "n": table.n_used(MissingRule.PAIRWISE) if args.method == "mml" else table.n_complete,
        "n_complete": table.n_complete,
        "missing": "left out of the likelihood" if args.method == "mml" else "listwise",
    }
    return about | _written(args, found, judged, origin, [*notes, *more])


def _written(
    args: Namespace, found: Estimated, judged: dict[str, Any], origin: OriginCounts, notes: list[Note]
) -> Result:
    """The result; the model goes to --out where the search ended at an optimum."""
    card = {
        "scales": list(found.estimates),
        "factor_correlations": [list(row) for row in found.model.factor_correlations],
        "loglik": found.loglik,
        "information": {"theta": list(INFORMATION_THETA), "values": list(found.information)},
        **judged,
    }
    if args.out and found.converged:
        with args.clock.paused():
            write_text(args.out, model_text(found.model, card))
    return {
        "method": args.method,
        "split": args.split,
        **card,
        "origin": {"real": origin.real, "simulated": origin.simulated},
        "converged": found.converged,
        **({} if found.converged else {"reason": "The search did not end at an optimum."}),
        "out": args.out,
        "model_hash": found.model.model_hash,
        "notes": [*notes, *found.notes],
    }


def _streamed(args: Namespace, scales: dict[str, tuple[str, ...]]) -> Result:
    """Calibrates from two-way counts of a file that is read block by block, so that it may have any length."""
    if args.cluster is not None or args.split is not None or args.merge_empty or None in (args.min, args.max):
        raise UsageError(
            "Counting a stream needs to know the answers beforehand, and judges nothing.",
            place="--method",
            value=args.method,
            remedy="Give --min and --max; leave out --split, --cluster and --merge-empty, or use --method wlsmv.",
        )
    items = tuple(item for own in scales.values() for item in own)
    layouts = [
        scale_layout(name, own, reverse=_turned(args, own, items), lowest=int(args.min), highest=int(args.max))
        for name, own in scales.items()
    ]
    vouched = ORIGIN_COLUMN in names_of_columns(args)
    rows = Tally()
    blocks = streamed_responses(args, items=items, group=ORIGIN_COLUMN if vouched else None)
    counts = counts_of_blocks(layouts, rows.counted(blocks))
    origin = OriginCounts(real=rows.real, simulated=rows.answered - rows.real)
    found = estimate_by_dwls(layouts, counts, origin)
    figures = untested_figures(scales, origin, counts.n_complete)
    judged = {
        "structure": [figures_as_document(f) for f in figures],
        **reports_as_document({entry.scale: structure_gates(entry) for entry in figures}),
    }
    about = {"items": list(items), "n": counts.n_rows, "n_complete": counts.n_complete, "missing": "pairwise"}
    return about | _written(args, found, judged, origin, [] if vouched else [NO_ORIGIN])


@dataclass
class Tally:
    """Rows with an answer by origin, counted while blocks pass."""

    answered: int = 0
    real: int = 0

    def counted(self, blocks: Iterable[ResponseTable]) -> Iterator[ResponseTable]:
        """The same blocks."""
        for block in blocks:
            used = np.asarray(block.answered.any(axis=1))
            self.answered += int(used.sum())
            self.real += sum(
                label == "real" for label, flag in zip(block.groups or (), used.tolist(), strict=False) if flag
            )
            yield block


def _judged(
    args: Namespace,
    scales: dict[str, tuple[str, ...]],
    table: ResponseTable,
    split: HalvedSample | None,
    origin: OriginCounts,
) -> tuple[dict[str, Any], tuple[Note, ...]]:
    """The figures of every scale and their gates, as the card holds them."""
    if args.cluster is None:
        figures, notes = _figures(args, scales, table, split, origin)
        reports = {entry.scale: structure_gates(entry) for entry in figures}
        return {"structure": [figures_as_document(f) for f in figures], **reports_as_document(reports)}, notes
    layouts = _layouts(args, scales, table)
    answers = {layout.name: table.select(layout.item_names).values for layout in layouts}
    suppliers, notes = supplier_figures(replace(keyed_table(layouts, answers), groups=table.groups), scales, origin)
    reports = {entry.unit: supplier_gates(entry) for entry in suppliers}
    return {"suppliers": [figures_as_document(f) for f in suppliers], **reports_as_document(reports)}, notes


def _figures(
    args: Namespace,
    scales: dict[str, tuple[str, ...]],
    table: ResponseTable,
    split: HalvedSample | None,
    origin: OriginCounts,
) -> tuple[tuple[StructureFigures, ...], tuple[Note, ...]]:
    if split is None or args.method == "ml":
        return untested_figures(scales, origin, table.n_complete), ()
    layouts = _layouts(args, scales, table)
    answers = {layout.name: table.select(layout.item_names).values for layout in layouts}
    return structure_figures(keyed_table(layouts, answers), scales, split, origin, progress=progress_of(args))


def _estimated(
    args: Namespace,
    scales: dict[str, tuple[str, ...]],
    table: ResponseTable,
    origin: OriginCounts,
    *,
    full: ResponseTable,
) -> Estimated:
    if args.method == "ml":
        keyed = load_responses(args, items=table.items)
        return estimate_by_ml(scales, keyed.where(np.isin(keyed.rows, table.rows)), origin)
    layouts = _layouts(args, scales, full)
    answers = {layout.name: table.select(layout.item_names).values for layout in layouts}
    if args.method == "wlsmv":
        return estimate_by_wlsmv(layouts, answers, origin)
    return estimate_by_mml(layouts, answers, origin, progress=progress_of(args))


def _turned(args: Namespace, items: Sequence[str], known: Sequence[str]) -> list[str]:
    """The items that --reverse names; `known` are those of all scales, in which ranges are read."""
    turned = set(expand_names(args.reverse, header=known, place="--reverse")) if args.reverse else set()
    return [item for item in items if item in turned]


def _layouts(args: Namespace, scales: dict[str, tuple[str, ...]], table: ResponseTable) -> list[ScaleLayout]:
    return [
        observed_layout(
            name,
            items,
            table.select(items).values,
            reverse=_turned(args, items, table.items),
            lowest=None if args.min is None else int(args.min),
            highest=None if args.max is None else int(args.max),
            merge_empty=args.merge_empty,
        )
        for name, items in scales.items()
    ]


def _origin(args: Namespace, table: ResponseTable) -> tuple[OriginCounts, list[Note]]:
    """Rows by origin; without a column every row counts as simulated, because nobody vouches for it."""
    columns = load_columns(args)
    used = [bool(row.any()) for row in table.answered]
    if ORIGIN_COLUMN not in columns:
        return OriginCounts(simulated=sum(used)), [NO_ORIGIN]
    real = sum(1 for text, flag in zip(columns[ORIGIN_COLUMN], used, strict=True) if flag and text.strip() == "real")
    return OriginCounts(real=real, simulated=sum(used) - real), []


COMMAND = Command(
    name="calibrate",
    summary="Item parameters of graded scales from answers, written as a scoring model.",
    method=(
        "mml: marginal maximum likelihood over N(0, 1) on 61 nodes, link logit, P(x >= c) = logistic(a (theta - b_c)); "
        "missing answers leave the likelihood. wlsmv: thresholds and polychorics, link probit, "
        "a = lambda / sqrt(1 - lambda^2). dwls: the same from two-way counts alone, missing pair by pair; the file is "
        "read block by block and may have any length (needs --min and --max; errors without the robust correction; "
        "judges nothing). ml: continuous factor model. Rows whose column origin is not `real` count as "
        "simulated; one such row forbids promotion. --split judges by the gates of rating scales, --cluster by "
        "those of supplier scales (WLSMV with influences summed within suppliers, ICC(1), ICC(2))."
    ),
    source="Samejima (1969); Bock & Aitkin (1981); Takane & de Leeuw (1987); Muthén, du Toit & Spisic (1997).",
    run=run,
    add_arguments=add_arguments,
    owns_out=True,
)
