"""Two ways to use a page. A test says what is pressed; the hand says how."""

from typing import Protocol

from playwright.sync_api import FloatRect, Locator, expect

FARTHEST = 160  # presses of Tab that reach everything on our longest page


class Hand(Protocol):
    def press(self, target: Locator) -> None: ...
    def write(self, target: Locator, text: str) -> None: ...
    def choose(self, trigger: Locator, item: str) -> None: ...
    def slide(self, thumb: Locator, steps: int) -> None: ...


class MouseHand:
    def press(self, target: Locator) -> None:
        """A click on what the eye sees; a checkbox of ours is pressed by its label."""
        target.page.evaluate("document.fonts.ready.then(() => true)")  # until then lines still move under the pointer
        if target.get_attribute("type") in {"checkbox", "radio"}:
            target.locator("xpath=ancestor::label").click()
        else:
            target.click()

    def write(self, target: Locator, text: str) -> None:
        target.fill(text)

    def choose(self, trigger: Locator, item: str) -> None:
        self.press(trigger)
        trigger.page.get_by_role("menuitem", name=item).or_(trigger.page.get_by_role("option", name=item)).first.click()

    def slide(self, thumb: Locator, steps: int) -> None:
        """Drags a thumb along its track by so many steps; each may go as far as its neighbour."""
        track = thumb.locator("xpath=ancestor::*[@data-orientation][1]")
        inputs = track.locator("input")
        lowest, highest = inputs.first.get_attribute("min"), inputs.last.get_attribute("max")
        step = _box(track)["width"] / (float(highest or 0) - float(lowest or 0))
        seen = _box(thumb.locator("xpath=ancestor::*[@data-rac][1]"))
        x, y = seen["x"] + seen["width"] / 2, seen["y"] + seen["height"] / 2
        mouse = thumb.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + steps * step, y, steps=8)
        mouse.up()


class KeyboardHand:
    """Tab to it, then Enter or Space: what cannot be reached so, cannot be used by everybody."""

    def press(self, target: Locator) -> None:
        kind = target.get_attribute("type")
        if kind == "radio":
            self._reach_in_group(target)
        else:
            self._reach(target)
        target.page.keyboard.press("Space" if kind in {"checkbox", "radio"} else "Enter")

    def write(self, target: Locator, text: str) -> None:
        self._reach(target)
        keyboard = target.page.keyboard
        keyboard.press("Control+a")
        keyboard.insert_text(text)

    def choose(self, trigger: Locator, item: str) -> None:
        self.press(trigger)
        page = trigger.page
        entry = page.get_by_role("menuitem", name=item).or_(page.get_by_role("option", name=item)).first
        expect(entry).to_be_visible()
        for _ in range(40):
            if _has_focus(entry):
                break
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")

    def slide(self, thumb: Locator, steps: int) -> None:
        self._reach(thumb)
        for _ in range(abs(steps)):
            thumb.page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")

    def _reach(self, target: Locator) -> None:
        expect(target).to_be_visible()
        for _ in range(FARTHEST):
            if _has_focus(target):
                return
            target.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {target}")

    def _reach_in_group(self, target: Locator) -> None:
        """Tab leads into a group of radio buttons once, arrows lead on inside it."""
        expect(target).to_be_visible()
        for _ in range(FARTHEST):
            if target.evaluate("element => document.activeElement.name === element.name"):
                break
            target.page.keyboard.press("Tab")
        for _ in range(20):
            if _has_focus(target):
                return
            target.page.keyboard.press("ArrowDown")
        raise AssertionError(f"Neither Tab nor arrows reach {target}")


def _box(target: Locator) -> FloatRect:
    box = target.bounding_box()
    assert box is not None, f"{target} is not drawn"
    return box


def _has_focus(target: Locator) -> bool:
    return bool(target.evaluate("element => element === document.activeElement"))
