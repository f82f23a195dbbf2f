"""Confirmatory factor models: from a model text and answers to estimates, tests and indices."""

from scoring.factor.confirmatory.confirm import Confirmation, confirm
from scoring.factor.confirmatory.estimation import Estimator
from scoring.factor.confirmatory.parameters import Identification
from scoring.factor.confirmatory.syntax import Model, parse_model

__all__ = ["Confirmation", "Estimator", "Identification", "Model", "confirm", "parse_model"]
