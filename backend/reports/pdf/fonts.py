"""The fonts that reports bring along, and text made safe for them."""

import re
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import arabic_reshaper
from bidi.algorithm import get_display
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).parent / "fonts"
TEXT, BOLD = "NotoSans", "NotoSans-Bold"
ARABIC, ARABIC_BOLD = "NotoSansArabic", "NotoSansArabic-Bold"

_FILES = {
    TEXT: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    ARABIC: "NotoSansArabic-Regular.ttf",
    ARABIC_BOLD: "NotoSansArabic-Bold.ttf",
}
_ARABIC_RUN = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff](?:.*[\u0600-\ufeff])?")
_NOT_PRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@cache
def register_fonts() -> None:
    """Makes the fonts known to the PDF library, once a process."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, FOLDER / file))
    for plain, bold in ((TEXT, BOLD), (ARABIC, ARABIC_BOLD)):
        for italic in (0, 1):
            addMapping(plain, 0, italic, plain)
            addMapping(plain, 1, italic, bold)


def printable(text: str) -> str:
    """The characters as they are drawn: controls gone, Arabic joined and put in visual order."""
    clean = _NOT_PRINTED.sub("", text)
    return str(get_display(arabic_reshaper.reshape(clean))) if _ARABIC_RUN.search(clean) else clean


def markup(text: str) -> str:
    """A user's text as paragraph mark-up in which nothing of it is mark-up any more."""
    shown = escape(printable(text)).replace("\n", "<br/>")
    return _ARABIC_RUN.sub(lambda run: f'<font name="{ARABIC}">{run.group(0)}</font>', shown)
