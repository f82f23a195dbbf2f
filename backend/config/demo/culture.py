"""The demo organisation's own definition of its customer culture, drafted and signed."""

import uuid
from typing import Any

from backend.accounts.enums import Role
from backend.config.demo.people import Crew
from backend.cultures.selectors import culture_document
from backend.cultures.services import (
    adopt_dimensions,
    create_definition,
    draft_version,
    edit_version,
    name_signatories,
    propose_version,
    record_placement,
    sign_version,
)
from backend.kernel.tenancy import Actor, organisation_context

TEXTS = {
    "statement": (
        "Customers stand beside our owners, our people and the towns we work in. When their interests and ours pull "
        "apart, we say so to both."
    ),
    "rallying_cry": "Say when. Keep it.",
    "full_definition": (
        "We repair and maintain heating for homes and small firms. People call us when they are cold. They want to be "
        "spoken to like neighbours, to be treated alike whoever they are, to know when somebody comes, and to meet "
        "one person who stays with the matter until the house is warm. We would rather promise little and keep it "
        "than please and be late."
    ),
}
PLACES: dict[str, dict[str, Any]] = {
    "D1": {"lower": 0.0, "upper": 2.2, "weight": 3, "commercial_reason": "Customers tell neighbours about our people."},
    "D2": {"lower": -0.2, "upper": 2.0, "weight": 2, "commercial_reason": "In a small town everybody compares."},
    "D3": {"lower": -0.8, "upper": 1.4, "weight": 4, "commercial_reason": "A second visit costs us the margin."},
    "P": {"wished_level": 1.0, "weight": 5, "commercial_reason": "Nine of ten complaints are about a missed time."},
    "S": {"wished_level": 0.6, "weight": 4, "commercial_reason": "Orders follow when we understand the house first."},
    "X": {"wished_level": 0.4, "weight": 2, "commercial_reason": "Office and van must give one answer."},
    "O": {"wished_level": 0.8, "weight": 4, "commercial_reason": "A cold house that nobody holds is lost by Friday."},
}


BEHAVIOURS: dict[str, tuple[list[str], list[str]]] = {
    "D1": (
        ["Uses the customer's own words for the fault.", "Signs a note with the first name."],
        ["Hides behind set phrases.", "Jokes about a complaint."],
    ),
    "D2": (
        ["Keeps to the order in which people asked.", "Says aloud why nobody is moved up."],
        ["Whispers a favour.", "Serves the loudest first."],
    ),
    "D3": (
        ["Tries a second way before fetching somebody.", "Stays on the line when a colleague takes over."],
        ["Guesses outside the trade.", "Says that it belongs to another team."],
    ),
}


def sign_demo_culture(crew: Crew) -> uuid.UUID:
    """Drafts the first version, signs it by everybody named, and leaves a second one as a draft."""
    steward, signatories = crew.actor(Role.CULTURE_STEWARD), crew.all_with(Role.SIGNATORY)
    with organisation_context(steward.organisation_id):
        draft = create_definition(actor=steward, name="How we treat customers")
        edit_version(actor=steward, version_id=draft.pk, **TEXTS)
        adopt_dimensions(
            actor=steward,
            version_id=draft.pk,
            framework_code="onculture",
            framework_version="1.1.0",
            codes=list(PLACES),
            language="en",
        )
        for target in culture_document(steward, draft.pk).targets:
            _place(steward, draft.pk, target, PLACES[target.code])
        sign_by_all(steward, signatories, draft.pk)
        definition_id = culture_document(steward, draft.pk).definition_id
        second = draft_version(actor=steward, definition_id=definition_id, based_on=draft.pk)
        edit_version(actor=steward, version_id=second.pk, rallying_cry="Say when. Keep it. Say why.")
    return draft.pk


def _place(steward: Actor, version_id: uuid.UUID, target: Any, placed: dict[str, Any]) -> None:
    kept = ("kind", "name", "definition", "pole_a_name", "pole_a", "pole_b_name", "pole_b")
    wanted = {name: getattr(target, name) for name in kept} | placed
    on, off = BEHAVIOURS.get(target.code, (target.on, target.off))
    record_placement(actor=steward, version_id=version_id, code=target.code, wanted=wanted, on=on, off=off)


def sign_by_all(steward: Actor, signatories: list[Actor], version_id: uuid.UUID) -> None:
    members = [actor.membership_id for actor in signatories if actor.membership_id]
    name_signatories(actor=steward, version_id=version_id, membership_ids=members, quorum=len(members))
    proposed = propose_version(actor=steward, version_id=version_id)
    for signatory in signatories:
        sign_version(
            actor=signatory,
            version_id=version_id,
            content_hash=proposed.content_hash,
            recently_authenticated=True,
        )
