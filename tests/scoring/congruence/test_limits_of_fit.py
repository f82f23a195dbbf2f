"""Figures exactly at their limits, and what errors say about the value: each line holds a comparison."""

import numpy as np
import pytest

from scoring.congruence.count import count_distribution, count_interval
from scoring.congruence.definition import Kind, Target
from scoring.congruence.files import positions_from_columns, targets_from_document
from scoring.congruence.fit import NOTHING_ELIGIBLE, Positions, assess_fit
from scoring.congruence.judges import answers_by_round
from scoring.congruence.policy import FitPolicy
from scoring.congruence.ranking import probability_ahead, rank_bands
from scoring.congruence.standard_setting import consequences, theta_of_expected_sum
from scoring.congruence.verdicts import Verdict, probability_on_culture
from scoring.errors import OutOfRangeError, ScoringError, UnsuitableModelError
from scoring.irt.curves import expected_category, item_from_factor

BAND = Target(name="D", kind=Kind.STYLE, lower=-1.0, upper=1.0)


def at(mean, se, *, eligible=True, dimension="D"):
    """Positions of people who all have eligible data."""
    mean, se = np.atleast_1d(np.asarray(mean, dtype=float)), np.atleast_1d(np.asarray(se, dtype=float))
    yes = np.ones(len(mean), dtype=np.bool_)
    return Positions(dimension=dimension, mean=mean, se=se, assessed=yes, on_data=yes, eligible=yes & eligible)


def word(mean, se, policy):
    return assess_fit([BAND], {"D": at(mean, se)}, 1, policy).dimensions[0].verdicts[0]


def test_a_count_whose_tail_is_met_exactly_ends_there():
    # two coins: 1/4, 1/2, 1/4
    found = count_interval(np.array([[0.5], [0.5]]), tail=0.25)

    assert (found.lower[0], found.upper[0]) == (0, 1)


def test_a_position_exactly_as_certain_as_needed_gets_its_word():
    assert word(0.0, 0.5, FitPolicy(largest_se=0.5)) is Verdict.ON
    assert word(0.0, np.nextafter(0.5, 1), FitPolicy(largest_se=0.5)) is Verdict.CANNOT_TELL


def test_a_probability_exactly_at_its_limit_gets_the_word():
    (high,), (low,) = (probability_on_culture(BAND, np.array([m]), np.array([0.5])) for m in (0.3, 1.6))

    assert word(0.3, 0.5, FitPolicy(on_from=float(high))) is Verdict.ON
    assert word(1.6, 0.5, FitPolicy(off_to=float(low))) is Verdict.OFF


def test_a_figure_needs_no_sentence_and_its_absence_does():
    found = assess_fit([BAND], {"D": at([0.0, 0.0], [0.3, 0.3], eligible=np.array([True, False]))}, 2)

    assert found.overall.reasons == (None, NOTHING_ELIGIBLE)


def test_nothing_known_is_neither_data_nor_eligible():
    (dimension,) = assess_fit([BAND], {}, 2).dimensions

    assert dimension.on_data.tolist() == dimension.eligible.tolist() == [False, False]


def overall_of(*people):
    """The overall figure of people given as probabilities by dimension, None where not assessed."""
    names = [f"D{k}" for k in range(len(people[0]))]
    targets = [Target(name=name, kind=Kind.STANDARD, cut=0.0) for name in names]
    positions = {}
    for k, name in enumerate(names):
        mean = np.array([np.nan if person[k] is None else person[k] for person in people])
        positions[name] = Positions(
            dimension=name, mean=mean, se=np.where(np.isnan(mean), np.nan, 0.5), assessed=~np.isnan(mean),
            on_data=~np.isnan(mean), eligible=~np.isnan(mean),
        )  # fmt: skip
    return assess_fit(targets, positions, len(people)).overall


def test_somebody_assessed_elsewhere_does_not_keep_others_from_being_apart():
    overall = overall_of((2.0, 2.0, None), (-2.0, -2.0, None), (None, -2.0, -2.0))

    assert rank_bands(overall, rng=np.random.default_rng(1)).band.tolist() == [1, 2, 1]


def test_two_people_exactly_at_the_limit_are_apart():
    overall = overall_of((1.0, 1.0), (-0.4, 0.1))
    points = count_distribution(overall.probabilities)
    delta = float(probability_ahead(points[:, 0], points[:, 1:])[0])
    assert 0.8 < delta < 1

    for limit, bands in ((delta, [1, 2]), (float(np.nextafter(delta, 1)), [1, 1])):
        policy = FitPolicy(apart_from=limit)
        assert rank_bands(overall, rng=np.random.default_rng(1), policy=policy).band.tolist() == bands


def test_somebody_exactly_on_the_cut_is_above_it():
    at_cut = next(c for c in consequences(0.5, 0.25, np.array([0.5, 0.0])) if c.cut == 0.5)

    assert at_cut.share_of_scored == 0.5


ITEMS = [item_from_factor(0.8, (-1.0, 0.0, 1.0), "probit")]


@pytest.mark.parametrize("end", [-6.0, 6.0])
def test_a_sum_that_only_the_end_of_the_line_expects_is_refused(end):
    expected = float(expected_category(ITEMS[0], np.array([end]), "probit")[0])

    with pytest.raises(OutOfRangeError) as caught:
        theta_of_expected_sum(ITEMS, expected, "probit")

    assert caught.value.value == expected


def test_a_file_of_answers_without_rounds_is_one_round():
    (found,) = answers_by_round({"judge": ["a", "b"], "group": ["x", "y"], "i": ["3", ""]}, ["i"])

    assert (found.round, found.judges, found.groups) == (1, ("a", "b"), ("x", "y"))
    assert found.answers[:, 0].tolist()[0] == 3.0


def scores(**changes):
    columns = {"D": ["0.1"], "D_se": ["0.4"], "D_status": ["in_use"], "D_basis": ["data"]}
    return {name: column for name, column in {**columns, **changes}.items() if column is not None}


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({"D_status": ["splendid"]}, "splendid"),
        ({"D_se": ["0"]}, 0.0),
        ({"D_se": ["-0.5"]}, -0.5),
        ({"D_se": [""]}, None),
        ({"D_basis": None}, "D_basis"),
    ],
)
def test_a_score_that_cannot_be_used_is_shown(change, value):
    with pytest.raises(ScoringError) as caught:
        positions_from_columns(scores(**change), "D")

    assert caught.value.value == value


@pytest.mark.parametrize(
    ("entry", "value"),
    [({"name": "D", "kind": "style", "colour": "red"}, "colour"), (["name", "kind"], None), ("name kind", None)],
)
def test_a_dimension_that_cannot_be_read_is_shown(entry, value):
    with pytest.raises(UnsuitableModelError) as caught:
        targets_from_document({"name": "ours", "dimensions": [entry]})

    assert (caught.value.place, caught.value.value) == ("dimensions[0]", value)
