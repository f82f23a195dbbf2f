"""Evidence requests: what a supplier is asked to show beside its answers, and by which rules it counts.

A statement of the supplier's own is *claimed*. A document that keeps to the rules of its request is *documented*; once
a named person has checked it against its source it is *verified*; what the buyer's own people saw is *observed*.
"""

from typing import Literal

from pydantic import Field

from scoring.definitions.base import Code, Definition, Line, Paragraph
from scoring.definitions.findings import Finding, did_you_mean, repeated

EVIDENCE_REQUESTS_FILE = "evidence_requests.yaml"
EvidenceForm = Literal["document", "record", "sample", "demonstration"]


class DrawnSample(Definition):
    """Cases that are looked at one by one: how many, and who draws them."""

    size: int = Field(ge=1, le=200)
    drawn_by: Literal["buyer", "supplier"]


class EvidenceRequest(Definition):
    """One thing to show about one dimension, with its validity rules.

    `covers_months`: length of the time that it must cover. `age_months`: how many months may lie between the end of
    that time and the day on which it is handed in. `valid_months`: how long it counts once it has been accepted.
    `redacted`: personal data must be taken out before it is handed in.
    """

    code: Code
    dimension: Code
    form: EvidenceForm
    covers_months: int | None = Field(default=None, ge=1, le=60)
    age_months: int = Field(ge=1, le=36)
    valid_months: int = Field(ge=1, le=36)
    sample: DrawnSample | None = None
    redacted: bool = True


class EvidenceRequestList(Definition):
    """evidence_requests.yaml."""

    evidence_requests: tuple[EvidenceRequest, ...] = Field(max_length=100)


class EvidenceRequestWords(Definition):
    """What is asked for, and what makes it count, in one language."""

    title: Line
    request: Paragraph
    why: Paragraph
    documented_when: Paragraph
    verified_when: Paragraph
    not_accepted: tuple[Line, ...] = Field(min_length=1, max_length=12)


def evidence_request_findings(requests: tuple[EvidenceRequest, ...], dimensions: set[str]) -> list[Finding]:
    """Requests named twice, about a dimension that no scale measures, or a sample without its cases."""
    codes = repeated(request.code for request in requests)
    findings = [
        _finding("EVIDENCE_001", place, "code", code, f'request "{code}" is listed twice.', "Give it another code.")
        for place, code in codes.items()
    ]
    for place, request in enumerate(requests):
        if request.dimension not in dimensions:
            message = f'request "{request.code}" is about "{request.dimension}", which no scale measures.'
            remedy = did_you_mean(request.dimension, dimensions)
            findings.append(_finding("EVIDENCE_002", place, "dimension", request.dimension, message, remedy))
        if (request.form == "sample") != (request.sample is not None):
            said = "nothing" if request.sample is None else "something"
            message = f'request "{request.code}" is a {request.form} and says {said} of drawn cases.'
            remedy = "A sample, and nothing else, says how many cases are drawn and by whom."
            findings.append(_finding("EVIDENCE_003", place, "sample", request.code, message, remedy))
    return findings


def _finding(code: str, position: int, field: str, value: str, message: str, remedy: str) -> Finding:
    pointer = ("evidence_requests", position, field)
    return Finding(code=code, file=EVIDENCE_REQUESTS_FILE, pointer=pointer, value=value, message=message, remedy=remedy)
