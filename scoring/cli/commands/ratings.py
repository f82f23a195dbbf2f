"""`ratings`: ratings of people by raters in blocks."""

from argparse import ArgumentParser, Namespace

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.confidence import add_confidence, confidence_of
from scoring.cli.numbers import finite_number
from scoring.cli.reading import load_columns, load_responses
from scoring.errors import UsageError
from scoring.reliability.generalisability.design import Ratings, ratings_from
from scoring.reliability.generalisability.likelihood import COMPONENTS
from scoring.reliability.generalisability.model import RatingModel, VarianceMethod, fit_ratings, interval
from scoring.reliability.generalisability.raters import block_reliability, rater_agreement

ONE_BLOCK = "all"


def add_arguments(parser: ArgumentParser) -> None:
    """The columns of the long table, and how variances are found."""
    parser.add_argument("--data", required=True, metavar="FILE", help="CSV, one rating a row; empty or NA is missing")
    parser.add_argument("--person", required=True, metavar="COLUMN", help="who was rated")
    parser.add_argument("--rater", required=True, metavar="COLUMN", help="who rated")
    parser.add_argument("--block", metavar="COLUMN", help="in which block; all in one when left out")
    parser.add_argument("--rating", required=True, metavar="COLUMN", help="the grade or mark")
    parser.add_argument("--variance", choices=[m.value for m in VarianceMethod], default=VarianceMethod.PRIORS.value)
    parser.add_argument(
        "--g-confidence",
        type=finite_number,
        default=0.80,
        metavar="P",
        help="of the one-sided lower bound of G (default .80)",
    )
    add_confidence(parser, 0.90)


def run(args: Namespace) -> Result:
    """Variances, persons, raters, blocks, dependability and plans."""
    confidence, g_confidence = confidence_of(args), _g_confidence(args)
    names = [args.person, args.rater, *([args.block] if args.block else [])]
    columns = load_columns(args, names=names)
    args.items, args.reverse, args.min, args.max, args.group = args.rating, "", None, None, None
    rating = load_responses(args).values[:, 0]
    blocks = columns[args.block] if args.block else [ONE_BLOCK] * rating.size
    ratings = ratings_from(columns[args.person], columns[args.rater], blocks, rating)
    found = fit_ratings(ratings, method=VarianceMethod(args.variance), g_confidence=g_confidence)
    result: Result = {
        "n": ratings.n,
        "n_missing": int(np.isnan(rating).sum()),
        "method": args.variance,
        "confidence": confidence,
        "variance": dict(zip(COMPONENTS, found.variances.tolist(), strict=True)),
        "loglik": found.draws.loglik,
        "blocks": _blocks(found),
        "persons": _persons(found, confidence),
        "raters": _raters(found, confidence),
        "g": found.dependability.g,
        "phi": found.dependability.phi,
        "g_lower": found.dependability.g_lower,
        "g_confidence": found.dependability.g_lower_confidence,
        "d_study": list(found.plans),
        "agreement": _agreement(ratings, found),
        "connected": found.connected,
        "notes": list(found.notes),
    }
    if not found.draws.converged:
        result |= {"converged": False, "reason": "The likelihood of the variances was not maximised."}
    return result


def _g_confidence(args: Namespace) -> float:
    if not 0.5 <= args.g_confidence < 1.0:
        raise UsageError(
            "A lower bound has a confidence from .5 to 1.",
            place="--g-confidence",
            value=args.g_confidence,
            remedy="Give .80.",
        )
    return float(args.g_confidence)


def _blocks(found: RatingModel) -> list[Result]:
    counts = np.bincount(found.ratings.block)
    persons = (found.grades.count > 0).sum(axis=0)
    rows = zip(found.ratings.blocks, found.block_mean, found.block_se, counts, persons, strict=True)
    return [
        {"block": block, "mean": mean, "se": se, "n_ratings": int(n), "n_persons": int(p)}
        for block, mean, se, n, p in rows
    ]


def _persons(found: RatingModel, confidence: float) -> list[Result]:
    lower, upper = interval(found.person_effect, found.person_se, confidence)
    return [
        {
            "person": person,
            "effect": found.person_effect[i],
            "se": found.person_se[i],
            "ci_lower": lower[i],
            "ci_upper": upper[i],
            "n_ratings": int(found.grades.count[i].sum()),
            "grade": found.grades.mean[i],
            "grade_se": found.grades.se[i],
            "by_block": _views(found, i),
        }
        for i, person in enumerate(found.ratings.persons)
    ]


def _views(found: RatingModel, person: int) -> list[Result]:
    return [
        {
            "block": block,
            "grade": found.grades.cell[person, b],
            "se": found.grades.cell_se[person, b],
            "n_raters": int(found.grades.count[person, b]),
            "one_view": bool(found.grades.count[person, b] == 1),
        }
        for b, block in enumerate(found.ratings.blocks)
        if found.grades.count[person, b]
    ]


def _raters(found: RatingModel, confidence: float) -> list[Result]:
    lower, upper = interval(found.severity, found.severity_se, confidence)
    counts = np.bincount(found.ratings.rater)
    rows = zip(found.ratings.raters, found.severity, found.severity_se, lower, upper, counts, strict=True)
    return [
        {"rater": rater, "severity": severity, "se": se, "ci_lower": low, "ci_upper": high, "n_ratings": int(n)}
        for rater, severity, se, low, high, n in rows
    ]


def _agreement(ratings: Ratings, found: RatingModel) -> Result:
    pairs = rater_agreement(ratings)
    counts = found.grades.count[found.grades.count > 0]
    separable = bool(found.draws.variances[0, 2] > 0 or len(ratings.blocks) == 1)
    inside = block_reliability(found.variances, raters_a_cell=float(counts.mean()), separable=separable)
    return {
        "n_pairs": pairs.n_pairs,
        "within_one": pairs.within_one,
        "exact": pairs.exact,
        "icc2_1": inside.icc2_1,
        "icc2_k": inside.icc2_k,
        "k": inside.k,
    }


COMMAND = Command(
    name="ratings",
    summary="Ratings of people by raters in blocks: variances, persons, severities, G and D study.",
    method=(
        "Blocks fixed; person, rater, person x block random. --variance priors integrates log-normal priors out by "
        "quadrature (medians .25, .08, .30, .30; log-SD .8), reml maximises the restricted likelihood. Severity above "
        "0 grades lower; a disconnected design fixes severities at 0. `grade` is the severity-adjusted mean."
    ),
    source=(
        "Searle, Casella & McCulloch (1992); Patterson & Thompson (1971); Henderson (1975); Brennan (2001); "
        "Gelman (2006)."
    ),
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
