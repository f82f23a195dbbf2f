"""`icc`: the six intraclass correlations; columns are raters."""

from argparse import ArgumentParser, Namespace

from scoring.cli.command import Command, Result
from scoring.cli.confidence import add_confidence, confidence_of
from scoring.cli.reading import load_responses
from scoring.errors import Note, UsageError
from scoring.reliability.intraclass import intraclass_correlations


def add_arguments(parser: ArgumentParser) -> None:
    """The confidence of the intervals."""
    add_confidence(parser, 0.95)


def run(args: Namespace) -> Result:
    """All six forms over the rows that every rater rated."""
    confidence = confidence_of(args)
    if args.missing == "pairwise":
        raise UsageError(
            "The table must be complete.", place="--missing", value="pairwise", remedy="Use listwise, or `ratings`."
        )
    table = load_responses(args)
    complete = table.complete()
    forms = intraclass_correlations(complete.values, confidence=confidence)
    dropped = table.n_rows - complete.n_rows
    notes = [Note(code="rows_dropped", place="rows", message=f"{dropped} incomplete rows are left out.")]
    return {
        "items": list(table.items),
        "n": complete.n_rows,
        "n_complete": complete.n_rows,
        "missing": args.missing,
        "confidence": confidence,
        "forms": list(forms),
        "notes": notes if dropped else [],
    }


COMMAND = Command(
    name="icc",
    summary="Six intraclass correlations with F tests and intervals; rows are targets, columns raters.",
    method="Two-way analysis of variance of the complete rows; for ratings with gaps use `ratings`.",
    source="Shrout & Fleiss (1979); McGraw & Wong (1996).",
    run=run,
    add_arguments=add_arguments,
    default_missing="listwise",
)
