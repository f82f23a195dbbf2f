"""What scoring refuses."""

from backend.kernel.errors import ConflictError


class NotSubmittedError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "The sitting has not ended, so there is nothing to score.", "Wait until it is submitted.", "sitting"
        )
