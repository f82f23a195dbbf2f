"""Limits of the gates in one file with their sources. An organisation may tighten them, never loosen them."""

from __future__ import annotations

import json
import operator as comparison
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from scoring.errors import NotANumberError, OutOfRangeError, UnknownColumnError, UnsuitableModelError

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {">=": comparison.ge, "<=": comparison.le, "<": comparison.lt, ">": comparison.gt}
)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One limit: what an observed figure must be, and where that comes from.

    floor : a weaker limit that a signed reason may fall back on; None where there is no such way.
    """

    name: str
    operator: str
    value: float
    source: str
    floor: float | None = None

    def holds(self, observed: float) -> bool:
        """Whether the figure passes."""
        return COMPARISONS[self.operator](observed, self.value)

    def is_as_strict_as(self, value: float) -> bool:
        """Whether `value` asks for at least as much as this limit."""
        return value >= self.value if self.operator.startswith(">") else value <= self.value


@dataclass(frozen=True)
class LadderPolicy:
    """All limits by name."""

    limits: Mapping[str, Limit]

    def __getitem__(self, name: str) -> Limit:
        """The limit of this name."""
        return self.limits[name]

    def tightened(self, values: Mapping[str, float]) -> LadderPolicy:
        """The same policy with stricter values; a floor is lifted with its limit at least to the new value's rule.

        Raises
        ------
        UnknownColumnError : no such limit. OutOfRangeError : a value that is looser. NotANumberError : no number.
        """
        limits = dict(self.limits)
        for name, value in values.items():
            limits[name] = _tightened(self, name, value)
        return LadderPolicy(MappingProxyType(limits))


def _tightened(policy: LadderPolicy, name: str, value: Any) -> Limit:
    if name not in policy.limits:
        raise UnknownColumnError(
            "The policy has no such limit.", place="policy", value=name, remedy=f"One of {', '.join(policy.limits)}."
        )
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise NotANumberError("A limit is a number.", place=f"policy, {name}", value=value, remedy="Correct it.")
    limit = policy[name]
    if not limit.is_as_strict_as(value):
        raise OutOfRangeError(
            f"Limits can be tightened only: {name} is {limit.operator} {limit.value:g}.",
            place=f"policy, {name}",
            value=value,
            remedy="Leave it out, or give a stricter value.",
        )
    # whoever tightens a limit wants no way round it
    return replace(limit, value=float(value), floor=limit.floor if value == limit.value else None)


@lru_cache(maxsize=1)
def default_policy() -> LadderPolicy:
    """The limits that are shipped."""
    text = resources.files("scoring.ladder").joinpath("policy.json").read_text(encoding="utf-8")
    return LadderPolicy(MappingProxyType({entry["name"]: Limit(**entry) for entry in json.loads(text)["limits"]}))


def policy_from_document(document: Any) -> LadderPolicy:
    """The default policy tightened by an organisation's file `{limit: value}`."""
    if not isinstance(document, Mapping):
        raise UnsuitableModelError("A policy maps limits to values.", place="policy", remedy="Write {limit: value}.")
    return default_policy().tightened(document)
