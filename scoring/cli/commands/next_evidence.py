"""`next-evidence`: which method would tell most for each minute of a candidate's time."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import Any

from scoring.cli.command import Command, Result
from scoring.cli.definitions import read_document_of, sigmas_of
from scoring.cli.reading import load_columns, read_json
from scoring.congruence.definition import Target
from scoring.congruence.files import targets_from_document
from scoring.errors import UnsuitableModelError
from scoring.evidence.combining import combine
from scoring.evidence.files import evidence_from_columns
from scoring.evidence.next_best import PlannedMethod, next_best_evidence
from scoring.evidence.pieces import Evidence


def add_arguments(parser: ArgumentParser) -> None:
    """The evidence there is, the definition, and the methods that could follow."""
    parser.add_argument("--evidence", required=True, metavar="FILE", help="CSV id,dimension,method,y,v,basis,status")
    parser.add_argument("--definition", required=True, metavar="FILE", help="culture definition, JSON or YAML")
    parser.add_argument(
        "--methods", required=True, metavar="FILE", help="JSON [{method, minutes, dimensions: {D1: planned variance}}]"
    )
    parser.add_argument("--sigma", metavar="FILE", help="JSON {method: sigma}; default: those of the method paper")


def run(args: Namespace) -> Result:
    """Expected gain in bits and bits per minute of every method not yet used, by person."""
    sigmas = sigmas_of(args)
    targets = targets_from_document(read_document_of(args, args.definition))
    methods = planned_methods(read_json(args, args.methods))
    table = evidence_from_columns(load_columns(args, path=args.evidence))
    return {
        "n": len(table),
        "persons": [
            {"id": name, "methods": _values(dimensions, targets, methods, sigmas)} for name, dimensions in table.items()
        ],
    }


def planned_methods(document: Any) -> tuple[PlannedMethod, ...]:
    """The methods of a methods file."""
    try:
        return tuple(
            PlannedMethod(
                method=str(entry["method"]),
                minutes=float(entry["minutes"]),
                planned_variances={str(name): float(v) for name, v in entry["dimensions"].items()},
            )
            for entry in document
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise UnsuitableModelError(
            "The methods cannot be read.",
            place="--methods",
            value=str(problem),
            remedy="Write [{method, minutes, dimensions: {D1: planned variance}}].",
        ) from None


def _values(
    dimensions: Mapping[str, list[Evidence]],
    targets: tuple[Target, ...],
    methods: tuple[PlannedMethod, ...],
    sigmas: Mapping[str, float],
) -> list[Result]:
    found = {name: combine(pieces, sigmas) for name, pieces in dimensions.items()}
    used = frozenset(piece.method for pieces in dimensions.values() for piece in pieces)
    positions = {name: (position.mean, position.se) for name, position in found.items()}
    return [
        {"method": v.method, "bits": v.bits, "minutes": v.minutes, "bits_per_minute": v.bits_per_minute}
        for v in next_best_evidence(positions, targets, methods, used)
    ]


COMMAND = Command(
    name="next-evidence",
    summary="Which evidence would tell most for each minute of a candidate's time.",
    method=(
        "For a planned variance v' (error and method bias together): s'^2 = 1/(1/s^2 + 1/v'), m' ~ N(m, s^2 - s'^2); "
        "value = sum over dimensions of H(p) - E H(p') in bits, on 31 nodes. Methods already used are left out."
    ),
    source="Lindley (1956).",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
