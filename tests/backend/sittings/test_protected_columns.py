"""What an import tells of sex, age and the like: kept where no decider can read it, counted with suppression."""

import uuid

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from backend.accounts.enums import Role
from backend.kernel.tenancy import current_organisation_id, organisation_context
from backend.people.models import Participant
from backend.people.services import record_equality_answers
from backend.sittings.errors import NoCalibratorError
from backend.sittings.models import ResponseImport, Sitting
from backend.sittings.selectors.groups import sample_groups
from backend.sittings.services.imports import import_sittings
from tests.factories.library import publish_own_instrument
from tests.factories.sittings import staff_house


def imported(house, told: list[str], heading: str = "gender") -> ResponseImport:
    """A pilot of as many people as there are answers."""
    lines = [f"p{number},1,2,3,4,5,{answer}" for number, answer in enumerate(told)]
    actor = house.actor(Role.PSYCHOMETRICIAN)
    return import_sittings(
        actor=actor,
        instrument_version_id=publish_own_instrument(actor).pk,
        title="Pilot",
        origin="real",
        text="\n".join([f"id,A1,A2,A3,A4,A5,{heading}", *lines]),
    )


def counted(record: ResponseImport, attribute: str = "gender") -> dict[str, int | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM protected.count_equality_answers(%s, %s)", [record.campaign_id, attribute])
        return dict(cursor.fetchall())


@pytest.mark.django_db
def test_told_columns_are_kept_apart_and_counted() -> None:
    house = staff_house()
    with organisation_context(house.id):
        record = imported(house, ["1"] * 6 + ["2"] * 7 + ["NA"])

        assert (record.protected_columns, record.ignored_columns) == (["gender"], [])
        assert counted(record) == {"1": 6, "2": 7}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["1"] * 9 + ["2"] * 4, {"1": None, "2": None}),
        (["1"] * 9 + ["2"] * 6 + ["3"] * 4, {"1": 9, "2": None, "3": None}),
        (["1"] * 9 + ["2"] * 4 + ["3"] * 4, {"1": 9, "2": None, "3": None}),
    ],
)
def test_cells_under_five_are_kept_back_and_cannot_be_worked_out_from_the_total(told, expected) -> None:
    house = staff_house()
    with organisation_context(house.id):
        assert counted(imported(house, told)) == expected


@pytest.mark.django_db
def test_an_age_is_kept_as_its_band() -> None:
    house = staff_house()
    with organisation_context(house.id):
        record = imported(house, ["24"] * 5 + ["25"] * 5 + ["54"] * 5 + ["55"] * 5, heading="Age")

        assert counted(record, "age") == {"under 25": 5, "25 to 39": 5, "40 to 54": 5, "55 or over": 5}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM protected.equality_answer",
        "DELETE FROM protected.equality_answer",
        "SELECT * FROM protected.sample_groups(ARRAY[gen_random_uuid()], 'gender')",
    ],
)
def test_the_running_product_cannot_read_them(statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_nothing_is_recorded_for_a_strangers_people() -> None:
    own, other = staff_house(), staff_house("Other")
    with organisation_context(other.id):
        imported(other, ["1"] * 5)
        stranger = Participant.objects.first()
    with organisation_context(own.id):
        assert record_equality_answers(attribute="gender", answers={stranger.pk: "2", uuid.uuid4(): "2"}) == 0


@pytest.mark.django_db
def test_a_process_that_is_no_compute_worker_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_CALIBRATOR_URL", raising=False)

    with pytest.raises(NoCalibratorError):
        sample_groups([uuid.uuid4()], "gender")


@pytest.mark.real_commits
def test_the_compute_worker_gets_groups_of_a_hundred_and_of_its_own_organisation(committed, monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_CALIBRATOR_URL", committed.url(committed.current, "CALIBRATOR"))
    own, other = staff_house(), staff_house("Other")
    with organisation_context(other.id):
        imported(other, ["1"] * 120)
        strangers = list(Sitting.objects.values_list("pk", flat=True))
    with organisation_context(own.id):
        imported(own, ["1"] * 100 + ["2"] * 99)
        sittings = list(Sitting.objects.values_list("pk", flat=True))

    with organisation_context(own.id):
        assert current_organisation_id() == own.id
        groups = sample_groups([*sittings, *strangers], "gender")

    assert set(groups.values()) == {"1"}
    assert len(groups) == 100
    assert set(groups) <= set(sittings)


@pytest.mark.real_commits
def test_a_group_that_shrinks_below_a_hundred_is_gone(committed, monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_CALIBRATOR_URL", committed.url(committed.current, "CALIBRATOR"))
    house = staff_house()
    with organisation_context(house.id):
        imported(house, ["1"] * 100)
        sittings = list(Sitting.objects.values_list("pk", flat=True))

    with organisation_context(house.id):
        assert sample_groups(sittings[1:], "gender") == {}


@pytest.mark.real_commits
def test_the_calibrator_reads_nothing_but_that_function(committed) -> None:
    with psycopg.connect(committed.url(committed.current, "CALIBRATOR")) as calibrator:
        for table in ("protected.equality_answer", "public.sittings_sitting", "public.scores_scalescore"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                calibrator.execute(f"SELECT * FROM {table}")
            calibrator.rollback()
