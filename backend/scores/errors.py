"""What scoring refuses."""

from backend.kernel.errors import ConflictError


class NotSubmittedError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "The sitting has not ended, so there is nothing to score.", "Wait until it is submitted.", "sitting"
        )


class NotSealedYetError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "A card of this exercise is still out, so there is nothing to score.",
            "Wait for it, or let the chair close its seat.",
            "exercise",
        )
