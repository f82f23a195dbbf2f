"""How far scores would come out the same again: items, raters, members of a group, occasions.

Knows covariance matrices, tables of ratings and groups of answers. It must not know what a score is used for.
"""
