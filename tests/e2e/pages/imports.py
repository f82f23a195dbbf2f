"""Answers from files: the preview, the import, the report on its people."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hand import Hand


class ImportsPage:
    def __init__(self, page: Page, hand: Hand) -> None:
        self.page = page
        self.hand = hand

    def open(self) -> None:
        self.hand.press(self.page.get_by_role("navigation", name="Main").get_by_role("link", name="Imported answers"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Imported answers")

    def begin(self, *, title: str, instrument: str, definition: str) -> None:
        self.hand.press(self.page.get_by_role("button", name="Import a file"))
        self.hand.write(self.dialog.get_by_label("Title"), title)
        self.hand.choose(self.dialog.get_by_role("button", name="Instrument"), instrument)
        self.hand.choose(self.dialog.get_by_role("button", name="Held against"), definition)

    def check(self, text: str) -> None:
        self.hand.write(self.dialog.get_by_role("textbox", name="Answers"), text)
        self.hand.press(self.dialog.get_by_role("button", name="Check the file"))

    def back(self) -> None:
        self.hand.press(self.dialog.get_by_role("button", name="Back"))

    def store(self) -> None:
        self.hand.press(self.dialog.get_by_role("button", name="Import"))
        expect(self.dialog).to_be_hidden()

    def open_report(self, title: str) -> None:
        self.hand.press(self.page.get_by_role("link", name=title))
        self.hand.press(self.page.get_by_role("link", name="How they stand"))
        expect(self.page.get_by_role("link", name="Every person (CSV)")).to_be_visible(timeout=30_000)

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")
