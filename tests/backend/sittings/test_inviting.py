"""Inviting by hand, paste and CSV, and everything that may happen to an invitation."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from backend.accounts.enums import Role
from backend.campaigns.models import Campaign
from backend.kernel.models import MailState, OutgoingMail
from backend.kernel.tenancy import organisation_context
from backend.people.models import Candidate
from backend.promises.models import Promise
from backend.sittings.models import Invitation, Sitting
from backend.sittings.services.invitees import read_list
from tests.factories.sittings import (
    JSON,
    PLAYER,
    invited,
    links_in_mails,
    make_taker,
    ready_campaign,
    secret_of,
    staff_house,
    taker_for,
)

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "de")


def read(text, invited_already=()):
    return read_list(text, invited=frozenset(invited_already), languages=LANGUAGES)


def people(text):
    return [(row.name, row.email, row.language) for row in read(text).good]


@pytest.mark.parametrize(
    "text",
    [
        "name,email,language\nNia Obi,nia@example.org,de\n",
        "\ufeffname;email;language\r\nNia Obi;nia@example.org;de\r\n",
        "Language\tE-Mail\tName\nde\tNIA@example.org\tNia Obi\n",
        'email,name,language,shoe size\n"nia@example.org","Nia Obi","de","41"\n',
        "Nia Obi,nia@example.org,de\n",
    ],
)
def test_every_usual_shape_of_a_list_is_understood(text) -> None:
    assert people(text) == [("Nia Obi", "nia@example.org", "de")]


def test_pasted_addresses_are_understood_with_and_without_names() -> None:
    text = 'Nia Obi <nia@example.org>\n\nben@example.org\n"Cato, C." <cato@example.org>\n'

    assert people(text)[:2] == [("Nia Obi", "nia@example.org", ""), ("ben", "ben@example.org", "")]


def test_a_quoted_cell_may_hold_separators_and_line_breaks_and_lines_are_counted_as_in_the_file() -> None:
    text = 'name,email\n"Obi, Nia\nJr",nia@example.org\nBen,nowhere\n'

    result = read(text)

    assert result.good == ()
    assert [(row.line, row.reason) for row in result.bad] == [
        (2, "The name holds a control character."),
        (4, '"nowhere" is not an address.'),
    ]


def test_every_bad_row_says_line_value_reason_and_remedy() -> None:
    text = (
        "name,email,language\nA,,\nB,b@,\nC,c@example.org,xx\nD,d@example.org,en\nE,D@example.org,\n"
        f"F,f@example.org,\n{'G' * 201},g@example.org,\nM\ufffdller,h@example.org,\n"
    )

    result = read(text, invited_already=["f@example.org"])

    assert [row.email for row in result.good] == ["d@example.org"]
    assert [(row.line, row.reason) for row in result.bad] == [
        (2, "There is no address in this row."),
        (3, '"b@" is not an address.'),
        (4, 'The battery has no words in "xx".'),
        (6, "The address stands in line 5 already."),
        (7, "This person is invited already."),
        (8, "The name is longer than 200 characters."),
        (9, "A letter of the name could not be read."),
    ]
    assert all(row.remedy and row.value for row in result.bad)


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "name,email\n"])
def test_an_empty_list_invites_nobody(text) -> None:
    assert (read(text).good, read(text).bad) == ((), ())


def test_an_unclosed_quotation_mark_is_named_with_its_line() -> None:
    (bad,) = read('name,email\nNia,nia@example.org\n"Ben,ben@example.org\n').bad

    assert (bad.line, "quotation mark" in bad.remedy) == (3, True)


def test_a_list_that_is_too_long_is_cut_off_with_a_word() -> None:
    text = "\n".join(f"p{number}@example.org" for number in range(5010))

    result = read(text)

    assert (len(result.good), len(result.bad)) == (5000, 1)


def draft(house) -> Campaign:
    with organisation_context(house.id):
        return ready_campaign(house)


def post(house, path, body, role=Role.RECRUITER, **headers):
    return house.client(role).post(house.url(path), body, content_type=JSON, headers=headers)


LIST = "name,email\nNia,nia@example.org\nBen,nowhere\n"


def test_a_preview_stores_nothing() -> None:
    house = staff_house()
    campaign = draft(house)

    response = post(house, f"campaigns/{campaign.pk}/invitations/preview", {"text": LIST}).json()

    assert [row["email"] for row in response["good"]] == ["nia@example.org"]
    assert [row["line"] for row in response["bad"]] == [3]
    with organisation_context(house.id):
        assert (Candidate.objects.count(), Campaign.objects.get().status) == (0, "draft")


def test_all_or_nothing_stores_nothing_and_only_good_rows_store_those() -> None:
    house = staff_house()
    campaign = draft(house)
    path = f"campaigns/{campaign.pk}/invitations/list"

    refused = post(house, path, {"text": LIST, "choice": "all"})
    with organisation_context(house.id):
        before = (Invitation.objects.count(), Campaign.objects.get().status, OutgoingMail.objects.count())
    taken = post(house, path, {"text": LIST, "choice": "only_good"})

    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "line 3")
    assert before == (0, "draft", 0)
    assert (taken.status_code, len(taken.json()["invited"]), len(taken.json()["bad"])) == (201, 1, 1)
    with organisation_context(house.id):
        assert Campaign.objects.get().status == "running"
        promise = Promise.objects.get()
        assert promise.due_on == campaign.answer_by


def test_one_key_invites_once() -> None:
    house = staff_house()
    campaign = draft(house)
    body = {"people": [{"name": "Nia", "email": "nia@example.org"}]}

    first, second = (
        post(house, f"campaigns/{campaign.pk}/invitations", body, **{"Idempotency-Key": "k"}) for _ in range(2)
    )

    assert first.json() == second.json()
    with organisation_context(house.id):
        assert Invitation.objects.count() == 1


def test_the_mail_says_who_what_how_long_by_when_whom_to_ask_and_the_link_works(run_jobs) -> None:
    house = staff_house()
    campaign = draft(house)
    post(house, f"campaigns/{campaign.pk}/invitations", {"people": [{"name": "Nia", "email": "nia@example.org"}]})
    run_jobs()

    (message,) = mail.outbox
    answer_day = f"{campaign.answer_by:%d %B %Y}".lstrip("0")
    for words in (
        "Hello Nia,",
        "Brook & Lane invites you for the position Night porter.",
        "We look for a colleague at the desk.",
        "about 1 minutes",
        "Tone. It should suit you.",
        f"You get an answer by {answer_day}.",
        "Robin Recruiter, robin@example.org",
        "another format, more time or breaks",
        "Opening it is not starting",
    ):
        assert words in message.body, words
    (secret,) = links_in_mails()
    assert len(secret) >= 43
    assert (
        Client().post("/api/v1/take/exchange", {"token": secret}, content_type=JSON, headers=PLAYER).status_code == 204
    )


def test_a_title_with_line_breaks_cannot_add_headings_to_a_mail(run_jobs) -> None:
    house = staff_house()
    with organisation_context(house.id):
        invited(house, ready_campaign(house, title="Porter\r\nBcc: everybody@example.org"))
    run_jobs()

    assert mail.outbox[0].subject == "Brook & Lane invites you: Porter Bcc: everybody@example.org"
    assert mail.outbox[0].recipients() == mail.outbox[0].to


def test_no_secret_and_no_address_stands_in_the_queue_or_in_the_rows_of_mails(run_jobs) -> None:
    from django.db import connection

    house = staff_house()
    with organisation_context(house.id):
        invited(house, ready_campaign(house))
    run_jobs()
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs")
        queue = json.dumps(cursor.fetchall())

    (secret,) = links_in_mails()
    assert "@" not in queue
    assert secret not in queue
    with organisation_context(house.id):
        assert secret not in str(list(OutgoingMail.objects.values()))


def test_a_resent_link_and_the_former_one_both_work(run_jobs) -> None:
    taker = make_taker()
    run_jobs()

    response = post(taker.house, f"invitations/{taker.invitation_id}/resend", {})
    run_jobs()

    assert response.status_code == 200
    assert len(set(links_in_mails())) == 2
    for secret in links_in_mails():
        exchanged = Client().post("/api/v1/take/exchange", {"token": secret}, content_type=JSON, headers=PLAYER)
        assert exchanged.status_code == 204


def test_a_corrected_address_gets_a_new_link_and_the_former_ones_die(run_jobs) -> None:
    taker = make_taker()
    run_jobs()
    former = links_in_mails()
    url = f"invitations/{taker.invitation_id}/address"

    stale = post(taker.house, url, {"email": "right@example.org"}, **{"If-Match": '"9"'})
    corrected = post(taker.house, url, {"email": "right@example.org"}, **{"If-Match": '"1"'})
    mail.outbox.clear()
    run_jobs()

    assert (stale.status_code, corrected.status_code) == (412, 200)
    assert mail.outbox[0].to == ["right@example.org"]
    exchanged = Client().post("/api/v1/take/exchange", {"token": former[0]}, content_type=JSON, headers=PLAYER)
    assert (exchanged.status_code, taker.get("state").status_code) == (404, 401)


def test_more_days_reopen_what_had_expired(run_jobs) -> None:
    from backend.kernel.tenancy import system_actor
    from backend.sittings.services.sitting import expire_sittings

    taker = make_taker()
    taker.start()
    taker.answer("1.i1", 3)
    with organisation_context(taker.house.id):
        Sitting.objects.update(closes_at=timezone.now() - timedelta(hours=1))
        assert expire_sittings(actor=system_actor(taker.house.id)) == 1
        assert expire_sittings(actor=system_actor(taker.house.id)) == 0
    expired = taker.get("state").json()["status"]
    day = (timezone.now() + timedelta(days=3)).date().isoformat()

    extended = post(taker.house, f"invitations/{taker.invitation_id}/extend", {"closes_on": day})
    past = post(taker.house, f"invitations/{taker.invitation_id}/extend", {"closes_on": "2020-01-01"})

    assert (expired, extended.json()["status"], past.status_code) == ("expired", "started", 409)
    assert taker.answer("1.i1", 5).json()["late"] == 0
    assert taker.answers() == {"1.i1": 5}


def test_more_time_is_told_with_its_last_day_and_a_link_that_works(run_jobs) -> None:
    taker = make_taker()
    run_jobs()
    mail.outbox.clear()

    post(taker.house, f"invitations/{taker.invitation_id}/extend", {"closes_on": "2040-03-09"})
    run_jobs()

    (letter,) = mail.outbox
    assert "you have more time" in letter.subject
    assert "until the end of 9 March 2040 (UTC)" in str(letter.body)
    (secret,) = links_in_mails()
    exchanged = Client().post("/api/v1/take/exchange", {"token": secret}, content_type=JSON, headers=PLAYER)
    assert exchanged.status_code == 204


@pytest.mark.parametrize("begun", [False, True])
def test_whoever_is_uninvited_is_told_what_becomes_of_the_answers(run_jobs, begun) -> None:
    taker = make_taker()
    run_jobs()
    if begun:
        taker.start()
    (former,) = links_in_mails()
    mail.outbox.clear()

    response = post(taker.house, f"invitations/{taker.invitation_id}/revoke", {})
    run_jobs()

    assert response.status_code == 200
    (letter,) = mail.outbox
    assert "takes its invitation back" in letter.subject
    assert "you need do nothing" in str(letter.body)
    assert ("not scored" in str(letter.body)) is begun
    assert links_in_mails() == []
    exchanged = Client().post("/api/v1/take/exchange", {"token": former}, content_type=JSON, headers=PLAYER)
    assert exchanged.status_code == 404


def test_mail_that_did_not_get_through_is_shown_and_counted(run_jobs, monkeypatch) -> None:
    house = staff_house()
    campaign = draft(house)
    with organisation_context(house.id):
        invited(house, campaign)

    def refuse(self: EmailBackend, messages: object) -> int:
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    from backend.kernel.jobs import TryAgainLater

    with pytest.raises(TryAgainLater):
        run_jobs()
    client = house.client(Role.RECRUITER)

    listed = client.get(house.url(f"campaigns/{campaign.pk}/invitations?mail=failed")).json()
    funnel = client.get(house.url(f"campaigns/{campaign.pk}/funnel")).json()

    assert [(row["mail_state"], "nobody listens" in row["mail_error"]) for row in listed["results"]] == [
        ("failed", True)
    ]
    assert (funnel["invited"], funnel["mail_trouble"]) == (1, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(rows, django_assert_num_queries) -> None:
    house = staff_house()
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        invited(house, campaign, count=rows)
    client = house.client(Role.RECRUITER)

    with django_assert_num_queries(11):
        response = client.get(house.url(f"campaigns/{campaign.pk}/invitations?sort=-invited&status=invited&search=nia"))

    assert (len(response.json()["results"]), response.json()["count"]) == (rows, rows)
    assert {row["mail_state"] for row in response.json()["results"]} == {MailState.QUEUED}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_funnels_take_a_constant_number_of_queries(rows, django_assert_num_queries) -> None:
    house = staff_house()
    with organisation_context(house.id):
        for _ in range(rows):
            invited(house, ready_campaign(house), count=2)
    client = house.client(Role.HIRING_MANAGER)

    with django_assert_num_queries(10):
        campaigns = client.get(house.url("campaign-funnels")).json()["campaigns"]

    assert [(entry["invited"], entry["total"]) for entry in campaigns] == [(2, 2)] * rows


def test_a_copied_link_is_shown_once_and_never_remembered_for_a_repeated_request() -> None:
    taker = make_taker()
    url = f"invitations/{taker.invitation_id}/link"

    links = [post(taker.house, url, {}, **{"Idempotency-Key": "k"}).json()["link"] for _ in range(2)]

    assert links[0] != links[1]
    from django.db import connection

    with organisation_context(taker.house.id), connection.cursor() as cursor:
        cursor.execute("SELECT body::text FROM kernel_idempotentrequest")
        assert not any(secret_of(link) in str(row) for link in links for row in cursor.fetchall())


def test_simulated_answers_are_known_as_such_everywhere(run_jobs) -> None:
    house = staff_house()
    with organisation_context(house.id):
        type(house.organisation).objects.update(is_demo=True)
    taker = make_taker(house)
    run_jobs()

    row = house.client(Role.RECRUITER).get(house.url(f"invitations/{taker.invitation_id}")).json()

    assert row["origin"] == "simulated"
    assert taker.get("state").json()["simulated"] is True
    assert "SIMULATED" in mail.outbox[0].body


def test_a_person_can_be_invited_to_two_campaigns_and_once_to_each() -> None:
    house = staff_house()
    one, two = draft(house), draft(house)
    body = {"people": [{"name": "Nia", "email": "nia@example.org"}]}

    statuses = [post(house, f"campaigns/{campaign.pk}/invitations", body).status_code for campaign in (one, two, one)]

    assert statuses == [201, 201, 422]
    with organisation_context(house.id):
        assert (Candidate.objects.count(), Invitation.objects.count()) == (1, 2)


def test_links_never_stand_in_logs(run_jobs, caplog) -> None:
    caplog.set_level("DEBUG")
    taker = make_taker()
    run_jobs()
    taker.start()
    taker.answer("1.i1", 3)
    Client().post("/api/v1/take/exchange", {"token": "canary-token"}, content_type=JSON, headers=PLAYER)

    logged = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))

    assert not any(secret in logged for secret in [*links_in_mails(), "canary-token"])
    assert taker.client.cookies["__Host-taker"].value not in logged
    assert not re.search(r"take#\S", logged)


def test_a_second_browser_of_the_same_person_needs_a_link_of_its_own() -> None:
    taker = make_taker()
    with organisation_context(taker.house.id):
        invitation = Invitation.objects.get(pk=taker.invitation_id)

    phone = taker_for(taker.house, invitation)

    assert phone.client.cookies["__Host-taker"].value != taker.client.cookies["__Host-taker"].value
    assert phone.get("state").json()["sitting"] == taker.get("state").json()["sitting"]


def test_inviting_many_takes_as_many_statements_as_inviting_two(django_assert_num_queries) -> None:
    from backend.sittings.services.invitations import invite_list

    house = staff_house()
    recruiter = house.actor(Role.RECRUITER)
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        invited(house, campaign)
    for size in (2, 30):
        text = "".join(f"p{size}-{number}@example.org\n" for number in range(size))
        with organisation_context(house.id), django_assert_num_queries(15):
            invite_list(actor=recruiter, campaign_id=campaign.pk, text=text, choice="all")
