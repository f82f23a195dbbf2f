"""Reports: the same bytes everywhere, and no figure without its interval."""

import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pdfplumber
import pytest

from backend.accounts.enums import Role
from backend.kernel.tenancy import organisation_context
from backend.sittings.models import Sitting
from tests.factories.jobs import run_waiting_jobs
from tests.factories.results import scored_campaign
from tests.factories.sittings import make_taker, sit_through

ROOT = Path(__file__).resolve().parents[3]
FIGURE = re.compile(r"\d+ \(\d+ to \d+\)")

SCRIPT = """
import hashlib, sys
from datetime import date
from backend.reports.kinds.document import *
from backend.reports.pdf.render import render_pdf
strip = Strip(label="Tone", left="formal", right="friendly", mean=55.2, se=6.3, lower=44.8, upper=65.6, band=(40, 62),
              words="cannot tell yet", provisional=True)
report = ReportDocument(title="Report, محمد", subtitle="x", language="en", dated=date(2026, 11, 21), organisation="B",
    footer="f", simulated=True, blocks=(Heading(text="One"), strip, Note(text="<b>&"), Facts(pairs=(("a", "b"),)),
    Table(caption="c", columns=("a",), rows=(("1",),)), Bullets(items=("x",)),
    Boxes(label="b", help="h", options=(("1", "w"),)),
    WritingLines(label="w", columns=("t", "s"), lines=2, none="n"), Signatures(names=(("A", "no"),))))
print(hashlib.sha256(render_pdf(report)).hexdigest())
"""


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


@pytest.mark.parametrize(
    "changes", [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo"}, {"TZ": "America/Lima"}]
)
def test_a_report_has_the_same_bytes_in_every_process_hash_seed_and_time_zone(changes: dict[str, str]) -> None:
    def digest(**environment: str) -> str:
        result = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return result.stdout

    assert digest(PYTHONHASHSEED="0", TZ="UTC") == digest(**changes)


@pytest.mark.django_db
def test_the_recruiters_pdf_shows_every_position_with_its_interval() -> None:
    scored = scored_campaign((6,))
    client = scored.house.client(Role.RECRUITER)

    response = client.get(scored.candidate("report.pdf"))
    page = client.get(scored.candidate("report")).json()

    text = text_of(response.content)
    strips = [block for block in page["blocks"] if block["type"] == "strip" and block["mean"] is not None]
    assert strips
    for strip in strips:
        assert f"{strip['mean']:.0f} ({strip['lower']:.0f} to {strip['upper']:.0f})" in text
    assert "No overall figure" in text
    assert "Provisional" in text
    assert response["Content-Type"] == "application/pdf"
    assert (
        hashlib.sha256(response.content).digest()
        == hashlib.sha256(client.get(scored.candidate("report.pdf")).content).digest()
    )


@pytest.mark.django_db
def test_the_candidates_own_report_is_ready_with_the_employers_and_names_no_verdict() -> None:
    taker = make_taker()
    sit_through(taker, 5)
    before = taker.get("report").status_code
    run_waiting_jobs()

    page = taker.get("report").json()
    pdf = taker.client.get("/api/v1/take/report.pdf")

    assert before == 404
    text = text_of(pdf.content)
    assert FIGURE.search(text)
    assert "A named person decides" in text
    assert not any(word in text for word in ("on culture", "off culture", "cannot tell"))
    assert page["blocks"]
    with organisation_context(taker.house.id):
        assert Sitting.objects.get(pk=taker.sitting_id).receipt_code in text


@pytest.mark.django_db
def test_text_of_a_user_is_never_markup_in_a_pdf() -> None:
    from datetime import date

    from backend.reports.kinds.document import ReportDocument, Text
    from backend.reports.pdf.render import render_pdf

    hostile = '<img src="file:///etc/passwd"/><a href="javascript:x">&amp;</a><para>\u202ex'
    report = ReportDocument(
        title=hostile, subtitle="x", language="en", dated=date(2026, 1, 1), organisation="B", footer=hostile,
        simulated=False, blocks=(Text(text=hostile),),
    )  # fmt: skip

    text = text_of(render_pdf(report))

    assert '<img src="file:///etc/passwd"/>' in text.replace("\n", "")
