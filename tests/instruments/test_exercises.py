"""What is shipped under instruments/exercises: cases recomputed by the engine, sheets kept apart, no panel claimed."""

import re
from pathlib import Path

import numpy as np
import pytest

from scoring.definitions.exercise_sheets import candidate_brief
from scoring.definitions.exercise_training import ExerciseCase
from scoring.definitions.exercises import Exercise
from scoring.definitions.files import load_dimension_library, load_instrument
from scoring.reliability.generalisability.design import Ratings
from scoring.reliability.generalisability.estimation import VariancePriors
from scoring.reliability.generalisability.grades import grades_of
from scoring.reliability.generalisability.positions import RatedPosition, grade_norms, skill_position, style_position

INSTRUMENTS = Path(__file__).parents[2] / "instruments"
FOLDERS = sorted(file.parent for file in INSTRUMENTS.glob("exercises/*/*/exercise.yaml"))
ASSUMED = np.array(VariancePriors().medians)
by_code = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)


def exercise_in(folder: Path) -> Exercise:
    exercise = load_instrument(folder)
    assert isinstance(exercise, Exercise)
    return exercise


def kinds_for(exercise: Exercise) -> dict[str, str]:
    reference = exercise.header.framework
    return dict(load_dimension_library(INSTRUMENTS / "dimensions" / reference.code / reference.version).kinds)


def position(case: ExerciseCase, rows: set[str], mark: str) -> tuple[RatedPosition, int] | None:
    """The position from the cards' marks of these rows, with severities of 0 and the assumed variances."""
    cards = [(card.rater, card.block, value) for card in case.cards for row, value in card.marks.items() if row in rows]
    seen = [(rater, block, value) for rater, block, value in cards if value is not None]
    if not seen:
        return None
    raters, blocks = sorted({one[0] for one in seen}), sorted({one[1] for one in seen})
    ratings = Ratings(
        persons=("somebody",),
        raters=tuple(raters),
        blocks=tuple(blocks),
        person=np.zeros(len(seen), dtype=np.int64),
        rater=np.array([raters.index(one[0]) for one in seen]),
        block=np.array([blocks.index(one[1]) for one in seen]),
        rating=np.array([one[2] for one in seen], dtype=float),
    )
    block_mean = np.array([ratings.rating[ratings.block == place].mean() for place in range(len(blocks))])
    grades = grades_of(ratings, severity=np.zeros(len(raters)), block_mean=block_mean, variances=ASSUMED)
    grade, error = float(grades.mean[0]), float(grades.se[0])
    if mark == "style":
        return style_position(grade, error, assumed=True), len(raters)
    return skill_position(grade, error, grade_norms(np.array([]))), len(raters)


@by_code
def test_hand_scored_cards_come_out_by_the_assumed_values(folder: Path) -> None:
    exercise = exercise_in(folder)
    kinds = kinds_for(exercise)

    assert len(exercise.cases) >= 3
    for case in exercise.cases:
        for dimension, expected in case.expected.items():
            mark = "style" if kinds[dimension] == "style" else "skill"
            rows = {row.code for row in exercise.rows if row.dimension == dimension and row.mark == mark}
            found = position(case, rows, mark)
            if expected is None:
                assert found is None, (case.name, dimension)
                continue
            assert found is not None, (case.name, dimension)
            assert (found[0].y, found[0].v) == pytest.approx((expected.y, expected.v), abs=6e-5)
            assert found[1] == expected.raters
            assert found[0].method_extra_sd == 1.0


@by_code
def test_the_brief_names_no_dimension_no_anchor_and_no_cue(folder: Path) -> None:
    exercise = exercise_in(folder)

    for form in exercise.structure.forms:
        for variant in exercise.structure.variants:
            text = candidate_brief(exercise, language="en", form=form, variant=variant).model_dump_json()
            for block in exercise.locales["en"].blocks.values():
                actor = block.forms[form].actor
                cues = [] if actor is None else [cue.line for cue in actor.cues.values()]
                anchors = [row.anchors.grade_5 for row in block.rows.values() if row.anchors is not None]
                assert not [secret for secret in (*cues, *anchors) if secret in text]
            assert not re.search(r'"(D[123]|[PSXO])"|\bcue\b|\bdimension\b', text)


@by_code
def test_transcripts_are_the_authors_own_and_say_so(folder: Path) -> None:
    exercise = exercise_in(folder)

    for transcript in exercise.transcripts.values():
        assert (transcript.marked_by.kind, transcript.marked_by.raters) == ("authors", 0)
        assert "no panel has marked it" in transcript.marked_by.statement
        assert all(mark.seen_for or mark.seen_against for mark in transcript.marks if mark.value is not None)


@by_code
def test_evidence_says_that_nobody_has_played_it(folder: Path) -> None:
    evidence = exercise_in(folder).evidence

    assert "**Status: draft. Nobody has" in evidence
    assert "## What is not known" in evidence
    assert "## Sources" in evidence


@pytest.mark.parametrize(
    "folder", [folder for folder in FOLDERS if folder.parent.name.startswith("role-play")], ids=lambda f: f.parent.name
)
def test_a_role_play_has_three_cues_two_forms_three_variants_and_a_transcript(folder: Path) -> None:
    exercise = exercise_in(folder)

    [block] = exercise.structure.blocks
    assert len(block.cues) == 3
    assert exercise.structure.forms == ("a", "b")
    assert exercise.structure.variants == ("spoken", "chat", "written")
    assert [phase.minutes for phase in exercise.structure.schedule] == [8, 2, 5]
    assert exercise.transcripts
    assert {row.mark for row in block.rows} == {"skill", "style"}


def test_there_is_a_role_play_for_each_dimension() -> None:
    role_plays = [exercise_in(folder) for folder in FOLDERS if folder.parent.name.startswith("role-play")]

    assert sorted(block.dimension or "" for each in role_plays for block in each.structure.blocks) == [
        "D1",
        "D2",
        "D3",
        "O",
        "P",
        "S",
        "X",
    ]


def test_the_day_has_five_blocks_an_unmarked_lunch_paid_work_and_one_promise_that_cannot_be_kept() -> None:
    day = exercise_in(INSTRUMENTS / "exercises" / "immersion-day" / "1.0.0")
    phases = {phase.code: phase for phase in day.structure.schedule}

    assert [(block.code[:2], block.work) for block in day.structure.blocks] == [
        ("b1", "simulate"),
        ("b2", "observe"),
        ("b3", "productive"),
        ("b4", "simulate"),
        ("b5", "simulate"),
    ]
    assert phases["lunch"].block is None
    assert day.productive_minutes == 90
    assert [errand.possible for errand in day.block("b5-promises").errands] == [True, True, False]
    assert len(day.locales["en"].own_view) >= 3


def test_the_engines_assumed_variances_are_those_the_cases_were_scored_with() -> None:
    assert ASSUMED.tolist() == [0.25, 0.08, 0.30, 0.30]
