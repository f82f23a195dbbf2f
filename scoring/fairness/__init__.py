"""Whether groups of people are treated alike: selection rates, and items that work differently in groups.

Knows groups only as labels. It must not know what a label stands for, and never changes a score by one.
"""
