"""Do combined positions cover the truth? Fixed seeds, 2,000 replications."""

import numpy as np
import pytest

from scoring.definitions.standing import Basis, Status
from scoring.evidence.combining import combine
from scoring.evidence.pieces import METHOD_SIGMA, Evidence

REPLICATIONS = 2_000
Z_90 = 1.6448536269514722


def piece(method, y, v):
    return Evidence(method=method, y=float(y), v=v, basis=Basis.DATA, status=Status.IN_USE)


@pytest.mark.long
@pytest.mark.parametrize("methods", [("questionnaire", "immersion"), ("questionnaire", "role_play")])
def test_two_methods_cover_ninety_per_cent(methods):
    rng = np.random.default_rng(20261121)
    hits = 0
    for _ in range(REPLICATIONS):
        theta = rng.standard_normal()
        evidence = []
        for method in methods:
            bias = rng.normal(0, METHOD_SIGMA[method])
            evidence += [piece(method, theta + bias + rng.normal(0, 0.5**0.5), 0.5) for _ in range(2)]
        found = combine(evidence)
        hits += abs(found.mean - theta) <= Z_90 * found.se

    assert 0.88 <= hits / REPLICATIONS <= 0.92


@pytest.mark.long
def test_leaving_out_method_bias_would_not_cover():
    rng = np.random.default_rng(3)
    hits = 0
    for _ in range(REPLICATIONS):
        theta, bias = rng.standard_normal(), rng.normal(0, 0.5)
        evidence = [piece("questionnaire", theta + bias + rng.normal(0, 0.5**0.5), 0.5) for _ in range(4)]
        found = combine(evidence, {"questionnaire": 0.0})
        hits += abs(found.mean - theta) <= Z_90 * found.se

    assert hits / REPLICATIONS < 0.80  # the control: the study can fail
