"""Does the interval of the on-culture count cover? Fixed seeds, 2,000 replications."""

import numpy as np
import pytest

from scoring.congruence.definition import Kind, Target
from scoring.congruence.fit import assess_fit, positions_of
from scoring.definitions.standing import Basis, Status

REPLICATIONS = 2_000
DIMENSIONS = 8
TARGETS = [
    Target(name=f"D{k}", kind=Kind.STYLE, lower=-1.0, upper=1.0) if k < 5
    else Target(name=f"D{k}", kind=Kind.STANDARD, cut=-0.3)
    for k in range(DIMENSIONS)
]  # fmt: skip


def coverage(error_correlation, se, seed):
    """Posterior positions from answers whose errors go together across dimensions."""
    rng = np.random.default_rng(seed)
    v = se**2 / (1 - se**2)
    theta = rng.standard_normal((REPLICATIONS, DIMENSIONS))
    shared = rng.standard_normal((REPLICATIONS, 1))
    own = rng.standard_normal((REPLICATIONS, DIMENSIONS))
    y = theta + v**0.5 * (error_correlation**0.5 * shared + (1 - error_correlation) ** 0.5 * own)
    positions = {
        t.name: positions_of(
            t.name, y[:, k] / (1 + v), np.full(REPLICATIONS, se), basis=Basis.DATA, status=Status.IN_USE
        )
        for k, t in enumerate(TARGETS)
    }
    overall = assess_fit(TARGETS, positions, REPLICATIONS).overall
    inside = np.array([(theta[:, k] >= t.region[0]) & (theta[:, k] <= t.region[1]) for k, t in enumerate(TARGETS)])
    count = inside.sum(axis=0)
    bias = float((overall.count.expected - count).mean())
    return float(((count >= overall.count.lower) & (count <= overall.count.upper)).mean()), bias


@pytest.mark.long
@pytest.mark.parametrize("se", [0.35, 0.5, 0.7])
@pytest.mark.parametrize("error_correlation", [0.0, 0.6])
def test_the_interval_covers_and_the_expected_count_is_right_on_average(error_correlation, se):
    share, bias = coverage(error_correlation, se, 20261121)
    print(f"\ncount: error correlation {error_correlation}, se {se}: {share:.3f}, bias {bias:.3f}")  # noqa: T201

    assert share >= 0.88
    assert abs(bias) < 0.08
