from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scoring.definitions.files import drifted_schemas, load_instrument, validate_paths, write_schemas
from scoring.definitions.findings import UnusableDefinitionError
from scoring.definitions.parsing import parse_instrument

Documents = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path, questionnaire_documents: Documents) -> Path:
    path = tmp_path / "questionnaires" / "small" / "1.0.0"
    for name, document in questionnaire_documents.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(document, str):
            file.write_text(document)
        else:
            YAML(typ="rt").dump(document, file)
    return path


def test_a_folder_gives_what_its_documents_give(folder: Path, questionnaire_documents: Documents) -> None:
    assert load_instrument(folder) == parse_instrument(questionnaire_documents)


def test_a_finding_names_file_and_line(folder: Path) -> None:
    items = folder / "items.yaml"
    items.write_text(items.read_text().replace("scale: nfc\n  key: b", "scale: nfc_x\n  key: b", 1))
    line = next(n for n, text in enumerate(items.read_text().splitlines(), start=1) if "nfc_x" in text)

    with pytest.raises(UnusableDefinitionError) as refused:
        load_instrument(folder)

    finding = refused.value.findings[0]
    assert (finding.code, finding.place) == ("INSTRUMENT_014", f"{items}:{line}")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("items: [\n  - {code: a\n", "FILE_001", 2),
        ("items: []\nitems: []\n", "FILE_001", 2),
        ("a: &x [1]\nb: *x\n", "FILE_003", 1),
        ("items:\n  7: seven\n", "FILE_004", 2),
        ("x: " + "y" * 1_000_001, "FILE_005", 1),
        ("x: 2001-99-99\n", "FILE_001", 1),
        ("x: " + "[" * 2_000, "FILE_001", 1),
        ("x: \x00\n", "FILE_001", 1),
    ],
)
def test_a_file_that_is_no_plain_yaml_is_a_finding(folder: Path, text: str, code: str, line: int) -> None:
    (folder / "items.yaml").write_text(text)

    [finding] = validate_paths([folder])

    assert finding.code == code
    assert abs((finding.line or 0) - line) <= 1


def test_a_file_that_is_not_utf8_is_a_finding(folder: Path) -> None:
    (folder / "items.yaml").write_bytes(b"items: \xff\xfe")

    [finding] = validate_paths([folder])

    assert finding.code == "FILE_006"


def test_a_folder_under_another_name_and_without_its_framework_is_two_findings(folder: Path) -> None:
    moved = folder.rename(folder.with_name("1.0.1"))

    assert [finding.code for finding in validate_paths([moved])] == ["FILE_007", "INSTRUMENT_020"]


def test_a_path_inside_a_definition_means_the_definition(folder: Path) -> None:
    assert [f.code for f in validate_paths([folder / "locales" / "en.yaml"])] == ["INSTRUMENT_020"]


def test_schema_files_drift_until_they_are_written(tmp_path: Path) -> None:
    left_over = tmp_path / "old.schema.json"
    left_over.write_text("{}")

    assert "old.schema.json" in drifted_schemas(tmp_path)
    write_schemas(tmp_path)

    assert drifted_schemas(tmp_path) == ()
    assert not left_over.exists()
