"""What promises refuse."""

from backend.kernel.errors import ConflictError


class PromiseClosedError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "This promise was closed already.", "Look at how it was closed; it stays.", "promise", "promise_closed"
        )
