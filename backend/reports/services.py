"""Reports as documents and as PDF. They are made from stored values on demand and store nothing."""

import uuid
from dataclasses import dataclass

from backend.kernel.tenancy import Actor
from backend.reports.kinds.document import ReportDocument
from backend.reports.kinds.registry import KINDS
from backend.reports.pdf.render import render_pdf
from backend.reports.selectors.candidates import (
    candidate_context,
    definition_context,
    manual_context,
    paper_card_context,
    pilot_context,
    screening_context,
)
from backend.reports.selectors.suppliers import bidder_context, supplier_context


@dataclass(frozen=True)
class PrintedReport:
    """A PDF with the name it should be saved under."""

    filename: str
    content: bytes


def screening_report_for(*, actor: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> ReportDocument:
    """The recruiter's report on one candidate."""
    return KINDS["screening"](screening_context(actor, campaign_id, candidate_id))


def candidate_report_for(*, sitting_id: uuid.UUID) -> ReportDocument:
    """The candidate's own report; whose sitting it is, the caller has proved."""
    return KINDS["candidate"](candidate_context(sitting_id))


def definition_report_for(*, actor: Actor, version_id: uuid.UUID) -> ReportDocument:
    """The culture definition, for signature or as proof."""
    return KINDS["culture_definition"](definition_context(actor, version_id))


def pilot_report_for(*, actor: Actor, campaign_id: uuid.UUID) -> ReportDocument:
    """The report on a pilot's people, all pseudonymous."""
    return KINDS["pilot"](pilot_context(actor, campaign_id))


def manual_report_for(*, actor: Actor, instrument_id: uuid.UUID, unit: str = "", language: str = "") -> ReportDocument:
    """The technical manual of one scale, or of every scale of an instrument."""
    return KINDS["technical_manual"](manual_context(actor, instrument_id, unit=unit, language=language))


def paper_card_for(*, actor: Actor, card_id: uuid.UUID) -> ReportDocument:
    """A rater's empty card, to be printed."""
    return KINDS["paper_card"](paper_card_context(actor, card_id))


def supplier_report_for(*, actor: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID) -> ReportDocument:
    """The assessment summary of one bidder, for those to whom results are open."""
    return KINDS["supplier"](supplier_context(actor, tender_id, bid_id))


def bidder_report_for(*, bid_id: uuid.UUID) -> ReportDocument:
    """The same for the bidder itself, once it is decided; whose bid it is, the caller has proved."""
    return KINDS["supplier"](bidder_context(bid_id))


def printed(report: ReportDocument, *, kind: str) -> PrintedReport:
    """The report as PDF. The file's name holds no person's name: downloads end up in shared folders."""
    return PrintedReport(f"{kind}-{report.dated:%Y-%m-%d}.pdf", render_pdf(report))
