"""Indices that compare a model with the model of unrelated items."""


def cfi(
    chi_square: float, df: float, null_chi_square: float, null_df: float, *, c: float = 1.0, null_c: float = 1.0
) -> float:
    """Comparative fit index, between 0 and 1.

    c, null_c : scaling factors; with those of a robust test the result is the robust CFI of Brosseau-Liard & Savalei.

    Source: Bentler (1990), *Psychological Bulletin* 107; Brosseau-Liard & Savalei (2014), equation 16.
    """
    misfit = max(chi_square - c * df, 0.0)
    null_misfit = max(null_chi_square - null_c * null_df, misfit, 0.0)
    return 1.0 if null_misfit == 0.0 else 1.0 - misfit / null_misfit


def tli(
    chi_square: float, df: float, null_chi_square: float, null_df: float, *, c: float = 1.0, null_c: float = 1.0
) -> float:
    """Tucker-Lewis index; not bounded by 0 and 1. A saturated model has 1.

    Source: Tucker & Lewis (1973), *Psychometrika* 38; robust: Brosseau-Liard & Savalei (2014), equation 17.
    """
    null_misfit = null_chi_square - null_c * null_df
    if df == 0 or null_misfit == 0.0:
        return 1.0
    return 1.0 - (chi_square - c * df) * null_df / (null_misfit * df)
