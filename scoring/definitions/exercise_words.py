"""The words of an exercise: what the candidate reads, what the other side plays, and what stands on the rater's card.

Each of the three sees only its own part; `exercise_sheets` puts the parts together.
"""

from typing import Literal

from pydantic import Field

from scoring.definitions.base import Code, Definition, Language, Line, Paragraph
from scoring.definitions.instruments import Measure

Variant = Literal["spoken", "chat", "written"]


class Brief(Definition):
    """What the candidate reads: who they are, what has happened, what to do, what lies at hand."""

    situation: Paragraph
    task: Paragraph
    at_hand: tuple[Line, ...] = Field(default=(), max_length=12)


class CueWords(Definition):
    """A fixed moment: when it comes, what is said or happens, and what it lets the candidate show."""

    when: Line
    line: Paragraph
    chance: Line


class ActorWords(Definition):
    """The sheet of whoever plays the other side, or plants the cues."""

    person: Paragraph
    opening: Paragraph | None = None
    cues: dict[Code, CueWords] = Field(default_factory=dict)
    if_asked: tuple[Line, ...] = Field(default=(), max_length=12)
    limits: tuple[Line, ...] = Field(min_length=1, max_length=12)
    ends: Line


class VariantWords(Definition):
    """How a block goes without speech: what the candidate is told, and what the other side does."""

    candidate: Paragraph
    actor: Paragraph


class FormWords(Definition):
    """One parallel form of a block."""

    brief: Brief
    actor: ActorWords | None = None
    variants: dict[Variant, VariantWords] = Field(default_factory=dict)
    props: tuple[Line, ...] = Field(default=(), max_length=12)


class Anchors(Definition):
    """What grades 1, 3 and 5 look like; 2 and 4 lie between."""

    grade_1: Paragraph
    grade_3: Paragraph
    grade_5: Paragraph


class StyleLine(Definition):
    """The line of a style mark: what speaks for pole b (-2), for the middle (0) and for pole a (2)."""

    pole_b: Paragraph
    middle: Paragraph
    pole_a: Paragraph


class RowWords(Definition):
    """The words of a row: anchors for a skill, a line for a style."""

    title: Line
    look_for: Paragraph
    anchors: Anchors | None = None
    line: StyleLine | None = None


class ErrandWords(Definition):
    """What the candidate is asked to see to, and what raters and hosts need to know of it."""

    asked: Paragraph
    checked_by: Line
    in_the_way: Line | None = None


class BlockWords(Definition):
    """The words of a block. `guard_notes` say what must not be marked."""

    title: Line
    purpose: Paragraph
    forms: dict[Code, FormWords]
    rows: dict[Code, RowWords]
    watch_for: tuple[Line, ...] = Field(min_length=1, max_length=12)
    prompts: dict[Code, Line]
    errands: dict[Code, ErrandWords] = Field(default_factory=dict)
    guard_notes: tuple[Line, ...] = Field(min_length=1, max_length=12)


class PhaseWords(Definition):
    """What a phase is called and what happens in it."""

    title: Line
    what: Paragraph


class CardLabels(Definition):
    """What the card says beside its boxes. Grades and marks lowest first."""

    grades: tuple[Line, Line, Line, Line, Line]
    style_marks: tuple[Line, Line, Line, Line, Line]
    not_seen: Line
    not_shown: Line
    none_seen: Line
    confidence: tuple[Line, Line, Line]
    rules: tuple[Line, ...] = Field(min_length=1, max_length=12)


class ExerciseNotices(Definition):
    """What a candidate is told before agreeing."""

    purpose: Paragraph
    use: Paragraph
    who_sees: Paragraph
    rights: Paragraph


class ExerciseWords(Definition):
    """locales/<language>.yaml of an exercise."""

    language: Language
    direction: Literal["ltr", "rtl"] = "ltr"
    title: Line
    summary: Paragraph
    measures: tuple[Measure, ...] = Field(min_length=1, max_length=20)
    notices: ExerciseNotices
    consent: tuple[Line, ...] = Field(min_length=1, max_length=12)
    before: tuple[Line, ...] = Field(min_length=1, max_length=12, description="What to know before the day.")
    own_view: tuple[Line, ...] = Field(min_length=1, max_length=12, description="The candidate's own scorecard.")
    card: CardLabels
    schedule: dict[Code, PhaseWords]
    blocks: dict[Code, BlockWords]
