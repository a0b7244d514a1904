"""A person before the portal: one browser context, a device that can make passkeys, and pictures of what is seen."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

_ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = _ROOT / "build" / "screenshots"
_AXE = _ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = """async () => {
  const ends = (one) => Number.isFinite(one.effect.getComputedTiming().endTime);  // half a colour is no colour of ours
  await Promise.all(document.getAnimations().filter(ends).map((one) => one.finished.catch(() => null)));
  const { violations } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
  const where = (rule) => rule.nodes.map((node) => node.target.join(" ")).slice(0, 6).join(" | ");
  return violations.map((rule) => `${rule.id}: ${rule.help}; ${where(rule)}`);
}"""
_WAITING = ".ant-skeleton-active, .ant-spin-spinning, [class*=-appear-active], [class*=-enter-active]"
_DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
_PATIENCE_MS = 30_000  # for an answer that several nodes work on, on a busy machine
expect.set_options(timeout=_PATIENCE_MS)


class Visitor:
    """One person at one node. Every error on the console is kept: `troubles` must be empty at the end."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._url = url
        self._context = browser.new_context(viewport=_DESKTOP, locale="zh-CN", timezone_id="Asia/Shanghai")
        self._context.set_default_timeout(_PATIENCE_MS)
        self.page: Page = self._context.new_page()
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda said: self._hear(said.type, said.text))

    def _hear(self, kind: str, text: str) -> None:
        # A refused request is logged by the browser itself; pages ask "who am I?" before anyone has signed in.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.troubles.append(text)

    def carry_device(self) -> None:
        """Give the person a device with a platform authenticator that asks nobody."""
        devices = self._context.new_cdp_session(self.page)
        devices.send("WebAuthn.enable")
        devices.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )

    def sign_in(self, account: dict[str, Any]) -> None:
        """Type the account at the node's door."""
        self.page.goto(self._url)
        self.page.get_by_label("用户名").fill(account["login"])
        self.page.get_by_label("密码", exact=True).fill(account["password"])
        self.page.get_by_role("button", name=re.compile("^登\\s?录$")).click()
        expect(self.page.get_by_role("navigation", name="主导航")).to_be_visible()

    def sign_out(self) -> None:
        """Leave by the menu."""
        self.page.get_by_role("button", name="账户").click()
        self.page.get_by_role("menuitem", name="退出登录").click()
        expect(self.page.get_by_label("用户名")).to_be_visible()

    def go(self, place: str) -> None:
        """Follow the main navigation."""
        self.page.get_by_role("navigation", name="主导航").get_by_role("link", name=place).click()

    def grant_more(self) -> int:
        """Choose everything that may be granted besides; how many there were."""
        boxes = self.page.get_by_test_id(re.compile("^more-"))
        names = [str(box.get_attribute("data-testid")) for box in boxes.all()]
        for name in names:
            self.page.get_by_test_id(name).check()
        return len(names)

    def consent(self) -> None:
        """Read the sheet, agree to each sensitive dataset on its own, tick what is to be ticked, and sign."""
        expect(self.page.get_by_test_id("consent-read")).to_be_visible()
        for box in self.page.get_by_test_id("consent-separate").all():
            box.check()
        self.page.get_by_test_id("consent-read").check()
        self.page.get_by_test_id("sign").click()

    def picture(self, name: str) -> Path:
        """Where a picture of that name is kept."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        return SCREENSHOTS / f"{name}.png"

    def settle(self) -> None:
        """Wait until nothing on the page is still being read."""
        expect(self.page.locator(_WAITING)).to_have_count(0)

    def see(self, name: str) -> None:
        """Keep a picture of the whole page once it has settled, and hold it to the rules."""
        self.settle()
        self.page.evaluate("window.scrollTo(0, 0)")
        self.page.screenshot(path=self.picture(name), full_page=True, animations="disabled")
        self.hold_to_rules(name)

    def hold_to_rules(self, name: str) -> None:
        """Hold the page as it is to the WCAG rules that a program can check."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_AXE.read_text(encoding="utf-8"))
        self.troubles += [f"{name}: {rule}" for rule in self.page.evaluate(_RULES)]

    def see_narrow(self, name: str) -> None:
        """Keep a picture of the page on a phone, which must not scroll sideways."""
        self.page.set_viewport_size(PHONE)
        # A waiting script would be an eval, which the portal's content security policy refuses.
        expect(self.page.locator("html")).to_have_js_property("scrollWidth", PHONE["width"])
        self.see(name)
        self.page.set_viewport_size(_DESKTOP)

    def leave(self) -> None:
        """Close the browser's window."""
        self._context.close()
