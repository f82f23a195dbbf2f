"""From positions to fit against the signed definition; and the decisions of named people."""

from backend.fit.services.assessing import FitAssessed, assess_anew, assess_campaign, assess_rated, assess_sitting
from backend.fit.services.decisions import (
    DecisionRecorded,
    erase_own_rows,
    keep_answer_promises,
    open_evidence,
    record_decision,
)

__all__ = [
    "DecisionRecorded",
    "FitAssessed",
    "assess_anew",
    "assess_campaign",
    "assess_rated",
    "assess_sitting",
    "erase_own_rows",
    "keep_answer_promises",
    "open_evidence",
    "record_decision",
]
