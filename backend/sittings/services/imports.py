"""Answers from a file: a pilot campaign, pseudonymous participants, one row a sitting, all of it or nothing."""

import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import connection
from psycopg.types.json import Jsonb

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.campaigns.selectors import campaign as visible_campaign
from backend.campaigns.services import open_pilot
from backend.kernel.audit import record_audit_event
from backend.kernel.events import publish
from backend.kernel.tenancy import Actor, current_organisation_id
from backend.library.selectors.instruments import definition_of, instrument
from backend.people.services import enrol_participants, record_equality_answers
from backend.sittings.enums import ImportKind
from backend.sittings.errors import RowsRefusedError
from backend.sittings.forms.battery import BatteryForm
from backend.sittings.forms.response_files import ID_COLUMN, AnsweredItem, BadCell, ResponseFile, read_responses
from backend.sittings.models import ResponseImport
from backend.sittings.selectors.answers import answers_hash
from backend.sittings.selectors.batteries import form_of
from backend.sittings.services.events import SittingsImported
from scoring.definitions.forms import answer_labels, answer_rules
from scoring.definitions.response_formats.answerable import AnswerRule

FIRST_CODES = 5


@dataclass(frozen=True)
class ImportPreview:
    """What an import would store, and what keeps it from doing so: `bad` the first places, `bad_total` how many."""

    kind: ImportKind
    rows: int
    items: int
    answers: int
    missing: int
    ignored_columns: tuple[str, ...]
    protected_columns: tuple[str, ...]
    first_codes: tuple[str, ...]
    bad: tuple[BadCell, ...]
    bad_total: int


class About(TypedDict):
    """What whoever imports says of a file: of which instrument, whose answers, and how to read it."""

    instrument_version_id: uuid.UUID
    title: str
    origin: str
    id_column: NotRequired[str]
    missing_codes: NotRequired[Sequence[str]]
    definition_version_id: NotRequired[uuid.UUID | None]


def import_sittings(*, actor: Actor, text: str, **about: Unpack[About]) -> ResponseImport:
    """Imports a CSV text with one column for each item, headed by its code. See `import_file`."""
    require(actor, Capability.IMPORT_RESPONSES)
    return _imported(actor, text, **about)


def import_file(*, actor: Actor, content: bytes, **about: Unpack[About]) -> ResponseImport:
    """Imports a file, CSV in UTF-8 or SPSS: a row a person, a column an item. Needs `import_responses`.

    Missing cells (empty, NA) and missing codes, named here or declared by the file, stay missing. Columns headed by an
    `EqualityAttribute` go where no decider can read them, and a row that says it comes from elsewhere than `origin` is
    refused. One bad cell, and nothing is written: every one is named with place, value and remedy.
    Publishes `SittingsImported`; one audit row holds count and hash.
    """
    require(actor, Capability.IMPORT_RESPONSES)
    return _imported(actor, content, **about)


def _imported(
    actor: Actor,
    content: bytes | str,
    *,
    instrument_version_id: uuid.UUID,
    title: str,
    origin: str,
    id_column: str = ID_COLUMN,
    missing_codes: Sequence[str] = (),
    definition_version_id: uuid.UUID | None = None,
) -> ResponseImport:
    opened = open_pilot(
        actor=actor,
        title=title,
        instrument_version_id=instrument_version_id,
        definition_version_id=definition_version_id,
    )
    campaign = visible_campaign(actor, opened.pk)
    form = form_of(campaign)
    items = _items(
        {item: rule.rule for item, rule in form.rules.items()}, partial(form.labels, language=form.languages[0])
    )
    responses = read_responses(content, items, origin=origin, id_column=id_column, missing_codes=missing_codes)
    if responses.bad:
        raise RowsRefusedError(responses.errors, total=responses.bad_total)
    record = ResponseImport.objects.create(
        campaign=campaign,
        instrument_version_id=instrument_version_id,
        origin=origin,
        kind=responses.kind,
        file_hash=hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest(),
        rows=len(responses.codes),
        answers=responses.answers,
        missing=responses.missing,
        missing_codes=responses.missing_codes,
        ignored_columns=responses.ignored_columns,
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


def preview_import(
    *,
    actor: Actor,
    instrument_version_id: uuid.UUID,
    origin: str,
    content: bytes | str,
    id_column: str = ID_COLUMN,
    missing_codes: Sequence[str] = (),
) -> ImportPreview:
    """What a text or a file holds and which of its cells cannot be used. Needs `import_responses`; stores nothing."""
    require(actor, Capability.IMPORT_RESPONSES)
    definition = definition_of(instrument(actor, instrument_version_id))
    labels = answer_labels(definition, language=definition.header.default_language)
    items = _items(answer_rules(definition), labels.__getitem__)
    file = read_responses(content, items, origin=origin, id_column=id_column, missing_codes=missing_codes)
    return ImportPreview(
        kind=file.kind,
        rows=len(file.codes),
        items=file.items,
        answers=file.answers,
        missing=file.missing,
        ignored_columns=tuple(file.ignored_columns),
        protected_columns=tuple(sorted(file.equality)),
        first_codes=tuple(file.codes[:FIRST_CODES]),
        bad=tuple(file.bad),
        bad_total=file.bad_total,
    )


def _items(rules: Mapping[str, AnswerRule], labels: Callable[[str], Mapping[Any, str]]) -> dict[str, AnsweredItem]:
    """By code, what a file may hold of every item."""
    return {
        rule.code: AnsweredItem(item, rule, {str(value): label for value, label in labels(item).items()})
        for item, rule in rules.items()
    }


def _store(record: ResponseImport, form: BatteryForm, responses: ResponseFile) -> None:
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
