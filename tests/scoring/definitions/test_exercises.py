"""An exercise is read whole or refused with every finding; each of its sheets holds its own words only."""

from copy import deepcopy
from typing import Any

import pytest

from scoring.definitions.exercise_sheets import UnknownFormError, actor_sheet, candidate_brief, rater_card
from scoring.definitions.exercises import Exercise
from scoring.definitions.findings import UnusableDefinitionError
from scoring.definitions.forms import UnknownLanguageError
from scoring.definitions.framework import dimension_findings
from scoring.definitions.hashing import content_hash, structure_hash
from scoring.definitions.parsing import parse_instrument

Documents = dict[str, Any]


def exercise(documents: Documents) -> Exercise:
    parsed = parse_instrument(documents)
    assert isinstance(parsed, Exercise)
    return parsed


def codes(documents: Documents) -> list[str]:
    with pytest.raises(UnusableDefinitionError) as refused:
        parse_instrument(documents)
    return [finding.code for finding in refused.value.findings]


def transcript(**changed: Any) -> Documents:
    turns = [{"speaker": "candidate", "words": "Hello."}]
    turns += [{"speaker": "actor", "words": cue, "cue": cue} for cue in ("first", "second", "third")]
    marks = [{"row": row, "value": 1, "seen_for": [1], "reason": "Seen."} for row in ("promise", "tone")]
    by = {"kind": "authors", "raters": 0, "statement": "The authors' own."}
    whole = {"transcript": "one", "language": "en", "block": "late", "form": "a", "marked_by": by}
    return {**whole, "turns": turns, "marks": marks, **changed}


def case(**marks: int | None) -> Documents:
    return {"cases": [{"name": "one", "cards": [{"rater": "r1", "block": "late", "marks": marks}], "expected": {}}]}


def test_an_exercise_in_which_everything_agrees_is_read_whole(exercise_documents: Documents) -> None:
    read = exercise(
        {**exercise_documents, "transcripts/one.yaml": transcript(), "cases.yaml": case(promise=5, tone=-2)}
    )

    assert read.units == ("late",)
    assert [row.code for row in read.rows] == ["promise", "tone"]
    assert (read.minutes, read.productive_minutes) == (10.0, 0)
    assert list(read.transcripts) == ["one"]


@pytest.mark.parametrize(
    ("file", "path", "value", "code"),
    [
        ("exercise.yaml", ("schedule", 1, "code"), "play", "EXERCISE_001"),
        ("exercise.yaml", ("blocks", 0, "rows", 1, "code"), "promise", "EXERCISE_001"),
        ("exercise.yaml", ("schedule", 0, "block"), "early", "EXERCISE_002"),
        ("exercise.yaml", ("schedule", 0, "block"), None, "EXERCISE_003"),
        ("exercise.yaml", ("blocks", 0, "cues"), ["first", "second"], "EXERCISE_005"),
        ("exercise.yaml", ("blocks", 0, "dimension"), "S", "EXERCISE_007"),
        ("exercise.yaml", ("blocks", 0, "errands"), [{"code": "e", "due": "09:00", "possible": True}], "EXERCISE_008"),
        ("locales/en.yaml", ("blocks", "late", "rows", "promise", "anchors"), None, "EXERCISE_010"),
        ("locales/en.yaml", ("blocks", "late", "forms", "a", "actor"), None, "EXERCISE_011"),
        ("locales/en.yaml", ("blocks", "late", "forms", "a", "variants"), {}, "LOCALE_002"),
        ("locales/en.yaml", ("blocks", "late", "forms", "c"), {}, "SCHEMA_001"),
        ("locales/en.yaml", ("blocks", "late", "prompts"), {}, "LOCALE_002"),
        ("locales/en.yaml", ("schedule", "lunch"), {"title": "Lunch", "what": "Food."}, "LOCALE_003"),
        ("locales/en.yaml", ("language",), "de", "LOCALE_004"),
        ("instrument.yaml", ("default_language",), "de", "LOCALE_001"),
    ],
)
def test_every_disagreement_has_its_code(
    exercise_documents: Documents, file: str, path: tuple[Any, ...], value: Any, code: str
) -> None:
    changed = deepcopy(exercise_documents)
    place = changed[file]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    assert code in codes(changed)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"marked_by": {"kind": "authors", "raters": 3, "statement": "Three."}}, "EXERCISE_012"),
        ({"marked_by": {"kind": "panel", "raters": 0, "statement": "Nobody."}}, "EXERCISE_012"),
        ({"block": "early"}, "EXERCISE_013"),
        ({"form": "c"}, "EXERCISE_013"),
        ({"turns": [{"speaker": "candidate", "words": "Hello."}] * 4}, "EXERCISE_014"),
        ({"marks": [{"row": "promise", "value": 1, "reason": "Seen."}]}, "LOCALE_002"),
        ({"marks": [*transcript()["marks"][:1], {"row": "tone", "value": 3, "reason": "Seen."}]}, "EXERCISE_016"),
        (
            {"marks": [{"row": row, "value": 1, "seen_for": [9], "reason": "x"} for row in ("promise", "tone")]},
            "EXERCISE_015",
        ),
    ],
)
def test_a_transcript_claims_no_panel_and_speaks_of_what_there_is(
    exercise_documents: Documents, changed: Documents, code: str
) -> None:
    assert code in codes({**exercise_documents, "transcripts/one.yaml": transcript(**changed)})


@pytest.mark.parametrize(
    ("marks", "code"),
    [({"promise": 0}, "EXERCISE_016"), ({"tone": 3}, "EXERCISE_016"), ({"voice": 1}, "EXERCISE_017")],
)
def test_a_case_marks_only_what_the_card_has(
    exercise_documents: Documents, marks: dict[str, int | None], code: str
) -> None:
    assert codes({**exercise_documents, "cases.yaml": case(**marks)}) == [code]


def test_phases_of_a_day_do_not_overlap(exercise_documents: Documents) -> None:
    schedule = exercise_documents["exercise.yaml"]["schedule"]
    schedule[0]["starts"], schedule[1]["starts"] = "09:00", "09:07"

    assert codes(exercise_documents) == ["EXERCISE_004"]


def test_a_style_mark_needs_a_style(exercise_documents: Documents) -> None:
    found = dimension_findings(exercise(exercise_documents), {"P": "standard", "D1": "standard"})

    assert [(finding.code, finding.value) for finding in found] == [("INSTRUMENT_021", "D1")]


def test_the_brief_holds_nothing_of_the_actor_and_nothing_of_the_card(exercise_documents: Documents) -> None:
    text = candidate_brief(exercise(exercise_documents), language="en", form="b", variant="chat").model_dump_json()

    assert "Brief chat." in text
    for secret in ("Actor", "Card", "promise", "anchor", "cue", '"dimension"', '"late"'):
        assert secret not in text, secret


def test_the_actors_sheet_holds_the_brief_and_the_cues_but_no_anchor(exercise_documents: Documents) -> None:
    sheet = actor_sheet(exercise(exercise_documents), language="en", form="a", variant="chat")

    assert [cue.code for cue in sheet.blocks[0].cues] == ["first", "second", "third"]
    assert sheet.blocks[0].how == "Actor chat."
    for secret in ("anchor", "Card grade", "Card guard", "Card watch"):
        assert secret not in sheet.model_dump_json(), secret


def test_the_card_has_anchors_at_1_3_5_and_a_box_for_what_was_not_seen(exercise_documents: Documents) -> None:
    promise, tone = rater_card(exercise(exercise_documents), language="en", form="a").blocks[0].rows

    assert [(value.value, value.words) for value in promise.values] == [
        (1, "Card anchor 1."),
        (2, None),
        (3, "Card anchor 3."),
        (4, None),
        (5, "Card anchor 5."),
    ]
    assert [(value.value, value.words) for value in tone.values] == [
        (-2, "Card formal."),
        (-1, None),
        (0, "Card middle."),
        (1, None),
        (2, "Card informal."),
    ]
    assert (promise.absent, tone.absent) == ("Card not seen", "Card not shown")


@pytest.mark.parametrize(
    ("chosen", "error"),
    [
        ({"language": "de", "form": "a"}, UnknownLanguageError),
        ({"language": "en", "form": "z"}, UnknownFormError),
        ({"language": "en", "form": "a", "variant": "written"}, UnknownFormError),
    ],
)
def test_a_sheet_that_does_not_exist_is_refused(
    exercise_documents: Documents, chosen: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        rater_card(exercise(exercise_documents), **chosen)


def test_a_changed_word_changes_the_content_hash_alone_and_a_changed_row_the_structure_hash_alone(
    exercise_documents: Documents,
) -> None:
    reworded, remade = deepcopy(exercise_documents), deepcopy(exercise_documents)
    reworded["locales/en.yaml"]["blocks"]["late"]["rows"]["promise"]["anchors"]["grade_5"] = "Another anchor."
    remade["exercise.yaml"]["blocks"][0]["rows"][0]["dimension"] = "S"
    remade["exercise.yaml"]["blocks"][0]["dimension"] = None

    before, after_words, after_row = (exercise(each) for each in (exercise_documents, reworded, remade))

    assert content_hash(before, "en") != content_hash(after_words, "en")
    assert structure_hash(before) == structure_hash(after_words)
    assert content_hash(before, "en") == content_hash(after_row, "en")
    assert structure_hash(before) != structure_hash(after_row)


def test_a_new_transcript_is_new_words(exercise_documents: Documents) -> None:
    before = exercise(exercise_documents)
    after = exercise({**exercise_documents, "transcripts/one.yaml": transcript()})

    assert content_hash(before, "en") != content_hash(after, "en")
    assert structure_hash(before) == structure_hash(after)
