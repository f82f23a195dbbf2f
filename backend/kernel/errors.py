"""The one family of errors that services raise and the API turns into problem documents.

An error says a stable code, the place, the offending value and the remedy. It knows nothing of HTTP but
the class of answer it deserves; `rest.problems` does the rest.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FieldError:
    """One thing that is wrong at one place of what was sent."""

    field: str
    code: str
    message: str
    remedy: str = ""


@dataclass
class DomainError(Exception):
    """A refusal by a rule of the product. `status` is the HTTP class a client should see."""

    message: str
    remedy: str = ""
    place: str = ""
    value: str = ""
    code: str = "refused"
    status: int = 422
    errors: list[FieldError] = field(default_factory=list)

    def __str__(self) -> str:
        places = "".join(f"\n  {error.field}: {error.message} {error.remedy}" for error in self.errors)
        return f"{self.code}: {self.message}" + (f" {self.remedy}" if self.remedy else "") + places

    def as_field_errors(self) -> list[FieldError]:
        if self.errors or not self.place:
            return self.errors
        return [FieldError(self.place, self.code, self.message, self.remedy)]


class NotFoundError(DomainError):
    """It is not there, or not for this actor: nobody is told which."""

    def __init__(self, message: str = "There is no such thing here.", place: str = "") -> None:
        super().__init__(message, "Check the address; it may have been removed.", place, "", "not_found", 404)


class CapabilityMissingError(DomainError):
    """The actor belongs here but has no role that may do this."""

    def __init__(self, capability: str, roles: list[str]) -> None:
        granted = ", ".join(roles)
        super().__init__(
            f"None of your roles may do this ({capability}).",
            f"Ask an owner for one of these roles: {granted}.",
            "",
            capability,
            "capability_missing",
            403,
        )


class StaleRevisionError(DomainError):
    """Somebody changed it since it was read."""

    def __init__(self, expected: str, current: str) -> None:
        super().__init__(
            "This was changed by somebody else since you opened it.",
            "Load it again, look at the change, and repeat yours if it still holds.",
            "If-Match",
            expected,
            "stale_revision",
            412,
        )
        self.current = current


class ConflictError(DomainError):
    """It contradicts what is already stored."""

    def __init__(self, message: str, remedy: str, place: str = "", code: str = "conflict") -> None:
        super().__init__(message, remedy, place, "", code, 409)
