"""Rating scale: one statement, four to seven labelled points."""

from typing import Literal

from pydantic import Field

from scoring.definitions.base import Definition, Line
from scoring.definitions.response_formats.answerable import AnswerRule


class RatingScale(Definition):
    """Whole numbers from 1 to `categories`, each with its label; "cannot know" if the format allows it."""

    type: Literal["rating_scale"]
    categories: int = Field(ge=4, le=7)
    cannot_know: bool = False
    seconds: float = Field(default=8.0, gt=0, le=300, description="Planned time for one item, in seconds.")

    @property
    def values(self) -> tuple[int, ...]:
        """The values that can be answered, lowest first."""
        return tuple(range(1, self.categories + 1))

    def answer_rule(self, code: str) -> AnswerRule:
        """What may be answered to the item `code`."""
        return AnswerRule(
            code=code,
            format_type=self.type,
            minimum=1,
            maximum=self.categories,
            allows_cannot_know=self.cannot_know,
        )


class RatingScaleWords(Definition):
    """Labels in one language, lowest value first."""

    type: Literal["rating_scale"]
    labels: tuple[Line, ...] = Field(min_length=4, max_length=7)
    cannot_know: Line | None = None
