"""The player, as a test taker goes through it, with either hand."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hand import Hand, KeyboardHand, MouseHand


class Taking:
    def __init__(self, page: Page, hand: Hand | None = None) -> None:
        self.page = page
        self.hand = hand or MouseHand()

    def open(self, secret: str) -> None:
        """Opens the link of an invitation, as from a mail."""
        self.page.goto("about:blank")
        self.page.goto(f"/take#{secret}")
        expect(self.heading).not_to_be_empty()

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def badge(self) -> Locator:
        return self.page.get_by_test_id("save-badge")

    @property
    def questions(self) -> Locator:
        return self.page.locator("fieldset[data-reference]")

    def press(self, name: str) -> None:
        self.hand.press(self.page.get_by_role("button", name=name).first)

    def start(self) -> None:
        """From the invitation to the first question."""
        self.press("Go on to consent and start")
        for consent in self.page.get_by_role("checkbox").all():
            self.hand.press(consent)
        self.press("Start")
        self.to_questions()

    def to_questions(self) -> None:
        self.press("Go to the questions")
        expect(self.questions.first).to_be_visible()

    def shown(self) -> list[str]:
        """The references of the questions on this page."""
        return [str(one.get_attribute("data-reference")) for one in self.questions.all()]

    def answer(self, reference: str, value: int) -> None:
        """Answers one question of this page."""
        question = self.page.locator(f'fieldset[data-reference="{reference}"]')
        if isinstance(self.hand, KeyboardHand):
            question.locator("input").first.focus()
            self.page.keyboard.press(str(value))
        else:
            question.locator("label").nth(value - 1).click()
        expect(question.locator("input").nth(value - 1)).to_be_checked()

    def answer_page(self, value: int) -> list[str]:
        shown = self.shown()
        for reference in shown:
            self.answer(reference, value)
        return shown

    def onward(self) -> None:
        """To whatever comes after this page: a page, a part, the review."""
        self._turn(self.page.locator("form button[type=submit]"))

    def back(self) -> None:
        """To whatever comes before."""
        self._turn(self.page.get_by_role("button", name="Back"))

    def _turn(self, button: Locator) -> None:
        before = self.heading.inner_text(), self.shown()
        self.hand.press(button)
        expect(self.page.locator("[aria-disabled=true]")).to_have_count(0)
        for _ in range(250):
            on_its_way = self.page.get_by_text("Fetching the questions").count() > 0
            if not on_its_way and (self.heading.inner_text(), self.shown()) != before:
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"nothing else shows than {before}")

    def at_intro(self) -> bool:
        return self.page.get_by_role("button", name="Go to the questions").count() > 0

    def at_review(self) -> bool:
        return self.page.get_by_role("button", name="Send my answers").count() > 0

    def answer_everything(self, value: int = 4) -> dict[str, int]:
        """Answers every page from here to the review."""
        given: dict[str, int] = {}
        while not self.at_review():
            if self.at_intro():
                self.to_questions()
            given.update(dict.fromkeys(self.answer_page(value), value))
            self.onward()
        return given

    def answer_everything_until(self, title: str, value: int = 4) -> dict[str, int]:
        """Answers every page from here to the part with a title."""
        given: dict[str, int] = {}
        while title not in self.heading.inner_text():
            if self.at_intro():
                self.to_questions()
            given.update(dict.fromkeys(self.answer_page(value), value))
            self.onward()
        return given

    def send(self) -> None:
        self.press("Send my answers")
        expect(self.heading).to_contain_text("Your answers have arrived")

    def saved(self) -> None:
        expect(self.badge).to_contain_text("Saved", timeout=15_000)
