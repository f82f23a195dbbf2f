"""What fit refuses."""

from backend.kernel.errors import ConflictError, DomainError


class EvidenceNotOpenedError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "You have not opened this person's evidence since it last changed.",
            "Open the candidate's page, read it, then decide.",
            "candidate_id",
            "evidence_not_opened",
        )


class NotAssessedYetError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "This person has neither submitted nor withdrawn, so there is nothing to decide on yet.",
            "Wait for the sitting, or revoke the invitation.",
            "candidate_id",
            "not_assessed_yet",
        )


class ReasonTooShortError(DomainError):
    def __init__(self, least: int) -> None:
        super().__init__(
            "A decision needs a reason that somebody else can understand.",
            f"Write at least {least} characters.",
            "reason",
            "",
            "reason_too_short",
        )


class OneUnsignedDefinitionError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "The campaign is pinned to no signed definition, so there is nothing to fit to.",
            "Sign the definition first.",
            "definition_version",
            "definition_not_signed",
        )
