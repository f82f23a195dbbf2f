"""`alpha`: internal consistency of a sum score."""

from argparse import ArgumentParser, Namespace

from scoring.cli.command import Command, Result
from scoring.cli.confidence import add_confidence, confidence_of
from scoring.cli.reading import load_responses
from scoring.errors import Note
from scoring.reliability.alpha import coefficient_alpha
from scoring.responses import MissingRule
from scoring.responses.description import pairwise_covariance


def add_arguments(parser: ArgumentParser) -> None:
    """The confidence of the interval."""
    add_confidence(parser, 0.95)


def run(args: Namespace) -> Result:
    """Alpha with its interval, and what it would be without each item."""
    confidence = confidence_of(args)
    table = load_responses(args)
    table.require_answers()
    missing = MissingRule(args.missing)
    used = table.complete() if missing is MissingRule.LISTWISE else table
    found = coefficient_alpha(pairwise_covariance(used.values), n=used.n_rows, confidence=confidence)
    return {
        "items": list(table.items),
        "n": table.n_used(missing),
        "n_complete": table.n_complete,
        "missing": missing.value,
        "alpha": found.alpha,
        "se": found.se,
        "ci_lower": found.ci_lower,
        "ci_upper": found.ci_upper,
        "confidence": found.confidence,
        "alpha_if_dropped": found.alpha_if_dropped,
        "mean_r": found.mean_r,
        "notes": _notes(used.n_rows, table.n_used(missing)),
    }


def _notes(n_rows: int, n_used: int) -> list[Note]:
    # psych::alpha counts every row in the standard error, also those without an answer; the oracle wants the same.
    if n_rows == n_used:
        return []
    message = f"Standard error and interval count {n_rows} rows, of which {n_rows - n_used} have no answer at all."
    return [Note(code="empty_rows_counted", place="se", message=message)]


COMMAND = Command(
    name="alpha",
    summary="Coefficient alpha of a sum score, with Feldt's interval.",
    method="From the covariance matrix of the keyed items; covariances are pairwise unless --missing listwise.",
    source="Cronbach (1951); standard error van Zyl, Neudecker & Nel (2000); interval Feldt (1965).",
    run=run,
    add_arguments=add_arguments,
)
