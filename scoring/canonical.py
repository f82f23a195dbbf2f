"""Canonical JSON (RFC 8785) and its SHA-256: the same content has the same bytes in any language."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from scoring.errors import NotANumberError, UnsuitableModelError

LARGEST_EXACT_INTEGER = 2**53 - 1


def canonical_json(value: Any) -> bytes:
    """The one way to write a value: keys by UTF-16 code units, numbers as ECMAScript writes them, no white space.

    Source: RFC 8785 (2020).
    """
    return _text(value).encode("utf-8")


def canonical_hash(value: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False)
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: str(name).encode("utf-16-be"))
        return "{" + ",".join(f"{_text(str(name))}:{_text(value[name])}" for name in names) + "}"
    if isinstance(value, Sequence):
        return "[" + ",".join(_text(entry) for entry in value) + "]"
    raise UnsuitableModelError(
        "JSON has no such value.", place="canonical JSON", value=type(value).__name__, remedy="Convert it first."
    )


def _number(value: float) -> str:
    if isinstance(value, int) and abs(value) <= LARGEST_EXACT_INTEGER:
        return str(int(value))
    if not math.isfinite(value):
        raise NotANumberError("JSON has no such number.", place="canonical JSON", value=str(value), remedy="Use null.")
    return _shortest(float(value))


def _shortest(value: float) -> str:
    """The shortest digits that read back as the same double, placed as ECMA-262 7.1.12.1 places them."""
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, exponent = f"{abs(value)!r}e0".split("e")[:2]
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = int(exponent) + len(whole)
    if whole == "0":
        point = int(exponent) - (len(fraction) - len(fraction.lstrip("0")))
    digits = digits.rstrip("0") or "0"
    return sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    exponent = point - 1
    shown = f"{'+' if exponent > 0 else '-'}{abs(exponent)}"
    return f"{digits[0]}{'.' + digits[1:] if count > 1 else ''}e{shown}"
