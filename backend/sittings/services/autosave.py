"""Saving answers: checked here against the frozen form, stored by one SQL statement, `record_answers`.

This is the one documented exception from services that write through models: it runs thousands of times an hour, and an
answer is acknowledged only when one statement, in a transaction of its own, has verified the session, stored the
events and brought the current answers up to date. The statement is in the migration; row-level security binds it.
"""

import json
import uuid
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from django.db import connection

from backend.accounts.authentication.takers import TakerCookie, open_taker_session
from backend.accounts.errors import TakerSessionMissingError
from backend.kernel.errors import FieldError
from backend.kernel.tenancy import organisation_context
from backend.sittings.errors import AnswersRefusedError, NotStartedError, SectionLockedError, SittingClosedError
from backend.sittings.forms.battery import BatteryForm
from backend.sittings.selectors.batteries import form_of
from backend.sittings.selectors.taker import sitting_of_taker
from backend.sittings.services.sitting import GRACE
from scoring.definitions.response_formats.answerable import UnusableAnswerError

SESSIONS_KEPT_IN_MEMORY = 20_000
LARGEST_BATCH = 50
LARGEST_SEQUENCE = 2_000_000_000
EVENT_FIELDS = frozenset({"seq", "item", "value", "client_time"})
STATEMENT = (
    "SELECT outcome, acknowledged, saved, late, sections_open"
    " FROM record_answers(%s::uuid, %s::text, %s::uuid, %s::jsonb, %s::int, %s::interval)"
)


REACH = "SELECT sections_open, language FROM taker_reach(%s::uuid, %s::text)"


@dataclass(frozen=True)
class Acknowledgement:
    """What the server holds now. `late` events came after the end: they are kept, flagged and not counted."""

    acknowledged: int
    saved: int
    late: int


class _FormsOfSessions:
    """Which form a session answers, so that saving needs no look-up: whether it may, the statement decides."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._forms: OrderedDict[TakerCookie, BatteryForm] = OrderedDict()
        self._lock = Lock()

    def get(self, cookie: TakerCookie) -> BatteryForm:
        form = self._forms.get(cookie)
        if form is None:
            form = _look_up(cookie)
            with self._lock:
                self._forms[cookie] = form
                while len(self._forms) > self._size:
                    self._forms.popitem(last=False)
        return form


_forms = _FormsOfSessions(SESSIONS_KEPT_IN_MEMORY)


def _look_up(cookie: TakerCookie) -> BatteryForm:
    with organisation_context(cookie.organisation_id):
        session = open_taker_session(cookie)
        return form_of(sitting_of_taker(session.subject_id).campaign)


def record_answers(*, cookie: TakerCookie, client: uuid.UUID, events: Sequence[Mapping[str, Any]]) -> Acknowledgement:
    """Stores a batch of answers and says how far this client is acknowledged. Nothing of a refused batch is stored.

    Within one client the higher number wins; between clients the later arrival. Sent twice is stored once.
    """
    form = _forms.get(cookie)
    section = _refuse_unusable(form, events)
    connection.ensure_connection()
    with connection.wrap_database_errors:
        row = connection.connection.execute(
            STATEMENT,
            [cookie.organisation_id, cookie.secret_hash, client, json.dumps(events), section, GRACE],
            prepare=True,
        ).fetchone()
    outcome, acknowledged, saved, late, sections_open = row
    if outcome != "stored":
        raise _refusal(outcome, sections_open)
    return Acknowledgement(acknowledged, saved, late)


def reached_section(*, cookie: TakerCookie, index: int) -> tuple[bytes, str]:
    """A section that has been opened, as JSON, and its ETag. One statement says how far the sitting is."""
    form = _forms.get(cookie)
    connection.ensure_connection()
    with connection.wrap_database_errors:
        row = connection.connection.execute(
            REACH, [cookie.organisation_id, cookie.secret_hash], prepare=True
        ).fetchone()
    if row is None:
        raise TakerSessionMissingError
    sections_open, language = row
    if not 1 <= index <= min(sections_open, len(form.places)):
        raise SectionLockedError(min(sections_open + 1, len(form.places)))
    return form.section_text(index, language)


def _refusal(outcome: str, sections_open: int) -> Exception:
    if outcome == "no_session":
        return TakerSessionMissingError()
    if outcome == "invited":
        return NotStartedError()
    if outcome == "section_locked":
        return SectionLockedError(sections_open + 1)
    return SittingClosedError(outcome)


def _refuse_unusable(form: BatteryForm, events: Sequence[Mapping[str, Any]]) -> int:
    """Every event fits the form; gives the last section that the batch reaches into."""
    rules, section = form.rules, 0
    errors: list[FieldError] = []
    for place, event in enumerate(events):
        try:
            rule = rules[event["item"]]
            rule.rule.check(event["value"], place=event["item"])
            section = max(section, rule.section)
        except KeyError:
            errors.append(
                FieldError(f"events[{place}].item", "unknown_item", "There is no such item.", "Leave it out.")
            )
        except UnusableAnswerError as error:
            errors.append(FieldError(f"events[{place}].value", error.code, error.message, error.remedy))
    if errors:
        raise AnswersRefusedError(errors)
    return section


def read_batch(body: Any) -> tuple[uuid.UUID, list[dict[str, Any]]]:
    """The client and the events of a body, every field checked; raises with the place of the first fault."""
    if not isinstance(body, dict) or set(body) != {"client", "events"}:
        raise _malformed("", "Send an object with client and events, and nothing else.")
    events = body["events"]
    if not isinstance(events, list) or not 1 <= len(events) <= LARGEST_BATCH:
        raise _malformed("events", f"Send 1 to {LARGEST_BATCH} events.")
    try:
        client = uuid.UUID(body["client"])
    except (ValueError, TypeError, AttributeError) as error:
        raise _malformed("client", "Send a UUID, one for each tab.") from error
    for place, event in enumerate(events):
        _refuse_malformed_event(place, event)
    return client, events


def _refuse_malformed_event(place: int, event: Any) -> None:
    if not isinstance(event, dict) or set(event) != EVENT_FIELDS:
        raise _malformed(f"events[{place}]", "Send seq, item, value and client_time, and nothing else.")
    seq = event["seq"]
    if type(seq) is not int or not 1 <= seq <= LARGEST_SEQUENCE:
        raise _malformed(f"events[{place}].seq", f"Send a whole number from 1 to {LARGEST_SEQUENCE}.")
    if not isinstance(event["item"], str):
        raise _malformed(f"events[{place}].item", "Send the id of an item.")
    if not isinstance(event["value"], int | str | None):
        raise _malformed(f"events[{place}].value", "Send a value that the form lists, or null.")
    try:
        at = datetime.fromisoformat(event["client_time"])
    except (ValueError, TypeError) as error:
        raise _malformed(f"events[{place}].client_time", "Send a time as 2026-11-21T22:00:00Z.") from error
    if at.tzinfo is None or not 1970 < at.year < 9000:
        raise _malformed(f"events[{place}].client_time", "Send a time with its offset from UTC.")
    event["client_time"] = at.astimezone(UTC).isoformat()  # Python reads more spellings than the database does


def _malformed(place: str, remedy: str) -> AnswersRefusedError:
    return AnswersRefusedError([FieldError(place, "invalid", "This cannot be read.", remedy)])
