"""What cultures refuse."""

from collections.abc import Sequence

from backend.kernel.errors import ConflictError, DomainError, FieldError


class NotADraftError(ConflictError):
    """Only a draft can be edited: what is proposed is what people sign, and what is signed never changes."""

    def __init__(self, status: str) -> None:
        super().__init__(
            f"This version is {status}; its words and bands can no longer be changed.",
            "Return it to draft if it is only proposed; draft a new version if it is signed.",
            "status",
            "not_a_draft",
        )


class OpenVersionExistsError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "There is already a version that is being drafted or signed.",
            "Finish or delete it first.",
            "definition",
            "open_version_exists",
        )


class NameTakenError(ConflictError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f'There is already a definition called "{name}".', "Choose another name.", "name", "name_taken"
        )


class IncompleteDefinitionError(DomainError):
    """Checks that keep a version from being proposed, all of them."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(
            "The definition is not complete yet.",
            "Settle every point that is named.",
            code="definition_incomplete",
            errors=list(errors),
        )


class WrongPlacementError(DomainError):
    def __init__(self, place: str, message: str, remedy: str) -> None:
        super().__init__(message, remedy, place, "", "wrong_placement")


class UnknownSignatoryError(DomainError):
    def __init__(self, value: str) -> None:
        super().__init__(
            "A signatory must be an active member who may sign.",
            "Give the person the role of signatory first.",
            "signatories",
            value,
            "unknown_signatory",
        )


class WrongQuorumError(DomainError):
    def __init__(self, signatories: int) -> None:
        super().__init__(
            f"The quorum must lie between 1 and the number of signatories ({signatories}).",
            "Lower the quorum or name more signatories.",
            "quorum",
            "",
            "wrong_quorum",
        )


class NotProposedError(ConflictError):
    def __init__(self, status: str) -> None:
        super().__init__(
            f"This version is {status}; only a proposed version can be signed or returned to draft.",
            "Load it again.",
            "status",
            "not_proposed",
        )


class NotASignatoryError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "You are not named as a signatory of this version.",
            "Ask the culture steward to name you.",
            code="not_a_signatory",
        )


class AlreadySignedError(ConflictError):
    def __init__(self) -> None:
        super().__init__("You have signed this version already.", "Nothing needs to be done.", code="already_signed")


class OtherContentError(ConflictError):
    def __init__(self) -> None:
        super().__init__(
            "The definition is not the one that you were shown.",
            "Load it again, read it, and sign what you see.",
            "content_hash",
            "other_content",
        )


class NotSignedError(ConflictError):
    """Only a signed version may be pinned: what people are measured against is settled before they are seen."""

    def __init__(self, status: str) -> None:
        super().__init__(
            f"This version of the definition is {status}, not signed.",
            "Have it signed first, or choose a signed version.",
            "definition_version_id",
            "definition_not_signed",
        )
