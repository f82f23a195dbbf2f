from copy import deepcopy
from typing import Any

import pytest

from scoring.definitions.hashing import content_hash, structure_hash
from scoring.definitions.parsing import parse_instrument

Documents = dict[str, Any]


def hashes(documents: Documents) -> tuple[str, str]:
    instrument = parse_instrument(documents)
    return content_hash(instrument, "en"), structure_hash(instrument)


@pytest.fixture
def spoiled(questionnaire_documents: Documents) -> Documents:
    return deepcopy(questionnaire_documents)


def test_a_new_version_number_alone_changes_no_hash(questionnaire_documents: Documents, spoiled: Documents) -> None:
    spoiled["instrument.yaml"]["version"] = "1.0.1"

    assert hashes(spoiled) == hashes(questionnaire_documents)


def test_a_changed_word_changes_the_content_hash_alone(questionnaire_documents: Documents, spoiled: Documents) -> None:
    spoiled["locales/en.yaml"]["items"]["nfc_1"] = "Statement one."

    content, structure = hashes(questionnaire_documents)
    new_content, new_structure = hashes(spoiled)

    assert new_content != content
    assert new_structure == structure


def test_a_turned_key_changes_the_structure_hash_alone(questionnaire_documents: Documents, spoiled: Documents) -> None:
    spoiled["items.yaml"]["items"][1]["key"] = "b"
    spoiled["scales.yaml"]["scales"][0]["balanced"] = False
    del spoiled["cases.yaml"]

    content, structure = hashes(questionnaire_documents)
    new_content, new_structure = hashes(spoiled)

    assert new_content == content
    assert new_structure != structure


def test_the_order_of_showing_and_practice_are_no_part_of_the_structure(
    questionnaire_documents: Documents, spoiled: Documents
) -> None:
    practice, *items = spoiled["items.yaml"]["items"]
    spoiled["items.yaml"]["items"] = [*reversed(items), {**practice, "code": "try_two"}]
    spoiled["locales/en.yaml"]["items"]["try_two"] = spoiled["locales/en.yaml"]["items"].pop("try_it")

    assert hashes(spoiled)[1] == hashes(questionnaire_documents)[1]


def test_a_changed_key_of_a_situational_test_changes_its_structure(situational_documents: Documents) -> None:
    before = hashes(situational_documents)[1]
    situational_documents["keys/authors.yaml"]["scenarios"][0]["options"][0]["quality"] = 0.7

    assert hashes(situational_documents)[1] != before


def test_what_came_later_and_is_not_used_is_in_no_document_and_no_hash(questionnaire_documents: Documents) -> None:
    said = deepcopy(questionnaire_documents)
    said["instrument.yaml"]["audience"] = "candidate"
    said["consistency_pairs.yaml"] = {"consistency_pairs": []}
    said["evidence_requests.yaml"] = {"evidence_requests": []}

    dumped = parse_instrument(said).model_dump(mode="json")

    assert dumped == parse_instrument(questionnaire_documents).model_dump(mode="json")
    assert "audience" not in dumped["header"]
    assert not {"consistency_pairs", "evidence_requests"} & (dumped.keys() | dumped["locales"]["en"].keys())
    assert hashes(said) == hashes(questionnaire_documents)
