"""Measurement lines of a model."""

import pytest

from scoring.errors import DuplicateNameError, ModelSyntaxError
from scoring.models.measurement import scales_in


def test_lines_breaks_and_comments_are_read():
    text = "A =~ A1 + A2 +\n  A3  # agreeable\n\nB =~ x.1 + x_2; C =~ x3"

    assert scales_in(text) == {"A": ("A1", "A2", "A3"), "B": ("x.1", "x_2"), "C": ("x3",)}


@pytest.mark.parametrize("text", ["", "# nothing", "A ~~ B", "A =~", "A =~ 1*x", "A =~ x +"])
def test_anything_else_is_refused(text):
    with pytest.raises(ModelSyntaxError):
        scales_in(text)


def test_an_item_on_two_scales_is_refused():
    with pytest.raises(DuplicateNameError):
        scales_in("A =~ x + y\nB =~ x + z")


def test_an_item_twice_on_one_scale_is_refused():
    with pytest.raises(ModelSyntaxError):
        scales_in("A =~ x + x")
