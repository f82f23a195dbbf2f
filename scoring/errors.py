"""What can be wrong with the input of the engine, and what a result must add to its figures.

Every error names a stable code, the place, the value found there and what to do about it. Estimation
that did not converge or stopped at a boundary is no error: it is part of the result, as a `Note`.
This module imports nothing, so that every other one may import it.
"""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something a reader of a result has to know: a boundary, a merged category, a figure left out."""

    code: str
    place: str
    message: str

    def as_dict(self) -> dict[str, str]:
        """The note as JSON holds it."""
        return {"code": self.code, "place": self.place, "message": self.message}


class ScoringError(Exception):
    """Input from which nothing can be computed. The named errors below are what is raised."""

    code: ClassVar[str] = "scoring_error"

    def __init__(self, message: str, *, place: str = "", value: Any = None, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.value = value
        self.remedy = remedy

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{self.code} {where}{self.message} {self.remedy}".rstrip()

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors cross process borders; the default would forget the keyword arguments.
        return _restored, (type(self), self.message, self.place, self.value, self.remedy)

    def as_dict(self) -> dict[str, Any]:
        """The error as JSON holds it."""
        return {
            "code": self.code,
            "place": self.place,
            "value": self.value,
            "message": self.message,
            "remedy": self.remedy,
        }


def _restored(kind: type[ScoringError], message: str, place: str, value: Any, remedy: str) -> ScoringError:
    return kind(message, place=place, value=value, remedy=remedy)


class UsageError(ScoringError):
    """The command line cannot be read, or an option has an impossible value."""

    code = "usage"


class UnreadableFileError(ScoringError):
    """A file is missing, is no text, or is not what its name promises."""

    code = "unreadable_file"


class UnknownColumnError(ScoringError):
    """A name is not in the header of the data."""

    code = "unknown_column"


class DuplicateNameError(ScoringError):
    """A name that must be unique occurs twice."""

    code = "duplicate_name"


class NotANumberError(ScoringError):
    """Text, or an infinite value, stands where a number is needed."""

    code = "not_a_number"


class OutOfRangeError(ScoringError):
    """A value lies outside the range that was declared for it."""

    code = "out_of_range"


class NotACategoryError(ScoringError):
    """An answer is not a whole number, or there are too many different ones to be categories."""

    code = "not_a_category"


class NoDataError(ScoringError):
    """Nothing is left to compute with: no rows, or an item that nobody answered."""

    code = "no_data"


class TooFewItemsError(ScoringError):
    """The statistic needs more items."""

    code = "too_few_items"


class TooFewPersonsError(ScoringError):
    """The statistic needs more persons."""

    code = "too_few_persons"


class ZeroVarianceError(ScoringError):
    """A variable has one value only, so nothing can be said about how it varies."""

    code = "zero_variance"


class NotPositiveDefiniteError(ScoringError):
    """A correlation or covariance matrix cannot be inverted, or has a negative eigenvalue."""

    code = "not_positive_definite"


class ModelSyntaxError(ScoringError):
    """A model text cannot be read."""

    code = "model_syntax"


class NotIdentifiedError(ScoringError):
    """The data cannot tell the parameters of the model apart."""

    code = "not_identified"


class UnsuitableGroupsError(ScoringError):
    """The groups cannot be compared: only one, too small, or without variation."""

    code = "unsuitable_groups"


class UnsuitableModelError(ScoringError):
    """A model file or definition does not fit what is asked of it."""

    code = "unsuitable_model"
