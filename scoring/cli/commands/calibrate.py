"""`calibrate`: item parameters from answers, as a scoring model in a file."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import Any

import numpy as np

from scoring.cli.command import Command, Result, progress_of
from scoring.cli.models import raw_responses
from scoring.cli.reading import load_columns, load_responses, read_text, write_text
from scoring.definitions.standing import OriginCounts
from scoring.errors import Note, UsageError
from scoring.ladder.confirmation import HalvedSample, halved, structure_figures, untested_figures
from scoring.ladder.documents import figures_as_document, reports_as_document
from scoring.ladder.other_evidence import supplier_gates
from scoring.ladder.rating_scales import StructureFigures, structure_gates
from scoring.ladder.suppliers import supplier_figures
from scoring.models.calibrated import INFORMATION_THETA, observed_layout
from scoring.models.continuous_estimation import estimate_by_ml
from scoring.models.estimation import Estimated, estimate_by_mml, estimate_by_wlsmv, keyed_table
from scoring.models.files import model_text
from scoring.models.layout import ScaleLayout
from scoring.models.measurement import scales_in
from scoring.responses import MissingRule, ResponseTable
from scoring.responses.selection import expand_names

ORIGIN_COLUMN = "origin"


def add_arguments(parser: ArgumentParser) -> None:
    """The scales, the method, and where answers of simulated origin are marked."""
    parser.add_argument("--model", required=True, metavar="FILE", help="scales as lavaan measurement lines")
    parser.add_argument("--method", choices=["mml", "wlsmv", "ml"], default="mml", help="default: mml")
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
    table = raw_responses(args, tuple(item for items in scales.values() for item in items))
    origin, notes = _origin(args, table)
    split = None if args.split is None else halved(table.n_rows, args.split)
    found = _estimated(args, scales, table if split is None else table.where(split.calibrates), origin, full=table)
    judged, more = _judged(args, scales, table, split, origin)
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
        "items": list(table.items),
        "n": table.n_used(MissingRule.PAIRWISE) if args.method == "mml" else table.n_complete,
        "n_complete": table.n_complete,
        "missing": "left out of the likelihood" if args.method == "mml" else "listwise",
        "method": args.method,
        "split": args.split,
        **card,
        "origin": {"real": origin.real, "simulated": origin.simulated},
        "converged": found.converged,
        **({} if found.converged else {"reason": "The search did not end at an optimum."}),
        "out": args.out,
        "model_hash": found.model.model_hash,
        "notes": [*notes, *found.notes, *more],
    }


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


def _layouts(args: Namespace, scales: dict[str, tuple[str, ...]], table: ResponseTable) -> list[ScaleLayout]:
    turned = set(expand_names(args.reverse, header=table.items, place="--reverse")) if args.reverse else set()
    return [
        observed_layout(
            name,
            items,
            table.select(items).values,
            reverse=[item for item in items if item in turned],
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
        note = Note(
            code="no_origin",
            place=ORIGIN_COLUMN,
            message="The data have no column origin; all rows count as simulated and cannot promote a scale.",
        )
        return OriginCounts(simulated=sum(used)), [note]
    real = sum(1 for text, flag in zip(columns[ORIGIN_COLUMN], used, strict=True) if flag and text.strip() == "real")
    return OriginCounts(real=real, simulated=sum(used) - real), []


COMMAND = Command(
    name="calibrate",
    summary="Item parameters of graded scales from answers, written as a scoring model.",
    method=(
        "mml: marginal maximum likelihood over N(0, 1) on 61 nodes, link logit, P(x >= c) = logistic(a (theta - b_c)); "
        "missing answers leave the likelihood. wlsmv: thresholds and polychorics, link probit, "
        "a = lambda / sqrt(1 - lambda^2). ml: continuous factor model. Rows whose column origin is not `real` count as "
        "simulated; one such row forbids promotion. --split judges by the gates of rating scales, --cluster by "
        "those of supplier scales (WLSMV with influences summed within suppliers, ICC(1), ICC(2))."
    ),
    source="Samejima (1969); Bock & Aitkin (1981); Takane & de Leeuw (1987); Muthén, du Toit & Spisic (1997).",
    run=run,
    add_arguments=add_arguments,
    owns_out=True,
)
