"""Files of answers, SPSS and CSV: codes mean what the file says they mean, and a bad file writes nothing."""

import csv
import hashlib
import random
import re
import time
from io import BytesIO, StringIO

import pandas
import pyreadstat
import pytest
from django.core.management import CommandError, call_command

from backend.accounts.enums import Role
from backend.campaigns.models import Campaign
from backend.config.demo.bfi import ITEMS as BFI_ITEMS
from backend.config.demo.bfi import bfi_documents
from backend.kernel.tenancy import organisation_context
from backend.library.services import publish_instrument
from backend.people.models import Participant
from backend.sittings.forms.spss import UnreadableSpssError, as_text, read_spss
from backend.sittings.models import CurrentAnswers, ResponseImport, Sitting
from backend.sittings.selectors.answers import answers_of_campaign
from tests.factories.calibration import ROOT
from tests.factories.library import publish_own_instrument
from tests.factories.sittings import staff_house

pytestmark = pytest.mark.django_db
ITEMS = ("A1", "A2", "A3", "A4", "A5")
LABELS = {1.0: "1", 6.0: "6", 9.0: "no answer", 97.0: "refused"}


@pytest.fixture
def house():
    return staff_house()


@pytest.fixture
def instrument(house):
    with organisation_context(house.id):
        return publish_own_instrument(house.actor(Role.PSYCHOMETRICIAN))


def sav(tmp_path, columns, **about) -> bytes:
    path = tmp_path / "answers.sav"
    pyreadstat.write_sav(pandas.DataFrame(columns), path, **about)
    return path.read_bytes()


@pytest.fixture
def three_people(tmp_path) -> bytes:
    """Three people: one complete, one with a code and a range that mean missing, one with an empty cell."""
    columns = {
        "id": ["p1", "p2", "p3"],
        "A1": [1.0, 9.0, None],
        "A2": [2.0, 97.0, 6.0],
        "A3": [3.0, 98.0, 6.0],
        "A4": [4.0, 4.0, 6.0],
        "A5": [5.0, 5.0, 6.0],
        "gender": [1.0, 2.0, 2.0],
        "wave": [1.0, 1.0, 2.0],
    }
    ranges = {"A1": [9], "A2": [{"lo": 90, "hi": 99}], "A3": [{"lo": 90, "hi": 99}]}
    labels = {**dict.fromkeys(ITEMS, LABELS), "gender": {1.0: "male", 2.0: "female"}}
    return sav(tmp_path, columns, missing_ranges=ranges, variable_value_labels=labels)


def post(house, instrument, content, role=Role.PSYCHOMETRICIAN, **changes):
    file = BytesIO(content)
    file.name = "answers.sav"
    body = {"instrument_version_id": str(instrument.pk), "title": "Pilot", "origin": "real", "content": file, **changes}
    return house.client(role).post(house.url("imports/files"), body)


def refused(house, response) -> list[tuple[str, str]]:
    """Places and codes of a refusal that wrote nothing."""
    assert response.status_code == 422, response.content
    assert all(error["remedy"] for error in response.json()["errors"])
    with organisation_context(house.id):
        for model in (Campaign, Participant, Sitting, CurrentAnswers, ResponseImport):
            assert model.objects.count() == 0
    return [(error["field"], error["code"]) for error in response.json()["errors"]]


def test_an_spss_file_becomes_sittings_and_its_declared_codes_stay_missing(house, instrument, three_people) -> None:
    response = post(house, instrument, three_people)

    assert response.status_code == 201, response.content
    told = response.json()
    assert (told["kind"], told["rows"], told["answers"], told["missing"]) == ("spss", 3, 11, 4)
    assert told["missing_codes"] == {"A1": ["9"], "A2": ["97"], "A3": ["98"]}
    assert (told["ignored_columns"], told["protected_columns"]) == (["wave"], ["gender"])
    assert told["file_hash"] == hashlib.sha256(three_people).hexdigest()
    with organisation_context(house.id):
        codes = dict(Sitting.objects.values_list("pk", "participant__code"))
        found = {codes[one.sitting_id]: one.answers for one in answers_of_campaign(Campaign.objects.get().pk)}
        assert found == {
            "p1": {"A1": 1, "A2": 2, "A3": 3, "A4": 4, "A5": 5},
            "p2": {"A4": 4, "A5": 5},
            "p3": {"A2": 6, "A3": 6, "A4": 6, "A5": 6},
        }
        assert set(Sitting.objects.values_list("origin", flat=True)) == {"real"}


def test_a_csv_file_goes_the_same_way_with_codes_that_are_named(house, instrument) -> None:
    text = "id,A1,A2,A3,A4,A5,origin\np1,1,-9,3,99,5,real\n"

    response = post(house, instrument, b"\xef\xbb\xbf" + text.encode(), missing_codes="-9, 99")

    assert response.status_code == 201, response.content
    assert (response.json()["answers"], response.json()["missing"], response.json()["ignored_columns"]) == (3, 2, [])
    assert response.json()["missing_codes"]["A1"] == ["-9", "99"]


def test_a_compressed_file_is_read_too(house, instrument, tmp_path) -> None:
    path = tmp_path / "answers.zsav"
    pyreadstat.write_sav(pandas.DataFrame({item: [1.0, 6.0] for item in ITEMS}), path, compress=True)

    response = post(house, instrument, path.read_bytes())

    assert response.status_code == 201, response.content
    assert (response.json()["kind"], response.json()["answers"]) == ("spss", 10)


def test_a_bad_cell_of_an_spss_file_is_named_by_its_row(house, instrument, tmp_path) -> None:
    content = sav(tmp_path, {**{item: [1.0, 2.0] for item in ITEMS}, "A3": [1.0, 7.0]})

    assert refused(house, post(house, instrument, content)) == [('row 2, column "A3"', "bad_value")]


@pytest.mark.parametrize(
    ("labels", "code"),
    [({1.0: "6", 6.0: "1"}, "label_contradicts"), ({1.0: "1", 6.0: "6"}, None)],
)
def test_codes_that_run_the_other_way_are_refused(house, instrument, tmp_path, labels, code) -> None:
    content = sav(tmp_path, {item: [1.0, 6.0] for item in ITEMS}, variable_value_labels={"A2": labels})

    response = post(house, instrument, content)

    if code is None:
        assert response.status_code == 201
    else:
        assert set(refused(house, response)) == {('column "A2"', code)}


def test_a_code_that_is_an_answer_cannot_be_missing(house, instrument) -> None:
    response = post(house, instrument, b"A1,A2,A3,A4,A5\n1,2,3,4,5\n", missing_codes="6")

    assert refused(house, response) == [(f'column "{item}"', "missing_code_is_an_answer") for item in ITEMS]


@pytest.mark.parametrize(("origin", "cell"), [("real", "simulated"), ("real", ""), ("simulated", "real")])
def test_a_row_that_says_another_origin_than_the_import_is_refused(house, instrument, origin, cell) -> None:
    text = f"A1,A2,A3,A4,A5,origin\n1,2,3,4,5,{origin}\n1,2,3,4,5,{cell}\n"

    response = post(house, instrument, text.encode(), origin=origin)

    assert refused(house, response) == [('line 3, column "origin"', "origin_contradicts")]


def test_other_item_names_are_answered_with_the_nearest_ones(house, instrument) -> None:
    response = post(house, instrument, b"person,a1,A_2,A3,A4,A5\np1,1,2,3,4,5\n")

    assert refused(house, response) == [("line 1", "column_missing")] * 2
    first, second = response.json()["errors"]
    assert (first["message"].partition(". ")[0], second["message"].partition(". ")[0]) == (
        'There is no column "A1"',
        'There is no column "A2"',
    )
    assert 'The nearest names are "a1"' in first["message"]
    assert 'The nearest names are "A_2"' in second["message"]
    assert first["remedy"].startswith('Rename the right one to "A1"')


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "column_missing"),
        (b"$FL2", "unreadable"),
        (b"$FL2@(#) SPSS DATA FILE" + b"\0" * 4_000, "unreadable"),
        (b"$FL3" + b"\xff" * 4_000, "unreadable"),
        (b"id,A1,A2,A3,A4,A5\n\xff,1,2,3,4,5\n", "not_utf8"),
        (b"id,A1,A2,A3,A4,A5\n\0,1,2,3,4,5\n", "unreadable"),
        (b"PK\x03\x04 a workbook", "column_missing"),
        (b"A1,A2,A3,A4,A5\n", "no_rows"),
        (b'A1,A2,A3,A4,A5\n"1,2,3,4,5\n', "unreadable"),
    ],
)
def test_a_broken_file_says_so_and_writes_nothing(house, instrument, content, code) -> None:
    assert code in {found for _, found in refused(house, post(house, instrument, content))}


def test_a_file_that_was_cut_or_changed_is_read_or_refused_and_never_breaks_the_reader(three_people) -> None:
    draw = random.Random(5)
    spoiled = [three_people[: len(three_people) * part // 8] for part in (1, 3, 5, 7)]
    for _ in range(4):
        changed = bytearray(three_people)
        for _ in range(6):
            changed[draw.randrange(4, len(changed))] = draw.randrange(256)
        spoiled.append(bytes(changed))

    outcomes = []
    for content in spoiled:
        try:
            outcomes.append(set(read_spss(content)) == {"names", "rows", "value_labels", "missing_ranges"})
        except UnreadableSpssError:
            outcomes.append(True)

    assert outcomes == [True] * len(spoiled)


def test_what_no_database_keeps_does_not_leave_the_reader() -> None:
    assert [as_text(value) for value in ("a\0b", "\ud800", 3.0, 2.5, float("nan"), None)] == [
        "ab", "?", "3", "2.5", "", "",
    ]  # fmt: skip


def test_a_preview_names_what_is_bad_and_writes_nothing(house, instrument, three_people) -> None:
    file = BytesIO(three_people)
    file.name = "answers.zsav"
    body = {"instrument_version_id": str(instrument.pk), "origin": "real", "missing_codes": "5", "content": file}

    response = house.client(Role.PSYCHOMETRICIAN).post(house.url("imports/files/preview"), body)

    assert response.status_code == 200, response.content
    told = response.json()
    assert (told["kind"], told["bad_total"]) == ("spss", 5)
    assert (told["bad"][0]["line"], told["bad"][0]["column"], told["bad"][0]["value"]) == (0, "A1", "5")
    with organisation_context(house.id):
        assert ResponseImport.objects.count() == Campaign.objects.count() == 0


def test_only_a_psychometrician_imports_files(house, instrument, three_people) -> None:
    assert post(house, instrument, three_people, role=Role.RECRUITER).status_code == 403


def test_the_command_imports_an_spss_file(house, instrument, three_people, tmp_path) -> None:
    file = tmp_path / "pilot.sav"
    file.write_bytes(three_people)
    out = StringIO()
    named = {"organisation": str(house.id), "instrument": "own-scales@1.0.0", "origin": "simulated"}

    call_command("import_responses", str(file), stdout=out, **named)

    assert out.getvalue().startswith("3 rows, 11 answers, 4 missing; campaign ")
    file.write_bytes(three_people[:300])
    with pytest.raises(CommandError, match=re.escape("content: The SPSS file cannot be read: It is damaged")):
        call_command("import_responses", str(file), stdout=out, **named)


@pytest.mark.long
def test_twenty_thousand_people_come_in_within_a_minute(house) -> None:
    with organisation_context(house.id):
        long = publish_instrument(actor=house.actor(Role.PSYCHOMETRICIAN), documents=bfi_documents())
    with (ROOT / "tests" / "data" / "bfi.csv").open(encoding="utf-8", newline="") as source:
        people = [[row[item] for item in BFI_ITEMS] for row in csv.DictReader(source)]
    rows = (",".join([f"p{n}", *people[n % len(people)]]) for n in range(20_000))
    content = "\n".join([",".join(["id", *BFI_ITEMS]), *rows]).encode()

    begin = time.perf_counter()
    response = post(house, long, content)
    seconds = time.perf_counter() - begin

    assert response.status_code == 201, response.content
    assert response.json()["rows"] == 20_000
    assert len(content) > 1_000_000  # more than a text of the API may hold
    assert seconds < 60, seconds
    with organisation_context(house.id):
        assert Sitting.objects.count() == 20_000
        assert CurrentAnswers.objects.count() == 20_000
