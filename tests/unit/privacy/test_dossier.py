"""The dossier: a day's record of one node, told for a legal department. Checked by what it says, not by its bytes."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection
from typer.testing import CliRunner

from puhui.assembly.settings import Settings
from puhui.cli import app
from puhui.kernel import Language, Text
from puhui.privacy.dossier import Dossier, as_markdown, as_page, compose, read_dossier, title_of, words
from puhui.privacy.dossier.blocks import Bars, Heading, Table
from puhui.privacy.dossier.composing import SECTIONS
from puhui.privacy.leakage import Standing, admit, refuse, settle, with_own
from puhui.privacy.leakage.errors import LeakageRefused
from puhui.privacy.leakage.model import Asked
from puhui.privacy.model import Op, Scheme
from puhui.storage import Database
from tests.unit.privacy.leakage_jobs import SALES, START, SUITE, TAX, group, match_of, model_of, sum_of

NAMES = {
    TAX: Text(zh="青禾市税务局", en="Qinghe Tax Bureau"),
    "bank-a": Text(zh="青禾银行", en="Bank of Qinghe"),
    "regulator": Text(zh="金融监管局", en="Financial Regulator"),
}
DAY = timedelta(days=1)
BOTH = [Language.ZH_CN, Language.EN]


def a_day(connection: Connection) -> None:
    """Matches of which one hit nothing, a sum, its differencing refused, a training that failed, one never begun."""
    steps: list[tuple[Asked, Standing | None, str, int | None]] = [
        (match_of(50_000, 40_000, nonce="1", both=True), Standing.LEARNT, "", 9_000),
        (match_of(50_000, 40_000, nonce="2", both=True), Standing.LEARNT, "", 3),
        (sum_of(["N", "S"], nonce="3"), Standing.LEARNT, "", None),
        (sum_of(["N", "S"], nonce="4"), None, "", None),
        (model_of(Op.TRAIN, 1000, 5, nonce="5"), Standing.FAILED, "party_lost", None),
        (match_of(50_000, 50_000, nonce="6"), Standing.VOID, "cancelled", None),
        (match_of(50_000, 30_000, nonce="7", bank="<b>bank|b</b>"), Standing.LEARNT, "", None),
    ]
    members = [f"e{at}" for at in range(12)]
    for hour, (asked, standing, reason, found) in enumerate(steps):
        at = START + timedelta(hours=hour)
        answers = [group(members[: 10 + (hour == 3)])] if asked.spec.op is Op.SUM else None
        try:
            admit(connection, asked, at=at, suite=SUITE, answers=answers)
        except LeakageRefused as error:
            refuse(connection, asked, error, at=at)
            continue
        assert standing is not None
        settle(connection, asked.job, standing, at=at, reason=reason, found=found)


@pytest.fixture
def told() -> Iterator[Dossier]:
    database = Database.in_memory()
    database.create()
    with database.transaction() as connection:
        a_day(connection)
        known = match_of(50_000, 40_000, nonce="1", both=True)

        def ledger(key: str) -> dict[str, object] | None:
            if key != f"computations/{known.job}":
                return None
            return {"index": 4711, "entry": "ab", "program": known.spec.program, "closed": {TAX: {"outcome": "done"}}}

        yield read_dossier(
            connection,
            TAX,
            since=START - timedelta(hours=1),
            until=START + timedelta(days=1),
            made_at=START + timedelta(days=2),
            names=NAMES,
            ledger=ledger,
            limits=with_own({"trainings_max": 1}),
        )
    database.close()


def table(dossier: Dossier, section: str, language: Language = Language.EN) -> list[tuple[str, ...]]:
    """The rows of all tables of a section."""
    rows: list[tuple[str, ...]] = []
    here = False
    for block in compose(dossier, language):
        if isinstance(block, Heading) and block.level == 2:
            here = block.anchor == section
        if here and isinstance(block, Table):
            rows += block.rows
    return rows


def test_the_summary_counts_what_the_record_has(told: Dossier) -> None:
    rows = {row[0].strip(): row[1] for row in table(told, "summary")}
    assert rows["Jobs taken part in"] == "5"
    assert rows["of these done"] == "4"
    assert rows["of these failed"] == "1"
    assert rows["Jobs refused"] == "1"
    assert rows["Jobs under a mandate of this institution"] == "5"


def test_the_summary_says_what_needs_somebody(told: Dossier) -> None:
    text = as_markdown(compose(told, Language.EN))
    assert "1 jobs failed" in text
    assert "1 jobs were refused" in text
    assert "1 matches hit next to nothing" in text
    assert "has used 100% of its budget of models fitted or validated on tax-bureau/sales" in text
    assert "4 jobs have no agreeing record on the ledger" in text


def test_a_job_is_told_with_its_parties_receivers_mandate_and_entry(told: Dossier) -> None:
    first = table(told, "jobs")[0]
    assert first[1:8] == (
        "match of two lists",
        "Bank of Qinghe",
        "Bank of Qinghe, Qinghe Tax Bureau",
        "marketing",
        "mandate mdt_1",
        "done",
        "4,711",
    )
    assert first[0] == "2026-03-02 09:00"


def test_what_others_learnt_is_added_up_in_words(told: Dossier) -> None:
    rows = {(row[0], row[3]): row for row in table(told, "learnt")}
    keys = rows["Bank of Qinghe", "which of its own keys Qinghe Tax Bureau has too"]
    assert (keys[1], keys[4], keys[5]) == (SALES, "2", "80,000 keys")
    sums = rows["Financial Regulator", "the sums of groups that reach the thresholds"]
    assert sums[5] == "2 sums"
    assert rows["Bank of Qinghe", "which of its own keys Bank of Qinghe has too"][5] == "100,000 keys"
    assert [row[5] for row in table(told, "learnt") if "how many rows Qinghe Tax Bureau has; " in row[3]] == ["—"] * 4


def test_refusals_and_failures_stand_with_their_codes(told: Dossier) -> None:
    reasons = [(row[3], row[4]) for row in table(told, "refusals")]
    assert reasons == [
        ("done", "hit next to nothing"),
        ("refused", "with earlier answers it would single out a few enterprises (differencing_refused)"),
        ("failed (counted all the same)", "a party left in the middle (party_lost)"),
        ("never started", "it was cancelled (cancelled)"),
    ]


def test_a_record_that_the_ledger_has_with_another_program_is_not_agreed(told: Dossier) -> None:
    assert len(told.not_on_ledger()) == 4
    assert len({job.job for job in told.not_on_ledger()} & {match_of(50_000, 40_000, nonce="1", both=True).job}) == 0


@pytest.mark.parametrize("language", BOTH)
def test_every_section_is_there_in_each_language_and_no_placeholder_is_left(told: Dossier, language: Language) -> None:
    text = as_markdown(compose(told, language))
    for section in SECTIONS.values():
        assert f"## {section.in_(language)}\n" in text
    assert not re.search(r"\{[a-z_]+\}", text)
    for heading in words.standard()[2]:
        assert (heading["zh"] if language is Language.ZH_CN else heading["en"]) in text


def test_the_english_document_has_no_chinese_in_it(told: Dossier) -> None:
    assert not re.search(r"[\u4e00-\u9fff]", as_markdown(compose(told, Language.EN)))


def test_no_group_of_a_sum_is_told(told: Dossier) -> None:
    assert "groups=2" in as_markdown(compose(told, Language.EN))
    assert not any("N,S" in cell for row in table(told, "programs") for cell in row)


def test_the_same_record_gives_the_same_page_and_it_needs_no_other_host(told: Dossier) -> None:
    page, again = (as_page("t", [(one, compose(told, one)) for one in BOTH]) for _ in range(2))
    assert page == again
    assert not re.search(r"https?://|<script|<link|@import|url\(", page)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in {"meta", "rect"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "rect":
            assert self.open.pop() == tag


def test_names_of_others_are_text_on_the_page_and_in_tables(told: Dossier) -> None:
    page = as_page(title_of(told).zh, [(Language.ZH_CN, compose(told, Language.ZH_CN))])
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    assert "b" not in tags.seen
    assert "&lt;b&gt;bank|b&lt;/b&gt;" in page
    markdown = as_markdown(compose(told, Language.ZH_CN))
    assert "<b>" not in re.sub(r"```text\n.*?```", "", markdown, flags=re.DOTALL)
    assert "bank\\|b" in markdown


def test_the_picture_has_a_bar_for_every_kind_and_every_institution(told: Dossier) -> None:
    kinds, orgs = [block for block in compose(told, Language.EN) if isinstance(block, Bars)]
    assert dict(kinds.rows)["match of two lists"] == (3, 0, 1)
    assert dict(kinds.rows)["sums over groups"] == (1, 1, 0)
    assert dict(orgs.rows)["Bank of Qinghe"] == (2, 0, 2)
    assert as_page("t", [(Language.EN, [kinds])]).count("<rect") == 3 * len(kinds.rows)


def test_an_empty_period_says_so(told: Dossier) -> None:
    empty = Dossier(TAX, NAMES, told.since, told.until, told.made_at, [], [], [], told.limits, None)
    text = as_markdown(compose(empty, Language.EN))
    assert "took part in 0 private computations" in text
    assert "No ledger could be read" in text


@pytest.mark.parametrize("language", BOTH)
def test_every_operation_and_protocol_has_its_words(language: Language) -> None:
    for op in Op:
        assert words.of_op(op, "name").in_(language)
        assert all(words.points_of_op(op, part, language) for part in ("breaks", "adds", "remains"))
        assert len(words.points_of_op(op, "breaks", Language.EN)) == len(words.points_of_op(op, "breaks", BOTH[0]))
    for scheme in Scheme:
        assert all(one.in_(language) for one in words.of_scheme(scheme))
    assert len(words.glossary(language)) >= 10


def test_every_refusal_of_this_room_has_its_words() -> None:
    for refusal in LeakageRefused.__subclasses__():
        code = refusal.__new__(refusal).code
        assert words.of_reason(code).en != code
    assert words.of_reason("something_new") == Text(zh="something_new", en="something_new")


def test_headings_of_the_standard_say_how_far_they_were_checked() -> None:
    for heading in words.standard()[2]:
        assert heading["basis"] in {"read", "told"}
        assert set(heading["sections"]) <= set(SECTIONS)


def test_the_page_on_threat_models_covers_every_operation_and_protocol() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "threat-models.md").read_text(encoding="utf-8")
    for op in Op:
        assert f"## {op.value}" in page
    for paper in ("RR22", "KKRT", "ABY3", "ECDH", "UNSAFE_TRUSTED_DEALER", "unsafe-trusted-dealer"):
        assert paper in page


# The command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A node's folder with a record of a day, and no ledger."""
    settings = Settings.model_validate(node_settings())
    settings.save(tmp_path)
    database = Database.file(tmp_path / "node.sqlite")
    database.create()
    with database.transaction() as connection:
        a_day(connection)
    database.close()
    return tmp_path


def node_settings() -> dict[str, object]:
    bank = {
        "org": "bank-a",
        "name_zh": "青禾银行",
        "name_en": "Bank of Qinghe",
        "role": "bank",
        "url": "http://127.0.0.1:1",
    }
    return {
        "org": TAX,
        "name_zh": "青禾市税务局",
        "name_en": "Qinghe Tax Bureau",
        "role": "tax",
        "contact": "tax@qinghe.example",
        "origin": "qinghe.example/log",
        "port": 8100,
        "public_url": "http://127.0.0.1:8100",
        "suite": "ed25519-sha256",
        "operator": "operator",
        "registry": "registry",
        "peers": [{**bank, "contact": "bank@qinghe.example"}],
    }


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["privacy", "dossier", *arguments])
    return result.exit_code, result.output


def test_the_command_writes_a_page_with_both_languages_chinese_first(folder: Path) -> None:
    out = folder / "dossier.html"
    code, said = run(str(folder), "--from", "2026-03-02", "--to", "2026-03-02", "--out", str(out))
    assert code == 0, said
    page = out.read_text(encoding="utf-8")
    assert page.index("隐私计算合规档案") < page.index("compliance dossier")
    assert "青禾银行" in page


def test_days_are_of_beijing_and_the_last_is_included(folder: Path) -> None:
    def counted(since: str, to: str) -> dict[str, int]:
        code, said = run(str(folder), "--from", since, "--to", to, "--json")
        assert code == 0, said
        jobs: dict[str, int] = json.loads(said)["jobs"]
        return jobs

    assert counted("2026-03-02", "2026-03-02") == {"learnt": 4, "refused": 1, "failed": 1, "void": 1}
    assert counted("2026-03-03", "2026-03-31") == {}
    assert counted("2026-02-01", "2026-03-01") == {}


def test_without_a_file_it_prints_markdown_in_the_language_asked_for(folder: Path) -> None:
    code, said = run(str(folder), "--from", "2026-03-02", "--to", "2026-03-02", "--lang", "en")
    assert code == 0
    assert said.startswith("# Private computations of Qinghe Tax Bureau")


@pytest.mark.parametrize(
    "arguments",
    [("--to", "2026-03-01"), ("--to", "2026-03-03", "--lang", "fr"), ("--to", "2026-03-03", "--out", "x.pdf")],
)
def test_what_cannot_be_made_is_refused(folder: Path, arguments: tuple[str, ...]) -> None:
    assert run(str(folder), "--from", "2026-03-02", *arguments)[0] == 2


def test_a_folder_without_a_database_is_refused_and_stays_without(tmp_path: Path) -> None:
    Settings.model_validate(node_settings()).save(tmp_path)
    result = CliRunner().invoke(
        app, ["privacy", "dossier", str(tmp_path), "--from", "2026-03-02", "--to", "2026-03-02"]
    )
    assert getattr(result.exception, "code", "") == "settings_broken"
    assert not (tmp_path / "node.sqlite").exists()
