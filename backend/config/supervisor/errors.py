"""Why serving ended."""


class StoppedError(Exception):
    """A signal asked us to stop."""


class ServeError(Exception):
    """Something that must work before we can serve did not."""
