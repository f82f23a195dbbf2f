"""What candidates answer about themselves: balanced, in turns, short, and kept when a new version comes."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from scoring.definitions.files import load_instrument, read_folder
from scoring.definitions.hashing import content_hash, structure_hash
from scoring.definitions.parsing import parse_worksheets
from scoring.definitions.questionnaires import Questionnaire

QUESTIONNAIRES = Path(__file__).parents[2] / "instruments" / "questionnaires"
STYLES, STANDARDS = ["D1", "D2", "D3"], ["P", "S", "X", "O"]
TRAITS = [f"T{number}" for number in range(1, 9)]
CULTURE, TRAIT = ("customer-culture", "2.0.1"), ("customer-traits", "1.0.1")
SHORT_CULTURE, SHORT_TRAIT = ("customer-culture-short", "1.0.1"), ("customer-traits-short", "1.0.1")
BEFORE_TRANSLATION = {CULTURE: "2.0.0", TRAIT: "1.0.0", SHORT_CULTURE: "1.0.0", SHORT_TRAIT: "1.0.0"}
LONG = [CULTURE, TRAIT]
ALL = [*LONG, SHORT_CULTURE, SHORT_TRAIT]


def form(code: str, version: str) -> Questionnaire:
    instrument = load_instrument(QUESTIONNAIRES / code / version)
    assert isinstance(instrument, Questionnaire)
    return instrument


def keys_of(instrument: Questionnaire) -> dict[str, Counter]:
    return {scale.code: Counter(item.key for item in instrument.items_of(scale.code)) for scale in instrument.scales}


def test_styles_have_eight_items_and_standards_ten_with_balanced_keys() -> None:
    assert keys_of(form(*CULTURE)) == {
        **{code: {"a": 4, "b": 4} for code in STYLES},
        **{code: {"a": 5, "b": 5} for code in STANDARDS},
    }


def test_every_trait_has_eight_items_with_balanced_keys() -> None:
    assert keys_of(form(*TRAIT)) == {code: {"a": 4, "b": 4} for code in TRAITS}


@pytest.mark.parametrize("short", [SHORT_CULTURE, SHORT_TRAIT])
def test_a_short_form_has_four_balanced_items_a_scale_and_carries_no_cut(short: tuple[str, str]) -> None:
    instrument = form(*short)

    assert [dict(keys) for keys in keys_of(instrument).values()] == [{"a": 2, "b": 2}] * len(instrument.scales)
    assert not instrument.header.may_carry_cut
    assert any(line.startswith(("A cut", "A gate")) for line in instrument.header.intended_use.not_for)


def test_the_long_form_of_the_standards_may_carry_a_cut_one_day() -> None:
    assert form(*CULTURE).header.may_carry_cut


@pytest.mark.parametrize("which", ALL)
def test_neighbouring_items_belong_to_different_scales(which: tuple[str, str]) -> None:
    scales = [item.scale for item in form(*which).items]

    assert all(first != second for first, second in pairwise(scales))


@pytest.mark.parametrize("which", LONG)
def test_two_pairs_stand_far_apart(which: tuple[str, str]) -> None:
    instrument = form(*which)
    codes = [item.code for item in instrument.items]

    assert sorted(pair.direction for pair in instrument.consistency_pairs) == ["opposite", "same"]
    for pair in instrument.consistency_pairs:
        assert abs(codes.index(pair.first) - codes.index(pair.second)) >= 20


def test_styles_and_standards_take_at_most_fourteen_minutes() -> None:
    assert form(*CULTURE).minutes <= 14
    assert form(*CULTURE).minutes == pytest.approx(67 * 8 / 60)


def test_a_new_version_keeps_the_words_scales_and_keys_of_what_was_asked_before() -> None:
    old, new = form("customer-culture", "1.0.0"), form(*CULTURE)

    kept = {item.code: (item.scale, item.key) for item in new.items}
    for item in old.items:
        if item.scale is not None:
            assert kept[item.code] == (item.scale, item.key), item.code
            assert new.locales["en"].items[item.code] == old.locales["en"].items[item.code]


@pytest.mark.parametrize(("short", "long"), [(SHORT_CULTURE, CULTURE), (SHORT_TRAIT, TRAIT)])
def test_a_short_form_asks_word_for_word_what_its_long_form_asks_in_every_language(
    short: tuple[str, str], long: tuple[str, str]
) -> None:
    part, whole = form(*short), form(*long)

    for language in ("en", "de", "ar"):
        said = whole.locales[language].items
        assert {code: said[code] for code in part.locales[language].items} == part.locales[language].items


def test_a_code_never_changes_its_meaning_between_versions() -> None:
    old, new = form("customer-culture", "1.0.0").locales["en"].items, form(*CULTURE).locales["en"].items

    assert {code for code in old.keys() & new.keys() if old[code] != new[code]} == set()


@pytest.mark.parametrize("which", ALL)
def test_words_in_two_more_languages_leave_the_keys_and_the_english_words_as_they_were(which: tuple[str, str]) -> None:
    before, now = form(which[0], BEFORE_TRANSLATION[which]), form(*which)

    assert (now.items, now.scales) == (before.items, before.scales)
    assert structure_hash(now) == structure_hash(before)
    assert content_hash(now, "en") == content_hash(before, "en")
    assert sorted(now.locales) == ["ar", "de", "en"]


@pytest.mark.parametrize("which", ALL)
def test_arabic_is_read_from_right_to_left_and_german_from_left_to_right(which: tuple[str, str]) -> None:
    locales = form(*which).locales

    assert {language: words.direction for language, words in locales.items()} == {"en": "ltr", "de": "ltr", "ar": "rtl"}
    arabic = re.compile(r"[\u0600-\u06FF]")
    assert all(arabic.search(text) for text in locales["ar"].items.values())


@pytest.mark.parametrize("which", ALL)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_language_has_two_different_translations_of_every_item_and_claims_nothing(
    which: tuple[str, str], language: str
) -> None:
    worksheet = parse_worksheets(read_folder(QUESTIONNAIRES.joinpath(*which)).documents)[language]

    assert worksheet.equivalence == "not_shown"
    assert any("pretest" in line for line in worksheet.not_done)
    for code in form(*which).locales["en"].items:
        row = worksheet.texts[f"items.{code}"]
        assert row.first != row.second, code
        assert row.taken in (row.first, row.second), code


def test_every_new_item_names_work_or_those_one_works_for() -> None:
    frame = re.compile(r"\b(work\w*|customers?|clients?|guests|colleagues?|teams?|cases?)\b", re.IGNORECASE)
    asked_before = form("customer-culture", "1.0.0").locales["en"].items

    for which in LONG:
        for code, text in form(*which).locales["en"].items.items():
            assert code in asked_before or frame.search(text), f"{code} {text}"


@pytest.mark.parametrize("which", ALL)
def test_every_item_has_four_to_eighteen_words_and_none_of_the_forbidden_ones(which: tuple[str, str]) -> None:
    forbidden = re.compile(
        r"\b(health|ill|tired|mood|sad|happy|stress|look(s)? like|accent|school|family|child|church|god|hobby|sport|"
        r"always|never|nobody|don't|cannot)\b",
        re.IGNORECASE,
    )
    for code, text in form(*which).locales["en"].items.items():
        assert 4 <= len(text.split()) <= 18, code
        assert not forbidden.search(text), code
