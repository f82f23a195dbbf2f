"""Lists of people as CSV files: every position with its error, and only one's own organisation's people."""

import csv
import io

import pytest

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.people.models import Candidate
from tests.factories.results import scored_campaign

pytestmark = pytest.mark.django_db


def rows_of(response) -> list[dict[str, str]]:
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv"
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"), newline="")))


def test_every_position_in_the_file_stands_with_its_error_its_answers_and_its_standing() -> None:
    scored = scored_campaign((3, 6))
    client = scored.house.client(Role.RECRUITER)

    rows = rows_of(client.get(scored.path("candidates.csv")))

    shown = {row["candidate_id"]: row for row in client.get(scored.path("candidates")).json()["results"]}
    assert [row["candidate_id"] for row in rows] == list(shown)
    for row in rows:
        fit = next(fit for fit in shown[row["candidate_id"]]["dimensions"] if fit["dimension"] == "D1")
        assert (float(row["D1_mean"]), float(row["D1_se"])) == (fit["mean"], fit["se"])
        assert (row["D1_n_answered"], row["D1_basis"], row["D1_status"]) == ("6", "assumed", "draft")
        assert (row["D1_provisional"], row["P_mean"], row["P_verdict"]) == ("yes", "", "not_assessed")
        assert row["expected_count"] == ""


def test_the_file_follows_the_filters_of_the_list() -> None:
    scored = scored_campaign((3, 6))
    with organisation_context(scored.house.id):
        name = Candidate.objects.get(pk=scored.candidate_ids[0]).name

    rows = rows_of(scored.house.client(Role.RECRUITER).get(scored.path("candidates.csv"), {"search": name}))

    assert [row["name"] for row in rows] == [name]


def test_a_name_that_looks_like_a_formula_is_text_in_every_file() -> None:
    scored = scored_campaign((4,))
    with organisation_context(scored.house.id):
        Candidate.objects.update(name="=HYPERLINK(1)")
    client = scored.house.client(Role.RECRUITER)

    files = [scored.path("candidates.csv"), scored.path("invitations.csv")]

    assert [rows_of(client.get(file))[0]["name"] for file in files] == ["'=HYPERLINK(1)"] * 2


def test_a_page_number_means_nothing_to_a_file() -> None:
    scored = scored_campaign((4,))

    refused = scored.house.client(Role.RECRUITER).get(scored.path("candidates.csv"), {"page": 2})

    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "page")
