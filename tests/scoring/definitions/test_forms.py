from typing import Any

import pytest

from scoring.definitions.forms import UnknownLanguageError, answer_rules, form_for_taker, references_by_section
from scoring.definitions.parsing import parse_instrument
from scoring.definitions.response_formats.answerable import UnusableAnswerError

Documents = dict[str, Any]


def form_text(documents: Documents, *, sections_reached: int = 2) -> str:
    return form_for_taker(
        parse_instrument(documents), language="en", sections_reached=sections_reached
    ).model_dump_json()


@pytest.mark.parametrize(
    "secret", ["nfc", "Secret", '"key"', '"scale', "D1", "style", "minimum_answered", "keyed", "cases"]
)
def test_the_form_of_a_questionnaire_holds_no_key_and_no_scale(questionnaire_documents: Documents, secret: str) -> None:
    assert secret not in form_text(questionnaire_documents)


@pytest.mark.parametrize(
    "secret", ["quality", "pole", "D1", "Secret", "cold", "warm", "rude", "authors", '"mean"', "rubric", "judges"]
)
def test_the_form_of_a_situational_test_holds_no_key_and_no_rubric(
    situational_documents: Documents, secret: str
) -> None:
    assert secret not in form_text(situational_documents)


def test_a_section_that_is_not_reached_is_a_number_only(questionnaire_documents: Documents) -> None:
    text = form_text(questionnaire_documents, sections_reached=1)

    form = form_for_taker(parse_instrument(questionnaire_documents), language="en", sections_reached=1)
    assert [section.number for section in form.sections] == [1]
    assert [(part.number, part.entries, part.practice) for part in form.outline] == [(1, 1, True), (2, 4, False)]
    assert "I ring guests back today." not in text
    assert "i2" not in text


def test_nothing_is_given_out_before_the_first_section(questionnaire_documents: Documents) -> None:
    form = form_for_taker(parse_instrument(questionnaire_documents), language="en", sections_reached=0)

    assert form.sections == ()
    assert form.consent == ("I agree.",)


def test_references_count_places_and_lead_back_to_items(questionnaire_documents: Documents) -> None:
    instrument = parse_instrument(questionnaire_documents)

    form = form_for_taker(instrument, language="en", sections_reached=2)

    shown = {entry.ref: entry.text for section in form.sections for entry in section.entries}
    assert shown["i2"] == "I ring guests back today."
    assert answer_rules(instrument)["i2"].code == "nfc_1"
    assert references_by_section(instrument) == (("i1",), ("i2", "i3", "i4", "i5"))


def test_every_option_of_a_scenario_takes_an_answer_of_its_own(situational_documents: Documents) -> None:
    instrument = parse_instrument(situational_documents)

    entry = form_for_taker(instrument, language="en", sections_reached=2).sections[1].entries[0]

    assert entry.answers == ("s2o1", "s2o2", "s2o3", "s2o4")
    assert answer_rules(instrument)["s2o2"].code == "warm"


def test_cannot_know_is_offered_where_the_format_allows_it(questionnaire_documents: Documents) -> None:
    form = form_for_taker(parse_instrument(questionnaire_documents), language="en", sections_reached=2)

    choices = form.sections[1].choices
    assert [(choice.value, choice.label) for choice in choices[-2:]] == [(6, "label 6"), ("cannot_know", "No idea")]


@pytest.mark.parametrize("answer", [0, 7, -1, "3", True, 3.5, "cannot-know", "", [], {}])
def test_an_answer_outside_the_format_is_refused_with_its_place(
    questionnaire_documents: Documents, answer: Any
) -> None:
    rule = answer_rules(parse_instrument(questionnaire_documents))["i2"]

    with pytest.raises(UnusableAnswerError, match="i2: The answer is not a whole number from 1 to 6"):
        rule.check(answer, place="i2")


@pytest.mark.parametrize("answer", [1, 6, None, "cannot_know"])
def test_an_answer_of_the_format_is_let_through(questionnaire_documents: Documents, answer: Any) -> None:
    answer_rules(parse_instrument(questionnaire_documents))["i2"].check(answer, place="i2")


def test_cannot_know_is_refused_where_the_format_does_not_allow_it(situational_documents: Documents) -> None:
    with pytest.raises(UnusableAnswerError):
        answer_rules(parse_instrument(situational_documents))["s2o1"].check("cannot_know", place="s2o1")


def test_a_language_without_words_is_named(questionnaire_documents: Documents) -> None:
    with pytest.raises(UnknownLanguageError, match="Write one of: en"):
        form_for_taker(parse_instrument(questionnaire_documents), language="zz", sections_reached=1)
