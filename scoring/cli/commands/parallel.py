"""`parallel`: how many factors."""

from argparse import ArgumentParser, Namespace

import numpy as np

from scoring.cli.command import Command, Result, executor_of
from scoring.cli.numbers import finite_number
from scoring.cli.reading import load_responses
from scoring.errors import UsageError
from scoring.factor.correlations import CorrelationKind, correlate
from scoring.factor.dimensionality import Reference, parallel_analysis
from scoring.responses import MissingRule


def add_arguments(parser: ArgumentParser) -> None:
    """Options of this command."""
    parser.add_argument("--replications", type=int, default=100, metavar="N", help="simulated samples (default 100)")
    parser.add_argument(
        "--percentile", type=finite_number, default=95.0, metavar="P", help="of the reference (default 95)"
    )
    parser.add_argument("--correlation", choices=[k.value for k in CorrelationKind], default="pearson")
    parser.add_argument(
        "--reference", choices=["wishart", "answers"], default="wishart", help="how normal samples are drawn"
    )


def run(args: Namespace) -> Result:
    """Parallel analysis and MAP."""
    if args.replications < 1 or not 0 < args.percentile < 100:
        raise UsageError(
            "Replications start at 1 and the percentile lies between 0 and 100.",
            place="--replications, --percentile",
            value=[args.replications, args.percentile],
            remedy="The defaults are 100 and 95.",
        )
    table = load_responses(args)
    missing = MissingRule(args.missing)
    kind = CorrelationKind(args.correlation)
    found = correlate(table, kind=kind, missing=missing)
    reference = Reference.CATEGORIES if kind is CorrelationKind.POLYCHORIC else Reference(args.reference)
    result = parallel_analysis(
        found.matrix,
        n=found.n,
        replications=args.replications,
        percentile=args.percentile,
        seed=args.seed,
        reference=reference,
        tables=found.tables,
        executor=executor_of(args),
    )
    return {
        "items": list(found.items),
        "n": found.n,
        "n_complete": table.n_complete,
        "missing": missing.value,
        "correlation": kind.value,
        "factors": result.factors,
        "components": result.components,
        "eigenvalues": result.eigenvalues,
        "reference": result.reference,
        "factor_eigenvalues": result.factor_eigenvalues,
        "factor_reference": result.factor_reference,
        "map": result.map,
        "map_components": int(np.nanargmin(result.map)) + 1,
        "notes": list(found.notes),
    }


COMMAND = Command(
    name="parallel",
    summary="How many factors: parallel analysis and Velicer's minimum average partial.",
    method=(
        "Eigenvalues are compared with a percentile of those of unrelated normal items (polychoric: unrelated items "
        "with the same margins). Factors use the matrix with one-factor minres communalities in its diagonal."
    ),
    source="Horn (1965), Psychometrika 30, 179-185; Glorfeld (1995); Velicer (1976), Psychometrika 41, 321-327.",
    add_arguments=add_arguments,
    run=run,
)
