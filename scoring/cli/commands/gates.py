"""`gates`: the figures of a calibration against the limits of the ladder."""

from argparse import ArgumentParser, Namespace
from typing import Any

from scoring.cli.command import Command, Result
from scoring.cli.definitions import read_document_of
from scoring.cli.reading import read_json
from scoring.errors import UnsuitableModelError
from scoring.ladder.documents import figures_from_document, report_from_document, reports_as_document
from scoring.ladder.gates import GateReport
from scoring.ladder.policy import LadderPolicy, default_policy, policy_from_document
from scoring.ladder.rating_scales import structure_gates


def add_arguments(parser: ArgumentParser) -> None:
    """The calibration and an organisation's stricter limits."""
    parser.add_argument(
        "--calibration",
        required=True,
        metavar="FILE",
        help="MODEL.json, what calibrate printed, or figures {kind, ...}",
    )
    parser.add_argument("--policy", metavar="FILE", help="JSON or YAML {limit: stricter value}")


def run(args: Namespace) -> Result:
    """Every gate of every scale, passed, failed by how much, or not tested."""
    policy = policy_from_document(read_document_of(args, args.policy)) if args.policy else default_policy()
    reports = _reports(read_json(args, args.calibration), args.calibration, policy)
    return {
        **reports_as_document(reports),
        "scales": [
            {
                "scale": name,
                "promotable": report.promotable,
                "stopped_by": [f"{g.gate} ({g.part})" for g in report.stopped_by],
                "more_answers_needed": report.more_answers_needed,
            }
            for name, report in reports.items()
        ],
        "policy": {name: limit.value for name, limit in policy.limits.items()},
    }


def _reports(content: Any, place: str, policy: LadderPolicy) -> dict[str, GateReport]:
    """Gates of a model's card, of what calibrate printed, or of a figures file with a `kind`."""
    if isinstance(content, dict) and "kind" in content:
        return dict([report_from_document(content, policy)])
    found = content.get("card", content) if isinstance(content, dict) else {}
    if found.get("suppliers"):
        return dict(report_from_document({"kind": "supplier", **entry}, policy) for entry in found["suppliers"])
    if not found.get("structure"):
        raise UnsuitableModelError(
            "The file holds no figures.",
            place="--calibration",
            value=place,
            remedy="Run calibrate --split SEED or --cluster COLUMN first, or give figures with a kind.",
        )
    figures = [figures_from_document(entry) for entry in found["structure"]]
    return {entry.scale: structure_gates(entry, policy) for entry in figures}


COMMAND = Command(
    name="gates",
    summary="Figures of a split-half confirmation against the limits of the ladder.",
    method=(
        "structure_confirmed: 500 real answers, scaled CFI, TLI, RMSEA and SRMR of the confirming half, CFI drop "
        "between halves, categorical omega with its bound, loadings, HTMT. One simulated row forbids promotion. A "
        "policy can only tighten."
    ),
    source="Every limit has its source in scoring/ladder/policy.json; docs/scoring/ladder.md.",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
