"""What people refuse."""

from backend.kernel.errors import ConflictError


class AlreadyErasedError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "This person's data were erased.", "Enrol the person again if they ask for it.", "", "already_erased"
        )


class AlreadyAnsweredError(ConflictError):
    def __init__(self, status: str) -> None:
        super().__init__(
            f"The request is {status} already.", "Ask the person to make a new request.", "status", "already_answered"
        )


class AddressInUseError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "Another person of this organisation has this address.",
            "Check the address; one person is enrolled once.",
            "email",
            "address_in_use",
        )
