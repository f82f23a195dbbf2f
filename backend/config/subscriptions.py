"""Who reacts to what, on one page: after an event, these jobs run.

`config` also wires here what lower apps may not import: finders of dependants and erasers of persons.
"""

from backend.kernel.dependants import register_eraser


def wire() -> None:
    """Called once when Django is ready."""
    from backend.people.services import erase_own_rows as erase_in_people  # models must be loaded first
    from backend.promises.services import erase_own_rows as erase_in_promises

    register_eraser("people", erase_in_people)
    register_eraser("promises", erase_in_promises)
