"""The dossier's page in a real browser: nothing fails, nothing is fetched, and nothing runs off the page's width."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from puhui.kernel import Language
from puhui.privacy.dossier import as_page, compose, read_dossier
from puhui.storage import Database
from tests.e2e.browsing import SCREENSHOTS
from tests.unit.privacy.leakage_jobs import START, TAX
from tests.unit.privacy.test_dossier import DAY, NAMES, a_day


def test_the_page_is_read_in_both_languages_without_asking_anyone(browser: Browser, tmp_path: Path) -> None:
    database = Database.in_memory()
    database.create()
    with database.transaction() as connection:
        a_day(connection)
        told = read_dossier(
            connection, TAX, since=START - DAY, until=START + DAY, made_at=START + DAY, names=NAMES, ledger=None
        )
    database.close()
    path = tmp_path / "dossier.html"
    path.write_text(as_page("dossier", [(one, compose(told, one)) for one in Language]), encoding="utf-8")
    page, asked, troubles = browser.new_page(viewport={"width": 1100, "height": 1400}), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: troubles.append(said.text))
    page.goto(path.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_count(2)
    expect(page.get_by_role("img")).to_have_count(4)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "privacy-dossier.png")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert (asked, troubles) == ([path.as_uri()], [])
    page.close()
