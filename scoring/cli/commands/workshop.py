"""`workshop`: where judges place the ideal colleague, as a proposal for a band."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from scoring.cli.command import Command, Result
from scoring.cli.models import add_model, load_model
from scoring.cli.numbers import finite_number
from scoring.cli.reading import load_columns
from scoring.congruence.judges import answers_by_round
from scoring.congruence.workshop import ProposedBand, ideal_person_band
from scoring.errors import Note, UsageError
from scoring.models.protocol import ScaleScores


def add_arguments(parser: ArgumentParser) -> None:
    """The answers, the model they are scored with, and how sure the planned evidence will be."""
    parser.add_argument("--answers", required=True, metavar="FILE", help="CSV judge,group,round,<item>...")
    add_model(parser)
    parser.add_argument(
        "--planned-se", type=finite_number, default=0.5, metavar="S", help="SE of candidates (default .5)"
    )


def run(args: Namespace) -> Result:
    """A proposed band for every scale of the model, from the last round."""
    if not args.planned_se > 0:
        raise UsageError("An SE is above zero.", place="--planned-se", value=args.planned_se, remedy="Give .5.")
    model = load_model(args).model
    last = answers_by_round(load_columns(args, path=args.answers), model.items)[-1]
    scores = model.score(last.answers)
    bands = {s.scale: _band(s, last.groups, args.planned_se) for s in scores.scales}
    first = next(iter(bands.values()))
    return {
        "n": len(last.judges),
        "round": last.round,
        "planned_se": args.planned_se,
        "scales": [{"name": name, **_shown(band)} for name, band in bands.items()],
        **(_shown(first) if len(bands) == 1 else {}),
        "model_hash": scores.model_hash,
        "notes": [note for name, band in bands.items() for note in _notes(name, band)],
    }


def _band(scores: ScaleScores, groups: tuple[str, ...], planned_se: float) -> ProposedBand:
    kept = scores.scored
    own = [group for group, flag in zip(groups, kept.tolist(), strict=True) if flag]
    return ideal_person_band(scores.mean[kept], scores.se[kept], own, planned_se=planned_se)


def _shown(band: ProposedBand) -> Result:
    return {
        "centre": band.centre,
        "half_width": band.half_width,
        "groups": [asdict(group) for group in band.groups],
        "agreement": {"sd": band.sd, "mean_se": band.mean_se, "largest_gap": band.largest_gap},
        "p_max": band.p_max,
        "enough_judges": band.enough,
    }


def _notes(name: str, band: ProposedBand) -> list[Note]:
    notes = []
    if not band.enough:
        notes.append(Note(code="too_few_judges", place=name, message="Too few: 8 judges, 3 of them customers."))
    if band.p_max < 0.90:
        notes.append(
            Note(code="never_confirmed", place=name, message=f"p_max is {band.p_max:.2f}: widen the band or plan more.")
        )
    return notes


COMMAND = Command(
    name="workshop",
    summary="Ideal-person workshop: judges' answers to a proposed band.",
    method=(
        "Each judge's answers are scored (EAP); centre = mean of the medians of the groups; half-width = "
        "max(1, sqrt(max(0, SD^2 - mean SE^2))); p_max = 2 Phi(half-width / planned SE) - 1."
    ),
    source="docs/scoring/fit.md.",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
