"""Limits of the words of fit. Organisations may tighten them, never loosen them."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.errors import OutOfRangeError


@dataclass(frozen=True, kw_only=True)
class FitPolicy:
    """Where a word begins. Source of the defaults: docs/scoring/fit.md (simulated there).

    on_from : probability from which a person is *on culture*. off_to : up to which *off culture*.
    largest_se : a position less certain than this gets no word. apart_from : delta from which two people are apart.
    tail : probability cut off at each end of the interval of the count (.05 gives 90 %).
    """

    on_from: float = 0.80
    off_to: float = 0.20
    largest_se: float = 0.71
    apart_from: float = 0.80
    tail: float = 0.05

    def __post_init__(self) -> None:
        """Refuses limits looser than the defaults."""
        loosened = {
            "on_from": self.on_from < 0.80 or self.on_from > 1,
            "off_to": self.off_to > 0.20 or self.off_to < 0,
            "largest_se": self.largest_se > 0.71 or self.largest_se <= 0,
            "apart_from": self.apart_from < 0.80 or self.apart_from > 1,
            "tail": self.tail > 0.05 or self.tail <= 0,
        }
        for name, wrong in loosened.items():
            if wrong:
                raise OutOfRangeError(
                    "Limits of fit can be tightened only.",
                    place=name,
                    value=getattr(self, name),
                    remedy="Use the default or a stricter value.",
                )


DEFAULT_FIT_POLICY = FitPolicy()
