"""`efa`: exploratory factor analysis."""

from argparse import ArgumentParser, Namespace

from scoring.cli.command import Command, Result
from scoring.cli.reading import load_responses
from scoring.factor.correlations import CorrelationKind, correlate
from scoring.factor.exploration import Library, explore
from scoring.factor.extraction import Method
from scoring.factor.rotation import Rotation
from scoring.responses import MissingRule


def add_arguments(parser: ArgumentParser) -> None:
    """Options of this command."""
    parser.add_argument("--factors", type=int, required=True, metavar="K", help="how many factors")
    parser.add_argument("--method", choices=[m.value for m in Method], default="minres")
    parser.add_argument("--rotation", choices=[r.value for r in Rotation], default="oblimin")
    parser.add_argument("--correlation", choices=[k.value for k in CorrelationKind], default="pearson")
    parser.add_argument(
        "--library", choices=[entry.value for entry in Library], default="own", help="whose code computes"
    )


def run(args: Namespace) -> Result:
    """Loadings, communalities, factor correlations and fit."""
    table = load_responses(args)
    missing = MissingRule(args.missing)
    found = correlate(table, kind=CorrelationKind(args.correlation), missing=missing)
    solution = explore(
        found.matrix,
        n=found.n_rows,
        factors=args.factors,
        method=Method(args.method),
        rotation=Rotation(args.rotation),
        library=Library(args.library),
    )
    return {
        "items": list(found.items),
        "n": found.n,
        "n_fit": found.n_rows,
        "n_complete": table.n_complete,
        "missing": missing.value,
        "correlation": args.correlation,
        "method": args.method,
        "rotation": args.rotation,
        "loadings": solution.loadings,
        "communalities": solution.communalities,
        "uniquenesses": solution.uniquenesses,
        "factor_correlations": solution.factor_correlations,
        "fit": solution.fit,
        "iterations": solution.iterations,
        # Principal axes stop by rule, as psych does; that is no failure.
        "converged": solution.converged or Method(args.method) is Method.PRINCIPAL_AXIS,
        "notes": [*found.notes, *solution.notes],
    }


COMMAND = Command(
    name="efa",
    summary="Exploratory factor analysis with rotation.",
    method=(
        "minres or ML over the uniquenesses by Newton's method, or principal axes; varimax, promax (power 4) or "
        "direct oblimin. Communalities of oblique solutions include the factor correlations."
    ),
    source="Jöreskog (1967); Harman & Jones (1966); Kaiser (1958); Hendrickson & White (1964); Jennrich (2002).",
    add_arguments=add_arguments,
    run=run,
)
