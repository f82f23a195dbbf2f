"""Transcripts as raters train on them: the talk, the rows of the card, and how the talk was marked and why."""

from scoring.definitions.base import Definition
from scoring.definitions.exercise_sheets import CardRow, rater_card
from scoring.definitions.exercise_training import MarkedBy, ModelMark, Transcript, Turn
from scoring.definitions.exercises import Exercise


class TrainingRow(Definition):
    """One row of the card with its anchors, and the mark that the talk got. `value` null is the box of its own."""

    row: CardRow
    mark: ModelMark


class TrainingTalk(Definition):
    """One transcript of an exercise, in its own language and parallel form. Turns are counted from 1."""

    code: str
    version: str
    title: str
    transcript: str
    language: str
    direction: str
    form: str
    block: str
    situation: str
    task: str
    marked_by: MarkedBy
    turns: tuple[Turn, ...]
    rows: tuple[TrainingRow, ...]


def training_talks(exercise: Exercise) -> tuple[TrainingTalk, ...]:
    """Every transcript of an exercise, by name; none where it has none, as a day of immersion."""
    return tuple(_talk(exercise, transcript) for _, transcript in sorted(exercise.transcripts.items()))


def _talk(exercise: Exercise, transcript: Transcript) -> TrainingTalk:
    words = exercise.locales[transcript.language]
    card = rater_card(exercise, language=transcript.language, form=transcript.form)
    block = next(block for block in card.blocks if block.code == transcript.block)
    rows = {row.code: row for row in block.rows}
    return TrainingTalk(
        code=exercise.header.code,
        version=exercise.header.version,
        title=words.title,
        transcript=transcript.transcript,
        language=transcript.language,
        direction=words.direction,
        form=transcript.form,
        block=block.title,
        situation=block.brief.situation,
        task=block.brief.task,
        marked_by=transcript.marked_by,
        turns=transcript.turns,
        rows=tuple(TrainingRow(row=rows[mark.row], mark=mark) for mark in transcript.marks),
    )
