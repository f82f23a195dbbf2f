"""The culture studio."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hand import Hand


class CultureStudio:
    def __init__(self, page: Page, hand: Hand) -> None:
        self.page = page
        self.hand = hand

    def begin(self, name: str) -> None:
        self.hand.press(self.page.get_by_role("navigation", name="Main").get_by_role("link", name="Culture"))
        self.hand.press(self.page.get_by_role("button", name="Begin a definition"))
        self.hand.write(self.dialog.get_by_label("Name"), name)
        self.hand.press(self.dialog.get_by_role("button", name="Begin"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(name)

    def write_levels(self, *, statement: str, cry: str, definition: str) -> None:
        self.hand.write(self.page.get_by_label("Statement"), statement)
        self.hand.write(self.page.get_by_label("Rallying cry"), cry)
        self.hand.write(self.page.get_by_label("Full definition"), definition)
        self.hand.press(self.page.get_by_role("button", name="Save the words"))
        expect(self.page.get_by_role("button", name="Edit the words")).to_be_visible()

    def adopt(self, *names: str) -> None:
        self.hand.press(self.page.get_by_role("button", name="Take from the library"))
        for name in names:
            self.hand.press(self.dialog.get_by_role("checkbox", name=name))
        self.hand.press(self.dialog.get_by_role("button", name="Take them in"))
        expect(self.dialog).to_be_hidden()

    def open_place(self, name: str) -> None:
        self.hand.press(self.page.get_by_role("button", name=f"Place {name}"))
        expect(self.dialog).to_be_visible()

    def place_band(self, lower: int, upper: int, *, behaviour: str, why: str) -> None:
        self._figure("Lower edge", lower)
        self._figure("Upper edge", upper)
        self.save_place(behaviour=behaviour, why=why)

    def place_level(self, level: int, *, behaviour: str, why: str) -> None:
        self._figure("Wished level", level)
        self.save_place(behaviour=behaviour, why=why)

    def save_place(self, *, behaviour: str, why: str) -> None:
        self.hand.write(self.dialog.get_by_label("Why it pays"), why)
        self.hand.write(self.dialog.get_by_label("On culture"), behaviour)
        self.hand.press(self.dialog.get_by_role("button", name="Save the place"))
        expect(self.dialog).to_be_hidden()

    def move_edge(self, edge: str, steps: int) -> None:
        """Moves an edge of the band on the line itself."""
        self.hand.slide(self.dialog.get_by_role("slider", name=edge), steps)

    def edge(self, edge: str) -> Locator:
        return self.dialog.get_by_role("textbox", name=edge)

    def name_signatories(self, *names: str, quorum: int = 1) -> None:
        self.hand.press(self.page.get_by_role("button", name="Name the signatories"))
        for name in names:
            self.hand.press(self.dialog.get_by_role("checkbox", name=name))
        if quorum > 1:
            self._figure("How many signatures", quorum)
        self.hand.press(self.dialog.get_by_role("button", name="Name them"))
        expect(self.dialog).to_be_hidden()

    def propose(self) -> None:
        self.hand.press(self.page.get_by_role("button", name="Propose for signature"))
        self.hand.press(self.dialog.get_by_role("button", name="Propose it"))
        expect(self.dialog).to_be_hidden()

    def take_back(self) -> None:
        self.hand.press(self.page.get_by_role("button", name="Take it back to edit"))
        self.hand.press(self.dialog.get_by_role("button", name="Take it back"))
        expect(self.dialog).to_be_hidden()

    def draft_next(self, definition: str) -> None:
        """The next version of a signed definition, from the list of all."""
        self.hand.press(self.page.get_by_role("navigation", name="Main").get_by_role("link", name="Culture"))
        card = self.page.get_by_role("region", name=definition)
        self.hand.press(card.get_by_role("button", name="Draft the next version"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("2")

    def sign(self, password: str) -> None:
        """Signs; the server asks for the password again where the last proof is too old."""
        self.hand.press(self.page.get_by_role("main").get_by_role("button", name="Sign"))
        self.hand.press(self.dialog.get_by_role("button", name="Sign it"))
        proof = self.dialog.get_by_label("Password")
        signed = self.page.get_by_text("You have signed")
        expect(proof.or_(signed).first).to_be_visible()
        if proof.is_visible():
            self.hand.write(proof, password)
            self.hand.press(self.dialog.get_by_role("button", name="Confirm"))
        expect(signed.first).to_be_visible()

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def _figure(self, label: str, value: int) -> None:
        field = self.dialog.get_by_role("textbox", name=label)
        self.hand.write(field, str(value))
        self.page.keyboard.press("Tab")
