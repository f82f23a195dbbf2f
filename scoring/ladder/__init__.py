"""The validation ladder: gates for every kind of evidence, with one policy of limits and their sources."""
