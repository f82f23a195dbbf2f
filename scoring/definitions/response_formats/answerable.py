"""What every response format can say about itself, and the error for an answer it does not allow."""

from dataclasses import dataclass

from scoring.errors import ScoringError

CANNOT_KNOW = "cannot_know"
Answer = int | str | None


@dataclass(frozen=True, kw_only=True)
class AnswerRule:
    """What may be answered to one reference of a form: a whole number in a range, or "cannot know".

    `code` is the item or option behind the reference. It never leaves the server.
    """

    code: str
    format_type: str
    minimum: int
    maximum: int
    allows_cannot_know: bool

    def check(self, answer: Answer, *, place: str) -> None:
        """Refuse an answer outside the rule. `None` takes an answer back and is always allowed.

        Raises
        ------
        UnusableAnswerError : not a whole number between minimum and maximum, and not an allowed "cannot know".
        """
        if answer is None or (answer == CANNOT_KNOW and self.allows_cannot_know):
            return
        is_whole = isinstance(answer, int) and not isinstance(answer, bool)
        if not is_whole or not self.minimum <= int(answer) <= self.maximum:
            raise UnusableAnswerError(
                f"The answer is not a whole number from {self.minimum} to {self.maximum}.",
                place=place,
                value=str(answer)[:60],
                remedy="Send one of the values that the form lists for this reference.",
            )


class UnusableAnswerError(ScoringError):
    """An answer that its response format does not allow."""

    code = "unusable_answer"
