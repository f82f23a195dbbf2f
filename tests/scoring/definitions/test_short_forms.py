"""A short form is a part of its long form, word for word."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scoring.definitions.files import validate_paths
from scoring.definitions.parsing import parse_instrument
from scoring.definitions.questionnaires import Questionnaire
from scoring.definitions.short_forms import short_form_findings

Documents = dict[str, Any]


@pytest.fixture
def short(questionnaire_documents: Documents) -> Documents:
    documents = deepcopy(questionnaire_documents)
    documents["instrument.yaml"].update(code="smaller", short_form_of={"code": "small", "version": "1.0.0"})
    documents["items.yaml"]["items"].pop()
    del documents["locales/en.yaml"]["items"]["nfc_4"]
    del documents["cases.yaml"]
    return documents


def found(short: Documents, long: Documents) -> list[tuple[str, str]]:
    first, second = parse_instrument(short), parse_instrument(long)
    assert isinstance(first, Questionnaire)
    assert isinstance(second, Questionnaire)
    return [(finding.code, finding.value) for finding in short_form_findings(first, second)]


def test_a_part_of_the_long_form_raises_nothing(short: Documents, questionnaire_documents: Documents) -> None:
    assert found(short, questionnaire_documents) == []


def test_an_item_of_its_own_is_found(short: Documents, questionnaire_documents: Documents) -> None:
    short["items.yaml"]["items"][1]["code"] = "nfc_9"
    short["locales/en.yaml"]["items"]["nfc_9"] = short["locales/en.yaml"]["items"].pop("nfc_1")

    assert found(short, questionnaire_documents) == [("SHORT_001", "nfc_9")]


def test_a_turned_key_is_found(short: Documents, questionnaire_documents: Documents) -> None:
    short["scales.yaml"]["scales"][0]["balanced"] = False
    short["items.yaml"]["items"][2]["key"] = "a"

    assert found(short, questionnaire_documents) == [("SHORT_002", "nfc_2")]


def test_other_words_are_found(short: Documents, questionnaire_documents: Documents) -> None:
    short["locales/en.yaml"]["items"]["nfc_2"] = "We plan visits by letter."

    assert found(short, questionnaire_documents) == [("SHORT_004", "nfc_2")]


def test_six_items_are_no_short_scale(short: Documents, questionnaire_documents: Documents) -> None:
    del questionnaire_documents["cases.yaml"]
    for documents in (short, questionnaire_documents):
        for number in range(5, 9):
            entry = {"code": f"nfc_{number}", "section": "main", "scale": "nfc", "key": "ab"[number % 2]}
            documents["items.yaml"]["items"].append(entry)
            documents["locales/en.yaml"]["items"][f"nfc_{number}"] = f"I note point {number} of a visit."

    assert found(short, questionnaire_documents) == [("SHORT_003", "nfc")]


def test_a_short_form_without_its_long_form_is_a_finding_with_a_line(tmp_path: Path, short: Documents) -> None:
    path = tmp_path / "questionnaires" / "smaller" / "1.0.0"
    for name, document in short.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(document, str):
            file.write_text(document)
        else:
            YAML(typ="rt").dump(document, file)

    codes = {finding.code: finding.line for finding in validate_paths([path])}

    assert codes["SHORT_005"] == 1
