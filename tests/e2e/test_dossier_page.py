"""The dossier's page in a real browser: nothing fails, nothing is fetched, and nothing runs off the page's width."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from puhui.kernel import Language
from puhui.privacy.dossier import as_page, compose
from puhui.storage import Database
from tests.e2e.browsing import SCREENSHOTS
from tests.unit.privacy.test_dossier import a_day, read, the_ledger

PHONE = {"width": 390, "height": 844}


def _page(folder: Path) -> Path:
    database = Database.in_memory()
    database.create()
    with database.transaction() as connection:
        a_day(connection)
        told = read(connection, the_ledger())
    database.close()
    path = folder / "dossier.html"
    path.write_text(as_page("dossier", [(one, compose(told, one)) for one in Language]), encoding="utf-8")
    return path


def test_the_page_is_read_in_both_languages_without_asking_anyone(browser: Browser, tmp_path: Path) -> None:
    path = _page(tmp_path)
    page, asked, troubles = browser.new_page(viewport={"width": 1100, "height": 1400}), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: troubles.append(said.text))
    page.goto(path.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_count(2)
    expect(page.get_by_role("img")).to_have_count(12)  # of lists two bars, of budgets four, in two languages
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "privacy-dossier.png")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert (asked, troubles) == ([path.as_uri()], [])
    page.close()


def test_on_a_phone_a_row_is_a_list_that_names_its_columns(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(_page(tmp_path).as_uri())
    page.screenshot(path=SCREENSHOTS / "privacy-dossier-phone.png")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    wide = page.evaluate("[...document.querySelectorAll('table')].every(one => one.scrollWidth <= window.innerWidth)")
    assert wide
    first = page.locator("[id=zh-CN-of_us] ~ .wide").first
    expect(first.locator("thead")).to_be_hidden()
    head = first.locator("td").nth(2).evaluate("one => getComputedStyle(one, '::before').content")
    assert head == '"谁做什么"'
    page.close()
