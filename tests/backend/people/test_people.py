"""People: enrolment, consents, accommodations that no decider sees, erasure."""

import uuid

import pytest

from backend.accounts.enums import Role
from backend.kernel.dependants import erasing_apps
from backend.kernel.errors import CapabilityMissingError
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from backend.people import selectors, services
from backend.people.enums import AccommodationKind, AccommodationStatus
from backend.people.errors import AlreadyAnsweredError, AlreadyErasedError
from backend.people.models import Candidate, Consent, NoticeText
from tests.factories.accounts import make_house

pytestmark = pytest.mark.django_db
JSON = "application/json"
ROLES = (Role.OWNER, Role.RECRUITER, Role.HIRING_MANAGER, Role.ACCOMMODATIONS_OFFICER, Role.AUDITOR)


def enrol(house, name="Nia Obi", email="nia@example.org"):
    return services.enrol_candidate(actor=house.actor(Role.RECRUITER), name=name, email=email)


def test_one_person_is_enrolled_once_whatever_the_case_of_the_address() -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        first = enrol(house)
        second = enrol(house, name="N. Obi", email="NIA@example.org")

        assert second.pk == first.pk
        assert Candidate.objects.count() == 1


def test_many_people_are_enrolled_with_a_constant_number_of_queries(django_assert_num_queries) -> None:
    house = make_house(roles=ROLES)
    for size in (1, 3):
        people = [services.Enrolment(f"P{n}", f"{uuid.uuid4().hex}@example.org") for n in range(size)]
        with organisation_context(house.id), django_assert_num_queries(2):
            services.enrol_candidates(actor=house.actor(Role.RECRUITER), people=people)


def test_an_auditor_cannot_enrol() -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id), pytest.raises(CapabilityMissingError):
        services.enrol_candidate(actor=house.actor(Role.AUDITOR), name="X", email="x@example.org")


def test_a_correction_needs_the_current_revision_and_an_address_of_nobody_else() -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        nia, ben = enrol(house), enrol(house, "Ben", "ben@example.org")
    client = house.client(Role.RECRUITER)
    url = house.url(f"candidates/{nia.pk}")

    corrected = client.patch(url, {"name": "Nia Ọbí"}, content_type=JSON, headers={"If-Match": '"1"'})
    stale = client.patch(url, {"name": "Other"}, content_type=JSON, headers={"If-Match": '"1"'})
    taken = client.patch(url, {"email": ben.email}, content_type=JSON)

    assert (corrected.status_code, corrected["ETag"], corrected.json()["name"]) == (200, '"2"', "Nia Ọbí")
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_revision")
    assert (taken.status_code, taken.json()["code"]) == (409, "address_in_use")


@pytest.mark.parametrize(
    "body", [{"name": "x" * 201}, {"email": "nobody"}, {"language": "english please"}, {"nam": "x"}]
)
def test_what_is_too_long_or_unknown_is_refused_with_its_place(body) -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        nia = enrol(house)

    response = house.client(Role.RECRUITER).patch(house.url(f"candidates/{nia.pk}"), body, content_type=JSON)

    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == list(body)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(rows, django_assert_num_queries) -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        for number in range(rows):
            enrol(house, f"P{number}", f"p{number}@example.org")
    client = house.client(Role.RECRUITER)

    with django_assert_num_queries(8):
        response = client.get(house.url("candidates"))

    assert len(response.json()["results"]) == rows


def test_a_consent_keeps_the_words_that_were_agreed_to_and_is_given_once() -> None:
    house = make_house(roles=ROLES)
    sitting_id = uuid.uuid4()
    with organisation_context(house.id):
        nia = enrol(house)
        for texts in ({"use": "Old words."}, {"use": "Old words."}, {"use": "New words."}):
            services.record_consents(
                actor=house.actor(),
                person=services.Person(services.CANDIDATE, nia.pk),
                sitting_id=sitting_id,
                language="en",
                texts=texts,
            )
        given = selectors.consents_of_candidate(house.actor(), nia.pk)

        assert [consent.text for consent in given] == ["Old words.", "New words."]
        assert (NoticeText.objects.count(), Consent.objects.count()) == (2, 2)


def test_only_the_officer_learns_of_an_accommodation() -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        nia = enrol(house)
        request = services.request_accommodation(
            actor=house.actor(),
            person=services.Person(services.CANDIDATE, nia.pk),
            sitting_id=uuid.uuid4(),
            kinds=[AccommodationKind.BREAKS, AccommodationKind.MORE_TIME],
            words="Short breaks.",
        )
    url = house.url("accommodations")

    seen = {role: house.client(role).get(url) for role in ROLES}

    assert {role for role, response in seen.items() if response.status_code == 200} == {Role.ACCOMMODATIONS_OFFICER}
    assert [row["kinds"] for row in seen[Role.ACCOMMODATIONS_OFFICER].json()["results"]] == [["breaks", "more_time"]]
    with organisation_context(house.id):
        event = AuditEvent.objects.get(action="accommodation.requested")
        assert event.details == {}
        assert str(request.pk) == event.subject_id


def test_an_accommodation_is_answered_once_by_the_officer() -> None:
    house = make_house(roles=ROLES)
    officer = house.actor(Role.ACCOMMODATIONS_OFFICER)
    with organisation_context(house.id):
        nia = enrol(house)
        request = services.request_accommodation(
            actor=house.actor(),
            person=services.Person(services.CANDIDATE, nia.pk),
            sitting_id=uuid.uuid4(),
            kinds=["breaks"],
            words="",
        )
        answered = services.answer_accommodation(actor=officer, request_id=request.pk, granted=True, answer="Yes.")

        assert answered.status == AccommodationStatus.GRANTED
        with pytest.raises(AlreadyAnsweredError):
            services.answer_accommodation(actor=officer, request_id=request.pk, granted=False, answer="No.")
        with pytest.raises(CapabilityMissingError):
            services.answer_accommodation(actor=house.actor(), request_id=request.pk, granted=True, answer="Yes.")


def test_erasing_leaves_a_tombstone_and_neither_name_nor_address() -> None:
    house = make_house(roles=ROLES)
    with organisation_context(house.id):
        nia = enrol(house)
        services.record_consents(
            actor=house.actor(),
            person=services.Person(services.CANDIDATE, nia.pk),
            sitting_id=uuid.uuid4(),
            language="en",
            texts={"use": "Words."},
        )
        erasure = services.erase_person(actor=house.actor(Role.RECRUITER), candidate_id=nia.pk)

        row = Candidate.objects.values().get(pk=nia.pk)
        assert "Nia" not in str(row)
        assert "nia@" not in str(row)
        assert (Consent.objects.count(), erasure.rows_by_app["people"]) == (0, 2)
        assert selectors.candidate(house.actor(), nia.pk) is None
        with pytest.raises(AlreadyErasedError):
            services.erase_person(actor=house.actor(Role.RECRUITER), candidate_id=nia.pk)


def test_apps_with_people_in_them_have_an_eraser() -> None:
    assert {"people", "promises"} <= erasing_apps()
