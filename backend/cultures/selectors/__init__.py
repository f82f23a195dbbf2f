"""Reading culture definitions: whole documents, checks, differences, and the numbers that the engine needs."""

from backend.cultures.selectors.comparison import Difference, differences
from backend.cultures.selectors.documents import CultureDocument, content_hash_of, culture_document, signed_content
from backend.cultures.selectors.parts import Check, SignatureDocument, TargetDocument
from backend.cultures.selectors.placement import PLANNED_SE, Placement, placement_of, t_score
from backend.cultures.selectors.versions import (
    SUBJECT,
    SignedBand,
    affected_by,
    definition,
    definitions,
    engine_targets,
    possible_signatories,
    proposed_again,
    said_before,
    said_on_the_new_line,
    signed_bands,
    signed_definition,
    signed_versions,
    version,
)

__all__ = [
    "PLANNED_SE",
    "SUBJECT",
    "Check",
    "CultureDocument",
    "Difference",
    "Placement",
    "SignatureDocument",
    "SignedBand",
    "TargetDocument",
    "affected_by",
    "content_hash_of",
    "culture_document",
    "definition",
    "definitions",
    "differences",
    "engine_targets",
    "placement_of",
    "possible_signatories",
    "proposed_again",
    "said_before",
    "said_on_the_new_line",
    "signed_bands",
    "signed_content",
    "signed_definition",
    "signed_versions",
    "t_score",
    "version",
]
