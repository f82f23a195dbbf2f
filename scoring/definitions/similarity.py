"""How far two short texts say the same words: by their stems, and by their letters in threes."""

import re
from functools import lru_cache

from scoring.definitions.vocabulary import EMPTY

WORD = re.compile(r"[A-Za-z']+")
# Longest first, so that "edly" goes before "ly". What is left must still be a word of three letters.
ENDINGS = ("ations", "ation", "ingly", "edly", "ings", "ing", "ies", "ers", "ed", "er", "es", "ly", "s", "y", "e")
STEM_AT_LEAST = 3


def likeness(first: str, second: str) -> float:
    """Share of words that two texts have in common, 0 to 1; where that is higher, of their letters in threes.

    Words are compared by stem and without empty ones, so that another order or another ending hides nothing; letters
    find what differs in empty words alone.
    """
    return max(_overlap(_stems(first), _stems(second)), _overlap(_threes(first), _threes(second)))


@lru_cache(maxsize=8192)  # every text meets every other one
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in WORD.findall(text.lower()) if word not in EMPTY)


def _stem(word: str) -> str:
    word = word.removesuffix("'s").replace("'", "")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM_AT_LEAST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=8192)  # as above
def _threes(text: str) -> frozenset[str]:
    letters = " ".join(WORD.findall(text.lower()))
    return frozenset(letters[place : place + 3] for place in range(len(letters) - 2))


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    together = first | second
    return len(first & second) / len(together) if together else 0.0
