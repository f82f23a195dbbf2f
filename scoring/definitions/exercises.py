"""Exercises: what is played or done in front of raters, and the card on which they mark it.

A role play has one block, an immersion day several. A block is what climbs the ladder. Raters mark its rows: `skill` is
a grade, `style` a mark on the line between two poles, and neither has a middle that stands for "not seen".
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from scoring.definitions.base import Code, Definition
from scoring.definitions.exercise_training import ExerciseCase, Transcript
from scoring.definitions.exercise_words import ExerciseWords, Variant
from scoring.definitions.instruments import Header

EXERCISE_FILE = "exercise.yaml"
SKILL_GRADES = (1, 2, 3, 4, 5)
STYLE_MARKS = (-2, -1, 0, 1, 2)
CUES_OF_A_ROLE_PLAY = 3

MarkKind = Literal["skill", "style"]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class ExerciseHeader(Header):
    """instrument.yaml of an exercise."""

    kind: Literal["exercise"]


class Row(Definition):
    """One row of the card: a grade from 1 to 5 (`skill`), or a mark from -2, pole b, to 2, pole a (`style`).

    A skill row of a style says how well a tone was handled. It is reported as a grade and is no position.
    """

    code: Code
    dimension: Code
    mark: MarkKind

    @property
    def values(self) -> tuple[int, ...]:
        """What may be marked, lowest first. That a thing was not seen is no value."""
        return SKILL_GRADES if self.mark == "skill" else STYLE_MARKS


class Errand(Definition):
    """A promise that the candidate is asked to make and keep: when it is due, and whether it can be kept at all."""

    code: Code
    due: ClockTime
    possible: bool


class Block(Definition):
    """What is rated together: one role play, or one part of a day.

    `work`: `observe` and `simulate` are no work in law; `productive` is, and has to be paid and insured.
    `cues` happen to everybody, so that everybody has the same chances to show something.
    """

    code: Code
    dimension: Code | None = None
    work: Literal["observe", "simulate", "productive"]
    rows: tuple[Row, ...] = Field(min_length=1, max_length=8)
    cues: tuple[Code, ...] = Field(default=(), max_length=6)
    prompts: tuple[Code, ...] = Field(min_length=1, max_length=8)
    errands: tuple[Errand, ...] = Field(default=(), max_length=6)


class Phase(Definition):
    """A stretch of time. Only a phase that names a block is rated; `candidate` says whether the candidate is there."""

    code: Code
    minutes: int = Field(ge=1, le=240)
    block: Code | None = None
    starts: ClockTime | None = None
    candidate: bool = True


class ExerciseStructure(Definition):
    """exercise.yaml: blocks, rows, cues and times, without a word of what is said."""

    format: Literal["role_play", "immersion_day"]
    forms: tuple[Code, ...] = Field(min_length=1, max_length=4, description="Parallel forms: same rows, other story.")
    variants: tuple[Variant, ...] = Field(default=("spoken",), min_length=1, max_length=3)
    blocks: tuple[Block, ...] = Field(min_length=1, max_length=12)
    schedule: tuple[Phase, ...] = Field(min_length=1, max_length=30)


class Exercise(Definition):
    """A whole exercise, as read from its folder or received by the API."""

    header: ExerciseHeader
    structure: ExerciseStructure
    locales: dict[str, ExerciseWords]
    transcripts: dict[str, Transcript] = Field(default_factory=dict)
    evidence: str = ""
    cases: tuple[ExerciseCase, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """Codes of the units that climb the ladder: here the blocks."""
        return tuple(block.code for block in self.structure.blocks)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of every block, in the order of the card."""
        return tuple(row for block in self.structure.blocks for row in block.rows)

    @property
    def minutes(self) -> float:
        """Planned time of the candidate, breaks included."""
        return float(sum(phase.minutes for phase in self.structure.schedule if phase.candidate))

    @property
    def productive_minutes(self) -> int:
        """Minutes that are work in law: they have to be paid and insured."""
        productive = {block.code for block in self.structure.blocks if block.work == "productive"}
        return sum(phase.minutes for phase in self.structure.schedule if phase.block in productive)

    def block(self, code: str) -> Block:
        """The block with this code."""
        return next(block for block in self.structure.blocks if block.code == code)
