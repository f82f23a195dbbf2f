"""`score`: positions of people with standard errors, by a scoring model."""

from argparse import ArgumentParser, Namespace

from scoring.cli.command import Command, Result
from scoring.cli.models import add_model, load_model, raw_responses, require_same_keys
from scoring.cli.reading import load_columns, write_text
from scoring.linalg import FloatVector
from scoring.models.protocol import ScaleScores
from scoring.models.score_files import scores_as_csv
from scoring.responses import MissingRule


def add_arguments(parser: ArgumentParser) -> None:
    """The model, the method, and the column that names people."""
    add_model(parser)
    parser.add_argument(
        "--method", choices=["eap", "map", "regression", "bartlett"], help="default: the first the model offers"
    )
    parser.add_argument(
        "--id", metavar="COLUMN", help="column that names people (default: id if there, else row numbers)"
    )


def run(args: Namespace) -> Result:
    """Scores everybody and writes one row per person to --out."""
    model = load_model(args).model
    require_same_keys(args, model)
    table = raw_responses(args, model.items)
    ids = _ids(args, table.n_rows)
    scores = model.score(table.values, method=args.method or model.methods[0])
    if args.out:
        with args.clock.paused():
            write_text(args.out, scores_as_csv(scores, ids))
    return {
        "items": list(model.items),
        "n": table.n_used(MissingRule.PAIRWISE),
        "n_complete": table.n_complete,
        "missing": "left out of the likelihood; under 80 % of a scale answered is not scored",
        "method": scores.method,
        "scales": list(model.scale_names),
        "n_scored": [int(s.scored.sum()) for s in scores.scales],
        "n_not_scored": [int((~s.scored).sum()) for s in scores.scales],
        "mean": [_mean(s.mean, s) for s in scores.scales],
        "sd": [_spread(s) for s in scores.scales],
        "mean_se": [_mean(s.se, s) for s in scores.scales],
        "marginal_reliability": [_reliability(s) for s in scores.scales],
        "basis": [str(s.basis) for s in scores.scales],
        "status": [str(s.status) for s in scores.scales],
        "out": args.out,
        "model_hash": scores.model_hash,
    }


def _ids(args: Namespace, rows: int) -> list[str]:
    if args.id:
        return load_columns(args, names=[args.id])[args.id]
    columns = load_columns(args)
    return columns["id"] if "id" in columns else [str(row) for row in range(1, rows + 1)]


def _mean(values: FloatVector, scores: ScaleScores) -> float | None:
    return float(values[scores.scored].mean()) if scores.scored.any() else None


def _spread(scores: ScaleScores) -> float | None:
    return float(scores.mean[scores.scored].std(ddof=1)) if scores.scored.sum() > 1 else None


def _reliability(scores: ScaleScores) -> float | None:
    """`1 - mean(s^2)`: theta has variance 1 where the model was calibrated."""
    return 1.0 - float((scores.se[scores.scored] ** 2).mean()) if scores.scored.any() else None


COMMAND = Command(
    name="score",
    summary="Positions of people with standard errors, by a scoring model.",
    method=(
        "eap: posterior mean and SD by quadrature on [-6, 6], each scale by itself. map: most probable position with "
        "the correlations between traits. regression, bartlett: factor scores of continuous models. Answers are given "
        "as answered; the model turns items itself. Under 80 % of a scale answered is not scored."
    ),
    source="Bock & Mislevy (1982); Samejima (1969); Segall (1996); Thurstone (1935); Bartlett (1937).",
    run=run,
    add_arguments=add_arguments,
    owns_out=True,
)
