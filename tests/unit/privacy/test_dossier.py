"""The dossier: a day's record of one node, told for a legal department. Checked by what it says, not by its bytes."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Connection
from typer.testing import CliRunner

from puhui.assembly.settings import Settings
from puhui.cli import app
from puhui.consent import mandate_errors
from puhui.consent.errors import DrawDenied
from puhui.kernel import Language, PuhuiError, Text
from puhui.privacy.dossier import Dossier, End, Names, as_markdown, as_page, compose, read_dossier, title_of, words
from puhui.privacy.dossier.agreements import grants_used
from puhui.privacy.dossier.blocks import Heading, Shares, Table
from puhui.privacy.dossier.sections.names import SECTIONS
from puhui.privacy.errors import Explained, ProgramDiffers
from puhui.privacy.jobs import JobState, PartyWord, request_of
from puhui.privacy.jobs import errors as job_errors
from puhui.privacy.jobs import store as desk
from puhui.privacy.jobs.errors import JobCancelled, MessageNotSigned, PartyEnded
from puhui.privacy.leakage import Standing, admit, refuse, settle, with_own
from puhui.privacy.leakage import errors as leakage_errors
from puhui.privacy.leakage.errors import LeakageRefused
from puhui.privacy.leakage.model import Asked
from puhui.privacy.model import Op, Scheme
from puhui.storage import Database
from puhui.storage.migrating import migrate
from tests.unit.privacy.leakage_jobs import SALES, START, SUITE, TAX, group, match_of, model_of, sum_of

NAMES = Names(
    organisations={
        TAX: Text(zh="青禾市税务局", en="Qinghe Tax Bureau"),
        "bank-a": Text(zh="青禾银行", en="Bank of Qinghe"),
        "regulator": Text(zh="金融监管局", en="Financial Regulator"),
    },
    datasets={SALES: Text(zh="销售额", en="sales")},
    purposes={"marketing": Text(zh="营销", en="marketing a product")},
)
MANDATE = "mnd_00000000000000000000000000"
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


def the_ledger() -> dict[str, Any]:
    """It knows the first match, one mandate of the tax bureau, a use of that match, a denial, and a use of nobody."""
    known = match_of(50_000, 40_000, nonce="1", both=True)
    at = int(START.timestamp() * 1000)
    terms = {
        "custodian": TAX,
        "receiver": "bank-a",
        "dataset": SALES,
        "purpose": "marketing",
        "program": "match/1",
        "uses": 5,
        "expires": at + 90 * 86_400_000,
    }
    number = {"index": 4712, "at": at, "reason": ""}
    key = f"mandates/{MANDATE}"
    refused = request_of(match_of(50_000, 50_000, nonce="6").job)
    return {
        f"computations/{known.job}": {
            "index": 4711,
            "entry": "ab",
            "program": known.spec.program,
            "closed": {TAX: {"outcome": "done"}},
        },
        f"mandates/of/{TAX}": 1,
        f"mandates/of/{TAX}/1": MANDATE,
        key: {"terms": terms, "index": 4000, "at": at - 1000},
        f"{key}/tally": {"n": 2, "seq": 3, "denied": 1, "withdrawn_at": at + 5000},
        f"{key}/1": number | {"n": 1, "request": str(request_of(known.job))},
        f"{key}/2": number | {"n": 0, "request": str(refused), "reason": "withdrawn"},
        f"{key}/3": number | {"n": 2, "request": str(request_of("ff" * 32))},
    }


def read(connection: Connection, ledger: dict[str, Any] | None, me: str = TAX, **changed: Any) -> Dossier:
    told: dict[str, Any] = {
        "since": START - timedelta(hours=1),
        "until": START + timedelta(days=1),
        "made_at": START + timedelta(days=2),
        "names": NAMES,
        "ledger": None if ledger is None else ledger.get,
        "limits": with_own({"trainings_max": 1}),
    }
    return read_dossier(connection, me, **(told | changed))


@pytest.fixture
def record() -> Iterator[Connection]:
    database = Database.in_memory()
    database.create()
    with database.transaction() as connection:
        a_day(connection)
        yield connection
    database.close()


@pytest.fixture
def told(record: Connection) -> Dossier:
    return read(record, the_ledger())


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


def text_of(dossier: Dossier, language: Language = Language.EN) -> str:
    return as_markdown(compose(dossier, language))


def test_the_summary_counts_by_institution_dataset_and_kind(told: Dossier) -> None:
    rows = {(row[0], row[2]): row[3:7] for row in table(told, "summary") if row[1] == "“sales”"}
    unknown = "the mandate that this node wrote down is not on the ledger"
    assert rows["Bank of Qinghe", "match of two lists"] == ("mandate 4000 (2 of 5)", "2", "1", "0")
    assert rows["Bank of Qinghe", "fitting a model"] == (unknown, "0", "1", "0")
    assert rows["Financial Regulator", "sums over groups"] == (unknown, "1", "0", "1")


def test_the_summary_says_what_needs_somebody(told: Dossier) -> None:
    text = text_of(told)
    assert "This node refused Financial Regulator (no. 4): with earlier answers it would single out a few" in text
    assert "no. 2: hit next to nothing" in text
    assert "no. 5 broke off" in text
    assert "has used 100% of its budget of models fitted or validated on “sales”" in text
    assert "no. 2, 3, 5, 7: no agreeing record on the ledger" in text
    assert "The ledger counts mandate 4000 use 2, and this node has no such computation" in text
    assert "no. 1, 2, 7: the result is about single enterprises, under an institution's mandate" in text


def test_where_record_and_ledger_agree_the_summary_says_so_and_else_not(record: Connection) -> None:
    ledger = the_ledger()
    assert "Compared with" not in text_of(read(record, ledger))
    first = START + timedelta(minutes=30)
    ledger[f"mandates/{MANDATE}/tally"] |= {"n": 1, "seq": 2}
    agreeing = text_of(read(record, ledger, until=first))
    assert "Compared with this node's own copy of the ledger: of 1 computation, 1 began" in agreeing
    assert "Under the mandates that we gave: 1 use, 1 denial in the period" in agreeing


def test_a_job_is_told_with_who_asked_what_for_what_and_which_use_it_was(told: Dossier) -> None:
    first = table(told, "of_us")[0]
    assert first == (
        "1",
        "03-02 09:00:00",
        "Bank of Qinghe: match of two lists over “sales” of this institution, bringing 40,000 rows of its own",
        "marketing a product; mandate 4000, use 1 of 5",
        "done",
        "of 40,000 rows of its own, which enterprises are on the list of this institution too; "
        "the list of this institution has 50,000 rows",
    )


def test_what_was_found_by_us_is_told_where_we_know_it(told: Dossier) -> None:
    first, second = table(told, "by_us")
    assert first[5].endswith("; 9,000 were hit")
    assert second[5].endswith("; 3 were hit")
    assert first[6].startswith("of 40,000 rows of its own, which enterprises are on the list of this institution too")


def test_a_refused_job_let_nobody_learn_more_than_how_long_the_list_is(told: Dossier) -> None:
    refused = next(row for row in table(told, "of_us") if row[0] == "4")
    assert refused[4].startswith("refused by this institution: with earlier answers")
    assert refused[5].startswith("no result; only")


def test_mandates_are_told_with_their_uses_denials_and_standing(told: Dossier) -> None:
    (row,) = table(told, "authority")
    assert row == (
        "mandate 4000",
        "Bank of Qinghe",
        "“sales”",
        "match of two lists, marketing a product",
        "2",
        "2 of 5",
        "1",
        "withdrawn 03-02 09:00:05",
    )
    assert "Bank of Qinghe under mandate 4000: the mandate was withdrawn, no. 6" in text_of(told)


def test_a_number_that_is_missing_is_a_gap_on_the_first_page(record: Connection) -> None:
    ledger = the_ledger()
    del ledger[f"mandates/{MANDATE}/2"]
    told = read(record, ledger)
    assert told.ledger is not None
    assert told.ledger.mandates[0].gaps == (2,)
    assert "The numbers of mandate 4000 have gaps" in text_of(told)


def test_grants_are_added_up_with_what_was_denied(record: Connection) -> None:
    grants = tuple(f"grt_{at}" for at in range(3))
    job = "ab" * 32
    state: dict[str, Any] = {}
    for at, grant in enumerate(grants):
        terms = {"receiver": "bank-a", "dataset": SALES, "purpose": "marketing", "uses": 3 + at}
        state[f"grants/{grant}"] = {"terms": terms}
        state[f"grants/{grant}/tally"] = {"n": 1 if at else 0}
        state[f"grants/{grant}/request/{request_of(job)}"] = 1 if at else None
    state |= {f"grants/grt_0/denied/{request_of(job)}": 1, "grants/grt_0/1": {"reason": "revoked"}}
    (used,) = grants_used(state.get, [(job, grants), (job, ("grt_9",))])
    assert (used.grants, used.used, used.denied, used.left_min) == (3, 2, {"revoked": 1}, 3)
    told = read(record, the_ledger())
    assert told.ledger is not None
    shown = text_of(replace(told, ledger=replace(told.ledger, grants=[used])))
    assert (
        "| Bank of Qinghe | “sales” | marketing a product | 3 | 2 | the enterprise has revoked the grant 1 | 3 |"
        in shown
    )


def test_what_others_learnt_is_added_up_in_words(told: Dossier) -> None:
    rows = [row for row in table(told, "learnt") if row[0] == "Bank of Qinghe" and row[2] == "match of two lists"]
    assert rows[0][3:] == ("of 80,000 rows of its own, which enterprises are on the list of this institution too", "2")
    assert any(row[3].startswith("besides: ") for row in rows)
    sums = [row for row in table(told, "learnt") if row[0] == "Financial Regulator"]
    assert sums[0][3] == "2 sums"


def test_budgets_are_told_with_what_is_left_and_drawn(told: Dossier) -> None:
    rows = {(row[0], row[2]): row[3:7] for row in table(told, "budgets") if len(row) > 2}
    assert rows["Bank of Qinghe", "rows matched"] == ("80,000", "50,000,000", "49,920,000", "0.2%")
    assert rows["Financial Regulator", "sums opened"] == ("2", "100,000", "99,998", "below 0.1%")
    _, picture = [block for block in compose(told, Language.EN) if isinstance(block, Shares)]
    names = {name: (share, said) for name, share, said in picture.rows}
    assert names["Bank of Qinghe, “sales”, models fitted or validated"] == (1.0, "1 of 1 (100.0%)")
    assert not any(name.endswith(", jobs") for name in names)
    page = as_page("t", [(Language.EN, [picture])])
    assert page.count('role="img"') == len(picture.rows)
    assert 'style="width: 0.4%"' in page  # a sliver, though it is next to nothing
    assert 'style="width: 100.0%" class="much"' in page


def test_refusals_and_failures_stand_with_why_and_what_to_do(told: Dossier) -> None:
    assert [(row[0], row[4], row[5]) for row in table(told, "refusals")] == [
        ("2", "done, but suspicious", "a long list that hit next to nothing: it may be made up"),
        ("4", "refused by this institution", "with earlier answers it would single out a few enterprises"),
        ("5", "failed", "a party left in the middle"),
        ("6", "failed", "a party took it back"),
    ]
    assert {row[6] for row in table(told, "refusals")} >= {"ask the other side where its list comes from"}


def test_invitations_turned_away_are_counted_by_caller_and_cause(record: Connection) -> None:
    lie = MessageNotSigned(issuer="bank-a", reason="r", stage="s")
    for minutes in (1, 2):
        desk.turn_away(record, "bank-a", lie, START + timedelta(minutes=minutes))
    desk.turn_away(record, "bank-a", lie, START - timedelta(days=2))
    told = read(record, None)
    assert [(one.caller, one.code, one.count) for one in told.turned_away] == [("bank-a", "message_not_signed", 2)]
    assert "03-02 09:01:00 invitations turned away at the door, 2: not soundly signed" in text_of(told)
    row = next(row for row in table(told, "refusals") if row[0] == "Bank of Qinghe" and row[1] == "2")
    assert row[2] == "03-02 09:01:00 – 03-02 09:02:00"


def test_a_refusal_before_leakage_was_judged_is_told_too(record: Connection) -> None:
    """The desk alone knows of a job whose program was another: nothing of it was counted."""
    asked = match_of(50_000, 40_000, nonce="8")
    at = START + timedelta(hours=9)
    desk.begin(record, job=asked.job, spec=asked.spec, me=TAX, initiator="bank-a", deadline=at, invitation="", at=at)
    wrong = ProgramDiffers(party=TAX, stage="s")
    desk.advance(record, asked.job, [JobState.INVITED], JobState.REFUSED, error=desk.error_text(wrong), over_at=at)
    told = read(record, None)
    assert (told.deeds[-1].job, told.deeds[-1].end, told.deeds[-1].code) == (asked.job, End.REFUSED, "program_differs")
    assert not told.deeds[-1].counted
    assert "another program than the refusing node would run" in text_of(told)


@pytest.mark.parametrize(
    ("state", "error", "end", "by", "code"),
    [
        (JobState.CANCELLED, PartyEnded(peer="bank-a", code="job_cancelled", at="s", party="bank-a"),
         End.CANCELLED, "bank-a", "job_cancelled"),
        (JobState.CANCELLED, JobCancelled(by=TAX, party=TAX), End.CANCELLED, TAX, "job_cancelled"),
        (JobState.REFUSED, ProgramDiffers(party="bank-a"), End.REFUSED_ELSEWHERE, "bank-a", "program_differs"),
    ],
)  # fmt: skip
def test_who_ended_a_job_is_told_from_what_that_party_said(
    record: Connection, state: JobState, error: PuhuiError, end: End, by: str, code: str
) -> None:
    asked = match_of(50_000, 40_000, nonce="9")
    at = START + timedelta(hours=9)
    desk.begin(record, job=asked.job, spec=asked.spec, me=TAX, initiator="bank-a", deadline=at, invitation="", at=at)
    desk.say(record, asked.job, PartyWord("bank-a", state.value, code, "s", at))
    desk.advance(record, asked.job, [JobState.INVITED], state, error=desk.error_text(error), over_at=at)
    deed = read(record, None).deeds[-1]
    assert (deed.end, deed.by, deed.code) == (end, by, code)


def test_a_record_that_the_ledger_has_with_another_program_is_not_agreed(record: Connection) -> None:
    ledger = the_ledger()
    first = f"computations/{match_of(50_000, 40_000, nonce='1', both=True).job}"
    assert [deed.number for deed in read(record, ledger).not_on_ledger()] == [2, 3, 5, 7]
    ledger[first] |= {"program": "00" * 32}
    assert [deed.number for deed in read(record, ledger).not_on_ledger()] == [1, 2, 3, 5, 7]


@pytest.mark.parametrize("language", BOTH)
def test_every_section_is_there_in_each_language_and_no_placeholder_is_left(told: Dossier, language: Language) -> None:
    text = as_markdown(compose(told, language))
    for section in SECTIONS.values():
        assert re.search(rf"^## \d+\. {re.escape(section.in_(language))}$", text, re.MULTILINE)
    assert not re.search(r"\{[a-z_]+\}", text)
    for heading in words.standard()[2]:
        assert (heading["zh"] if language is Language.ZH_CN else heading["en"]) in text


def test_the_english_document_has_no_chinese_in_it(told: Dossier) -> None:
    assert not re.search(r"[\u4e00-\u9fff]", as_markdown(compose(told, Language.EN)))


def test_no_group_of_a_sum_is_told(told: Dossier) -> None:
    assert "groups: 2" in text_of(told)
    assert not any("N, S" in cell for row in table(told, "annex") for cell in row)


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


def test_an_empty_period_says_so(told: Dossier) -> None:
    empty = Dossier(TAX, NAMES, told.since, told.until, told.made_at, [], [], [], [], told.limits, None)
    text = text_of(empty)
    assert "Nobody computed with our data" in text
    assert "No ledger could be read" in text


def test_ids_and_digests_stand_in_the_annex_alone(told: Dossier) -> None:
    body, _, annex = text_of(told, Language.ZH_CN).partition("附录：编号、程序与参数\n")
    assert not re.search(r"[0-9a-f]{16}|mnd_|tax-bureau", body)
    assert MANDATE in annex
    assert "4,711" in annex


@pytest.mark.parametrize("language", BOTH)
def test_every_operation_and_protocol_has_its_words(language: Language) -> None:
    for op in Op:
        assert words.of_op(op, "name").in_(language)
        assert all(words.points_of_op(op, part, language) for part in ("breaks", "adds", "remains"))
        assert len(words.points_of_op(op, "breaks", Language.EN)) == len(words.points_of_op(op, "breaks", BOTH[0]))
    for scheme in Scheme:
        assert all(one.in_(language) for one in words.of_scheme(scheme))
    assert len(words.glossary(language)) >= 10


def test_every_refusal_has_its_words() -> None:
    rooms = [job_errors, leakage_errors, mandate_errors]
    held = {
        one for room in rooms for one in vars(room).values() if isinstance(one, type) and issubclass(one, PuhuiError)
    }
    held |= {*DrawDenied.__subclasses__(), ProgramDiffers}
    codes = {
        one.__new__(one).code for one in held - {PuhuiError, Explained, LeakageRefused, mandate_errors.MandateDenied}
    }
    codes |= {one.reason for one in (*DrawDenied.__subclasses__(), *mandate_errors.MandateDenied.__subclasses__())}
    without = {code for code in codes if words.of_reason(code).en == code}
    assert without <= {"mandate_refused_by_ledger"}  # its opening, not its use
    assert words.of_reason("something_new") == Text(zh="something_new", en="something_new")


def test_headings_of_the_standard_say_how_far_they_were_checked() -> None:
    for heading in words.standard()[2]:
        assert heading["basis"] in {"excerpt", "summary", "ours"}
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
    migrate(database)
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
    return result.exit_code, result.stdout


def test_the_command_writes_a_page_with_both_languages_chinese_first(folder: Path) -> None:
    out = folder / "dossier.html"
    code, said = run(str(folder), "--from", "2026-03-02", "--to", "2026-03-02", "--out", str(out))
    assert code == 0, said
    page = out.read_text(encoding="utf-8")
    assert page.index("隐私计算合规档案") < page.index("compliance dossier")
    assert "青禾银行" in page


def test_a_file_a_language_is_of_one_moment(folder: Path) -> None:
    out = folder / "dossier-{lang}.md"
    code, said = run(str(folder), "--from", "2026-03-02", "--to", "2026-03-02", "--out", str(out))
    assert code == 0, said
    told = [(folder / f"dossier-{lang}.md").read_text(encoding="utf-8") for lang in ("zh", "en")]
    assert [one.splitlines()[0].count("Qinghe Tax Bureau") for one in told] == [0, 1]
    made = [re.findall(r"(?:生成：|Made at )([\d: -]+)", one)[0] for one in told]
    assert made[0] == made[1]


def test_it_tells_by_the_limits_that_the_node_has_set(folder: Path) -> None:
    settings = Settings.load(folder)
    settings.model_copy(update={"leakage": {"keys_max": 100_000}}).save(folder)
    code, said = run(str(folder), "--from", "2026-03-02", "--to", "2026-03-02", "--lang", "en")
    assert code == 0, said
    assert "| rows matched | 80,000 | 100,000 | 20,000 | 80.0% |" in said
    assert "This institution has changed 1." in said


def test_days_are_of_beijing_and_the_last_is_included(folder: Path) -> None:
    def counted(since: str, to: str) -> dict[str, int]:
        code, said = run(str(folder), "--from", since, "--to", to, "--json")
        assert code == 0, said
        jobs: dict[str, int] = json.loads(said)["jobs"]
        return jobs

    assert counted("2026-03-02", "2026-03-02") == {"done": 4, "refused": 1, "failed": 2}
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
