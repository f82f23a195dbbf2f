"""An organisation on a server of its own, with a member of any role as soon as a test asks for one."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.e2e.mailbox import link_in_mail

PASSWORD = "a sentence that is easy to remember"
OWNER = "owner@house.example"

SEND = """async ([path, body]) => {
  await fetch('/api/v1/start')
  const token = document.cookie.match(/__Host-csrftoken=([^;]+)/)[1]
  const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': token, 'Idempotency-Key': crypto.randomUUID() }
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  return [answer.status, await answer.text()]
}"""


@dataclass
class House:
    """Where it is served, where its mails lie, and who belongs to it."""

    url: str
    outbox: Path
    browser: Browser
    members: set[str] = field(default_factory=set)

    def found(self, code: str) -> None:
        """Registers the first owner by the code from the terminal."""
        body = {
            "code": code,
            "email": OWNER,
            "name": "Ines Owner",
            "password": PASSWORD,
            "organisation_name": "The house",
        }
        self._send("/api/v1/first-owner", body)
        self.members.add(OWNER)

    def sign_in(self, page: Page, role: str, *, name: str = "") -> None:
        """Signs in as a member who has this role alone; invites and lets them join where they are not in yet.

        Without a name, one is made of the role: a member whom many tests share.
        """
        name = name or role.replace("_", " ").title()
        email = f"{name.lower().replace(' ', '_')}@house.example"
        if email not in self.members:
            self._let_in(role, name, email)
        self._enter(page, email)

    def _enter(self, page: Page, email: str) -> None:
        page.goto(f"{self.url}/sign-in")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Password").press("Enter")
        page.get_by_role("heading", level=1).filter(has_text="Good to see you").wait_for()

    def _let_in(self, role: str, name: str, email: str) -> None:
        page = self.browser.new_context().new_page()
        self._enter(page, OWNER)
        organisation = page.url.split("/o/")[1].split("/")[0]
        invitation = {"email": email, "name": name, "roles": [role]}
        self._send(f"/api/v1/organisations/{organisation}/members/invitations", invitation, page)
        page.context.close()
        token = link_in_mail(self, email, "invitation").split("#")[1]
        self._send("/api/v1/invitations/accept", {"token": token, "name": name, "password": PASSWORD})
        self.members.add(email)

    def _send(self, path: str, body: dict[str, object], page: Page | None = None) -> None:
        """Posts from a page of the product, so that cookies and anti-forgery work as they do for people."""
        own = page or self.browser.new_context().new_page()
        if page is None:
            own.goto(f"{self.url}/licences-of-nothing")
        status, text = own.evaluate(SEND, [path, body])
        assert status < 300, f"{path}: {status} {text}"
        if page is None:
            own.context.close()
