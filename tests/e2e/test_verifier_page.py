"""The verifier's page as a stranger uses it: one file opened from the disk, no network, files dropped on it."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from puhui.api.portal import verifier_page
from tests.e2e.browsing import Visitor

_VECTORS = Path(__file__).resolve().parents[1] / "vectors"
_LEDGER = json.loads((_VECTORS / "ledger_vectors.json").read_text(encoding="utf-8"))
_ERAS = json.loads((_VECTORS / "era_vectors.json").read_text(encoding="utf-8"))
_TRUST = ("trust.json", json.dumps(_LEDGER["trust"]).encode())
_RECEIPT = ("entry-4.tlog-proof", _LEDGER["receipt"]["text"].encode())
_DROP = """files => {
  const carried = new DataTransfer();
  for (const [name, base64] of files) {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    carried.items.add(new File([bytes], name));
  }
  document.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


class Reader(Visitor):
    """A person at the page. No request may leave it."""

    def __init__(self, browser: Browser, url: str) -> None:
        super().__init__(browser, url)
        self._context.set_offline(True)
        self.page.on("request", lambda request: self._watch(request.url))
        self.page.goto(url)

    def _watch(self, url: str) -> None:
        if not url.startswith(("data:", "file:")):
            self.troubles.append(f"a request to {url}")

    def give(self, *files: tuple[str, bytes]) -> None:
        """Choose the files, as if at the button."""
        carried: Any = [{"name": name, "mimeType": "", "buffer": data} for name, data in files]
        self.page.locator("#files").set_input_files(carried)

    def drop(self, *files: tuple[str, bytes]) -> None:
        """Drop the files anywhere on the page."""
        self.page.evaluate(_DROP, [[name, base64.b64encode(data).decode()] for name, data in files])

    def verdict(self) -> Any:
        """The finding of the one receipt."""
        return self.page.get_by_test_id("finding")


@pytest.fixture(params=["", "#noble"], ids=["the_browsers_ed25519", "its_own_ed25519"])
def reader(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Reader]:
    file = tmp_path / "verifier.html"
    file.write_bytes(verifier_page())
    person = Reader(browser, file.as_uri() + request.param)
    engine = person.page.locator("footer").get_attribute("data-engine")
    assert engine == ("noble" if request.param else "webcrypto")
    yield person
    person.leave()
    assert person.troubles == [], "\n".join(person.troubles)


def _see(reader: Reader, name: str) -> None:
    if reader.page.locator("footer").get_attribute("data-engine") == "webcrypto":
        reader.see(f"verifier-{name}")
        reader.see_narrow(f"verifier-{name}-phone")


def test_a_good_receipt_is_proven_in_both_languages(reader: Reader) -> None:
    page = reader.page
    expect(page.get_by_text("把回执和信任文件拖到这里")).to_be_visible()
    _see(reader, "1-empty")
    reader.drop(_RECEIPT)
    expect(reader.verdict()).to_have_attribute("data-verdict", "no-trust")
    expect(page.get_by_role("heading", name="缺信任文件")).to_be_visible()
    _see(reader, "2-no-trust")
    reader.drop(_TRUST)
    expect(page.get_by_role("heading", name="证据成立")).to_be_visible()
    assert page.get_by_test_id("step").count() == 8
    assert {one.get_attribute("data-state") for one in page.get_by_test_id("step").all()} == {"ok"}
    expect(page.get_by_text("机构0")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("证据成立")
    _see(reader, "3-holds")
    page.get_by_role("button", name="English").press("Enter")
    expect(page.get_by_role("heading", name="The evidence holds")).to_be_visible()
    expect(page.get_by_role("button", name="中文")).to_be_focused()
    expect(page.get_by_text("Organisation 0")).to_be_visible()
    page.get_by_text("Technical details").click()
    expect(page.locator("pre")).to_contain_text(_LEDGER["receipt"]["entry"])
    _see(reader, "4-holds-english")


def test_every_forged_receipt_is_refused_at_its_step(reader: Reader) -> None:
    for forged in _LEDGER["forged_receipts"]:
        step = forged["refused_at_step"]
        reader.give(_TRUST, (f"{forged['attack']}.tlog-proof", forged["text"].encode()))
        expect(reader.page.get_by_text(f"回执文件: {forged['attack']}.tlog-proof")).to_be_visible()
        expect(reader.verdict()).to_have_attribute("data-verdict", "refused")
        expect(reader.page.get_by_test_id("reason")).to_contain_text(f"第 {step} 步未通过")
        states = [one.get_attribute("data-state") for one in reader.page.get_by_test_id("step").all()]
        assert states == ["ok"] * (step - 1) + ["failed"] + ["notTaken"] * (8 - step), forged["attack"]
    _see(reader, "5-refused")


def test_receipts_from_before_between_and_after_changes_of_the_set_hold(reader: Reader) -> None:
    for told in _ERAS["receipts"]:
        trust = ("trust.json", _ERAS["trusts"][told["trust"]].encode())
        reader.give(trust, (f"{told['case']}.tlog-proof", told["text"].encode()))
        expect(reader.page.get_by_text(f"回执文件: {told['case']}.tlog-proof")).to_be_visible()
        expect(reader.verdict()).to_have_attribute("data-verdict", "holds")


def test_a_receipt_of_sm2_and_sm3_holds(reader: Reader) -> None:
    told = json.loads((_VECTORS / "ledger_vectors_sm2.json").read_text(encoding="utf-8"))
    reader.drop(
        ("trust.json", json.dumps(told["trust"]).encode()), ("sm2.tlog-proof", told["receipt"]["text"].encode())
    )
    expect(reader.verdict()).to_have_attribute("data-verdict", "holds")


def test_an_event_is_proven_with_its_own_bytes_and_no_others(reader: Reader) -> None:
    event = _LEDGER["event"]
    reader.drop(_TRUST, ("reading.event", event["receipt"].encode()))
    expect(reader.page.get_by_role("heading", name="缺原始数据")).to_be_visible()
    reader.drop(("reading.txt", bytes.fromhex(event["bytes"])))
    expect(reader.page.get_by_role("heading", name="证据成立")).to_be_visible()
    assert reader.page.get_by_test_id("event-step").count() == 4
    _see(reader, "6-event")
    reader.drop(("reading.txt", b"meter reading 4"))
    expect(reader.verdict()).to_have_attribute("data-verdict", "refused")
    expect(reader.page.get_by_test_id("reason")).to_contain_text("事件核验第 4 步未通过")
    _see(reader, "7-event-refused")


def test_a_trust_file_that_cannot_be_used_is_told_with_its_cure(reader: Reader) -> None:
    trust = json.dumps(_LEDGER["trust"]).replace('"quorum": 3', '"quorum": 2')
    reader.drop(_RECEIPT, ("trust.json", trust.encode()))
    expect(reader.page.get_by_role("heading", name="信任文件不可用")).to_be_visible()
    expect(reader.page.get_by_test_id("trust-fault")).to_contain_text("三分之二")
    _see(reader, "8-bad-trust")


def test_the_page_cannot_talk_to_anyone(reader: Reader) -> None:
    """Not because the network is away: its policy refuses before anything is asked."""
    told = reader.page.evaluate(
        """async () => {
          const refused = [];
          document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
          await fetch("https://puhui.example/").catch(() => null);
          const image = new Image();
          await new Promise((done) => { image.onerror = done; image.src = "https://puhui.example/x.png"; });
          return refused;
        }"""
    )
    assert told == ["connect-src", "img-src"]
    reader.troubles.clear()  # the browser's own words about the two
