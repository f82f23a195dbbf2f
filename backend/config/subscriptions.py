"""Who reacts to what, on one page: after an event, these jobs run.

`config` also wires here what lower apps may not import: finders of dependants and erasers of persons.
"""


def wire() -> None:
    """Called once when Django is ready."""
