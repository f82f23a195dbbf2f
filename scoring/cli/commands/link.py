"""`link`: how theta of one calibration reads on the line of another."""

from argparse import ArgumentParser, Namespace

from scoring.cli.command import Command, Result
from scoring.cli.models import load_model
from scoring.cli.numbers import finite_number
from scoring.errors import Note, UnsuitableModelError, UsageError
from scoring.irt.curves import GradedItem
from scoring.irt.linking import stocking_lord
from scoring.models.graded_response import GradedResponseModel, GradedScale


def add_arguments(parser: ArgumentParser) -> None:
    """The two models and the scale."""
    parser.add_argument("--from", dest="from_model", required=True, metavar="MODEL", help="the predecessor")
    parser.add_argument("--to", dest="to_model", required=True, metavar="MODEL", help="the successor")
    parser.add_argument("--scale", metavar="NAME", help="scale that both have (default: their only common one)")
    parser.add_argument("--edges", default="", metavar="LIST", help="band edges or cuts to re-express: --edges=-1,1")


def run(args: Namespace) -> Result:
    """A and B with their SE from common items, and edges on the new line."""
    old, new = _scales(args)
    common = [name for name in old.layout.item_names if name in new.layout.item_names]
    link = stocking_lord(_items(old, common), _items(new, common), old.link)
    edges = [_edge(text) for text in args.edges.split(",") if text.strip()]
    moved = [
        {"from": edge, "to": link.linked(edge), "needs_signature": _moves(edge, link.linked(edge))} for edge in edges
    ]
    note = Note(
        code="few_common_items", place="common_items", message="Fewer than four common items: no standard errors."
    )
    return {
        "scale": old.name,
        "a": link.a,
        "b": link.b,
        "a_se": link.a_se,
        "b_se": link.b_se,
        "common_items": common,
        "loss": link.loss,
        "edges": moved,
        "notes": [note] if link.a_se is None else [],
    }


def _moves(before: float, after: float) -> bool:
    """An edge that moves by .10 or more has to be signed again."""
    return abs(after - before) >= 0.10


def _edge(text: str) -> float:
    try:
        return finite_number(text)
    except UsageError as problem:
        problem.place, problem.remedy = "--edges", "Write --edges=-1,1."
        raise


def _scales(args: Namespace) -> tuple[GradedScale, GradedScale]:
    models = [load_model(args, path).model for path in (args.from_model, args.to_model)]
    found: list[dict[str, GradedScale]] = []
    for model in models:
        if not isinstance(model, GradedResponseModel):
            raise UnsuitableModelError("Only graded models are linked.", place=model.kind, remedy="Use mml or wlsmv.")
        found.append({scale.name: scale for scale in model.scales})
    both = [name for name in found[0] if name in found[1]]
    name = args.scale or (both[0] if len(both) == 1 else None)
    if name not in both:
        raise UsageError("Which scale?", place="--scale", value=name, remedy=f"Both have: {', '.join(both) or 'none'}.")
    old, new = found[0][name], found[1][name]
    if old.link != new.link or len(old.parameter_sets) > 1 or len(new.parameter_sets) > 1:
        raise UnsuitableModelError(
            "Links need two calibrated models of one kind of curve; the step from assumed to data needs a signature.",
            place=name,
            value=[old.link, new.link],
            remedy="Calibrate both by the same method.",
        )
    return old, new


def _items(scale: GradedScale, names: list[str]) -> list[GradedItem]:
    by_name = dict(zip(scale.layout.item_names, scale.parameter_sets[0].items, strict=True))
    return [by_name[name] for name in names]


COMMAND = Command(
    name="link",
    summary="The line between two calibrations, from common items.",
    method=(
        "theta_to = a theta_from + b such that the characteristic curves of the common items agree (Stocking-Lord, "
        "weighted by N(0, 1) of the new line); standard errors by deleting one item at a time."
    ),
    source="Stocking & Lord (1983); Baker (1992); jackknife Haberman, Lee & Qian (2009).",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
