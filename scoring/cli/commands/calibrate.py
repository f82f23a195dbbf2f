"""`calibrate`: item parameters from answers, as a scoring model in a file."""

from argparse import ArgumentParser, Namespace

from scoring.cli.command import Command, Result, progress_of
from scoring.cli.models import raw_responses
from scoring.cli.reading import load_columns, load_responses, read_text, write_text
from scoring.definitions.standing import OriginCounts
from scoring.errors import Note
from scoring.models.calibrated import INFORMATION_THETA, observed_layout
from scoring.models.estimation import Estimated, estimate_by_ml, estimate_by_mml, estimate_by_wlsmv
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
    parser.add_argument("--merge-empty", action="store_true", help="merge categories that nobody chose inward")


def run(args: Namespace) -> Result:
    """Calibrates, and writes the model to --out."""
    scales = scales_in(read_text(args, args.model))
    table = raw_responses(args, tuple(item for items in scales.values() for item in items))
    origin, notes = _origin(args, table)
    found = _estimated(args, scales, table, origin)
    if args.out and found.converged:
        with args.clock.paused():
            write_text(args.out, model_text(found.model, _card(found)))
    return {
        "items": list(table.items),
        "n": table.n_used(MissingRule.PAIRWISE) if args.method == "mml" else table.n_complete,
        "n_complete": table.n_complete,
        "missing": "left out of the likelihood" if args.method == "mml" else "listwise",
        "method": args.method,
        "scales": list(found.estimates),
        "factor_correlations": [list(row) for row in found.model.factor_correlations],
        "loglik": found.loglik,
        "information": {"theta": list(INFORMATION_THETA), "values": list(found.information)},
        "origin": {"real": origin.real, "simulated": origin.simulated},
        "converged": found.converged,
        **({} if found.converged else {"reason": "The search did not end at an optimum."}),
        "out": args.out,
        "model_hash": found.model.model_hash,
        "notes": [*notes, *found.notes],
    }


def _estimated(
    args: Namespace, scales: dict[str, tuple[str, ...]], table: ResponseTable, origin: OriginCounts
) -> Estimated:
    if args.method == "ml":
        return estimate_by_ml(scales, load_responses(args, items=table.items), origin)
    layouts = _layouts(args, scales, table)
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


def _card(found: Estimated) -> Result:
    return {
        "scales": list(found.estimates),
        "loglik": found.loglik,
        "information": {"theta": list(INFORMATION_THETA), "values": list(found.information)},
    }


COMMAND = Command(
    name="calibrate",
    summary="Item parameters of graded scales from answers, written as a scoring model.",
    method=(
        "mml: marginal maximum likelihood over N(0, 1) on 61 nodes, link logit, P(x >= c) = logistic(a (theta - b_c)); "
        "missing answers leave the likelihood. wlsmv: thresholds and polychorics, link probit, "
        "a = lambda / sqrt(1 - lambda^2). ml: continuous factor model. Rows whose column origin is not `real` count as "
        "simulated; one such row forbids promotion."
    ),
    source="Samejima (1969); Bock & Aitkin (1981); Takane & de Leeuw (1987); Muthén, du Toit & Spisic (1997).",
    run=run,
    add_arguments=add_arguments,
    owns_out=True,
)
