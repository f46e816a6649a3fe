"""A visitor who has nothing but a keyboard."""

from playwright.sync_api import Page

MOST_TABS = 250


class Keyboard:
    """Presses keys on a page, and looks only at what has the focus."""

    def __init__(self, page: Page) -> None:
        """Sit down in front of a page."""
        self.page = page

    def reach(self, selector: str, *, backwards: bool = False) -> None:
        """Press Tab, or Shift+Tab, until what a selector describes has the focus."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
            if self.has_focus(selector):
                return
        raise AssertionError(f"no key leads to {selector} on {self.page.url}")

    def has_focus(self, selector: str) -> bool:
        """Tell whether what has the focus is what a selector describes."""
        described = self.page.locator(selector)
        return bool(described.evaluate_all("several => several.includes(document.activeElement)"))

    def type_into(self, selector: str, text: str) -> None:
        """Go to a field and type."""
        self.reach(selector)
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """Go to a group of choices and choose one by the arrow keys."""
        group = f"input[name='{name}']"
        self.reach(group)
        self.page.keyboard.press("Space")
        for _ in range(self.page.locator(group).count()):
            if self.has_focus(f"{group}[value='{value}']:checked"):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow leads to {value} in {name} on {self.page.url}")

    def tick(self, selector: str) -> None:
        """Go to a box and tick it."""
        self.reach(selector)
        self.page.keyboard.press("Space")

    def press(self, selector: str) -> None:
        """Go to a link or a button, press Enter and wait for the page it leads to."""
        self.reach(selector)
        self.enter()

    def enter(self) -> None:
        """Press Enter on what has the focus and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
