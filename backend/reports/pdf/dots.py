"""A group of people on one line, drawn in vectors: everybody a dot, the mean with its interval, the band behind."""

from typing import Any

from reportlab.platypus import Flowable

from backend.reports.kinds.document import Dots
from backend.reports.pdf.fonts import BOLD, TEXT, printable, register_fonts
from backend.reports.pdf.strip import ACCENT, BAND, INK, QUIET

EDGE = 8.0
SAME_PLACE = 0.08


class DotsDrawing(Flowable):
    """One line. Where nothing is assessed there is neither dot nor mean, and the words say why."""

    def __init__(self, block: Dots, width: float) -> None:
        super().__init__()
        register_fonts()
        self.block, self.width, self.height = block, width, 94.0

    def wrap(self, *_: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.translate(0, 6)  # the poles stand below the figures of the axis
        self._words()
        self._band()
        self._axis()
        if self.block.mean is not None:
            self._dots()
            self._interval()

    def _x(self, value: float) -> float:
        span = self.block.maximum - self.block.minimum
        share = (min(max(value, self.block.minimum), self.block.maximum) - self.block.minimum) / span
        return EDGE + share * (self.width - 2 * EDGE)

    def _text(self, x: float, y: float, text: str, *, font: str = TEXT, size: float = 8, anchor: str = "start") -> None:
        self.canv.setFont(font, size)
        draw = {"start": self.canv.drawString, "end": self.canv.drawRightString, "middle": self.canv.drawCentredString}
        draw[anchor](x, y, printable(text))

    def _words(self) -> None:
        self.canv.setFillColor(INK)
        self._text(0, 77, self.block.label, font=BOLD, size=9.5)
        self.canv.setFillColor(QUIET)
        self._text(0, -4, self.block.left, size=7.5)
        self._text(self.width, -4, self.block.right, size=7.5, anchor="end")
        self._text(0, 66, self.block.words, size=8)

    def _band(self) -> None:
        if self.block.band is None:
            return
        left, right = (self._x(edge) for edge in self.block.band)
        self.canv.setFillColor(BAND)
        self.canv.rect(left, 16, right - left, 42, stroke=0, fill=1)
        self.canv.setStrokeColor(QUIET)
        self.canv.setLineWidth(0.7)
        self.canv.setDash(2, 2)
        for edge in (left, right):
            self.canv.line(edge, 16, edge, 58)
        self.canv.setDash()

    def _axis(self) -> None:
        self.canv.setStrokeColor(QUIET)
        self.canv.setFillColor(QUIET)
        self.canv.setLineWidth(0.5)
        self.canv.line(EDGE, 16, self.width - EDGE, 16)
        for value in range(int(self.block.minimum), int(self.block.maximum) + 1):
            self.canv.line(self._x(value), 16, self._x(value), 13)
            self._text(self._x(value), 7, str(value), size=6, anchor="middle")

    def _dots(self) -> None:
        self.canv.setStrokeColor(ACCENT)
        self.canv.setFillColor("white")
        self.canv.setLineWidth(1.2)
        for place, dot in enumerate(self.block.dots):
            stacked = sum(abs(other - dot) < SAME_PLACE for other in self.block.dots[:place])
            self.canv.circle(self._x(dot), 21 + 6 * stacked, 2.8, stroke=1, fill=1)

    def _interval(self) -> None:
        mean, lower, upper = self.block.mean, self.block.lower, self.block.upper
        assert mean is not None  # asked for by draw
        assert lower is not None  # a mean always travels with its interval
        assert upper is not None
        self.canv.setStrokeColor(INK)
        self.canv.setFillColor(INK)
        self.canv.setLineWidth(1.1)
        self.canv.line(self._x(lower), 48, self._x(upper), 48)
        self.canv.setLineWidth(2)
        self.canv.line(self._x(mean), 44, self._x(mean), 52)
        place = min(max(self._x(mean), 40), self.width - 40)
        self._text(place, 54, f"{mean:.1f} ({lower:.1f} to {upper:.1f})", size=7.5, anchor="middle")
