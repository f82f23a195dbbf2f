"""A file of answers as a table of texts, whatever it came in: headings, rows, and what the file says of its codes."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from backend.sittings.enums import ImportKind
from backend.sittings.forms.spss import UnreadableSpssError, declared_codes, read_spss

SPSS_MARKS = (b"$FL2", b"$FL3")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What was read, cell by cell as text; a missing cell is empty.

    heading_line : 0 where headings stand in no line. rows : number of each line (CSV) or person (SPSS) with its cells.
    value_labels : by heading, what the codes of a column stand for. missing_codes : by heading, the codes that the
    file itself declares missing; they are still in the cells.
    """

    kind: ImportKind
    headings: tuple[str, ...]
    heading_line: int
    rows: Iterator[tuple[int, list[str]]]
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing_codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class UnreadableFileError(Exception):
    """A file, or a line of it, that cannot be read at all; line 0 where no line is to blame."""

    def __init__(self, line: int, code: str, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.line, self.code, self.reason, self.remedy = line, code, reason, remedy


def sheet_of(content: bytes | str) -> Sheet:
    """A text of CSV, or a file: SPSS where it begins like one, else CSV in UTF-8.

    Raises `UnreadableFileError`; its rows raise it too where a later line cannot be read.
    """
    if isinstance(content, str):
        return _csv_sheet(content)
    return _spss_sheet(content) if content.startswith(SPSS_MARKS) else _csv_sheet(_decoded(content))


def _csv_sheet(text: str) -> Sheet:
    """Commas, semicolons or tabs, with or without a byte-order mark."""
    before, null, _ = text.partition("\0")
    if null:
        remedy = "Save the file as CSV in UTF-8, or as .sav."
        raise UnreadableFileError(before.count("\n") + 1, "unreadable", "There is a null character.", remedy)
    rows = _lines(text.removeprefix("\ufeff"), _separator(text))
    headings = next(rows, (1, []))[1]
    return Sheet(kind=ImportKind.CSV, headings=tuple(cell.strip() for cell in headings), heading_line=1, rows=rows)


def _separator(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        remedy = "Close every quotation mark, and double those that belong to the text."
        reason = f"The line cannot be read: {error}."
        raise UnreadableFileError(reader.line_num, "unreadable", reason, remedy) from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = f"Byte {error.start} of the file is not UTF-8."
        raise UnreadableFileError(line, "not_utf8", reason, "Save it as CSV in UTF-8, or as .sav.") from error


def _spss_sheet(content: bytes) -> Sheet:
    """An SPSS file with its value labels and the codes it declares missing."""
    try:
        found = read_spss(content)
    except UnreadableSpssError as error:
        remedy = "Open it in SPSS or PSPP and save it again, or save it as CSV in UTF-8."
        raise UnreadableFileError(0, "unreadable", f"The SPSS file cannot be read: {error}", remedy) from error
    rows: list[list[str]] = found["rows"]
    return Sheet(
        kind=ImportKind.SPSS,
        headings=tuple(found["names"]),
        heading_line=0,
        rows=iter(enumerate(rows, 1)),
        value_labels=found["value_labels"],
        missing_codes=declared_codes(found["missing_ranges"], rows, found["names"]),
    )
