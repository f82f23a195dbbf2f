"""What suppliers and their clients are asked: about an organisation, with evidence beside the answers."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from scoring.definitions.files import load_instrument
from scoring.definitions.questionnaires import Questionnaire

QUESTIONNAIRES = Path(__file__).parents[2] / "instruments" / "questionnaires"
OWN, REFERENCE = "supplier-culture", "supplier-culture-reference"
DIMENSIONS = ["D1", "D2", "D3", "P", "S", "X", "O"]


def form(code: str) -> Questionnaire:
    instrument = load_instrument(QUESTIONNAIRES / code / "1.0.0")
    assert isinstance(instrument, Questionnaire)
    return instrument


@pytest.mark.parametrize("code", [OWN, REFERENCE])
def test_seven_dimensions_have_six_items_with_balanced_keys(code: str) -> None:
    instrument = form(code)

    keys = {scale.code: Counter(item.key for item in instrument.items_of(scale.code)) for scale in instrument.scales}

    assert keys == {dimension: {"a": 3, "b": 3} for dimension in DIMENSIONS}
    assert instrument.header.referent == "organisation"


@pytest.mark.parametrize("code", [OWN, REFERENCE])
def test_neighbouring_items_belong_to_different_scales_and_pairs_stand_far_apart(code: str) -> None:
    instrument = form(code)
    codes = [item.code for item in instrument.items]

    assert all(first.scale != second.scale for first, second in pairwise(instrument.items[1:]))
    assert len(instrument.consistency_pairs) == 2
    for pair in instrument.consistency_pairs:
        assert abs(codes.index(pair.first) - codes.index(pair.second)) >= 30


@pytest.mark.parametrize("code", [OWN, REFERENCE])
def test_six_points_run_from_never_to_always_and_one_may_say_that_one_cannot_know(code: str) -> None:
    instrument = form(code)
    labels = instrument.locales["en"].formats["true-of-us-6"]

    assert instrument.header.formats["true-of-us-6"].categories == len(labels.labels) == 6
    assert (labels.labels[0].split()[0], labels.labels[-1].split()[0]) == ("Never", "Always")
    assert labels.cannot_know == "I cannot know"


def test_clients_answer_the_same_items_in_the_third_person() -> None:
    own, reference = form(OWN), form(REFERENCE)

    assert own.items == reference.items
    assert own.scales == reference.scales
    assert (own.header.audience, reference.header.audience) == ("supplier", "client")
    for item in own.items:
        said, seen = own.locales["en"].items[item.code], reference.locales["en"].items[item.code]
        assert said != seen, item.code
        assert "supplier" in seen or "Contract lines" in seen, seen


def test_every_dimension_has_evidence_requests_with_rules_of_validity() -> None:
    instrument = form(OWN)

    asked = Counter(request.dimension for request in instrument.evidence_requests)

    assert sorted(asked) == sorted(DIMENSIONS)
    for request in instrument.evidence_requests:
        words = instrument.locales["en"].evidence_requests[request.code]
        assert request.age_months <= 24
        assert request.valid_months >= 6
        assert len({words.request, words.documented_when, words.verified_when, *words.not_accepted}) >= 4


def test_the_record_of_promises_covers_a_year_and_its_tickets_are_drawn_by_the_buyer() -> None:
    requests = {request.code: request for request in form(OWN).evidence_requests}

    assert requests["p-promise-record"].covers_months == 12
    sample = requests["p-tickets"].sample
    assert sample is not None
    assert (sample.size, sample.drawn_by) == (20, "buyer")


def test_an_answer_that_one_cannot_know_is_missing() -> None:
    [case] = [case for case in form(OWN).cases if case.name == "cannot know some of it"]

    assert case.answers["s_05"] == "cannot_know"
    assert (case.expected["S"].answered, case.expected["S"].keyed_mean) == (4, None)
