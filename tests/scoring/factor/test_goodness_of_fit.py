import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ncx2

from scoring.factor.goodness_of_fit import cfi, rmsea, rmsea_interval, srmr, tli

CHI = st.floats(0.1, 5_000)


def test_indices_of_a_worked_example() -> None:
    """The nine tests of 1939: chi-square 85.306 with 24 degrees of freedom, null 918.852 with 36, n = 301."""
    assert cfi(85.306, 24, 918.852, 36) == pytest.approx(0.931, abs=5e-4)
    assert tli(85.306, 24, 918.852, 36) == pytest.approx(0.896, abs=5e-4)
    assert rmsea(85.306, 24, 301) == pytest.approx(0.092, abs=5e-4)
    assert rmsea_interval(85.306, 24, 301) == pytest.approx((0.071, 0.114), abs=5e-4)


def test_a_saturated_model_fits_perfectly() -> None:
    assert (cfi(0, 0, 100, 3), tli(0, 0, 100, 3), rmsea(0, 0, 50), rmsea_interval(0, 0, 50)) == (
        1.0,
        1.0,
        0.0,
        (0.0, 0.0),
    )


@given(chi_square=CHI, null=CHI, df=st.integers(1, 200))
def test_cfi_stays_between_zero_and_one(chi_square: float, null: float, df: int) -> None:
    assert 0.0 <= cfi(chi_square, df, null, df + 10) <= 1.0


@given(chi_square=CHI, df=st.integers(1, 200), n=st.integers(50, 10_000))
def test_the_interval_holds_the_noncentralities_whose_tails_are_five_per_cent(
    chi_square: float, df: int, n: int
) -> None:
    lower, upper = rmsea_interval(chi_square, df, n)

    assert lower <= upper
    assert lower <= rmsea(chi_square, df, n) + 1e-12
    for end, share in ((lower, 0.95), (upper, 0.05)):
        if end > 1e-4:
            assert ncx2.cdf(chi_square, df, end**2 * n * df) == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize("chi_square", [0.0, -0.12])
def test_a_shifted_statistic_below_zero_is_no_misfit(chi_square: float) -> None:
    assert rmsea(chi_square, 2, 100) == 0.0
    assert rmsea_interval(chi_square, 2, 100) == (0.0, 0.0)


@given(chi_square=CHI, df=st.integers(1, 100), n=st.integers(50, 1_000))
def test_two_groups_of_the_same_misfit_have_a_larger_rmsea_by_root_two(chi_square: float, df: int, n: int) -> None:
    assert rmsea(chi_square, df, n, groups=2) == pytest.approx(rmsea(chi_square, df, n) * np.sqrt(2))


def test_scaling_factors_of_one_leave_the_indices() -> None:
    assert cfi(80, 20, 500, 30, c=1.0, null_c=1.0) == cfi(80, 20, 500, 30)
    assert rmsea(80, 20, 300, c=1.0) == rmsea(80, 20, 300)


def test_srmr_is_the_root_of_the_mean_squared_standardised_residual() -> None:
    sample = np.array([[4.0, 1.0], [1.0, 9.0]])
    implied = np.array([[4.0, 2.0], [2.0, 9.0]])

    assert srmr(sample, implied) == pytest.approx(np.sqrt((1 / 6) ** 2 / 3))
    assert srmr(sample, implied, np.array([2.0, 0.0]), np.array([0.0, 0.0])) == pytest.approx(
        np.sqrt(((1 / 6) ** 2 + 1) / 5)
    )
