"""Differential item functioning."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.miscmodels.ordinal_model import OrderedModel
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests

from scoring.errors import TooFewItemsError, UnsuitableGroupsError
from scoring.fairness.dif.logistic import logistic_dif
from scoring.fairness.dif.mantel_haenszel import mantel_haenszel_dif
from scoring.fairness.dif.proportional_odds import fit_proportional_odds, null_loglik
from scoring.fairness.dif.screening import benjamini_hochberg, screen_by_logistic, screen_by_mantel_haenszel

DATA = Path(__file__).parents[2] / "data"
E_ITEMS = ["E1", "E2", "E3", "E4", "E5"]
MATH = [f"q{i}" for i in range(1, 14)]


def simulated(rng, n=600, items=8, cuts=(-0.8, 0.2, 1.0), shift=None, slope=None):
    """Answers of two equal groups; `shift` and `slope` change items in the focal group."""
    group = np.repeat([0, 1], n // 2)
    theta = rng.normal(size=n)
    eta = 1.5 * theta[:, None] * np.ones(items)
    for item, by in (shift or {}).items():
        eta[group == 1, item] -= by
    for item, by in (slope or {}).items():
        eta[group == 1, item] *= by
    p = 1 / (1 + np.exp(-(eta[:, :, None] - 1.5 * np.array(cuts))))
    return (rng.random((n, items, 1)) < p).sum(axis=2).astype(float), group


def _labels(name, column):
    with (DATA / name).open(newline="", encoding="utf-8") as handle:
        labels = [row[column] for row in csv.DictReader(handle)]
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


@pytest.fixture(scope="module")
def extraversion(columns):
    values = columns("bfi.csv", [*E_ITEMS, "gender"])
    values = values[~np.isnan(values).any(axis=1)]
    values[:, :2] = 7 - values[:, :2]
    return values[:, :5], (values[:, 5] - 1).astype(np.int64)


def test_ordinal_logistic_agrees_with_r(extraversion, oracle):
    answers, group = extraversion
    expected = {e["item"]: e for e in oracle("dif/dif_olr_bfiE_gender.json")["items"]}

    found = screen_by_logistic(answers, group, items=E_ITEMS)

    for item, ours in zip(E_ITEMS, found.findings, strict=True):
        theirs = expected[item]
        # MASS::polr stops short of the maximum by up to 4e-3 in chi-square
        assert ours.chisq_uniform == pytest.approx(theirs["chi_uniform"], abs=5e-3)
        assert ours.chisq_nonuniform == pytest.approx(theirs["chi_nonuniform"], abs=5e-3)
        assert ours.chisq_total == pytest.approx(theirs["chi_total"], abs=5e-3)
        assert ours.r2_uniform == pytest.approx(theirs["nagelkerke"][1] - theirs["nagelkerke"][0], abs=1e-5)
        assert ours.r2_total == pytest.approx(theirs["nagelkerke"][2] - theirs["nagelkerke"][0], abs=1e-5)


def test_the_likelihood_is_that_of_a_second_program(extraversion):
    answers, group = extraversion
    total = answers.sum(axis=1)
    z = (total - total.mean()) / total.std()
    theirs = OrderedModel(answers[:, 0], np.column_stack([z, group]), distr="logit").fit(method="bfgs", disp=False)
    cell = np.unique(np.column_stack([z, group]), axis=0, return_inverse=True)
    counts = np.zeros((len(cell[0]), 6))
    np.add.at(counts, (cell[1].ravel(), answers[:, 0].astype(int) - 1), 1)

    ours = fit_proportional_odds(counts, cell[0])

    assert ours.converged
    assert ours.loglik == pytest.approx(theirs.llf, abs=1e-4)
    assert ours.slopes == pytest.approx(theirs.params[:2], abs=1e-3)


def test_mantel_haenszel_agrees_with_r(columns, oracle):
    answers = columns("math_exam.csv", MATH)
    gender = _labels("math_exam.csv", "gender")
    expected = oracle("dif/dif_mh_math_gender.json")

    found = screen_by_mantel_haenszel(answers, gender, items=MATH)

    for item, ours in zip(MATH, found.findings, strict=True):
        theirs = expected[item]
        assert ours.alpha == pytest.approx(theirs["or"], rel=1e-9)
        assert ours.delta == pytest.approx(theirs["delta_mh"], rel=1e-9)
        assert ours.chisq == pytest.approx(theirs["chisq_corrected"], rel=1e-9)
        assert ours.p == pytest.approx(theirs["p_corrected"], rel=1e-9)


def test_the_error_of_delta_is_that_of_a_second_program(columns):
    answers = columns("math_exam.csv", MATH)
    gender, total = _labels("math_exam.csv", "gender"), columns("math_exam.csv", MATH).sum(axis=1)
    tables = []
    for score in np.unique(total):
        here = total == score
        tables.append([[((answers[:, 0] == r) & (gender == g) & here).sum() for r in (1, 0)] for g in (0, 1)])
    expected = StratifiedTable(np.array(tables, dtype=float).transpose(1, 2, 0))

    found = mantel_haenszel_dif(answers[:, 0], total, gender, item="q1")

    assert found.alpha == pytest.approx(expected.oddsratio_pooled)
    assert found.delta_se == pytest.approx(2.35 * expected.logodds_pooled_se)


def test_mantel_for_more_answers_continues_the_uncorrected_test_for_two(columns, oracle):
    answers = columns("math_exam.csv", MATH)
    gender, total = _labels("math_exam.csv", "gender"), answers.sum(axis=1)
    # one more person with a third answer, alone at that score: more answers, the same information
    item, score, group = np.append(answers[:, 0], 2.0), np.append(total, 99.0), np.append(gender, 0)

    found = mantel_haenszel_dif(item, score, group, item="q1")

    assert found.chisq == pytest.approx(oracle("dif/dif_mh_math_gender.json")["q1"]["chisq"], rel=1e-9)


def test_benjamini_hochberg_agrees_with_a_second_program():
    p = np.random.default_rng(1).random(20) ** 3

    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_an_untested_item_does_not_count_in_the_correction():
    assert benjamini_hochberg(np.array([0.01, np.nan, 0.04])) == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)


def test_without_dif_the_tests_keep_their_size():
    rng = np.random.default_rng(2)
    p = []
    for _ in range(40):
        answers, group = simulated(rng, n=600)
        p += [f.p_uniform for f in screen_by_logistic(answers, group, items=list("abcdefgh")).findings]

    rate = np.mean(np.array(p) < 0.05)
    assert rate == pytest.approx(0.05, abs=4 * np.sqrt(0.05 * 0.95 / len(p)) + 0.01)


def test_a_shifted_item_is_found_as_uniform_and_a_flatter_one_as_nonuniform():
    rng = np.random.default_rng(3)
    answers, group = simulated(rng, n=2000, shift={0: 1.5}, slope={1: 0.2})

    found = screen_by_logistic(answers, group, items=list("abcdefgh"))

    assert found.findings[0].p_uniform < 1e-6
    assert found.findings[0].group_effect < 0
    assert found.findings[1].p_nonuniform < 1e-6
    assert found.flag[0]
    assert not found.flag[3:].any()


def test_purification_takes_the_blame_off_innocent_items():
    rng = np.random.default_rng(4)
    answers, group = simulated(rng, n=3000, shift={0: 2.5, 1: 2.5})
    items = list("abcdefgh")

    plain, purified = (screen_by_logistic(answers, group, items=items, purify=p) for p in (False, True))

    assert list(~purified.anchors) == [True, True] + [False] * 6
    assert purified.rounds >= 1
    innocent = slice(2, None)
    assert max(f.r2_uniform for f in purified.findings[innocent]) < max(f.r2_uniform for f in plain.findings[innocent])
    assert np.mean([f.p_uniform for f in purified.findings[innocent]]) > np.mean(
        [f.p_uniform for f in plain.findings[innocent]]
    )


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_exchanging_the_groups_turns_signs_and_keeps_tests(seed):
    answers, group = simulated(np.random.default_rng(seed), n=400, items=5)
    items = list("abcde")

    one, other = (screen_by_logistic(answers, g, items=items).findings for g in (group, 1 - group))

    for a, b in zip(one, other, strict=True):
        assert b.chisq_total == pytest.approx(a.chisq_total, abs=1e-6)
        assert b.group_effect == pytest.approx(-a.group_effect, abs=1e-6)
    binary = (answers > 1).astype(float)
    one, other = (screen_by_mantel_haenszel(binary, g, items=items).findings for g in (group, 1 - group))
    for a, b in zip(one, other, strict=True):
        assert b.delta == pytest.approx(-a.delta, abs=1e-9, nan_ok=True)
        assert b.chisq == pytest.approx(a.chisq, abs=1e-9, nan_ok=True)
        assert b.smd == pytest.approx(-a.smd, abs=0.1, nan_ok=True)


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_turning_the_scale_keeps_the_tests(seed):
    answers, group = simulated(np.random.default_rng(seed), n=400, items=5)

    one = screen_by_logistic(answers, group, items=list("abcde")).findings
    turned = screen_by_logistic(3 - answers, group, items=list("abcde")).findings

    assert [f.chisq_total for f in turned] == pytest.approx([f.chisq_total for f in one], abs=1e-6)


def test_every_person_twice_doubles_the_chisquare_and_keeps_the_size(extraversion):
    answers, group = extraversion

    one = logistic_dif(answers[:, 0], answers.sum(axis=1), group, item="E1")
    two = logistic_dif(np.tile(answers[:, 0], 2), np.tile(answers.sum(axis=1), 2), np.tile(group, 2), item="E1")

    assert two.chisq_total == pytest.approx(2 * one.chisq_total)
    assert two.r2_total == pytest.approx(one.r2_total)


def test_large_binary_dif_is_class_c_and_none_is_class_a():
    rng = np.random.default_rng(5)
    answers, group = simulated(rng, n=3000, cuts=(0.0,), shift={0: 1.5})

    found = screen_by_mantel_haenszel(answers, group, items=list("abcdefgh"))

    assert found.findings[0].ets == "C"
    assert found.findings[0].delta < -1.5
    assert found.findings[0].alpha > 1
    assert found.flag[0]
    assert [f.ets for f in found.findings[1:]].count("A") >= 6


def test_large_dif_of_an_item_with_more_answers_is_class_c():
    rng = np.random.default_rng(6)
    answers, group = simulated(rng, n=3000, shift={0: 2.0})

    found = screen_by_mantel_haenszel(answers, group, items=list("abcdefgh"))

    assert found.findings[0].ets == "C"
    assert found.findings[0].smd < 0
    assert np.isnan(found.findings[0].alpha)


def test_three_groups_are_compared_at_once_by_the_logistic_method():
    rng = np.random.default_rng(7)
    answers, _ = simulated(rng, n=900)
    groups = np.tile([0, 1, 2], 300)

    found = screen_by_logistic(answers, groups, items=list("abcdefgh"))

    assert all(0 <= f.p_total <= 1 for f in found.findings)
    with pytest.raises(UnsuitableGroupsError):
        screen_by_mantel_haenszel(answers, groups, items=list("abcdefgh"))


def test_an_item_everybody_answers_alike_is_not_tested_and_says_so():
    answers, group = simulated(np.random.default_rng(8), n=300, items=4)
    answers[:, 2] = 1.0

    logistic = screen_by_logistic(answers, group, items=list("abcd"))
    table = screen_by_mantel_haenszel((answers > 0).astype(float), group, items=list("abcd"))

    assert np.isnan(logistic.findings[2].p_total)
    assert (table.findings[2].ets, logistic.flag[2]) == (None, False)
    assert "zero_variance" in [note.code for note in logistic.notes]


def test_an_item_that_only_the_group_decides_is_tested_at_the_limit_and_has_no_effect_to_show():
    rng = np.random.default_rng(9)
    group = np.repeat([0, 1], 100)
    answers = np.column_stack([rng.integers(0, 4, 200), rng.integers(0, 4, 200), group]).astype(float)

    found = logistic_dif(answers[:, 2], answers.sum(axis=1), group, item="c")

    assert found.p_total < 1e-20
    assert np.isnan(found.group_effect)
    assert found.note.code == "separated"


def test_a_category_that_one_group_never_uses_does_no_harm():
    answers, group = simulated(np.random.default_rng(10), n=600, items=5)
    answers[(group == 1) & (answers[:, 0] == 3), 0] = 2

    found = screen_by_logistic(answers, group, items=list("abcde"))

    assert np.isfinite(found.findings[0].chisq_total)


def test_the_null_likelihood_is_that_of_the_margins():
    assert null_loglik(np.array([[2.0, 1.0], [1.0, 0.0]])) == pytest.approx(3 * np.log(0.75) + np.log(0.25))


def test_impossible_input_is_refused_by_name():
    with pytest.raises(TooFewItemsError):
        screen_by_logistic(np.ones((4, 1)), np.array([0, 0, 1, 1]), items=["a"])
    with pytest.raises(UnsuitableGroupsError):
        screen_by_logistic(np.ones((4, 2)), np.zeros(4, dtype=np.int64), items=["a", "b"])
    with pytest.raises(UnsuitableGroupsError):
        screen_by_mantel_haenszel(np.ones((0, 2)), np.zeros(0, dtype=np.int64), items=["a", "b"])


def test_the_command_names_reference_focal_and_what_it_removed(engine, csv_file):
    answers, group = simulated(np.random.default_rng(11), n=1200, items=6, shift={0: 2.5})
    lines = [",".join([*(str(int(a)) for a in row), "mw"[g]]) for row, g in zip(answers, group, strict=True)]
    path = csv_file("a,b,c,d,e,f,sex\n" + "\n".join(lines) + "\n,1,1,1,1,1,w\n1,1,1,1,1,1,\n")

    status, found = engine("dif", "--data", path, "--items", "a-f", "--group", "sex", "--purify")

    assert status == 0
    assert (found["reference"], found["focal"], found["n"]) == ("m", "w", 1200)
    assert (found["purified"], found["removed"]) == (True, ["a"])
    assert found["flag"] == [True] + [False] * 5
    assert "rows_dropped" in [note["code"] for note in found["notes"]]


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        ([], "usage"),
        (["--group", "g", "--missing", "pairwise"], "usage"),
        (["--group", "one"], "unsuitable_groups"),
        (["--group", "g", "--items", "a"], "too_few_items"),
        (["--group", "g", "--items", "a,half"], "not_a_category"),
    ],
)
def test_the_command_refuses_unusable_input(engine, csv_file, argv, code):
    path = csv_file("a,b,half,g,one\n1,2,1.5,x,1\n2,1,2.5,y,1\n1,1,3,x,1\n2,2,1,y,1\n")

    status, found = engine("dif", "--data", path, *(["--items", "a,b"] if "--items" not in argv else []), *argv)

    assert (status, found["error"]["code"]) == (2, code)
