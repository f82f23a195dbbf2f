"""What tenders refuse."""

from collections.abc import Sequence

from backend.kernel.errors import ConflictError, DomainError, FieldError
from backend.tenders.enums import Closed

_REMEDIES = {
    Closed.SEALED: "Come back after the deadline.",
    Closed.NOT_APPOINTED: "Ask a buyer to appoint you.",
    Closed.NOT_DECLARED: "Declare on the tender's page whether you have one.",
    Closed.CONFLICT: "Ask a buyer to appoint somebody else.",
}


class ResultsClosedError(ConflictError):
    """Answers and results are not open to this member; the code says why."""

    def __init__(self, why: Closed) -> None:
        super().__init__(why.label, _REMEDIES[why], "", f"results_{why.value}")


class TenderFrozenError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "Criteria, bands, weights, rules and deadline are frozen: every bidder was told the same.",
            "Open a new tender for other criteria.",
            "",
            "tender_frozen",
        )


class TenderNotFrozenError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "Suppliers are invited only after the criteria are frozen.",
            "Freeze the tender first.",
            "",
            "tender_not_frozen",
        )


class TenderIncompleteError(DomainError):
    def __init__(self, missing: list[FieldError]) -> None:
        super().__init__(
            "The tender cannot be frozen yet.",
            "Fill in what is missing.",
            code="tender_incomplete",
            status=409,
            errors=missing,
        )


class UnknownCriterionError(DomainError):
    def __init__(self, code: str, known: Sequence[str]) -> None:
        super().__init__(
            f'The signed definition has no dimension "{code}".',
            f"Its dimensions are: {', '.join(known)}.",
            "criteria",
            code,
            "unknown_criterion",
        )


class DeadlinePassedError(ConflictError):
    def __init__(self) -> None:
        super().__init__("The deadline has passed.", "Ask the contact person.", "", "deadline_passed")


class AlreadyInvitedError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "This supplier bids in this tender already.", "Send a new link instead.", "name", "already_invited"
        )


class AlreadyAppointedError(ConflictError):
    def __init__(self) -> None:
        super().__init__("This member is an evaluator already.", "", "membership_id", "already_appointed")


class AlreadyDeclaredError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "You have declared already; a declaration stays as it was given.",
            "Tell a buyer, who can appoint somebody else.",
            "",
            "already_declared",
        )


class NotAppointableError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "Only an active owner, buyer or customer advocate can evaluate bids.",
            "Change the member's roles, or choose somebody else.",
            "membership_id",
            "not_appointable",
        )


class AlreadyAnsweredError(ConflictError):
    def __init__(self) -> None:
        super().__init__("This has been answered.", "Answers stay as they were given.", "", "already_answered")


class StaffListRefusedError(DomainError):
    """A staff list that cannot be drawn from, with every reason; nothing was stored."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__(
            "Nobody can be drawn from this list. Nothing was stored.",
            "Correct what is named and hand it in again.",
            code="staff_list_refused",
            errors=errors,
        )


class AlreadyDrawnError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "Your staff list was handed in and drawn from; there is one draw.", "", "text", "already_drawn"
        )


class NoticeNotConfirmedError(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Your staff must know that they stand on the list before it is handed in.",
            "Give them the notice, then confirm it.",
            "staff_informed",
            "",
            "notice_not_confirmed",
        )


class FileRefusedError(DomainError):
    def __init__(self, message: str, remedy: str, code: str) -> None:
        super().__init__(message, remedy, "content", "", code)


class NotDecidedError(ConflictError):
    def __init__(self) -> None:
        super().__init__("There is nothing to contest before the decision.", "Wait for it.", "words", "not_decided")


class NamedPersonNeededError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "Only a member in person declares, grades, decides and answers.",
            "Sign in yourself; a program cannot do this.",
            "",
            "named_person_needed",
        )
