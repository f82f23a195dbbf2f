"""What trains raters and proves a card: transcripts with marks and their reasons, and cards scored by hand."""

from typing import Literal

from pydantic import Field

from scoring.definitions.base import Code, Definition, FolderCode, Language, Line, Paragraph

TRANSCRIPT_FOLDER = "transcripts"


class Turn(Definition):
    """One turn of a transcript; an actor's turn may be a cue."""

    speaker: Literal["candidate", "actor"]
    words: Paragraph
    cue: Code | None = None


class ModelMark(Definition):
    """How one row was marked and why. Numbers of turns, counted from 1, are its evidence. `null` is "not seen"."""

    row: Code
    value: int | None
    seen_for: tuple[int, ...] = Field(default=(), max_length=20)
    seen_against: tuple[int, ...] = Field(default=(), max_length=20)
    reason: Paragraph


class MarkedBy(Definition):
    """Who set the marks. `authors` is no panel of raters, and screens say so."""

    kind: Literal["authors", "panel"]
    raters: int = Field(ge=0)
    statement: Paragraph


class Transcript(Definition):
    """transcripts/<code>.yaml: a written talk with marks, for training raters."""

    transcript: FolderCode
    language: Language
    block: Code
    form: Code
    marked_by: MarkedBy
    turns: tuple[Turn, ...] = Field(min_length=4, max_length=80)
    marks: tuple[ModelMark, ...] = Field(min_length=1, max_length=8)


class RatedCard(Definition):
    """One rater's marks of one block, by row; `null` is "not seen"."""

    rater: Code
    block: Code
    marks: dict[Code, int | None]


class ExpectedPosition(Definition):
    """Where a dimension stands after these cards, with its error variance and the raters behind it."""

    y: float
    v: float = Field(gt=0)
    raters: int = Field(ge=1)


class ExerciseCase(Definition):
    """A person whose cards were scored by hand, rounded to the digits written; `null` is "not assessed"."""

    name: Line
    cards: tuple[RatedCard, ...] = Field(min_length=1, max_length=60)
    expected: dict[Code, ExpectedPosition | None]


class ExerciseCaseList(Definition):
    """cases.yaml of an exercise."""

    cases: tuple[ExerciseCase, ...] = Field(max_length=200)
