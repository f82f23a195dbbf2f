"""Do items mean the same in several groups? A ladder of equalities, each tested against the one before."""

from scoring.factor.invariance.levels import InvarianceLevel, InvarianceResult, Level, measurement_invariance

__all__ = ["InvarianceLevel", "InvarianceResult", "Level", "measurement_invariance"]
