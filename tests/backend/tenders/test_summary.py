"""Evidence, the summary of a bidder as page and PDF, decisions, contests, and the promise that is kept."""

import io
from datetime import timedelta

import pdfplumber
import pytest
from django.utils import timezone

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.promises.models import Promise
from tests.factories.sittings import JSON
from tests.factories.tenders import (
    PDF,
    after,
    answer_as,
    assess,
    bidding,
    contact_for,
    drawn_bid,
    evaluator,
    frozen_tender,
    respondents_of,
    tender_house,
)

pytestmark = pytest.mark.django_db
FOUR_AGAINST_ONE = [[6, 6, 6, 1], [6, 6, 6, 1], [6, 5, 6, 1], [6, 6, 6, 1], [2, 2, 2, 5]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"MZ\x90\x00 a program", "unknown_file_type"),
        (b"PK\x03\x04 an archive", "unknown_file_type"),
        (b"\x00\x01\x02", "unknown_file_type"),
        (b"%PDF-" + b"x" * (5 * 1_048_576), "file_too_large"),
    ],
)
def test_a_file_is_judged_by_its_content_and_size_whatever_its_name_says(content: bytes, code: str) -> None:
    house = tender_house()
    with organisation_context(house.id):
        bid = bidding(house, frozen_tender(house))

    answer = contact_for(house, bid).upload(content, name="harmless.pdf")

    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ('a"; filename="b.exe', "a filename b.pdf"),
        ("C:\\x\\Plan.exe", "Plan.pdf"),
        ("...", "evidence.pdf"),
        ("r\u202ecod.fdp", "r cod.pdf"),
    ],
)
def test_the_name_of_a_file_is_neutral_and_the_file_comes_back_byte_for_byte_as_a_download(
    name: str, kept: str
) -> None:
    from backend.tenders.enums import MediaType
    from backend.tenders.services.evidence import neutral_name

    house = tender_house()
    with organisation_context(house.id):
        bid = bidding(house, frozen_tender(house))
    contact = contact_for(house, bid)
    contact.upload(PDF)
    evidence_id = contact.get("state").json()["evidence"][0]["id"]

    back = contact.client.get(f"/api/v1/bid/evidence/{evidence_id}")

    assert neutral_name(name, MediaType.PDF) == kept
    assert back.content == PDF
    assert back["Content-Type"] == "application/octet-stream"
    assert back["Content-Disposition"] == 'attachment; filename="record.pdf"'
    assert back["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("after_its_day", "expired"), [(0, False), (1, True)])
def test_what_was_observed_holds_until_its_day_and_is_said_to_hold_no_longer(after_its_day: int, expired: bool) -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        bid = bidding(house, tender)
        evaluator(house, tender)
    contact_for(house, bid).upload(PDF)
    at = f"tenders/{tender.pk}/bids/{bid.pk}"

    with after(tender):
        buyer = house.client(Role.BUYER)
        evidence_id = buyer.get(house.url(at)).json()["evidence"][0]["id"]
        day = timezone.now().date() - timedelta(days=after_its_day)
        grade = {"grade": "observed", "reason": "Seen at the depot.", "valid_until": day.isoformat()}
        graded = buyer.post(house.url(f"{at}/evidence/{evidence_id}/grade"), grade, content_type=JSON)
        (shown,) = buyer.get(house.url(at)).json()["evidence"]

    assert graded.status_code in {200, 201}, graded.content
    assert (shown["grade"], shown["valid_until"], shown["expired"]) == ("observed", day.isoformat(), expired)


def test_the_summary_tells_level_split_evidence_and_reasons_in_equal_bytes_and_keeps_the_promise() -> None:
    house = tender_house()
    with organisation_context(house.id):
        tender = frozen_tender(house)
        bid = drawn_bid(house, tender)
        evaluator(house, tender)
    contact = contact_for(house, bid)
    contact.upload(PDF, title="Record of promises")
    for taker, values in zip(respondents_of(house, bid), FOUR_AGAINST_ONE, strict=True):
        answer_as(taker, values)
    at = f"tenders/{tender.pk}/bids/{bid.pk}"
    before_the_decision = contact.client.get("/api/v1/bid/summary").status_code

    with after(tender):
        assess(house, tender)
        buyer, contact = house.client(Role.BUYER), contact_for(house, bid)  # their former sessions have ended
        evidence_id = buyer.get(house.url(at)).json()["evidence"][0]["id"]
        grade = {"grade": "verified", "reason": "Twenty tickets agree.", "valid_until": "2030-01-31"}
        buyer.post(house.url(f"{at}/evidence/{evidence_id}/grade"), grade, content_type=JSON)
        decision = {"outcome": "not_awarded", "reason": "One sees it otherwise.", "strengths": "Careful drivers."}
        decided = buyer.post(house.url(f"{at}/decisions"), decision, content_type=JSON)
        contest = contact.post("contests", {"words": "That depot is closed."}).json()["contests"][0]["id"]
        buyer.post(house.url(f"{at}/contests/{contest}/answer"), {"answer": "It stood on the list."}, content_type=JSON)
        pdfs = [buyer.get(house.url(f"{at}/summary.pdf")).content for _ in range(2)]
        own = contact.client.get("/api/v1/bid/summary.pdf").content

    assert before_the_decision == 404
    assert decided.status_code == 201
    assert pdfs[0] == pdfs[1] == own
    with pdfplumber.open(io.BytesIO(own)) as document:
        text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    for words in (
        "Assessment summary: Swift",
        "5.2 (4.1 to 6.2)",
        "split, and the split is the finding",
        "gap of 3.8 points",
        "5 of 5 drawn",
        "Record of promises",
        "verified",
        "31.01.2030",
        "Careful drivers.",
        "One sees it otherwise.",
        "That depot is closed.",
        "It stood on the list.",
        "There is no single score",
    ):
        assert words in text, words
    with organisation_context(house.id):
        promise = Promise.objects.get(to_id=bid.contact_id)
        assert promise.kept_at is not None
        assert promise.broken is False
