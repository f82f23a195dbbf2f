"""The three sheets of an exercise, each with its own words and nothing else.

The candidate's brief holds no cue, no anchor and no code of what is measured; the actor's sheet no anchor; the rater's
card no model mark. Every place on the card is a box of its own: grades, marks and "not seen" are never mixed.
"""

from typing import Any

from scoring.definitions.base import Definition
from scoring.definitions.exercise_words import (
    ActorWords,
    Brief,
    CardLabels,
    CueWords,
    ExerciseNotices,
    ExerciseWords,
    FormWords,
    RowWords,
    Variant,
)
from scoring.definitions.exercises import Block, Exercise, Row
from scoring.definitions.findings import did_you_mean
from scoring.definitions.forms import UnknownLanguageError
from scoring.definitions.hashing import content_hash, structure_hash
from scoring.definitions.instruments import Measure
from scoring.errors import ScoringError


class SheetPhase(Definition):
    """A stretch of time: `assessed` where raters mark, `candidate` where the candidate is there."""

    title: str
    what: str
    minutes: int
    starts: str | None
    assessed: bool
    candidate: bool


class BriefBlock(Definition):
    """One block as the candidate reads it. `work` says whether it is work in law; errands are asked on the day."""

    ref: str
    title: str
    work: str
    brief: Brief
    how: str | None
    errands: tuple[str, ...]


class Sheet(Definition):
    """Which exercise a sheet belongs to, and in which words, form and variant it stands."""

    code: str
    version: str
    content_hash: str
    language: str
    direction: str
    form: str
    variant: Variant
    title: str


class CandidateBrief(Sheet):
    """What the candidate gets before the exercise, in one form, variant and language."""

    summary: str
    measures: tuple[Measure, ...]
    notices: ExerciseNotices
    consent: tuple[str, ...]
    before: tuple[str, ...]
    minutes: float
    productive_minutes: int
    schedule: tuple[SheetPhase, ...]
    blocks: tuple[BriefBlock, ...]
    own_view: tuple[str, ...]


class SheetCue(Definition):
    """A fixed moment with its code, so that a card can say which cue an observation followed."""

    code: str
    words: CueWords


class SheetErrand(Definition):
    """One line of the promise log: what is asked, when it is due, how it is checked, what stands in its way."""

    code: str
    due: str
    possible: bool
    asked: str
    checked_by: str
    in_the_way: str | None


class ActorBlock(Definition):
    """One block for whoever plays the other side or plants the cues."""

    code: str
    title: str
    brief: Brief
    actor: ActorWords
    cues: tuple[SheetCue, ...]
    how: str | None
    props: tuple[str, ...]
    errands: tuple[SheetErrand, ...]


class ActorSheet(Sheet):
    """What the actor or host gets: the candidate's brief, the person to play, the cues, the limits."""

    schedule: tuple[SheetPhase, ...]
    blocks: tuple[ActorBlock, ...]


class CardValue(Definition):
    """A box of a row: its value, its label, and the anchor or the place on the line, where one is written."""

    value: int
    label: str
    words: str | None


class CardRow(Definition):
    """One row of the card. `absent` is the label of the box that is no value."""

    code: str
    dimension: str
    mark: str
    title: str
    look_for: str
    values: tuple[CardValue, ...]
    absent: str


class CardPrompt(Definition):
    """What the rater writes down, with the code under which it is kept."""

    code: str
    text: str


class CardBlock(Definition):
    """One block of the card with what raters need beside it: the brief, the cues, the errands, what not to mark."""

    code: str
    title: str
    purpose: str
    brief: Brief
    how: str | None
    watch_for: tuple[str, ...]
    guard_notes: tuple[str, ...]
    prompts: tuple[CardPrompt, ...]
    cues: tuple[SheetCue, ...]
    errands: tuple[SheetErrand, ...]
    rows: tuple[CardRow, ...]


class RaterCard(Sheet):
    """The card of one rater. `confidence` has three labels, lowest first, with the values 1 to 3."""

    structure_hash: str
    rules: tuple[str, ...]
    none_seen: str
    confidence: tuple[CardValue, ...]
    schedule: tuple[SheetPhase, ...]
    blocks: tuple[CardBlock, ...]


class UnknownFormError(ScoringError):
    """A parallel form or a variant that the exercise does not have."""

    code = "unknown_form"


def candidate_brief(exercise: Exercise, *, language: str, form: str, variant: Variant = "spoken") -> CandidateBrief:
    """What a candidate may read before the exercise.

    Raises
    ------
    UnknownLanguageError, UnknownFormError : the exercise has no such words, form or variant.
    """
    words = _checked(exercise, language, form, variant)
    return CandidateBrief(
        **_heading(exercise, language, form, variant),
        summary=words.summary,
        measures=words.measures,
        notices=words.notices,
        consent=words.consent,
        before=words.before,
        minutes=exercise.minutes,
        productive_minutes=exercise.productive_minutes,
        schedule=tuple(phase for phase in _schedule(exercise, words) if phase.candidate),
        blocks=tuple(
            _brief_block(f"b{place}", block, words, form=form, variant=variant)
            for place, block in enumerate(exercise.structure.blocks, start=1)
        ),
        own_view=words.own_view,
    )


def actor_sheet(exercise: Exercise, *, language: str, form: str, variant: Variant = "spoken") -> ActorSheet:
    """What the actor or host may read: blocks in which nobody plays or plants anything are left out.

    Raises
    ------
    UnknownLanguageError, UnknownFormError : the exercise has no such words, form or variant.
    """
    words = _checked(exercise, language, form, variant)
    sheets = [_actor_block(block, words, form=form, variant=variant) for block in exercise.structure.blocks]
    return ActorSheet(
        **_heading(exercise, language, form, variant),
        schedule=_schedule(exercise, words),
        blocks=tuple(sheet for sheet in sheets if sheet is not None),
    )


def rater_card(exercise: Exercise, *, language: str, form: str, variant: Variant = "spoken") -> RaterCard:
    """The card that a rater marks, with anchors and evidence prompts.

    Raises
    ------
    UnknownLanguageError, UnknownFormError : the exercise has no such words, form or variant.
    """
    words = _checked(exercise, language, form, variant)
    labels = words.card
    return RaterCard(
        **_heading(exercise, language, form, variant),
        structure_hash=structure_hash(exercise),
        rules=labels.rules,
        none_seen=labels.none_seen,
        confidence=tuple(
            CardValue(value=value, label=label, words=None) for value, label in enumerate(labels.confidence, start=1)
        ),
        schedule=_schedule(exercise, words),
        blocks=tuple(_card_block(block, words, form=form, variant=variant) for block in exercise.structure.blocks),
    )


def _heading(exercise: Exercise, language: str, form: str, variant: Variant) -> dict[str, Any]:
    words = exercise.locales[language]
    return {
        "code": exercise.header.code,
        "version": exercise.header.version,
        "content_hash": content_hash(exercise, language),
        "language": language,
        "direction": words.direction,
        "form": form,
        "variant": variant,
        "title": words.title,
    }


def _checked(exercise: Exercise, language: str, form: str, variant: str) -> ExerciseWords:
    place = f"{exercise.header.code} {exercise.header.version}"
    if language not in exercise.locales:
        message = f'The exercise has no words in "{language}".'
        remedy = did_you_mean(language, exercise.locales)
        raise UnknownLanguageError(message, place=place, value=language, remedy=remedy)
    for kind, said, known in (
        ("form", form, exercise.structure.forms),
        ("variant", variant, exercise.structure.variants),
    ):
        if said not in known:
            message = f'The exercise has no {kind} "{said}".'
            raise UnknownFormError(message, place=place, value=said, remedy=did_you_mean(said, known))
    return exercise.locales[language]


def _schedule(exercise: Exercise, words: ExerciseWords) -> tuple[SheetPhase, ...]:
    return tuple(
        SheetPhase(
            title=words.schedule[phase.code].title,
            what=words.schedule[phase.code].what,
            minutes=phase.minutes,
            starts=phase.starts,
            assessed=phase.block is not None,
            candidate=phase.candidate,
        )
        for phase in exercise.structure.schedule
    )


def _brief_block(ref: str, block: Block, words: ExerciseWords, *, form: str, variant: Variant) -> BriefBlock:
    written = words.blocks[block.code]
    chosen = written.forms[form]
    return BriefBlock(
        ref=ref,
        title=written.title,
        work=block.work,
        brief=chosen.brief,
        how=chosen.variants[variant].candidate if variant in chosen.variants else None,
        errands=tuple(written.errands[errand.code].asked for errand in block.errands),
    )


def _actor_block(block: Block, words: ExerciseWords, *, form: str, variant: Variant) -> ActorBlock | None:
    chosen = words.blocks[block.code].forms[form]
    if chosen.actor is None:
        return None
    return ActorBlock(
        code=block.code,
        title=words.blocks[block.code].title,
        brief=chosen.brief,
        actor=chosen.actor,
        cues=_cues(block, chosen),
        how=_for_the_other_side(chosen, variant),
        props=chosen.props,
        errands=_errands(block, words),
    )


def _card_block(block: Block, words: ExerciseWords, *, form: str, variant: Variant) -> CardBlock:
    written = words.blocks[block.code]
    chosen = written.forms[form]
    return CardBlock(
        code=block.code,
        title=written.title,
        purpose=written.purpose,
        brief=chosen.brief,
        how=_for_the_other_side(chosen, variant),
        watch_for=written.watch_for,
        guard_notes=written.guard_notes,
        prompts=tuple(CardPrompt(code=code, text=written.prompts[code]) for code in block.prompts),
        cues=_cues(block, chosen),
        errands=_errands(block, words),
        rows=tuple(_card_row(row, written.rows[row.code], words.card) for row in block.rows),
    )


def _for_the_other_side(form: FormWords, variant: Variant) -> str | None:
    return form.variants[variant].actor if variant in form.variants else None


def _cues(block: Block, form: FormWords) -> tuple[SheetCue, ...]:
    if form.actor is None:
        return ()
    return tuple(SheetCue(code=code, words=form.actor.cues[code]) for code in block.cues)


def _errands(block: Block, words: ExerciseWords) -> tuple[SheetErrand, ...]:
    written = words.blocks[block.code].errands
    return tuple(
        SheetErrand(
            code=errand.code,
            due=errand.due,
            possible=errand.possible,
            asked=written[errand.code].asked,
            checked_by=written[errand.code].checked_by,
            in_the_way=written[errand.code].in_the_way,
        )
        for errand in block.errands
    )


def _card_row(row: Row, words: RowWords, labels: CardLabels) -> CardRow:
    anchors: dict[int, str] = {}
    if words.anchors is not None:
        anchors = {1: words.anchors.grade_1, 3: words.anchors.grade_3, 5: words.anchors.grade_5}
    if words.line is not None:
        anchors = {-2: words.line.pole_b, 0: words.line.middle, 2: words.line.pole_a}
    skill = row.mark == "skill"
    named = labels.grades if skill else labels.style_marks
    return CardRow(
        code=row.code,
        dimension=row.dimension,
        mark=row.mark,
        title=words.title,
        look_for=words.look_for,
        values=tuple(
            CardValue(value=value, label=label, words=anchors.get(value))
            for value, label in zip(row.values, named, strict=True)
        ),
        absent=labels.not_seen if skill else labels.not_shown,
    )
