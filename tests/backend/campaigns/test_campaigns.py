"""Campaigns: drafts, what is missing, the battery, freezing, closing; nothing changes under people's feet."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from backend.accounts.enums import Role
from backend.campaigns import services
from backend.campaigns.errors import CampaignFrozenError, CampaignIncompleteError
from backend.campaigns.models import Campaign
from backend.campaigns.services import ChosenInstrument
from backend.kernel.dependants import dependants_of
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from tests.factories.cultures import proposed_version
from tests.factories.sittings import JSON, publish_sections, ready_campaign, staff_house

pytestmark = pytest.mark.django_db


def test_a_draft_says_everything_that_is_missing_at_once() -> None:
    house = staff_house()
    client = house.client(Role.RECRUITER)

    opened = client.post(house.url("campaigns"), {"kind": "vacancy", "title": "Porter"}, content_type=JSON)
    readiness = client.get(house.url(f"campaigns/{opened.json()['id']}/readiness")).json()

    assert (opened.status_code, opened.json()["status"], opened["ETag"]) == (201, "draft", '"1"')
    assert not readiness["ready"]
    assert [entry["field"] for entry in readiness["missing"]] == [
        "definition_version_id",
        "answer_by",
        "purpose",
        "contact_name",
        "contact_email",
        "battery",
    ]


def test_an_incomplete_draft_is_not_frozen() -> None:
    house = staff_house()
    with organisation_context(house.id):
        draft = services.open_campaign(actor=house.actor(Role.RECRUITER), kind="vacancy", title="Porter")
        with pytest.raises(CampaignIncompleteError):
            services.freeze_campaign(actor=house.actor(Role.RECRUITER), campaign_id=draft.pk)


def test_only_a_signed_version_can_be_pinned() -> None:
    house = staff_house()
    with organisation_context(house.id):
        proposed = proposed_version(steward=house.actor(Role.CULTURE_STEWARD), signatory=house.actor(Role.SIGNATORY))
    client = house.client(Role.RECRUITER)

    for version_id, status in ((proposed.pk, 409), (uuid.uuid4(), 404)):
        body = {"kind": "vacancy", "title": "Porter", "definition_version_id": str(version_id)}
        assert client.post(house.url("campaigns"), body, content_type=JSON).status_code == status
    with organisation_context(house.id):
        assert Campaign.objects.count() == 0


def test_freezing_pins_everything_and_only_the_contact_may_change() -> None:
    house = staff_house()
    recruiter = house.actor(Role.RECRUITER)
    with organisation_context(house.id):
        campaign = services.freeze_campaign(actor=recruiter, campaign_id=ready_campaign(house).pk)

        changed = services.change_campaign(
            actor=recruiter, campaign_id=campaign.pk, changes={"contact_name": "Sam", "title": campaign.title}
        )
        assert (changed.contact_name, changed.status, len(changed.battery_hash)) == ("Sam", "running", 64)
        for field, value in {"title": "X", "answer_by": timezone.now().date(), "definition_version_id": None}.items():
            with pytest.raises(CampaignFrozenError):
                services.change_campaign(actor=recruiter, campaign_id=campaign.pk, changes={field: value})
        with pytest.raises(CampaignFrozenError):
            services.assemble_battery(actor=recruiter, campaign_id=campaign.pk, entries=[])


def test_the_hash_of_a_battery_tells_batteries_apart() -> None:
    house = staff_house()
    recruiter = house.actor(Role.RECRUITER)
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        instrument_id = campaign.battery.get().instrument_version_id
        whole = services.battery_hash(campaign.pk)
        chosen = [ChosenInstrument(instrument_id, ("part-1",))]
        services.assemble_battery(actor=recruiter, campaign_id=campaign.pk, entries=chosen)

        assert services.battery_hash(campaign.pk) != whole
        assert campaign.battery.get().sections == ["part-1"]
        assert campaign.battery.get().minutes == pytest.approx(3 * 8 / 60)


def test_a_battery_refuses_what_does_not_exist_and_what_is_a_strangers() -> None:
    house, stranger = staff_house(), staff_house("Other")
    with organisation_context(stranger.id):
        theirs = publish_sections(stranger).pk
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        own = campaign.battery.get().instrument_version_id
    url = house.url(f"campaigns/{campaign.pk}/battery")
    client = house.client(Role.RECRUITER)

    bodies = {
        404: [[{"instrument_version_id": str(theirs)}], [{"instrument_version_id": str(uuid.uuid4())}]],
        422: [[{"instrument_version_id": str(own), "sections": ["part-9"]}]],
        409: [[{"instrument_version_id": str(own)}, {"instrument_version_id": str(own)}]],
        400: [[], [{"instrument_version_id": "x"}], [{"instrument": str(own)}]],
    }

    for status, entries in bodies.items():
        for body in entries:
            assert client.put(url, {"entries": body}, content_type=JSON).status_code == status, body
    with organisation_context(house.id):
        assert campaign.battery.get().instrument_version_id == own


@pytest.mark.parametrize(
    ("changes", "place"),
    [({"answer_by": -1}, "answer_by"), ({"closes_on": 20}, "closes_on")],
)
def test_dates_must_be_in_order(changes, place) -> None:
    house = staff_house()
    with organisation_context(house.id):
        campaign = ready_campaign(house)
    today = timezone.now().date()
    body = {field: (today + timedelta(days=days)).isoformat() for field, days in changes.items()}

    response = house.client(Role.RECRUITER).patch(house.url(f"campaigns/{campaign.pk}"), body, content_type=JSON)

    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, place)


def test_a_stale_change_is_refused() -> None:
    house = staff_house()
    with organisation_context(house.id):
        campaign = ready_campaign(house)
    client = house.client(Role.RECRUITER)
    url = house.url(f"campaigns/{campaign.pk}")

    stale = client.patch(url, {"title": "X"}, content_type=JSON, headers={"If-Match": '"1"'})
    fresh = client.patch(url, {"title": "X"}, content_type=JSON, headers={"If-Match": client.get(url)["ETag"]})

    assert (stale.status_code, fresh.status_code) == (412, 200)


def test_the_same_request_with_one_key_opens_one_campaign() -> None:
    house = staff_house()
    client = house.client(Role.RECRUITER)
    body = {"kind": "vacancy", "title": "Porter"}

    first, second = (
        client.post(house.url("campaigns"), body, content_type=JSON, headers={"Idempotency-Key": "k"}) for _ in range(2)
    )

    assert first.json() == second.json()
    with organisation_context(house.id):
        assert Campaign.objects.count() == 1


def test_a_closed_campaign_keeps_its_promises_and_takes_nobody_in() -> None:
    house = staff_house()
    recruiter = house.actor(Role.RECRUITER)
    with organisation_context(house.id):
        campaign = services.freeze_campaign(actor=recruiter, campaign_id=ready_campaign(house).pk)
    client = house.client(Role.RECRUITER)

    closed = client.post(house.url(f"campaigns/{campaign.pk}/close"), {}, content_type=JSON)
    invited = client.post(
        house.url(f"campaigns/{campaign.pk}/invitations"), {"people": [{"email": "a@example.org"}]}, content_type=JSON
    )

    assert closed.json()["status"] == "closed"
    assert (invited.status_code, invited.json()["code"]) == (409, "campaign_closed")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(rows, django_assert_num_queries) -> None:
    house = staff_house()
    with organisation_context(house.id):
        for number in range(rows):
            ready_campaign(house, title=f"Post {number}")
    client = house.client(Role.HIRING_MANAGER)

    with django_assert_num_queries(9):
        response = client.get(house.url("campaigns?status=draft&search=post"))

    assert len(response.json()["results"]) == rows
    assert len(response.json()["results"][0]["battery"]) == 1


def test_a_change_of_a_definition_or_instrument_names_the_campaigns_it_affects() -> None:
    house = staff_house()
    with organisation_context(house.id):
        campaign = ready_campaign(house)
        instrument_id = campaign.battery.get().instrument_version_id

        for kind, identifier in (
            ("cultures.definitionversion", campaign.definition_version_id),
            ("library.instrumentversion", instrument_id),
        ):
            found = [entry for entry in dependants_of(kind, identifier) if entry.kind == "campaigns.campaign"]
            assert [(entry.id, entry.words) for entry in found] == [(campaign.pk, "Night porter")]


def test_every_step_leaves_an_audit_row_without_words() -> None:
    house = staff_house()
    recruiter = house.actor(Role.RECRUITER)
    with organisation_context(house.id):
        services.freeze_campaign(actor=recruiter, campaign_id=ready_campaign(house).pk)
    with organisation_context(house.id):
        events = list(AuditEvent.objects.filter(action__startswith="campaign.").order_by("sequence"))

    assert [event.action for event in events] == ["campaign.opened", "campaign.battery_assembled", "campaign.frozen"]
    assert "porter" not in str([event.details for event in events]).lower()
