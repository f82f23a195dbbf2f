"""Whatever stands in a document: a definition or findings with code, place and remedy, never a crash."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.definitions.exercise_sheets import actor_sheet, candidate_brief, rater_card
from scoring.definitions.exercises import Exercise
from scoring.definitions.findings import Finding, UnusableDefinitionError
from scoring.definitions.forms import form_for_taker
from scoring.definitions.hashing import structure_hash
from scoring.definitions.parsing import parse_dimension_library, parse_instrument

Documents = dict[str, Any]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
RELAXED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)


def places(tree: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a tree."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [place, *(found for step, value in inner for found in places(value, (*place, step)))]


def with_changed(tree: Any, place: tuple[Any, ...], value: Any) -> Any:
    """A copy of a tree with one place changed."""
    if not place:
        return value
    changed = deepcopy(tree)
    parent = changed
    for step in place[:-1]:
        parent = parent[step]
    parent[place[-1]] = value
    return changed


def is_read_or_refused(documents: Documents) -> None:
    findings: tuple[Finding, ...] = ()
    try:
        instrument = parse_instrument(documents)
        language = instrument.header.default_language
        structure_hash(instrument)
        if isinstance(instrument, Exercise):
            for sheet in (candidate_brief, actor_sheet, rater_card):
                sheet(instrument, language=language, form=instrument.structure.forms[0])
        else:
            form_for_taker(instrument, language=language, sections_reached=len(instrument.header.sections))
    except UnusableDefinitionError as error:
        findings = error.findings
    assert all(finding.code and finding.file and finding.message and finding.remedy for finding in findings)


@RELAXED
@given(data=st.data())
def test_one_changed_place_of_a_questionnaire(questionnaire_documents: Documents, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(questionnaire_documents)[1:]))

    is_read_or_refused(with_changed(questionnaire_documents, place, data.draw(JSON)))


@RELAXED
@given(data=st.data())
def test_one_changed_place_of_a_situational_test(situational_documents: Documents, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(situational_documents)[1:]))

    is_read_or_refused(with_changed(situational_documents, place, data.draw(JSON)))


@RELAXED
@given(data=st.data())
def test_one_changed_place_of_an_exercise(exercise_documents: Documents, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(exercise_documents)[1:]))

    is_read_or_refused(with_changed(exercise_documents, place, data.draw(JSON)))


@RELAXED
@given(documents=st.dictionaries(st.sampled_from(["instrument.yaml", "items.yaml", "locales/en.yaml"]), JSON))
def test_documents_of_any_content(documents: Documents) -> None:
    is_read_or_refused(documents)


@RELAXED
@given(documents=st.dictionaries(st.sampled_from(["dimensions.yaml", "locales/en.yaml"]), JSON))
def test_a_dimension_library_of_any_content(documents: Documents) -> None:
    with pytest.raises(UnusableDefinitionError):
        parse_dimension_library(documents)
