"""Translation worksheets: every answered text has two translations, one taken, and the source it was made from."""

from copy import deepcopy
from typing import Any

import pytest

from scoring.definitions.findings import UnusableDefinitionError
from scoring.definitions.parsing import parse_instrument, parse_worksheets, prose_worksheets
from scoring.definitions.translations import translation_findings

Documents = dict[str, Any]


@pytest.fixture
def documents(questionnaire_documents: Documents) -> Documents:
    """The small questionnaire in German too, with its worksheet."""
    english = questionnaire_documents["locales/en.yaml"]
    german = deepcopy(english)
    german["language"] = "de"
    german["items"] = {code: f"Satz {number}." for number, code in enumerate(english["items"])}
    questionnaire_documents["locales/de.yaml"] = german
    rows = {
        f"items.{code}": {"source": text, "first": "Erster.", "second": "Zweiter.", "taken": german["items"][code]}
        for code, text in english["items"].items()
    }
    for field in ("sections", "formats"):
        rows |= _same(field, english[field])
    questionnaire_documents["translations/de.yaml"] = {
        "language": "de",
        "source_language": "en",
        "equivalence": "not_shown",
        "made_by": "The authors.",
        "not_done": ["Nobody outside has read it."],
        "texts": rows,
    }
    return questionnaire_documents


def _same(place: str, part: Any) -> dict[str, dict[str, str]]:
    if isinstance(part, str):
        row = {"source": part, "first": part, "second": part, "taken": part}
        return {} if place.endswith(".type") else {place: row}
    steps = part.items() if isinstance(part, dict) else enumerate(part)
    return {name: row for step, inner in steps for name, row in _same(f"{place}.{step}", inner).items()}


def found(documents: Documents) -> list[tuple[str, str]]:
    instrument = parse_instrument(documents)
    findings = translation_findings(instrument, parse_worksheets(documents), prose_worksheets(documents))
    return [(finding.code, finding.value) for finding in findings]


def test_a_whole_worksheet_raises_nothing(documents: Documents) -> None:
    assert found(documents) == []


def test_a_language_without_a_worksheet_is_found(documents: Documents) -> None:
    del documents["translations/de.yaml"]

    assert found(documents) == [("TRANSLATION_001", "de")]


@pytest.mark.parametrize(
    ("text", "codes"), [("Draft, not shown equivalent.", []), ("All is well.", [("TRANSLATION_007", "de")])]
)
def test_a_worksheet_for_people_must_say_that_nothing_is_shown(
    documents: Documents, text: str, codes: list[tuple[str, str]]
) -> None:
    del documents["translations/de.yaml"]
    documents["translations/de.md"] = text

    assert found(documents) == codes


def test_the_default_language_needs_no_worksheet(questionnaire_documents: Documents) -> None:
    assert found(questionnaire_documents) == []


def test_a_worksheet_without_words_is_found(documents: Documents) -> None:
    del documents["locales/de.yaml"]

    assert found(documents) == [("TRANSLATION_002", "de")]


def test_a_row_of_nothing_is_found_with_the_nearest_place(documents: Documents) -> None:
    documents["translations/de.yaml"]["texts"]["items.nfc_9"] = dict.fromkeys(
        ("source", "first", "second", "taken"), "Satz."
    )

    assert found(documents) == [("TRANSLATION_003", "items.nfc_9")]


def test_words_that_are_not_those_taken_are_found(documents: Documents) -> None:
    documents["locales/de.yaml"]["items"]["nfc_2"] = "Anderer Satz."

    assert found(documents) == [("TRANSLATION_004", "items.nfc_2")]


def test_a_source_that_has_changed_since_is_found(documents: Documents) -> None:
    documents["locales/en.yaml"]["items"]["nfc_2"] = "We plan visits by letter."

    assert found(documents) == [("TRANSLATION_005", "items.nfc_2")]


@pytest.mark.parametrize("place", ["items.nfc_2", "formats.points.labels.0", "sections.main.instruction"])
def test_a_text_that_people_answer_to_without_a_row_is_found(documents: Documents, place: str) -> None:
    del documents["translations/de.yaml"]["texts"][place]

    assert found(documents) == [("TRANSLATION_006", place)]


def test_a_worksheet_cannot_claim_equivalence(documents: Documents) -> None:
    documents["translations/de.yaml"]["equivalence"] = "shown"

    with pytest.raises(UnusableDefinitionError) as refused:
        parse_worksheets(documents)

    assert [(finding.code, finding.pointer) for finding in refused.value.findings] == [("SCHEMA_003", ("equivalence",))]
