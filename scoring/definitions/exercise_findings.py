"""What is wrong between the files of an exercise: its structure, its words, its transcripts and its cases."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from scoring.definitions.exercise_training import TRANSCRIPT_FOLDER, ExerciseCase, Transcript
from scoring.definitions.exercise_words import BlockWords, ExerciseWords, FormWords, RowWords
from scoring.definitions.exercises import CUES_OF_A_ROLE_PLAY, EXERCISE_FILE, Block, Exercise, Row
from scoring.definitions.findings import Finding, Pointer, did_you_mean, repeated
from scoring.definitions.instruments import coverage_findings, default_language_findings, language_findings

CASES_FILE = "cases.yaml"


def exercise_findings(exercise: Exercise) -> list[Finding]:
    """Everything that is wrong between the files of an exercise."""
    findings = default_language_findings(exercise.header, tuple(exercise.locales))
    findings += [*_repeated_codes(exercise), *_schedule_findings(exercise)]
    for position, block in enumerate(exercise.structure.blocks):
        findings += [_inside(finding, ("blocks", position)) for finding in _block_findings(exercise, block)]
    for language, words in exercise.locales.items():
        file = f"locales/{language}.yaml"
        findings += language_findings(file=file, said=words.language, expected=language)
        findings += _word_findings(exercise, words, file=file)
    if findings:
        return findings  # transcripts and cases speak of blocks and rows
    for name, transcript in exercise.transcripts.items():
        findings += list(_transcript_findings(exercise, transcript, file=f"{TRANSCRIPT_FOLDER}/{name}.yaml"))
    for position, case in enumerate(exercise.cases):
        findings += list(_case_findings(exercise, case, position))
    return findings


def _repeated_codes(exercise: Exercise) -> Iterator[Finding]:
    structure = exercise.structure
    lists: list[tuple[Pointer, Iterable[str]]] = [
        (("blocks",), [block.code for block in structure.blocks]),
        (("schedule",), [phase.code for phase in structure.schedule]),
        (("forms",), structure.forms),
        (("variants",), structure.variants),
        (("blocks",), [row.code for row in exercise.rows]),
    ]
    for position, block in enumerate(structure.blocks):
        lists.append((("blocks", position, "cues"), block.cues))
        lists.append((("blocks", position, "prompts"), block.prompts))
        lists.append((("blocks", position, "errands"), [errand.code for errand in block.errands]))
    for pointer, codes in lists:
        for code in repeated(codes).values():
            message = f'"{code}" stands twice under {pointer[-1]}.'
            yield _finding("EXERCISE_001", EXERCISE_FILE, pointer, code, message, "Give the second one another code.")


def _schedule_findings(exercise: Exercise) -> Iterator[Finding]:
    structure = exercise.structure
    known = [block.code for block in structure.blocks]
    scheduled = [phase.block for phase in structure.schedule if phase.block is not None]
    for position, phase in enumerate(structure.schedule):
        if phase.block is not None and phase.block not in known:
            message = f'"{phase.code}" is the time of block "{phase.block}", which does not exist.'
            place: Pointer = ("schedule", position, "block")
            yield _finding("EXERCISE_002", EXERCISE_FILE, place, phase.block, message, did_you_mean(phase.block, known))
    for position, block in enumerate(structure.blocks):
        if block.code not in scheduled:
            message = f'block "{block.code}" has no time in the schedule.'
            place = ("blocks", position)
            yield _finding("EXERCISE_003", EXERCISE_FILE, place, block.code, message, "Add a phase that names it.")
    yield from _overlaps(exercise)


def _overlaps(exercise: Exercise) -> Iterator[Finding]:
    clock = None
    for position, phase in enumerate(exercise.structure.schedule):
        if phase.starts is not None:
            starts = _minute(phase.starts)
            if clock is not None and starts < clock:
                message = f'"{phase.code}" starts at {phase.starts}, before the phase above it has ended.'
                place: Pointer = ("schedule", position, "starts")
                yield _finding("EXERCISE_004", EXERCISE_FILE, place, phase.starts, message, "Let it start later.")
            clock = starts
        clock = None if clock is None else clock + phase.minutes


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _block_findings(exercise: Exercise, block: Block) -> Iterator[Finding]:
    role_play = exercise.structure.format == "role_play"
    if role_play and len(block.cues) != CUES_OF_A_ROLE_PLAY:
        message = f'"{block.code}" has {len(block.cues)} cues.'
        remedy = f"A role play has {CUES_OF_A_ROLE_PLAY}: enough to show something, few enough to play alike."
        yield _finding("EXERCISE_005", EXERCISE_FILE, ("cues",), str(len(block.cues)), message, remedy)
    if role_play and len(exercise.structure.blocks) > 1:
        message, remedy = "a role play has one block.", "Make an exercise of each."
        yield _finding("EXERCISE_006", EXERCISE_FILE, (), block.code, message, remedy)
    if block.dimension is not None and block.dimension not in {row.dimension for row in block.rows}:
        message = f'"{block.code}" is made for "{block.dimension}", but no row marks it.'
        yield _finding("EXERCISE_007", EXERCISE_FILE, ("dimension",), block.dimension, message, "Add a row for it.")
    if block.errands and [errand.possible for errand in block.errands].count(False) != 1:
        message = f'the promise log of "{block.code}" needs one errand that cannot be kept, and only one.'
        remedy = "Whether somebody warns in time shows only where a promise cannot be kept."
        yield _finding("EXERCISE_008", EXERCISE_FILE, ("errands",), block.code, message, remedy)


def _word_findings(exercise: Exercise, words: ExerciseWords, *, file: str) -> Iterator[Finding]:
    structure = exercise.structure
    phases = [phase.code for phase in structure.schedule]
    yield from coverage_findings(file=file, field="schedule", written=words.schedule, needed=phases)
    yield from coverage_findings(file=file, field="blocks", written=words.blocks, needed=list(exercise.units))
    for block in structure.blocks:
        if block.code in words.blocks:
            found = _block_word_findings(exercise, block, words.blocks[block.code], file=file)
            yield from (_inside(finding, ("blocks", block.code)) for finding in found)


def _block_word_findings(exercise: Exercise, block: Block, words: BlockWords, *, file: str) -> Iterator[Finding]:
    needed: dict[str, tuple[Collection[str], list[str]]] = {
        "forms": (words.forms, list(exercise.structure.forms)),
        "rows": (words.rows, [row.code for row in block.rows]),
        "prompts": (words.prompts, list(block.prompts)),
        "errands": (words.errands, [errand.code for errand in block.errands]),
    }
    for field, (written, codes) in needed.items():
        yield from coverage_findings(file=file, field=field, written=written, needed=codes)
    for row in block.rows:
        if row.code in words.rows:
            yield from _row_findings(row, words.rows[row.code], file=file)
    for code, form in words.forms.items():
        found = _form_findings(exercise, block, form, file=file)
        yield from (_inside(finding, ("forms", code)) for finding in found)
    for errand in block.errands:
        if errand.code in words.errands and errand.possible != (words.errands[errand.code].in_the_way is None):
            message = f'errand "{errand.code}" {"has" if errand.possible else "lacks"} what stands in its way.'
            remedy = "Write in_the_way for the errand that cannot be kept, and for no other."
            yield _finding("EXERCISE_009", file, ("errands", errand.code), errand.code, message, remedy)


def _row_findings(row: Row, words: RowWords, *, file: str) -> Iterator[Finding]:
    has = {"skill": words.anchors is not None, "style": words.line is not None}
    other = "style" if row.mark == "skill" else "skill"
    if not has[row.mark] or has[other]:
        needed, spare = ("anchors", "line") if row.mark == "skill" else ("line", "anchors")
        message = f'row "{row.code}" is a {row.mark} row and needs {needed}, not {spare}.'
        yield _finding("EXERCISE_010", file, ("rows", row.code), row.code, message, f"Write {needed}, drop {spare}.")


def _form_findings(exercise: Exercise, block: Block, form: FormWords, *, file: str) -> Iterator[Finding]:
    needed: list[str] = [variant for variant in exercise.structure.variants if variant != "spoken"]
    yield from coverage_findings(file=file, field="variants", written=form.variants, needed=needed)
    if block.cues and form.actor is None:
        message = f'"{block.code}" has cues, but nobody to play them.'
        yield _finding("EXERCISE_011", file, ("actor",), block.code, message, "Write the sheet of the actor or host.")
    if form.actor is not None:
        found = coverage_findings(file=file, field="cues", written=form.actor.cues, needed=list(block.cues))
        yield from (_inside(finding, ("actor",)) for finding in found)


def _transcript_findings(exercise: Exercise, transcript: Transcript, *, file: str) -> Iterator[Finding]:
    by = transcript.marked_by
    if (by.kind == "authors") != (by.raters == 0):
        message = f"marks of {'the authors' if by.kind == 'authors' else 'a panel'} with {by.raters} raters."
        remedy = "Write raters: 0 for the authors' own marks, or the number of raters who sat."
        yield _finding("EXERCISE_012", file, ("marked_by", "raters"), str(by.raters), message, remedy)
    for field, said, known in (
        ("block", transcript.block, exercise.units),
        ("form", transcript.form, exercise.structure.forms),
        ("language", transcript.language, tuple(exercise.locales)),
    ):
        if said not in known:
            message = f'there is no {field} "{said}".'
            yield _finding("EXERCISE_013", file, (field,), said, message, did_you_mean(said, known))
    if transcript.block in exercise.units:
        yield from _turn_findings(exercise.block(transcript.block), transcript, file=file)


def _turn_findings(block: Block, transcript: Transcript, *, file: str) -> Iterator[Finding]:
    cues = [turn.cue for turn in transcript.turns if turn.cue is not None]
    if sorted(cues) != sorted(block.cues):
        message = f"the actor gives the cues {', '.join(cues) or 'none'}, the block has {', '.join(block.cues)}."
        yield _finding("EXERCISE_014", file, ("turns",), transcript.block, message, "Give each cue once.")
    rows = {row.code: row for row in block.rows}
    yield from coverage_findings(
        file=file, field="marks", written=[mark.row for mark in transcript.marks], needed=list(rows)
    )
    for position, mark in enumerate(transcript.marks):
        place: Pointer = ("marks", position)
        if mark.row in rows:
            yield from _mark_findings(rows[mark.row], mark.value, file=file, pointer=(*place, "value"))
        for turn in (*mark.seen_for, *mark.seen_against):
            if not 1 <= turn <= len(transcript.turns):
                message = f"there is no turn {turn}; the talk has {len(transcript.turns)}."
                yield _finding("EXERCISE_015", file, place, str(turn), message, "Count turns from 1.")


def _mark_findings(row: Row, value: int | None, *, file: str, pointer: Pointer) -> Iterator[Finding]:
    if value is not None and value not in row.values:
        message = f'row "{row.code}" cannot be marked {value}.'
        remedy = f"Write {row.values[0]} to {row.values[-1]}, or null where it was not seen."
        yield _finding("EXERCISE_016", file, pointer, str(value), message, remedy)


def _case_findings(exercise: Exercise, case: ExerciseCase, position: int) -> Iterator[Finding]:
    for number, card in enumerate(case.cards):
        place: Pointer = ("cases", position, "cards", number)
        if card.block not in exercise.units:
            message, remedy = f'there is no block "{card.block}".', did_you_mean(card.block, exercise.units)
            yield _finding("EXERCISE_017", CASES_FILE, (*place, "block"), card.block, message, remedy)
            continue
        rows = {row.code: row for row in exercise.block(card.block).rows}
        for code, value in card.marks.items():
            pointer = (*place, "marks", code)
            if code not in rows:
                message = f'block "{card.block}" has no row "{code}".'
                yield _finding("EXERCISE_017", CASES_FILE, pointer, code, message, did_you_mean(code, rows))
            else:
                yield from _mark_findings(rows[code], value, file=CASES_FILE, pointer=pointer)
    dimensions = {row.dimension for row in exercise.rows}
    for dimension in case.expected:
        if dimension not in dimensions:
            message = f'no row marks "{dimension}".'
            place = ("cases", position, "expected", dimension)
            yield _finding("EXERCISE_017", CASES_FILE, place, dimension, message, did_you_mean(dimension, dimensions))


def _inside(finding: Finding, pointer: Pointer) -> Finding:
    return replace(finding, pointer=(*pointer, *finding.pointer))


def _finding(code: str, file: str, pointer: Pointer, value: str, message: str, remedy: str) -> Finding:
    return Finding(code=code, file=file, pointer=pointer, value=value, message=message, remedy=remedy)
