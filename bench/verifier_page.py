"""Time to verify a receipt of seven cosigners on the verifier's page, in headless Chromium, by both Ed25519 back ends.

python bench/verifier_page.py [--rounds 40] [--json]
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from puhui.api.portal import verifier_page

sys.path.insert(0, str(Path(__file__).parent))
from consortium import Consortium

CONSENSUS, ENTRIES = 7, 200
CHROMIUM = "/usr/bin/chromium"
BACK_ENDS = {"webcrypto": "", "noble": "#noble"}


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=40)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    consortium = Consortium(CONSENSUS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with consortium.ledger(folder) as ledger:
            verdicts = ledger.submit_all(consortium.batches(ENTRIES))
            receipt, trust = ledger.receipt(verdicts[-1].entry), ledger.trust
        assert trust is not None
        page_file = folder / "verifier.html"
        page_file.write_bytes(verifier_page())
        files = [_file("trust.json", trust.to_bytes()), _file("one.tlog-proof", receipt)]
        report = {"page_bytes": len(verifier_page()), "consensus_nodes": CONSENSUS, "rounds": options.rounds}
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for back_end, ask in BACK_ENDS.items():
                page = chromium.new_page()
                page.goto(page_file.as_uri() + ask)
                assert page.locator("footer").get_attribute("data-engine") == back_end
                times = [_verify(page, files) for _ in range(options.rounds)]
                report[f"{back_end}_first_ms"] = times[0]
                report[f"{back_end}_ms_median"] = round(statistics.median(times), 2)
            chromium.close()
    _tell(report, as_json=options.json, to=print)


def _verify(page: Page, files: list[dict[str, object]]) -> float:
    """The milliseconds that the page itself measured, from the files' bytes to the verdict."""
    page.evaluate("document.querySelector('[data-testid=finding]')?.removeAttribute('data-ms')")
    page.locator("#files").set_input_files(files)  # type: ignore[arg-type]
    finding = page.locator("[data-testid=finding][data-ms]")
    finding.wait_for()
    assert finding.get_attribute("data-verdict") == "holds"
    return float(finding.get_attribute("data-ms") or "nan")


def _file(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "", "buffer": data}


def _tell(report: dict[str, object], *, as_json: bool, to: Callable[[str], None]) -> None:
    if as_json:
        to(json.dumps(report))
        return
    for key, value in report.items():
        to(f"{key:40} {value:>12,}")


if __name__ == "__main__":
    main()
