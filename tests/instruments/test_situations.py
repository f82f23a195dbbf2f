"""The situational tests that are shipped: choice in every scenario, no panel claimed, cases worked out apart."""

from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from scoring.definitions.files import load_instrument
from scoring.definitions.forms import form_for_taker, languages_covering
from scoring.definitions.situational import ScenarioKey, SituationalTest
from scoring.definitions.situational_findings import pole_quality_correlation
from scoring.judgement.keys import key_findings, key_from_document
from scoring.judgement.regression import score_ratings

FOLDER = Path(__file__).parents[2] / "instruments" / "judgement" / "customer-situations"
VERSIONS = ("1.0.0", "2.0.0")
STYLES = ("D1", "D2", "D3")
TRANSLATED = ("practice", "tone-1", "promises-1", "tone-2", "promises-2")


def situations(version: str = "2.0.0") -> SituationalTest:
    instrument = load_instrument(FOLDER / version)
    assert isinstance(instrument, SituationalTest)
    return instrument


def keyed(test: SituationalTest) -> tuple[ScenarioKey, ...]:
    return test.keys["authors"].scenarios


def test_there_are_eight_scenarios_for_styles_and_promises_and_four_for_the_other_standards() -> None:
    counts = Counter(dimension for scenario in situations().scenarios for dimension in scenario.dimensions)

    assert counts == {"D1": 8, "D2": 8, "D3": 8, "P": 8, "S": 4, "X": 4, "O": 4}


def test_every_scenario_has_four_options_and_a_trade_and_no_section_has_one_trade_twice_in_a_row() -> None:
    test = situations()
    scored = [scenario for scenario in test.scenarios if scenario.dimensions]

    assert {len(scenario.options) for scenario in scored} == {4}
    assert len({scenario.trade for scenario in scored}) >= 8
    for first, second in pairwise(scored):
        assert first.section != second.section or first.trade != second.trade, (first.code, second.code)


def test_a_section_holds_four_scenarios_of_one_dimension_so_that_a_campaign_can_choose() -> None:
    test = situations()

    for section in test.header.sections:
        if section.scored:
            inside = [scenario for scenario in test.scenarios if scenario.section == section.code]
            assert len(inside) == 4
            assert len({scenario.dimensions for scenario in inside}) == 1


@pytest.mark.parametrize("version", VERSIONS)
def test_the_authors_key_claims_no_panel(version: str) -> None:
    key = situations(version).keys["authors"]

    assert (key.panel.kind, key.panel.judges, key.panel.customers) == ("authors", 0, 0)
    assert "no panel yet" in key.panel.statement
    assert all(option.n == 0 and option.sd is None for scenario in key.scenarios for option in scenario.options)


@pytest.mark.parametrize("style", STYLES)
def test_the_key_keeps_pole_and_quality_far_apart(style: str) -> None:
    assert abs(pole_quality_correlation(situations().keys["authors"], style)) <= 0.15


def test_both_poles_are_offered_equally_well_in_every_scenario_of_a_style() -> None:
    for scenario in keyed(situations()):
        for style in STYLES:
            if style in scenario.dimensions:
                best = {
                    sign: max(o.quality for o in scenario.options if sign * o.pole.get(style, 0.0) >= 0.5)
                    for sign in (1, -1)
                }
                assert abs(best[1] - best[-1]) <= 0.151, scenario.id


def test_the_length_of_an_option_tells_nothing_about_its_quality() -> None:
    test = situations()
    lengths, qualities = [], []
    for scenario in keyed(test):
        words = test.locales["en"].scenarios[scenario.id].options
        counts = np.array([len(words[option.id].split()) for option in scenario.options], dtype=float)
        lengths.extend(counts - counts.mean())
        marks = np.array([option.quality for option in scenario.options])
        qualities.extend(marks - marks.mean())

    assert abs(np.corrcoef(lengths, qualities)[0, 1]) <= 0.2


def test_the_best_option_and_both_poles_stand_at_every_place() -> None:
    test = situations()
    shown = {scenario.code: scenario.options for scenario in test.scenarios}
    best = Counter(
        shown[scenario.id].index(max(scenario.options, key=lambda option: option.quality).id)
        for scenario in keyed(test)
    )

    assert set(best) == {0, 1, 2, 3}


def test_no_two_scenarios_are_alike() -> None:
    words = situations().locales["en"].scenarios
    said = {code: {word.lower().strip(".,\"':;") for word in text.situation.split()} for code, text in words.items()}

    for first, second in combinations(said, 2):
        shared = len(said[first] & said[second]) / len(said[first] | said[second])
        assert shared < 0.4, (first, second, shared)


def test_german_and_arabic_cover_tone_and_promises_and_arabic_runs_from_right_to_left() -> None:
    test = situations()

    assert {language: test.sections_in(language) for language in ("ar", "de")} == {"ar": TRANSLATED, "de": TRANSLATED}
    assert test.locales["ar"].direction == "rtl"
    assert languages_covering(test, TRANSLATED) == {"ar", "de", "en"}
    assert languages_covering(test, ("practice", "care-1")) == {"en"}


@pytest.mark.parametrize("language", ["ar", "de"])
def test_a_form_in_part_keeps_the_references_of_the_whole(language: str) -> None:
    test = situations()

    whole = {section.number: section for section in form_for_taker(test, language="en", sections_reached=99).sections}
    part = form_for_taker(test, language=language, sections_reached=99)

    assert (len(part.sections), part.minutes) == (5, 17)
    for section in part.sections:
        assert [entry.answers for entry in section.entries] == [
            entry.answers for entry in whole[section.number].entries
        ]


@pytest.mark.parametrize("language", ["ar", "de"])
def test_the_worksheet_has_two_translations_of_every_text_and_claims_no_equivalence(language: str) -> None:
    test = situations()
    sheet = (FOLDER / "2.0.0" / "translations" / f"{language}.md").read_text()
    rows = [line.split(" | ") for line in sheet.splitlines() if line.startswith("| ") and not line.startswith("| text")]
    taken = {row[0].removeprefix("| "): row for row in rows}

    assert "not shown equivalent" in sheet
    for code, words in test.locales[language].scenarios.items():
        for option, text in words.options.items():
            _, source, first, second, choice, _ = taken[option]
            assert source == test.locales["en"].scenarios[code].options[option]
            assert first != second
            assert {"1": first, "2": second}.get(choice, choice) == text


@pytest.mark.parametrize("version", VERSIONS)
def test_the_engine_scores_the_cases_as_the_normal_equations_do_and_as_they_were_written_down(version: str) -> None:
    test = situations(version)
    key = key_from_document(test.keys["authors"].model_dump(mode="json"))

    assert key_findings(key) == ()
    for case in test.cases:
        given = [case.answers[option.name] for option in key.options]
        scores = score_ratings(key, np.array([np.nan if one is None else one for one in given], dtype=float))
        assert scores.unscorable == case.reason
        found = {slope.dimension: slope.estimate for slope in (*scores.positions, *scores.quality)}
        for dimension in test.units if case.reason is None else ():
            expected = {**case.positions, **case.quality}.get(dimension)
            apart = by_normal_equations(keyed(test), case.answers, dimension)
            if expected is None:
                assert found[dimension] is None
                assert apart is None
            else:
                assert found[dimension] == pytest.approx(expected, abs=0.0006)
                assert apart == pytest.approx(expected, abs=0.0006)


def by_normal_equations(
    scenarios: tuple[ScenarioKey, ...], answers: dict[str, int | None], dimension: str
) -> float | None:
    """The slope of one dimension, written out: nothing in common with the engine's way."""
    ratings = np.array([one for one in answers.values() if one is not None], dtype=float)
    features, outcome, count = [], [], 0
    for scenario in scenarios:
        rated = [(option, answers[option.id]) for option in scenario.options]
        rows = [
            ([option.pole.get(dimension, 0.0), option.quality], (rating - ratings.mean()) / ratings.std())
            for option, rating in rated
            if rating is not None
        ]
        if dimension in scenario.dimensions and len(rows) >= 2:
            x, y = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
            features.append(x - x.mean(axis=0))
            outcome.append(y - y.mean())
            count += 1
    if count < 4:
        return None
    pole_and_quality, z = np.vstack(features), np.concatenate(outcome)
    if dimension in STYLES:
        return float(np.linalg.solve(pole_and_quality.T @ pole_and_quality, pole_and_quality.T @ z)[0])
    quality = pole_and_quality[:, 1]
    return float((quality @ z) / (quality @ quality))
