"""What is shipped under instruments/ is whole, balanced, short, and scored as its authors scored it by hand."""

import re
from collections import Counter
from pathlib import Path

import pytest

from scoring.definitions.exercises import Exercise
from scoring.definitions.files import drifted_schemas, load_dimension_library, load_instrument, validate_paths
from scoring.definitions.forms import form_for_taker
from scoring.definitions.hashing import Instrument
from scoring.definitions.questionnaires import Questionnaire

INSTRUMENTS = Path(__file__).parents[2] / "instruments"
LIBRARY = INSTRUMENTS / "dimensions" / "onculture" / "1.1.0"
QUESTIONNAIRES = INSTRUMENTS / "questionnaires"
ALL_INSTRUMENTS = sorted(INSTRUMENTS.glob("*/*/*/instrument.yaml"))
NEWEST = sorted({folder.parent: folder for folder in sorted(INSTRUMENTS.glob("[!_]*/*/*"))}.values())
WITH_A_FORM = [path for path in ALL_INSTRUMENTS if path.parts[-4] != "exercises"]


def test_everything_shipped_is_valid_and_its_hand_scored_cases_come_out() -> None:
    assert validate_paths([INSTRUMENTS]) == []


def test_the_generated_schemas_say_what_the_classes_say() -> None:
    assert drifted_schemas(INSTRUMENTS / "_schema") == ()


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
def test_every_dimension_is_described_at_both_poles_with_behaviours_and_guards(version: str) -> None:
    library = load_dimension_library(INSTRUMENTS / "dimensions" / "onculture" / version)

    for code in library.kinds:
        words = library.words_for(code, "en")
        for pole in (words.pole_a, words.pole_b):
            assert len(pole.on) >= 4
            assert len(pole.off) >= 4
        assert len(words.guard_notes) >= 3


def test_the_library_has_the_core_the_traits_and_the_optional_styles() -> None:
    kinds = load_dimension_library(LIBRARY).kinds

    assert kinds == {
        **dict.fromkeys(["D1", "D2", "D3"], "style"),
        **dict.fromkeys(["P", "S", "X", "O"], "standard"),
        **{f"T{number}": "trait" for number in range(1, 9)},
        **{f"D{number}": "style" for number in range(4, 13)},
    }


def test_no_line_of_a_dimension_is_said_of_another_one() -> None:
    library = load_dimension_library(LIBRARY)
    lines = []
    for words in library.locales["en"].dimensions.values():
        for pole in (words.pole_a, words.pole_b):
            lines += [pole.name, pole.description, *pole.on, *pole.off]
        lines += [words.definition, words.why_customers_care, *words.off_for_both, *words.positions, *words.guard_notes]

    assert [line for line, count in Counter(lines).items() if count > 1] == []


def test_a_new_version_of_the_library_keeps_the_words_of_the_old_one() -> None:
    old = load_dimension_library(INSTRUMENTS / "dimensions" / "onculture" / "1.0.0")
    new = load_dimension_library(LIBRARY)

    for code in old.kinds:
        assert new.words_for(code, "en") == old.words_for(code, "en"), code


@pytest.mark.parametrize("folder", NEWEST, ids=lambda folder: "-".join(folder.parts[-2:]))
def test_everything_says_why_it_is_so_by_author_and_year_and_what_is_not_known(folder: Path) -> None:
    evidence = (folder / "evidence.md").read_text()

    assert "not known" in evidence
    assert re.search(r"[A-Z]\w+ (19|20)\d\d", evidence), "no source by author and year"
    assert re.search(rf"^# Evidence for .*{re.escape(folder.name)}$", evidence, re.MULTILINE)


@pytest.mark.parametrize("path", ALL_INSTRUMENTS, ids=lambda path: "-".join(path.parts[-3:-1]))
def test_every_instrument_has_respondents_scored_by_hand(path: Path) -> None:
    assert len(load_instrument(path.parent).cases) >= 1


@pytest.mark.parametrize("path", WITH_A_FORM, ids=lambda path: "-".join(path.parts[-3:-1]))
def test_no_form_names_a_scale_a_pole_or_an_item_code(path: Path) -> None:
    instrument = load_instrument(path.parent)
    assert not isinstance(instrument, Exercise)
    sections = len(instrument.header.sections)

    text = form_for_taker(instrument, language="en", sections_reached=sections).model_dump_json()

    for secret in (
        r"\b[dDpPsSxXoOtTcC][1-8]?_\d\d",
        r'"key"',
        r'"quality"',
        r'"pole',
        "rubric",
        r'"D[123]"',
        r'"scale"',
    ):
        assert not re.search(secret, text), secret


def entries_of(instrument: Instrument) -> int:
    if isinstance(instrument, Exercise):
        return len(instrument.rows)
    return len(instrument.items if isinstance(instrument, Questionnaire) else instrument.scenarios)


@pytest.mark.parametrize("path", ALL_INSTRUMENTS, ids=lambda path: "-".join(path.parts[-3:-1]))
def test_the_table_of_the_readme_has_the_figures_of_the_files(path: Path) -> None:
    instrument = load_instrument(path.parent)
    entries = entries_of(instrument)

    row = f"| {instrument.header.code} {instrument.header.version} |"
    [line] = [line for line in (INSTRUMENTS / "README.md").read_text().splitlines() if line.startswith(row)]

    cells = [cell.strip() for cell in line.split("|")]
    assert (cells[4], cells[5]) == (str(entries), f"{instrument.minutes:.1f}")
    assert all(unit in cells[3] for unit in instrument.units)
    assert cells[6] == ", ".join(sorted(instrument.locales))
