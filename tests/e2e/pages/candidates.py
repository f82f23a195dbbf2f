"""The candidates of a campaign: the list, one page, two beside each other, the decision, the report."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hand import Hand


class CandidatePages:
    def __init__(self, page: Page, hand: Hand) -> None:
        self.page = page
        self.hand = hand

    def row(self, name: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=name)

    def wait_for_positions(self, *names: str) -> None:
        """Scoring is a job; the list shows its pictures when it is loaded after the job."""
        for _ in range(60):
            if all(self.row(name).get_by_role("img").count() for name in names):
                return
            self.page.wait_for_timeout(500)
            self.page.reload()
            expect(self.row(names[0])).to_be_visible()
        raise AssertionError(f"no positions of {names}")

    def compare(self, *names: str) -> None:
        for name in names:
            self.hand.press(self.page.get_by_role("checkbox", name=f"Compare {name}"))
        self.hand.press(self.page.get_by_role("link", name=f"Compare {len(names)} people"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Side by side")

    def open(self, name: str) -> None:
        self.hand.press(self.page.get_by_role("link", name=name))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(name)

    def begin_decision(self) -> None:
        self.hand.press(self.page.get_by_role("button", name="Decide"))
        expect(self.dialog).to_be_visible()

    def decide_to_meet(self, *, reason: str, words: str) -> None:
        self.hand.press(self.dialog.get_by_role("radio", name="Meet this person"))
        self.hand.write(self.dialog.get_by_label("Your reason"), reason)
        self.hand.write(self.dialog.get_by_label("Words to the candidate"), words)
        self.hand.press(self.dialog.get_by_role("button", name="Record the decision"))
        expect(self.dialog).to_be_hidden()

    def open_report(self) -> None:
        self.hand.press(self.page.get_by_role("link", name="Report"))
        expect(self.page.get_by_role("link", name="Back to the candidate")).to_be_visible()

    def download(self, link: str) -> Path:
        with self.page.expect_download() as fetched:
            self.hand.press(self.page.get_by_role("link", name=link))
        return Path(fetched.value.path())

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")
