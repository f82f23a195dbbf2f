"""From a typed document to a PDF: titled, bookmarked, its language set, the same bytes every time."""

import io
from typing import Any

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as TableDrawing

from backend.reports.kinds import document as blocks
from backend.reports.pdf.dots import DotsDrawing
from backend.reports.pdf.fonts import BOLD, TEXT, markup, printable, register_fonts
from backend.reports.pdf.strip import ACCENT, INK, QUIET, StripDrawing

MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN

_BODY = ParagraphStyle(
    "body", fontName=TEXT, fontSize=9.5, leading=14, textColor=INK, alignment=TA_LEFT, splitLongWords=1
)
_STYLES = {
    "title": ParagraphStyle("title", parent=_BODY, fontName=BOLD, fontSize=20, leading=25),
    "subtitle": ParagraphStyle("subtitle", parent=_BODY, fontSize=11, leading=16, textColor=QUIET, spaceAfter=10),
    "heading1": ParagraphStyle(
        "h1", parent=_BODY, fontName=BOLD, fontSize=13, leading=18, spaceBefore=12, spaceAfter=4, keepWithNext=1
    ),
    "heading2": ParagraphStyle(
        "h2", parent=_BODY, fontName=BOLD, fontSize=10.5, leading=15, spaceBefore=8, spaceAfter=2, keepWithNext=1
    ),
    "note": ParagraphStyle(
        "note", parent=_BODY, borderColor=ACCENT, borderWidth=0.8, borderPadding=6, spaceBefore=8, spaceAfter=10
    ),
    "cell": ParagraphStyle("cell", parent=_BODY, fontSize=8.5, leading=11.5),
    "head": ParagraphStyle("head", parent=_BODY, fontName=BOLD, fontSize=8.5, leading=11.5),
    "quiet": ParagraphStyle("quiet", parent=_BODY, fontSize=8.5, leading=12, textColor=QUIET),
}


class _Headline(Paragraph):
    """A heading that leaves a bookmark."""

    def __init__(self, text: str, level: int) -> None:
        super().__init__(markup(text), _STYLES[f"heading{level}"])
        self.bookmark, self.level = text, level - 1


class _Pages(BaseDocTemplate):
    def __init__(self, target: io.BytesIO, report: blocks.ReportDocument) -> None:
        super().__init__(
            target, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
            title=report.title, author=report.organisation, subject=report.subtitle, creator="Onculture",
            lang=report.language, invariant=1,
        )  # fmt: skip
        self.report, self.bookmarks = report, 0
        frame = Frame(MARGIN, MARGIN, WIDTH, A4[1] - 2 * MARGIN, leftPadding=0, rightPadding=0)
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self._furniture)])

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 -- the library's name
        if isinstance(flowable, _Headline):
            key = f"part-{self.bookmarks}"
            self.bookmarks += 1
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.bookmark, key, flowable.level, closed=False)

    def _furniture(self, canvas: Canvas, _: Any) -> None:
        canvas.saveState()
        canvas.setFont(TEXT, 7.5)
        canvas.setFillColor(QUIET)
        canvas.drawString(MARGIN, 10 * mm, printable(self.report.footer)[:150])
        canvas.drawRightString(A4[0] - MARGIN, 10 * mm, str(canvas.getPageNumber()))
        if self.report.simulated:
            canvas.setFont(BOLD, 9)
            canvas.setFillColor(INK)
            canvas.drawRightString(A4[0] - MARGIN, A4[1] - 12 * mm, "SIMULATED ANSWERS")
        canvas.restoreState()


def render_pdf(report: blocks.ReportDocument) -> bytes:
    """The report as a PDF. Equal documents give equal bytes, whatever the process, hash seed or time zone."""
    register_fonts()
    target = io.BytesIO()
    story: list[Flowable] = [
        Paragraph(markup(report.title), _STYLES["title"]),
        Paragraph(markup(f"{report.subtitle} · {report.dated:%d.%m.%Y}"), _STYLES["subtitle"]),
    ]
    for block in report.blocks:
        story.extend(_drawn(block))
    _Pages(target, report).build(story)
    return target.getvalue()


def _drawn(block: blocks.Block) -> list[Flowable]:
    match block:
        case blocks.Heading():
            return [_Headline(block.text, block.level)]
        case blocks.Text():
            return [Paragraph(markup(block.text), _BODY), Spacer(1, 4)]
        case blocks.Note():
            return [Paragraph(markup(block.text), _STYLES["note"])]
        case blocks.Bullets():
            return [Paragraph(markup(item), _BODY, bulletText="\u2022") for item in block.items]
        case blocks.Facts():
            return [_facts(block), Spacer(1, 6)]
        case blocks.Table():
            return [_table(block), Spacer(1, 8)]
        case blocks.Strip():
            return [KeepTogether([StripDrawing(block, WIDTH), Spacer(1, 8)])]
        case blocks.Dots():
            return [KeepTogether([DotsDrawing(block, WIDTH), Spacer(1, 10)])]
        case blocks.Signatures():
            return [_signatures(block)]
        case blocks.Boxes():
            return [KeepTogether([_boxes(block), Spacer(1, 8)])]
        case blocks.WritingLines():
            return [KeepTogether([_writing_lines(block), _boxes_of_one(block.none), Spacer(1, 8)])]


def _facts(block: blocks.Facts) -> Flowable:
    rows = [
        [Paragraph(markup(label), _STYLES["quiet"]), Paragraph(markup(value), _BODY)] for label, value in block.pairs
    ]
    return TableDrawing(rows, colWidths=[48 * mm, WIDTH - 48 * mm], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _table(block: blocks.Table) -> Flowable:
    head = [Paragraph(markup(column), _STYLES["head"]) for column in block.columns]
    rows = [[Paragraph(markup(cell), _STYLES["cell"]) for cell in row] for row in block.rows]
    style = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.3, QUIET),
        ]
    )
    return TableDrawing([head, *rows], colWidths=[WIDTH / len(head)] * len(head), style=style, repeatRows=1)


def _signatures(block: blocks.Signatures) -> Flowable:
    rows = [[Paragraph(markup(name), _BODY), Paragraph(markup(state), _STYLES["quiet"])] for name, state in block.names]
    style = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, QUIET), ("TOPPADDING", (0, 0), (-1, -1), 14)])
    return TableDrawing(rows, colWidths=[WIDTH * 0.6, WIDTH * 0.4], style=style)


class _Square(Flowable):
    """A box to tick."""

    def __init__(self) -> None:
        super().__init__()
        self.width = self.height = 3.6 * mm

    def draw(self) -> None:
        self.canv.setLineWidth(0.8)
        self.canv.setStrokeColor(INK)
        self.canv.rect(0, 0, self.width, self.height)


def _boxes(block: blocks.Boxes) -> Flowable:
    head: list[Any] = [[Paragraph(markup(block.label), _STYLES["heading2"]), ""]]
    if block.help:
        head.append([Paragraph(markup(block.help), _STYLES["quiet"]), ""])
    rows = [[_Square(), _box_words(label, words)] for label, words in block.options]
    style = TableStyle(
        [("VALIGN", (0, 0), (-1, -1), "TOP"), *(("SPAN", (0, row), (1, row)) for row in range(len(head)))]
    )
    return TableDrawing([*head, *rows], colWidths=[8 * mm, WIDTH - 8 * mm], style=style)


def _box_words(label: str, words: str) -> list[Paragraph]:
    quiet = [Paragraph(markup(words), _STYLES["quiet"])] if words else []
    return [Paragraph(markup(label), _BODY), *quiet]


def _boxes_of_one(label: str) -> Flowable:
    return TableDrawing([[_Square(), Paragraph(markup(label), _BODY)]], colWidths=[8 * mm, WIDTH - 8 * mm])


def _writing_lines(block: blocks.WritingLines) -> Flowable:
    head = [Paragraph(markup(column), _STYLES["quiet"]) for column in block.columns]
    rows: list[Any] = [[Paragraph(markup(block.label), _STYLES["heading2"]), ""], head, *([["", ""]] * block.lines)]
    style = TableStyle([("SPAN", (0, 0), (1, 0)), ("LINEBELOW", (0, 2), (-1, -1), 0.5, QUIET)])
    heights = [None, None, *([9 * mm] * block.lines)]
    return TableDrawing(rows, colWidths=[22 * mm, WIDTH - 22 * mm], rowHeights=heights, style=style)
