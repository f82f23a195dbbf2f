"""Members: listing, inviting by mail, accepting, changing roles, deactivating."""

import pytest
from django.test import Client

from backend.accounts.enums import Role
from backend.kernel.audit import chain_state
from backend.kernel.models import AuditEvent, IdempotentRequest
from backend.kernel.tenancy import organisation_context
from tests.factories.accounts import PASSWORD, make_house, make_user
from tests.factories.inviting import JSON, invite, link_token

pytestmark = pytest.mark.django_db


def test_an_invited_person_joins_by_the_mailed_link_and_sees_the_organisation(run_jobs) -> None:
    house = make_house()

    response = invite(house)
    run_jobs()
    newcomer = Client()
    accepted = newcomer.post(
        "/api/v1/invitations/accept",
        {"token": link_token(), "name": "New Person", "password": PASSWORD},
        content_type=JSON,
    )

    assert response.status_code == 201, response.content
    assert accepted.status_code == 200, accepted.content
    me = newcomer.get("/api/v1/me").json()
    assert me["user"]["email"] == "new@example.org"
    assert [entry["organisation"]["id"] for entry in me["memberships"]] == [str(house.id)]
    assert me["memberships"][0]["roles"] == ["recruiter"]


def test_an_invitation_link_works_once(run_jobs) -> None:
    house = make_house()
    invite(house)
    run_jobs()
    body = {"token": link_token(), "name": "New Person", "password": PASSWORD}

    first = Client().post("/api/v1/invitations/accept", body, content_type=JSON)
    second = Client().post("/api/v1/invitations/accept", body, content_type=JSON)

    assert first.status_code == 200
    assert second.status_code == 404
    assert second.json()["code"] == "invitation_not_valid"


def test_an_expired_link_says_so_and_what_to_do(run_jobs, time_machine) -> None:
    house = make_house()
    invite(house)
    run_jobs()
    token = link_token()

    time_machine.move_to("2099-01-01")
    response = Client().post("/api/v1/invitations/inspect", {"token": token}, content_type=JSON)

    assert response.status_code == 410
    assert response.json()["code"] == "invitation_expired"
    assert "Ask the person who invited you" in response.json()["detail"]


def test_resending_makes_the_former_link_useless(run_jobs) -> None:
    house = make_house()
    member_id = invite(house).json()["id"]
    run_jobs()
    old = link_token()

    house.client().post(house.url(f"members/{member_id}/resend-invitation"), {}, content_type=JSON)
    run_jobs()

    assert Client().post("/api/v1/invitations/inspect", {"token": old}, content_type=JSON).status_code == 404
    assert Client().post("/api/v1/invitations/inspect", {"token": link_token()}, content_type=JSON).status_code == 200


def test_somebody_with_an_account_must_be_signed_in_to_join(run_jobs) -> None:
    house = make_house()
    someone = make_user(email="known@example.org")
    invite(house, email="known@example.org")
    run_jobs()
    body = {"token": link_token()}

    anonymous = Client().post("/api/v1/invitations/accept", body, content_type=JSON)
    signed_in = Client()
    signed_in.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
    accepted = signed_in.post("/api/v1/invitations/accept", body, content_type=JSON)

    assert (anonymous.status_code, anonymous.json()["code"]) == (409, "sign_in_first")
    assert accepted.status_code == 200


def test_the_same_address_is_not_invited_twice() -> None:
    house = make_house()
    invite(house)

    response = invite(house, email="NEW@example.org")

    assert (response.status_code, response.json()["code"]) == (409, "already_member")


def test_roles_change_with_the_revision_that_was_read() -> None:
    house = make_house(roles=(Role.RECRUITER,))
    path = house.url(f"members/{house.members[Role.RECRUITER].pk}")
    client = house.client()
    etag = client.get(path)["ETag"]

    changed = client.patch(path, {"roles": ["auditor"]}, content_type=JSON, headers={"If-Match": etag})
    stale = client.patch(path, {"roles": ["buyer"]}, content_type=JSON, headers={"If-Match": etag})

    assert (changed.status_code, changed.json()["roles"]) == (200, ["auditor"])
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_revision")


def test_the_last_owner_stays_owner() -> None:
    house = make_house()
    path = house.url(f"members/{house.members[Role.OWNER].pk}")

    changed = house.client().patch(path, {"roles": ["auditor"]}, content_type=JSON)
    ended = house.client().post(f"{path}/deactivate", {}, content_type=JSON)

    assert (changed.status_code, changed.json()["code"]) == (409, "last_owner")
    assert (ended.status_code, ended.json()["code"]) == (409, "last_owner")


def test_deactivation_ends_sessions_and_tokens_at_once() -> None:
    house = make_house(roles=(Role.RECRUITER,))
    second_owner = house.members[Role.RECRUITER]
    house.client().patch(house.url(f"members/{second_owner.pk}"), {"roles": ["owner"]}, content_type=JSON)
    theirs = Client()
    signed_in = theirs.post(
        "/_allauth/browser/v1/auth/login", {"email": second_owner.email, "password": PASSWORD}, content_type=JSON
    )
    created = theirs.post(
        house.url("api-tokens"), {"name": "sheet", "scopes": ["view_members"], "valid_days": 3}, content_type=JSON
    )
    bearer = {"Authorization": f"Bearer {created.json()['secret']}"}
    before = (theirs.get("/api/v1/me").status_code, Client().get(house.url("members"), headers=bearer).status_code)

    house.client().post(house.url(f"members/{second_owner.pk}/deactivate"), {}, content_type=JSON)

    after = (theirs.get("/api/v1/me").status_code, Client().get(house.url("members"), headers=bearer).status_code)
    assert signed_in.status_code == 200
    assert (before, after) == ((200, 200), (401, 401))


def test_a_token_reaches_no_further_than_its_scopes_and_its_organisation() -> None:
    house, other = make_house(), make_house("Other")
    created = (
        house.client()
        .post(
            house.url("api-tokens"), {"name": "sheet", "scopes": ["view_members"], "valid_days": 3}, content_type=JSON
        )
        .json()
    )
    bearer = {"Authorization": f"Bearer {created['secret']}"}

    assert Client().get(house.url("members"), headers=bearer).status_code == 200
    assert Client().get(house.url("audit-events"), headers=bearer).status_code == 403
    assert Client().get(other.url("members"), headers=bearer).status_code == 404


def test_every_change_of_a_member_is_in_the_audit_trail_without_names() -> None:
    house = make_house()
    member_id = invite(house).json()["id"]
    house.client().patch(house.url(f"members/{member_id}"), {"roles": ["auditor"]}, content_type=JSON)

    events = house.client().get(house.url("audit-events")).json()["results"]

    assert [event["action"] for event in events] == [
        "member.roles_changed",
        "member.invited",
        "member.joined",
        "organisation.created",
    ]
    with organisation_context(house.id):
        assert chain_state().intact
        stored = "".join(str(event.hashed_content()) for event in AuditEvent.objects.all())
    assert "New Person" not in stored
    assert "new@example.org" not in stored


def test_the_same_idempotency_key_invites_once_and_refuses_another_body() -> None:
    house = make_house()
    body = {"email": "new@example.org", "name": "New Person", "roles": ["recruiter"]}
    headers = {"Idempotency-Key": "once"}
    client = house.client()

    first = client.post(house.url("members/invitations"), body, content_type=JSON, headers=headers)
    again = client.post(house.url("members/invitations"), body, content_type=JSON, headers=headers)
    other = client.post(house.url("members/invitations"), {**body, "name": "X"}, content_type=JSON, headers=headers)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again["Idempotent-Replay"] == "true"
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_members_costs_the_same_for_one_and_for_three(number: int, django_assert_num_queries) -> None:
    house = make_house(roles=(Role.OWNER, *[Role.RECRUITER, Role.AUDITOR][: number - 1]))
    client = house.client()

    with django_assert_num_queries(8):
        response = client.get(house.url("members"))

    assert len(response.json()["results"]) == number


def test_the_secret_of_a_token_is_stored_nowhere_even_with_an_idempotency_key() -> None:
    house = make_house()
    body = {"name": "sheet", "scopes": ["view_members"], "valid_days": 3}

    created = house.client().post(house.url("api-tokens"), body, content_type=JSON, headers={"Idempotency-Key": "one"})

    with organisation_context(house.id):
        assert IdempotentRequest.objects.count() == 0
    assert created.status_code == 201
