"""Answers from a file: a pilot campaign, pseudonymous participants, one row a sitting, all of it or nothing."""

import csv
import hashlib
import io
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection
from psycopg.types.json import Jsonb

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.campaigns.selectors import campaign as visible_campaign
from backend.campaigns.services import open_pilot
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import FieldError
from backend.kernel.events import publish
from backend.kernel.tenancy import Actor, current_organisation_id
from backend.people.enums import EqualityAttribute
from backend.people.errors import UnusableEqualityAnswerError
from backend.people.services import enrol_participants, equality_answer, record_equality_answers
from backend.sittings.errors import RowsRefusedError
from backend.sittings.forms.battery import BatteryForm
from backend.sittings.models import ResponseImport
from backend.sittings.selectors.answers import answers_hash
from backend.sittings.selectors.batteries import form_of
from backend.sittings.services.events import SittingsImported
from scoring.definitions.response_formats.answerable import CANNOT_KNOW, AnswerRule, UnusableAnswerError

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

LARGEST_FILE_ROWS = 1_000_000
ERRORS_SHOWN = 200
MISSING = frozenset({"", "NA", "na", "NaN", "nan", "."})
ID_COLUMN = "id"


@dataclass(frozen=True)
class Responses:
    """A file as it was read: the participants' codes and, for each, the answers by item id.

    `equality` holds, by attribute and by place of the row, what is kept apart from every score.
    """

    codes: tuple[str, ...]
    values: tuple[dict[str, int | str], ...]
    missing: int
    ignored_columns: tuple[str, ...]
    equality: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Column:
    """Where an item's answers stand in the file."""

    place: int
    name: str
    item: str
    rule: AnswerRule


def import_sittings(
    *,
    actor: Actor,
    instrument_version_id: uuid.UUID,
    title: str,
    origin: str,
    text: str,
    id_column: str = ID_COLUMN,
    definition_version_id: uuid.UUID | None = None,
) -> ResponseImport:
    """Imports a CSV text with one column for each item, headed by its code. Needs `import_responses`.

    Missing cells (empty, NA) stay missing. Columns headed by an `EqualityAttribute` go where no decider can read
    them. One bad cell, and nothing is written: every one is named with line,
    column, value and remedy. Publishes `SittingsImported`; one audit row holds count and hash.
    """
    require(actor, Capability.IMPORT_RESPONSES)
    opened = open_pilot(
        actor=actor,
        title=title,
        instrument_version_id=instrument_version_id,
        definition_version_id=definition_version_id,
    )
    campaign = visible_campaign(actor, opened.pk)
    form = form_of(campaign)
    responses = read_responses(text, form, id_column=id_column)
    record = ResponseImport.objects.create(
        campaign=campaign,
        instrument_version_id=instrument_version_id,
        origin=origin,
        file_hash=hashlib.sha256(text.encode()).hexdigest(),
        rows=len(responses.codes),
        answers=sum(len(values) for values in responses.values),
        missing=responses.missing,
        ignored_columns=list(responses.ignored_columns),
        protected_columns=sorted(responses.equality),
    )
    _store(record, form, responses)
    record_audit_event(
        actor=actor,
        action="responses.imported",
        subject=record,
        details={"rows": record.rows, "answers": record.answers, "origin": origin, "file_hash": record.file_hash},
    )
    publish(SittingsImported(record.pk, campaign.pk))
    return record


def read_responses(text: str, form: BatteryForm, *, id_column: str = ID_COLUMN) -> Responses:
    """The answers of a file; raises `RowsRefusedError` with every place that cannot be used."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_separator(text), strict=True)
    try:
        headings = [cell.strip() for cell in next(reader, [])]
        rules = {rule.rule.code: (item, rule.rule) for item, rule in form.rules.items()}
        _refuse_headings(headings, rules)
        return _read_rows(reader, headings, rules, id_column)
    except csv.Error as error:
        remedy = "Close every quotation mark, and double those that belong to the text."
        fault = FieldError(f"line {reader.line_num}", "unreadable", f"The line cannot be read: {error}.", remedy)
        raise RowsRefusedError([fault]) from error


def _separator(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _refuse_headings(headings: Sequence[str], rules: Mapping[str, tuple[str, AnswerRule]]) -> None:
    errors = [
        FieldError("line 1", "column_missing", f'There is no column "{code}".', "Add it; leave its cells empty.")
        for code in rules
        if code not in headings
    ]
    errors += [
        FieldError("line 1", "column_twice", f'The column "{name}" stands twice.', "Delete or rename one.")
        for name in sorted({name for name in headings if name and headings.count(name) > 1})
    ]
    if errors:
        raise RowsRefusedError(errors[:ERRORS_SHOWN], total=len(errors))


def _read_rows(
    reader: "CsvReader", headings: Sequence[str], rules: Mapping[str, tuple[str, AnswerRule]], id_column: str
) -> Responses:
    columns = [_Column(place, name, *rules[name]) for place, name in enumerate(headings) if name in rules]
    apart = [(place, name) for place, name in enumerate(headings) if name not in rules and _is_equality(name)]
    id_place = headings.index(id_column) if id_column in headings else None
    codes: dict[str, int] = {}
    values: list[dict[str, int | str]] = []
    equality: dict[str, dict[int, str]] = {name.lower(): {} for _, name in apart}
    errors: list[FieldError] = []
    faults = 0
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        line = reader.line_num
        code = cells[id_place].strip() if id_place is not None and id_place < len(cells) else str(len(values) + 1)
        found = _refused_code(code, line, codes, id_column)
        answers: dict[str, int | str] = {}
        if len(cells) == len(headings):
            answers = _answers(cells, line, columns, found)
            for name, answer in _equality_answers(cells, line, apart, found):
                equality[name.lower()][len(values)] = answer
        else:
            found.insert(0, _refused_shape(cells, headings, line))
        codes.setdefault(code, line)
        values.append(answers)
        faults += len(found)
        errors += found[: ERRORS_SHOWN - len(errors)]
    if not values:
        errors, faults = [FieldError("line 2", "no_rows", "The file has no rows.", "Add at least one row.")], 1
    if errors:
        raise RowsRefusedError(errors, total=faults)
    ignored = tuple(name for name in headings if name not in rules and name != id_column and not _is_equality(name))
    missing = len(values) * len(columns) - sum(len(answers) for answers in values)
    return Responses(tuple(codes), tuple(values), missing, ignored, equality)


def _answers(
    cells: Sequence[str], line: int, columns: Sequence[_Column], found: list[FieldError]
) -> dict[str, int | str]:
    """The answers of one row by item id; what cannot be used is added to `found`."""
    answers: dict[str, int | str] = {}
    for column in columns:
        cell = cells[column.place].strip()
        if cell in MISSING:
            continue
        try:
            answers[column.item] = _answer(cell, column.rule)
        except UnusableAnswerError as error:
            found.append(_bad_cell(line, column.name, cell, column.rule, error))
    return answers


def _equality_answers(
    cells: Sequence[str], line: int, columns: Sequence[tuple[int, str]], found: list[FieldError]
) -> Iterator[tuple[str, str]]:
    """What one row tells of sex, age and the like, by heading; what cannot be kept is added to `found`."""
    for place, name in columns:
        cell = cells[place].strip()
        if cell in MISSING:
            continue
        try:
            yield name, equality_answer(name.lower(), cell)
        except UnusableEqualityAnswerError as error:
            found.append(FieldError(f'line {line}, column "{name}"', error.code, error.message, error.remedy))


def _is_equality(heading: str) -> bool:
    return heading.lower() in EqualityAttribute.values


def _answer(cell: str, rule: AnswerRule) -> int | str:
    answer: int | str = CANNOT_KNOW if cell == CANNOT_KNOW else cell
    digits = cell.removesuffix(".0")
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        answer = int(digits)
    rule.check(answer, place=rule.code)
    return answer


def _bad_cell(line: int, column: str, cell: str, rule: AnswerRule, error: UnusableAnswerError) -> FieldError:
    remedy = f"Write a whole number from {rule.minimum} to {rule.maximum}, or leave the cell empty."
    return FieldError(f'line {line}, column "{column}"', "bad_value", f'"{cell[:60]}": {error.message}', remedy)


def _refused_shape(cells: Sequence[str], headings: Sequence[str], line: int) -> FieldError:
    message = f"The line has {len(cells)} cells, the heading {len(headings)}."
    return FieldError(f"line {line}", "wrong_number_of_cells", message, "Give every line as many cells as the heading.")


def _refused_code(code: str, line: int, codes: Mapping[str, int], id_column: str) -> list[FieldError]:
    place = f'line {line}, column "{id_column}"'
    if not code or len(code) > 80:
        return [FieldError(place, "bad_id", "The id is empty or too long.", "Give every row an id of 1 to 80 letters.")]
    if code in codes:
        return [FieldError(place, "id_twice", f'"{code}" stands in line {codes[code]} too.', "Make ids unique.")]
    return []


def _store(record: ResponseImport, form: BatteryForm, responses: Responses) -> None:
    participants = enrol_participants(source_id=record.pk, codes=responses.codes)
    sitting_ids = [uuid.uuid4() for _ in participants]
    for attribute, by_row in responses.equality.items():
        answers = {participants[row].pk: answer for row, answer in by_row.items()}
        record_equality_answers(attribute=attribute, answers=answers)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO sittings_sitting (id, organisation_id, created_at, revision, campaign_id, participant_id,
                source, origin, status, language, sections_open, submitted_at, withdrawn_by, answers_count,
                answers_hash, receipt_code)
            SELECT row.id, %(organisation)s, now(), 1, %(campaign)s, row.participant, 'import', %(origin)s, 'submitted',
                %(language)s, %(sections)s, now(), '', row.count, row.hash, ''
            FROM unnest(%(ids)s::uuid[], %(participants)s::uuid[], %(counts)s::int[], %(hashes)s::text[])
                AS row(id, participant, count, hash)
            """,
            {
                "organisation": current_organisation_id(),
                "campaign": record.campaign_id,
                "origin": record.origin,
                "language": form.languages[0],
                "sections": len(form.places),
                "ids": sitting_ids,
                "participants": [participant.pk for participant in participants],
                "counts": [len(values) for values in responses.values],
                "hashes": [answers_hash(values) for values in responses.values],
            },
        )
        cursor.execute(
            """
            INSERT INTO sittings_currentanswers (sitting_id, organisation_id, values, streams, saved_at)
            SELECT row.id, %(organisation)s, row.values, '{}', now()
            FROM unnest(%(ids)s::uuid[], %(values)s::jsonb[]) AS row(id, values)
            """,
            {
                "organisation": current_organisation_id(),
                "ids": sitting_ids,
                "values": [Jsonb(values) for values in responses.values],
            },
        )
