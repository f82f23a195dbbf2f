"""Evidence of several methods, one position."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.congruence.fit import positions_of
from scoring.definitions.standing import Basis, Status
from scoring.errors import NoDataError, NotANumberError, OutOfRangeError, UnknownColumnError
from scoring.evidence.combining import combine, combine_one_method, position_for_fit, with_method_bias
from scoring.evidence.files import evidence_from_columns
from scoring.evidence.pieces import METHOD_SIGMA, Evidence, bias_variance, unshrink
from scoring.evidence.say_do import OBSERVED_METHODS, WORD_FROM, position_before_seen, say_do
from scoring.evidence.sensitivity import sensitivity


def piece(method="questionnaire", y=0.5, v=0.2, basis=Basis.DATA, status=Status.IN_USE):
    return Evidence(method=method, y=y, v=v, basis=basis, status=status)


pieces = st.lists(
    st.builds(
        piece,
        method=st.sampled_from(sorted(METHOD_SIGMA)),
        y=st.floats(-3, 3),
        v=st.floats(0.05, 3),
        basis=st.sampled_from(list(Basis)),
    ),
    min_size=1,
    max_size=6,
)


def by_linear_algebra(evidence, sigmas=METHOD_SIGMA):
    """theta and all biases as one normal vector, updated with a matrix: nothing in common with the product's way."""
    methods = sorted({e.method for e in evidence})
    assumed = {m: any(e.method == m and e.basis is Basis.ASSUMED for e in evidence) for m in methods}
    prior = np.diag([1.0, *(sigmas[m] ** 2 + assumed[m] for m in methods)])
    design = np.array([[1.0, *(float(e.method == m) for m in methods)] for e in evidence])
    noise = np.diag([e.v for e in evidence])
    gain = prior @ design.T @ np.linalg.inv(design @ prior @ design.T + noise)
    mean = gain @ np.array([e.y for e in evidence])
    covariance = prior - gain @ design @ prior
    return methods, mean, np.sqrt(np.diag(covariance))


@given(pieces)
def test_the_closed_form_equals_the_joint_normal_update_of_theta_and_all_biases(evidence):
    methods, mean, sd = by_linear_algebra(evidence)

    found = combine(evidence)

    assert found.mean == pytest.approx(mean[0], abs=1e-9)
    assert found.se == pytest.approx(sd[0], abs=1e-9)
    for share in found.methods:
        place = methods.index(share.method) + 1
        assert share.bias == pytest.approx(mean[place], abs=1e-9)
        assert share.bias_se == pytest.approx(sd[place], abs=1e-9)


@given(pieces, st.floats(-3, 3), st.floats(0.05, 3))
def test_another_piece_never_makes_a_position_less_sure(evidence, y, v):
    more = [*evidence, piece("immersion", y, v)]
    same_basis = all(e.basis is Basis.DATA for e in evidence if e.method == "immersion")

    if same_basis:
        assert combine(more).se <= combine(evidence).se + 1e-12


@given(pieces)
def test_the_order_of_pieces_changes_nothing(evidence):
    one, other = combine(evidence), combine(evidence[::-1])

    assert other.mean == pytest.approx(one.mean, abs=1e-12)
    assert other.se == pytest.approx(one.se, abs=1e-12)


def test_many_pieces_of_one_method_never_say_more_than_its_bias_allows():
    found = combine([piece("role_play", 1.0, 0.001)] * 1000)

    floor = (1 / (1 + 1 / 0.4**2)) ** 0.5
    assert found.se == pytest.approx(floor, abs=1e-5)
    assert found.se > floor


def test_two_role_plays_share_their_bias_and_two_methods_do_not():
    twice = combine([piece("role_play", 1.0, 0.3), piece("role_play", 1.0, 0.3)])
    both = combine([piece("role_play", 1.0, 0.3), piece("immersion", 1.0, 0.3)])

    assert both.se < twice.se


def test_unshrinking_is_undone_by_the_prior():
    y, v = unshrink(np.array([0.7, np.nan]), np.array([0.4, np.nan]))

    back = combine([piece(y=float(y[0]), v=float(v[0]))], {"questionnaire": 0.0})

    assert (back.mean, back.se) == (pytest.approx(0.7), pytest.approx(0.4))
    assert np.isnan(y[1])


def test_many_people_at_once_equal_one_by_one():
    mean, se = np.array([0.3, -1.2, np.nan]), np.array([0.4, 0.5, np.nan])
    y, v = unshrink(mean, se)

    found_mean, found_se = combine_one_method(mean, se, method="questionnaire", basis=Basis.ASSUMED)

    for person in range(2):
        one = combine([piece(y=float(y[person]), v=float(v[person]), basis=Basis.ASSUMED)])
        assert found_mean[person] == pytest.approx(one.mean, abs=1e-14)
        assert found_se[person] == pytest.approx(one.se, abs=1e-14)
    assert np.isnan(found_mean[2])
    assert np.isnan(found_se[2])


def test_assumed_parameters_add_one_in_quadrature():
    assert bias_variance("questionnaire", Basis.DATA) == pytest.approx(0.25)
    assert bias_variance("questionnaire", Basis.ASSUMED) == pytest.approx(1.25)


def test_positions_of_a_table_get_the_bias_of_each_persons_basis():
    mean, se = np.array([0.3, 0.3]), np.array([0.4, 0.4])
    table = positions_of("D", mean, se, basis=Basis.DATA, status=Status.IN_USE)

    found = with_method_bias(table, method="immersion")

    expected_mean, expected_se = combine_one_method(mean, se, method="immersion", basis=Basis.DATA)
    assert (found.mean.tolist(), found.se.tolist()) == (expected_mean.tolist(), expected_se.tolist())


def test_fit_judges_by_eligible_evidence_and_shows_everything_beside_it():
    passed, provisional = piece(y=1.0), piece("role_play", y=-2.0, status=Status.PILOTED)

    found = position_for_fit([passed, provisional])

    assert found.judged == combine([passed])
    assert found.judged.eligible
    assert found.everything == combine([passed, provisional])
    assert not found.everything.eligible


@pytest.mark.parametrize(
    ("basis", "status"), [(Basis.ASSUMED, Status.IN_USE), (Basis.DATA, Status.PILOTED), (Basis.DATA, Status.SUSPENDED)]
)
def test_without_eligible_evidence_the_position_is_not_eligible(basis, status):
    found = position_for_fit([piece(basis=basis, status=status)])

    assert found.judged == found.everything
    assert not found.judged.eligible


def test_basis_is_data_as_soon_as_one_method_is():
    assert combine([piece(basis=Basis.ASSUMED), piece("immersion")]).basis is Basis.DATA
    assert combine([piece(basis=Basis.ASSUMED)]).basis is Basis.ASSUMED


def test_no_evidence_is_refused_because_the_prior_is_no_position():
    with pytest.raises(NoDataError):
        combine([])


@pytest.mark.parametrize(
    ("y", "v"), [(np.nan, 1.0), (np.inf, 1.0), (0.0, 0.0), (0.0, -1.0), (0.0, np.nan), (0.0, np.inf)]
)
def test_impossible_figures_are_refused(y, v):
    with pytest.raises(OutOfRangeError) as caught:
        piece(y=y, v=v)

    assert caught.value.value == str(v if np.isfinite(y) else y)


def test_a_posterior_as_wide_as_the_prior_is_refused():
    with pytest.raises(OutOfRangeError) as caught:
        unshrink(np.array([0.0, 0.0]), np.array([0.5, 1.0]))

    assert caught.value.value == 1.0


def test_an_unknown_method_is_refused():
    with pytest.raises(OutOfRangeError, match="sigma"):
        combine([piece("tarot")])


def test_say_do_is_the_gap_in_standard_errors_with_method_bias():
    found = say_do([piece(y=1.5, v=0.2), piece("role_play", y=-0.5, v=0.3)])

    assert found.difference == pytest.approx(2.0)
    assert found.se == pytest.approx((0.2 + 0.25 + 0.3 + 0.16) ** 0.5)
    assert found.z == pytest.approx(2.0 / 0.91**0.5)
    assert found.word == "says_more"


def test_say_do_gives_a_word_only_beyond_1_645():
    gap = (0.2 + 0.25 + 0.3 + 0.16) ** 0.5

    under, over = (say_do([piece(y=0.0, v=0.2), piece("role_play", y=z * gap, v=0.3)]) for z in (1.6448, 1.6449))

    assert under.word is None
    assert over.word == "does_more"


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_gap_of_exactly_1_645_has_a_word(sign):
    none = {"questionnaire": 0.0, "immersion": 0.0}

    found = say_do([piece(y=sign * WORD_FROM, v=0.5), piece("immersion", y=0.0, v=0.5)], none)

    assert found.word == ("says_more" if sign > 0 else "does_more")


def test_say_do_needs_both_sorts_of_evidence():
    assert say_do([piece(), piece("situational")]) is None
    assert say_do([piece("role_play"), piece("immersion")]) is None


@given(pieces)
def test_the_position_before_seen_is_that_of_what_is_said_alone(evidence):
    alone = {
        method: (own.mean, own.se)
        for method in {one.method for one in evidence}
        for own in [combine([one for one in evidence if one.method == method])]
    }
    said = [one for one in evidence if one.method not in OBSERVED_METHODS]

    found = position_before_seen(alone)

    if not said or len(said) == len(evidence):
        assert found is None
    else:
        wanted = combine(said)
        assert (found.mean, found.se) == pytest.approx((wanted.mean, wanted.se), abs=1e-9)


def test_several_methods_on_a_side_are_weighted_by_their_precision():
    found = say_do([piece(y=1.0, v=0.15), piece("situational", y=0.0, v=0.55), piece("immersion", y=0.0, v=0.11)])

    said = (1.0 / 0.4) / (1.0 / 0.4 + 1.0 / 0.8)
    assert found.difference == pytest.approx(said)
    assert found.se == pytest.approx((1 / (1 / 0.4 + 1 / 0.8) + 0.2) ** 0.5)


def test_sensitivity_shows_half_and_double_sigma():
    evidence = [piece(y=1.0), piece("role_play", y=0.0)]

    found = sensitivity(evidence)

    assert found.half_mean == combine(evidence, {"questionnaire": 0.25, "role_play": 0.2}).mean
    assert found.half_se == combine(evidence, {"questionnaire": 0.25, "role_play": 0.2}).se
    assert found.double_mean == combine(evidence, {"questionnaire": 1.0, "role_play": 0.8}).mean
    assert found.double_se == combine(evidence, {"questionnaire": 1.0, "role_play": 0.8}).se


COLUMNS = {
    "id": ["a", "a", "b"],
    "dimension": ["D1", "D1", "D2"],
    "method": ["questionnaire", "immersion", "questionnaire"],
    "y": ["0.5", "-1", "2"],
    "v": ["0.2", "0.3", "0.4"],
    "basis": ["data", "data", "assumed"],
    "status": ["in_use", "draft", "draft"],
}


def test_an_evidence_file_is_grouped_by_person_and_dimension():
    table = evidence_from_columns(COLUMNS)

    assert [e.method for e in table["a"]["D1"]] == ["questionnaire", "immersion"]
    assert table["b"]["D2"] == [piece(y=2.0, v=0.4, basis=Basis.ASSUMED, status=Status.DRAFT)]


@pytest.mark.parametrize(
    ("column", "value", "error"),
    [
        ("y", "much", NotANumberError),
        ("v", "wide", NotANumberError),
        ("basis", "hope", OutOfRangeError),
        ("status", "", OutOfRangeError),
    ],
)
def test_a_bad_cell_is_named_with_its_row(column, value, error):
    with pytest.raises(error) as caught:
        evidence_from_columns({**COLUMNS, column: [COLUMNS[column][0], value, COLUMNS[column][2]]})

    assert caught.value.place == f"row 2, column {column}"


def test_a_missing_column_is_named():
    with pytest.raises(UnknownColumnError):
        evidence_from_columns({name: cells for name, cells in COLUMNS.items() if name != "v"})


def test_shares_hold_the_pooled_evidence_its_weight_and_bias():
    evidence = [piece("questionnaire", 1.0, 0.2), piece("questionnaire", 0.0, 0.2), piece("role_play", -0.5, 0.3)]

    found = combine(evidence, {"questionnaire": 0.5, "role_play": 0.0})

    questionnaire, role_play = found.methods
    precisions = np.array([1.0, 1 / 0.35, 1 / 0.3])
    assert (questionnaire.y, questionnaire.v) == pytest.approx((0.5, 0.1))
    assert (role_play.y, role_play.v) == pytest.approx((-0.5, 0.3))
    assert [questionnaire.weight, role_play.weight] == pytest.approx(precisions[1:] / precisions.sum())
    assert questionnaire.bias == pytest.approx(0.25 / 0.35 * (0.5 - found.mean))
    assert (role_play.bias, role_play.bias_se) == (0.0, 0.0)


def test_given_sigmas_reach_every_way_of_combining():
    wide = {**METHOD_SIGMA, "questionnaire": 2.0}
    evidence = [piece(y=1.0, v=0.2)]
    draft = [piece(y=1.0, v=0.2, status=Status.DRAFT)]
    by_default = combine(evidence)

    expected = combine(evidence, wide)

    assert expected.mean != pytest.approx(by_default.mean)
    assert position_for_fit(evidence, wide).judged.mean == expected.mean
    assert position_for_fit(evidence, wide).everything.mean == expected.mean
    assert position_for_fit(draft, wide).everything.mean == expected.mean


def test_one_method_and_its_table_use_the_sigmas_that_are_given():
    mean, se = np.array([0.5]), np.array([0.4])
    table = positions_of("D1", mean, se, basis=Basis.ASSUMED, status=Status.IN_USE)
    wide = {**METHOD_SIGMA, "questionnaire": 2.0}

    for sigmas in (METHOD_SIGMA, wide):
        expected = combine_one_method(mean, se, method="questionnaire", basis=Basis.ASSUMED, sigmas=sigmas)
        found = with_method_bias(table, method="questionnaire", sigmas=sigmas)
        assert (found.mean, found.se) == (pytest.approx(expected[0]), pytest.approx(expected[1]))
        y, v = unshrink(mean, se)
        joint = combine([piece(y=float(y[0]), v=float(v[0]), basis=Basis.ASSUMED)], sigmas)
        assert expected[0][0] == pytest.approx(joint.mean)


def test_assumed_evidence_of_saying_and_doing_widens_their_difference():
    said, seen = piece("questionnaire", 1.6, 0.1), piece("role_play", -1.6, 0.1)
    assumed = piece("questionnaire", 1.6, 0.1, basis=Basis.ASSUMED)

    z = {basis: say_do([own, seen]).z for basis, own in ((Basis.DATA, said), (Basis.ASSUMED, assumed))}

    assert z[Basis.DATA] == pytest.approx(3.2 / (0.1 + 0.25 + 0.1 + 0.16) ** 0.5)
    assert z[Basis.ASSUMED] == pytest.approx(3.2 / (0.1 + 1.25 + 0.1 + 0.16) ** 0.5)
