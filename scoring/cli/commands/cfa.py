"""`cfa`: confirmatory factor analysis."""

from argparse import ArgumentParser, Namespace

from scoring.cli.categories import empty_category_notes
from scoring.cli.command import Command, Result
from scoring.cli.reading import load_responses, read_text
from scoring.errors import UsageError
from scoring.factor.confirmatory import Confirmation, Estimator, Identification, confirm, parse_model
from scoring.factor.confirmatory.indices import FitIndices
from scoring.responses import MissingRule


def add_arguments(parser: ArgumentParser) -> None:
    """Options of this command."""
    parser.add_argument("--model", required=True, metavar="FILE", help="lavaan syntax: A =~ A1 + A2 + A3")
    parser.add_argument("--estimator", choices=[e.value for e in Estimator], default="MLR")
    parser.add_argument("--identification", choices=[i.value for i in Identification], default="variance")
    parser.add_argument(
        "--method-factor", metavar="NAME", help="add a factor for agreeing whatever is asked (balanced scales)"
    )
    parser.add_argument(
        "--cluster",
        metavar="COLUMN",
        help="robust to persons of a cluster answering alike (WLSMV, ULS), such as suppliers",
    )


def run(args: Namespace) -> Result:
    """Estimates, tests, indices, residuals, modification indices and HTMT."""
    model = parse_model(read_text(args, args.model))
    estimator, missing = Estimator(args.estimator), MissingRule(args.missing)
    _require_suitable_missing(missing, estimator)
    args.group = args.cluster  # one group: the column of groups is free for the clusters
    table = load_responses(args, items=model.observed)
    found = confirm(
        table,
        model,
        estimator=estimator,
        identification=Identification(args.identification),
        missing=missing,
        method_factor=args.method_factor,
        clustered=args.cluster is not None,
    )
    optimum = found.fitted.optimum
    result: Result = {
        "items": list(model.observed),
        "n": found.fitted.sample.n,
        "n_complete": table.n_complete,
        "missing": "fiml" if estimator is Estimator.FIML else missing.value,
        "estimator": estimator.value,
        "identification": args.identification,
        **confirmation_as_dict(found),
        "notes": [*found.notes, *(empty_category_notes(table.under(missing)) if estimator.ordinal else ())],
    }
    return result if optimum.converged else {**result, "reason": optimum.reason}


def _require_suitable_missing(missing: MissingRule, estimator: Estimator) -> None:
    if missing is MissingRule.PAIRWISE and not estimator.ordinal:
        raise UsageError(
            "Pairwise deletion is for ordinal estimators.",
            place="--missing",
            value=missing.value,
            remedy="Use --estimator FIML for incomplete continuous answers, or --missing listwise.",
        )


def confirmation_as_dict(found: Confirmation) -> Result:
    """What a fitted model says, as JSON holds it."""
    return {
        "parameters": list(found.parameters),
        "fit": fit_as_dict(found.indices),
        "residuals": found.residuals[0],
        "modification_indices": list(found.modification_indices),
        "htmt": htmt_as_dict(found),
        "improper": list(found.improper),
        "iterations": found.fitted.optimum.iterations,
        "converged": found.fitted.optimum.converged,
    }


def fit_as_dict(indices: FitIndices) -> Result:
    """Indices as JSON holds them; `scaled` and `robust` are null where the estimator has none."""
    return {
        **vars(indices.naive),
        "srmr": indices.srmr,
        "scaled": None if indices.scaled is None else vars(indices.scaled),
        "robust": None if indices.robust is None else vars(indices.robust),
        "baseline": indices.baseline,
    }


def htmt_as_dict(found: Confirmation) -> Result:
    """Heterotrait-monotrait ratios with the names of the scales."""
    return {"scales": list(found.scales), "values": found.htmt}


COMMAND = Command(
    name="cfa",
    summary="Confirmatory factor analysis from lavaan syntax.",
    method=(
        "ML: normal likelihood, expected information. MLR: sandwich errors, Yuan-Bentler test. MLM: Satorra-Bentler. "
        "FIML: incomplete rows, observed information. ULS, DWLS, WLSMV: least squares on polychoric correlations; "
        "WLSMV and ULS with errors and a mean- and variance-adjusted test from the full sampling covariance."
    ),
    source=(
        "Jöreskog (1969); Satorra & Bentler (1994); Yuan & Bentler (2000); Muthén, du Toit & Spisic (1997); "
        "Asparouhov & Muthén (2010). Conventions of lavaan 0.6."
    ),
    add_arguments=add_arguments,
    run=run,
    default_missing="listwise",
)
