"""What sittings refuse."""

from collections.abc import Sequence

from backend.kernel.errors import ConflictError, DomainError, FieldError


class SittingClosedError(ConflictError):
    """The sitting takes no more of this. The code names the state, which the player tells the person."""

    def __init__(self, status: str) -> None:
        super().__init__(
            f"This sitting is {status}.", "Everything saved before is kept.", "status", f"sitting_{status}"
        )


class NotStartedError(ConflictError):
    def __init__(self) -> None:
        super().__init__("The sitting has not been started.", "Start it first.", "", "not_begun")


class ConsentMissingError(DomainError):
    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(
            "The sitting starts only after every required text has been agreed to.",
            "Agree to it, or ask the contact person.",
            code="consent_missing",
            errors=[
                FieldError("consents", "consent_missing", f"{code} is required.", "Agree to it.") for code in codes
            ],
        )


class UnknownLanguageError(DomainError):
    def __init__(self, language: str, known: Sequence[str]) -> None:
        super().__init__(
            "The sitting does not exist in this language.",
            f"Choose one of: {', '.join(known)}.",
            "language",
            language,
            "unknown_language",
        )


class SectionLockedError(ConflictError):
    """Sections are opened one after another; what has not been reached is not shown."""

    def __init__(self, next_section: int) -> None:
        super().__init__(
            "This section has not been reached.", f"Open section {next_section} first.", "index", "section_locked"
        )


class AnswersRefusedError(DomainError):
    """Something in a batch of answers can never be stored; nothing of the batch was."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__("The answers cannot be stored.", "See each place.", code="answers_refused", errors=errors)


class AnswersDifferError(ConflictError):
    """What the taker's device holds is not what the server holds. Nothing was submitted."""

    def __init__(self, *, count: int, own_hash: str, sent_count: int, sent_hash: str) -> None:
        super().__init__(
            f"The server holds {count} answers (hash {own_hash}), your device says {sent_count} (hash {sent_hash}).",
            "Load your answers, look at what differs, and submit again.",
            "hash",
            "answers_differ",
        )


class RowsRefusedError(DomainError):
    """A list in which some rows are bad, all of them named; nobody was invited, nothing was imported."""

    def __init__(self, errors: list[FieldError], *, total: int | None = None) -> None:
        count = total or len(errors)
        super().__init__(
            f"{count} {'place' if count == 1 else 'places'} of the list cannot be used. Nothing was stored.",
            "Correct what is named, or take only the good rows where that is offered.",
            code="rows_refused",
            errors=errors,
        )


class InvitationEndedError(ConflictError):
    def __init__(self, status: str) -> None:
        super().__init__(
            f"The invitation is {status}; this cannot be done now.",
            "Load the list again.",
            "status",
            "invitation_ended",
        )


class NoCalibratorError(DomainError):
    """A process that is no compute worker asked for groups of people."""

    def __init__(self) -> None:
        super().__init__(
            "This process may not ask who belongs to which group.",
            "Run the analysis as a job: workers are given DATABASE_CALIBRATOR_URL.",
            code="no_calibrator",
        )


class SuppliersOnlyError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "A tender invites suppliers, and draws who answers for them.",
            "Invite the supplier under Tenders.",
            "",
            "suppliers_only",
        )
