"""A supplier's staff list, the random draw from it, and the letters to those who were drawn.

The draw is simple random sampling among all samples that keep the tender's rules: the list is put in the order of
sha256("seed:attempt:number"), the first so many are taken, and where they do not keep the rules the next attempt
follows. Seed and attempt are kept, so that anybody with the list can draw it again.
"""

import csv
import hashlib
import io
import secrets
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.utils import timezone

from backend.kernel.audit import record_audit_event
from backend.kernel.errors import FieldError
from backend.kernel.tenancy import Actor
from backend.people.services import StaffLine, enrol_respondents
from backend.sittings.services.invitations import invite_respondents
from backend.sittings.services.invitees import BadRow, is_address, separator_of
from backend.tenders.errors import (
    AlreadyDrawnError,
    DeadlinePassedError,
    NoticeNotConfirmedError,
    StaffListRefusedError,
)
from backend.tenders.models import Bid, Tender
from backend.tenders.policies import takes_bids
from backend.tenders.services.bidders import own_bid
from scoring.definitions.hashing import hash_of

LARGEST_LIST = 5000
MOST_ATTEMPTS = 20_000
HEADINGS = {
    "name": {"name", "full name"},
    "email": {"mail", "email", "e-mail", "address", "email address"},
    "level": {"level", "grade", "function level"},
    "customer_facing": {"customer-facing", "customer facing", "customer_facing"},
}
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", ""}


@dataclass(frozen=True)
class ReadStaffList:
    """A staff list, line by line."""

    good: tuple[StaffLine, ...]
    bad: tuple[BadRow, ...]


@dataclass(frozen=True)
class Draw:
    """Who was drawn: places by number of the line, and what made it so."""

    places: Mapping[int, int]
    seed: str
    attempt: int


def read_staff_list(text: str) -> ReadStaffList:
    """The lines of a CSV text under a heading line; each is good, or bad with line, reason and remedy."""
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    good: list[StaffLine] = []
    bad: list[BadRow] = []
    columns: dict[str, int] | None = None
    line = 1
    try:
        for cells in reader:
            here, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _columns(cells)
                missing = sorted(set(HEADINGS) - set(columns))
                if missing:
                    return ReadStaffList((), (_no_heading(here, cells, missing),))
                continue
            if len(good) >= LARGEST_LIST:
                bad.append(BadRow(here, "", f"The list has more than {LARGEST_LIST} lines.", "Leave some out."))
                break
            _sort_in(here, cells, columns, good, bad)
    except csv.Error as error:
        bad.append(BadRow(line, "", f"The line cannot be read: {error}.", "Close every quotation mark."))
    return ReadStaffList(tuple(good), tuple(bad))


def _columns(cells: Sequence[str]) -> dict[str, int]:
    words = [cell.strip().lower() for cell in cells]
    return {
        meaning: next(place for place, word in enumerate(words) if word in names)
        for meaning, names in HEADINGS.items()
        if any(word in names for word in words)
    }


def _no_heading(line: int, cells: Sequence[str], missing: Sequence[str]) -> BadRow:
    words = ", ".join(name.replace("_", "-") for name in missing)
    remedy = "Begin with the line: name,mail,level,customer-facing"
    return BadRow(line, ",".join(cells)[:200], f"The heading line does not name: {words}.", remedy)


def _sort_in(
    line: int, cells: Sequence[str], columns: Mapping[str, int], good: list[StaffLine], bad: list[BadRow]
) -> None:
    cell = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
    fault = _fault(cell, good)
    if fault is not None:
        bad.append(BadRow(line, ",".join(cells)[:200], *fault))
        return
    facing = cell["customer_facing"].lower() in YES
    good.append(StaffLine(line, cell["name"], cell["email"].lower(), cell["level"], facing))


def _fault(cell: Mapping[str, str], good: Iterable[StaffLine]) -> tuple[str, str] | None:
    if not cell["name"] or len(cell["name"]) > 200:
        return "There is no name, or it is longer than 200 characters.", "Give the person's name."
    if any(ord(character) < 32 for value in cell.values() for character in value):
        return "A cell holds a control character.", "Type it again."
    if not is_address(cell["email"].lower()):
        return f'"{cell["email"][:100]}" is not an address.', "It should look like name@example.org."
    if not cell["level"] or len(cell["level"]) > 100:
        return "There is no level, or it is longer than 100 characters.", "Say for instance: front line, team lead."
    if cell["customer_facing"].lower() not in YES | NO:
        return f'"{cell["customer_facing"][:40]}" is neither yes nor no.', "Write yes or no under customer-facing."
    twin = next((each.number for each in good if each.email == cell["email"].lower()), None)
    return (f"The address stands in line {twin} already.", "Delete one of the two lines.") if twin else None


def hand_in_staff_list(*, actor: Actor, bid_id: uuid.UUID, text: str, staff_informed: bool) -> Bid:
    """Stores a contact's list, draws from it with a fresh seed, and invites those who were drawn. There is one draw.

    Everything or nothing: one bad line, or a list in which the rules cannot be kept, and nothing is stored.
    """
    bid = own_bid(bid_id)
    if bid.drawn_at is not None:
        raise AlreadyDrawnError
    if not takes_bids(bid.tender):
        raise DeadlinePassedError
    if not staff_informed:
        raise NoticeNotConfirmedError
    read = read_staff_list(text)
    errors = [FieldError(f"line {row.line}", "bad_row", row.reason, row.remedy) for row in read.bad]
    errors += rules_broken_by(read.good, bid.tender)
    if errors:
        raise StaffListRefusedError(errors)
    draw = draw_respondents(read.good, bid.tender, seed=secrets.token_hex(16))
    _keep(actor, bid, read.good, draw)
    return bid


def _keep(actor: Actor, bid: Bid, lines: Sequence[StaffLine], draw: Draw) -> None:
    respondents = enrol_respondents(supplier_id=bid.supplier_id, list_id=bid.pk, lines=lines, places=draw.places)
    bid.staff_count, bid.staff_hash = len(lines), hash_of([asdict(line) for line in lines])
    bid.draw_seed, bid.draw_attempt, bid.drawn_at = draw.seed, draw.attempt, timezone.now()
    bid.revision += 1
    bid.save(update_fields=["staff_count", "staff_hash", "draw_seed", "draw_attempt", "drawn_at", "revision"])
    record_audit_event(
        actor=actor,
        action="respondents.drawn",
        subject=bid,
        changed_fields=["drawn_at"],
        details={"staff": len(lines), "staff_hash": bid.staff_hash, "seed": draw.seed, "drawn": len(draw.places)},
    )
    drawn = sorted((person for person in respondents if person.place), key=lambda person: person.place or 0)
    assert bid.tender.deadline_at is not None  # a frozen tender has it
    invite_respondents(
        actor=actor,
        campaign_id=bid.tender.campaign_id,
        respondent_ids=[person.pk for person in drawn],
        closes_at=bid.tender.deadline_at,
    )


def rules_broken_by(lines: Sequence[StaffLine], tender: Tender) -> list[FieldError]:
    """Why no draw from this list could keep the rules; empty where one can."""
    levels = {line.level.lower() for line in lines}
    facing = sum(line.customer_facing for line in lines)
    faults = []
    if len(lines) < tender.respondents:
        faults.append(
            (f"The list has {len(lines)} people; {tender.respondents} are drawn.", "List more of your staff.")
        )
    if len(levels) < tender.fewest_levels:
        faults.append((f"The list has {len(levels)} level; {tender.fewest_levels} are needed.", "List all levels."))
    if facing < tender.fewest_customer_facing:
        faults.append(("Nobody on the list meets customers.", "List those who do, with yes under customer-facing."))
    return [FieldError("text", "rules_cannot_be_kept", message, remedy) for message, remedy in faults]


def draw_respondents(lines: Sequence[StaffLine], tender: Tender, *, seed: str) -> Draw:
    """Who answers: the first attempt of the seed that keeps the rules. The same list and seed give the same people."""
    for attempt in range(MOST_ATTEMPTS):
        taken = sorted(lines, key=lambda line: _lot(seed, attempt, line.number))[: tender.respondents]
        levels = {line.level.lower() for line in taken}
        facing = sum(line.customer_facing for line in taken)
        if len(levels) >= tender.fewest_levels and facing >= tender.fewest_customer_facing:
            return Draw({line.number: place for place, line in enumerate(taken, start=1)}, seed, attempt)
    message = "The list is so uneven that no draw kept the rules."
    raise StaffListRefusedError(
        [FieldError("text", "rules_cannot_be_kept", message, "List more of those who meet customers, and all levels.")]
    )


def _lot(seed: str, attempt: int, number: int) -> str:
    return hashlib.sha256(f"{seed}:{attempt}:{number}".encode()).hexdigest()
