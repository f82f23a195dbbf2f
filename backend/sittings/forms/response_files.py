"""Files of answers: one column for each item, headed by its code, one row for each person.

Reading finds everything that cannot be used and stores nothing. Missing cells (empty, NA) and codes that the file or
whoever imports declares missing stay missing. A column "origin" says row by row where answers come from; whoever
imports cannot say otherwise.
"""

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from backend.kernel.errors import FieldError
from backend.people.enums import EqualityAttribute
from backend.people.errors import UnusableEqualityAnswerError
from backend.people.services import equality_answer
from backend.sittings.enums import ImportKind, Origin
from backend.sittings.forms.sheets import Sheet, UnreadableFileError, sheet_of
from scoring.definitions.response_formats.answerable import CANNOT_KNOW, AnswerRule, UnusableAnswerError

ERRORS_SHOWN = 200
MISSING = frozenset({"", "NA", "na", "NaN", "nan", "."})
ID_COLUMN = "id"
ORIGIN_COLUMN = "origin"


@dataclass(frozen=True)
class AnsweredItem:
    """An item by its id: what may be answered, and what each answer is called in the instrument."""

    item: str
    rule: AnswerRule
    labels: Mapping[str, str]


Items = Mapping[str, AnsweredItem]  # by the item's code


@dataclass(frozen=True)
class BadCell:
    """A place that cannot be used: where, what stands there, why not, and what to do. Line 0: in no line of its own."""

    line: int
    column: str
    value: str
    code: str
    reason: str
    remedy: str

    def as_field_error(self, kind: ImportKind) -> FieldError:
        """The place in words: lines of a text, rows of a table."""
        places = [f"{'line' if kind == ImportKind.CSV else 'row'} {self.line}"] if self.line else []
        places += [f'column "{self.column}"'] if self.column else []
        message = f'"{self.value}": {self.reason}' if self.value else self.reason
        return FieldError(", ".join(places) or "content", self.code, message, self.remedy)


@dataclass
class ResponseFile:
    """A file as it was read: the people's codes and, for each, the answers by item id; and what is bad in it.

    `equality` holds, by attribute and by place of the row, what is kept apart from every score. `missing_codes` are the
    codes that stood for a missing answer, by column. `bad` holds the first places that cannot be used, `bad_total`
    counts all.
    """

    origin: str
    kind: ImportKind = ImportKind.CSV
    codes: list[str] = field(default_factory=list)
    values: list[dict[str, int | str]] = field(default_factory=list)
    items: int = 0
    missing: int = 0
    missing_codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ignored_columns: list[str] = field(default_factory=list)
    equality: dict[str, dict[int, str]] = field(default_factory=dict)
    bad: list[BadCell] = field(default_factory=list)
    bad_total: int = 0

    @property
    def answers(self) -> int:
        return sum(len(values) for values in self.values)

    @property
    def errors(self) -> list[FieldError]:
        """The first bad places as an answer names them."""
        return [cell.as_field_error(self.kind) for cell in self.bad]

    def refuse(self, cells: Sequence[BadCell]) -> None:
        self.bad += cells[: ERRORS_SHOWN - len(self.bad)]
        self.bad_total += len(cells)


@dataclass(frozen=True)
class _Column:
    """What one column of a sheet holds: answers to an item, or else what its name says."""

    name: str
    item: AnsweredItem | None
    missing: frozenset[str]
    labels: Mapping[str, str]


def read_responses(
    content: bytes | str,
    items: Items,
    *,
    origin: str,
    id_column: str = ID_COLUMN,
    missing_codes: Collection[str] = (),
) -> ResponseFile:
    """The answers of a CSV text, or of a file in CSV or SPSS.

    `origin` is what the file is imported as; rows whose own column says otherwise are refused. `missing_codes` stand
    for a missing answer in every item's column, beside those that the file declares.
    """
    file = ResponseFile(origin=origin)
    try:
        sheet = sheet_of(content)
        file.kind = sheet.kind
        file.refuse(list(_bad_headings(sheet, items)))
        columns = _columns(sheet, items, missing_codes)
        file.refuse([bad for column in columns for bad in _contradicting_codes(column)])
        if not file.bad:
            _read_rows(file, sheet, columns, id_column)
    except UnreadableFileError as error:
        file.refuse([BadCell(error.line, "", "", error.code, error.reason, error.remedy)])
    return file


def _bad_headings(sheet: Sheet, items: Items) -> Iterator[BadCell]:
    unknown = [name for name in sheet.headings if name not in items]
    for code in items:
        if code not in sheet.headings:
            yield _column_missing(sheet.heading_line, code, unknown)
    for name in sorted({name for name in sheet.headings if name and sheet.headings.count(name) > 1}):
        reason = f'The column "{name}" stands twice.'
        yield BadCell(sheet.heading_line, "", "", "column_twice", reason, "Delete or rename one.")


def _column_missing(line: int, code: str, unknown: Sequence[str]) -> BadCell:
    folded = {name.casefold(): name for name in reversed(unknown)}
    near = [folded[name] for name in difflib.get_close_matches(code.casefold(), list(folded), n=3, cutoff=0.5)]
    reason = f'There is no column "{code}".'
    remedy = "Add it; leave its cells empty."
    if near:
        quoted = ", ".join(f'"{name[:60]}"' for name in near)
        reason += f" The nearest names are {quoted}."
        remedy = f'Rename the right one to "{code}", or add a column "{code}" and leave its cells empty.'
    return BadCell(line, "", "", "column_missing", reason, remedy)


def _columns(sheet: Sheet, items: Items, missing_codes: Collection[str]) -> list[_Column]:
    return [
        _Column(
            name=name,
            item=items.get(name),
            missing=MISSING.union(missing_codes, sheet.missing_codes.get(name, ())) if name in items else MISSING,
            labels=sheet.value_labels.get(name, {}),
        )
        for name in sheet.headings
    ]


def _contradicting_codes(column: _Column) -> Iterator[BadCell]:
    """Codes that mean something else in the file than in the instrument: missing, or another label."""
    if column.item is None:
        return
    for code in sorted(column.missing - MISSING):
        if _is_answer(code, column.item.rule):
            reason = "It is said to be missing, but it is an answer here."
            remedy = "Recode what is missing, then try again."
            yield BadCell(0, column.name, code[:60], "missing_code_is_an_answer", reason, remedy)
    here = {_folded(label): value for value, label in column.item.labels.items()}
    for code, label in column.labels.items():
        value = here.get(_folded(label))
        if value is not None and value != code and code not in column.missing:
            reason = f'In the file it means "{label[:60]}"; here that is {value}.'
            remedy = "Recode the column so that its codes mean what the instrument says."
            yield BadCell(0, column.name, code[:60], "label_contradicts", reason, remedy)


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def _is_answer(code: str, rule: AnswerRule) -> bool:
    try:
        _answer(code, rule)
    except UnusableAnswerError:
        return False
    return True


def _read_rows(file: ResponseFile, sheet: Sheet, columns: Sequence[_Column], id_column: str) -> None:
    file.items = sum(column.item is not None for column in columns)
    file.missing_codes = {
        column.name: tuple(sorted(column.missing - MISSING))
        for column in columns
        if column.item is not None and column.missing > MISSING
    }
    others = [
        column.name
        for column in columns
        if column.item is None and column.name != id_column and not _is_origin(column.name)
    ]
    file.equality = {name.lower(): {} for name in others if _is_equality(name)}
    file.ignored_columns = [name for name in others if not _is_equality(name)]
    id_place = sheet.headings.index(id_column) if id_column in sheet.headings else None
    seen: dict[str, int] = {}
    for line, cells in sheet.rows:
        if not any(cell.strip() for cell in cells):
            continue
        code = cells[id_place].strip() if id_place is not None and id_place < len(cells) else str(len(file.codes) + 1)
        file.refuse(_bad_code(code, line, seen, id_column))
        seen.setdefault(code, line)
        file.codes.append(code)
        file.values.append(_row(file, line, cells, columns))
    if not file.codes:
        first = sheet.heading_line + 1
        file.refuse([BadCell(first, "", "", "no_rows", "The file has no rows.", "Add at least one row.")])


def _bad_code(code: str, line: int, seen: Mapping[str, int], id_column: str) -> list[BadCell]:
    if not code or len(code) > 80:
        remedy = "Give every row an id of 1 to 80 letters."
        return [BadCell(line, id_column, code[:60], "bad_id", "The id is empty or too long.", remedy)]
    if code in seen:
        reason = f"The id stands in line {seen[code]} too."
        return [BadCell(line, id_column, code, "id_twice", reason, "Make ids unique.")]
    return []


def _row(file: ResponseFile, line: int, cells: Sequence[str], columns: Sequence[_Column]) -> dict[str, int | str]:
    """The answers of one row; what it tells of sex, age and the like goes its own way."""
    if len(cells) != len(columns):
        reason = f"The line has {len(cells)} cells, the heading {len(columns)}."
        remedy = "Give every line as many cells as the heading."
        file.refuse([BadCell(line, "", "", "wrong_number_of_cells", reason, remedy)])
        return {}
    answers: dict[str, int | str] = {}
    for column, written in zip(columns, cells, strict=True):
        cell = written.strip()
        if column.item is None:
            if _is_origin(column.name):
                file.refuse(_bad_origin(file.origin, line, column.name, cell))
            _keep_apart(file, line, column, cell)
            continue
        if cell in column.missing or cell.removesuffix(".0") in column.missing:
            file.missing += 1
            continue
        try:
            answers[column.item.item] = _answer(cell, column.item.rule)
        except UnusableAnswerError as error:
            file.refuse([_bad_cell(line, column.name, cell, column.item.rule, error)])
    return answers


def _keep_apart(file: ResponseFile, line: int, column: _Column, cell: str) -> None:
    """Of a code that the file labels, the label is kept: a 1 alone says nothing."""
    attribute = column.name.lower()
    if attribute not in file.equality or cell in MISSING:
        return
    try:
        file.equality[attribute][len(file.values)] = equality_answer(attribute, column.labels.get(cell, cell))
    except UnusableEqualityAnswerError as error:
        file.refuse([BadCell(line, column.name, "", error.code, error.message, error.remedy)])


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
