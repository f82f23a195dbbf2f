"""One calibration from answers to a document of figures: what the engine is asked, in which order, and nothing else.

Knows no database and no web: answers in, figures and a model out. Every number is the engine's.
"""
