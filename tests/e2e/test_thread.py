"""The whole thread: a definition is signed, people are invited by it, answer, are seen, decided about and answered.

It is walked three times: as people use it, at both sizes and in both schemes; in the pseudo-locale; by keyboard.
The questionnaire is answered on a phone in the first walk; how a sitting goes in the other two, the player's own
tests show.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from scoring.definitions.files import load_instrument
from scoring.definitions.forms import answer_rules
from tests.e2e.hand import Hand, MouseHand
from tests.e2e.house import PASSWORD
from tests.e2e.looking import ROOT, Looker
from tests.e2e.mailbox import link_in_mail, mail_with
from tests.e2e.pages.campaigns import CampaignPages, day
from tests.e2e.pages.candidates import CandidatePages
from tests.e2e.pages.culture import CultureStudio
from tests.e2e.pages.imports import ImportsPage
from tests.e2e.pages.taking import Taking
from tests.factories.players import Player

pytestmark = pytest.mark.browser

NewPage = Callable[[], Page]
STYLE, STANDARD = "Warm informality or courteous formality", "Keeping promises"
REASON = "Said when the engineer would come, and wrote it down."
WORDS = "We would like to hear how you tell a customer that it will be late."


def test_people_are_selected_by_a_signed_definition_and_everybody_is_answered(
    page: Page, new_page: NewPage, served: Any, hand: Hand, look: Looker, mode: str
) -> None:
    run = uuid.uuid4().hex[:6]
    definition, title = f"Field service {run}", f"Service engineer {run}"
    ada, cleo = f"ada.{run}@example.org", f"cleo.{run}@example.org"

    signatory = new_page()
    served.sign_in(signatory, "signatory")
    served.sign_in(page, "culture_steward")
    _draft(page, hand, look, definition)
    _sign(signatory, hand, look, definition)

    recruiter = new_page()
    served.sign_in(recruiter, "recruiter")
    _invite(recruiter, hand, look, definition, title, ada, cleo)

    secret = link_in_mail(served, ada, "take").split("#")[1]
    phone = _answer_on_a_phone(new_page(), look, secret) if mode == "plain" else _answer(served, secret)
    _answer(served, link_in_mail(served, cleo, "take").split("#")[1], value=5)

    _see_and_decide(recruiter, hand, look)
    assert WORDS in mail_with(served, ada, WORDS)
    _report(recruiter, hand, look)
    _promise_is_kept(recruiter, hand, look)
    if phone:
        _own_report(phone, look)

    _import_a_pilot(new_page(), served, hand, look, definition, f"Pilot {run}")
    _audit(new_page(), served, hand)


def _draft(page: Page, hand: Hand, look: Looker, name: str) -> None:
    """A definition with one style and one standard, placed and proposed."""
    studio = CultureStudio(page, hand)
    studio.begin(name)
    studio.write_levels(statement="Customers stand beside owners.", cry="Said. Done. Told.", definition="We say when.")
    studio.adopt(STYLE, STANDARD)
    studio.open_place(STYLE)
    look(page, "culture-place")
    studio.place_band(44, 66, behaviour="Signs with a first name.", why="People tell neighbours.")
    studio.open_place(STANDARD)
    studio.place_level(55, behaviour="Gives a time and writes it down.", why="A second visit costs the margin.")
    studio.name_signatories("Signatory")
    look(page, "culture-draft")
    studio.propose()


def _sign(page: Page, hand: Hand, look: Looker, definition: str) -> None:
    page.reload()
    hand.press(page.get_by_role("link", name=f"Sign {definition}"))  # home says what waits
    CultureStudio(page, hand).sign(PASSWORD)
    expect(page.get_by_text("signed").first).to_be_visible()
    look(page, "culture-signed")
    hand.press(page.get_by_role("link", name="Document"))
    expect(page.get_by_role("link", name="Document (PDF)")).to_be_visible()
    look(page, "culture-document")


def _invite(page: Page, hand: Hand, look: Looker, definition: str, title: str, ada: str, cleo: str) -> None:
    campaign = CampaignPages(page, hand)
    campaign.begin(title)
    campaign.set_frame(definition=definition)
    campaign.take_questionnaire()
    look(page, "campaign")
    campaign.go_to("Invitations")
    campaign.check_list(f"name,email\nAda Quist,{ada}\nCleo Fox,{cleo}\nBo Lind,not-an-address\n")
    expect(page.get_by_role("row").filter(has_text="not-an-address")).to_contain_text("4")
    look(page, "invite-list")
    campaign.invite_good_ones()
    campaign.give_days(cleo, name="Cleo Fox", until=day(ahead=15))
    look(page, "invitations")


def _answer_on_a_phone(page: Page, look: Looker, secret: str) -> Taking:
    page.set_viewport_size({"width": 360, "height": 740})
    taking = Taking(page, MouseHand())
    taking.open(secret)
    taking.start()
    taking.answer_everything(value=4)
    taking.send()
    return taking


def _answer(served: Any, secret: str, value: int = 4) -> None:
    player = Player(served.url)
    player.arrive(secret)
    player.answer_everything(value)
    player.close()


def _see_and_decide(page: Page, hand: Hand, look: Looker) -> None:
    CampaignPages(page, hand).go_to("Candidates")
    candidates = CandidatePages(page, hand)
    candidates.wait_for_positions("Ada Quist", "Cleo Fox")
    expect(page.get_by_text("These positions are provisional")).to_be_visible()
    look(page, "candidates")
    assert "Ada Quist" in candidates.download("Export (CSV)").read_text(encoding="utf-8-sig")
    candidates.compare("Ada Quist", "Cleo Fox")
    expect(page.get_by_text("They cannot be ordered").first).to_be_visible()
    look(page, "compare")
    hand.press(page.get_by_role("link", name="Candidates"))
    candidates.open("Ada Quist")
    expect(page.get_by_text("no verdict: parameters are assumed")).to_be_visible()
    look(page, "candidate")
    candidates.begin_decision()
    look(page, "decide")
    candidates.decide_to_meet(reason=REASON, words=WORDS)
    expect(page.get_by_text(REASON)).to_be_visible()


def _report(page: Page, hand: Hand, look: Looker) -> None:
    candidates = CandidatePages(page, hand)
    candidates.open_report()
    expect(page.get_by_text("no verdict: parameters are assumed").first).to_be_visible()
    look(page, "screening-report")
    assert candidates.download("Report (PDF)").read_bytes().startswith(b"%PDF-")


def _promise_is_kept(page: Page, hand: Hand, look: Looker) -> None:
    hand.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Promises"))
    expect(page.get_by_role("row").filter(has_text="Ada Quist").filter(has_text="kept in time").first).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Cleo Fox").filter(has_text="open").first).to_be_visible()
    look(page, "promises")


def _own_report(taking: Taking, look: Looker) -> None:
    taking.page.reload()
    taking.press("Read my report")
    expect(taking.page.get_by_role("button", name="Open as PDF")).to_be_visible()
    look(taking.page, "own-report")


def _import_a_pilot(page: Page, served: Any, hand: Hand, look: Looker, definition: str, title: str) -> None:
    served.sign_in(page, "psychometrician")
    imports = ImportsPage(page, hand)
    imports.open()
    imports.begin(title=title, instrument="customer-culture 1.0.0", definition=definition)
    imports.check(_answers_file({"p2": "9"}))
    bad = page.get_by_role("dialog").get_by_role("row").filter(has_text="Write a whole number")
    expect(bad).to_contain_text("3")
    look(page, "import-refused")
    imports.back()
    imports.check(_answers_file({}))
    expect(page.get_by_text("Everything in the file can be used")).to_be_visible()
    look(page, "import-preview")
    imports.store()
    look(page, "imports")
    imports.open_report(title)
    look(page, "pilot-report")
    table = CandidatePages(page, hand).download("Every person (CSV)").read_text(encoding="utf-8-sig")
    assert [line.split(",")[0] for line in table.splitlines()] == ["id", "p1", "p2"]


def _answers_file(first_answers: dict[str, str]) -> str:
    """Two people who answer every item of the shipped questionnaire with 4, but for the first."""
    codes = [rule.code for rule in answer_rules(load_instrument(SHIPPED)).values()]
    lines = [[person, first_answers.get(person, "4"), *["4"] * (len(codes) - 1)] for person in ("p1", "p2")]
    return "\n".join(",".join(line) for line in (["id", *codes], *lines))


SHIPPED = ROOT / "instruments" / "questionnaires" / "customer-culture" / "1.0.0"


def _audit(page: Page, served: Any, hand: Hand) -> None:
    served.sign_in(page, "auditor")
    hand.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Audit trail"))
    expect(page.get_by_text("is unbroken")).to_be_visible()
    for action in ("definition", "decision.recorded", "promise.kept", "responses.imported"):
        hand.write(page.get_by_label("What was done"), action)
        expect(page.get_by_role("rowheader").first).to_contain_text(action)
