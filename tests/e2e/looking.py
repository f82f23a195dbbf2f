"""Looking at a page: as axe does, as a translator does, and as a customer does, on a desk and on a phone."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "var" / "screens"
SIZES = ((1280, 800), (360, 740))
SCHEMES = ("light", "dark")
JUDGED_BY_AXE = ("1280-light", "360-dark")  # both layouts and both schemes, at half the time

UNBRACKETED = """() => {
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim()
    const parent = node.parentElement
    if (!/\\p{L}{2}/u.test(text)) continue
    if (parent.closest('[translate=no], script, style, noscript, textarea, time, title, desc')) continue
    if (/^\\d{1,2} \\p{L}{3,4} \\d{4}(, [\\d:]+)?$/u.test(text)) continue // a date, in the words of Intl
    if (!parent.checkVisibility({ visibilityProperty: true })) continue
    let place = parent, inBrackets = false
    while (place && place !== document.body && !inBrackets) {
      const whole = place.textContent.trim()
      inBrackets = whole.startsWith('[') && whole.includes(']') && bracketed(place.textContent, text)
      place = place.parentElement
    }
    if (!inBrackets) found.push(text)
  }
  return found

  function bracketed(whole, text) {
    const at = whole.indexOf(text)
    const before = whole.slice(0, at + text.length)
    return text.startsWith('[') || (before.split('[').length > before.slice(0, at).split(']').length)
  }
}"""


@cache
def _axe() -> str:
    return (ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


class Looker:
    def __init__(self, mode: str) -> None:
        self.mode = mode

    def __call__(self, page: Page, name: str) -> None:
        """Holds the page as it stands to everything; leaves a screenshot a size and scheme in var/screens."""
        if self.mode == "pseudo":
            strays = page.evaluate(UNBRACKETED)
            assert strays == [], f"{name}: texts that never went through a catalogue: {strays}"
            return
        sizes = SIZES if self.mode == "plain" else SIZES[:1]
        for width, height in sizes:
            for scheme in SCHEMES if self.mode == "plain" else SCHEMES[:1]:
                page.set_viewport_size({"width": width, "height": height})
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] -- one of the two literals
                page.wait_for_timeout(250)  # colours fade over
                self._check(page, f"{name}-{width}-{scheme}")
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(color_scheme="light")

    def _check(self, page: Page, shot: str) -> None:
        if shot.endswith(JUDGED_BY_AXE):
            violations = _violations(page)
            assert violations == [], f"{shot}: {violations}"
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{shot}: {overflow} px wider than the window"
        if self.mode == "plain":
            SCREENS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SCREENS / f"{shot}.png", full_page=True)


def _violations(page: Page) -> list[tuple[str, Any]]:
    page.evaluate(_axe())
    # React Aria announces a pending button through a picture named by the button, which axe meets after it has gone.
    found = page.evaluate("axe.run({ exclude: ['[data-live-announcer]'] }, { resultTypes: ['violations'] })")
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found["violations"]]
