"""`standard-setting`: a cut for a standard from judges' expected answers."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.models import add_model, load_model
from scoring.cli.reading import load_columns
from scoring.congruence.judges import JudgeAnswers, answers_by_round
from scoring.congruence.standard_setting import JUDGES_AT_LEAST, ROUNDS_AT_LEAST, CutOfRound, consequences, cut_of_round
from scoring.definitions.standing import Basis
from scoring.errors import NoDataError, Note, OutOfRangeError, UnsuitableModelError, UsageError
from scoring.linalg import FloatMatrix, FloatVector
from scoring.models.graded_response import GradedResponseModel, GradedScale


def add_arguments(parser: ArgumentParser) -> None:
    """The judgements, the model, and scores for the consequence table."""
    parser.add_argument("--answers", required=True, metavar="FILE", help="CSV judge,group,round,<item>...")
    add_model(parser)
    parser.add_argument("--scale", metavar="NAME", help="scale of the model (default: its only one)")
    parser.add_argument("--scores", metavar="FILE", help="CSV of score, for the share of real people above the cut")


def run(args: Namespace) -> Result:
    """The cut of every round, the last being the result, with what it would mean."""
    scale = _scale(args)
    found = answers_by_round(load_columns(args, path=args.answers), scale.layout.item_names)
    rounds = [_round(scale, entry) for entry in found]
    last = rounds[-1]
    return {
        "n": last.n,
        "scale": scale.name,
        "cut": last.cut,
        "se": last.se,
        "rounds": [asdict(entry) for entry in rounds],
        "consequences": [asdict(row) for row in consequences(last.cut, last.se, _scored(args, scale.name))],
        "notes": _notes(len(rounds), last.n),
    }


def _scale(args: Namespace) -> GradedScale:
    file = load_model(args)
    if not isinstance(file.model, GradedResponseModel):
        raise UnsuitableModelError("A cut needs graded items.", place="--model", value=file.model.kind, remedy="mml.")
    name = args.scale or (file.model.scale_names[0] if len(file.model.scales) == 1 else None)
    scale = next((s for s in file.model.scales if s.name == name), None)
    if scale is None:
        raise UsageError(
            "Which scale?", place="--scale", value=args.scale, remedy=f"One of {', '.join(file.model.scale_names)}."
        )
    if scale.basis is not Basis.DATA:
        raise UnsuitableModelError(
            "No cut on assumed parameters.",
            place=scale.name,
            value=str(scale.basis),
            remedy="Calibrate the scale first.",
        )
    return scale


def _round(scale: GradedScale, found: JudgeAnswers) -> CutOfRound:
    return cut_of_round(scale.parameter_sets[0].items, scale.link, _keyed(scale, found), found.round)


def _keyed(scale: GradedScale, found: JudgeAnswers) -> FloatMatrix:
    """Expected keyed categories, from 0: expected answers are turned like answers, and may have decimals."""
    if np.isnan(found.answers).any():
        row, column = (int(i) for i in np.argwhere(np.isnan(found.answers))[0])
        raise NoDataError(
            "A judge left an item out.",
            place=f"round {found.round}, judge {found.judges[row]}, item {scale.layout.item_names[column]}",
            remedy="Complete the judgement, or leave the judge out.",
        )
    columns = []
    for item, column in zip(scale.layout.items, found.answers.T, strict=True):
        outside = (column < item.lowest) | (column > item.highest)
        if outside.any():
            raise OutOfRangeError(
                f"An expected answer lies outside {item.lowest} to {item.highest}.",
                place=f"round {found.round}, item {item.name}",
                value=float(column[outside][0]),
                remedy="Correct it.",
            )
        keyed = item.highest - column if item.reversed else column - item.lowest
        # merged categories: a value between two answers lies as far between their categories
        columns.append(np.interp(keyed, np.arange(len(item.category_of)), item.category_of))
    return np.stack(columns, axis=1)


def _scored(args: Namespace, scale: str) -> FloatVector | None:
    if not args.scores:
        return None
    texts = load_columns(args, path=args.scores, names=[scale])[scale]
    return np.array([float(text) if text else np.nan for text in texts])


def _notes(rounds: int, judges: int) -> list[Note]:
    notes = []
    if judges < JUDGES_AT_LEAST:
        notes.append(Note(code="too_few_judges", place="answers", message=f"{JUDGES_AT_LEAST} judges are needed."))
    if rounds < ROUNDS_AT_LEAST:
        notes.append(Note(code="one_round", place="answers", message="Two rounds are needed, with talk between them."))
    return notes


COMMAND = Command(
    name="standard-setting",
    summary="Extended Angoff: judges' expected answers of the just acceptable person to a cut with its error.",
    method=(
        "Each judge's expected answers are summed and read back through the test characteristic curve; the cut is the "
        "mean over judges of the last round, its SE SD / sqrt(judges). No cut on assumed parameters."
    ),
    source="Hambleton & Plake (1995); Cizek & Bunch (2007).",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
