"""What ratings refuse."""

from backend.kernel.errors import ConflictError, DomainError, FieldError


class PlanRefusedError(DomainError):
    """What is wrong with a plan, all of it at once."""

    def __init__(self, faults: list[FieldError]) -> None:
        super().__init__("This cannot be planned.", "Change what is named.", code="plan_refused", errors=faults)


class NotRunningError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "The campaign is not running.", "Invite somebody first; that freezes and opens it.", "status", "not_running"
        )


class SealedError(ConflictError):
    """The last card is in. Whatever comes now is a revision of the debrief."""

    def __init__(self) -> None:
        super().__init__(
            "All cards are in, so the first ratings are final.",
            "Say in the debrief what you think now, and why.",
            "status",
            "ratings_sealed",
        )


class NotSealedError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "The marks are under seal until every card is in.",
            "Wait for the last card, or let the chair close its seat.",
            "status",
            "ratings_not_sealed",
        )


class CancelledError(ConflictError):
    def __init__(self) -> None:
        super().__init__("This exercise was cancelled.", "Plan it anew.", "status", "exercise_closed")


class CardEndedError(ConflictError):
    def __init__(self, status: str) -> None:
        super().__init__(
            "This card is no longer yours to mark.",
            "Ask whoever planned the exercise; what you noted stays on this device.",
            "status",
            f"card_{status}",
        )


class AlreadyInError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "This card has been handed in.", "Only a card that is still out can be changed so.", "status", "card_is_in"
        )


class CardRefusedError(DomainError):
    """What a card still lacks or has too much, all of it at once."""

    def __init__(self, faults: list[FieldError]) -> None:
        super().__init__(
            "The card cannot be handed in yet.", "Complete what is named.", code="card_incomplete", errors=faults
        )


class MarksRefusedError(DomainError):
    """Something in a batch of marks can never be stored; nothing of the batch was."""

    def __init__(self, faults: list[FieldError]) -> None:
        super().__init__("The marks cannot be stored.", "See each place.", code="marks_refused", errors=faults)


class CardDiffersError(ConflictError):
    """Count or hash of what the device holds differ from what has arrived."""

    def __init__(self) -> None:
        super().__init__(
            "What this device shows is not what has arrived here.",
            "Load the card again, look through it, and hand it in.",
            "hash",
            "card_differs",
        )


class NotTheChairError(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Only the chair of the panel may close a seat.", "Ask the chair.", "", "", "not_the_chair", 403
        )


class LastCardError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "Nobody would be left to rate.", "Cancel the exercise and plan it anew.", "status", "last_card"
        )


class RaterIsClerkError(ConflictError):
    """Whoever rates somebody sees no other card of the same exercise before the seal, as a clerk neither."""

    def __init__(self) -> None:
        super().__init__(
            "You rate this person yourself, so you may not see another rater's card before all are in.",
            "Let a colleague transcribe it.",
            "",
            "rater_is_clerk",
        )


class SwapRefusedError(DomainError):
    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy, "membership_id", "", "swap_refused", 422)


class UnchangedRevisionError(ConflictError):
    def __init__(self) -> None:
        super().__init__("That is the mark you hold already.", "Leave it, or choose another.", "value", "unchanged")
