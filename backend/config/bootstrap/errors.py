"""Why make stopped."""


class BootstrapError(Exception):
    """Something is missing that a person must bring; the message is the one thing to do."""

    exit_code = 2


class StepFailedError(Exception):
    """A command that we ran failed; it has said why itself."""

    exit_code = 1
