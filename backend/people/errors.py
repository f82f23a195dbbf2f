"""What people refuse."""

from backend.kernel.errors import ConflictError, DomainError


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


class UnusableEqualityAnswerError(DomainError):
    """A cell about sex, age and the like that cannot be kept."""

    def __init__(self, attribute: str, answer: str) -> None:
        super().__init__(
            f'"{answer[:60]}" cannot be kept as {attribute}.',
            "Write an age as whole years from 1 to 120, anything else in at most 80 letters; or leave it empty.",
            place=attribute,
            code="unusable_equality_answer",
        )
