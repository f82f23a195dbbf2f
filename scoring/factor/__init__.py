"""Factor models of answers: correlations of ordinal items, exploration, confirmation, invariance."""
