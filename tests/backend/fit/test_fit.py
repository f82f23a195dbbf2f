"""How people stand against the signed definition, and what named people decide."""

import pytest
from django.core import mail

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.promises.models import Promise
from tests.factories.jobs import run_waiting_jobs
from tests.factories.results import Scored, scored_campaign

pytestmark = pytest.mark.django_db
JSON = "application/json"
REASON = "Told us of a case in which a promise was kept."


def decide(scored: Scored, role: str = Role.HIRING_MANAGER, **changes):
    body = {"outcome": "decline", "reason": REASON, **changes}
    return scored.house.client(role).post(scored.candidate("decisions"), body, content_type=JSON)


def open_evidence(scored: Scored, role: str = Role.HIRING_MANAGER):
    return scored.house.client(role).post(scored.candidate("evidence-openings"), {}, content_type=JSON)


def test_assumed_evidence_has_a_position_with_its_error_and_no_verdict() -> None:
    scored = scored_campaign((6,))

    view = scored.house.client(Role.RECRUITER).get(scored.candidate()).json()

    by_code = {fit["dimension"]: fit for fit in view["dimensions"]}
    assert set(by_code) == {"D1", "P"}
    tone = by_code["D1"]
    assert (tone["verdict"], tone["reason"], tone["provisional"]) == (None, "assumed_parameters", True)
    assert tone["lower"] < tone["mean"] < tone["upper"]
    assert tone["upper"] - tone["mean"] == pytest.approx(1.6448536269514722 * tone["se"])
    assert by_code["P"]["verdict"] == "not_assessed"
    assert by_code["P"]["mean"] is None


def test_without_eligible_evidence_there_is_no_overall_figure_but_the_sentence_why() -> None:
    scored = scored_campaign()

    view = scored.house.client(Role.RECRUITER).get(scored.candidate()).json()

    assert (view["expected_count"], view["count_lower"], view["count_upper"]) == (None, None, None)
    assert view["reason"].startswith("No overall figure")


def test_candidates_are_listed_with_a_constant_number_of_queries(django_assert_max_num_queries) -> None:
    for values in ((4,), (3, 4, 5)):
        scored = scored_campaign(values)
        client = scored.house.client(Role.RECRUITER)
        with django_assert_max_num_queries(14):
            rows = client.get(scored.path("candidates")).json()
        assert rows["count"] == len(values)


def test_a_vacancy_waits_for_its_deciders_until_everybody_is_decided_about() -> None:
    scored = scored_campaign((3, 5))
    client = scored.house.client(Role.HIRING_MANAGER)

    def waiting() -> list[tuple[str, int]]:
        campaigns = client.get(scored.house.url("undecided")).json()["campaigns"]
        return [(row["campaign_id"], row["candidates"]) for row in campaigns]

    before = waiting()
    open_evidence(scored)
    decide(scored)
    between = waiting()
    client.post(scored.candidate("evidence-openings", 1), {}, content_type=JSON)
    client.post(scored.candidate("decisions", 1), {"outcome": "meet", "reason": REASON}, content_type=JSON)

    assert before == [(str(scored.campaign_id), 2)]
    assert between == [(str(scored.campaign_id), 1)]
    assert waiting() == []


def test_the_history_says_what_happened_when_and_which_member_did_it() -> None:
    scored = scored_campaign()
    open_evidence(scored)
    decide(scored)

    entries = scored.house.client(Role.RECRUITER).get(scored.candidate()).json()["history"]

    manager = scored.house.members[Role.HIRING_MANAGER].name
    assert [(entry["what"], entry["who"]) for entry in entries] == [
        ("decided", manager),
        ("evidence_opened", manager),
        ("assessed", ""),
        ("submitted", ""),
        ("started", ""),
        ("invited", ""),
    ]


def test_no_list_is_sorted_by_a_figure() -> None:
    scored = scored_campaign()

    response = scored.house.client(Role.RECRUITER).get(scored.path("candidates?sort=expected_count"))

    assert (response.status_code, response.json()["errors"][0]["field"]) == (400, "sort")


def test_a_difference_between_two_people_has_its_own_error_and_no_order_is_claimed() -> None:
    scored = scored_campaign((2, 6))
    ids = ",".join(str(identifier) for identifier in scored.candidate_ids)

    comparison = scored.house.client(Role.RECRUITER).get(scored.path(f"comparison?ids={ids}")).json()

    first, second = (person["dimensions"][0] for person in comparison["candidates"])
    (pair,) = comparison["pairs"]
    difference = next(entry for entry in pair["differences"] if entry["dimension"] == first["dimension"])
    assert difference["difference"] == pytest.approx(first["mean"] - second["mean"])
    assert difference["se"] == pytest.approx((first["se"] ** 2 + second["se"] ** 2) ** 0.5)
    assert (pair["delta"], pair["apart"]) == (None, None)
    assert pair["reason"]


def test_a_decision_needs_the_evidence_opened_by_the_same_person() -> None:
    scored = scored_campaign()
    open_evidence(scored, Role.RECRUITER)

    refused = decide(scored, Role.HIRING_MANAGER)
    open_evidence(scored, Role.HIRING_MANAGER)
    taken = decide(scored, Role.HIRING_MANAGER)

    assert (refused.status_code, refused.json()["code"]) == (409, "evidence_not_opened")
    assert (taken.status_code, taken.json()["outcome"]) == (201, "decline")


def test_a_decision_needs_a_reason() -> None:
    scored = scored_campaign()
    open_evidence(scored)

    response = decide(scored, reason="no")

    assert (response.status_code, response.json()["code"]) == (422, "reason_too_short")


def test_a_decision_answers_the_candidate_once_and_keeps_the_promise() -> None:
    scored = scored_campaign()
    open_evidence(scored)
    mail.outbox.clear()

    decide(scored, words_to_candidate="Thank you for your time.")
    run_waiting_jobs()

    (letter,) = mail.outbox
    assert "We will not go on" in letter.body
    assert "Thank you for your time." in letter.body
    assert "Hiring Manager Person took this decision; no program did." in letter.body
    with organisation_context(scored.house.id):
        promise = Promise.objects.get(to_id=scored.candidate_ids[0], cause_id=scored.campaign_id)
    assert promise.kept_at is not None
    assert promise.broken is False


def test_a_decision_is_in_the_audit_trail_without_its_words() -> None:
    scored = scored_campaign()
    open_evidence(scored)
    decide(scored)

    events = scored.house.client(Role.AUDITOR).get(scored.house.url("audit-events?action=decision")).json()["results"]

    assert [event["action"] for event in events] == ["decision.recorded"]
    assert REASON not in str(events)


def test_the_same_answer_to_everything_invites_a_talk_only_with_a_second_sign() -> None:
    scored = scored_campaign((4,))

    view = scored.house.client(Role.RECRUITER).get(scored.candidate()).json()

    assert view["quality"] == {"families": ["invariable"], "invites_talk": False}
