"""Canonical JSON."""

import math

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from scoring.canonical import canonical_hash, canonical_json
from scoring.errors import NotANumberError, UnsuitableModelError

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=20,
)


@given(values)
def test_bytes_equal_those_of_an_independent_program(value):
    assert canonical_json(value) == rfc8785.dumps(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_read_back_as_the_same_double(value):
    assert float(canonical_json(value)) == value


def test_the_order_of_keys_does_not_change_the_hash():
    assert canonical_hash({"a": 1, "b": [1.5]}) == canonical_hash({"b": [1.5], "a": 1})


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_numbers_that_json_lacks_are_refused(value):
    with pytest.raises(NotANumberError):
        canonical_json([value])


def test_values_that_json_lacks_are_refused():
    with pytest.raises(UnsuitableModelError):
        canonical_json({1, 2})
