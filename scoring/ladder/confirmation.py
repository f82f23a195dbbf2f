"""The figures of a split-half confirmation: one half calibrates, the other says whether the structure holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scoring.definitions.standing import OriginCounts
from scoring.errors import Note, ScoringError
from scoring.factor.confirmatory import Confirmation, Estimator, Model, confirm, parse_model
from scoring.factor.confirmatory.discriminant import heterotrait_monotrait
from scoring.factor.invariance import Level, measurement_invariance
from scoring.factor.polychoric import influence_tables, polychoric_correlations
from scoring.factor.tables import category_codes, observed_categories, tables_of
from scoring.ladder.rating_scales import FitFigures, LoadingFigure, StructureFigures
from scoring.linalg import BoolArray, IntArray
from scoring.reliability.categorical_omega import categorical_omega, gram_of, reliability_lower_bound
from scoring.responses import MissingRule, ResponseTable

METHOD_FACTOR = "acquiescence"
ITEMS_OF_EACH_KEY = 3
OMEGA_BOUND = 0.90
Z_95 = 1.959963984540054


@dataclass(frozen=True, kw_only=True)
class HalvedSample:
    """Which rows calibrate and which confirm: a seeded permutation cut in the middle."""

    calibrates: BoolArray
    seed: int


def halved(rows: int, seed: int) -> HalvedSample:
    """The split of a sample."""
    order = np.random.default_rng(seed).permutation(rows)
    calibrates = np.zeros(rows, dtype=np.bool_)
    calibrates[order[: rows // 2]] = True
    return HalvedSample(calibrates=calibrates, seed=seed)


def parts_of(rows: int, seed: int, count: int) -> IntArray:
    """Which part each row falls into, (rows,): a seeded permutation cut into `count` pieces of equal size.

    Part 0 calibrates; every other part is a hold-out of its own, so that a second look needs no first one again.
    """
    parts = np.empty(rows, dtype=np.int64)
    for number, piece in enumerate(np.array_split(np.random.default_rng(seed).permutation(rows), count)):
        parts[piece] = number
    return parts


def untested_figures(scales: Mapping[str, Sequence[str]], origin: OriginCounts, n: int) -> tuple[StructureFigures, ...]:
    """Figures of a calibration without a second half: everything that needs one is not tested."""
    nothing = FitFigures(cfi=None, tli=None, rmsea=None, srmr=None)
    return tuple(
        StructureFigures(
            scale=name, origin=origin, n_calibration=n, n_confirmation=0, fit=nothing, cfi_drop=None,
            omega=None, omega_lower=None, loadings=(),
        )
        for name in scales
    )  # fmt: skip


def structure_figures(
    table: ResponseTable,
    scales: Mapping[str, Sequence[str]],
    split: HalvedSample,
    origin: OriginCounts,
    *,
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,  # noqa: ARG005 -- the port's names
) -> tuple[tuple[StructureFigures, ...], tuple[Note, ...]]:
    """Figures for every scale of an instrument; what could not be computed is None, with a note why.

    table : keyed answers of both halves; rows with a missing answer on a scale leave that scale's models.
    """
    notes: list[Note] = []
    htmt = _htmt(table, scales, notes)
    found = []
    for done, (name, items) in enumerate(scales.items()):
        progress("confirm", done, len(scales))
        found.append(_figures(table.select(items), name, split, origin, htmt.get(name, {}), notes))
    return tuple(found), tuple(notes)


def _figures(
    own: ResponseTable, name: str, split: HalvedSample, origin: OriginCounts, htmt: dict[str, float], notes: list[Note]
) -> StructureFigures:
    model = parse_model(f"{name} =~ {' + '.join(own.items)}")
    balanced = min(len(own.reversed), len(own.items) - len(own.reversed)) >= ITEMS_OF_EACH_KEY
    second = own.where(~split.calibrates)
    confirmed = _confirmed(second, model, METHOD_FACTOR if balanced else None, name, notes)
    omega, omega_lower = _omega(own.complete(), name, notes)
    return StructureFigures(
        scale=name,
        origin=origin,
        n_calibration=own.where(split.calibrates).n_complete,
        n_confirmation=second.n_complete,
        fit=fit_figures(confirmed),
        cfi_drop=_cfi_drop(own, model, split, name, notes),
        omega=omega,
        omega_lower=omega_lower,
        loadings=_loadings(confirmed, name),
        htmt=htmt,
    )


def _confirmed(
    half: ResponseTable, model: Model, method_factor: str | None, name: str, notes: list[Note]
) -> Confirmation | None:
    try:
        found = confirm(
            half, model, estimator=Estimator.WLSMV, missing=MissingRule.LISTWISE, method_factor=method_factor
        )
    except ScoringError as problem:
        notes.append(Note(code=problem.code, place=f"{name}, confirmation half", message=problem.message))
        return None
    notes.extend(found.notes)
    return found if found.converged else None


def fit_figures(found: Confirmation | None) -> FitFigures:
    """Scaled indices and the largest expected residual correlation; all None without a converged robust model."""
    if found is None or found.indices.scaled is None:
        return FitFigures(cfi=None, tli=None, rmsea=None, srmr=None)
    residuals = [abs(m.sepc) for m in found.modification_indices if m.op == "~~" and m.lhs != m.rhs]
    scaled = found.indices.scaled
    return FitFigures(
        cfi=scaled.cfi,
        tli=scaled.tli,
        rmsea=scaled.rmsea,
        srmr=found.indices.srmr,
        largest_residual_correlation=max(residuals, default=0.0),
    )


def _loadings(found: Confirmation | None, name: str) -> tuple[LoadingFigure, ...]:
    if found is None:
        return ()
    return tuple(
        LoadingFigure(item=p.rhs, estimate=p.standardized, lower=p.estimate - Z_95 * p.se)
        for p in found.parameters
        if p.op == "=~" and p.lhs == name
    )


def _cfi_drop(own: ResponseTable, model: Model, split: HalvedSample, name: str, notes: list[Note]) -> float | None:
    """Scaled CFI of the halves apart minus with equal thresholds and loadings."""
    labels = tuple("calibration" if flag else "confirmation" for flag in split.calibrates)
    try:
        found = measurement_invariance(
            replace(own, groups=labels), model, estimator=Estimator.WLSMV, levels=[Level.CONFIGURAL, Level.LOADINGS]
        )
    except ScoringError as problem:
        notes.append(Note(code=problem.code, place=f"{name}, halves", message=problem.message))
        return None
    notes.extend(found.notes)
    apart, equal = (level.indices.scaled for level in found.levels)
    if not found.converged or apart is None or equal is None:
        return None
    return apart.cfi - equal.cfi


def _omega(complete: ResponseTable, name: str, notes: list[Note]) -> tuple[float | None, float | None]:
    try:
        categories = observed_categories(complete)
        tables = tables_of(complete, categories=categories)
        polychorics = polychoric_correlations(tables)
        gram = gram_of(influence_tables(polychorics, tables), category_codes(complete, categories))
        found = categorical_omega(polychorics, gram)
    except ScoringError as problem:
        notes.append(Note(code=problem.code, place=f"{name}, omega", message=problem.message))
        return None, None
    return found.omega, reliability_lower_bound(found.omega, found.se, OMEGA_BOUND)


def _htmt(table: ResponseTable, scales: Mapping[str, Sequence[str]], notes: list[Note]) -> dict[str, dict[str, float]]:
    """HTMT of every scale with every other, from pairwise polychorics of the whole sample."""
    if len(scales) < 2:
        return {}
    chosen = table.select([item for items in scales.values() for item in items])
    try:
        matrix = polychoric_correlations(tables_of(chosen, categories=observed_categories(chosen))).matrix
    except ScoringError as problem:
        notes.append(Note(code=problem.code, place="htmt", message=problem.message))
        return {name: dict.fromkeys((other for other in scales if other != name), float("nan")) for name in scales}
    places = [[chosen.items.index(item) for item in items] for items in scales.values()]
    ratios = heterotrait_monotrait(matrix, places)
    names = list(scales)
    return {
        one: {other: float(ratios[max(i, j), min(i, j)]) for j, other in enumerate(names) if i != j}
        for i, one in enumerate(names)
    }
