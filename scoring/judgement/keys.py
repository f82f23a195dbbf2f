"""The key of a situational test: what experts and customers say about every option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from scoring.errors import DuplicateNameError, OutOfRangeError, UnsuitableModelError
from scoring.linalg import FloatVector

LARGEST_SD = 1.2
SEVEN_POINTS = 6.0
LARGEST_FEATURE_CORRELATION = 0.5
CLEAR_POLE = 0.5
LOW_QUALITY = 0.3


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way to act. pole : a in [-1, 1] by style (A = +1); quality : q in [0, 1]; mean, sd, n : of the panel."""

    name: str
    mean: float
    quality: float
    pole: Mapping[str, float] = field(default_factory=dict)
    sd: float | None = None
    n: int = 0

    def kept(self, width: float) -> bool | None:
        """Whether the panel agrees on it (SD at most 1.2 on seven points); None before a panel has sat."""
        return None if self.sd is None or not self.n else self.sd <= LARGEST_SD * width / SEVEN_POINTS


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A situation with its options and the dimensions it touches."""

    name: str
    dimensions: tuple[str, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class JudgementKey:
    """A versioned key; ratings run from `lowest` to `highest`."""

    name: str
    version: str
    lowest: float
    highest: float
    scenarios: tuple[Scenario, ...]

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """All options in order."""
        return tuple(option for scenario in self.scenarios for option in scenario.options)

    @cached_property
    def scenario_of(self) -> np.ndarray:
        """Number of the scenario of every option."""
        sizes = [len(scenario.options) for scenario in self.scenarios]
        return np.repeat(np.arange(len(sizes)), sizes)

    @cached_property
    def styles(self) -> tuple[str, ...]:
        """Dimensions for which options have a pole."""
        found = {d for s in self.scenarios for d in s.dimensions if any(d in o.pole for o in s.options)}
        return tuple(d for d in self.dimensions if d in found)

    @cached_property
    def standards(self) -> tuple[str, ...]:
        """Dimensions whose scenarios have no pole for them."""
        return tuple(d for d in self.dimensions if d not in self.styles)

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """All dimensions in order of appearance."""
        return tuple(dict.fromkeys(d for scenario in self.scenarios for d in scenario.dimensions))

    def poles(self, style: str) -> FloatVector:
        """a of every option for a style, 0 in scenarios that do not touch it."""
        return np.array(
            [o.pole.get(style, 0.0) if style in s.dimensions else 0.0 for s in self.scenarios for o in s.options]
        )

    def qualities(self) -> FloatVector:
        """q of every option."""
        return np.array([option.quality for option in self.options])

    def touching(self, dimension: str) -> np.ndarray:
        """Which options belong to scenarios of a dimension."""
        return np.array([dimension in s.dimensions for s in self.scenarios for _ in s.options])


def key_from_document(document: Any) -> JudgementKey:
    """The key in a KEY file: `{key, version, scale_min, scale_max, scenarios: [{id, dimensions, options}]}`.

    Raises
    ------
    UnsuitableModelError : a part is missing. DuplicateNameError : an option twice. OutOfRangeError : a pole outside
        -1 to 1, a quality outside 0 to 1, a mean outside the scale.
    """
    try:
        key = JudgementKey(
            name=str(document["key"]),
            version=str(document["version"]),
            lowest=float(document["scale_min"]),
            highest=float(document["scale_max"]),
            scenarios=tuple(_scenario(entry) for entry in document["scenarios"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise UnsuitableModelError(
            "The key cannot be read.", place="key", value=str(problem), remedy="See docs/scoring/judgement.md."
        ) from None
    _check(key)
    return key


def key_as_document(key: JudgementKey) -> dict[str, Any]:
    """The key as JSON-ready values; `key_from_document` reads it back."""
    return {
        "key": key.name,
        "version": key.version,
        "scale_min": key.lowest,
        "scale_max": key.highest,
        "scenarios": [
            {
                "id": scenario.name,
                "dimensions": list(scenario.dimensions),
                "options": [_option_document(option) for option in scenario.options],
            }
            for scenario in key.scenarios
        ],
    }


def _option_document(option: Option) -> dict[str, Any]:
    return {
        "id": option.name,
        "mean": option.mean,
        "sd": option.sd,
        "n": option.n,
        "quality": option.quality,
        "pole": dict(option.pole),
    }


def _scenario(entry: Any) -> Scenario:
    options = tuple(
        Option(
            name=str(o["id"]),
            mean=float(o["mean"]),
            quality=float(o["quality"]),
            pole={str(d): float(a) for d, a in (o.get("pole") or {}).items()},
            sd=None if o.get("sd") is None else float(o["sd"]),
            n=int(o.get("n", 0)),
        )
        for o in entry["options"]
    )
    return Scenario(name=str(entry["id"]), dimensions=tuple(str(d) for d in entry["dimensions"]), options=options)


def _check(key: JudgementKey) -> None:
    seen: set[str] = set()
    for option in key.options:
        if option.name in seen:
            raise DuplicateNameError("An option is named twice.", place="key", value=option.name, remedy="Rename one.")
        seen.add(option.name)
        limits = [("quality", option.quality, 0.0, 1.0), ("mean", option.mean, key.lowest, key.highest)]
        limits += [(f"pole {d}", a, -1.0, 1.0) for d, a in option.pole.items()]
        for what, value, low, high in limits:
            if not low <= value <= high:
                raise OutOfRangeError(
                    f"The {what} lies outside {low:g} to {high:g}.",
                    place=f"option {option.name}",
                    value=value,
                    remedy="Correct the key.",
                )


@dataclass(frozen=True, kw_only=True)
class KeyFinding:
    """Why a scenario or style of a key is not acceptable."""

    place: str
    message: str
    value: float


def key_findings(key: JudgementKey) -> tuple[KeyFinding, ...]:
    """What keeps a key from acceptance.

    Pole and quality must not go together within scenarios (|r| at most .5), every style scenario needs an option
    clearly at each pole, and somewhere a poor option must stand to be recognised.
    """
    findings: list[KeyFinding] = []
    for style in key.styles:
        mine = key.touching(style)
        a, q = (_centred(v[mine], key.scenario_of[mine]) for v in (key.poles(style), key.qualities()))
        spread = float(np.sqrt((a @ a) * (q @ q)))
        r = float(a @ q) / spread if spread > 0 else 0.0
        if abs(r) > LARGEST_FEATURE_CORRELATION:
            findings.append(KeyFinding(place=style, message="Pole and quality go together.", value=r))
        poles, qualities = key.poles(style)[mine], key.qualities()[mine]
        if poles.max() < CLEAR_POLE:
            findings.append(KeyFinding(place=style, message="No option stands for pole A.", value=float(poles.max())))
        if poles.min() > -CLEAR_POLE:
            findings.append(KeyFinding(place=style, message="No option stands for pole B.", value=float(poles.min())))
        if qualities.min() > LOW_QUALITY:
            findings.append(KeyFinding(place=style, message="No option is poor.", value=float(qualities.min())))
    return tuple(findings)


def _centred(values: FloatVector, groups: np.ndarray) -> FloatVector:
    centred = values.astype(np.float64).copy()
    for group in np.unique(groups):
        here = groups == group
        centred[here] -= centred[here].mean()
    return centred
