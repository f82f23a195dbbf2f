"""A lost link: whoever asks gets the same answer, and only the mailbox learns whether there is a sitting."""

import uuid

from backend.accounts.selectors import organisation_ids
from backend.kernel.audit import record_audit_event
from backend.kernel.jobs import enqueue
from backend.kernel.tenancy import organisation_context, system_actor
from backend.sittings.enums import LetterKind
from backend.sittings.models import LostLinkRequest
from backend.sittings.selectors.invitations import open_sittings_of_address
from backend.sittings.services.invitations import send_letter


def request_lost_link(*, email: str) -> None:
    """Leaves the same note in every organisation, whether or not the address is known there.

    The work done here is the same for every address, so that neither status nor time tells anything.
    """
    for organisation_id in organisation_ids():
        with organisation_context(organisation_id):
            request = LostLinkRequest.objects.create(email=email.lower())
            enqueue("sittings.answer_lost_link", request_id=request.pk)


def answer_lost_link(*, request_id: uuid.UUID, organisation_id: uuid.UUID) -> int:
    """Sends a new link to every sitting of the address in this organisation, and deletes the note."""
    request = LostLinkRequest.objects.select_for_update().filter(pk=request_id).first()
    if request is None:
        return 0
    sittings = open_sittings_of_address(request.email)
    for sitting in sittings:
        assert sitting.invitation is not None  # the selector asks for the invitation's address
        actor = system_actor(organisation_id)
        record_audit_event(actor=actor, action="invitation.link_asked_for", subject=sitting.invitation)
        send_letter(sitting.invitation, kind=LetterKind.LOST_LINK)
    request.delete()
    return len(sittings)
