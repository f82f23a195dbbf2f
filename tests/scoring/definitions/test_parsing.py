from typing import Any

import pytest

from scoring.definitions.findings import Finding, UnusableDefinitionError
from scoring.definitions.parsing import parse_instrument
from scoring.definitions.questionnaires import Questionnaire
from scoring.definitions.situational import SituationalTest

Documents = dict[str, Any]


def findings_in(documents: Documents) -> list[tuple[str, str, str]]:
    with pytest.raises(UnusableDefinitionError) as refused:
        parse_instrument(documents)
    return [(finding.code, finding.place, finding.value) for finding in refused.value.findings]


def first_finding(documents: Documents) -> Finding:
    with pytest.raises(UnusableDefinitionError) as refused:
        parse_instrument(documents)
    return refused.value.findings[0]


def test_a_questionnaire_in_which_everything_agrees_is_read_whole(questionnaire_documents: Documents) -> None:
    questionnaire = parse_instrument(questionnaire_documents)

    assert isinstance(questionnaire, Questionnaire)
    assert questionnaire.units == ("nfc",)
    assert [item.code for item in questionnaire.items_of("nfc")] == ["nfc_1", "nfc_2", "nfc_3", "nfc_4"]
    assert questionnaire.minutes == pytest.approx(5 * 8 / 60)


def test_a_situational_test_in_which_everything_agrees_is_read_whole(situational_documents: Documents) -> None:
    test = parse_instrument(situational_documents)

    assert isinstance(test, SituationalTest)
    assert test.units == ("D1",)
    assert test.keys["authors"].panel.kind == "authors"


def test_an_item_keyed_to_an_unknown_scale_is_named_with_the_nearest_scale(questionnaire_documents: Documents) -> None:
    questionnaire_documents["items.yaml"]["items"][2]["scale"] = "nfc_x"

    finding = first_finding(questionnaire_documents)

    assert str(finding) == (
        'INSTRUMENT_014 items.yaml items[2].scale item "nfc_2" is keyed to scale "nfc_x", '
        'which scales.yaml does not define. Did you mean "nfc"?'
    )


def test_an_unknown_field_is_named_with_the_nearest_field(questionnaire_documents: Documents) -> None:
    questionnaire_documents["items.yaml"]["items"][1]["scael"] = "nfc"

    finding = first_finding(questionnaire_documents)

    assert (finding.code, finding.place) == ("SCHEMA_002", "items.yaml items[1].scael")
    assert finding.remedy == 'Did you mean "scale"?'


def test_faults_of_several_files_are_reported_together(questionnaire_documents: Documents) -> None:
    del questionnaire_documents["items.yaml"]["items"][0]["code"]
    questionnaire_documents["scales.yaml"]["scales"][0]["kind"] = "stile"
    del questionnaire_documents["locales/en.yaml"]["title"]

    assert findings_in(questionnaire_documents) == [
        ("SCHEMA_001", "items.yaml items[0].code", "code"),
        ("SCHEMA_003", "scales.yaml scales[0].kind", "stile"),
        ("SCHEMA_001", "locales/en.yaml title", "title"),
    ]


def test_a_missing_file_is_a_finding(questionnaire_documents: Documents) -> None:
    del questionnaire_documents["scales.yaml"]

    assert ("FILE_002", "scales.yaml", "") in findings_in(questionnaire_documents)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda d: d["items.yaml"]["items"].append(d["items.yaml"]["items"][1]), "INSTRUMENT_010"),
        (lambda d: d["scales.yaml"]["scales"].append(d["scales.yaml"]["scales"][0]), "INSTRUMENT_011"),
        (lambda d: d["instrument.yaml"]["sections"].append({"code": "main", "format": "points"}), "INSTRUMENT_012"),
        (lambda d: d["instrument.yaml"]["sections"][1].update(format="pionts"), "INSTRUMENT_013"),
        (lambda d: d["items.yaml"]["items"][1].update(section="mian"), "INSTRUMENT_015"),
        (lambda d: [d["items.yaml"]["items"][1].pop(field) for field in ("scale", "key")], "INSTRUMENT_016"),
        (lambda d: d["items.yaml"]["items"][1].pop("key"), "INSTRUMENT_023"),
        (lambda d: d["items.yaml"]["items"][0].update(scale="nfc", key="a"), "INSTRUMENT_017"),
        (lambda d: [d["items.yaml"]["items"].pop() for _ in range(2)], "INSTRUMENT_018"),
        (lambda d: [item.update(key="a") for item in d["items.yaml"]["items"][1:]], "INSTRUMENT_019"),
        (
            lambda d: d["instrument.yaml"]["sections"].append({"code": "empty", "format": "points"}),
            "INSTRUMENT_022",
        ),
        (lambda d: d["instrument.yaml"].update(default_language="de"), "LOCALE_001"),
        (lambda d: d["locales/en.yaml"]["items"].pop("nfc_3"), "LOCALE_002"),
        (lambda d: d["locales/en.yaml"]["items"].update(nfc_9="Nobody asks this."), "LOCALE_003"),
        (lambda d: d["locales/en.yaml"].update(language="de"), "LOCALE_004"),
        (lambda d: d["locales/en.yaml"]["formats"]["points"]["labels"].pop(), "LOCALE_005"),
        (lambda d: d["locales/en.yaml"]["formats"]["points"].pop("cannot_know"), "LOCALE_005"),
        (lambda d: d["cases.yaml"]["cases"][0]["answers"].update(nfc_9=1), "CASES_001"),
        (lambda d: d["cases.yaml"]["cases"][0]["answers"].update(nfc_1=7), "CASES_001"),
        (lambda d: d["cases.yaml"]["cases"][0]["answers"].update(nfc_1=5), "CASES_002"),
        (lambda d: d["cases.yaml"]["cases"][0]["expected"].update(nfx=None), "SCHEMA_003"),
    ],
)
def test_every_disagreement_of_a_questionnaire_has_its_code(
    questionnaire_documents: Documents, spoil: Any, code: str
) -> None:
    spoil(questionnaire_documents)

    assert code in {found for found, _, _ in findings_in(questionnaire_documents)}


def keyed(documents: Documents, option: int) -> Documents:
    found: Documents = documents["keys/authors.yaml"]["scenarios"][0]["options"][option]
    return found


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda d: d.pop("keys/authors.yaml"), "JUDGEMENT_001"),
        (lambda d: d["scenarios.yaml"]["scenarios"].append(d["scenarios.yaml"]["scenarios"][1]), "JUDGEMENT_002"),
        (lambda d: keyed(d, 0).update(id="colder"), "JUDGEMENT_003"),
        (lambda d: d["keys/authors.yaml"]["scenarios"][0]["options"].pop(), "JUDGEMENT_004"),
        (lambda d: keyed(d, 0).update(n=12), "JUDGEMENT_005"),
        (
            lambda d: d["keys/authors.yaml"]["panel"].update(kind="panel", judges=9, customers=3),
            "JUDGEMENT_005",
        ),
        (lambda d: keyed(d, 0).update(sd=1.3), "JUDGEMENT_006"),
        (lambda d: keyed(d, 1).update(pole={"D1": 0.4}), "JUDGEMENT_007"),
        (lambda d: keyed(d, 2).update(quality=0.4), "JUDGEMENT_008"),
        (lambda d: keyed(d, 0).update(quality=0.0), "JUDGEMENT_009"),
        (lambda d: d["scenarios.yaml"]["scenarios"][1].pop("dimensions"), "JUDGEMENT_010"),
        (lambda d: d["scenarios.yaml"]["scenarios"][0].update(dimensions=["D1"]), "JUDGEMENT_010"),
        (lambda d: d["locales/en.yaml"]["scenarios"]["mail"]["options"].pop("warm"), "LOCALE_002"),
    ],
)
def test_every_disagreement_of_a_situational_test_has_its_code(
    situational_documents: Documents, spoil: Any, code: str
) -> None:
    spoil(situational_documents)

    assert code in {found for found, _, _ in findings_in(situational_documents)}


@pytest.mark.parametrize("text", ["", "   ", "two\nlines", "bell\x07", "nul\x00", "x" * 601])
def test_an_item_text_is_one_bounded_line_without_control_characters(
    questionnaire_documents: Documents, text: str
) -> None:
    questionnaire_documents["locales/en.yaml"]["items"]["nfc_1"] = text

    assert findings_in(questionnaire_documents)[0][:2] == ("SCHEMA_003", "locales/en.yaml items.nfc_1")


@pytest.mark.parametrize("document", [None, [], "text", 7, {"items": None}, {"items": []}])
def test_a_document_of_another_shape_is_a_finding_and_no_crash(
    questionnaire_documents: Documents, document: object
) -> None:
    questionnaire_documents["items.yaml"] = document

    assert findings_in(questionnaire_documents)[0][0].startswith("SCHEMA_")


def test_the_error_crosses_a_process_border_with_its_findings(questionnaire_documents: Documents) -> None:
    import pickle

    questionnaire_documents["items.yaml"]["items"][2]["scale"] = "nfc_x"
    with pytest.raises(UnusableDefinitionError) as refused:
        parse_instrument(questionnaire_documents)

    restored = pickle.loads(pickle.dumps(refused.value))

    assert restored.findings == refused.value.findings
    assert str(restored) == str(refused.value)
