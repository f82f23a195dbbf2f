"""Hypothesis for the engine: no clock (machines are busy), and the same examples every time."""

from hypothesis import settings

settings.register_profile("engine", deadline=None, derandomize=True)
settings.load_profile("engine")
