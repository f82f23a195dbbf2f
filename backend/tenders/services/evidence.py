"""Files that bidders hand in: their type told by content, bounded, kept in the database behind its walls, graded.

Nothing of a file is ever executed, unpacked or shown inside a page: it is given back byte for byte, as a download.
"""

import hashlib
import re
import uuid
from dataclasses import dataclass
from datetime import date

from backend.kernel.audit import record_audit_event
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.tenders.enums import MediaType
from backend.tenders.errors import DeadlinePassedError, FileRefusedError
from backend.tenders.models import Criterion, Evidence, EvidenceContent, EvidenceGrading
from backend.tenders.policies import named_member, require_open_results, takes_bids, visible_evidence
from backend.tenders.services.bidders import bid_of, own_bid

LARGEST_FILE = 5 * 1_048_576
MOST_FILES = 20
SIGNATURES = (
    (b"%PDF-", MediaType.PDF),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
)
EXTENSIONS = {MediaType.PDF: "pdf", MediaType.PNG: "png", MediaType.JPEG: "jpg", MediaType.TEXT: "txt"}
_NOT_IN_A_NAME = re.compile(r"[^\w.\- ]+")


@dataclass(frozen=True)
class StoredFile:
    """A file to be given back: neutral name, type as found, bytes."""

    filename: str
    media_type: str
    content: bytes


def media_type_of(content: bytes) -> MediaType:
    """What a file is by its own first bytes, whatever its name says.

    Raises
    ------
    FileRefusedError : it is none of the four types that may be handed in.
    """
    for signature, media_type in SIGNATURES:
        if content.startswith(signature):
            return media_type
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "\x00"
    if text and not any(ord(character) < 32 and character not in "\t\r\n" for character in text):
        return MediaType.TEXT
    raise FileRefusedError(
        "The file is neither PDF, PNG, JPEG nor plain text, whatever its name says.",
        "Hand in a PDF.",
        "unknown_file_type",
    )


def neutral_name(name: str, media_type: MediaType) -> str:
    """A name for the download: no path, no marks that a shell, a header or a system could mind, the true ending."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    clean = " ".join(_NOT_IN_A_NAME.sub(" ", stem).split()).strip(". -")[:80]
    return f"{clean or 'evidence'}.{EXTENSIONS[media_type]}"


def hand_in_evidence(
    *, actor: Actor, bid_id: uuid.UUID, title: str, filename: str, content: bytes, criterion_id: uuid.UUID | None = None
) -> Evidence:
    """Keeps a bidder's file, graded *claimed* until an evaluator grades it. Until the deadline; sealed until then.

    Raises
    ------
    FileRefusedError : empty, too large, too many, or of no type that may be handed in.
    """
    bid = own_bid(bid_id)
    if not takes_bids(bid.tender):
        raise DeadlinePassedError
    _refuse_size(content)
    if bid.evidence.count() >= MOST_FILES:
        raise FileRefusedError(f"{MOST_FILES} files are the most.", "Delete one first.", "too_many_files")
    if criterion_id is not None and not Criterion.objects.filter(pk=criterion_id, tender=bid.tender).exists():
        raise NotFoundError("The tender has no such criterion.", "criterion_id")
    media_type = media_type_of(content)
    row = Evidence.objects.create(
        bid=bid,
        criterion_id=criterion_id,
        title=title,
        filename=neutral_name(filename, media_type),
        media_type=media_type,
        size=len(content),
        content_hash=hashlib.sha256(content).hexdigest(),
    )
    EvidenceContent.objects.create(evidence=row, bytes=content)
    details = {"bid": str(bid.pk), "size": row.size, "content_hash": row.content_hash}
    record_audit_event(actor=actor, action="evidence.handed_in", subject=row, details=details)
    return row


def _refuse_size(content: bytes) -> None:
    if not content:
        raise FileRefusedError("The file is empty.", "Choose another.", "empty_file")
    if len(content) > LARGEST_FILE:
        megabytes = LARGEST_FILE // 1_048_576
        raise FileRefusedError(f"The file is larger than {megabytes} MB.", "Make it smaller.", "file_too_large")


def take_back_evidence(*, actor: Actor, bid_id: uuid.UUID, evidence_id: uuid.UUID) -> None:
    """A bidder takes a file back before the deadline; bytes and row go."""
    bid = own_bid(bid_id)
    if not takes_bids(bid.tender):
        raise DeadlinePassedError
    row = bid.evidence.filter(pk=evidence_id).first()
    if row is None:
        raise NotFoundError
    record_audit_event(
        actor=actor, action="evidence.taken_back", subject=row, details={"content_hash": row.content_hash}
    )
    row.delete()


def own_file(*, bid_id: uuid.UUID, evidence_id: uuid.UUID) -> StoredFile:
    """A bidder's own file."""
    return _stored(Evidence.objects.filter(bid_id=bid_id, pk=evidence_id).first())


def open_evidence_file(*, actor: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID, evidence_id: uuid.UUID) -> StoredFile:
    """A bidder's file for an evaluator, after the deadline. That it was opened is audited."""
    bid = bid_of(actor, tender_id, bid_id)
    require_open_results(actor, bid.tender)
    row = visible_evidence(actor, bid.tender).filter(pk=evidence_id, bid=bid).first()
    stored = _stored(row)
    assert row is not None  # `_stored` has raised otherwise
    record_audit_event(actor=actor, action="evidence.opened", subject=row)
    return stored


def _stored(row: Evidence | None) -> StoredFile:
    if row is None:
        raise NotFoundError
    return StoredFile(row.filename, row.media_type, bytes(row.content.bytes))


def grade_evidence(
    *,
    actor: Actor,
    tender_id: uuid.UUID,
    bid_id: uuid.UUID,
    evidence_id: uuid.UUID,
    grade: str,
    reason: str,
    valid_until: date | None = None,
) -> EvidenceGrading:
    """An evaluator says how far a file is proved, why, and until when that holds. A later grading counts instead."""
    bid = bid_of(actor, tender_id, bid_id)
    require_open_results(actor, bid.tender)
    row = visible_evidence(actor, bid.tender).filter(pk=evidence_id, bid=bid).first()
    if row is None:
        raise NotFoundError
    grading = EvidenceGrading.objects.create(
        evidence=row, grade=grade, reason=reason, valid_until=valid_until, graded_by_id=named_member(actor)
    )
    record_audit_event(actor=actor, action="evidence.graded", subject=grading, details={"evidence": str(row.pk)})
    return grading
