"""The portal's pages, as its own source lists them, and how one person walks through those that they see."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.browsing import PHONE, Visitor

_APP = Path(__file__).resolve().parents[2] / "web" / "src" / "app.tsx"
_GROUP = re.compile(r"^const ([A-Z]+)\b|^  ([a-z]+): |^(?:export )?function (App|Doors)\b")
_ROUTE = re.compile(r"<Route (?:(index)|path=\"([^\"]+)\") element=")
_GO = """path => {
  // The page that is left stands until the next one is ready: it is marked, to see it go.
  const here = document.querySelector("#content .page, #content .ant-result");
  if (here && window.location.pathname !== path) here.dataset.left = "";
  window.history.pushState(null, "", path);
  window.dispatchEvent(new PopStateEvent("popstate"));
}"""
_LINKS = "[...document.querySelectorAll('#content a[href^=\"/\"]')].map(one => one.getAttribute('href'))"
_OUT_OF_REACH = Path(__file__).with_name("out_of_reach.js")
_LEAST_PX = 24
_SHRUNK_MS = 5_000


def routes() -> set[tuple[str, str]]:
    """(group, path) of every page: a group is a portal, or the pages that some people have besides."""
    found, group = set(), ""
    for line in _APP.read_text(encoding="utf-8").splitlines():
        named = _GROUP.match(line)
        group = next((name for name in named.groups() if name), "") if named else group
        found |= {(group, path.removeprefix("/")) for _, path in _ROUTE.findall(line) if path != "*"}
    return found


@dataclass
class Tour:
    """One person's way through pages: each in both languages, and at a phone's width."""

    person: Visitor
    name: str
    hrefs: set[str] = field(default_factory=set)
    seen: dict[str, str] = field(default_factory=dict)

    def visit(self, paths: list[str], known: dict[str, str] | None = None) -> None:
        """See every path; one with a parameter by a link on a page seen before, or by `known`.

        What nothing leads to is left out of `seen`.
        """
        left = sorted(paths, key=lambda path: ":" in path)
        for path in left:
            href = self._address(path, paths, known or {})
            if href is not None:
                self._look(path, href)

    def in_english(self) -> None:
        """See the same pages again in the other language."""
        page = self.person.page
        page.get_by_role("button", name="English").click()
        page.get_by_role("button", name="中文").wait_for()
        for path, href in self.seen.items():
            self._open(href)
            self.person.hold_to_rules(f"{self.name}/{path} (en)")
        page.get_by_role("button", name="中文").click()

    def _address(self, path: str, paths: list[str], known: dict[str, str]) -> str | None:
        if ":" not in path:
            return f"/{path}"
        if path in known:
            return known[path]
        shape = re.compile("/" + re.sub(r":\w+", "[^/?#]+", path))
        plain = {f"/{one}" for one in paths if ":" not in one}
        return next((href for href in sorted(self.hrefs) if shape.fullmatch(href) and href not in plain), None)

    def _look(self, path: str, href: str) -> None:
        self._open(href)
        page, told = self.person.page, f"{self.name}/{path}"
        if page.get_by_text("没有这个页面").count():
            return
        self.seen[path] = href
        self.hrefs |= set(page.evaluate(_LINKS))
        self.person.see("page-" + re.sub(r"\W+", "-", told).strip("-"))
        page.set_viewport_size(PHONE)
        self._narrow(told)
        out = page.evaluate(_OUT_OF_REACH.read_text(encoding="utf-8").strip().rstrip(";"), _LEAST_PX)
        self.person.troubles += [f"{told}: out of a finger's reach: {one}" for one in out]
        page.screenshot(path=self.person.picture("phone-" + re.sub(r"\W+", "-", told).strip("-")), full_page=True)
        page.set_viewport_size({"width": 1280, "height": 860})

    def _narrow(self, told: str) -> None:
        """Wait until pictures have shrunk with the page; what is still too wide then is a trouble."""
        html = self.person.page.locator("html")
        try:
            expect(html).to_have_js_property("scrollWidth", PHONE["width"], timeout=_SHRUNK_MS)
        except AssertionError:
            width = html.evaluate("one => one.scrollWidth")
            self.person.troubles.append(f"{told}: {width} pixels wide on a phone")

    def _open(self, href: str) -> None:
        page = self.person.page
        page.evaluate(_GO, href)
        expect(page.locator("[data-left]")).to_have_count(0)
        page.wait_for_load_state("networkidle")
        self.person.settle()
