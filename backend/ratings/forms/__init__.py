"""What a card asks, and whether what was marked answers it."""

from backend.ratings.forms.content import CardContent, GivenObservation, GivenRating, read_content
from backend.ratings.forms.places import ABSENT, CardPlaces, card_places

__all__ = [
    "ABSENT",
    "CardContent",
    "CardPlaces",
    "GivenObservation",
    "GivenRating",
    "card_places",
    "read_content",
]
