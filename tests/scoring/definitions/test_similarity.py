import pytest

from scoring.definitions.similarity import likeness


def test_a_sentence_is_wholly_like_itself_and_likeness_has_no_direction() -> None:
    first, second = "I ring guests back today.", "Guests are rung by the desk."

    assert likeness(first, first) == 1.0
    assert likeness(first, second) == likeness(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I plan visits by phone.", "By phone I plan visits."),  # another order
        ("I planned the visit by phone.", "I am planning visits by phone."),  # other endings
        ("I note each promise at once.", "I note each of my promises at once."),  # empty words
    ],
)
def test_order_endings_and_empty_words_hide_nothing(first: str, second: str) -> None:
    assert likeness(first, second) >= 0.5


def test_different_matters_are_far_apart() -> None:
    assert likeness("I ring guests back today.", "Our letters leave the house late.") < 0.2


def test_texts_without_a_word_are_not_alike() -> None:
    assert likeness("", "") == 0.0
