"""`combine`: evidence of several methods, one position for each dimension."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import asdict

from scoring.cli.command import Command, Result
from scoring.cli.definitions import sigmas_of
from scoring.cli.reading import load_columns
from scoring.evidence.combining import position_for_fit
from scoring.evidence.files import evidence_from_columns
from scoring.evidence.pieces import Evidence
from scoring.evidence.say_do import say_do
from scoring.evidence.sensitivity import sensitivity


def add_arguments(parser: ArgumentParser) -> None:
    """The evidence and the sigmas."""
    parser.add_argument("--evidence", required=True, metavar="FILE", help="CSV id,dimension,method,y,v,basis,status")
    parser.add_argument("--sigma", metavar="FILE", help="JSON {method: sigma}; default: those of the method paper")


def run(args: Namespace) -> Result:
    """Position, share and bias of every method, say-do gap and sensitivity for every person and dimension."""
    sigmas = sigmas_of(args)
    table = evidence_from_columns(load_columns(args, path=args.evidence))
    return {
        "n": len(table),
        "sigma": dict(sigmas),
        "persons": [
            {"id": name, "dimensions": [_dimension(d, pieces, sigmas) for d, pieces in dimensions.items()]}
            for name, dimensions in table.items()
        ],
    }


def _dimension(name: str, pieces: list[Evidence], sigmas: Mapping[str, float]) -> Result:
    found = position_for_fit(pieces, sigmas)
    gap = say_do(pieces, sigmas)
    judged = found.judged if found.judged.eligible else None
    return {
        "name": name,
        "mean": found.everything.mean,
        "se": found.everything.se,
        "basis": str(found.everything.basis),
        "eligible": found.everything.eligible,
        "eligible_mean": judged and judged.mean,
        "eligible_se": judged and judged.se,
        "methods": [asdict(share) for share in found.everything.methods],
        "say_do": gap and asdict(gap),
        "sensitivity": asdict(sensitivity(pieces, sigmas)),
    }


COMMAND = Command(
    name="combine",
    summary="Evidence of several methods combined to one position with standard error.",
    method=(
        "y = theta + bias of the method + error; theta ~ N(0, 1), the bias N(0, sigma^2) drawn once for each method. "
        "Closed-form normal posterior; 1.0 is added to sigma in quadrature while parameters are assumed. mean and se "
        "are those of all evidence, eligible_mean and eligible_se of what has passed its gates."
    ),
    source="Gelman et al. (2013), eq. 2.12; docs/scoring/evidence.md.",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
