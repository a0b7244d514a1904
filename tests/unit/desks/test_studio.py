"""A bank's studio: the life of a version, four eyes, two who edit at once, what serves, and what replays."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from puhui.decisions import DecisionRecord, parse_rules, rules_digest, shipped
from puhui.desks.errors import ThingNotFound
from puhui.desks.store import documents
from puhui.desks.studio import By, store
from puhui.desks.studio.errors import (
    BasisMoved,
    NothingInForce,
    NotSound,
    OtherLendersProduct,
    OwnWork,
    ProductMismatch,
    StepNotNow,
    VersionMovedOn,
)
from puhui.desks.studio.offering import KIND, MarketCatalogue
from puhui.desks.studio.states import NEXT, State, Step, as_table
from puhui.desks.views.studio import ProductOpening, RulesOpening, VersionReturning, VersionSaving
from puhui.desks.wire import CallMalformed
from puhui.kernel import Language
from puhui.lending import store as lending
from puhui.lending.assessing import replay_decision
from puhui.market import Product, ProductRefused, shipped_products
from puhui.storage import Database, Relay
from tests.unit.desks.studio_room import APPROVER, OTHER_WRITER, OWN, WRITER, Room, at, by
from tests.unit.lending.conftest import Bank, evidence


@pytest.fixture
def bank() -> Iterator[Bank]:
    database = Database.in_memory()
    database.create()
    yield Bank(database)
    database.close()


def test_what_lies_in_the_folder_serves_until_the_studio_publishes_and_a_changed_file_only_until_then(
    bank: Bank,
) -> None:
    room = Room(bank)
    assert room.in_force.rules() == shipped("standard")
    assert len(room.desk.versions(Language.EN).in_force) == 1 + len(OWN)
    assert Room(bank, shipped("cautious")).in_force.rules() == shipped("cautious")
    steps = [
        step.action
        for one in room.desk.versions(Language.EN).items
        if one.kind == "rules"
        for step in room.desk.version(one.id, WRITER).steps
    ]
    assert sorted(steps) == ["installed", "installed", "superseded"]
    published = Room(bank, shipped("cautious"))
    draft = published.published(published.stricter())
    assert Room(bank, shipped("standard")).in_force.rules() == published.desk.file(draft.id)


def test_a_draft_serves_nobody_until_another_person_publishes_it(bank: Bank) -> None:
    room = Room(bank)
    draft = room.stricter()
    assert (draft.state, draft.verdict.sound, draft.mine) == ("draft", True, True)
    assert room.in_force.rules() == shipped("standard")
    with pytest.raises(StepNotNow):
        room.desk.publish(draft.id, at(draft), APPROVER)
    tried = room.backtested(draft)
    assert tried.state == "backtested"
    with pytest.raises(OwnWork):
        room.desk.approve(tried.id, at(tried), WRITER)
    approved = room.desk.approve(tried.id, at(tried), APPROVER)
    with pytest.raises(OwnWork):
        room.desk.publish(approved.id, at(approved), WRITER)
    published = room.desk.publish(approved.id, at(approved), APPROVER)
    assert room.in_force.rules() == room.desk.file(published.id)
    assert parse_rules(room.in_force.rules()).thresholds["age_m_min"].shown == "72"
    assert [step.action for step in published.steps] == [
        "saved",
        "saved",
        "tested",
        "backtested",
        "approved",
        "published",
    ]
    assert all((step.entry is None) is (step.action == "saved") for step in published.steps)
    states = {one.number: one.state for one in room.desk.versions(Language.EN).items if one.kind == "rules"}
    assert states == {1: "superseded", 2: "published"}


def test_every_step_that_is_an_entry_is_owed_to_the_ledger_without_a_gap_in_its_numbers(database: Database) -> None:
    """On both databases."""
    bank = Bank(database)
    room = Room(bank)
    room.published(room.stricter())
    room.published(room.product("tax-credit", rate_min="0.0400"))
    owed: list[str] = []
    Relay(bank.database, bank.clock, lambda message: owed.append(message.key)).deliver_due()
    numbers = [int(key.partition(":")[2]) for key in owed if key.startswith("studio:")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == 10  # tested, backtested, approved, published, the one before superseded: twice


def test_of_two_who_edit_at_once_the_later_is_told_and_overwrites_nothing(bank: Bank) -> None:
    room = Room(bank)
    draft = room.stricter()
    mine = room.desk.version(draft.id, WRITER)
    theirs = room.desk.save(draft.id, VersionSaving(revision=mine.revision, cases=mine.cases), OTHER_WRITER)
    with pytest.raises(VersionMovedOn) as told:
        room.desk.save(draft.id, VersionSaving(revision=mine.revision, sheet=mine.sheet), WRITER)
    assert "li changed this version" in str(told.value)
    assert room.desk.version(draft.id, WRITER).revision == theirs.revision
    tried = room.backtested(room.desk.version(draft.id, WRITER))
    for writer in (WRITER, OTHER_WRITER):
        with pytest.raises(OwnWork):
            room.desk.approve(tried.id, at(tried), writer)


def test_what_an_approver_saw_is_what_is_approved(bank: Bank) -> None:
    room = Room(bank)
    seen = room.backtested(room.stricter())
    room.desk.save(seen.id, VersionSaving(revision=seen.revision, sheet=seen.sheet), OTHER_WRITER)
    with pytest.raises(VersionMovedOn):
        room.desk.approve(seen.id, at(seen), APPROVER)
    assert room.desk.version(seen.id, WRITER).state == "draft"


def test_a_version_that_was_tried_against_rules_of_before_is_tried_again(bank: Bank) -> None:
    room = Room(bank)
    first, second = room.backtested(room.stricter(48)), room.stricter(60)
    tried = room.desk.test(second.id, at(second), WRITER)
    approved = room.desk.approve(first.id, at(first), APPROVER)
    room.desk.publish(approved.id, at(approved), APPROVER)
    with pytest.raises(BasisMoved):
        room.desk.ask_backtest(tried.id, at(tried), WRITER)
    again = room.desk.test(tried.id, at(tried), WRITER)
    room.desk.ask_backtest(again.id, at(again), WRITER)


def test_a_draft_with_faults_or_failing_cases_or_a_taken_name_does_not_pass_and_says_where(bank: Bank) -> None:
    room = Room(bank)
    draft = room.desk.open_rules(RulesOpening(), WRITER)
    assert draft.sheet is not None
    sheet = draft.sheet.model_copy(deep=True)
    row = next(number for number, one in enumerate(sheet.rules, start=1) if one.code == "AGE_TOO_YOUNG")
    sheet.rules[row - 1].condition = "agem < at.age_m_min"
    broken = room.desk.save(draft.id, VersionSaving(revision=draft.revision, sheet=sheet), WRITER)
    assert [(one.row, one.column) for one in broken.verdict.faults] == [(row, "evidence"), (row, "condition")]
    assert "agem" in broken.verdict.faults[1].text
    chinese = room.desk.version(draft.id, By(WRITER.actor, Language.ZH_CN))
    assert "未声明的事实" in chinese.verdict.faults[1].text
    with pytest.raises(NotSound):
        room.desk.test(broken.id, at(broken), WRITER)
    sheet.rules[row - 1].condition = "age_m < at.age_m_min + 1"
    failing = room.desk.save(broken.id, VersionSaving(revision=broken.revision, sheet=sheet), WRITER)
    (case,) = failing.verdict.failed
    assert (case.case, case.verdict, case.findings) == ("AGE_TOO_YOUNG: just kept", "decline", {"AGE_TOO_YOUNG": "KO"})
    sheet.rules[row - 1].condition = "age_m < at.age_m_min"
    sheet.version = parse_rules(shipped("standard")).version
    taken = room.desk.save(failing.id, VersionSaving(revision=failing.revision, sheet=sheet), WRITER)
    assert [fault.column for fault in taken.verdict.faults] == ["version"]


def _hostile(change: Any) -> str:
    document = json.loads(shipped("standard"))
    change(document)
    return json.dumps(document)


@pytest.mark.parametrize(
    "file",
    [
        _hostile(lambda one: one["nodes"].append({"id": "f", "type": "functionNode", "content": "while(true){}"})),
        _hostile(lambda one: one["nodes"][1].update(type="expressionNode")),
        _hostile(lambda one: one["nodes"][1]["content"]["outputs"].append({"id": "run", "field": "run"})),
        "[" * 100_000,
        '{"nodes": 1}',
        "",
    ],
    ids=["function", "expression", "column", "deep", "shape", "empty"],
)
def test_a_hostile_decision_file_becomes_no_draft(bank: Bank, file: str) -> None:
    room = Room(bank)
    with pytest.raises(Exception, match="decision file has 1 fault"):
        room.desk.open_rules(RulesOpening(file=file), WRITER)
    assert len([one for one in room.desk.versions(Language.EN).items if one.kind == "rules"]) == 1


@pytest.mark.parametrize(
    "condition",
    ["len(map([1..1000000000], #)) > age_m", "some([1..1000000000], # > age_m)", "age_m > 1 and (" * 200],
)
def test_a_condition_that_would_keep_the_engine_busy_is_a_fault(bank: Bank, condition: str) -> None:
    room = Room(bank)
    draft = room.desk.open_rules(RulesOpening(), WRITER)
    assert draft.sheet is not None
    sheet = draft.sheet.model_copy(deep=True)
    sheet.rules[1].condition = condition
    saved = room.desk.save(draft.id, VersionSaving(revision=draft.revision, sheet=sheet), WRITER)
    assert {(one.row, one.column) for one in saved.verdict.faults} >= {(2, "condition")}


def test_a_fact_that_nobody_answers_or_of_another_kind_is_a_fault(bank: Bank) -> None:
    room = Room(bank)
    draft = room.desk.open_rules(RulesOpening(), WRITER)
    assert draft.sheet is not None
    sheet = draft.sheet.model_copy(deep=True)
    sheet.facts[0].kind = "number"
    sheet.facts.append(sheet.facts[1].model_copy(update={"name": "moon_phase"}))
    saved = room.desk.save(draft.id, VersionSaving(revision=draft.revision, sheet=sheet), WRITER)
    told = {one.column for one in saved.verdict.faults if one.row == 0}
    assert told >= {sheet.facts[0].name, "moon_phase"}


def test_a_case_with_a_text_where_a_number_must_be_is_a_fault_and_the_draft_is_kept(bank: Bank) -> None:
    room = Room(bank)
    draft = room.desk.open_rules(RulesOpening(), WRITER)
    assert draft.cases is not None
    cases = draft.cases.model_copy(deep=True)
    cases.facts["age_m"] = "old"
    saved = room.desk.save(draft.id, VersionSaving(revision=draft.revision, cases=cases), WRITER)
    assert [(one.column, "age_m" in one.text) for one in saved.verdict.faults] == [("cases", True)]


@pytest.mark.parametrize("product", [{"code": "../x"}, {"code": ""}, {"code": "A"}, {"code": "x" * 65}])
def test_a_product_begins_with_a_code_of_the_wanted_form(bank: Bank, product: dict[str, Any]) -> None:
    with pytest.raises(ProductRefused):
        Room(bank).desk.open_product(ProductOpening(product=product), WRITER)


def test_a_products_json_is_small_and_flat() -> None:
    deep: Any = "x"
    for _ in range(50):
        deep = [deep]
    for product in ({"code": "a", "regions": deep}, {"code": "a", "name": "x" * 60_000}):
        with pytest.raises(ValueError, match="at most"):
            ProductOpening(product=product)


def test_a_script_in_a_name_stays_a_text(bank: Bank) -> None:
    room = Room(bank)
    draft = room.desk.open_rules(RulesOpening(), WRITER)
    assert draft.sheet is not None
    sheet = draft.sheet.model_copy(deep=True)
    sheet.rules[0].zh = '<script>alert("1")</script>'
    saved = room.desk.save(draft.id, VersionSaving(revision=draft.revision, sheet=sheet), WRITER)
    assert saved.verdict.faults == []
    assert parse_rules(room.desk.file(saved.id)).rules[0].text.zh == '<script>alert("1")</script>'


def test_an_old_decision_is_replayed_by_the_rules_of_its_day(bank: Bank) -> None:
    room = Room(bank)
    application = bank.assessed()
    with bank.database.transaction() as connection:
        data = lending.document(connection, application.assessment.record_digest)
    assert DecisionRecord.parse(data or b"").rules_digest == rules_digest(shipped("standard"))
    room.published(room.stricter())
    with bank.database.transaction() as connection:
        outcome = replay_decision(connection, application.assessment.record_digest, room.in_force.rules())
    assert outcome.verdict.value == application.assessment.verdict


def test_a_backtest_says_who_changes_and_why_and_its_report_stays_with_the_version(bank: Bank) -> None:
    room = Room(bank)
    for age in (30, 60, 90, 120):
        bank.assessed(evidence(age_m=age))
    tried = room.backtested(room.stricter())
    assert tried.backtest is not None
    assert tried.backtest.report is not None
    report = tried.backtest.report
    assert (tried.backtest.state, tried.backtest.done, tried.backtest.total) == ("done", 4, 4)
    moved = [one for one in report["changed"]["items"] if one["moved"]]
    assert [one["fires"] for one in moved] == [["AGE_TOO_YOUNG"]] * 2
    assert {one["new"]["verdict"] for one in moved} == {"decline"}
    assert (report["limits"]["old"]["count"], report["limits"]["new"]["count"]) == (4, 2)
    assert report["decisions"]["all"]["swaps"]["lost"]["applications"] == 2
    with bank.database.transaction() as connection:
        kept = json.loads(store.file_of(connection, tried.backtest.digest or ""))
    assert kept["file"] == tried.file
    changed = room.desk.save(tried.id, VersionSaving(revision=tried.revision, sheet=tried.sheet), WRITER)
    assert changed.backtest is None


def test_a_backtest_that_a_crash_cut_short_is_begun_anew_and_says_the_same(bank: Bank) -> None:
    room = Room(bank)
    bank.assessed()
    draft = room.stricter()
    tested = room.desk.test(draft.id, at(draft), WRITER)
    room.desk.ask_backtest(tested.id, at(tested), WRITER)
    with bank.database.transaction() as connection:
        run = store.run_of(connection, tested.id)
        assert run is not None
        store.put_run(connection, run, state="running", done=1)
    again = Room(bank)
    assert again.backtests.run_due() == 1
    assert again.desk.version(tested.id, WRITER).state == "backtested"


def test_a_bank_without_past_applications_is_told_that_nothing_is_known(bank: Bank) -> None:
    room = Room(bank)
    tried = room.backtested(room.stricter())
    assert tried.backtest is not None
    assert tried.backtest.report is not None
    assert (tried.backtest.report["applications"], tried.backtest.report["decisions"]) == (0, None)
    assert "not known" in tried.backtest.report["notes"][0]


def test_a_product_shows_what_it_costs_and_how_many_past_needs_it_would_match(bank: Bank) -> None:
    room = Room(bank)
    for age in (30, 60, 90):
        bank.assessed(evidence(age_m=age))
    conditions = [{"fact": "age_m", "op": "at_least", "value": 72}]
    draft = room.product("tax-credit", conditions=conditions, rate_min="0.0500")
    assert draft.offered is not None
    assert float(draft.offered.all_in_rate_min) == pytest.approx(0.05, abs=1e-3)
    tried = room.backtested(draft)
    assert tried.backtest is not None
    assert tried.backtest.report is not None
    matches = tried.backtest.report["matches"]
    assert (matches["of"], matches["old"]["fail"], matches["new"]["fail"]) == (3, 0, 2)
    assert tried.backtest.report["rates"]["new"]["quantiles"][0] >= 0.05


def test_a_rate_of_zero_beside_fees_is_no_product(bank: Bank) -> None:
    room = Room(bank)
    fees = [{"name": {"zh": "服务费", "en": "service"}, "annual_rate": "0.03"}]
    draft = room.product("tax-credit", rate_min="0", fees=fees)
    assert [one.column for one in draft.verdict.faults] == ["rate_min"]
    with pytest.raises(NotSound):
        room.desk.test(draft.id, at(draft), WRITER)


def test_a_published_product_reaches_the_platform_and_one_taken_offline_leaves_it(bank: Bank) -> None:
    room = Room(bank)
    market, elsewhere = Catalogue_of_the_platform(bank), bank.clock.now().date() + timedelta(days=30)
    draft = room.product("tax-credit", amount_max_fen=300_000_000)
    published = room.published(draft)
    market.deliver(bank)
    assert market.product("tax-credit").amount_max_fen == 300_000_000
    assert next(one for one in room.catalogue if one.code == "tax-credit").amount_max_fen == 300_000_000
    gone = room.desk.take_offline(
        published.id, VersionReturning(revision=published.revision, reason="额度用完"), APPROVER
    )
    assert (gone.state, gone.code) == ("offline", 3)
    market.deliver(bank)
    for shelf in (market.products, room.catalogue, Room(bank).catalogue):
        assert not next(one for one in shelf if one.code == "tax-credit").on_offer(elsewhere)
    again = MarketCatalogue(type(room.catalogue)(shipped_products()), market.database, bank.clock)
    assert again is not None
    with market.database.transaction() as connection:
        assert len(documents(connection, KIND)) == 1


class Catalogue_of_the_platform:  # noqa: N801 - reads as a sentence above
    """The portal's side, over a database of its own."""

    def __init__(self, bank: Bank) -> None:
        from puhui.desks.catalogue import Catalogue

        self.database = Database.in_memory()
        self.database.create()
        self.products = Catalogue(shipped_products())
        self.desk = MarketCatalogue(self.products, self.database, bank.clock)

    def deliver(self, bank: Bank) -> None:
        def carry(message: Any) -> None:
            if message.destination.endswith("/products"):
                self.desk.receive("bank-a", message.payload)

        Relay(bank.database, bank.clock, carry).deliver_due()

    def product(self, code: str) -> Product:
        return next(one for one in self.products if one.code == code)


def test_a_product_that_only_the_studio_knows_is_found_after_it_went_offline_and_the_node_began_anew(
    bank: Bank,
) -> None:
    room = Room(bank, products=[one for one in OWN if one.code == "tax-credit"])
    terms = room.product("tax-credit").product or {}
    opening = ProductOpening(product=terms | {"code": "spring-rain"})
    published = room.published(room.desk.open_product(opening, WRITER))
    room.desk.take_offline(published.id, VersionReturning(revision=published.revision, reason="x"), APPROVER)
    again = Room(bank, products=[one for one in OWN if one.code == "tax-credit"])
    found = next(one for one in again.catalogue if one.code == "spring-rain")
    assert not found.on_offer(bank.clock.now().date())


def test_nobody_tells_the_platform_of_anothers_product_and_late_news_changes_nothing(bank: Bank) -> None:
    market = Catalogue_of_the_platform(bank)
    room = Room(bank)
    product = room.product("tax-credit").product
    news = {"product": product, "offline_from": None, "order": 5}
    with pytest.raises(OtherLendersProduct):
        market.desk.receive("bank-b", json.dumps(news).encode())
    market.desk.receive("bank-a", json.dumps(news).encode())
    late = news | {"order": 4, "product": dict(product or {}) | {"amount_max_fen": 10_000_000}}
    market.desk.receive("bank-a", json.dumps(late).encode())
    assert market.product("tax-credit").amount_max_fen == 200_000_000
    for junk in (b"{", b"{}", b'{"product": {}, "offline_from": null, "order": "x"}'):
        with pytest.raises(CallMalformed):
            market.desk.receive("bank-a", junk)


def test_rules_are_followed_by_others_and_never_taken_away_and_a_product_keeps_its_code(bank: Bank) -> None:
    room = Room(bank)
    published = room.published(room.stricter())
    with pytest.raises(NothingInForce):
        room.desk.take_offline(published.id, VersionReturning(revision=published.revision, reason="x"), APPROVER)
    draft = room.product("tax-credit")
    renamed = VersionSaving(revision=draft.revision, product=dict(draft.product or {}) | {"code": "another"})
    with pytest.raises(ProductMismatch):
        room.desk.save(draft.id, renamed, WRITER)
    made = room.desk.open_product(ProductOpening(product={"code": "new-loan"}), WRITER)
    assert made.product is not None
    assert (made.product["lender"], made.verdict.faults[0].column) == ("bank-a", "product")


def test_a_version_is_sent_back_mended_or_dropped(bank: Bank) -> None:
    room = Room(bank)
    tried = room.backtested(room.stricter())
    back = room.desk.reject(tried.id, VersionReturning(revision=tried.revision, reason="过严"), APPROVER)
    assert (back.state, back.code, back.steps[-1].comment) == ("rejected", -1, "过严")
    mended = room.desk.save(back.id, VersionSaving(revision=back.revision, sheet=back.sheet), WRITER)
    room.desk.delete(mended.id, at(mended), WRITER)
    with pytest.raises(ThingNotFound):
        room.desk.version(mended.id, WRITER)


def test_only_an_approved_version_is_published_whatever_the_order_of_steps() -> None:
    assert {state for (state, step), to in NEXT.items() if to is State.PUBLISHED} == {State.APPROVED}
    assert {step for (_, step), to in NEXT.items() if to is State.APPROVED} == {Step.APPROVE}
    assert not any(state in (State.SUPERSEDED, State.OFFLINE, State.DELETED) for state, _ in NEXT)


def test_the_reference_page_shows_the_states_as_the_code_has_them() -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "studio.md"
    assert as_table() in page.read_text(encoding="utf-8")


def test_whoever_opened_a_draft_is_its_author_though_another_saves_it(bank: Bank) -> None:
    room = Room(bank)
    draft = room.desk.open_rules(RulesOpening(), by("qian"))
    saved = room.desk.save(draft.id, VersionSaving(revision=draft.revision, sheet=draft.sheet), WRITER)
    tried = room.backtested(saved)
    with pytest.raises(OwnWork):
        room.desk.approve(tried.id, at(tried), by("qian"))
