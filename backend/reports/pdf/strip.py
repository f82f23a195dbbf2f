"""The density strip with band, drawn in vectors: where somebody stands, how sure we are, against what."""

from math import exp
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable

from backend.reports.kinds.document import Strip
from backend.reports.pdf.fonts import BOLD, TEXT, printable, register_fonts

LOWEST, HIGHEST = 20.0, 80.0
INK, QUIET, ACCENT, BAND = HexColor("#1c2430"), HexColor("#5b6675"), HexColor("#1f5f8b"), HexColor("#dfe9e2")
SLICES = 120


class StripDrawing(Flowable):
    """One strip. The band is hatched at its edges and named, so that colour alone means nothing."""

    def __init__(self, strip: Strip, width: float) -> None:
        super().__init__()
        register_fonts()
        self.strip, self.width, self.height = strip, width, 62.0

    def wrap(self, *_: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self._labels()
        self._band()
        if self.strip.mean is not None:
            self._density()
            self._interval()
        self._axis()

    def _x(self, t: float) -> float:
        return (min(max(t, LOWEST), HIGHEST) - LOWEST) / (HIGHEST - LOWEST) * self.width

    def _text(self, x: float, y: float, text: str, *, font: str = TEXT, size: float = 8, anchor: str = "start") -> None:
        self.canv.setFont(font, size)
        draw = {"start": self.canv.drawString, "end": self.canv.drawRightString, "middle": self.canv.drawCentredString}
        draw[anchor](x, y, printable(text))

    def _labels(self) -> None:
        self.canv.setFillColor(INK)
        self._text(0, 52, self.strip.label, font=BOLD, size=9.5)
        self.canv.setFillColor(QUIET)
        self._text(self.width, 52, self.strip.words, size=8.5, anchor="end")
        self._text(0, 2, self.strip.left, size=7.5)
        self._text(self.width, 2, self.strip.right, size=7.5, anchor="end")

    def _band(self) -> None:
        if self.strip.band is None:
            return
        left, right = (self._x(edge) for edge in self.strip.band)
        self.canv.setFillColor(BAND)
        self.canv.rect(left, 15, right - left, 31, stroke=0, fill=1)
        self.canv.setStrokeColor(QUIET)
        self.canv.setLineWidth(0.7)
        self.canv.setDash(2, 2)
        for edge in (left, right):
            self.canv.line(edge, 15, edge, 46)
        self.canv.setDash()

    def _density(self) -> None:
        mean, se = self.strip.mean, self.strip.se
        assert mean is not None  # asked for by draw
        step = (HIGHEST - LOWEST) / SLICES
        for slice_number in range(SLICES):
            t = LOWEST + (slice_number + 0.5) * step
            density = exp(-0.5 * ((t - mean) / (se or 1.0)) ** 2)
            self.canv.setFillColor(Color(ACCENT.red, ACCENT.green, ACCENT.blue, alpha=0.75 * density))
            if density > 0.02:
                self.canv.rect(self._x(t - step / 2), 22, self.width / SLICES + 0.2, 17, stroke=0, fill=1)

    def _interval(self) -> None:
        mean, lower, upper = self.strip.mean, self.strip.lower, self.strip.upper
        assert mean is not None  # asked for by draw
        assert lower is not None  # a position always travels with its interval
        assert upper is not None
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(1.1)
        self.canv.line(self._x(lower), 30.5, self._x(upper), 30.5)
        for edge in (lower, upper):
            self.canv.line(self._x(edge), 27, self._x(edge), 34)
        self.canv.setLineWidth(2)
        self.canv.line(self._x(mean), 21, self._x(mean), 40)
        self.canv.setFillColor(INK)
        place = min(max(self._x(mean), 40), self.width - 40)
        self._text(place, 41.5, f"{mean:.0f} ({lower:.0f} to {upper:.0f})", size=7.5, anchor="middle")

    def _axis(self) -> None:
        self.canv.setStrokeColor(QUIET)
        self.canv.setFillColor(QUIET)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 15, self.width, 15)
        for t in range(20, 81, 10):
            self.canv.line(self._x(t), 15, self._x(t), 12.5)
