"""Answers of simulated people, to exercise code and to plan samples. They can never promote a scale.

Every row carries `origin = simulated`. People come in chunks of fixed size, each with its own generator spawned from
the seed, so that the same seed gives the same answers whatever the executor.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.definitions.standing import OriginCounts
from scoring.errors import OutOfRangeError, UnsuitableModelError
from scoring.executors import Executor, SerialExecutor, spawn_generators
from scoring.irt.curves import GradedItem, Link, cumulative_probabilities
from scoring.ladder.confirmation import halved, structure_figures
from scoring.ladder.rating_scales import structure_gates
from scoring.linalg import FloatMatrix, FloatVector, IntArray, cholesky
from scoring.models.estimation import keyed_table
from scoring.models.graded_response import GradedResponseModel
from scoring.models.layout import ItemLayout
from scoring.models.linear_factor import LinearFactorModel
from scoring.models.protocol import ScoringModel

CHUNK = 10_000
MOST_PEOPLE = 10_000_000
ORIGIN = "simulated"


@dataclass(frozen=True, kw_only=True)
class SimulatedAnswers:
    """Answers as given (people, items), reversed items not turned, with the positions they were drawn from."""

    items: tuple[str, ...]
    answers: FloatMatrix
    theta: FloatMatrix
    origin: OriginCounts


def simulate_answers(
    model: ScoringModel, people: int, seed: int, *, executor: Executor | None = None
) -> SimulatedAnswers:
    """Answers of `people` whose traits are standard normal with the model's correlations.

    An assumed scale answers with one of its parameter sets, drawn once for each chunk and scale by its weight.

    Raises
    ------
    OutOfRangeError : fewer than one person. UnsuitableModelError : a kind of model that cannot be simulated.
    """
    if people < 1:
        raise OutOfRangeError("Somebody has to answer.", place="n", value=people, remedy="Give 1 or more.")
    if people > MOST_PEOPLE:
        raise OutOfRangeError(
            f"Up to {MOST_PEOPLE:,} people are simulated at once.",
            place="n",
            value=people,
            remedy="Simulate several files with seeds of their own.",
        )
    sizes = [min(CHUNK, people - start) for start in range(0, people, CHUNK)]
    generators = spawn_generators(seed, len(sizes))
    chunks = [(model, size, rng) for size, rng in zip(sizes, generators, strict=True)]
    parts = (executor or SerialExecutor()).map(_chunk, chunks)
    return SimulatedAnswers(
        items=model.items,
        answers=np.concatenate([answers for answers, _ in parts]),
        theta=np.concatenate([theta for _, theta in parts]),
        origin=OriginCounts(simulated=people),
    )


def _chunk(work: tuple[Any, int, np.random.Generator]) -> tuple[FloatMatrix, FloatMatrix]:
    model, people, rng = work
    root = cholesky(np.asarray(model.factor_correlations), place="factor_correlations")
    theta = rng.standard_normal((people, len(model.scale_names))) @ root.T
    if isinstance(model, GradedResponseModel):
        return _graded(model, theta, rng), theta
    if isinstance(model, LinearFactorModel):
        return _linear(model, theta, rng), theta
    raise UnsuitableModelError(
        "This kind of model cannot be simulated.", place="model", value=model.kind, remedy="Use a graded model."
    )


def _graded(model: GradedResponseModel, theta: FloatMatrix, rng: np.random.Generator) -> FloatMatrix:
    columns = []
    for place, scale in enumerate(model.scales):
        weights = [parameters.weight for parameters in scale.parameter_sets]
        chosen = scale.parameter_sets[int(rng.choice(len(weights), p=np.array(weights) / sum(weights)))]
        xi = rng.standard_normal(len(theta)) if scale.has_method_factor else np.zeros(len(theta))
        for layout, item in zip(scale.layout.items, chosen.items, strict=True):
            codes = draw_categories(item, theta[:, place], scale.link, rng, xi=xi)
            columns.append(_as_answered(layout, codes))
    return np.stack(columns, axis=1)


def draw_categories(
    item: GradedItem, theta: FloatVector, link: Link, rng: np.random.Generator, *, xi: FloatVector | float = 0.0
) -> IntArray:
    """Category of each person by one uniform draw against the cumulative curve."""
    at_least = cumulative_probabilities(item, theta, link, xi)[1:-1]
    return np.asarray((rng.random(len(theta)) < at_least).sum(axis=0), dtype=np.int64)


def _as_answered(layout: ItemLayout, codes: IntArray) -> FloatVector:
    """Answers whose category is the drawn one; of merged answers the lowest."""
    keyed = np.array([layout.category_of.index(category) for category in range(layout.categories)])[codes]
    answers = layout.highest - keyed if layout.reversed else layout.lowest + keyed
    return np.asarray(answers, dtype=np.float64)


def _linear(model: LinearFactorModel, theta: FloatMatrix, rng: np.random.Generator) -> FloatMatrix:
    columns = []
    for item in model.linear_items:
        place = model.scale_names.index(item.scale)
        keyed = item.mean + item.loading * theta[:, place] + rng.normal(0.0, item.residual**0.5, len(theta))
        turned = (item.lowest or 0.0) + (item.highest or 0.0) - keyed
        columns.append(turned if item.reversed else keyed)
    return np.stack(columns, axis=1)


def answers_as_csv(found: SimulatedAnswers) -> str:
    """CSV with `id`, the items, and `origin` last: `simulated` in every row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", *found.items, "origin"])
    writer.writerows(_rows(found))
    return text.getvalue()


def _rows(found: SimulatedAnswers) -> Iterator[Sequence[str]]:
    whole = bool((found.answers == np.round(found.answers)).all())
    for number, row in enumerate(found.answers.tolist(), start=1):
        yield [f"s{number}", *(str(int(v)) if whole else repr(v) for v in row), ORIGIN]


@dataclass(frozen=True, kw_only=True)
class PlannedPassRate:
    """How often a scale as planned would reach `structure_confirmed` with so many answers.

    se : Monte-Carlo error of the rate. stopped_by : how often each gate stopped it, the most frequent first.
    """

    scale: str
    n: int
    replications: int
    rate: float
    se: float
    stopped_by: tuple[tuple[str, int], ...]


def planned_pass_rate(
    model: GradedResponseModel,
    scale: str,
    people: int,
    *,
    replications: int,
    seed: int,
    executor: Executor | None = None,
) -> PlannedPassRate:
    """Sample-size planning: simulates the whole split-half confirmation of one scale and counts how often it passes.

    The answers are treated as if they were real, for nothing of them is kept; everything else is what
    `calibrate --split` and `gates` do.
    """
    seeds = np.random.SeedSequence(seed).generate_state(replications)
    work = [(model, scale, people, int(state)) for state in seeds]
    stopped = (executor or SerialExecutor()).map(_stopping_gates, work)
    counts = Counter(gate for gates in stopped for gate in gates)
    rate = sum(not gates for gates in stopped) / replications
    return PlannedPassRate(
        scale=scale,
        n=people,
        replications=replications,
        rate=rate,
        se=float(np.sqrt(rate * (1.0 - rate) / replications)),
        stopped_by=tuple(counts.most_common()),
    )


def _stopping_gates(work: tuple[GradedResponseModel, str, int, int]) -> tuple[str, ...]:
    model, name, people, seed = work
    found = next(scale for scale in model.scales if scale.name == name)
    alone = GradedResponseModel(scales=(found,), factor_correlations=((1.0,),))
    answers = simulate_answers(alone, people, seed).answers
    table = keyed_table([found.layout], {name: answers})
    figures, _ = structure_figures(
        table, {name: found.layout.item_names}, halved(people, seed), OriginCounts(real=people)
    )
    return tuple(sorted({gate.index for gate in structure_gates(figures[0]).stopped_by}))
