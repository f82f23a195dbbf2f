"""The demo's tender shows what suppliers can be: one voice, four against one, and one where too few answered."""

import io

import pdfplumber
import pytest

from backend.accounts.enums import Role
from backend.config.demo import people
from backend.config.demo.culture import sign_demo_culture
from backend.config.demo.people import found_organisation
from backend.config.demo.tender import CONTEST, CRITERIA, REPLY, decide_tender, fill_tenders
from backend.kernel.tenancy import organisation_context
from backend.reports.services import printed, supplier_report_for
from backend.tenders.models import Tender
from backend.tenders.selectors.results import results
from tests.factories.tenders import after

pytestmark = pytest.mark.real_commits


def test_three_bidders_end_united_split_and_not_assessed_each_with_reasons_and_all_stamped(committed) -> None:
    crew = found_organisation("Halden & Moor Heating", people.OWNER, people.STAFF)
    tender_id = fill_tenders(crew, sign_demo_culture(crew))
    buyer = crew.actor(Role.BUYER)
    with organisation_context(buyer.organisation_id):
        tender = Tender.objects.get(pk=tender_id)

    with after(tender):
        decide_tender(crew, tender_id)

        with organisation_context(buyer.organisation_id):
            united, split, few = results(buyer, tender_id)
            pdf = printed(
                supplier_report_for(actor=buyer, tender_id=tender_id, bid_id=split.bidder.id), kind="supplier"
            )

    assert [level.agrees for level in united.levels] == [True] * len(CRITERIA)
    assert [level.agrees for level in split.levels] == [False] * len(CRITERIA)
    assert {(level.mean, level.n, level.needed) for level in few.levels} == {(None, 4, 5)}
    assert all(level.simulated for bid in (united, split, few) for level in bid.levels)
    assert [sorted(file.grade for file in bid.evidence) for bid in (united, split, few)] == [
        ["documented", "verified"],
        ["documented"],
        [],
    ]
    assert all(bid.decisions[0].reason and bid.decisions[0].strengths for bid in (united, split, few))
    assert [(each.words, each.answer) for each in split.contests] == [(CONTEST, REPLY)]
    with pdfplumber.open(io.BytesIO(pdf.content)) as document:
        text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    for words in ("SIMULATED", "Brightline Couriers", "split, and the split is the finding", "Contested"):
        assert words in text, words
