"""Signing in, guessing, resetting, second factor, the first owner."""

import base64
import hmac
import re
import struct
import time
from hashlib import sha1

import pytest
from django.core import mail
from django.test import Client

from backend.accounts.services import issue_first_owner_code
from tests.factories.accounts import PASSWORD, make_house, make_user

pytestmark = pytest.mark.django_db
JSON = "application/json"
AUTH = "/_allauth/browser/v1"


@pytest.fixture(autouse=True)
def fresh_counters(settings) -> None:
    from django.core.cache import cache

    cache.clear()


def sign_in(email: str, password: str = PASSWORD, client: Client | None = None):
    return (client or Client()).post(f"{AUTH}/auth/login", {"email": email, "password": password}, content_type=JSON)


def one_time_code(secret: str) -> str:
    """RFC 6238, by hand."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def test_the_right_password_signs_in_and_a_wrong_one_does_not() -> None:
    user = make_user()

    assert sign_in(user.email).status_code == 200
    assert sign_in(user.email, "wrong password!").status_code == 400


def test_nobody_learns_whether_an_address_has_an_account() -> None:
    user = make_user()

    known = sign_in(user.email, "wrong password!").json()["errors"]
    unknown = sign_in("nobody@example.org", "wrong password!").json()["errors"]

    assert known == unknown


def test_guessing_one_account_is_stopped_and_another_account_is_not_locked_with_it() -> None:
    victim, other = make_user(), make_user()

    guesses = [sign_in(victim.email, f"wrong password {number}").json()["errors"][0]["code"] for number in range(9)]

    assert guesses[0] == "email_password_mismatch"
    assert guesses[-1] == "too_many_login_attempts"
    assert sign_in(victim.email).status_code == 400, "even the right password must wait"
    assert sign_in(other.email).status_code == 200


def test_nobody_signs_up_by_themselves() -> None:
    response = Client().post(
        f"{AUTH}/auth/signup", {"email": "new@example.org", "password": PASSWORD}, content_type=JSON
    )

    assert response.status_code == 403


def test_a_forgotten_password_is_set_anew_by_a_mailed_link_and_ends_other_sessions() -> None:
    user = make_user()
    elsewhere = Client()
    sign_in(user.email, client=elsewhere)
    client = Client()

    asked = client.post(f"{AUTH}/auth/password/request", {"email": user.email}, content_type=JSON)
    link = re.search(r"/reset-password#(\S+)", mail.outbox[-1].body)
    assert link is not None
    reset = client.post(
        f"{AUTH}/auth/password/reset", {"key": link.group(1), "password": "another long phrase"}, content_type=JSON
    )

    assert asked.status_code == 200
    assert reset.status_code in {200, 401}
    assert sign_in(user.email).status_code == 400
    assert sign_in(user.email, "another long phrase").status_code == 200
    assert elsewhere.get("/api/v1/me").status_code == 401


def test_a_second_factor_once_set_is_asked_for_and_a_reset_does_not_go_round_it() -> None:
    user = make_user()
    client = Client()
    sign_in(user.email, client=client)
    client.post(f"{AUTH}/auth/reauthenticate", {"password": PASSWORD}, content_type=JSON)
    secret = client.get(f"{AUTH}/account/authenticators/totp").json()["meta"]["secret"]
    activated = client.post(f"{AUTH}/account/authenticators/totp", {"code": one_time_code(secret)}, content_type=JSON)

    elsewhere = Client()
    half = sign_in(user.email, client=elsewhere)
    still_out = elsewhere.get("/api/v1/me").status_code
    elsewhere.post(f"{AUTH}/auth/password/request", {"email": user.email}, content_type=JSON)
    key = re.search(r"/reset-password#(\S+)", mail.outbox[-1].body).group(1)
    elsewhere.post(f"{AUTH}/auth/password/reset", {"key": key, "password": "another long phrase"}, content_type=JSON)
    half_again = sign_in(user.email, "another long phrase")

    assert activated.status_code == 200
    assert (half.status_code, still_out, half_again.status_code) == (401, 401, 401)
    assert {flow["id"] for flow in half.json()["data"]["flows"]} >= {"mfa_authenticate"}


def register(code: str):
    return Client().post(
        "/api/v1/first-owner",
        {
            "code": code,
            "email": "first@example.org",
            "name": "First Owner",
            "password": PASSWORD,
            "organisation_name": "Brook",
        },
        content_type=JSON,
    )


def test_the_code_from_the_terminal_makes_the_first_owner_once() -> None:
    code = issue_first_owner_code()

    first, second = register(code), register(code)

    assert (first.status_code, second.status_code) == (201, 403)
    assert issue_first_owner_code() is None


def test_a_wrong_first_owner_code_is_refused_and_ten_of_them_spend_the_right_one() -> None:
    code = issue_first_owner_code()

    guesses = {register(f"dead-beef-{number:04d}-0000").status_code for number in range(10)}

    assert guesses == {403}
    assert register(code).status_code == 403


def test_a_password_that_is_too_common_is_refused_with_the_place() -> None:
    response = Client().post(
        "/api/v1/first-owner",
        {
            "code": issue_first_owner_code(),
            "email": "first@example.org",
            "name": "F",
            "password": "password1234",
            "organisation_name": "Brook",
        },
        content_type=JSON,
    )

    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "password")


def test_an_inactive_person_does_not_sign_in() -> None:
    house = make_house()
    house.owner.is_active = False
    house.owner.save()

    assert sign_in(house.owner.email).status_code != 200
