"""The command line of the engine: reads files and options, prints one strict JSON object."""

from scoring.cli.frame import main

__all__ = ["main"]
