"""`omega`: reliability of a sum from factor models."""

from argparse import ArgumentParser, Namespace

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.confidence import add_confidence, confidence_of
from scoring.cli.reading import load_responses
from scoring.errors import NotACategoryError, Note
from scoring.factor.correlations import CorrelationKind, correlate
from scoring.factor.exploration import explore
from scoring.factor.extraction import Method
from scoring.factor.polychoric import influence_tables, polychoric_correlations
from scoring.factor.rotation import Rotation
from scoring.factor.tables import category_codes, observed_categories, tables_of
from scoring.reliability.categorical_omega import categorical_omega, gram_of, reliability_interval
from scoring.reliability.omega import omega
from scoring.responses import MissingRule, ResponseTable


def add_arguments(parser: ArgumentParser) -> None:
    """How many group factors, and the confidence of the interval."""
    parser.add_argument("--factors", type=int, default=3, metavar="K", help="group factors (default 3)")
    add_confidence(parser, 0.90)


def run(args: Namespace) -> Result:
    """Omega total, hierarchical and categorical of the keyed items."""
    confidence = confidence_of(args)
    table = load_responses(args)
    missing = MissingRule(args.missing)
    found = correlate(table, kind=CorrelationKind.PEARSON, missing=missing)
    solution = explore(found.matrix, n=found.n, factors=args.factors, method=Method.MINRES, rotation=Rotation.OBLIMIN)
    estimate = omega(found.matrix, solution)
    structure = estimate.structure
    result: Result = {
        "items": list(table.items),
        "n": found.n,
        "n_complete": table.n_complete,
        "missing": missing.value,
        "factors": args.factors,
        "omega_total": estimate.omega_total,
        "omega_hierarchical": estimate.omega_hierarchical,
        **_categorical(table.under(missing), confidence),
        "confidence": confidence,
        "general_loadings": structure.general,
        "group_loadings": structure.group,
        "uniquenesses": structure.uniquenesses,
    }
    notes = [*found.notes, *solution.notes, *structure.notes, *result.pop("categorical_notes")]
    if not solution.converged:
        result |= {"converged": False, "reason": "Extraction or rotation did not converge."}
    return {**result, "notes": notes}


def _categorical(table: ResponseTable, confidence: float) -> Result:
    try:
        categories = observed_categories(table)
    except NotACategoryError as problem:
        note = Note(code="not_ordinal", place="omega_categorical", message=f"No categorical omega: {problem.message}")
        return {
            "omega_categorical": np.nan,
            "omega_categorical_se": np.nan,
            "omega_categorical_lower": np.nan,
            "omega_categorical_upper": np.nan,
            "categorical_notes": [note],
        }
    tables = tables_of(table, categories=categories)
    polychorics = polychoric_correlations(tables)
    gram = gram_of(influence_tables(polychorics, tables), category_codes(table, categories))
    found = categorical_omega(polychorics, gram)
    lower, upper = reliability_interval(found.omega, found.se, confidence)
    return {
        "omega_categorical": found.omega,
        "omega_categorical_se": found.se,
        "omega_categorical_lower": lower,
        "omega_categorical_upper": upper,
        "categorical_notes": list(polychorics.notes),
    }


COMMAND = Command(
    name="omega",
    summary="Omega total and hierarchical (Schmid-Leiman), and categorical omega of the keyed sum.",
    method=(
        "Total and hierarchical: minres, oblimin, Schmid-Leiman of product-moment correlations; needs three group "
        "factors. Categorical: one minres factor of the polychorics, observed polychorics in the denominator, standard "
        "error by the delta method, interval on the logit scale; null when answers are no categories."
    ),
    source="McDonald (1999); Zinbarg et al. (2005); Schmid & Leiman (1957); Green & Yang (2009); Flora (2020).",
    run=run,
    add_arguments=add_arguments,
)
