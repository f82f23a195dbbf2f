"""A sitting from the link to the receipt, as the player sees it."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from backend.accounts.enums import Role
from backend.kernel.jobs import pending_jobs
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from backend.people.models import Consent
from backend.sittings.models import AnswerEvent, Sitting
from backend.sittings.selectors.answers import answers_of
from scoring.definitions.hashing import hash_of
from tests.factories.sittings import (
    JSON,
    PLAYER,
    SECRET_SCALE,
    event,
    links_in_mails,
    make_taker,
    taker_for,
)

pytestmark = pytest.mark.django_db


def test_opening_the_link_is_not_starting() -> None:
    taker = make_taker()

    state = taker.get("state").json()

    assert state["status"] == "invited"
    assert [section["status"] for section in state["sections"]] == ["locked", "locked", "locked"]
    assert (state["answered"], state["total"], state["receipt"]) == (0, 7, None)
    assert state["contact"] == "Robin Recruiter <robin@example.org>"
    assert [consent["given"] for consent in state["consents"]] == [False, False]


def test_it_starts_only_after_every_required_text_was_agreed_to_and_keeps_the_words() -> None:
    taker = make_taker()

    refused = taker.post("start", {"consents": ["consent"], "language": "en"})
    started = taker.start(language="de")

    assert (refused.status_code, refused.json()["code"]) == (422, "consent_missing")
    assert started.json()["status"] == "started"
    with organisation_context(taker.house.id):
        kept = {row.notice.code: row.notice.text for row in Consent.objects.select_related("notice")}
    assert kept["consent-2"] == "I agree (de)."
    assert kept["use"] == "Notice about use (de)."


def test_notices_and_consents_are_read_in_the_language_that_the_sitting_will_be_kept_in() -> None:
    taker = make_taker()

    before = taker.get("state").json()
    german = taker.get("state?language=de").json()
    unknown = taker.get("state?language=xx").json()
    taker.start(language="de")
    after = taker.get("state?language=en").json()

    assert (before["language"], unknown["language"], german["language"], after["language"]) == ("en", "en", "de", "de")
    assert [consent["text"] for consent in german["consents"]] == [consent["text"] for consent in after["consents"]]
    assert german["consents"][1]["text"] == "I agree (de)."
    assert {notice["text"] for notice in german["notices"]} >= {"Notice about use (de)."}


@pytest.mark.parametrize("language", ["x" * 21, "%00", "%ED%A0%80"])
def test_a_language_that_cannot_be_one_changes_nothing_or_is_refused(language: str) -> None:
    taker = make_taker()

    assert taker.get(f"state?language={language}").status_code in (200, 400)


def test_sections_open_one_after_another_and_unreached_ones_stay_closed() -> None:
    taker = make_taker()
    taker.start()

    first = taker.get("sections/1")
    ahead = taker.get("sections/2")
    skipping = taker.post("sections/3/open")
    opened = taker.post("sections/2/open")
    again = taker.post("sections/2/open")

    assert [item["id"] for item in first.json()["items"]] == ["1.i1"]
    assert (ahead.status_code, skipping.status_code) == (409, 409)
    assert ahead.json()["code"] == "section_locked"
    assert opened.status_code == again.status_code == 200
    assert taker.get("sections/2").json()["items"][0]["stem"] == "Statement 2"


@pytest.mark.parametrize(
    "spelling", ["20261121T220000Z", "2026-W47-6T22:00:00+00:00", "2026-11-21T22:00:00+23:59", "2026-11-21 22:00:00Z"]
)
def test_every_spelling_of_a_time_is_stored_or_refused_and_never_an_error(spelling) -> None:
    taker = make_taker()
    taker.start()

    assert taker.save(event(1, "1.i1", 3, at=spelling)).status_code == 200


def test_the_head_of_a_section_is_that_of_the_section() -> None:
    taker = make_taker()
    taker.start()

    head = taker.client.head("/api/v1/take/sections/1")

    assert (head.status_code, head["ETag"]) == (200, taker.get("sections/1")["ETag"])
    assert taker.get("sections/99999999999999999999").status_code == 409


def test_a_section_never_changes_and_may_be_kept() -> None:
    taker = make_taker()
    taker.start()
    first = taker.get("sections/1")

    again = taker.client.get("/api/v1/take/sections/1", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert "immutable" in first["Cache-Control"]


def test_answers_are_acknowledged_stored_and_counted() -> None:
    taker = make_taker()
    taker.start()
    taker.open_everything()

    first = taker.save(event(1, "1.i1", 3), event(2, "1.i2", 6))
    again = taker.save(event(1, "1.i1", 3), event(2, "1.i2", 6))
    gap = taker.save(event(4, "1.i3", 1))
    filled = taker.save(event(3, "1.i2", 5))

    assert first.json() == {"acknowledged": 2, "saved": 2, "late": 0}
    assert again.json() == {"acknowledged": 2, "saved": 0, "late": 0}
    assert gap.json() == {"acknowledged": 2, "saved": 1, "late": 0}
    assert filled.json() == {"acknowledged": 4, "saved": 1, "late": 0}
    assert taker.answers() == {"1.i1": 3, "1.i2": 5, "1.i3": 1}
    assert taker.get("state").json()["answered"] == 3


def test_an_answer_can_be_taken_back() -> None:
    taker = make_taker()
    taker.start()

    taker.save(event(1, "1.i1", 3), event(2, "1.i1", None))

    assert taker.answers() == {}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"events": [event(1, "1.i1", 3)]}, ""),
        ({"client": "x", "events": [event(1, "1.i1", 3)]}, "client"),
        ({"client": str(uuid.uuid4()), "events": []}, "events"),
        ({"client": str(uuid.uuid4()), "events": [event(1, "1.i1", 3)] * 51}, "events"),
        ({"client": str(uuid.uuid4()), "events": [event(0, "1.i1", 3)]}, "events[0].seq"),
        ({"client": str(uuid.uuid4()), "events": [event(True, "1.i1", 3)]}, "events[0].seq"),
        ({"client": str(uuid.uuid4()), "events": [event(2**40, "1.i1", 3)]}, "events[0].seq"),
        ({"client": str(uuid.uuid4()), "events": [event(1, "1.i99", 3)]}, "events[0].item"),
        ({"client": str(uuid.uuid4()), "events": [event(1, ["x"], 3)]}, "events[0].item"),
        ({"client": str(uuid.uuid4()), "events": [event(1, "1.i1", 7)]}, "events[0].value"),
        ({"client": str(uuid.uuid4()), "events": [event(1, "1.i1", True)]}, "events[0].value"),
        ({"client": str(uuid.uuid4()), "events": [event(1, "1.i1", 2.5)]}, "events[0].value"),
        (
            {"client": str(uuid.uuid4()), "events": [event(1, "1.i1", 3), event(2, "1.i1", "cannot_know")]},
            "events[1].value",
        ),
        ({"client": str(uuid.uuid4()), "events": [event(1, "1.i1", 3, at="yesterday")]}, "events[0].client_time"),
        (
            {"client": str(uuid.uuid4()), "events": [event(1, "1.i1", 3, at="2026-11-21T10:00:00")]},
            "events[0].client_time",
        ),
        ({"client": str(uuid.uuid4()), "events": [{**event(1, "1.i1", 3), "more": 1}]}, "events[0]"),
        ([], ""),
    ],
)
def test_a_batch_that_cannot_be_stored_is_refused_whole_with_its_place(body, field) -> None:
    taker = make_taker()
    taker.start()

    response = taker.post("answers", body)

    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in response.json()["errors"]] == [field]
    assert taker.answers() == {}


@pytest.mark.parametrize("text", ["", "{", "[" * 3000, '{"client": NaN}', "\x00", '{"a":"\ud800"}'])
def test_a_body_that_is_no_json_is_refused(text) -> None:
    taker = make_taker()
    taker.start()

    response = taker.client.post(
        "/api/v1/take/answers", text.encode("utf-8", "surrogatepass"), content_type=JSON, headers=PLAYER
    )

    assert response.status_code in {400, 415, 422}
    assert response["Content-Type"] == "application/problem+json"


def test_an_answer_to_an_unopened_section_is_refused() -> None:
    taker = make_taker()
    taker.start()

    response = taker.save(event(1, "1.i1", 3), event(2, "1.i7", 3))

    assert (response.status_code, response.json()["code"]) == (409, "section_locked")
    assert taker.answers() == {}


def test_before_the_start_nothing_is_taken() -> None:
    response = make_taker().save(event(1, "1.i1", 3))

    assert (response.status_code, response.json()["code"]) == (409, "not_begun")


def test_two_tabs_keep_both_trails_and_the_later_arrival_wins() -> None:
    taker = make_taker()
    taker.start()
    other_tab = uuid.uuid4()

    taker.save(event(1, "1.i1", 1))
    taker.save(event(1, "1.i1", 2), client=other_tab)

    assert taker.answers() == {"1.i1": 2}
    with organisation_context(taker.house.id):
        assert AnswerEvent.objects.filter(sitting_id=taker.sitting_id).count() == 2
    taker.save(event(2, "1.i1", 5))
    assert taker.answers() == {"1.i1": 5}


def test_a_clock_that_is_days_wrong_changes_neither_order_nor_winner() -> None:
    taker = make_taker()
    taker.start()

    taker.save(event(1, "1.i1", 1, at="2031-01-01T00:00:00+14:00"))
    taker.save(event(2, "1.i1", 2, at="1999-01-01T00:00:00Z"))

    assert taker.answers() == {"1.i1": 2}
    with organisation_context(taker.house.id):
        sitting = Sitting.objects.get(pk=taker.sitting_id)
        for row in AnswerEvent.objects.all():
            assert sitting.started_at <= row.client_time <= row.server_time


def test_submission_gives_one_receipt_one_mail_and_a_promise_with_its_day(run_jobs) -> None:
    taker = make_taker()
    run_jobs()
    taker.start()
    taker.answer("1.i1", 3)
    mail.outbox.clear()

    first = taker.submit()
    second = taker.submit()
    run_jobs()

    answers = {"1.i1": 3}
    receipt = first.json()["receipt"]
    assert (receipt["count"], receipt["hash"]) == (1, hash_of(answers))
    assert second.json() == first.json()
    assert [message.subject for message in mail.outbox] == ["Brook & Lane: your answers have arrived"]
    assert receipt["code"] in mail.outbox[0].body
    due_on = (timezone.now() + timedelta(days=14)).date()
    assert first.json()["promise"]["due_on"] == due_on.isoformat()
    assert taker.get("state").json()["receipt"] == receipt
    with organisation_context(taker.house.id):
        (entry,) = AuditEvent.objects.filter(action="sitting.submitted")
        assert entry.details == {"count": 1, "hash": hash_of(answers)}


def test_what_the_device_holds_must_be_what_the_server_holds() -> None:
    taker = make_taker()
    taker.start()
    taker.answer("1.i1", 3)

    response = taker.post("submit", {"count": 1, "hash": hash_of({"1.i1": 4})})

    assert (response.status_code, response.json()["code"]) == (409, "answers_differ")
    assert hash_of({"1.i1": 3}) in response.json()["detail"]
    assert hash_of({"1.i1": 4}) in response.json()["detail"]
    assert taker.get("state").json()["status"] == "started"


def test_the_same_key_with_another_body_is_refused() -> None:
    taker = make_taker()
    taker.start()
    taker.answer("1.i1", 3)
    body = {"count": 1, "hash": hash_of({"1.i1": 3})}

    first = taker.post("submit", body, **{"Idempotency-Key": "k"})
    replayed = taker.post("submit", body, **{"Idempotency-Key": "k"})
    other = taker.post("submit", {**body, "count": 2}, **{"Idempotency-Key": "k"})

    assert first.status_code == replayed.status_code == 200
    assert replayed.json() == first.json()
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")


def test_two_takers_with_one_key_do_not_get_each_others_receipt() -> None:
    one = make_taker()
    other = make_taker(one.house)
    for taker, value in ((one, 1), (other, 2)):
        taker.start()
        taker.answer("1.i1", value)

    receipts = [taker.submit(**{"Idempotency-Key": "same"}).json()["receipt"]["hash"] for taker in (one, other)]

    assert receipts == [hash_of({"1.i1": 1}), hash_of({"1.i1": 2})]


def test_what_arrives_after_submission_is_kept_flagged_and_not_counted() -> None:
    taker = make_taker()
    taker.start()
    taker.answer("1.i1", 3)
    taker.submit()

    late = taker.answer("1.i1", 6)

    assert late.json() == {"acknowledged": 2, "saved": 1, "late": 1}
    assert taker.answers() == {"1.i1": 3}
    with organisation_context(taker.house.id):
        assert list(AnswerEvent.objects.order_by("arrival").values_list("value", "late")) == [(3, False), (6, True)]


def test_a_sitting_closes_by_server_time_plus_grace() -> None:
    taker = make_taker()
    taker.start()
    with organisation_context(taker.house.id):
        closes_at = timezone.now() - timedelta(minutes=14)
        Sitting.objects.filter(pk=taker.sitting_id).update(closes_at=closes_at)

    within = taker.answer("1.i1", 3)
    with organisation_context(taker.house.id):
        Sitting.objects.filter(pk=taker.sitting_id).update(closes_at=closes_at - timedelta(minutes=2))
    after = taker.answer("1.i1", 4)
    submitted = taker.submit()

    assert (within.json()["late"], after.json()["late"]) == (0, 1)
    assert taker.answers() == {"1.i1": 3}
    assert (submitted.status_code, submitted.json()["code"]) == (409, "sitting_expired")


def test_a_pause_ends_on_another_device_with_a_second_link(run_jobs) -> None:
    taker = make_taker()
    taker.start()
    taker.answer("1.i1", 3)
    paused = taker.post("pause").json()
    with organisation_context(taker.house.id):
        invitation = Sitting.objects.get(pk=taker.sitting_id).invitation
    phone = taker_for(taker.house, invitation)

    assert paused["status"] == phone.get("state").json()["status"] == "paused"
    assert phone.answers() == {"1.i1": 3}
    assert phone.post("start", {"consents": [], "language": "en"}).json()["status"] == "started"
    taker.post("pause")
    phone.answer("1.i1", 4)
    assert phone.get("state").json()["status"] == "started"


def test_withdrawing_ends_everything_and_releases_the_promise() -> None:
    taker = make_taker()
    taker.start()

    state = taker.post("withdraw").json()
    saving = taker.answer("1.i1", 3)

    assert (state["status"], state["promise"]) == ("withdrawn", None)
    assert (saving.status_code, saving.json()["code"]) == (409, "sitting_withdrawn")
    assert taker.post("withdraw").status_code == 200


def test_an_accommodation_is_asked_for_before_the_start_and_answered_to_the_taker() -> None:
    taker = make_taker()
    asked = taker.post("accommodations", {"kinds": ["breaks"], "words": "Short ones."})
    officer = taker.house.client(Role.ACCOMMODATIONS_OFFICER)
    request_id = asked.json()["accommodations"][0]["id"]

    answered = officer.post(
        taker.house.url(f"accommodations/{request_id}/answer"), {"granted": True, "answer": "Yes."}, content_type=JSON
    )

    assert (asked.status_code, answered.status_code) == (201, 200)
    assert taker.get("state").json()["accommodations"][0]["status"] == "granted"


def test_the_own_answers_come_with_their_words() -> None:
    taker = make_taker()
    taker.start(language="de")
    taker.answer("1.i1", 3)

    assert taker.get("answers").json() == {
        "answers": {"1.i1": 3},
        "entries": [{"id": "1.i1", "text": "Aussage 1", "value": 3, "label": "L3"}],
    }


def test_two_instruments_are_one_sitting_with_one_line_of_sections() -> None:
    taker = make_taker(instruments=2)
    taker.start()
    taker.open_everything()
    for item in ("1.i1", "1.i2", "2.i2", "2.i7"):
        taker.answer(item, 2)

    state = taker.get("state").json()

    assert [section["index"] for section in state["sections"]] == [1, 2, 3, 4, 5, 6]
    assert state["total"] == 14
    assert [notice["code"] for notice in state["notices"]] == [
        "purpose",
        "use",
        "who_sees",
        "rights",
        "careless_answers",
    ]
    with organisation_context(taker.house.id):
        assert [entry.answers for entry in answers_of(taker.sitting_id)] == [
            {"practice-1": 2, "part-1-1": 2},
            {"part-1-1": 2, "part-2-3": 2},
        ]


def test_keys_scales_codes_and_unreached_items_are_in_no_body_of_a_full_sitting(run_jobs) -> None:
    taker = make_taker()
    taker.get("state")
    taker.start()
    unreached = {2: "Statement 2", 3: "Statement 5"}
    for index in (1, 2, 3):
        assert not any(words in body for at, words in unreached.items() if at > index for body in taker.bodies)
        taker.post(f"sections/{index}/open")
        for item in taker.get(f"sections/{index}").json()["items"]:
            taker.answer(item["id"], 4)
        taker.get("state")
    taker.post("pause")
    taker.post("start", {"consents": [], "language": "en"})
    taker.submit()
    taker.get("answers")
    taker.get("state")
    taker.get("sections/9")

    secrets = (SECRET_SCALE, "Secret scale", "D1", '"key"', "part-1-1", "practice-1", "threshold", "loading", '"scale"')
    assert len(taker.bodies) > 20
    assert [(secret, body) for secret in secrets for body in taker.bodies if secret in body] == []


def test_without_a_cookie_or_with_a_foreign_one_there_is_no_sitting() -> None:
    taker = make_taker()
    cookie = taker.client.cookies["__Host-taker"].value
    for value in ("", "x", "0" * 75, cookie[:32] + "0" * 43, uuid.uuid4().hex + cookie[32:]):
        client = Client()
        client.cookies["__Host-taker"] = value
        for response in (
            client.get("/api/v1/take/state"),
            client.post("/api/v1/take/answers", {}, content_type=JSON, headers=PLAYER),
        ):
            assert response.status_code in {401, 422}
    assert taker.client.cookies["__Host-taker"]["samesite"] == "Strict"
    assert taker.client.cookies["__Host-taker"]["httponly"]
    assert taker.client.cookies["__Host-taker"]["secure"]


def test_another_site_cannot_make_the_browser_post() -> None:
    taker = make_taker()
    taker.start()

    for path in ("answers", "submit", "withdraw", "pause"):
        response = taker.client.post(f"/api/v1/take/{path}", {}, content_type=JSON)
        assert (response.status_code, response.json()["code"]) == (403, "player_header_missing")


def test_a_revoked_or_wrong_link_gets_the_same_answer_and_guessing_is_slowed() -> None:
    taker = make_taker()
    with organisation_context(taker.house.id):
        from backend.sittings.services.invitations import copy_link, revoke_invitation

        recruiter = taker.house.actor(Role.RECRUITER)
        secret = copy_link(actor=recruiter, invitation_id=taker.invitation_id).rpartition("#")[2]
        revoke_invitation(actor=recruiter, invitation_id=taker.invitation_id)

    answers = [
        Client().post("/api/v1/take/exchange", {"token": token}, content_type=JSON, headers=PLAYER)
        for token in (secret, "x" * 43)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()
    assert taker.get("state").status_code == 401
    statuses = [
        Client().post("/api/v1/take/exchange", {"token": f"{n}"}, content_type=JSON, headers=PLAYER).status_code
        for n in range(130)
    ]
    assert statuses[-1] == 429
    spoofed = {**PLAYER, "X-Forwarded-For": "203.0.113.9"}
    assert Client().post("/api/v1/take/exchange", {"token": "y"}, content_type=JSON, headers=spoofed).status_code == 429


def test_a_lost_link_is_answered_the_same_for_everybody_and_mailed_to_those_who_have_one(run_jobs) -> None:
    taker = make_taker()
    run_jobs()
    with organisation_context(taker.house.id):
        address = Sitting.objects.get(pk=taker.sitting_id).invitation.candidate.email
    mail.outbox.clear()

    answers = [
        Client().post("/api/v1/take/lost-link", {"email": email}, content_type=JSON, headers=PLAYER)
        for email in (address.upper(), "nobody@example.org")
    ]
    queued = pending_jobs()
    run_jobs()

    assert [(answer.status_code, answer.content) for answer in answers] == [(202, b""), (202, b"")]
    assert queued == 2
    assert [message.to for message in mail.outbox] == [[address]]
    secret = links_in_mails()[0]
    exchanged = Client().post("/api/v1/take/exchange", {"token": secret}, content_type=JSON, headers=PLAYER)
    assert exchanged.status_code == 204


@time_machine.travel("2026-11-21T12:00:00Z", tick=False)
def test_a_session_ends_by_the_servers_clock_and_the_link_opens_a_new_one() -> None:
    taker = make_taker()
    taker.start()

    with time_machine.travel("2026-11-22T12:00:01Z", tick=False):
        assert taker.get("state").status_code == 401
