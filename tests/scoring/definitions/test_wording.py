from typing import Any

import pytest

from scoring.definitions.parsing import parse_instrument
from scoring.definitions.wording import Waiver, reading_grade, wording_findings

Documents = dict[str, Any]


def lints(documents: Documents, *waivers: Waiver) -> list[tuple[str, str]]:
    return [(finding.code, finding.value) for finding in wording_findings(parse_instrument(documents), waivers)]


def test_plain_items_raise_nothing(questionnaire_documents: Documents) -> None:
    assert lints(questionnaire_documents) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Guests matter.", "WORDING_001"),
        ("I " + "really " * 17 + "listen.", "WORDING_001"),
        ("I always answer guests today.", "WORDING_002"),
        ("I do not answer guests late.", "WORDING_003"),
        ("I don't answer guests late.", "WORDING_003"),
        ("I greet guests and sort their orders.", "WORDING_004"),
        ("I sleep well before visits.", "WORDING_005"),
        ("I go the extra mile for guests.", "WORDING_006"),
        ("We plan our visits by phone.", "WORDING_007"),
    ],
)
def test_each_lint_is_raised_at_its_item(questionnaire_documents: Documents, text: str, code: str) -> None:
    questionnaire_documents["locales/en.yaml"]["items"]["nfc_4"] = text

    assert lints(questionnaire_documents) == [(code, "nfc_4")]


def test_options_of_very_different_length_are_a_lint(situational_documents: Documents) -> None:
    situational_documents["locales/en.yaml"]["scenarios"]["mail"]["options"]["warm"] = (
        "You act, and then " + "act " * 12
    )

    assert lints(situational_documents) == [("WORDING_008", "mail")]


def test_long_sentences_of_long_words_need_too_many_years_of_school(questionnaire_documents: Documents) -> None:
    hard = "I systematically operationalise multidimensional organisational responsibilities"
    questionnaire_documents["locales/en.yaml"]["items"] = {
        code: f"{hard} {code}." for code in questionnaire_documents["locales/en.yaml"]["items"]
    }

    assert ("WORDING_009", "small") in lints(questionnaire_documents)


def test_a_waiver_covers_its_lint_and_a_waiver_of_nothing_is_a_finding(questionnaire_documents: Documents) -> None:
    questionnaire_documents["locales/en.yaml"]["items"]["nfc_4"] = "I always answer guests today."
    covers = Waiver(code="WORDING_002", place="nfc_4", reason="The scale is about constancy.")
    idle = Waiver(code="WORDING_003", place="nfc_4", reason="None.")

    assert lints(questionnaire_documents, covers) == []
    assert lints(questionnaire_documents, covers, idle) == [("WAIVER_001", "nfc_4")]


def test_other_languages_are_not_linted(questionnaire_documents: Documents) -> None:
    words = questionnaire_documents.pop("locales/en.yaml")
    questionnaire_documents["locales/de.yaml"] = {**words, "language": "de"}
    questionnaire_documents["locales/de.yaml"]["items"]["nfc_4"] = "never"
    questionnaire_documents["instrument.yaml"]["default_language"] = "de"

    assert lints(questionnaire_documents) == []


def test_the_reading_grade_is_that_of_the_formula() -> None:
    # 6 words, 1 sentence, 6 syllables: .39 * 6 + 11.8 * 1 - 15.59
    assert reading_grade(["The cat sat on the mat."]) == pytest.approx(-1.45)
    assert reading_grade([]) == 0.0
