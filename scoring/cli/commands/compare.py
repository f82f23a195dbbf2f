"""`compare`: which people can be told apart, and by how much they differ on each dimension."""

from argparse import ArgumentParser, Namespace
from itertools import combinations

from scoring.cli.command import Command, Result
from scoring.cli.definitions import add_definition_and_scores, load_fit, rows_of
from scoring.congruence.count import count_distribution
from scoring.congruence.fit import FitTable
from scoring.congruence.policy import DEFAULT_FIT_POLICY
from scoring.congruence.ranking import probability_ahead


def add_arguments(parser: ArgumentParser) -> None:
    """The definition, the scores, and who is compared."""
    add_definition_and_scores(parser)
    parser.add_argument("--ids", required=True, metavar="LIST", help="ids to compare, with commas between")


def run(args: Namespace) -> Result:
    """delta, apart or not, and the difference with its standard error for every pair."""
    _, ids, table = load_fit(args)
    rows = rows_of(ids, args.ids)
    return {"n": len(rows), "pairs": [_pair(ids, table, a, b) for a, b in combinations(rows, 2)]}


def _pair(ids: list[str], table: FitTable, a: int, b: int) -> Result:
    overall = table.overall
    same = bool((overall.counted[:, a] == overall.counted[:, b]).all()) and bool(overall.assessed[a])
    delta = None
    if same:
        points = count_distribution(overall.probabilities[:, [a, b]])
        delta = float(probability_ahead(points[:, 0], points[:, 1:])[0])
    limit = DEFAULT_FIT_POLICY.apart_from
    return {
        "first": ids[a],
        "second": ids[b],
        "delta": delta,
        "apart": delta is not None and max(delta, 1 - delta) >= limit,
        "reason": None if same else "They are not assessed on the same eligible dimensions.",
        "differences": [
            {
                "name": dimension.target.name,
                "difference": float(dimension.mean[a] - dimension.mean[b]),
                "se": float((dimension.se[a] ** 2 + dimension.se[b] ** 2) ** 0.5),
            }
            for dimension in table.dimensions
        ],
    }


COMMAND = Command(
    name="compare",
    summary="Whether people can be told apart by what they are on culture on.",
    method=(
        "delta = P(N_a > N_b) + P(N_a = N_b) / 2 of the two counts on culture; apart from .80 on in either direction, "
        "only when the same dimensions are assessed. The SE of a difference is sqrt(s_a^2 + s_b^2)."
    ),
    source="Vargha & Delaney (2000) for delta; Edwards (1993) on why differences are shown and not used as scores.",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
