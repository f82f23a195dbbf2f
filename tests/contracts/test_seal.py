"""The seal: before the last card is in, nothing that anybody can read depends on what stands on another's card.

Marks are few, so a canary can hide among ordinary figures. Instead the same cards are handed in twice, once with the
lowest marks and once with the highest and other words, and every answer to every role must be the same both times, but
for ids, times and hashes. Whoever could learn a mark from an answer, would see the two differ.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from backend.accounts.enums import Role
from backend.accounts.policies import CAPABILITIES
from backend.kernel.models import AuditEvent, OutgoingMail
from backend.kernel.tenancy import organisation_context
from backend.ratings.models import ExercisePlan
from tests.contracts.access import RATINGS, Access
from tests.contracts.test_access import INSIDE, call, undone
from tests.contracts.world import Place, furnish
from tests.factories.ratings import card_of, hand_in, marks

LOW = marks(promise=1, tone=-2, words="LOW-CANARY", confidence=1)
HIGH = marks(promise=5, tone=2, words="HIGH-CANARY", confidence=3)
READ = [access for access in INSIDE if access.method == "GET"]
ASKED = [access for access in INSIDE if access in RATINGS and access.method != "GET"]
OWN_CARD = "GET /api/v1/organisations/{organisation_id}/scorecards/{card_id}"

_PASSING = re.compile(
    rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{12,64}\b"
    rb"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"
)


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Place]:
    """One furnished organisation; its role play `plan_id` is under seal and every address leads to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = furnish("Sealed")
        world.ids["sealed_plan_id"] = world.ids["plan_id"]
        yield world
        transaction.set_rollback(True)


def answers(place: Place, values: dict[str, Any], *, also: str = "") -> dict[tuple[str, str], bytes]:
    """What every endpoint answers to every role after manager and rater have handed in these marks; `also` whoever."""
    with undone():
        with organisation_context(place.house.id):
            plan = ExercisePlan.objects.get(pk=place.ids["plan_id"])
            for role in filter(None, (Role.HIRING_MANAGER, Role.RATER, also)):
                hand_in(place.house, role, plan, values)
        clients = {role: place.house.client(role) for role in Role}
        return {
            (access.name, role): steady(b"".join(call(clients[role], access, place)))
            for access in [*READ, *ASKED]
            for role in CAPABILITIES[access.needs]  # the others get 403, as the sweep shows
            if not _belongs_to_the_rater(access, role)
        }


def _belongs_to_the_rater(access: Access, role: Role) -> bool:
    """Their own card shows its rater their own marks, so that they can correct them."""
    return access.name == OWN_CARD and role == Role.RATER


def steady(content: bytes) -> bytes:
    """Without what differs whenever something is done twice. What a PDF says, its page says too, and is read there."""
    return b"PDF" if content.startswith(b"%PDF") else _PASSING.sub(b"#", content)


def test_before_the_seal_no_answer_to_any_role_depends_on_a_mark(place: Place) -> None:
    low, high = answers(place, LOW), answers(place, HIGH)

    assert {key: (low[key], high[key]) for key in low if low[key] != high[key]} == {}
    assert not [key for key, content in {**low, **high}.items() if b"CANARY" in content]
    assert sum(name.startswith("GET") and b'"results"' in content for (name, _), content in low.items()) > 50


def test_control_after_the_seal_the_debrief_does_depend_on_them(place: Place) -> None:
    low, high = (answers(place, values, also=Role.CUSTOMER_ADVOCATE) for values in (LOW, HIGH))

    differing = {name for name, role in low if low[(name, role)] != high[(name, role)]}
    assert "GET /api/v1/organisations/{organisation_id}/exercise-plans/{sealed_plan_id}/debrief" in differing
    assert any(b"LOW-CANARY" in content for content in low.values())


def test_a_rater_sees_their_own_marks_and_nobody_elses(place: Place) -> None:
    path = place.house.url("scorecards/{}")
    with undone():
        with organisation_context(place.house.id):
            plan = ExercisePlan.objects.get(pk=place.ids["plan_id"])
            hand_in(place.house, Role.HIRING_MANAGER, plan, LOW)
            theirs = card_of(place.house, plan, Role.HIRING_MANAGER)
        own = place.house.client(Role.HIRING_MANAGER).get(path.format(theirs.pk))
        others = {role: place.house.client(role).get(path.format(theirs.pk)).status_code for role in Role}

    assert own.json()["values"]["seen.a1"]["words"] == "LOW-CANARY"
    assert {role for role, status in others.items() if status == 200} == {Role.HIRING_MANAGER}


def test_no_job_mail_or_audit_row_depends_on_a_mark(place: Place) -> None:
    def traces(values: dict[str, Any]) -> list[str]:
        with undone(), connection.cursor() as cursor:
            with organisation_context(place.house.id):
                plan = ExercisePlan.objects.get(pk=place.ids["plan_id"])
                for role in (Role.HIRING_MANAGER, Role.RATER):
                    hand_in(place.house, role, plan, values)
            cursor.execute("SELECT task_name, args::text FROM procrastinate_jobs ORDER BY id")
            rows: list[Any] = cursor.fetchall()
            with organisation_context(place.house.id):
                rows += OutgoingMail.objects.order_by("created_at").values_list("kind", "subject_kind", "error")
                rows += AuditEvent.objects.order_by("sequence").values_list("action", "changed_fields", "details")
            return [steady(str(row).encode()).decode() for row in rows]

    low, high = traces(LOW), traces(HIGH)

    assert low == high
    assert any("scorecard.submitted" in row for row in low)
    assert "CANARY" not in "".join(low)
