"""How often do the gates of situational tests and ratings decide wrongly? Fixed seeds; see docs/scoring/ladder.md.

The limits lie three Monte-Carlo errors from the published rates.
"""

from functools import partial

import numpy as np
import pytest

from scoring.definitions.standing import OriginCounts
from scoring.executors import available_cores, default_executor, spawn_generators
from scoring.judgement.keys import JudgementKey, Option, Scenario
from scoring.judgement.norms import alternating, split_reliability
from scoring.judgement.regression import score_ratings
from scoring.ladder.other_evidence import RatingFigures, SituationalFigures, rating_gates, situational_gates
from scoring.reliability.generalisability.design import ratings_from
from scoring.reliability.generalisability.model import fit_ratings

REPLICATIONS = 2_000
CHUNK = 100
TAKERS = 12_000
POLES, QUALITIES = (1.0, -1.0, 0.5, -0.5, 0.0), (0.8, 0.8, 0.2, 0.2, 0.5)
NOISE = 0.9
RATERS, BLOCKS, RATERS_A_CELL = 4, 3, 2
RATER, CELL, RESIDUAL = 0.08, 0.30, 0.30


def key_of(scenarios):
    """A style's scenarios of five options each, every other one for a split."""
    return JudgementKey(
        name="set", version="1.0.0", lowest=1, highest=7,
        scenarios=tuple(
            Scenario(
                name=f"s{s}", dimensions=("D1",),
                options=tuple(
                    Option(name=f"s{s}o{o}", mean=4.0, quality=QUALITIES[(o + s) % 5], pole={"D1": POLES[o]})
                    for o in range(5)
                ),
            )
            for s in scenarios
        ),
    )  # fmt: skip


def chunked(task, count, chunk=CHUNK):
    """What a task gives for every chunk of a range, on the cores there are."""
    work = [range(start, start + chunk) for start in range(0, count, chunk)]
    return default_executor(min(available_cores(), 2)).map(task, work)


def half_slopes(takers, spread):
    """(takers, 2) slopes on the pole of each half of eight scenarios; NaN where a half cannot be scored.

    spread : standard deviation of takers' leanings; all value quality alike.
    """
    halves = [key_of(half) for half in alternating(range(8))]
    rng = np.random.default_rng([77, takers.start])
    slopes = np.full((len(takers), 2), np.nan)
    for taker in range(len(takers)):
        leaning = spread * rng.standard_normal()
        for place, half in enumerate(halves):
            liking = leaning * half.poles("D1") + 2.0 * half.qualities() + NOISE * rng.standard_normal(20)
            found = score_ratings(half, np.clip(np.round(3.0 + 1.5 * liking), 1, 7))
            if found.scorable and found.positions[0].estimate is not None:
                slopes[taker, place] = found.positions[0].estimate
    return slopes


def situational_stop_rate(slopes, people):
    """Share of samples that the gates stop: each is drawn from the takers without replacement and cut in two."""
    rng = np.random.default_rng(78)
    stopped = 0
    for _ in range(REPLICATIONS):
        drawn = slopes[rng.choice(len(slopes), people, replace=False)]
        figures = SituationalFigures(
            unit="set", origin=OriginCounts(real=people), panel_key=True,
            split_reliabilities=[split_reliability(*part.T) for part in (drawn[: people // 2], drawn[people // 2 :])],
        )  # fmt: skip
        stopped += not situational_gates(figures).promotable
    return stopped / REPLICATIONS


def rated_campaign(rng, person, people):
    """Grades of a crossed campaign: three blocks, two of four raters in each, person variance as given."""
    effects, severity = rng.normal(0, person**0.5, people), rng.normal(0, RATER**0.5, RATERS)
    special = rng.normal(0, CELL**0.5, (people, BLOCKS))
    i = np.repeat(np.arange(people), BLOCKS * RATERS_A_CELL)
    b = np.tile(np.repeat(np.arange(BLOCKS), RATERS_A_CELL), people)
    r = np.concatenate([rng.permutation(RATERS)[:RATERS_A_CELL] for _ in range(people * BLOCKS)])
    grade = 3 + 0.2 * b + effects[i] - severity[r] + special[i, b] + rng.normal(0, RESIDUAL**0.5, i.size)
    return ratings_from([f"p{x:03d}" for x in i], [f"r{x}" for x in r], [f"b{x}" for x in b], grade)


def stopped_campaigns(replications, person, people):
    """For every replication whether the gates stop the grades."""
    found = []
    for rng in spawn_generators(replications.start, len(replications)):
        model = fit_ratings(rated_campaign(rng, person, people))
        figures = RatingFigures(
            unit="pool", origin=OriginCounts(real=people), people=people, fewest_raters=RATERS_A_CELL,
            connected=model.connected, g=model.dependability.g, g_lower=model.dependability.g_lower,
        )  # fmt: skip
        found.append(not rating_gates(figures).promotable)
    return found


def near(published):
    """A published rate within three Monte-Carlo errors."""
    error = (max(published * (1 - published), 1e-4) / REPLICATIONS) ** 0.5
    return pytest.approx(published, abs=3 * error)


@pytest.mark.long
@pytest.mark.parametrize(
    ("spread", "reliability", "published"),
    [
        (0.15, 0.339, {300: 1.0, 600: 1.0}),
        (0.22, 0.527, {300: 0.972, 600: 0.992}),
        (0.31, 0.689, {300: 0.129, 600: 0.033}),
        (0.42, 0.802, {300: 0.0, 600: 0.0}),
    ],
)
def test_situational_gates_stop_as_often_as_published(spread, reliability, published):
    slopes = np.concatenate(chunked(partial(half_slopes, spread=spread), TAKERS))

    found = {people: situational_stop_rate(slopes, people) for people in published}

    print(f"\nleanings {spread}: {np.isnan(slopes).any(axis=1).mean():.3f} unscored, stopped {found}")  # noqa: T201
    assert split_reliability(*slopes.T) == pytest.approx(reliability, abs=0.005)
    assert all(found[people] == near(rate) for people, rate in published.items())


@pytest.mark.long
@pytest.mark.parametrize(
    ("person", "people", "published"),
    [
        (0.05, 30, 0.979),
        (0.10, 30, 0.923),
        (0.10, 60, 0.976),
        (0.40, 30, 0.169),
        (0.40, 60, 0.069),
        (0.80, 30, 0.008),
        (0.80, 60, 0.002),
    ],
)
def test_rating_gates_stop_as_often_as_published(person, people, published):
    found = chunked(partial(stopped_campaigns, person=person, people=people), REPLICATIONS)
    rate = float(np.mean([entry for part in found for entry in part]))

    print(f"\nperson variance {person}, {people} people: stopped {rate:.4f}")  # noqa: T201
    assert rate == near(published)
