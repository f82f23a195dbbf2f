"""Files of answers: one column for each item, headed by its code, one line for each person.

Reading finds everything that cannot be used and stores nothing. Missing cells (empty, NA) stay missing.
A column "origin" says row by row where answers come from; whoever imports cannot say otherwise.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from backend.kernel.errors import FieldError
from backend.people.enums import EqualityAttribute
from backend.people.errors import UnusableEqualityAnswerError
from backend.people.services import equality_answer
from backend.sittings.enums import Origin
from scoring.definitions.response_formats.answerable import CANNOT_KNOW, AnswerRule, UnusableAnswerError

ERRORS_SHOWN = 200
MISSING = frozenset({"", "NA", "na", "NaN", "nan", "."})
ID_COLUMN = "id"
ORIGIN_COLUMN = "origin"

Rules = Mapping[str, tuple[str, AnswerRule]]  # by the item's code: the item's id and what may be answered


@dataclass(frozen=True)
class BadCell:
    """A place that cannot be used: where, what stands there, why not, and what to do."""

    line: int
    column: str
    value: str
    code: str
    reason: str
    remedy: str

    def as_field_error(self) -> FieldError:
        place = f'line {self.line}, column "{self.column}"' if self.column else f"line {self.line}"
        message = f'"{self.value}": {self.reason}' if self.value else self.reason
        return FieldError(place, self.code, message, self.remedy)


@dataclass
class ResponseFile:
    """A file as it was read: the people's codes and, for each, the answers by item id; and what is bad in it.

    `equality` holds, by attribute and by place of the row, what is kept apart from every score. `bad` holds the first
    places that cannot be used, `bad_total` counts all.
    """

    origin: str
    codes: list[str] = field(default_factory=list)
    values: list[dict[str, int | str]] = field(default_factory=list)
    items: int = 0
    missing: int = 0
    ignored_columns: list[str] = field(default_factory=list)
    equality: dict[str, dict[int, str]] = field(default_factory=dict)
    bad: list[BadCell] = field(default_factory=list)
    bad_total: int = 0

    @property
    def answers(self) -> int:
        return sum(len(values) for values in self.values)

    def refuse(self, cells: Sequence[BadCell]) -> None:
        self.bad += cells[: ERRORS_SHOWN - len(self.bad)]
        self.bad_total += len(cells)


def read_responses(text: str, rules: Rules, *, origin: str, id_column: str = ID_COLUMN) -> ResponseFile:
    """The answers of a CSV text, separated by comma, semicolon or tab, with or without a byte-order mark.

    `origin` is what the file is imported as; rows whose own column says otherwise are refused.
    """
    file = ResponseFile(origin=origin)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_separator(text), strict=True)
    lines = ((reader.line_num, cells) for cells in reader)
    try:
        headings = [cell.strip() for cell in next(lines, (1, []))[1]]
        file.refuse(list(_bad_headings(headings, rules)))
        if not file.bad:
            _read_lines(file, lines, headings, rules, id_column)
    except csv.Error as error:
        remedy = "Close every quotation mark, and double those that belong to the text."
        reason = f"The line cannot be read: {error}."
        file.refuse([BadCell(reader.line_num, "", "", "unreadable", reason, remedy)])
    return file


def _separator(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _bad_headings(headings: Sequence[str], rules: Rules) -> Iterator[BadCell]:
    for code in rules:
        if code not in headings:
            reason = f'There is no column "{code}".'
            yield BadCell(1, "", "", "column_missing", reason, "Add it; leave its cells empty.")
    for name in sorted({name for name in headings if name and headings.count(name) > 1}):
        yield BadCell(1, "", "", "column_twice", f'The column "{name}" stands twice.', "Delete or rename one.")


def _read_lines(
    file: ResponseFile, lines: Iterator[tuple[int, list[str]]], headings: Sequence[str], rules: Rules, id_column: str
) -> None:
    file.items = len(rules)
    others = [name for name in headings if name not in rules and name != id_column and not _is_origin(name)]
    file.equality = {name.lower(): {} for name in others if _is_equality(name)}
    file.ignored_columns = [name for name in others if not _is_equality(name)]
    id_place = headings.index(id_column) if id_column in headings else None
    seen: dict[str, int] = {}
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        code = cells[id_place].strip() if id_place is not None and id_place < len(cells) else str(len(file.codes) + 1)
        file.refuse(_bad_code(code, line, seen, id_column))
        seen.setdefault(code, line)
        file.codes.append(code)
        file.values.append(_row(file, line, cells, headings, rules))
    if not file.codes:
        file.refuse([BadCell(2, "", "", "no_rows", "The file has no rows.", "Add at least one row.")])


def _bad_code(code: str, line: int, seen: Mapping[str, int], id_column: str) -> list[BadCell]:
    if not code or len(code) > 80:
        remedy = "Give every row an id of 1 to 80 letters."
        return [BadCell(line, id_column, code[:60], "bad_id", "The id is empty or too long.", remedy)]
    if code in seen:
        reason = f"The id stands in line {seen[code]} too."
        return [BadCell(line, id_column, code, "id_twice", reason, "Make ids unique.")]
    return []


def _row(
    file: ResponseFile, line: int, cells: Sequence[str], headings: Sequence[str], rules: Rules
) -> dict[str, int | str]:
    """The answers of one line; what it tells of sex, age and the like goes its own way."""
    if len(cells) != len(headings):
        reason = f"The line has {len(cells)} cells, the heading {len(headings)}."
        remedy = "Give every line as many cells as the heading."
        file.refuse([BadCell(line, "", "", "wrong_number_of_cells", reason, remedy)])
        return {}
    answers: dict[str, int | str] = {}
    for name, written in zip(headings, cells, strict=True):
        cell = written.strip()
        if name not in rules:
            if _is_origin(name):
                file.refuse(_bad_origin(file.origin, line, name, cell))
            _keep_apart(file, line, name, cell)
            continue
        item, rule = rules[name]
        if cell in MISSING:
            file.missing += 1
            continue
        try:
            answers[item] = _answer(cell, rule)
        except UnusableAnswerError as error:
            file.refuse([_bad_cell(line, name, cell, rule, error)])
    return answers


def _keep_apart(file: ResponseFile, line: int, name: str, cell: str) -> None:
    if name.lower() not in file.equality or cell in MISSING:
        return
    try:
        file.equality[name.lower()][len(file.values)] = equality_answer(name.lower(), cell)
    except UnusableEqualityAnswerError as error:
        file.refuse([BadCell(line, name, "", error.code, error.message, error.remedy)])


def _is_origin(heading: str) -> bool:
    return heading.lower() == ORIGIN_COLUMN


def _bad_origin(origin: str, line: int, name: str, cell: str) -> list[BadCell]:
    """Answers of which nothing is said count as simulated: a row passes as real only if it says so."""
    said = Origin.SIMULATED if cell in MISSING else cell.lower()
    if said == origin:
        return []
    reason = f"The file is imported as {origin}."
    remedy = "Import rows of each origin as a file of their own, and say so."
    return [BadCell(line, name, cell[:60], "origin_contradicts", reason, remedy)]


def _is_equality(heading: str) -> bool:
    return heading.lower() in EqualityAttribute.values


def _answer(cell: str, rule: AnswerRule) -> int | str:
    answer: int | str = CANNOT_KNOW if cell == CANNOT_KNOW else cell
    digits = cell.removesuffix(".0")
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        answer = int(digits)
    rule.check(answer, place=rule.code)
    return answer


def _bad_cell(line: int, column: str, cell: str, rule: AnswerRule, error: UnusableAnswerError) -> BadCell:
    remedy = f"Write a whole number from {rule.minimum} to {rule.maximum}, or leave the cell empty."
    return BadCell(line, column, cell[:60], "bad_value", str(error.message), remedy)
