"""What campaigns refuse."""

from backend.kernel.errors import ConflictError, DomainError, FieldError


class CampaignFrozenError(ConflictError):
    def __init__(self, field: str) -> None:
        super().__init__(
            "The first invitation froze this campaign: everybody is measured against the same definition and battery.",
            "Open a new campaign for other criteria.",
            field,
            "campaign_frozen",
        )


class CampaignClosedError(ConflictError):
    def __init__(self) -> None:
        super().__init__("This campaign is closed.", "Open a new campaign.", "status", "campaign_closed")


class CampaignIncompleteError(DomainError):
    """What is still missing before somebody can be invited, all of it at once."""

    def __init__(self, missing: list[FieldError]) -> None:
        super().__init__(
            "Nobody can be invited to this campaign yet.",
            "Fill in what is missing.",
            code="campaign_incomplete",
            status=409,
            errors=missing,
        )


class UnknownSectionError(DomainError):
    def __init__(self, position: int, section: str, known: list[str]) -> None:
        super().__init__(
            f'The instrument has no section "{section}".',
            f"Its sections are: {', '.join(known)}.",
            f"entries[{position}].sections",
            section,
            "unknown_section",
        )


class NoCommonLanguageError(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "The instruments have no language in common.",
            "Choose instruments that exist in one language.",
            "entries",
            "",
            "no_common_language",
        )


class DateOrderError(DomainError):
    def __init__(self, field: str, message: str, remedy: str) -> None:
        super().__init__(message, remedy, field, "", "date_order")


class GivenTwiceError(ConflictError):
    def __init__(self, position: int) -> None:
        super().__init__(
            "The instrument stands in the battery already.",
            "Name it once, with all its sections.",
            f"entries[{position}].instrument_version_id",
            "given_twice",
        )


class PanelRefusedError(DomainError):
    """What is wrong with a panel, all of it at once."""

    def __init__(self, faults: list[FieldError]) -> None:
        super().__init__(
            "This panel cannot judge.", "Change the seats that are named.", code="panel_refused", errors=faults
        )
