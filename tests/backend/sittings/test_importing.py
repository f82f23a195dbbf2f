"""Answers from a file: all of it or nothing, missing stays missing, every bad cell named."""

import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from backend.accounts.enums import Role
from backend.campaigns.models import Campaign
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from backend.people.models import Participant
from backend.sittings.models import AnswerEvent, CurrentAnswers, ResponseImport, Sitting
from backend.sittings.selectors.answers import answers_of_campaign
from tests.factories.library import publish_own_exercise, publish_own_instrument
from tests.factories.sittings import JSON, staff_house

pytestmark = pytest.mark.django_db
GOOD = "id,A1,A2,A3,A4,A5,age\np1,1,2,3,4,5,33\np2,,NA,6,6,6,\n"


@pytest.fixture
def house():
    return staff_house()


@pytest.fixture
def instrument(house):
    with organisation_context(house.id):
        return publish_own_instrument(house.actor(Role.PSYCHOMETRICIAN))


def post(house, instrument, text, role=Role.PSYCHOMETRICIAN, **changes):
    body = {
        "instrument_version_id": str(instrument.pk),
        "title": "Pilot",
        "origin": "real",
        "text": text,
        **changes,
    }
    return house.client(role).post(house.url("imports"), body, content_type=JSON)


def test_rows_become_pseudonymous_sittings_in_a_pilot_campaign(house, instrument) -> None:
    response = post(house, instrument, GOOD)

    assert response.status_code == 201, response.content
    assert (response.json()["rows"], response.json()["answers"], response.json()["missing"]) == (2, 8, 2)
    assert (response.json()["ignored_columns"], response.json()["protected_columns"]) == ([], ["age"])
    with organisation_context(house.id):
        campaign = Campaign.objects.get()
        assert (campaign.kind, campaign.status) == ("pilot", "running")
        assert sorted(Participant.objects.values_list("code", flat=True)) == ["p1", "p2"]
        sittings = Sitting.objects.order_by("participant__code")
        assert [(row.source, row.origin, row.status, row.invitation_id) for row in sittings] == [
            ("import", "real", "submitted", None)
        ] * 2
        by_person = {entry.sitting_id: entry.answers for entry in answers_of_campaign(campaign.pk)}
        assert [by_person[row.pk] for row in sittings] == [
            {"A1": 1, "A2": 2, "A3": 3, "A4": 4, "A5": 5},
            {"A3": 6, "A4": 6, "A5": 6},
        ]
        assert AnswerEvent.objects.count() == 0
    with organisation_context(house.id):
        (entry,) = AuditEvent.objects.filter(action="responses.imported")
        assert (entry.details["rows"], entry.details["answers"]) == (2, 8)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        (GOOD.replace("p1,1", "p1,7"), 'line 2, column "A1"', "bad_value"),
        (GOOD.replace("p1,1", "p1,x"), 'line 2, column "A1"', "bad_value"),
        (GOOD.replace("p1,1", "p1,1.5"), 'line 2, column "A1"', "bad_value"),
        (GOOD.replace("p1,1", "p1,-1"), 'line 2, column "A1"', "bad_value"),
        (GOOD.replace("p1,1", "p1,٣"), 'line 2, column "A1"', "bad_value"),
        (GOOD.replace("p2,", "p1,"), 'line 3, column "id"', "id_twice"),
        (GOOD.replace("p2,", ","), 'line 3, column "id"', "bad_id"),
        (GOOD.replace("5,33", "5"), "line 2", "wrong_number_of_cells"),
        (GOOD.replace("A5,", "A6,"), "line 1", "column_missing"),
        (GOOD.replace("age", "A1"), "line 1", "column_twice"),
        (GOOD.replace("33", "330"), 'line 2, column "age"', "unusable_equality_answer"),
        (GOOD.replace("33", "young"), 'line 2, column "age"', "unusable_equality_answer"),
        (GOOD.replace("age", "gender").replace("33", "x" * 81), 'line 2, column "gender"', "unusable_equality_answer"),
        (GOOD.replace("age", "origin").replace("33", "simulated"), 'line 2, column "origin"', "origin_contradicts"),
        (GOOD.replace("age", "Origin").replace("33", "real"), 'line 3, column "Origin"', "origin_contradicts"),
        ("id,A1,A2,A3,A4,A5\n", "line 2", "no_rows"),
        ('id,A1,A2,A3,A4,A5\n"p1,1,2,3,4,5\n', "line 2", "unreadable"),
    ],
)
def test_one_bad_place_and_nothing_is_written(house, instrument, text, place, code) -> None:
    response = post(house, instrument, text)

    assert response.status_code == 422
    errors = [(error["field"], error["code"]) for error in response.json()["errors"]]
    assert (place, code) in errors
    assert all(error["remedy"] for error in response.json()["errors"])
    with organisation_context(house.id):
        for model in (Campaign, Participant, Sitting, CurrentAnswers, ResponseImport):
            assert model.objects.count() == 0


def test_a_file_that_says_in_every_row_what_it_is_imported_as_comes_in(house, instrument) -> None:
    text = "id,A1,A2,A3,A4,A5,origin\np1,1,2,3,4,5,real\np2,,NA,6,6,6,Real\n"

    response = post(house, instrument, text)

    assert response.status_code == 201, response.content
    assert (response.json()["rows"], response.json()["ignored_columns"]) == (2, [])


def test_simulated_rows_need_no_word_to_come_in_as_simulated(house, instrument) -> None:
    text = "id,A1,A2,A3,A4,A5,origin\np1,1,2,3,4,5,simulated\np2,,NA,6,6,6,\n"

    response = post(house, instrument, text, origin="simulated")

    assert response.status_code == 201, response.content
    with organisation_context(house.id):
        assert set(Sitting.objects.values_list("origin", flat=True)) == {"simulated"}


def test_every_bad_cell_is_named_up_to_a_bound(house, instrument) -> None:
    text = "id,A1,A2,A3,A4,A5\n" + "".join(f"p{n},9,9,9,9,9\n" for n in range(100))

    response = post(house, instrument, text)

    assert len(response.json()["errors"]) == 200
    assert "500 places" in response.json()["detail"]


def test_only_a_psychometrician_imports(house, instrument) -> None:
    assert post(house, instrument, GOOD, role=Role.RECRUITER).status_code == 403


def test_a_strangers_instrument_is_not_found(house, instrument) -> None:
    stranger = staff_house("Other")

    assert post(stranger, instrument, GOOD).status_code == 404


def test_an_import_cannot_slip_through_the_rule_of_one_sitting_per_invitation(house, instrument) -> None:
    from django.db import IntegrityError, transaction

    post(house, instrument, GOOD)
    with organisation_context(house.id):
        sitting = Sitting.objects.first()
        for changes in ({"source": "invitation"}, {"participant": None}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Sitting.objects.filter(pk=sitting.pk).update(**changes)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_statements_does_not_depend_on_the_rows(
    house, instrument, rows, django_assert_num_queries
) -> None:
    from backend.sittings.services.imports import import_sittings

    text = "id,A1,A2,A3,A4,A5\n" + "".join(f"p{n},1,2,3,4,5\n" for n in range(rows))
    with organisation_context(house.id), django_assert_num_queries(17):
        import_sittings(
            actor=house.actor(Role.PSYCHOMETRICIAN),
            instrument_version_id=instrument.pk,
            title="Pilot",
            origin="real",
            text=text,
        )


def test_the_command_imports_a_file_and_names_what_it_left_out(house, instrument, tmp_path) -> None:
    file = tmp_path / "answers.csv"
    text = GOOD.replace("age", "age,colour").replace(",33", ",33,red").replace("6,6,6,", "6,6,6,,")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    out = StringIO()

    call_command(
        "import_responses",
        str(file),
        organisation=str(house.id),
        instrument=f"{instrument.code}@{instrument.version}",
        origin="real",
        stdout=out,
    )

    assert out.getvalue().startswith("2 rows, 8 answers, 2 missing; campaign ")
    assert "kept apart from every score: age\nnot imported: colour\n" in out.getvalue()


@pytest.mark.parametrize(
    ("content", "instrument_name", "words"),
    [
        (GOOD.replace("p1,1", "p1,9").encode(), "own-scales@1.0.0", 'line 2, column "A1"'),
        (b"id,A1\n\xff", "own-scales@1.0.0", "line 2: Byte 6 of the file is not UTF-8"),
        (GOOD.encode(), "nothing@1.0.0", "no such instrument"),
    ],
)
def test_the_command_says_what_is_wrong_and_writes_nothing(
    house, instrument, tmp_path, content, instrument_name, words
):
    file = tmp_path / "answers.csv"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=words.replace("(", r"\(")):
        call_command(
            "import_responses", str(file), organisation=str(house.id), instrument=instrument_name, origin="real"
        )

    with organisation_context(house.id):
        assert (Sitting.objects.count(), Campaign.objects.count()) == (0, 0)


def test_a_definition_that_is_not_there_is_refused(house, instrument) -> None:
    assert post(house, instrument, GOOD, definition_version_id=str(uuid.uuid4())).status_code == 404


def preview(house, instrument, text, role=Role.PSYCHOMETRICIAN):
    body = {"instrument_version_id": str(instrument.pk), "origin": "real", "text": text}
    return house.client(role).post(house.url("imports/preview"), body, content_type=JSON)


def test_nobody_answers_an_exercise_in_a_file(house) -> None:
    with organisation_context(house.id):
        exercise = publish_own_exercise(house.actor(Role.PSYCHOMETRICIAN))

    response = preview(house, exercise, GOOD)

    assert (response.status_code, response.json()["code"]) == (422, "not_sat")


def test_a_preview_counts_what_would_come_in_and_stores_nothing(house, instrument) -> None:
    response = preview(house, instrument, GOOD)

    assert response.status_code == 200
    assert response.json() == {
        "kind": "csv",
        "rows": 2,
        "items": 5,
        "answers": 8,
        "missing": 2,
        "ignored_columns": [],
        "protected_columns": ["age"],
        "first_codes": ["p1", "p2"],
        "bad": [],
        "bad_total": 0,
    }
    with organisation_context(house.id):
        assert (Campaign.objects.count(), ResponseImport.objects.count()) == (0, 0)


def test_a_preview_names_every_bad_cell_by_line_column_value_and_remedy(house, instrument) -> None:
    shown = preview(house, instrument, GOOD.replace("p1,1", "p1,9").replace("p2,", "p1,")).json()

    assert [(cell["line"], cell["column"], cell["value"]) for cell in shown["bad"]] == [(2, "A1", "9"), (3, "id", "p1")]
    assert shown["bad"][0]["remedy"] == "Write a whole number from 1 to 6, or leave the cell empty."
    assert shown["bad_total"] == 2
