"""The registry of response formats: one line each in both unions."""

from typing import Annotated

from pydantic import Field

from scoring.definitions.response_formats.rating_scale import RatingScale, RatingScaleWords
from scoring.definitions.response_formats.situational_rating import SituationalRating, SituationalRatingWords

ResponseFormat = Annotated[RatingScale | SituationalRating, Field(discriminator="type")]
FormatWords = Annotated[RatingScaleWords | SituationalRatingWords, Field(discriminator="type")]
