"""What must never happen on any page, watched from the first request to the last."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

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


class OfflineWatch(Watch):
    """Being without a network is part of the product here; the browser logs a line for every attempt."""

    def verdict(self) -> None:
        self.complaints = [line for line in self.complaints if "Failed to load resource: net::ERR_" not in line]
        super().verdict()


@contextmanager
def watched_pages(browser: Browser, url: str, *, script: str = "") -> Iterator[Callable[[], Page]]:
    """Opens pages, each in a browser of its own as another person would have it; ends with the watch's verdict."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_page() -> Page:
        context = browser.new_context(base_url=url, viewport={"width": 1280, "height": 800}, locale="en-GB")
        context.set_default_timeout(10_000)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        opened.append((context, Watch(page)))
        return page

    yield open_page
    for context, watch in opened:
        context.close()
        watch.verdict()
