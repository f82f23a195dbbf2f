"""How well a model reproduces the data: one function per index, numbers in, number out."""

from scoring.factor.goodness_of_fit.incremental import cfi, tli
from scoring.factor.goodness_of_fit.noncentrality import rmsea, rmsea_interval
from scoring.factor.goodness_of_fit.residual import srmr

__all__ = ["cfi", "rmsea", "rmsea_interval", "srmr", "tli"]
