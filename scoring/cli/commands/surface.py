"""`surface`: response surface of an outcome, or the optimum under one target."""

from argparse import ArgumentParser, Namespace

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.confidence import add_confidence, confidence_of
from scoring.cli.numbers import finite_number
from scoring.cli.reading import load_responses
from scoring.congruence.surfaces import response_surface, single_target_optimum, validity
from scoring.errors import NoDataError, UsageError
from scoring.linalg import FloatMatrix


def add_arguments(parser: ArgumentParser) -> None:
    """The three columns, and what is known about band and applicants."""
    parser.add_argument("--data", required=True, metavar="FILE", help="CSV with a header row; empty or NA is missing")
    parser.add_argument("--outcome", required=True, metavar="COLUMN", help="what is to be explained")
    parser.add_argument("--person", required=True, metavar="COLUMN", help="where the person stands (x)")
    parser.add_argument("--organisation", required=True, metavar="COLUMN", help="where the organisation stands (z)")
    parser.add_argument("--band", metavar="L,U", help="with one target: edges of the band; one may be empty")
    parser.add_argument(
        "--unrestricted-sd", type=finite_number, metavar="X", help="SD of the person's score among applicants"
    )
    parser.add_argument("--replications", type=int, default=2000, metavar="N", help="of the bootstrap (default 2000)")
    add_confidence(parser, 0.95)


def run(args: Namespace) -> Result:
    """The surface with several targets, the optimum with one."""
    confidence, band = confidence_of(args), _band(args.band)
    if args.replications < 100:
        raise UsageError(
            "A bootstrap needs 100 replications.", place="--replications", value=args.replications, remedy="Give 2000."
        )
    args.items, args.reverse, args.min, args.max, args.group = None, "", None, None, None
    names = [args.outcome, args.person, args.organisation]
    table = load_responses(args, items=names)
    values = table.complete().values
    if values.shape[0] == 0:
        raise NoDataError("No row has all three values.", place="data", remedy="Check the columns.")
    frame: Result = {"n": values.shape[0], "n_dropped": table.n_rows - values.shape[0], "confidence": confidence}
    if np.ptp(values[:, 2]) > 0:
        found = response_surface(values[:, 0], values[:, 1], values[:, 2])
        return {
            **frame,
            "centre": found.centre,
            "coefficients": list(found.coefficients),
            "surface": list(found.surface),
            "r2": found.r2,
        }
    return {**frame, **_single(args, values, band, confidence)}


def _single(args: Namespace, values: FloatMatrix, band: tuple[float, float] | None, confidence: float) -> Result:
    rng = np.random.default_rng(args.seed)
    found = single_target_optimum(
        values[:, 0], values[:, 1], rng=rng, band=band, confidence=confidence, replications=args.replications
    )
    result: Result = {
        "target": float(values[0, 2]),
        "coefficients": list(found.coefficients),
        "r2": found.r2,
        "optimum": {
            "estimate": found.estimate,
            "lower": found.lower,
            "upper": found.upper,
            "share_concave": found.share_concave,
            **({"share_inside": found.share_inside} if band else {}),
        },
        "notes": list(found.notes),
    }
    if args.unrestricted_sd is not None:
        result["validity"] = validity(
            values[:, 0], values[:, 1], unrestricted_sd=args.unrestricted_sd, confidence=confidence
        )
    return result


def _band(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    parts = text.split(",")
    try:
        lower, upper = (float(part) if part.strip() else None for part in parts)
    except ValueError:
        raise UsageError(
            "A band has two edges.", place="--band", value=text, remedy="Give --band=-1,1; one edge may be empty."
        ) from None
    band = (-np.inf if lower is None else lower, np.inf if upper is None else upper)
    if not band[0] < band[1]:
        raise UsageError("The lower edge must be below the upper.", place="--band", value=text, remedy="Swap them.")
    return band


COMMAND = Command(
    name="surface",
    summary="Response surface of an outcome over person and organisation; with one target, the best position.",
    method=(
        "Least squares with both predictors centred at the mean of their two means; a1, a2 slope and curvature along "
        "x = z, a3, a4 along x = -z. Needs 3 targets of 30 persons. With one target a parabola and the bootstrap "
        "interval of its top; null when the curve opens upwards."
    ),
    source="Edwards & Parry (1993); Shanock et al. (2010); Efron & Tibshirani (1993), ch. 13; Thorndike (1949).",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
