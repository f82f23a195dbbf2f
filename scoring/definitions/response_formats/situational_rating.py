"""Situational rating: a situation with several options, each rated on the same labelled points.

Every option is answered by itself, so a scenario of four options holds four answers.
"""

from typing import Literal

from pydantic import Field

from scoring.definitions.base import Definition, Line
from scoring.definitions.response_formats.answerable import AnswerRule


class SituationalRating(Definition):
    """Whole numbers from 1 to `categories` for every option: how well it suits the customers described."""

    type: Literal["situational_rating"]
    categories: int = Field(default=7, ge=4, le=7)
    cannot_know: Literal[False] = False
    seconds: float = Field(default=75.0, gt=0, le=600, description="Planned time for one scenario, in seconds.")

    @property
    def values(self) -> tuple[int, ...]:
        """The values that can be answered, lowest first."""
        return tuple(range(1, self.categories + 1))

    def answer_rule(self, code: str) -> AnswerRule:
        """What may be answered to the option `code`."""
        return AnswerRule(
            code=code, format_type=self.type, minimum=1, maximum=self.categories, allows_cannot_know=False
        )


class SituationalRatingWords(Definition):
    """Labels in one language, lowest value first."""

    type: Literal["situational_rating"]
    labels: tuple[Line, ...] = Field(min_length=4, max_length=7)
    cannot_know: None = None
