"""Forgetting what somebody answered.

Answers may be deleted by nobody who runs the product: the web role has no DELETE on events. Deleting the sitting of
somebody who is marked as erased takes them along in the database itself; a trigger refuses every other deletion.
"""

import uuid

from django.db import connection

from backend.accounts.authentication.takers import revoke_taker_tokens
from backend.kernel.models import OutgoingMail
from backend.people.services import CANDIDATE, RESPONDENT, Person
from backend.sittings.models import AnswerEvent, CurrentAnswers, Invitation, Sitting


def erase_own_rows(kind: str, person_id: uuid.UUID) -> int:
    """Invitations, sittings, answers, links and mails of a person. Registered as an eraser in `config`."""
    if kind not in {CANDIDATE, RESPONDENT}:
        return 0
    invitations = list(Invitation.objects.filter(**Person(kind, person_id).columns))
    sittings = list(Sitting.objects.filter(invitation__in=invitations))
    subjects = [*(row.pk for row in invitations), *(row.pk for row in sittings)]
    removed = AnswerEvent.objects.filter(sitting__in=sittings).count()
    for sitting in sittings:
        revoke_taker_tokens(sitting.pk)
    removed += OutgoingMail.objects.filter(subject_id__in=subjects).delete()[0]
    removed += CurrentAnswers.objects.filter(sitting__in=sittings).delete()[0]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sittings_sitting WHERE id = ANY(%s)", [[row.pk for row in sittings]])
        removed += int(cursor.rowcount)
    return int(removed) + Invitation.objects.filter(pk__in=[row.pk for row in invitations]).delete()[0]
