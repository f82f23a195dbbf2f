"""Norm groups: described, of real people, applicants and incumbents apart, provisional while they are few."""

import uuid

import pytest

from backend.accounts.enums import Role
from backend.calibration.errors import MixedPopulationsError, NormsRefusedError, SimulatedSampleError
from backend.calibration.services.norms import make_norm_group
from backend.calibration.services.samples import draw_sample
from backend.campaigns.models import Campaign
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from backend.library.models import NormGroup
from backend.library.selectors.scoring_models import current_scoring_model
from backend.sittings.services.imports import import_sittings
from tests.factories.calibration import bfi_rows, calibrated, four_items_that_hold, imported, promote, reviewed
from tests.factories.sittings import JSON, staff_house

pytestmark = pytest.mark.django_db
CONSENT = "Answers may describe people like me."


@pytest.fixture
def house():
    return staff_house()


@pytest.fixture
def instrument(house):
    """A scale that was promoted, so that its line stands on data."""
    row = four_items_that_hold(house, origin="real")
    run = calibrated(house, row.pk)
    reviewed(house, row.pk, ["E"])
    promote(house, run, "piloted")
    promote(house, run, "structure_confirmed")
    return row


def come_in(house, instrument_id: uuid.UUID, people: int, origin: str = "real") -> uuid.UUID:
    with organisation_context(house.id):
        return import_sittings(
            actor=house.actor(Role.PSYCHOMETRICIAN),
            instrument_version_id=instrument_id,
            title=f"{people} more",
            origin=origin,
            text=bfi_rows(people, "E"),
        ).campaign_id


def drawn(house, instrument_id: uuid.UUID, campaign_id: uuid.UUID | None = None, **changes):
    with organisation_context(house.id):
        return draw_sample(
            actor=house.actor(Role.PSYCHOMETRICIAN),
            instrument_id=instrument_id,
            title="For norms",
            campaign_ids=[campaign_id] if campaign_id else [],
            **{"population": "applicants", "consent": CONSENT, **changes},
        )


def make(house, instrument_id: uuid.UUID, sample) -> NormGroup:
    with organisation_context(house.id):
        made = make_norm_group(
            actor=house.actor(Role.PSYCHOMETRICIAN), instrument_id=instrument_id, unit="E", sample_id=sample.pk
        )
        return NormGroup.objects.get(pk=made)


def test_a_group_is_made_of_people_who_came_later_and_says_who_they_are(house, instrument) -> None:
    campaign_id = come_in(house, instrument.pk, 150)
    sample = drawn(house, instrument.pk, campaign_id)

    answer = house.client(Role.PSYCHOMETRICIAN).post(
        house.url(f"instruments/{instrument.pk}/scales/E/norms"), {"sample_id": str(sample.pk)}, content_type=JSON
    )

    assert answer.status_code == 201, answer.content
    made = answer.json()
    with organisation_context(house.id):
        assert made["model_hash"] == current_scoring_model(instrument.pk).model_hash
        assert AuditEvent.objects.filter(action="norms.published", subject_id=made["id"]).count() == 1
    assert (made["composition"], made["consent"], made["provisional"]) == ("applicants", CONSENT, True)
    assert 140 < made["n"] <= 150
    assert made["collected_from"] == made["collected_until"] == sample.description["last"]
    scale = house.client(Role.PSYCHOMETRICIAN).get(house.url(f"instruments/{instrument.pk}/scales/E")).json()
    assert [(one["composition"], one["provisional"]) for one in scale["norms"]] == [
        ("applicants", True),
        ("volunteers", False),
    ]


def test_two_hundred_people_are_no_longer_provisional(house, instrument) -> None:
    campaign_id = come_in(house, instrument.pk, 260)

    made = make(house, instrument.pk, drawn(house, instrument.pk, campaign_id))

    assert made.n >= 200
    assert made.provisional is False


def test_nobody_is_drawn_as_an_applicant_here_and_as_an_incumbent_there(house, instrument) -> None:
    campaign_id = come_in(house, instrument.pk, 150)
    drawn(house, instrument.pk, campaign_id, population="applicants")

    with pytest.raises(MixedPopulationsError, match="drawn as applicants") as refused:
        drawn(house, instrument.pk, population="incumbents")

    assert refused.value.code == "mixed_populations"
    assert "Draw them as applicants" in refused.value.remedy


def test_who_applied_for_a_vacancy_is_drawn_as_an_applicant_and_with_nobody_else(house, instrument) -> None:
    campaign_id = come_in(house, instrument.pk, 150)
    with organisation_context(house.id):
        Campaign.objects.filter(pk=campaign_id).update(kind="vacancy", status="draft")

    with pytest.raises(MixedPopulationsError, match="they are not incumbents"):
        drawn(house, instrument.pk, campaign_id, population="incumbents")
    with pytest.raises(MixedPopulationsError, match="those of other campaigns did not"):
        drawn(house, instrument.pk, population="applicants")
    assert drawn(house, instrument.pk, campaign_id, population="applicants").origin_real == 150


def test_simulated_people_are_no_norm(house, instrument) -> None:
    campaign_id = come_in(house, instrument.pk, 150, origin="simulated")

    with pytest.raises(SimulatedSampleError, match="150 simulated"):
        make(house, instrument.pk, drawn(house, instrument.pk, campaign_id))


def test_without_consent_or_parameters_from_data_there_is_no_norm(house, instrument) -> None:
    campaign_id = come_in(house, instrument.pk, 150)
    other = imported(staff := staff_house(), people=150, scales="E")

    with pytest.raises(NormsRefusedError, match="what these people agreed to"):
        make(house, instrument.pk, drawn(house, instrument.pk, campaign_id, consent=" "))
    with pytest.raises(NormsRefusedError, match="assumed"):
        make(staff, other, drawn(staff, other))
    with organisation_context(house.id):
        assert NormGroup.objects.filter(composition="applicants").count() == 0
