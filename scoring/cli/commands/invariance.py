"""`invariance`: do the items mean the same in several groups?"""

from argparse import ArgumentParser, Namespace

from scoring.cli.categories import empty_category_notes
from scoring.cli.command import Command, Result, progress_of
from scoring.cli.commands.cfa import fit_as_dict
from scoring.cli.reading import load_responses, read_text
from scoring.errors import UsageError
from scoring.factor.confirmatory import Estimator, Identification, parse_model
from scoring.factor.invariance import InvarianceLevel, measurement_invariance
from scoring.responses import MissingRule


def add_arguments(parser: ArgumentParser) -> None:
    """Options of this command."""
    parser.add_argument("--model", required=True, metavar="FILE", help="lavaan syntax: A =~ A1 + A2 + A3")
    parser.add_argument("--estimator", choices=[e.value for e in Estimator], default="MLR")
    parser.add_argument("--identification", choices=[i.value for i in Identification], default="variance")


def run(args: Namespace) -> Result:
    """Levels of invariance with fit and differences."""
    if not args.group:
        raise UsageError("Invariance needs groups.", place="--group", remedy="Name the column that holds the group.")
    model = parse_model(read_text(args, args.model))
    table = load_responses(args, items=model.observed)
    estimator, missing = Estimator(args.estimator), MissingRule(args.missing)
    found = measurement_invariance(
        table,
        model,
        estimator=estimator,
        identification=Identification(args.identification),
        missing=missing,
        progress=progress_of(args),
    )
    result: Result = {
        "items": list(model.observed),
        "n": sum(n for _, n in found.groups),
        "n_complete": table.n_complete,
        "missing": missing.value,
        "estimator": args.estimator,
        "groups": [{"value": value, "n": n} for value, n in found.groups],
        "levels": [level_as_dict(level) for level in found.levels],
        "merged_categories": list(found.merged),
        "converged": found.converged,
        "notes": [*found.notes, *(empty_category_notes(table.under(missing)) if estimator.ordinal else ())],
    }
    return result if found.converged else {**result, "reason": "a level did not converge"}


def level_as_dict(level: InvarianceLevel) -> Result:
    """A level as JSON holds it; differences of the first are null."""
    difference = level.difference
    return {
        "level": level.level.value,
        "fit": fit_as_dict(level.indices),
        "delta_cfi": level.delta_cfi,
        "delta_rmsea": level.delta_rmsea,
        "chisq_diff": None if difference is None else difference.chisq,
        "df_diff": None if difference is None else difference.df,
        "p": None if difference is None else difference.p,
        "test": None if difference is None else difference.method,
        "free": level.free,
    }


COMMAND = Command(
    name="invariance",
    summary="Measurement invariance over groups, level by level.",
    method=(
        "Continuous: configural, metric, scalar, strict. Ordinal (ULS, DWLS, WLSMV): configural, thresholds, loadings, "
        "intercepts, residuals; categories with fewer than 5 answers in a group are merged inward in all groups. "
        "Differences: ML plain, MLR Satorra-Bentler (2001), WLSMV Satorra (2000)."
    ),
    source="Meredith (1993); Wu & Estabrook (2016), Psychometrika 81; Satorra (2000); Satorra & Bentler (2001).",
    add_arguments=add_arguments,
    run=run,
    default_missing="listwise",
)
