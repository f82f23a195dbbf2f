"""What must never happen on any page, watched from the first request to the last."""

from playwright.sync_api import ConsoleMessage, Page

# The browser logs a line for every answer of 400 and above; refusals are part of the product.
REFUSAL = "Failed to load resource: the server responded with a status of 4"


class Watch:
    """Collects script errors, console errors and reports of the content security policy."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on(
            "response", lambda answer: answer.status >= 500 and self.complaints.append(f"{answer.status} {answer.url}")
        )
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', event =>"
            " console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))"
        )

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(REFUSAL):
            self.complaints.append(f"console: {message.text}")

    def verdict(self) -> None:
        assert self.complaints == [], self.complaints
