"""The members page."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hand import Hand


class MembersPage:
    def __init__(self, page: Page, hand: Hand) -> None:
        self.page = page
        self.hand = hand

    def open(self) -> None:
        self.hand.press(self.page.get_by_role("navigation", name="Main").get_by_role("link", name="Members"))
        expect(self.page.get_by_role("table")).to_be_visible()

    def row(self, email: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=email)

    def begin_invitation(self) -> None:
        self.hand.press(self.page.get_by_role("button", name="Invite a member"))

    def invite(self, *, email: str, name: str, roles: list[str]) -> None:
        self.begin_invitation()
        dialog = self.page.get_by_role("dialog")
        self.hand.write(dialog.get_by_label("E-mail"), email)
        self.hand.write(dialog.get_by_label("Name"), name)
        self._tick(dialog, roles)
        self.hand.press(dialog.get_by_role("button", name="Send the invitation"))
        expect(dialog).to_be_hidden()

    def change_roles(self, email: str, roles: list[str]) -> None:
        self.act(email, "Change roles")
        dialog = self.page.get_by_role("dialog")
        self._tick(dialog, roles)
        self.hand.press(dialog.get_by_role("button", name="Save the roles"))
        expect(dialog).to_be_hidden()

    def deactivate(self, email: str) -> None:
        self.act(email, "Deactivate")
        dialog = self.page.get_by_role("dialog")
        self.hand.press(dialog.get_by_role("button", name="Deactivate"))
        expect(dialog).to_be_hidden()

    def act(self, email: str, action: str) -> None:
        self.hand.choose(self.row(email).get_by_role("button"), action)

    def _tick(self, dialog: Locator, roles: list[str]) -> None:
        for role in roles:
            self.hand.press(dialog.get_by_role("checkbox", name=role))
