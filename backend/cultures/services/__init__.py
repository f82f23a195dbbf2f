"""Drafting and signing culture definitions."""

from backend.cultures.services.drafting import (
    adopt_dimensions,
    create_definition,
    delete_draft,
    draft_version,
    edit_version,
    name_signatories,
    record_placement,
    remove_dimension,
)
from backend.cultures.services.moving import propose_moved_bands
from backend.cultures.services.signing import DefinitionSigned, propose_version, return_to_draft, sign_version

__all__ = [
    "DefinitionSigned",
    "adopt_dimensions",
    "create_definition",
    "delete_draft",
    "draft_version",
    "edit_version",
    "name_signatories",
    "propose_moved_bands",
    "propose_version",
    "record_placement",
    "remove_dimension",
    "return_to_draft",
    "sign_version",
]
