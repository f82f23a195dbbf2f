"""Where a score stands among others, and whether scores still come from the distribution they were normed on.

Knows score distributions. It must not know groups by sex or ethnicity: norms are never made by them.
"""
