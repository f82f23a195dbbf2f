"""The doors of the console."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hand import Hand

PASSWORD = "a sentence that is easy to remember"


class SignInPage:
    def __init__(self, page: Page, hand: Hand) -> None:
        self.page = page
        self.hand = hand

    def open(self) -> None:
        self.page.goto("/sign-in")

    def sign_in(self, email: str, password: str) -> None:
        self.hand.write(self.page.get_by_label("E-mail"), email)
        self.hand.write(self.page.get_by_label("Password"), password)
        self.hand.press(self.page.get_by_role("button", name="Sign in"))

    def enter_code(self, code: str) -> None:
        self.hand.write(self.page.get_by_label("Code from your authenticator app"), code)
        self.hand.press(self.page.get_by_role("button", name="Go on"))

    @property
    def refusal(self) -> Locator:
        return self.page.get_by_role("alert")


def accept_invitation(page: Page, hand: Hand, link: str, password: str = PASSWORD) -> None:
    page.goto(link)
    hand.write(page.get_by_label("New password"), password)
    hand.press(page.get_by_role("button", name="Join"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Good to see you")
