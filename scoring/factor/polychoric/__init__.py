"""Correlations of the normal variables behind ordinal answers, with their sampling covariance."""

from scoring.factor.polychoric.estimation import Polychorics, polychoric_correlations
from scoring.factor.polychoric.influence import InfluenceTables, influence_tables, standard_errors

__all__ = ["InfluenceTables", "Polychorics", "influence_tables", "polychoric_correlations", "standard_errors"]
