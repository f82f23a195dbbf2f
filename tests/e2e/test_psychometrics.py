"""A psychometrician calibrates a scale on real answers and reads from its page what the data say."""

import csv
import re
from pathlib import Path
from typing import Any

import pandas
import pyreadstat
import pytest
from playwright.sync_api import Page, expect

from backend.config.demo.bfi import SOURCE, bfi_documents
from backend.config.demo.life import SEED
from tests.e2e.hand import Hand
from tests.e2e.house import PASSWORD, SEND
from tests.e2e.looking import Looker
from tests.e2e.pages.imports import ImportsPage
from tests.factories.calibration import bfi_instrument

pytestmark = pytest.mark.browser


def test_a_scale_is_calibrated_on_real_answers_and_its_page_says_what_stops_it(
    page: Page, served: Any, hand: Hand, look: Looker, mode: str
) -> None:
    served.sign_in(page, "psychometrician")
    _import_answers(page, mode)

    hand.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Psychometrics"))
    row = page.get_by_role("row").filter(has_text=f"bfi-{mode} ").filter(has_text="Openness")
    expect(row).to_contain_text("2,800")
    look(page, "ladder")
    hand.press(row.get_by_role("link"))
    expect(page.get_by_text("has not been calibrated")).to_be_visible()

    hand.press(page.get_by_role("button", name="Calibrate this version"))
    hand.write(page.get_by_role("dialog").get_by_label("What they agreed to"), "Open data, given for research.")
    look(page, "calibrate")
    hand.press(page.get_by_role("dialog").get_by_role("button", name="Calibrate now"))
    expect(page.get_by_text("The figures below are new")).to_be_visible(timeout=60_000)

    omega = page.get_by_role("row").filter(has=page.get_by_text("omega", exact=True))
    expect(omega).to_contain_text("failed")
    hand.press(page.get_by_role("button", name=re.compile("Show .*Information.* as a table")))
    expect(page.get_by_role("table", name="Information")).to_be_visible()
    look(page, "scale")


@pytest.mark.parametrize("mode", ["plain"])
def test_an_instrument_lives_from_its_answers_to_a_scale_that_data_confirm(
    page: Page, served: Any, hand: Hand, look: Looker, mode: str, tmp_path: Path
) -> None:
    served.sign_in(page, "psychometrician")
    instrument_id = _publish(page, "one-scale", "E")
    _import_spss(page, hand, look, _spss_file(tmp_path))
    _draw_by_seed(page, instrument_id)
    page.goto(f"{_organisation(page)}/psychometrics/{instrument_id}/E")

    _calibrate_on(page, hand, "the second part")
    expect(page.get_by_role("table", name="Gates").get_by_text("failed").first).to_be_visible()
    _sign_by(page, hand, "Record a review", "Record it", publication="A paper of 2010")
    look(page, "life-stopped")

    hand.press(page.get_by_role("button", name="Publish a shorter version"))
    expect(page.get_by_role("dialog")).to_contain_text("E1, E2, E4, E5")
    look(page, "life-shorter")
    hand.press(page.get_by_role("dialog").get_by_role("button", name="Publish it"))
    expect(page.get_by_text("has not been calibrated")).to_be_visible()

    _calibrate_on(page, hand, "the third part")
    _sign_by(page, hand, "Record a review", "Record it", publication="A paper of 2010")
    _sign_by(page, hand, "Promote to: piloted", "Promote it")
    _sign_by(page, hand, "Promote to: structure confirmed", "Promote it")
    expect(page.get_by_role("table", name="Norms")).to_contain_text("Volunteers")
    look(page, "life-promoted")
    hand.press(page.get_by_role("link", name="Technical manual"))
    expect(page.get_by_role("heading", name="12 Scoring-model card")).to_be_visible()
    look(page, "life-manual")

    page.go_back()
    _sign_by(page, hand, "Suspend this scale", "Suspend it")
    expect(page.get_by_role("table", name="History")).to_contain_text("Suspend it.")


def _organisation(page: Page) -> str:
    return page.url.split("/o/")[0] + "/o/" + page.url.split("/o/")[1].split("/")[0]


def _calibrate_on(page: Page, hand: Hand, part: str) -> None:
    hand.press(page.get_by_role("button", name="Calibrate this version"))
    dialog = page.get_by_role("dialog")
    hand.choose(dialog.get_by_role("button", name="Confirm on"), part)
    hand.press(dialog.get_by_role("button", name="Calibrate now"))
    expect(page.get_by_text("The figures below are new")).to_be_visible(timeout=60_000)


def _sign_by(page: Page, hand: Hand, button: str, confirm: str, publication: str = "") -> None:
    """Signs a step with a reason; the server asks for the password again where the last proof is too old."""
    hand.press(page.get_by_role("button", name=button))
    dialog = page.get_by_role("dialog", name=re.compile("Record|Promote|Suspend"))
    if publication:
        hand.write(dialog.get_by_label("Publication whose review is taken over"), publication)
    hand.write(dialog.get_by_label("Reason"), f"{confirm}.")
    hand.press(dialog.get_by_role("button", name=confirm))
    proof, recorded = page.get_by_label("Password"), page.locator("body:not(:has([role=dialog]))")
    expect(proof.or_(recorded).first).to_be_visible()
    if proof.is_visible():
        hand.write(proof, PASSWORD)
        hand.press(page.get_by_role("button", name="Confirm"))
    expect(page.get_by_role("dialog")).to_have_count(0)


def _spss_file(folder: Path) -> Path:
    """The real answers as an SPSS file in which 9 is declared missing."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = {
        item: [9.0 if row[item] in {"", "NA"} else float(row[item]) for row in rows]
        for item in ("E1", "E2", "E3", "E4", "E5")
    }
    path = folder / "Open answers.sav"
    pyreadstat.write_sav(pandas.DataFrame(columns), path, missing_ranges={item: [9] for item in columns})
    return path


def _import_spss(page: Page, hand: Hand, look: Looker, file: Path) -> None:
    imports = ImportsPage(page, hand)
    imports.open()
    hand.press(page.get_by_role("button", name="Import a file"))
    with page.expect_file_chooser() as chooser:
        hand.press(imports.dialog.get_by_role("button", name="Choose a file"))
    chooser.value.set_files(file)
    hand.choose(imports.dialog.get_by_role("button", name="Instrument"), "one-scale 1.0.0")
    look(page, "import-spss")
    hand.press(imports.dialog.get_by_role("button", name="Check the file"))
    expect(page.get_by_text("Everything in the file can be used")).to_be_visible()
    imports.store()
    expect(page.get_by_role("row").filter(has_text="Open answers").first).to_contain_text("2,800")


def _draw_by_seed(page: Page, instrument_id: str) -> None:
    """Drawn by the API: there a seed may be named, so that every run of this test looks at the same parts."""
    path = f"/api/v1/organisations/{_organisation(page).rsplit('/', 1)[1]}/instruments/{instrument_id}/samples"
    body = {"title": "2,800 people", "consent": "Open data, given for research.", "parts": 3, "seed": SEED}
    status, text = page.evaluate(SEND, [path, body])
    assert status == 201, text


def _publish(page: Page, code: str, scales: str) -> str:
    documents = bfi_instrument(scales)
    instrument = {
        "instrument": documents["instrument.yaml"] | {"code": code},
        "items": documents["items.yaml"]["items"],
        "scales": documents["scales.yaml"]["scales"],
        "locales": {"en": documents["locales/en.yaml"]},
    }
    path = f"/api/v1/organisations/{_organisation(page).rsplit('/', 1)[1]}/instruments"
    status, text = page.evaluate(SEND, [path, instrument])
    assert status == 201, text
    return str(page.evaluate("(text) => JSON.parse(text).id", text))


def _import_answers(page: Page, mode: str) -> None:
    """2,800 real people on an instrument of this walk's own, by the API from the page that is signed in."""
    organisation = page.url.split("/o/")[1].split("/")[0]
    documents = bfi_documents()
    instrument = {
        "instrument": documents["instrument.yaml"] | {"code": f"bfi-{mode}"},
        "items": documents["items.yaml"]["items"],
        "scales": documents["scales.yaml"]["scales"],
        "locales": {"en": documents["locales/en.yaml"]},
    }
    status, text = page.evaluate(SEND, [f"/api/v1/organisations/{organisation}/instruments", instrument])
    assert status == 201, text
    answers = {
        "instrument_version_id": page.evaluate("(text) => JSON.parse(text).id", text),
        "title": f"Open answers, {mode}",
        "origin": "real",
        "text": SOURCE.read_text(encoding="utf-8"),
    }
    status, text = page.evaluate(SEND, [f"/api/v1/organisations/{organisation}/imports", answers])
    assert status == 201, text
