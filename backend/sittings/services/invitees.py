"""Reading a list of people as somebody pasted or uploaded it: every row is good, or bad with place and remedy.

Understood: CSV with or without a heading line, separated by comma, semicolon or tab; a byte-order mark; one address
a line; `Name <address>`. Nothing is stored here.
"""

import csv
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from backend.people.services import Enrolment

LARGEST_LIST = 5000
SEPARATORS = ",;\t"
HEADINGS = {
    "name": {"name", "full name", "candidate"},
    "email": {"email", "e-mail", "mail", "address", "email address"},
    "language": {"language", "lang"},
}
REPLACED = "\ufffd"  # what a browser puts for bytes that are not UTF-8
NAMED_ADDRESS = re.compile(r"^\s*(?P<name>[^<>]*?)\s*<(?P<email>[^<>\s]+)>\s*$")


@dataclass(frozen=True)
class GoodRow:
    """A person who can be invited."""

    line: int
    name: str
    email: str
    language: str

    @property
    def enrolment(self) -> Enrolment:
        return Enrolment(self.name, self.email, self.language)


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used: where, what, why, and what to do."""

    line: int
    value: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class ReadList:
    """A list, row by row."""

    good: tuple[GoodRow, ...]
    bad: tuple[BadRow, ...]


@dataclass(frozen=True)
class RawRow:
    """The cells of one line, by what they mean."""

    line: int
    name: str
    email: str
    language: str
    value: str


def read_list(text: str, *, invited: Collection[str], languages: Sequence[str]) -> ReadList:
    """The rows of a text. `invited` are addresses, in lower case, that the campaign has already."""
    rows, bad = _raw_rows(text)
    return check_rows(rows, invited=invited, languages=languages, bad=bad)


def check_rows(
    rows: Sequence[RawRow], *, invited: Collection[str], languages: Sequence[str], bad: Sequence[BadRow] = ()
) -> ReadList:
    """Which rows can be used, doubles inside the list and against the campaign included."""
    good: list[GoodRow] = []
    refused = list(bad)
    first_line: dict[str, int] = {}
    for row in rows:
        address = row.email.strip().lower()
        fault = _fault(row, address, invited, languages, first_line)
        if fault is not None:
            refused.append(BadRow(row.line, row.value[:200], *fault))
            continue
        first_line[address] = row.line
        good.append(GoodRow(row.line, row.name.strip() or address.partition("@")[0], address, row.language.strip()))
    return ReadList(tuple(good), tuple(sorted(refused, key=lambda row: row.line)))


def _fault(
    row: RawRow, address: str, invited: Collection[str], languages: Sequence[str], first_line: dict[str, int]
) -> tuple[str, str] | None:
    if not address:
        return "There is no address in this row.", "Add the address."
    if not is_address(address):
        return f'"{row.email.strip()[:100]}" is not an address.', "Correct it; it should look like name@example.org."
    if len(row.name.strip()) > 200:
        return "The name is longer than 200 characters.", "Shorten it."
    if any(ord(character) < 32 for character in row.name):
        return "The name holds a control character.", "Type it again."
    if REPLACED in row.value:
        return "A letter of the name could not be read.", 'Save the file as "CSV UTF-8" and choose it again.'
    if row.language.strip() and row.language.strip() not in languages:
        return f'The battery has no words in "{row.language.strip()[:20]}".', f"Use one of: {', '.join(languages)}."
    if address in first_line:
        return f"The address stands in line {first_line[address]} already.", "Delete one of the two rows."
    if address in invited:
        return "This person is invited already.", "Delete the row; use Resend for a new link."
    return None


def is_address(address: str) -> bool:
    """Whether mail could be sent to it."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 254


def _raw_rows(text: str) -> tuple[list[RawRow], list[BadRow]]:
    text = text.removeprefix("\ufeff")
    separator = separator_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[RawRow] = []
    columns: dict[str, int] | None = None
    line = 1
    try:
        for cells in reader:
            here, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) >= LARGEST_LIST:
                return rows, [BadRow(here, "", f"The list has more than {LARGEST_LIST} rows.", "Split it.")]
            if columns is None:
                columns = _columns(cells)
                if columns:
                    continue
            rows.append(_row(here, cells, columns, separator))
    except csv.Error as error:
        remedy = "Close every quotation mark, and double those that belong to the text."
        return rows, [BadRow(line, "", f"The line cannot be read: {error}.", remedy)]
    return rows, []


def separator_of(text: str) -> str:
    """Comma, semicolon or tab, whichever the text uses most."""
    lines = [line for line in text.splitlines() if line.strip()][:20]
    counts = {separator: sum(line.count(separator) for line in lines) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: counts[separator])
    return best if counts[best] else ","


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """The places of the headings, or nothing where the first line is a person already."""
    words = [cell.strip().lower() for cell in cells]
    found = {
        meaning: next(place for place, word in enumerate(words) if word in names)
        for meaning, names in HEADINGS.items()
        if any(word in names for word in words)
    }
    return found if "email" in found and not any("@" in word for word in words) else {}


def _row(line: int, cells: Sequence[str], columns: dict[str, int], separator: str) -> RawRow:
    value = separator.join(cells)
    if columns:
        cell = {meaning: cells[place] if place < len(cells) else "" for meaning, place in columns.items()}
        return RawRow(line, cell.get("name", ""), cell["email"], cell.get("language", ""), value)
    named = NAMED_ADDRESS.match(value)
    if named:
        return RawRow(line, named["name"].strip('" '), named["email"], "", value)
    address = next((cell for cell in cells if "@" in cell), "")
    others = [cell for cell in cells if cell != address]
    name = others[0] if others else ""
    return RawRow(line, name if address else "", address or cells[0], others[1] if len(others) > 1 else "", value)
