"""Consistency pairs and evidence requests: what makes them unusable."""

from typing import Any

import pytest

from scoring.definitions.findings import UnusableDefinitionError
from scoring.definitions.parsing import parse_instrument
from scoring.definitions.questionnaires import Questionnaire

Documents = dict[str, Any]
WORDS = {
    "title": "Tickets",
    "request": "Hand in a list.",
    "why": "It shows single cases.",
    "documented_when": "All are there.",
    "verified_when": "Somebody has looked.",
    "not_accepted": ["Chosen ones."],
}


@pytest.fixture
def documents(questionnaire_documents: Documents) -> Documents:
    """The small questionnaire with an item for a pair alone, the pair, and one request."""
    questionnaire_documents["items.yaml"]["items"].append({"code": "again", "section": "main"})
    questionnaire_documents["locales/en.yaml"]["items"]["again"] = "I return every call on the day."
    questionnaire_documents["locales/en.yaml"]["evidence_requests"] = {"tickets": WORDS}
    questionnaire_documents["consistency_pairs.yaml"] = {
        "consistency_pairs": [{"first": "nfc_1", "second": "again", "direction": "same"}]
    }
    questionnaire_documents["evidence_requests.yaml"] = {
        "evidence_requests": [
            {
                "code": "tickets",
                "dimension": "D1",
                "form": "sample",
                "age_months": 1,
                "valid_months": 12,
                "sample": {"size": 20, "drawn_by": "buyer"},
            }
        ]
    }
    return questionnaire_documents


def codes(documents: Documents) -> list[tuple[str, str]]:
    with pytest.raises(UnusableDefinitionError) as refused:
        parse_instrument(documents)
    return [(finding.code, finding.value) for finding in refused.value.findings]


def test_an_item_of_a_pair_stands_among_scored_items_and_belongs_to_no_scale(documents: Documents) -> None:
    questionnaire = parse_instrument(documents)

    assert isinstance(questionnaire, Questionnaire)
    assert [item.code for item in questionnaire.items_of("nfc")] == ["nfc_1", "nfc_2", "nfc_3", "nfc_4"]
    assert questionnaire.consistency_pairs[0].direction == "same"
    assert questionnaire.evidence_requests[0].redacted


def test_without_its_pair_the_item_lacks_scale_and_key(documents: Documents) -> None:
    del documents["consistency_pairs.yaml"]

    assert codes(documents) == [("INSTRUMENT_016", "again")]


@pytest.mark.parametrize("field", ["scale", "key"])
def test_scale_and_key_come_together(documents: Documents, field: str) -> None:
    documents["items.yaml"]["items"][-1][field] = {"scale": "nfc", "key": "a"}[field]

    assert ("INSTRUMENT_023", "again") in codes(documents)


@pytest.mark.parametrize(
    ("pair", "finding"),
    [
        ({"first": "nfc_1", "second": "agian"}, ("PAIR_001", "agian")),
        ({"first": "again", "second": "again"}, ("PAIR_002", "again")),
        ({"first": "nfc_1", "second": "nfc_2"}, ("PAIR_003", "nfc_2")),
    ],
)
def test_a_pair_of_unknown_equal_or_scored_items_is_refused(documents: Documents, pair: dict, finding: tuple) -> None:
    kept = {"first": "again", "second": "nfc_1", "direction": "same"}
    documents["consistency_pairs.yaml"]["consistency_pairs"] = [kept, {**pair, "direction": "opposite"}]

    assert codes(documents) == [finding]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"dimension": "D9"}, ("EVIDENCE_002", "D9")),
        ({"form": "record"}, ("EVIDENCE_003", "tickets")),
        ({"sample": None}, ("EVIDENCE_003", "tickets")),
    ],
)
def test_a_request_about_nothing_measured_or_with_a_sample_too_few_or_too_many_is_refused(
    documents: Documents, change: dict, finding: tuple
) -> None:
    documents["evidence_requests.yaml"]["evidence_requests"][0].update(change)

    assert codes(documents) == [finding]


def test_a_request_that_is_listed_twice_is_refused(documents: Documents) -> None:
    documents["evidence_requests.yaml"]["evidence_requests"] *= 2

    assert codes(documents) == [("EVIDENCE_001", "tickets")]


def test_a_request_without_words_is_refused(documents: Documents) -> None:
    del documents["locales/en.yaml"]["evidence_requests"]

    assert codes(documents) == [("LOCALE_002", "tickets")]
