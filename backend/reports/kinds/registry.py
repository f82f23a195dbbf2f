"""Every kind of report by its code. One line a kind."""

from collections.abc import Callable, Mapping
from typing import Any

from backend.reports.kinds.candidate import candidate_report
from backend.reports.kinds.definition import definition_document
from backend.reports.kinds.document import ReportDocument
from backend.reports.kinds.manual import technical_manual
from backend.reports.kinds.paper_card import paper_card
from backend.reports.kinds.pilot import pilot_report
from backend.reports.kinds.screening import screening_report
from backend.reports.kinds.supplier import supplier_report

KINDS: Mapping[str, Callable[[Any], ReportDocument]] = {
    "candidate": candidate_report,
    "paper_card": paper_card,
    "pilot": pilot_report,
    "technical_manual": technical_manual,
    "screening": screening_report,
    "supplier": supplier_report,
    "culture_definition": definition_document,
}
