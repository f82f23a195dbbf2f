"""Graded response models: curves, posterior of a person, calibration, information, linking."""
